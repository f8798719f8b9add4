//! What a firm holds, as it is typed: `ISMS`, `登録:岡山市`, `本店:岡山県岡山市`.

use std::fmt;

use super::lists::{Body, List};
use super::locations::{Site, named};
use crate::{LeafKind, Lexicon, Office, PlaceKind, Qualification};

/// No more holdings than this are taken.
pub const MOST_HOLDINGS: usize = 60;
/// The longest of them, in characters.
const LONGEST: usize = 60;

/// What a firm holds. Made by [`Holdings::add`], which checks every one.
#[derive(Debug, Clone, Default)]
pub struct Holdings {
    all: Vec<Holding>,
}

/// Something held, as it is written and as it is meant.
#[derive(Debug, Clone)]
struct Holding {
    name: String,
    held: Held,
}

/// Something held.
#[derive(Debug, Clone)]
pub(super) enum Held {
    /// A certification or a licence.
    Qualification { kind: LeafKind, value: String },
    /// A place on a list.
    Registration(List),
    /// A grade on this list, or on all.
    Grade { grade: String, list: Option<List> },
    /// An office.
    Office { office: Office, site: Site },
    /// Nothing of a kind.
    Nothing(LeafKind),
}

/// What cannot be taken as a holding.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{typed}`: {reason}")]
pub struct HoldingError {
    /// What was typed.
    pub typed: String,
    /// What is wrong with it, and what is allowed.
    pub reason: String,
}

/// What may stand before the colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Prefix {
    Kind(LeafKind),
    Office(Office),
}

/// The prefixes; the first of each is the one that is written.
const PREFIXES: [(&str, Prefix); 20] = [
    ("認証", Prefix::Kind(LeafKind::Certification)),
    ("certification", Prefix::Kind(LeafKind::Certification)),
    ("許認可", Prefix::Kind(LeafKind::Licence)),
    ("許可", Prefix::Kind(LeafKind::Licence)),
    ("licence", Prefix::Kind(LeafKind::Licence)),
    ("license", Prefix::Kind(LeafKind::Licence)),
    ("登録", Prefix::Kind(LeafKind::Registration)),
    ("名簿", Prefix::Kind(LeafKind::Registration)),
    ("registration", Prefix::Kind(LeafKind::Registration)),
    ("等級", Prefix::Kind(LeafKind::Grade)),
    ("格付", Prefix::Kind(LeafKind::Grade)),
    ("grade", Prefix::Kind(LeafKind::Grade)),
    ("本店", Prefix::Office(Office::Head)),
    ("本社", Prefix::Office(Office::Head)),
    ("head_office", Prefix::Office(Office::Head)),
    ("支店", Prefix::Office(Office::Branch)),
    ("支社", Prefix::Office(Office::Branch)),
    ("営業所", Prefix::Office(Office::Branch)),
    ("branch", Prefix::Office(Office::Branch)),
    ("office", Prefix::Office(Office::Branch)),
];

/// What says that nothing of a kind is held.
const NOTHING: [&str; 2] = ["なし", "none"];

const ALLOWED: &str = "allowed: the name of a certification or licence (ISMS, Pマーク, 警備業), \
     登録:岡山市, 登録:全省庁統一資格, 等級:A, 等級:岡山市A, 本店:岡山県岡山市, 支店:東京都; \
     for none of a kind 認証:なし, 許認可:なし, 登録:なし, 等級:なし";

impl Holdings {
    /// Adds what is typed, several separated by commas. The text has to be
    /// folded; what is there already is not added again.
    pub fn add(&mut self, typed: &str, lexicon: &Lexicon) -> Result<(), HoldingError> {
        let parts = typed.split([',', '、', ';', '\n']).map(str::trim);
        for part in parts.filter(|part| !part.is_empty()) {
            let refused = |reason| HoldingError {
                typed: part.chars().take(LONGEST).collect(),
                reason,
            };
            let holding = Holding::of(part, lexicon).map_err(refused)?;
            if !self.all.iter().any(|other| other.name == holding.name) {
                self.check(&holding).map_err(refused)?;
                self.all.push(holding);
            }
        }
        Ok(())
    }

