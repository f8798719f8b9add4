//! Which deadline shuts the door.

use irefuda_procurement::{Confidence, Deadline, DeadlineKind, Evidence, Span, closes_at};

/// `application 2026-03-13T16:00:00`: a kind and a moment.
fn deadline(row: &str) -> Deadline {
    let (kind, at) = row.split_once(' ').expect("a kind and a moment");
    Deadline {
        kind: kind.parse::<DeadlineKind>().expect(kind),
        at: at.parse().expect(at),
        from: None,
        note: None,
        evidence: Evidence {
            quote: row.to_owned(),
            part: 0,
            page: None,
            span: Span {
                start: 0,
                end: row.chars().count(),
            },
            confidence: Confidence::Certain,
        },
    }
}

/// The row of the deadline that counts, or nothing.
fn check(rows: &[&str], closes: Option<&str>) {
    let mut deadlines: Vec<Deadline> = rows.iter().copied().map(deadline).collect();
    for _ in 0..2 {
        let found = closes_at(&deadlines).map(|deadline| deadline.evidence.quote.as_str());
        assert_eq!(found, closes, "{rows:?}");
        // The order in which they stand says nothing.
        deadlines.reverse();
    }
}

#[test]
fn the_door_shuts_with_the_first_step_that_all_must_take() {
    let cases: [(&[&str], Option<&str>); 15] = [
        (&[], None),
        (&["bid 2026-03-24"], Some("bid 2026-03-24")),
        (
            &["application 2026-03-13", "bid 2026-03-24"],
            Some("application 2026-03-13"),
        ),
        (
            &["proposal 2026-03-20", "application 2026-03-13"],
            Some("application 2026-03-13"),
        ),
        (&["proposal 2026-03-20"], Some("proposal 2026-03-20")),
        // A step with two ways of delivery is open as long as one of them is.
        (
            &["bid 2026-03-23T16:00:00", "bid 2026-03-24T11:00:00"],
            Some("bid 2026-03-24T11:00:00"),
        ),
        (
            &[
                "application 2026-03-12",
                "application 2026-03-13T17:00:00",
                "bid 2026-03-24",
            ],
            Some("application 2026-03-13T17:00:00"),
        ),
        (
            &[
                "application 2026-03-30",
                "bid 2026-03-23T16:00:00",
                "bid 2026-03-24T11:00:00",
            ],
            Some("bid 2026-03-24T11:00:00"),
        ),
        // A day lasts longer than any time of it.
        (
            &["bid 2026-03-24", "bid 2026-03-24T17:00:00"],
            Some("bid 2026-03-24"),
        ),
        (
            &["application 2026-03-24", "bid 2026-03-24T17:00:00"],
            Some("bid 2026-03-24T17:00:00"),
        ),
        // What not everybody must do, or what only happens, shuts no door.
        (
            &["registration 2026-03-01", "bid 2026-03-24"],
            Some("bid 2026-03-24"),
        ),
        (
            &[
                "question 2026-03-01",
                "documents 2026-03-02",
                "briefing 2026-03-03",
                "bid 2026-03-24",
            ],
            Some("bid 2026-03-24"),
        ),
        (&["registration 2026-03-01"], None),
        (
            &["opening 2026-03-24T11:00:00", "confirmation 2026-03-26"],
            None,
        ),
        (&["answer 2026-03-01", "question 2026-02-20"], None),
    ];
    for (rows, closes) in cases {
        check(rows, closes);
    }
}
