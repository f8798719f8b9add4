//! An order in terms of a segment: each hit gets a number, the smaller, the
//! better.
//!
//! All numbers but those of titles mean the same in every segment; a title's is
//! its rank among those of its segment, so that across segments the titles
//! themselves are compared.

use std::cmp::Ordering;
use std::ops::Bound;

use irefuda_procurement::Status;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use super::columns::{Catalogues, Columns, NO_DAY};
use crate::closing::Closing;
use crate::facet::Facet;
use crate::matching::boosted;
use crate::schema::column;
use crate::sort::{Direction, Sort, SortColumn};

/// How much more an open notice counts than the same notice closed: enough to
/// decide between equals, not to push a better match down.
const OPEN_BOOST: f32 = 1.15;

/// The key of a notice without the value: last in both directions.
pub(crate) const MISSING: u64 = u64::MAX;

/// A hit that is given its place.
pub(super) struct RankedHit {
    pub document: DocId,
    pub score: f32,
    pub status: Status,
}

/// An order, ready for the hits of a segment.
pub(super) struct SegmentOrder {
    /// Whether scores begin with the number of words.
    is_tiered: bool,
    values: Values,
    direction: Direction,
}

/// Where the values are that an order looks at. Those that few ask for are read
/// from tantivy's columns, and not kept decoded.
enum Values {
    Relevance,
    Closing,
    ClosesAt,
    AnnouncedOn,
    /// The code by its number in the catalogue.
    LgCode(Vec<Option<u64>>),
    Title(Option<StrColumn>),
    PriceCeiling(Column<u64>),
}

