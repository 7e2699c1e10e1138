//! A small file of words in a form: read whole and never kept.

use axum::{body::Body, http::HeaderMap};

use super::{
    ReceiveError, discard,
    parts::{self, Parts},
};
use crate::middleware::body_timeout::with_body_timeout;

/// The first file of a form with its name, at most `most` bytes of it and whether that was all; `None` where no file
/// was chosen.
///
/// # Errors
/// `ReceiveError::WithoutFiles` when the body is no multipart form, `ReceiveError::NotAForm` when it breaks off.
pub async fn words_file(headers: &HeaderMap, body: Body, most: usize) -> Result<Option<(String, Vec<u8>, bool)>, ReceiveError> {
    let boundary = parts::boundary(headers).ok_or(ReceiveError::WithoutFiles)?;
    let mut parts = Parts::new(with_body_timeout(body), &boundary);
    while let Some(head) = parts.next().await.map_err(ReceiveError::NotAForm)? {
        let Some(name) = head.file.filter(|name| !name.is_empty()) else { continue };
        let mut bytes = Vec::new();
        while let Some(chunk) = parts.chunk().await.map_err(ReceiveError::NotAForm)? {
            let room = most.saturating_sub(bytes.len());
            bytes.extend_from_slice(chunk.get(..room.min(chunk.len())).unwrap_or_default());
            if chunk.len() > room {
                // The answer must find a browser that has finished sending.
                discard::discard(parts.rest(), discard::MAX_BYTES).await;
                return Ok(Some((name, bytes, false)));
            }
        }
        return Ok(Some((name, bytes, true)));
    }
    Ok(None)
}
