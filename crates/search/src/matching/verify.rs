//! Verification of candidates against the stored text.

use aho_corasick::AhoCorasick;
use tantivy::schema::document::{
    DeserializeError, DocumentDeserialize, DocumentDeserializer, ValueDeserialize,
    ValueDeserializer,
};
use tantivy::store::StoreReader;
use tantivy::{DocId, SegmentReader, TantivyError};

use crate::analysis::goes_on;
use crate::schema::Sections;

/// After so many verifications in a segment the bigrams alone decide: reading
/// texts is the most expensive thing that a query can ask for, and where so
/// many texts have all bigrams nearly all have the text.
const MOST_VERIFIED: usize = 10_000;

/// A text that has to stand in a document.
#[derive(Debug, Clone)]
pub(super) struct Needle {
    /// As it was analysed.
    pub text: String,
    /// The sections in which it may stand.
    pub sections: Sections,
    /// Whether it has to be the beginning of a word.
    pub begins_word: bool,
}

/// Tells whether a text stands in a document.
pub(super) struct Verifier {
    store: StoreReader,
    finder: AhoCorasick,
    needle: Needle,
    verified: usize,
}

/// The first stored value of a document, which is its normalised text. The
/// others are not even read.
struct NormalisedText(String);

struct Text(String);

impl Verifier {
    pub fn new(reader: &SegmentReader, needle: &Needle) -> tantivy::Result<Self> {
        // Candidates come in the order of the store: one block is enough.
        const CACHED_BLOCKS: usize = 1;
        let finder = AhoCorasick::new([needle.text.as_str()]);
        Ok(Self {
            store: reader.get_store_reader(CACHED_BLOCKS)?,
            finder: finder.map_err(|error| TantivyError::InvalidArgument(error.to_string()))?,
            needle: needle.clone(),
            verified: 0,
        })
    }

    pub fn holds(&mut self, document: DocId) -> bool {
        if self.verified >= MOST_VERIFIED {
            return true;
        }
        self.verified += 1;
        // A text that cannot be read is not held against the candidate.
        let text = self.store.get::<NormalisedText>(document);
        text.map_or(true, |NormalisedText(text)| self.stands_in(&text))
    }

    fn stands_in(&self, text: &str) -> bool {
        if self.needle.sections == Sections::ALL && !self.needle.begins_word {
            return self.finder.is_match(text);
        }
        let sections = self.needle.sections.of(text);
        let mut found = sections.flat_map(|section| {
            let found = self.finder.find_iter(section);
            found.map(move |found| (section, found.start()))
        });
        found.any(|(section, start)| {
            let before = section[..start].chars().next_back();
            !self.needle.begins_word || !goes_on(before, section[start..].chars().next())
        })
    }
}

impl DocumentDeserialize for NormalisedText {
    fn deserialize<'de, D>(mut deserializer: D) -> Result<Self, DeserializeError>
    where
        D: DocumentDeserializer<'de>,
    {
        let first = deserializer.next_field::<Text>()?;
        Ok(Self(first.map(|(_, Text(text))| text).unwrap_or_default()))
    }
}

impl ValueDeserialize for Text {
    fn deserialize<'de, D>(deserializer: D) -> Result<Self, DeserializeError>
    where
        D: ValueDeserializer<'de>,
    {
        deserializer.deserialize_string().map(Self)
    }
}
