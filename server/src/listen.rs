//! The accept loop: one task per connection, limits on how many there are and how long a request's headers may take, and
//! an orderly end.
//!
//! `axum::serve` sets no such limit, and a connection that sends a byte a minute would stay for ever.

mod address;
mod slots;

use std::{io, net::SocketAddr, pin::pin, time::Duration};

use axum::{Router, extract::ConnectInfo};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::net::{TcpListener, TcpStream};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

pub use address::{AddressError, bind};
pub use slots::{Limits, MAX_PER_ADDRESS, SlotKeeper};

use slots::{ConnectionSlot, ConnectionSlots, GivenUp};

use crate::auth::sessions::SessionKey;

const HEADERS_WITHIN: Duration = Duration::from_secs(10);
/// Whoever takes no byte of an answer for so long has left it: its memory and its file are wanted for others. A line that
/// loses packets comes back within it.
const TAKEN_WITHIN: Duration = Duration::from_secs(60);
/// A head of ours has less than 2 kB, with cookies and a long address; a larger one gets 431.
const MAX_HEAD_BYTES: usize = 32 * 1024;
/// What of a connection waits in memory to be read. A file that waits for its turn holds some three times as much: what is
/// read, what has been handed on, and what waits in between. hyper would keep 400 kB for each, and with 128 a thousand files
/// that wait took 320 MB; a head has to fit.
const MAX_WAITING_BYTES: usize = MAX_HEAD_BYTES;
const FINISH_WITHIN: Duration = Duration::from_secs(10);
/// Out of file handles, for instance: wait for some to be closed rather than spin.
const AFTER_A_FAILED_ACCEPT: Duration = Duration::from_millis(200);

/// Serves until `end`, then lets the requests under way finish.
///
/// # Errors
/// The error with which `end` ends.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    end: impl Future<Output = io::Result<()>>,
) -> io::Result<()> {
    // HTTP/1.1 alone: browsers speak HTTP/2 only through TLS, which a proxy does, and the wait for a connection that has
    // not yet said which of the two it speaks would know no limit.
    let mut connections = http1::Builder::new();
    connections.timer(TokioTimer::new()).header_read_timeout(HEADERS_WITHIN).max_header_size(MAX_HEAD_BYTES);
    connections.max_buf_size(MAX_WAITING_BYTES);
    let slots = ConnectionSlots::new(limits);
    let under_way = GracefulShutdown::new();
    let mut end = pin!(end);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                // Without a slot the connection is closed: whoever made it has enough of them.
                Ok((stream, peer)) => {
                    if let Some(slot) = slots.take(peer) {
                        spawn(&connections, &under_way, &router, (stream, peer), slot);
                    }
                }
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
    connections: &http1::Builder,
    under_way: &GracefulShutdown,
    router: &Router,
    (stream, peer): (TcpStream, SocketAddr),
    (slot, given_up): (ConnectionSlot, GivenUp),
) {
    // Small answers must not wait for a full packet.
    _ = stream.set_nodelay(true);
    let keeper = slot.keeper();
    let service = router.clone().map_request(move |mut request: hyper::Request<Incoming>| {
        if SessionKey::is_carried(request.headers()) {
            keeper.heard();
        } else {
            keeper.heard_from_nobody();
        }
        request.extensions_mut().insert(ConnectInfo(peer));
        request.extensions_mut().insert(keeper.clone());
        request
    });
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(TAKEN_WITHIN));
    let connection = connections.serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(service));
    let connection = under_way.watch(connection);
    tokio::spawn(async move {
        let _slot = slot;
        tokio::select! {
            // Browsers that leave, and others that send nonsense: ordinary, and nothing can be done about it.
            ended = connection => if let Err(error) = ended {
                tracing::debug!(%peer, %error, "a connection ended early");
            },
            _ = given_up => tracing::debug!(%peer, "a connection ended for another one"),
        }
    });
}

#[cfg(test)]
#[path = "listen_tests.rs"]
mod tests;
