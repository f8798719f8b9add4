//! Days and moments in Japan, and the Japanese eras.
//!
//! All times are JST (UTC+9, without daylight saving since 1951), so a civil
//! date-time says everything; the offset is written out and never computed.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const JST: Offset = jiff::tz::offset(9);

/// The present moment in JST.
pub fn now() -> DateTime {
    Zoned::now().with_time_zone(TimeZone::fixed(JST)).datetime()
}

/// A day, or a moment of a day, in JST.
///
/// In JSON and queries `2024-03-14` or `2024-03-14T17:15:00+09:00`. Moments
/// are ordered by when they are over: a day is over at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// The whole day.
    Day(Date),
    /// One moment of it.
    At(DateTime),
}

/// Why a text is no [`Moment`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date: write 2026-12-01 or 2026-12-01T17:00:00+09:00")]
pub struct MomentError(String);

impl Moment {
    /// The day on which it falls.
    pub fn date(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::At(moment) => moment.date(),
        }
    }

    /// The first moment that is no longer part of it: a deadline of `Day` can
    /// still be met until the next day begins.
    pub fn ends(self) -> DateTime {
        match self {
            Self::Day(day) => day
                .tomorrow()
                .unwrap_or(Date::MAX)
                .to_datetime(Time::midnight()),
            Self::At(moment) => moment,
        }
    }

    /// Seconds since 1970 of [`Moment::ends`], for indexes and comparisons.
    pub fn ends_timestamp(self) -> i64 {
        timestamp(self.ends())
    }
}

/// Seconds since 1970 of a JST date-time.
fn timestamp(moment: DateTime) -> i64 {
    JST.to_timestamp(moment)
        .map_or(i64::MAX, Timestamp::as_second)
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let is_day = |moment: &Self| matches!(moment, Self::Day(_));
        (self.ends(), is_day(self)).cmp(&(other.ends(), is_day(other)))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(formatter, "{day}"),
            Self::At(moment) => write!(formatter, "{moment:.0}+09:00"),
        }
    }
}

impl FromStr for Moment {
    type Err = MomentError;

    /// Reads a day, an RFC 3339 moment of any offset, or a date-time without
    /// offset (taken as JST).
    fn from_str(text: &str) -> Result<Self, MomentError> {
        let fail = || MomentError(text.chars().take(40).collect());
        if !text.contains([':', 'T', ' ']) {
            return text.parse().map(Self::Day).map_err(|_| fail());
        }
        if let Ok(instant) = text.parse::<Timestamp>() {
            return Ok(Self::At(JST.to_datetime(instant)));
        }
        text.parse().map(Self::At).map_err(|_| fail())
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// An era of the Japanese calendar (元号) since the Gregorian calendar came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Era {
    /// 明治, from 1868.
    Meiji,
    /// 大正, from 1912-07-30.
    Taisho,
    /// 昭和, from 1926-12-25.
    Showa,
    /// 平成, from 1989-01-08.
    Heisei,
    /// 令和, from 2019-05-01 (元号を改める政令, 平成31年政令第143号).
    Reiwa,
}

impl Era {
    /// Reads 令和, 令, R, ㋿ and their like.
    pub fn from_sign(sign: &str) -> Option<Self> {
        Some(match sign {
            "令和" | "令" | "R" | "r" | "㋿" => Self::Reiwa,
            "平成" | "平" | "H" | "h" | "㍻" => Self::Heisei,
            "昭和" | "昭" | "S" | "s" | "㍼" => Self::Showa,
            "大正" | "大" | "T" | "t" | "㍽" => Self::Taisho,
            "明治" | "明" | "M" | "m" | "㍾" => Self::Meiji,
            _ => return None,
        })
    }

    /// The Western year of the era's year (元年 is 1). Years after the era's
    /// end count on, since texts write 平成32年 for 2020.
    pub fn western_year(self, year: i16) -> Option<i16> {
        let before_first = match self {
            Self::Meiji => 1867,
            Self::Taisho => 1911,
            Self::Showa => 1925,
            Self::Heisei => 1988,
            Self::Reiwa => 2018,
        };
        (1..=99).contains(&year).then(|| before_first + year)
    }
}
