//! A stamp that changes when any of several things changes.

use std::env;
use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result};

/// Collects what it stands for.
pub(crate) struct Stamp(blake3::Hasher);

impl Stamp {
    pub(crate) fn new() -> Self {
        Self(blake3::Hasher::new())
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.0.update(text.as_bytes());
        self.0.update(b"\0");
    }

    /// This program: another build may read the same file otherwise.
    pub(crate) fn program(&mut self) {
        self.text(env!("CARGO_PKG_VERSION"));
        let read =
            |path| fs::File::open(path).and_then(|file| self.0.update_reader(file).map(drop));
        if let Err(error) = env::current_exe().and_then(read) {
            tracing::debug!(%error, "this program cannot read itself");
        }
    }

    /// The names and contents of the files in a folder.
    pub(crate) fn folder(&mut self, folder: &Path) -> Result<()> {
        self.files(folder)
            .with_context(|| format!("{} を読めません", folder.display()))
    }

    /// The stamp, long enough to be unique.
    pub(crate) fn short(&self) -> String {
        self.0.finalize().to_hex()[..16].to_owned()
    }

    fn files(&mut self, folder: &Path) -> io::Result<()> {
        let entries: io::Result<Vec<_>> = fs::read_dir(folder)?.collect();
        let mut paths: Vec<_> = entries?.into_iter().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths.iter().filter(|path| path.is_file()) {
            self.text(&path.to_string_lossy());
            self.0.update_reader(fs::File::open(path)?)?;
        }
        Ok(())
    }
}
