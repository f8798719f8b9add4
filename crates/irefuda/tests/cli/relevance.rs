//! Searching against the cases of `tests/cases/relevance`.
//!
//! Not every case is held yet. `known_failures.txt` names those that are not;
//! another one is a step back, and one that is held now has to be taken off, so
//! that it stays gained.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::world::{INDEXED, World};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/relevance");
const KNOWN: &str = include_str!("../cases/known_failures.txt");
const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/documents");
const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seeds");

/// The cases of the real notices.
const SEED_CASES: &str = "seeds.txt";

#[test]
fn cases_of_relevance_are_held_but_for_the_known_ones() {
    let measured = evaluate(&World::new(), CASES, &[SAMPLES]);
    let skipped: Vec<&str> = files(&measured)
        .filter(|file| !file["skipped_for"].is_null())
        .filter_map(|file| file["name"].as_str())
        .collect();
    assert_eq!(skipped, [SEED_CASES]);
    let mut verdicts = verdicts(&known(|file| file != SEED_CASES), &failing(&measured));
    let figure = (ndcg(&measured, "irefuda") * 100.0).floor() / 100.0;
    if figure != known_ndcg() {
        let known = known_ndcg();
        verdicts.push(format!("nDCG@10 is {figure:.2}, in the table {known:.2}"));
    }
    assert!(verdicts.is_empty(), "\n{}", verdicts.join("\n"));
    for peer in ["bm25", "bigrams"] {
        let peers = ndcg(&measured, peer);
        assert!(peers > 0.2, "{peer} finds nothing to compare with: {peers}");
        assert!(peers < figure, "{peer} is better: {peers}");
    }
}

#[test]
fn cases_of_real_notices_are_held_but_for_the_known_ones() {
    if !Path::new(SEEDS).is_dir() {
        println!("skipped: there is no folder of real notices at {SEEDS}");
        return;
    }
    let world = World::new();
    for entry in fs::read_dir(SEEDS).expect("the folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let name = path.file_name().expect("a name").to_string_lossy();
            let text = fs::read(&path).expect("a real notice");
            world.write(&format!("seeds/{name}"), text);
        }
    }
    let cases = format!("{CASES}/{SEED_CASES}");
    let measured = evaluate(&world, &cases, &[SAMPLES, "seeds"]);
    assert!(files(&measured).all(|file| file["skipped_for"].is_null()));
    let verdicts = verdicts(&known(|file| file == SEED_CASES), &failing(&measured));
    assert!(verdicts.is_empty(), "\n{}", verdicts.join("\n"));
}

fn evaluate(world: &World, cases: &str, documents: &[&str]) -> Value {
    let arguments = [&["evaluate-search", "--json", cases], documents].concat();
    world.run(&arguments).ends_with(0).json()
}

fn files(measured: &Value) -> impl Iterator<Item = &Value> {
    measured["files"].as_array().expect("files").iter()
}

fn ndcg(measured: &Value, engine: &str) -> f64 {
    measured["engines"][engine]["ndcg"].as_f64().expect("nDCG")
}

/// The cases that are not held, as `file | query`.
fn failing(measured: &Value) -> BTreeSet<String> {
    let failures = files(measured).flat_map(|file| {
        let failures = file["failures"].as_array().expect("failures").iter();
        failures.map(|failure| (file["name"].as_str(), failure["query"].as_str()))
    });
    failures
        .map(|(file, query)| format!("{} | {}", file.expect("a name"), query.expect("a query")))
        .collect()
}

/// The lines of the table but that of the figure, of these files.
fn known(is_meant: impl Fn(&str) -> bool) -> BTreeSet<String> {
    rows()
        .filter(|row| {
            row.split_once(" | ")
                .is_some_and(|(file, _)| is_meant(file))
        })
        .filter(|row| !row.starts_with(FIGURE))
        .map(str::to_owned)
        .collect()
}

const FIGURE: &str = "nDCG@10 | ";

fn known_ndcg() -> f64 {
    let row = rows().find_map(|row| row.strip_prefix(FIGURE));
    let figure = row.and_then(|figure| figure.parse().ok());
    figure.expect("a line `nDCG@10 | 0.12`")
}

fn rows() -> impl Iterator<Item = &'static str> {
    let is_row = |row: &&str| !row.is_empty() && !row.starts_with('#');
    KNOWN.lines().filter(is_row)
}

/// Where the table and what was found differ.
fn verdicts(known: &BTreeSet<String>, failing: &BTreeSet<String>) -> Vec<String> {
    let worse = failing.difference(known);
    let better = known.difference(failing);
    worse
        .map(|case| format!("fails, and is not in the table: {case}"))
        .chain(
            better.map(|case| format!("is held now, or is no case: take it off the table: {case}")),
        )
        .collect()
}

#[test]
fn the_table_is_held_to_in_both_directions() {
    let known = BTreeSet::from(["a | 清掃".to_owned(), "a | 警備".to_owned()]);
    let failing = BTreeSet::from(["a | 警備".to_owned(), "b | 印刷".to_owned()]);
    assert_eq!(
        verdicts(&known, &failing),
        [
            "fails, and is not in the table: b | 印刷",
            "is held now, or is no case: take it off the table: a | 清掃",
        ]
    );
}

#[test]
fn an_index_is_judged_as_it_is() {
    let cases = World::new();
    cases.write(
        "cases/a.txt",
        "検索 住基ネット\n首位 okayama/juki.txt\n検索 給食\n首位 okayama/ # 誤り\n除外 hokkaido/\n",
    );
    cases.write(
        "cases/b.txt",
        "要 elsewhere.txt\n検索 給食\n3 elsewhere.txt\n",
    );
    cases.write("cases/README.md", "no case");
    let folder = cases.path("cases");
    let folder = folder.to_str().expect("UTF-8");
    let rows = [
        "a.txt",
        "irefuda",
        "bm25",
        "bigrams",
        "b.txt",
        "elsewhere.txt",
    ];
    let failure = "a.txt:3: 給食\n  首位 ではなく hokkaido/kyushoku.html 学校給食調理業務委託\n";
    let whole = INDEXED.run(&["evaluate-search", folder]).ends_with(0);
    whole
        .says(&rows)
        .says(&[failure, "1位 除外", "- ない", "1/2"]);
    let summary = INDEXED.run(&["evaluate-search", "--summary", folder]);
    let summary = summary.ends_with(0).says(&rows);
    assert!(!summary.stdout.contains("給食"), "{summary:#?}");
}

#[test]
fn mistakes_in_cases_are_named() {
    let cases = World::new();
    cases.write("unknown.txt", "検索 清掃\n3 nowhere.txt\n");
    cases.write("bad.txt", "検索 清掃\n4 okayama/juki.txt\n");
    fs::create_dir(cases.path("empty")).expect("a folder");
    let mistakes: &[(&str, &[&str])] = &[
        ("unknown.txt", &["unknown.txt", "line 2", "nowhere.txt"]),
        (
            "bad.txt",
            &["bad.txt", "line 2", "首位, 3, 2, 1, 下位, 除外"],
        ),
        ("empty", &[".txt"]),
        ("gone", &["gone"]),
    ];
    for (name, complaint) in mistakes {
        let path = cases.path(name);
        let ended = INDEXED.run(&["evaluate-search", path.to_str().expect("UTF-8")]);
        ended.ends_with(1).complains(complaint);
    }
}
