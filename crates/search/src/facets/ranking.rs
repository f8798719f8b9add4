//! The order of hits, and the best of them.

use std::collections::BinaryHeap;

use tantivy::DocId;

use super::columns::NO_DAY;
use crate::closing::Closing;
use crate::matching::boosted;
use crate::request::Sort;
use irefuda_procurement::Status;

/// How much more an open notice counts than the same notice closed: enough to
/// decide between equals, not to push a better match down.
const OPEN_BOOST: f32 = 1.15;

/// A hit with its place: the smaller, the better.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Candidate {
    pub key: u64,
    /// Ties are broken by id, so that pages neither repeat nor miss a hit.
    pub id_rank: u32,
    pub document: DocId,
    pub score: f32,
}

/// What an order looks at.
pub(crate) struct Properties {
    pub status: Status,
    pub closes_at: Closing,
    pub announced_on: i32,
    pub score: f32,
    /// Whether the score begins with the number of words.
    pub is_tiered: bool,
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

impl Properties {
    /// The score by which relevance goes.
    #[inline]
    pub fn boosted_score(&self) -> f32 {
        match self.status {
            Status::Open if self.is_tiered => boosted(self.score, OPEN_BOOST),
            Status::Open => self.score * OPEN_BOOST,
            _ => self.score,
        }
    }

    /// The place in an order.
    #[inline]
    pub fn key(&self, sort: Sort) -> u64 {
        match sort {
            // Bits of positive numbers are ordered as the numbers are.
            Sort::Relevance => u64::from(u32::MAX - self.boosted_score().max(0.0).to_bits()),
            Sort::ClosesAt => self.closing_key(),
            Sort::AnnouncedOn if self.announced_on == NO_DAY => u64::MAX,
            Sort::AnnouncedOn => (i64::from(i32::MAX) - i64::from(self.announced_on)) as u64,
        }
    }

    /// Open ones, the soonest first; then unknown ones; then the others, the
    /// latest first.
    #[inline]
    fn closing_key(&self) -> u64 {
        const GROUP: u64 = 1 << 62;
        let ascending = (self.closes_at.to_column().max(0) as u64).min(GROUP - 1);
        match self.status {
            Status::Open => ascending,
            Status::Unknown => GROUP + ascending,
            Status::Closed | Status::Cancelled if self.closes_at == Closing::UNKNOWN => u64::MAX,
            Status::Closed | Status::Cancelled => 2 * GROUP + (GROUP - 1 - ascending),
        }
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
