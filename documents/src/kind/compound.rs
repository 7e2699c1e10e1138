//! Word, Excel and PowerPoint 97–2003: a compound file (MS-CFB) whose streams tell the kind.

use std::io::{self, Read, Seek};

use domain::files::FileKind;

use super::UnfitError;
use crate::{
    compound::{self, Container},
    source::Source,
};

/// What may be read of the streams, in bytes.
const STREAMS: u64 = 64 * 1024 * 1024;

/// Read at once, in bytes.
const WINDOW: usize = 1024 * 1024;

/// Where a workbook lists its sheets: so many bytes at its beginning.
const SHEET_LIST: u64 = 1024 * 1024;

pub fn kind<R: Read + Seek>(source: &Source<R>) -> Result<FileKind, UnfitError> {
    let Ok(mut container) = compound::open(source.clone()) else { return kind_by_names(source) };
    let entries = container.entries().ok_or(UnfitError::Unknown)?;
    if compound::is_sealed(&entries) {
        return Err(UnfitError::Encrypted);
    }
    let kind = compound::own_kind(&entries).ok_or(UnfitError::Unknown)?;
    container.may_read(STREAMS);
    let has_macros = match kind {
        FileKind::Doc => check_document(&mut container)?,
        FileKind::Xls => {
            let book = entries.iter().find(|entry| entry.is_top && entry.name == "workbook").map_or("/Book", |_| "/Workbook");
            has_macro_sheets(&mut container, book)?
        }
        _ => has_presentation_macros(&mut container)?,
    };
    if has_macros || entries.iter().any(|entry| compound::is_macro_storage(&entry.name)) {
        Err(UnfitError::Dangerous)
    } else {
        Ok(kind)
    }
}

/// A container whose tables are broken: the names of its streams stand in it still, in two bytes a letter. Nobody can look into
/// it, which is found afterwards.
fn kind_by_names<R: Read + Seek>(source: &Source<R>) -> Result<FileKind, UnfitError> {
    const NAMES: [(&str, FileKind); 3] =
        [("PowerPoint Document", FileKind::Ppt), ("Workbook", FileKind::Xls), ("WordDocument", FileKind::Doc)];
    let mut found = None;
    for (name, kind) in NAMES {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let has_name = has(source, &wide)?;
        found = found.or(has_name.then_some(kind));
    }
    found.ok_or(UnfitError::Unknown)
}

/// Whether these bytes stand anywhere in the file.
fn has<R: Read + Seek>(source: &Source<R>, bytes: &[u8]) -> io::Result<bool> {
    let finder = memchr::memmem::Finder::new(bytes);
    let mut at = 0;
    while at < source.size() {
        if finder.find(&source.piece(at, WINDOW)?).is_some() {
            return Ok(true);
        }
        at += (WINDOW - bytes.len()) as u64;
    }
    Ok(false)
}

/// MS-DOC 2.5.1: the document says at its beginning what it is and whether it is encrypted.
fn check_document<R: Read + Seek>(container: &mut Container<R>) -> Result<bool, UnfitError> {
    let mut beginning = [0; 12];
    container.open_stream("/WordDocument")?.read_exact(&mut beginning)?;
    let [0xEC | 0xDC, 0xA5, _, _, _, _, _, _, _, _, _, flags] = beginning else { return Err(UnfitError::Unknown) };
    if flags & 0x01 == 0 { Ok(false) } else { Err(UnfitError::Encrypted) }
}

/// MS-XLS 2.4.28 and 2.4.117: sheets of Excel 4 macros run without any VBA; many old school files carry such a virus.
fn has_macro_sheets<R: Read + Seek>(container: &mut Container<R>, stream: &str) -> Result<bool, UnfitError> {
    let mut beginning = Vec::new();
    container.open_stream(stream)?.take(SHEET_LIST).read_to_end(&mut beginning)?;
    let mut rest = beginning.as_slice();
    while let [kind_low, kind_high, length_low, length_high, body @ ..] = rest {
        let length = usize::from(u16::from_le_bytes([*length_low, *length_high]));
        let Some((record, after)) = body.split_at_checked(length) else { break };
        match (u16::from_le_bytes([*kind_low, *kind_high]), record) {
            (0x002F, _) => return Err(UnfitError::Encrypted),
            (0x0085, [_, _, _, _, _, 1 | 6, ..]) => return Ok(true),
            (0x000A, _) => break,
            _ => rest = after,
        }
    }
    Ok(false)
}

/// MS-PPT 2.4.10: a presentation keeps its macros inside its one stream and says so in a small record.
fn has_presentation_macros<R: Read + Seek>(container: &mut Container<R>) -> Result<bool, UnfitError> {
    const RECORD: [u8; 14] = [0xFF, 0x03, 0x14, 0, 0, 0, 0x02, 0, 0, 0x04, 0x0C, 0, 0, 0];
    const HAS_MACROS: usize = RECORD.len() + 4;
    let finder = memchr::memmem::Finder::new(&RECORD);
    let mut stream = container.open_stream("/PowerPoint Document")?.take(STREAMS);
    let mut window = Vec::new();
    loop {
        let read = (&mut stream).take(1024 * 1024).read_to_end(&mut window)?;
        let found = finder.find_iter(&window).any(|at| window.get(at + HAS_MACROS) == Some(&1));
        if found || read == 0 {
            return Ok(found);
        }
        window.drain(..window.len().saturating_sub(HAS_MACROS + 1));
    }
}
