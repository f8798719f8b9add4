//! Which documents are one case: what comes later and speaks of a notice (訂正,
//! 変更, 中止, 再公告, 質問回答, 結果), with the notice that it speaks of.
//!
//! By heads alone, so that a hundred thousand of them can be linked without
//! their texts. A document that may speak of two notices speaks of none: a case
//! is never guessed. What the documents together say is [`crate::effective`].

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Kind, LgCode, Number};

/// What of a document decides which case it belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// What it announces; none says of it nothing that links.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The code of the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lg_code: Option<LgCode>,
    /// The letters of the body's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// Its number, folded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The letters of its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The day on which it was announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced_on: Option<Date>,
    /// The number of the notice that it says it speaks of, folded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends_number: Option<String>,
    /// The day of that notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends_day: Option<Date>,
}

/// Documents of one case, at least one. The first is the call that is shown for
/// it, the newest; the others follow in order of announcement.
pub type Case = Vec<Document>;

/// A document of a case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Document {
    /// Its id.
    pub id: String,
    /// Whether it speaks of the call that is shown; the call itself does. What
    /// spoke of a call that was since made anew does not.
    pub applies: bool,
}

/// Titles shorter than this, in characters, say too little where one only
/// contains the other (清掃業務).
const SHORTEST_TITLE: usize = 6;

/// A call is spoken of for about a year; what has its title and is older is the
/// one of the year before.
const LONGEST_CASE: i32 = 400;

/// Numbers begin anew each year: alone, beside another title, they say which
/// notice is meant for less than that.
const LONGEST_BY_NUMBER: i32 = 300;

impl Head {
    /// Documents of different bodies are never one case; one that names no body
    /// is none with any.
    pub fn body(&self) -> Option<String> {
        let code = self.lg_code.map(|code| code.to_string());
        code.or_else(|| self.agency.clone())
    }

    fn is_call(&self) -> bool {
        self.kind.is_some_and(Kind::is_call)
    }

    /// Stands for the call where that is not there.
    fn accompanies(&self) -> bool {
        matches!(self.kind, Some(Kind::Instructions | Kind::Specification))
    }

    fn speaks_of_another(&self) -> bool {
        self.kind.is_some_and(Kind::speaks_of_another)
    }
}

impl Kind {
    /// Whether such a document calls for tenders or proposals.
    pub fn is_call(self) -> bool {
        matches!(
            self,
            Self::TenderNotice | Self::CallForProposals | Self::Reissue
        )
    }

    /// Whether such a document speaks of an earlier notice.
    pub fn speaks_of_another(self) -> bool {
        matches!(
            self,
            Self::Correction
                | Self::Change
                | Self::Cancellation
                | Self::Reissue
                | Self::Answers
                | Self::Result
        )
    }
}

/// A head with what is compared taken apart, once for all comparisons.
struct Paper<'a> {
    id: &'a str,
    head: &'a Head,
    number: Option<Number>,
    named: Option<Number>,
    title: Option<Title>,
}

/// A title without the fiscal year with which it begins.
#[derive(Debug, PartialEq, Eq)]
struct Title {
    year: Option<u32>,
    rest: String,
}

/// The cases of one body's documents; each document is in one of them.
pub fn cases(heads: &[(&str, &Head)]) -> Vec<Case> {
    let papers: Vec<Paper> = heads
        .iter()
        .map(|(id, head)| Paper::new(id, head))
        .collect();
    let spoken_of: Vec<Option<usize>> = papers
        .iter()
        .map(|paper| spoken_of(paper, &papers))
        .collect();
    let mut by_root: Vec<Vec<usize>> = vec![Vec::new(); papers.len()];
    for paper in 0..papers.len() {
        by_root[root(paper, &spoken_of)].push(paper);
    }
    let families = by_root.into_iter().filter(|family| !family.is_empty());
    families
        .map(|family| case(family, &papers, &spoken_of))
        .collect()
}

