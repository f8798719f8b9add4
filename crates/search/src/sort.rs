//! The orders of hits.
//!
//! A column is named with its direction (`title:desc`). Two names alone mean
//! what one usually wants of them: `announced_on` the latest first, `closes_at`
//! what one can still get in, the soonest first. Whatever the direction, notices
//! without the value come last.

use std::fmt;
use std::str::FromStr;

/// An order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Best match first.
    Relevance,
    /// What closes soonest first; then what does not say; then what has closed,
    /// the latest first.
    Closing,
    /// By the values of a column.
    By(SortColumn, Direction),
}

/// A value by which hits are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortColumn {
    /// When they close, whether that is past or to come.
    ClosesAt,
    /// When they were announced.
    AnnouncedOn,
    /// The code of the municipality or prefecture that buys: the official order,
    /// from north to south.
    LgCode,
    /// The title, by its characters in folded form.
    Title,
    /// What the body is ready to pay, as far as it says.
    PriceCeiling,
}

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The smallest, earliest first.
    Ascending,
    /// The greatest, latest first.
    Descending,
}

use Direction::{Ascending, Descending};
use SortColumn::{AnnouncedOn, ClosesAt, LgCode, PriceCeiling, Title};

/// Every order with its name in queries and its name on a page.
const ORDERS: [(Sort, &str, &str); 12] = [
    (Sort::Relevance, "relevance", "関連度"),
    (Sort::Closing, "closes_at", "締切が近い順"),
    (
        Sort::By(ClosesAt, Ascending),
        "closes_at:asc",
        "締切が早い順",
    ),
    (
        Sort::By(ClosesAt, Descending),
        "closes_at:desc",
        "締切が遅い順",
    ),
    (
        Sort::By(AnnouncedOn, Descending),
        "announced_on",
        "公告日が新しい順",
    ),
    (
        Sort::By(AnnouncedOn, Ascending),
        "announced_on:asc",
        "公告日が古い順",
    ),
    (Sort::By(LgCode, Ascending), "lg_code", "団体コード順"),
    (
        Sort::By(LgCode, Descending),
        "lg_code:desc",
        "団体コードの逆順",
    ),
    (Sort::By(Title, Ascending), "title", "件名順"),
    (Sort::By(Title, Descending), "title:desc", "件名の逆順"),
    (
        Sort::By(PriceCeiling, Ascending),
        "price_ceiling",
        "予定価格・上限額が低い順",
    ),
    (
        Sort::By(PriceCeiling, Descending),
        "price_ceiling:desc",
        "予定価格・上限額が高い順",
    ),
];

/// Further names of those whose direction goes without saying.
const ALIASES: [(Sort, &str); 4] = [
    (Sort::By(AnnouncedOn, Descending), "announced_on:desc"),
    (Sort::By(LgCode, Ascending), "lg_code:asc"),
    (Sort::By(Title, Ascending), "title:asc"),
    (Sort::By(PriceCeiling, Ascending), "price_ceiling:asc"),
];

impl Sort {
    /// Every order.
    pub const ALL: [Self; ORDERS.len()] = {
        let mut all = [Self::Relevance; ORDERS.len()];
        let mut place = 0;
        while place < all.len() {
            all[place] = ORDERS[place].0;
            place += 1;
        }
        all
    };

    /// The name in queries.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The name on a page, in Japanese.
    pub fn label(self) -> &'static str {
        self.row().2
    }

    fn row(self) -> &'static (Self, &'static str, &'static str) {
        let row = ORDERS.iter().find(|(sort, _, _)| *sort == self);
        row.expect("every order is in the table")
    }
}

impl FromStr for Sort {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let rows = ORDERS.iter().map(|(sort, name, _)| (sort, name));
        let aliases = ALIASES.iter().map(|(sort, name)| (sort, name));
        let found = rows.chain(aliases).find(|(_, known)| **known == name);
        found.map(|(sort, _)| *sort).ok_or_else(|| {
            let names = ORDERS.map(|(_, name, _)| name);
            format!("allowed: {}", names.join(", "))
        })
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_is_read_back_by_its_name() {
        for sort in Sort::ALL {
            assert_eq!(sort.name().parse(), Ok(sort));
        }
        for (sort, name) in ALIASES {
            assert_eq!(name.parse(), Ok(sort));
        }
        assert!("closes_at:up".parse::<Sort>().is_err());
    }
}
