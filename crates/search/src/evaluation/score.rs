//! Sums over standings.

use std::ops::AddAssign;

use super::standing::Standing;

/// What an engine achieved over several cases.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Score {
    /// The cases.
    pub cases: usize,
    /// Those with nothing to complain of.
    pub held: usize,
    /// How often what has to be first is, of how many cases that ask for it.
    pub first: (usize, usize),
    /// How often nothing is there or higher than it may be, of how many.
    pub bans: (usize, usize),
    ndcg: Mean,
    recall_at_top: Mean,
    recall_at_depth: Mean,
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Mean {
    sum: f64,
    count: usize,
}

impl Score {
    /// Adds a case.
    pub fn add(&mut self, standing: &Standing) {
        self.cases += 1;
        self.held += usize::from(standing.complaints.is_empty());
        for (tally, holds) in [
            (&mut self.first, standing.first_holds),
            (&mut self.bans, standing.bans_hold),
        ] {
            tally.0 += usize::from(holds == Some(true));
            tally.1 += usize::from(holds.is_some());
        }
        self.ndcg.add(standing.ndcg);
        self.recall_at_top.add(standing.recall_at_top);
        self.recall_at_depth.add(standing.recall_at_depth);
    }

    /// Mean nDCG of the top.
    pub fn ndcg(&self) -> Option<f64> {
        self.ndcg.value()
    }

    /// Mean recall of the top.
    pub fn recall_at_top(&self) -> Option<f64> {
        self.recall_at_top.value()
    }

    /// Mean recall as deep as is looked.
    pub fn recall_at_depth(&self) -> Option<f64> {
        self.recall_at_depth.value()
    }
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.cases += other.cases;
        self.held += other.held;
        for (tally, others) in [(&mut self.first, other.first), (&mut self.bans, other.bans)] {
            tally.0 += others.0;
            tally.1 += others.1;
        }
        for (mean, others) in [
            (&mut self.ndcg, other.ndcg),
            (&mut self.recall_at_top, other.recall_at_top),
            (&mut self.recall_at_depth, other.recall_at_depth),
        ] {
            mean.sum += others.sum;
            mean.count += others.count;
        }
    }
}

impl Mean {
    fn add(&mut self, value: Option<f64>) {
        self.sum += value.unwrap_or_default();
        self.count += usize::from(value.is_some());
    }

    fn value(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum / self.count as f64)
    }
}
