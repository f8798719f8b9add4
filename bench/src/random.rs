//! Numbers that look random and are the same on every machine.

/// A sequence of numbers (SplitMix64).
pub struct Random(u64);

/// Draws ranks by a skewed law: the first often, the last rarely.
pub struct Skew {
    /// The sums of the weights up to each rank.
    sums: Vec<f64>,
}

impl Random {
    /// The sequence number `stream` of a seed; streams do not depend on each
    /// other, so any notice can be made without those before it.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut random = Self(seed ^ stream.wrapping_mul(0xd134_2543_de82_ef95));
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, but not including, 1.
    pub fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From 0 up to, but not including, `count`.
    pub fn below(&mut self, count: usize) -> usize {
        (self.fraction() * count as f64) as usize
    }

    /// From `least` to `most`, both included.
    pub fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// True so many times out of a hundred.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, several: &'a [T]) -> &'a T {
        &several[self.below(several.len())]
    }

    /// About normally distributed, with mean 0 and deviation 1.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.fraction()).sum::<f64>() - 6.0
    }

    /// The same things in another order.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }
}

impl Skew {
    /// Zipf's law over so many ranks.
    pub fn zipf(ranks: usize, exponent: f64) -> Self {
        Self::weighted((1..=ranks).map(|rank| (rank as f64).powf(-exponent)))
    }

    /// Ranks with these weights.
    pub fn weighted(weights: impl Iterator<Item = f64>) -> Self {
        let mut sum = 0.0;
        let sums = weights.map(|weight| {
            sum += weight;
            sum
        });
        Self {
            sums: sums.collect(),
        }
    }

    /// A rank, from 0.
    pub fn draw(&self, random: &mut Random) -> usize {
        let sum = self.sums.last().copied().unwrap_or_default();
        let point = random.fraction() * sum;
        let rank = self.sums.partition_point(|before| *before <= point);
        rank.min(self.sums.len().saturating_sub(1))
    }
}
