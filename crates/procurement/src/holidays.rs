//! Days on which municipalities are closed (閉庁日).
//!
//! Saturdays, Sundays, the holidays of 国民の祝日に関する法律 (昭和23年法律第178号) in
//! the form that it has had since 2007, with the days that were moved for the
//! Olympic Games of 2020, and 29 December to 3 January (地方自治法 第4条の2). Days
//! that only one municipality keeps are not known.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Whether municipalities are open on a day.
pub fn is_working_day(day: Date) -> bool {
    let is_weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let is_new_year = matches!((day.month(), day.day()), (12, 29..=31) | (1, 1..=3));
    !(is_weekend || is_new_year || is_holiday(day))
}

/// The working day so many working days after a day; `days` of at least one.
/// None only at the end of time.
pub fn working_days_after(day: Date, days: u32) -> Option<Date> {
    steps(day, days, 1)
}

/// The working day so many working days before a day.
pub fn working_days_before(day: Date, days: u32) -> Option<Date> {
    steps(day, days, -1)
}

fn steps(day: Date, days: u32, step: i64) -> Option<Date> {
    let mut found = day;
    for _ in 0..days {
        found = found.checked_add(step.days()).ok()?;
        while !is_working_day(found) {
            found = found.checked_add(step.days()).ok()?;
        }
    }
    Some(found)
}

/// Whether a day is a holiday by law: one by name, the day after a holiday on a
/// Sunday (第3条第2項), or a day between two holidays (第3条第3項).
pub fn is_holiday(day: Date) -> bool {
    is_named(day) || is_substitute(day) || is_between(day)
}

fn is_substitute(day: Date) -> bool {
    let mut before = day;
    loop {
        let Ok(yesterday) = before.yesterday() else {
            return false;
        };
        if !is_named(yesterday) {
            return false;
        }
        if yesterday.weekday() == Weekday::Sunday {
            return true;
        }
        before = yesterday;
    }
}

fn is_between(day: Date) -> bool {
    let is_beside = |beside: Result<Date, jiff::Error>| beside.is_ok_and(is_named);
    day.weekday() != Weekday::Sunday && is_beside(day.yesterday()) && is_beside(day.tomorrow())
}

/// Whether a day is a holiday with a name of its own (第2条).
fn is_named(day: Date) -> bool {
    let (year, month, date) = (day.year(), day.month(), day.day());
    let monday = |number: i8| day.weekday() == Weekday::Monday && (date - 1) / 7 + 1 == number;
    match (year, month) {
        (2019, 5) if date == 1 => return true,
        (2019, 10) if date == 22 => return true,
        (2020, 7) => return matches!(date, 23 | 24),
        (2020, 8) => return date == 10,
        (2020, 10) => return false,
        (2021, 7) => return matches!(date, 22 | 23),
        (2021, 8) => return date == 8,
        (2021, 10) => return false,
        _ => {}
    }
    match month {
        1 => date == 1 || monday(2),
        2 => date == 11 || date == 23 && year >= 2020,
        3 => date == equinox(year, 20.8431),
        4 => date == 29,
        5 => matches!(date, 3..=5),
        7 => monday(3),
        8 => date == 11 && year >= 2016,
        9 => monday(3) || date == equinox(year, 23.2488),
        10 => monday(2),
        11 => matches!(date, 3 | 23),
        12 => date == 23 && year <= 2018,
        _ => false,
    }
}

/// The day of an equinox in its month, 1980 to 2099, from where it fell in 1980
/// (the usual approximation; the law leaves it to the National Astronomical
/// Observatory).
fn equinox(year: i16, in_1980: f64) -> i8 {
    let years = f64::from(year - 1980);
    let leap_days = f64::from((year - 1980) / 4);
    (in_1980 + 0.242_194 * years - leap_days) as i8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn holidays_are_those_of_the_law() {
        // 内閣府「国民の祝日について」.
        let holidays = [
            "2019-05-01",
            "2019-05-02",
            "2019-10-22",
            "2020-02-24",
            "2020-07-24",
            "2021-08-09",
            "2025-05-06",
            "2025-11-24",
            "2026-01-12",
            "2026-02-11",
            "2026-02-23",
            "2026-03-20",
            "2026-05-06",
            "2026-07-20",
            "2026-08-11",
            "2026-09-21",
            "2026-09-22",
            "2026-09-23",
            "2026-10-12",
            "2026-11-03",
            "2026-11-23",
            "2027-03-22",
            "2028-03-20",
        ];
        let not_found: Vec<_> = holidays
            .iter()
            .filter(|text| !is_holiday(day(text)))
            .collect();
        assert!(not_found.is_empty(), "{not_found:?}");
        let others = [
            "2019-12-23",
            "2020-07-20",
            "2020-10-12",
            "2021-07-19",
            "2026-05-07",
            "2026-11-24",
            "2026-12-23",
        ];
        let wrong: Vec<_> = others.iter().filter(|text| is_holiday(day(text))).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn working_days_leave_out_weekends_holidays_and_the_new_year() {
        let after = |text: &str, days| working_days_after(day(text), days);
        assert_eq!(after("2026-12-11", 1), Some(day("2026-12-14")));
        assert_eq!(after("2026-11-20", 1), Some(day("2026-11-24")));
        assert_eq!(after("2026-12-28", 1), Some(day("2027-01-04")));
        assert_eq!(after("2026-11-06", 2), Some(day("2026-11-10")));
        let before = |text: &str| working_days_before(day(text), 1);
        assert_eq!(before("2026-12-09"), Some(day("2026-12-08")));
        assert_eq!(before("2027-01-04"), Some(day("2026-12-28")));
    }
}
