//! The day of the announcement (公告日).
//!
//! It stands above the signature, on a line of its own or glued to it. A label
//! (公告日) is the second choice: portals fill it with the day on which they
//! fetched the page.

use std::sync::LazyLock;

use irefuda_procurement::{Era, PartRole};
use jiff::ToSpan;
use jiff::civil::Date;
use regex::{Captures, Regex};

use crate::dates::Mention;
use crate::reading::Reading;
use crate::text::Stretch;

/// Only the beginning of a notice bears its date, this many characters.
const HEAD: usize = 3000;

/// The day of the announcement and where it stands.
///
/// A correction, a result or an answer (`is_later`) names the day of the first
/// announcement under that label; its own day is the one of its publication.
pub(crate) fn read(
    reading: &Reading,
    is_later: bool,
    agency: Option<&str>,
) -> Option<(Date, Stretch)> {
    let first = signed(reading, agency).or_else(|| published(reading).filter(|_| is_later));
    let first = first.or_else(|| labelled(reading).filter(|_| !is_later));
    first
        .or_else(|| standing_alone(reading))
        .or_else(|| in_calendar(reading))
        .or_else(|| published(reading))
}

/// A day near the announcement, by which dates without a year are understood:
/// that of the signature, else the first that is written in full.
pub(crate) fn anchor(text: &str) -> Option<Date> {
    first_signed(text)
        .or_else(|| month_of_cover(text))
        .or_else(|| first_day(text))
}

/// The first day of Reiwa that stands before a signature: 令和8年5月1日 高槻市長.
fn first_signed(text: &str) -> Option<Date> {
    static SIGN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("令和|R").expect("the pattern is well formed"));
    let mut signs = SIGN.find_iter(text);
    let (year, month, day) = signs.find_map(|sign| signed_at(&text[sign.start()..]))?;
    Date::new(Era::Reiwa.western_year(year.into())?, month, day).ok()
}

/// Year, month and day of such a date at the beginning of a text.
fn signed_at(text: &str) -> Option<(i8, i8, i8)> {
    let rest = text.strip_prefix("令和").or(text.strip_prefix('R'))?;
    let (year, rest) = short_number(rest)?;
    let rest = behind_western_year(rest).unwrap_or(rest);
    let (month, rest) = short_number(rest.strip_prefix(['年', '.'])?)?;
    let (day, rest) = short_number(rest.strip_prefix(['月', '.'])?)?;
    let behind_sign = rest.strip_prefix('日');
    let is_signed = behind_sign.is_some_and(is_signature) || is_signature(rest);
    is_signed.then_some((year, month, day))
}

/// A number of one or two digits, and what stands behind it.
fn short_number(text: &str) -> Option<(i8, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    matches!(digits, 1 | 2).then_some((number.parse().ok()?, rest))
}

/// What stands behind (2026年).
fn behind_western_year(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('(')?;
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &inside[digits..];
    let rest = rest.strip_prefix('年').unwrap_or(rest);
    rest.strip_prefix(')').filter(|_| digits == 4)
}

/// Whether a text begins with a name, and with a title at its end.
fn is_signature(text: &str) -> bool {
    const TITLES: [&str; 8] = [
        "市長",
        "町長",
        "村長",
        "区長",
        "知事",
        "院長",
        "校長",
        "管理者",
    ];
    const LONGEST_NAME: usize = 24;
    let text = text.trim_start();
    let mut characters = text.char_indices().enumerate().take(LONGEST_NAME + 1);
    let end = characters.find_map(|(length, (position, character))| {
        let is_title = || {
            TITLES
                .iter()
                .any(|title| text[position..].starts_with(title))
        };
        match character {
            _ if length > 0 && is_title() => Some(true),
            '。' | '、' | '0'..='9' => Some(false),
            _ => character.is_whitespace().then_some(false),
        }
    });
    end.unwrap_or(false)
}

/// The month that stands alone on a line of the cover: 令和8年10月.
fn month_of_cover(text: &str) -> Option<Date> {
    static MONTH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:令和\s?(?P<reiwa>[0-9]{1,2}|元)|平成\s?(?P<heisei>[23][0-9])|(?P<western>20[0-9]{2}))(?:\([^)]{4,8}\))?年\s?(?P<month>[0-9]{1,2})月$")
            .expect("the pattern is well formed")
    });
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.take(COVER_LINES).find_map(|line| {
        let captures = MONTH.captures(line)?;
        let (year, month) = month_of(&captures)?;
        Date::new(year, month, 1).ok()
    })
}

