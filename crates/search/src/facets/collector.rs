//! The collector: hits in, page and counts out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use irefuda_procurement::Status;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::axes::{
    CLOSINGS, PAIRS, REQUIREMENTS, SETS, axis_of, bit_if, failing_closings, failing_pairs,
    failing_sets, own_choice, range_bit,
};
use super::block::Block;
use super::cache::ColumnCache;
use super::columns::Columns;
use super::days::DayCounts;
use super::eligibility::{Asked, Eligibilities};
use super::filters::{Filters, is_in};
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
    eligibilities: Option<Eligibilities>,
    order: SegmentOrder,
    /// The first key, and the first rank of an id with it, that lie behind the
    /// place that was given.
    start: Option<(u64, u32)>,
    block: Block,
    /// By axis, what its numbers fail.
    failing: Vec<(usize, Vec<u16>)>,
    /// What a facet, or a histogram, counts beside the hits.
    own: Vec<OwnCounts>,
    total: u64,
    remaining: u64,
    best: Best,
    /// Hits by axis and number; without facets none.
    counts: Vec<Vec<u32>>,
    announced: Option<DayCounts>,
}

/// The documents that fail at most the own choice of a facet or a histogram.
struct OwnCounts {
    of: Counted,
    /// The bits of that choice.
    choice: u16,
    /// By number on the axis.
    counts: Vec<u32>,
}

