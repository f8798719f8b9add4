//! The dictionary of the morphological analyser: IPADIC with the words of the
//! trade, compiled once and memory-mapped.
//!
//! A compiled dictionary is a folder with lindera's files, the user dictionary
//! in folded form, the table of [`Words`], and a [`Manifest`] that tells one
//! dictionary from another.

mod compile;
mod manifest;
mod source;
mod words;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use lindera::dictionary::{DictionaryBuilder, Lattice, load_fs_dictionary};
use lindera::mode::Mode;
use lindera::segmenter::Segmenter;

use crate::error::SearchError;
use manifest::Manifest;
pub(crate) use words::{Word, Words};

/// Where Debian's package mecab-ipadic puts its source.
pub const DEBIAN_IPADIC: &str = "/usr/share/mecab/dic/ipadic";

/// Name of the user dictionary in a compiled dictionary's folder.
const USER_DICTIONARY: &str = "user_dictionary.csv";

/// A compiled dictionary, ready to segment text.
pub struct Dictionary {
    fingerprint: String,
    pub(crate) segmenter: Segmenter,
    pub(crate) words: Words,
}

impl Dictionary {
    /// Compiles the source of IPADIC (a folder of its CSV and definition
    /// files in EUC-JP, such as [`DEBIAN_IPADIC`]) together with a user
    /// dictionary (lines of `surface,part of speech,reading`; `#` begins a
    /// comment) into the folder `target`.
    ///
    /// A dictionary that stands there already is replaced only after the new
    /// one has been opened and has segmented a sentence.
    pub fn compile(source: &Path, user_dictionary: &str, target: &Path) -> Result<(), SearchError> {
        compile::compile(source, user_dictionary, target)
    }

    /// Opens a compiled dictionary.
    pub fn open(folder: &Path) -> Result<Arc<Self>, SearchError> {
        let manifest = Manifest::read(folder)?;
        let damaged = |reason: String| SearchError::BadDictionary {
            path: folder.to_owned(),
            reason,
        };
        let system = load_fs_dictionary(folder).map_err(|error| damaged(error.to_string()))?;
        let path = folder.join(USER_DICTIONARY);
        let rows = fs::read(&path).map_err(SearchError::io(&path))?;
        let user = DictionaryBuilder::new((*system.metadata).clone())
            .build_user_dict_from_reader(rows.as_slice())
            .map_err(|error| damaged(error.to_string()))?;
        // An empty user dictionary has no automaton to search.
        let user = (!rows.is_empty()).then_some(user);
        Ok(Arc::new(Self {
            fingerprint: manifest.fingerprint,
            segmenter: Segmenter::new(Mode::Normal, system, user),
            words: Words::read(folder)?,
        }))
    }

    /// Differs wherever some text would be analysed differently: a hash over
    /// the compiled files, the user dictionary and the analyser's version.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The words of a sentence, for the check after compiling.
    fn segment<'a>(&'a self, sentence: &'a str) -> Result<Vec<&'a str>, SearchError> {
        let mut lattice = Lattice::default();
        let tokens = self
            .segmenter
            .segment_with_lattice(sentence.into(), &mut lattice)?;
        Ok(tokens
            .iter()
            .map(|token| &sentence[token.byte_start..token.byte_end])
            .collect())
    }
}
