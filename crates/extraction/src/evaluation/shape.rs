//! Requirements without what does not count when two are compared.

use serde_json::Value;

use super::comparable;

/// The tree as a text: without evidence, in any order of its conditions. Of a
/// condition that has no fixed name (experience, staff, other) only the kind
/// counts. None for a requirement without conditions.
pub(super) fn tree(value: &Value) -> Option<String> {
    let written = written(value);
    (written != "all[]").then_some(written)
}

fn written(value: &Value) -> String {
    let rule = text(value, "joint_venture");
    let rule = match rule {
        "" => String::new(),
        rule => format!(" ({rule})"),
    };
    for sign in ["all", "any"] {
        if let Some(children) = value[sign].as_array() {
            let mut children: Vec<String> = children.iter().map(written).collect();
            children.sort();
            children.dedup_by(|later, earlier| later == earlier && !has_fixed_name(later));
            return format!("{sign}[{}]{rule}", children.join(", "));
        }
    }
    format!("{}{}{rule}", leaf(value), level(value))
}

/// Several experiences in a row are as good as one.
fn has_fixed_name(written: &str) -> bool {
    written.contains(':')
}

fn leaf(value: &Value) -> String {
    let kind = text(value, "kind");
    match is_fixed(kind) {
        true => format!("{kind}:{}", comparable(text(value, "value"))),
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
