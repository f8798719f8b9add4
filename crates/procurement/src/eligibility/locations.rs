//! Places and the offices that are asked for in them: 岡山県内に本店、支店又は営業所.

use std::collections::BTreeSet;

use crate::lexicon::{OfficeWords, Regions};
use crate::{Lexicon, LgCode, Office, Place, PlaceKind, Places};

/// A place, as far as it has to be known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Site {
    code: LgCode,
    /// Of a district its city, else itself.
    government: LgCode,
    kind: PlaceKind,
}

/// Where an office has to be.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Area {
    Site(Site),
    /// Some prefectures, and some that may be among them; if there are none,
    /// the whole country.
    Region {
        prefectures: BTreeSet<LgCode>,
        doubtful: BTreeSet<LgCode>,
    },
    /// A county (郡), whose towns and villages are not known.
    County,
    /// Anything else (県民局管内).
    Other,
}

/// Whether a place lies in an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lies {
    Outside,
    Perhaps,
    Inside,
}

/// What a condition on a location asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Location {
    areas: Vec<Area>,
    /// Whether any office is enough; else it is the head office.
    pub takes_branch: bool,
    /// Whether some other facility is enough.
    pub takes_facility: bool,
}

impl Site {
    pub fn of(place: &Place, places: &Places) -> Self {
        Self {
            code: place.lg_code,
            government: places.government(place).lg_code,
            kind: place.kind,
        }
    }

    fn is_prefecture(self) -> bool {
        self.kind == PlaceKind::Prefecture
    }

    /// Whether something at this place lies in the other one.
    fn lies_in(self, other: Self) -> Lies {
        let is_near = self.code.prefecture() == other.code.prefecture();
        let is_known = match (self.is_prefecture(), other.is_prefecture()) {
            _ if !is_near => return Lies::Outside,
            (_, true) => return Lies::Inside,
            (true, false) => false,
            // The city of a district that is asked for.
            (false, false) => self.code != other.government || self.code == other.code,
        };
        let is_inside = self.code == other.code
            || self.government == other.government && other.kind != PlaceKind::District;
        match (is_known, is_inside) {
            (false, _) => Lies::Perhaps,
            (true, true) => Lies::Inside,
            (true, false) => Lies::Outside,
        }
    }
}

impl Area {
    fn of(name: &str, prefecture: Option<&str>, lexicon: &Lexicon) -> Self {
        if let Some(place) = resolve(name, prefecture, &lexicon.places) {
            return Self::Site(Site::of(place, &lexicon.places));
        }
        if name.ends_with('郡') {
            return Self::County;
        }
        region(name, &lexicon.eligibility.regions, &lexicon.places).unwrap_or(Self::Other)
    }

    fn holds(&self, site: Site) -> Lies {
        match self {
            Self::Site(asked) => site.lies_in(*asked),
            Self::Region { prefectures, .. } if prefectures.is_empty() => Lies::Inside,
            Self::Region {
                prefectures,
                doubtful,
            } => match site.code.prefecture() {
                code if prefectures.contains(&code) => Lies::Inside,
                code if doubtful.contains(&code) => Lies::Perhaps,
                _ => Lies::Outside,
            },
            Self::County => match site.kind {
                PlaceKind::Prefecture | PlaceKind::Town | PlaceKind::Village => Lies::Perhaps,
                PlaceKind::City | PlaceKind::SpecialWard | PlaceKind::District => Lies::Outside,
            },
            Self::Other => Lies::Perhaps,
        }
    }
}

impl Location {
    /// Understands a condition such as `岡山市又は倉敷市内に本店`; none if it has
    /// another form.
    pub fn of(value: &str, prefecture: Option<&str>, lexicon: &Lexicon) -> Option<Self> {
        let bare = without_brackets(value);
        let (places, offices) = bare.rsplit_once('に')?;
        let places = places.strip_suffix('内').unwrap_or(places);
        let areas = listed(places).map(|name| {
            let name = name.strip_suffix('内').unwrap_or(name);
            Area::of(name, prefecture, lexicon)
        });
        let words = &lexicon.eligibility.offices;
        let takes = |office| listed(offices).any(|word| kind_of_office(word, words) == office);
        Some(Self {
            areas: areas.collect(),
            takes_branch: takes(Some(Office::Branch)),
            takes_facility: takes(None),
        })
    }

    /// Whether an office at this place is one that is asked for.
    pub fn holds(&self, office: Office, site: Site) -> Lies {
        if office == Office::Branch && !self.takes_branch {
            return Lies::Outside;
        }
        let lies = self.areas.iter().map(|area| area.holds(site));
        lies.max().unwrap_or(Lies::Outside)
    }
}

/// The place of this name, with or without its prefecture and county before it
/// (山口県萩市, 鹿足郡吉賀町). Of several it is the one in the given prefecture.
pub(super) fn resolve<'a>(
    name: &str,
    prefecture: Option<&str>,
    places: &'a Places,
) -> Option<&'a Place> {
    let named = named(name, places);
    match named.as_slice() {
        [place] => Some(place),
        several => {
            let mut near = several
                .iter()
                .filter(|place| Some(place.prefecture.as_str()) == prefecture);
            let found = near.next()?;
            near.next().is_none().then_some(*found)
        }
    }
}

/// Every place of this name.
pub(super) fn named<'a>(name: &str, places: &'a Places) -> Vec<&'a Place> {
    let whole = places.by_name(name);
    if !whole.is_empty() {
        return whole;
    }
    let prefecture = places
        .prefectures()
        .find(|place| name.starts_with(&place.name));
    let rest = prefecture.map_or(name, |place| &name[place.name.len()..]);
    let in_county = rest.split_once('郡').map_or("", |(_, town)| town);
    let is_inside = |place: &&Place| {
        place.kind != PlaceKind::Prefecture
            && prefecture.is_none_or(|prefecture| place.prefecture == prefecture.name)
    };
    [rest, in_county]
        .into_iter()
        .map(|name| places.by_name(name).into_iter().filter(is_inside))
        .map(Iterator::collect::<Vec<_>>)
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn region(name: &str, regions: &Regions, places: &Places) -> Option<Area> {
    let is_ending = |rest: &str| {
        let rest = rest.trim_start_matches(|character: char| character.is_ascii_digit());
        rest.is_empty() || regions.endings.iter().any(|ending| ending == rest)
    };
    let found = regions
        .region
        .iter()
        .find(|region| name.strip_prefix(&region.name).is_some_and(is_ending))?;
    let codes = |names: &[String]| {
        let of_these = places
            .prefectures()
            .filter(|place| names.contains(&place.name));
        of_these.map(|place| place.lg_code).collect()
    };
    Some(Area::Region {
        prefectures: codes(&found.prefectures),
        doubtful: codes(&found.doubtful),
    })
}

/// The office that a word means; none if it is some other facility.
fn kind_of_office(word: &str, words: &OfficeWords) -> Option<Office> {
    let is_in = |words: &[String]| words.iter().any(|known| known == word);
    if is_in(&words.head) {
        return Some(Office::Head);
    }
    is_in(&words.any).then_some(Office::Branch)
}

/// The members of `A、B又はC`.
fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.split('、')
        .flat_map(|part| part.split("又は"))
        .filter(|part| !part.is_empty())
}

/// The text without what stands in brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut bare = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(character),
            _ => {}
        }
    }
    bare
}
