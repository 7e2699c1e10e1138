//! How long we wait for a client: a village line is slow, a client that holds a place for ever is an attack.

use std::{error::Error, time::Duration};

use axum::{body::BodyDataStream, extract::Request};
use bytes::Bytes;
use futures::{Stream, StreamExt, stream, stream::BoxStream};
use tokio::time::{Instant, timeout_at};

/// No byte for so long: the line is dead.
const MAX_PAUSE: Duration = Duration::from_secs(60);
/// Slower than this over all, after a first grace, is nobody's real line.
const MIN_BYTES_A_SECOND: u64 = 1024;
const GRACE: Duration = Duration::from_secs(60);

/// A request's body that ends by itself.
pub type Body = BoxStream<'static, Result<Bytes, BodyError>>;

/// The body broke off or was too slow.
#[derive(Debug, thiserror::Error)]
#[error("the sender broke off or stalled")]
pub struct BodyError(#[source] Option<Box<dyn Error + Send + Sync>>);

/// The layer for forms of words: one that stalls or drips ends by itself; nobody has to be signed in to send one.
pub async fn words_timeout(request: Request) -> Request {
    request.map(|body| axum::body::Body::from_stream(with_body_timeout(body)))
}

/// Gives the chunks on while they come fast enough.
pub fn with_body_timeout(body: axum::body::Body) -> Body {
    watched(body.into_data_stream()).boxed()
}

fn watched(body: BodyDataStream) -> impl Stream<Item = Result<Bytes, BodyError>> {
    let began = Instant::now();
    stream::try_unfold((body, 0_u64), move |(mut body, received)| async move {
        let earned = Duration::from_secs(received / MIN_BYTES_A_SECOND);
        let end = (Instant::now() + MAX_PAUSE).min(began + GRACE + earned);
        match timeout_at(end, body.next()).await {
            Ok(None) => Ok(None),
            Ok(Some(Ok(chunk))) => {
                let received = received + chunk.len() as u64;
                Ok(Some((chunk, (body, received))))
            }
            Ok(Some(Err(error))) => Err(BodyError(Some(error.into()))),
            Err(_) => Err(BodyError(None)),
        }
    })
}
