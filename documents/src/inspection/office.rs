//! Word, Excel and PowerPoint since 2007, and the documents inside of them: every part is read once, to its end.

mod relations;
mod story;

use std::io::{self, Cursor, Read, Seek};

use domain::{
    files::FileKind,
    inspection::{Cause, Impossibility, Oddity},
};
use memchr::memmem;

use super::{
    BEGINNING,
    findings::Findings,
    foreign::{Looks, Smuggled, as_text},
    formulas::Addresses,
    inner, pictures,
    xml::{Xml, XmlError, attribute},
};
use crate::{
    package::{Package, PackageError, Part, remains},
    source::Source,
};
use quick_xml::events::{BytesStart, Event};

const MAIN_PARTS: [(&str, FileKind); 3] = [
    ("wordprocessingml.document.main+xml", FileKind::Docx),
    ("spreadsheetml.sheet.main+xml", FileKind::Xlsx),
    ("presentationml.presentation.main+xml", FileKind::Pptx),
];

/// How much of a gap between parts is looked at, in bytes.
const GAP: usize = 64 * 1024;

/// Looks into a package; `kind` is what the file was taken for, nothing for a document inside of another one.
pub fn look<R: Read + Seek>(source: &Source<R>, kind: Option<FileKind>, findings: &mut Findings) {
    let package = match Package::open_within(source.clone(), &mut findings.budget) {
        Ok(package) => package,
        Err(error @ (PackageError::Cut | PackageError::Damaged)) => {
            findings.fail(error);
            return look_at_remains(source, findings);
        }
        Err(error) => return findings.fail(error),
    };
    look_at_gaps(&package, findings);
    let Some(types) = package.part("[content_types].xml") else {
        // A plain archive: nobody knows what is to be done with it.
        return findings.hold(if kind.is_some() { Cause::OtherKind } else { Cause::PackedFile });
    };
    let types_name = types.name.clone();
    let mut shape = Shape::default();
    for part in package.parts() {
        if findings.is_settled() {
            return;
        }
        look_at_name(&part.name, findings);
        let content = if part.name == types_name { Content::Types } else { Content::by_name(&part.name) };
        if let Err(error) = look_at_part(&package, part, content, &mut shape, findings) {
            findings.fail(error);
        }
    }
    shape.addresses.judge(findings);
    if let Some(kind) = kind
        && shape.mains.iter().any(|main| *main != kind)
    {
        findings.hold(if shape.mains.contains(&kind) { Cause::TwoFormats } else { Cause::OtherKind });
    }
}

/// Without a directory: what is left, as a program reads it that repairs the file.
fn look_at_remains<R: Read + Seek>(source: &Source<R>, findings: &mut Findings) {
    let mut shape = Shape::default();
    let outcome = remains::each(source, findings.room(), |part| {
        let (name, size) = (part.name.clone(), part.size());
        look_at_name(&name, findings);
        let content = if name.eq_ignore_ascii_case("[content_types].xml") { Content::Types } else { Content::by_name(&name) };
        if let Err(error) = look_at_bytes(part.into_contents(), size, content, &mut shape, findings) {
            findings.fail(error);
        }
        !findings.is_settled()
    });
    if let Err(error) = outcome {
        findings.fail(error);
    }
    shape.addresses.judge(findings);
}

/// What the parts say about the whole.
#[derive(Default)]
struct Shape {
    mains: Vec<FileKind>,
    addresses: Addresses,
}

/// What a part is by its name, where the name is a rule.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Types,
    Relations,
    /// Of Excel's notes, in the XML of 1998.
    Drawing,
    /// A page that was put into the document whole.
    Page,
    /// A picture of lines, which no office program runs anything of, and which may have a document type.
    Lines,
    Other,
}

impl Content {
    fn by_name(name: &str) -> Self {
        let name = name.to_lowercase();
        // What a Mac notes of each file beside it, where somebody has packed the document by hand.
        let is_note = name.starts_with("__macosx/");
        match name.rsplit('.').next().unwrap_or_default() {
            _ if is_note => Self::Other,
            "rels" => Self::Relations,
            "vml" => Self::Drawing,
            "htm" | "html" | "xhtml" | "mht" | "mhtml" => Self::Page,
            "svg" => Self::Lines,
            _ => Self::Other,
        }
    }
}

