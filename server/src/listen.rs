//! The accept loop: one task per connection, a limit on how long a request's headers may take, and an orderly end.
//!
//! `axum::serve` sets no such limit, and a connection that sends a byte a minute would stay for ever.

use std::{io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{Router, extract::ConnectInfo};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tower::ServiceExt;

const HEADERS_WITHIN: Duration = Duration::from_secs(10);
/// How many connections are served at once; whoever comes after waits to be accepted. A process has 1,024 file handles where nobody asked for
/// more, and files and the database need some of them.
const MAX_CONNECTIONS: usize = 800;
const FINISH_WITHIN: Duration = Duration::from_secs(10);
/// Out of file handles, for instance: wait for some to be closed rather than spin.
const AFTER_A_FAILED_ACCEPT: Duration = Duration::from_millis(200);

/// Serves until `end`, then lets the requests under way finish.
pub async fn serve(listener: TcpListener, router: Router, end: impl Future<Output = io::Result<()>>) -> io::Result<()> {
    // HTTP/1.1 alone: browsers speak HTTP/2 only through TLS, which a proxy does, and the wait for a connection that has
    // not yet said which of the two it speaks would know no limit.
    let mut connections = http1::Builder::new();
    connections.timer(TokioTimer::new()).header_read_timeout(HEADERS_WITHIN);
    let places = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let under_way = GracefulShutdown::new();
    let mut end = pin!(end);
    loop {
        tokio::select! {
            accepted = accept(&listener, &places) => match accepted {
                Ok((stream, peer, place)) => spawn(&connections, &under_way, &router, (stream, peer), place),
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(AFTER_A_FAILED_ACCEPT).await;
                }
            },
            ended = &mut end => {
                ended?;
                break;
            }
        }
    }
    drop(listener);
    if tokio::time::timeout(FINISH_WITHIN, under_way.shutdown()).await.is_err() {
        tracing::warn!("requests still under way after {FINISH_WITHIN:?} are cut off");
    }
    Ok(())
}

/// The next connection, once there is a place for it.
async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = places.clone().acquire_owned().await.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    Ok((stream, peer, place))
}

fn spawn(
    connections: &http1::Builder,
    under_way: &GracefulShutdown,
    router: &Router,
    (stream, peer): (TcpStream, SocketAddr),
    place: OwnedSemaphorePermit,
) {
    // Small answers must not wait for a full packet.
    _ = stream.set_nodelay(true);
    let service = router.clone().map_request(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    let connection = connections.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let connection = under_way.watch(connection);
    tokio::spawn(async move {
        let _place = place;
        if let Err(error) = connection.await {
            // Browsers that leave, and others that send nonsense: ordinary, and nothing can be done about it.
            tracing::debug!(%peer, %error, "a connection ended early");
        }
    });
}

#[cfg(test)]
#[path = "listen_tests.rs"]
mod tests;
