//! Counts by day, week and month.

use irefuda_procurement::Notice;

use crate::corpus::{Fixture, Saying, notice};

fn notices() -> Vec<Notice> {
    vec![
        notice("a", "清掃")
            .closes("2026-06-01")
            .announced("2026-05-31"),
        // The last second of the day in Japan is the day before in UTC no longer.
        notice("b", "清掃").closes("2026-06-01T23:59:59+09:00"),
        notice("c", "清掃")
            .closes("2026-06-02T00:00:00+09:00")
            .announced("2026-05-01"),
        notice("d", "警備")
            .closes("2026-06-07")
            .announced("2026-06-01"),
        notice("e", "警備").closes("2026-06-08"),
        notice("f", "警備").closes("1970-01-01"),
        notice("g", "警備").closes("2301-12-31"),
        notice("h", "警備"),
    ]
}

/// A histogram as `from..to count`, or `from count` where that is one day.
fn counts(fixture: &Fixture, query: &str, name: &str) -> String {
    let answer = fixture.ask(query);
    let mut histograms = answer.histogram.iter();
    let (_, counts) = histograms
        .find(|(histogram, _)| histogram.name() == name)
        .expect(name);
    let buckets = counts
        .buckets
        .iter()
        .map(|bucket| match bucket.from == bucket.to {
            true => format!("{} {}", bucket.from, bucket.count),
            false => format!("{}..{} {}", bucket.from, bucket.to, bucket.count),
        });
    let unknown = format!("unknown {}", counts.unknown);
    buckets.chain([unknown]).collect::<Vec<_>>().join(", ")
}

#[test]
fn hits_are_counted_by_their_dates_in_japan() {
    let everything = "1970-01-01 1, 2026-06-01 2, 2026-06-02 1, 2026-06-07 1, 2026-06-08 1, \
                      2301-12-31 1, unknown 1";
    let cases: &[(&str, &str, &str)] = &[
        ("", "closes_at:day", everything),
        (
            "",
            "closes_at:week",
            "1969-12-29..1970-01-04 1, 2026-06-01..2026-06-07 4, 2026-06-08..2026-06-14 1, \
             2301-12-30..2302-01-05 1, unknown 1",
        ),
        (
            "",
            "closes_at:month",
            "1970-01-01..1970-01-31 1, 2026-06-01..2026-06-30 5, 2301-12-01..2301-12-31 1, \
             unknown 1",
        ),
        (
            "",
            "announced_on:month",
            "2026-05-01..2026-05-31 2, 2026-06-01..2026-06-30 1, unknown 5",
        ),
        // Words and filters narrow it.
        (
            "q=清掃",
            "closes_at:day",
            "2026-06-01 2, 2026-06-02 1, unknown 0",
        ),
        (
            "status=open&q=清掃",
            "closes_at:day",
            "2026-06-01 2, 2026-06-02 1, unknown 0",
        ),
        ("deadline=today", "closes_at:day", "2026-06-01 2, unknown 0"),
        // Its own range does not; the other date's does.
        (
            "closes_from=2026-06-07&closes_to=2026-06-08",
            "closes_at:day",
            everything,
        ),
        (
            "closes_to=2026-06-01T12:00:00",
            "announced_on:day",
            "unknown 1",
        ),
        (
            "closes_to=2026-06-02T00:00:00+09:00&announced_from=2026-05-10",
            "announced_on:day",
            "2026-05-01 1, unknown 2",
        ),
        (
            "announced_from=2026-05-01&closes_from=2026-06-07",
            "closes_at:day",
            "2026-06-01 1, 2026-06-02 1, 2026-06-07 1, unknown 0",
        ),
        ("q=どこにもない", "closes_at:day", "unknown 0"),
    ];
    let fixture = Fixture::of(notices());
    for (query, name, expected) in cases {
        let others = "histogram=announced_on:day&histogram=closes_at:month";
        for asked in [
            format!("histogram={name}"),
            format!("{others}&histogram={name}"),
        ] {
            let query = format!("{query}&{asked}");
            assert_eq!(counts(&fixture, &query, name), *expected, "{query}");
        }
        // Hits, total and facets are the same with and without.
        let with = fixture.ask(&format!("{query}&histogram={name}"));
        let without = fixture.ask(query);
        assert_eq!(with.total, without.total, "{query}");
        assert_eq!(with.facets, without.facets, "{query}");
        assert!(without.histogram.is_empty(), "{query}");
    }
}

#[test]
fn wrong_and_too_many_buckets_are_refused() {
    let fixture = Fixture::of((0..1_001).map(|number| {
        let day = jiff::civil::date(2020, 1, 1).saturating_add(jiff::Span::new().days(number));
        notice(
            &format!("id-{number}"),
            if number == 0 { "清掃" } else { "" },
        )
        .closes(&day.to_string())
    }));
    for wrong in ["closes_at", "closes_at:year", "title:day", "day"] {
        let error = fixture
            .request(&format!("histogram={wrong}"))
            .expect_err(wrong);
        assert_eq!(error.parameter, "histogram");
        assert!(error.reason.contains("announced_on:month"), "{error}");
    }
    let now = jiff::civil::date(2026, 6, 1).at(12, 0, 0, 0);
    let by_day = fixture
        .request("histogram=closes_at:day")
        .expect("a request");
    let error = fixture.searcher.search(&by_day, now).expect_err("too many");
    assert!(
        error.to_string().contains("more than 1000 buckets"),
        "{error}"
    );
    assert!(error.to_string().contains("week or month"), "{error}");
    let narrower = fixture.ask("histogram=closes_at:day&deadline=past&q=清掃");
    assert_eq!(narrower.histogram.len(), 1);
    assert_eq!(fixture.ask("histogram=closes_at:week").histogram.len(), 1);
}
