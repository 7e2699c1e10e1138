//! Word, Excel and PowerPoint 97–2003, and the objects inside of newer documents: a compound file (MS-CFB) with its streams.

mod excel;
mod powerpoint;
mod word;

use std::{
    io::{self, BufReader, Read, Seek},
    path::{Path, PathBuf},
};

use domain::{files::FileKind, inspection::Cause};

use super::{findings::Findings, inner};
use crate::{
    compound::{self, Container, Entry, MAX_TABLES},
    source::Source,
};

/// How many times the file's own size may be read for all streams: they do not lie over each other.
const MAX_READINGS: u64 = 2;

/// Looks into a compound file; `kind` is what the file was taken for, nothing for an object inside of another document.
pub fn look<R: Read + Seek>(source: &Source<R>, kind: Option<FileKind>, findings: &mut Findings) {
    // Programs that repair what they open see more of a broken one than is seen here.
    let Ok(mut container) = compound::open(source.clone()) else { return findings.hold(Cause::Unreadable) };
    let Some(entries) = container.entries() else { return findings.hold(Cause::Unreadable) };
    entries.iter().for_each(|entry| look_at_name(&entry.name, findings));
    if compound::is_sealed(&entries) {
        return findings.seal(!matches!(kind, Some(FileKind::Docx | FileKind::Doc)));
    }
    if kind.is_some() && kind != compound::own_kind(&entries) {
        findings.hold(Cause::OtherKind);
    }
    container.may_read(source.size().saturating_mul(MAX_READINGS).saturating_add(MAX_TABLES));
    for stream in entries.iter().filter(|entry| entry.is_stream) {
        if findings.is_settled() {
            return;
        }
        if look_at_stream(&mut container, stream, findings).is_err() {
            findings.hold(Cause::Unreadable);
        }
    }
}

/// What a name alone tells.
fn look_at_name(name: &str, findings: &mut Findings) {
    match name {
        _ if compound::is_macro_storage(name) => findings.hold(Cause::Macros),
        "\u{3}ocxname" | "\u{3}ocxdata" | "ctls" => findings.hold(Cause::ActiveX),
        _ => {}
    }
}

fn look_at_stream<R: Read + Seek>(container: &mut Container<R>, stream: &Entry, findings: &mut Findings) -> io::Result<()> {
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
