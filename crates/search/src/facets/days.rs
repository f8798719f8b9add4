//! Counts of hits by day.

use std::collections::BTreeMap;

use super::columns::NO_DAY;

/// Days that nearly all notices lie in: from 2000 to 2044.
const FIRST: i32 = 10_957;
const COUNT: usize = 1 << 14;

/// How many hits lie on each day.
pub(crate) struct DayCounts {
    usual: Vec<u64>,
    others: BTreeMap<i32, u64>,
}

impl DayCounts {
    pub fn new() -> Self {
        Self {
            usual: vec![0; COUNT],
            others: BTreeMap::new(),
        }
    }

    /// Adds so many hits on a day.
    #[inline]
    pub fn add(&mut self, day: i32, hits: u64) {
        // Days before the first wrap around to large numbers.
        match self.usual.get_mut(day.wrapping_sub(FIRST) as u32 as usize) {
            Some(count) => *count += hits,
            None => *self.others.entry(day).or_default() += hits,
        }
    }

    /// Adds the days with their counts to others; gives those that do not say.
    pub fn add_to(self, days: &mut BTreeMap<i32, u64>) -> u64 {
        let usual = (FIRST..).zip(self.usual).filter(|(_, count)| *count > 0);
        let mut others = self.others;
        let unknown = others.remove(&NO_DAY).unwrap_or(0);
        for (day, count) in usual.chain(others) {
            *days.entry(day).or_default() += count;
        }
        unknown
    }
}
