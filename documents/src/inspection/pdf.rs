//! PDF (ISO 32000): the objects are read one after the other from the beginning of the file, whatever its table of objects says,
//! so that none is passed over; those packed together in object streams are unpacked.

mod attachment;
mod lexer;
mod objects;
mod security;

use std::io::{self, Read, Seek};

use domain::inspection::{Cause, Impossibility, Oddity};
use flate2::{Decompress, FlushDecompress, Status};
use memchr::memmem;

use self::{
    attachment::Attachment,
    lexer::Lexer,
    objects::{Objects, StreamFacts},
};
use super::{
    findings::Findings,
    foreign::{Smuggled, ends_as_zip},
};
use crate::source::Source;

/// Held at once, in bytes; more is read where less than half is left.
const WINDOW: usize = 256 * 1024;

/// What all object streams together may unpack to, in bytes: they hold no pictures and no pages' contents, and those of a book
/// of ten thousand pages take 20 MB.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;

/// How much of the end is searched for the last line, in bytes, and how much of nothing may follow it: some programs fill up.
const TAIL: u64 = 4096;
const MAX_FILLING: u64 = 1024 * 1024;

/// In bytes: how much of a mark may stand in the window before.
const OVERLAP: usize = 32;

/// In bytes: the shortest head of an object, `1 0 obj`.
const MIN_HEAD_BYTES: usize = 7;

/// Reads a PDF, by itself or inside of another document.
pub fn look<R: Read + Seek>(source: &Source<R>, findings: &mut Findings) {
    let mut reading = Reading {
        objects: Objects::default(),
        lexer: Lexer::default(),
        unpacked_left: MAX_UNPACKED,
        damaged: false,
        has_object_streams: false,
    };
    // A fault of the disk is told by the source itself.
    let _read = reading.read(source, findings);
    reading.objects.finish(findings);
    if reading.objects.is_sealed {
        let Objects { security, ids, .. } = &reading.objects;
        match security.as_ref().and_then(|security| security.opens_unasked(ids)) {
            // Every reader opens it, and its packed objects were not to be read.
            Some(true) if reading.has_object_streams => findings.hold(Cause::Unreadable),
            Some(true) => {}
            // Nobody opens it who has not got the password.
            Some(false) => findings.odd(Oddity::Sealed),
            None => findings.seal(reading.has_object_streams),
        }
    } else if reading.damaged {
        findings.odd(Oddity::Damaged);
    }
    let _read = look_at_end(source, findings);
}

fn look_at_end<R: Read + Seek>(source: &Source<R>, findings: &mut Findings) -> io::Result<()> {
    if ends_as_zip(source)? {
        findings.hold(Cause::TwoFormats);
    }
    let tail = tail(source)?;
    match memmem::rfind(&tail, b"%%EOF") {
        None => findings.odd(Oddity::Cut),
        Some(at) => {
            let mut smuggled = Smuggled::default();
            smuggled.look(tail.get(at..).unwrap_or_default());
            if smuggled != Smuggled::default() {
                findings.hold(Cause::TwoFormats);
            }
        }
    }
    Ok(())
}

/// The end of the file, without what fills it up.
fn tail<R: Read + Seek>(source: &Source<R>) -> io::Result<Vec<u8>> {
    let mut end = source.size();
    loop {
        let start = end.saturating_sub(TAIL);
        let piece = source.piece(start, usize::try_from(TAIL).unwrap_or_default())?;
        let is_filling = piece.iter().all(|byte| *byte == 0 || byte.is_ascii_whitespace());
        if !is_filling || start == 0 || source.size() - start > MAX_FILLING {
            // The last line may stand across two pieces.
            return source.piece(start.saturating_sub(TAIL), usize::try_from(3 * TAIL).unwrap_or_default());
        }
        end = start;
    }
}

struct Reading {
    objects: Objects,
    lexer: Lexer,
    unpacked_left: u64,
    damaged: bool,
    has_object_streams: bool,
}

