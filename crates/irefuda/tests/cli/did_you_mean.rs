//! Proposals for queries with mistakes, over the samples.

use serde_json::Value;

use crate::world::{SAMPLES, World};

const CASES: &str = include_str!("../cases/did_you_mean.txt");

/// Where an answer differs from a line of the table.
fn complaint(world: &World, line: &str) -> Option<String> {
    let (typed, meant) = line.split_once(" =>").expect("typed => meant");
    let (is_applied, meant) = match meant.strip_prefix('>') {
        Some(meant) => (true, meant.trim()),
        None => (false, meant.trim()),
    };
    let search = |q: &str| world.search(&["--fields", "id", q]);
    let answer = search(typed);
    let proposals = answer["understood"]["did_you_mean"]
        .as_array()
        .expect("proposals");
    let of = |proposal: &Value| proposal["q"].as_str() == Some(meant);
    let is_held = match (meant, proposals.as_slice()) {
        ("", proposals) => proposals.is_empty(),
        (_, [first, ..]) if is_applied => {
            let as_meant = search(meant);
            of(first)
                && first["is_applied"] == true
                && first["total"] == as_meant["with_all_words"]
                && answer["hits"] == as_meant["hits"]
        }
        (_, proposals) => proposals.iter().any(|proposal| {
            of(proposal) && proposal["total"].as_u64() > Some(0) && proposal["is_applied"] == false
        }),
    };
    let is_short = proposals.len() <= 3;
    (!is_held || !is_short).then(|| format!("{line}: {proposals:?}"))
}

#[test]
fn what_was_meant_is_proposed_as_the_table_says() {
    let world = &*SAMPLES;
    let lines = CASES
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let complaints: Vec<String> = lines.filter_map(|line| complaint(world, line)).collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));

    // As typed, where that is asked for.
    let literal = world.search(&["橋粱点検", "--match", "literal"]);
    assert_eq!(literal["total"], 0);
    assert_eq!(literal["understood"]["did_you_mean"], serde_json::json!([]));
    // Filters do not change the words: what they leave of the proposal is told.
    let narrowed = world.search(&["橋粱点検", "--prefecture", "岐阜県"]);
    assert_eq!(narrowed["with_all_words"], 1, "{narrowed:#}");
    assert_eq!(
        narrowed["understood"]["did_you_mean"][0]["is_applied"],
        true
    );
    let usual = world.search(&["清掃", "--prefecture", "沖縄県", "--qualification", "ISMS"]);
    assert_eq!(usual["understood"]["did_you_mean"], serde_json::json!([]));
    // It goes on behind the last hit, and is told on the way.
    let first = world.search(&["測量業努", "--per-page", "5"]);
    let cursor = first["next"].as_str().expect("a cursor");
    let second = world.search(&["測量業努", "--per-page", "5", "--cursor", cursor]);
    let by_page = world.search(&["測量業努", "--per-page", "5", "--page", "2"]);
    assert_eq!(second["hits"], by_page["hits"]);
    assert_eq!(second["understood"], first["understood"]);
    let table = world.run(&["search", "橋粱点検"]).ends_with(0);
    table.says(&["入力した言葉では見つからないので、「橋梁点検」の 6 件を示す"]);
    let table = world.run(&["search", "清楚業務委託"]).ends_with(0);
    table.says(&["もしかして: 清掃業務委託（"]);
}
