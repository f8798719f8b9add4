//! One notice by its id, or by that of any document of its case.

use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocAddress, DocSet, Searcher, TERMINATED};

use crate::document::Stored;
use crate::error::SearchError;
use crate::schema::Fields;

/// What is stored under this id, or of the case that a document with this id
/// belongs to.
pub(crate) fn stored(
    searcher: &Searcher,
    fields: &Fields,
    id: &str,
) -> Result<Option<Stored>, SearchError> {
    for field in [fields.id, fields.member] {
        if let Some(address) = address(searcher, field, id)? {
            return Ok(Some(Stored::of(fields, &searcher.doc(address)?)));
        }
    }
    Ok(None)
}

fn address(searcher: &Searcher, field: Field, id: &str) -> Result<Option<DocAddress>, SearchError> {
    let term = Term::from_field_text(field, id);
    for (segment, reader) in searcher.segment_readers().iter().enumerate() {
        let inverted = reader.inverted_index(field)?;
        let postings = inverted.read_postings(&term, IndexRecordOption::Basic);
        let Some(mut postings) = postings.map_err(tantivy::TantivyError::from)? else {
            continue;
        };
        while postings.doc() != TERMINATED {
            if !reader.is_deleted(postings.doc()) {
                return Ok(Some(DocAddress::new(segment as u32, postings.doc())));
            }
            postings.advance();
        }
    }
    Ok(None)
}
