//! Lists of qualified bidders (有資格者名簿): whose they are, and what for.

use std::collections::BTreeSet;

use super::locations::{named, resolve};
use super::verdict::Verdict;
use crate::lexicon::ListRules;
use crate::{Doubt, Lexicon, LgCode};

/// A list, as its name tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    name: String,
    bodies: Vec<Body>,
    /// The names of its fields, such as 工事; a list of all of them has none.
    fields: BTreeSet<String>,
    /// Whether it may hold more than these.
    is_wider: bool,
}

/// Whose list it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Body {
    /// A government's.
    Place(LgCode),
    /// Another body's, or a standing of its own.
    Named(String),
    /// It cannot be said.
    Unclear,
}

impl List {
    /// Understands the name of a list. `prefecture` tells places of one name
    /// apart.
    pub fn of(name: &str, prefecture: Option<&str>, lexicon: &Lexicon) -> Self {
        let rules = &lexicon.eligibility.lists;
        let standing = rules.standings.iter().find(|known| name.contains(*known));
        if let Some(standing) = standing {
            return Self {
                name: name.to_owned(),
                bodies: vec![Body::Named(standing.clone())],
                fields: BTreeSet::new(),
                is_wider: false,
            };
        }
        let start = place_at_start(name, lexicon).len();
        let end = start + end_of_body(&name[start..], rules);
        let (bodies, rest) = name.split_at(end);
        let bodies = bodies.trim_end_matches('の');
        Self {
            name: name.to_owned(),
            bodies: split(bodies, &rules.between)
                .map(|body| Body::of(body, prefecture, lexicon))
                .collect(),
            fields: fields(rest, rules),
            is_wider: rest.contains(&rules.wider),
        }
    }

    /// The bodies that the name tells.
    pub fn bodies(&self) -> &[Body] {
        &self.bodies
    }

    /// Whether who is on this list is on the one that is asked for.
    pub fn is(&self, asked: &Self) -> Verdict {
        if self.name == asked.name {
            return Verdict::Met;
        }
        let is_body = |body: &Body| asked.bodies.contains(body);
        if !self.bodies.iter().any(is_body) {
            let is_clear = !asked.bodies.is_empty() && !asked.bodies.contains(&Body::Unclear);
            return match is_clear {
                true => Verdict::NotMet,
                false => Verdict::Unknown(Doubt::Unclear),
            };
        }
        if asked.fields.is_empty() || !self.fields.is_disjoint(&asked.fields) {
            return Verdict::Met;
        }
        match self.fields.is_empty() || self.is_wider || asked.is_wider {
            true => Verdict::Unknown(Doubt::Unclear),
            false => Verdict::NotMet,
        }
    }
}

impl Body {
    fn of(name: &str, prefecture: Option<&str>, lexicon: &Lexicon) -> Self {
        let name = name.trim();
        if let Some(place) = resolve(name, prefecture, &lexicon.places) {
            return Self::Place(lexicon.places.government(place).lg_code);
        }
        let endings = &lexicon.eligibility.lists.bodies;
        let is_body = endings.iter().any(|ending| name.ends_with(ending))
            || lexicon.places.bodies().iter().any(|body| body.name == name);
        match is_body {
            true => Self::Named(name.to_owned()),
            false => Self::Unclear,
        }
    }
}

/// The longest name of a place with which a text begins.
fn place_at_start<'a>(text: &'a str, lexicon: &Lexicon) -> &'a str {
    const LONGEST: usize = 20;
    let ends = text
        .char_indices()
        .map(|(position, character)| position + character.len_utf8());
    let starts = ends.take(LONGEST).map(|end| &text[..end]);
    let places = starts.filter(|start| {
        start.ends_with(['都', '道', '府', '県', '市', '区', '町', '村'])
            && !named(start, &lexicon.places).is_empty()
    });
    places.last().unwrap_or_default()
}

/// Where the name of the body ends: before the first word of a list.
fn end_of_body(text: &str, rules: &ListRules) -> usize {
    let of_fields = rules.field.iter().flat_map(|field| &field.words);
    let words = rules.words.iter().chain(of_fields);
    let first = words.filter_map(|word| text.find(word)).min();
    first.unwrap_or(text.len())
}

/// The fields that a name tells; the longest word at a place counts.
fn fields(text: &str, rules: &ListRules) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let words = rules
            .field
            .iter()
            .flat_map(|field| field.words.iter().map(move |word| (field, word)));
        let longest = words
            .filter(|(_, word)| rest.starts_with(*word))
            .max_by_key(|(_, word)| word.len());
        let length = longest.map_or(character.len_utf8(), |(_, word)| word.len());
        found.extend(longest.map(|(field, _)| field.name.clone()));
        rest = &rest[length..];
    }
    found
}

/// The parts of a text between some words.
fn split<'a>(text: &'a str, between: &[String]) -> impl Iterator<Item = &'a str> {
    let mut parts = vec![text];
    for word in between {
        parts = parts
            .into_iter()
            .flat_map(|part| part.split(word))
            .collect();
    }
    parts.into_iter().filter(|part| !part.is_empty())
}
