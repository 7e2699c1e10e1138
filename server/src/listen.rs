//! The accept loop: one task per connection, a limit on how long a request's headers may take, and an orderly end.
//!
//! `axum::serve` sets no such limit, and a connection that sends a byte a minute would stay for ever.

use std::{io, net::SocketAddr, pin::pin, time::Duration};

use axum::{Router, extract::ConnectInfo};
use hyper::body::Incoming;
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto, graceful::GracefulShutdown},
    service::TowerToHyperService,
};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

const HEADERS_WITHIN: Duration = Duration::from_secs(10);
const FINISH_WITHIN: Duration = Duration::from_secs(10);
/// Out of file handles, for instance: wait for some to be closed rather than spin.
const AFTER_A_FAILED_ACCEPT: Duration = Duration::from_millis(200);

/// Serves until `end`, then lets the requests under way finish.
pub async fn serve(listener: TcpListener, router: Router, end: impl Future<Output = io::Result<()>>) -> io::Result<()> {
    let mut connections = auto::Builder::new(TokioExecutor::new());
    connections.http1().timer(TokioTimer::new()).header_read_timeout(HEADERS_WITHIN);
    connections.http2().timer(TokioTimer::new());
    let under_way = GracefulShutdown::new();
    let mut end = pin!(end);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => spawn(&connections, &under_way, &router, stream, peer),
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

fn spawn(
    connections: &auto::Builder<TokioExecutor>,
    under_way: &GracefulShutdown,
    router: &Router,
    stream: TcpStream,
    peer: SocketAddr,
) {
    // Small answers must not wait for a full packet.
    _ = stream.set_nodelay(true);
    let service = router.clone().map_request(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    let connection = connections.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service)).into_owned();
    let connection = under_way.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            // Browsers that leave, and others that send nonsense: ordinary, and nothing can be done about it.
            tracing::debug!(%peer, %error, "a connection ended early");
        }
    });
}
