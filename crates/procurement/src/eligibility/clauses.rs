//! A requirement as clauses: each of them has to be met, by one of its
//! conditions (the conjunctive form).
//!
//! The form grows with the product of alternatives. A part that would grow
//! beyond bounds becomes one clause that is open and has no conditions: it then
//! says nothing, and never something wrong.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{Leaf, LeafKind, Level, Requirement};

/// More clauses than this are not made of a requirement.
const MOST_CLAUSES: usize = 48;
/// A clause has no more alternatives than this.
const MOST_CONDITIONS: usize = 48;

/// Conditions of which one is enough.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Clause {
    /// The conditions.
    pub conditions: Vec<Condition>,
    /// Whether there is another way, of which nothing can be said.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_open: bool,
}

/// A condition of one of the kinds that decide.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Condition {
    /// What it asks about.
    pub kind: LeafKind,
    /// Its value as it was read.
    pub value: String,
    /// Of a grade, the lists on which it is given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<String>,
    /// Of a place or a list, the prefecture of the body that buys: it tells
    /// places of the same name apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefecture: Option<String>,
    /// Whether one member of a joint venture may meet it for all.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_one_member: bool,
}

impl Clause {
    /// One that says nothing.
    pub const OPEN: Self = Self {
        conditions: Vec::new(),
        is_open: true,
    };
}

/// The clauses of a requirement; none if no condition was read. Without clauses
/// it asks for nothing that decides. `prefecture` is that of the body that buys.
pub fn clauses(requirement: &Requirement, prefecture: Option<&str>) -> Option<Vec<Clause>> {
    if requirement.is_empty() {
        return None;
    }
    let form = Form::of(requirement, prefecture);
    Some(form.clauses())
}

/// The conditions of a requirement by number, and its clauses in terms of these.
pub(super) struct Form {
    pub conditions: Vec<Condition>,
    /// By leaf, in the order of the text: the number of its condition, if it
    /// decides.
    pub leaves: Vec<Option<usize>>,
    pub clauses: Vec<Alternatives>,
}

/// The numbers of the conditions of a clause.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Alternatives {
    pub numbers: BTreeSet<usize>,
    pub is_open: bool,
}

impl Form {
    pub fn of(requirement: &Requirement, prefecture: Option<&str>) -> Self {
        let mut form = Self {
            conditions: Vec::new(),
            leaves: Vec::new(),
            clauses: Vec::new(),
        };
        let around = Around {
            prefecture,
            lists: Vec::new(),
            by_one_member: false,
        };
        form.clauses = form.read(requirement, &around).unwrap_or_default();
        form
    }

    fn clauses(&self) -> Vec<Clause> {
        let clause = |alternatives: &Alternatives| Clause {
            conditions: alternatives
                .numbers
                .iter()
                .map(|number| self.conditions[*number].clone())
                .collect(),
            is_open: alternatives.is_open,
        };
        self.clauses.iter().map(clause).collect()
    }

    /// The clauses of a node; none if it says nothing that decides.
    fn read(&mut self, node: &Requirement, around: &Around) -> Option<Vec<Alternatives>> {
        let around = around.of(node);
        match node {
            Requirement::Leaf(leaf) => self.leaf(leaf, &around),
            Requirement::All { all, .. } => {
                let read: Vec<_> = all.iter().map(|child| self.read(child, &around)).collect();
                let told: Vec<_> = read.into_iter().flatten().collect();
                (!told.is_empty()).then(|| bounded(shortest(told.into_iter().flatten().collect())))
            }
            Requirement::Any { any, .. } => {
                let read: Vec<_> = any.iter().map(|child| self.read(child, &around)).collect();
                let is_open = read.iter().any(Option::is_none);
                let told: Vec<_> = read.into_iter().flatten().collect();
                if told.is_empty() {
                    return None;
                }
                let mut clauses = told.into_iter().reduce(either).unwrap_or_default();
                for clause in &mut clauses {
                    clause.is_open |= is_open;
                }
                Some(clauses)
            }
        }
    }

    fn leaf(&mut self, leaf: &Leaf, around: &Around) -> Option<Vec<Alternatives>> {
        if !decides(leaf) {
            self.leaves.push(None);
            return None;
        }
        let condition = around.condition(leaf);
        let known = self.conditions.iter().position(|other| *other == condition);
        let number = known.unwrap_or(self.conditions.len());
        if known.is_none() {
            self.conditions.push(condition);
        }
        self.leaves.push(Some(number));
        Some(vec![Alternatives {
            numbers: BTreeSet::from([number]),
            is_open: false,
        }])
    }
}

