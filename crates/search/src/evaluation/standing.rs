//! How an answer stands against what a person says.

use std::collections::{BTreeMap, BTreeSet};

use super::case::{Case, CaseError, Grade, Named};
use super::contest::Contest;

/// The hits of a first look.
pub const TOP: usize = 10;
/// The hits that are judged at all.
pub const DEPTH: usize = 50;

/// From this grade on a document has to be found.
const FITS: u8 = 2;

/// What a case says of the documents, by their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdicts {
    grades: BTreeMap<usize, u8>,
    first: BTreeSet<usize>,
    below: BTreeSet<usize>,
    banned: BTreeSet<usize>,
}

/// What is wrong with an answer. Ranks are from 1; documents are numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Complaint {
    /// Another document is first, or none.
    NotFirst {
        /// What is first.
        instead: Option<usize>,
    },
    /// A document that fits is not among the top.
    Missing {
        /// The document.
        document: usize,
        /// Where it is.
        rank: Option<usize>,
    },
    /// A document is among the top that must not be.
    Banned {
        /// The document.
        document: usize,
        /// Where it is.
        rank: usize,
    },
    /// A document stands above one that fits, and must not.
    Above {
        /// The document.
        document: usize,
        /// Where it is.
        rank: usize,
    },
}

/// How good an answer is; `None` where the case does not ask for it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Standing {
    /// Normalised discounted cumulative gain of the top, from 0 to 1.
    pub ndcg: Option<f64>,
    /// How many of what fits are among the top.
    pub recall_at_top: Option<f64>,
    /// How many of what fits are found at all, as deep as is looked.
    pub recall_at_depth: Option<f64>,
    /// Whether what has to be first is.
    pub first_holds: Option<bool>,
    /// Whether what must not be there or not so high is not.
    pub bans_hold: Option<bool>,
    /// What is wrong.
    pub complaints: Vec<Complaint>,
}

impl Verdicts {
    /// The verdicts of a case on these documents. A document's own line counts
    /// more than its folder's.
    pub fn of(case: &Case, contest: &Contest) -> Result<Self, CaseError> {
        let mut verdicts = Self::default();
        let is_folder = |(_, named): &&(Grade, Named)| named.name.ends_with('/');
        let folders = case.verdicts.iter().filter(is_folder);
        let files = case.verdicts.iter().filter(|line| !is_folder(line));
        for (grade, named) in folders.chain(files) {
            let documents = contest.named(&named.name);
            if documents.is_empty() {
                return Err(CaseError {
                    line: named.line,
                    reason: format!("there is no document {}", named.name),
                });
            }
            for document in documents {
                verdicts.set(document, *grade);
            }
        }
        Ok(verdicts)
    }

    fn set(&mut self, document: usize, grade: Grade) {
        for set in [&mut self.first, &mut self.below, &mut self.banned] {
            set.remove(&document);
        }
        self.grades.remove(&document);
        match grade {
            Grade::First => {
                self.first.insert(document);
                self.grades.insert(document, 3);
            }
            Grade::Relevant(grade) => {
                self.grades.insert(document, grade);
            }
            Grade::Below => {
                self.below.insert(document);
            }
            Grade::Banned => {
                self.banned.insert(document);
            }
        }
    }

    fn grade(&self, document: usize) -> u8 {
        self.grades.get(&document).copied().unwrap_or(0)
    }

    /// What has to be found, with its grade, the best first.
    fn wanted(&self) -> Vec<(usize, u8)> {
        let grades = self
            .grades
            .iter()
            .map(|(document, grade)| (*document, *grade));
        let mut wanted: Vec<(usize, u8)> = grades.filter(|(_, grade)| *grade >= FITS).collect();
        wanted.sort_by_key(|(_, grade)| u8::MAX - grade);
        wanted
    }
}

