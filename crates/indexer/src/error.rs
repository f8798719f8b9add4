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
