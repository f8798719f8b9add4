//! From a text query to what tantivy runs.
//!
//! A word is matched in three ways, each ranking below the one before:
//! its morphemes as a phrase; its morphemes apart, where the notice says what
//! it is about; and verbatim ([`fallback`]), so that nothing that stands in a
//! text is missed for the way it was segmented. Synonyms ([`synonyms`]) are
//! alternatives that count a little less.

mod fallback;
mod planner;
mod synonyms;
mod verify;

pub(crate) use planner::{Needle, Plan, Planner};
pub(crate) use synonyms::Synonyms;
