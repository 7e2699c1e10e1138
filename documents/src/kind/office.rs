//! Word, Excel and PowerPoint since 2007: a zip whose list of content types names the main part (ECMA-376 part 2).

use std::io::{Read, Seek};

use domain::{files::FileKind, inspection::Impossibility};
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use super::UnfitError;
use crate::{
    package::{Package, PackageError, remains},
    source::Source,
};

/// What the list of content types may take, in bytes; a hundred parts take 12 kB.
const MAX_TYPES: usize = 1024 * 1024;

const CONTENT_TYPES: &str = "[content_types].xml";

const MAIN_PARTS: [(&str, FileKind); 3] = [
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", FileKind::Docx),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", FileKind::Xlsx),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", FileKind::Pptx),
];

/// The folder of each kind, by which a file is known whose list of content types was damaged.
const FOLDERS: [(&str, FileKind); 3] = [("word/", FileKind::Docx), ("xl/", FileKind::Xlsx), ("ppt/", FileKind::Pptx)];

/// How much of a part is unpacked where the directory is missing, in bytes.
const MAX_REMAIN: usize = 40 * 1024 * 1024;

pub fn kind<R: Read + Seek>(source: &Source<R>) -> Result<FileKind, UnfitError> {
    let package = match Package::open(source.clone()) {
        Ok(package) => package,
        Err(PackageError::Cut | PackageError::Damaged) => return kind_of_remains(source),
        Err(error) => return Err(error.into()),
    };
    // Names of parts are compared without case.
    let names: Vec<String> = package.parts().iter().map(|part| part.name.to_lowercase()).collect();
    let listed = package.part(CONTENT_TYPES).ok_or(UnfitError::Unknown)?;
    let types = match package.read(listed, MAX_TYPES) {
        Ok(types) => String::from_utf8(types).map_err(|_| UnfitError::Unknown)?,
        Err(PackageError::Cut | PackageError::Damaged) => return kind_by_folders(&names),
        Err(error) => return Err(error.into()),
    };
    let types = Types::parse(&types)?;
    if names.iter().any(|name| is_dangerous_part(name)) || types.dangerous {
        return Err(UnfitError::Dangerous);
    }
    match types.main.as_slice() {
        [(kind, main)] if names.iter().any(|name| main.is(name)) => Ok(*kind),
        _ => Err(UnfitError::Unknown),
    }
}

/// A file that was cut, or whose directory was damaged: what can be read of it still is looked into afterwards.
fn kind_of_remains<R: Read + Seek>(source: &Source<R>) -> Result<FileKind, UnfitError> {
    let mut names = Vec::new();
    // Where it cannot be read on, what was read tells.
    let _end = remains::each(source, MAX_REMAIN, |part| {
        names.push(part.name.to_lowercase());
        true
    });
    kind_by_folders(&names)
}

fn kind_by_folders(names: &[String]) -> Result<FileKind, UnfitError> {
    if names.iter().any(|name| is_dangerous_part(name)) {
        return Err(UnfitError::Dangerous);
    }
    let has = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    match FOLDERS.iter().filter(|(folder, _)| has(folder)).collect::<Vec<_>>().as_slice() {
        [(_, kind)] => Ok(*kind),
        _ => Err(UnfitError::Unknown),
    }
}

/// What the list of content types says.
#[derive(Default)]
struct Types {
    main: Vec<(FileKind, Main)>,
    dangerous: bool,
}

/// Which part is the main one: usually named, in some programs' files every part with an ending.
enum Main {
    Part(String),
    Ending(String),
}

impl Main {
    fn is(&self, part: &str) -> bool {
        match self {
            Self::Part(name) => name.trim_start_matches('/') == part.trim_start_matches('/'),
            Self::Ending(ending) => part.ends_with(ending.as_str()),
        }
    }
}

impl Types {
    fn parse(text: &str) -> Result<Self, UnfitError> {
        let mut types = Self::default();
        let mut reader = Reader::from_str(text);
        loop {
            match reader.read_event().map_err(|_| UnfitError::Unknown)? {
                Event::Start(tag) | Event::Empty(tag) => types.take(&tag)?,
                // Entities of one's own are for bombs; no office program writes any.
                Event::DocType(_) => return Err(UnfitError::Impossible(Impossibility::OwnEntities)),
                Event::Eof => return Ok(types),
                _ => {}
            }
        }
    }

    fn take(&mut self, tag: &BytesStart<'_>) -> Result<(), UnfitError> {
        let value = |wanted: &str| -> Result<Option<String>, UnfitError> {
            let found = tag.try_get_attribute(wanted).map_err(|_| UnfitError::Unknown)?;
            let value = found.map(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0)).transpose();
            Ok(value.map_err(|_| UnfitError::Unknown)?.map(|value| value.trim().to_lowercase()))
        };
        let Some(content_type) = value("ContentType")? else { return Ok(()) };
        self.dangerous |= is_dangerous_type(&content_type);
        let Some((_, kind)) = MAIN_PARTS.iter().find(|(main, _)| *main == content_type) else { return Ok(()) };
        if let Some(part) = value("PartName")? {
            self.main.retain(|(_, main)| matches!(main, Main::Part(_)));
            self.main.push((*kind, Main::Part(part)));
        } else if let (Some(ending), true) = (value("Extension")?, self.main.is_empty()) {
            self.main.push((*kind, Main::Ending(format!(".{ending}"))));
        }
        Ok(())
    }
}

fn is_dangerous_part(name: &str) -> bool {
    name.ends_with("vbaproject.bin") || name.contains("/activex/") || name.starts_with("xl/macrosheets/")
}

fn is_dangerous_type(content_type: &str) -> bool {
    ["macroenabled", "vbaproject", "activex", "macrosheet"].iter().any(|word| content_type.contains(word))
}
