//! What lies where below the folder of everything that is derived.

use std::path::{Path, PathBuf};

/// The folder `index/`: it may be deleted at any time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexFolder(PathBuf);

impl IndexFolder {
    /// The folder with this path, whether it is there or not.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The search index of the notices.
    pub fn notices(&self) -> PathBuf {
        self.0.join("notices")
    }

    /// Which files were indexed, and what they held.
    pub fn manifest(&self) -> PathBuf {
        self.0.join("files.json")
    }

    /// The texts of files that are slow to read.
    pub fn texts(&self) -> PathBuf {
        self.0.join("texts")
    }

    /// The compiled dictionary, where no other is asked for.
    pub fn dictionary(&self) -> PathBuf {
        self.0.join("dictionary")
    }
}
