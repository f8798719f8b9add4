//! Notices of the same kind of thing.

use irefuda_procurement::{LeafKind, Level, Notice};
use irefuda_search::SimilarNotice;

use crate::corpus::{Fixture, Saying, notice, open, writer};

const NOW: &str = "2026-12-01T09:00:00";

/// A notice of a city, with its subcategory.
fn of(id: &str, title: &str, city: (&str, &str), year: i32, subcategory: &str) -> Notice {
    let mut notice = notice(id, title)
        .place("岡山県", city.1)
        .announced(&format!("{year}-11-20"))
        .closes(&format!("{year}-12-20"));
    notice.agency = Some(city.0.to_owned());
    notice.subcategory = Some(subcategory.to_owned());
    notice
}

const OKAYAMA: (&str, &str) = ("岡山市", "331007");
const KURASHIKI: (&str, &str) = ("倉敷市", "332020");

fn similar(fixture: &Fixture, id: &str, limit: usize) -> Vec<SimilarNotice> {
    let now = NOW.parse().expect("a moment");
    let found = fixture.searcher.similar(id, limit, now);
    found.expect("an answer").expect("a notice")
}

/// Ids with their relations.
fn shown(similar: &[SimilarNotice]) -> Vec<String> {
    let relation = |one: &SimilarNotice| format!("{} {}", one.relation.name(), one.hit.summary.id);
    similar.iter().map(relation).collect()
}

fn notices() -> Vec<Notice> {
    let mut notices = vec![
        of("now", "令和9年度本庁舎清掃業務委託", OKAYAMA, 2026, "清掃"),
        of("last", "令和8年度本庁舎清掃業務委託", OKAYAMA, 2025, "清掃"),
        of(
            "before",
            "令和7年度 本庁舎清掃業務委託",
            OKAYAMA,
            2024,
            "清掃",
        ),
        of("school", "小学校清掃業務委託", OKAYAMA, 2026, "清掃"),
        of("closed", "本庁舎清掃業務委託", KURASHIKI, 2025, "清掃"),
        of("open", "本庁舎清掃業務委託", KURASHIKI, 2026, "清掃"),
        of("guard", "本庁舎警備業務委託", KURASHIKI, 2026, "警備"),
        of("pump", "排水ポンプ購入", KURASHIKI, 2026, "機械"),
    ];
    let requires = |notice: Notice| notice.requires(LeafKind::Licence, "警備業", Level::Required);
    notices.push(requires(of("a", "市民会館警備業務", OKAYAMA, 2026, "警備")));
    notices.push(of("b", "文化会館警備業務", KURASHIKI, 2026, "警備"));
    notices.push(requires(of(
        "c",
        "文化会館警備業務",
        KURASHIKI,
        2025,
        "警備",
    )));
    // What makes the words of the others rare.
    notices.extend((0..40).map(|number| notice(&format!("other-{number}"), "河川改修工事")));
    notices
}

#[test]
fn the_likest_come_first() {
    let fixture = Fixture::of(notices());
    let found = similar(&fixture, "now", 20);
    let shown_first: Vec<String> = shown(&found).into_iter().take(5).collect();
    assert_eq!(
        shown_first,
        [
            "earlier last",
            "earlier before",
            "other_body open",
            "other_body closed",
            "same_body school"
        ]
    );
    let ids = shown(&found);
    assert!(
        !ids.iter()
            .any(|id| id.contains("pump") || id.contains("other-")),
        "{ids:?}"
    );
    assert_eq!(shown(&similar(&fixture, "last", 1)), ["later now"]);
    assert!(found[0].shared_words.contains(&"清掃".to_owned()));
    // What a bidder must hold decides between neighbours in time.
    assert_eq!(
        shown(&similar(&fixture, "a", 2)),
        ["other_body c", "other_body b"]
    );
    assert_eq!(similar(&fixture, "now", 2).len(), 2);
}

#[test]
fn nothing_is_like_what_stands_alone_or_has_no_title() {
    let mut nameless = notice("nameless", "");
    nameless.title = None;
    let fixture = Fixture::of([notice("pump", "排水ポンプ購入"), nameless]);
    for id in ["pump", "nameless"] {
        assert_eq!(shown(&similar(&fixture, id, 5)), [""; 0], "{id}");
    }
    let now = NOW.parse().expect("a moment");
    assert!(
        fixture
            .searcher
            .similar("nothing", 5, now)
            .expect("an answer")
            .is_none()
    );
}

#[test]
fn a_case_is_not_like_itself() {
    let fixture = Fixture::of([notice("pump", "排水ポンプ購入")]);
    let mut writer = writer(fixture.folder.path());
    let case = |id: &str, number: u32| {
        let title = "排水ポンプ場耐震診断業務";
        (
            notice(&format!("{id}-{number}"), title),
            vec![
                notice(&format!("{id}-{number}"), title),
                notice(&format!("{id}-{number}-later"), title),
            ],
        )
    };
    for number in [1, 2] {
        let (shown, documents) = case("case", number);
        writer.put_case(&shown, &documents).expect("a case");
    }
    writer.commit().expect("a commit");
    let searcher = open(fixture.folder.path(), &fixture.lexicon);
    let fixture = Fixture {
        searcher,
        ..fixture
    };
    // By the id of any of its documents.
    for id in ["case-1", "case-1-later"] {
        assert_eq!(
            shown(&similar(&fixture, id, 5))[0],
            "other_body case-2",
            "{id}"
        );
        assert!(
            similar(&fixture, id, 5)
                .iter()
                .all(|one| one.hit.summary.id != "case-1")
        );
    }
}
