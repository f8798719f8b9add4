//! Connections: accepted, bounded, and let go gracefully.
//!
//! Not `axum::serve`, which neither bounds their number nor gives up on a
//! client that never finishes its request's head.

use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use irefuda_procurement::Lexicon;
use irefuda_search::NoticeSearcher;
use jiff::civil::DateTime;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::clock::Clock;
use crate::router::router;
use crate::stalled::Impatient;
use crate::state::ServerState;

/// How many connections are open at a time.
const MAX_CONNECTIONS: usize = 1_024;
/// How long a client may take to send the head of a request.
const HEAD_LIMIT: Duration = Duration::from_secs(10);
/// How long a client may take nothing of its answer.
const READ_LIMIT: Duration = Duration::from_secs(30);
/// How long answers under way may take after the signal to stop.
const GRACE: Duration = Duration::from_secs(10);
/// How long to wait when no connection can be accepted, as when the system
/// has no file handle left.
const ACCEPT_PAUSE: Duration = Duration::from_millis(200);

/// What a server needs.
pub struct ServerOptions {
    /// Where it listens; bound by the caller.
    pub listener: TcpListener,
    /// Whom it asks.
    pub searcher: NoticeSearcher,
    /// The words of the trade.
    pub lexicon: Arc<Lexicon>,
    /// The moment (JST) for which open and closed are judged, for a
    /// demonstration; `None` is the present.
    pub as_of: Option<DateTime>,
}

/// Serves until `shutdown` is ready, then lets the answers under way finish.
pub async fn serve(
    options: ServerOptions,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let clock = Clock::new(options.as_of);
    let routes = router(ServerState::new(options.searcher, options.lexicon, clock));
    let places = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let connections = GracefulShutdown::new();
    let mut shutdown = pin!(shutdown);
    loop {
        let next = next_connection(&options.listener, &places);
        tokio::select! {
            (stream, place) = next => hold(stream, place, routes.clone(), &connections),
            () = &mut shutdown => break,
        }
    }
    drop(options.listener);
    if tokio::time::timeout(GRACE, connections.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some connections did not finish in time");
    }
    Ok(())
}

async fn next_connection(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> (TcpStream, Option<OwnedSemaphorePermit>) {
    let place = places.clone().acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return (stream, place),
            Err(error) => {
                tracing::warn!(%error, "no connection accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}

fn hold(
    stream: TcpStream,
    place: Option<OwnedSemaphorePermit>,
    routes: Router,
    connections: &GracefulShutdown,
) {
    let mut protocol = hyper::server::conn::http1::Builder::new();
    protocol
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_LIMIT);
    let stream = TokioIo::new(Impatient::new(stream, READ_LIMIT));
    let connection = protocol.serve_connection(stream, TowerToHyperService::new(routes));
    let connection = connections.watch(connection);
    tokio::spawn(async move {
        let _place = place;
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection ended badly");
        }
    });
}
