//! The one way from the async threads to the searcher.
//!
//! A search is CPU work of a millisecond or a hundred. As many run at a time
//! as there are cores, a bounded number waits for a bounded time, and whoever
//! comes then is told to come back: an answer that is late for everybody helps
//! nobody.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::error::ServerError;

/// How many may wait for each core.
const WAITING_PER_CORE: usize = 64;
/// How long anyone waits.
const PATIENCE: Duration = Duration::from_secs(2);

/// Lets work in, so many at a time.
#[derive(Debug, Clone)]
pub(crate) struct Door {
    /// Held while waiting and working.
    places: Arc<Semaphore>,
    /// Held while working, also when the one who asked has gone away.
    cores: Arc<Semaphore>,
}

impl Door {
    /// A door with one passage for each core.
    pub fn new(cores: usize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(cores * (1 + WAITING_PER_CORE))),
            cores: Arc::new(Semaphore::new(cores)),
        }
    }

    /// Runs the work on a thread that may block.
    pub async fn enter<T, W>(&self, work: W) -> Result<T, ServerError>
    where
        T: Send + 'static,
        W: FnOnce() -> T + Send + 'static,
    {
        let _place = self
            .places
            .try_acquire()
            .map_err(|_| ServerError::Overloaded)?;
        let core = timeout(PATIENCE, self.cores.clone().acquire_owned())
            .await
            .map_err(|_| ServerError::Overloaded)?
            .map_err(|_| ServerError::Overloaded)?;
        let working = tokio::task::spawn_blocking(move || {
            let _core = core;
            work()
        });
        working.await.map_err(ServerError::Work)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_finds_the_queue_full_is_sent_away() {
        let door = Door::new(1);
        let _all = door.places.acquire_many(1 + WAITING_PER_CORE as u32).await;
        let answer = door.enter(|| 1).await;
        assert!(matches!(answer, Err(ServerError::Overloaded)));
    }

    #[tokio::test]
    async fn a_panic_inside_opens_the_door_again() {
        let door = Door::new(1);
        let answer = door.enter(|| panic!("inside")).await;
        let _: Result<(), _> = answer;
        assert!(matches!(door.enter(|| 1).await, Ok(1)));
    }
}
