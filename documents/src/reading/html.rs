//! What was read, as HTML: a fragment with elements and classes of our own, everything escaped.
//!
//! There is no `style`, no script, no link but those to notes in the same fragment, and nothing that is loaded but pictures of
//! the file itself, from the address that the caller gives. Elements: div, p, h2–h6, table, colgroup, col, tr, th, td, br, hr,
//! img, span, b, i, u, s, sub, sup, mark, and a with an address in the same page. Paragraphs and cells carry the id of their place.

mod document;
mod sheets;

use domain::file_text::Place;

use super::{error::ReadingError, limits::MAX_HTML_BYTES};

pub use document::document;
pub use sheets::workbook;

/// HTML in the making, up to a size.
#[derive(Default)]
struct Html(String);

impl Html {
    /// Markup that is ours.
    fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// Words of the file.
    fn text(&mut self, words: &str) {
        let mut from = 0;
        for (at, byte) in words.bytes().enumerate() {
            let escaped = match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                b'\'' => "&#39;",
                _ => continue,
            };
            self.0.push_str(words.get(from..at).unwrap_or_default());
            self.0.push_str(escaped);
            from = at + 1;
        }
        self.0.push_str(words.get(from..).unwrap_or_default());
    }

    fn number(&mut self, number: impl std::fmt::Display) {
        self.text(&number.to_string());
    }

    /// `<name id="…" class="…">`
    fn open(&mut self, name: &str, place: Option<Place>, classes: &[&str]) {
        self.raw("<");
        self.raw(name);
        self.attributes(place, classes);
        self.raw(">");
    }

    fn attributes(&mut self, place: Option<Place>, classes: &[&str]) {
        if let Some(place) = place {
            self.attribute("id", place);
        }
        if !classes.is_empty() {
            self.attribute("class", classes.join(" "));
        }
    }

    fn attribute(&mut self, name: &str, value: impl std::fmt::Display) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        self.text(&value.to_string());
        self.raw("\"");
    }

    fn close(&mut self, name: &str) {
        self.raw("</");
        self.raw(name);
        self.raw(">");
    }

    fn check(&self) -> Result<(), ReadingError> {
        if self.0.len() > MAX_HTML_BYTES { Err(ReadingError::PageTooLarge) } else { Ok(()) }
    }

    fn finished(self) -> Result<String, ReadingError> {
        self.check()?;
        Ok(self.0)
    }
}
