//! Word, Excel and PowerPoint 97–2003: a compound file (MS-CFB) whose streams tell the kind.

use std::{
    cell::Cell,
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    rc::Rc,
};

use cfb::CompoundFile;
use domain::files::FileKind;

use super::InspectError;

/// What may be read to learn the streams: the tables of a 200 MB file take 2 MB, and what lies in memory is
/// no more than a small multiple of it.
const TABLES: u64 = 12 * 1024 * 1024;
/// What may be read of the streams themselves.
const STREAMS: u64 = 64 * 1024 * 1024;
/// Where a workbook lists its sheets: at its beginning.
const SHEET_LIST: u64 = 1024 * 1024;
/// A document with more embedded objects than this is no document.
const MAX_ENTRIES: usize = 20_000;

type Container = CompoundFile<Metered<File>>;

pub fn kind(file: File) -> Result<FileKind, InspectError> {
    let left = Rc::new(Cell::new(TABLES));
    let mut container = CompoundFile::open(Metered { inner: file, left: left.clone() })?;
    let mut macros = false;
    let mut top = Vec::new();
    for (count, entry) in container.walk().enumerate() {
        if count >= MAX_ENTRIES {
            return Err(InspectError::Unknown);
        }
        let name = entry.name().to_lowercase();
        macros |= matches!(name.as_str(), "macros" | "_vba_project_cur" | "_vba_project" | "vba");
        if entry.path().components().count() == 2 {
            top.push(name);
        }
    }
    let has = |name: &str| top.iter().any(|stream| stream == name);
    if has("encryptedpackage") || has("encryptedsummary") {
        return Err(InspectError::Encrypted);
    }
    left.set(STREAMS);
    let kind = match () {
        () if has("powerpoint document") => FileKind::Ppt,
        () if has("workbook") || has("book") => FileKind::Xls,
        () if has("worddocument") => FileKind::Doc,
        () => return Err(InspectError::Unknown),
    };
    macros |= match kind {
        FileKind::Doc => check_document(&mut container)?,
        FileKind::Xls => has_macro_sheets(&mut container, if has("workbook") { "/Workbook" } else { "/Book" })?,
        _ => has_presentation_macros(&mut container)?,
    };
    if macros { Err(InspectError::Dangerous) } else { Ok(kind) }
}

/// MS-DOC 2.5.1: the document says at its beginning what it is and whether it is encrypted.
fn check_document(container: &mut Container) -> Result<bool, InspectError> {
    let mut beginning = [0; 12];
    container.open_stream("/WordDocument")?.read_exact(&mut beginning)?;
    let [0xEC | 0xDC, 0xA5, _, _, _, _, _, _, _, _, _, flags] = beginning else { return Err(InspectError::Unknown) };
    if flags & 0x01 == 0 { Ok(false) } else { Err(InspectError::Encrypted) }
}

/// MS-XLS 2.4.28 and 2.4.117: sheets of Excel 4 macros run without any VBA; many old school files carry such a virus.
fn has_macro_sheets(container: &mut Container, stream: &str) -> Result<bool, InspectError> {
    let mut beginning = Vec::new();
    container.open_stream(stream)?.take(SHEET_LIST).read_to_end(&mut beginning)?;
    let mut rest = beginning.as_slice();
    while let [kind_low, kind_high, length_low, length_high, body @ ..] = rest {
        let length = usize::from(u16::from_le_bytes([*length_low, *length_high]));
        let Some((record, after)) = body.split_at_checked(length) else { break };
        match (u16::from_le_bytes([*kind_low, *kind_high]), record) {
            (0x002F, _) => return Err(InspectError::Encrypted),
            (0x0085, [_, _, _, _, _, 1 | 6, ..]) => return Ok(true),
            (0x000A, _) => break,
            _ => rest = after,
        }
    }
    Ok(false)
}

/// MS-PPT 2.4.10: a presentation keeps its macros inside its one stream and says so in a small record.
fn has_presentation_macros(container: &mut Container) -> Result<bool, InspectError> {
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

/// Reads until so many bytes were read: what a hostile file can make a parser do ends there.
struct Metered<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        match self.left.get().checked_sub(read as u64) {
            Some(left) => self.left.set(left),
            None => return Err(io::Error::other("the file makes its reader go in circles")),
        }
        Ok(read)
    }
}

impl<R: Seek> Seek for Metered<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}
