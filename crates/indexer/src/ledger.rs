//! The account of a run: the one place that writes to the index, and to the
//! list of what is in it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::mem;
use std::path::Path;
use std::time::Instant;

use irefuda_procurement::{Case, Notice};
use irefuda_search::IndexWriter;

use crate::cases::Cases;
use crate::claims::Claims;
use crate::manifest::{self, Entry, FileEntry, Known, Manifest};
use crate::plan::{Plan, Stamps};
use crate::reading::Reading;
use crate::spill::Spill;
use crate::units::Unit;
use crate::{FileReport, IndexError, IndexOptions, Outcome, Problem, Report};

/// Keeps account while files are read.
pub(crate) struct Ledger<'a> {
    writer: IndexWriter,
    options: &'a IndexOptions,
    folder: String,
    /// What is remembered, with this run's units as they are done.
    manifest: Manifest,
    claims: Claims,
    cases: Cases,
    /// The notices that each file of a unit that changed was part of.
    before: HashMap<String, Vec<Known>>,
    outcomes: BTreeMap<String, Outcome>,
    /// The units that were taken.
    taken: HashSet<String>,
    removed: usize,
    committed: Instant,
}

impl<'a> Ledger<'a> {
    pub(crate) fn new(
        manifest: Manifest,
        folder: &Path,
        plan: &Plan,
        writer: IndexWriter,
        options: &'a IndexOptions,
    ) -> Result<Self, IndexError> {
        let folder = manifest::key(folder);
        let is_settled =
            |in_folder: &str, unit: &str| in_folder != folder || plan.unchanged.contains_key(unit);
        let (claims, heads) = Claims::of(&manifest, is_settled);
        let spill = Spill::new(options.index.path())?;
        let is_current = manifest.linked_with == options.made_with;
        Ok(Self {
            claims,
            cases: Cases::new(heads, &manifest.cases, is_current, spill),
            before: notices_before(&manifest, &folder, plan),
            writer,
            options,
            folder,
            manifest,
            outcomes: BTreeMap::new(),
            taken: HashSet::new(),
            removed: 0,
            committed: Instant::now(),
        })
    }

    /// Takes what came of a unit, and says what became of each of its files.
    /// Notices of a file that cannot be read any more stay as they were.
    pub(crate) fn take(
        &mut self,
        unit: &Unit,
        reading: Reading,
    ) -> Result<Vec<(String, Outcome)>, IndexError> {
        let before = self.entry(&unit.name).cloned().unwrap_or_default();
        let mut entry = Entry {
            made_with: self.options.made_with.clone(),
            files: reading.files,
            notices: Vec::new(),
        };
        for notice in &reading.notices {
            let known = Known::of(notice, files_of(notice, unit));
            if self.claims.claim(&self.folder, &known) {
                self.cases.put(notice, &known.head)?;
            }
            entry.notices.push(known);
        }
        self.keep_lost_notices(&mut entry);
        let outcomes = outcomes(&entry, &before);
        self.remember(&unit.name, entry)?;
        self.taken.insert(unit.name.clone());
        self.commit_now_and_then()?;
        self.outcomes.extend(outcomes.iter().cloned());
        Ok(outcomes)
    }

    /// Settles what was not read, commits, and says what was done and what is
    /// remembered.
    pub(crate) fn finish(
        mut self,
        plan: Plan,
        problems: Vec<(String, Problem)>,
    ) -> Result<(Report, Manifest), IndexError> {
        let is_complete = self.settle_unread(&plan.to_read);
        if is_complete {
            for name in &plan.gone {
                self.forget(name)?;
            }
        }
        for (name, stamps) in plan.unchanged {
            self.settle_unchanged(&name, stamps);
        }
        for (name, problem) in problems {
            let kept = self.kept_below(&name);
            self.outcomes
                .insert(name, Outcome::Problem { problem, kept });
        }
        if self.options.rebuild && !is_complete {
            self.discard()?;
            return Ok((self.report(true), self.manifest));
        }
        self.settle_cases()?;
        let report = self.report(!is_complete);
        let path = self.options.index.manifest();
        self.manifest.prepare(&path, self.writer.revision())?;
        self.writer.finish()?;
        self.manifest.confirm(&path)?;
        Ok((report, self.manifest))
    }

