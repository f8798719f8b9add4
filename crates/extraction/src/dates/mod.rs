//! The dates and times of a text: what is written, not yet what it means.
//!
//! [`mentions`] finds every date in every form that notices use (和暦, western,
//! without year, 同月, months only) together with its time of day and the other
//! end of its range. A date that cannot be resolved to a day is left out.

mod number;
mod token;

use jiff::civil::{Date, Time};

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
    /// The end that a deadline has.
    pub fn end(&self) -> Stamp {
        self.last.unwrap_or(self.first)
    }
}

/// Every date of the text, in order. `year` resolves a first date that is
/// written without one.
pub(crate) fn mentions(text: &str, year: Option<i16>) -> Vec<Mention> {
    let tokens = token::tokens(text);
    let mut mentions = Vec::new();
    let mut resolver = Resolver {
        last: None,
        near: None,
        year,
    };
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
    let tokens = token::tokens(text).into_iter();
    tokens
        .filter_map(|token| match token.written {
            Written::Time(time) => Some((token.stretch, time)),
            _ => None,
        })
        .collect()
}

/// Remembers the last date, by which 同年, 同月 and dates without a year are
/// understood.
struct Resolver {
    last: Option<Date>,
    /// The last date within a year of `year`: dates without a year follow this
    /// one, and not the experience window or the statute between.
    near: Option<Date>,
    year: Option<i16>,
}

impl Resolver {
    fn stamp(&mut self, written: &Written) -> Option<Stamp> {
        let (day, is_month) = match *written {
            Written::Day { year, month, day } => (Date::new(year, month, day).ok()?, false),
            Written::Month { year, month } => (Date::new(year, month, 1).ok()?, true),
            Written::LastOfMonth { year, month } => {
                let year = year.or_else(|| self.year_of(month, 28))?;
                (Date::new(year, month, 1).ok()?.last_of_month(), false)
            }
            Written::BareYear { year, month, day } => (self.reiwa(year, month, day)?, false),
            Written::MonthDay { month, day } => (
                Date::new(self.year_of(month, day)?, month, day).ok()?,
                false,
            ),
            Written::SameYear { month, day } => {
                (Date::new(self.last?.year(), month, day).ok()?, false)
            }
            Written::SameMonth { day } | Written::DayOnly { day } => {
                let last = self.last?;
                (Date::new(last.year(), last.month(), day).ok()?, false)
            }
            Written::Time(_) => return None,
        };
        self.last = Some(day);
        if self.year.is_none_or(|year| (day.year() - year).abs() <= 1) {
            self.near = Some(day);
        }
        Some(Stamp {
            day,
            time: None,
            is_month,
        })
    }

    /// The year of a date without one: the year of the near date before, or the
    /// next where that would be more than half a year earlier.
    fn year_of(&self, month: i8, day: i8) -> Option<i16> {
        let Some(last) = self.near else {
            return self.year;
        };
        let same_year = Date::new(last.year(), month, day).ok()?;
        let days_after = same_year.since(last).map_or(0, |span| span.get_days());
        Some(match days_after {
            ..-183 => last.year() + 1,
            184.. => last.year() - 1,
            _ => last.year(),
        })
    }

    /// `8年3月4日` without an era is Reiwa if that is near the dates around it.
    fn reiwa(&self, year: i16, month: i8, day: i8) -> Option<Date> {
        let western = 2018 + year;
        let near = self.last.map(Date::year).or(self.year)?;
        ((western - near).abs() <= 6).then(|| Date::new(western, month, day).ok())?
    }
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
    if matches!(token.written, Written::DayOnly { .. } | Written::Time(_)) {
        return None;
    }
    let mut stamp = resolver.stamp(&token.written)?;
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

/// The time of token `next` if it belongs to the date that ends at `end`.
fn time_after(text: &str, tokens: &[Token], next: usize, end: usize) -> Option<Time> {
    let token = tokens.get(next)?;
    let Written::Time(time) = token.written else {
        return None;
    };
    let between = &text[end..token.stretch.start];
    let is_joined = between.chars().count() <= 4 && !between.contains(['。', '\t']);
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
    if !is_range_sign(&text[end..token.stretch.start]) {
        return None;
    }
    if let Written::Time(time) = token.written {
        let stamp = Stamp {
            time: Some(time),
            ..from
        };
        return Some((stamp, next + 1, token.stretch.end));
    }
    let mut stamp = resolver.stamp(&token.written)?;
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
        }) = tokens.get(after)
            && is_range_sign(&text[end..stretch.start])
        {
            stamp.time = Some(*time);
            end = stretch.end;
            after += 1;
        }
    }
    (stamp.day >= from.day).then_some((stamp, after, end))
}

/// Whether what stands between two dates makes them a range.
fn is_range_sign(between: &str) -> bool {
    let sign: String = between
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    let sign = sign.trim_matches(['、', ',']);
    matches!(
        sign,
        "から" | "より" | "~" | "-" | "ー" | "―" | "→" | "から、" | "以降"
    )
}

/// Length of まで, 必着 and their like at the start of the text.
fn closing(after: &str) -> usize {
    const SIGNS: [&str; 9] = [
        "(必着)まで",
        "まで",
        "迄",
        "必着",
        "(必着)",
        "(消印有効)",
        "限り",
        "締切",
        "締め切り",
    ];
    let skipped = after.len() - after.trim_start_matches([' ', '\n']).len();
    let sign = SIGNS
        .iter()
        .find(|sign| after[skipped..].starts_with(**sign));
    sign.map_or(0, |sign| skipped + sign.len())
}
