//! What later documents say of an earlier notice: the table of
//! `tests/cases/amendments.txt`.

use irefuda_extraction::Extractor;
use irefuda_procurement::{Change, Notice};

use crate::reading::{extractor, source};

const TABLE: &str = include_str!("../cases/amendments.txt");
const HEAD: &str = "公告の変更について\n令和8年11月9日\n高槻市長 ○○ ○○\n";

#[test]
fn changes_are_read_as_they_are_meant() {
    let extractor = extractor();
    let rows = TABLE
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let wrong: String = rows.filter_map(|row| check(&extractor, row)).collect();
    assert!(wrong.is_empty(), "{wrong}");
}

/// What is wrong with a row, if anything is.
fn check(extractor: &Extractor, row: &str) -> Option<String> {
    let cells: Vec<&str> = row.split(" | ").map(str::trim).collect();
    let [text, target, expected] = cells[..] else {
        panic!("text | target | changes, not {row}");
    };
    let text = format!("{HEAD}{}", text.replace("\\n", "\n").replace("\\t", "\t"));
    let notice = extractor.extract(&text, source("any.txt")).remove(0);
    let read = (self::target(&notice), changes(&notice.changes));
    let is_right = read == (target.to_owned(), expected.to_owned());
    (!is_right).then(|| {
        format!(
            "\n{row}\n  is a {} read as {} | {}",
            notice.kind, read.0, read.1
        )
    })
}

/// The number of the notice that is spoken of, else its day.
fn target(notice: &Notice) -> String {
    let Some(amends) = &notice.amends else {
        return "-".to_owned();
    };
    let day = amends.announced_on.map(|day| day.to_string());
    amends.number.clone().or(day).unwrap_or_default()
}

fn changes(changes: &[Change]) -> String {
    let written = changes.iter().map(|change| {
        let value = |value: &Option<String>| value.clone().unwrap_or_default();
        format!(
            "{}: {} -> {}",
            change.field,
            value(&change.before),
            value(&change.after)
        )
    });
    let written: Vec<String> = written.collect();
    match written.is_empty() {
        true => "-".to_owned(),
        false => written.join("; "),
    }
}
