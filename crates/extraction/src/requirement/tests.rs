//! The table of `tests/cases/requirements.txt`.

use irefuda_procurement::{Leaf, LeafKind, Level, Lexicon, Requirement, SourceFile};

use crate::Extractor;

const TABLE: &str = include_str!("../../tests/cases/requirements.txt");

/// A notice of 倉敷市 around the item.
const HEAD: &str = "倉敷市公告第1号\n一般競争入札公告\n令和8年5月1日\n倉敷市長 ○○ ○○\n1 件名 庁舎清掃業務\n2 入札参加資格\n次に掲げる要件を全て満たす者であること。\n";
const FOOT: &str = "\n3 入札保証金\n免除\n";

#[test]
fn conditions_are_read_as_the_table_says() {
    let lexicon = Lexicon::compiled_in().expect("the lexicon is well formed");
    let extractor = Extractor::new(&lexicon);
    let rows = TABLE
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut wrong = String::new();
    let mut count = 0;
    for row in rows {
        let (text, expected) = row.split_once(" => ").expect("a row has two parts");
        let asks_for_form = expected.contains(" || ");
        let read = check(&extractor, text, asks_for_form);
        if read != expected.trim() {
            wrong += &format!("\n{text}\n    expected {expected}\n    read     {read}");
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count >= 80, "only {count} rows");
}

/// The conditions of a text under the heading of the requirement, and whether firms
/// may bid together if the row says that as well.
fn check(extractor: &Extractor, text: &str, asks_for_form: bool) -> String {
    let document = format!("{HEAD}{}{FOOT}", text.replace(" / ", "\n"));
    let notices = extractor.extract(&document, SourceFile::default());
    let conditions = match &notices[0].requirement {
        Requirement::All { all, .. } => all.iter().map(written).collect::<Vec<_>>().join(", "),
        other => written(other),
    };
    match asks_for_form {
        true => format!("{conditions} || {}", notices[0].joint_venture),
        false => conditions,
    }
}

fn written(condition: &Requirement) -> String {
    let list = |conditions: &[Requirement]| {
        conditions
            .iter()
            .map(written)
            .collect::<Vec<_>>()
            .join(", ")
    };
    match condition {
        Requirement::All { all, joint_venture } => {
            format!("all[{}]{}", list(all), who(joint_venture))
        }
        Requirement::Any { any, joint_venture } => {
            format!("any[{}]{}", list(any), who(joint_venture))
        }
        Requirement::Leaf(leaf) => self::leaf(leaf),
    }
}

/// The words of a condition without a fixed name do not count.
fn leaf(leaf: &Leaf) -> String {
    let value = match leaf.kind {
        LeafKind::Experience | LeafKind::Staff | LeafKind::Other => String::new(),
        _ => format!(":{}", leaf.value),
    };
    let level = match leaf.level {
        Level::Required => "",
        Level::Scored => " <scored>",
        Level::Mentioned => " <mentioned>",
    };
    format!("{}{value}{level}{}", leaf.kind, who(&leaf.joint_venture))
}

fn who(rule: &Option<String>) -> String {
    rule.as_ref()
        .map_or_else(String::new, |rule| format!(" ({rule})"))
}