/// What is done with the bytes of a stream.
enum Body {
    /// Pictures, fonts, contents of pages: nothing in them acts.
    Passed,
    /// Objects, packed or not.
    Objects {
        inflate: Option<Decompress>,
        lexer: Lexer,
        inner: Box<Objects>,
    },
    Attachment(Attachment),
}

impl Reading {
    fn read<R: Read + Seek>(&mut self, source: &Source<R>, findings: &mut Findings) -> io::Result<()> {
        let (mut held, mut at, mut end) = (Vec::new(), 0, 0);
        let mut body: Option<Body> = None;
        let mut is_at_object = false;
        while !findings.is_settled() {
            if end < source.size() && held.len() - at < WINDOW / 2 {
                held.drain(..at);
                at = 0;
                let more = source.piece(end, WINDOW - held.len())?;
                end = if more.is_empty() { source.size() } else { end + more.len() as u64 };
                held.extend(more);
            }
            let is_last = end >= source.size();
            let window = held.get(at..).unwrap_or_default();
            if window.is_empty() {
                break;
            }
            let used = match body.take() {
                None => {
                    let used = self.read_objects(window, is_last, &mut is_at_object, findings);
                    if let Some(facts) = self.objects.begun_stream.take() {
                        body = Some(self.begin(&facts, findings));
                    }
                    used
                }
                Some(mut inside) => {
                    let (used, has_ended) = self.read_body(window, is_last, &mut inside, findings);
                    if has_ended {
                        self.end(inside, findings);
                    } else {
                        body = Some(inside);
                    }
                    used
                }
            };
            at += if is_last && used == 0 && body.is_none() && !is_at_object { 1 } else { used };
        }
        Ok(())
    }

    /// Reads up to the next stream or the next object; says how many bytes that were. Each object is read from its own head on:
    /// what stands between objects, or is left open in the one before, hides none.
    fn read_objects(&mut self, window: &[u8], is_last: bool, is_at_object: &mut bool, findings: &mut Findings) -> usize {
        let from = if std::mem::take(is_at_object) { MIN_HEAD_BYTES.min(window.len()) } else { 0 };
        let next = first_object(window.get(from..).unwrap_or_default()).map(|at| from + at);
        let length = match next {
            Some(next) => next,
            None if is_last => window.len(),
            None => window.len().saturating_sub(OVERLAP),
        };
        let Self { objects, lexer, .. } = self;
        let used = lexer.feed(window.get(..length).unwrap_or_default(), |token| {
            objects.take(&token, findings);
            objects.begun_stream.is_none()
        });
        if next == Some(used) {
            lexer.reset();
            objects.begin_object();
            *is_at_object = true;
        }
        used
    }

    fn begin(&mut self, facts: &StreamFacts, findings: &mut Findings) -> Body {
        if facts.is_object_stream {
            self.has_object_streams = true;
            if self.objects.is_sealed {
                return Body::Passed;
            }
            let inflate = match facts.filters {
                0 => None,
                1 if facts.is_flate && !facts.has_predictor => Some(Decompress::new(true)),
                // No program writes objects in any other way.
                _ => {
                    findings.hold(Cause::Unreadable);
                    return Body::Passed;
                }
            };
            return Body::Objects { inflate, lexer: Lexer::default(), inner: Box::new(Objects::inside_of_stream()) };
        }
        if facts.is_attachment {
            return Body::Attachment(Attachment::new(facts));
        }
        Body::Passed
    }

