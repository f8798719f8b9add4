//! Two documents of a body held against each other: how surely the later speaks
//! of the earlier.

use super::Head;
use super::title::{Likeness, Title};
use crate::{Kind, Number};

/// A call is spoken of for about a year; what has its title and is older is the
/// one of the year before.
const LONGEST_CASE: i32 = 400;

/// Numbers begin anew each year: alone, beside another title, they say which
/// notice is meant for less than that.
const LONGEST_BY_NUMBER: i32 = 300;

/// A head with what is compared taken apart, once for all comparisons.
#[derive(Debug)]
pub(super) struct Paper<'a> {
    pub id: &'a str,
    pub head: &'a Head,
    /// Every number that it bears.
    pub numbers: Vec<Number>,
    /// The numbers of what it speaks of.
    pub named: Vec<Number>,
    pub title: Option<Title>,
}

/// How surely a document speaks of a notice; the greater, the surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Closeness {
    /// It names the notice's day.
    pub by_day: bool,
    /// Or the day beside it: portals date a notice a day off.
    is_near_day: bool,
    pub by_number: bool,
    by_title: Likeness,
}

impl<'a> Paper<'a> {
    pub fn new(id: &'a str, head: &'a Head) -> Self {
        let number = |text: &Option<String>| text.as_deref().and_then(Number::read);
        let own = number(&head.notice_number);
        // What it is called itself may be read as what it speaks of.
        let named = number(&head.amends_number).filter(|named| own.as_ref() != Some(named));
        // The procurement is the same in all documents of a case.
        let procurement = number(&head.number);
        Self {
            id,
            head,
            named: named.into_iter().chain(procurement.clone()).collect(),
            numbers: procurement.into_iter().chain(own).collect(),
            title: head.title.as_deref().and_then(Title::read),
        }
    }

    pub fn may_be_spoken_of(&self) -> bool {
        self.head.is_call() || self.head.accompanies()
    }

    /// How surely it speaks of the other; none if it does not.
    pub fn closeness(&self, earlier: &Self) -> Option<Closeness> {
        let age = self.age(earlier)?;
        let days = self.head.amends_day.zip(earlier.head.announced_on);
        let days = match days {
            Some((named, day)) => Some(named.until(day).ok()?.get_days().abs()),
            None => None,
        };
        if days.is_some_and(|days| days > 1) {
            return None;
        }
        let titles = self.title.as_ref().zip(earlier.title.as_ref());
        let by_title = titles.and_then(|(one, other)| one.likeness(other));
        let closeness = Closeness {
            by_day: days == Some(0),
            is_near_day: days.is_some(),
            by_number: self.names_number(earlier)?,
            by_title: by_title.unwrap_or_default(),
        };
        let names = self.head.agency.as_ref().zip(earlier.head.agency.as_ref());
        let is_same_agency = names.is_none_or(|(one, other)| one == other);
        let is_recent = closeness.is_near_day || age.is_none_or(|days| days <= LONGEST_BY_NUMBER);
        let is_numbered = closeness.by_number && is_same_agency && is_recent;
        let is_shortened =
            || closeness.is_near_day && titles.is_some_and(|(one, other)| one.shortens(other));
        (by_title.is_some() || is_numbered || is_shortened()).then_some(closeness)
    }

    /// The days between both, if both say theirs; none if the order is wrong or
    /// the time too long.
    fn age(&self, earlier: &Self) -> Option<Option<i32>> {
        let days = match self.head.announced_on.zip(earlier.head.announced_on) {
            Some((later, earlier)) => Some(earlier.until(later).ok()?.get_days()),
            None => None,
        };
        let is_in_order = match (self.head.kind, days) {
            // Of two new calls one has to be the younger.
            (Some(Kind::Reissue), days) => days.is_some_and(|days| days > 0),
            (_, days) => days.is_none_or(|days| days >= 0),
        };
        (is_in_order && days.is_none_or(|days| days <= LONGEST_CASE)).then_some(days)
    }

    /// Whether it names a number of the notice; none if it names another. The
    /// number of its own announcement says less: it may count announcements of
    /// every kind.
    fn names_number(&self, earlier: &Self) -> Option<bool> {
        let is_theirs = |number: &Number| {
            let mut theirs = earlier.numbers.iter();
            theirs.any(|theirs| number.is_same_as(theirs))
        };
        let is_another = |number: &&Number| {
            let mut theirs = earlier.numbers.iter();
            !is_theirs(number) && theirs.any(|theirs| number.is_other_than(theirs))
        };
        if self.named.iter().any(|number| is_another(&number)) {
            return None;
        }
        let mut all = self.named.iter().chain(&self.numbers);
        Some(all.any(is_theirs))
    }
}
