//! How much of a file we are willing to take.
//!
//! The defaults are far above any procurement document seen so far; they are
//! there for files that are broken or made to hurt.

use std::time::Duration;

use crate::Error;

const MIB: usize = 1024 * 1024;

/// How much of a file we are willing to take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The size of a file; a larger one is an error. 20 MiB.
    pub file_bytes: u64,
    /// The size of the text, which is cut off there with a warning. 32 MiB.
    pub text_bytes: usize,
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
            file_bytes: 20 * MIB as u64,
            text_bytes: 32 * MIB,
            table_cells: 2_000_000,
            html_nodes: 2_000_000,
            html_time: Duration::from_secs(10),
        }
    }
}

impl Limits {
    pub(crate) fn check_file_bytes(&self, bytes: u64) -> Result<(), Error> {
        let limit = self.file_bytes;
        if bytes > limit {
            return Err(Error::TooLarge { bytes, limit });
        }
        Ok(())
    }
}
