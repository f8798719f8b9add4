//! What a run is told.

use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use irefuda_documents::Limits;
use irefuda_procurement::Lexicon;
use irefuda_search::{Dictionary, WriterOptions};

use crate::IndexFolder;

/// What a run is told.
#[derive(Clone)]
pub struct IndexOptions {
    /// The folder of documents; it is only read.
    pub folder: PathBuf,
    /// Where the index is, or will be.
    pub index: IndexFolder,
    /// The dictionary that the index is analysed with.
    pub dictionary: Arc<Dictionary>,
    /// The words of the trade.
    pub lexicon: Arc<Lexicon>,
    /// Changes whenever the same file might give other notices: stands for the
    /// program and the lexicon. A file read under another one is read again.
    pub made_with: String,
    /// Forgets all that was indexed, from whatever folder, and starts anew. The
    /// old index stays searchable until the new one is complete.
    pub rebuild: bool,
    /// Threads that read and extract.
    pub threads: usize,
    /// How much of a file is taken.
    pub limits: Limits,
    /// How much of the machine the writer may use.
    pub writer: WriterOptions,
    /// How often a long run makes lasting what it has.
    pub commit_every: Duration,
}

impl IndexOptions {
    /// The usual options: all threads of the machine, nothing started anew.
    pub fn new(
        folder: impl Into<PathBuf>,
        index: IndexFolder,
        dictionary: Arc<Dictionary>,
        lexicon: Arc<Lexicon>,
    ) -> Self {
        Self {
            folder: folder.into(),
            index,
            dictionary,
            lexicon,
            made_with: env!("CARGO_PKG_VERSION").to_owned(),
            rebuild: false,
            threads: thread::available_parallelism().map_or(1, usize::from),
            limits: Limits::default(),
            writer: WriterOptions::default(),
            commit_every: Duration::from_secs(30),
        }
    }
}
