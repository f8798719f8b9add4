//! How long one can still get in: 「あと3日」.

use irefuda_procurement::{Kind, Moment, Status};
use jiff::civil::DateTime;

use super::dates::When;

/// What a list or a notice's head says about the closing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Closing {
    /// あと3日, 今日まで, 締切済み …
    pub text: String,
    /// The class that colours it.
    pub tone: &'static str,
    /// The closing itself, if it is known.
    pub at: Option<When>,
}

impl Closing {
    pub fn new(status: Status, kind: Kind, closes_at: Option<Moment>, now: DateTime) -> Self {
        let (text, tone) = match (status, closes_at) {
            (Status::Cancelled, _) => ("中止".to_owned(), "cancelled"),
            (Status::Closed, _) if kind == Kind::Result => ("終了".to_owned(), "past"),
            (Status::Closed, _) => ("締切済み".to_owned(), "past"),
            (Status::Open, Some(moment)) => remaining(moment, now),
            (Status::Open | Status::Unknown, _) => ("締切不明".to_owned(), "unknown"),
        };
        Self {
            text,
            tone,
            at: closes_at.map(When::from),
        }
    }
}

fn remaining(moment: Moment, now: DateTime) -> (String, &'static str) {
    match days_left(moment, now) {
        0 => ("今日まで".to_owned(), "urgent"),
        days @ 1..=3 => (format!("あと{days}日"), "urgent"),
        days @ 4..=7 => (format!("あと{days}日"), "soon"),
        days => (format!("あと{days}日"), "later"),
    }
}

/// Days of the calendar from today to the day of the moment.
fn days_left(moment: Moment, now: DateTime) -> i32 {
    let until = now.date().until(moment.date());
    until.map_or(i32::MAX, |span| span.get_days())
}

/// How far away a deadline is; nothing if it has passed.
pub(super) fn days_to(moment: Moment, now: DateTime) -> Option<String> {
    if moment.ends() <= now {
        return None;
    }
    Some(match days_left(moment, now) {
        0 => "今日".to_owned(),
        days => format!("あと{days}日"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_left_are_those_of_the_calendar() {
        let now = jiff::civil::date(2026, 12, 1).at(9, 0, 0, 0);
        for (closes_at, text) in [
            ("2026-12-01", "今日まで"),
            ("2026-12-01T17:00:00+09:00", "今日まで"),
            ("2026-12-01T09:00:00+09:00", "締切済み"),
            ("2026-12-02T08:00:00+09:00", "あと1日"),
            ("2026-12-04", "あと3日"),
            ("2027-01-01", "あと31日"),
            ("2026-11-30", "締切済み"),
        ] {
            let moment = closes_at.parse().ok();
            let status = Status::of(Kind::TenderNotice, moment, now);
            let closing = Closing::new(status, Kind::TenderNotice, moment, now);
            assert_eq!(closing.text, text, "{closes_at}");
        }
    }
}
