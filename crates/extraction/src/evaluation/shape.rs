//! Requirements without what does not count when two are compared.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use super::comparable;

/// Conditions of which one is enough; a requirement asks for each of its clauses.
type Clause = BTreeSet<String>;

/// More clauses than this are not written out.
const MOST: usize = 2_000;

/// The tree as a text: its clauses, which are the same for all trees that give
/// the same answer to "may we bid?". Of a condition that nobody can be held
/// against by name (experience, staff, other) only the kind counts. None for a
/// requirement without conditions.
pub(super) fn tree(value: &Value) -> Option<String> {
    let mut parts: BTreeSet<String> = clauses(value, "").iter().map(written).collect();
    of_everyone(&mut parts);
    let parts: Vec<String> = parts.into_iter().collect();
    (!parts.is_empty()).then(|| format!("all[{}]", parts.join(", ")))
}

fn written(clause: &Clause) -> String {
    let conditions: Vec<&str> = clause.iter().map(String::as_str).collect();
    match &conditions[..] {
        [only] => (*only).to_owned(),
        several => format!("any[{}]", several.join(", ")),
    }
}

/// What the representative and the other members have to meet alike is asked of
/// everyone.
fn of_everyone(parts: &mut BTreeSet<String>) {
    let (others, representative) = (" (other members)", " (representative)");
    let of_others: Vec<String> = parts
        .iter()
        .filter(|part| part.contains(others) && !part.contains(representative))
        .cloned()
        .collect();
    for part in of_others {
        if parts.remove(&part.replace(others, representative)) {
            parts.remove(&part);
            parts.insert(part.replace(others, ""));
        }
    }
}

/// The clauses of a node with the rule of those above it. The rule of a node is
/// that of each condition in it. What is not required shuts nobody out; it is
/// judged as `levels`.
fn clauses(value: &Value, above: &str) -> Vec<Clause> {
    let rule = match text(value, "joint_venture") {
        "" => above,
        // What has no rule is asked of each who bids anyway.
        "all members" => "",
        rule => rule,
    };
    if let Some(children) = value["all"].as_array() {
        let below = children.iter().flat_map(|child| clauses(child, rule));
        return without_weaker(below.collect());
    }
    if let Some(children) = value["any"].as_array() {
        let below = children.iter().map(|child| clauses(child, rule));
        let below: Vec<_> = below.filter(|clauses| !clauses.is_empty()).collect();
        return one_enough(below);
    }
    if !level(value).is_empty() {
        return Vec::new();
    }
    let rule = match rule {
        rule if !rule.is_empty() && is_held(text(value, "kind")) => format!(" ({rule})"),
        _ => String::new(),
    };
    let clause: Clause = conditions(value)
        .into_iter()
        .map(|condition| format!("{condition}{rule}"))
        .collect();
    match text(value, "kind") {
        "" => Vec::new(),
        _ => vec![clause],
    }
}

/// The clauses of alternatives: one of each, together.
fn one_enough(mut alternatives: Vec<Vec<Clause>>) -> Vec<Clause> {
    // In the order of the text they would not be cut off alike.
    alternatives.sort();
    let mut alternatives = alternatives.into_iter();
    let Some(mut product) = alternatives.next() else {
        return Vec::new();
    };
    for other in alternatives {
        if product.len() * other.len() > MOST {
            product.extend(other);
            continue;
        }
        let pairs = product
            .iter()
            .flat_map(|left| other.iter().map(move |right| left | right));
        product = without_weaker(pairs.collect());
    }
    product
}

/// Clauses without those that another one includes: who meets A meets A or B.
fn without_weaker(mut clauses: Vec<Clause>) -> Vec<Clause> {
    clauses.sort_by_key(Clause::len);
    let mut kept: Vec<Clause> = Vec::new();
    for clause in clauses {
        if !kept.iter().any(|stronger| stronger.is_subset(&clause)) {
            kept.push(clause);
        }
    }
    kept
}

/// A condition as it is compared: each place and each office of a location is
/// an alternative of its own, people are any other condition.
fn conditions(value: &Value) -> Vec<String> {
    let kind = text(value, "kind");
    match kind {
        "location" => locations(&comparable(text(value, "value"))),
        "staff" => vec!["other".to_owned()],
        _ => vec![leaf(value)],
    }
}

fn locations(value: &str) -> Vec<String> {
    let parts = |list: &str| -> Vec<String> {
        let parts = list.split('、').flat_map(|part| part.split("又は"));
        parts.map(str::to_owned).collect()
    };
    let Some((places, offices)) = value.rsplit_once('に') else {
        return vec![format!("location:{value}")];
    };
    let offices = parts(offices.trim_end_matches('等'));
    let places = parts(places).into_iter();
    let places = places.map(|place| place_name(&place).to_owned());
    places
        .flat_map(|place| {
            let written = offices
                .iter()
                .map(|office| format!("location:{place}に{office}"));
            written.collect::<Vec<String>>()
        })
        .collect()
}

