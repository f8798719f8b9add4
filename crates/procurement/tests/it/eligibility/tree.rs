//! Requirements written in a line: `all(certification:ISMS, any(grade:A, grade:B))`.

use irefuda_procurement::{Confidence, Evidence, Leaf, Level, Requirement, Span};

/// Reads a requirement.
pub fn tree(text: &str) -> Requirement {
    let mut rest = text.trim();
    let read = node(&mut rest);
    assert!(rest.is_empty(), "{rest} of {text} is left over");
    read
}

fn node(rest: &mut &str) -> Requirement {
    for (name, make) in [
        (
            "all(",
            Requirement::all as fn(Vec<Requirement>) -> Requirement,
        ),
        ("any(", Requirement::any),
    ] {
        if let Some(inside) = rest.strip_prefix(name) {
            *rest = inside;
            let read = make(children(rest));
            return with_rule(read, rest);
        }
    }
    let end = rest.find([',', ')', '@', '~']).unwrap_or(rest.len());
    let (kind, value) = rest[..end].split_once(':').expect("kind:value");
    *rest = &rest[end..];
    let level = word(rest, '~').map_or(Level::Required, |name| name.parse().expect("a level"));
    let read = leaf(kind, value, level);
    with_rule(read, rest)
}

fn children(rest: &mut &str) -> Vec<Requirement> {
    let mut children = Vec::new();
    while !rest.starts_with(')') {
        children.push(node(rest));
        *rest = rest.trim_start_matches([',', ' ']);
    }
    *rest = &rest[1..];
    children
}

fn with_rule(read: Requirement, rest: &mut &str) -> Requirement {
    match word(rest, '@') {
        Some(rule) => read.with_joint_venture(rule),
        None => read,
    }
}

/// What stands behind a mark.
fn word<'a>(rest: &mut &'a str, mark: char) -> Option<&'a str> {
    let behind = rest.strip_prefix(mark)?;
    let end = behind.find([',', ')', '@', '~']).unwrap_or(behind.len());
    *rest = &behind[end..];
    Some(&behind[..end])
}

/// A condition that stands nowhere.
pub fn leaf(kind: &str, value: &str, level: Level) -> Requirement {
    Requirement::Leaf(Leaf {
        kind: kind.parse().expect("a kind"),
        value: value.to_owned(),
        level,
        joint_venture: None,
        evidence: Evidence {
            quote: value.to_owned(),
            part: 0,
            page: None,
            span: Span { start: 0, end: 0 },
            confidence: Confidence::Certain,
        },
    })
}
