//! The dates and times of a text: what is written, not yet what it means.
//!
//! [`mentions`] finds every date in every form that notices use (和暦, western,
//! without year, 同月, months only) together with its time of day and the other
//! end of its range. A date that cannot be resolved to a day is left out.

mod beginning;
mod damage;
mod number;
mod token;

#[cfg(test)]
mod tests;

use jiff::civil::{Date, Time, Weekday};

use irefuda_procurement::Moment;

use crate::text::Stretch;
use token::{Token, Written};

/// A date of the text, or a range of dates.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mention {
    /// Where it stands, from the first date to the last time or まで.
    pub stretch: Stretch,
    /// The first end of a range, or a date on its own.
    pub first: Stamp,
    /// The other end of a range.
    pub last: Option<Stamp>,
    /// Whether it is followed by まで, 必着 or their like.
    pub is_until: bool,
}

/// A day with its time of day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stamp {
    pub day: Date,
    pub time: Option<Time>,
    /// Whether only the month is written; `day` is then its first day.
    pub is_month: bool,
}

impl Stamp {
    /// As a deadline: a month ends with its last day.
    pub fn moment(self) -> Moment {
        let day = self.last_day();
        match self.time {
            Some(time) => Moment::At(day.to_datetime(time)),
            None => Moment::Day(day),
        }
    }

    pub fn last_day(self) -> Date {
        if self.is_month {
            self.day.last_of_month()
        } else {
            self.day
        }
    }
}

impl Mention {
    /// The mention in a text in which its own begins so many bytes later.
    pub fn moved(mut self, bytes: usize) -> Self {
        self.stretch = self.stretch.start + bytes..self.stretch.end + bytes;
        self
    }

    /// Whether another date is of about the same time; that of a statute or of
    /// works done is not.
    pub fn is_near(&self, other: &Self) -> bool {
        let days = other.first.day.since(self.first.day);
        days.is_ok_and(|span| span.get_days().abs() < 366)
    }

    /// The end that a deadline has.
    pub fn end(&self) -> Stamp {
        self.last.unwrap_or(self.first)
    }
}

/// Every date of the text, in order. `anchor` is the day of the announcement or
/// near it and resolves a date that is
/// written without one.
pub(crate) fn mentions(text: &str, anchor: Option<Date>) -> Vec<Mention> {
    let repaired = damage::repaired(text);
    let text = repaired.as_ref();
    let tokens = token::tokens(text);
    let mut mentions = Vec::new();
    let mut resolver = Resolver { last: None, anchor };
    let mut next = 0;
    while next < tokens.len() {
        next = match read(text, &tokens, next, &mut resolver) {
            Some((mention, after)) => {
                mentions.push(mention);
                after
            }
            None => next + 1,
        };
    }
    mentions
}

/// Every time of day that stands in the text, in order.
pub(crate) fn times(text: &str) -> Vec<(Stretch, Time)> {
    let tokens = token::tokens(&damage::repaired(text)).into_iter();
    tokens
        .filter_map(|token| match token.written {
            Written::Time(time) => Some((token.stretch, time)),
            _ => None,
        })
        .collect()
}

/// Remembers what 同年, 同月 and dates without a year refer to: the date just
/// before, else the day of the announcement; not an experience window, a
/// statute or a contract's end somewhere before.
struct Resolver {
    last: Option<Last>,
    anchor: Option<Date>,
}

/// The last date and where it ends.
#[derive(Clone, Copy)]
struct Last {
    day: Date,
    end: usize,
}

/// A date refers to one that ends so many bytes before it or fewer.
const CLOSE: usize = 120;

impl Resolver {
    fn stamp(&mut self, token: &Token) -> Option<Stamp> {
        let start = token.stretch.start;
        let (year, month, day) = match token.written {
            Written::Day { year, month, day } => (year, month, Some(day)),
            Written::Month { year, month } => (year, month, None),
            Written::LastOfMonth { year, month } => {
                let year = year.or_else(|| self.year_of(month, 28, start))?;
                let last = Date::new(year, month, 1).ok()?.last_of_month();
                (year, month, Some(last.day()))
            }
            Written::BareYear { year, month, day } => (self.reiwa(year)?, month, Some(day)),
            Written::MonthDay { month, day } => {
                let year = self.year_of(month, day, start)?;
                let year = self.year_by_weekday(year, month, day, token.weekday);
                (year, month, Some(day))
            }
            Written::SameYear { month, day } => (self.reference(start)?.year(), month, Some(day)),
            Written::NextYear { month, day } => {
                (self.reference(start)?.year() + 1, month, Some(day))
            }
            Written::SameMonth { day } | Written::DayOnly { day } => {
                let near = self.last.filter(|last| self.is_near_anchor(last.day));
                let reference = near.map(|last| last.day).or(self.anchor)?;
                (reference.year(), reference.month(), Some(day))
            }
            Written::DayAndWeekday { day, weekday } => {
                let near = self.last.filter(|last| self.is_near_anchor(last.day));
                let reference = near.map(|last| last.day).or(self.anchor)?;
                let found = on_weekday(reference, day, weekday)?;
                (found.year(), found.month(), Some(day))
            }
            Written::MonthOfCalendar { month } => {
                let year = self.year_of(month, 1, start)?;
                let day = Date::new(year, month, 1).ok()?;
                let end = token.stretch.end;
                self.last = Some(Last { day, end });
                return None;
            }
            Written::SameDay => {
                let last = self.last?;
                let is_close = start.saturating_sub(last.end) <= 2 * CLOSE;
                let day = Some(last.day).filter(|_| is_close)?;
                (day.year(), day.month(), Some(day.day()))
            }
            Written::NextMonth { day } => {
                let next = self.reference(start)?.last_of_month().tomorrow().ok()?;
                (next.year(), next.month(), Some(day))
            }
            Written::ShortEnd { year, month, day } => {
                let year = match year {
                    Some(year) => self.reiwa(year)?,
                    None => self.year_of(month, day, start)?,
                };
                (year, month, Some(day))
            }
            Written::Time(_) => return None,
        };
        let date = Date::new(year, month, day.unwrap_or(1)).ok()?;
        self.last = Some(Last {
            day: date,
            end: token.stretch.end,
        });
        Some(Stamp {
            day: date,
            time: None,
            is_month: day.is_none(),
        })
    }

