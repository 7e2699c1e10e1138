//! One XML part, event by event, in constant memory: a bound on each event, on depth, and no words of its own.

use std::{
    cell::Cell,
    io::{self, BufRead, BufReader, Read},
    rc::Rc,
};

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event, attributes::Attribute},
};

use crate::package::PackageError;

/// The longest tag or run of text, in bytes: Word writes a paragraph in runs, and a picture in the text has some MB.
const MAX_EVENT: usize = 8 * 1024 * 1024;

/// How deep elements may stand inside each other; tables inside of tables inside of text boxes reach 200.
const MAX_DEPTH: usize = 4_000;

/// Why a part is not read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum XmlError {
    /// Not XML from here on.
    Damaged,
    /// A document type of its own (XML 1.0, 2.8), with which words multiply and files are fetched.
    OwnEntities,
    /// Text in letters that are not read here, and that an office program might read all the same.
    UnknownLetters,
    /// Larger or deeper than any document.
    TooLarge,
    Package(PackageError),
}

pub struct Xml<R> {
    is_lenient: bool,
    reader: Reader<Bounded<BufReader<Letters<R>>>>,
    buffer: Vec<u8>,
    left: Rc<Cell<usize>>,
    depth: usize,
}

impl<R: Read> Xml<R> {
    pub fn new(bytes: R) -> Self {
        let left = Rc::new(Cell::new(MAX_EVENT));
        let letters = BufReader::with_capacity(64 * 1024, Letters::new(bytes));
        let mut reader = Reader::from_reader(Bounded { inner: letters, left: Rc::clone(&left) });
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        Self { is_lenient: false, reader, buffer: Vec::new(), left, depth: 0 }
    }

    /// For drawings of Excel, which writes tags there that nobody closes.
    pub fn lenient(mut self) -> Self {
        let config = self.reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        self.is_lenient = true;
        self
    }

    /// The next event; `None` at the end.
    pub fn next(&mut self) -> Result<Option<Event<'_>>, XmlError> {
        self.buffer.clear();
        self.left.set(MAX_EVENT);
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(quick_xml::Error::Io(error)) => return Err(of_reading(&error)),
            Err(_) => return Err(XmlError::Damaged),
        };
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::DocType(_) => return Err(XmlError::OwnEntities),
            Event::Decl(declaration) if !is_known_encoding(declaration) => return Err(XmlError::UnknownLetters),
            Event::Eof if self.depth > 0 && !self.is_lenient => return Err(XmlError::Damaged),
            Event::Eof => return Ok(None),
            _ => {}
        }
        if self.depth > MAX_DEPTH { Err(XmlError::TooLarge) } else { Ok(Some(event)) }
    }
}

fn of_reading(error: &io::Error) -> XmlError {
    if error.kind() == io::ErrorKind::FileTooLarge { XmlError::TooLarge } else { XmlError::Package(PackageError::of(error)) }
}

/// Those that agree with ASCII where tags are concerned, and the two that are translated here.
fn is_known_encoding(declaration: &quick_xml::events::BytesDecl<'_>) -> bool {
    match declaration.encoding() {
        None => true,
        Some(Ok(name)) => {
            let name = name.to_ascii_lowercase();
            ["utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii"].contains(&name.as_str())
                || name.starts_with("iso-8859-")
                || name.starts_with("windows-125")
        }
        Some(Err(_)) => false,
    }
}

/// The value of the attribute of this name, whatever its prefix.
pub fn attribute(tag: &BytesStart<'_>, local: &str) -> Option<String> {
    tag.attributes().with_checks(false).flatten().find(|one| one.key.local_name().as_ref() == local).map(|one| value(&one))
}

pub fn value(attribute: &Attribute<'_>) -> String {
    attribute.normalized_value(XmlVersion::Implicit1_0).map_or_else(|_| attribute.value.to_string(), |value| value.into_owned())
}

/// The letter that stands for a reference as `&amp;` or `&#65;`.
pub fn letter(reference: &BytesRef<'_>) -> Option<char> {
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

/// Gives no more than so many bytes until it is wound up again.
struct Bounded<R> {
    inner: R,
    left: Rc<Cell<usize>>,
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left.get() == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.left.set(self.left.get().saturating_sub(amount));
        self.inner.consume(amount);
    }
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.fill_buf()?.read(buffer)?;
        self.inner.consume(read);
        Ok(read)
    }
}

/// UTF-8 as it comes, UTF-16 translated: office programs read both.
struct Letters<R> {
    inner: R,
    kind: Option<Kind>,
    /// Translated, or read to learn the kind, and not yet given.
    ready: Vec<u8>,
    given: usize,
    /// An odd byte at the end of what was read, or the first half of a pair.
    rest: Vec<u8>,
    half: Option<u16>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Utf8,
    LittleEndian,
    BigEndian,
}

impl<R: Read> Letters<R> {
    const fn new(inner: R) -> Self {
        Self { inner, kind: None, ready: Vec::new(), given: 0, rest: Vec::new(), half: None }
    }

    fn learn(&mut self) -> io::Result<Kind> {
        let mut beginning = Vec::new();
        (&mut self.inner).take(4).read_to_end(&mut beginning)?;
        let kind = match beginning.as_slice() {
            [0xFF, 0xFE, ..] | [b'<', 0, ..] => Kind::LittleEndian,
            [0xFE, 0xFF, ..] | [0, b'<', ..] => Kind::BigEndian,
            _ => Kind::Utf8,
        };
        match kind {
            Kind::Utf8 => self.ready = beginning,
            Kind::LittleEndian | Kind::BigEndian => self.rest = beginning,
        }
        self.kind = Some(kind);
        Ok(kind)
    }

    fn translate(&mut self, kind: Kind) -> io::Result<()> {
        let mut bytes = std::mem::take(&mut self.rest);
        let known = bytes.len();
        bytes.resize(known + 16 * 1024, 0);
        let read = self.inner.read(bytes.get_mut(known..).unwrap_or_default())?;
        bytes.truncate(known + read);
        let (pairs, odd) = bytes.as_chunks::<2>();
        let units =
            pairs.iter().map(|pair| if kind == Kind::LittleEndian { u16::from_le_bytes(*pair) } else { u16::from_be_bytes(*pair) });
        let units: Vec<u16> = self.half.take().into_iter().chain(units).collect();
        let (whole, half) = match units.split_last() {
            Some((last, before)) if (0xD800..0xDC00).contains(last) && read > 0 => (before, Some(*last)),
            _ => (units.as_slice(), None),
        };
        self.half = half;
        self.rest = odd.to_vec();
        self.ready = String::from_utf16_lossy(whole).trim_start_matches('\u{feff}').to_owned().into_bytes();
        self.given = 0;
        if read == 0 {
            self.rest.clear();
        }
        Ok(())
    }
}

impl<R: Read> Read for Letters<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let kind = match self.kind {
            Some(kind) => kind,
            None => self.learn()?,
        };
        loop {
            let mut ready = self.ready.get(self.given..).unwrap_or_default();
            if !ready.is_empty() {
                let read = ready.read(buffer)?;
                self.given += read;
                return Ok(read);
            }
            if kind == Kind::Utf8 {
                return self.inner.read(buffer);
            }
            let before = self.rest.len();
            self.translate(kind)?;
            if self.ready.is_empty() && self.half.is_none() && self.rest.len() <= before {
                return Ok(0);
            }
        }
    }
}

#[cfg(test)]
mod tests;
