//! What depends on the present: status and deadline of a notice, as numbers.

use irefuda_procurement::{Kind, Moment, Status};
use jiff::civil::DateTime;

use super::axes::Judged;
use super::catalogue::kind_of_number;
use crate::closing::{Closing, day_number};
use crate::facet::DeadlineBucket;

/// From so many days ahead on a deadline is in the last bucket.
const FAR: usize = 31;

/// The moment as of which a search is answered. What it says of a notice is
/// looked up: there is a table for whatever can be.
pub(crate) struct Present {
    second: i64,
    today: i64,
    /// By the kind's number and the [`Phase`]; [`Status::of`] tabulated.
    statuses: Vec<[u8; 3]>,
    /// Of deadlines to come, by the days until then.
    buckets: [u8; FAR + 1],
    past: u8,
}

/// Where a deadline stands as of a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Unknown,
    Past,
    ToCome,
}

impl Present {
    pub fn new(now: DateTime) -> Self {
        let kinds = 0..=Kind::ALL.len();
        let phases = [
            None,
            Some(Moment::At(DateTime::MIN)),
            Some(Moment::At(DateTime::MAX)),
        ];
        let status = |kind: usize, closes_at| {
            let status = Status::of(kind_of_number(kind), closes_at, now);
            place(Status::ALL, status)
        };
        Self {
            second: Closing::of(Moment::At(now)).ends(),
            today: day_number(now.date()),
            statuses: kinds
                .map(|kind| phases.map(|closes_at| status(kind, closes_at)))
                .collect(),
            past: place(&DeadlineBucket::ALL, DeadlineBucket::Past),
            buckets: std::array::from_fn(|days| place(&DeadlineBucket::ALL, bucket(days))),
        }
    }

    #[inline]
    fn phase(&self, closes_at: Closing) -> Phase {
        if closes_at == Closing::UNKNOWN {
            Phase::Unknown
        } else if closes_at.ends() <= self.second {
            Phase::Past
        } else {
            Phase::ToCome
        }
    }

    /// The status's place in [`Status::ALL`].
    #[inline]
    pub fn status(&self, judged: Judged) -> u8 {
        // Every kind is in the table; an index with others is refused.
        let statuses = self.statuses.get(usize::from(judged.kind));
        statuses.unwrap_or(&self.statuses[0])[self.phase(judged.closes_at) as usize]
    }

    /// The bucket's place in [`DeadlineBucket::ALL`], or behind its end if it
    /// is not known.
    #[inline]
    pub fn bucket(&self, judged: Judged) -> u8 {
        const UNKNOWN: u8 = DeadlineBucket::ALL.len() as u8;
        match self.phase(judged.closes_at) {
            Phase::Unknown => UNKNOWN,
            Phase::Past => self.past,
            Phase::ToCome => {
                let days = judged.closes_at.day() - self.today;
                self.buckets[days.clamp(0, FAR as i64) as usize]
            }
        }
    }
}

/// The bucket of a deadline so many days ahead.
fn bucket(days: usize) -> DeadlineBucket {
    match days {
        0 => DeadlineBucket::Today,
        1..=3 => DeadlineBucket::ThreeDays,
        4..=7 => DeadlineBucket::SevenDays,
        8..=14 => DeadlineBucket::FourteenDays,
        15..=30 => DeadlineBucket::ThirtyDays,
        _ => DeadlineBucket::Later,
    }
}

fn place<T: PartialEq>(all: &[T], one: T) -> u8 {
    all.iter()
        .position(|known| *known == one)
        .unwrap_or_default() as u8
}
