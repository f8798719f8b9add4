//! The columns of a segment, decoded into plain arrays.
//!
//! tantivy's columns are packed; decoding them for every hit of every query
//! costs more than matching. A segment never changes, so its columns are
//! decoded once, when a commit brings it.

use std::collections::HashMap;
use std::sync::Arc;

use irefuda_procurement::{Eligibility, Lexicon, Status};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use super::catalogue::{Catalogue, UNKNOWN_NUMBER};
use super::eligibility::{ClauseCatalogue, Requirements};
use crate::closing::Closing;
use crate::facet::{DeadlineBucket, Facet};
use crate::schema::{STORED_FACETS, column};

/// The day of a notice that does not say it.
pub(crate) const NO_DAY: i32 = i32::MIN;

/// The decoded columns of one segment, each by document.
pub(crate) struct Columns {
    /// Numbers of the facets with one value, in the order of [`STORED_FACETS`];
    /// empty for the qualifications.
    values: Vec<Vec<u16>>,
    /// One more than the highest number of each.
    widths: Vec<usize>,
    /// Which of the sets of qualifications it asks for. Few sets occur, so
    /// hits are counted by set and the sets taken apart afterwards.
    pub sets: Vec<u32>,
    /// The numbers of the qualifications in each set.
    pub members: Vec<Vec<u16>>,
    /// What each requires.
    pub requirements: Requirements,
    /// The number of the kind by which the status is judged.
    pub judged_as: Vec<u16>,
    pub closes_at: Vec<Closing>,
    /// The day on which it closes; [`NO_DAY`] if it does not say.
    pub closes_on: Vec<i32>,
    pub announced_on: Vec<i32>,
    /// The rank of the id among those of the segment.
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
        let fast = reader.fast_fields();
        let mut values = Vec::new();
        let (mut sets, mut members) = (Vec::new(), Vec::new());
        for facet in STORED_FACETS {
            values.push(Vec::new());
            let column = fast.str(facet.name())?;
            let Some(catalogue) = catalogues.get_mut(&facet) else {
                continue;
            };
            if facet == Facet::Qualification {
                (sets, members) = decode_sets(column, reader.max_doc(), catalogue)?;
            } else if let Some(decoded) = values.last_mut() {
                *decoded = decode_values(column, reader.max_doc(), catalogue)?;
            }
        }
        let kinds = place(Facet::Kind).map_or(&[][..], |place| &values[place]);
        let judged_as = decode_judged_as(fast.str(column::JUDGED_AS)?, kinds, catalogues)?;
        let written = fast.str(column::CLAUSES)?;
        let requirements = Requirements::decode(written, reader.max_doc(), clauses)?;
        let closes_at = fast.i64(column::CLOSES_AT)?;
        let closing = |number: Option<i64>| number.map_or(Closing::UNKNOWN, Closing::from_column);
        let closes_at = numbers(&closes_at, reader.max_doc(), closing);
        let announced_on = fast.i64(column::ANNOUNCED_ON)?;
        let day = |number: Option<i64>| number.map_or(NO_DAY, day);
        let (id_ranks, ids) = decode_ids(fast.str(column::ID)?, reader.max_doc())?;
        Ok(Self {
            widths: values.iter().map(|values| width(values)).collect(),
            values,
            sets,
            members,
            requirements,
            judged_as,
            closes_on: closes_at
                .iter()
                .map(|closing| closes_on(*closing))
                .collect(),
            closes_at,
            announced_on: numbers(&announced_on, reader.max_doc(), day),
            id_ranks,
            ids,
        })
    }

    /// The numbers of a facet with one value that is stored.
    pub fn values(&self, facet: Facet) -> &[u16] {
        place(facet).map_or(&[], |place| &self.values[place])
    }

    /// One more than the highest number of a facet; of the qualifications, the
    /// number of sets.
    pub fn width(&self, facet: Facet) -> usize {
        match facet {
            Facet::Status => Status::ALL.len(),
            Facet::Eligibility => Eligibility::ALL.len(),
            Facet::Deadline => DeadlineBucket::ALL.len() + 1,
            Facet::Qualification => self.members.len(),
            facet => place(facet).map_or(0, |place| self.widths[place]),
        }
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

fn place(facet: Facet) -> Option<usize> {
    STORED_FACETS.iter().position(|stored| *stored == facet)
}

/// One more than the highest.
fn width(numbers: &[u16]) -> usize {
    numbers
        .iter()
        .copied()
        .max()
        .map_or(0, |highest| usize::from(highest) + 1)
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

fn closes_on(closing: Closing) -> i32 {
    match closing {
        Closing::UNKNOWN => NO_DAY,
        closing => day(closing.day()),
    }
}

fn numbers<T>(column: &Column<i64>, count: u32, map: impl Fn(Option<i64>) -> T) -> Vec<T> {
    (0..count)
        .map(|document| map(column.first(document)))
        .collect()
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
    kinds: &[u16],
    catalogues: &mut Catalogues,
) -> tantivy::Result<Vec<u16>> {
    let mut judged_as = kinds.to_vec();
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

/// The set of each document, and the members of each set.
fn decode_sets(
    column: Option<StrColumn>,
    count: u32,
    catalogue: &mut Catalogue,
) -> tantivy::Result<(Vec<u32>, Vec<Vec<u16>>)> {
    let unknown = vec![UNKNOWN_NUMBER];
    let Some(column) = column else {
        return Ok((vec![0; count as usize], vec![unknown]));
    };
    let numbers = catalogued(&column, catalogue)?;
    let mut known = HashMap::from([(unknown, 0)]);
    let mut sets = Vec::with_capacity(count as usize);
    for document in 0..count {
        let ordinals = column.ords().values_for_doc(document);
        let mut members: Vec<u16> = ordinals.map(|ordinal| numbers[ordinal as usize]).collect();
        if members.is_empty() {
            members.push(UNKNOWN_NUMBER);
        }
        members.sort_unstable();
        let next = known.len() as u32;
        sets.push(*known.entry(members).or_insert(next));
    }
    let mut members = vec![Vec::new(); known.len()];
    for (set, number) in known {
        members[number as usize] = set;
    }
    Ok((sets, members))
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
