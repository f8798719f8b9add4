//! What every handler can reach.

use std::sync::Arc;

use irefuda_procurement::eligibility::{Evaluation, Holdings, evaluate};
use irefuda_procurement::{Lexicon, Notice};
use irefuda_search::{NoticeSearcher, SearchAnswer, SearchRequest};
use jiff::civil::DateTime;

use crate::clock::Clock;
use crate::door::Door;
use crate::error::ServerError;

/// The searcher behind its door, the words of the trade and the time.
#[derive(Clone)]
pub(crate) struct ServerState {
    searcher: NoticeSearcher,
    door: Door,
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

    /// The notice with this id.
    pub async fn notice(&self, id: String) -> Result<Notice, ServerError> {
        let searcher = self.searcher.clone();
        let notice = self.door.enter(move || searcher.notice(&id));
        notice.await??.ok_or(ServerError::NoSuchNotice)
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