impl Standing {
    /// Judges an answer, the best document first.
    pub fn judge(verdicts: &Verdicts, answer: &[usize]) -> Self {
        let top = &answer[..answer.len().min(TOP)];
        let depth = &answer[..answer.len().min(DEPTH)];
        let wanted = verdicts.wanted();
        let recall = |found: &[usize]| {
            let count = wanted
                .iter()
                .filter(|(document, _)| found.contains(document));
            (!wanted.is_empty()).then(|| count.count() as f64 / wanted.len() as f64)
        };
        let mut complaints = Vec::new();
        let first_holds = first(verdicts, top, &mut complaints);
        let bans_hold = bans(verdicts, depth, &wanted, &mut complaints);
        missing(&wanted, depth, &mut complaints);
        Self {
            ndcg: ndcg(verdicts, top),
            recall_at_top: recall(top),
            recall_at_depth: recall(depth),
            first_holds,
            bans_hold,
            complaints,
        }
    }
}

/// Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques,
/// ACM TOIS 20 (2002), in the form that is usual today: a document of grade g
/// gains 2^g - 1, divided by the logarithm to base 2 of its rank + 1; the sum
/// over the top is divided by that of the best order.
fn ndcg(verdicts: &Verdicts, top: &[usize]) -> Option<f64> {
    let gain = |(place, grade): (usize, u8)| {
        let gain = f64::from((1_u32 << grade) - 1);
        gain / (place as f64 + 2.0).log2()
    };
    let mut best: Vec<u8> = verdicts.grades.values().copied().collect();
    best.sort_unstable_by_key(|grade| u8::MAX - grade);
    let best: f64 = best.into_iter().take(TOP).enumerate().map(gain).sum();
    let grades = top.iter().map(|document| verdicts.grade(*document));
    let gained: f64 = grades.enumerate().map(gain).sum();
    (best > 0.0).then(|| gained / best)
}

fn first(verdicts: &Verdicts, top: &[usize], complaints: &mut Vec<Complaint>) -> Option<bool> {
    if verdicts.first.is_empty() {
        return None;
    }
    let instead = top.first().copied();
    let holds = instead.is_some_and(|document| verdicts.first.contains(&document));
    if !holds {
        complaints.push(Complaint::NotFirst { instead });
    }
    Some(holds)
}

fn bans(
    verdicts: &Verdicts,
    found: &[usize],
    wanted: &[(usize, u8)],
    complaints: &mut Vec<Complaint>,
) -> Option<bool> {
    if verdicts.banned.is_empty() && verdicts.below.is_empty() {
        return None;
    }
    let is_wanted = |found: &usize| wanted.iter().any(|(document, _)| document == found);
    let last_wanted = found.iter().rposition(is_wanted);
    let before = complaints.len();
    for (place, document) in found.iter().enumerate() {
        let (document, rank) = (*document, place + 1);
        if verdicts.banned.contains(&document) && rank <= TOP {
            complaints.push(Complaint::Banned { document, rank });
        }
        if verdicts.below.contains(&document) && last_wanted.is_none_or(|last| place < last) {
            complaints.push(Complaint::Above { document, rank });
        }
    }
    Some(complaints.len() == before)
}

/// Of what fits, as many of the best as the top has places for have to be there.
fn missing(wanted: &[(usize, u8)], found: &[usize], complaints: &mut Vec<Complaint>) {
    let Some((_, least)) = wanted.get(..TOP.min(wanted.len())).and_then(<[_]>::last) else {
        return;
    };
    let rank = |document: usize| {
        found
            .iter()
            .position(|one| *one == document)
            .map(|place| place + 1)
    };
    let is_there = |document: usize| rank(document).is_some_and(|rank| rank <= TOP);
    let (present, absent): (Vec<_>, Vec<_>) = wanted
        .iter()
        .filter(|(_, grade)| grade >= least)
        .partition(|(document, _)| is_there(*document));
    let short = TOP.min(wanted.len()).saturating_sub(present.len());
    for (document, _) in absent.into_iter().take(short) {
        let rank = rank(document);
        complaints.push(Complaint::Missing { document, rank });
    }
}
