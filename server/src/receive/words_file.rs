//! A small file of words in a form: read whole and never kept.

use axum::{body::Body, http::HeaderMap};

use super::{
    Fault, discard,
    parts::{self, Parts, PartsFault},
    patience::patient,
};

/// The first file of a form with its name, at most `most` bytes of it and whether that was all; `None` where no file
/// was chosen.
///
/// # Errors
/// `Fault::NotAForm`.
pub async fn words_file(headers: &HeaderMap, body: Body, most: usize) -> Result<Option<(String, Vec<u8>, bool)>, Fault> {
    let boundary = parts::boundary(headers).ok_or(Fault::NotAForm(PartsFault::Malformed))?;
    let mut parts = Parts::new(patient(body), &boundary);
    while let Some(head) = parts.next().await.map_err(Fault::NotAForm)? {
        let Some(name) = head.file.filter(|name| !name.is_empty()) else { continue };
        let mut bytes = Vec::new();
        while let Some(chunk) = parts.chunk().await.map_err(Fault::NotAForm)? {
            let room = most.saturating_sub(bytes.len());
            bytes.extend_from_slice(chunk.get(..room.min(chunk.len())).unwrap_or_default());
            if chunk.len() > room {
                // The answer must find a browser that has finished sending.
                discard::discard(parts.rest(), discard::MOST).await;
                return Ok(Some((name, bytes, false)));
            }
        }
        return Ok(Some((name, bytes, true)));
    }
    Ok(None)
}
