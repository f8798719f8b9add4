//! Facets at search time: one pass over the hits gives the page, the exact
//! total and the counts of all facets.
//!
//! Counting is most of what a search costs. Columns are decoded beforehand
//! ([`columns`]), hits come in blocks, and each facet is counted by a plain
//! array of numbers ([`catalogue`]); names appear only in the answer
//! ([`listing`]).

mod axes;
mod block;
mod cache;
mod catalogue;
mod collector;
mod columns;
mod counting;
mod days;
mod eligibility;
mod filters;
mod listing;
mod order;
mod present;
mod ranking;
mod tree;

pub(crate) use cache::ColumnCache;
pub(crate) use collector::{NoticeCollector, Tally};
pub(crate) use eligibility::Asked;
pub(crate) use filters::Filters;
pub(crate) use listing::list;
pub(crate) use present::Present;
