//! The collector: hits in, page and counts out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use irefuda_procurement::Status;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::block::Block;
use super::cache::ColumnCache;
use super::columns::Columns;
use super::counting::Counts;
use super::days::DayCounts;
use super::eligibility::Asked;
use super::filters::Filters;
use super::order::{RankedHit, SegmentOrder, compare};
use super::present::Present;
use super::ranking::{Best, Candidate};
use crate::cursor::Place;
use crate::facet::Facet;
use crate::histogram::DateColumn;
use crate::sort::Sort;

/// Collects what a request asks for.
#[derive(Clone)]
pub(crate) struct NoticeCollector {
    pub cache: Arc<ColumnCache>,
    pub filters: Arc<Filters>,
    pub present: Arc<Present>,
    /// If the request says what the firm holds.
    pub asked: Option<Arc<Asked>>,
    pub sort: Sort,
    /// The place behind which hits are wanted; none from the first on.
    pub after: Option<Arc<Place>>,
    /// How many of the best hits from there on are wanted.
    pub depth: usize,
    /// Whether scores begin with the number of words.
    pub is_tiered: bool,
    /// Whether facets are counted.
    pub counts: bool,
    /// By which dates hits are counted.
    pub dates: BTreeSet<DateColumn>,
}

/// What was collected.
#[derive(Default)]
pub(crate) struct Tally {
    pub total: u64,
    /// How many of them lie behind the place that was given.
    pub remaining: u64,
    /// The best of those in order, with their scores.
    pub hits: Vec<(DocAddress, Score)>,
    /// The place of the last of these.
    pub end: Option<Place>,
    /// By facet in the order of [`Facet::ALL`], then by number.
    pub counts: Vec<Vec<u64>>,
    /// By day, and of those that do not say.
    pub days: BTreeMap<DateColumn, (BTreeMap<i32, u64>, u64)>,
}

/// What was collected in one segment.
pub(crate) struct SegmentTally {
    segment: SegmentOrdinal,
    columns: Arc<Columns>,
    total: u64,
    remaining: u64,
    best: Vec<Found>,
    counts: Vec<Vec<u64>>,
    days: Vec<(DateColumn, DayCounts)>,
}

/// A hit that may be among the best of all segments.
struct Found {
    candidate: Candidate,
    /// Its title, if it is sorted by.
    title: Option<String>,
}

impl Found {
    fn key(&self) -> (u64, Option<&str>) {
        (self.candidate.key, self.title.as_deref())
    }
}

/// Collects in one segment.
pub(crate) struct SegmentCounter {
    request: NoticeCollector,
    segment: SegmentOrdinal,
    columns: Arc<Columns>,
    order: SegmentOrder,
    /// The first key, and the first rank of an id with it, that lie behind the
    /// place that was given.
    start: Option<(u64, u32)>,
    block: Block,
    total: u64,
    remaining: u64,
    best: Best,
    counts: Counts,
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
        let order = self.cache.with_catalogues(|catalogues| {
            SegmentOrder::new(self.sort, self.is_tiered, reader, catalogues)
        })?;
        let start = self.after.as_deref();
        let start = start.map(|place| start_of(place, &order, &columns));
        Ok(SegmentCounter {
            order,
            start: start.transpose()?,
            counts: Counts::new(self, &columns),
            request: self.clone(),
            segment,
            columns,
            block: Block::new(),
            total: 0,
            remaining: 0,
            best: Best::new(self.depth),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.sort == Sort::Relevance
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<SegmentTally>>) -> tantivy::Result<Tally> {
        let mut segments = segments
            .into_iter()
            .collect::<tantivy::Result<Vec<SegmentTally>>>()?;
        let mut tally = Tally {
            counts: vec![Vec::new(); Facet::ALL.len()],
            ..Tally::default()
        };
        for segment in &mut segments {
            for (column, counts) in segment.days.drain(..) {
                let (days, unknown) = tally.days.entry(column).or_default();
                *unknown += counts.add_to(days);
            }
        }
        let mut best: Vec<(&Found, &SegmentTally)> = Vec::new();
        for segment in &segments {
            tally.total += segment.total;
            tally.remaining += segment.remaining;
            for (sums, counts) in tally.counts.iter_mut().zip(&segment.counts) {
                add(sums, counts);
            }
            best.extend(segment.best.iter().map(|found| (found, segment)));
        }
        best.sort_by(|left, right| {
            compare(self.sort, left.0.key(), right.0.key()).then_with(|| id(left).cmp(id(right)))
        });
        best.truncate(self.depth);
        tally.end = best.last().map(|last| Place {
            key: last.0.candidate.key,
            title: last.0.title.clone(),
            id: id(last).to_owned(),
        });
        let address = |(found, segment): &(&Found, &SegmentTally)| {
            let candidate = &found.candidate;
            let address = DocAddress::new(segment.segment, candidate.document);
            (address, candidate.score)
        };
        tally.hits = best.iter().map(address).collect();
        Ok(tally)
    }
}

impl SegmentCollector for SegmentCounter {
    type Fruit = tantivy::Result<SegmentTally>;

