//! Offers that are words of the lexicon: certifications and licences, words of
//! the trade, places. Made once, when somebody first types.

use std::collections::HashMap;

use irefuda_procurement::{LeafKind, Lexicon, PlaceKind};

use super::SuggestionKind;
use super::shelves::{Candidate, Candidates, Likeness};
use super::typed::Typed;
use crate::analysis::{normalise, read_aloud, spoken};
use crate::dictionary::Dictionary;
use crate::facet::Facet;

/// So many words that begin alike are looked at.
const MOST: usize = 200;

/// The words of the lexicon by how they begin.
pub(crate) struct LexiconOffers {
    offers: Vec<Candidate>,
    /// Letters, and the index of the offer that they lead to; sorted.
    letters: Vec<(String, usize)>,
    /// The same by readings.
    readings: Vec<(String, usize)>,
}

impl LexiconOffers {
    pub fn of(lexicon: &Lexicon, dictionary: &Dictionary) -> Self {
        let mut table = Table {
            dictionary,
            offers: Self {
                offers: Vec::new(),
                letters: Vec::new(),
                readings: Vec::new(),
            },
            numbers: HashMap::new(),
        };
        table.add_qualifications(lexicon);
        table.add_places(lexicon);
        table.add_words(lexicon);
        let mut offers = table.offers;
        for index in [&mut offers.letters, &mut offers.readings] {
            index.sort_unstable();
            index.dedup();
        }
        offers
    }

    /// All that leads to an offer, by its letters.
    pub fn letters(&self) -> impl Iterator<Item = &str> {
        self.letters.iter().map(|(letters, _)| letters.as_str())
    }

    /// Adds all that is led to by what was typed.
    pub(super) fn gather(&self, typed: &Typed, found: &mut Candidates) {
        for (_, number) in beginning(&self.letters, &typed.word) {
            let is_written_so = self.offers[*number].key.starts_with(&typed.word);
            let likeness = match is_written_so {
                true => Likeness::Letters,
                false => Likeness::Elsewhere,
            };
            self.add(*number, likeness, found);
        }
        let Some(reading) = &typed.reading else {
            return;
        };
        let led_to = beginning(&self.readings, &reading.key);
        for (_, number) in led_to.filter(|(key, _)| reading.goes_on(key)) {
            if self.offers[*number].key.starts_with(&reading.written) {
                self.add(*number, Likeness::Reading, found);
            }
        }
    }

    fn add(&self, number: usize, likeness: Likeness, found: &mut Candidates) {
        let offer = &self.offers[number];
        let known = found.entry(offer.key.clone()).or_insert_with(|| Candidate {
            likeness,
            ..offer.clone()
        });
        known.likeness = known.likeness.min(likeness);
        // It is more than the same letters in a title.
        if offer.kind < known.kind {
            known.kind = offer.kind;
            known.place.clone_from(&offer.place);
        }
    }
}

/// The entries of a sorted index that begin so.
fn beginning<'a>(
    index: &'a [(String, usize)],
    typed: &'a str,
) -> impl Iterator<Item = &'a (String, usize)> {
    let start = index.partition_point(|(key, _)| key.as_str() < typed);
    let rest = index[start..].iter();
    rest.take_while(move |(key, _)| key.starts_with(typed))
        .take(MOST)
}

/// The table while it is made.
struct Table<'a> {
    dictionary: &'a Dictionary,
    offers: LexiconOffers,
    /// The numbers of the offers by what they are compared by.
    numbers: HashMap<String, usize>,
}

impl Table<'_> {
    fn add_qualifications(&mut self, lexicon: &Lexicon) {
        let is_held = |kind| matches!(kind, LeafKind::Certification | LeafKind::Licence);
        for qualification in &lexicon.qualifications {
            if is_held(qualification.kind) {
                let kind = SuggestionKind::Qualification;
                let number = self.offer(&qualification.value, kind, None);
                for phrase in &qualification.phrases {
                    self.lead(phrase, number);
                }
            }
        }
    }

    fn add_places(&mut self, lexicon: &Lexicon) {
        let places = lexicon.places.all().iter();
        for place in places.filter(|place| place.kind != PlaceKind::District) {
            let value = match place.kind {
                PlaceKind::Prefecture => (Facet::Prefecture, place.name.clone()),
                _ => (Facet::LgCode, place.lg_code.to_string()),
            };
            let number = self.offer(&place.name, SuggestionKind::Place, Some(value));
            let reading = spoken(&place.kana);
            self.offers
                .readings
                .extend(reading.map(|reading| (reading, number)));
        }
    }

    fn add_words(&mut self, lexicon: &Lexicon) {
        let forms = lexicon.synonyms.iter().flatten();
        let categories = lexicon.subcategories.iter();
        let names = categories.map(|category| &category.name);
        let methods = lexicon.methods.iter().map(|method| &method.name);
        for form in forms.chain(names).chain(methods) {
            self.offer(form, SuggestionKind::Word, None);
        }
    }

    /// The number of an offer, which it gets if it has none yet.
    fn offer(&mut self, text: &str, kind: SuggestionKind, place: Option<(Facet, String)>) -> usize {
        let offer = Candidate::of_lexicon(text, kind, place);
        if let Some(number) = self.numbers.get(&offer.key) {
            return *number;
        }
        let number = self.offers.offers.len();
        self.numbers.insert(offer.key.clone(), number);
        self.offers.offers.push(offer);
        self.lead(text, number);
        number
    }

    /// Lets letters and their reading lead to an offer.
    fn lead(&mut self, text: &str, number: usize) {
        let letters = normalise(text);
        let reading = read_aloud(self.dictionary, &letters).and_then(|kana| spoken(&kana));
        self.offers
            .readings
            .extend(reading.map(|reading| (reading, number)));
        self.offers.letters.push((letters, number));
    }
}
