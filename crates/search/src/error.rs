//! What can go wrong, said so that the reader knows what to do.

use std::io;
use std::path::{Path, PathBuf};

use lindera::error::LinderaError;
use tantivy::TantivyError;

use crate::request::RequestError;

/// Why the dictionary or the index cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// A file or folder cannot be read or written.
    #[error("cannot use {path}: {source}", path = path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// There is no compiled dictionary.
    #[error("there is no dictionary in {path}: run `irefuda dictionary` to compile it", path = .0.display())]
    NoDictionary(PathBuf),
    /// The compiled dictionary is damaged, or of another version.
    #[error(
        "the dictionary in {path} is damaged or of another version ({reason}): \
         run `irefuda dictionary` to compile it anew",
        path = path.display()
    )]
    BadDictionary {
        /// Its folder.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// The folder given as source does not hold what mecab-ipadic holds.
    #[error("{path} does not hold the source of IPADIC: install the package mecab-ipadic, or name its folder", path = .0.display())]
    NoDictionarySource(PathBuf),
    /// The dictionary's source or the user dictionary cannot be compiled.
    #[error("the dictionary cannot be compiled: {source}")]
    Compilation {
        /// Why.
        #[source]
        source: Box<LinderaError>,
    },
    /// A line of the user dictionary does not have its three fields.
    #[error("line {line} of the user dictionary is not `surface,part of speech,reading`: {text}")]
    UserDictionary {
        /// The line, from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// The folder holds something that is not ours to replace.
    #[error("{path} holds something else than a dictionary and is left as it is: name another folder", path = .0.display())]
    NotOurs(PathBuf),
    /// There is no index.
    #[error("there is no index in {path}: run `irefuda index` to make it", path = .0.display())]
    NoIndex(PathBuf),
    /// The index is damaged, of another version, or none of ours.
    #[error(
        "the index in {path} cannot be used ({reason}): run `irefuda index --rebuild` to make it anew",
        path = path.display()
    )]
    BadIndex {
        /// Its folder.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// The index was written with another dictionary.
    #[error(
        "the index in {path} was made with another dictionary: \
         run `irefuda index --rebuild` to make it anew with this one",
        path = .0.display()
    )]
    OtherDictionary(PathBuf),
    /// Another process has the index open for writing.
    #[error("another process is writing the index in {path}: wait until it has ended", path = .0.display())]
    Busy(PathBuf),
    /// A notice cannot be stored or read back.
    #[error("the notice {id} cannot be stored: {source}")]
    Notice {
        /// Its id.
        id: String,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// A parameter cannot be taken, as only the search shows.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// The index cannot be read or written.
    #[error("the index cannot be read or written: {0}")]
    Index(#[from] Box<TantivyError>),
}

impl SearchError {
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            path: path.to_owned(),
            source,
        }
    }
}

impl From<TantivyError> for SearchError {
    fn from(error: TantivyError) -> Self {
        Self::Index(Box::new(error))
    }
}

impl From<LinderaError> for SearchError {
    fn from(error: LinderaError) -> Self {
        Self::Compilation {
            source: Box::new(error),
        }
    }
}
