//! What must be read from real and sample notices, against values that a person
//! wrote down, and what holds of every notice whatever it says.

mod amendments;
mod corpus;
mod evidence;
mod ids;
mod invariants;
mod linear;
mod properties;
mod reading;
mod samples;
mod seeds;
