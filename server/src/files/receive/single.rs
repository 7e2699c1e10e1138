//! One file as the whole body: what a page with scripts sends, file by file, with its own progress bar.

use axum::body::Body;
use domain::{files::FileName, inspection::InspectedFile, refusal::Refusal};
use percent_encoding::percent_decode_str;

use super::{FileIntake, ReceiveError, Received, discard};
use crate::middleware::body_timeout::with_body_timeout;

/// The name from a header or a query, where only ASCII may stand: `encodeURIComponent(file.name)`.
pub fn file_name(encoded: &str) -> FileName {
    FileName::clean(&percent_decode_str(encoded).decode_utf8_lossy())
}

/// Receives, inspects and keeps one file. `declared` is the request's `Content-Length`: fewer or more bytes
/// than declared are no whole file.
///
/// # Errors
/// `ReceiveError::Refused` with what the person reads, `ReceiveError::Store` for our own disk.
pub async fn receive_one(
    intake: FileIntake<'_>,
    name: FileName,
    body: Body,
    declared: Option<u64>,
    limit: u64,
) -> Result<InspectedFile, ReceiveError> {
    let mut body = with_body_timeout(body);
    let result = match declared {
        _ if name.is_temporary() => Err(Refusal::FileTemporary { name }.into()),
        Some(length) if length > limit => Err(Refusal::FileTooLarge { name, limit }.into()),
        _ => Received::take(name, &mut body, intake, limit).await,
    };
    let received = match result {
        Ok(received) => received,
        Err(error) => {
            // The answer must find a browser that has finished sending.
            discard::discard(body, discard::MAX_BYTES).await;
            return Err(error);
        }
    };
    if declared.is_some_and(|length| length != received.incoming.size()) {
        return Err(Refusal::FileIncomplete { name: received.name }.into());
    }
    received.keep(intake.0).await
}
