//! `index/files.json`: which files were indexed, and which notices they held.
//!
//! ```json
//! {"version": 3, "revision": 1207, "tools": "pdftotext", "folders": {"/srv/documents": {"okayama/": {
//!   "made_with": "…",
//!   "files": {"okayama/juki.pdf": {"content_hash": "…", "stamp": {…}, "formats": ["pdf"]}},
//!   "notices": [{"id": "…", "announced_on": "2026-11-02", "files": ["okayama/juki.pdf"], "digest": "…", "head": {…}}]}}},
//!  "linked_with": "…", "cases": {"ID OF THE CALL": [{"id": "…", "applies": true}, …]}}
//! ```
//!
//! Before each commit it is written as `files.next.json` with the revision that
//! the commit will have, and put in place after it. So whenever a run dies, one
//! of the two says what the index holds.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use irefuda_folding::{fold, letters};
use irefuda_procurement::{Case, Head, Notice};
use serde::{Deserialize, Serialize};

use crate::stamp::Stamp;
use crate::{IndexError, Problem};

/// The form of the file; of another form nothing is known.
const VERSION: u32 = 3;

/// The units of one folder, by name.
pub(crate) type Units = BTreeMap<String, Entry>;

/// What is known of the index.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Manifest {
    version: u32,
    /// The revision of the index that it speaks of.
    revision: u64,
    /// Programs of the system that helped to read.
    #[serde(default)]
    pub tools: String,
    pub folders: BTreeMap<String, Units>,
    /// [`crate::IndexOptions::made_with`] when the cases were put together.
    #[serde(default)]
    pub linked_with: String,
    /// The cases of several documents as the index has them, by the id under
    /// which it has them. Every other notice is one by itself.
    #[serde(default)]
    pub cases: BTreeMap<String, Case>,
}

/// What is known of the files that were looked at together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// [`crate::IndexOptions::made_with`] when they were read.
    pub made_with: String,
    /// Each file by its path below the folder.
    pub files: BTreeMap<String, FileEntry>,
    /// Their notices, each once.
    pub notices: Vec<Known>,
}

/// What is known of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FileEntry {
    /// BLAKE3 hash of its content; empty if it could not be had.
    pub content_hash: String,
    /// None if the file might change without its stamp telling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stamp: Option<Stamp>,
    /// The format of each document in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formats: Vec<String>,
    /// What could not be read: the file itself, or one in the archive that it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<(String, Problem)>,
}

/// What is remembered of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Known {
    pub id: String,
    /// The day as text, which sorts like the day.
    pub announced_on: Option<String>,
    /// The files that it was read from, the announcing one first.
    pub files: Vec<String>,
    /// Hash of all that the index has of it.
    pub digest: String,
    /// What decides which case it belongs to.
    #[serde(default)]
    pub head: Head,
}

impl Default for Manifest {
    fn default() -> Self {
        Self {
            version: VERSION,
            revision: 0,
            tools: String::new(),
            folders: BTreeMap::new(),
            linked_with: String::new(),
            cases: BTreeMap::new(),
        }
    }
}

impl Manifest {
    /// Reads the one that speaks of this revision of the index; none if there is
    /// no such.
    pub(crate) fn load(path: &Path, revision: u64) -> Option<Self> {
        let found = [path.to_owned(), next(path)]
            .iter()
            .find_map(|path| read(path, revision));
        if found.is_none() && path.exists() {
            tracing::warn!(path = %path.display(), "the list of indexed files does not fit the index: all are read anew");
        }
        found
    }

    /// The units of a folder, none if it was never indexed.
    pub(crate) fn units(&self, folder: &Path) -> &Units {
        static NONE: Units = Units::new();
        self.folders.get(&key(folder)).unwrap_or(&NONE)
    }

    /// Every notice of every unit, with folder and unit.
    pub(crate) fn notices(&self) -> impl Iterator<Item = (&str, &str, &Known)> {
        self.folders.iter().flat_map(|(folder, units)| {
            units.iter().flat_map(move |(unit, entry)| {
                let notices = entry.notices.iter();
                notices.map(move |known| (folder.as_str(), unit.as_str(), known))
            })
        })
    }

