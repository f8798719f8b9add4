//! The order of hits, and paging through it.

use irefuda_procurement::{Kind, Notice, PartRole};

use crate::corpus::{Fixture, Saying, ids, notice};

fn notices() -> Vec<Notice> {
    vec![
        notice("closed-long-ago", "業務")
            .closes("2026-01-01")
            .announced("2025-12-01"),
        notice("closed-lately", "業務")
            .closes("2026-05-31")
            .announced("2026-05-02"),
        notice("open-late", "業務")
            .closes("2026-09-01")
            .announced("2026-05-30"),
        notice("open-soon", "業務")
            .closes("2026-06-01")
            .announced("2026-05-01"),
        notice("unknown-b", "業務"),
        notice("unknown-a", "業務").announced("2026-05-30"),
        notice("cancelled", "業務")
            .kind(Kind::Cancellation)
            .closes("2026-06-20"),
        notice("result", "業務").kind(Kind::Result),
    ]
}

#[test]
fn hits_come_in_the_order_that_was_asked_for() {
    let by_closing = [
        "open-soon",
        "open-late",
        "unknown-a",
        "unknown-b",
        "cancelled",
        "closed-lately",
        "closed-long-ago",
        "result",
    ];
    let by_announcement = [
        "open-late",
        "unknown-a",
        "closed-lately",
        "open-soon",
        "closed-long-ago",
        "cancelled",
        "result",
        "unknown-b",
    ];
    let cases: &[(&str, [&str; 8])] = &[
        ("", by_closing),
        ("sort=closes_at", by_closing),
        ("q=業務&sort=closes_at", by_closing),
        ("sort=announced_on", by_announcement),
        ("q=業務&sort=announced_on", by_announcement),
    ];
    let fixture = Fixture::of(notices());
    for (query, expected) in cases {
        assert_eq!(ids(&fixture.ask(query)), expected, "{query}");
    }
}

#[test]
fn open_counts_for_a_little() {
    let long = "清掃業務。その他の事項は別に定める。".repeat(3);
    let fixture = Fixture::of([
        notice("a-closed", "清掃").closes("2026-01-01"),
        notice("b-open", "清掃").closes("2026-07-01"),
        notice("c-open-elsewhere", "警備")
            .closes("2026-07-01")
            .part(PartRole::Form, &long),
    ]);
    let expected = ["b-open", "a-closed", "c-open-elsewhere"];
    assert_eq!(ids(&fixture.ask("q=清掃")), expected);
}

#[test]
fn pages_neither_repeat_nor_miss_a_hit() {
    // Equal in everything but the id, written in several commits.
    let numbers: Vec<String> = (0..23)
        .map(|number| format!("id-{:02}", number * 7 % 23))
        .collect();
    let fixture = Fixture::of([]);
    for chunk in numbers.chunks(8) {
        let mut writer = crate::corpus::writer(fixture.folder.path());
        for id in chunk {
            writer.put(&notice(id, "清掃業務")).expect("put");
        }
        writer.commit().expect("commit");
    }
    fixture.searcher.reload().expect("reload");
    for base in ["q=清掃", "", "sort=announced_on"] {
        let mut found = Vec::new();
        for page in 1..=5 {
            let answer = fixture.ask(&format!("{base}&page={page}&per_page=5"));
            assert_eq!(answer.total, 23);
            found.extend(ids(&answer).into_iter().map(str::to_owned));
        }
        let mut expected = numbers.clone();
        expected.sort();
        assert_eq!(found, expected, "{base}");
    }
}
