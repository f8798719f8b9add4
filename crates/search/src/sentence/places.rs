//! Where: 岡山市の, 東京都内で, 岡山で.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, MatchKind};
use irefuda_procurement::{Lexicon, Place, PlaceKind};

use super::{Found, Meaning};
use crate::analysis::{MorphemeTokenizer, normalise, spoken};
use crate::facet::Facet;

/// What makes a place of a name in a sentence, the longest first.
const PARTICLES: [&str; 12] = [
    "における",
    "にある",
    "内での",
    "近郊の",
    "周辺の",
    "での",
    "内で",
    "内の",
    "で",
    "の",
    "内",
    "から",
];

/// Names of prefectures and municipalities, with and without 県, 市, 町 and 村,
/// and of regions, with and without 地方.
pub(crate) struct PlaceNames {
    finder: Option<AhoCorasick>,
    names: Vec<Name>,
    /// Indexes of names by how they are read; of several the first, which is
    /// the prefecture.
    readings: HashMap<String, usize>,
}

struct Name {
    text: String,
    facet: Facet,
    values: Vec<String>,
    /// Whether it needs more than its characters to be a place: 中央 for 中央市.
    is_bare: bool,
}

impl PlaceNames {
    pub fn of(lexicon: &Lexicon) -> Self {
        let mut names: HashMap<String, Name> = HashMap::new();
        let prefectures = lexicon.places.prefectures();
        let others = lexicon.places.all().iter();
        let others = others
            .filter(|place| !matches!(place.kind, PlaceKind::Prefecture | PlaceKind::District));
        // Prefectures first: 岡山 is the prefecture, which the city is part of.
        for place in prefectures.chain(others) {
            let (facet, value) = match place.kind {
                PlaceKind::Prefecture => (Facet::Prefecture, place.name.clone()),
                _ => (Facet::LgCode, place.lg_code.to_string()),
            };
            let forms = [(Some(place.name.as_str()), false), (bare(place), true)];
            for (form, is_bare) in forms {
                let Some(form) = form else { continue };
                let text = normalise(form);
                let name = names.entry(text.clone()).or_insert_with(|| Name {
                    text,
                    facet,
                    values: Vec::new(),
                    is_bare,
                });
                if name.facet == facet {
                    name.values.push(value.clone());
                }
            }
        }
        for region in &lexicon.eligibility.regions.region {
            for (form, is_bare) in [
                (format!("{}地方", region.name), false),
                (region.name.clone(), true),
            ] {
                let text = normalise(&form);
                names.entry(text.clone()).or_insert_with(|| Name {
                    text,
                    facet: Facet::Prefecture,
                    values: region.prefectures.clone(),
                    is_bare,
                });
            }
        }
        let mut names: Vec<Name> = names.into_values().collect();
        names.sort_by(|left, right| left.text.cmp(&right.text));
        let readings = readings(lexicon, &names);
        let mut builder = AhoCorasick::builder();
        let texts = names.iter().map(|name| name.text.as_str());
        let finder = builder.match_kind(MatchKind::LeftmostLongest).build(texts);
        Self {
            finder: finder.ok(),
            names,
            readings,
        }
    }

    /// Places in a sentence, each with the particle behind it.
    pub(super) fn find(&self, text: &str, morphemes: &mut MorphemeTokenizer) -> Vec<Found> {
        let Some(finder) = &self.finder else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for name in finder.find_iter(text) {
            let place = &self.names[name.pattern().as_usize()];
            let behind = &text[name.end()..];
            let particle = PARTICLES
                .iter()
                .find(|particle| behind.starts_with(**particle));
            let begins =
                name.start() == 0 || text[..name.start()].ends_with(['の', 'で', 'に', '、']);
            let Some(particle) = particle.filter(|_| begins) else {
                continue;
            };
            let end = name.end() + particle.len();
            // 大阪の at the end of a query is no sentence yet.
            if end == text.len() || place.is_bare && !morphemes.is_place_name(&place.text) {
                continue;
            }
            found.push(Found {
                bytes: name.start()..end,
                meaning: Meaning::Place(place.facet, place.values.clone()),
            });
        }
        found
    }

    /// The place that a word is the name of, as a facet and its values.
    pub fn named(
        &self,
        word: &str,
        morphemes: &mut MorphemeTokenizer,
    ) -> Option<(Facet, &[String])> {
        if let Some(reading) = spoken(word) {
            let name = &self.names[*self.readings.get(&reading)?];
            return Some((name.facet, name.values.as_slice()));
        }
        let name = &self.names[position(&self.names, word)?];
        let is_place = !name.is_bare || morphemes.is_place_name(word);
        is_place.then_some((name.facet, name.values.as_slice()))
    }
}

fn position(names: &[Name], text: &str) -> Option<usize> {
    names
        .binary_search_by(|name| name.text.as_str().cmp(text))
        .ok()
}

/// Names by how they are read, with and without けん, し, ちょう and so on.
fn readings(lexicon: &Lexicon, names: &[Name]) -> HashMap<String, usize> {
    const KINDS: [&str; 8] = ["けん", "ちょう", "まち", "むら", "そん", "し", "く", "ふ"];
    let places = lexicon.places.prefectures().chain(lexicon.places.all());
    let mut readings = HashMap::new();
    for place in places.filter(|place| place.kind != PlaceKind::District) {
        let bare_kana = KINDS.iter().find_map(|kind| place.kana.strip_suffix(kind));
        let tokyo = (place.name == "東京都").then_some("とうきょう");
        let bare_kana = tokyo.or(bare_kana);
        for (text, kana) in [
            (Some(place.name.as_str()), Some(place.kana.as_str())),
            (bare(place), bare_kana),
        ] {
            let (Some(text), Some(kana)) = (text, kana) else {
                continue;
            };
            if let (Some(reading), Some(index)) = (spoken(kana), position(names, &normalise(text)))
            {
                readings.entry(reading).or_insert(index);
            }
        }
    }
    readings
}

/// The name without what kind of place it is; none where a single character
/// would remain.
fn bare(place: &Place) -> Option<&str> {
    if place.name == "北海道" {
        return None;
    }
    let end = place.name.char_indices().next_back()?.0;
    let bare = &place.name[..end];
    (bare.chars().count() > 1).then_some(bare)
}
