//! Conditions in a table with a column for each member of a joint venture:
//! 区分 | 代表者 | 構成員.

use std::sync::LazyLock;

use irefuda_procurement::{LeafKind, Level, Requirement};
use regex::Regex;

use super::Context;
use super::found::Found;
use super::items::with_rule;
use super::sentence::{self, leaf};
use crate::text::{Stretch, trim};

/// A table of the members' conditions: where it stands and what it asks for.
pub(super) struct Members {
    pub whole: Stretch,
    pub conditions: Vec<Requirement>,
}

/// The first such table of a stretch.
pub(super) fn members(context: &Context, stretch: &Stretch) -> Option<Members> {
    let text = context.reading.text.folded();
    let mut start = stretch.start;
    let mut table: Option<(usize, Vec<Option<&'static str>>)> = None;
    let mut conditions = Vec::new();
    for line in text[stretch.clone()].split_inclusive('\n') {
        let cells = cells(text, start..start + line.len());
        let begin = start;
        start += line.len();
        match &table {
            None => table = columns(text, &cells).map(|columns| (begin, columns)),
            // The rule under the heads of Markdown.
            Some(_) if is_rule(line) => {}
            Some((_, columns)) if cells.len() == columns.len() => {
                conditions.extend(of_row(context, columns, &cells));
            }
            Some((first, _)) => {
                return (!conditions.is_empty()).then_some(Members {
                    whole: *first..begin,
                    conditions,
                });
            }
        }
    }
    let (first, _) = table?;
    (!conditions.is_empty()).then_some(Members {
        whole: first..stretch.end,
        conditions,
    })
}

/// The cells of a line; none if it is no row of a table.
fn cells(text: &str, line: Stretch) -> Vec<Stretch> {
    let line = trim(text, line);
    let slice = &text[line.clone()];
    let bare = slice.trim_start_matches('|');
    let begin = line.end - bare.len();
    let bare = bare.trim_end_matches('|');
    let mut start = begin;
    let mut cells = Vec::new();
    for cell in bare.split(['|', '\t']) {
        cells.push(trim(text, start..start + cell.len()));
        start += cell.len() + 1;
    }
    if cells.len() > 2 { cells } else { Vec::new() }
}

fn is_rule(line: &str) -> bool {
    let marks = ['-', '|', ':', ' ', '\n'];
    line.contains('-') && line.chars().all(|character| marks.contains(&character))
}

/// Who each column is about, if the cells are the heads of such a table; none for
/// the column of the labels.
fn columns(text: &str, cells: &[Stretch]) -> Option<Vec<Option<&'static str>>> {
    const LONGEST: usize = 24;
    let who = |cell: &Stretch| {
        let head = &text[cell.clone()];
        let is_other = ["以外", "その他", "他の"]
            .iter()
            .any(|word| head.contains(word));
        match head {
            head if head.chars().count() > LONGEST => None,
            head if head.contains("代表") && !is_other => Some("representative"),
            head if head.contains("構成員") => Some("other members"),
            _ => None,
        }
    };
    let columns: Vec<Option<&'static str>> = cells.iter().map(who).collect();
    let has = |rule| columns.contains(&Some(rule));
    (columns.len() > 2
        && columns[0].is_none()
        && columns[1..].iter().all(Option::is_some)
        && has("representative")
        && has("other members"))
    .then_some(columns)
}

fn of_row(
    context: &Context,
    columns: &[Option<&'static str>],
    cells: &[Stretch],
) -> Vec<Requirement> {
    const AS_LEFT: [&str; 5] = ["同左", "〃", "同上", "左に同じ", "同じ"];
    let text = context.reading.text.folded();
    let label = &text[cells[0].clone()];
    let mut left = cells[1].clone();
    let values: Vec<Stretch> = cells[1..]
        .iter()
        .map(|cell| {
            if !AS_LEFT.contains(&&text[cell.clone()]) {
                left = cell.clone();
            }
            left.clone()
        })
        .collect();
    if values
        .iter()
        .all(|value| text[value.clone()] == text[values[0].clone()])
    {
        return of_cell(context, label, &values[0]);
    }
    let rules = columns[1..].iter().copied();
    let read = rules.zip(&values);
    read.flat_map(|(rule, value)| with_rule(of_cell(context, label, value), rule))
        .collect()
}

/// The conditions of a cell; in a row of grades a letter is one.
fn of_cell(context: &Context, label: &str, cell: &Stretch) -> Vec<Requirement> {
    static GRADES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^(?:特?[A-DS](?:等級|級|ランク)?(?:、|,|・|又は|若しくは|または|もしくは)?)+$")
            .expect("the pattern is well formed")
    });
    static GRADE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("特?[A-DS]").expect("the pattern is well formed"));
    let text = context.reading.text.folded();
    let slice = &text[cell.clone()];
    let is_of_grades = ["等級", "格付", "ランク", "級別"]
        .iter()
        .any(|word| label.contains(word));
    if is_of_grades && GRADES.is_match(slice) {
        let grades = GRADE.find_iter(slice).map(|found| {
            let found = Found {
                kind: LeafKind::Grade,
                value: found.as_str().to_owned(),
                stretch: cell.start + found.start()..cell.start + found.end(),
            };
            leaf(context, &found, Level::Required)
        });
        let mut grades: Vec<Requirement> = grades.collect();
        return match grades.len() {
            1 => vec![grades.remove(0)],
            _ => vec![Requirement::any(grades)],
        };
    }
    sentence::sentences(text, cell.clone())
        .iter()
        .flat_map(|sentence| sentence::conditions(context, sentence))
        .collect()
}