/// Ends, for a new call is younger than the one that it speaks of, and nothing
/// else is spoken of that speaks of another.
fn root(paper: usize, spoken_of: &[Option<usize>]) -> usize {
    let mut root = paper;
    while let Some(earlier) = spoken_of[root] {
        root = earlier;
    }
    root
}

fn case(mut family: Vec<usize>, papers: &[Paper], spoken_of: &[Option<usize>]) -> Case {
    let order = |paper: &usize| {
        let Paper { id, head, .. } = papers[*paper];
        (head.announced_on.is_none(), head.announced_on, id)
    };
    family.sort_by(|one, other| order(one).cmp(&order(other)));
    let may_be_shown =
        |paper: &&usize| papers[**paper].head.is_call() || spoken_of[**paper].is_none();
    let shown = family.iter().rfind(may_be_shown).copied();
    let shown = shown.expect("a family has a root");
    let rest = family.into_iter().filter(|paper| *paper != shown);
    let documents = std::iter::once(shown).chain(rest);
    documents
        .map(|paper| Document {
            id: papers[paper].id.to_owned(),
            applies: paper == shown || spoken_of[paper] == Some(shown),
        })
        .collect()
}

/// How surely a document speaks of a notice; the greater, the surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Closeness {
    /// It names the notice's day.
    by_day: bool,
    by_number: bool,
    by_title: Likeness,
}

/// How like two titles are; the greater, the liker.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Likeness {
    /// How many characters they share.
    common: usize,
    is_equal: bool,
}

/// A notice that a document may speak of, by its place.
type Found = (usize, Closeness);

/// The notice that a document speaks of.
fn spoken_of(later: &Paper, papers: &[Paper]) -> Option<usize> {
    if !later.head.speaks_of_another() {
        return None;
    }
    let close = |stands: fn(&Head) -> bool| -> Vec<Found> {
        let earlier = papers.iter().enumerate();
        let earlier = earlier.filter(|(_, earlier)| stands(earlier.head) && earlier.id != later.id);
        earlier
            .filter_map(|(place, earlier)| Some((place, later.closeness(earlier)?)))
            .collect()
    };
    let calls = close(Head::is_call);
    match calls.is_empty() {
        false => surest(later.head, calls, papers),
        true if later.head.kind == Some(Kind::Reissue) => None,
        true => surest(later.head, close(Head::accompanies), papers),
    }
}

/// The one of which it is surest, of equals the latest; none if that is not one.
fn surest(later: &Head, mut found: Vec<Found>, papers: &[Paper]) -> Option<usize> {
    let head = |(place, _): &Found| papers[*place].head;
    // What is called off on the day of the new call is the old one.
    let is_new = |one: &Found| {
        let is_of_same_day = head(one).announced_on == later.announced_on;
        head(one).kind == Some(Kind::Reissue) && is_of_same_day && !one.1.by_day
    };
    if later.announced_on.is_some() && !found.iter().all(is_new) {
        found.retain(|one| !is_new(one));
    }
    let most = found.iter().map(|(_, closeness)| *closeness).max()?;
    found.retain(|(_, closeness)| *closeness == most);
    let is_one_title = found
        .iter()
        .all(|one| head(one).title == head(&found[0]).title);
    let has_days = found.iter().all(|one| head(one).announced_on.is_some());
    let is_clear = found.len() == 1 || (has_days && (is_one_title || most.by_number));
    let latest = found.iter().map(|one| head(one).announced_on).max()?;
    found.retain(|one| head(one).announced_on == latest);
    match found.as_slice() {
        [(place, _)] if is_clear => Some(*place),
        _ => None,
    }
}