    /// What a file held that cannot be read any more stays as it was.
    fn keep_lost_notices(&self, entry: &mut Entry) {
        let failed = entry
            .files
            .iter()
            .filter(|(_, file)| !file.problems.is_empty());
        let before: Vec<Known> = failed
            .filter_map(|(name, _)| self.before.get(name))
            .flatten()
            .cloned()
            .collect();
        for known in before {
            if !entry.notices.iter().any(|other| other.id == known.id) {
                entry.notices.push(known);
            }
        }
    }

    /// Remembers a unit as it is now, and drops what only it held before.
    fn remember(&mut self, name: &str, entry: Entry) -> Result<(), IndexError> {
        for known in &entry.notices {
            self.claims.hold(&known.id);
        }
        let units = self.manifest.folders.entry(self.folder.clone());
        let before = units.or_default().insert(name.to_owned(), entry);
        self.release(before)
    }

    fn forget(&mut self, name: &str) -> Result<(), IndexError> {
        let units = self.manifest.folders.get_mut(&self.folder);
        let before = units.and_then(|units| units.remove(name));
        self.release(before)
    }

    fn release(&mut self, before: Option<Entry>) -> Result<(), IndexError> {
        for known in before.into_iter().flat_map(|entry| entry.notices) {
            if self.claims.release(&known.id) {
                self.cases.remove(&known.id);
                self.removed += 1;
            }
        }
        Ok(())
    }

    fn settle_unchanged(&mut self, name: &str, stamps: Stamps) {
        let units = self.manifest.folders.get_mut(&self.folder);
        let Some(entry) = units.and_then(|units| units.get_mut(name)) else {
            return;
        };
        for (file, stamp) in stamps {
            if let Some(file) = entry.files.get_mut(&file) {
                file.stamp = stamp;
            }
        }
        let outcomes = outcomes(entry, entry);
        self.outcomes.extend(outcomes);
    }

    /// Writes what was read, each notice with its case.
    fn settle_cases(&mut self) -> Result<(), IndexError> {
        self.manifest
            .linked_with
            .clone_from(&self.options.made_with);
        let cases = &mut self.manifest.cases;
        self.cases.settle(&mut self.writer, cases)
    }

