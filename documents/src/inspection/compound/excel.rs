//! Excel 5–2003 (MS-XLS): a stream of records.

use std::io::{self, Read};

use domain::inspection::{Cause, Oddity};
use memchr::memmem;

use crate::inspection::{fields, findings::Findings, links::Link};

/// MS-OSHARED 2.3.7.6: an address of the web follows, with its length in bytes.
const URL_MONIKER: [u8; 16] = [0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0x00, 0xAA, 0x00, 0x4B, 0xA9, 0x0B];
/// MS-OSHARED 2.3.7.8: a path follows, after how often it goes up and its length in letters.
const FILE_MONIKER: [u8; 16] = [0x03, 0x03, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46];

/// Reads all records.
pub fn look(mut stream: impl Read, findings: &mut Findings) -> io::Result<()> {
    let mut head = [0; 4];
    let mut body = Vec::new();
    while read_whole(&mut stream, &mut head)? {
        let [kind_low, kind_high, length_low, length_high] = head;
        let length = u64::from(u16::from_le_bytes([length_low, length_high]));
        let kind = u16::from_le_bytes([kind_low, kind_high]);
        body.clear();
        let mut record = (&mut stream).take(length);
        let read = match kind {
            0x0085 | 0x01AE | 0x01B8 => record.read_to_end(&mut body)? as u64,
            _ if length == 0 => 0,
            _ => io::copy(&mut record, &mut io::sink())?,
        };
        if read < length {
            findings.odd(Oddity::Cut);
            return Ok(());
        }
        match kind {
            // FilePass: what follows is encrypted.
            0x002F => {
                findings.seal(true);
                return Ok(());
            }
            // BoundSheet8.
            0x0085 => match body.as_slice() {
                [_, _, _, _, _, 1, ..] => findings.hold(Cause::MacroSheet),
                [_, _, _, _, _, 6, ..] => findings.hold(Cause::Macros),
                _ => {}
            },
            0x01AE => look_at_book(&body, findings),
            0x01B8 => look_at_link(&body, findings),
            _ => {}
        }
    }
    Ok(())
}

/// `false` at the end, also where less is left than a head: sectors are filled up.
fn read_whole(stream: &mut impl Read, head: &mut [u8; 4]) -> io::Result<bool> {
    match stream.read_exact(head) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

/// SupBook (MS-XLS 2.4.271): another workbook, or a program and what it is asked for (2.5.277).
fn look_at_book(body: &[u8], findings: &mut Findings) {
    let [_, _, length_low, length_high, flags, letters @ ..] = body else { return };
    let length = u16::from_le_bytes([*length_low, *length_high]);
    if [0x0401, 0x3A01].contains(&length) {
        return;
    }
    let path: String = if flags & 1 == 0 {
        letters.iter().take(length.into()).map(|byte| char::from(*byte)).collect()
    } else {
        let units = letters.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair));
        char::decode_utf16(units.take(length.into())).map(|letter| letter.unwrap_or('\u{fffd}')).collect()
    };
    match path.split_once('\u{3}') {
        // A linked object names its program with a point in it; data of a running program do not.
        Some((program, target)) if program.contains('.') => match Link::of(target) {
            Link::Web | Link::OtherMachine => findings.hold(Cause::LoadsFromElsewhere),
            Link::Program => findings.hold(Cause::ProgramLink),
            Link::Harmless | Link::OwnMachine => {}
        },
        Some(_) => findings.hold(Cause::DdeField),
        None if path.starts_with("\u{1}\u{1}@") => findings.hold(Cause::LoadsFromElsewhere),
        None if path.to_lowercase().contains("http") => findings.odd(Oddity::LoadsFromWeb),
        None => {}
    }
}

/// HLink (MS-XLS 2.4.140).
fn look_at_link(body: &[u8], findings: &mut Findings) {
    if let Some(at) = memmem::find(body, &URL_MONIKER) {
        let address = body.get(at + 20..).unwrap_or_default().as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair));
        let address = char::decode_utf16(address.take_while(|unit| *unit != 0)).map(|letter| letter.unwrap_or('\u{fffd}'));
        fields::follow(&address.collect::<String>(), findings);
    }
    if let Some(at) = memmem::find(body, &FILE_MONIKER) {
        let path = body.get(at + 22..).unwrap_or_default().iter().take_while(|byte| **byte != 0);
        fields::follow(&path.map(|byte| char::from(*byte)).collect::<String>(), findings);
    }
}
