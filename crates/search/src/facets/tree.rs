//! A choice in two facets of which one lies under the other: places and
//! categories.
//!
//! The two are one tree, and a choice in it is what boxes ticked in a tree mean:
//! a chosen value stands for all that lies under it, unless something under it
//! is chosen too, which narrows it to that. What is chosen under a value that is
//! not chosen itself comes in addition.

use irefuda_procurement::Lexicon;

use super::catalogue::UNKNOWN_NUMBER;
use super::columns::Catalogues;
use super::filters::{is_in, number, table};
use crate::facet::{Facet, UNKNOWN};
use crate::request::SearchRequest;

/// A choice, as numbers.
#[derive(Clone)]
pub(super) struct TreeChoice {
    pub coarse: Facet,
    pub fine: Facet,
    /// The chosen coarse values under which nothing is chosen.
    whole: Vec<bool>,
    /// The coarse values whose finer ones can be chosen: those that are chosen,
    /// or that something is chosen under. None if that is all of them.
    open: Option<Vec<bool>>,
    /// The chosen fine values.
    chosen: Vec<bool>,
}

impl TreeChoice {
    /// The choice in a fine facet and the coarse one above it; none if nothing
    /// is chosen.
    pub fn of(
        fine: Facet,
        coarse: Facet,
        request: &SearchRequest,
        catalogues: &Catalogues,
        lexicon: &Lexicon,
    ) -> Option<Self> {
        let (above, below) = (request.chosen(coarse), request.chosen(fine));
        if above.is_empty() && below.is_empty() {
            return None;
        }
        let parents: Vec<String> = below
            .iter()
            .filter_map(|value| fine.parent_value(value, lexicon))
            .collect();
        // What is unknown lies under each of the chosen ones.
        let narrows_all = below.iter().any(|value| value == UNKNOWN);
        let is_whole = |value: &&String| !narrows_all && !parents.contains(value);
        let numbers_of = |facet, values: Vec<&String>| {
            let values = values.into_iter();
            table(values.filter_map(|value| number(facet, value, catalogues)))
        };
        let open = above.iter().chain(&parents).collect();
        Some(Self {
            coarse,
            fine,
            whole: numbers_of(coarse, above.iter().filter(is_whole).collect()),
            open: (!above.is_empty()).then(|| numbers_of(coarse, open)),
            chosen: numbers_of(fine, below.iter().collect()),
        })
    }

    /// Whether a notice passes that has these numbers.
    #[inline]
    pub fn passes(&self, coarse: u16, fine: u16) -> bool {
        let is_chosen = is_in(&self.chosen, fine);
        is_in(&self.whole, coarse) || is_chosen && (fine != UNKNOWN_NUMBER || self.is_open(coarse))
    }

    /// Whether a notice with these numbers is counted among the fine values.
    #[inline]
    pub fn counts(&self, coarse: u16, fine: u16) -> bool {
        self.is_open(coarse) || fine != UNKNOWN_NUMBER && is_in(&self.chosen, fine)
    }

    fn is_open(&self, coarse: u16) -> bool {
        self.open.as_ref().is_none_or(|open| is_in(open, coarse))
    }
}
