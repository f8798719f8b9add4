//! Whether a query finds anything at all, without looking at more notices than
//! are needed to tell.

use tantivy::query::{EnableScoring, Query};
use tantivy::{DocSet, Searcher, TERMINATED};

/// Whether any notice is found.
pub(crate) fn exists(searcher: &Searcher, query: &dyn Query) -> tantivy::Result<bool> {
    finds(searcher, query, 1)
}

/// Whether so many notices are found.
pub(crate) fn finds(searcher: &Searcher, query: &dyn Query, least: usize) -> tantivy::Result<bool> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut found = 0;
    for reader in searcher.segment_readers() {
        let mut documents = weight.scorer(reader, 1.0)?;
        while documents.doc() != TERMINATED {
            found += usize::from(!reader.is_deleted(documents.doc()));
            if found >= least {
                return Ok(true);
            }
            documents.advance();
        }
    }
    Ok(false)
}
