//! What a run did, file by file.

use std::collections::{BTreeMap, HashMap, HashSet};

use irefuda_procurement::Case;
use serde::{Deserialize, Serialize};

/// What a run did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The folder, as it was found.
    pub folder: String,
    /// Every file that the walk met, every place that it could not enter, and
    /// what could not be read in an archive.
    pub files: Vec<FileReport>,
    /// How many documents of each format the folder holds.
    pub formats: BTreeMap<String, usize>,
    /// Notices that several files hold: they are one in the index.
    pub shared: Vec<SharedNotice>,
    /// Documents that are one case in the index: the call that it shows first.
    pub cases: Vec<Case>,
    /// Notices that are in no file any more and were removed.
    pub removed: usize,
    /// Other folders that were in the index before it was begun anew; they have
    /// to be indexed again.
    pub forgotten: Vec<String>,
    /// Whether it was stopped before every file was read.
    pub stopped: bool,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileReport {
    /// Its path below the folder.
    pub path: String,
    /// What became of it.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// It was read, and its notices were written.
    Indexed {
        /// Their ids.
        notices: Vec<String>,
    },
    /// It was indexed before and did not change.
    Unchanged {
        /// The ids of its notices.
        notices: Vec<String>,
    },
    /// It could not be read.
    Problem {
        /// Why.
        #[serde(flatten)]
        problem: Problem,
        /// The ids of its notices as they were indexed before: they stay.
        kept: Vec<String>,
    },
    /// The run was stopped before it was read, or before a rebuild was complete.
    NotReached,
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct Problem {
    /// A short code that stays the same between versions.
    pub reason: String,
    /// A sentence, without the path.
    pub message: String,
}

/// A notice that several files hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SharedNotice {
    /// Its id.
    pub id: String,
    /// The file whose text is in the index.
    pub indexed_from: String,
    /// The other files.
    pub also_in: Vec<String>,
}

impl Report {
    /// The files that were read and written.
    pub fn indexed(&self) -> impl Iterator<Item = &FileReport> {
        self.files
            .iter()
            .filter(|file| matches!(file.outcome, Outcome::Indexed { .. }))
    }

    /// The files that did not change.
    pub fn unchanged(&self) -> impl Iterator<Item = &FileReport> {
        self.files
            .iter()
            .filter(|file| matches!(file.outcome, Outcome::Unchanged { .. }))
    }

    /// How many notices are in the files that were read or did not change; a
    /// case of several documents counts once.
    pub fn notice_count(&self) -> usize {
        let mut shown: HashMap<&str, &str> = HashMap::new();
        for case in &self.cases {
            let documents = case.iter();
            shown.extend(documents.map(|document| (document.id.as_str(), case[0].id.as_str())));
        }
        let notices = self.files.iter().flat_map(|file| match &file.outcome {
            Outcome::Indexed { notices } | Outcome::Unchanged { notices } => notices.as_slice(),
            Outcome::Problem { kept, .. } => kept.as_slice(),
            Outcome::NotReached => &[],
        });
        let notices = notices.map(|id| *shown.get(id.as_str()).unwrap_or(&id.as_str()));
        notices.collect::<HashSet<_>>().len()
    }

    /// How many files and places could not be read for each reason.
    pub fn reasons(&self) -> BTreeMap<&str, usize> {
        let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, problem) in self.problems() {
            *reasons.entry(&problem.reason).or_default() += 1;
        }
        reasons
    }

    /// The files and places that could not be read, with the reason.
    pub fn problems(&self) -> impl Iterator<Item = (&str, &Problem)> {
        self.files.iter().filter_map(|file| match &file.outcome {
            Outcome::Problem { problem, .. } => Some((file.path.as_str(), problem)),
            _ => None,
        })
    }
}
