//! The columns of a segment, decoded into plain arrays.
//!
//! tantivy's columns are packed; decoding them for every hit of every query
//! costs more than matching. A segment never changes, so its columns are
//! decoded once, when a commit brings it.

use std::collections::HashMap;
use std::sync::Arc;

use irefuda_procurement::Lexicon;
use tantivy::columnar::StrColumn;
use tantivy::{DocId, SegmentReader};

use super::axes::{ANNOUNCEMENTS, Axis, CLOSINGS, Judged, PAIRS, Pair, REQUIREMENTS, SETS};
use super::catalogue::{Catalogue, UNKNOWN_NUMBER};
use super::eligibility::{ClauseCatalogue, Requirements};
use crate::closing::Closing;
use crate::facet::Facet;
use crate::histogram::DateColumn;
use crate::schema::{STORED_FACETS, column};

/// The day of a notice that does not say it.
pub(crate) const NO_DAY: i32 = i32::MIN;

/// The decoded columns of one segment.
pub(crate) struct Columns {
    /// In the order of [`PAIRS`].
    pub pairs: [Axis<Pair>; 3],
    /// The numbers of the qualifications that are asked for.
    pub sets: Axis<Vec<u16>>,
    pub closings: Axis<Judged>,
    /// What each requires.
    pub requirements: Requirements,
    /// Days since 1970, or [`NO_DAY`].
    pub announcements: Axis<i32>,
    /// The rank of the id among those of the segment, by document.
    pub id_ranks: Vec<u32>,
    ids: Ids,
}

/// Ids by rank, end to end.
#[derive(Default)]
struct Ids {
    text: String,
    ends: Vec<u32>,
}

/// The catalogues of all facets with stored values.
pub(crate) type Catalogues = HashMap<Facet, Catalogue>;

/// Catalogues with what is known beforehand.
pub(crate) fn new_catalogues(lexicon: &Arc<Lexicon>) -> Catalogues {
    let catalogues = STORED_FACETS.map(|facet| (facet, Catalogue::new(facet, lexicon)));
    catalogues.into_iter().collect()
}

impl Columns {
    pub fn decode(
        reader: &SegmentReader,
        catalogues: &mut Catalogues,
        clauses: &mut ClauseCatalogue,
    ) -> tantivy::Result<Self> {
        let (fast, count) = (reader.fast_fields(), reader.max_doc());
        let mut numbers = |facet: Facet| {
            let column = fast.str(facet.name())?;
            match catalogues.get_mut(&facet) {
                Some(catalogue) => decode_values(column, count, catalogue),
                None => Ok(vec![UNKNOWN_NUMBER; count as usize]),
            }
        };
        let mut pair = |[above, below]: [Facet; 2]| {
            let (above, below) = (numbers(above)?.into_iter(), numbers(below)?);
            let pairs = above.zip(below);
            tantivy::Result::Ok(Axis::of(pairs.map(|(above, below)| [above, below])))
        };
        let pairs = [pair(PAIRS[0])?, pair(PAIRS[1])?, pair(PAIRS[2])?];
        let kinds = numbers(Facet::Kind)?;
        let sets = decode_sets(fast.str(Facet::Qualification.name())?, count, catalogues)?;
        let judged_as = decode_judged_as(fast.str(column::JUDGED_AS)?, kinds, catalogues)?;
        let closes_at = fast.i64(column::CLOSES_AT)?;
        let closing = |number: Option<i64>| number.map_or(Closing::UNKNOWN, Closing::from_column);
        let judged = (0..).zip(judged_as).map(|(document, kind)| Judged {
            kind,
            closes_at: closing(closes_at.first(document)),
        });
        let written = fast.str(column::CLAUSES)?;
        let announced_on = fast.i64(column::ANNOUNCED_ON)?;
        let announced_on = (0..count).map(|document| announced_on.first(document));
        let (id_ranks, ids) = decode_ids(fast.str(column::ID)?, count)?;
        Ok(Self {
            pairs,
            sets,
            closings: Axis::of(judged),
            requirements: Requirements::decode(written, count, clauses)?,
            announcements: Axis::of(announced_on.map(|number| number.map_or(NO_DAY, day))),
            id_ranks,
            ids,
        })
    }

    /// The documents' numbers on an axis.
    #[inline]
    pub fn codes(&self, axis: usize) -> &[u32] {
        match axis {
            SETS => &self.sets.codes,
            CLOSINGS => &self.closings.codes,
            ANNOUNCEMENTS => &self.announcements.codes,
            REQUIREMENTS => self.requirements.codes(),
            pair => &self.pairs[pair].codes,
        }
    }

