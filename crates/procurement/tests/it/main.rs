//! What a notice is, and the words of the trade: facts and invariants.

mod closing;
mod eras;
mod lexicon;
mod lg_codes;
mod loading;
mod moments;
mod names;
mod places;
mod requirement;
mod status;
