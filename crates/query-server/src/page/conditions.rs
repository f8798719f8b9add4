//! The requirement as a nested list.

use askama::Template;
use askama::filters::HtmlSafe;
use irefuda_procurement::eligibility::Evaluation;
use irefuda_procurement::{Leaf, LeafKind, Level, Requirement};

use super::passages::{Citation, Citations};

/// Who may bid.
pub(super) struct Conditions<'a> {
    /// What this procurement asks for in particular.
    pub particular: Vec<Condition<'a>>,
    /// What nearly every one asks for: no exclusion, taxes paid, insurances.
    pub general: Vec<Condition<'a>>,
    /// Whether one of several is enough, at the top.
    pub is_any: bool,
    /// Who of a joint venture has to meet them all.
    pub joint_venture: Option<String>,
}

/// A condition, or several joined by all or any; renders itself, since
/// templates cannot recur.
#[derive(Template)]
#[template(path = "notice/condition.html")]
pub(super) struct Condition<'a> {
    operator: &'static str,
    is_any: bool,
    children: Vec<Condition<'a>>,
    leaf: Option<LeafView<'a>>,
    joint_venture: Option<String>,
}

/// It is rendered by its own template, which escapes.
impl HtmlSafe for Condition<'_> {}

struct LeafView<'a> {
    kind: &'static str,
    value: &'a str,
    level: Level,
    /// What is said of it, given what the firm holds.
    verdict: Option<VerdictView>,
    citation: Option<Citation>,
}

/// What is said of a condition.
struct VerdictView {
    /// Its name, for its style.
    name: &'static str,
    label: &'static str,
    /// Why it is unknown.
    doubt: Option<&'static str>,
}

impl<'a> Conditions<'a> {
    pub fn new(
        requirement: &'a Requirement,
        evaluation: Option<&Evaluation>,
        citations: &mut Citations<'a>,
    ) -> Self {
        let mut maker = Maker {
            citations,
            evaluation,
            leaves: 0,
        };
        let (is_any, joint_venture) = match requirement {
            Requirement::All { joint_venture, .. } => (false, rule(joint_venture.as_deref())),
            Requirement::Any { joint_venture, .. } => (true, rule(joint_venture.as_deref())),
            Requirement::Leaf(_) => (false, None),
        };
        let top = match requirement {
            Requirement::Leaf(_) => std::slice::from_ref(requirement),
            node => node.children(),
        };
        let (mut particular, mut general) = (Vec::new(), Vec::new());
        for condition in top {
            let of_its_kind = if !is_any && is_general(condition) {
                &mut general
            } else {
                &mut particular
            };
            of_its_kind.push(maker.condition(condition));
        }
        Self {
            particular,
            general,
            is_any,
            joint_venture,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.particular.is_empty() && self.general.is_empty()
    }
}

fn is_general(condition: &Requirement) -> bool {
    let kinds = [LeafKind::Exclusion, LeafKind::Tax, LeafKind::Insurance];
    matches!(condition, Requirement::Leaf(leaf) if kinds.contains(&leaf.kind))
}

/// Numbers the leaves for their anchors.
struct Maker<'c, 'a> {
    citations: &'c mut Citations<'a>,
    evaluation: Option<&'c Evaluation>,
    leaves: usize,
}

impl<'a> Maker<'_, 'a> {
    fn condition(&mut self, requirement: &'a Requirement) -> Condition<'a> {
        let (operator, joint_venture) = match requirement {
            Requirement::All { joint_venture, .. } => ("すべて満たす", joint_venture),
            Requirement::Any { joint_venture, .. } => ("いずれかを満たす", joint_venture),
            Requirement::Leaf(leaf) => ("", &leaf.joint_venture),
        };
        let leaf = match requirement {
            Requirement::Leaf(leaf) => Some(self.leaf(leaf)),
            _ => None,
        };
        let children = requirement.children().iter();
        Condition {
            operator,
            is_any: matches!(requirement, Requirement::Any { .. }),
            children: children.map(|child| self.condition(child)).collect(),
            leaf,
            joint_venture: rule(joint_venture.as_deref()),
        }
    }

    fn leaf(&mut self, leaf: &'a Leaf) -> LeafView<'a> {
        let verdict = self.verdict(leaf);
        self.leaves += 1;
        let name = format!("condition-{}", self.leaves);
        LeafView {
            kind: leaf.kind.label(),
            value: &leaf.value,
            level: leaf.level,
            verdict,
            citation: self.citations.cite(name, &leaf.value, &leaf.evidence),
        }
    }
}

impl Maker<'_, '_> {
    /// What is said of the next leaf. Who scores or mentions something, says
    /// nothing of who may bid.
    fn verdict(&self, leaf: &Leaf) -> Option<VerdictView> {
        let evaluation = self.evaluation.filter(|_| leaf.level == Level::Required)?;
        let verdict = evaluation.leaves.get(self.leaves).copied().flatten();
        Some(verdict.map_or(
            VerdictView {
                name: "by_hand",
                label: "要確認",
                doubt: None,
            },
            |verdict| VerdictView {
                name: verdict.name(),
                label: verdict.label(),
                doubt: verdict.doubt().map(|doubt| doubt.label()),
            },
        ))
    }
}

/// Who of a joint venture has to meet a condition.
fn rule(rule: Option<&str>) -> Option<String> {
    Some(match rule? {
        "any member" => "共同企業体では、構成員のいずれかが満たせばよい".to_owned(),
        "all members" => "共同企業体では、すべての構成員が満たす".to_owned(),
        "representative" => "共同企業体では、代表者が満たす".to_owned(),
        other => format!("共同企業体: {other}"),
    })
}
