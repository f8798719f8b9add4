//! Searching.

use std::path::Path;
use std::sync::{Arc, Weak};

use irefuda_procurement::eligibility::Prospect;
use irefuda_procurement::{Lexicon, Moment, Notice};
use jiff::civil::DateTime;
use tantivy::collector::Count;
use tantivy::columnar::BytesColumn;
use tantivy::{DocAddress, IndexReader, ReloadPolicy, Searcher, Warmer};

use crate::analysis::MorphemeTokenizer;
use crate::answer::{Hit, SearchAnswer, Summary, Understood};
use crate::dictionary::Dictionary;
use crate::document::Stored;
use crate::error::SearchError;
use crate::facets::{Asked, ColumnCache, Filters, NoticeCollector, Present, list};
use crate::finding::{Found, find};
use crate::index;
use crate::lookup;
use crate::matching::{Planner, Synonyms};
use crate::query::TextQuery;
use crate::request::{Matching, RequestError, SearchRequest};
use crate::schema::{Fields, column};
use crate::sentence::SentenceWords;
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
    sentence_words: SentenceWords,
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
            sentence_words: SentenceWords::of(&lexicon),
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
        let (query, narrowed, mut understood) = self.understand(&searcher, request, now)?;
        let plan = self.planner(request).plan(&query);
        understood.also_searched = plan.told.also_searched;
        let collector = self.collector(&searcher, &narrowed, now)?;
        let found = find(&searcher, plan.ways, &collector, request)?;
        let tally = &found.tally;
        let highlighter = Highlighter::new(plan.told.needles);
        let asked = collector.asked.as_deref();
        let highlighter = highlighter.as_ref();
        let hits = self.page(&searcher, &found, request, now, asked, highlighter)?;
        let lexicon = &self.shared.lexicon;
        let facets = self
            .shared
            .cache
            .with_catalogues(|catalogues| list(&tally.counts, catalogues, &narrowed, lexicon));
        Ok(SearchAnswer {
            total: tally.total,
            with_all_words: found.with_all_words,
            understood,
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

    /// Every notice as a list shows it, with the documents of its case.
    pub(crate) fn all(&self) -> Result<Vec<(Summary, Vec<Notice>)>, SearchError> {
        let searcher = self.reader.searcher();
        let mut notices = Vec::new();
        for (segment, reader) in (0..).zip(searcher.segment_readers()) {
            for document in reader.doc_ids_alive() {
                let address = DocAddress::new(segment, document);
                let summary = summary(&searcher, address)?;
                let stored = Stored::of(&self.shared.fields, &searcher.doc(address)?);
                let documents = stored.documents(&summary.id)?;
                notices.push((summary, documents));
            }
        }
        Ok(notices)
    }

    /// The dictionary that queries are analysed with.
    pub(crate) fn dictionary(&self) -> Arc<Dictionary> {
        Arc::clone(&self.shared.dictionary)
    }

    /// How many notices there are.
    pub fn document_count(&self) -> u64 {
        self.reader.searcher().num_docs()
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
            && searcher.search(&self.planner(request).verbatim(&query), &Count)? > 0
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

    fn planner(&self, request: &SearchRequest) -> Planner<'_> {
        Planner {
            fields: &self.shared.fields,
            synonyms: &self.shared.synonyms,
            places: &self.shared.sentence_words.places,
            morphemes: self.morphemes(),
            is_literal: request.matching == Matching::Literal,
        }
    }

    fn morphemes(&self) -> MorphemeTokenizer {
        MorphemeTokenizer::new(Arc::clone(&self.shared.dictionary))
    }

    fn collector(
        &self,
        searcher: &Searcher,
        request: &SearchRequest,
        now: DateTime,
    ) -> Result<NoticeCollector, SearchError> {
        let cache = Arc::clone(&self.shared.cache);
        let asked = match request.holds.is_empty() {
            true => None,
            false => {
                // Whatever is asked for has to be known before it is judged.
                for reader in searcher.segment_readers() {
                    cache.columns(reader)?;
                }
                let asked = cache.with_clauses(|clauses| clauses.ask(&request.holds));
                Some(Arc::new(asked))
            }
        };
        let filters = cache.with_catalogues(|catalogues| Filters::of(request, catalogues));
        Ok(NoticeCollector {
            cache,
            filters: Arc::new(filters),
            present: Arc::new(Present::new(now)),
            sort: request.effective_sort(),
            depth: request.page.saturating_mul(request.per_page),
            is_tiered: false,
            asked,
        })
    }

    /// Whether the firm of the request may bid, in words.
    fn prospect(
        &self,
        searcher: &Searcher,
        asked: &Asked,
        address: DocAddress,
    ) -> Result<Prospect, SearchError> {
        let cache = &self.shared.cache;
        let columns = cache.columns(searcher.segment_reader(address.segment_ord))?;
        let document = address.doc_id as usize;
        Ok(cache.with_clauses(|clauses| clauses.prospect(asked, &columns.requirements, document)))
    }

    /// The hits of the page that is asked for.
    fn page(
        &self,
        searcher: &Searcher,
        found: &Found,
        request: &SearchRequest,
        now: DateTime,
        asked: Option<&Asked>,
        highlighter: Option<&Highlighter>,
    ) -> Result<Vec<Hit>, SearchError> {
        let skipped = request
            .page
            .saturating_sub(1)
            .saturating_mul(request.per_page);
        let page = found.tally.hits.iter().skip(skipped).take(request.per_page);
        page.map(|(address, score)| {
            let summary = summary(searcher, *address)?;
            let passages = match highlighter {
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
                eligibility: asked
                    .map(|asked| self.prospect(searcher, asked, *address))
                    .transpose()?,
                missing_words: found.missing_words(searcher, *address)?,
                snippets: passages,
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