/// What is counted on an axis.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counted {
    Facet(Facet),
    Days(DateColumn),
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
        let asked = self.asked.as_ref();
        let eligibilities = asked.map(|asked| asked.of_segment(&columns.requirements));
        let failing = self.failing(&columns, eligibilities.as_ref());
        Ok(SegmentCounter {
            order,
            start: start.transpose()?,
            own: self.own_counts(&columns, &failing),
            failing,
            eligibilities,
            counts: self
                .axes()
                .map(|axis| vec![0; columns.width(axis)])
                .collect(),
            announced: self
                .dates
                .contains(&DateColumn::AnnouncedOn)
                .then(DayCounts::new),
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
        let (counts, days) = self.by_facet();
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

impl NoticeCollector {
    /// The axes by which hits are counted.
    fn axes(&self) -> std::ops::Range<usize> {
        match (self.counts, &self.asked) {
            (false, _) if self.dates.is_empty() => 0..0,
            (_, None) => 0..REQUIREMENTS,
            (_, Some(_)) => 0..REQUIREMENTS + 1,
        }
    }

    /// What the numbers of a segment fail, by axis.
    fn failing(
        &self,
        columns: &Columns,
        eligibilities: Option<&Eligibilities>,
    ) -> Vec<(usize, Vec<u16>)> {
        let filters = &self.filters;
        let pairs = (0..).zip(PAIRS).map(|(axis, facets)| {
            let failing = failing_pairs(&columns.pairs[axis], facets, filters);
            (axis, failing)
        });
        let closings = failing_closings(&columns.closings, filters, &self.present);
        let requirements = eligibilities.and_then(|eligibilities| {
            let passes = filters.choice(Facet::Eligibility)?;
            let places = eligibilities.places().iter();
            let fails = |place: &u8| !is_in(passes, u16::from(*place));
            Some(
                places
                    .map(|place| bit_if(fails(place), Facet::Eligibility))
                    .collect(),
            )
        });
        let others = [
            (SETS, failing_sets(&columns.sets, filters)),
            (CLOSINGS, closings),
            (REQUIREMENTS, requirements),
        ];
        let all = pairs.chain(others);
        all.filter_map(|(axis, failing)| Some((axis, failing?)))
            .collect()
    }

    /// What counts more than the hits.
    fn own_counts(&self, columns: &Columns, failing: &[(usize, Vec<u16>)]) -> Vec<OwnCounts> {
        let mut can_fail = failing
            .iter()
            .flat_map(|(_, failing)| failing)
            .fold(0, |all, one| all | one);
        if self.filters.announced_on().is_some() {
            can_fail |= range_bit(DateColumn::AnnouncedOn);
        }
        let facets = Facet::ALL.into_iter().filter(|_| self.counts);
        let facets = facets.map(|facet| (Counted::Facet(facet), own_choice(facet)));
        let days = self.dates.iter();
        let days = days.map(|column| (Counted::Days(*column), range_bit(*column)));
        let own = facets
            .chain(days)
            .filter(|(_, choice)| can_fail & choice != 0);
        own.map(|(of, choice)| OwnCounts {
            of,
            choice,
            counts: vec![0; columns.width(of.axis())],
        })
        .collect()
    }
}

impl Counted {
    /// The axis it is counted on. Days of announcement have none.
    fn axis(self) -> usize {
        match self {
            Self::Facet(facet) => axis_of(facet),
            Self::Days(_) => CLOSINGS,
        }
    }
}

impl SegmentCounter {
    /// Counts and ranks what has been gathered.
    fn count_block(&mut self) {
        let columns = &self.columns;
        for (axis, failing) in &self.failing {
            self.block.check(columns.codes(*axis), failing);
        }
        let announced_on = self.request.filters.announced_on();
        if let Some(range) = announced_on {
            self.block.check_announced(&columns.announced_on, range);
        }
        if !self.failing.is_empty() || announced_on.is_some() {
            for own in &mut self.own {
                let documents = self.block.failing_only(own.choice);
                match (&mut self.announced, own.of) {
                    (Some(days), Counted::Days(DateColumn::AnnouncedOn)) => {
                        documents.for_each(|document| {
                            days.add(columns.announced_on[document as usize], 1);
                        });
                    }
                    _ => {
                        let codes = columns.codes(own.of.axis());
                        documents.for_each(|document| {
                            own.counts[codes[document as usize] as usize] += 1;
                        });
                    }
                }
            }
            self.block.keep_passing();
        }
        for (axis, counts) in self.counts.iter_mut().enumerate() {
            self.block.count(columns.codes(axis), counts);
        }
        if let Some(days) = &mut self.announced {
            for document in self.block.documents() {
                days.add(columns.announced_on[*document as usize], 1);
            }
        }
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

    /// Takes the counts of the axes apart: by facet and number, and by day.
    fn by_facet(&mut self) -> (Vec<Vec<u64>>, Vec<(DateColumn, DayCounts)>) {
        let mut facets: Vec<Vec<u64>> = vec![Vec::new(); Facet::ALL.len()];
        let mut closing_days = DayCounts::new();
        let has_days = self.request.dates.contains(&DateColumn::ClosesAt);
        let own = std::mem::take(&mut self.own);
        let own = own.iter().map(|own| (own.of, &own.counts));
        let hits = Facet::ALL.into_iter().filter(|_| self.request.counts);
        let hits = hits.map(Counted::Facet);
        let hits = hits.chain(has_days.then_some(Counted::Days(DateColumn::ClosesAt)));
        let hits = hits.filter_map(|of| Some((of, self.counts.get(of.axis())?)));
        for (of, counts) in hits.chain(own) {
            let counts = (0..).zip(counts).filter(|(_, count)| **count > 0);
            for (code, count) in counts {
                let count = u64::from(*count);
                match of {
                    Counted::Facet(facet) => {
                        self.each_number(facet, code, |number| {
                            add_to(&mut facets[facet as usize], number, count);
                        });
                    }
                    Counted::Days(DateColumn::ClosesAt) => {
                        closing_days.add(self.columns.closes_on(code), count);
                    }
                    Counted::Days(DateColumn::AnnouncedOn) => {}
                }
            }
        }
        let closing = has_days.then_some((DateColumn::ClosesAt, closing_days));
        let announced = self.announced.take();
        let announced = announced.map(|days| (DateColumn::AnnouncedOn, days));
        (facets, closing.into_iter().chain(announced).collect())
    }

    /// The numbers in a facet of what has this number on its axis.
    fn each_number(&self, facet: Facet, code: usize, mut visit: impl FnMut(usize)) {
        let columns = &self.columns;
        let present = &self.request.present;
        match facet {
            Facet::Status => visit(present.status(columns.closings.combinations[code]).into()),
            Facet::Deadline => visit(present.bucket(columns.closings.combinations[code]).into()),
            Facet::Eligibility => {
                if let Some(eligibilities) = &self.eligibilities {
                    visit(eligibilities.places()[code].into());
                }
            }
            Facet::Qualification => {
                let set = &columns.sets.combinations[code];
                set.iter().for_each(|number| visit(usize::from(*number)));
            }
            facet => {
                let axis = axis_of(facet);
                let pair = columns.pairs[axis].combinations[code];
                visit(pair[usize::from(PAIRS[axis][1] == facet)].into());
            }
        }
    }
}

fn add_to(counts: &mut Vec<u64>, number: usize, count: u64) {
    if counts.len() <= number {
        counts.resize(number + 1, 0);
    }
    counts[number] += count;
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
