//! The parts of a package and what they name each other by (ECMA-376 part 2, relationships).

use std::{
    collections::HashMap,
    io::{BufReader, Read, Seek},
};

use super::{document::PictureKind, error::ReadingError, limits::MAX_RELATIONSHIPS, xml::Xml};
use crate::package::{Contents, Package};

/// The XML of a part while it is unpacked.
pub(super) type PartXml<'a, R> = Xml<BufReader<Contents<'a, R>>>;

/// Opens the part of this name; `None` where there is none.
pub(super) fn open<'a, R: Read + Seek>(package: &'a Package<R>, name: &str) -> Result<Option<PartXml<'a, R>>, ReadingError> {
    let Some(part) = package.part(name) else { return Ok(None) };
    Ok(Some(Xml::new(BufReader::with_capacity(64 * 1024, package.contents(part)?))))
}

/// What one part names, by the ids that it uses for it.
#[derive(Debug, Default)]
pub(super) struct Relationships(HashMap<String, Relationship>);

#[derive(Debug)]
struct Relationship {
    /// The last word of its type: "image", "styles".
    kind: String,
    target: Target,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// The name of a part.
    Part(String),
    /// An address outside of the file.
    Outside(String),
}

impl Relationships {
    /// Those of the part of this name; "" for the package itself.
    pub(super) fn of<R: Read + Seek>(package: &Package<R>, part: &str) -> Result<Self, ReadingError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let separator = if folder.is_empty() { "" } else { "/" };
        let mut found = Self::default();
        let Some(mut xml) = open(package, &format!("{folder}{separator}_rels/{file}.rels"))? else { return Ok(found) };
        let root = xml.root("Relationships")?;
        while let Some(tag) = xml.child_of(root)? {
            let (Some(id), Some(kind), Some(target)) = (tag.attribute("Id"), tag.attribute("Type"), tag.attribute("Target")) else {
                continue;
            };
            let target = match tag.attribute("TargetMode").as_deref() {
                Some("External") => Target::Outside(target.into_owned()),
                _ => Target::Part(resolved(folder, &target)),
            };
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            if found.0.len() >= MAX_RELATIONSHIPS {
                return Err(ReadingError::TooManyDefinitions);
            }
            found.0.insert(id.into_owned(), Relationship { kind, target });
        }
        Ok(found)
    }

    pub(super) fn target(&self, id: &str) -> Option<&Target> {
        self.0.get(id).map(|relationship| &relationship.target)
    }

    /// The last word of the type of what this id names.
    pub(super) fn kind(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(|relationship| relationship.kind.as_str())
    }

    /// The name of the part of this kind; of several, that with the first name.
    pub(super) fn part_of_kind(&self, kind: &str) -> Option<&str> {
        let parts = self.0.values().filter(|relationship| relationship.kind == kind).filter_map(|relationship| match &relationship
            .target
        {
            Target::Part(name) => Some(name.as_str()),
            Target::Outside(_) => None,
        });
        parts.min()
    }
}

/// The name of a part as it is written in a part of this folder: "media/image1.png", "../media/image1.png", "/xl/styles.xml".
fn resolved(folder: &str, target: &str) -> String {
    let from = if target.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The kind of a picture by its first bytes, whatever its name says; `None` for what no browser shows.
pub(super) fn picture_kind<R: Read + Seek>(package: &Package<R>, name: &str) -> Option<PictureKind> {
    let mut beginning = Vec::new();
    package.contents(package.part(name)?).ok()?.take(8).read_to_end(&mut beginning).ok()?;
    match beginning.as_slice() {
        [0xFF, 0xD8, 0xFF, ..] => Some(PictureKind::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n'] => Some(PictureKind::Png),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn targets_are_found_from_the_folder_of_whoever_names_them() {
        let check = |target: &str, name: &str| assert_eq!(resolved("xl/worksheets", target), name);
        check("sheet1.xml", "xl/worksheets/sheet1.xml");
        check("../media/image1.png", "xl/media/image1.png");
        check("/xl/styles.xml", "xl/styles.xml");
        check("../../../../etc/passwd", "etc/passwd");
    }
}
