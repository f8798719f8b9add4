//! The server that all tests ask.

use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};

use irefuda_procurement::Lexicon;
use irefuda_query_server::ServerOptions;
use irefuda_search::NoticeSearcher;
use tokio::net::TcpListener;

use crate::index;

static ADDRESS: LazyLock<SocketAddr> = LazyLock::new(start);

/// Where it listens.
pub fn address() -> SocketAddr {
    *ADDRESS
}

/// Options of a server that listens on a port of its own.
pub async fn options() -> ServerOptions {
    options_for(index::searcher()).await
}

async fn options_for(searcher: NoticeSearcher) -> ServerOptions {
    ServerOptions {
        listener: TcpListener::bind("127.0.0.1:0").await.expect("a port"),
        searcher,
        lexicon: Arc::new(Lexicon::compiled_in().expect("the lexicon")),
        as_of: Some(jiff::civil::date(2026, 12, 1).at(9, 0, 0, 0)),
    }
}

fn start() -> SocketAddr {
    start_for(index::searcher())
}

/// Starts a server over another index, until the tests end.
pub fn start_for(searcher: NoticeSearcher) -> SocketAddr {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(async {
            let options = options_for(searcher).await;
            sender
                .send(options.listener.local_addr().expect("an address"))
                .expect("a receiver");
            irefuda_query_server::serve(options, std::future::pending()).await
        })
    });
    receiver.recv().expect("a server")
}