    /// In a rebuild the old index serves until the new one is complete.
    fn commit_now_and_then(&mut self) -> Result<(), IndexError> {
        if self.cases.is_full() {
            self.settle_cases()?;
        }
        if self.options.rebuild || self.committed.elapsed() < self.options.commit_every {
            return Ok(());
        }
        self.settle_cases()?;
        let path = self.options.index.manifest();
        self.manifest.prepare(&path, self.writer.revision())?;
        self.writer.commit()?;
        self.manifest.confirm(&path)?;
        self.cases.committed()?;
        self.committed = Instant::now();
        Ok(())
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
    fn settle_unread(&mut self, units: &[Unit]) -> bool {
        let is_unread = |unit: &&Unit| !self.taken.contains(&unit.name);
        let unread: Vec<&Unit> = units.iter().filter(is_unread).collect();
        for file in unread.iter().flat_map(|unit| &unit.files) {
            self.outcomes.insert(file.name.clone(), Outcome::NotReached);
        }
        unread.is_empty()
    }

    /// The notices that are remembered of what lies at or below a place.
    fn kept_below(&self, place: &str) -> Vec<String> {
        let units = self.manifest.folders.get(&self.folder);
        let entries = units.into_iter().flat_map(|units| units.values());
        let is_below = |known: &&Known| {
            let mut files = known.files.iter();
            files.any(|file| crate::walk::lies_in(file, place))
        };
        let kept = entries.flat_map(|entry| entry.notices.iter().filter(is_below));
        kept.map(|known| known.id.clone()).collect()
    }

    fn report(&mut self, stopped: bool) -> Report {
        let outcomes = mem::take(&mut self.outcomes).into_iter();
        let as_report = |(path, outcome)| FileReport { path, outcome };
        Report {
            folder: self.folder.clone(),
            files: outcomes.map(as_report).collect(),
            formats: self.formats(),
            shared: self.claims.shared(&self.manifest, &self.folder),
            cases: self.cases_of_folder(),
            removed: self.removed,
            forgotten: Vec::new(),
            stopped,
        }
    }

    /// The cases of several documents of which one at least lies in the folder.
    fn cases_of_folder(&self) -> Vec<Case> {
        let units = self.manifest.folders.get(&self.folder);
        let entries = units.into_iter().flat_map(|units| units.values());
        let known = entries.flat_map(|entry| &entry.notices);
        let ids: HashSet<&str> = known.map(|known| known.id.as_str()).collect();
        let is_here = |case: &&Case| {
            let mut documents = case.iter();
            documents.any(|document| ids.contains(document.id.as_str()))
        };
        self.manifest
            .cases
            .values()
            .filter(is_here)
            .cloned()
            .collect()
    }

    /// How many documents of each format the folder holds.
    fn formats(&self) -> BTreeMap<String, usize> {
        let mut formats: BTreeMap<String, usize> = BTreeMap::new();
        let units = self.manifest.folders.get(&self.folder);
        let entries = units.into_iter().flat_map(|units| units.values());
        for format in entries
            .flat_map(|entry| entry.files.values())
            .flat_map(|file| &file.formats)
        {
            *formats.entry(format.clone()).or_default() += 1;
        }
        formats
    }

    fn entry(&self, unit: &str) -> Option<&Entry> {
        self.manifest.folders.get(&self.folder)?.get(unit)
    }
}

/// The files of a unit that a notice was read from, the announcing one first.
fn files_of(notice: &Notice, unit: &Unit) -> Vec<String> {
    let mut files: Vec<String> = Vec::new();
    for source in &notice.source.files {
        let holds = |name: &str| crate::walk::lies_in(&source.path, name);
        let file = unit.files.iter().find(|file| holds(&file.name));
        if let Some(file) = file.filter(|file| !files.contains(&file.name)) {
            files.push(file.name.clone());
        }
    }
    files
}

/// The notices that each file was part of, of the units that are not as they
/// were.
fn notices_before(manifest: &Manifest, folder: &str, plan: &Plan) -> HashMap<String, Vec<Known>> {
    let mut before: HashMap<String, Vec<Known>> = HashMap::new();
    let units = manifest.folders.get(folder).into_iter().flatten();
    let changed = units.filter(|(name, _)| !plan.unchanged.contains_key(*name));
    for known in changed.flat_map(|(_, entry)| &entry.notices) {
        for file in &known.files {
            before.entry(file.clone()).or_default().push(known.clone());
        }
    }
    before
}

/// What became of each file of a unit, and of what failed in it.
fn outcomes(entry: &Entry, before: &Entry) -> Vec<(String, Outcome)> {
    let mut outcomes = Vec::new();
    for (name, file) in &entry.files {
        let notices = entry.ids_of(name);
        if !file.formats.is_empty() {
            let notices = notices.clone();
            let outcome = match is_same(name, file, entry, before) {
                true => Outcome::Unchanged { notices },
                false => Outcome::Indexed { notices },
            };
            outcomes.push((name.clone(), outcome));
        }
        for (path, problem) in &file.problems {
            let is_whole = path == name;
            let kept = if is_whole {
                notices.clone()
            } else {
                Vec::new()
            };
            let problem = problem.clone();
            outcomes.push((path.clone(), Outcome::Problem { problem, kept }));
        }
    }
    outcomes
}

/// Whether a file is as it was, with the same notices by the same program.
fn is_same(name: &str, file: &FileEntry, now: &Entry, before: &Entry) -> bool {
    let was = before.files.get(name);
    was.is_some_and(|was| was.content_hash == file.content_hash)
        && before.made_with == now.made_with
        && before.ids_of(name) == now.ids_of(name)
}
