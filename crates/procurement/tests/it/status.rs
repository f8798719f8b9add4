//! Whether a newcomer can still get in.

use irefuda_procurement::{Kind, Moment, Status};
use jiff::civil::DateTime;

fn check(kind: Kind, closes_at: Option<&str>, now: &str, status: Status) {
    let moment: Option<Moment> = closes_at.map(|text| text.parse().expect(text));
    let now: DateTime = now.parse().expect(now);
    assert_eq!(
        Status::of(kind, moment, now),
        status,
        "{kind} that closes {closes_at:?}, at {now}"
    );
}

#[test]
fn a_call_is_open_until_its_end() {
    let cases = [
        (
            "2026-03-13T16:00:00+09:00",
            "2026-03-13T15:59:59",
            Status::Open,
        ),
        (
            "2026-03-13T16:00:00+09:00",
            "2026-03-13T16:00:00",
            Status::Closed,
        ),
        (
            "2026-03-13T16:00:00+09:00",
            "2026-03-13T16:00:01",
            Status::Closed,
        ),
        ("2026-03-13T07:00:00Z", "2026-03-13T15:59:59", Status::Open),
        ("2026-03-13", "2026-03-12T23:59:59", Status::Open),
        ("2026-03-13", "2026-03-13T00:00:00", Status::Open),
        ("2026-03-13", "2026-03-13T23:59:59", Status::Open),
        ("2026-03-13", "2026-03-14T00:00:00", Status::Closed),
    ];
    let calls = [
        Kind::TenderNotice,
        Kind::CallForProposals,
        Kind::Instructions,
        Kind::Specification,
        Kind::Correction,
        Kind::Change,
        Kind::Reissue,
        Kind::Answers,
    ];
    for kind in calls {
        for (closes_at, now, status) in cases {
            check(kind, Some(closes_at), now, status);
        }
        check(kind, None, "2026-03-13T00:00:00", Status::Unknown);
    }
}

#[test]
fn some_kinds_have_a_status_of_their_own() {
    let cases = [
        (Kind::Cancellation, Status::Cancelled),
        (Kind::Result, Status::Closed),
        (Kind::Forecast, Status::Unknown),
        (Kind::Other, Status::Unknown),
    ];
    for (kind, status) in cases {
        for closes_at in [None, Some("2026-03-12"), Some("2026-03-14T12:00:00+09:00")] {
            check(kind, closes_at, "2026-03-13T09:00:00", status);
        }
    }
}
