//! The index as a run finds it.

use std::fs;
use std::path::Path;

use irefuda_search::{IndexWriter, SearchError};

use crate::manifest::{self, Manifest};
use crate::{IndexError, IndexOptions};

/// The writer, locked against any other, and what is known of the index.
pub(crate) struct Opened {
    pub writer: IndexWriter,
    pub manifest: Manifest,
    /// Other folders whose notices were there and are not any more.
    pub forgotten: Vec<String>,
}

impl Opened {
    /// Opens the index and continues it; or begins it anew if it is new, if
    /// that is asked for, or if another dictionary made it.
    pub(crate) fn open(options: &IndexOptions, folder: &Path) -> Result<Self, IndexError> {
        let is_new = !options.index.notices().exists();
        let (mut writer, is_replaced) = open_writer(options)?;
        let path = options.index.manifest();
        if !(is_new || is_replaced || options.rebuild)
            && let Some(manifest) = Manifest::load(&path, writer.revision())
        {
            return Ok(Self {
                writer,
                manifest,
                forgotten: Vec::new(),
            });
        }
        writer.remove_all()?;
        let mut forgotten = manifest::folders(&path);
        forgotten.retain(|other| *other != manifest::key(folder));
        Ok(Self {
            writer,
            manifest: Manifest::default(),
            forgotten,
        })
    }
}

/// The writer, and whether an index that cannot be continued had to go first.
fn open_writer(options: &IndexOptions) -> Result<(IndexWriter, bool), SearchError> {
    let dictionary = &options.dictionary;
    let open = || IndexWriter::open(options.index.path(), dictionary.clone(), options.writer);
    match open() {
        Err(error) if is_ours_to_replace(&error, options) => {
            tracing::info!(%error, "the index is made anew");
            let path = options.index.notices();
            fs::remove_dir_all(&path).map_err(|source| SearchError::Io { path, source })?;
            Ok((open()?, true))
        }
        opened => Ok((opened?, false)),
    }
}

/// An index of another dictionary is simply outdated. A folder that only looks
/// wrong is deleted if that was asked for and it lies beside our list.
fn is_ours_to_replace(error: &SearchError, options: &IndexOptions) -> bool {
    match error {
        SearchError::OtherDictionary(_) => true,
        SearchError::BadIndex { .. } => options.rebuild && options.index.manifest().exists(),
        _ => false,
    }
}
