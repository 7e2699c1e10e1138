//! What is inside of a file that was handed in, by its structure: what can act, what is odd, what is impossible.
//!
//! Nothing is executed, opened or fetched; the file is read once from its beginning to its end, in pieces. How each finding is
//! judged, and why an ordinary link is none, stands in `docs/decisions/0012-what-is-found-in-a-file.md`.

mod compound;
mod fields;
mod findings;
mod foreign;
mod formulas;
mod links;
mod media;
mod office;
mod pdf;
mod pictures;
mod xml;
#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod ordinary_tests;
#[cfg(test)]
mod mutation_tests;
#[cfg(test)]
mod speed_tests;

use std::io::{self, Cursor, Read, Seek};

use domain::{
    files::FileKind,
    inspection::{Cause, Impossibility, Inspection, Oddity},
};

use self::{findings::Findings, foreign::Looks};
use crate::source::Source;
pub(crate) use foreign::as_text;

/// How much of the beginning tells what a file is, in bytes.
const BEGINNING: usize = 4096;

/// Looks into a file that was taken for this kind.
///
/// # Errors
/// Those of the disk: then nothing is known of the file.
pub fn inspect<R: Read + Seek>(file: R, claimed: FileKind) -> io::Result<Inspection> {
    let source = Source::new(file)?;
    let mut findings = Findings::default();
    look(&source, claimed, &mut findings)?;
    source.check()?;
    Ok(findings.judge())
}

fn look<R: Read + Seek>(source: &Source<R>, claimed: FileKind, findings: &mut Findings) -> io::Result<()> {
    let beginning = source.piece(0, BEGINNING)?;
    if beginning.is_empty() {
        findings.odd(Oddity::Cut);
        return Ok(());
    }
    match (claimed, Looks::of(&beginning)) {
        (FileKind::Docx | FileKind::Xlsx | FileKind::Pptx, Looks::Zip) => office::look(source, Some(claimed), findings),
        (FileKind::Docx | FileKind::Xlsx | FileKind::Pptx | FileKind::Doc | FileKind::Xls | FileKind::Ppt, Looks::Compound) => {
            compound::look(source, Some(claimed), findings);
        }
        (FileKind::Pdf, Looks::Pdf) => pdf::look(source, findings),
        (FileKind::Pdf, Looks::Nothing) if foreign::has_late_pdf_head(&beginning) => pdf::look(source, findings),
        (FileKind::Jpeg, Looks::Jpeg) => pictures::jpeg(source, findings),
        (FileKind::Png, Looks::Png) => pictures::png(source, findings),
        (FileKind::Heic, Looks::Boxes) => media::boxes(source, FileKind::Heic, findings),
        (FileKind::Webp, Looks::Webp) => pictures::webp(source, findings),
        (FileKind::Mp4 | FileKind::Mov | FileKind::ThreeGp | FileKind::M4a, Looks::Boxes) => {
            media::boxes(source, claimed, findings)
        }
        (FileKind::Mp3, Looks::Sound | Looks::Nothing) => media::mp3(source, findings),
        (_, Looks::RichText) => findings.hold(Cause::RichText),
        (_, Looks::WebPage | Looks::Xml) => findings.hold(Cause::WebPage),
        (_, Looks::Program) => findings.hold(Cause::ProgramInside),
        _ => findings.hold(Cause::OtherKind),
    }
    Ok(())
}

/// A whole document that lies inside of another one.
fn inner(bytes: Vec<u8>, findings: &mut Findings) -> io::Result<()> {
    if bytes.len() > findings.room() {
        findings.hold(Cause::Unreadable);
        return Ok(());
    }
    let looks = Looks::of(bytes.get(..BEGINNING.min(bytes.len())).unwrap_or_default());
    let size = bytes.len() as u64;
    let source = Source::new(Cursor::new(bytes))?;
    match looks {
        Looks::Zip => findings.inside(size, |findings| office::look(&source, None, findings)),
        Looks::Compound => findings.inside(size, |findings| compound::look(&source, None, findings)),
        Looks::Pdf => pdf::look(&source, findings),
        Looks::Program => findings.hold(Cause::ProgramInside),
        Looks::RichText | Looks::WebPage => findings.hold(Cause::PackedFile),
        Looks::Jpeg | Looks::Png | Looks::Webp | Looks::Boxes | Looks::Sound | Looks::Xml | Looks::Nothing => {}
    }
    Ok(())
}

/// A picture of more points than this is none that anybody took: the largest camera of a phone has 200 million.
pub const MAX_POINTS: u64 = 400_000_000;

/// A picture of so many by so many points, wherever it lies.
fn points(width: u64, height: u64, findings: &mut Findings) {
    if width.saturating_mul(height) > MAX_POINTS {
        findings.refuse(Impossibility::PictureTooLarge);
    }
}
