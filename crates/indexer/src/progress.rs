//! How a run tells whoever waits for it, and how it is told to stop.

use crate::Outcome;

/// Told how a run goes. Every method may be left out.
pub trait Progress: Sync {
    /// The folder was walked; so many folders or files were indexed before and
    /// are compared with what is remembered.
    fn comparing(&self, _units: usize) {}

    /// One of them was compared.
    fn compared(&self) {}

    /// So many files with so many bytes are to be read.
    fn started(&self, _files: usize, _bytes: u64) {}

    /// A file with so many bytes was read, and its notices were written.
    fn file_done(&self, _name: &str, _bytes: u64, _outcome: &Outcome) {}

    /// Whether the run should stop: it keeps what was written, and leaves the
    /// rest to the next one. Asked often, from all threads.
    fn is_stopped(&self) -> bool {
        false
    }
}

/// Nobody is waiting.
pub struct Silent;

impl Progress for Silent {}
