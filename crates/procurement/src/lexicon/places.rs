//! Prefectures, municipalities, and the bodies that belong to them.

use std::collections::HashMap;

use serde::Deserialize;

use super::{File, LexiconError};
use crate::LgCode;

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// 都道府県.
    Prefecture,
    /// 市.
    City,
    /// 特別区 of Tokyo.
    SpecialWard,
    /// 町.
    Town,
    /// 村.
    Village,
    /// 行政区 of a designated city (政令指定都市); no government of its own.
    District,
}

/// A row of `municipalities.csv`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Its code.
    pub lg_code: LgCode,
    /// What it is.
    pub kind: PlaceKind,
    /// Name of its prefecture.
    pub prefecture: String,
    /// Its name, without the county (郡).
    pub name: String,
    /// The name's reading in hiragana.
    pub kana: String,
}

/// A row of `bodies.csv`: a body whose name does not say to which government
/// it belongs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Its name.
    pub name: String,
    /// The government that it belongs to.
    pub lg_code: LgCode,
    /// The name's reading in hiragana.
    pub kana: String,
}

/// A row of `national.csv`: a name by which an office of the state signs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NationalBody {
    /// The name, or the end of it.
    pub name: String,
    /// The ministry or agency that it belongs to.
    pub agency: String,
}

/// All places, by code and by name.
#[derive(Debug, Clone)]
pub struct Places {
    places: Vec<Place>,
    bodies: Vec<Body>,
    national: Vec<NationalBody>,
    by_code: HashMap<LgCode, usize>,
    by_name: HashMap<String, Vec<usize>>,
}

impl Places {
    pub(super) fn read(
        municipalities: &File,
        bodies: &File,
        national: &File,
    ) -> Result<Self, LexiconError> {
        let places: Vec<Place> = municipalities.csv()?;
        let bodies: Vec<Body> = bodies.csv()?;
        let mut by_code = HashMap::new();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (row, place) in places.iter().enumerate() {
            if by_code.insert(place.lg_code, row).is_some() {
                return Err(municipalities.form(format!("{} occurs twice", place.lg_code)));
            }
            by_name.entry(place.name.clone()).or_default().push(row);
        }
        if let Some(body) = bodies
            .iter()
            .find(|body| !by_code.contains_key(&body.lg_code))
        {
            return Err(
                municipalities.form(format!("{} of {} is missing", body.lg_code, body.name))
            );
        }
        Ok(Self {
            places,
            bodies,
            national: national.csv()?,
            by_code,
            by_name,
        })
    }

    /// Every place, in the order of the file.
    pub fn all(&self) -> &[Place] {
        &self.places
    }

    /// Every body of `bodies.csv`.
    pub fn bodies(&self) -> &[Body] {
        &self.bodies
    }

    /// Every body of `national.csv`.
    pub fn national(&self) -> &[NationalBody] {
        &self.national
    }

    /// The 47 prefectures, from north to south.
    pub fn prefectures(&self) -> impl Iterator<Item = &Place> {
        let is_prefecture = |place: &&Place| place.kind == PlaceKind::Prefecture;
        self.places.iter().filter(is_prefecture)
    }

    /// The place with this code.
    pub fn by_code(&self, code: LgCode) -> Option<&Place> {
        self.by_code.get(&code).map(|row| &self.places[*row])
    }

    /// The places of this name: two for 府中市, none for an unknown name.
    pub fn by_name(&self, name: &str) -> Vec<&Place> {
        let rows = self
            .by_name
            .get(name)
            .map(Vec::as_slice)
            .unwrap_or_default();
        rows.iter().map(|row| &self.places[*row]).collect()
    }

    /// The government that a place has or lies in: a district's city, any
    /// other place itself.
    pub fn government<'a>(&'a self, place: &'a Place) -> &'a Place {
        if place.kind != PlaceKind::District {
            return place;
        }
        let city = place.name.split_inclusive('市').next().unwrap_or_default();
        let same_prefecture = |candidate: &&Place| candidate.prefecture == place.prefecture;
        let mut cities = self.by_name(city).into_iter();
        cities.find(same_prefecture).unwrap_or(place)
    }
}
