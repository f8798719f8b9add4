//! Running a query: what has all words, and where that is little, what has most.

use tantivy::collector::Count;
use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, DocSet, Searcher};

use crate::error::SearchError;
use crate::facets::{NoticeCollector, Tally};
use crate::matching::Ways;
use crate::request::{Matching, SearchRequest};

/// With fewer notices than this that have all words, those with most follow.
const FEW: usize = 10;

/// What was found.
pub(crate) struct Found {
    pub tally: Tally,
    pub with_all_words: u64,
    pub executed: Executed,
}

/// What was run in the end.
pub(crate) struct Executed {
    query: Box<dyn Query>,
    /// How many of the words are enough; none if it takes all of them.
    pub least_words: Option<usize>,
    /// What the hits may lack; empty where all have everything.
    words: Ways,
}

/// Runs a query. One that goes on behind a hit is as wide as it was before.
pub(crate) fn find(
    searcher: &Searcher,
    mut ways: Ways,
    collector: &NoticeCollector,
    request: &SearchRequest,
) -> Result<Found, SearchError> {
    let all = ways.all();
    let tally = searcher.search(&all, collector)?;
    let with_all_words = tally.total;
    let before = request.cursor.as_ref().map(|cursor| cursor.least_words);
    let is_enough = match before {
        Some(least) => least.is_none(),
        None => {
            request.matching != Matching::Most
                || tally.total >= FEW as u64
                // Filters do not decide, else narrowing would widen.
                || searcher.search(&all, &Count)? >= FEW
        }
    };
    if !is_enough {
        // Beside other words a compound counts as one, as long as it stands
        // somewhere.
        let rare = if ways.words() == 1 { FEW } else { 1 };
        ways.take_apart(|compound: &dyn Query| -> Result<bool, SearchError> {
            Ok(searcher.search(compound, &Count)? < rare)
        })?;
        let collector = NoticeCollector {
            is_tiered: true,
            ..collector.clone()
        };
        // Half of the words; where even that is little, any of them.
        let half = ways.words().div_ceil(2);
        for least in [before.flatten().unwrap_or(half), 1] {
            if least == 1 {
                let common = common(searcher);
                ways.keep_telling(|word: &dyn Query| -> Result<bool, SearchError> {
                    Ok(searcher.search(word, &Count)? <= common)
                })?;
            }
            let Some(most) = ways.most(least) else { break };
            if least > 1 && before.is_none() && searcher.search(&most, &Count)? < FEW {
                continue;
            }
            return Ok(Found {
                tally: searcher.search(&most, &collector)?,
                with_all_words,
                executed: Executed {
                    query: most,
                    least_words: Some(least),
                    words: ways,
                },
            });
        }
    }
    Ok(Found {
        tally,
        with_all_words,
        executed: Executed {
            query: all,
            least_words: None,
            words: Ways::default(),
        },
    })
}

/// A word in more notices than this does not say what is looked for: 業務 alone
/// would find nearly everything.
fn common(searcher: &Searcher) -> usize {
    (searcher.num_docs() / 10).max(100) as usize
}

impl Executed {
    /// Runs it again, for other hits.
    pub fn again(
        &self,
        searcher: &Searcher,
        collector: NoticeCollector,
    ) -> Result<Tally, SearchError> {
        let collector = NoticeCollector {
            is_tiered: self.least_words.is_some(),
            ..collector
        };
        Ok(searcher.search(&self.query, &collector)?)
    }

    /// The words that a hit does not have.
    pub fn missing_words(
        &self,
        searcher: &Searcher,
        hit: DocAddress,
    ) -> Result<Vec<String>, SearchError> {
        let reader = searcher.segment_reader(hit.segment_ord);
        let mut missing = Vec::new();
        for item in &self.words.items {
            let Some(typed) = &item.typed else { continue };
            let weight = item
                .query
                .weight(EnableScoring::disabled_from_searcher(searcher))?;
            let mut scorer = weight.scorer(reader, 1.0)?;
            let is_there = scorer.doc() == hit.doc_id
                || scorer.doc() < hit.doc_id && scorer.seek(hit.doc_id) == hit.doc_id;
            if !is_there {
                missing.push(typed.clone());
            }
        }
        Ok(missing)
    }
}
