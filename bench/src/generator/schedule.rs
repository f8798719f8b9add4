//! The days of a procurement, and how notices write them.

use jiff::civil::{Date, Weekday, date};
use jiff::{Span, ToSpan};

use crate::random::Random;

/// When what has to be done.
pub struct Schedule {
    pub announced: Date,
    pub question: Date,
    pub answer: Date,
    pub application: Date,
    pub bid: Date,
    pub opening: Date,
    pub from: Date,
    pub to: Date,
}

impl Schedule {
    /// A procurement that is announced in October, November or December 2026.
    pub fn draw(random: &mut Random) -> Self {
        let middle = 45.0 + 18.0 * random.normal();
        let announced = working_day(after(date(2026, 10, 1), middle.clamp(0.0, 90.0) as usize));
        let mut day = announced;
        let mut next = |least, most| {
            day = working_day(after(day, random.between(least, most)));
            day
        };
        Self {
            announced,
            question: next(5, 9),
            answer: next(2, 5),
            application: next(1, 6),
            bid: next(4, 10),
            opening: next(0, 2),
            from: next(8, 25),
            to: next(40, 380),
        }
    }
}

/// 令和8年11月20日（金）.
pub fn with_weekday(day: Date) -> String {
    let name = match day.weekday() {
        Weekday::Sunday => "日",
        Weekday::Monday => "月",
        Weekday::Tuesday => "火",
        Weekday::Wednesday => "水",
        Weekday::Thursday => "木",
        Weekday::Friday => "金",
        Weekday::Saturday => "土",
    };
    format!("{}（{name}）", in_reiwa(day))
}

/// 令和8年11月20日.
pub fn in_reiwa(day: Date) -> String {
    format!(
        "令和{}年{}月{}日",
        day.year() - 2018,
        day.month(),
        day.day()
    )
}

fn after(day: Date, days: usize) -> Date {
    let span: Span = (days as i64).days();
    day.saturating_add(span)
}

fn working_day(day: Date) -> Date {
    match day.weekday() {
        Weekday::Saturday => after(day, 2),
        Weekday::Sunday => after(day, 1),
        _ => day,
    }
}