/// A cover has no more lines than this.
const COVER_LINES: usize = 12;

/// The first day of the text that is written in full, in Reiwa, Heisei or
/// western. The beginning or end of a period lies some months behind the
/// announcement, and is taken only where there is nothing else.
fn first_day(text: &str) -> Option<Date> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:(?:令和|R)\s?(?P<reiwa>[0-9]{1,2}|元)|平成\s?(?P<heisei>[23][0-9])|(?P<western>20[0-9]{2}))(?:\([^)]{4,8}\))?(?:年|/|\.|-)\s?(?P<month>[0-9]{1,2})(?:月|/|\.|-)\s?(?P<day>[0-9]{1,2})日?(?:\s?\([^)]{1,5}\))?")
            .expect("the pattern is well formed")
    });
    let mut ends_of_periods = None;
    for captures in DAY.captures_iter(text) {
        let Some(day) = day_of(&captures) else {
            continue;
        };
        let end = captures.get(0).map_or(0, |found| found.end());
        let is_of_period = ["から", "より", "~", "まで", "以降"]
            .iter()
            .any(|word| text[end..].trim_start().starts_with(word));
        if !is_of_period {
            return Some(day);
        }
        ends_of_periods = ends_of_periods.or(Some(day));
    }
    ends_of_periods.and_then(|day| day.checked_sub(DAYS_BEFORE_CONTRACT.days()).ok())
}

/// A contract begins about so many days after its announcement.
const DAYS_BEFORE_CONTRACT: i64 = 120;

fn day_of(captures: &Captures) -> Option<Date> {
    let (year, month) = month_of(captures)?;
    let day = captures.name("day")?.as_str().parse().ok()?;
    Date::new(year, month, day).ok()
}

fn month_of(captures: &Captures) -> Option<(i16, i8)> {
    let number = |name: &str| match captures.name(name)?.as_str() {
        "元" => Some(1),
        digits => digits.parse::<i16>().ok(),
    };
    let era = |name: &str, era: Era| era.western_year(number(name)?);
    let year = number("western")
        .or_else(|| era("reiwa", Era::Reiwa))
        .or_else(|| era("heisei", Era::Heisei))?;
    Some((year, i8::try_from(number("month")?).ok()?))
}

/// The announcement is no farther from the first day that the text names than
/// this many days.
const FARTHEST: i32 = 75;

/// The date directly above or before the signature of a mayor or governor, or
/// the name of the body.
fn signed(reading: &Reading, agency: Option<&str>) -> Option<(Date, Stretch)> {
    static SIGNATURE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[\s*#>|-]*(?:[^\s。、:]{1,30}\s?){0,3}?(?:市長|町長|村長|区長|役所|役場|知事|管理者|企業長|校長|院長|所長|局長|部長|教育長|理事長|組合長|課長|公告第|告示第|公示第)")
            .expect("the pattern is well formed")
    });
    let anchor = reading.anchor();
    let is_near = |day: Date| {
        let days = |anchor| day.since(anchor).map_or(0, |span| span.get_days());
        anchor.is_none_or(|anchor| days(anchor).abs() <= FARTHEST)
    };
    let is_signed = |mention: &&Mention| {
        let rest = &reading.text.folded()[mention.stretch.end..];
        let is_signature = || {
            let near: String = rest.chars().take(50).collect();
            SIGNATURE.is_match(&near)
        };
        let is_body = || {
            agency.is_some_and(|agency| {
                let line = rest.trim_start().lines().next().unwrap_or_default();
                line.starts_with(agency) && line.chars().count() <= agency.chars().count() + 12
            })
        };
        !rest.starts_with('付')
            && is_near(mention.first.day)
            && mention.first.time.is_none()
            && mention.last.is_none()
            && !mention.is_until
            && !mention.first.is_month
            && begins_sentence(reading, mention)
            && (is_body() || is_signature())
    };
    head_mentions(
        reading,
        &[PartRole::Notice, PartRole::Instructions, PartRole::Result],
    )
    .find(is_signed)
    .map(day)
}