    /// How many numbers an axis has.
    pub fn width(&self, axis: usize) -> usize {
        match axis {
            SETS => self.sets.combinations.len(),
            CLOSINGS => self.closings.combinations.len(),
            ANNOUNCEMENTS => self.announcements.combinations.len(),
            REQUIREMENTS => self.requirements.count(),
            pair => self.pairs[pair].combinations.len(),
        }
    }

    /// The day of a number on the axis of a date; [`NO_DAY`] if it is not said.
    pub fn day(&self, column: DateColumn, code: usize) -> i32 {
        match column {
            DateColumn::AnnouncedOn => self.announcements.combinations[code],
            DateColumn::ClosesAt => match self.closings.combinations[code].closes_at {
                Closing::UNKNOWN => NO_DAY,
                closes_at => day(closes_at.day()),
            },
        }
    }

    /// The number of the municipality of a document.
    #[inline]
    pub fn lg_code(&self, document: usize) -> u16 {
        self.pairs[0].get(document)[1]
    }

    pub fn id(&self, document: DocId) -> &str {
        self.ids.get(self.id_ranks[document as usize])
    }

    /// How many ids do not lie behind this one.
    pub fn ids_up_to(&self, id: &str) -> u32 {
        let (mut from, mut to) = (0, self.ids.ends.len() as u32);
        while from < to {
            let middle = from + (to - from) / 2;
            match self.ids.get(middle) <= id {
                true => from = middle + 1,
                false => to = middle,
            }
        }
        from
    }
}

impl Ids {
    fn get(&self, rank: u32) -> &str {
        let rank = rank as usize;
        let start = rank.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[rank] as usize]
    }
}

/// Days of written history and any plan fit.
fn day(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(NO_DAY)
}

/// The numbers that the catalogue has for the values of a column, by ordinal.
fn catalogued(column: &StrColumn, catalogue: &mut Catalogue) -> tantivy::Result<Vec<u16>> {
    let mut numbers = Vec::with_capacity(column.num_terms());
    let mut name = String::new();
    for ordinal in 0..column.num_terms() as u64 {
        column.ord_to_str(ordinal, &mut name)?;
        numbers.push(catalogue.number(&name));
    }
    Ok(numbers)
}

fn decode_values(
    column: Option<StrColumn>,
    count: u32,
    catalogue: &mut Catalogue,
) -> tantivy::Result<Vec<u16>> {
    let Some(column) = column else {
        return Ok(vec![UNKNOWN_NUMBER; count as usize]);
    };
    let numbers = catalogued(&column, catalogue)?;
    let number = |document| {
        let ordinal = column.ords().first(document);
        ordinal.map_or(UNKNOWN_NUMBER, |ordinal| numbers[ordinal as usize])
    };
    Ok((0..count).map(number).collect())
}

/// The kinds of the documents, with those in their place by which cases are
/// judged that were cancelled or have a result.
fn decode_judged_as(
    column: Option<StrColumn>,
    mut judged_as: Vec<u16>,
    catalogues: &mut Catalogues,
) -> tantivy::Result<Vec<u16>> {
    if let Some(column) = column
        && let Some(catalogue) = catalogues.get_mut(&Facet::Kind)
    {
        let numbers = catalogued(&column, catalogue)?;
        for (document, kind) in (0..).zip(&mut judged_as) {
            if let Some(ordinal) = column.ords().first(document) {
                *kind = numbers[ordinal as usize];
            }
        }
    }
    Ok(judged_as)
}

/// The set of each document.
fn decode_sets(
    column: Option<StrColumn>,
    count: u32,
    catalogues: &mut Catalogues,
) -> tantivy::Result<Axis<Vec<u16>>> {
    let unknown = || vec![UNKNOWN_NUMBER];
    let catalogue = catalogues.get_mut(&Facet::Qualification);
    let (Some(column), Some(catalogue)) = (column, catalogue) else {
        return Ok(Axis::of((0..count).map(|_| unknown())));
    };
    let numbers = catalogued(&column, catalogue)?;
    let set = |document| {
        let ordinals = column.ords().values_for_doc(document);
        let mut members: Vec<u16> = ordinals.map(|ordinal| numbers[ordinal as usize]).collect();
        members.sort_unstable();
        if members.is_empty() {
            unknown()
        } else {
            members
        }
    };
    Ok(Axis::of((0..count).map(set)))
}

fn decode_ids(column: Option<StrColumn>, count: u32) -> tantivy::Result<(Vec<u32>, Ids)> {
    let mut ids = Ids::default();
    let Some(column) = column else {
        return Ok((vec![0; count as usize], ids));
    };
    let mut terms = column.dictionary().stream()?;
    while terms.advance() {
        ids.text.push_str(&String::from_utf8_lossy(terms.key()));
        ids.ends.push(ids.text.len() as u32);
    }
    let rank = |document| column.ords().first(document).unwrap_or_default() as u32;
    Ok(((0..count).map(rank).collect(), ids))
}
