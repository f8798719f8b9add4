//! Dates and times as they are written, one by one.

use std::sync::LazyLock;

use irefuda_procurement::Era;
use jiff::civil::{Time, Weekday};
use regex::{Captures, Regex};

use super::beginning;
use super::number::number;
use crate::text::Stretch;

pub(super) struct Token {
    pub stretch: Stretch,
    pub written: Written,
    /// The weekday behind a date.
    pub weekday: Option<Weekday>,
}

/// What a date says of itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Written {
    Day {
        year: i16,
        month: i8,
        day: i8,
    },
    /// 8年3月4日, the era left out.
    BareYear {
        year: i16,
        month: i8,
        day: i8,
    },
    MonthDay {
        month: i8,
        day: i8,
    },
    /// 同年3月4日.
    SameYear {
        month: i8,
        day: i8,
    },
    /// 翌年3月31日.
    NextYear {
        month: i8,
        day: i8,
    },
    /// 同日, before a time of day.
    SameDay,
    /// 同月4日, 同4日, 翌9日.
    SameMonth {
        day: i8,
    },
    /// 翌月10日.
    NextMonth {
        day: i8,
    },
    /// 20日(金): the weekday tells which month.
    DayAndWeekday {
        day: i8,
        weekday: Weekday,
    },
    /// 20日.
    DayOnly {
        day: i8,
    },
    /// 10月 on a line or in a cell of a calendar: the days below it lie in it.
    MonthOfCalendar {
        month: i8,
    },
    /// 5/15, 5.15, 8.5.15.
    ShortEnd {
        year: Option<i16>,
        month: i8,
        day: i8,
    },
    Month {
        year: i16,
        month: i8,
    },
    /// 3月末日.
    LastOfMonth {
        year: Option<i16>,
        month: i8,
    },
    Time(Time),
}

impl Written {
    /// Whether it means something only behind the beginning of a range.
    pub fn is_only_an_end(self) -> bool {
        matches!(
            self,
            Self::NextMonth { .. } | Self::DayOnly { .. } | Self::ShortEnd { .. } | Self::Time(_)
        )
    }
}

/// The forms, first to last, at the beginning of what is searched; where several
/// match, the first is meant. [`beginning`] tells where it is worth a try.
static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    const NOWHERE: &str = "[0&&1]";
    compiled(&format!("^(?:{})", pattern(NOWHERE)))
});
/// The same where a line begins, and with it perhaps one of a calendar.
static PATTERN_OF_LINE: LazyLock<Regex> =
    LazyLock::new(|| compiled(&format!("^(?:{})", pattern(LINE_START))));

const LINE_START: &str = "(?m:^)";

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the date pattern is well formed")
}

/// What a text has at a position, where a date or time begins there.
fn captures(text: &str, position: usize) -> Option<Captures<'_>> {
    let pattern = match beginning::begins_line(text, position) {
        true => &PATTERN_OF_LINE,
        false => &PATTERN,
    };
    pattern.captures(&text[position..])
}

