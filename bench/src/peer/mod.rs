//! The peers: what else one could search the same notices with, each set up
//! with its own parts only.

mod child;
mod groonga;
mod lucene;
mod plain;
mod tantivy;

use std::path::Path;

use anyhow::Result;

pub use groonga::Groonga;
pub use lucene::Lucene;
pub use plain::{Plain, Row, rows, write_rows};
pub use tantivy::{Morphemes, Peer, PeerSearcher, Tokenization, normalise};

use crate::stopwatch::Took;

/// A folder's index that answers questions.
pub trait Answers {
    /// The number of hits, and what it took.
    fn answer(&mut self, question: &Plain) -> Result<(u64, Took)>;

    /// Memory that is resident, and of it what the program itself holds, in MB.
    fn memory(&self) -> (f64, f64);
}

/// A peer that is a program of its own.
pub trait Engine {
    /// For the heads of tables.
    const NAME: &'static str;

    /// What is missing on this machine; none if it can run.
    fn missing() -> Option<&'static str>;

    /// Makes an index in the folder from a file of [`Row`]s.
    fn build(place: &Path, rows: &Path, folder: &Path, threads: usize) -> Result<Took>;

    /// Opens it; `now` is in seconds since 1970.
    fn open(place: &Path, folder: &Path, now: i64) -> Result<Box<dyn Answers>>;
}
