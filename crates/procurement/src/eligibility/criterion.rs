//! A condition, understood: what would meet it.

use super::clauses::Condition;
use super::holdings::{Held, Holdings};
use super::lists::List;
use super::locations::{Lies, Location};
use super::verdict::Verdict;
use crate::{Doubt, LeafKind, Lexicon, Office};

/// A condition as it is held against holdings. Made once, asked often.
#[derive(Debug, Clone)]
pub struct Criterion {
    asks: Asks,
    by_one_member: bool,
}

#[derive(Debug, Clone)]
enum Asks {
    /// One of these certifications or licences.
    Qualification { kind: LeafKind, values: Vec<String> },
    /// A place on this list.
    Registration(List),
    /// This grade on one of these lists.
    Grade { grade: String, lists: Vec<List> },
    /// An office there.
    Location(Location),
    /// Something that nobody can say to hold.
    Other(LeafKind),
}

impl Criterion {
    /// Understands a condition.
    pub fn of(condition: &Condition, lexicon: &Lexicon) -> Self {
        let Condition { kind, value, .. } = condition;
        let prefecture = condition.prefecture.as_deref();
        let asks = match kind {
            LeafKind::Certification | LeafKind::Licence => qualification(*kind, value, lexicon),
            LeafKind::Registration => Asks::Registration(List::of(value, prefecture, lexicon)),
            LeafKind::Grade => Asks::Grade {
                grade: value.clone(),
                lists: condition
                    .lists
                    .iter()
                    .map(|list| List::of(list, prefecture, lexicon))
                    .collect(),
            },
            LeafKind::Location => {
                Location::of(value, prefecture, lexicon).map_or(Asks::Other(*kind), Asks::Location)
            }
            _ => Asks::Other(*kind),
        };
        Self {
            asks,
            by_one_member: condition.by_one_member,
        }
    }

    /// Whether what is held meets it.
    pub fn judge(&self, holdings: &Holdings) -> Verdict {
        let verdict = match &self.asks {
            Asks::Qualification { kind, values } => of_qualification(*kind, values, holdings),
            Asks::Registration(list) => of_registration(list, holdings),
            Asks::Grade { grade, lists } => of_grade(grade, lists, holdings),
            Asks::Location(location) => of_location(location, holdings),
            Asks::Other(kind) if holdings.tells(*kind) => Verdict::Unknown(Doubt::Unclear),
            Asks::Other(_) => Verdict::Unknown(Doubt::NotTold),
        };
        match verdict {
            Verdict::NotMet if self.by_one_member => Verdict::Unknown(Doubt::ByPartner),
            verdict => verdict,
        }
    }
}

fn qualification(kind: LeafKind, value: &str, lexicon: &Lexicon) -> Asks {
    let rows = &lexicon.qualifications;
    if !rows
        .iter()
        .any(|row| row.kind == kind && row.value == value)
    {
        return Asks::Other(kind);
    }
    let covering = lexicon
        .eligibility
        .covers
        .iter()
        .filter(|row| row.others.iter().any(|other| other == value));
    let covering = covering.map(|row| row.value.clone());
    Asks::Qualification {
        kind,
        values: std::iter::once(value.to_owned()).chain(covering).collect(),
    }
}

/// What is not among those of a kind that was told of is not held.
fn absent(kind: LeafKind, holdings: &Holdings) -> Verdict {
    match holdings.tells(kind) {
        true => Verdict::NotMet,
        false => Verdict::Unknown(Doubt::NotTold),
    }
}

fn of_qualification(kind: LeafKind, values: &[String], holdings: &Holdings) -> Verdict {
    let is_held = holdings.held().any(|held| match held {
        Held::Qualification { value, .. } => values.contains(value),
        _ => false,
    });
    match is_held {
        true => Verdict::Met,
        false => absent(kind, holdings),
    }
}

fn of_registration(asked: &List, holdings: &Holdings) -> Verdict {
    let verdicts = holdings.held().filter_map(|held| match held {
        Held::Registration(list) => Some(list.is(asked)),
        _ => None,
    });
    let best = verdicts.reduce(Verdict::or);
    best.unwrap_or_else(|| absent(LeafKind::Registration, holdings))
}

/// A grade counts on its own list only; one without a list counts on all.
fn of_grade(asked: &str, lists: &[List], holdings: &Holdings) -> Verdict {
    let is_given_on = |given: &Option<List>| match given {
        None => Verdict::Met,
        Some(list) => {
            let verdicts = lists.iter().map(|asked| list.is(asked));
            verdicts
                .reduce(Verdict::or)
                .unwrap_or(Verdict::Unknown(Doubt::Unclear))
        }
    };
    let relevant = holdings.held().filter_map(|held| match held {
        Held::Grade { grade, list } => Some((grade == asked, is_given_on(list))),
        _ => None,
    });
    let relevant: Vec<(bool, Verdict)> = relevant
        .filter(|(_, on_list)| *on_list != Verdict::NotMet)
        .collect();
    let has = |is_asked, on_list| relevant.contains(&(is_asked, on_list));
    if has(true, Verdict::Met) {
        Verdict::Met
    } else if has(true, Verdict::Unknown(Doubt::Unclear)) {
        Verdict::Unknown(Doubt::Unclear)
    } else if has(false, Verdict::Met) || holdings.has_none(LeafKind::Grade) {
        Verdict::NotMet
    } else if !relevant.is_empty() {
        Verdict::Unknown(Doubt::Unclear)
    } else {
        Verdict::Unknown(Doubt::NotTold)
    }
}

fn of_location(asked: &Location, holdings: &Holdings) -> Verdict {
    let lies = holdings.held().filter_map(|held| match held {
        Held::Office { office, site } => Some(asked.holds(*office, *site)),
        _ => None,
    });
    match lies.max().unwrap_or(Lies::Outside) {
        Lies::Inside => Verdict::Met,
        Lies::Perhaps => Verdict::Unknown(Doubt::Unclear),
        // The head office may be there, which is an office as well.
        Lies::Outside if !holdings.tells(LeafKind::Location) => Verdict::Unknown(Doubt::NotTold),
        Lies::Outside if asked.takes_facility => Verdict::Unknown(Doubt::Unclear),
        Lies::Outside => Verdict::NotMet,
    }
}

impl Holdings {
    /// Whether they speak of a kind: then what they do not name is not held.
    pub(super) fn tells(&self, kind: LeafKind) -> bool {
        self.has_none(kind)
            || self.held().any(|held| match held {
                Held::Qualification { kind: named, .. } => *named == kind,
                Held::Registration(_) => kind == LeafKind::Registration,
                Held::Grade { .. } => kind == LeafKind::Grade,
                Held::Office { office, .. } => {
                    kind == LeafKind::Location && *office == Office::Head
                }
                Held::Nothing(_) => false,
            })
    }

    pub(super) fn has_none(&self, kind: LeafKind) -> bool {
        let is_none = |held: &Held| matches!(held, Held::Nothing(named) if *named == kind);
        self.held().any(is_none)
    }
}
