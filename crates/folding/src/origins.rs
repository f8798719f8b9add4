//! Where the bytes of a folded text came from.
//!
//! Nearly all characters fold to themselves or to the ASCII form of their
//! width, so that a few runs of equal steps say it for a whole text.

use std::ops::Range;

/// The origin of each byte of a folded text, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Origins {
    runs: Vec<Run>,
    /// Length of the folded text.
    length: u32,
}

/// Steps of one length each, which came from raw bytes of one length each. The
/// bytes of a step came from all raw bytes of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    /// Where it begins in the folded text.
    pub folded: u32,
    /// Where it begins in the raw text.
    pub raw: u32,
    /// Length of a step in the folded text.
    pub step: u32,
    /// Length of a step in the raw text.
    pub raw_step: u32,
}

impl Origins {
    /// Origins that were taken apart by [`Self::runs`].
    pub fn of(runs: Vec<Run>, length: u32) -> Self {
        Self { runs, length }
    }

    /// The runs, each with where it ends in the folded text.
    pub fn runs(&self) -> impl Iterator<Item = (Run, u32)> {
        let ends = self.runs.iter().skip(1).map(|next| next.folded);
        let ends = ends.chain([self.length]);
        self.runs.iter().copied().zip(ends)
    }

    /// Appends one step of so many bytes, which came from the raw bytes `raw`.
    pub fn push(&mut self, length: usize, raw: Range<usize>) {
        if length > 0 {
            let (step, raw_step) = (length as u32, raw.len() as u32);
            self.append(length as u32, raw.start as u32, step, raw_step);
        }
    }

    /// Appends bytes that are the raw ones from `start` on.
    pub fn push_each_byte(&mut self, length: usize, start: usize) {
        if length > 0 {
            self.append(length as u32, start as u32, 1, 1);
        }
    }

    /// Appends steps; to the last run if they go on with it.
    fn append(&mut self, length: u32, raw: u32, step: u32, raw_step: u32) {
        let folded = self.length;
        self.length += length;
        let goes_on = self.runs.last().is_some_and(|last| {
            (last.step, last.raw_step) == (step, raw_step)
                && last.raw + (folded - last.folded) / step * raw_step == raw
        });
        if !goes_on {
            self.runs.push(Run {
                folded,
                raw,
                step,
                raw_step,
            });
        }
    }

    /// The raw position of a folded one; behind the text the end of the raw text
    /// that was kept.
    pub fn position(&self, folded: usize) -> usize {
        match folded < self.length as usize {
            true => self.start(folded),
            false => self
                .length
                .checked_sub(1)
                .map_or(0, |_| self.end(self.length as usize)),
        }
    }

    /// Where the raw bytes begin that the byte at a position came from.
    pub fn start(&self, folded: usize) -> usize {
        let (run, steps) = self.step_of(folded);
        (run.raw + steps * run.raw_step) as usize
    }

    /// Where the raw bytes end that the byte before a position came from.
    pub fn end(&self, folded: usize) -> usize {
        let (run, steps) = self.step_of(folded - 1);
        (run.raw + (steps + 1) * run.raw_step) as usize
    }

    /// The run of a byte, and how many of its steps stand before.
    fn step_of(&self, folded: usize) -> (Run, u32) {
        let folded = folded as u32;
        let after = self.runs.partition_point(|run| run.folded <= folded);
        let run = self.runs[after - 1];
        (run, (folded - run.folded) / run.step)
    }

    /// The first byte of which the raw bytes begin at a position or behind it.
    pub fn first_from(&self, raw: usize) -> usize {
        let after = self.runs.partition_point(|run| (run.raw as usize) < raw);
        self.after_steps(after, |run| {
            (raw - run.raw as usize).div_ceil(run.raw_step as usize)
        })
    }

    /// The first byte of which the raw bytes end behind a position.
    pub fn first_beyond(&self, raw: usize) -> usize {
        let ends = |run: &Run| (run.raw + run.raw_step) as usize <= raw;
        let after = self.runs.partition_point(ends);
        self.after_steps(after, |run| {
            (raw - run.raw as usize) / run.raw_step as usize
        })
    }

    /// The byte behind so many steps of the run before this one, at most the
    /// first behind that run.
    fn after_steps(&self, after: usize, steps: impl Fn(&Run) -> usize) -> usize {
        let end = self.runs.get(after).map_or(self.length, |next| next.folded) as usize;
        let run = after.checked_sub(1).map(|before| &self.runs[before]);
        run.map_or(end, |run| {
            (run.folded as usize + steps(run) * run.step as usize).min(end)
        })
    }

    /// Those of a text without the bytes at these positions, in order.
    pub fn without(&self, dropped: &[usize]) -> Self {
        let mut kept = Self::default();
        let mut dropped = dropped.iter().map(|position| *position as u32).peekable();
        for (index, run) in self.runs.iter().enumerate() {
            let end = self
                .runs
                .get(index + 1)
                .map_or(self.length, |next| next.folded);
            let mut start = run.folded;
            while let Some(position) = dropped.next_if(|position| *position < end) {
                kept.extend(run, start, position);
                start = position + 1;
            }
            kept.extend(run, start, end);
        }
        kept
    }

    /// Appends a stretch of a run, which may begin or end inside a step.
    fn extend(&mut self, run: &Run, mut start: u32, end: u32) {
        while start < end {
            let steps = (start - run.folded) / run.step;
            let raw = run.raw + steps * run.raw_step;
            let is_whole = (start - run.folded).is_multiple_of(run.step) && end - start >= run.step;
            let length = match is_whole {
                true => (end - start) / run.step * run.step,
                false => (run.folded + (steps + 1) * run.step).min(end) - start,
            };
            let step = if is_whole { run.step } else { length };
            self.append(length, raw, step, run.raw_step);
            start += length;
        }
    }
}
