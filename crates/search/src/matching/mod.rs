//! From a text query to what tantivy runs.
//!
//! A word is matched in three ways, each ranking below the one before:
//! its morphemes as a phrase; its morphemes apart, where the notice says what
//! it is about; and verbatim ([`fallback`]), so that nothing that stands in a
//! text is missed for the way it was segmented ([`words`]). Synonyms
//! ([`synonyms`]) and other spellings ([`spellings`]) are alternatives that
//! count a little less. Where few notices have all words, those with most of
//! them follow ([`tiers`]).

mod characters;
mod fallback;
mod needles;
mod planner;
mod spellings;
mod synonyms;
mod tiers;
mod words;

pub(crate) use needles::Needle;
pub(crate) use planner::{Plan, Planner, Ways};
pub(crate) use synonyms::Synonyms;
pub(crate) use tiers::boosted;
