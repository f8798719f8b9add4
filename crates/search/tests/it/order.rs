//! The order of hits, and paging through it.

use irefuda_procurement::{Kind, Notice, PartRole, PriceKind};

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

/// `a` has several values to choose from, `d` none.
fn with_values() -> Vec<Notice> {
    let mut nothing = notice("d", "");
    nothing.title = None;
    vec![
        notice("a", "ｲベント業務")
            .place("岡山県", "331007")
            .closes("2026-06-10")
            .announced("2026-05-02")
            .costs(PriceKind::Estimated, 1_000_000)
            .costs(PriceKind::Ceiling, 1_100_000)
            .costs(PriceKind::Minimum, 9_000_000),
        notice("b", "アンケート業務")
            .place("北海道", "011002")
            .closes("2026-05-01T10:00:00+09:00")
            .announced("2026-05-30")
            .costs(PriceKind::Ceiling, 2_000_000),
        notice("c", "Web会議")
            .place("岡山県", "332020")
            .closes("2026-06-10T09:00:00+09:00")
            .announced("2026-05-30")
            .costs(PriceKind::Estimated, 3),
        nothing,
        notice("e", "web改修").costs(PriceKind::Minimum, 1),
    ]
}

#[test]
fn what_has_no_value_comes_last_in_both_directions() {
    let cases: &[(&str, &str)] = &[
        ("closes_at:asc", "b c a d e"),
        ("closes_at:desc", "a c b d e"),
        ("announced_on", "b c a d e"),
        ("announced_on:desc", "b c a d e"),
        ("announced_on:asc", "a b c d e"),
        ("lg_code", "b a c d e"),
        ("lg_code:asc", "b a c d e"),
        ("lg_code:desc", "c a b d e"),
        ("title", "c e b a d"),
        ("title:desc", "a b e c d"),
        ("price_ceiling", "c a b d e"),
        ("price_ceiling:desc", "b a c d e"),
    ];
    let mut notices = with_values();
    let fixture = Fixture::of(notices.drain(..2));
    let mut writer = crate::corpus::writer(fixture.folder.path());
    for notice in notices {
        writer.put(&notice).expect("put");
    }
    writer.commit().expect("commit");
    fixture.searcher.reload().expect("reload");
    for (sort, expected) in cases {
        let found = fixture.ask(&format!("sort={sort}"));
        assert_eq!(ids(&found).join(" "), *expected, "{sort}");
    }
    let unknown = fixture.request("sort=price").expect_err("no such order");
    assert!(unknown.reason.contains("price_ceiling:desc"), "{unknown}");
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