    /// Whether nothing was told.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Each as [`Self::add`] takes it, in the order in which they were added.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|holding| holding.name.as_str())
    }

    /// Without the one of this name.
    pub fn without(&self, name: &str) -> Self {
        let kept = self.all.iter().filter(|holding| holding.name != name);
        Self {
            all: kept.cloned().collect(),
        }
    }

    pub(super) fn held(&self) -> impl Iterator<Item = &Held> {
        self.all.iter().map(|holding| &holding.held)
    }

    fn check(&self, added: &Holding) -> Result<(), String> {
        if self.all.len() >= MOST_HOLDINGS {
            return Err(format!("more than {MOST_HOLDINGS} holdings"));
        }
        let is_head = |held: &Held| {
            matches!(
                held,
                Held::Office {
                    office: Office::Head,
                    ..
                }
            )
        };
        if is_head(&added.held) && self.held().any(is_head) {
            return Err("a firm has one head office; name the others as 支店".to_owned());
        }
        let contradicts = match &added.held {
            Held::Nothing(kind) => self.tells(*kind),
            Held::Qualification { kind, .. } => self.has_none(*kind),
            Held::Registration(_) => self.has_none(LeafKind::Registration),
            Held::Grade { .. } => self.has_none(LeafKind::Grade),
            Held::Office { .. } => false,
        };
        match contradicts {
            true => Err("it cannot be held together with none of its kind".to_owned()),
            false => Ok(()),
        }
    }
}

impl PartialEq for Holdings {
    fn eq(&self, other: &Self) -> bool {
        self.names().eq(other.names())
    }
}

impl Eq for Holdings {}

impl fmt::Display for Holdings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.names().collect();
        formatter.write_str(&names.join(", "))
    }
}

impl Holding {
    fn of(typed: &str, lexicon: &Lexicon) -> Result<Self, String> {
        if typed.chars().count() > LONGEST {
            return Err(format!("longer than {LONGEST} characters"));
        }
        let Some((prefix, value)) = typed.split_once(':') else {
            return bare(typed, lexicon);
        };
        let prefix = prefix.trim();
        let known = PREFIXES
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(prefix));
        let Some((_, prefix)) = known else {
            return Err(format!("`{prefix}` is no prefix; {ALLOWED}"));
        };
        let value = value.trim();
        if value.is_empty() {
            return Err(format!("nothing stands behind the colon; {ALLOWED}"));
        }
        match prefix {
            Prefix::Office(office) => self::office(*office, value, lexicon),
            Prefix::Kind(kind) if NOTHING.contains(&value) => Ok(Self {
                name: format!("{}:{}", written(Prefix::Kind(*kind)), NOTHING[0]),
                held: Held::Nothing(*kind),
            }),
            Prefix::Kind(LeafKind::Registration) => registration(value, lexicon),
            Prefix::Kind(LeafKind::Grade) => grade(value, lexicon),
            Prefix::Kind(kind) => qualification(value, lexicon, |row| row.kind == *kind),
        }
    }
}

/// The prefix as it is written.
fn written(prefix: Prefix) -> &'static str {
    let known = PREFIXES.iter().find(|(_, known)| *known == prefix);
    known.map_or("", |(name, _)| name)
}

/// What is typed without a prefix.
fn bare(typed: &str, lexicon: &Lexicon) -> Result<Holding, String> {
    let standings = &lexicon.eligibility.lists.standings;
    if standings.iter().any(|standing| standing == typed) {
        return registration(typed, lexicon);
    }
    let kinds = [LeafKind::Certification, LeafKind::Licence];
    qualification(typed, lexicon, |row| kinds.contains(&row.kind))
}

/// A certification or licence by its value or any phrase for it; also by the
/// beginning of its value, if no other begins so.
fn qualification(
    typed: &str,
    lexicon: &Lexicon,
    is_meant: impl Fn(&Qualification) -> bool,
) -> Result<Holding, String> {
    let words = typed.replace(' ', "").to_lowercase();
    let rows = || lexicon.qualifications.iter().filter(|row| is_meant(row));
    let is_typed = |name: &String| name.to_lowercase() == words;
    let by_phrase = rows().find(|row| is_typed(&row.value) || row.phrases.iter().any(is_typed));
    let begins = |row: &&Qualification| row.value.to_lowercase().starts_with(&words);
    let beginning: Vec<&Qualification> = rows().filter(begins).collect();
    let found = match (by_phrase, beginning.as_slice()) {
        (Some(row), _) => row,
        (None, [row]) => *row,
        (None, []) => return Err(unknown(&words, rows())),
        (None, several) => return Err(format!("several begin so: {}", values(several))),
    };
    Ok(Holding {
        name: found.value.clone(),
        held: Held::Qualification {
            kind: found.kind,
            value: found.value.clone(),
        },
    })
}

