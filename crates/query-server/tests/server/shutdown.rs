//! Stopping.

use std::time::Duration;

use crate::running;

#[tokio::test]
async fn the_server_stops_when_told_to() {
    let options = running::options().await;
    let address = options.listener.local_addr().expect("an address");
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = tokio::spawn(irefuda_query_server::serve(options, async {
        let _ = stopped.await;
    }));
    // An idle connection must not hold it up.
    let _idle = tokio::net::TcpStream::connect(address)
        .await
        .expect("a connection");
    stop.send(()).expect("a server");
    let ended = tokio::time::timeout(Duration::from_secs(5), serving).await;
    ended
        .expect("in time")
        .expect("no panic")
        .expect("no error");
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}