/// Whether a condition decides by itself who may bid.
fn decides(leaf: &Leaf) -> bool {
    leaf.level == Level::Required
        && matches!(
            leaf.kind,
            LeafKind::Certification
                | LeafKind::Licence
                | LeafKind::Registration
                | LeafKind::Grade
                | LeafKind::Location
        )
}

/// What the nodes around a condition say of it.
#[derive(Clone)]
struct Around<'a> {
    prefecture: Option<&'a str>,
    /// The lists that are asked for beside it.
    lists: Vec<&'a str>,
    by_one_member: bool,
}

impl<'a> Around<'a> {
    /// With what this node says.
    fn of(&self, node: &'a Requirement) -> Self {
        let mut around = self.clone();
        let rule = match node {
            Requirement::All { joint_venture, .. } | Requirement::Any { joint_venture, .. } => {
                joint_venture
            }
            Requirement::Leaf(leaf) => &leaf.joint_venture,
        };
        if let Some(rule) = rule {
            around.by_one_member = rule != "all members";
        }
        if let Requirement::All { all, .. } = node {
            let beside = lists(all);
            if !beside.is_empty() {
                around.lists = beside;
            }
        }
        around
    }

    fn condition(&self, leaf: &Leaf) -> Condition {
        let names_place = matches!(
            leaf.kind,
            LeafKind::Registration | LeafKind::Grade | LeafKind::Location
        );
        let lists = match leaf.kind {
            LeafKind::Grade => self.lists.iter().map(|list| (*list).to_owned()).collect(),
            _ => Vec::new(),
        };
        Condition {
            kind: leaf.kind,
            value: leaf.value.clone(),
            lists,
            prefecture: self.prefecture.filter(|_| names_place).map(str::to_owned),
            by_one_member: self.by_one_member,
        }
    }
}

/// The lists that these conditions ask for, each by itself or as alternatives.
fn lists(conditions: &[Requirement]) -> Vec<&str> {
    let mut found = Vec::new();
    for condition in conditions {
        match condition {
            Requirement::Leaf(leaf) if leaf.kind == LeafKind::Registration && decides(leaf) => {
                found.push(leaf.value.as_str());
            }
            Requirement::Any { any, .. } => found.extend(lists(any)),
            Requirement::Leaf(_) | Requirement::All { .. } => {}
        }
    }
    found
}

/// The clauses of one or the other: each of one with each of the other.
fn either(left: Vec<Alternatives>, right: Vec<Alternatives>) -> Vec<Alternatives> {
    let mut clauses = Vec::with_capacity(left.len() * right.len());
    for one in &left {
        for other in &right {
            clauses.push(Alternatives {
                numbers: one.numbers.union(&other.numbers).copied().collect(),
                is_open: one.is_open || other.is_open,
            });
        }
    }
    bounded(shortest(clauses))
}

/// The clauses without those that follow from another; of very many all.
fn shortest(mut clauses: Vec<Alternatives>) -> Vec<Alternatives> {
    if clauses.len() > MOST_CLAUSES * MOST_CLAUSES {
        return clauses;
    }
    clauses.sort_by_key(|clause| (clause.numbers.len(), clause.is_open));
    let mut kept: Vec<Alternatives> = Vec::new();
    for clause in clauses {
        let follows = |from: &Alternatives| {
            from.numbers.is_subset(&clause.numbers) && (clause.is_open || !from.is_open)
        };
        if !kept.iter().any(follows) {
            kept.push(clause);
        }
    }
    kept.sort_by(|one, other| one.numbers.cmp(&other.numbers));
    kept
}

/// The clauses, or one that says nothing in their place if they are too many.
fn bounded(clauses: Vec<Alternatives>) -> Vec<Alternatives> {
    let is_bounded = clauses.len() <= MOST_CLAUSES
        && clauses
            .iter()
            .all(|clause| clause.numbers.len() <= MOST_CONDITIONS);
    if is_bounded {
        return clauses;
    }
    vec![Alternatives {
        numbers: BTreeSet::new(),
        is_open: true,
    }]
}
