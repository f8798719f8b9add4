//! A query that finds what its morphemes find, or else what has the text
//! verbatim.
//!
//! Candidates are the documents with all pairs of characters of the text. Those
//! that the morphemes find as well need no further look; of the others the
//! positions are read.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

use super::characters::{CharacterPostings, Characters};

/// See the module.
#[derive(Debug)]
pub(super) struct FallbackQuery {
    pub morphemes: Box<dyn Query>,
    /// The text.
    pub characters: Characters,
    /// The score of what only the text finds.
    pub score: Score,
}

impl Clone for FallbackQuery {
    fn clone(&self) -> Self {
        Self {
            morphemes: self.morphemes.box_clone(),
            characters: self.characters.clone(),
            score: self.score,
        }
    }
}

impl Query for FallbackQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(FallbackWeight {
            morphemes: self.morphemes.weight(scoring)?,
            characters: self.characters.clone(),
            score: self.score,
        }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.morphemes.query_terms(visitor);
    }
}

struct FallbackWeight {
    morphemes: Box<dyn Weight>,
    characters: Characters,
    score: Score,
}

impl Weight for FallbackWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let morphemes = self.morphemes.scorer(reader, boost)?;
        let Some(candidates) = self.characters.postings(reader)? else {
            return Ok(morphemes);
        };
        let mut scorer = FallbackScorer {
            morphemes,
            candidates,
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
    candidates: CharacterPostings,
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
            if found <= candidate || self.candidates.holds() {
                return self.document;
            }
            self.candidates.advance();
        }
    }
}

impl DocSet for FallbackScorer {
    fn advance(&mut self) -> DocId {
        if self.morphemes.doc() == self.document {
            self.morphemes.advance();
        }
        if self.candidates.doc() == self.document {
            self.candidates.advance();
        }
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.morphemes.doc() < target {
            self.morphemes.seek(target);
        }
        self.candidates.seek(target);
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
