//! What must be read from real and sample notices, against values that a person
//! wrote down.

mod comparison;
mod samples;
mod seeds;
