//! Excel 5–2003 (MS-XLS): a stream of records.

mod formulas;

use std::io::{self, Read};

use domain::inspection::{Cause, Oddity};
use memchr::memmem;

use crate::inspection::{fields, findings::Findings, formulas::Addresses, links::Link};

/// MS-OSHARED 2.3.7.6: an address of the web follows, with its length in bytes.
const URL_MONIKER: [u8; 16] = [0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0x00, 0xAA, 0x00, 0x4B, 0xA9, 0x0B];
/// MS-OSHARED 2.3.7.8: a path follows, after how often it goes up and its length in letters.
const FILE_MONIKER: [u8; 16] = [0x03, 0x03, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46];

/// Reads all records.
pub fn look(mut stream: impl Read, findings: &mut Findings) -> io::Result<()> {
    let mut head = [0; 4];
    let mut body = Vec::new();
    let mut addresses = Addresses::default();
    // Excel 5 and 95 write places in other ways: their formulas are not read.
    let mut is_of_97 = false;
    while read_whole(&mut stream, &mut head)? {
        let [kind_low, kind_high, length_low, length_high] = head;
        let length = u64::from(u16::from_le_bytes([length_low, length_high]));
        let kind = u16::from_le_bytes([kind_low, kind_high]);
        body.clear();
        let mut record = (&mut stream).take(length);
        let read = match kind {
            0x0006 | 0x0018 | 0x0023 | 0x0085 | 0x00FC | 0x01AE | 0x01B8 | 0x0204 | 0x04BC | 0x0809 => {
                record.read_to_end(&mut body)? as u64
            }
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
            0x0809 => is_of_97 = body.get(..2) == Some(&[0, 6]),
            // Formula, ShrFmla: what stands before the length of the tokens, and the tokens.
            0x0006 if is_of_97 => look_at_formula(&body, 20, &mut addresses, findings),
            0x04BC if is_of_97 => look_at_formula(&body, 8, &mut addresses, findings),
            // Lbl and ExternName: functions of later times are asked for by their names.
            0x0018 | 0x0023 => look_at_name(&body, findings),
            // Label and SST: what the cells hold.
            0x00FC | 0x0204 => note_cells(&body, &mut addresses),
            0x01AE => look_at_book(&body, findings),
            0x01B8 => look_at_link(&body, findings),
            _ => {}
        }
    }
    addresses.judge(findings);
    Ok(())
}

/// Cell formulas have `before` bytes before the length of their tokens.
fn look_at_formula(body: &[u8], before: usize, addresses: &mut Addresses, findings: &mut Findings) {
    let Some([low, high, tokens @ ..]) = body.get(before..) else { return };
    let length = usize::from(u16::from_le_bytes([*low, *high]));
    formulas::judge(tokens.get(..length).unwrap_or(tokens), addresses, findings);
}

/// `_xlfn.WEBSERVICE`, in one byte a letter or in two.
fn look_at_name(body: &[u8], findings: &mut Findings) {
    let letters: Vec<u8> = body.iter().filter(|byte| **byte != 0).map(u8::to_ascii_uppercase).collect();
    if [&b"WEBSERVICE"[..], b"_XLFN.IMAGE"].iter().any(|name| memmem::find(&letters, name).is_some()) {
        findings.hold(Cause::LoadsFromElsewhere);
    }
}

/// Only whether an address of a program or of another machine is among them.
fn note_cells(body: &[u8], addresses: &mut Addresses) {
    let letters: Vec<u8> = body.iter().copied().filter(|byte| *byte != 0).collect();
    for mark in [&b"\\\\"[..], b"file:", b":\\"] {
        for at in memmem::find_iter(&letters, mark) {
            let start = if mark == b":\\" { at.saturating_sub(1) } else { at };
            let address = letters.get(start..).unwrap_or_default().iter().take_while(|byte| **byte >= b' ' && **byte < 0x7F);
            addresses.note_cell(&address.map(|byte| char::from(*byte)).collect::<String>());
        }
    }
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
