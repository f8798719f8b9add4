//! Moments and days as numbers that columns can hold.

use irefuda_procurement::Moment;
use jiff::civil::Date;

const DAY: i64 = 86_400;
const JST: i64 = 9 * 3_600;

/// A moment as a number of the same order: the second at which it ends, and in
/// the last bit whether it is a whole day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Closing(i64);

impl Closing {
    /// For notices that do not say.
    pub const UNKNOWN: Self = Self(i64::MAX);

    pub fn of(moment: Moment) -> Self {
        let is_day = matches!(moment, Moment::Day(_));
        Self(moment.ends_timestamp().saturating_mul(2) | i64::from(is_day))
    }

    pub const fn from_column(number: i64) -> Self {
        Self(number)
    }

    pub const fn to_column(self) -> i64 {
        self.0
    }

    /// Seconds since 1970 of the first moment that is no longer part of it.
    #[inline]
    pub const fn ends(self) -> i64 {
        self.0 >> 1
    }

    /// The day on which it falls, in days since 1970 in Japan.
    pub const fn day(self) -> i64 {
        let is_day = self.0 & 1;
        (self.ends() - is_day + JST).div_euclid(DAY)
    }
}

/// A day as a number, in days since 1970.
pub(crate) fn day_number(date: Date) -> i64 {
    Closing::of(Moment::Day(date)).day()
}
