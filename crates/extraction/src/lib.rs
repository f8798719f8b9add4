//! Text becomes a notice.
//!
//! Pure functions: a value with its evidence, or none, with warnings; never an
//! error. The way is: fold the text ([`text`]), divide it into documents
//! ([`parts`]), read the outline of each ([`outline`]) and every date
//! ([`dates`]), then each field from these ([`reading`]).

mod agency;
mod announcement;
mod assemble;
mod category;
mod dates;
mod deadlines;
mod kind;
mod number;
mod outline;
mod parts;
mod reading;
mod requirement;
mod split;
mod terms;
mod text;
mod title;

use std::collections::HashMap;

use irefuda_procurement::{Lexicon, Notice, Source};

use crate::agency::PlaceNames;
use crate::deadlines::DeadlineLabels;
use crate::kind::Methods;
use crate::outline::Labels;
use crate::parts::Roles;
use crate::requirement::Phrases;

/// Reads notices out of text, by the words of a lexicon.
#[derive(Debug)]
pub struct Extractor {
    lexicon: Lexicon,
    labels: Labels,
    roles: Roles,
    names: PlaceNames,
    methods: Methods,
    deadlines: DeadlineLabels,
    phrases: Phrases,
}

impl Extractor {
    /// Prepares the words of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            labels: outline::labels(lexicon),
            roles: Roles::new(lexicon),
            names: PlaceNames::new(lexicon),
            methods: Methods::new(lexicon),
            deadlines: DeadlineLabels::new(lexicon),
            phrases: Phrases::new(lexicon),
            lexicon: lexicon.clone(),
        }
    }

    /// Reads the notices of a file's text: at least one, and several where
    /// several calls stand one after the other. A text that is no notice comes
    /// back with the kind その他.
    pub fn extract(&self, text: &str, source: Source) -> Vec<Notice> {
        let mut notices: Vec<Notice> = Vec::new();
        let mut ids: HashMap<String, usize> = HashMap::new();
        let mut position = 0;
        for range in split::notices(self, text) {
            let raw = &text[range];
            let mut notice = assemble::notice(self, raw, position, &source);
            tell_apart(&mut notice.id, &mut ids);
            notices.push(notice);
            position += raw.chars().count();
        }
        notices
    }
}

/// Counts the notices of one id in a file: the second and later ones bear their
/// number in the order of the text.
fn tell_apart(id: &mut String, ids: &mut HashMap<String, usize>) {
    let count = ids.entry(id.clone()).or_default();
    *count += 1;
    if *count > 1 {
        *id = format!("{id}-{count}");
    }
}