    #[inline]
    fn collect(&mut self, document: DocId, score: Score) {
        if self.block.add(document, score) {
            self.count_block();
        }
    }

    fn harvest(mut self) -> tantivy::Result<SegmentTally> {
        self.count_block();
        let (counts, days) = self.counts.take_apart();
        let candidates = self.best.into_vec().into_iter();
        let found = candidates.map(|candidate| {
            let title = self.order.title(candidate.document)?;
            Ok(Found { candidate, title })
        });
        Ok(SegmentTally {
            best: found.collect::<tantivy::Result<_>>()?,
            segment: self.segment,
            columns: self.columns,
            total: self.total,
            remaining: self.remaining,
            counts,
            days,
        })
    }
}

impl SegmentCounter {
    /// Counts and ranks what has been gathered.
    fn count_block(&mut self) {
        self.counts.add(&mut self.block);
        self.rank();
        self.block.clear();
    }

    fn rank(&mut self) {
        let hits = self.block.documents().len() as u64;
        self.total += hits;
        if self.start.is_none() {
            self.remaining += hits;
        }
        let needs_status = self.order.needs_status();
        for (document, score) in self.block.hits() {
            let bound = self.order.best_key(score);
            if self.start.is_none() && bound.is_some_and(|bound| !self.best.may_take(bound)) {
                continue;
            }
            let place = document as usize;
            let judged = *self.columns.closings.get(place);
            let status = match needs_status {
                true => Status::ALL[usize::from(self.request.present.status(judged))],
                false => Status::Unknown,
            };
            let hit = RankedHit {
                document,
                score,
                status,
            };
            let candidate = Candidate {
                key: self.order.key(&hit, &self.columns),
                id_rank: self.columns.id_ranks[place],
                document,
                score: self.order.score(&hit),
            };
            match self.start {
                None => self.best.offer(candidate),
                Some(start) if (candidate.key, candidate.id_rank) >= start => {
                    self.remaining += 1;
                    self.best.offer(candidate);
                }
                Some(_) => {}
            }
        }
    }
}

/// Where hits of a segment begin that lie behind a place.
fn start_of(place: &Place, order: &SegmentOrder, columns: &Columns) -> tantivy::Result<(u64, u32)> {
    let (key, is_there) = match &place.title {
        Some(title) => order.key_of_title(title)?,
        None => (place.key, true),
    };
    let id_rank = if is_there {
        columns.ids_up_to(&place.id)
    } else {
        0
    };
    Ok((key, id_rank))
}

fn id<'a>((found, segment): &(&Found, &'a SegmentTally)) -> &'a str {
    segment.columns.id(found.candidate.document)
}

fn add(sums: &mut Vec<u64>, counts: &[u64]) {
    if sums.len() < counts.len() {
        sums.resize(counts.len(), 0);
    }
    for (sum, count) in sums.iter_mut().zip(counts) {
        *sum += count;
    }
}
