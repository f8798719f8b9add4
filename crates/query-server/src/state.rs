//! What every handler can reach.

use std::sync::{Arc, Mutex, PoisonError};

use irefuda_procurement::eligibility::{Evaluation, Holdings, evaluate};
use irefuda_procurement::{Lexicon, Notice};
use irefuda_search::{
    Export, ExportFormat, NoticeSearcher, SearchAnswer, SearchRequest, SimilarNotice, Suggestion,
    SuggestionRequest,
};
use jiff::civil::DateTime;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::clock::Clock;
use crate::door::Door;
use crate::error::ServerError;

/// How many exports may be under way for each core.
const EXPORTS_PER_CORE: usize = 4;
/// The hits of a piece of an export: some ten milliseconds of work.
const HITS_OF_A_PIECE: usize = 200;

/// The searcher behind its door, the words of the trade and the time.
#[derive(Clone)]
pub(crate) struct ServerState {
    searcher: NoticeSearcher,
    door: Door,
    exports: Arc<Semaphore>,
    /// The words of the trade.
    pub lexicon: Arc<Lexicon>,
    /// What time it is.
    pub clock: Clock,
}

impl ServerState {
    pub fn new(searcher: NoticeSearcher, lexicon: Arc<Lexicon>, clock: Clock) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let door = Door::new(cores);
        Self {
            searcher,
            door,
            exports: Arc::new(Semaphore::new(EXPORTS_PER_CORE * cores)),
            lexicon,
            clock,
        }
    }

    /// What time it is (JST).
    pub fn now(&self) -> DateTime {
        self.clock.now()
    }

    /// Answers a request.
    pub async fn search(&self, request: SearchRequest) -> Result<SearchAnswer, ServerError> {
        let (searcher, now) = (self.searcher.clone(), self.now());
        let answer = self.door.enter(move || searcher.search(&request, now));
        Ok(answer.await??)
    }

    /// What may be meant by what has been typed so far.
    pub async fn suggest(
        &self,
        request: SuggestionRequest,
    ) -> Result<Vec<Suggestion>, ServerError> {
        let searcher = self.searcher.clone();
        let suggestions = self.door.enter(move || searcher.suggest(&request));
        Ok(suggestions.await??)
    }

    /// Begins an export, if not too many are under way.
    pub async fn begin_export(
        &self,
        request: SearchRequest,
        format: ExportFormat,
    ) -> Result<ExportUnderWay, ServerError> {
        let place = self.exports.clone().try_acquire_owned();
        let place = place.map_err(|_| ServerError::Overloaded)?;
        let (searcher, now) = (self.searcher.clone(), self.now());
        let export = self.door.enter(move || searcher.export(request, now));
        let export = export.await??;
        Ok(ExportUnderWay {
            export: Arc::new(Mutex::new(export)),
            format,
            door: self.door.clone(),
            _place: place,
        })
    }

    /// The notice with this id.
    pub async fn notice(&self, id: String) -> Result<Notice, ServerError> {
        let searcher = self.searcher.clone();
        let notice = self.door.enter(move || searcher.notice(&id));
        notice.await??.ok_or(ServerError::NoSuchNotice)
    }

    /// Notices of the same kind of thing as the one with this id.
    pub async fn similar(
        &self,
        id: String,
        limit: usize,
    ) -> Result<Vec<SimilarNotice>, ServerError> {
        let (searcher, now) = (self.searcher.clone(), self.now());
        let similar = self.door.enter(move || searcher.similar(&id, limit, now));
        similar.await??.ok_or(ServerError::NoSuchNotice)
    }

    /// Whether a firm that holds this may bid, if it holds anything.
    pub fn evaluate(&self, notice: &Notice, holdings: &Holdings) -> Option<Evaluation> {
        let prefecture = notice.prefecture.as_deref();
        let evaluate = || evaluate(&notice.requirement, prefecture, holdings, &self.lexicon);
        (!holdings.is_empty()).then(evaluate)
    }

    /// How many notices there are.
    pub fn document_count(&self) -> u64 {
        self.searcher.document_count()
    }
}

/// An export, whose pieces come through the door one by one.
pub(crate) struct ExportUnderWay {
    export: Arc<Mutex<Export>>,
    format: ExportFormat,
    door: Door,
    _place: OwnedSemaphorePermit,
}

impl ExportUnderWay {
    /// The head of the export with the first hits.
    pub async fn beginning(&self) -> Result<Vec<u8>, ServerError> {
        self.enter(|export, format| {
            let mut piece = format.beginning(export.fields())?;
            piece.extend(format.written(&export.next_hits(HITS_OF_A_PIECE)?)?);
            Ok(piece)
        })
        .await
    }

    /// The next hits; nothing at the end.
    pub async fn piece(&self) -> Result<Vec<u8>, ServerError> {
        self.enter(|export, format| Ok(format.written(&export.next_hits(HITS_OF_A_PIECE)?)?))
            .await
    }

    async fn enter(
        &self,
        work: fn(&mut Export, ExportFormat) -> Result<Vec<u8>, ServerError>,
    ) -> Result<Vec<u8>, ServerError> {
        let (export, format) = (Arc::clone(&self.export), self.format);
        let piece = self.door.enter(move || {
            let mut export = export.lock().unwrap_or_else(PoisonError::into_inner);
            work(&mut export, format)
        });
        piece.await?
    }
}
