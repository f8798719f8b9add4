//! Answering of requests: the hits that are wanted, with what is shown of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use irefuda_procurement::Moment;
use irefuda_procurement::eligibility::Prospect;
use jiff::civil::DateTime;
use tantivy::{DocAddress, Score, Searcher};

use crate::answer::{Hit, SearchAnswer, Understood};
use crate::cursor::{Cursor, Place};
use crate::document::PartTexts;
use crate::error::SearchError;
use crate::facets::{Asked, Filters, NoticeCollector, Present, Tally, list};
use crate::finding::{Executed, Found, find};
use crate::histogram::{Histogram, HistogramCounts};
use crate::hit_field::{HitField, HitFields};
use crate::matching::Needle;
use crate::request::{RequestError, SearchRequest};
use crate::searcher::{NoticeSearcher, summary};
use crate::snippets::{Highlighter, snippets};

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
pub(crate) struct Answered {
    /// The request with the filters that were read from its words.
    narrowed: SearchRequest,
    understood: Understood,
    needles: Vec<Needle>,
    /// What is asked of whom.
    asked: Option<Arc<Asked>>,
    pub found: Found,
}

impl NoticeSearcher {
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

    /// What collects a request's hits.
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
