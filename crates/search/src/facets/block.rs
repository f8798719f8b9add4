//! A block of hits. Hits are gathered before the columns are touched, so that
//! each column is read in one tight loop.

use irefuda_procurement::{Eligibility, Status};
use tantivy::{DocId, Score};

use super::columns::Columns;
use super::days::DayCounts;
use super::eligibility::Eligibilities;
use super::filters::Range;
use super::present::Present;
use super::tree::TreeChoice;
use crate::facet::Facet;
use crate::histogram::DateColumn;

const SIZE: usize = 64;

/// Up to 64 hits with what is known of them.
pub(super) struct Block {
    documents: [DocId; SIZE],
    scores: [Score; SIZE],
    /// Which facets' choices each fails, as bits in the order of
    /// [`Facet::ALL`], and which ranges, see [`range_bit`].
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

    /// Marks the documents that lie outside a range.
    pub fn check_range(&mut self, columns: &Columns, range: &Range) {
        let bit = range_bit(range.column());
        for slot in 0..self.gathered.min(SIZE) {
            if !range.holds(columns, self.documents[slot] as usize) {
                self.failed[slot] |= bit;
            }
        }
    }

    /// Marks the documents that fail a choice in a tree: for the coarse facet
    /// what does not pass, for the fine one what it does not count.
    pub fn check_tree(&mut self, columns: &Columns, tree: &TreeChoice) {
        let (coarse, fine) = (columns.values(tree.coarse), columns.values(tree.fine));
        for slot in 0..self.gathered.min(SIZE) {
            let place = self.documents[slot] as usize;
            let (above, below) = (coarse[place], fine[place]);
            self.failed[slot] |= u16::from(!tree.passes(above, below)) << tree.coarse as u16
                | u16::from(!tree.counts(above, below)) << tree.fine as u16;
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
        let others = !own_choice(facet);
        self.each(columns, facet, |slot, number| {
            counts[number] += u64::from(self.failed[slot] & others == 0);
        });
    }

    /// Counts the documents that lie at most outside the column's own range, by
    /// day.
    pub fn count_days(&self, columns: &Columns, column: DateColumn, counts: &mut DayCounts) {
        let others = !range_bit(column);
        let days = match column {
            DateColumn::ClosesAt => &columns.closes_on,
            DateColumn::AnnouncedOn => &columns.announced_on,
        };
        for slot in 0..self.gathered.min(SIZE) {
            if self.failed[slot] & others == 0 {
                counts.add(days[self.documents[slot] as usize]);
            }
        }
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

/// The bit of a range, behind those of the facets.
const fn range_bit(column: DateColumn) -> u16 {
    const { assert!(Facet::ALL.len() <= 14) }
    1 << (14 + column as u16)
}

/// The bits that do not keep a document from being counted in a facet. A coarse
/// facet and the fine one under it are chosen from together.
fn own_choice(facet: Facet) -> u16 {
    let bit = |facet: Facet| 1 << facet as u16;
    if let Some(coarse) = facet.parent() {
        return bit(coarse);
    }
    let is_below = |fine: &Facet| fine.parent() == Some(facet);
    let below = Facet::ALL.into_iter().find(is_below).map_or(0, bit);
    bit(facet) | below
}
