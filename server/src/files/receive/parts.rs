//! The parts of a `multipart/form-data` body (RFC 7578), as browsers write them, in constant memory.
//!
//! Our own and not multer's: multer 3.1 takes everything into memory that the connection has ready, and
//! looks for the end of a part's head without any bound.

use std::error::Error;

use axum::http::{HeaderMap, header::CONTENT_TYPE};
use bytes::{Buf, Bytes, BytesMut};
use futures::{Stream, StreamExt};
use memchr::memmem::{self, Finder};

use crate::middleware::body_timeout::BodyError;

/// A form has some ten words, thirty files and as many staged ones.
const MAX_PARTS: usize = 200;
/// A head is two lines, the file's name the longest of it.
const MAX_HEAD: usize = 16 * 1024;
/// What may stand before the first and after the last part; browsers write nothing there.
const MAX_EDGE: usize = 64 * 1024;

/// Why the parts end early.
#[derive(Debug, thiserror::Error)]
pub enum PartsError {
    #[error("malformed")]
    Malformed,
    #[error("too many parts")]
    TooMany,
    #[error("the body broke off")]
    Broken,
}

/// What a part says about itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Head {
    pub name: String,
    /// The file's name as sent; empty when no file was chosen, absent for a text field.
    pub file: Option<String>,
}

/// The parts, one after the other.
pub struct Parts<S> {
    body: S,
    /// At most one chunk of the body and a boundary's length.
    buffer: BytesMut,
    delimiter: Finder<'static>,
    seen: usize,
    state: ParseState,
}

#[derive(PartialEq, Eq)]
enum ParseState {
    Inside,
    AtDelimiter,
    End,
}

/// The boundary of a multipart form, if these are the headers of one.
pub fn boundary(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let (kind, parameters) = value.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let mut pairs = parameters.split(';').filter_map(|pair| pair.split_once('='));
    let (_, boundary) = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("boundary"))?;
    let boundary = boundary.trim().trim_matches('"');
    (1..=70).contains(&boundary.len()).then(|| boundary.to_owned())
}

impl<S, E> Parts<S>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    pub fn new(body: S, boundary: &str) -> Self {
        let delimiter = Finder::new(format!("\r\n--{boundary}").as_bytes()).into_owned();
        // The first delimiter has no line before it; with this it looks like the others.
        let buffer = BytesMut::from("\r\n");
        Self { body, buffer, delimiter, seen: 0, state: ParseState::Inside }
    }

    /// Skips what is left of the part before and reads the head of the next one.
    ///
    /// # Errors
    /// `PartsError`; there is nothing more to read then.
    pub async fn next(&mut self) -> Result<Option<Head>, PartsError> {
        let mut skipped = 0;
        while let Some(chunk) = self.chunk().await? {
            skipped += chunk.len();
            if self.seen == 0 && skipped > MAX_EDGE {
                return Err(PartsError::Malformed);
            }
        }
        if self.state == ParseState::End || self.is_last().await? {
            self.state = ParseState::End;
            self.skip_epilogue().await;
            return Ok(None);
        }
        self.seen += 1;
        if self.seen > MAX_PARTS {
            return Err(PartsError::TooMany);
        }
        let head = self.head().await?;
        self.state = ParseState::Inside;
        Ok(Some(head))
    }

    /// The next bytes of this part; none at its end.
    ///
    /// # Errors
    /// `PartsError::Broken` when the body ends inside the part.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, PartsError> {
        while self.state == ParseState::Inside {
            if let Some(at) = self.delimiter.find(&self.buffer) {
                let last = self.buffer.split_to(at).freeze();
                self.buffer.advance(self.delimiter.needle().len());
                self.state = ParseState::AtDelimiter;
                return Ok((!last.is_empty()).then_some(last));
            }
            let sure = self.buffer.len().saturating_sub(self.delimiter.needle().len() - 1);
            if sure > 0 {
                return Ok(Some(self.buffer.split_to(sure).freeze()));
            }
            self.fill().await?;
        }
        Ok(None)
    }

    /// The body with whatever has not been read, for throwing it away.
    pub const fn rest(&mut self) -> &mut S {
        &mut self.body
    }

    async fn fill(&mut self) -> Result<(), PartsError> {
        match self.body.next().await {
            Some(Ok(chunk)) => {
                self.buffer.extend_from_slice(&chunk);
                Ok(())
            }
            Some(Err(error)) => {
                let is_malformed = BodyError::is_malformed(&*error.into());
                Err(if is_malformed { PartsError::Malformed } else { PartsError::Broken })
            }
            None => Err(PartsError::Broken),
        }
    }

    /// Two dashes after the delimiter end the form.
    async fn is_last(&mut self) -> Result<bool, PartsError> {
        while self.buffer.len() < 2 {
            self.fill().await?;
        }
        Ok(self.buffer.starts_with(b"--"))
    }

    /// From behind the delimiter to behind the empty line.
    async fn head(&mut self) -> Result<Head, PartsError> {
        loop {
            if let Some(end) = memmem::find(&self.buffer, b"\r\n\r\n").filter(|end| *end <= MAX_HEAD) {
                let lines = self.buffer.split_to(end);
                self.buffer.advance(4);
                return head(&lines);
            }
            if self.buffer.len() > MAX_HEAD {
                return Err(PartsError::Malformed);
            }
            self.fill().await?;
        }
    }

    /// Lets the connection be used again; whatever is wrong here, the form has come whole.
    async fn skip_epilogue(&mut self) {
        let mut skipped = 0;
        while skipped <= MAX_EDGE {
            match self.body.next().await {
                Some(Ok(chunk)) => skipped += chunk.len(),
                Some(Err(_)) | None => return,
            }
        }
    }
}

