//! Searching.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock, Weak};

use irefuda_procurement::eligibility::Prospect;
use irefuda_procurement::{Lexicon, Moment, Notice};
use jiff::civil::DateTime;
use tantivy::collector::Count;
use tantivy::columnar::BytesColumn;
use tantivy::{DocAddress, IndexReader, ReloadPolicy, Score, Searcher, Warmer};

use crate::analysis::MorphemeTokenizer;
use crate::answer::{DidYouMean, Hit, SearchAnswer, Summary, Understood};
use crate::correcting::{self, Corrector, Lookalikes};
use crate::cursor::{Cursor, Place};
use crate::dictionary::Dictionary;
use crate::document::{PartTexts, Stored};
use crate::error::SearchError;
use crate::export::Export;
use crate::facets::{Asked, ColumnCache, Filters, NoticeCollector, Present, Tally, list};
use crate::finding::{Executed, Found, find};
use crate::histogram::{Histogram, HistogramCounts};
use crate::hit_field::{HitField, HitFields};
use crate::index;
use crate::lookup;
use crate::matching::{Needle, Plan, Planner, Synonyms};
use crate::query::TextQuery;
use crate::request::{Matching, RequestError, SearchRequest};
use crate::schema::{Fields, column};
use crate::sentence::SentenceWords;
use crate::similar::{Comparison, SimilarNotice};
use crate::snippets::{Highlighter, snippets};
use crate::stamp::Stamp;
use crate::suggesting::{LexiconOffers, Suggester, Suggestion, SuggestionRequest};

/// Answers requests from an index. New commits are taken within a second,
/// without a restart; clones share everything.
#[derive(Clone)]
pub struct NoticeSearcher {
    reader: IndexReader,
    shared: Arc<Shared>,
}

/// Which of the hits are wanted.
pub(crate) struct Window {
    /// Those behind this place.
    pub after: Option<Place>,
    /// So many.
    pub depth: usize,
    /// With the counts of facets.
    pub counts: bool,
}

/// What is shown of hits.
pub(crate) struct Shown<'a> {
    pub fields: HitFields,
    /// When their status is judged.
    pub now: DateTime,
    pub highlighter: Option<&'a Highlighter>,
    /// What found them.
    pub executed: &'a Executed,
    /// What is asked of whom.
    pub asked: Option<&'a Asked>,
}

/// What came of a request.
struct Answered {
    /// The request with the filters that were read from its words.
    narrowed: SearchRequest,
    understood: Understood,
    needles: Vec<Needle>,
    /// What is asked of whom.
    asked: Option<Arc<Asked>>,
    found: Found,
}

struct Shared {
    dictionary: Arc<Dictionary>,
    lexicon: Arc<Lexicon>,
    synonyms: Synonyms,
    sentence_words: SentenceWords,
    lookalikes: Lookalikes,
    fields: Fields,
    cache: Arc<ColumnCache>,
    /// Made when somebody first types.
    offers: OnceLock<LexiconOffers>,
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

    /// Answers a request as of the moment `now` (JST), or of the one that its
    /// cursor carries.
    pub fn search(
        &self,
        request: &SearchRequest,
        now: DateTime,
    ) -> Result<SearchAnswer, SearchError> {
        let now = request.cursor.as_ref().map_or(now, Cursor::as_of);
        let searcher = self.snapshot();
        let mut answered = self.answered(&searcher, request, now)?;
        let proposals = self.did_you_mean(&searcher, request, &answered, now)?;
        if let Some(meant) = proposals.iter().find(|proposal| proposal.is_applied) {
            let meant = SearchRequest {
                q: meant.q.clone(),
                ..request.clone()
            };
            answered = self.answered(&searcher, &meant, now)?;
        }
        let Answered {
            narrowed,
            mut understood,
            needles,
            asked,
            found,
        } = answered;
        understood.did_you_mean = proposals;
        let tally = &found.tally;
        let highlighter = Highlighter::new(needles);
        let shown = Shown {
            fields: request.fields.unwrap_or_else(HitFields::all),
            now,
            highlighter: highlighter.as_ref(),
            executed: &found.executed,
            asked: asked.as_deref(),
        };
        let before = (request.page - 1).saturating_mul(request.per_page);
        let page = tally.hits.iter().skip(before).take(request.per_page);
        let hits = page.map(|(address, score)| self.hit(&searcher, *address, *score, &shown));
        let hits = hits.collect::<Result<_, _>>()?;
        let lexicon = &self.shared.lexicon;
        let facets = self
            .shared
            .cache
            .with_catalogues(|catalogues| list(&tally.counts, catalogues, &narrowed, lexicon));
        Ok(SearchAnswer {
            total: tally.total,
            with_all_words: found.with_all_words,
            understood,
            page: request.cursor.is_none().then_some(request.page),
            next: next(&found, request, now),
            per_page: request.per_page,
            as_of: Moment::At(now),
            hits,
            facets,
            histogram: histogram(tally, request)?,
        })
    }

