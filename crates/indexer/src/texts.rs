//! `index/texts/`: what was read from files that are slow to read, by the hash
//! of their content, so that a rebuild need not read a PDF again.
//!
//! It is a cache: what is not there, damaged or of another version is read
//! anew, and a failure to write is not worth a word.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use irefuda_documents::{Member, READING_VERSION};
use serde::{Deserialize, Serialize};

/// The texts that were read before.
#[derive(Debug)]
pub(crate) struct TextCache {
    folder: PathBuf,
    /// What the texts depend on but the file: readers and the system's tools.
    made_with: String,
}

#[derive(Serialize, Deserialize)]
struct Kept<M> {
    made_with: String,
    members: M,
}

impl TextCache {
    /// The cache in this folder, which need not be there.
    pub(crate) fn new(folder: PathBuf, tools: &str) -> Self {
        Self {
            folder,
            made_with: format!("{READING_VERSION} {tools}"),
        }
    }

    pub(crate) fn get(&self, content_hash: &str) -> Option<Vec<Member>> {
        let packed = fs::read(self.path(content_hash)).ok()?;
        let json = lz4_flex::decompress_size_prepended(&packed).ok()?;
        let kept: Kept<Vec<Member>> = serde_json::from_slice(&json).ok()?;
        (kept.made_with == self.made_with).then_some(kept.members)
    }

    /// Keeps what was read, if all of it was.
    pub(crate) fn put(&self, content_hash: &str, members: &[Member]) {
        if members.iter().any(|member| member.document.is_err()) {
            return;
        }
        if let Err(error) = self.write(content_hash, members) {
            tracing::debug!(%error, "a text could not be cached");
        }
    }

    fn write(&self, content_hash: &str, members: &[Member]) -> io::Result<()> {
        let kept = Kept {
            made_with: self.made_with.clone(),
            members,
        };
        let packed = lz4_flex::compress_prepend_size(&serde_json::to_vec(&kept)?);
        let path = self.path(content_hash);
        let folder = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder)?;
        let mut draft = tempfile::NamedTempFile::new_in(folder)?;
        draft.write_all(&packed)?;
        draft.persist(path)?;
        Ok(())
    }

    /// Forgets the texts of all other files.
    pub(crate) fn keep_only(&self, content_hashes: &HashSet<&str>) {
        for shelf in entries(&self.folder) {
            for text in entries(&shelf) {
                let name = text.file_stem().unwrap_or_default().to_string_lossy();
                if !content_hashes.contains(name.as_ref()) {
                    let _ = fs::remove_file(&text);
                }
            }
        }
    }

    /// A folder for each two letters: some file systems are slow with many files.
    fn path(&self, content_hash: &str) -> PathBuf {
        let shelf = content_hash.get(..2).unwrap_or("00");
        self.folder.join(shelf).join(format!("{content_hash}.lz4"))
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}
