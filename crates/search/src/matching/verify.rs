//! Verification of candidates against the stored text.

use tantivy::schema::{Field, Value};
use tantivy::store::StoreReader;
use tantivy::{DocId, SegmentReader, TantivyDocument};

/// After so many verifications in a segment the bigrams alone decide: reading
/// texts is the most expensive thing that a query can ask for, and where so
/// many texts have all bigrams nearly all have the text.
const MOST_VERIFIED: usize = 10_000;

/// Tells whether a text stands in a document.
pub(super) struct Verifier {
    store: StoreReader,
    field: Field,
    needle: String,
    verified: usize,
}

impl Verifier {
    pub fn new(reader: &SegmentReader, field: Field, needle: &str) -> tantivy::Result<Self> {
        // Candidates come in the order of the store: one block is enough.
        const CACHED_BLOCKS: usize = 1;
        Ok(Self {
            store: reader.get_store_reader(CACHED_BLOCKS)?,
            field,
            needle: needle.to_owned(),
            verified: 0,
        })
    }

    pub fn holds(&mut self, document: DocId) -> bool {
        if self.verified >= MOST_VERIFIED {
            return true;
        }
        self.verified += 1;
        // A text that cannot be read is not held against the candidate.
        let Ok(document) = self.store.get::<TantivyDocument>(document) else {
            return true;
        };
        let text = document.get_first(self.field).and_then(|value| value.as_str());
        text.is_none_or(|text| text.contains(&self.needle))
    }
}
