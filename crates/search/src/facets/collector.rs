//! The collector: hits in, page and counts out.

use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::block::Block;
use super::cache::ColumnCache;
use super::columns::Columns;
use super::eligibility::{Asked, Eligibilities};
use super::filters::Filters;
use super::present::Present;
use super::ranking::{Best, Candidate, Properties};
use crate::facet::Facet;
use crate::request::Sort;

/// Collects what a request asks for.
#[derive(Clone)]
pub(crate) struct NoticeCollector {
    pub cache: Arc<ColumnCache>,
    pub filters: Arc<Filters>,
    pub present: Arc<Present>,
    /// If the request says what the firm holds.
    pub asked: Option<Arc<Asked>>,
    pub sort: Sort,
    /// How many of the best hits are wanted.
    pub depth: usize,
    /// Whether scores begin with the number of words.
    pub is_tiered: bool,
}

/// What was collected.
#[derive(Default)]
pub(crate) struct Tally {
    pub total: u64,
    /// The best hits in order, with their scores.
    pub hits: Vec<(DocAddress, Score)>,
    /// By facet in the order of [`Facet::ALL`], then by number.
    pub counts: Vec<Vec<u64>>,
}

/// What was collected in one segment.
pub(crate) struct SegmentTally {
    segment: SegmentOrdinal,
    columns: Arc<Columns>,
    total: u64,
    best: Vec<Candidate>,
    counts: Vec<Vec<u64>>,
}

/// Collects in one segment.
pub(crate) struct SegmentCounter {
    request: NoticeCollector,
    segment: SegmentOrdinal,
    columns: Arc<Columns>,
    choices: Vec<(Facet, Vec<bool>)>,
    eligibilities: Option<Eligibilities>,
    block: Block,
    total: u64,
    best: Best,
    counts: Vec<Vec<u64>>,
}

impl Collector for NoticeCollector {
    type Fruit = Tally;
    type Child = SegmentCounter;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentCounter> {
        let columns = self.cache.columns(reader)?;
        let counts = Facet::ALL.map(|facet| vec![0; columns.width(facet)]);
        Ok(SegmentCounter {
            choices: self.filters.of_segment(&columns),
            eligibilities: self
                .asked
                .as_ref()
                .map(|asked| asked.of_segment(&columns.requirements)),
            request: self.clone(),
            segment,
            columns,
            block: Block::new(),
            total: 0,
            best: Best::new(self.depth),
            counts: counts.to_vec(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.sort == Sort::Relevance
    }

    fn merge_fruits(&self, segments: Vec<SegmentTally>) -> tantivy::Result<Tally> {
        let mut tally = Tally {
            counts: vec![Vec::new(); Facet::ALL.len()],
            ..Tally::default()
        };
        let mut best: Vec<(Candidate, &SegmentTally)> = Vec::new();
        for segment in &segments {
            tally.total += segment.total;
            for (sums, counts) in tally.counts.iter_mut().zip(&segment.counts) {
                add(sums, counts);
            }
            best.extend(segment.best.iter().map(|candidate| (*candidate, segment)));
        }
        best.sort_by(|left, right| {
            left.0
                .key
                .cmp(&right.0.key)
                .then_with(|| id(left).cmp(id(right)))
        });
        best.truncate(self.depth);
        let address = |(candidate, segment): &(Candidate, &SegmentTally)| {
            let address = DocAddress::new(segment.segment, candidate.document);
            (address, candidate.score)
        };
        tally.hits = best.iter().map(address).collect();
        Ok(tally)
    }
}

impl SegmentCollector for SegmentCounter {
    type Fruit = SegmentTally;

    #[inline]
    fn collect(&mut self, document: DocId, score: Score) {
        if self.block.add(document, score) {
            self.count_block();
        }
    }

    fn harvest(mut self) -> SegmentTally {
        self.count_block();
        self.take_sets_apart();
        SegmentTally {
            segment: self.segment,
            columns: self.columns,
            total: self.total,
            best: self.best.into_vec(),
            counts: self.counts,
        }
    }
}

impl SegmentCounter {
    /// Counts and ranks what has been gathered.
    fn count_block(&mut self) {
        if self.request.filters.has_ranges() {
            let (filters, columns) = (&self.request.filters, &self.columns);
            self.block
                .retain(|document| filters.is_in_range(columns, document));
        }
        self.block.look_up(&self.columns, &self.request.present);
        if let Some(eligibilities) = &self.eligibilities {
            self.block.look_up_eligibility(&self.columns, eligibilities);
        }
        for (facet, passes) in &self.choices {
            self.block.check(&self.columns, *facet, passes);
        }
        for (facet, counts) in Facet::ALL.into_iter().zip(&mut self.counts) {
            if facet == Facet::Eligibility && self.eligibilities.is_none() {
                continue;
            }
            self.block.count(&self.columns, facet, counts);
        }
        self.rank();
        self.block.clear();
    }

    fn rank(&mut self) {
        for hit in self.block.hits() {
            self.total += 1;
            let place = hit.document as usize;
            let properties = Properties {
                status: hit.status,
                closes_at: self.columns.closes_at[place],
                announced_on: self.columns.announced_on[place],
                score: hit.score,
                is_tiered: self.request.is_tiered,
            };
            self.best.offer(Candidate {
                key: properties.key(self.request.sort),
                id_rank: self.columns.id_ranks[place],
                document: hit.document,
                score: properties.boosted_score(),
            });
        }
    }

    /// Turns the counts of sets of qualifications into those of qualifications.
    fn take_sets_apart(&mut self) {
        let index = Facet::ALL
            .iter()
            .position(|facet| *facet == Facet::Qualification);
        let Some(counts) = index.map(|index| &mut self.counts[index]) else {
            return;
        };
        let sets = std::mem::take(counts);
        for (members, count) in self.columns.members.iter().zip(sets) {
            for number in members.iter().copied().map(usize::from) {
                if counts.len() <= number {
                    counts.resize(number + 1, 0);
                }
                counts[number] += count;
            }
        }
    }
}

fn id<'a>((candidate, segment): &(Candidate, &'a SegmentTally)) -> &'a str {
    segment.columns.id(candidate.document)
}

fn add(sums: &mut Vec<u64>, counts: &[u64]) {
    if sums.len() < counts.len() {
        sums.resize(counts.len(), 0);
    }
    for (sum, count) in sums.iter_mut().zip(counts) {
        *sum += count;
    }
}
