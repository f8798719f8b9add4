//! The facets: properties of a notice by which a search is narrowed and its
//! hits are counted.
//!
//! Every facet has the value [`UNKNOWN`] (不明) for notices whose documents do
//! not say; a filter never drops a notice silently for that.

use std::fmt;
use std::str::FromStr;

use irefuda_procurement::{Category, Eligibility, Kind, Lexicon, LgCode, PlaceKind, Status};
use serde::{Deserialize, Serialize};

/// The value of a facet for notices whose documents do not say.
pub const UNKNOWN: &str = "unknown";

/// The value of [`Facet::Qualification`] for notices whose requirement was read
/// and asks for no certification or licence.
pub const NONE: &str = "none";

/// A property by which a search is narrowed; its name is the query parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    /// Open, closed, cancelled, unknown.
    Status,
    /// When it closes, in the buckets of [`DeadlineBucket`].
    Deadline,
    /// Whether a firm may bid with what it holds; only where that is said.
    Eligibility,
    /// Name of the prefecture.
    Prefecture,
    /// Code of the municipality or prefecture that buys.
    LgCode,
    /// Category of what is bought.
    Category,
    /// Subcategory of what is bought.
    Subcategory,
    /// Procurement method.
    Method,
    /// Certifications and licences that a bidder must hold.
    Qualification,
    /// Kind of notice.
    Kind,
}

impl Facet {
    /// Every facet, in the order in which a page shows them.
    pub const ALL: [Self; 10] = [
        Self::Status,
        Self::Deadline,
        Self::Eligibility,
        Self::Prefecture,
        Self::LgCode,
        Self::Category,
        Self::Subcategory,
        Self::Method,
        Self::Qualification,
        Self::Kind,
    ];

    /// The name in queries and answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Deadline => "deadline",
            Self::Eligibility => "eligibility",
            Self::Prefecture => "prefecture",
            Self::LgCode => "lg_code",
            Self::Category => "category",
            Self::Subcategory => "subcategory",
            Self::Method => "method",
            Self::Qualification => "qualification",
            Self::Kind => "kind",
        }
    }

    /// The name on a page, in Japanese.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Status => "状態",
            Self::Deadline => "締切",
            Self::Eligibility => "資格の見込み",
            Self::Prefecture => "都道府県",
            Self::LgCode => "市区町村",
            Self::Category => "調達区分",
            Self::Subcategory => "営業種目",
            Self::Method => "入札方式",
            Self::Qualification => "必要な認証・許認可",
            Self::Kind => "種別",
        }
    }

    /// The facet whose values those of this one lie under.
    pub const fn parent(self) -> Option<Self> {
        match self {
            Self::LgCode => Some(Self::Prefecture),
            Self::Subcategory => Some(Self::Category),
            _ => None,
        }
    }

    /// The value that a value of this facet lies under.
    pub(crate) fn parent_value(self, value: &str, lexicon: &Lexicon) -> Option<String> {
        match self {
            Self::LgCode => {
                let code: LgCode = value.parse().ok()?;
                Some(lexicon.places.by_code(code)?.prefecture.clone())
            }
            Self::Subcategory => {
                let mut rows = lexicon.subcategories.iter();
                let row = rows.find(|row| row.name == value)?;
                Some(row.category.name().to_owned())
            }
            _ => None,
        }
    }

    /// The canonical form of a value as typed, or what would be allowed.
    pub(crate) fn canonical(self, typed: &str, lexicon: &Lexicon) -> Result<String, String> {
        if typed == UNKNOWN || typed == "不明" {
            return Ok(UNKNOWN.to_owned());
        }
        match self {
            Self::Status => known::<Status>(typed),
            Self::Deadline => known::<DeadlineBucket>(typed),
            Self::Eligibility => known::<Eligibility>(typed),
            Self::Category => known::<Category>(typed),
            Self::Kind => known::<Kind>(typed),
            Self::Prefecture => prefecture(typed, lexicon),
            Self::LgCode => lg_code(typed, lexicon),
            Self::Method => one_of(typed, lexicon.methods.iter().map(|method| &method.name)),
            Self::Subcategory => one_of(typed, lexicon.subcategories.iter().map(|row| &row.name)),
            Self::Qualification => qualification(typed, lexicon),
        }
    }
}

impl fmt::Display for Facet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

