//! How a run tells whoever waits for it, and how it is told to stop.

use crate::Outcome;

/// Told how a run goes. Every method may be left out.
pub trait Progress: Sync {
    /// The folder was walked; so many files are to be read.
    fn started(&self, _files: usize) {}

    /// A file was read.
    fn file_done(&self, _name: &str, _outcome: &Outcome) {}

    /// Whether the run should stop: it finishes the files that it has begun
    /// and keeps what it has. Asked often, from all threads.
    fn is_stopped(&self) -> bool {
        false
    }
}

/// Nobody is waiting.
pub struct Silent;

impl Progress for Silent {}
