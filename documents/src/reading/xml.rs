//! The XML of one part, element by element, as it is unpacked: nothing is held but the tag at hand.
//!
//! Names are asked without their prefix, for programs choose their own.

use std::{
    borrow::Cow,
    io::{self, BufRead, Read},
};

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event},
};

use super::{
    error::ReadingError,
    limits::{MAX_ELEMENTS_DEEP, MAX_EVENT_BYTES, MAX_PART_BYTES},
};
use crate::package::PackageError;

/// A part that is being read. Whoever is inside an element reads its children with `child_of`; what they leave of a child is
/// passed over.
pub(super) struct Xml<R> {
    reader: Reader<Metered<R>>,
    buffer: Vec<u8>,
    /// The tag that was opened last, with its attributes as they stand in the part.
    tag: String,
    name_length: usize,
    text: String,
    depth: usize,
}

/// How many elements are open: names an element while it is being read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Depth(usize);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Opened,
    Closed,
    Text,
    End,
}

impl<R: BufRead> Xml<R> {
    pub(super) fn new(part: R) -> Self {
        let mut reader = Reader::from_reader(Metered { part, total: 0, since: 0 });
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), tag: String::new(), name_length: 0, text: String::new(), depth: 0 }
    }

    /// The element that is being read.
    pub(super) fn depth(&self) -> Depth {
        Depth(self.depth)
    }

    /// Opens the root of the part, whose name must be this.
    pub(super) fn root(&mut self, name: &str) -> Result<Depth, ReadingError> {
        match self.child_of(Depth(0))? {
            Some(tag) if tag.name() == name => Ok(self.depth()),
            _ => Err(ReadingError::Malformed("root element")),
        }
    }

    /// The next child of the element that was opened at this depth; `None` at its end.
    pub(super) fn child_of(&mut self, parent: Depth) -> Result<Option<Tag<'_>>, ReadingError> {
        loop {
            match self.step()? {
                Step::Opened if self.depth == parent.0 + 1 => return Ok(Some(self.tag())),
                Step::Closed if self.depth < parent.0 => return Ok(None),
                Step::End if parent.0 == 0 => return Ok(None),
                Step::End => return Err(ReadingError::Malformed("end of part")),
                Step::Opened | Step::Closed | Step::Text => {}
            }
        }
    }

    /// The next element anywhere below the one that was opened at this depth; `None` at its end.
    pub(super) fn descendant_of(&mut self, ancestor: Depth) -> Result<Option<Tag<'_>>, ReadingError> {
        loop {
            match self.step()? {
                Step::Opened => return Ok(Some(self.tag())),
                Step::Closed if self.depth < ancestor.0 => return Ok(None),
                Step::End => return Err(ReadingError::Malformed("end of part")),
                Step::Closed | Step::Text => {}
            }
        }
    }

    /// The text of the element at hand, that of its children included, to its end.
    pub(super) fn text(&mut self) -> Result<String, ReadingError> {
        self.text_in(|_| true)
    }

    /// The text in those elements below the one at hand that have this name, to its end.
    pub(super) fn text_in_each(&mut self, name: &str) -> Result<String, ReadingError> {
        self.text_in(|inside| inside == name)
    }

    fn text_in(&mut self, is_wanted: impl Fn(&str) -> bool) -> Result<String, ReadingError> {
        let element = self.depth;
        let mut text = String::new();
        let mut wanted = is_wanted(self.tag().name());
        loop {
            match self.step()? {
                Step::Opened => wanted = is_wanted(self.tag().name()),
                Step::Closed if self.depth < element => return Ok(text),
                Step::Closed => wanted = is_wanted(""),
                Step::Text if wanted => text.push_str(&self.text),
                Step::End => return Err(ReadingError::Malformed("end of part")),
                Step::Text => {}
            }
        }
    }

    /// Passes over the rest of the element at hand.
    pub(super) fn skip(&mut self) -> Result<(), ReadingError> {
        let element = self.depth();
        while self.child_of(element)?.is_some() {}
        Ok(())
    }

    fn tag(&self) -> Tag<'_> {
        Tag(BytesStart::from_content(self.tag.as_str(), self.name_length))
    }

    fn step(&mut self) -> Result<Step, ReadingError> {
        loop {
            self.buffer.clear();
            self.reader.get_mut().since = 0;
            match self.reader.read_event_into(&mut self.buffer).map_err(|error| why(&error))? {
                Event::Start(tag) | Event::Empty(tag) => {
                    self.tag.clear();
                    self.tag.push_str(&tag);
                    self.name_length = tag.name().as_ref().len();
                    self.depth += 1;
                    if self.depth > MAX_ELEMENTS_DEEP {
                        return Err(ReadingError::TooDeep);
                    }
                    return Ok(Step::Opened);
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Step::Closed);
                }
                Event::Text(text) => return Ok(keep(&mut self.text, &text.xml10_content())),
                Event::CData(text) => return Ok(keep(&mut self.text, &text.xml10_content())),
                Event::GeneralRef(reference) => return Ok(keep(&mut self.text, resolved(&reference)?.encode_utf8(&mut [0; 4]))),
                // Entities of one's own are for bombs; no office program writes any.
                Event::DocType(_) => return Err(ReadingError::Malformed("document type")),
                Event::Eof => return Ok(Step::End),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            }
        }
    }
}

