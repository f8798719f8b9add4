//! Texts found by their characters alone: pairs of characters in a row, by the
//! positions at which they stand, however a text was segmented into words.

use tantivy::columnar::Column;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use crate::analysis::goes_on;
use crate::schema::{Sections, column};

/// A text as pairs of characters that cover it.
#[derive(Debug, Clone)]
pub(super) struct Characters {
    field: Field,
    /// Each with its distance from the beginning, in characters.
    pairs: Vec<(u32, String)>,
    /// The pairs that tell that it stands inside a word; empty if it may.
    inside: Vec<String>,
    /// Where the text may stand.
    sections: Sections,
}

/// The documents of a segment that have all pairs.
pub(super) struct CharacterPostings {
    /// The rarest first.
    pairs: Vec<Pair>,
    /// Pairs of which the second character must not be the text's first.
    inside: Vec<SegmentPostings>,
    sections: Option<(Sections, Column<u64>)>,
    /// The last pair's distance from the beginning.
    last: u32,
    document: DocId,
    /// Where the last pair stands, if those so far do in a row.
    places: Vec<u32>,
    others: Vec<u32>,
}

struct Pair {
    postings: SegmentPostings,
    /// Added to its positions, it makes them those of the last pair.
    shift: u32,
}

impl Characters {
    /// Takes a text apart; none if it has no two characters in a row. Single
    /// ones between white space are left open.
    pub fn of(text: &str, field: Field, sections: Sections, begins_word: bool) -> Option<Self> {
        let characters: Vec<char> = text.chars().collect();
        let mut pairs: Vec<(u32, String)> = Vec::new();
        let mut start = 0;
        for run in characters.split(|character| character.is_whitespace()) {
            // Every second one covers all, and the last one what is left over.
            let starts = (0..run.len() / 2).map(|half| half * 2);
            let odd = (run.len() % 2 == 1 && run.len() > 1).then(|| run.len() - 2);
            for inside in starts.chain(odd) {
                let pair = run[inside..inside + 2].iter().collect();
                pairs.push((start + inside as u32, pair));
            }
            start += run.len() as u32 + 1;
        }
        (!pairs.is_empty()).then(|| Self {
            field,
            pairs,
            inside: match characters.first() {
                Some(first) if begins_word => pairs_inside(*first),
                _ => Vec::new(),
            },
            sections,
        })
    }

    /// The documents that have all pairs; nothing if no document has.
    pub fn postings(&self, reader: &SegmentReader) -> tantivy::Result<Option<CharacterPostings>> {
        let index = reader.inverted_index(self.field)?;
        let is_there_enough =
            self.pairs.len() == 1 && self.inside.is_empty() && self.sections == Sections::ALL;
        let option = match is_there_enough {
            true => IndexRecordOption::Basic,
            false => IndexRecordOption::WithFreqsAndPositions,
        };
        let last = self.pairs.last().map_or(0, |(start, _)| *start);
        let mut pairs = Vec::with_capacity(self.pairs.len());
        for (start, text) in &self.pairs {
            let term = Term::from_field_text(self.field, text);
            let Some(postings) = index.read_postings(&term, option)? else {
                return Ok(None);
            };
            let shift = last - start;
            pairs.push(Pair { postings, shift });
        }
        pairs.sort_by_key(|pair| pair.postings.size_hint());
        let mut inside = Vec::new();
        for text in &self.inside {
            let term = Term::from_field_text(self.field, text);
            inside.extend(index.read_postings(&term, option)?);
        }
        let sections = match self.sections == Sections::ALL {
            true => None,
            false => Some((self.sections, reader.fast_fields().u64(column::SECTIONS)?)),
        };
        let mut postings = CharacterPostings {
            pairs,
            inside,
            sections,
            last,
            document: TERMINATED,
            places: Vec::new(),
            others: Vec::new(),
        };
        Ok((postings.align() != TERMINATED).then_some(postings))
    }
}

/// The pairs in which a word goes on to this character.
fn pairs_inside(first: char) -> Vec<String> {
    let scripts = ('a'..='z')
        .chain('0'..='9')
        .chain('ァ'..='ヺ')
        .chain(['ー']);
    let before = scripts.filter(|before| goes_on(Some(*before), Some(first)));
    before.map(|before| format!("{before}{first}")).collect()
}

impl CharacterPostings {
    /// Whether the document at which it stands has the text: all pairs in a row.
    pub fn holds(&mut self) -> bool {
        if self.pairs.len() == 1 && self.inside.is_empty() && self.sections.is_none() {
            return true;
        }
        for (number, pair) in self.pairs.iter_mut().enumerate() {
            if number == 0 {
                let postings = &mut pair.postings;
                postings.positions_with_offset(pair.shift, &mut self.places);
                continue;
            }
            let postings = &mut pair.postings;
            postings.positions_with_offset(pair.shift, &mut self.others);
            keep_common(&mut self.places, &self.others);
            if self.places.is_empty() {
                return false;
            }
        }
        self.leave_out_words_inside();
        self.leave_out_other_sections();
        !self.places.is_empty()
    }

    /// Goes on to the next document that has all pairs, from where the rarest
    /// stands.
    fn align(&mut self) -> DocId {
        let Some((rarest, others)) = self.pairs.split_first_mut() else {
            return TERMINATED;
        };
        let mut target = rarest.postings.doc();
        'documents: while target != TERMINATED {
            for pair in others.iter_mut() {
                let found = seek(&mut pair.postings, target);
                if found != target {
                    target = rarest.postings.seek(found);
                    continue 'documents;
                }
            }
            break;
        }
        self.document = target;
        target
    }

    fn leave_out_words_inside(&mut self) {
        let document = self.document;
        for postings in &mut self.inside {
            if seek(postings, document) == document && !self.places.is_empty() {
                postings.positions_with_offset(self.last + 1, &mut self.others);
                let others = &self.others;
                self.places
                    .retain(|place| others.binary_search(place).is_err());
            }
        }
    }

    fn leave_out_other_sections(&mut self) {
        if let Some((sections, starts)) = &self.sections {
            let starts: Vec<u64> = starts.values_for_doc(self.document).collect();
            self.places
                .retain(|place| sections.contain(&starts, *place));
        }
    }
}

impl DocSet for CharacterPostings {
    fn advance(&mut self) -> DocId {
        if let (Some(rarest), true) = (self.pairs.first_mut(), self.document != TERMINATED) {
            rarest.postings.advance();
        }
        self.align()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        match self.pairs.first_mut() {
            Some(rarest) if self.document < target => {
                seek(&mut rarest.postings, target);
                self.align()
            }
            _ => self.document,
        }
    }

    fn doc(&self) -> DocId {
        self.document
    }

    fn size_hint(&self) -> u32 {
        let rarest = self.pairs.first();
        rarest.map_or(0, |pair| pair.postings.size_hint())
    }
}

fn seek(postings: &mut SegmentPostings, target: DocId) -> DocId {
    match postings.doc() < target {
        true => postings.seek(target),
        false => postings.doc(),
    }
}

/// Keeps those of a sorted list that are in the other.
fn keep_common(kept: &mut Vec<u32>, others: &[u32]) {
    let mut rest = others;
    kept.retain(|position| {
        let before = rest.partition_point(|other| other < position);
        rest = &rest[before..];
        rest.first() == Some(position)
    });
}
