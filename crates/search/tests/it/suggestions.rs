//! What is offered while somebody types.

use std::sync::LazyLock;

use irefuda_procurement::{LeafKind, Level, Notice};
use irefuda_search::{Suggestion, SuggestionRequest};
use proptest::prelude::*;

use crate::corpus::{Fixture, NOW, Saying, notice, open, writer};

const CASES: &str = include_str!("../cases/suggestions.txt");

static FIXTURE: LazyLock<Fixture> = LazyLock::new(|| Fixture::of(notices()));

/// The notices of the table: a line `title | agency | text`.
fn notices() -> Vec<Notice> {
    let lines = CASES
        .lines()
        .skip_while(|line| *line != "[notices]")
        .skip(1);
    let lines = lines.take_while(|line| *line != "[cases]");
    let notices = lines.filter(|line| !line.is_empty()).enumerate();
    let notice = |(number, line): (usize, &str)| {
        let mut fields = line.split('|').map(str::trim);
        let mut field = || fields.next().unwrap_or_default();
        let mut notice = notice(&format!("n{number}"), field());
        notice.agency = Some(field().to_owned()).filter(|name| !name.is_empty());
        notice = notice.text(field());
        if notice.agency.as_deref() == Some("岡山市") {
            notice = notice.place("岡山県", "331007");
        }
        notice.requires(LeafKind::Certification, "ISMS", Level::Required)
    };
    notices.map(notice).collect()
}

fn suggest(fixture: &Fixture, typed: &str, limit: usize) -> Vec<Suggestion> {
    let limit = limit.to_string();
    let parameters = [("q", typed), ("limit", limit.as_str())];
    let request = SuggestionRequest::from_parameters(parameters).expect("a request");
    fixture.searcher.suggest(&request).expect("suggestions")
}

#[test]
fn words_are_completed_as_the_table_says() {
    let cases = CASES.lines().skip_while(|line| *line != "[cases]").skip(1);
    let mut failures = Vec::new();
    for line in cases.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (typed, expected) = line
            .split_once(" => ")
            .unwrap_or((line.trim_end_matches(" =>"), ""));
        let found = suggest(&FIXTURE, typed, 8);
        let found: Vec<&str> = found.iter().map(|found| found.q.as_str()).collect();
        let (expected, goes_on) = match expected.strip_suffix(" …") {
            Some(expected) => (expected, true),
            None => (expected, false),
        };
        let expected: Vec<&str> = expected
            .split("、")
            .filter(|text| !text.is_empty())
            .collect();
        let is_held = match goes_on {
            true => found.starts_with(&expected),
            false => found == expected,
        };
        if !is_held {
            failures.push(format!("{typed}: {}", found.join("、")));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn it_is_told_what_each_is() {
    for (typed, q, kind, count, reading) in [
        ("ほしゅ", "保守", "title", Some(2), Some("ほしゅ")),
        ("lan", "LANケーブル", "title", Some(2), None),
        ("おか", "岡山市", "place", Some(1), Some("おかやまし")),
        ("iso27", "ISMS", "qualification", None, None),
        (
            "じむくみ",
            "県立高校事務組合",
            "agency",
            Some(1),
            Some("けんりつこうこうじむくみあい"),
        ),
    ] {
        let found = suggest(&FIXTURE, typed, 20);
        let found = found.iter().find(|found| found.q == q);
        let found = found.unwrap_or_else(|| panic!("{typed} does not become {q}"));
        assert_eq!(
            (found.kind.name(), found.count, found.reading.as_deref()),
            (kind, count, reading),
            "{typed}"
        );
    }
}

#[test]
fn what_was_removed_is_not_offered() {
    let fixture = Fixture::of([notice("a", "複合機賃貸借"), notice("b", "庁舎清掃")]);
    let mut writer = writer(fixture.folder.path());
    writer.remove("a").expect("removed");
    writer.put(&notice("b", "庁舎警備")).expect("changed");
    writer.commit().expect("a commit");
    let searcher = open(fixture.folder.path(), &fixture.lexicon);
    let fixture = Fixture {
        searcher,
        ..fixture
    };
    assert_eq!(suggest(&fixture, "ふくごう", 8), []);
    let found = suggest(&fixture, "ちょう", 8);
    let found: Vec<_> = found
        .iter()
        .map(|found| (found.q.as_str(), found.count))
        .collect();
    assert_eq!(found, [("庁舎警備", Some(1))]);
}

#[test]
fn a_shelf_with_very_many_terms_is_gone_through_from_its_best_words() {
    // More pieces of two words begin with 清 than are looked at, and those with
    // 清掃 lie behind them all.
    let titles = (0..3_000).map(|number| {
        format!(
            "清{}区画{number}号",
            char::from_u32(0x4e00 + number % 900).expect("kanji")
        )
    });
    let titles = titles.chain((0..5).map(|_| "清掃業務".to_owned()));
    let notices = (0..)
        .zip(titles)
        .map(|(number, title)| notice(&format!("n{number}"), &title));
    let fixture = Fixture::of(notices);
    let found = suggest(&fixture, "清", 8);
    assert!(found.iter().any(|found| found.q == "清掃業務"), "{found:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_is_typed_what_is_offered_finds_something(typed in "[清掃ほしゅ学校きゅうabks \\-「」():：'\u{3000}ＡＢァー１2%*|]{0,12}") {
        for found in suggest(&FIXTURE, &typed, 20) {
            let Ok(request) = FIXTURE.request(&format!("q={}", found.q.replace('&', ""))) else {
                continue;
            };
            if found.q == found.text {
                let total = FIXTURE.answer(&request, NOW).with_all_words;
                prop_assert!(total > 0, "{typed}: {} finds nothing", found.q);
            }
        }
    }
}
