//! Which bytes of a file a request asks for (RFC 9110, section 14).

use std::ops::Range;

use axum::http::{
    HeaderMap, Method,
    header::{IF_RANGE, RANGE},
};

/// What is sent of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Whole,
    /// From the first byte up to the one after the last.
    Bytes(Range<u64>),
    /// Nothing: the range begins behind the end.
    Unsatisfiable,
}

impl Part {
    /// What a request asks for of a file of this length, whose strong `ETag` is `tag`. One range is read; several of them,
    /// other units than bytes, and what nobody can read are as good as none, which the RFC allows.
    pub fn asked(method: &Method, headers: &HeaderMap, tag: &str, length: u64) -> Self {
        // The part that is there already must be one of these bytes. A date never says that, and a weak tag does not either.
        let fits = headers.get(IF_RANGE).is_none_or(|wanted| wanted.as_bytes() == tag.as_bytes());
        let mut ranges = headers.get_all(RANGE).iter();
        match (ranges.next(), ranges.next()) {
            (Some(range), None) if method == Method::GET && fits => {
                range.to_str().ok().and_then(|range| of(range, length)).unwrap_or(Self::Whole)
            }
            _ => Self::Whole,
        }
    }

    /// Whether somebody who gets this part of a file of this length has opened the file: all of it, or at least the half from its
    /// first byte on. Programs ask for a byte to learn how long a file is, and browsers fetch the rest of a download that broke off
    /// by a part that begins later: its first one was counted. What it decides is who has looked at a version before approving it
    /// with others, and which hand-in nobody has opened; the bytes themselves go to whoever may have them in any case.
    pub fn opens(&self, length: u64) -> bool {
        match self {
            Self::Whole => true,
            Self::Bytes(bytes) => bytes.start == 0 && bytes.end >= length.div_ceil(2),
            Self::Unsatisfiable => false,
        }
    }
}

fn of(range: &str, length: u64) -> Option<Part> {
    let (unit, set) = range.split_once('=')?;
    let (first, last) = set.split_once('-').filter(|_| unit.trim().eq_ignore_ascii_case("bytes") && !set.contains(','))?;
    let bytes = match (number(first)?, number(last)?) {
        (None, None) => return None,
        // The last so many bytes.
        (None, Some(count)) => length.saturating_sub(count)..length,
        (Some(first), None) => first..length,
        (Some(first), Some(last)) if first <= last => first..length.min(last.saturating_add(1)),
        (Some(_), Some(_)) => return None,
    };
    Some(if bytes.is_empty() { Part::Unsatisfiable } else { Part::Bytes(bytes) })
}

/// Digits, or nothing at all; a number that is larger than any file counts as that.
fn number(text: &str) -> Option<Option<u64>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    let is_number = text.bytes().all(|letter| letter.is_ascii_digit());
    is_number.then(|| Some(text.parse().unwrap_or(u64::MAX)))
}

#[cfg(test)]
#[path = "range_tests.rs"]
mod tests;
