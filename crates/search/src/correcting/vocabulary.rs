//! Words of the index and of the lexicon that are like one that was typed.

use std::collections::HashMap;

use tantivy::Searcher;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, Term};

use crate::analysis::{Shelf, offer, without_long_vowel};
use crate::query::Scope;
use crate::schema::Fields;
use crate::suggesting::LexiconOffers;

/// So many words that are like one are taken from a segment.
const MOST: usize = 200;
/// Fields with words of texts; in boilerplate and forms are no others.
const TEXTS: [Scope; 4] = [
    Scope::Title,
    Scope::Notice,
    Scope::Instructions,
    Scope::Specification,
];

/// All words.
pub(super) struct Vocabulary<'a> {
    pub searcher: &'a Searcher,
    pub fields: &'a Fields,
    pub offers: &'a LexiconOffers,
}

impl Vocabulary<'_> {
    /// Pieces of titles that are read so, with how many notices have them.
    pub fn read_as(&self, reading: &str) -> tantivy::Result<Vec<(String, u64)>> {
        let mut found = HashMap::new();
        for reader in self.searcher.segment_readers() {
            let inverted = reader.inverted_index(self.fields.suggestions)?;
            for words in 1..=Shelf::PieceReadings(1).most_words() {
                let (start, end) = Shelf::PieceReadings(words).exactly(reading);
                let range = inverted.terms().range().ge(start).lt(end);
                let mut terms = range.into_stream()?;
                for _ in 0..MOST {
                    if !terms.advance() {
                        break;
                    }
                    let term = String::from_utf8_lossy(terms.key());
                    if let Some((_, text)) = offer(&term) {
                        let count = found.entry(text.to_ascii_lowercase()).or_default();
                        *count += u64::from(terms.value().doc_freq);
                    }
                }
            }
        }
        Ok(found.into_iter().collect())
    }

    /// Words that differ in one character, with how many notices have them.
    pub fn near(&self, text: &str) -> tantivy::Result<Vec<(String, u64)>> {
        let mut found = HashMap::new();
        for words in 1..=Shelf::Pieces(1).most_words() {
            let prefix = Shelf::Pieces(words).prefix("");
            self.add_near(self.fields.suggestions, &prefix, text, &mut found)?;
        }
        for scope in TEXTS {
            for field in self.fields.texts_in(scope) {
                self.add_near(field.field, "", without_long_vowel(text), &mut found)?;
            }
        }
        let length = text.chars().count();
        for letters in self.offers.letters() {
            if letters.chars().count().abs_diff(length) <= 1 {
                found.entry(letters.to_owned()).or_default();
            }
        }
        Ok(found.into_iter().collect())
    }

    fn add_near(
        &self,
        field: Field,
        prefix: &str,
        text: &str,
        found: &mut HashMap<String, u64>,
    ) -> tantivy::Result<()> {
        let term = Term::from_field_text(field, &format!("{prefix}{text}"));
        let end = format!("{prefix}{}", char::MAX);
        let fuzzy = FuzzyTermQuery::new(term, 1, true);
        for reader in self.searcher.segment_readers() {
            let inverted = reader.inverted_index(field)?;
            let terms = inverted.terms().search(fuzzy.automaton()?);
            let mut terms = terms.ge(prefix).lt(&end).into_stream()?;
            for _ in 0..MOST {
                if !terms.advance() {
                    break;
                }
                let term = String::from_utf8_lossy(terms.key());
                let count = found.entry(term[prefix.len()..].to_owned()).or_default();
                *count = u64::from(terms.value().doc_freq).max(*count);
            }
        }
        Ok(())
    }
}