fn look_at_gaps<R: Read + Seek>(package: &Package<R>, findings: &mut Findings) {
    for gap in package.gaps() {
        let length = usize::try_from(gap.end - gap.start).unwrap_or(usize::MAX).min(GAP);
        let Ok(bytes) = package.source().piece(gap.start, length) else { return };
        let mut smuggled = Smuggled::default();
        smuggled.look(&bytes);
        let marks: [&[u8]; 3] = [b"PK\x03\x04", b"PK\x05\x06", b"%PDF-"];
        let is_second = marks.iter().any(|mark| memmem::find(&bytes, mark).is_some()) || smuggled != Smuggled::default();
        if is_second || ![Looks::Nothing, Looks::Sound].contains(&Looks::of(&bytes)) {
            findings.hold(Cause::TwoFormats);
        } else if bytes.iter().any(|byte| *byte != 0) && gap.end == package.source().size() {
            findings.odd(Oddity::Damaged);
        }
    }
}

fn look_at_name(name: &str, findings: &mut Findings) {
    let name = name.to_lowercase();
    if name.ends_with("vbaproject.bin") || name.ends_with("vbadata.xml") {
        findings.hold(Cause::Macros);
    }
    if name.contains("activex/") {
        findings.hold(Cause::ActiveX);
    }
    if name.contains("macrosheets/") {
        findings.hold(Cause::MacroSheet);
    }
    if name.contains("webextensions/") {
        findings.hold(Cause::LoadsFromElsewhere);
    }
    if super::links::is_program(&name) {
        findings.hold(Cause::ProgramInside);
    }
}

fn look_at_part<R: Read + Seek>(
    package: &Package<R>,
    part: &Part,
    content: Content,
    shape: &mut Shape,
    findings: &mut Findings,
) -> Result<(), PackageError> {
    look_at_bytes(package.contents(part)?, part.size, content, shape, findings)
}

/// `size` of the part, in bytes.
fn look_at_bytes(
    mut bytes: impl Read,
    size: u64,
    content: Content,
    shape: &mut Shape,
    findings: &mut Findings,
) -> Result<(), PackageError> {
    let mut beginning = Vec::new();
    let outcome = (&mut bytes).take(BEGINNING as u64).read_to_end(&mut beginning);
    // A wrong checksum is told when the part has been looked into.
    let rest = look_into(bytes, beginning, size, content, shape, findings);
    outcome.map(drop).map_err(|error| PackageError::of(&error)).and(rest)
}

fn look_into(
    mut bytes: impl Read,
    mut beginning: Vec<u8>,
    size: u64,
    content: Content,
    shape: &mut Shape,
    findings: &mut Findings,
) -> Result<(), PackageError> {
    let looks = match content {
        Content::Types | Content::Relations | Content::Drawing => Looks::Xml,
        Content::Page | Content::Lines | Content::Other => Looks::of(&beginning),
    };
    match looks {
        Looks::Xml if content == Content::Lines => drain(&mut bytes),
        Looks::Xml if content != Content::Page => {
            let is_read =
                !findings.spend_xml(size) || read_xml(Cursor::new(beginning).chain(&mut bytes), content, shape, findings)?;
            // What the reader left. Where the checksum is right nothing was damaged on the way: it was written so.
            drain(&mut bytes)?;
            if !is_read {
                findings.hold(Cause::Unreadable);
            }
            Ok(())
        }
        Looks::Zip | Looks::Compound | Looks::Pdf => {
            if size > findings.room() as u64 {
                return Err(PackageError::OverLimit);
            }
            // Unpacked into memory, for it is read from many places.
            let outcome = bytes.read_to_end(&mut beginning);
            inner(beginning, findings).map_err(|error| PackageError::of(&error))?;
            outcome.map(drop).map_err(|error| PackageError::of(&error))
        }
        Looks::RichText | Looks::WebPage | Looks::Xml => {
            if is_active(&beginning, &mut bytes, looks)? {
                findings.hold(if looks == Looks::RichText { Cause::PackedFile } else { Cause::WebPage });
            }
            Ok(())
        }
        Looks::Program => {
            findings.hold(Cause::ProgramInside);
            drain(&mut bytes)
        }
        Looks::Jpeg | Looks::Png | Looks::Webp | Looks::Nothing | Looks::Boxes | Looks::Sound => {
            pictures::size_from_beginning(&beginning, findings);
            drain(&mut bytes)
        }
    }
}

