//! The index's folder: where it is, how it is opened and made.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::MmapDirectory;
use tantivy::{Index, IndexSettings};

use crate::dictionary::Dictionary;
use crate::error::SearchError;
use crate::schema::{Fields, register};

/// Name of tantivy's folder; other things lie beside it.
const FOLDER: &str = "notices";

/// Where tantivy's files are.
pub(crate) fn folder(index: &Path) -> PathBuf {
    index.join(FOLDER)
}

/// Opens the index in the folder, if there is one.
pub(crate) fn open(
    folder: &Path,
    dictionary: &Arc<Dictionary>,
) -> Result<Option<Index>, SearchError> {
    if !folder.join("meta.json").is_file() {
        return Ok(None);
    }
    let index = Index::open_in_dir(folder).map_err(|error| SearchError::BadIndex {
        path: folder.to_owned(),
        reason: error.to_string(),
    })?;
    register(&index, dictionary);
    Ok(Some(index))
}

/// Makes an empty index.
pub(crate) fn create(folder: &Path, dictionary: &Arc<Dictionary>) -> Result<Index, SearchError> {
    fs::create_dir_all(folder).map_err(SearchError::io(folder))?;
    let directory = MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
    let index = Index::create(directory, Fields::schema().0, IndexSettings::default())?;
    register(&index, dictionary);
    Ok(index)
}