    /// Reads up to the stream's end, or to a new object inside of what calls itself a stream: readers that follow the file's table
    /// would find it there. Says how many bytes that were, and whether the stream is over.
    fn read_body(&mut self, window: &[u8], is_last: bool, body: &mut Body, findings: &mut Findings) -> (usize, bool) {
        let end = memmem::find(window, b"endstream");
        let object = first_object(window.get(..end.unwrap_or(window.len())).unwrap_or_default());
        let (length, has_ended) = match object.or(end) {
            Some(length) => (length, true),
            None if is_last => (window.len(), true),
            None => (window.len().saturating_sub(OVERLAP), false),
        };
        let bytes = window.get(..length).unwrap_or_default();
        match body {
            Body::Passed => {}
            Body::Attachment(attachment) => attachment.take(bytes),
            Body::Objects { inflate, lexer, inner } => {
                let mut take = |bytes: &[u8]| {
                    lexer.feed(bytes, |token| {
                        inner.take(&token, findings);
                        true
                    });
                };
                match inflate {
                    None => take(bytes),
                    Some(inflate) => match unpack(inflate, bytes, &mut self.unpacked_left, take) {
                        Unpacking::Ended => {}
                        // The word by which it seems to end stands inside of what is packed: readers that go by its length
                        // unpack more than was seen here.
                        Unpacking::Going if object.or(end).is_some() => findings.hold(Cause::Unreadable),
                        Unpacking::Going => {}
                        Unpacking::Broken => self.damaged = true,
                        Unpacking::TooMuch => findings.refuse(Impossibility::Bomb),
                    },
                }
            }
        }
        (length, has_ended)
    }

    fn end(&mut self, body: Body, findings: &mut Findings) {
        match body {
            Body::Passed => {}
            Body::Attachment(attachment) => attachment.judge(findings),
            Body::Objects { inflate, mut lexer, mut inner } => {
                lexer.feed(b" ", |token| {
                    inner.take(&token, findings);
                    true
                });
                self.damaged |= inflate.is_some_and(|inflate| inflate.total_in() == 0);
                self.objects.join(*inner);
            }
        }
    }
}

enum Unpacking {
    /// What was packed is over.
    Ended,
    /// More is to come.
    Going,
    Broken,
    TooMuch,
}

fn unpack(inflate: &mut Decompress, bytes: &[u8], left: &mut u64, mut take: impl FnMut(&[u8])) -> Unpacking {
    let mut output = vec![0; 64 * 1024];
    let mut rest = skip_line_end(bytes, inflate.total_in());
    loop {
        let (before_in, before_out) = (inflate.total_in(), inflate.total_out());
        let Ok(status) = inflate.decompress(rest, &mut output, FlushDecompress::None) else { return Unpacking::Broken };
        let used = usize::try_from(inflate.total_in() - before_in).unwrap_or(usize::MAX);
        let made = usize::try_from(inflate.total_out() - before_out).unwrap_or(usize::MAX);
        rest = rest.get(used..).unwrap_or_default();
        take(output.get(..made).unwrap_or_default());
        match left.checked_sub(made as u64) {
            Some(less) => *left = less,
            None => return Unpacking::TooMuch,
        }
        if status == Status::StreamEnd {
            return Unpacking::Ended;
        }
        if (used == 0 && made == 0) || (rest.is_empty() && made < output.len()) {
            return Unpacking::Going;
        }
    }
}

/// Between the word `stream` and its bytes stands the end of a line.
fn skip_line_end(bytes: &[u8], already_read: u64) -> &[u8] {
    if already_read > 0 {
        return bytes;
    }
    bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n")).or_else(|| bytes.strip_prefix(b"\r")).unwrap_or(bytes)
}

/// Where `12 0 obj` stands.
fn first_object(bytes: &[u8]) -> Option<usize> {
    memmem::find_iter(bytes, b"obj").find_map(|at| {
        let follows = bytes.get(at + 3).is_none_or(|next| next.is_ascii_whitespace() || b"<[(/%".contains(next));
        let generation = number_before(bytes, at).filter(|_| follows)?;
        number_before(bytes, generation)
    })
}

/// Where the number begins that stands before this place, with blanks between.
fn number_before(bytes: &[u8], at: usize) -> Option<usize> {
    let is_blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
    let before = bytes.get(..at)?;
    let blanks = before.iter().rev().take(OVERLAP).take_while(|byte| is_blank(byte)).count();
    let before = before.get(..at - blanks)?;
    let digits = before.iter().rev().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    (blanks > 0 && digits > 0).then(|| before.len() - digits)
}
