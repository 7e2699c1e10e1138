//! How long we wait for a client: a village line is slow, a client that holds a place for ever is an attack.

use std::{error::Error, io, time::Duration};

use axum::{body::BodyDataStream, extract::Request};
use bytes::Bytes;
use futures::{Stream, StreamExt, stream, stream::BoxStream};
use tokio::time::{Instant, timeout_at};

/// Slower than this over all, after the first grace, is nobody's real line.
const MIN_BYTES_A_SECOND: u64 = 1024;

/// How long a body may take.
#[derive(Clone, Copy, Debug)]
struct BodyTimeout {
    /// No byte for so long: the line is dead.
    pause: Duration,
    /// What everybody has, however slow.
    grace: Duration,
}

/// A file from a telephone in a village.
const FILES: BodyTimeout = BodyTimeout { pause: Duration::from_secs(60), grace: Duration::from_secs(60) };
/// A form fits into a few packets, and nobody has to be signed in to send one.
const WORDS: BodyTimeout = BodyTimeout { pause: Duration::from_secs(8), grace: Duration::from_secs(8) };

/// A request's body that ends by itself.
pub type Body = BoxStream<'static, Result<Bytes, BodyError>>;

/// Why a body did not come whole.
#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    #[error("the sender stalled, or was too slow")]
    Stalled,
    #[error("the sender broke off")]
    BrokenOff(#[source] axum::Error),
    /// Its chunks are none (RFC 9112, section 7.1): no browser sends such a body, and waiting for more of it makes no sense.
    #[error("the body is not written as HTTP says")]
    Malformed(#[source] axum::Error),
}

impl BodyError {
    fn of(error: axum::Error) -> Self {
        // hyper says so in no other way.
        let is_malformed = chain(&error)
            .filter_map(|cause| cause.downcast_ref::<io::Error>())
            .any(|cause| matches!(cause.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData));
        if is_malformed { Self::Malformed(error) } else { Self::BrokenOff(error) }
    }

    /// Whether this, or what it was caused by, is a body that is not written as HTTP says.
    pub fn is_malformed(error: &(dyn Error + 'static)) -> bool {
        chain(error).any(|cause| matches!(cause.downcast_ref(), Some(Self::Malformed(_))))
    }
}

/// An error and what it was caused by.
fn chain<'e>(error: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

/// The layer for forms of words: one that stalls or drips ends by itself after a few seconds.
pub async fn words_timeout(request: Request) -> Request {
    request.map(|body| axum::body::Body::from_stream(watched(body.into_data_stream(), WORDS)))
}

/// Gives the chunks of files on while they come fast enough.
pub fn with_body_timeout(body: axum::body::Body) -> Body {
    watched(body.into_data_stream(), FILES).boxed()
}

fn watched(body: BodyDataStream, timeout: BodyTimeout) -> impl Stream<Item = Result<Bytes, BodyError>> {
    let began = Instant::now();
    stream::try_unfold((body, 0_u64), move |(mut body, received)| async move {
        let earned = Duration::from_secs(received / MIN_BYTES_A_SECOND);
        let end = (Instant::now() + timeout.pause).min(began + timeout.grace + earned);
        match timeout_at(end, body.next()).await {
            Ok(None) => Ok(None),
            Ok(Some(Ok(chunk))) => {
                let received = received + chunk.len() as u64;
                Ok(Some((chunk, (body, received))))
            }
            Ok(Some(Err(error))) => Err(BodyError::of(error)),
            Err(_) => Err(BodyError::Stalled),
        }
    })
}
