//! What hits are counted by.
//!
//! Facets that depend on each other are one axis: a hit is counted once by its
//! place, not by prefecture and by municipality, and once by when it closes,
//! not by status and by deadline. Few combinations occur in a segment, so each
//! has a number, and combinations are taken apart after the counting.

use std::collections::HashMap;
use std::hash::Hash;

use super::filters::{Filters, is_in};
use super::present::Present;
use super::tree::TreeChoice;
use crate::closing::Closing;
use crate::facet::Facet;
use crate::histogram::DateColumn;

/// The combinations that occur in a segment.
pub(crate) struct Axis<T> {
    /// The number of each document's combination.
    pub codes: Vec<u32>,
    /// By number.
    pub combinations: Vec<T>,
}

/// Numbers in two facets.
pub(crate) type Pair = [u16; 2];

/// The facets of the axes of pairs.
pub(crate) const PAIRS: [[Facet; 2]; 3] = [
    [Facet::Prefecture, Facet::LgCode],
    [Facet::Category, Facet::Subcategory],
    [Facet::Method, Facet::Kind],
];

/// The axes behind those of [`PAIRS`].
pub(super) const SETS: usize = 3;
pub(super) const CLOSINGS: usize = 4;
pub(super) const ANNOUNCEMENTS: usize = 5;
pub(super) const REQUIREMENTS: usize = 6;
/// How many axes there are.
pub(super) const AXES: usize = 7;

/// The axis that a facet is counted on.
pub(super) fn axis_of(facet: Facet) -> usize {
    match facet {
        Facet::Prefecture | Facet::LgCode => 0,
        Facet::Category | Facet::Subcategory => 1,
        Facet::Method | Facet::Kind => 2,
        Facet::Qualification => SETS,
        Facet::Status | Facet::Deadline => CLOSINGS,
        Facet::Eligibility => REQUIREMENTS,
    }
}

/// When a notice closes, with the number of the kind by which it is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Judged {
    pub kind: u16,
    pub closes_at: Closing,
}

impl<T: Eq + Hash + Clone> Axis<T> {
    /// Numbers what each document has.
    pub fn of(combinations: impl Iterator<Item = T>) -> Self {
        let mut numbers: HashMap<T, u32> = HashMap::new();
        let mut distinct = Vec::new();
        let number = |combination: T| {
            *numbers
                .entry(combination)
                .or_insert_with_key(|combination| {
                    distinct.push(combination.clone());
                    distinct.len() as u32 - 1
                })
        };
        Self {
            codes: combinations.map(number).collect(),
            combinations: distinct,
        }
    }

    /// What a document has.
    #[inline]
    pub fn get(&self, document: usize) -> &T {
        &self.combinations[self.codes[document] as usize]
    }

    /// Which choices the combinations fail, as bits; none if `fails` is none of
    /// the choices of this request.
    fn failing(&self, fails: impl Fn(&T) -> u16) -> Option<Vec<u16>> {
        let failing: Vec<u16> = self.combinations.iter().map(fails).collect();
        failing.iter().any(|failed| *failed != 0).then_some(failing)
    }
}

/// Which choices fail, by axis and number; none where nothing does.
pub(super) fn failing_pairs(
    axis: &Axis<Pair>,
    facets: [Facet; 2],
    filters: &Filters,
) -> Option<Vec<u16>> {
    let trees: Vec<&TreeChoice> = filters
        .trees
        .iter()
        .filter(|tree| [tree.coarse, tree.fine] == facets)
        .collect();
    let choices: Vec<(usize, &Facet, &Vec<bool>)> = filters
        .choices
        .iter()
        .filter_map(|(facet, passes)| {
            let place = facets.iter().position(|of_axis| of_axis == facet)?;
            Some((place, facet, passes))
        })
        .collect();
    if trees.is_empty() && choices.is_empty() {
        return None;
    }
    axis.failing(|pair| {
        let [above, below] = *pair;
        let trees = trees.iter().map(|tree| {
            bit_if(!tree.passes(above, below), tree.coarse)
                | bit_if(!tree.counts(above, below), tree.fine)
        });
        let choices = choices
            .iter()
            .map(|(place, facet, passes)| bit_if(!is_in(passes, pair[*place]), **facet));
        trees.chain(choices).fold(0, |all, one| all | one)
    })
}

/// Which choices the sets of qualifications fail.
pub(super) fn failing_sets(axis: &Axis<Vec<u16>>, filters: &Filters) -> Option<Vec<u16>> {
    let facet = Facet::Qualification;
    let passes = filters.choice(facet)?;
    axis.failing(|set| bit_if(!set.iter().any(|number| is_in(passes, *number)), facet))
}

/// Which choices and ranges the closings fail.
pub(super) fn failing_closings(
    axis: &Axis<Judged>,
    filters: &Filters,
    present: &Present,
) -> Option<Vec<u16>> {
    let (status, deadline) = (
        filters.choice(Facet::Status),
        filters.choice(Facet::Deadline),
    );
    let range = filters.closes_at.as_ref();
    if status.is_none() && deadline.is_none() && range.is_none() {
        return None;
    }
    axis.failing(|judged| {
        let fails = |passes: Option<&Vec<bool>>, number: u8| {
            passes.is_some_and(|passes| !is_in(passes, number.into()))
        };
        let is_outside = range.is_some_and(|range| !range.holds(judged.closes_at));
        bit_if(fails(status, present.status(*judged)), Facet::Status)
            | bit_if(fails(deadline, present.bucket(*judged)), Facet::Deadline)
            | outside(is_outside, DateColumn::ClosesAt)
    })
}

/// Which of the days of announcement lie outside their range.
pub(super) fn failing_announcements(axis: &Axis<i32>, filters: &Filters) -> Option<Vec<u16>> {
    let range = filters.announced_on.as_ref()?;
    axis.failing(|day| outside(!range.contains(day), DateColumn::AnnouncedOn))
}

fn outside(is_outside: bool, column: DateColumn) -> u16 {
    if is_outside { range_bit(column) } else { 0 }
}

pub(super) fn bit_if(fails: bool, facet: Facet) -> u16 {
    u16::from(fails) << facet as u16
}

/// The bit of a range, behind those of the facets.
pub(super) const fn range_bit(column: DateColumn) -> u16 {
    const { assert!(Facet::ALL.len() <= 14) }
    1 << (14 + column as u16)
}

/// The bits that do not keep a document from being counted in a facet. A coarse
/// facet and the fine one under it are chosen from together.
pub(super) fn own_choice(facet: Facet) -> u16 {
    if let Some(coarse) = facet.parent() {
        return bit_if(true, coarse);
    }
    let is_below = |fine: &Facet| fine.parent() == Some(facet);
    let below = Facet::ALL.into_iter().find(is_below);
    bit_if(true, facet) | below.map_or(0, |fine| bit_if(true, fine))
}
