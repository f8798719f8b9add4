//! Ranking by how many of a query's words a notice has.
//!
//! Each word that a notice has adds [`TIER`] to its score, which is more than
//! all words together score otherwise. So whoever sees the score also sees the
//! number of words, and order by score is order by words first.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, Term};

use crate::query::MAX_TERMS;

/// What each word that matches adds; eight words leave single precision a
/// thirtieth. The score of a word itself is cut, so that all scores together
/// stay below it: that meets long rare compounds in titles only.
const TIER: Score = 32_768.0;
const HIGHEST: Score = TIER / (MAX_TERMS + 1) as Score;

/// A score in which only what is not the number of words counts more or less.
pub(crate) fn boosted(score: Score, boost: Score) -> Score {
    let words = (score / TIER).floor() * TIER;
    words + (score - words) * boost
}

/// A word of which the score says that it matched.
#[derive(Debug)]
pub(super) struct TieredQuery(pub Box<dyn Query>);

impl Clone for TieredQuery {
    fn clone(&self) -> Self {
        Self(self.0.box_clone())
    }
}

impl Query for TieredQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(TieredWeight(self.0.weight(scoring)?)))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.0.query_terms(visitor);
    }
}

struct TieredWeight(Box<dyn Weight>);

impl Weight for TieredWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(TieredScorer(self.0.scorer(reader, boost)?)))
    }

    fn explain(&self, reader: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        self.0.explain(reader, document)
    }
}

struct TieredScorer(Box<dyn Scorer>);

impl DocSet for TieredScorer {
    fn advance(&mut self) -> DocId {
        self.0.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.0.seek(target)
    }

    fn doc(&self) -> DocId {
        self.0.doc()
    }

    fn size_hint(&self) -> u32 {
        self.0.size_hint()
    }

    fn cost(&self) -> u64 {
        self.0.cost()
    }
}

impl Scorer for TieredScorer {
    fn score(&mut self) -> Score {
        TIER + self.0.score().min(HIGHEST)
    }
}
