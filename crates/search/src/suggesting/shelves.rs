//! Offers that are terms of the index: pieces of titles and names of bodies.

use std::collections::HashMap;

use tantivy::schema::{IndexRecordOption, Term as IndexTerm};
use tantivy::{DocSet, Searcher, SegmentReader, TERMINATED};

use super::SuggestionKind;
use super::typed::Typed;
use crate::analysis::{Shelf, offer};
use crate::facet::Facet;
use crate::schema::Fields;

/// So many terms that begin alike are looked at of the shelves of one word,
/// whose best are gone on from, and of the others.
const MOST_WORDS: usize = 1_500;
const MOST_TERMS: usize = 300;
/// Where a shelf has more, this many of the best pieces of one word less are
/// gone on from, and so many terms of each looked at.
const BEST: usize = 6;
const TERMS_OF_BEST: usize = 100;
/// A segment with removed notices counts so many one by one.
const MOST_COUNTED: usize = 1_000;

/// Something that may be offered.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// As it is compared.
    pub key: String,
    /// As it is written.
    pub text: String,
    pub kind: SuggestionKind,
    pub likeness: Likeness,
    /// How many notices have it.
    pub count: u64,
    /// Where its term is; none for a word of the lexicon.
    pub shelf: Option<Shelf>,
    /// The facet and value of a place.
    pub place: Option<(Facet, String)>,
    /// How many notices write it so.
    pub spelled: u64,
}

/// How a candidate goes on from what was typed; the better, the less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// It is written so.
    Letters,
    /// It is read so.
    Reading,
    /// Another name of it, or a later word of it, begins so.
    Elsewhere,
}

/// Candidates by what they are compared by.
pub(super) type Candidates = HashMap<String, Candidate>;

/// The terms that are offered.
pub(super) struct Shelves<'a> {
    pub searcher: &'a Searcher,
    pub fields: &'a Fields,
}

impl Candidate {
    /// A word that is no term of the index.
    pub fn of_lexicon(text: &str, kind: SuggestionKind, place: Option<(Facet, String)>) -> Self {
        Self {
            key: text.to_ascii_lowercase(),
            text: text.to_owned(),
            kind,
            likeness: Likeness::Letters,
            count: 0,
            shelf: None,
            place,
            spelled: 0,
        }
    }

    /// Its term.
    pub fn term(&self) -> String {
        let shelf = self.shelf.unwrap_or(Shelf::Names);
        shelf.term(&self.key, &self.text)
    }
}

