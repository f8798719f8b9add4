//! Compares a notice with its gold values, field by field.

use irefuda_extraction::Extractor;
use irefuda_procurement::{Leaf, Lexicon, Notice, Requirement, SourceFile};
use serde_json::{Value, json};

/// A field that was read otherwise than a person read it.
pub struct Disagreement {
    pub field: &'static str,
    pub expected: Value,
    pub found: Value,
}

impl std::fmt::Display for Disagreement {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "{}\n   expected {}\n   found    {}",
            self.field, self.expected, self.found
        )
    }
}

pub fn extractor() -> Extractor {
    Extractor::new(&Lexicon::compiled_in().expect("the lexicon is well formed"))
}

pub fn source(path: &str) -> SourceFile {
    SourceFile {
        path: path.to_owned(),
        ..SourceFile::default()
    }
}

/// The fields that were read otherwise; every field of the gold file counts.
pub fn disagreements(notice: &Notice, gold: &Value) -> Vec<Disagreement> {
    let found = serde_json::to_value(notice).expect("a notice is JSON");
    let plain = [
        "title",
        "agency",
        "department",
        "prefecture",
        "lg_code",
        "kind",
        "method",
        "category",
        "subcategory",
        "announced_on",
        "closes_at",
        "contract_period",
        "wto_gpa",
        "joint_venture",
        "bid_bond",
        "contract_bond",
    ];
    let mut pairs: Vec<(&'static str, Value, Value)> = plain
        .into_iter()
        .map(|field| (field, comparable(&gold[field]), comparable(&found[field])))
        .collect();
    pairs.push((
        "deadlines",
        deadlines(&gold["deadlines"]),
        deadlines(&found["deadlines"]),
    ));
    pairs.push((
        "requirement",
        tree(&gold["requirement"]),
        tree(&found["requirement"]),
    ));
    pairs.push((
        "leaves",
        leaves(&gold["requirement"]),
        notice_leaves(&notice.requirement),
    ));
    if let Some(status) = gold.get("status_on_2026_12_01") {
        let now = jiff::civil::date(2026, 12, 1).at(9, 0, 0, 0);
        pairs.push(("status", status.clone(), json!(notice.status(now))));
    }
    let disagrees = |(field, expected, found): (&'static str, Value, Value)| {
        (expected != found).then_some(Disagreement {
            field,
            expected,
            found,
        })
    };
    pairs.into_iter().filter_map(disagrees).collect()
}

/// Widths of characters and spaces do not matter.
fn comparable(value: &Value) -> Value {
    match value {
        Value::String(text) => json!(folded(text)),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, field)| (name.clone(), comparable(field)))
            .collect(),
        other => other.clone(),
    }
}

fn folded(text: &str) -> String {
    irefuda_folding::fold(text)
        .text()
        .split_whitespace()
        .collect()
}

/// Kind and time of each deadline, in order; notes are free text.
fn deadlines(value: &Value) -> Value {
    let mut rows: Vec<String> = value
        .as_array()
        .into_iter()
        .flatten()
        .map(|row| {
            format!(
                "{} {}{}",
                text(&row["kind"]),
                text(&row["at"]),
                row["from"]
                    .as_str()
                    .map(|from| format!(" from {from}"))
                    .unwrap_or_default()
            )
        })
        .collect();
    rows.sort();
    json!(rows)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The tree without evidence; the order of conditions does not matter.
fn tree(value: &Value) -> Value {
    json!(shape(value))
}

fn shape(value: &Value) -> String {
    let rule = value["joint_venture"]
        .as_str()
        .map(|rule| format!(" ({rule})"))
        .unwrap_or_default();
    for (name, sign) in [("all", "all"), ("any", "any")] {
        if let Some(children) = value[name].as_array() {
            let mut children: Vec<String> = children.iter().map(shape).collect();
            children.sort();
            return format!("{sign}[{}]{rule}", children.join(", "));
        }
    }
    let level = value["level"]
        .as_str()
        .filter(|level| *level != "required")
        .map(|level| format!(" <{level}>"))
        .unwrap_or_default();
    format!(
        "{}:{}{level}{rule}",
        text(&value["kind"]),
        folded(text(&value["value"]))
    )
}

/// The leaves of fixed names, which a company profile can be held against.
fn leaves(value: &Value) -> Value {
    let mut found = Vec::new();
    collect(value, &mut found);
    found.sort();
    json!(found)
}

fn collect(value: &Value, found: &mut Vec<String>) {
    for name in ["all", "any"] {
        for child in value[name].as_array().into_iter().flatten() {
            collect(child, found);
        }
    }
    let kind = text(&value["kind"]);
    if is_fixed(kind) {
        found.push(format!("{kind}:{}", folded(text(&value["value"]))));
    }
}

fn notice_leaves(requirement: &Requirement) -> Value {
    let fixed = |leaf: &&Leaf| is_fixed(leaf.kind.name());
    let mut leaves: Vec<String> = requirement
        .leaves()
        .into_iter()
        .filter(fixed)
        .map(|leaf| format!("{}:{}", leaf.kind, folded(&leaf.value)))
        .collect();
    leaves.sort();
    json!(leaves)
}

fn is_fixed(kind: &str) -> bool {
    matches!(
        kind,
        "certification"
            | "licence"
            | "registration"
            | "grade"
            | "location"
            | "tax"
            | "insurance"
            | "exclusion"
    )
}
