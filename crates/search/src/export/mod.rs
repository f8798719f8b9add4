//! The whole result of a search, a piece at a time.
//!
//! All of it comes from one snapshot of the index, in memory that does not grow
//! with it: what is searched anew for each batch begins behind the last hit of
//! the one before. Batches grow, so that the first comes at once and the last
//! ones are few.

mod csv;
mod format;

use std::sync::Arc;

use jiff::civil::DateTime;
use tantivy::{DocAddress, Score, Searcher};

use crate::answer::Hit;
use crate::answering::{Shown, Window};
use crate::cursor::Place;
use crate::error::SearchError;
use crate::facets::{Asked, Tally};
use crate::finding::{Executed, find};
use crate::hit_field::HitFields;
use crate::request::SearchRequest;
use crate::searcher::NoticeSearcher;
use crate::snippets::Highlighter;

pub use format::ExportFormat;

const FIRST_BATCH: usize = 256;
const LARGEST_BATCH: usize = 1 << 14;

/// A result under way.
pub struct Export {
    searcher: NoticeSearcher,
    snapshot: Searcher,
    /// With the filters that were read from its words.
    request: SearchRequest,
    executed: Executed,
    /// What is asked of whom.
    asked: Option<Arc<Asked>>,
    highlighter: Option<Highlighter>,
    now: DateTime,
    /// What of the present batch has not been given out.
    batch: std::vec::IntoIter<(DocAddress, Score)>,
    /// The place of its last hit; none if no others follow.
    end: Option<Place>,
    batch_size: usize,
}

impl Export {
    /// Finds the first batch.
    pub(crate) fn new(
        searcher: &NoticeSearcher,
        request: &SearchRequest,
        now: DateTime,
    ) -> Result<Self, SearchError> {
        let snapshot = searcher.snapshot();
        let (plan, narrowed, _) = searcher.plan(&snapshot, request, now)?;
        let first = window(None, FIRST_BATCH);
        let collector = searcher.collector(&snapshot, &narrowed, now, first)?;
        let found = find(&snapshot, plan.ways, &collector, request)?;
        let mut export = Self {
            searcher: searcher.clone(),
            snapshot,
            request: narrowed,
            executed: found.executed,
            asked: collector.asked.clone(),
            highlighter: Highlighter::new(plan.told.needles),
            now,
            batch: Vec::new().into_iter(),
            end: None,
            batch_size: FIRST_BATCH,
        };
        export.take(found.tally);
        Ok(export)
    }

    /// What is written of each hit.
    pub fn fields(&self) -> HitFields {
        let judges = self.asked.is_some();
        let usual = || HitFields::of_a_list(judges);
        self.request.fields.unwrap_or_else(usual)
    }

    /// The next hits, so many at most; none at the end. Searches at most once.
    pub fn next_hits(&mut self, most: usize) -> Result<Vec<Hit>, SearchError> {
        if self.batch.len() == 0
            && let Some(end) = self.end.take()
        {
            self.batch_size = (2 * self.batch_size).min(LARGEST_BATCH);
            let window = window(Some(end), self.batch_size);
            let collector =
                self.searcher
                    .collector(&self.snapshot, &self.request, self.now, window)?;
            let tally = self.executed.again(&self.snapshot, collector)?;
            self.take(tally);
        }
        let hits: Vec<(DocAddress, Score)> = self.batch.by_ref().take(most).collect();
        let shown = Shown {
            fields: self.fields(),
            now: self.now,
            highlighter: self.highlighter.as_ref(),
            executed: &self.executed,
            asked: self.asked.as_deref(),
        };
        let hit = |(address, score)| self.searcher.hit(&self.snapshot, address, score, &shown);
        hits.into_iter().map(hit).collect()
    }

    fn take(&mut self, tally: Tally) {
        let is_last = tally.remaining <= tally.hits.len() as u64;
        self.end = tally.end.filter(|_| !is_last);
        self.batch = tally.hits.into_iter();
    }
}

/// So many hits behind a place, without the counts of facets.
fn window(after: Option<Place>, depth: usize) -> Window {
    Window {
        after,
        depth,
        counts: false,
    }
}
