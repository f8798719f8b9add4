//! What a compiled dictionary says about itself.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::analysis::ANALYSER_VERSION;
use crate::error::SearchError;

const NAME: &str = "manifest.json";

/// The compiled files, and what identifies them all.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Version of the analyser that compiled it.
    analyser: u32,
    pub fingerprint: String,
    /// Size of each file: a cheap sign of damage, unlike a hash of 46 MB.
    files: BTreeMap<String, u64>,
}

impl Manifest {
    /// Describes the files in a folder.
    pub fn of(folder: &Path) -> Result<Self, SearchError> {
        let files = sizes(folder)?;
        let mut hasher = blake3::Hasher::new();
        hasher.update(&ANALYSER_VERSION.to_le_bytes());
        for (name, size) in &files {
            let path = folder.join(name);
            let content = fs::read(&path).map_err(SearchError::io(&path))?;
            hasher.update(name.as_bytes());
            hasher.update(&size.to_le_bytes());
            hasher.update(&content);
        }
        Ok(Self {
            analyser: ANALYSER_VERSION,
            fingerprint: hasher.finalize().to_hex().to_string(),
            files,
        })
    }

    pub fn write(&self, folder: &Path) -> Result<(), SearchError> {
        let path = folder.join(NAME);
        let content = serde_json::to_vec_pretty(self).map_err(io::Error::from);
        content
            .and_then(|content| fs::write(&path, content))
            .map_err(SearchError::io(&path))
    }

    /// Reads the manifest of a compiled dictionary and compares it with what
    /// stands in the folder.
    pub fn read(folder: &Path) -> Result<Self, SearchError> {
        let path = folder.join(NAME);
        let content = match fs::read(&path) {
            Ok(content) => content,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(SearchError::NoDictionary(folder.to_owned()));
            }
            Err(error) => return Err(SearchError::io(&path)(error)),
        };
        let damaged = |reason: String| SearchError::BadDictionary {
            path: folder.to_owned(),
            reason,
        };
        let manifest: Self =
            serde_json::from_slice(&content).map_err(|error| damaged(error.to_string()))?;
        if manifest.analyser != ANALYSER_VERSION {
            return Err(damaged(format!("version {}", manifest.analyser)));
        }
        if manifest.files != sizes(folder)? {
            return Err(damaged("files are missing or changed".to_owned()));
        }
        Ok(manifest)
    }

    /// Whether a folder holds a dictionary of ours, in whatever state.
    pub fn stands_in(folder: &Path) -> bool {
        folder.join(NAME).is_file()
    }
}

/// The files of a folder, without the manifest itself, with their sizes.
fn sizes(folder: &Path) -> Result<BTreeMap<String, u64>, SearchError> {
    let mut sizes = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(SearchError::io(folder))? {
        let entry = entry.map_err(SearchError::io(folder))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name != NAME {
            let metadata = entry.metadata().map_err(SearchError::io(folder))?;
            sizes.insert(name, metadata.len());
        }
    }
    Ok(sizes)
}
