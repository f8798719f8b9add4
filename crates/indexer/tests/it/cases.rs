//! A notice and what was said of it later are one, wherever the files lie and
//! whichever comes first.

use std::time::Duration;

use irefuda_indexer::Silent;
use irefuda_procurement::{Kind, Notice, Status};
use irefuda_search::SearchRequest;

use crate::world::{LEXICON, World, fate, id, notice};

/// A later document about a notice of the world.
fn later(heading: &str, day: u32, title: &str, words: &str) -> String {
    format!(
        "{heading}\n\n令和8年11月{day}日\n岡山市長　見本　太郎\n\n\
         令和8年11月2日付けで公告した下記の案件について、次のとおりとする。\n\n1　件名　{title}\n2　{words}\n"
    )
}

pub fn cancellation(title: &str) -> String {
    later(
        "入札中止公告",
        16,
        title,
        "理由　仕様の誤りのため、この入札を中止する。",
    )
}

fn answers(title: &str) -> String {
    later("質問回答書", 12, title, "回答　ゴンドラは使用しない。")
}

const TITLE: &str = "本庁舎清掃業務委託";

/// The one entry of the index.
fn the_one(world: &World) -> Notice {
    let request = SearchRequest::default();
    let now = "2026-12-01T09:00:00".parse().expect("a moment");
    let answer = world.searcher().search(&request, now).expect("a search");
    assert_eq!(answer.total, 1, "{:#?}", answer.hits);
    let notice = world.searcher().notice(&answer.hits[0].summary.id);
    let notice = notice.expect("an index").expect("the notice");
    assert_eq!(answer.hits[0].status, notice.status(now));
    notice
}

fn kinds(notice: &Notice) -> Vec<Kind> {
    notice.history.iter().map(|step| step.kind).collect()
}

fn status(notice: &Notice) -> Status {
    notice.status("2026-12-01T09:00:00".parse().expect("a moment"))
}

#[test]
fn what_comes_later_joins_its_notice_and_may_go_again() {
    let world = World::with(&[("a/koukoku.txt", &notice(TITLE))]);
    let call = id(&world.run(), "a/koukoku.txt");
    assert_eq!(status(&the_one(&world)), Status::Open);

    world.write("b/chushi.txt", cancellation(TITLE));
    let report = world.run();
    let cancelled = id(&report, "b/chushi.txt");
    assert_eq!(fate(&report, "a/koukoku.txt").0, "unchanged");
    assert_eq!((report.notice_count(), report.cases.len()), (1, 1));
    let shown = the_one(&world);
    assert_eq!((&shown.id, status(&shown)), (&call, Status::Cancelled));
    assert_eq!(kinds(&shown), [Kind::Cancellation]);
    assert_eq!(shown.history[0].path, "b/chushi.txt");
    assert!(
        shown.parts[shown.history[0].part]
            .text
            .contains("仕様の誤り")
    );
    assert_eq!(
        world.source_of(&cancelled).as_deref(),
        Some("a/koukoku.txt")
    );

    world.write("c/kaitou.txt", answers(TITLE));
    world.run();
    let shown = the_one(&world);
    assert_eq!(kinds(&shown), [Kind::Answers, Kind::Cancellation]);
    assert_eq!(status(&shown), Status::Cancelled);

    // The call changes, and what was said of it stays said.
    world.write("a/koukoku.txt", notice(TITLE).replace("午後5時", "午後3時"));
    world.run();
    assert_eq!(kinds(&the_one(&world)), [Kind::Answers, Kind::Cancellation]);
    assert!(the_one(&world).parts[0].text.contains("午後3時"));

    world.delete("b/chushi.txt");
    assert_eq!(world.run().removed, 1);
    let shown = the_one(&world);
    assert_eq!(
        (kinds(&shown), status(&shown)),
        (vec![Kind::Answers], Status::Open)
    );
    assert_eq!(shown.parts.len(), 2);
    assert_eq!(world.source_of(&cancelled), None);

    // Without its notice a later document is an entry of its own.
    world.delete("a/koukoku.txt");
    world.run();
    let shown = the_one(&world);
    assert_eq!((shown.kind, kinds(&shown)), (Kind::Answers, vec![]));
    assert_eq!(shown.source.path, "c/kaitou.txt");
}

#[test]
fn a_later_document_may_come_before_its_notice_and_from_another_root() {
    let world = World::with(&[
        ("one/chushi.txt", &cancellation(TITLE)),
        ("two/koukoku.txt", &notice(TITLE)),
    ]);
    let run = |name: &str| {
        let folder = world.path(name);
        world.run_with(|options| options.folder = folder, &Silent)
    };
    run("one");
    assert_eq!(the_one(&world).kind, Kind::Cancellation);
    run("two");
    assert_eq!(status(&the_one(&world)), Status::Cancelled);
    assert_eq!(the_one(&world).kind, Kind::TenderNotice);
}

#[test]
fn a_case_that_did_not_change_is_not_written_again() {
    let world = World::with(&[
        ("a/koukoku.txt", &notice(TITLE)),
        ("b/chushi.txt", &cancellation(TITLE)),
        ("c/koukoku.txt", &notice("道路補修")),
    ]);
    world.run();
    let before = world.revision();
    world.run();
    assert_eq!(world.revision(), before);
    world.write(
        "c/koukoku.txt",
        notice("道路補修").replace("午後5時", "午後3時"),
    );
    world.run();
    assert_eq!(world.revision() - before, 1, "only the other notice");
    world.write("d/kaitou.txt", answers(TITLE));
    world.run();
    assert_eq!(world.revision() - before, 2, "and the case once");
    world.run_with(|options| options.made_with = "other".to_owned(), &Silent);
    assert_eq!(
        world.revision() - before,
        3,
        "cases by other rules are written anew"
    );
}

#[test]
fn words_of_every_document_find_the_case_once() {
    let world = World::with(&[
        ("a/koukoku.txt", &notice(TITLE)),
        ("b/chushi.txt", &cancellation(TITLE)),
        ("c/kaitou.txt", &answers(TITLE)),
    ]);
    world.run();
    let now = "2026-12-01T09:00:00".parse().expect("a moment");
    for (words, total) in [
        ("清掃", 1),
        ("ゴンドラ", 1),
        ("仕様の誤り", 1),
        ("大供", 1),
        ("橋梁", 0),
    ] {
        let request = SearchRequest::from_parameters([("q", words)], &LEXICON).expect("a request");
        let answer = world.searcher().search(&request, now).expect("a search");
        assert_eq!(answer.total, total, "{words}");
    }
}

/// However often a run commits on its way, and in a rebuild not at all.
#[test]
fn the_cases_are_the_same_whatever_is_committed_when() {
    let world = World::new();
    for number in 0..20 {
        let title = format!("第{number}地区公園清掃業務委託");
        world.write(&format!("a{number:02}/koukoku.txt"), notice(&title));
        if number % 2 == 0 {
            world.write(&format!("b{number:02}/chushi.txt"), cancellation(&title));
        }
        if number % 3 == 0 {
            world.write(&format!("00{number:02}/kaitou.txt"), answers(&title));
        }
    }
    world.run_with(|options| options.commit_every = Duration::ZERO, &Silent);
    assert_eq!(world.count(), 20);
    let before = world.all();
    world.rebuild();
    assert_eq!(world.all(), before);
    assert_eq!(
        before
            .iter()
            .filter(|notice| status(notice) == Status::Cancelled)
            .count(),
        10
    );
}