fn unknown<'a>(words: &str, rows: impl Iterator<Item = &'a Qualification>) -> String {
    let holds = |name: &String| name.to_lowercase().contains(words);
    let near = rows.filter(|row| holds(&row.value) || row.phrases.iter().any(holds));
    let near: Vec<&Qualification> = near.collect();
    match near.is_empty() {
        true => format!("no certification or licence has this name; {ALLOWED}"),
        false => format!("not a name; near it are: {}", values(&near)),
    }
}

/// The first few of some names.
fn values(rows: &[&Qualification]) -> String {
    const SHOWN: usize = 8;
    let shown: Vec<&str> = rows
        .iter()
        .take(SHOWN)
        .map(|row| row.value.as_str())
        .collect();
    shown.join(", ")
}

fn registration(typed: &str, lexicon: &Lexicon) -> Result<Holding, String> {
    Ok(Holding {
        name: format!("{}:{typed}", written(Prefix::Kind(LeafKind::Registration))),
        held: Held::Registration(list(typed, lexicon)?),
    })
}

/// A list of a body that is known.
fn list(typed: &str, lexicon: &Lexicon) -> Result<List, String> {
    let list = List::of(typed, None, lexicon);
    if !list.bodies().is_empty() && !list.bodies().contains(&Body::Unclear) {
        return Ok(list);
    }
    if let Some(several) = of_several_places(typed, lexicon) {
        return Err(several);
    }
    Err(
        "whose list it is has to be said first: 登録:岡山市, 登録:岡山県 物品, 登録:全省庁統一資格"
            .to_owned(),
    )
}

/// `A`, `岡山市A`, `岡山市 工事 A`, `岡山市:A`.
fn grade(typed: &str, lexicon: &Lexicon) -> Result<Holding, String> {
    let (list, grade) = split_grade(typed).ok_or(
        "a grade is expected, alone or behind the list that it is on: 等級:A, 等級:岡山市A, \
         等級:岡山市 工事 特A",
    )?;
    let grade = grade.to_uppercase();
    let of_list = match list {
        "" => None,
        list => Some(self::list(list, lexicon)?),
    };
    Ok(Holding {
        name: format!("{}:{list}{grade}", written(Prefix::Kind(LeafKind::Grade))),
        held: Held::Grade {
            grade,
            list: of_list,
        },
    })
}

/// The name of a list and the grade behind it.
fn split_grade(typed: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 2;
    let typed = typed.trim_end_matches(['級', '等', 'ラ', 'ン', 'ク']);
    let letters = typed.trim_end_matches(|character: char| character.is_ascii_alphabetic());
    let count = typed.len() - letters.len();
    if count == 0 || count > LONGEST {
        return None;
    }
    let list = letters.strip_suffix('特').unwrap_or(letters);
    let grade = &typed[list.len()..];
    Some((list.trim_end_matches([' ', ':', 'の']), grade))
}

fn office(office: Office, typed: &str, lexicon: &Lexicon) -> Result<Holding, String> {
    let places = named(typed, &lexicon.places);
    match places.as_slice() {
        [place] => {
            let name = match place.kind {
                PlaceKind::Prefecture => place.name.clone(),
                _ => format!("{}{}", place.prefecture, place.name),
            };
            Ok(Holding {
                name: format!("{}:{name}", written(Prefix::Office(office))),
                held: Held::Office {
                    office,
                    site: Site::of(place, &lexicon.places),
                },
            })
        }
        [] => Err("a prefecture or municipality is expected, such as 岡山県岡山市".to_owned()),
        _ => Err(of_several_places(typed, lexicon).unwrap_or_default()),
    }
}

/// What to say of a name that several places bear.
fn of_several_places(typed: &str, lexicon: &Lexicon) -> Option<String> {
    let places = named(typed, &lexicon.places);
    let names: Vec<String> = places
        .iter()
        .map(|place| format!("{}{}", place.prefecture, place.name))
        .collect();
    (names.len() > 1).then(|| format!("several bear this name: {}", names.join(", ")))
}