/// The pattern of all forms. A line or row of a calendar stands where
/// `line_start` matches, a row also in a cell.
fn pattern(line_start: &str) -> String {
    let number = "(?:[0-9]{1,2}|元|[〇一二三四五六七八九十]{1,3})";
    let era = "(?:令和|平成|昭和|令|平|[RHS]\\.?)";
    let weekday = r"(?: ?\(?(?:[月火水木金土日]曜日?|\([月火水木金土日](?:曜日?)?(?:[・、][^)]{1,4})?\)|[月火水木金土日]\))\)?)?";
    // 日, or in haste the weekday alone: 1月15(水), and in a calendar 10月 20 火.
    let day_sign = r"(?:日|\([月火水木金土日]\)| [月火水木金土日] )";
    let forms = [
        // 令和6年3月14日, 令和7年(2025年)9月8日, 令和6(2024)年2月13日
        format!(r"(?P<era>{era}) ?(?P<era_year>{number}) ?(?:\([0-9]{{4}}年?\))?年(?:\([0-9]{{4}}年?\))? ?(?P<era_month>{number})月 ?(?:(?P<era_day>{number}){day_sign}|(?P<era_last>末日?)|(?P<era_only>))"),
        // R8.3.4, H31/02/04, R8-3-31, 令和8.3.4
        r"(?P<sign>[RHS]\.?|令和|平成|昭和)(?P<sign_year>[0-9]{1,2})[./-] ?(?P<sign_month>[0-9]{1,2})[./-] ?(?P<sign_day>[0-9]{1,2})".to_owned(),
        // 2024年3月14日, 2024年(令和6年)3月14日, 2024年3月
        format!(r"(?P<year>(?:19|20)[0-9]{{2}}) ?年(?:\({era}{number}年?\))? ?(?P<month>{number})月 ?(?:(?P<day>{number}){day_sign}|(?P<last>末日?)|(?P<only>))"),
        // 2024/03/14, 2024.3.14, 2024-03-14
        r"(?P<iso_year>(?:19|20)[0-9]{2})[./-](?P<iso_month>[0-9]{1,2})[./-](?P<iso_day>[0-9]{1,2})".to_owned(),
        format!(r"(?P<bare_year>[0-9]{{1,2}})年(?P<bare_month>{number})月(?P<bare_day>{number})日"),
        format!(r"同年 ?(?P<same_month>{number})月 ?(?P<same_day>{number})日"),
        format!(r"翌年 ?(?P<next_year_month>{number})月 ?(?P<next_year_day>{number})日"),
        format!(r"(?:同月|同|翌) ?(?P<same_month_day>{number})日"),
        format!(r"翌月 ?(?P<next_month_day>{number})日"),
        format!(r"(?P<short_month>{number})月 ?(?:(?P<short_day>{number}){day_sign}|(?P<short_last>末日))"),
        r"(?P<slash_month>[0-9]{1,2})/ ?(?P<slash_day>[0-9]{1,2})(?P<slash_weekday>\([月火水木金土日](?:[・、][^)]{1,4})?\))".to_owned(),
        r"(?P<only_day>[0-9]{1,2})日(?P<only_weekday> ?\([月火水木金土日](?:曜日?)?(?:[・、][^)]{1,4})?\))?".to_owned(),
        // Rows of a calendar: |12|7|月|, and below it | |10|木|
        format!(r"(?:{line_start}|[|\t]) ?(?:(?P<row_month>[0-9]{{1,2}})月? ?[|\t] ?|[|\t] ?)?(?P<row_day>[0-9]{{1,2}})日? ?[|\t ] ?\(?[月火水木金土日](?:曜日?)?\)? ?(?P<row_end>[|\t]|(?m:$))"),
        // A line of a calendar: 10 9(金); a line or cell 10月, with days alone below it.
        format!(r"{line_start} ?(?P<line_month>[0-9]{{1,2}}) (?P<line_day>[0-9]{{1,2}})\([月火水木金土日]\)"),
        format!(r"(?:{line_start}|[|\t]) ?(?P<cell_month>[0-9]{{1,2}})月 ?(?:[|\t]|(?m:$))"),
        r"~ ?(?P<end_alone>[0-9]{1,2})\([月火水木金土日]\)".to_owned(),
        // 同日午前10時
        r"(?P<same_as_day>同日|同じ日|当日)(?:の|、)?".to_owned(),
        r"(?:(?P<end_year>[0-9]{1,2})[./])?(?P<end_month>[0-9]{1,2})[./](?P<end_day>[0-9]{1,2})".to_owned(),
    ];
    let kanji = "[〇一二三四五六七八九十]{1,3}";
    let kanji_clock = format!(
        r"(?P<kanji_half>午前|午後)(?P<kanji_hour>{kanji})時(?:(?P<kanji_minute>{kanji})分|(?P<kanji_thirty>半))?"
    );
    let clock = r"(?P<half>午前|午後|AM|PM)? ?(?:(?P<hour>[0-9]{1,2})時(?:(?P<minute>[0-9]{1,2})分|(?P<thirty>半))?|(?P<clock_hour>[0-9]{1,2}):(?P<clock_minute>[0-9]{2}))|(?P<noon>正午)|(?P<plain_hour>[0-2][0-9])(?P<plain_minute>[0-5][05])";
    let forms = forms.join("|");
    format!("(?:{forms})(?P<weekday>{weekday})|{clock}|{kanji_clock}")
}

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut position = 0;
    while let Some(start) = beginning::next(text, position) {
        let Some(captures) = captures(text, start) else {
            position = start + text[start..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let length = captures.get(0).map_or(1, |whole| whole.len());
        let whole = start..start + length;
        position = whole.end;
        let groups = Groups::of(&captures);
        let is_plain = groups.get("plain_hour").is_some();
        if !is_inside_number(text, whole.start, whole.end)
            && (!is_plain || may_be_plain_time(text, whole.start, whole.end))
            && let Some(written) = date(&groups).or_else(|| time(&groups))
        {
            let stretch = own_stretch(&captures, 0..length);
            tokens.push(Token {
                stretch: start + stretch.start..start + stretch.end,
                written,
                weekday: weekday(&groups),
            });
        }
    }
    tokens
}

/// The groups that took part in a match, by name: few of the many that there
/// are.
struct Groups<'a>(Vec<(&'static str, &'a str)>);

impl<'a> Groups<'a> {
    fn of(captures: &Captures<'a>) -> Self {
        static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
            let names = PATTERN.capture_names();
            names.map(Option::unwrap_or_default).collect()
        });
        let found = NAMES.iter().zip(captures.iter()).skip(1);
        let found = found.filter_map(|(name, group)| Some((*name, group?.as_str())));
        Self(found.collect())
    }

    fn get(&self, name: &str) -> Option<&'a str> {
        let found = self.0.iter().find(|(known, _)| *known == name);
        found.map(|(_, written)| *written)
    }
}