    /// The hashes of every file.
    pub(crate) fn content_hashes(&self) -> HashSet<&str> {
        let units = self.folders.values().flat_map(BTreeMap::values);
        let files = units.flat_map(|entry| entry.files.values());
        files.map(|file| file.content_hash.as_str()).collect()
    }

    /// Writes it beside the old one, to speak of a commit that is about to be
    /// made.
    pub(crate) fn prepare(&mut self, path: &Path, revision: u64) -> Result<(), IndexError> {
        self.revision = revision;
        self.write(&next(path))
            .map_err(|source| failed(path, source))
    }

    /// Puts it in place of the old one, now that the commit is made.
    pub(crate) fn confirm(&self, path: &Path) -> Result<(), IndexError> {
        fs::rename(next(path), path).map_err(|source| failed(path, source))
    }

    fn write(&self, path: &Path) -> io::Result<()> {
        let mut file = BufWriter::new(File::create(path)?);
        serde_json::to_writer(&mut file, self)?;
        file.flush()?;
        file.get_ref().sync_all()
    }
}

/// The folders that it speaks of, whatever its form and revision.
pub(crate) fn folders(path: &Path) -> Vec<String> {
    let read = || serde_json::from_slice::<serde_json::Value>(&fs::read(path).ok()?).ok();
    let folders = read().and_then(|value| value.get("folders")?.as_object().cloned());
    folders
        .unwrap_or_default()
        .into_iter()
        .map(|(folder, _)| folder)
        .collect()
}

fn next(path: &Path) -> PathBuf {
    path.with_extension("next.json")
}

fn read(path: &Path, revision: u64) -> Option<Manifest> {
    let manifest: Manifest = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    let fits = manifest.version == VERSION && manifest.revision == revision;
    fits.then_some(manifest)
}

fn failed(path: &Path, source: io::Error) -> IndexError {
    IndexError::Manifest {
        path: path.to_owned(),
        source,
    }
}

impl Entry {
    /// The ids of the notices that this file is part of.
    pub(crate) fn ids_of(&self, file: &str) -> Vec<String> {
        let notices = self.notices.iter();
        let of_file = notices.filter(|known| known.files.iter().any(|other| other == file));
        of_file.map(|known| known.id.clone()).collect()
    }
}

impl Known {
    /// What is remembered of this notice, which lies in these files.
    pub(crate) fn of(notice: &Notice, files: Vec<String>) -> Self {
        Self {
            id: notice.id.clone(),
            announced_on: notice.announced_on.map(|day| day.to_string()),
            files,
            digest: digest(notice),
            head: head(notice),
        }
    }
}

fn head(notice: &Notice) -> Head {
    let folded = |number: &String| fold(number).text().to_owned();
    let amends = notice.amends.as_ref();
    Head {
        kind: Some(notice.kind),
        lg_code: notice.lg_code,
        agency: notice.agency.as_deref().map(letters),
        number: notice.number.as_ref().map(folded),
        notice_number: notice.notice_number.as_ref().map(folded),
        title: notice.title.as_deref().map(letters),
        announced_on: notice.announced_on,
        amends_number: amends.and_then(|amends| amends.number.as_ref()).map(folded),
        amends_day: amends.and_then(|amends| amends.announced_on),
    }
}

/// Two notices with the same digest are the same to whoever asks the index.
fn digest(notice: &Notice) -> String {
    let mut hasher = blake3::Hasher::new();
    serde_json::to_writer(&mut hasher, notice).expect("a notice is serialised in memory");
    for part in &notice.parts {
        hasher.update(part.text.as_bytes());
        hasher.update(b"\0");
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

/// Under which name a folder is remembered.
pub(crate) fn key(folder: &Path) -> String {
    folder.to_string_lossy().into_owned()
}