impl SegmentOrder {
    pub fn new(
        sort: Sort,
        is_tiered: bool,
        reader: &SegmentReader,
        catalogues: &Catalogues,
    ) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        let (values, direction) = match sort {
            Sort::Relevance => (Values::Relevance, Direction::Ascending),
            Sort::Closing => (Values::Closing, Direction::Ascending),
            Sort::By(column, direction) => {
                let values = match column {
                    SortColumn::ClosesAt => Values::ClosesAt,
                    SortColumn::AnnouncedOn => Values::AnnouncedOn,
                    SortColumn::LgCode => Values::LgCode(codes(catalogues)),
                    SortColumn::Title => Values::Title(fast.str(column::SORTED_TITLE)?),
                    SortColumn::PriceCeiling => {
                        Values::PriceCeiling(fast.u64(column::PRICE_CEILING)?)
                    }
                };
                (values, direction)
            }
        };
        Ok(Self {
            is_tiered,
            values,
            direction,
        })
    }

    /// The place of a hit among those of its segment.
    #[inline]
    pub fn key(&self, hit: &RankedHit, columns: &Columns) -> u64 {
        let place = hit.document as usize;
        let value = match &self.values {
            // Bits of positive numbers are ordered as the numbers are.
            Values::Relevance => {
                return u64::from(u32::MAX - self.score(hit).max(0.0).to_bits());
            }
            Values::Closing => {
                return closing_key(hit.status, columns.closings.get(place).closes_at);
            }
            Values::ClosesAt => match columns.closings.get(place).closes_at {
                Closing::UNKNOWN => None,
                closing => Some(ascending(closing.to_column())),
            },
            Values::AnnouncedOn => match *columns.announcements.get(place) {
                NO_DAY => None,
                day => Some(ascending(day.into())),
            },
            Values::LgCode(codes) => {
                let number = columns.lg_code(place);
                codes.get(usize::from(number)).copied().flatten()
            }
            Values::Title(titles) => titles
                .as_ref()
                .and_then(|titles| titles.ords().first(hit.document)),
            Values::PriceCeiling(prices) => prices.first(hit.document),
        };
        value.map_or(MISSING, |value| self.directed(value))
    }

    /// The best key that a hit with this score can have, whatever its status;
    /// none if keys do not go by the score.
    #[inline]
    pub fn best_key(&self, score: f32) -> Option<u64> {
        matches!(self.values, Values::Relevance).then(|| {
            let boosted = self.boost(score, Status::Open);
            u64::from(u32::MAX - boosted.max(0.0).to_bits())
        })
    }

    /// Whether places depend on the status.
    pub fn needs_status(&self) -> bool {
        matches!(self.values, Values::Relevance | Values::Closing)
    }

    /// The score by which relevance goes.
    #[inline]
    pub fn score(&self, hit: &RankedHit) -> f32 {
        self.boost(hit.score, hit.status)
    }

    #[inline]
    fn boost(&self, score: f32, status: Status) -> f32 {
        match status {
            Status::Open if self.is_tiered => boosted(score, OPEN_BOOST),
            Status::Open => score * OPEN_BOOST,
            _ => score,
        }
    }

    /// The title of a document, if it is sorted by.
    pub fn title(&self, document: DocId) -> tantivy::Result<Option<String>> {
        let Values::Title(Some(titles)) = &self.values else {
            return Ok(None);
        };
        let Some(rank) = titles.ords().first(document) else {
            return Ok(None);
        };
        let mut title = String::new();
        titles.ord_to_str(rank, &mut title)?;
        Ok(Some(title))
    }

    /// The key of a title, and whether a notice of this segment has it; if none
    /// has, all keys from this one on lie behind it.
    pub fn key_of_title(&self, title: &str) -> tantivy::Result<(u64, bool)> {
        let Values::Title(Some(titles)) = &self.values else {
            return Ok((MISSING, false));
        };
        let dictionary = titles.dictionary();
        if let Some(rank) = dictionary.term_ord(title)? {
            return Ok((self.directed(rank), true));
        }
        let bounds =
            dictionary.term_bounds_to_ord(Bound::Included(title), Bound::Unbounded::<&str>)?;
        let next = match bounds.0 {
            Bound::Included(rank) | Bound::Excluded(rank) => rank.min(titles.num_terms() as u64),
            Bound::Unbounded => 0,
        };
        Ok(match self.direction {
            Direction::Ascending => (next, false),
            // The one before it comes next.
            Direction::Descending => (MISSING - next, false),
        })
    }

    fn directed(&self, value: u64) -> u64 {
        match self.direction {
            Direction::Ascending => value,
            Direction::Descending => MISSING - 1 - value,
        }
    }
}

/// Compares hits of several segments by key, or by title if they have been
/// sorted by it.
pub(super) fn compare(
    sort: Sort,
    (left_key, left_title): (u64, Option<&str>),
    (right_key, right_title): (u64, Option<&str>),
) -> Ordering {
    match (left_title, right_title) {
        (Some(left), Some(right)) => match sort {
            Sort::By(_, Direction::Descending) => right.cmp(left),
            _ => left.cmp(right),
        },
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => left_key.cmp(&right_key),
    }
}

/// Open ones, the soonest first; then unknown ones; then the others, the latest
/// first.
#[inline]
fn closing_key(status: Status, closes_at: Closing) -> u64 {
    const GROUP: u64 = 1 << 62;
    let ascending = (closes_at.to_column().max(0) as u64).min(GROUP - 1);
    match status {
        Status::Open => ascending,
        Status::Unknown => GROUP + ascending,
        Status::Closed | Status::Cancelled if closes_at == Closing::UNKNOWN => MISSING,
        Status::Closed | Status::Cancelled => 2 * GROUP + (GROUP - 1 - ascending),
    }
}

/// Numbers below zero before the others.
fn ascending(number: i64) -> u64 {
    (number as u64) ^ (1 << 63)
}

/// The codes by their numbers.
fn codes(catalogues: &Catalogues) -> Vec<Option<u64>> {
    let names = catalogues
        .get(&Facet::LgCode)
        .map(|catalogue| catalogue.names());
    let names = names.unwrap_or_default().iter();
    names.map(|name| name.parse().ok()).collect()
}