fn labelled(reading: &Reading) -> Option<(Date, Stretch)> {
    let roles = [PartRole::Notice, PartRole::Instructions, PartRole::Result];
    let labelled = reading.labelled("announced_on", &roles);
    let mention = labelled.iter().find_map(|labelled| {
        let first = reading.mentions_in(&labelled.value).first()?;
        (first.stretch.start < labelled.value.start + 60).then_some(first)
    })?;
    Some(day(mention))
}

/// A date that is the whole of its line.
fn standing_alone(reading: &Reading) -> Option<(Date, Stretch)> {
    let is_alone = |mention: &&Mention| {
        let text = reading.text.folded();
        let rest = text[mention.stretch.end..]
            .split('\n')
            .next()
            .unwrap_or_default();
        let rest = rest.trim_start_matches([
            '(', ')', '付', '公', '告', '掲', '載', '示', '更', '新', '日', ' ',
        ]);
        let stands_after_title =
            mention.first.time.is_none() && mention.last.is_none() && !mention.is_until;
        stands_after_title
            && !mention.first.is_month
            && begins_sentence(reading, mention)
            && rest.is_empty()
    };
    head_mentions(
        reading,
        &[PartRole::Notice, PartRole::Instructions, PartRole::Result],
    )
    .find(is_alone)
    .map(day)
}

/// A line of a calendar that tells the day of the announcement: 11月18日(水) 公告.
fn in_calendar(reading: &Reading) -> Option<(Date, Stretch)> {
    const EVENTS: [&str; 12] = [
        "公告",
        "公示",
        "公開",
        "公募開始",
        "公募の開始",
        "募集開始",
        "募集の開始",
        "公表",
        "告示",
        "要領の公表",
        "要項の公開",
        "実施要領の公表",
    ];
    let roles = [PartRole::Notice, PartRole::Instructions];
    let mentions = reading
        .sections_of(&roles)
        .into_iter()
        .flat_map(|section| reading.mentions_in(&reading.sections[section].whole));
    let mut announcing = mentions.filter(|mention| {
        let text = reading.text.folded();
        let before =
            text[..mention.stretch.start].trim_end_matches([' ', '|', '\t', '-', '・', '○']);
        let begins_line = before.is_empty() || before.ends_with('\n');
        let rest = text[mention.stretch.end..].trim_start_matches([' ', '|', '\t', ':']);
        begins_line && mention.last.is_none() && EVENTS.iter().any(|event| rest.starts_with(event))
    });
    announcing.next().map(day)
}

/// The day on which a page was published (公開日, 更新日).
fn published(reading: &Reading) -> Option<(Date, Stretch)> {
    const LABELS: [&str; 6] = ["公表日", "公開日", "掲載日", "更新日", "登録日", "発表日"];
    let text = reading.text.folded();
    if !LABELS.iter().any(|label| text.contains(label)) {
        return None;
    }
    let says_so = |mention: &&Mention| {
        let before = text[..mention.stretch.start].trim_end_matches([':', ' ', '\n', '-']);
        LABELS.iter().any(|label| before.ends_with(label))
    };
    let mentions = (0..reading.sections.len()).flat_map(|section| reading.mentions_of(section));
    let all: Vec<&Mention> = mentions.filter(says_so).collect();
    let is_first = |mention: &&&Mention| {
        !reading.text.folded()[..mention.stretch.start]
            .trim_end_matches([':', ' '])
            .ends_with("更新日")
    };
    all.iter()
        .find(is_first)
        .or(all.first())
        .map(|mention| day(mention))
}

fn head_mentions<'a>(
    reading: &'a Reading,
    roles: &[PartRole],
) -> impl Iterator<Item = &'a Mention> {
    let heads = reading.sections_of(roles).into_iter().map(|section| {
        let whole = &reading.sections[section].whole;
        whole.start..whole.end.min(whole.start + HEAD)
    });
    heads
        .flat_map(|head| reading.mentions_in(&head))
        .collect::<Vec<_>>()
        .into_iter()
}

fn begins_sentence(reading: &Reading, mention: &Mention) -> bool {
    let before =
        reading.text.folded()[..mention.stretch.start].trim_end_matches([' ', '>', '-', '*']);
    before.is_empty() || before.ends_with(['\n', '。', '】', ')', '号'])
}

fn day(mention: &Mention) -> (Date, Stretch) {
    (mention.first.day, mention.stretch.clone())
}
