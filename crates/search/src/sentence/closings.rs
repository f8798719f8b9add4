//! When: 今月締切の, 12月10日までに応募できる, 今週公告された, 募集中の.

use std::sync::LazyLock;

use irefuda_procurement::Status;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::{Span, ToSpan};
use regex::{Captures, Regex};

use super::{Found, Meaning};

/// A stretch of days, as people name it.
const WHEN: &str = r"(?:(?P<relative>本日|今日|きょう|明日|あした|あす|明後日|あさって|昨日|きのう|今週末|先週|今週|来週|再来週|今月末|先月|今月|来月|再来月|月末|年度内|今年度|年内)|(?:(?P<month>1[0-2]|0?[1-9])(?:月|/)(?:(?P<day>[12][0-9]|3[01]|0?[1-9])日?|(?P<third>上旬|中旬|下旬|初め|半ば|末))?)|(?:あと|この先|今後)?(?P<count>[1-9][0-9]?|一|二|三)(?P<unit>日|週間|か月|ヶ月|ケ月|カ月|箇月)(?P<within>以内|のうち|後))(?:中)?";
const CLOSING: &str = r"(?:締め?切(?:られる|れる|ら|り|る)?|〆切り?|しめきり|締まる|締め|(?:申し?込み?|応募|受付|提出|参加|入札|申請)?(?:期限|締め?切り?|〆切)|(?:応募|申し?込み|申請|参加|提出|入札)(?:の?できる|できる|可能な|する|が?間に合う|に間に合う))";
const ANNOUNCED: &str =
    r"(?:公告|公示|公表|公開|掲載|発表|公募開始|出)(?:された|した|され|し|た)?(?:の|もの)?";

/// Filters by time in a text.
pub(super) fn find(text: &str, now: DateTime) -> Vec<Found> {
    static CLOSES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"{WHEN}(?P<bound>までに|までの|まで|以降に|以降の|以降|以後に|以前に|以前の|以前|に|が|で|の)?{CLOSING}(?:の|となる|になる|り|が)?"
        ))
    });
    static CLOSES_WHEN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"(?:締め?切り?日?|〆切り?日?|しめきり|(?:申し?込み?|応募|受付|提出|入札)期限|期限)(?:が|は|:)?{WHEN}(?P<bound>まで|以降|以前)?(?:の)?"
        ))
    });
    static ANNOUNCED_WHEN: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!(r"{WHEN}(?:に|の)?{ANNOUNCED}")));
    static OPEN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:(?:今|まだ|現在)(?:でも)?)?(?:募集中|受付中|公募中|公告中|(?:応募|参加|申請|入札|申し?込み)(?:の?できる|可能)|応募できる|申し込める|間に合う|締め?切(?:られ)?(?:っ)?ていない)(?:の|な)?",
        )
    });
    let today = now.date();
    let mut found = Vec::new();
    for captures in CLOSES
        .captures_iter(text)
        .chain(CLOSES_WHEN.captures_iter(text))
    {
        let Some((from, to)) = days(&captures, today) else {
            continue;
        };
        let bound = captures.name("bound").map_or("", |bound| bound.as_str());
        let meaning = if bound.starts_with("以降") || bound.starts_with("以後") {
            (Some(from), None)
        } else if bound.starts_with("まで") || bound.starts_with("以前") {
            (Some(today), Some(to))
        } else {
            (Some(from), Some(to))
        };
        let (from, to) = meaning;
        found.push(with_range(&captures, Meaning::Closes { from, to }));
    }
    for captures in ANNOUNCED_WHEN.captures_iter(text) {
        if let Some((from, to)) = days(&captures, today) {
            let (from, to) = last_year_if_ahead(from, to, today, &captures);
            found.push(with_range(&captures, Meaning::Announced { from, to }));
        }
    }
    for captures in OPEN.captures_iter(text) {
        found.push(with_range(&captures, Meaning::Status(Status::Open)));
    }
    found
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is well formed")
}

fn with_range(captures: &Captures, meaning: Meaning) -> Found {
    Found {
        bytes: captures
            .get(0)
            .map(|whole| whole.range())
            .unwrap_or_default(),
        meaning,
    }
}

/// The first and the last of the days that were named. A month or day without
/// its year is the next one to come.
fn days(captures: &Captures, today: Date) -> Option<(Date, Date)> {
    let text = |name| captures.name(name).map(|found| found.as_str());
    if let Some(word) = text("relative") {
        return relative(word, today);
    }
    if let Some(month) = text("month") {
        let month: i8 = month.parse().ok()?;
        let is_past = month < today.month();
        let year = today.year() + i16::from(is_past);
        let first = Date::new(year, month, 1).ok()?;
        let last = first.last_of_month();
        if let Some(day) = text("day") {
            let day = Date::new(year, month, day.parse().ok()?).ok()?;
            return Some((day, day));
        }
        let day = |day| Date::new(year, month, day).ok();
        return Some(match text("third") {
            Some("上旬" | "初め") => (first, day(10)?),
            Some("中旬" | "半ば") => (day(11)?, day(20)?),
            Some("下旬" | "末") => (day(21)?, last),
            _ => (first, last),
        });
    }
    let count = match text("count")? {
        "一" => 1,
        "二" => 2,
        "三" => 3,
        digits => digits.parse::<i64>().ok()?,
    };
    let span = match text("unit")? {
        "日" => count.days(),
        "週間" => count.weeks(),
        _ => count.months(),
    };
    let end = today.checked_add(span).ok()?;
    Some(match text("within") {
        Some("後") => (end, end),
        _ => (today, end),
    })
}

fn relative(word: &str, today: Date) -> Option<(Date, Date)> {
    let later = |span: Span| today.checked_add(span).ok();
    let week = |weeks: i64| {
        let monday = today
            .checked_sub(i64::from(today.weekday().since(Weekday::Monday)).days())
            .ok()?
            .checked_add(weeks.weeks())
            .ok()?;
        Some((monday, monday.checked_add(6.days()).ok()?))
    };
    let month = |months: i64| {
        let first = today.first_of_month().checked_add(months.months()).ok()?;
        Some((first, first.last_of_month()))
    };
    let day = |days: i64| later(days.days()).map(|day| (day, day));
    let year_end = |month: i8, ends_next_year: bool| {
        let year = today.year() + i16::from(ends_next_year);
        let first = Date::new(year, month, 1).ok()?;
        Some((today, first.last_of_month()))
    };
    match word {
        "本日" | "今日" | "きょう" => day(0),
        "明日" | "あした" | "あす" => day(1),
        "明後日" | "あさって" => day(2),
        "昨日" | "きのう" => day(-1),
        "先週" => week(-1),
        "今週" => week(0),
        "今週末" => {
            week(0).and_then(|(_, sunday)| Some((sunday.checked_sub(2.days()).ok()?, sunday)))
        }
        "来週" => week(1),
        "再来週" => week(2),
        "先月" => month(-1),
        "今月" => month(0),
        "来月" => month(1),
        "再来月" => month(2),
        "今月末" | "月末" => {
            month(0).and_then(|(_, last)| Some((last.checked_sub(9.days()).ok()?, last)))
        }
        "年内" => year_end(12, false),
        _ => year_end(3, today.month() > 3),
    }
}

/// An announcement lies in the past: 10月に公告された.
fn last_year_if_ahead(from: Date, to: Date, today: Date, captures: &Captures) -> (Date, Date) {
    if from <= today || captures.name("month").is_none() {
        return (from, to);
    }
    let before = |day: Date| day.checked_sub(1.years()).unwrap_or(day);
    (before(from), before(to))
}
