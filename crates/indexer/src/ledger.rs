//! Who holds which notice: the one place that writes to the index.
//!
//! Several files may hold the same notice (copies, a correction in a file of
//! its own). The index has it once, from the file that announces it last, or
//! else from the first by name; whatever the order in which files are read.

use std::collections::{BTreeMap, HashMap};
use std::mem;
use std::path::Path;

use irefuda_procurement::Notice;
use irefuda_search::{IndexWriter, SearchError};

use crate::manifest::{self, Entry, Files, Known, Manifest};
use crate::plan::Plan;
use crate::reading::Reading;
use crate::{FileReport, IndexError, IndexOptions, Outcome, Problem, Report, SharedNotice};

/// Keeps account while files are read.
pub(crate) struct Ledger<'a> {
    writer: IndexWriter,
    options: &'a IndexOptions,
    folder: String,
    /// What is remembered, with this run's files as they are done.
    manifest: Manifest,
    /// In how many remembered files each notice is.
    holders: HashMap<String, usize>,
    /// The best claim to each notice among files that are done or unchanged.
    claims: HashMap<String, Claim>,
    outcomes: BTreeMap<String, Outcome>,
    removed: usize,
    uncommitted: usize,
}

/// A file's claim that the index should have a notice from it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Claim {
    announced_on: Option<String>,
    folder: String,
    file: String,
}

impl<'a> Ledger<'a> {
    pub(crate) fn new(
        manifest: Manifest,
        folder: &Path,
        plan: &Plan,
        writer: IndexWriter,
        options: &'a IndexOptions,
    ) -> Self {
        let folder = manifest::key(folder);
        let is_settled =
            |in_folder: &str, file: &String| in_folder != folder || plan.unchanged.contains(file);
        let mut holders: HashMap<String, usize> = HashMap::new();
        let mut claims: HashMap<String, Claim> = HashMap::new();
        for (in_folder, file, known) in manifest.notices() {
            *holders.entry(known.id.clone()).or_default() += 1;
            let claim = Claim::new(in_folder, file, known);
            let best = claims.get(&known.id);
            if is_settled(in_folder, file) && best.is_none_or(|best| claim.beats(best)) {
                claims.insert(known.id.clone(), claim);
            }
        }
        Self {
            writer,
            options,
            folder,
            manifest,
            holders,
            claims,
            outcomes: BTreeMap::new(),
            removed: 0,
            uncommitted: 0,
        }
    }

    /// Takes what came of a file. After a problem its notices stay as they were.
    pub(crate) fn take(
        &mut self,
        name: &str,
        reading: Result<Reading, Problem>,
    ) -> Result<&Outcome, IndexError> {
        let outcome = match reading {
            Ok(reading) => self.write(name, reading)?,
            Err(problem) => self.problem(name, problem),
        };
        self.commit_now_and_then()?;
        self.outcomes.insert(name.to_owned(), outcome);
        Ok(&self.outcomes[name])
    }

    /// Settles the files that were not read, commits, and says what was done.
    pub(crate) fn finish(
        mut self,
        plan: Plan,
        problems: Vec<(String, Problem)>,
    ) -> Result<Report, IndexError> {
        for name in &plan.gone {
            self.forget(name)?;
        }
        for name in plan.unchanged {
            let notices = self.files().get(&name).map(Entry::ids).unwrap_or_default();
            self.outcomes.insert(name, Outcome::Unchanged { notices });
        }
        for (name, problem) in problems {
            let outcome = self.problem(&name, problem);
            self.outcomes.insert(name, outcome);
        }
        let is_complete = self.settle_unread(plan.to_read.into_iter().map(|file| file.name));
        if self.options.rebuild && !is_complete {
            self.discard()?;
            return Ok(self.report(true));
        }
        let report = self.report(!is_complete);
        self.writer.finish()?;
        self.manifest.save(&self.options.index.manifest())?;
        Ok(report)
    }

    fn write(&mut self, name: &str, reading: Reading) -> Result<Outcome, IndexError> {
        let mut entry = Entry {
            content_hash: reading.content_hash,
            made_with: self.options.made_with.clone(),
            notices: Vec::new(),
        };
        for notice in &reading.notices {
            let known = Known::of(notice);
            self.put(name, notice, &known)?;
            if !entry.notices.iter().any(|other| other.id == known.id) {
                entry.notices.push(known);
            }
        }
        let notices = entry.ids();
        self.remember(name, entry)?;
        Ok(Outcome::Indexed { notices })
    }

    /// Writes a notice, unless a better one of the same id is there.
    fn put(&mut self, name: &str, notice: &Notice, known: &Known) -> Result<(), SearchError> {
        let claim = Claim::new(&self.folder, name, known);
        let best = self.claims.get(&known.id);
        if best.is_none_or(|best| claim.beats(best)) {
            self.writer.put(notice)?;
            self.claims.insert(known.id.clone(), claim);
        }
        Ok(())
    }

    fn problem(&self, name: &str, problem: Problem) -> Outcome {
        let kept = self.files().get(name).map(Entry::ids).unwrap_or_default();
        Outcome::Problem { problem, kept }
    }

