//! What has to be done: which files are read, which are as they were, which
//! are gone.

use std::collections::{BTreeSet, HashSet};
use std::convert::Infallible;

use crate::IndexOptions;
use crate::manifest::Files;
use crate::parallel::for_each;
use crate::progress::Progress;
use crate::reading::content_hash;
use crate::walk::{Found, Walk};

/// What has to be done in a folder.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Files that are new, changed, or hold a notice that such a file held.
    pub to_read: Vec<Found>,
    /// Files that are as they were.
    pub unchanged: BTreeSet<String>,
    /// Files that are remembered and no longer there.
    pub gone: BTreeSet<String>,
}

impl Plan {
    /// Compares what the walk met with what is remembered.
    pub(crate) fn make(
        walk: &Walk,
        known: &Files,
        options: &IndexOptions,
        progress: &dyn Progress,
    ) -> Self {
        let same = same_files(walk, known, options, progress);
        let gone = gone_files(walk, known);
        let disturbed = disturbed_notices(known, &same);
        let is_disturbed = |name: &String| {
            let notices = &known[name].notices;
            notices
                .iter()
                .any(|notice| disturbed.contains(notice.id.as_str()))
        };
        let unchanged: BTreeSet<String> = same
            .into_iter()
            .filter(|name| !is_disturbed(name))
            .collect();
        let is_to_read = |file: &&Found| !unchanged.contains(&file.name);
        Self {
            to_read: walk.files.iter().filter(is_to_read).cloned().collect(),
            unchanged,
            gone,
        }
    }
}

/// The files whose content is what it was when this program read them.
fn same_files(
    walk: &Walk,
    known: &Files,
    options: &IndexOptions,
    progress: &dyn Progress,
) -> BTreeSet<String> {
    let is_candidate = |file: &&Found| {
        let entry = known.get(&file.name);
        entry.is_some_and(|entry| entry.made_with == options.made_with)
    };
    let candidates: Vec<&Found> = walk.files.iter().filter(is_candidate).collect();
    let mut same = BTreeSet::new();
    let stopped = || progress.is_stopped();
    let hash = |file: &&Found| content_hash(&file.path, &options.limits).ok();
    let Ok(()) = for_each(
        &candidates,
        options.threads,
        &stopped,
        hash,
        |file, hash| {
            if hash.is_some_and(|hash| known[&file.name].content_hash == hash) {
                same.insert(file.name.clone());
            }
            Ok::<(), Infallible>(())
        },
    );
    same
}

/// The files that are remembered and were not met, unless the walk could not
/// look where they were.
fn gone_files(walk: &Walk, known: &Files) -> BTreeSet<String> {
    let met: HashSet<&str> = walk.files.iter().map(|file| file.name.as_str()).collect();
    let is_out_of_sight = |name: &str| walk.problems.iter().any(|(place, _)| lies_in(name, place));
    let is_gone = |name: &&String| !met.contains(name.as_str()) && !is_out_of_sight(name);
    known.keys().filter(is_gone).cloned().collect()
}

/// Whether a name is this place's or lies below it; everything lies below "".
fn lies_in(name: &str, place: &str) -> bool {
    let rest = name.strip_prefix(place);
    place.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The notices of files that changed or are gone. Another file that holds one
/// of them has to be read again: the index may have the changed file's text.
fn disturbed_notices<'a>(known: &'a Files, same: &BTreeSet<String>) -> HashSet<&'a str> {
    let others = known.iter().filter(|(name, _)| !same.contains(*name));
    others
        .flat_map(|(_, entry)| entry.notices.iter().map(|notice| notice.id.as_str()))
        .collect()
}
