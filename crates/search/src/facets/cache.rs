//! The decoded columns of all segments that are being searched.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use irefuda_procurement::Lexicon;
use tantivy::index::SegmentId;
use tantivy::{Searcher, SearcherGeneration, SegmentReader, TantivyError, Warmer};

use super::catalogue::Catalogue;
use super::columns::{Catalogues, Columns, new_catalogues};
use super::eligibility::ClauseCatalogue;
use crate::dictionary::Dictionary;
use crate::stamp::Stamp;

/// Decodes the columns of new segments before they are searched.
pub(crate) struct ColumnCache {
    folder: PathBuf,
    dictionary: Arc<Dictionary>,
    segments: RwLock<HashMap<SegmentId, Arc<Columns>>>,
    catalogues: RwLock<Catalogues>,
    clauses: RwLock<ClauseCatalogue>,
}

impl ColumnCache {
    pub fn new(folder: PathBuf, dictionary: Arc<Dictionary>, lexicon: &Arc<Lexicon>) -> Self {
        Self {
            folder,
            dictionary,
            segments: RwLock::default(),
            catalogues: RwLock::new(new_catalogues(lexicon)),
            clauses: RwLock::new(ClauseCatalogue::new(lexicon)),
        }
    }

    /// The columns of a segment.
    pub fn columns(&self, reader: &SegmentReader) -> tantivy::Result<Arc<Columns>> {
        let id = reader.segment_id();
        let segments = self.segments.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(columns) = segments.get(&id) {
            return Ok(Arc::clone(columns));
        }
        drop(segments);
        let mut catalogues = self
            .catalogues
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        let mut clauses = self.clauses.write().unwrap_or_else(PoisonError::into_inner);
        let columns = Arc::new(Columns::decode(reader, &mut catalogues, &mut clauses)?);
        catalogues.values_mut().for_each(Catalogue::settle);
        let mut segments = self
            .segments
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        segments.insert(id, Arc::clone(&columns));
        Ok(columns)
    }

    /// Does something with the catalogues.
    pub fn with_catalogues<T>(&self, action: impl FnOnce(&Catalogues) -> T) -> T {
        action(
            &self
                .catalogues
                .read()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// Does something with the conditions and clauses of all decoded segments.
    pub fn with_clauses<T>(&self, action: impl FnOnce(&ClauseCatalogue) -> T) -> T {
        action(&self.clauses.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Warmer for ColumnCache {
    /// Also refuses commits that another program or dictionary made, such as a
    /// rebuilt index while this one serves; the last good commit stays.
    fn warm(&self, searcher: &Searcher) -> tantivy::Result<()> {
        Stamp::read(&self.folder, searcher.index(), &self.dictionary)
            .map_err(|error| TantivyError::InvalidArgument(error.to_string()))?;
        for reader in searcher.segment_readers() {
            self.columns(reader)?;
        }
        Ok(())
    }

    fn garbage_collect(&self, live: &[&SearcherGeneration]) {
        let is_live = |id: &SegmentId| live.iter().any(|live| live.segments().contains_key(id));
        let mut segments = self
            .segments
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        segments.retain(|id, _| is_live(id));
    }
}