fn head(lines: &[u8]) -> Result<Head, PartsError> {
    let lines = String::from_utf8_lossy(lines);
    // Before the first line stands only the rest of the delimiter's own: blanks.
    let (padding, lines) = lines.split_once("\r\n").ok_or(PartsError::Malformed)?;
    if !padding.trim().is_empty() {
        return Err(PartsError::Malformed);
    }
    let values = lines.split("\r\n").filter_map(|line| line.split_once(':'));
    let mut dispositions = values.filter(|(name, _)| name.trim().eq_ignore_ascii_case("content-disposition"));
    let (_, disposition) = dispositions.next().ok_or(PartsError::Malformed)?;
    let (kind, parameters) = disposition.split_once(';').ok_or(PartsError::Malformed)?;
    if !kind.trim().eq_ignore_ascii_case("form-data") {
        return Err(PartsError::Malformed);
    }
    let name = parameter(parameters, "name").ok_or(PartsError::Malformed)?;
    Ok(Head { name, file: parameter(parameters, "filename") })
}

/// The value of `wanted` in `name="a"; filename="b; c.docx"`.
fn parameter(parameters: &str, wanted: &str) -> Option<String> {
    let mut rest = parameters;
    loop {
        let (name, after) = rest.split_once('=')?;
        let (value, after) = match after.trim_start().strip_prefix('"') {
            Some(quoted) => quoted_value(quoted),
            None => {
                let (value, rest) = after.split_once(';').unwrap_or((after, ""));
                (value.trim().to_owned(), rest)
            }
        };
        if name.trim_matches([' ', '\t', ';']).eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = after;
    }
}

/// Up to the closing quote. Browsers write a quote inside a name as `%22` (WHATWG), curl as `\"`; a browser leaves a `\` at the end
/// of a name as it is, so that the last quote of the line closes it in every case.
fn quoted_value(text: &str) -> (String, &str) {
    let mut escaped = false;
    let last = text.trim_end().len().saturating_sub(1);
    let end = text.char_indices().find(|(at, letter)| {
        let closes = *letter == '"' && (!escaped || *at == last);
        escaped = *letter == '\\' && !escaped;
        closes
    });
    let (value, rest) = text.split_at(end.map_or(text.len(), |(at, _)| at));
    let value = value.replace("\\\"", "\"").replace("%22", "\"").replace("%0D", " ").replace("%0A", " ");
    (value, rest.get(1..).unwrap_or_default())
}
