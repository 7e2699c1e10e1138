//! Word, Excel and PowerPoint 97–2003, and the objects inside of newer documents: a compound file (MS-CFB) with its streams.

mod excel;
mod powerpoint;
mod word;

use std::{
    cell::Cell,
    io::{self, BufReader, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    rc::Rc,
};

use cfb::CompoundFile;
use domain::{
    files::FileKind,
    inspection::{Cause, Oddity},
};

use super::{findings::Findings, inner};
use crate::source::Source;

/// What the container's own tables may take, in bytes: those of a file of 200 MB take 2 MB.
const MAX_TABLES: u64 = 12 * 1024 * 1024;

/// How many times the file's own size may be read for all streams: they do not lie over each other.
const MAX_READINGS: u64 = 2;

/// A document with more embedded objects than this is no document.
const MAX_ENTRIES: usize = 20_000;

/// One sector of the container, in bytes; the file is made of them.
const SECTOR: u64 = 512;

type Container<R> = CompoundFile<Metered<Source<R>>>;

/// Looks into a compound file; `kind` is what the file was taken for, nothing for an object inside of another document.
pub fn look<R: Read + Seek>(source: &Source<R>, kind: Option<FileKind>, findings: &mut Findings) {
    let left = Rc::new(Cell::new(MAX_TABLES));
    let Ok(mut container) = CompoundFile::open(Metered { inner: source.clone(), left: Rc::clone(&left) }) else {
        return findings.odd(if source.size().is_multiple_of(SECTOR) { Oddity::Damaged } else { Oddity::Cut });
    };
    let Some(streams) = list(&container, findings) else { return findings.hold(Cause::Unreadable) };
    if streams.iter().any(|stream| stream.is_top && ["encryptedpackage", "encryptedsummary"].contains(&stream.name.as_str())) {
        return findings.seal(!matches!(kind, Some(FileKind::Docx | FileKind::Doc)));
    }
    let found = own_kind(&streams);
    if kind.is_some() && kind != found {
        findings.hold(Cause::OtherKind);
    }
    left.set(source.size().saturating_mul(MAX_READINGS).saturating_add(MAX_TABLES));
    for stream in &streams {
        if findings.is_settled() {
            return;
        }
        if look_at_stream(&mut container, stream, findings).is_err() {
            findings.odd(Oddity::Damaged);
        }
    }
}

struct Stream {
    path: PathBuf,
    /// In small letters.
    name: String,
    size: u64,
    is_top: bool,
}

/// The streams; what a name alone tells is noted. `None` where there are too many.
fn list<R: Read + Seek>(container: &Container<R>, findings: &mut Findings) -> Option<Vec<Stream>> {
    let mut streams = Vec::new();
    for (count, entry) in container.walk().enumerate() {
        if count >= MAX_ENTRIES {
            return None;
        }
        let name = entry.name().to_lowercase();
        match name.as_str() {
            "macros" | "_vba_project_cur" | "_vba_project" | "vba" => findings.hold(Cause::Macros),
            "\u{3}ocxname" | "\u{3}ocxdata" | "ctls" => findings.hold(Cause::ActiveX),
            _ => {}
        }
        if entry.is_stream() {
            let is_top = entry.path().components().count() == 2;
            streams.push(Stream { path: entry.path().to_owned(), name, size: entry.len(), is_top });
        }
    }
    Some(streams)
}

fn own_kind(streams: &[Stream]) -> Option<FileKind> {
    let has = |name: &str| streams.iter().any(|stream| stream.is_top && stream.name == name);
    match () {
        () if has("powerpoint document") => Some(FileKind::Ppt),
        () if has("workbook") || has("book") => Some(FileKind::Xls),
        () if has("worddocument") => Some(FileKind::Doc),
        () => None,
    }
}

fn look_at_stream<R: Read + Seek>(container: &mut Container<R>, stream: &Stream, findings: &mut Findings) -> io::Result<()> {
    match stream.name.as_str() {
        "worddocument" => {
            let template = word::look(&mut container.open_stream(&stream.path)?, findings)?;
            if let Some(place) = template {
                let mut table = container.open_stream(beside(&stream.path, place.stream))?;
                word::look_at_template(&mut table, place, findings)?;
            }
            Ok(())
        }
        "workbook" | "book" => excel::look(BufReader::new(container.open_stream(&stream.path)?), findings),
        "powerpoint document" => powerpoint::look(BufReader::new(container.open_stream(&stream.path)?), stream.size, findings),
        "\u{1}ole10native" => {
            let mut beginning = Vec::new();
            container.open_stream(&stream.path)?.take(64).read_to_end(&mut beginning)?;
            // A drawing of Paint keeps its bitmap so; anything else is a file that was packed.
            if beginning.get(4..6) != Some(b"BM") {
                findings.hold(Cause::PackedFile);
            }
            Ok(())
        }
        "package" | "contents" => {
            let mut bytes = Vec::new();
            container.open_stream(&stream.path)?.take(findings.room() as u64 + 1).read_to_end(&mut bytes)?;
            inner(bytes, findings)
        }
        _ => Ok(()),
    }
}

fn beside(path: &Path, name: &str) -> PathBuf {
    path.parent().unwrap_or(path).join(name)
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