impl Shelves<'_> {
    /// Adds all that is led to by what was typed.
    pub fn gather(&self, typed: &Typed, found: &mut Candidates) -> tantivy::Result<()> {
        self.climb(Shelf::Pieces, &typed.word, &any, found)?;
        self.look(Shelf::Names, &typed.word, MOST_TERMS, &any, found)?;
        if let Some(reading) = &typed.reading {
            let goes_on = |key: &str, text: &str| {
                reading.goes_on(key) && text.to_ascii_lowercase().starts_with(&reading.written)
            };
            self.climb(Shelf::PieceReadings, &reading.key, &goes_on, found)?;
            let names = Shelf::NameReadings;
            self.look(names, &reading.key, MOST_TERMS, &goes_on, found)?;
            self.go_on(found)?;
        }
        Ok(())
    }

    /// Looks at the shelves of one word, of two, and so on.
    fn climb(
        &self,
        shelf: fn(usize) -> Shelf,
        typed: &str,
        accept: &dyn Fn(&str, &str) -> bool,
        found: &mut Candidates,
    ) -> tantivy::Result<()> {
        let mut keys: Vec<(String, u64)> = Vec::new();
        for words in 1..=shelf(1).most_words() {
            let most = if words == 1 { MOST_WORDS } else { MOST_TERMS };
            let mut seen = self.look(shelf(words), typed, most, accept, found)?;
            if seen.is_cut {
                keys.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
                for (key, _) in keys.iter().take(BEST) {
                    let more = self.look(shelf(words), key, TERMS_OF_BEST, accept, found)?;
                    seen.keys.extend(more.keys);
                }
            }
            keys = seen.keys.into_iter().collect();
        }
        Ok(())
    }

    /// Adds what the best pieces that are read so go on with: its reading may
    /// be unknown (測量CAD), or longer than terms have it.
    fn go_on(&self, found: &mut Candidates) -> tantivy::Result<()> {
        for words in 1..Shelf::Pieces(1).most_words() {
            let is_read = |candidate: &&Candidate| {
                candidate.shelf == Some(Shelf::Pieces(words))
                    && candidate.likeness == Likeness::Reading
            };
            let mut best: Vec<(u64, String)> = found
                .values()
                .filter(is_read)
                .map(|candidate| (candidate.count, candidate.key.clone()))
                .collect();
            best.sort_by(|left, right| right.cmp(left));
            for (_, key) in best.iter().take(BEST) {
                let mut more = Candidates::new();
                let shelf = Shelf::Pieces(words + 1);
                self.look(shelf, key, TERMS_OF_BEST, &any, &mut more)?;
                for (key, mut candidate) in more {
                    candidate.likeness = Likeness::Reading;
                    found.entry(key).or_insert(candidate);
                }
            }
        }
        Ok(())
    }

    fn look(
        &self,
        shelf: Shelf,
        typed: &str,
        most: usize,
        accept: &dyn Fn(&str, &str) -> bool,
        found: &mut Candidates,
    ) -> tantivy::Result<Seen> {
        let prefix = shelf.prefix(typed);
        let end = format!("{prefix}{}", char::MAX);
        let readers = self.searcher.segment_readers();
        let most = most.div_ceil(readers.len().max(1));
        let mut seen = Seen::default();
        let mut here: HashMap<String, (String, u64, u64)> = HashMap::new();
        for reader in readers {
            let inverted = reader.inverted_index(self.fields.suggestions)?;
            let mut terms = inverted
                .terms()
                .range()
                .ge(&prefix)
                .lt(&end)
                .into_stream()?;
            let mut looked_at = 0;
            while terms.advance() {
                looked_at += 1;
                if looked_at > most {
                    seen.is_cut = true;
                    break;
                }
                let term = String::from_utf8_lossy(terms.key());
                let Some((key, text)) = offer(&term).filter(|(key, text)| accept(key, text)) else {
                    continue;
                };
                let count = u64::from(terms.value().doc_freq);
                *seen.keys.entry(key.to_owned()).or_default() += count;
                let known = here.entry(text.to_ascii_lowercase());
                let (spelling, spelled, all) = known.or_default();
                *all += count;
                if count > *spelled {
                    (*spelling, *spelled) = (text.to_owned(), count);
                }
            }
        }
        for (key, (text, spelled, count)) in here {
            let candidate = Candidate {
                likeness: match shelf {
                    Shelf::PieceReadings(_) | Shelf::NameReadings => Likeness::Reading,
                    _ if key.starts_with(typed) => Likeness::Letters,
                    _ => Likeness::Elsewhere,
                },
                shelf: Some(shelf.by_letters()),
                kind: match shelf {
                    Shelf::Names | Shelf::NameReadings => SuggestionKind::Agency,
                    _ => SuggestionKind::Title,
                },
                key: key.clone(),
                place: None,
                text,
                count,
                spelled,
            };
            let known = found.entry(key).or_insert_with(|| candidate.clone());
            // A name is more than the same letters in a title.
            let likeness = candidate.likeness.min(known.likeness);
            if candidate.kind < known.kind || candidate.spelled > known.spelled {
                *known = candidate;
            }
            known.likeness = likeness;
        }
        Ok(seen)
    }

    /// How many notices there are that a candidate was taken from.
    pub fn count(&self, candidate: &Candidate) -> tantivy::Result<u64> {
        let place = candidate.place.as_ref().and_then(|(facet, value)| {
            let field = self.fields.facet(*facet)?;
            Some(IndexTerm::from_field_text(field, value))
        });
        let own = candidate.shelf.is_some().then(|| {
            let field = self.fields.suggestions;
            IndexTerm::from_field_text(field, &candidate.term())
        });
        let mut most = 0;
        for term in [place, own].into_iter().flatten() {
            let readers = self.searcher.segment_readers().iter();
            let all: u64 = readers
                .map(|reader| count(reader, &term))
                .sum::<tantivy::Result<_>>()?;
            most = most.max(all);
        }
        Ok(most)
    }
}

/// Accepts every term.
fn any(_: &str, _: &str) -> bool {
    true
}

/// What was seen of a shelf.
#[derive(Default)]
struct Seen {
    /// What leads to the offers, with how many notices have it.
    keys: HashMap<String, u64>,
    /// Whether there are more.
    is_cut: bool,
}

/// The notices of a segment with a term, without those that were removed.
fn count(reader: &SegmentReader, term: &IndexTerm) -> tantivy::Result<u64> {
    let inverted = reader.inverted_index(term.field())?;
    let postings = inverted.read_postings(term, IndexRecordOption::Basic)?;
    let Some(mut postings) = postings else {
        return Ok(0);
    };
    if reader.num_deleted_docs() == 0 {
        return Ok(u64::from(inverted.doc_freq(term)?));
    }
    let mut count = 0;
    for _ in 0..MOST_COUNTED {
        if postings.doc() == TERMINATED {
            return Ok(count);
        }
        count += u64::from(!reader.is_deleted(postings.doc()));
        postings.advance();
    }
    // Of more than can be counted at once, about as many as of all.
    let all = u64::from(inverted.doc_freq(term)?);
    Ok(all * u64::from(reader.num_docs()) / u64::from(reader.max_doc()))
}
