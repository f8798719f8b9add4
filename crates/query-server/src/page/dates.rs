//! Days and moments as a Japanese reader expects them: 2026年12月1日(火) 17:15.

use irefuda_procurement::Moment;
use jiff::civil::{Date, DateTime, Weekday};

/// A day or moment for the `time` element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct When {
    /// For machines.
    pub iso: String,
    /// For people.
    pub text: String,
}

impl From<Date> for When {
    fn from(day: Date) -> Self {
        Self {
            iso: day.to_string(),
            text: day_text(day),
        }
    }
}

impl From<Moment> for When {
    fn from(moment: Moment) -> Self {
        let text = match moment {
            Moment::Day(day) => day_text(day),
            Moment::At(at) => moment_text(at),
        };
        Self {
            iso: moment.to_string(),
            text,
        }
    }
}

/// 2026年12月1日(火).
pub(super) fn day_text(day: Date) -> String {
    let weekday = weekday(day.weekday());
    format!(
        "{}年{}月{}日({weekday})",
        day.year(),
        day.month(),
        day.day()
    )
}

fn moment_text(at: DateTime) -> String {
    format!(
        "{} {:02}:{:02}",
        day_text(at.date()),
        at.hour(),
        at.minute()
    )
}

fn weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "月",
        Weekday::Tuesday => "火",
        Weekday::Wednesday => "水",
        Weekday::Thursday => "木",
        Weekday::Friday => "金",
        Weekday::Saturday => "土",
        Weekday::Sunday => "日",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_moments_read_as_japanese() {
        for (moment, text) in [
            ("2026-12-01", "2026年12月1日(火)"),
            ("2026-12-01T17:15:00+09:00", "2026年12月1日(火) 17:15"),
            ("2027-01-31T09:05:00+09:00", "2027年1月31日(日) 09:05"),
        ] {
            let moment: Moment = moment.parse().expect(moment);
            assert_eq!(When::from(moment).text, text);
        }
    }
}