/// 和歌山県新宮市内 is 新宮市.
fn place_name(place: &str) -> &str {
    static PREFECTURE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^(?:北海道|東京都|(?:京都|大阪)府|.{2,3}県)(?P<rest>.+[市町村区郡])$")
            .expect("the pattern is well formed")
    });
    let bare = place.strip_suffix('内').unwrap_or(place);
    let within = PREFECTURE.captures(bare);
    within
        .and_then(|captures| captures.name("rest"))
        .map_or(bare, |rest| rest.as_str())
}

/// Whether a firm's holdings can be held against a condition of this kind.
fn is_held(kind: &str) -> bool {
    matches!(
        kind,
        "certification" | "licence" | "registration" | "grade" | "location"
    )
}

fn leaf(value: &Value) -> String {
    let kind = text(value, "kind");
    let name = match kind {
        // 営業所等 is 営業所.
        "location" => text(value, "value").trim_end_matches('等'),
        _ => text(value, "value"),
    };
    match is_fixed(kind) {
        true => format!("{kind}:{}", comparable(name)),
        false => kind.to_owned(),
    }
}

fn level(value: &Value) -> String {
    match text(value, "level") {
        "" | "required" => String::new(),
        level => format!(" <{level}>"),
    }
}

/// The leaves of fixed names, which a company profile can be held against.
pub(super) fn leaves(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(value, &mut |value| found.push(leaf(value)));
    found
}

/// The leaves that are not required, with how much they count.
pub(super) fn levels(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(value, &mut |value| {
        let level = level(value);
        if !level.is_empty() {
            found.push(format!("{}{level}", leaf(value)));
        }
    });
    found
}

fn collect(value: &Value, take: &mut impl FnMut(&Value)) {
    for name in ["all", "any"] {
        for child in value[name].as_array().into_iter().flatten() {
            collect(child, take);
        }
    }
    if is_fixed(text(value, "kind")) {
        take(value);
    }
}

fn is_fixed(kind: &str) -> bool {
    !matches!(kind, "" | "experience" | "staff" | "other")
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::tree;

    fn leaf(kind: &str, value: &str) -> Value {
        json!({"kind": kind, "value": value})
    }

    fn of(rule: &str, node: Value) -> Value {
        let mut node = node;
        node["joint_venture"] = json!(rule);
        node
    }

    fn all(children: &[Value]) -> Value {
        json!({ "all": children })
    }

    fn any(children: &[Value]) -> Value {
        json!({ "any": children })
    }

    #[test]
    fn trees_that_give_the_same_answer_are_the_same() {
        let (isms, mark) = (
            leaf("certification", "ISMS"),
            leaf("certification", "Pマーク"),
        );
        let (first, second) = (leaf("grade", "A"), leaf("grade", "B"));
        let points = leaf("other", "総合評定値700点以上");
        let (near, far) = (
            leaf("location", "A市内に本店"),
            leaf("location", "B市内に本店"),
        );
        let both = leaf("location", "A市又はB市に本店");
        let cases = [
            (
                any(&[any(std::slice::from_ref(&isms)), mark.clone()]),
                any(&[mark.clone(), isms.clone()]),
            ),
            (
                any(&[
                    all(&[near.clone(), points.clone()]),
                    all(&[far, points.clone()]),
                ]),
                all(&[points.clone(), both]),
            ),
            (
                all(&[near.clone(), leaf("staff", "責任者")]),
                all(&[near, points.clone()]),
            ),
            (
                all(&[isms.clone(), of("all members", mark.clone())]),
                all(&[isms.clone(), mark.clone(), isms.clone()]),
            ),
            (
                all(&[
                    of("representative", isms.clone()),
                    of("other members", isms.clone()),
                ]),
                all(std::slice::from_ref(&isms)),
            ),
            (
                all(&[of("representative", leaf("tax", "国税")), isms.clone()]),
                all(&[isms.clone(), leaf("tax", "国税")]),
            ),
        ];
        for (left, right) in &cases {
            assert_eq!(tree(left), tree(right), "{left} {right}");
        }
        let different = [
            (
                any(&[isms.clone(), mark.clone()]),
                all(&[isms.clone(), mark]),
            ),
            (
                any(&[first.clone(), all(&[second.clone(), points])]),
                any(&[first, second]),
            ),
            (of("any member", isms.clone()), isms),
        ];
        for (left, right) in &different {
            assert_ne!(tree(left), tree(right), "{left} {right}");
        }
    }

    #[test]
    fn what_is_not_required_is_no_condition() {
        let scored = json!({"kind": "certification", "value": "ISMS", "level": "scored"});
        assert_eq!(tree(&all(&[scored])), None);
    }

    #[test]
    fn many_alternatives_of_many_conditions_end() {
        let lot = |number: usize| {
            let grades = (0..12).map(|grade| leaf("grade", &format!("{number}-{grade}")));
            all(&grades.collect::<Vec<_>>())
        };
        let lots: Vec<Value> = (0..12).map(lot).collect();
        assert!(tree(&any(&lots)).is_some());
    }
}
