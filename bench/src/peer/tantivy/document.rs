//! A notice as the peer takes it.

use tantivy::TantivyDocument;

use super::Peer;
use super::morphemes::normalise;
use crate::peer::Row;

impl Peer {
    /// The document of a text without anything else.
    pub fn text(&self, text: &str) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_text(self.fields.body, text);
        document
    }

    /// The document of a notice.
    pub fn notice(&self, row: &Row) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_text(self.fields.title, normalise(&row.title));
        document.add_text(self.fields.body, normalise(&row.body));
        if let Some(seconds) = row.closes_at {
            document.add_i64(self.fields.closes_at, seconds);
        }
        for (field, values) in self.fields.facets.into_iter().zip(&row.facets) {
            for value in values {
                document.add_text(field, value);
            }
        }
        document
    }
}
