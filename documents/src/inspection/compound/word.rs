//! Word 97–2003 (MS-DOC): fields stand in the text between marks, the template among the document's strings.

use std::io::{self, Read, Seek, SeekFrom};

use domain::inspection::{Cause, Oddity};
use memchr::memchr_iter;

use crate::inspection::{fields, findings::Findings, links::Link};

/// Read at once, in bytes.
const WINDOW: usize = 256 * 1024;

/// An instruction is looked at up to here, in letters.
const MAX_INSTRUCTION: usize = 600;

const FIELD_BEGINS: u8 = 0x13;

/// Where the document's own strings stand (MS-DOC 2.5.6, `fcSttbfAssoc`).
#[derive(Clone, Copy, Debug)]
pub struct TemplatePlace {
    pub stream: &'static str,
    from: u64,
    length: usize,
}

/// Strings of a document are few and short.
const MAX_STRINGS: usize = 64 * 1024;

/// Reads the stream of the text.
pub fn look(stream: &mut impl Read, findings: &mut Findings) -> io::Result<Option<TemplatePlace>> {
    let mut window = Vec::new();
    let mut template = None;
    let mut is_first = true;
    loop {
        let read = stream.take(WINDOW as u64).read_to_end(&mut window)?;
        if is_first {
            is_first = false;
            // MS-DOC 2.5.1: what it is, and whether it is encrypted.
            match window.as_slice() {
                [0xEC | 0xDC, 0xA5, _, _, _, _, _, _, _, _, _, flags, ..] if flags & 1 == 0 => {
                    template = place_of_strings(&window, *flags);
                }
                [0xEC | 0xDC, 0xA5, ..] => {
                    findings.odd(Oddity::Sealed);
                    return Ok(None);
                }
                _ => findings.odd(Oddity::Damaged),
            }
        }
        for at in memchr_iter(FIELD_BEGINS, &window) {
            let after = window.get(at + 1..).unwrap_or_default();
            if !may_act(after) {
                continue;
            }
            let wide = match after {
                [0, rest @ ..] => instruction(rest.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair))),
                _ => instruction(after.iter().map(|byte| u16::from(*byte))),
            };
            if let Some(text) = wide {
                fields::judge(&text, false, findings);
            }
        }
        if read == 0 {
            return Ok(template);
        }
        let kept = window.len().saturating_sub(2 * MAX_INSTRUCTION);
        window.drain(..kept);
    }
}

/// The first letters are those of a field that is judged at all; most bytes that look like a mark are none.
fn may_act(after: &[u8]) -> bool {
    const BEGINNINGS: [&[u8; 2]; 10] = [b"DD", b"HY", b"IN", b"IM", b"LI", b"AU", b"DA", b"EM", b"RD", b"QU"];
    let mut letters = after.iter().filter(|byte| **byte != 0).skip_while(|byte| byte.is_ascii_whitespace() || **byte == b'"');
    let beginning = [letters.next(), letters.next()].map(|letter| letter.map_or(0, u8::to_ascii_uppercase));
    BEGINNINGS.contains(&&beginning)
}

/// The letters up to the next mark; `None` where it cannot be one.
fn instruction(letters: impl Iterator<Item = u16>) -> Option<String> {
    let mut text = String::new();
    for letter in letters.take(MAX_INSTRUCTION) {
        match letter {
            0x13..=0x15 => break,
            0x00..=0x08 | 0x0E..=0x12 | 0x16..=0x1F => return None,
            _ => text.push(char::from_u32(u32::from(letter)).unwrap_or('\u{fffd}')),
        }
    }
    Some(text)
}

fn place_of_strings(beginning: &[u8], flags: u8) -> Option<TemplatePlace> {
    let field = |at: usize| beginning.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes);
    // Word 97 and later; before, everything was in one stream.
    let version = beginning.get(2..4).and_then(|two| two.try_into().ok()).map(u16::from_le_bytes)?;
    let (from, length) = (field(0x19A)?, field(0x19E)?);
    let length = usize::try_from(length).ok().filter(|length| (1..=MAX_STRINGS).contains(length))?;
    let stream = if flags & 0x02 == 0 { "0Table" } else { "1Table" };
    (version >= 0x00C1).then_some(TemplatePlace { stream, from: u64::from(from), length })
}

/// The second of the document's strings is the path of its template (MS-DOC 2.9.274).
pub fn look_at_template<S: Read + Seek>(table: &mut S, place: TemplatePlace, findings: &mut Findings) -> io::Result<()> {
    table.seek(SeekFrom::Start(place.from))?;
    let mut strings = Vec::new();
    table.take(place.length as u64).read_to_end(&mut strings)?;
    let [0xFF, 0xFF, _, _, _, _, strings @ ..] = strings.as_slice() else { return Ok(()) };
    let Some((_, after_first)) = string(strings) else { return Ok(()) };
    if let Some((template, _)) = string(after_first)
        && matches!(Link::of(&template), Link::Web | Link::OtherMachine)
    {
        findings.hold(Cause::RemoteTemplate);
    }
    Ok(())
}

fn string(bytes: &[u8]) -> Option<(String, &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    let (letters, rest) = rest.split_at_checked(2 * usize::from(u16::from_le_bytes(*length)))?;
    let units: Vec<u16> = letters.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    Some((String::from_utf16_lossy(&units), rest))
}
