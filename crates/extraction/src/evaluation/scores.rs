//! Precision, recall and F1 of each field.

use std::collections::BTreeMap;

use super::{FIELDS, Judgement};

/// How often a field was read rightly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Values that both have.
    pub right: usize,
    /// Values that only the gold has.
    pub missed: usize,
    /// Values that only the program has.
    pub wrong: usize,
    /// Notices in which the field was judged.
    pub judged: usize,
    /// Notices in which program and gold differ.
    pub differing: usize,
}

impl Score {
    /// The part of what was read that is right; none if nothing was read.
    pub fn precision(self) -> Option<f64> {
        part(self.right, self.right + self.wrong)
    }

    /// The part of what there is that was read; none if there is nothing.
    pub fn recall(self) -> Option<f64> {
        part(self.right, self.right + self.missed)
    }

    /// The harmonic mean of both; none if there is nothing on either side.
    pub fn f1(self) -> Option<f64> {
        part(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }
}

fn part(some: usize, all: usize) -> Option<f64> {
    (all > 0).then(|| some as f64 / all as f64)
}

/// The scores of every field over several notices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scores(BTreeMap<&'static str, Score>);

impl Scores {
    /// Adds what was judged of a notice.
    pub fn add(&mut self, judgements: &[Judgement]) {
        for judgement in judgements {
            let score = self.0.entry(judgement.field).or_default();
            score.right += judgement.right;
            score.missed += judgement.missed.len();
            score.wrong += judgement.wrong.len();
            score.judged += 1;
            score.differing += usize::from(!judgement.agrees());
        }
    }

    /// The score of a field.
    pub fn of(&self, field: &str) -> Score {
        self.0.get(field).copied().unwrap_or_default()
    }

    /// Every field that was judged, in the order of the report.
    pub fn fields(&self) -> impl Iterator<Item = (&'static str, Score)> + '_ {
        let judged = FIELDS
            .iter()
            .filter_map(|field| self.0.get_key_value(field));
        judged.map(|(field, score)| (*field, *score))
    }
}