/// Reads to the end, where size and checksum are told.
fn drain(bytes: &mut impl Read) -> Result<(), PackageError> {
    io::copy(bytes, &mut io::sink()).map(drop).map_err(|error| PackageError::of(&error))
}

/// A page or a rich text that was put into the document whole: does it hold more than words and pictures?
fn is_active(beginning: &[u8], bytes: &mut impl Read, looks: Looks) -> Result<bool, PackageError> {
    const IN_PAGES: [&[u8]; 7] = [b"<script", b"<object", b"<iframe", b"<embed", b"javascript:", b"vbscript:", b"<hta:"];
    const IN_RICH_TEXT: [&[u8]; 4] = [b"\\objdata", b"\\objemb", b"\\objlink", b"\\objocx"];
    let marks: &[&[u8]] = if looks == Looks::RichText { &IN_RICH_TEXT } else { &IN_PAGES };
    let mut window = as_text(beginning).to_ascii_lowercase();
    let mut found = false;
    loop {
        found |= marks.iter().any(|mark| memmem::find(&window, mark).is_some());
        let kept = window.len().saturating_sub(16);
        window.drain(..kept);
        let mut next = Vec::new();
        bytes.take(64 * 1024).read_to_end(&mut next).map_err(|error| PackageError::of(&error))?;
        if next.is_empty() {
            return Ok(found);
        }
        window.extend(next.into_iter().filter(|byte| *byte != 0).map(|byte| byte.to_ascii_lowercase()));
    }
}

/// `false` where it is no XML.
fn read_xml(bytes: impl Read, content: Content, shape: &mut Shape, findings: &mut Findings) -> Result<bool, PackageError> {
    let mut xml = Xml::new(bytes);
    if content == Content::Drawing {
        xml = xml.lenient();
    }
    let mut story = story::Story::default();
    let outcome = loop {
        match xml.next() {
            Ok(Some(_)) if !findings.spend_event() => break Ok(()),
            Ok(Some(event)) => match (content, &event) {
                (Content::Types, Event::Start(tag) | Event::Empty(tag)) => take_type(tag, shape, findings),
                (Content::Relations, Event::Start(tag) | Event::Empty(tag)) => relations::take(tag, findings),
                (Content::Types | Content::Relations, _) => {}
                _ => story.take(&event, &mut shape.addresses, findings),
            },
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    story.finish(&mut shape.addresses, findings);
    match outcome {
        Ok(()) => Ok(true),
        Err(XmlError::Package(error)) => Err(error),
        Err(XmlError::Damaged | XmlError::UnknownLetters) => Ok(false),
        Err(XmlError::OwnEntities) => {
            findings.refuse(Impossibility::OwnEntities);
            Ok(true)
        }
        Err(XmlError::TooLarge) => {
            findings.refuse(Impossibility::Bomb);
            Ok(true)
        }
    }
}

/// One line of `[Content_Types].xml`.
fn take_type(tag: &BytesStart<'_>, shape: &mut Shape, findings: &mut Findings) {
    let Some(content_type) = attribute(tag, "ContentType").map(|text| text.trim().to_lowercase()) else { return };
    for (word, cause) in [
        ("macroenabled", Cause::Macros),
        ("vbaproject", Cause::Macros),
        ("vbadata", Cause::Macros),
        ("macrosheet", Cause::MacroSheet),
        ("activex", Cause::ActiveX),
        ("webextension", Cause::LoadsFromElsewhere),
        ("x-msdownload", Cause::ProgramInside),
    ] {
        if content_type.contains(word) {
            findings.hold(cause);
        }
    }
    shape.mains.extend(MAIN_PARTS.iter().filter(|(main, _)| content_type.ends_with(main)).map(|(_, kind)| *kind));
}
