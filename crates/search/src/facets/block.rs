//! A block of hits. Hits are gathered before the columns are touched, so that
//! each column is read in one tight loop.

use irefuda_procurement::{Eligibility, Status};
use tantivy::{DocId, Score};

use super::columns::Columns;
use super::eligibility::Eligibilities;
use super::present::Present;
use crate::facet::Facet;

const SIZE: usize = 64;

/// Up to 64 hits with what is known of them.
pub(super) struct Block {
    documents: [DocId; SIZE],
    scores: [Score; SIZE],
    /// Which facets' choices each fails, as bits in the order of
    /// [`Facet::ALL`].
    failed: [u16; SIZE],
    /// Places in [`Status::ALL`].
    statuses: [u8; SIZE],
    /// See [`Present::bucket`].
    buckets: [u8; SIZE],
    /// Places in [`Eligibility::ALL`].
    eligibilities: [u8; SIZE],
    gathered: usize,
}

/// A document that passes all filters.
pub(super) struct BlockHit {
    pub document: DocId,
    pub score: Score,
    pub status: Status,
}

impl Block {
    pub fn new() -> Self {
        Self {
            documents: [0; SIZE],
            scores: [0.0; SIZE],
            failed: [0; SIZE],
            statuses: [0; SIZE],
            buckets: [0; SIZE],
            eligibilities: [Eligibility::Unknown as u8; SIZE],
            gathered: 0,
        }
    }

    /// Adds a hit, and tells whether the block is full.
    #[inline]
    pub fn add(&mut self, document: DocId, score: Score) -> bool {
        self.documents[self.gathered] = document;
        self.scores[self.gathered] = score;
        self.gathered += 1;
        self.gathered == SIZE
    }

    pub fn clear(&mut self) {
        self.gathered = 0;
        self.failed = [0; SIZE];
    }

    /// Drops the documents for which `keeps` does not hold.
    pub fn retain(&mut self, keeps: impl Fn(usize) -> bool) {
        let mut kept = 0;
        for slot in 0..self.gathered {
            self.documents[kept] = self.documents[slot];
            self.scores[kept] = self.scores[slot];
            kept += usize::from(keeps(self.documents[slot] as usize));
        }
        self.gathered = kept;
    }

    /// Looks up what depends on the present.
    pub fn look_up(&mut self, columns: &Columns, present: &Present) {
        for slot in 0..self.gathered {
            let place = self.documents[slot] as usize;
            let phase = present.phase(columns.closes_at[place]);
            self.statuses[slot] = present.status(columns.judged_as[place], phase);
            self.buckets[slot] = present.bucket(columns.closes_on[place], phase);
        }
    }

    /// Looks up what depends on what the firm holds.
    pub fn look_up_eligibility(&mut self, columns: &Columns, eligibilities: &Eligibilities) {
        for slot in 0..self.gathered {
            let place = self.documents[slot] as usize;
            self.eligibilities[slot] = eligibilities.of(columns.requirements.of(place));
        }
    }

    /// Marks the documents that fail the choice of a facet.
    pub fn check(&mut self, columns: &Columns, facet: Facet, passes: &[bool]) {
        let mut failed = self.failed;
        self.each(columns, facet, |slot, number| {
            let fails = !passes.get(number).copied().unwrap_or(false);
            failed[slot] |= u16::from(fails) << facet as u16;
        });
        self.failed = failed;
    }

    /// Counts the documents that fail at most this facet's own choice, by
    /// their numbers in it.
    pub fn count(&self, columns: &Columns, facet: Facet, counts: &mut [u64]) {
        let others = !(1 << facet as u16);
        self.each(columns, facet, |slot, number| {
            counts[number] += u64::from(self.failed[slot] & others == 0);
        });
    }

    /// The documents that fail no choice.
    pub fn hits(&self) -> impl Iterator<Item = BlockHit> {
        let passing = (0..self.gathered).filter(|slot| self.failed[*slot] == 0);
        passing.map(|slot| BlockHit {
            document: self.documents[slot],
            score: self.scores[slot],
            status: Status::ALL[usize::from(self.statuses[slot])],
        })
    }

    /// Visits each document with its number in a facet.
    #[inline]
    fn each(&self, columns: &Columns, facet: Facet, mut visit: impl FnMut(usize, usize)) {
        let slots = 0..self.gathered.min(SIZE);
        match facet {
            Facet::Status => slots.for_each(|slot| visit(slot, self.statuses[slot].into())),
            Facet::Eligibility => {
                slots.for_each(|slot| visit(slot, self.eligibilities[slot].into()));
            }
            Facet::Deadline => slots.for_each(|slot| visit(slot, self.buckets[slot].into())),
            Facet::Qualification => {
                let place = |slot: usize| self.documents[slot] as usize;
                slots.for_each(|slot| visit(slot, columns.sets[place(slot)] as usize));
            }
            facet => {
                let values = columns.values(facet);
                let place = |slot: usize| self.documents[slot] as usize;
                slots.for_each(|slot| visit(slot, values[place(slot)].into()));
            }
        }
    }
}
