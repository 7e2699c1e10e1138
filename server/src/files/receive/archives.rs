//! Archives in a form: received whole, each into a file of its own that nobody keeps; who opens them is another question.

use axum::{body::Body, http::HeaderMap};
use domain::{files::FileName, refusal::Refusal};
use futures::stream;

use super::{
    ReceiveError, discard,
    parts::{self, Parts, PartsError},
    stopped,
};
use crate::{
    files::blobs::{Blobs, Incoming, IncomingError},
    middleware::body_timeout::with_body_timeout,
};

/// How many archives one form may bring.
pub const MAX_ARCHIVES: usize = 40;

/// The archives of a form with their names, each of at most `limit` bytes; none where no file was chosen. They are gone with what is
/// answered here.
///
/// # Errors
/// `ReceiveError`: `WithoutFiles` when the body is no multipart form, `Refused` where one is too large, too many come, or one breaks
/// off.
pub async fn archives(
    headers: &HeaderMap,
    body: Body,
    blobs: &Blobs,
    limit: u64,
) -> Result<Vec<(FileName, Incoming)>, ReceiveError> {
    let boundary = parts::boundary(headers).ok_or(ReceiveError::WithoutFiles)?;
    let mut parts = Parts::new(with_body_timeout(body), &boundary);
    let mut received = Vec::new();
    while let Some(head) = parts.next().await.map_err(ReceiveError::NotAForm)? {
        let Some(name) = head.file.filter(|name| !name.is_empty()) else { continue };
        let name = FileName::clean(&name);
        if received.len() == MAX_ARCHIVES {
            discard::discard(parts.rest(), discard::MAX_BYTES).await;
            return Err(Refusal::TooManyFiles { files: MAX_ARCHIVES + 1, most: MAX_ARCHIVES }.into());
        }
        let chunks =
            stream::try_unfold(
                &mut parts,
                |parts| async move { Ok::<_, PartsError>(parts.chunk().await?.map(|chunk| (chunk, parts))) },
            );
        match blobs.receive(chunks, limit).await {
            Ok(incoming) => received.push((name, incoming)),
            Err(IncomingError::TooLarge { limit }) => {
                // The answer must find a browser that has finished sending.
                discard::discard(parts.rest(), discard::MAX_BYTES).await;
                return Err(Refusal::FileTooLarge { name, limit }.into());
            }
            Err(IncomingError::Interrupted(error)) => return Err(stopped(name, error)),
            Err(IncomingError::Store(error)) => return Err(error.into()),
        }
    }
    Ok(received)
}
