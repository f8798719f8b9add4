//! Counting of the hits of a segment by its axes, and of the documents that
//! only the own choice of a facet leaves out.

use std::sync::Arc;

use super::axes::{
    ANNOUNCEMENTS, AXES, CLOSINGS, PAIRS, REQUIREMENTS, SETS, axis_of, bit_if,
    failing_announcements, failing_closings, failing_pairs, failing_sets, own_choice, range_bit,
};
use super::block::Block;
use super::collector::NoticeCollector;
use super::columns::Columns;
use super::days::DayCounts;
use super::eligibility::Eligibilities;
use super::filters::{Filters, is_in};
use super::present::Present;
use crate::facet::Facet;
use crate::histogram::DateColumn;

/// The counts of a segment.
pub(super) struct Counts {
    columns: Arc<Columns>,
    present: Arc<Present>,
    eligibilities: Option<Eligibilities>,
    /// What is asked for.
    counted: Vec<Counted>,
    /// By axis, what its numbers fail, as bits.
    failing: Vec<(usize, Vec<u16>)>,
    /// Hits by axis and number; of axes that nobody asks about none.
    hits: [Vec<u32>; AXES],
    /// What is counted beside the hits.
    own: Vec<OwnCounts>,
}

/// What is counted on an axis.
#[derive(Clone, Copy)]
enum Counted {
    Facet(Facet),
    Days(DateColumn),
}

/// The documents that fail the own choice of a facet or a histogram, and nothing
/// else.
struct OwnCounts {
    of: Counted,
    /// The bits of that choice.
    choice: u16,
    /// By number on the axis.
    counts: Vec<u32>,
}

impl Counts {
    pub fn new(request: &NoticeCollector, columns: &Arc<Columns>) -> Self {
        let asked = request.asked.as_ref();
        let eligibilities = asked.map(|asked| asked.of_segment(&columns.requirements));
        let counted = Counted::of(request);
        let failing = failing(
            columns,
            &request.filters,
            &request.present,
            eligibilities.as_ref(),
        );
        let all = failing.iter().flat_map(|(_, failing)| failing);
        let can_fail = all.fold(0, |all, one| all | one);
        let mut hits = [const { Vec::new() }; AXES];
        let mut own = Vec::new();
        for of in counted.iter().copied() {
            let (axis, choice) = (of.axis(), of.choice());
            hits[axis].resize(columns.width(axis), 0);
            if can_fail & choice != 0 {
                let counts = vec![0; columns.width(axis)];
                own.push(OwnCounts { of, choice, counts });
            }
        }
        Self {
            columns: Arc::clone(columns),
            present: Arc::clone(&request.present),
            eligibilities,
            counted,
            failing,
            hits,
            own,
        }
    }

    /// Counts the documents of a block, and leaves in it those that are hits.
    pub fn add(&mut self, block: &mut Block) {
        for (axis, failing) in &self.failing {
            block.check(self.columns.codes(*axis), failing);
        }
        if !self.failing.is_empty() {
            for own in &mut self.own {
                let codes = self.columns.codes(own.of.axis());
                for document in block.failing_only(own.choice) {
                    own.counts[codes[document as usize] as usize] += 1;
                }
            }
            block.keep_passing();
        }
        for (axis, hits) in self.hits.iter_mut().enumerate() {
            if !hits.is_empty() {
                block.count(self.columns.codes(axis), hits);
            }
        }
    }

    /// Takes the axes apart: counts by facet and number, and by day.
    pub fn take_apart(&self) -> (Vec<Vec<u64>>, Vec<(DateColumn, DayCounts)>) {
        let mut facets: Vec<Vec<u64>> = vec![Vec::new(); Facet::ALL.len()];
        let mut days = Vec::new();
        let hits = self.counted.iter();
        let hits = hits.map(|of| (*of, &self.hits[of.axis()]));
        let own = self.own.iter().map(|own| (own.of, &own.counts));
        for (of, counts) in hits.chain(own) {
            let counts = (0..).zip(counts).filter(|(_, count)| **count > 0);
            let counts = counts.map(|(code, count)| (code, u64::from(*count)));
            match of {
                Counted::Facet(facet) => {
                    for (code, count) in counts {
                        self.each_number(facet, code, |number| {
                            add_to(&mut facets[facet as usize], number, count);
                        });
                    }
                }
                Counted::Days(column) => {
                    let mut of_column = DayCounts::new();
                    for (code, count) in counts {
                        of_column.add(self.columns.day(column, code), count);
                    }
                    days.push((column, of_column));
                }
            }
        }
        (facets, days)
    }

    /// The numbers in a facet of what has this number on its axis.
    fn each_number(&self, facet: Facet, code: usize, mut visit: impl FnMut(usize)) {
        let columns = &self.columns;
        match facet {
            Facet::Status => {
                let judged = columns.closings.combinations[code];
                visit(self.present.status(judged).into());
            }
            Facet::Deadline => {
                let judged = columns.closings.combinations[code];
                visit(self.present.bucket(judged).into());
            }
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

impl Counted {
    /// What a request wants counted.
    fn of(request: &NoticeCollector) -> Vec<Self> {
        let is_asked = |facet: &Facet| *facet != Facet::Eligibility || request.asked.is_some();
        let facets = Facet::ALL.into_iter().filter(|_| request.counts);
        let facets = facets.filter(is_asked).map(Self::Facet);
        let days = request.dates.iter().copied().map(Self::Days);
        facets.chain(days).collect()
    }

    /// The axis it is counted on.
    fn axis(self) -> usize {
        match self {
            Self::Facet(facet) => axis_of(facet),
            Self::Days(DateColumn::ClosesAt) => CLOSINGS,
            Self::Days(DateColumn::AnnouncedOn) => ANNOUNCEMENTS,
        }
    }

    /// The bits of the choices in it.
    fn choice(self) -> u16 {
        match self {
            Self::Facet(facet) => own_choice(facet),
            Self::Days(column) => range_bit(column),
        }
    }
}

/// What the numbers of a segment fail, by axis.
fn failing(
    columns: &Columns,
    filters: &Filters,
    present: &Present,
    eligibilities: Option<&Eligibilities>,
) -> Vec<(usize, Vec<u16>)> {
    let pairs = (0..).zip(PAIRS).map(|(axis, facets)| {
        let failing = failing_pairs(&columns.pairs[axis], facets, filters);
        (axis, failing)
    });
    let requirements = eligibilities.and_then(|eligibilities| {
        let passes = filters.choice(Facet::Eligibility)?;
        let fails = |place: &u8| !is_in(passes, u16::from(*place));
        let places = eligibilities.places().iter();
        let failing = places.map(|place| bit_if(fails(place), Facet::Eligibility));
        Some(failing.collect())
    });
    let others = [
        (SETS, failing_sets(&columns.sets, filters)),
        (
            CLOSINGS,
            failing_closings(&columns.closings, filters, present),
        ),
        (
            ANNOUNCEMENTS,
            failing_announcements(&columns.announcements, filters),
        ),
        (REQUIREMENTS, requirements),
    ];
    let all = pairs.chain(others);
    all.filter_map(|(axis, failing)| Some((axis, failing?)))
        .collect()
}

fn add_to(counts: &mut Vec<u64>, number: usize, count: u64) {
    if counts.len() <= number {
        counts.resize(number + 1, 0);
    }
    counts[number] += count;
}
