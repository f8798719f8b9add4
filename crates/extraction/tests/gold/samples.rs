//! The sample notices of `corpus/documents` against `corpus/gold`.
//!
//! Not everything is read rightly yet. `known_disagreements.txt` says how many
//! samples each field is wrong in; more is a step back, and fewer has to be
//! written down there, so that it stays gained.

use std::collections::{BTreeMap, BTreeSet};

use irefuda_extraction::evaluation::{Scores, judge};

use crate::corpus;
use crate::reading::{extractor, told};

const TABLE: &str = include_str!("known_disagreements.txt");

#[test]
fn samples_are_read_no_worse_than_known() {
    let extractor = extractor();
    let mut scores = Scores::default();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (file, gold) in corpus::samples() {
        let notices = file.extract(&extractor);
        let judgements = judge(&notices[0], &gold);
        for judgement in judgements.iter().filter(|judgement| !judgement.agrees()) {
            println!("{}: {}", file.path, told(judgement));
        }
        scores.add(&judgements);
        *counts.entry("samples").or_default() += 1;
        if notices.len() != 1 {
            println!("{}: {} notices", file.path, notices.len());
            *counts.entry("notices").or_default() += 1;
        }
    }
    let differing = scores
        .fields()
        .map(|(field, score)| (field, score.differing));
    counts.extend(differing.filter(|(_, count)| *count > 0));
    let verdicts = verdicts(&table(), &counts);
    assert!(verdicts.is_empty(), "\n{}", verdicts.join("\n"));
}

/// The counts of the table by field.
fn table() -> BTreeMap<&'static str, usize> {
    let rows = TABLE
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let count = |row: &'static str| {
        let (field, count) = row.split_once('|').expect("field | count");
        (field.trim(), count.trim().parse().expect("a count"))
    };
    rows.map(count).collect()
}

/// Where the table and what was counted differ.
fn verdicts(known: &BTreeMap<&str, usize>, counted: &BTreeMap<&str, usize>) -> Vec<String> {
    let fields: BTreeSet<&str> = known.keys().chain(counted.keys()).copied().collect();
    let count =
        |counts: &BTreeMap<&str, usize>, field: &str| counts.get(field).copied().unwrap_or(0);
    let verdict = |field: &str| {
        let (known, counted) = (count(known, field), count(counted, field));
        if known == counted {
            return None;
        }
        Some(match field {
            "samples" => format!("{field}: {known} in the table, now {counted}: count anew"),
            _ if counted > known => {
                format!("{field}: worse than the table: {counted}, not {known}")
            }
            _ => format!("{field}: better than the table: lower it to {counted}"),
        })
    };
    fields.into_iter().filter_map(verdict).collect()
}

#[test]
fn the_table_is_held_to_in_both_directions() {
    let known = BTreeMap::from([("samples", 2), ("title", 2), ("method", 2), ("kind", 2)]);
    let counted = BTreeMap::from([("samples", 3), ("title", 1), ("method", 3), ("kind", 2)]);
    assert_eq!(
        verdicts(&known, &counted),
        [
            "method: worse than the table: 3, not 2",
            "samples: 2 in the table, now 3: count anew",
            "title: better than the table: lower it to 1",
        ]
    );
}
