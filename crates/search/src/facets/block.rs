//! A block of hits. Hits are gathered before the columns are touched, so that
//! each column is read in one tight loop.

use tantivy::{DocId, Score};

const SIZE: usize = 64;

/// Up to 64 hits with what is known of them.
pub(super) struct Block {
    documents: [DocId; SIZE],
    scores: [Score; SIZE],
    /// Which choices of facets and which ranges each fails, as bits; see
    /// [`super::axes`].
    failed: [u16; SIZE],
    gathered: usize,
}

impl Block {
    pub fn new() -> Self {
        Self {
            documents: [0; SIZE],
            scores: [0.0; SIZE],
            failed: [0; SIZE],
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

    /// Marks what the documents fail by their numbers on an axis.
    pub fn check(&mut self, codes: &[u32], failing: &[u16]) {
        for slot in 0..self.gathered.min(SIZE) {
            self.failed[slot] |= failing[codes[self.documents[slot] as usize] as usize];
        }
    }

    /// The documents that fail something, and this at most.
    pub fn failing_only(&self, own: u16) -> impl Iterator<Item = DocId> {
        let slots = (0..self.gathered.min(SIZE)).filter(move |slot| {
            let failed = self.failed[*slot];
            failed != 0 && failed & !own == 0
        });
        slots.map(|slot| self.documents[slot])
    }

    /// Drops the documents that fail anything.
    pub fn keep_passing(&mut self) {
        let mut kept = 0;
        for slot in 0..self.gathered.min(SIZE) {
            self.documents[kept] = self.documents[slot];
            self.scores[kept] = self.scores[slot];
            kept += usize::from(self.failed[slot] == 0);
        }
        self.gathered = kept;
    }

    /// Counts the documents by their numbers on an axis.
    pub fn count(&self, codes: &[u32], counts: &mut [u32]) {
        for document in self.documents() {
            counts[codes[*document as usize] as usize] += 1;
        }
    }

    pub fn documents(&self) -> &[DocId] {
        &self.documents[..self.gathered.min(SIZE)]
    }

    /// The documents with their scores.
    pub fn hits(&self) -> impl Iterator<Item = (DocId, Score)> {
        let scores = self.scores.iter().copied();
        self.documents().iter().copied().zip(scores)
    }
}
