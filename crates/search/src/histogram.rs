//! Counts of hits by day, week or month.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::request::RequestError;

/// The most buckets of a histogram.
pub const MAX_BUCKETS: usize = 1_000;

/// A date that every notice may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DateColumn {
    ClosesAt,
    AnnouncedOn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Interval {
    Day,
    Week,
    Month,
}

/// What is counted by which interval, as `closes_at:day`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Histogram {
    pub(crate) column: DateColumn,
    interval: Interval,
}

/// The counts of a histogram.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HistogramCounts {
    /// Those that are not empty, in the order of time.
    pub buckets: Vec<Bucket>,
    /// Number of notices that do not say.
    pub unknown: u64,
}

/// An interval in Japan's calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bucket {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// Number of notices found.
    pub count: u64,
}

const HISTOGRAMS: [(DateColumn, Interval, &str); 6] = [
    (DateColumn::ClosesAt, Interval::Day, "closes_at:day"),
    (DateColumn::ClosesAt, Interval::Week, "closes_at:week"),
    (DateColumn::ClosesAt, Interval::Month, "closes_at:month"),
    (DateColumn::AnnouncedOn, Interval::Day, "announced_on:day"),
    (DateColumn::AnnouncedOn, Interval::Week, "announced_on:week"),
    (
        DateColumn::AnnouncedOn,
        Interval::Month,
        "announced_on:month",
    ),
];

impl Histogram {
    /// The names of all.
    pub const NAMES: [&str; HISTOGRAMS.len()] = {
        let mut names = [""; HISTOGRAMS.len()];
        let mut place = 0;
        while place < names.len() {
            names[place] = HISTOGRAMS[place].2;
            place += 1;
        }
        names
    };

    /// The name in queries and answers.
    pub fn name(self) -> &'static str {
        let is_it =
            |row: &&(DateColumn, Interval, _)| (row.0, row.1) == (self.column, self.interval);
        let row = HISTOGRAMS.iter().find(is_it);
        row.expect("every histogram is in the table").2
    }

    /// Counts by day, days as numbers since 1970, become counts by bucket.
    pub(crate) fn counts(
        self,
        days: &BTreeMap<i32, u64>,
        unknown: u64,
    ) -> Result<HistogramCounts, RequestError> {
        let mut buckets: Vec<Bucket> = Vec::new();
        for (day, count) in days {
            let Some(day) = date(*day) else { continue };
            match buckets.last_mut().filter(|bucket| day <= bucket.to) {
                Some(bucket) => bucket.count += count,
                None => buckets.push(self.interval.bucket(day, *count)),
            }
        }
        if buckets.len() > MAX_BUCKETS {
            return Err(RequestError {
                parameter: "histogram".to_owned(),
                reason: format!(
                    "{self} has more than {MAX_BUCKETS} buckets; narrow the search (its own range \
                     does not narrow it) or take week or month"
                ),
            });
        }
        Ok(HistogramCounts { buckets, unknown })
    }
}

impl Interval {
    /// The bucket in which a day lies; weeks begin on Monday.
    fn bucket(self, day: Date, count: u64) -> Bucket {
        let (from, to) = match self {
            Self::Day => (day, day),
            Self::Week => {
                let before = i64::from(day.weekday().to_monday_zero_offset());
                let from = day.saturating_sub(before.days());
                (from, from.saturating_add(6.days()))
            }
            Self::Month => (day.first_of_month(), day.last_of_month()),
        };
        Bucket { from, to, count }
    }
}

fn date(day: i32) -> Option<Date> {
    let first = jiff::civil::date(1970, 1, 1);
    first.checked_add(day.days()).ok()
}

impl FromStr for Histogram {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = HISTOGRAMS.iter().find(|(_, _, known)| *known == name);
        let made = |(column, interval, _): &(DateColumn, Interval, _)| Self {
            column: *column,
            interval: *interval,
        };
        found
            .map(made)
            .ok_or_else(|| format!("allowed: {}", Self::NAMES.join(", ")))
    }
}

impl fmt::Display for Histogram {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl Serialize for Histogram {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
