//! Numbers for the values of facets, the same in all segments.
//!
//! Columns and counters hold numbers; names are needed only for the request
//! and the answer. A catalogue only grows, so that a number stays valid.

use std::collections::HashMap;
use std::sync::Arc;

use irefuda_procurement::{Category, Kind, Lexicon};

use super::listing::label;
use crate::facet::{Facet, NONE, UNKNOWN};

/// The number of [`UNKNOWN`] in every catalogue.
pub(crate) const UNKNOWN_NUMBER: u16 = 0;

/// The values of one facet.
pub(crate) struct Catalogue {
    facet: Facet,
    lexicon: Arc<Lexicon>,
    names: Vec<String>,
    labels: Vec<String>,
    parents: Vec<Option<String>>,
    numbers: HashMap<String, u16>,
}

impl Catalogue {
    /// A catalogue with the values that are known beforehand, unknown first.
    pub fn new(facet: Facet, lexicon: &Arc<Lexicon>) -> Self {
        let mut catalogue = Self {
            facet,
            lexicon: Arc::clone(lexicon),
            names: Vec::new(),
            labels: Vec::new(),
            parents: Vec::new(),
            numbers: HashMap::new(),
        };
        catalogue.number(UNKNOWN);
        let known: Vec<&str> = match facet {
            Facet::Category => Category::ALL
                .iter()
                .map(|category| category.name())
                .collect(),
            Facet::Kind => Kind::ALL.iter().map(|kind| kind.name()).collect(),
            Facet::Qualification => vec![NONE],
            _ => Vec::new(),
        };
        for name in known {
            catalogue.number(name);
        }
        catalogue
    }

    /// The number of a value, which it gets if it has none yet.
    pub fn number(&mut self, name: &str) -> u16 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        // More values than numbers would be no vocabulary any longer.
        let Ok(number) = u16::try_from(self.names.len()) else {
            return UNKNOWN_NUMBER;
        };
        self.names.push(name.to_owned());
        self.labels.push(label(self.facet, name, &self.lexicon));
        self.parents
            .push(self.facet.parent_value(name, &self.lexicon));
        self.numbers.insert(name.to_owned(), number);
        number
    }

    /// The number of a value, if any notice has it.
    pub fn find(&self, name: &str) -> Option<u16> {
        self.numbers.get(name).copied()
    }

    /// The values by number.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Their labels by number.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// The values that they lie under, by number.
    pub fn parents(&self) -> &[Option<String>] {
        &self.parents
    }
}

/// The kind with this number in the catalogue of [`Facet::Kind`].
pub(crate) fn kind_of_number(number: usize) -> Kind {
    let index = number.checked_sub(1);
    let kind = index.and_then(|index| Kind::ALL.get(index));
    kind.copied().unwrap_or(Kind::Other)
}