    /// Remembers a file as it is now, and drops what only it held before.
    fn remember(&mut self, name: &str, entry: Entry) -> Result<(), IndexError> {
        for known in &entry.notices {
            *self.holders.entry(known.id.clone()).or_default() += 1;
        }
        let files = self
            .manifest
            .folders
            .entry(self.folder.clone())
            .or_default();
        let before = files.insert(name.to_owned(), entry);
        self.release(before)
    }

    fn forget(&mut self, name: &str) -> Result<(), IndexError> {
        let before = self.manifest.folders.get_mut(&self.folder);
        let before = before.and_then(|files| files.remove(name));
        self.release(before)
    }

    fn release(&mut self, before: Option<Entry>) -> Result<(), IndexError> {
        for known in before.into_iter().flat_map(|entry| entry.notices) {
            let holders = self.holders.entry(known.id.clone()).or_default();
            *holders = holders.saturating_sub(1);
            if *holders == 0 {
                self.writer.remove(&known.id)?;
                self.removed += 1;
            }
        }
        Ok(())
    }

    /// In a rebuild the old index serves until the new one is complete.
    fn commit_now_and_then(&mut self) -> Result<(), IndexError> {
        self.uncommitted += 1;
        if self.options.rebuild || self.uncommitted < self.options.commit_every {
            return Ok(());
        }
        self.writer.commit()?;
        self.uncommitted = 0;
        self.manifest.save(&self.options.index.manifest())
    }

    /// Leaves the index as it was before this run.
    fn discard(&mut self) -> Result<(), IndexError> {
        self.writer.discard()?;
        let is_written = |outcome: &&mut Outcome| matches!(outcome, Outcome::Indexed { .. });
        for outcome in self.outcomes.values_mut().filter(is_written) {
            *outcome = Outcome::NotReached;
        }
        Ok(())
    }

    /// Marks the files that a stopped run did not reach; true if there are none.
    fn settle_unread(&mut self, names: impl Iterator<Item = String>) -> bool {
        let before = self.outcomes.len();
        for name in names {
            self.outcomes.entry(name).or_insert(Outcome::NotReached);
        }
        self.outcomes.len() == before
    }

    fn report(&mut self, stopped: bool) -> Report {
        let outcomes = mem::take(&mut self.outcomes).into_iter();
        let as_report = |(path, outcome)| FileReport { path, outcome };
        Report {
            folder: self.folder.clone(),
            files: outcomes.map(as_report).collect(),
            shared: self.shared(),
            removed: self.removed,
            forgotten: Vec::new(),
            stopped,
        }
    }

    /// The notices that several files hold, by id.
    fn shared(&self) -> Vec<SharedNotice> {
        let mut shared: BTreeMap<String, SharedNotice> = BTreeMap::new();
        for (folder, file, known) in self.manifest.notices() {
            let Some(best) = self.claims.get(&known.id) else {
                continue;
            };
            if self.holders[&known.id] < 2 || (best.folder == folder && best.file == *file) {
                continue;
            }
            let entry = shared
                .entry(known.id.clone())
                .or_insert_with(|| SharedNotice {
                    id: known.id.clone(),
                    indexed_from: best.shown(&self.folder),
                    also_in: Vec::new(),
                });
            let claim = Claim::new(folder, file, known);
            entry.also_in.push(claim.shown(&self.folder));
        }
        shared.into_values().collect()
    }

    fn files(&self) -> &Files {
        static NONE: Files = Files::new();
        self.manifest.folders.get(&self.folder).unwrap_or(&NONE)
    }
}

impl Claim {
    fn new(folder: &str, file: &str, known: &Known) -> Self {
        Self {
            announced_on: known.announced_on.clone(),
            folder: folder.to_owned(),
            file: file.to_owned(),
        }
    }

    fn beats(&self, other: &Self) -> bool {
        let by_name = || (&self.folder, &self.file) < (&other.folder, &other.file);
        self.announced_on > other.announced_on
            || (self.announced_on == other.announced_on && by_name())
    }

    /// The path below the folder of this run, or the whole path.
    fn shown(&self, folder: &str) -> String {
        if self.folder == folder {
            return self.file.clone();
        }
        format!("{}/{}", self.folder, self.file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two claims (day, folder, file), the better one first.
    #[test]
    fn the_later_day_beats_and_then_the_first_name() {
        let cases = [
            (("2026-11-09", "/a", "z"), ("2026-11-02", "/a", "b")),
            (("2026-11-02", "/a", "z"), ("", "/a", "b")),
            (("2026-11-02", "/a", "b"), ("2026-11-02", "/a", "c")),
            (("", "/a", "z"), ("", "/b", "a")),
        ];
        for (better, worse) in cases {
            let (better, worse) = (claim(better), claim(worse));
            assert!(better.beats(&worse), "{better:?} {worse:?}");
            assert!(!worse.beats(&better), "{better:?} {worse:?}");
        }
    }

    fn claim((day, folder, file): (&str, &str, &str)) -> Claim {
        Claim {
            announced_on: (!day.is_empty()).then(|| day.to_owned()),
            folder: folder.to_owned(),
            file: file.to_owned(),
        }
    }
}
