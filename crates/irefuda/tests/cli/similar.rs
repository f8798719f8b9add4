//! Similar notices among the samples.

use std::collections::HashMap;

use serde_json::Value;

use crate::world::{INDEXED, SAMPLES};

const CASES: &str = include_str!("../cases/similar.txt");

fn paths(notices: &Value) -> Vec<&str> {
    let notices = notices.as_array().expect("notices").iter();
    notices
        .filter_map(|notice| notice["source"]["path"].as_str())
        .collect()
}

#[test]
fn the_samples_are_like_one_another_as_the_table_says() {
    let mut ids = HashMap::new();
    for page in ["1", "2", "3"] {
        let answer = SAMPLES.search(&["--per-page", "100", "--page", page]);
        for hit in answer["hits"].as_array().expect("hits") {
            let path = hit["source"]["path"].as_str().expect("a path").to_owned();
            ids.insert(path, hit["id"].as_str().expect("an id").to_owned());
        }
    }
    let mut complaints = Vec::new();
    for line in CASES
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let (notice, expected) = line.split_once(" =").expect("notice => others");
        let id = &ids[notice];
        let answer = SAMPLES
            .run(&["similar", "--format", "json", "--", id])
            .ends_with(0)
            .json();
        let found = paths(&answer["notices"]);
        let is_held = match expected.split_once('>').expect("an arrow") {
            ("!", others) => others
                .split_whitespace()
                .all(|other| !found.contains(&other)),
            (_, expected) => {
                let (first, others) = expected.split_once('|').expect("first | others");
                let first: Vec<&str> = first.split_whitespace().collect();
                found.starts_with(&first)
                    && others
                        .split_whitespace()
                        .all(|other| found.contains(&other))
            }
        };
        if !is_held || found.len() > 5 {
            complaints.push(format!("{line}: {found:?}"));
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn wrong_usage_is_named() {
    let ended = INDEXED.run(&["similar", "nothing"]);
    ended.ends_with(1).complains(&["nothing"]);
    let ended = INDEXED.run(&["similar", "nothing", "--limit", "0"]);
    ended.ends_with(2).complains(&["--limit", "1 to 20"]);
}
