//! Searching.

use std::path::Path;
use std::sync::{Arc, Weak};

use irefuda_procurement::{Lexicon, Moment, Notice};
use jiff::civil::DateTime;
use tantivy::columnar::BytesColumn;
use tantivy::{DocAddress, IndexReader, ReloadPolicy, Searcher, Warmer};

use crate::analysis::MorphemeTokenizer;
use crate::answer::{Hit, SearchAnswer, Summary};
use crate::dictionary::Dictionary;
use crate::document::Stored;
use crate::error::SearchError;
use crate::facets::{ColumnCache, Filters, NoticeCollector, Present, Tally, list};
use crate::index;
use crate::lookup;
use crate::matching::{Plan, Planner, Synonyms};
use crate::request::SearchRequest;
use crate::schema::{Fields, column};
use crate::snippets::{Highlighter, snippets};
use crate::stamp::Stamp;

/// Answers requests from an index. New commits are taken within a second,
/// without a restart; clones share everything.
#[derive(Clone)]
pub struct NoticeSearcher {
    reader: IndexReader,
    shared: Arc<Shared>,
}

struct Shared {
    dictionary: Arc<Dictionary>,
    lexicon: Arc<Lexicon>,
    synonyms: Synonyms,
    fields: Fields,
    cache: Arc<ColumnCache>,
}

impl NoticeSearcher {
    /// Opens the index in the folder.
    pub fn open(
        index: &Path,
        dictionary: Arc<Dictionary>,
        lexicon: Arc<Lexicon>,
    ) -> Result<Self, SearchError> {
        let folder = index::folder(index);
        let opened = index::open(&folder, &dictionary)?;
        let opened = opened.ok_or_else(|| SearchError::NoIndex(index.to_owned()))?;
        Stamp::read(&folder, &opened, &dictionary)?;
        let cache = Arc::new(ColumnCache::new(folder, Arc::clone(&dictionary), &lexicon));
        let warmer: Weak<dyn Warmer> = Arc::downgrade(&(Arc::clone(&cache) as Arc<dyn Warmer>));
        let reader = opened
            .reader_builder()
            .reload_policy(ReloadPolicy::OnCommitWithDelay)
            .warmers(vec![warmer])
            .try_into()?;
        let shared = Shared {
            synonyms: Synonyms::of(&lexicon),
            fields: Fields::schema().1,
            dictionary,
            lexicon,
            cache,
        };
        Ok(Self {
            reader,
            shared: Arc::new(shared),
        })
    }

    /// Takes the last commit now.
    pub fn reload(&self) -> Result<(), SearchError> {
        Ok(self.reader.reload()?)
    }

    /// Answers a request as of the moment `now` (JST).
    pub fn search(
        &self,
        request: &SearchRequest,
        now: DateTime,
    ) -> Result<SearchAnswer, SearchError> {
        let searcher = self.reader.searcher();
        let mut planner = Planner {
            fields: &self.shared.fields,
            synonyms: &self.shared.synonyms,
            morphemes: MorphemeTokenizer::new(Arc::clone(&self.shared.dictionary)),
        };
        let Plan { query, needles } = planner.plan(&request.q);
        let tally = searcher.search(&query, &self.collector(request, now))?;
        let highlighter = Highlighter::new(needles);
        let hits = self.page(&searcher, &tally, request, now, highlighter.as_ref())?;
        let lexicon = &self.shared.lexicon;
        let facets = self
            .shared
            .cache
            .with_catalogues(|catalogues| list(&tally.counts, catalogues, request, lexicon));
        Ok(SearchAnswer {
            total: tally.total,
            page: request.page,
            per_page: request.per_page,
            as_of: Moment::At(now),
            hits,
            facets,
        })
    }

    /// The notice with this id, its parts with their text; by the id of a later
    /// document the notice of its case.
    pub fn notice(&self, id: &str) -> Result<Option<Notice>, SearchError> {
        let found = lookup::stored(&self.reader.searcher(), &self.shared.fields, id)?;
        found.map(|stored| stored.notice(id)).transpose()
    }

    /// How many notices there are.
    pub fn document_count(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    fn collector(&self, request: &SearchRequest, now: DateTime) -> NoticeCollector {
        let cache = Arc::clone(&self.shared.cache);
        let filters = cache.with_catalogues(|catalogues| Filters::of(request, catalogues));
        NoticeCollector {
            cache,
            filters: Arc::new(filters),
            present: Arc::new(Present::new(now)),
            sort: request.effective_sort(),
            depth: request.page.saturating_mul(request.per_page),
        }
    }

    /// The hits of the page that is asked for.
    fn page(
        &self,
        searcher: &Searcher,
        tally: &Tally,
        request: &SearchRequest,
        now: DateTime,
        highlighter: Option<&Highlighter>,
    ) -> Result<Vec<Hit>, SearchError> {
        let skipped = request
            .page
            .saturating_sub(1)
            .saturating_mul(request.per_page);
        let page = tally.hits.iter().skip(skipped).take(request.per_page);
        page.map(|(address, score)| {
            let summary = summary(searcher, *address)?;
            let found = match highlighter {
                Some(highlighter) => {
                    let stored = Stored::of(&self.shared.fields, &searcher.doc(*address)?);
                    snippets(&stored.parts, highlighter)
                }
                None => Vec::new(),
            };
            Ok(Hit {
                status: summary.status(now),
                summary,
                score: *score,
                snippets: found,
            })
        })
        .collect()
    }
}

/// What a list shows of a notice, from its column.
fn summary(searcher: &Searcher, address: DocAddress) -> Result<Summary, SearchError> {
    let reader = searcher.segment_reader(address.segment_ord);
    let column: Option<BytesColumn> = reader.fast_fields().bytes(column::SUMMARY)?;
    let mut json = Vec::new();
    if let Some(column) = column
        && let Some(ordinal) = column.ords().first(address.doc_id)
    {
        let read = column.ord_to_bytes(ordinal, &mut json);
        read.map_err(tantivy::TantivyError::from)?;
    }
    serde_json::from_slice(&json).map_err(|source| SearchError::Notice {
        id: format!("{address:?}"),
        source,
    })
}
