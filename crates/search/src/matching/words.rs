//! Matching of one word: its morphemes in a row, its morphemes apart, or else
//! its characters.

use std::ops::Bound;

use tantivy::Term as IndexTerm;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, InvertedIndexRangeQuery, Occur,
    PhrasePrefixQuery, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::characters::Characters;
use super::fallback::FallbackQuery;
use crate::analysis::{Morpheme, MorphemeTokenizer, reading};
use crate::query::{Form, Scope, Term};
use crate::schema::{Fields, TextField};

/// How much more a phrase counts than the same words do one by one.
const PHRASE: f32 = 2.0;
/// How much the words of a compound count where they stand apart.
const APART: f32 = 0.5;
/// The score of a verbatim match: below that of any morpheme.
const VERBATIM: f32 = 0.01;
/// The score of a title or name that is read as the word is written: below
/// that of a title with the word.
const READING: f32 = 10.0;
/// Compounds of more words than this have to stand together.
const MOST_APART: usize = 16;
/// How many words a prefix may stand for.
const MOST_EXPANSIONS: u32 = 1_000;

/// Makes tantivy's queries for words.
pub(super) struct Words<'a> {
    pub fields: &'a Fields,
    pub morphemes: &'a mut MorphemeTokenizer,
}

impl Words<'_> {
    /// How high a word scores for the number of its morphemes alone. Without
    /// allowance for it a long synonym would beat the short word typed.
    pub fn strength(&mut self, word: &Term) -> f32 {
        match self.morphemes.morphemes(&word.text).len() {
            0 | 1 => 1.0,
            several => PHRASE * several as f32,
        }
    }

    /// A word by its morphemes, else verbatim.
    pub fn word(&mut self, word: &Term) -> Box<dyn Query> {
        let morphemes = self.morphemes.morphemes(&word.text);
        let mut ways: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for text in self.fields.texts_in(word.scope) {
            let (query, factor): (Box<dyn Query>, f32) = match (morphemes.as_slice(), word.form) {
                ([], _) => continue,
                (several, Form::Prefix) => (beginning(text.field, several), PHRASE),
                ([single], _) => (term(text.field, &single.term), 1.0),
                (several, _) => (phrase(text.field, several), PHRASE),
            };
            let query = BoostQuery::new(query, text.weight * factor);
            ways.push((Occur::Should, Box::new(query)));
        }
        let may_be_apart = word.form == Form::Word && (2..=MOST_APART).contains(&morphemes.len());
        if may_be_apart {
            ways.push((Occur::Should, self.apart(&morphemes, word.scope)));
        }
        match word.form {
            Form::Piece => Box::new(BooleanQuery::new(ways)),
            _ => self.with_fallback(word, ways),
        }
    }

    /// Titles and names that are read so; none if the word is no reading.
    pub fn reading(&self, word: &Term) -> Option<Box<dyn Query>> {
        let is_name = matches!(word.scope, Scope::Anywhere | Scope::Title | Scope::Agency);
        if !is_name || word.form == Form::Phrase {
            return None;
        }
        let query = starting_with(self.fields.readings, &reading(&word.text)?);
        Some(Box::new(ConstScoreQuery::new(query, READING)))
    }

    /// A word by its characters alone.
    pub fn verbatim(&self, word: &Term) -> Box<dyn Query> {
        self.with_fallback(word, Vec::new())
    }

    /// All morphemes, wherever the notice says what it is about.
    fn apart(&self, morphemes: &[Morpheme], scope: Scope) -> Box<dyn Query> {
        let mut terms: Vec<&str> = morphemes
            .iter()
            .map(|morpheme| morpheme.term.as_str())
            .collect();
        terms.sort_unstable();
        terms.dedup();
        let leads = |text: &&TextField| text.is_lead || scope != Scope::Anywhere;
        let anywhere = terms.into_iter().map(|one| {
            let leads = self.fields.texts_in(scope).filter(leads);
            let ways = leads.map(|text| -> (Occur, Box<dyn Query>) {
                let query = BoostQuery::new(term(text.field, one), text.weight * APART);
                (Occur::Should, Box::new(query))
            });
            let query: Box<dyn Query> = Box::new(BooleanQuery::new(ways.collect()));
            (Occur::Must, query)
        });
        all_of(anywhere.collect())
    }

    /// Adds what finds the text itself.
    fn with_fallback(&self, word: &Term, mut ways: Vec<(Occur, Box<dyn Query>)>) -> Box<dyn Query> {
        let sections = self.fields.sections(word.scope);
        let begins_word = word.form == Form::Prefix;
        let field = self.fields.bigrams;
        if let Some(characters) = Characters::of(&word.text, field, sections, begins_word) {
            return Box::new(FallbackQuery {
                morphemes: Box::new(BooleanQuery::new(ways)),
                characters,
                score: VERBATIM,
            });
        }
        // Every character begins a pair, or stands alone.
        if word.scope == Scope::Anywhere && !begins_word {
            let pairs = starting_with(field, &word.text);
            let verbatim = ConstScoreQuery::new(pairs, VERBATIM);
            ways.push((Occur::Should, Box::new(verbatim)));
        }
        Box::new(BooleanQuery::new(ways))
    }
}

fn term(field: Field, term: &str) -> Box<dyn Query> {
    let term = IndexTerm::from_field_text(field, term);
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn phrase(field: Field, morphemes: &[Morpheme]) -> Box<dyn Query> {
    Box::new(PhraseQuery::new_with_offset(terms(field, morphemes)))
}

/// A phrase of which the last word only has to begin so.
fn beginning(field: Field, morphemes: &[Morpheme]) -> Box<dyn Query> {
    if let [single] = morphemes {
        return starting_with(field, &single.term);
    }
    let mut query = PhrasePrefixQuery::new_with_offset(terms(field, morphemes));
    query.set_max_expansions(MOST_EXPANSIONS);
    Box::new(query)
}

fn terms(field: Field, morphemes: &[Morpheme]) -> Vec<(usize, IndexTerm)> {
    let term = |morpheme: &Morpheme| {
        let term = IndexTerm::from_field_text(field, &morpheme.term);
        (morpheme.position, term)
    };
    morphemes.iter().map(term).collect()
}

/// What has a term that starts so.
fn starting_with(field: Field, text: &str) -> Box<dyn Query> {
    let last = format!("{text}{}", char::MAX);
    let range = InvertedIndexRangeQuery::new(
        Bound::Included(IndexTerm::from_field_text(field, text)),
        Bound::Included(IndexTerm::from_field_text(field, &last)),
    );
    Box::new(range)
}

/// What all of the clauses find.
pub(super) fn all_of(mut clauses: Vec<(Occur, Box<dyn Query>)>) -> Box<dyn Query> {
    match clauses.as_slice() {
        [] => Box::new(EmptyQuery),
        [(Occur::Must, _)] => clauses.remove(0).1,
        _ => Box::new(BooleanQuery::new(clauses)),
    }
}
