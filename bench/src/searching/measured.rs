//! Times of answers, and what the table says about them.

use crate::statistics::{median, percentile};
use crate::stopwatch::Took;
use crate::table::number;

/// The times of one contender at questions of one kind.
#[derive(Default)]
pub struct Times {
    /// By round.
    rounds: Vec<Vec<Took>>,
}

impl Times {
    /// Begins a round.
    pub fn begin_round(&mut self) {
        self.rounds.push(Vec::new());
    }

    /// Adds an answer's time.
    pub fn add(&mut self, took: Took) {
        if let Some(round) = self.rounds.last_mut() {
            round.push(took);
        }
    }

    /// Processor time in milliseconds, at p50, p95 and p99.
    pub fn cpu(&self) -> String {
        percentiles(&self.all(|took| took.cpu))
    }

    /// Time by the clock in milliseconds, at p50, p95 and p99.
    pub fn wall(&self) -> String {
        percentiles(&self.all(|took| took.wall))
    }

    /// How many times longer the other takes: the median over the rounds of
    /// the ratio of their medians.
    pub fn ratio_of(&self, other: &Self) -> f64 {
        let medians = |times: &Self| -> Vec<f64> {
            let cpu = |round: &Vec<Took>| {
                median(&round.iter().map(|took| took.cpu).collect::<Vec<f64>>())
            };
            times.rounds.iter().map(cpu).collect()
        };
        let pairs = medians(other).into_iter().zip(medians(self));
        median(&pairs.map(|(other, own)| other / own).collect::<Vec<f64>>())
    }

    /// Processor time of all answers, in seconds, and their number.
    pub fn sum(&self) -> (f64, usize) {
        let all = self.all(|took| took.cpu);
        (all.iter().sum(), all.len())
    }

    fn all(&self, part: impl Fn(&Took) -> f64) -> Vec<f64> {
        self.rounds.iter().flatten().map(part).collect()
    }
}

fn percentiles(seconds: &[f64]) -> String {
    let at = [50, 95, 99].map(|percent| number(percentile(seconds, percent) * 1e3));
    at.join(" / ")
}