/// Takes a stretch of text over, without what no screen shows and no page may hold.
fn keep(text: &mut String, read: &str) -> Step {
    text.clear();
    if read.chars().any(is_forbidden) {
        text.extend(read.chars().filter(|letter| !is_forbidden(*letter)));
    } else {
        text.push_str(read);
    }
    Step::Text
}

/// Control letters, and letters that turn the direction of what is around them: they make a page say what the file does not.
fn is_forbidden(letter: char) -> bool {
    (letter.is_control() && !matches!(letter, '\n' | '\t'))
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn resolved(reference: &BytesRef<'_>) -> Result<char, ReadingError> {
    let malformed = ReadingError::Malformed("reference");
    match reference.resolve_char_ref() {
        Ok(Some(letter)) => Ok(letter),
        Ok(None) => match &**reference {
            "amp" => Ok('&'),
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "quot" => Ok('"'),
            "apos" => Ok('\''),
            _ => Err(malformed),
        },
        Err(_) => Err(malformed),
    }
}

/// A budget's end comes back out of the parser inside an error of reading.
fn why(error: &quick_xml::Error) -> ReadingError {
    match error {
        quick_xml::Error::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<TooLargeError>()) => {
            ReadingError::PartTooLarge
        }
        quick_xml::Error::Io(error) => ReadingError::Package(PackageError::of(error)),
        _ => ReadingError::Malformed("XML"),
    }
}

/// An opened element, with its attributes.
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Without its prefix.
    pub(super) fn name(&self) -> &str {
        let name = self.0.attributes_raw().len();
        let name = self.0.get(..self.0.len() - name).unwrap_or_default();
        name.rsplit(':').next().unwrap_or(name)
    }

    /// The value of the first attribute with this name, whatever its prefix; `None` also where it cannot be read.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok()
    }

    /// `w:val`, which most elements of a Word file have.
    pub(super) fn value(&self) -> Option<Cow<'_, str>> {
        self.attribute("val")
    }

    pub(super) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether a property that is either on or off is on: without a value it is.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// A part, counted while it is read.
struct Metered<R> {
    part: R,
    total: u64,
    /// Bytes since the last tag or stretch of text.
    since: u64,
}

#[derive(Debug, thiserror::Error)]
#[error("a part, a tag or a stretch of text is too large")]
struct TooLargeError;

impl<R: BufRead> Read for Metered<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.total > MAX_PART_BYTES || self.since > MAX_EVENT_BYTES {
            return Err(io::Error::other(TooLargeError));
        }
        self.part.fill_buf()
    }

    fn consume(&mut self, read: usize) {
        self.total += read as u64;
        self.since += read as u64;
        self.part.consume(read);
    }
}
