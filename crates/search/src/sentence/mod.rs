//! What people say around the thing that they look for.
//!
//! 「岡山で今月締切の清掃の仕事」 asks for 清掃; 岡山で and 今月締切の are
//! filters, and 仕事 weighs nothing. What was understood is told, with the
//! place where it was typed, so that it can be taken back.
//!
//! A word is a sentence only where something in it was understood, a word of it
//! weighs nothing, or particles join three words or more: システムの保守 is a
//! compound.

mod closings;
mod places;
mod qualifications;

use std::ops::Range;

use irefuda_folding::fold;
use irefuda_procurement::{Lexicon, Moment, Status, Stopword};
use jiff::civil::{Date, DateTime};

use crate::analysis::{MorphemeTokenizer, lower};
use crate::answer::{Parameter, UnderstoodFilter};
use crate::facet::Facet;
use crate::query::{Form, Scope, Term, TextQuery};
use crate::request::SearchRequest;
pub(crate) use places::PlaceNames;
use qualifications::QualificationNames;

/// The words around words, from the lexicon.
pub(crate) struct SentenceWords {
    pub places: PlaceNames,
    qualifications: QualificationNames,
    stopwords: Vec<Stopword>,
}

/// A query with what was understood of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// What remains to be searched for.
    pub query: TextQuery,
    pub filters: Vec<Filter>,
    /// Words that weigh nothing.
    pub ignored: Vec<String>,
}

/// A filter that was read from a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filter {
    pub meaning: Meaning,
    /// Where it was typed, in characters of the query.
    pub range: Range<usize>,
}

/// What a filter asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Meaning {
    Closes {
        from: Option<Date>,
        to: Option<Date>,
    },
    Announced {
        from: Date,
        to: Date,
    },
    Status(Status),
    Place(Facet, Vec<String>),
    Qualification(String),
}

/// A filter found in a word: its bytes there.
struct Found {
    bytes: Range<usize>,
    meaning: Meaning,
}

impl SentenceWords {
    pub fn of(lexicon: &Lexicon) -> Self {
        Self {
            places: PlaceNames::of(lexicon),
            qualifications: QualificationNames::of(lexicon),
            stopwords: lexicon.stopwords.clone(),
        }
    }

    /// Understands a query as of the moment `now`; none if it says nothing but
    /// what it looks for.
    pub fn understand(
        &self,
        typed: &str,
        query: &TextQuery,
        morphemes: &mut MorphemeTokenizer,
        now: DateTime,
    ) -> Option<Sentence> {
        let characters: Vec<char> = typed.chars().collect();
        let mut sentence = Sentence {
            query: TextQuery::All(Vec::new()),
            filters: Vec::new(),
            ignored: Vec::new(),
        };
        let mut items = Vec::new();
        for item in query.items() {
            match item {
                TextQuery::Term(term)
                    if term.form == Form::Word && term.scope == Scope::Anywhere =>
                {
                    let typed: String = characters[term.range.clone()].iter().collect();
                    let words = self.word(term, &typed, morphemes, now, &mut sentence);
                    items.extend(words.into_iter().map(TextQuery::Term));
                }
                item => items.push(item.clone()),
            }
        }
        self.drop_stopwords(&mut items, morphemes, &mut sentence);
        let is_changed = !sentence.filters.is_empty() || items != query.items();
        sentence.query = match items.len() {
            1 => items.remove(0),
            _ => TextQuery::All(items),
        };
        is_changed.then_some(sentence)
    }

    /// The words that a word is about.
    fn word(
        &self,
        term: &Term,
        typed: &str,
        morphemes: &mut MorphemeTokenizer,
        now: DateTime,
        sentence: &mut Sentence,
    ) -> Vec<Term> {
        let folded = fold(typed);
        let text = lower(&folded);
        let mut found = closings::find(&text, now);
        found.extend(self.qualifications.find(&text));
        found.extend(self.places.find(&text, morphemes));
        found.sort_by_key(|found| (found.bytes.start, usize::MAX - found.bytes.end));
        let mut words = Vec::new();
        let mut done = 0;
        let mut is_sentence = false;
        for Found { bytes, meaning } in found {
            if bytes.start < done {
                continue;
            }
            words.extend(pieces(&text[done..bytes.start], morphemes));
            let raw = folded.raw_range(bytes.clone());
            let start = term.range.start + typed[..raw.start].chars().count();
            sentence.filters.push(Filter {
                meaning,
                range: start..start + typed[raw].chars().count(),
            });
            done = bytes.end;
            is_sentence = true;
        }
        words.extend(pieces(&text[done..], morphemes));
        let words: Vec<String> = words
            .into_iter()
            .flat_map(|word| self.without_ending(word))
            .collect();
        is_sentence |=
            words.len() > 2 || words.iter().any(|word| self.is_stopword(word, morphemes));
        if !is_sentence {
            return vec![term.clone()];
        }
        let piece = |text: String| Term {
            range: term.range.clone(),
            ..Term::word(text, Scope::Anywhere)
        };
        words.into_iter().map(piece).collect()
    }

