//! Building of tantivy's query, and of what a snippet looks for.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, InvertedIndexRangeQuery,
    Occur, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::fallback::FallbackQuery;
use super::synonyms::{Group, Synonyms};
use crate::analysis::{Morpheme, MorphemeTokenizer, bigrams, grouped};
use crate::query::{TextQuery, Word};
use crate::schema::Fields;

/// How much more a phrase counts than the same words do one by one.
const PHRASE: f32 = 2.0;
/// How much the words of a compound count where they stand apart.
const APART: f32 = 0.5;
/// How much a synonym counts of what the typed word does.
const SYNONYM: f32 = 0.8;
/// The score of a verbatim match: below that of any morpheme.
const VERBATIM: f32 = 0.01;
/// Compounds of more words than this have to stand together.
const MOST_APART: usize = 16;

/// What is run, and what its hits show.
pub(crate) struct Plan {
    pub query: Box<dyn Query>,
    pub needles: Vec<Needle>,
}

/// A text that a hit may contain, to be highlighted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Needle {
    pub text: String,
    /// Whether it is a whole word or synonym, and not a morpheme of one.
    pub is_whole: bool,
}

/// Makes plans.
pub(crate) struct Planner<'a> {
    pub fields: &'a Fields,
    pub synonyms: &'a Synonyms,
    pub morphemes: MorphemeTokenizer,
}

impl Planner<'_> {
    /// The plan for a text query; with nothing in it everything is found.
    pub fn plan(&mut self, typed: &str) -> Plan {
        if typed.trim().is_empty() {
            return Plan {
                query: Box::new(AllQuery),
                needles: Vec::new(),
            };
        }
        let TextQuery { required, excluded } = TextQuery::parse(typed);
        let morphemes = &mut self.morphemes;
        let groups = self
            .synonyms
            .expand(&required, |text| morphemes.morphemes(text));
        let mut needles = Vec::new();
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for group in &groups {
            clauses.push((Occur::Must, self.group(group)));
            self.add_needles(group, &mut needles);
        }
        if groups.is_empty() && !excluded.is_empty() {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        for word in &excluded {
            clauses.push((Occur::MustNot, self.word(word, false)));
        }
        Plan {
            query: all_of(clauses),
            needles,
        }
    }

    fn group(&mut self, group: &Group) -> Box<dyn Query> {
        let words = group
            .words
            .iter()
            .map(|word| (Occur::Must, self.word(word, !word.is_phrase)));
        let typed = all_of(words.collect());
        if group.alternatives.is_empty() {
            return typed;
        }
        let mut ways: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Should, typed)];
        let strength: f32 = group.words.iter().map(|word| self.strength(word)).sum();
        for alternative in &group.alternatives {
            let boost = SYNONYM * strength / self.strength(alternative);
            let query = BoostQuery::new(self.word(alternative, true), boost);
            ways.push((Occur::Should, Box::new(query)));
        }
        Box::new(BooleanQuery::new(ways))
    }

    /// How high a word scores for the number of its morphemes alone. Without
    /// allowance for it a long synonym would beat the short word typed.
    fn strength(&mut self, word: &Word) -> f32 {
        match self.morphemes.morphemes(&word.text).len() {
            0 | 1 => 1.0,
            several => PHRASE * several as f32,
        }
    }

    /// A word by its morphemes, else verbatim.
    fn word(&mut self, word: &Word, may_be_apart: bool) -> Box<dyn Query> {
        let morphemes = self.morphemes.morphemes(&word.text);
        let mut ways: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for text in &self.fields.texts {
            let (query, factor): (Box<dyn Query>, f32) = match morphemes.as_slice() {
                [] => continue,
                [single] => (self.term(text.field, &single.term), 1.0),
                several => (phrase(text.field, several), PHRASE),
            };
            let query = BoostQuery::new(query, text.weight * factor);
            ways.push((Occur::Should, Box::new(query)));
        }
        if may_be_apart && (2..=MOST_APART).contains(&morphemes.len()) {
            ways.push((Occur::Should, self.apart(&morphemes)));
        }
        self.with_fallback(&word.text, ways)
    }

    /// All morphemes, wherever the notice says what it is about.
    fn apart(&self, morphemes: &[Morpheme]) -> Box<dyn Query> {
        let mut terms: Vec<&str> = morphemes
            .iter()
            .map(|morpheme| morpheme.term.as_str())
            .collect();
        terms.sort_unstable();
        terms.dedup();
        let anywhere = terms.into_iter().map(|term| {
            let leads = self.fields.texts.iter().filter(|text| text.is_lead);
            let ways = leads.map(|text| -> (Occur, Box<dyn Query>) {
                let query = BoostQuery::new(self.term(text.field, term), text.weight * APART);
                (Occur::Should, Box::new(query))
            });
            let query: Box<dyn Query> = Box::new(BooleanQuery::new(ways.collect()));
            (Occur::Must, query)
        });
        all_of(anywhere.collect())
    }

    /// Adds what finds the text itself. One bigram is the text itself; more of
    /// them only make it likely and have to be verified.
    fn with_fallback(&self, text: &str, mut ways: Vec<(Occur, Box<dyn Query>)>) -> Box<dyn Query> {
        let length = text.chars().count();
        let bigram_field = self.fields.bigrams;
        if length <= 2 && !text.contains(char::is_whitespace) {
            let verbatim: Box<dyn Query> = match length {
                1 => self.beginning_with(text),
                _ => Box::new(TermQuery::new(
                    Term::from_field_text(bigram_field, text),
                    IndexRecordOption::Basic,
                )),
            };
            ways.push((
                Occur::Should,
                Box::new(ConstScoreQuery::new(verbatim, VERBATIM)),
            ));
            return Box::new(BooleanQuery::new(ways));
        }
        // The last "bigram" of each run is a single character, which its
        // neighbour contains.
        let mut pairs: Vec<&str> = bigrams(text).collect();
        pairs.retain(|pair| pair.chars().count() == 2);
        if pairs.is_empty() {
            pairs = bigrams(text).collect();
        }
        pairs.sort_unstable();
        pairs.dedup();
        let terms = pairs
            .into_iter()
            .map(|pair| Term::from_field_text(bigram_field, pair));
        let candidates = terms.map(|term| -> (Occur, Box<dyn Query>) {
            (
                Occur::Must,
                Box::new(TermQuery::new(term, IndexRecordOption::Basic)),
            )
        });
        Box::new(FallbackQuery {
            morphemes: Box::new(BooleanQuery::new(ways)),
            candidates: all_of(candidates.collect()),
            needle: text.to_owned(),
            score: VERBATIM,
        })
    }

    /// What contains a character.
    fn beginning_with(&self, character: &str) -> Box<dyn Query> {
        let term = |text: &str| Term::from_field_text(self.fields.bigrams, text);
        let last = format!("{character}{}", char::MAX);
        let range = InvertedIndexRangeQuery::new(
            Bound::Included(term(character)),
            Bound::Included(term(&last)),
        );
        Box::new(range)
    }

    fn term(&self, field: Field, term: &str) -> Box<dyn Query> {
        let term = Term::from_field_text(field, term);
        Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
    }

    fn add_needles(&mut self, group: &Group, needles: &mut Vec<Needle>) {
        let mut add = |text: &str, is_whole| {
            let is_known = needles.iter().any(|needle| needle.text == text);
            if !is_known && !text.is_empty() {
                let text = text.to_owned();
                needles.push(Needle { text, is_whole });
            }
        };
        for word in group.words.iter().chain(&group.alternatives) {
            add(&word.text, true);
            let morphemes = self.morphemes.morphemes(&word.text);
            let is_single = morphemes.len() == 1;
            for morpheme in &morphemes {
                let stem = stem(&word.text[morpheme.start..morpheme.end], &morpheme.term);
                // A lone 市 of a compound is everywhere.
                if is_single || stem.chars().count() > 1 {
                    add(stem, is_single);
                }
                if let Some(number) = grouped(&morpheme.term) {
                    add(&morpheme.term, is_single);
                    add(&number, is_single);
                }
            }
        }
    }
}

