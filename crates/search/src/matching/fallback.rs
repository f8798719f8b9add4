//! A query that finds what its morphemes find, or else what has the text
//! verbatim.
//!
//! Candidates are the documents with all bigrams of the text. Those that the
//! morphemes find as well need no further look; of the others the stored text
//! is read.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

use super::verify::{Needle, Verifier};

/// See the module.
#[derive(Debug)]
pub(super) struct FallbackQuery {
    pub morphemes: Box<dyn Query>,
    pub candidates: Box<dyn Query>,
    /// The text that candidates have to have.
    pub needle: Needle,
    /// The score of what only the text finds.
    pub score: Score,
}

impl Clone for FallbackQuery {
    fn clone(&self) -> Self {
        Self {
            morphemes: self.morphemes.box_clone(),
            candidates: self.candidates.box_clone(),
            needle: self.needle.clone(),
            score: self.score,
        }
    }
}

impl Query for FallbackQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let unscored = match scoring {
            EnableScoring::Enabled { searcher, .. } => {
                EnableScoring::disabled_from_searcher(searcher)
            }
            disabled @ EnableScoring::Disabled { .. } => disabled,
        };
        Ok(Box::new(FallbackWeight {
            morphemes: self.morphemes.weight(scoring)?,
            candidates: self.candidates.weight(unscored)?,
            needle: self.needle.clone(),
            score: self.score,
        }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.morphemes.query_terms(visitor);
        self.candidates.query_terms(visitor);
    }
}

struct FallbackWeight {
    morphemes: Box<dyn Weight>,
    candidates: Box<dyn Weight>,
    needle: Needle,
    score: Score,
}

impl Weight for FallbackWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let candidates = self.candidates.scorer(reader, 1.0)?;
        if candidates.doc() == TERMINATED {
            return self.morphemes.scorer(reader, boost);
        }
        let mut scorer = FallbackScorer {
            morphemes: self.morphemes.scorer(reader, boost)?,
            candidates,
            verifier: Verifier::new(reader, &self.needle)?,
            score: self.score * boost,
            document: TERMINATED,
        };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > document || scorer.seek(document) != document {
            let reason = format!("document {document} does not match");
            return Err(TantivyError::InvalidArgument(reason));
        }
        Ok(Explanation::new(
            "morphemes or else verbatim",
            scorer.score(),
        ))
    }
}

struct FallbackScorer {
    morphemes: Box<dyn Scorer>,
    candidates: Box<dyn Scorer>,
    verifier: Verifier,
    score: Score,
    document: DocId,
}

impl FallbackScorer {
    /// Goes to the first document at which either part stands, leaving out
    /// candidates that do not have the text.
    fn settle(&mut self) -> DocId {
        loop {
            let (found, candidate) = (self.morphemes.doc(), self.candidates.doc());
            self.document = found.min(candidate);
            if found <= candidate || self.verifier.holds(candidate) {
                return self.document;
            }
            self.candidates.advance();
        }
    }
}

impl DocSet for FallbackScorer {
    fn advance(&mut self) -> DocId {
        for part in [&mut self.morphemes, &mut self.candidates] {
            if part.doc() == self.document {
                part.advance();
            }
        }
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        for part in [&mut self.morphemes, &mut self.candidates] {
            if part.doc() < target {
                part.seek(target);
            }
        }
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.document
    }

    fn size_hint(&self) -> u32 {
        self.morphemes.size_hint().max(self.candidates.size_hint())
    }

    fn cost(&self) -> u64 {
        self.morphemes.cost() + self.candidates.cost()
    }
}

impl Scorer for FallbackScorer {
    fn score(&mut self) -> Score {
        if self.morphemes.doc() == self.document {
            self.morphemes.score()
        } else {
            self.score
        }
    }
}
