//! What stops a run as a whole; what is wrong with one file does not.

use std::path::PathBuf;

use irefuda_search::SearchError;

/// Why nothing could be indexed, or why indexing broke off. What was committed
/// before stays.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The folder of documents is not there, or not a folder.
    #[error("cannot read the folder {path}: {source}", path = path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The index cannot be written.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// What was read cannot be kept aside until it is written.
    #[error("cannot write in the folder of the index: {0}")]
    Spill(#[source] std::io::Error),
    /// A document of a case is not in the index, though the list says so.
    #[error("the index has lost the document {0}: run `irefuda index --rebuild`")]
    Lost(String),
    /// The list of indexed files cannot be written.
    #[error("cannot write {path}: {source}", path = path.display())]
    Manifest {
        /// The list.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
}