/// Of a line or row of a calendar the words or cells of its date, else the whole.
fn own_stretch(captures: &Captures, whole: Stretch) -> Stretch {
    let first = ["line_month", "end_alone"];
    if let Some(first) = first.iter().find_map(|name| captures.name(name)) {
        return first.start()..whole.end;
    }
    let (Some(day), Some(end)) = (captures.name("row_day"), captures.name("row_end")) else {
        return whole;
    };
    let first = captures.name("row_month").unwrap_or(day);
    first.start()..end.start()
}

/// 12月9日(水)1030, 0830~1645: a time without a sign stands behind a day or in a
/// range of such times.
fn may_be_plain_time(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].trim_end_matches(' ');
    let after = &text[end..];
    let is_range = before.ends_with('~')
        && before
            .trim_end_matches('~')
            .ends_with(|c: char| c.is_ascii_digit())
        || after.starts_with('~') && after[1..].starts_with(|c: char| matches!(c, '0'..='2'));
    before.ends_with(")") && ends_with_weekday(before)
        || before.ends_with('日') && !before.ends_with("曜日")
        || is_range
}

fn ends_with_weekday(before: &str) -> bool {
    let mut last = before.chars().rev().skip(1);
    last.next()
        .is_some_and(|day| "月火水木金土日祝".contains(day))
}

/// Whether digits, or letters of a product's or route's name, go on directly
/// before or behind, or it is no exact time (1月中旬, 8時間).
fn is_inside_number(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let first = text[start..].chars().next().unwrap_or(' ');
    let glued =
        |character: char| character.is_ascii_digit() || matches!(character, '-' | '/' | '.');
    // 区分B12月8日: the month is no part of a name.
    let is_month_and_day = text[start..end].contains('月') && text[start..end].contains('日');
    let letter_before = before.is_some_and(|c| c.is_ascii_alphabetic())
        && first.is_ascii_alphanumeric()
        && !is_month_and_day;
    let digit_before = first.is_ascii_digit()
        && before.is_some_and(|c| c.is_ascii_digit() || c == '第' || c == '/' || c == '-')
        && !is_behind_range_sign(&text[..start]);
    let ends_in_digit = text[start..end].ends_with(|c: char| c.is_ascii_digit());
    let is_duration = text[start..end].ends_with('時') && after == Some('間');
    let is_vague = text[start..end].ends_with('月')
        && ["上旬", "中旬", "下旬", "頃", "ごろ"]
            .iter()
            .any(|word| text[end..].starts_with(word));
    is_vague
        || letter_before
        || digit_before
        || is_duration
        || ends_in_digit && after.is_some_and(|c| glued(c) && c != '.')
}

/// 5月1日-5月15日: behind a unit or a bracket a hyphen joins no number.
fn is_behind_range_sign(before: &str) -> bool {
    let end = before.strip_suffix('-');
    end.is_some_and(|end| end.ends_with(['日', '月', '時', '分', ')']))
}

