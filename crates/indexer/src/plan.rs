//! What has to be done: which units are read, which are as they were, which
//! are gone.

use std::collections::{BTreeMap, HashSet};
use std::convert::Infallible;

use crate::IndexOptions;
use crate::manifest::{Entry, FileEntry, Units};
use crate::parallel::for_each;
use crate::progress::Progress;
use crate::reading::content_hash;
use crate::stamp::Stamp;
use crate::units::{self, Unit};
use crate::walk::{Found, UNREADABLE, Walk};

/// Reasons that say more of the system than of the file.
const WITHHELD: [&str; 2] = [UNREADABLE, "no-worker"];

/// What has to be done in a folder.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Units that are new, changed, or hold a notice that such a unit held.
    pub to_read: Vec<Unit>,
    /// Units that are as they were, with the stamps that their files have now.
    pub unchanged: BTreeMap<String, Stamps>,
    /// Units that are remembered and no longer there.
    pub gone: Vec<String>,
}

/// The stamp of each file by name.
pub(crate) type Stamps = Vec<(String, Option<Stamp>)>;

impl Plan {
    /// Compares what the walk met with what is remembered.
    pub(crate) fn make(
        walk: &Walk,
        known: &Units,
        retry: Retry,
        options: &IndexOptions,
        progress: &dyn Progress,
    ) -> Self {
        let units = units::units(walk);
        let candidates = candidates(&units, known, retry, options);
        let mut same = same_units(&candidates, walk, known, options, progress);
        let disturbed = disturbed_notices(known, &same);
        let is_disturbed = |name: &String| {
            let mut notices = known[name].notices.iter();
            notices.any(|notice| disturbed.contains(notice.id.as_str()))
        };
        same.retain(|name, _| !is_disturbed(name));
        let gone = gone_units(&units, walk, known);
        let to_read = units
            .into_iter()
            .filter(|unit| !same.contains_key(&unit.name));
        Self {
            to_read: to_read.collect(),
            unchanged: same,
            gone,
        }
    }
}

/// Which files that could not be read are tried again though they did not
/// change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Retry {
    /// Those that the system would not give us.
    Withheld,
    /// All of them: another program of the system may read them now.
    All,
}

/// The units that this program read, and need not read again if they are the
/// same.
fn candidates<'a>(
    units: &'a [Unit],
    known: &Units,
    retry: Retry,
    options: &IndexOptions,
) -> Vec<&'a Unit> {
    let is_done = |entry: &Entry| {
        let mut problems = entry.files.values().flat_map(|file| &file.problems);
        entry.made_with == options.made_with
            && match retry {
                Retry::Withheld => {
                    problems.all(|(_, problem)| !WITHHELD.contains(&problem.reason.as_str()))
                }
                Retry::All => problems.next().is_none(),
            }
    };
    let is_candidate = |unit: &&Unit| known.get(&unit.name).is_some_and(is_done);
    units.iter().filter(is_candidate).collect()
}

/// The units whose files' content is what it was when they were read.
fn same_units(
    candidates: &[&Unit],
    walk: &Walk,
    known: &Units,
    options: &IndexOptions,
    progress: &dyn Progress,
) -> BTreeMap<String, Stamps> {
    let mut same = BTreeMap::new();
    let stopped = || progress.is_stopped();
    let stamps = |unit: &&Unit| stamps_if_same(unit, &known[&unit.name], walk, options);
    progress.comparing(candidates.len());
    let Ok(()) = for_each(
        candidates,
        options.threads,
        &stopped,
        |_| 0,
        stamps,
        |unit, stamps| {
            progress.compared();
            same.extend(stamps.map(|stamps| (unit.name.clone(), stamps)));
            Ok::<(), Infallible>(())
        },
    );
    same
}

/// The stamps of a unit's files now, if its files are the same and with the
/// same content. What lies where the walk could not look counts as being there.
fn stamps_if_same(
    unit: &Unit,
    entry: &Entry,
    walk: &Walk,
    options: &IndexOptions,
) -> Option<Stamps> {
    let mut stamps = Stamps::new();
    for file in unit.all_files() {
        stamps.push((file.name.clone(), stamp_if_same(file, entry, options)?));
    }
    let met: HashSet<&str> = stamps.iter().map(|(name, _)| name.as_str()).collect();
    let mut missing = entry
        .files
        .keys()
        .filter(|name| !met.contains(name.as_str()));
    missing
        .all(|name| walk.is_out_of_sight(name))
        .then_some(stamps)
}

fn stamp_if_same(file: &Found, entry: &Entry, options: &IndexOptions) -> Option<Option<Stamp>> {
    let FileEntry {
        content_hash: known_hash,
        stamp,
        ..
    } = entry.files.get(&file.name)?;
    if stamp.is_some() && *stamp == file.stamp {
        return Some(*stamp);
    }
    let before = file.settled_stamp();
    let hash = content_hash(&file.path, &options.limits).ok()?;
    (hash == *known_hash).then_some(before)
}

/// The units that are remembered and were not met, unless the walk could not
/// look where they were.
fn gone_units(units: &[Unit], walk: &Walk, known: &Units) -> Vec<String> {
    let met: HashSet<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
    let is_hidden = |entry: &Entry| entry.files.keys().any(|name| walk.is_out_of_sight(name));
    let is_gone =
        |(name, entry): &(&String, &Entry)| !met.contains(name.as_str()) && !is_hidden(entry);
    known
        .iter()
        .filter(is_gone)
        .map(|(name, _)| name.clone())
        .collect()
}

/// The notices of units that changed or are gone. Another unit that holds one
/// of them has to be read again: the index may have the changed unit's text.
fn disturbed_notices<'a>(known: &'a Units, same: &BTreeMap<String, Stamps>) -> HashSet<&'a str> {
    let others = known.iter().filter(|(name, _)| !same.contains_key(*name));
    let notices = others.flat_map(|(_, entry)| &entry.notices);
    notices.map(|notice| notice.id.as_str()).collect()
}
