//! The words of a form.

use std::error::Error;

use axum::{body::Body, http::HeaderMap};
use bytes::Bytes;
use futures::{Stream, StreamExt};

use super::{
    discard,
    parts::{Parts, PartsError},
};
use crate::middleware::{body_timeout::with_body_timeout, whole_form::is_form};

/// A note of 2,000 letters, each with marks sent apart, takes 20 kB.
const MAX_LENGTH: usize = 64 * 1024;
/// So many fields and names of files that were read over are kept.
const MAX_NAMED: usize = 200;
/// All of them together.
const ALL: usize = 256 * 1024;

/// The words of a form, in its order.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The first field of this name: a later one, even after the files, never replaces it.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(of, _)| of == name).map(|(_, value)| value.as_str())
    }

    /// Every field of this name, for lists.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(of, _)| of == name).map(|(_, value)| value.as_str())
    }

    /// All of them.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// Notes the name of a file that is read over, as a browser names it in a form of words alone.
    pub(super) fn note_unread(&mut self, field: String, file: String) {
        if self.0.len() < MAX_NAMED {
            self.0.push((field, file));
        }
    }

    /// Reads one field. What is longer than any field may be is cut: the rules for notes then refuse it in
    /// their own words, and what was written is still there.
    pub(super) async fn read<S, E>(&mut self, name: &str, parts: &mut Parts<S>) -> Result<(), PartsError>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let before: usize = self.0.iter().map(|(name, value)| name.len() + value.len()).sum();
        let room = MAX_LENGTH.min(ALL.saturating_sub(before));
        let mut value = Vec::new();
        while let Some(chunk) = parts.chunk().await? {
            let fits = chunk.len().min(room - value.len());
            value.extend_from_slice(chunk.get(..fits).unwrap_or_default());
        }
        self.0.push((name.to_owned(), String::from_utf8_lossy(&value).into_owned()));
        Ok(())
    }
}

/// The words of a form that came without its files, as a browser sends one that was not told to send any. None where
/// it is no such form either, or longer than all words together may be.
pub async fn words_alone(headers: &HeaderMap, body: Body) -> Fields {
    let mut body = with_body_timeout(body);
    let mut bytes = Vec::new();
    while let Some(Ok(chunk)) = body.next().await {
        if !is_form(headers) || bytes.len() + chunk.len() > ALL {
            // The answer must find a browser that has finished sending.
            discard::discard(body, discard::MAX_BYTES).await;
            return Fields::default();
        }
        bytes.extend_from_slice(&chunk);
    }
    Fields(serde_urlencoded::from_bytes(&bytes).unwrap_or_default())
}
