//! Whether a query finds anything at all, without looking at more than the
//! first notice that it finds.

use tantivy::query::{EnableScoring, Query};
use tantivy::{DocSet, Searcher, TERMINATED};

/// Whether any notice is found.
pub(crate) fn exists(searcher: &Searcher, query: &dyn Query) -> tantivy::Result<bool> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    for reader in searcher.segment_readers() {
        let mut found = weight.scorer(reader, 1.0)?;
        while found.doc() != TERMINATED {
            if !reader.is_deleted(found.doc()) {
                return Ok(true);
            }
            found.advance();
        }
    }
    Ok(false)
}
