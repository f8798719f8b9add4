//! Notices of the same kind of thing as one.
//!
//! Candidates are what has the rarest words of its title, once of its own place
//! and once of all: among very many notices a neighbour's would else hide last
//! year's of the same body. They are then compared by what a list shows: the
//! words of the titles by their rarity, the subcategory, what a bidder must
//! hold, and whose they are.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use irefuda_procurement::{Notice, Status};
use jiff::civil::DateTime;
use serde::Serialize;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, Term};
use tantivy::{DocAddress, Searcher};

use crate::analysis::{MorphemeTokenizer, normalise};
use crate::answer::{Hit, Summary};
use crate::dictionary::Dictionary;
use crate::document::required_qualifications;
use crate::error::SearchError;
use crate::facet::Facet;
use crate::hit_field::{HitField, HitFields};
use crate::request::{RequestError, number};
use crate::schema::Fields;
use crate::searcher::summary;

/// How many are shown where nothing is said.
pub const DEFAULT_SIMILAR: usize = 5;
/// The most that are shown.
pub const MAX_SIMILAR: usize = 20;

/// So many words of a title, the rarest, are looked for.
const MOST_WORDS: usize = 12;
/// So many notices are compared, of its place and of all.
const COMPARED: usize = 100;
/// A word in more than one of so many notices says nothing of its kind.
const COMMON: u64 = 10;

/// What counts beside the words of the title, which count 1 if they are all the
/// same.
const SAME_SUBCATEGORY: f32 = 0.2;
const SAME_QUALIFICATIONS: f32 = 0.1;
const SAME_BODY: f32 = 0.15;
/// Less than this of the words is chance: in one subcategory, and else.
const LEAST_WORDS: f32 = 0.15;
const LEAST_WORDS_ELSEWHERE: f32 = 0.3;
/// Titles of one body that share so much are of one contract in several years.
const SAME_CONTRACT: f32 = 0.8;
/// Likeness is told in steps of this; within one, what is open comes first.
const STEP: f32 = 0.05;

/// A notice of the same kind of thing.
#[derive(Debug, Clone, Serialize)]
pub struct SimilarNotice {
    /// What a list shows of it.
    #[serde(flatten)]
    pub hit: Hit,
    /// How they are related.
    pub relation: Relation,
    /// Words that both titles have, the rarest first.
    pub shared_words: Vec<String>,
}

/// How two notices are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The same contract of the same body, announced before.
    Earlier,
    /// The same contract of the same body, announced later.
    Later,
    /// Another one of the same body.
    SameBody,
    /// One of another body.
    OtherBody,
}

impl Relation {
    /// Every relation.
    pub const ALL: [Self; 4] = [Self::Earlier, Self::Later, Self::SameBody, Self::OtherBody];

    /// The name in answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Earlier => "earlier",
            Self::Later => "later",
            Self::SameBody => "same_body",
            Self::OtherBody => "other_body",
        }
    }

    /// The name on a page, in Japanese.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Earlier => "以前の同じ案件",
            Self::Later => "その後の同じ案件",
            Self::SameBody => "同じ機関",
            Self::OtherBody => "ほかの機関",
        }
    }
}

/// What is shown of a similar notice: all but what belongs to a search.
fn is_shown(field: &HitField) -> bool {
    !matches!(
        field,
        HitField::Score | HitField::Snippets | HitField::MissingWords | HitField::Eligibility
    )
}

/// A title without the fiscal year with which it begins: 令和8年度庁舎清掃. What
/// stands behind it would else be cut in another way than in a title without.
fn without_year(title: &str) -> &str {
    const LONGEST_YEAR: usize = 6;
    match title.split_once("年度") {
        Some((year, rest)) if year.chars().count() <= LONGEST_YEAR => rest.trim_start(),
        _ => title,
    }
}

/// How many similar notices are asked for, as the parameter `limit` says.
pub fn similar_limit<'a>(
    parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<usize, RequestError> {
    let mut asked = DEFAULT_SIMILAR;
    for (name, value) in parameters {
        let set = match name {
            "limit" => number(value.trim(), MAX_SIMILAR).map(|limit| asked = limit),
            _ => Err("no such parameter; allowed: limit".to_owned()),
        };
        set.map_err(|reason| RequestError::of(name, reason))?;
    }
    Ok(asked)
}

