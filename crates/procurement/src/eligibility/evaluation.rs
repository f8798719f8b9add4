//! The whole evaluation of one requirement, with its reasons.

use serde::Serialize;

use super::clauses::{Condition, Form};
use super::conclusion::{Conclusion, Conditions, conclude};
use super::criterion::Criterion;
use super::holdings::Holdings;
use super::verdict::Verdict;
use crate::{Doubt, Eligibility, Evidence, Leaf, LeafKind, Level, Lexicon, Requirement};

/// Whether a firm may bid, as far as it can be said (資格の見込み).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prospect {
    /// Whether it may.
    pub value: Eligibility,
    /// What is lacking: of each list one thing.
    pub missing: Vec<Vec<String>>,
    /// What could not be judged: of each list one thing would do.
    pub unsettled: Vec<Vec<String>>,
}

/// Whether a firm may bid, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evaluation {
    /// Whether it may.
    #[serde(flatten)]
    pub prospect: Prospect,
    /// What has to be met, each by one of its conditions.
    pub clauses: Vec<JudgedClause>,
    /// Required conditions that do not decide here and a person has to check.
    pub to_check: Vec<Leaf>,
    /// What is said of each leaf of the requirement, in the order of the text;
    /// none of those that do not decide.
    #[serde(skip)]
    pub leaves: Vec<Option<Verdict>>,
}

/// What has to be met.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JudgedClause {
    /// `met`, `not_met` or `unknown`.
    pub verdict: &'static str,
    /// Whether there is another way, of which nothing can be said.
    pub is_open: bool,
    /// The conditions, of which one is enough.
    pub conditions: Vec<JudgedCondition>,
}

/// A condition and what is said of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JudgedCondition {
    /// What it asks about.
    pub kind: LeafKind,
    /// Its value.
    pub value: String,
    /// `met`, `not_met` or `unknown`.
    pub verdict: &'static str,
    /// Why it is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubt: Option<Doubt>,
    /// Where it stands.
    pub evidence: Evidence,
}

impl Prospect {
    /// Of a requirement that was not read.
    pub const UNREAD: Self = Self {
        value: Eligibility::Unknown,
        missing: Vec::new(),
        unsettled: Vec::new(),
    };

    /// What was concluded, with the names of the conditions.
    pub fn of(conclusion: Conclusion, name: impl Fn(u32) -> String) -> Self {
        let names = |lists: Vec<Vec<u32>>| {
            let lists = lists.into_iter();
            lists
                .map(|numbers| numbers.into_iter().map(&name).collect())
                .collect()
        };
        Self {
            value: conclusion.eligibility,
            missing: names(conclusion.missing),
            unsettled: names(conclusion.unsettled),
        }
    }

    /// What is missing, or could not be judged, in a few words of Japanese;
    /// nothing where all is met.
    pub fn reason(&self) -> String {
        match self.value {
            Eligibility::Met => String::new(),
            Eligibility::Unknown if self.unsettled.is_empty() => {
                "参加条件を読み取れません".to_owned()
            }
            Eligibility::Unknown => listed(&self.unsettled),
            Eligibility::OneShort | Eligibility::NotMet if self.unsettled.is_empty() => {
                listed(&self.missing)
            }
            Eligibility::OneShort | Eligibility::NotMet => format!(
                "{}（ほかに不明{}件）",
                listed(&self.missing),
                self.unsettled.len()
            ),
        }
    }
}

/// The first few of some alternatives, and how many more there are.
fn listed(lists: &[Vec<String>]) -> String {
    const NAMED: usize = 3;
    let named = lists.iter().take(NAMED).map(|names| names.join("または"));
    let named = named.collect::<Vec<_>>().join("、");
    match lists.len().saturating_sub(NAMED) {
        0 => named,
        rest => format!("{named}、ほか{rest}件"),
    }
}

impl Condition {
    /// What it asks for, in a few words.
    pub fn name(&self) -> String {
        match self.kind {
            LeafKind::Grade => format!("{}{}", self.kind.label(), self.value),
            _ => self.value.clone(),
        }
    }
}

/// Holds a requirement against what a firm holds. `prefecture` is that of the
/// body that buys.
///
/// Of a requirement in which no condition was read nothing is known; one that
/// asks for nothing that decides is met.
pub fn evaluate(
    requirement: &Requirement,
    prefecture: Option<&str>,
    holdings: &Holdings,
    lexicon: &Lexicon,
) -> Evaluation {
    let form = Form::of(requirement, prefecture);
    let verdicts: Vec<Verdict> = form
        .conditions
        .iter()
        .map(|condition| Criterion::of(condition, lexicon).judge(holdings))
        .collect();
    let clauses: Vec<(Vec<u32>, bool)> = form
        .clauses
        .iter()
        .map(|clause| {
            let numbers = clause.numbers.iter().map(|number| *number as u32);
            (numbers.collect(), clause.is_open)
        })
        .collect();
    let clauses = clauses.iter().map(|(numbers, is_open)| Conditions {
        numbers,
        is_open: *is_open,
    });
    let name = |number: u32| form.conditions[number as usize].name();
    let prospect = match requirement.is_empty() {
        true => Prospect::UNREAD,
        false => Prospect::of(conclude(clauses.clone(), &verdicts), name),
    };
    let judged = Judged {
        form: &form,
        leaves: &requirement.leaves(),
        verdicts: &verdicts,
    };
    Evaluation {
        prospect,
        clauses: clauses.map(|clause| judged.clause(clause)).collect(),
        to_check: judged.to_check(),
        leaves: judged.verdicts_of_leaves(),
    }
}

/// A requirement with what is said of its conditions.
struct Judged<'a> {
    form: &'a Form,
    leaves: &'a [&'a Leaf],
    verdicts: &'a [Verdict],
}

impl Judged<'_> {
    fn clause(&self, clause: Conditions<'_>) -> JudgedClause {
        JudgedClause {
            verdict: match clause.is_met(self.verdicts) {
                Some(true) => Verdict::Met.name(),
                Some(false) => Verdict::NotMet.name(),
                None => Verdict::Unknown(Doubt::Unclear).name(),
            },
            is_open: clause.is_open,
            conditions: clause
                .numbers
                .iter()
                .filter_map(|number| self.condition(*number as usize))
                .collect(),
        }
    }

    fn condition(&self, number: usize) -> Option<JudgedCondition> {
        let condition = &self.form.conditions[number];
        let verdict = self.verdicts[number];
        // It was made of a leaf.
        let place = self.form.leaves.iter().position(|of| *of == Some(number))?;
        Some(JudgedCondition {
            kind: condition.kind,
            value: condition.value.clone(),
            verdict: verdict.name(),
            doubt: verdict.doubt(),
            evidence: self.leaves[place].evidence.clone(),
        })
    }

    fn to_check(&self) -> Vec<Leaf> {
        let leaves = self.leaves.iter().zip(&self.form.leaves);
        leaves
            .filter(|(leaf, condition)| condition.is_none() && leaf.level == Level::Required)
            .map(|(leaf, _)| (*leaf).clone())
            .collect()
    }

    fn verdicts_of_leaves(&self) -> Vec<Option<Verdict>> {
        let numbers = self.form.leaves.iter();
        numbers
            .map(|number| number.map(|number| self.verdicts[number]))
            .collect()
    }
}