    /// Runs a request as its words are.
    fn answered(
        &self,
        searcher: &Searcher,
        request: &SearchRequest,
        now: DateTime,
    ) -> Result<Answered, SearchError> {
        let (plan, narrowed, understood) = self.plan(searcher, request, now)?;
        let window = Window {
            after: request.cursor.as_ref().map(|cursor| cursor.place.clone()),
            depth: request.page.saturating_mul(request.per_page),
            counts: true,
        };
        let collector = self.collector(searcher, &narrowed, now, window)?;
        let found = find(searcher, plan.ways, &collector, request)?;
        Ok(Answered {
            narrowed,
            understood,
            needles: plan.told.needles,
            asked: collector.asked,
            found,
        })
    }

    /// Queries that find more, where this one finds next to nothing. What is
    /// typed is never replaced but where nothing has a word of it that is in no
    /// dictionary either: then the answer is that of the first of them, and says
    /// so. What is asked for literally is meant so.
    fn did_you_mean(
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
            planner: self.planner(request),
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

    /// The words of the lexicon that are offered.
    fn offers(&self) -> &LexiconOffers {
        let shared = &self.shared;
        let offers = || LexiconOffers::of(&shared.lexicon, &shared.dictionary);
        shared.offers.get_or_init(offers)
    }

    /// What may be meant by the last word, as far as it has been typed.
    pub fn suggest(&self, request: &SuggestionRequest) -> Result<Vec<Suggestion>, SearchError> {
        let shared = &self.shared;
        let suggester = Suggester {
            searcher: &self.reader.searcher(),
            fields: &shared.fields,
            dictionary: &shared.dictionary,
            synonyms: &shared.synonyms,
            places: &shared.sentence_words.places,
            offers: self.offers(),
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

    /// What a request means: how it is run, with which filters, and what is said
    /// of it.
    pub(crate) fn plan(
        &self,
        searcher: &Searcher,
        request: &SearchRequest,
        now: DateTime,
    ) -> Result<(Plan, SearchRequest, Understood), SearchError> {
        let (query, narrowed, mut understood) = self.understand(searcher, request, now)?;
        let mut plan = self.planner(request).plan(&query);
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

    pub(crate) fn collector(
        &self,
        searcher: &Searcher,
        request: &SearchRequest,
        now: DateTime,
        window: Window,
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
        let filters = cache
            .with_catalogues(|catalogues| Filters::of(request, catalogues, &self.shared.lexicon));
        let dates = request.histograms.iter().map(|asked| asked.column);
        Ok(NoticeCollector {
            cache,
            filters: Arc::new(filters),
            present: Arc::new(Present::new(now)),
            asked,
            sort: request.effective_sort(),
            after: window.after.map(Arc::new),
            depth: window.depth,
            is_tiered: false,
            counts: window.counts,
            dates: dates.collect(),
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

    /// A hit with what is shown of it.
    pub(crate) fn hit(
        &self,
        searcher: &Searcher,
        address: DocAddress,
        score: Score,
        shown: &Shown<'_>,
    ) -> Result<Hit, SearchError> {
        let wants = |field| shown.fields.contains(field);
        let summary = summary(searcher, address)?;
        let missing_words = match wants(HitField::MissingWords) {
            true => shown.executed.missing_words(searcher, address)?,
            false => Vec::new(),
        };
        let asked = shown.asked.filter(|_| wants(HitField::Eligibility));
        let eligibility = asked.map(|asked| self.prospect(searcher, asked, address));
        let snippets = match shown.highlighter.filter(|_| wants(HitField::Snippets)) {
            Some(highlighter) => {
                let PartTexts(parts) = searcher.doc(address)?;
                snippets(&parts, highlighter)
            }
            None => Vec::new(),
        };
        Ok(Hit {
            fields: shown.fields,
            status: summary.status(shown.now),
            summary,
            eligibility: eligibility.transpose()?,
            score,
            missing_words,
            snippets,
        })
    }
}

/// The cursor behind the last hit of the page, if others follow.
fn next(found: &Found, request: &SearchRequest, now: DateTime) -> Option<Cursor> {
    let tally = &found.tally;
    let place = tally.end.clone()?;
    let is_end = tally.remaining <= tally.hits.len() as u64;
    (!is_end).then(|| Cursor::new(request, now, found.executed.least_words, place))
}

/// The counts that were asked for.
fn histogram(
    tally: &Tally,
    request: &SearchRequest,
) -> Result<BTreeMap<Histogram, HistogramCounts>, RequestError> {
    let empty = (BTreeMap::new(), 0);
    let counts = |asked: &Histogram| {
        let (days, unknown) = tally.days.get(&asked.column).unwrap_or(&empty);
        Ok((*asked, asked.counts(days, *unknown)?))
    };
    request.histograms.iter().map(counts).collect()
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
