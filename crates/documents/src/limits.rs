//! How much of a file we are willing to take.
//!
//! The defaults are far above any procurement document seen so far; they are
//! there for files that are broken or made to hurt.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::Error;

const MIB: usize = 1024 * 1024;

/// How much of a file we are willing to take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// The size of a file; a larger one is an error. 100 MiB.
    pub file_bytes: u64,
    /// The size of a file of plain text, Markdown or HTML; a larger one is an
    /// error. 20 MiB.
    pub plain_bytes: u64,
    /// The size of the text, which is cut off there with a warning. 32 MiB.
    pub text_bytes: usize,
    /// How much all that is packed in one file may unpack to: the files of an
    /// archive, the parts of an Office file. 200 MiB.
    pub unpacked_bytes: u64,
    /// How many files of an archive are read, those in archives within it
    /// included. 500.
    pub archive_entries: usize,
    /// How many archives may lie in one another. 3.
    pub archive_depth: usize,
    /// How many pages are read; what follows is dropped with a warning. 2,000.
    pub pages: usize,
    /// How many pictures of pages of a document are read by OCR, where that is
    /// installed; none for no OCR. 20, which take a minute.
    pub ocr_pages: usize,
    /// How many table cells are laid out; what follows is dropped with a
    /// warning. 2,000,000.
    pub table_cells: usize,
    /// How many elements and texts an HTML page may have before its tags are
    /// only stripped, with a warning. 2,000,000, which take some 300 MB.
    pub html_nodes: usize,
    /// How long parsing an HTML page may take before its tags are only
    /// stripped, with a warning. 10 seconds; 20 MiB usually take two.
    pub html_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file_bytes: 100 * MIB as u64,
            plain_bytes: 20 * MIB as u64,
            text_bytes: 32 * MIB,
            unpacked_bytes: 200 * MIB as u64,
            archive_entries: 500,
            archive_depth: 3,
            pages: 2_000,
            ocr_pages: 20,
            table_cells: 2_000_000,
            html_nodes: 2_000_000,
            html_time: Duration::from_secs(10),
        }
    }
}

impl Limits {
    pub(crate) fn check_file_bytes(&self, bytes: u64) -> Result<(), Error> {
        check(bytes, self.file_bytes)
    }

    pub(crate) fn check_plain_bytes(&self, bytes: u64) -> Result<(), Error> {
        check(bytes, self.plain_bytes)
    }
}

fn check(bytes: u64, limit: u64) -> Result<(), Error> {
    if bytes > limit {
        return Err(Error::TooLarge { bytes, limit });
    }
    Ok(())
}
