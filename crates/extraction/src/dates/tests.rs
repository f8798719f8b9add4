//! The table of `tests/cases/dates.txt`.

use std::fmt::Write;

use irefuda_folding::fold;
use jiff::civil::Date;

use super::{Mention, Stamp, mentions};

const TABLE: &str = include_str!("../../tests/cases/dates.txt");

#[test]
fn dates_are_read_as_they_are_meant() {
    let rows = TABLE
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let wrong: String = rows.filter_map(check).collect();
    assert!(wrong.is_empty(), "{wrong}");
}

/// What is wrong with a row, if anything is.
fn check(row: &str) -> Option<String> {
    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
    let [text, anchor, expected] = cells[..] else {
        panic!("text | anchor | dates, not {row}");
    };
    let anchor: Option<Date> = match anchor {
        "" => None,
        day => Some(day.parse().expect("an anchor is a day")),
    };
    let text = text.replace("\\n", "\n").replace("\\t", "\t");
    let read = written(&mentions(fold(&text).text(), anchor));
    (read != expected).then(|| format!("\n{row}\n  is read as {read}"))
}

fn written(mentions: &[Mention]) -> String {
    if mentions.is_empty() {
        return "-".to_owned();
    }
    let mentions: Vec<String> = mentions.iter().map(mention).collect();
    mentions.join("; ")
}

fn mention(mention: &Mention) -> String {
    let mut written = stamp(mention.first);
    if let Some(last) = mention.last {
        let _ = write!(written, " .. {}", stamp(last));
    }
    if mention.is_until {
        written.push_str(" until");
    }
    written
}

fn stamp(stamp: Stamp) -> String {
    match (stamp.time, stamp.is_month) {
        (Some(time), _) => format!("{}T{}", stamp.day, time.strftime("%H:%M")),
        (None, true) => stamp.day.strftime("%Y-%m").to_string(),
        (None, false) => stamp.day.to_string(),
    }
}