    /// The date before if it is close, else the anchor.
    fn reference(&self, start: usize) -> Option<Date> {
        let close = self
            .last
            .filter(|last| start.saturating_sub(last.end) <= CLOSE);
        let any = || self.last.map(|last| last.day);
        close.map(|last| last.day).or(self.anchor).or_else(any)
    }

    /// The year of a date without one: that in which it is nearest to the date
    /// before, or lies in the months after the anchor.
    fn year_of(&self, month: i8, day: i8, start: usize) -> Option<i16> {
        let is_near =
            |last: &Last| start.saturating_sub(last.end) <= CLOSE && self.is_near_anchor(last.day);
        let (reference, earliest) = match (self.last.filter(is_near), self.anchor) {
            (Some(last), _) => (last.day, -183),
            (None, Some(anchor)) => (anchor, -90),
            (None, None) => (self.last?.day, -183),
        };
        let same_year = Date::new(reference.year(), month, day).ok()?;
        let days_after = same_year.since(reference).map_or(0, |span| span.get_days());
        Some(match days_after {
            days if days < earliest => reference.year() + 1,
            days if days > earliest + 366 => reference.year() - 1,
            _ => reference.year(),
        })
    }

    /// The year, or the one beside it in which the date falls on its weekday. A
    /// year in which it lies behind the announcement stays: weekdays are copied
    /// from last year's notice.
    fn year_by_weekday(&self, year: i16, month: i8, day: i8, weekday: Option<Weekday>) -> i16 {
        let date = |year: i16| Date::new(year, month, day).ok();
        let follows = |date: Date, anchor: Date| {
            let days = date.since(anchor).map_or(0, |span| span.get_days());
            (-30..=120).contains(&days)
        };
        let (Some(weekday), Some(first)) = (weekday, date(year)) else {
            return year;
        };
        let is_settled = self.anchor.is_some_and(|anchor| follows(first, anchor));
        if first.weekday() == weekday || is_settled {
            return year;
        }
        let falls_on = |year: &i16| date(*year).is_some_and(|date| date.weekday() == weekday);
        [year - 1, year + 1]
            .into_iter()
            .find(falls_on)
            .unwrap_or(year)
    }

    /// Whether a day lies in the weeks before or the months after the anchor.
    fn is_near_anchor(&self, day: Date) -> bool {
        let days = |anchor| day.since(anchor).map_or(0, |span| span.get_days());
        self.anchor
            .is_none_or(|anchor| (-90..=240).contains(&days(anchor)))
    }

    /// `8年3月4日` without an era is Reiwa if that is near the dates around it.
    fn reiwa(&self, year: i16) -> Option<i16> {
        let western = 2018 + year;
        let near = self.anchor.or(self.last.map(|last| last.day))?.year();
        ((western - near).abs() <= 6).then_some(western)
    }
}

/// The day of this number in the month of the reference, or the next, that falls
/// on this weekday.
fn on_weekday(reference: Date, day: i8, weekday: Weekday) -> Option<Date> {
    let next = reference.last_of_month().tomorrow().ok()?;
    let in_month = |month: Date| Date::new(month.year(), month.month(), day).ok();
    let days = [in_month(reference), in_month(next)];
    days.into_iter()
        .flatten()
        .find(|day| day.weekday() == weekday)
}

/// Reads the mention that begins with token `first`; also the number of the
/// token after it.
fn read(
    text: &str,
    tokens: &[Token],
    first: usize,
    resolver: &mut Resolver,
) -> Option<(Mention, usize)> {
    let token = &tokens[first];
    if token.written.is_only_an_end() {
        return None;
    }
    if token.written == Written::SameDay && !is_time_of_day(text, tokens, first) {
        return None;
    }
    let mut stamp = resolver.stamp(token)?;
    let mut next = first + 1;
    let mut end = token.stretch.end;
    if let Some(time) = time_after(text, tokens, next, end) {
        stamp.time = Some(time);
        end = tokens[next].stretch.end;
        next += 1;
    }
    let last = other_end(text, tokens, next, end, stamp, resolver);
    if let Some((_, after, last_end)) = last {
        (next, end) = (after, last_end);
    }
    let tail = closing(&text[end..]);
    let mention = Mention {
        stretch: token.stretch.start..end + tail,
        first: stamp,
        last: last.map(|(stamp, ..)| stamp),
        is_until: tail > 0,
    };
    Some((mention, next))
}

