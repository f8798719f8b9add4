//! Open and closed depend on the moment that is asked about.

use irefuda_procurement::{Kind, Status};

use crate::corpus::{Fixture, Saying, notice};

#[test]
fn status_and_bucket_follow_the_clock() {
    let day = "2026-06-10";
    let moment = "2026-06-10T17:00:00+09:00";
    let cases: &[(&str, Kind, &str, Status, &str)] = &[
        (
            day,
            Kind::TenderNotice,
            "2026-06-10T23:59:59",
            Status::Open,
            "today",
        ),
        (
            day,
            Kind::TenderNotice,
            "2026-06-11T00:00:00",
            Status::Closed,
            "past",
        ),
        (
            moment,
            Kind::TenderNotice,
            "2026-06-10T16:59:59",
            Status::Open,
            "today",
        ),
        (
            moment,
            Kind::TenderNotice,
            "2026-06-10T17:00:00",
            Status::Closed,
            "past",
        ),
        (
            day,
            Kind::TenderNotice,
            "2026-06-09T23:59:59",
            Status::Open,
            "3days",
        ),
        (
            day,
            Kind::TenderNotice,
            "2026-06-07T00:00:00",
            Status::Open,
            "3days",
        ),
        (
            day,
            Kind::TenderNotice,
            "2026-06-06T23:59:59",
            Status::Open,
            "7days",
        ),
        (
            day,
            Kind::TenderNotice,
            "2026-06-03T00:00:00",
            Status::Open,
            "7days",
        ),
        (
            day,
            Kind::TenderNotice,
            "2026-06-02T12:00:00",
            Status::Open,
            "14days",
        ),
        (
            day,
            Kind::TenderNotice,
            "2026-05-26T12:00:00",
            Status::Open,
            "30days",
        ),
        (
            day,
            Kind::TenderNotice,
            "2026-05-11T12:00:00",
            Status::Open,
            "30days",
        ),
        (
            day,
            Kind::TenderNotice,
            "2026-05-10T12:00:00",
            Status::Open,
            "later",
        ),
        (
            day,
            Kind::Cancellation,
            "2026-06-09T12:00:00",
            Status::Cancelled,
            "3days",
        ),
        (
            day,
            Kind::Result,
            "2026-06-09T12:00:00",
            Status::Closed,
            "3days",
        ),
        (
            day,
            Kind::Forecast,
            "2026-06-09T12:00:00",
            Status::Unknown,
            "3days",
        ),
    ];
    for (closes, kind, now, status, bucket) in cases {
        let fixture = Fixture::of([notice("it", "業務").kind(*kind).closes(closes)]);
        let case = format!("{kind} closes {closes}, now {now}");
        let answer = fixture.ask_at("", now);
        assert_eq!(answer.hits[0].status, *status, "{case}");
        let by_status = fixture.ask_at(&format!("status={status}"), now);
        assert_eq!(by_status.total, 1, "{case}");
        let by_bucket = fixture.ask_at(&format!("deadline={bucket}"), now);
        assert_eq!(by_bucket.total, 1, "{case}");
    }
}
