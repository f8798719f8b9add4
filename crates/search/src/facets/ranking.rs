//! The best of the hits of a segment.

use std::collections::BinaryHeap;

use tantivy::DocId;

/// A hit with its place: the smaller, the better.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Candidate {
    pub key: u64,
    /// Ties are broken by id, so that pages neither repeat nor miss a hit.
    pub id_rank: u32,
    pub document: DocId,
    pub score: f32,
}

impl Eq for Candidate {}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.key, self.id_rank).cmp(&(other.key, other.id_rank))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The best hits so far.
pub(crate) struct Best {
    most: usize,
    /// The worst of them on top.
    heap: BinaryHeap<Candidate>,
}

impl Best {
    pub fn new(most: usize) -> Self {
        Self {
            most,
            heap: BinaryHeap::new(),
        }
    }

    /// Whether a hit with this key, or a lesser one, may be among the best.
    #[inline]
    pub fn may_take(&self, key: u64) -> bool {
        let worst = self.heap.peek();
        self.heap.len() < self.most || worst.is_some_and(|worst| key <= worst.key)
    }

    #[inline]
    pub fn offer(&mut self, candidate: Candidate) {
        if self.heap.len() < self.most {
            self.heap.push(candidate);
        } else if let Some(mut worst) = self.heap.peek_mut()
            && candidate < *worst
        {
            *worst = candidate;
        }
    }

    pub fn into_vec(self) -> Vec<Candidate> {
        self.heap.into_vec()
    }
}
