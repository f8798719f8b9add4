//! An open index, and what is looked up in it. Requests are understood in
//! [`crate::meaning`] and answered in [`crate::answering`].

use std::path::Path;
use std::sync::{Arc, OnceLock, Weak};

use irefuda_procurement::{Lexicon, Notice};
use jiff::civil::DateTime;
use tantivy::columnar::BytesColumn;
use tantivy::{DocAddress, IndexReader, ReloadPolicy, Searcher, Warmer};

use crate::answer::Summary;
use crate::correcting::Lookalikes;
use crate::dictionary::Dictionary;
use crate::document::Stored;
use crate::error::SearchError;
use crate::export::Export;
use crate::facets::ColumnCache;
use crate::index;
use crate::lookup;
use crate::matching::Synonyms;
use crate::request::{Matching, SearchRequest};
use crate::schema::{Fields, column};
use crate::sentence::SentenceWords;
use crate::similar::{Comparison, SimilarNotice};
use crate::stamp::Stamp;
use crate::suggesting::{LexiconOffers, Suggester, Suggestion, SuggestionRequest};

/// Answers requests from an index. New commits are taken within a second,
/// without a restart; clones share everything.
#[derive(Clone)]
pub struct NoticeSearcher {
    pub(crate) reader: IndexReader,
    pub(crate) shared: Arc<Shared>,
}

/// What does not change with the index.
pub(crate) struct Shared {
    pub dictionary: Arc<Dictionary>,
    pub lexicon: Arc<Lexicon>,
    pub synonyms: Synonyms,
    pub sentence_words: SentenceWords,
    pub lookalikes: Lookalikes,
    pub fields: Fields,
    pub cache: Arc<ColumnCache>,
    /// Made when somebody first types.
    pub offers: OnceLock<LexiconOffers>,
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
            lookalikes: Lookalikes::of(&lexicon.lookalikes),
            fields: Fields::schema().1,
            dictionary,
            lexicon,
            cache,
            offers: OnceLock::new(),
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

    /// The words of the lexicon that are offered.
    pub(crate) fn offers(&self) -> &LexiconOffers {
        let shared = &self.shared;
        let offers = || LexiconOffers::of(&shared.lexicon, &shared.dictionary);
        shared.offers.get_or_init(offers)
    }

    /// What may be meant by the last word, as far as it has been typed.
    pub fn suggest(&self, request: &SuggestionRequest) -> Result<Vec<Suggestion>, SearchError> {
        let mut suggester = Suggester {
            searcher: &self.snapshot(),
            dictionary: &self.shared.dictionary,
            offers: self.offers(),
            planner: self.planner(Matching::Most),
        };
        suggester.suggest(request)
    }

    /// All that a request finds, whatever its page, as of the moment `now`
    /// (JST) and the last commit that was taken.
    pub fn export(&self, request: SearchRequest, now: DateTime) -> Result<Export, SearchError> {
        Export::new(self, &request, now)
    }

    /// The index as of the last commit that was taken.
    pub(crate) fn snapshot(&self) -> Searcher {
        self.reader.searcher()
    }

    /// The notice with this id, its parts with their text; by the id of a later
    /// document the notice of its case.
    pub fn notice(&self, id: &str) -> Result<Option<Notice>, SearchError> {
        let found = lookup::stored(&self.reader.searcher(), &self.shared.fields, id)?;
        found.map(|stored| stored.notice(id)).transpose()
    }

    /// Notices of the same kind of thing as the one with this id, as of the
    /// moment `now` (JST); none if there is none with it.
    pub fn similar(
        &self,
        id: &str,
        limit: usize,
        now: DateTime,
    ) -> Result<Option<Vec<SimilarNotice>>, SearchError> {
        let Some(notice) = self.notice(id)? else {
            return Ok(None);
        };
        let comparison = Comparison {
            searcher: &self.reader.searcher(),
            fields: &self.shared.fields,
            dictionary: &self.shared.dictionary,
            now,
        };
        comparison.similar(&notice, limit).map(Some)
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
}

/// What a list shows of a notice, from its column.
pub(crate) fn summary(searcher: &Searcher, address: DocAddress) -> Result<Summary, SearchError> {
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
