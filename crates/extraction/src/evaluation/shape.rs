//! Requirements without what does not count when two are compared.

use serde_json::Value;

use super::comparable;

/// The tree as a text: without evidence, in any order of its conditions, and
/// written in one way of all that give a searcher the same answer. Of a
/// condition that has no fixed name (experience, staff, other) only the kind
/// counts. None for a requirement without conditions.
pub(super) fn tree(value: &Value) -> Option<String> {
    let mut aside = Vec::new();
    let node = shaped(value, "", &mut aside);
    let mut parts = match node {
        Some(Node::All(children)) => children.iter().map(Node::written).collect(),
        Some(other) => vec![other.written()],
        None => Vec::new(),
    };
    parts.append(&mut aside);
    parts.sort();
    parts.dedup_by(|later, earlier| later == earlier && !has_fixed_name(later));
    of_everyone(&mut parts);
    parts.sort();
    parts.dedup_by(|later, earlier| later == earlier && !has_fixed_name(later));
    (!parts.is_empty()).then(|| format!("all[{}]", parts.join(", ")))
}

/// What the representative and the other members have to meet alike is asked of
/// everyone.
fn of_everyone(parts: &mut Vec<String>) {
    let others: Vec<String> = parts
        .iter()
        .filter_map(|part| Some(part.strip_suffix(" (other members)")?.to_owned()))
        .collect();
    for part in others {
        let of_representative = format!("{part} (representative)");
        if let Some(position) = parts.iter().position(|part| *part == of_representative) {
            parts[position] = part.clone();
            parts.retain(|other| *other != format!("{part} (other members)"));
        }
    }
}

/// A requirement of which the answer to "may we bid?" is made.
enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    Leaf(String),
}

impl Node {
    fn written(&self) -> String {
        let (sign, children) = match self {
            Self::Leaf(leaf) => return leaf.clone(),
            Self::All(children) => ("all", children),
            Self::Any(children) => ("any", children),
        };
        let mut children: Vec<String> = children.iter().map(Self::written).collect();
        children.sort();
        children.dedup_by(|later, earlier| later == earlier && !has_fixed_name(later));
        match &children[..] {
            [only] => only.clone(),
            _ => format!("{sign}[{}]", children.join(", ")),
        }
    }
}

/// A node with the rule of those above it. The rule of a node is that of each
/// condition in it; a list in a list of the same kind is one list; what is not
/// required shuts nobody out, so it stands `aside`, whatever it is nested in.
fn shaped(value: &Value, above: &str, aside: &mut Vec<String>) -> Option<Node> {
    let rule = match text(value, "joint_venture") {
        "" => above,
        // What has no rule is asked of each who bids anyway.
        "all members" => "",
        rule => rule,
    };
    for sign in ["all", "any"] {
        if let Some(children) = value[sign].as_array() {
            let is_any = sign == "any";
            let mut kept = Vec::new();
            for child in children {
                match shaped(child, rule, aside) {
                    Some(Node::All(below)) if !is_any => kept.extend(below),
                    Some(Node::Any(below)) if is_any => kept.extend(below),
                    below => kept.extend(below),
                }
            }
            return match kept.len() {
                0 => None,
                1 => kept.pop(),
                _ if is_any => Some(Node::Any(kept)),
                _ => Some(Node::All(kept)),
            };
        }
    }
    let level = level(value);
    if !level.is_empty() {
        if is_fixed(text(value, "kind")) {
            aside.push(format!("{}{level}", leaf(value)));
        }
        return None;
    }
    let rule = match rule {
        "" => String::new(),
        rule => format!(" ({rule})"),
    };
    (!text(value, "kind").is_empty()).then(|| Node::Leaf(format!("{}{rule}", leaf(value))))
}

/// Several experiences in a row are as good as one.
fn has_fixed_name(written: &str) -> bool {
    written.contains(':')
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