/// What the forms of a word have in common: 取り消 of 取り消した, whose base form
/// is 取り消す. A stem of one character (行 of 行う) is in too many words.
fn stem<'a>(surface: &'a str, term: &str) -> &'a str {
    let is_kana = |character: char| matches!(character, 'ぁ'..='ん');
    let mut pairs = surface.char_indices().zip(term.chars());
    let common = match pairs.find(|((_, left), right)| left != right) {
        Some(((position, _), _)) => &surface[..position],
        None => &surface[..surface.len().min(term.len())],
    };
    let stem = common.strip_suffix(is_kana).unwrap_or(common);
    match stem.chars().count() {
        0 | 1 if common.is_empty() => surface,
        0 | 1 => common,
        _ if stem.contains(|character| !is_kana(character)) => stem,
        _ => common,
    }
}

fn phrase(field: Field, morphemes: &[Morpheme]) -> Box<dyn Query> {
    let terms = morphemes.iter().map(|morpheme| {
        let term = Term::from_field_text(field, &morpheme.term);
        (morpheme.position, term)
    });
    Box::new(PhraseQuery::new_with_offset(terms.collect()))
}

fn all_of(mut clauses: Vec<(Occur, Box<dyn Query>)>) -> Box<dyn Query> {
    match clauses.as_slice() {
        [] => Box::new(EmptyQuery),
        [(Occur::Must, _)] => clauses.remove(0).1,
        _ => Box::new(BooleanQuery::new(clauses)),
    }
}
