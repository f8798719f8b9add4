//! What each commit says about the index: by which rules and with which
//! dictionary it was written, and the last revision.
//!
//! It is the payload of tantivy's commit, so it is true of exactly the
//! documents of that commit.

use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::Index;

use crate::dictionary::Dictionary;
use crate::error::SearchError;
use crate::schema::{Fields, SCHEMA_VERSION};

/// The stamp of a commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stamp {
    schema: u32,
    dictionary: String,
    /// The last revision that was given out.
    pub revision: u64,
}

impl Stamp {
    /// The stamp of an empty index.
    pub fn new(dictionary: &Dictionary) -> Self {
        Self {
            schema: SCHEMA_VERSION,
            dictionary: dictionary.fingerprint().to_owned(),
            revision: 0,
        }
    }

    pub fn to_payload(&self) -> String {
        serde_json::to_string(self).expect("numbers and strings are JSON")
    }

    /// Reads the stamp of the last commit, and refuses an index that does not
    /// fit this program or this dictionary.
    pub fn read(path: &Path, index: &Index, dictionary: &Dictionary) -> Result<Self, SearchError> {
        let bad = |reason: String| SearchError::BadIndex {
            path: path.to_owned(),
            reason,
        };
        let metas = index.load_metas().map_err(|error| bad(error.to_string()))?;
        if metas.payload.is_none()
            && metas.segments.is_empty()
            && metas.schema == Fields::schema().0
        {
            // Its making was cut off before the first commit.
            return Ok(Self::new(dictionary));
        }
        let payload = metas.payload.unwrap_or_default();
        let stamp: Self = serde_json::from_str(&payload)
            .map_err(|_| bad("it was not made by this program".to_owned()))?;
        if stamp.schema != SCHEMA_VERSION {
            return Err(bad(format!("it is of version {}", stamp.schema)));
        }
        if stamp.dictionary != dictionary.fingerprint() {
            return Err(SearchError::OtherDictionary(path.to_owned()));
        }
        Ok(stamp)
    }
}
