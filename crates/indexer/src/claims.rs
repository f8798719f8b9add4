//! Which of several files that hold the same notice the index has it from.
//!
//! Copies, and corrections in files of their own, have the id of the notice.
//! The index has it from the file that announces it last, then from the fullest
//! set of files, or else from the first by name; whatever the order in which
//! files are read.

use std::collections::{BTreeMap, HashMap, HashSet};

use irefuda_procurement::Head;

use crate::SharedNotice;
use crate::manifest::{Known, Manifest};

/// The best claim to each notice, and what the index has of it.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    best: HashMap<String, Claim>,
    /// Digest of the notice as the index has it.
    indexed: HashMap<String, String>,
    /// How often each notice is remembered.
    holders: HashMap<String, usize>,
}

/// A claim that the index should have a notice from these files.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Claim {
    announced_on: Option<String>,
    files: usize,
    folder: String,
    file: String,
}

impl Claims {
    /// What is remembered, and the head of each notice as the index has it. Only
    /// claims of `settled` units, by folder and unit, hold already; those of the
    /// others are made when they are read.
    pub(crate) fn of(
        manifest: &Manifest,
        settled: impl Fn(&str, &str) -> bool,
    ) -> (Self, HashMap<String, Head>) {
        let mut claims = Self::default();
        let mut all: HashMap<&str, (Claim, &Known)> = HashMap::new();
        for (folder, unit, known) in manifest.notices() {
            claims.hold(&known.id);
            let claim = Claim::new(folder, known);
            if settled(folder, unit) {
                claims.make(&known.id, claim.clone());
            }
            let best = all.get(known.id.as_str());
            if best.is_none_or(|(best, _)| claim.beats(best)) {
                all.insert(&known.id, (claim, known));
            }
        }
        let mut heads = HashMap::new();
        for (id, (_, known)) in all {
            claims.indexed.insert(id.to_owned(), known.digest.clone());
            heads.insert(id.to_owned(), known.head.clone());
        }
        (claims, heads)
    }

    /// Claims a notice for its files; true if the index has to take it from them.
    pub(crate) fn claim(&mut self, folder: &str, known: &Known) -> bool {
        let is_best = self.make(&known.id, Claim::new(folder, known));
        let is_indexed = self.indexed.get(&known.id) == Some(&known.digest);
        if is_best && !is_indexed {
            self.indexed.insert(known.id.clone(), known.digest.clone());
        }
        is_best && !is_indexed
    }

    /// Makes a claim; true if it is the best.
    fn make(&mut self, id: &str, claim: Claim) -> bool {
        let is_best = self.best.get(id).is_none_or(|best| claim.beats(best));
        if is_best {
            self.best.insert(id.to_owned(), claim);
        }
        is_best
    }

    /// One more place holds the notice.
    pub(crate) fn hold(&mut self, id: &str) {
        *self.holders.entry(id.to_owned()).or_default() += 1;
    }

    /// One place holds it no more; true if nobody does.
    pub(crate) fn release(&mut self, id: &str) -> bool {
        let holders = self.holders.entry(id.to_owned()).or_default();
        *holders = holders.saturating_sub(1);
        let is_last = *holders == 0;
        if is_last {
            self.indexed.remove(id);
        }
        is_last
    }

    /// The notices that several places hold, by id; files of `folder` by their
    /// path below it.
    pub(crate) fn shared(&self, manifest: &Manifest, folder: &str) -> Vec<SharedNotice> {
        let mut shared: BTreeMap<&str, SharedNotice> = BTreeMap::new();
        let mut seen: HashSet<(&str, String)> = HashSet::new();
        for (in_folder, _, known) in manifest.notices() {
            let Some(best) = self.best.get(&known.id) else {
                continue;
            };
            let claim = Claim::new(in_folder, known);
            let is_new = seen.insert((&known.id, claim.shown(folder)));
            if self.holders[&known.id] < 2 || claim == *best || !is_new {
                continue;
            }
            let entry = shared.entry(&known.id).or_insert_with(|| SharedNotice {
                id: known.id.clone(),
                indexed_from: best.shown(folder),
                also_in: Vec::new(),
            });
            entry.also_in.push(claim.shown(folder));
        }
        shared.into_values().collect()
    }
}

impl Claim {
    fn new(folder: &str, known: &Known) -> Self {
        Self {
            announced_on: known.announced_on.clone(),
            files: known.files.len(),
            folder: folder.to_owned(),
            file: known.files.first().cloned().unwrap_or_default(),
        }
    }

    fn beats(&self, other: &Self) -> bool {
        let rank = |claim: &Self| (claim.announced_on.clone(), claim.files);
        let by_name = || (&self.folder, &self.file) < (&other.folder, &other.file);
        rank(self) > rank(other) || (rank(self) == rank(other) && by_name())
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

    /// Two claims (day, files, folder, file), the better one first.
    #[test]
    fn the_later_day_beats_then_the_fuller_set_and_then_the_first_name() {
        let cases = [
            (("2026-11-09", 1, "/a", "z"), ("2026-11-02", 3, "/a", "b")),
            (("2026-11-02", 1, "/a", "z"), ("", 1, "/a", "b")),
            (("2026-11-02", 2, "/a", "z"), ("2026-11-02", 1, "/a", "b")),
            (("2026-11-02", 1, "/a", "b"), ("2026-11-02", 1, "/a", "c")),
            (("", 1, "/a", "z"), ("", 1, "/b", "a")),
        ];
        for (better, worse) in cases {
            let (better, worse) = (claim(better), claim(worse));
            assert!(better.beats(&worse), "{better:?} {worse:?}");
            assert!(!worse.beats(&better), "{better:?} {worse:?}");
        }
    }

    fn claim((day, files, folder, file): (&str, usize, &str, &str)) -> Claim {
        Claim {
            announced_on: (!day.is_empty()).then(|| day.to_owned()),
            files,
            folder: folder.to_owned(),
            file: file.to_owned(),
        }
    }
}
