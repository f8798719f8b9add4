//! What is offered while somebody types: the last word, completed.
//!
//! Offers are pieces of titles and names of bodies, which are terms of the index
//! ([`shelves`]), and words of the lexicon ([`lexicon`]). They are found by
//! their letters and by their reading ([`typed`]). How much is looked at does
//! not depend on how many notices there are: so many terms of each shelf, and
//! where a shelf has more that begin so, those that go on from the best pieces
//! of one word less.

mod lexicon;
mod shelves;
mod typed;

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::Serialize;
use tantivy::Searcher;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, Term as IndexTerm};

use crate::analysis::{Shelf, read_aloud, read_beginning, spoken};
use crate::dictionary::Dictionary;
use crate::error::SearchError;
use crate::existence::exists;
use crate::matching::Planner;
use crate::query::{Form, Term, TextQuery};
use crate::request::{MAX_QUERY_LENGTH, RequestError, number};
pub(crate) use lexicon::LexiconOffers;
use shelves::{Candidate, Likeness, Shelves};
use typed::Typed;

/// How many are offered where nothing is said.
pub const DEFAULT_SUGGESTIONS: usize = 8;
/// The most that are offered.
pub const MAX_SUGGESTIONS: usize = 20;

/// So many times as many offers are looked at closely as are given, and no less
/// than are looked at for the usual number.
const LOOKED_AT: usize = 3;
/// One in so many places is kept for words of the lexicon that no title has.
const FOR_LEXICON: usize = 4;

/// What has been typed so far. Made by [`SuggestionRequest::from_parameters`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestionRequest {
    /// The words; the last of them is completed.
    pub q: String,
    /// How many are wanted at most.
    pub limit: usize,
}

/// A word that goes on as was typed, and finds something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// All that was typed, with the last word completed: the query to run.
    pub q: String,
    /// The last word, completed.
    pub text: String,
    /// What it is.
    pub kind: SuggestionKind,
    /// How many notices have it in their title, or are of that body or place;
    /// none where it was not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Its reading in hiragana, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reading: Option<String>,
}

/// What a suggestion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionKind {
    /// A certification or licence.
    Qualification,
    /// A prefecture or municipality.
    Place,
    /// A body that buys.
    Agency,
    /// A piece of titles.
    Title,
    /// A word of the trade.
    Word,
}

impl SuggestionKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Title,
        Self::Agency,
        Self::Place,
        Self::Qualification,
        Self::Word,
    ];

    /// The name in answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Agency => "agency",
            Self::Place => "place",
            Self::Qualification => "qualification",
            Self::Word => "word",
        }
    }

    /// The name on a page, in Japanese.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Title => "件名",
            Self::Agency => "発注機関",
            Self::Place => "地名",
            Self::Qualification => "認証・許認可",
            Self::Word => "用語",
        }
    }
}

impl SuggestionRequest {
    /// Reads the parameters of a query string.
    pub fn from_parameters<'a>(
        parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, RequestError> {
        let mut request = Self {
            q: String::new(),
            limit: DEFAULT_SUGGESTIONS,
        };
        for (name, value) in parameters {
            let set = match name {
                // A space at its end says that the last word is finished.
                "q" if value.chars().count() <= MAX_QUERY_LENGTH => {
                    value.clone_into(&mut request.q);
                    Ok(())
                }
                "q" => Err(format!("longer than {MAX_QUERY_LENGTH} characters")),
                "limit" => number(value.trim(), MAX_SUGGESTIONS).map(|limit| request.limit = limit),
                _ => Err("no such parameter; allowed: q, limit".to_owned()),
            };
            set.map_err(|reason| RequestError::of(name, reason))?;
        }
        Ok(request)
    }
}

/// Completes words.
pub(crate) struct Suggester<'a> {
    pub searcher: &'a Searcher,
    pub dictionary: &'a Dictionary,
    pub offers: &'a LexiconOffers,
    pub planner: Planner<'a>,
}

