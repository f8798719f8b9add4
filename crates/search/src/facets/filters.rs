//! The filters of a request, as numbers.

use std::ops::RangeInclusive;

use irefuda_procurement::{Eligibility, Lexicon, Moment, Status};

use super::columns::{Catalogues, NO_DAY};
use super::tree::TreeChoice;
use crate::closing::{Closing, day_number};
use crate::facet::{DeadlineBucket, Facet, UNKNOWN};
use crate::request::SearchRequest;

/// What a request asks of a notice beside its words.
pub(crate) struct Filters {
    /// The facets that are narrowed by themselves, and which of their numbers
    /// pass.
    pub(super) choices: Vec<(Facet, Vec<bool>)>,
    /// The facets that are narrowed together with those under them.
    pub(super) trees: Vec<TreeChoice>,
    /// Ranges narrow the counts of all facets alike. They ask for a value:
    /// notices without one are not in them.
    pub(super) announced_on: Option<RangeInclusive<i32>>,
    pub(super) closes_at: Option<ClosingRange>,
}

/// A range of closings.
pub(super) struct ClosingRange {
    from: Option<Moment>,
    to: Closing,
}

impl Filters {
    pub fn of(request: &SearchRequest, catalogues: &Catalogues, lexicon: &Lexicon) -> Self {
        let pairs = Facet::ALL
            .into_iter()
            .filter_map(|fine| Some((fine, fine.parent()?)));
        let trees: Vec<TreeChoice> = pairs
            .filter_map(|(fine, coarse)| TreeChoice::of(fine, coarse, request, catalogues, lexicon))
            .collect();
        let is_in_tree = |facet: Facet| {
            let mut trees = trees.iter();
            trees.any(|tree| [tree.coarse, tree.fine].contains(&facet))
        };
        let chosen = request
            .filters
            .iter()
            .filter(|(facet, values)| !values.is_empty() && !is_in_tree(**facet));
        let choices = chosen.map(|(facet, values)| {
            let numbers = values
                .iter()
                .filter_map(|value| number(*facet, value, catalogues));
            (*facet, table(numbers))
        });
        Self {
            choices: choices.collect(),
            announced_on: announced_on(request),
            closes_at: ClosingRange::of(request),
            trees,
        }
    }

    /// The numbers of a facet that pass, if it is narrowed by itself.
    pub fn choice(&self, facet: Facet) -> Option<&Vec<bool>> {
        let mut choices = self.choices.iter();
        choices.find_map(|(chosen, passes)| (*chosen == facet).then_some(passes))
    }
}

/// The days within which a notice has to be announced.
fn announced_on(request: &SearchRequest) -> Option<RangeInclusive<i32>> {
    let (from, to) = (request.announced_from, request.announced_to);
    let day = |date| i32::try_from(day_number(date)).unwrap_or(i32::MAX);
    (from.is_some() || to.is_some())
        .then(|| from.map_or(NO_DAY + 1, day)..=to.map_or(i32::MAX, day))
}

impl ClosingRange {
    fn of(request: &SearchRequest) -> Option<Self> {
        let (from, to) = (request.closes_from, request.closes_to);
        let before_unknown = Closing::from_column(i64::MAX - 1);
        (from.is_some() || to.is_some()).then(|| Self {
            from,
            to: to.map_or(before_unknown, Closing::of),
        })
    }

    pub fn holds(&self, closes_at: Closing) -> bool {
        is_from(self.from, closes_at) && closes_at <= self.to
    }
}

/// A closing day lies after any moment of that day, and a closing moment after
/// the day's beginning.
fn is_from(from: Option<Moment>, closes_at: Closing) -> bool {
    match from {
        None => true,
        Some(Moment::Day(day)) => closes_at.day() >= day_number(day),
        Some(moment) => closes_at >= Closing::of(moment),
    }
}

/// The number of a facet's value, if any notice can have it.
pub(super) fn number(facet: Facet, value: &str, catalogues: &Catalogues) -> Option<u16> {
    let position = match facet {
        Facet::Status => Status::ALL.iter().position(|status| status.name() == value),
        Facet::Eligibility => Eligibility::ALL
            .iter()
            .position(|eligibility| eligibility.name() == value),
        Facet::Deadline if value == UNKNOWN => Some(DeadlineBucket::ALL.len()),
        Facet::Deadline => DeadlineBucket::ALL
            .iter()
            .position(|bucket| bucket.name() == value),
        facet => return catalogues.get(&facet)?.find(value),
    };
    position.map(|position| position as u16)
}

pub(super) fn table(numbers: impl Iterator<Item = u16>) -> Vec<bool> {
    let mut passes = Vec::new();
    for number in numbers.map(usize::from) {
        if passes.len() <= number {
            passes.resize(number + 1, false);
        }
        passes[number] = true;
    }
    passes
}

pub(super) fn is_in(passes: &[bool], number: u16) -> bool {
    passes.get(usize::from(number)).copied().unwrap_or(false)
}
