//! `index/files.json`: which files were indexed, and which notices they held.
//!
//! ```json
//! {"version": 1, "folders": {"/srv/documents": {"okayama/juki.txt": {
//!   "content_hash": "…", "made_with": "…", "notices": [{"id": "…", "announced_on": "2026-11-02"}]}}}}
//! ```
//!
//! It is written after each commit, atomically. A run that dies between the two
//! finds files with another hash than remembered, and reads them again.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use irefuda_procurement::Notice;
use serde::{Deserialize, Serialize};

use crate::IndexError;

/// The form of the file; of another form nothing is known.
const VERSION: u32 = 1;

/// The files of one folder, by their path below it.
pub(crate) type Files = BTreeMap<String, Entry>;

/// What is known of the index.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Manifest {
    version: u32,
    pub folders: BTreeMap<String, Files>,
}

/// What is known of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// BLAKE3 hash of its content.
    pub content_hash: String,
    /// [`crate::IndexOptions::made_with`] when it was read.
    pub made_with: String,
    /// Its notices, each once.
    pub notices: Vec<Known>,
}

/// What is remembered of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Known {
    pub id: String,
    /// The day as text, which sorts like the day.
    pub announced_on: Option<String>,
}

impl Default for Manifest {
    fn default() -> Self {
        Self {
            version: VERSION,
            folders: BTreeMap::new(),
        }
    }
}

impl Manifest {
    /// Reads it; none if it is not there or cannot be understood.
    pub(crate) fn load(path: &Path) -> Option<Self> {
        let text = fs::read(path).ok()?;
        match serde_json::from_slice::<Self>(&text) {
            Ok(manifest) if manifest.version == VERSION => Some(manifest),
            _ => {
                tracing::warn!(path = %path.display(), "the list of indexed files is not understood: all are read anew");
                None
            }
        }
    }

    /// The files of a folder, none if it was never indexed.
    pub(crate) fn files(&self, folder: &Path) -> Files {
        self.folders.get(&key(folder)).cloned().unwrap_or_default()
    }

    /// Every notice of every file, with folder and file.
    pub(crate) fn notices(&self) -> impl Iterator<Item = (&str, &String, &Known)> {
        self.folders.iter().flat_map(|(folder, files)| {
            files.iter().flat_map(move |(file, entry)| {
                let notices = entry.notices.iter();
                notices.map(move |known| (folder.as_str(), file, known))
            })
        })
    }

    /// Writes it in place of the old one, in one step.
    pub(crate) fn save(&self, path: &Path) -> Result<(), IndexError> {
        self.write(path).map_err(|source| IndexError::Manifest {
            path: path.to_owned(),
            source,
        })
    }

    fn write(&self, path: &Path) -> io::Result<()> {
        let draft = path.with_extension("json.new");
        let mut file = BufWriter::new(File::create(&draft)?);
        serde_json::to_writer(&mut file, self)?;
        file.flush()?;
        file.get_ref().sync_all()?;
        fs::rename(&draft, path)
    }
}

impl Entry {
    /// The ids of its notices.
    pub(crate) fn ids(&self) -> Vec<String> {
        self.notices.iter().map(|known| known.id.clone()).collect()
    }
}

impl Known {
    /// What is remembered of this notice.
    pub(crate) fn of(notice: &Notice) -> Self {
        Self {
            id: notice.id.clone(),
            announced_on: notice.announced_on.map(|day| day.to_string()),
        }
    }
}

/// Under which name a folder is remembered.
pub(crate) fn key(folder: &Path) -> String {
    folder.to_string_lossy().into_owned()
}