impl Suggester<'_> {
    pub fn suggest(&mut self, request: &SuggestionRequest) -> Result<Vec<Suggestion>, SearchError> {
        let Some(typed) = Typed::read(&request.q, self.dictionary) else {
            return Ok(Vec::new());
        };
        let head = self.head(&typed.head);
        let mut candidates = self.candidates(&typed)?;
        candidates.truncate(LOOKED_AT * request.limit.max(DEFAULT_SUGGESTIONS));
        let mut kept: Vec<Candidate> = Vec::new();
        for mut candidate in candidates {
            let is_known = candidate.shelf.is_some() || candidate.place.is_some();
            if is_known {
                candidate.count = self.shelves().count(&candidate)?;
            }
            if is_known && candidate.count == 0 {
                continue;
            }
            if candidate.likeness == Likeness::Reading {
                candidate.likeness = self.likeness(&candidate, &typed);
            }
            kept.push(candidate);
        }
        kept.sort_by(order);
        drop_beginnings(&mut kept, &typed);
        self.choose(kept, &typed, head.as_deref(), request.limit)
    }

    /// All that begins as was typed, the best first.
    fn candidates(&self, typed: &Typed) -> Result<Vec<Candidate>, SearchError> {
        let mut found = HashMap::new();
        self.shelves().gather(typed, &mut found)?;
        self.offers.gather(typed, &mut found);
        let mut candidates: Vec<Candidate> = found.into_values().collect();
        candidates.sort_by(order);
        Ok(candidates)
    }

    /// How it goes on from what was typed if its reading does. とうし begins like
    /// 投資, and not like 特殊, though long vowels count for nothing; to who types
    /// kana, kana are letters.
    fn likeness(&self, candidate: &Candidate, typed: &Typed) -> Likeness {
        let Some(reading) = typed.reading.as_ref() else {
            return Likeness::Elsewhere;
        };
        let aloud = read_beginning(self.dictionary, &candidate.text);
        match &reading.kana {
            Some(kana) if aloud.starts_with(kana) => Likeness::Letters,
            Some(_) => Likeness::Elsewhere,
            None => match spoken(&aloud) {
                Some(aloud) if aloud.starts_with(&reading.key) => Likeness::Reading,
                _ => Likeness::Elsewhere,
            },
        }
    }

    /// The best that find something, beside what stands before them.
    fn choose(
        &mut self,
        candidates: Vec<Candidate>,
        typed: &Typed,
        head: Option<&dyn Query>,
        limit: usize,
    ) -> Result<Vec<Suggestion>, SearchError> {
        let (mut chosen, mut of_lexicon) = (Vec::new(), Vec::new());
        for candidate in candidates {
            let is_of_lexicon = candidate.shelf.is_none() && candidate.place.is_none();
            let list = if is_of_lexicon {
                &mut of_lexicon
            } else {
                &mut chosen
            };
            if list.len() < limit && self.finds(&candidate, head)? {
                list.push(candidate);
            }
        }
        let kept_free = of_lexicon.len().min(limit / FOR_LEXICON);
        chosen.truncate(limit - kept_free);
        of_lexicon.truncate(limit - chosen.len());
        chosen.append(&mut of_lexicon);
        chosen.sort_by(order);
        let suggestion = |candidate: Candidate| Suggestion {
            q: format!("{}{}", typed.head, candidate.text),
            reading: read_aloud(self.dictionary, &candidate.text)
                .filter(|_| candidate.text.contains(is_read)),
            count: (candidate.count > 0 && head.is_none()).then_some(candidate.count),
            kind: candidate.kind,
            text: candidate.text,
        };
        Ok(chosen.into_iter().map(suggestion).collect())
    }

    /// Whether there is a notice with it that also has what stands before it.
    fn finds(
        &mut self,
        candidate: &Candidate,
        head: Option<&dyn Query>,
    ) -> Result<bool, SearchError> {
        let query: Box<dyn Query> = match (candidate.shelf, head) {
            (Some(_), None) => return Ok(true),
            (Some(_), Some(_)) => {
                let term =
                    IndexTerm::from_field_text(self.planner.fields.suggestions, &candidate.term());
                Box::new(TermQuery::new(term, IndexRecordOption::Basic))
            }
            (None, None) if candidate.place.is_some() => return Ok(true),
            (None, _) => match self.words(&candidate.text) {
                Some(query) => query,
                None => return Ok(false),
            },
        };
        let query = match head {
            Some(head) => Box::new(BooleanQuery::new(vec![
                (Occur::Must, query),
                (Occur::Must, head.box_clone()),
            ])),
            None => query,
        };
        Ok(exists(self.searcher, query.as_ref())?)
    }

    /// What finds the words that stand before the last; none where there are
    /// none, or more than words. A sign that is joined to the last word, as in
    /// 件名:ふくごう, is no word.
    fn head(&mut self, head: &str) -> Option<Box<dyn Query>> {
        let words = head.trim_end_matches(|character: char| !character.is_whitespace());
        match words.trim().is_empty() {
            true => None,
            false => self.words(words),
        }
    }

    /// What finds words by their morphemes, without a look at the texts.
    fn words(&mut self, typed: &str) -> Option<Box<dyn Query>> {
        let query = TextQuery::parse(typed).ok()?;
        let word = |item: &TextQuery| match item {
            TextQuery::Term(term) if term.form == Form::Word => {
                Some(TextQuery::Term(Term::piece(&term.text, term.scope)))
            }
            _ => None,
        };
        let words = query.items().iter().map(word).collect::<Option<Vec<_>>>()?;
        Some(self.planner.plan(&TextQuery::All(words)).ways.all())
    }

    fn shelves(&self) -> Shelves<'_> {
        Shelves {
            searcher: self.searcher,
            fields: self.planner.fields,
        }
    }
}

/// The best first: what begins as was typed, then what more notices have.
fn order(left: &Candidate, right: &Candidate) -> std::cmp::Ordering {
    let key = |candidate: &Candidate| {
        (
            candidate.likeness,
            Reverse(candidate.count),
            candidate.kind,
            candidate.text.chars().count(),
        )
    };
    key(left)
        .cmp(&key(right))
        .then_with(|| left.text.cmp(&right.text))
}

/// Drops a piece that always goes on in one way: 特定個人 for 特定個人情報. A
/// word that several notices have stays.
fn drop_beginnings(candidates: &mut Vec<Candidate>, typed: &Typed) {
    let is_piece = |candidate: &Candidate| matches!(candidate.shelf, Some(Shelf::Pieces(_)));
    let ways: Vec<(String, u64)> = candidates
        .iter()
        .filter(|candidate| is_piece(candidate))
        .map(|candidate| (candidate.key.clone(), candidate.count))
        .collect();
    candidates.retain(|candidate| {
        let goes_on = |(key, count): &(String, u64)| {
            *count >= candidate.count
                && key.len() > candidate.key.len()
                && key.starts_with(&candidate.key)
        };
        let is_word = candidate.shelf == Some(Shelf::Pieces(1)) && candidate.count > 1;
        let stays = is_word || !is_piece(candidate) || candidate.key == typed.word;
        stays || !ways.iter().any(goes_on)
    });
}

/// Whether a text has characters whose reading does not go without saying.
fn is_read(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '々' | 'ァ'..='ヺ')
}
