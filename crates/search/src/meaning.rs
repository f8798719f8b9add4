//! What a request means: its words with their filters, and what may have been
//! meant instead.

use std::sync::Arc;

use jiff::civil::DateTime;
use tantivy::Searcher;
use tantivy::collector::Count;

use crate::analysis::MorphemeTokenizer;
use crate::answer::{DidYouMean, Understood};
use crate::answering::{Answered, Window};
use crate::correcting::{self, Corrector};
use crate::error::SearchError;
use crate::matching::{Plan, Planner};
use crate::query::TextQuery;
use crate::request::{Matching, RequestError, SearchRequest};
use crate::searcher::NoticeSearcher;

impl NoticeSearcher {
    /// What a request means: how it is run, with which filters, and what is said
    /// of it.
    pub(crate) fn plan(
        &self,
        searcher: &Searcher,
        request: &SearchRequest,
        now: DateTime,
    ) -> Result<(Plan, SearchRequest, Understood), SearchError> {
        let (query, narrowed, mut understood) = self.understand(searcher, request, now)?;
        let mut plan = self.planner(request.matching).plan(&query);
        understood.also_searched = std::mem::take(&mut plan.told.also_searched);
        Ok((plan, narrowed, understood))
    }

    /// The words of a request, and the request with the filters that were read
    /// from them.
    fn understand(
        &self,
        searcher: &Searcher,
        request: &SearchRequest,
        now: DateTime,
    ) -> Result<(TextQuery, SearchRequest, Understood), SearchError> {
        let query = TextQuery::parse(&request.q).map_err(|error| RequestError {
            parameter: "q".to_owned(),
            reason: error.to_string(),
        })?;
        let (mut narrowed, mut understood) = (request.clone(), Understood::default());
        if request.matching == Matching::Literal {
            return Ok((query, narrowed, understood));
        }
        let words = &self.shared.sentence_words;
        let sentence = words.understand(&request.q, &query, &mut self.morphemes(), now);
        let Some(sentence) = sentence else {
            return Ok((query, narrowed, understood));
        };
        // What stands in a notice was pasted, and means itself.
        if matches!(query, TextQuery::Term(_))
            && searcher.search(&self.planner(request.matching).verbatim(&query), &Count)? > 0
        {
            return Ok((query, narrowed, understood));
        }
        for filter in &sentence.filters {
            filter.apply(&mut narrowed);
            understood.filters.push(filter.told(&request.q));
        }
        understood.ignored = sentence.ignored;
        Ok((sentence.query, narrowed, understood))
    }

    pub(crate) fn planner(&self, matching: Matching) -> Planner<'_> {
        Planner {
            fields: &self.shared.fields,
            synonyms: &self.shared.synonyms,
            places: &self.shared.sentence_words.places,
            morphemes: self.morphemes(),
            is_literal: matching == Matching::Literal,
        }
    }

    fn morphemes(&self) -> MorphemeTokenizer {
        MorphemeTokenizer::new(Arc::clone(&self.shared.dictionary))
    }

    /// Queries that find more, where this one finds next to nothing. What is
    /// typed is never replaced but where nothing has a word of it that is in no
    /// dictionary either: then the answer is that of the first of them, and says
    /// so. What is asked for literally is meant so.
    pub(crate) fn did_you_mean(
        &self,
        searcher: &Searcher,
        request: &SearchRequest,
        answered: &Answered,
        now: DateTime,
    ) -> Result<Vec<DidYouMean>, SearchError> {
        let is_enough = answered.found.with_all_words >= correcting::FEW as u64;
        if is_enough || request.q.is_empty() || request.matching == Matching::Literal {
            return Ok(Vec::new());
        }
        // Filters do not decide, else narrowing would change the words.
        let words = |q: String| SearchRequest {
            q,
            matching: request.matching,
            ..SearchRequest::default()
        };
        let found = self.total(searcher, &words(request.q.clone()), now)?;
        if found >= correcting::FEW as u64 {
            return Ok(Vec::new());
        }
        let shared = &self.shared;
        let mut corrector = Corrector {
            searcher,
            dictionary: &shared.dictionary,
            lookalikes: &shared.lookalikes,
            offers: self.offers(),
            planner: self.planner(request.matching),
        };
        let mut meant = Vec::new();
        for proposal in corrector.proposals(&request.q)? {
            let by_proposal = self.total(searcher, &words(proposal.q.clone()), now)?;
            if !Corrector::is_worth_it(found, by_proposal) {
                continue;
            }
            let changed = SearchRequest {
                q: proposal.q,
                cursor: None,
                ..request.clone()
            };
            let is_first = meant.is_empty();
            meant.push(DidYouMean {
                total: self.total(searcher, &changed, now)?,
                q: changed.q,
                is_applied: is_first
                    && found == 0
                    && proposal.is_sure
                    && request.matching == Matching::Most,
            });
            if meant.len() == correcting::MOST_PROPOSALS {
                break;
            }
        }
        Ok(meant)
    }

    /// How many notices have all words of a request.
    fn total(
        &self,
        searcher: &Searcher,
        request: &SearchRequest,
        now: DateTime,
    ) -> Result<u64, SearchError> {
        let (plan, narrowed, _) = self.plan(searcher, request, now)?;
        let window = Window {
            after: None,
            depth: 1,
            counts: false,
        };
        let collector = self.collector(searcher, &narrowed, now, window)?;
        Ok(searcher.search(&plan.ways.all(), &collector)?.total)
    }
}