    /// A compound and the word at its end that weighs nothing.
    fn without_ending(&self, word: String) -> Vec<String> {
        let endings = self.stopwords.iter().filter(|word| word.is_ending);
        let ending = endings.map(|ending| &ending.word).find_map(|ending| {
            let rest = word.strip_suffix(ending.as_str())?;
            (!rest.is_empty()).then(|| (rest.to_owned(), ending.clone()))
        });
        match ending {
            Some((rest, ending)) => vec![rest, ending],
            None => vec![word],
        }
    }

    /// Leaves out what weighs nothing, as long as something else is asked for.
    fn drop_stopwords(
        &self,
        items: &mut Vec<TextQuery>,
        morphemes: &mut MorphemeTokenizer,
        sentence: &mut Sentence,
    ) {
        let is_stopword: Vec<bool> = items
            .iter()
            .map(|item| match item {
                TextQuery::Term(term) if term.form == Form::Word => {
                    self.is_stopword(&term.text, morphemes)
                }
                _ => false,
            })
            .collect();
        if sentence.filters.is_empty() && is_stopword.iter().all(|is_stopword| *is_stopword) {
            return;
        }
        let mut is_stopword = is_stopword.into_iter();
        items.retain(|item| match (is_stopword.next(), item) {
            (Some(true), TextQuery::Term(term)) => {
                sentence.ignored.push(term.text.clone());
                false
            }
            _ => true,
        });
    }

    fn is_stopword(&self, word: &str, morphemes: &mut MorphemeTokenizer) -> bool {
        let is_one = |word: &str| self.stopwords.iter().any(|stopword| stopword.word == word);
        if is_one(word) {
            return true;
        }
        let terms = morphemes.morphemes(word);
        terms.iter().all(|morpheme| is_one(&morpheme.term))
    }
}

impl Filter {
    /// As an answer tells it.
    pub fn told(&self, typed: &str) -> UnderstoodFilter {
        let characters: Vec<char> = typed.chars().collect();
        let text = |range: Range<usize>| characters[range].iter().collect::<String>();
        let mut alone = SearchRequest::default();
        self.apply(&mut alone);
        let before = text(0..self.range.start);
        let behind = text(self.range.end..characters.len());
        UnderstoodFilter {
            text: text(self.range.clone()),
            parameters: alone
                .to_parameters()
                .into_iter()
                .map(|(name, value)| Parameter { name, value })
                .collect(),
            q_without: format!("{before}{behind}").trim().to_owned(),
        }
    }

    /// Narrows a request, unless it chose for itself what this is about.
    pub fn apply(&self, request: &mut SearchRequest) {
        match &self.meaning {
            Meaning::Closes { from, to } => {
                if request.closes_from.is_none() && request.closes_to.is_none() {
                    request.closes_from = from.map(Moment::Day);
                    request.closes_to = to.map(Moment::Day);
                }
            }
            Meaning::Announced { from, to } => {
                if request.announced_from.is_none() && request.announced_to.is_none() {
                    request.announced_from = Some(*from);
                    request.announced_to = Some(*to);
                }
            }
            Meaning::Status(status) => {
                choose(request, Facet::Status, &[status.name().to_owned()]);
            }
            Meaning::Place(facet, values) => choose(request, *facet, values),
            Meaning::Qualification(value) => {
                choose(request, Facet::Qualification, std::slice::from_ref(value));
            }
        }
    }
}

fn choose(request: &mut SearchRequest, facet: Facet, values: &[String]) {
    if request.chosen(facet).is_empty() {
        request.filters.insert(facet, values.to_vec());
    }
}

/// The words of a text between its particles, auxiliaries and signs.
fn pieces(text: &str, morphemes: &mut MorphemeTokenizer) -> Vec<String> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for morpheme in morphemes.morphemes(text) {
        match pieces.last_mut() {
            Some(last) if last.end == morpheme.start => last.end = morpheme.end,
            _ => pieces.push(morpheme.start..morpheme.end),
        }
    }
    pieces
        .into_iter()
        .map(|piece| text[piece].to_owned())
        .collect()
}