fn date(groups: &Groups) -> Option<Written> {
    let get = |name: &str| groups.get(name);
    let value = |name: &str| get(name).and_then(number);
    let small = |name: &str| value(name).and_then(|number| i8::try_from(number).ok());
    if let Some(era) = get("era").or(get("sign")) {
        let era = Era::from_sign(era.trim_end_matches('.'))?;
        let year = era.western_year(value("era_year").or(value("sign_year"))?)?;
        let month = small("era_month").or(small("sign_month"))?;
        return with_year(
            year,
            month,
            small("era_day").or(small("sign_day")),
            get("era_last").is_some(),
        );
    }
    if let Some(year) = value("year").or(value("iso_year")) {
        let month = small("month").or(small("iso_month"))?;
        return with_year(
            year,
            month,
            small("day").or(small("iso_day")),
            get("last").is_some(),
        );
    }
    if let Some(year) = value("bare_year") {
        return Some(Written::BareYear {
            year,
            month: small("bare_month")?,
            day: small("bare_day")?,
        });
    }
    if let Some(month) = small("same_month") {
        return Some(Written::SameYear {
            month,
            day: small("same_day")?,
        });
    }
    if let Some(month) = small("next_year_month") {
        return Some(Written::NextYear {
            month,
            day: small("next_year_day")?,
        });
    }
    if get("same_as_day").is_some() {
        return Some(Written::SameDay);
    }
    if let Some(day) = small("row_day") {
        return Some(match small("row_month") {
            Some(month) => Written::MonthDay { month, day },
            None => Written::SameMonth { day },
        });
    }
    if let Some(month) = small("line_month") {
        return Some(Written::MonthDay {
            month,
            day: small("line_day")?,
        });
    }
    if let Some(month) = small("cell_month") {
        return Some(Written::MonthOfCalendar { month });
    }
    if let Some(day) = small("end_alone") {
        return Some(Written::DayOnly { day });
    }
    if let Some(day) = small("same_month_day") {
        return Some(Written::SameMonth { day });
    }
    if let Some(day) = small("next_month_day") {
        return Some(Written::NextMonth { day });
    }
    if let Some(month) = small("end_month") {
        return Some(Written::ShortEnd {
            year: value("end_year"),
            month,
            day: small("end_day")?,
        });
    }
    if let Some(month) = small("short_month") {
        return Some(match small("short_day") {
            Some(day) => Written::MonthDay { month, day },
            None => Written::LastOfMonth { year: None, month },
        });
    }
    if let Some(month) = small("slash_month") {
        return Some(Written::MonthDay {
            month,
            day: small("slash_day")?,
        });
    }
    let day = small("only_day")?;
    Some(match weekday(groups) {
        Some(weekday) => Written::DayAndWeekday { day, weekday },
        None => Written::DayOnly { day },
    })
}

/// The weekday that stands behind a date.
fn weekday(groups: &Groups) -> Option<Weekday> {
    let names = ["weekday", "slash_weekday", "only_weekday"];
    let written = names.iter().find_map(|name| {
        let written = groups.get(name)?;
        (!written.is_empty()).then_some(written)
    })?;
    written.chars().find_map(weekday_of)
}

fn weekday_of(character: char) -> Option<Weekday> {
    const WEEKDAYS: &str = "月火水木金土日";
    let position = WEEKDAYS.chars().position(|day| day == character)?;
    Weekday::from_monday_one_offset(i8::try_from(position + 1).ok()?).ok()
}

fn with_year(year: i16, month: i8, day: Option<i8>, is_last: bool) -> Option<Written> {
    Some(match day {
        Some(day) => Written::Day { year, month, day },
        None if is_last => Written::LastOfMonth {
            year: Some(year),
            month,
        },
        None => Written::Month { year, month },
    })
}

/// A time of day. 24時 is left to mean the end of the day, which a date alone
/// means already.
fn time(groups: &Groups) -> Option<Written> {
    let get = |name: &str| groups.get(name);
    if get("noon").is_some() {
        return Some(Written::Time(Time::constant(12, 0, 0, 0)));
    }
    let small = |names: &[&str]| {
        let written = names.iter().find_map(|name| get(name))?;
        Some(written.parse().ok().or_else(|| number(written)))
    };
    let hour = small(&["hour", "clock_hour", "kanji_hour", "plain_hour"])??;
    let is_half_past = get("thirty").or(get("kanji_thirty")).is_some();
    let minute = match small(&["minute", "clock_minute", "kanji_minute", "plain_minute"]) {
        Some(minute) => minute?,
        None if is_half_past => 30,
        None => 0,
    };
    let (hour, minute) = (i8::try_from(hour).ok()?, i8::try_from(minute).ok()?);
    let is_afternoon = matches!(get("half").or(get("kanji_half")), Some("午後" | "PM"));
    let hour = if is_afternoon && hour < 12 {
        hour + 12
    } else {
        hour
    };
    Time::new(hour, minute, 0, 0).ok().map(Written::Time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_form_begins_where_none_is_looked_for() {
        let cases = include_str!("../../tests/cases/dates.txt").replace("\\n", "\n");
        let cases = irefuda_folding::fold(&cases.replace("\\t", "\t"));
        let text = cases.text();
        let mut found: Vec<usize> = Vec::new();
        let mut position = 0;
        while let Some(start) = beginning::next(text, position) {
            let length = captures(text, start).map(|captures| captures[0].len());
            found.extend(length.map(|_| start));
            position = start + length.unwrap_or(1);
            while !text.is_char_boundary(position) {
                position += 1;
            }
        }
        let everywhere = compiled(&pattern(LINE_START));
        let everywhere: Vec<usize> = everywhere
            .find_iter(text)
            .map(|whole| whole.start())
            .collect();
        assert_eq!(found, everywhere);
    }
}
