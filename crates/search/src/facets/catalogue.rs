//! Numbers for the values of facets, the same in all segments.
//!
//! Columns and counters hold numbers; names are needed only for the request
//! and the answer. A catalogue only grows, so that a number stays valid.

use std::collections::HashMap;
use std::sync::Arc;

use irefuda_procurement::{Category, Kind, Lexicon};

use super::listing::{label, natural_order};
use crate::facet::{Facet, NONE, UNKNOWN};

/// The number of [`UNKNOWN`] in every catalogue.
pub(crate) const UNKNOWN_NUMBER: u16 = 0;

/// The values of one facet.
pub(crate) struct Catalogue {
    facet: Facet,
    lexicon: Arc<Lexicon>,
    names: Vec<Arc<str>>,
    labels: Vec<Arc<str>>,
    parents: Vec<Option<Arc<str>>>,
    /// Where each value stands in the natural order, or by its label.
    places: Vec<u32>,
    has_natural_order: bool,
    numbers: HashMap<Arc<str>, u16>,
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
            places: Vec::new(),
            has_natural_order: natural_order(facet, lexicon).is_some(),
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
        let shared: Arc<str> = name.into();
        let parent = self.facet.parent_value(name, &self.lexicon);
        self.names.push(Arc::clone(&shared));
        self.labels
            .push(label(self.facet, name, &self.lexicon).into());
        self.parents.push(parent.map(Into::into));
        self.numbers.insert(shared, number);
        number
    }

    /// The number of a value, if any notice has it.
    pub fn find(&self, name: &str) -> Option<u16> {
        self.numbers.get(name).copied()
    }

    /// The values by number.
    pub fn names(&self) -> &[Arc<str>] {
        &self.names
    }

    /// Puts the values in order, after some were added.
    pub fn settle(&mut self) {
        if self.places.len() == self.names.len() {
            return;
        }
        let order = natural_order(self.facet, &self.lexicon).unwrap_or_default();
        let order: HashMap<&str, usize> = order.into_iter().zip(0..).collect();
        let mut numbers: Vec<usize> = (0..self.names.len()).collect();
        numbers.sort_by_key(|number| {
            let place = order.get(&*self.names[*number]);
            (place.copied().unwrap_or(order.len()), &self.labels[*number])
        });
        self.places = vec![0; numbers.len()];
        for (place, number) in (0..).zip(numbers) {
            self.places[number] = place;
        }
    }

    /// Whether values are listed in an order of their own, and not by how many
    /// notices have them.
    pub fn has_natural_order(&self) -> bool {
        self.has_natural_order
    }

    /// Where a value stands among the others, see [`Self::settle`].
    pub fn place(&self, number: u16) -> u32 {
        self.places
            .get(usize::from(number))
            .copied()
            .unwrap_or(u32::MAX)
    }

    /// The value with this number.
    pub fn name(&self, number: u16) -> Arc<str> {
        Arc::clone(&self.names[usize::from(number)])
    }

    /// Its name on a page.
    pub fn label(&self, number: u16) -> Arc<str> {
        Arc::clone(&self.labels[usize::from(number)])
    }

    /// The value that it lies under.
    pub fn parent(&self, number: u16) -> Option<Arc<str>> {
        self.parents[usize::from(number)].clone()
    }
}

/// The kind with this number in the catalogue of [`Facet::Kind`].
pub(crate) fn kind_of_number(number: usize) -> Kind {
    let index = number.checked_sub(1);
    let kind = index.and_then(|index| Kind::ALL.get(index));
    kind.copied().unwrap_or(Kind::Other)
}