impl<'a> Paper<'a> {
    fn new(id: &'a str, head: &'a Head) -> Self {
        let number = |text: &Option<String>| text.as_deref().and_then(Number::read);
        let own = number(&head.number);
        // What it is called itself may be read as what it speaks of.
        let named = number(&head.amends_number).filter(|named| own.as_ref() != Some(named));
        Self {
            id,
            head,
            number: own,
            named,
            title: head.title.as_deref().and_then(Title::read),
        }
    }

    /// How surely it speaks of the other; none if it does not.
    fn closeness(&self, earlier: &Self) -> Option<Closeness> {
        let age = self.age(earlier)?;
        let days = self.head.amends_day.zip(earlier.head.announced_on);
        if days.is_some_and(|(named, day)| named != day) {
            return None;
        }
        let by_title = self.title.as_ref().zip(earlier.title.as_ref());
        let by_title = by_title.and_then(|(one, other)| one.likeness(other));
        let closeness = Closeness {
            by_day: days.is_some(),
            by_number: self.names_number(earlier)?,
            by_title: by_title.unwrap_or_default(),
        };
        let names = self.head.agency.as_ref().zip(earlier.head.agency.as_ref());
        let is_same_agency = names.is_none_or(|(one, other)| one == other);
        let is_recent = closeness.by_day || age.is_none_or(|days| days <= LONGEST_BY_NUMBER);
        let is_numbered = closeness.by_number && is_same_agency && is_recent;
        (by_title.is_some() || is_numbered).then_some(closeness)
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

    /// Whether it names the notice's number; none if it names another. Its own
    /// number says less: it may count announcements of every kind.
    fn names_number(&self, earlier: &Self) -> Option<bool> {
        let Some(theirs) = &earlier.number else {
            return Some(false);
        };
        match (&self.named, &self.number) {
            (Some(named), _) if named.is_other_than(theirs) => None,
            (Some(named), _) => Some(named.is_same_as(theirs)),
            (None, own) => Some(own.as_ref().is_some_and(|own| own.is_same_as(theirs))),
        }
    }
}

impl Title {
    /// 令和8年度庁舎清掃業務委託 and the like; none if there is nothing else.
    fn read(letters: &str) -> Option<Self> {
        let rest = || letters.to_owned();
        let (year, rest) = fiscal_year(letters).map_or_else(
            || (None, rest()),
            |(year, rest)| (Some(year), rest.to_owned()),
        );
        (!rest.is_empty()).then_some(Self { year, rest })
    }

    /// How like the titles are: equal, or one in the other with nothing beside
    /// it that tells two procurements apart (その2, another fiscal year).
    fn likeness(&self, other: &Self) -> Option<Likeness> {
        let is_other_year = self
            .year
            .zip(other.year)
            .is_some_and(|(one, two)| one != two);
        let (short, long) = match self.rest.len() < other.rest.len() {
            true => (&self.rest, &other.rest),
            false => (&other.rest, &self.rest),
        };
        let start = long.find(short.as_str()).filter(|_| !is_other_year)?;
        let common = short.chars().count();
        let is_equal = short.len() == long.len();
        let around = [&long[..start], &long[start + short.len()..]];
        let tells_apart =
            |rest: &str| rest.contains("その") || rest.contains(|sign: char| sign.is_ascii_digit());
        let is_like =
            is_equal || (common >= SHORTEST_TITLE && !around.iter().any(|rest| tells_apart(rest)));
        is_like.then_some(Likeness {
            common,
            is_equal: is_equal && self.year == other.year,
        })
    }
}

/// The fiscal year, in Reiwa, with which a title begins, and the rest.
fn fiscal_year(letters: &str) -> Option<(u32, &str)> {
    let (year, rest) = letters.split_once("年度")?;
    let figures = year
        .trim_start_matches("令和")
        .trim_start_matches('R')
        .replace('元', "1");
    let figure: u32 = figures.parse().ok()?;
    match figure {
        1..=99 => Some((figure, rest)),
        2019..=2099 => Some((figure - 2018, rest)),
        _ => None,
    }
}
