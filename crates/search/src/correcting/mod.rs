//! What was meant, where a query finds nothing or next to nothing.
//!
//! A word that hardly any notice has is taken apart into runs of its morphemes
//! ([`spans`]). Each run that hardly any notice has either is held against the
//! words of the index and of the lexicon ([`vocabulary`]): those that are read
//! alike, and those that differ in one character ([`edits`]). What the words of
//! the trade are is not decided here: a proposal counts only if it finds more,
//! and that is asked of the index.

mod edits;
mod spans;
mod vocabulary;

use std::collections::HashSet;
use std::sync::Arc;

use tantivy::Searcher;
use tantivy::query::Query;

use crate::analysis::{read_aloud, spoken};
use crate::dictionary::Dictionary;
use crate::error::SearchError;
use crate::existence::finds;
use crate::matching::Planner;
use crate::query::{Form, Scope, Term, TextQuery};
use crate::suggesting::LexiconOffers;
use edits::Edit;
pub(crate) use edits::Lookalikes;
use spans::Span;
use vocabulary::Vocabulary;

/// A query is looked at where fewer notices than this have all its words. Of
/// the cases of relevance, right words that find fewer than three differ from
/// every word of the index in more than is allowed here.
pub(crate) const FEW: usize = 3;
/// What is proposed has to find so many times as much.
const TIMES_MORE: u64 = 3;
/// The most that is proposed.
pub(crate) const MOST_PROPOSALS: usize = 3;
/// So many proposals are asked for whether they find more.
const MOST_ASKED: usize = 12;
/// So many runs of a query are looked at.
const MOST_SPANS: usize = 24;
/// Readings shorter than this, in kana, are those of too many words.
const SHORTEST_READING: usize = 3;

/// A changed query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Proposal {
    pub q: String,
    /// How unlikely the mistake is.
    cost: usize,
    /// Whether the word as it was typed is in no notice and in no dictionary.
    pub is_sure: bool,
}

/// Proposes other queries.
pub(crate) struct Corrector<'a> {
    pub searcher: &'a Searcher,
    pub dictionary: &'a Arc<Dictionary>,
    pub lookalikes: &'a Lookalikes,
    pub offers: &'a LexiconOffers,
    pub planner: Planner<'a>,
}

/// A word with one run of it replaced.
struct Corrected {
    text: String,
    cost: usize,
    is_sure: bool,
}

impl Corrector<'_> {
    /// Other queries, the likeliest first. Which of them find anything remains
    /// to be asked.
    pub fn proposals(&mut self, typed: &str) -> Result<Vec<Proposal>, SearchError> {
        let Ok(query) = TextQuery::parse(typed) else {
            return Ok(Vec::new());
        };
        let characters: Vec<char> = typed.chars().collect();
        let mut spans_left = MOST_SPANS;
        let mut proposals: Vec<Proposal> = Vec::new();
        for item in query.items() {
            let TextQuery::Term(term) = item else {
                continue;
            };
            if term.form != Form::Word || term.scope != Scope::Anywhere {
                continue;
            }
            let raw: String = characters[term.range.clone()].iter().collect();
            let before: String = characters[..term.range.start].iter().collect();
            let behind: String = characters[term.range.end..].iter().collect();
            // A second mistake is corrected together with the first one.
            let best = proposals.first().map(|best| best.q.clone());
            for corrected in self.corrected(term, &mut spans_left)? {
                let text = match raw.contains(|letter: char| letter.is_ascii_lowercase()) {
                    true => corrected.text.clone(),
                    false => corrected.text.to_ascii_uppercase(),
                };
                let both = best.as_ref().and_then(|best| {
                    let start = best
                        .strip_suffix(behind.as_str())?
                        .strip_suffix(raw.as_str())?;
                    Some(format!("{start}{text}{behind}"))
                });
                let alone = format!("{before}{text}{behind}");
                for (q, cost) in both
                    .into_iter()
                    .map(|q| (q, 0))
                    .chain([(alone, corrected.cost)])
                {
                    proposals.push(Proposal {
                        q,
                        cost,
                        is_sure: corrected.is_sure,
                    });
                }
            }
        }
        proposals.sort_by_key(|proposal| proposal.cost);
        let mut known = HashSet::from([typed.to_owned()]);
        proposals.retain(|proposal| known.insert(proposal.q.clone()));
        proposals.truncate(MOST_ASKED);
        Ok(proposals)
    }

    /// Whether a proposal finds enough more than what was typed does.
    pub fn is_worth_it(found: u64, by_proposal: u64) -> bool {
        by_proposal > found.saturating_mul(TIMES_MORE)
    }

    /// A word with what may be meant by it.
    fn corrected(
        &mut self,
        word: &Term,
        spans_left: &mut usize,
    ) -> Result<Vec<Corrected>, SearchError> {
        if self.is_usual(&word.text)? {
            return Ok(Vec::new());
        }
        let mut corrected = Vec::new();
        for span in spans::spans(&word.text, self.dictionary) {
            let text = &word.text[span.bytes.clone()];
            if *spans_left == 0 {
                break;
            }
            if self.is_usual(text)? {
                continue;
            }
            *spans_left -= 1;
            let is_sure = !span.is_known && !self.is_there(text)?;
            for (other, cost) in self.others(text, &span)? {
                let (before, behind) =
                    (&word.text[..span.bytes.start], &word.text[span.bytes.end..]);
                corrected.push(Corrected {
                    text: format!("{before}{other}{behind}"),
                    cost,
                    is_sure,
                });
            }
        }
        Ok(corrected)
    }

    /// Words that a run may have been meant to be, with how unlikely that is.
    fn others(&self, text: &str, span: &Span) -> Result<Vec<(String, usize)>, SearchError> {
        let vocabulary = Vocabulary {
            searcher: self.searcher,
            fields: self.planner.fields,
            offers: self.offers,
        };
        let mut others: Vec<(String, usize, u64)> = Vec::new();
        let aloud = read_aloud(self.dictionary, text).and_then(|kana| spoken(&kana));
        let is_long = |key: &String| key.chars().count() >= SHORTEST_READING;
        if let Some(key) = aloud.filter(is_long) {
            for (other, count) in vocabulary.read_as(&key)? {
                others.push((other, Edit::SAME_READING, count));
            }
        }
        for (other, count) in vocabulary.near(text)? {
            if let Some(edit) = Edit::between(text, &other, self.lookalikes)
                && span.allows(&edit)
            {
                others.push((other, edit.cost(), count));
            }
        }
        others.retain(|(other, _, _)| other != text);
        // At equal cost what more notices have.
        others.sort_by(|left, right| (left.1, right.2, &left.0).cmp(&(right.1, left.2, &right.0)));
        let mut known = HashSet::new();
        others.retain(|(other, _, _)| known.insert(other.clone()));
        others.truncate(MOST_ASKED);
        Ok(others
            .into_iter()
            .map(|(other, cost, _)| (other, cost))
            .collect())
    }

    /// Whether more than a few notices have it.
    fn is_usual(&mut self, text: &str) -> Result<bool, SearchError> {
        let query = self.query(text);
        Ok(finds(self.searcher, query.as_ref(), FEW)?)
    }

    fn is_there(&mut self, text: &str) -> Result<bool, SearchError> {
        let query = self.query(text);
        Ok(finds(self.searcher, query.as_ref(), 1)?)
    }

    fn query(&mut self, text: &str) -> Box<dyn Query> {
        let term = Term::word(text, Scope::Anywhere);
        self.planner.plan(&TextQuery::Term(term)).ways.all()
    }
}
