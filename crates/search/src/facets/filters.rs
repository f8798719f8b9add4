//! The filters of a request, as numbers.

use irefuda_procurement::{Eligibility, Moment, Status};

use super::columns::{Catalogues, Columns, NO_DAY};
use crate::closing::{Closing, day_number};
use crate::facet::{DeadlineBucket, Facet, UNKNOWN};
use crate::request::SearchRequest;

/// What a request asks of a notice beside its words.
pub(crate) struct Filters {
    /// The facets that are narrowed, and which of their numbers pass.
    choices: Vec<(Facet, Vec<bool>)>,
    ranges: Option<Ranges>,
}

/// Ranges narrow the counts of all facets alike.
#[derive(Clone, Copy)]
struct Ranges {
    announced_from: i32,
    announced_to: i32,
    closes_from: Option<Moment>,
    closes_to: Closing,
}

impl Filters {
    pub fn of(request: &SearchRequest, catalogues: &Catalogues) -> Self {
        let chosen = request
            .filters
            .iter()
            .filter(|(_, values)| !values.is_empty());
        let choices = chosen.map(|(facet, values)| {
            let numbers = values
                .iter()
                .filter_map(|value| number(*facet, value, catalogues));
            (*facet, table(numbers))
        });
        Self {
            choices: choices.collect(),
            ranges: Ranges::of(request),
        }
    }

    /// The choices in terms of a segment's numbers.
    pub fn of_segment(&self, columns: &Columns) -> Vec<(Facet, Vec<bool>)> {
        let mut choices = self.choices.clone();
        for (facet, passes) in &mut choices {
            if *facet == Facet::Qualification {
                let has_one = |set: &Vec<u16>| set.iter().any(|number| is_in(passes, *number));
                *passes = columns.members.iter().map(has_one).collect();
            }
        }
        choices
    }

    /// Whether a document lies within the ranges.
    pub fn is_in_range(&self, columns: &Columns, document: usize) -> bool {
        let Some(ranges) = self.ranges else {
            return true;
        };
        let announced_on = columns.announced_on[document];
        (ranges.announced_from..=ranges.announced_to).contains(&announced_on)
            && ranges.hold_closing(columns.closes_at[document])
    }

    pub fn has_ranges(&self) -> bool {
        self.ranges.is_some()
    }
}

impl Ranges {
    fn of(request: &SearchRequest) -> Option<Self> {
        let is_given = request.announced_from.is_some()
            || request.announced_to.is_some()
            || request.closes_from.is_some()
            || request.closes_to.is_some();
        if !is_given {
            return None;
        }
        let day = |date| i32::try_from(day_number(date)).unwrap_or(i32::MAX);
        let asks_day = request.announced_from.is_some() || request.announced_to.is_some();
        // A range asks for a value: notices without one are not in it.
        let earliest = if asks_day { NO_DAY + 1 } else { NO_DAY };
        let latest = request.closes_to.map(Closing::of);
        let asks_closing = request.closes_from.is_some();
        let before_unknown = Closing::from_column(i64::MAX - 1);
        let any = if asks_closing {
            before_unknown
        } else {
            Closing::UNKNOWN
        };
        Some(Self {
            announced_from: request.announced_from.map_or(earliest, day),
            announced_to: request.announced_to.map_or(i32::MAX, day),
            closes_from: request.closes_from,
            closes_to: latest.unwrap_or(any),
        })
    }

    /// A closing day lies after any moment of that day, and a closing moment
    /// after the day's beginning.
    fn hold_closing(&self, closes_at: Closing) -> bool {
        let is_late_enough = match self.closes_from {
            None => true,
            Some(Moment::Day(day)) => closes_at.day() >= day_number(day),
            Some(moment) => closes_at >= Closing::of(moment),
        };
        is_late_enough && closes_at <= self.closes_to
    }
}

/// The number of a facet's value, if any notice can have it.
fn number(facet: Facet, value: &str, catalogues: &Catalogues) -> Option<u16> {
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

fn table(numbers: impl Iterator<Item = u16>) -> Vec<bool> {
    let mut passes = Vec::new();
    for number in numbers.map(usize::from) {
        if passes.len() <= number {
            passes.resize(number + 1, false);
        }
        passes[number] = true;
    }
    passes
}

fn is_in(passes: &[bool], number: u16) -> bool {
    passes.get(usize::from(number)).copied().unwrap_or(false)
}
