//! The words that notices are made of: those of the lexicon, in skewed
//! frequencies, and the sentences of `wording/`.

use irefuda_procurement::{Category, LeafKind, Lexicon, PlaceKind};

use super::wording::Wording;
use crate::random::{Random, Skew};

/// How often each category is bought, out of a hundred.
const SHARES: [(Category, f64); 4] = [
    (Category::Works, 35.0),
    (Category::Services, 35.0),
    (Category::Goods, 18.0),
    (Category::Consultancy, 12.0),
];

/// Everything that is drawn from.
pub struct Vocabulary {
    pub clauses: Wording,
    pub scope: Wording,
    pub specification: Wording,
    pub policy: Wording,
    pub facilities: Wording,
    governments: Vec<Government>,
    by_size: Skew,
    shares: Skew,
    /// In the order of [`SHARES`].
    subjects: Vec<Drawn<Subject>>,
    words: Drawn<String>,
    qualifications: Drawn<String>,
}

/// A municipality that buys.
#[derive(Debug, Clone)]
pub struct Government {
    pub prefecture: String,
    pub name: String,
    /// 市長, 町長, 村長 or 区長.
    pub chief: String,
}

/// What can be bought.
#[derive(Debug, Clone)]
pub struct Subject {
    pub category: Category,
    pub subcategory: String,
    pub word: String,
}

struct Drawn<T> {
    things: Vec<T>,
    skew: Skew,
}

impl<T> Drawn<T> {
    fn zipf(things: Vec<T>, exponent: f64) -> Self {
        let skew = Skew::zipf(things.len(), exponent);
        Self { things, skew }
    }

    fn draw(&self, random: &mut Random) -> &T {
        &self.things[self.skew.draw(random)]
    }
}

impl Vocabulary {
    /// The words of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        // Which words are frequent has nothing to do with the seed.
        let mut order = Random::new(1, 1);
        let governments = governments(lexicon, &mut order);
        let by_size = Skew::weighted(sizes(&governments).into_iter());
        let category = |(category, _)| Drawn::zipf(subjects(lexicon, category, &mut order), 0.8);
        Self {
            clauses: Wording::of(include_str!("../../wording/clauses.txt")),
            scope: Wording::of(include_str!("../../wording/scope.txt")),
            specification: Wording::of(include_str!("../../wording/specification.txt")),
            policy: Wording::of(include_str!("../../wording/policy.txt")),
            facilities: Wording::of(include_str!("../../wording/facilities.txt")),
            by_size,
            governments,
            shares: Skew::weighted(SHARES.iter().map(|(_, share)| *share)),
            subjects: SHARES.map(category).into(),
            words: Drawn::zipf(words(lexicon, &mut order), 0.9),
            qualifications: Drawn::zipf(qualifications(lexicon), 0.9),
        }
    }

    /// A municipality; of the large ones more.
    pub fn government(&self, random: &mut Random) -> &Government {
        &self.governments[self.by_size.draw(random)]
    }

    /// Something to buy.
    pub fn subject(&self, random: &mut Random) -> &Subject {
        self.subjects[self.shares.draw(random)].draw(random)
    }

    /// Any word of the trade.
    pub fn word(&self, random: &mut Random) -> &str {
        self.words.draw(random)
    }

    /// A certification or licence as texts write it.
    pub fn qualification(&self, random: &mut Random) -> &str {
        self.qualifications.draw(random)
    }

    /// A facility with a name of its own: a rare word and a frequent one.
    pub fn facility(&self, random: &mut Random) -> String {
        let namesake = random.pick(&self.governments);
        let stem = namesake.name.trim_end_matches(['市', '区', '町', '村']);
        format!("{stem}{}", self.facilities.draw(random))
    }
}

fn governments(lexicon: &Lexicon, order: &mut Random) -> Vec<Government> {
    let is_government = |kind| !matches!(kind, PlaceKind::Prefecture | PlaceKind::District);
    let places = lexicon
        .places
        .all()
        .iter()
        .filter(|place| is_government(place.kind));
    let mut governments: Vec<Government> = places
        .map(|place| Government {
            prefecture: place.prefecture.clone(),
            name: place.name.clone(),
            chief: format!("{}長", place.name),
        })
        .collect();
    order.shuffle(&mut governments);
    governments
}

/// Weights by rank, and by what a place is: a village buys less than a city.
fn sizes(governments: &[Government]) -> Vec<f64> {
    let weight = |(rank, government): (usize, &Government)| {
        let kind = match government.name.chars().last() {
            Some('市' | '区') => 1.0,
            Some('町') => 0.35,
            _ => 0.15,
        };
        kind / ((rank + 20) as f64).powf(0.6)
    };
    governments.iter().enumerate().map(weight).collect()
}

fn subjects(lexicon: &Lexicon, category: Category, order: &mut Random) -> Vec<Subject> {
    let rows = lexicon
        .subcategories
        .iter()
        .filter(|row| row.category == category);
    let mut subjects: Vec<Subject> = rows
        .flat_map(|row| {
            row.words.iter().map(|word| Subject {
                category,
                subcategory: row.name.clone(),
                word: word.clone(),
            })
        })
        .collect();
    order.shuffle(&mut subjects);
    subjects
}

fn words(lexicon: &Lexicon, order: &mut Random) -> Vec<String> {
    let synonyms = lexicon.synonyms.iter().flatten();
    let subjects = lexicon.subcategories.iter().flat_map(|row| &row.words);
    let mut words: Vec<String> = synonyms.chain(subjects).cloned().collect();
    order.shuffle(&mut words);
    words
}

/// In the order of the lexicon, which begins with the usual ones, works'
/// licences moved to the front.
fn qualifications(lexicon: &Lexicon) -> Vec<String> {
    let is_held = |kind| matches!(kind, LeafKind::Certification | LeafKind::Licence);
    let rows = lexicon
        .qualifications
        .iter()
        .filter(|row| is_held(row.kind));
    let mut phrases: Vec<(bool, String)> = rows
        .filter_map(|row| {
            let is_usual = row.kind == LeafKind::Licence && row.value.contains("建設業");
            Some((!is_usual, row.phrases.first()?.clone()))
        })
        .collect();
    phrases.sort_by_key(|(is_rare, _)| *is_rare);
    phrases.into_iter().map(|(_, phrase)| phrase).collect()
}