/// How far away the closing moment is, counted in days of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeadlineBucket {
    /// It has passed.
    Past,
    /// It passes today.
    Today,
    /// Within the next 3 days, from tomorrow.
    ThreeDays,
    /// Within the next 7 days, after the first 3.
    SevenDays,
    /// Within the next 14 days, after the first 7.
    FourteenDays,
    /// Within the next 30 days, after the first 14.
    ThirtyDays,
    /// Later than that.
    Later,
}

impl DeadlineBucket {
    /// Every bucket, in the order of time.
    pub const ALL: [Self; 7] = [
        Self::Today,
        Self::ThreeDays,
        Self::SevenDays,
        Self::FourteenDays,
        Self::ThirtyDays,
        Self::Later,
        Self::Past,
    ];

    /// The name in queries and answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Today => "today",
            Self::ThreeDays => "3days",
            Self::SevenDays => "7days",
            Self::FourteenDays => "14days",
            Self::ThirtyDays => "30days",
            Self::Later => "later",
        }
    }

    /// The name on a page, in Japanese.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Past => "締切済み",
            Self::Today => "今日",
            Self::ThreeDays => "3日以内",
            Self::SevenDays => "4〜7日",
            Self::FourteenDays => "8〜14日",
            Self::ThirtyDays => "15〜30日",
            Self::Later => "31日以上先",
        }
    }
}

impl FromStr for DeadlineBucket {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let allowed = || Self::ALL.map(Self::name).join(", ");
        let found = Self::ALL.into_iter().find(|bucket| bucket.name() == name);
        found.ok_or_else(|| format!("allowed: {}, {UNKNOWN}", allowed()))
    }
}

impl fmt::Display for DeadlineBucket {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

fn known<T: FromStr<Err: fmt::Display> + fmt::Display>(typed: &str) -> Result<String, String> {
    typed
        .parse::<T>()
        .map(|value| value.to_string())
        .map_err(|error| error.to_string())
}

fn one_of<'a>(
    typed: &str,
    names: impl Iterator<Item = &'a String> + Clone,
) -> Result<String, String> {
    if names.clone().any(|name| name == typed) {
        return Ok(typed.to_owned());
    }
    let names: Vec<&str> = names.map(String::as_str).collect();
    Err(format!("allowed: {}, {UNKNOWN}", names.join(", ")))
}

/// A prefecture by name (岡山県), by its two digits (33) or six (330001).
fn prefecture(typed: &str, lexicon: &Lexicon) -> Result<String, String> {
    let mut prefectures = lexicon.places.prefectures();
    let found = prefectures.find(|place| {
        let code = place.lg_code.to_string();
        place.name == typed || code == typed || (typed.len() == 2 && code.starts_with(typed))
    });
    found
        .map(|place| place.name.clone())
        .ok_or_else(|| "a prefecture's name or code is expected, such as 岡山県 or 33".to_owned())
}

/// A government by code, or by name where only one bears it.
fn lg_code(typed: &str, lexicon: &Lexicon) -> Result<String, String> {
    if let Ok(code) = typed.parse::<LgCode>() {
        return match lexicon.places.by_code(code) {
            Some(place) => Ok(lexicon.places.government(place).lg_code.to_string()),
            None => Err(format!("no local government has the code {code}")),
        };
    }
    let named: Vec<_> = lexicon
        .places
        .by_name(typed)
        .into_iter()
        .filter(|place| place.kind != PlaceKind::District)
        .collect();
    match named.as_slice() {
        [place] => Ok(place.lg_code.to_string()),
        [] => Err("a municipality's name or six-digit code is expected, such as 331007".to_owned()),
        several => {
            let codes: Vec<String> = several
                .iter()
                .map(|place| format!("{} ({})", place.lg_code, place.prefecture))
                .collect();
            Err(format!(
                "several bear this name; give the code: {}",
                codes.join(", ")
            ))
        }
    }
}

/// A certification or licence by its value or by any phrase for it (Pマーク).
fn qualification(typed: &str, lexicon: &Lexicon) -> Result<String, String> {
    if typed == NONE {
        return Ok(NONE.to_owned());
    }
    let names_it = |name: &String| name.eq_ignore_ascii_case(typed);
    let found = lexicon
        .qualifications
        .iter()
        .find(|row| names_it(&row.value) || row.phrases.iter().any(names_it));
    found.map(|row| row.value.clone()).ok_or_else(|| {
        format!("a certification or licence is expected, such as ISMS, プライバシーマーク, {NONE} or {UNKNOWN}")
    })
}