/// Finds similar notices.
pub(crate) struct Comparison<'a> {
    pub searcher: &'a Searcher,
    pub fields: &'a Fields,
    pub dictionary: &'a Arc<Dictionary>,
    pub now: DateTime,
}

/// A candidate with how like it is.
struct Compared {
    summary: Summary,
    likeness: f32,
    relation: Relation,
    shared_words: Vec<String>,
}

impl Comparison<'_> {
    /// Those like a notice, the likest first.
    pub fn similar(
        &self,
        notice: &Notice,
        limit: usize,
    ) -> Result<Vec<SimilarNotice>, SearchError> {
        let Some(title) = notice.title.as_deref() else {
            return Ok(Vec::new());
        };
        let title = self.words(title);
        let mut rarities = HashMap::new();
        let mut compared = Vec::new();
        for address in self.candidates(&title, notice, &mut rarities)? {
            let other = summary(self.searcher, address)?;
            // Other documents of its case are part of the same entry.
            if other.id != notice.id {
                compared.extend(self.compare(notice, &title, other, &mut rarities)?);
            }
        }
        let steps = |compared: &Compared| (compared.likeness / STEP).round() as i64;
        let is_open = |compared: &Compared| compared.summary.status(self.now) == Status::Open;
        compared.sort_by(|left, right| {
            (steps(right), is_open(right), right.summary.announced_on)
                .cmp(&(steps(left), is_open(left), left.summary.announced_on))
                .then_with(|| left.summary.id.cmp(&right.summary.id))
        });
        compared.truncate(limit);
        let fields: HitFields = HitField::all().filter(is_shown).collect();
        let shown = compared.into_iter().map(|compared| SimilarNotice {
            hit: Hit {
                fields,
                status: compared.summary.status(self.now),
                summary: compared.summary,
                eligibility: None,
                score: compared.likeness,
                missing_words: Vec::new(),
                snippets: Vec::new(),
            },
            relation: compared.relation,
            shared_words: compared.shared_words,
        });
        Ok(shown.collect())
    }

    /// Notices whose titles have the rarest words of this one.
    fn candidates(
        &self,
        title: &[String],
        notice: &Notice,
        rarities: &mut HashMap<String, f32>,
    ) -> Result<HashSet<DocAddress>, SearchError> {
        let common = (self.searcher.num_docs() / COMMON).max(COMMON);
        let mut words: Vec<(u64, &String)> = Vec::new();
        for word in title {
            let count = self.count(word)?;
            rarities.insert(word.clone(), self.rarity(count));
            // Its own title has it.
            if count > 1 {
                words.push((count, word));
            }
        }
        words.sort_unstable();
        // The rarest one says something even where all are common.
        let place = words.iter().position(|(count, _)| *count > common);
        words.truncate(place.unwrap_or(MOST_WORDS).clamp(1, MOST_WORDS));
        let any: Vec<(Occur, Box<dyn Query>)> = words
            .iter()
            .map(|(_, word)| {
                let term = Term::from_field_text(self.fields.title().field, word);
                let query = TermQuery::new(term, IndexRecordOption::Basic);
                let weight = rarities.get(*word).copied().unwrap_or_default();
                let query = ConstScoreQuery::new(Box::new(query), weight);
                (Occur::Should, Box::new(query) as Box<dyn Query>)
            })
            .collect();
        let mut found = HashSet::new();
        if any.is_empty() {
            return Ok(found);
        }
        let of_all: Box<dyn Query> = Box::new(BooleanQuery::new(any));
        let place = notice.lg_code.zip(self.fields.facet(Facet::LgCode));
        let of_place = place.map(|(code, field)| -> Box<dyn Query> {
            let place = TermQuery::new(
                Term::from_field_text(field, &code.to_string()),
                IndexRecordOption::Basic,
            );
            let place = BoostQuery::new(Box::new(place), 0.0);
            Box::new(BooleanQuery::new(vec![
                (Occur::Must, of_all.box_clone()),
                (Occur::Must, Box::new(place)),
            ]))
        });
        for query in of_place.into_iter().chain([of_all]) {
            let best = TopDocs::with_limit(COMPARED).order_by_score();
            let hits = self.searcher.search(query.as_ref(), &best)?;
            found.extend(hits.into_iter().map(|(_, address)| address));
        }
        Ok(found)
    }

    /// How like another notice is; none if it is not.
    fn compare(
        &self,
        notice: &Notice,
        title: &[String],
        other: Summary,
        rarities: &mut HashMap<String, f32>,
    ) -> Result<Option<Compared>, SearchError> {
        let other_title = self.words(other.title.as_deref().unwrap_or_default());
        for word in &other_title {
            if !rarities.contains_key(word) {
                let rarity = self.rarity(self.count(word)?);
                rarities.insert(word.clone(), rarity);
            }
        }
        let rarity = |word: &String| rarities.get(word).copied().unwrap_or_default();
        let sum = |words: &[String]| words.iter().map(rarity).sum::<f32>();
        let mut shared = title.to_vec();
        shared.retain(|word| other_title.contains(word));
        let words = 2.0 * sum(&shared) / (sum(title) + sum(&other_title));
        let is_same_subcategory =
            other.subcategory.is_some() && other.subcategory == notice.subcategory;
        let least = match is_same_subcategory {
            true => LEAST_WORDS,
            false => LEAST_WORDS_ELSEWHERE,
        };
        if words.is_nan() || words < least {
            return Ok(None);
        }
        let is_same_body = other.agency.is_some() && other.agency == notice.agency;
        let is_same_contract = is_same_body && words >= SAME_CONTRACT;
        let required = required_qualifications(&notice.requirement);
        let is_required = |name: &&String| required.contains(&name.as_str());
        let both = other.qualifications.iter().filter(is_required).count();
        let either = required.len() + other.qualifications.len() - both;
        let qualifications = both as f32 / either.max(1) as f32;
        let factor = |is_so: bool, weight: f32| if is_so { weight } else { 0.0 };
        shared.sort_by(|left, right| rarity(right).total_cmp(&rarity(left)).then(left.cmp(right)));
        Ok(Some(Compared {
            likeness: words
                + factor(is_same_subcategory, SAME_SUBCATEGORY)
                + factor(is_same_body, SAME_BODY)
                + SAME_QUALIFICATIONS * qualifications,
            relation: match (is_same_contract, is_same_body) {
                (true, _) if other.announced_on < notice.announced_on => Relation::Earlier,
                (true, _) if other.announced_on > notice.announced_on => Relation::Later,
                (_, true) => Relation::SameBody,
                (_, false) => Relation::OtherBody,
            },
            shared_words: shared,
            summary: other,
        }))
    }

    /// The words of a title, each once, without numbers and その or ほか: another
    /// year's is like this year's.
    fn words(&self, title: &str) -> Vec<String> {
        let mut morphemes = MorphemeTokenizer::new(Arc::clone(self.dictionary));
        let mut words: Vec<String> = Vec::new();
        for morpheme in morphemes.morphemes(without_year(&normalise(title))) {
            let is_number = morpheme
                .term
                .starts_with(|first: char| first.is_ascii_digit());
            let is_era = ["令和", "平成", "年度"].contains(&morpheme.term.as_str());
            let is_filler = morpheme
                .term
                .chars()
                .all(|sign| matches!(sign, 'ぁ'..='ん'));
            if !is_number && !is_era && !is_filler && !words.contains(&morpheme.term) {
                words.push(morpheme.term);
            }
        }
        words
    }

    /// How many titles have a word.
    fn count(&self, word: &str) -> Result<u64, SearchError> {
        let term = Term::from_field_text(self.fields.title().field, word);
        Ok(self.searcher.doc_freq(&term)?)
    }

    /// As BM25 has it.
    fn rarity(&self, count: u64) -> f32 {
        let all = self.searcher.num_docs().max(count) as f32;
        let count = count as f32;
        (1.0 + (all - count + 0.5) / (count + 0.5)).ln()
    }
}
