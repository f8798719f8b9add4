//! What a notice is, and the words of the trade: facts and invariants.

mod cases;
mod closing;
mod effective;
mod eligibility;
mod eras;
mod lexicon;
mod lg_codes;
mod loading;
mod moments;
mod names;
mod places;
mod requirement;
mod status;