/// Whether 同日 is directly followed by a time, and speaks of no range that ends
/// the same day.
fn is_time_of_day(text: &str, tokens: &[Token], same_day: usize) -> bool {
    let end = tokens[same_day].stretch.end;
    time_after(text, tokens, same_day + 1, end).is_some()
}

/// The time of token `next` if it belongs to the date that ends at `end`.
fn time_after(text: &str, tokens: &[Token], next: usize, end: usize) -> Option<Time> {
    let token = tokens.get(next)?;
    let Written::Time(time) = token.written else {
        return None;
    };
    let between = &text[end..token.stretch.start];
    let is_next_line = between.contains('\n') && between.trim().is_empty();
    let is_joined = is_next_line && !between.contains("\n\n")
        || between.chars().count() <= 4 && !between.contains(['。', '\t']);
    let only_fillers = between
        .chars()
        .all(|character| " \n、,のにては:()".contains(character));
    (is_joined && only_fillers).then_some(time)
}

/// The other end of a range that began with `from`: its stamp, the token after
/// it, and where it ends in the text.
fn other_end(
    text: &str,
    tokens: &[Token],
    next: usize,
    end: usize,
    from: Stamp,
    resolver: &mut Resolver,
) -> Option<(Stamp, usize, usize)> {
    let token = tokens.get(next)?;
    let between = &text[end..token.stretch.start];
    let is_wrapped = !is_range_sign(between) && is_wrapped(between);
    if !is_wrapped && !is_range_sign(between) {
        return None;
    }
    if let Written::Time(time) = token.written {
        let stamp = Stamp {
            time: Some(time),
            ..from
        };
        return Some((stamp, next + 1, token.stretch.end));
    }
    let mut stamp = resolver.stamp(token)?;
    let mut end = token.stretch.end;
    let mut after = next + 1;
    if let Some(time) = time_after(text, tokens, after, end) {
        stamp.time = Some(time);
        end = tokens[after].stretch.end;
        after += 1;
        // `午前9時から午後5時まで` on the last day: the later time ends it.
        if let Some(Token {
            stretch,
            written: Written::Time(time),
            ..
        }) = tokens.get(after)
            && is_range_sign(&text[end..stretch.start])
        {
            stamp.time = Some(*time);
            end = stretch.end;
            after += 1;
        }
    }
    let is_end = !is_wrapped || closing(&text[end..]) > 0;
    (stamp.day >= from.day && is_end).then_some((stamp, after, end))
}

/// Whether a range goes on in the next line of a narrow column, where the rest of
/// its label stands: `入札書の 12月1日から\n提出期間 12月2日まで`.
fn is_wrapped(between: &str) -> bool {
    const LONGEST: usize = 40;
    let from = between.trim_start();
    let begins = from.starts_with("から") || from.starts_with('~');
    let mut words = between
        .chars()
        .filter(|character| !character.is_whitespace());
    begins
        && between.contains('\n')
        && words.nth(LONGEST).is_none()
        && !between.contains(|character: char| character == '。' || character.is_ascii_digit())
}

/// Whether what stands between two dates makes them a range.
fn is_range_sign(between: &str) -> bool {
    const CHARACTERS: &str = "からより~-ー―→以降至同当日、,";
    let is_other = |character: char| !character.is_whitespace() && !CHARACTERS.contains(character);
    if between.contains(is_other) {
        return false;
    }
    let sign: String = between
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    let sign = sign
        .trim_end_matches("同日")
        .trim_end_matches("当日")
        .trim_matches(['、', ',']);
    matches!(
        sign,
        "から" | "より" | "~" | "-" | "ー" | "―" | "→" | "から、" | "以降" | "至"
    )
}

/// Length of まで, 必着 and their like at the start of the text, also behind
/// 24時, which is the end of the day as the day is alone.
fn closing(after: &str) -> usize {
    const SIGNS: [&str; 13] = [
        "(必着)まで",
        "まで",
        "迄",
        "必着",
        "(必着)",
        "(消印有効)",
        "消印有効",
        "(当日消印有効)",
        "当日消印有効",
        "限り",
        "締切",
        "締め切り",
        "〆切",
    ];
    const BLANKS: [char; 2] = [' ', '\n'];
    let rest = after.trim_start_matches(BLANKS);
    let midnight = ["24時00分", "24時", "24:00"]
        .iter()
        .find_map(|midnight| rest.strip_prefix(midnight));
    let rest = midnight.unwrap_or(rest).trim_start_matches(BLANKS);
    let skipped = after.len() - rest.len();
    let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign));
    sign.map_or(0, |sign| skipped + sign.len())
}
