//! `irefuda extract`.

use std::io::Write;
use std::process::Stdio;

use crate::world::{Ended, JUKI, KYUSHOKU, World, has_fields};

#[test]
fn a_notice_has_every_field_of_the_contract() {
    let world = World::new();
    world.write("juki.txt", JUKI);
    let notice = world
        .run(&["extract", "juki.txt", "--format", "json"])
        .ends_with(0)
        .json();
    has_fields(
        &notice,
        &[
            "id",
            "title",
            "agency",
            "department",
            "prefecture",
            "lg_code",
            "municipality",
            "kind",
            "method",
            "category",
            "subcategory",
            "announced_on",
            "deadlines",
            "closes_at",
            "status",
            "contract_period",
            "place",
            "requirement",
            "joint_venture",
            "parts",
            "evidence",
            "warnings",
            "source",
        ],
    );
    has_fields(&notice["deadlines"][0], &["kind", "at", "evidence"]);
    has_fields(
        &notice["deadlines"][0]["evidence"],
        &["quote", "part", "start", "end"],
    );
    has_fields(&notice["parts"][0], &["role", "title", "range"]);
    has_fields(
        &notice["evidence"]["title"],
        &["quote", "part", "start", "end"],
    );
    assert_eq!(notice["kind"], "入札公告");
    assert_eq!(notice["status"], "open");
    assert_eq!(notice["source"]["path"], "juki.txt");
    assert_eq!(notice["source"]["files"][0]["format"], "text");
}

#[test]
fn the_status_is_that_of_the_moment() {
    let world = World::new();
    world.write("juki.txt", JUKI);
    let later = world.run(&[
        "extract",
        "juki.txt",
        "--as-of",
        "2026-12-10T17:00:00+09:00",
    ]);
    assert_eq!(later.ends_with(0).json()["status"], "closed");
}

#[test]
fn what_the_firm_holds_is_held_against_the_requirement() {
    let world = World::new();
    world.write("juki.txt", JUKI);
    let value = |holds: &[&str]| {
        let arguments = [&["extract", "juki.txt"], holds].concat();
        let notice = world.run(&arguments).ends_with(0).json();
        notice["eligibility"]["value"].clone()
    };
    assert_eq!(value(&[]), serde_json::Value::Null);
    assert_eq!(value(&["--holds", "ISMS"]), "met");
    assert_eq!(
        value(&["--holds", "Pマーク", "--holds", "警備業"]),
        "one_short"
    );
    assert_eq!(value(&["--holds", "本店:岡山市"]), "unknown");
}

#[test]
fn what_is_no_notice_is_printed_as_such() {
    let world = World::new();
    world.write("regulation.txt", "岡山市文書管理規則\n\n第1条　この規則は、文書の管理について定める。\n第2条　文書は保存する。\n");
    let notice = world
        .run(&["extract", "regulation.txt"])
        .ends_with(0)
        .json();
    assert_eq!(
        (notice["kind"].as_str(), notice["status"].as_str()),
        (Some("その他"), Some("unknown"))
    );
}

#[test]
fn one_bad_file_does_not_keep_the_others_from_being_printed() {
    let world = World::new();
    world.write("juki.txt", JUKI);
    world.write("empty.txt", "");
    world.write("kyushoku.html", KYUSHOKU);
    let files = [
        "extract",
        "juki.txt",
        "empty.txt",
        "missing.txt",
        "kyushoku.html",
    ];
    let ended = world
        .run(&files)
        .ends_with(2)
        .complains(&["empty.txt: ", "missing.txt: "]);
    assert_eq!(ended.json_lines().len(), 2);
}

#[test]
fn the_standard_input_is_a_file_too() {
    let world = World::new();
    let (shift_jis, _, _) = encoding_rs::SHIFT_JIS.encode(JUKI);
    let mut child = world
        .command(&["extract", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(&shift_jis)
        .expect("written");
    let ended = Ended::of(&child.wait_with_output().expect("the program")).ends_with(0);
    assert_eq!(ended.json()["lg_code"], "331007");
    assert_eq!(ended.json()["source"]["path"], "-");
}
