//! A Word document (ECMA-376 part 1, WordprocessingML), read part by part.

mod body;
mod drawing;
mod fields;
mod line;
mod numbering;
mod properties;
mod styles;
mod table;
#[cfg(test)]
mod tests;

use std::{
    collections::HashMap,
    io::{Read, Seek},
};

use super::{
    budget::Budget,
    document::{Block, Document},
    error::ReadingError,
    lettering::Fonts,
    parts::{self, Relationships},
};
use crate::package::Package;
use body::{NoteId, NoteMarks, Pictures, Story};
use fields::Fields;
use numbering::Numbering;
use styles::Styles;

/// Reads a Word document.
///
/// # Errors
/// `ReadingError`: it is broken, or larger than the budgets allow.
pub fn read<R: Read + Seek>(package: &Package<R>) -> Result<Document, ReadingError> {
    let of_package = Relationships::of(package, "")?;
    let main = of_package.part_of_kind("officeDocument").unwrap_or("word/document.xml").to_owned();
    let relationships = Relationships::of(package, &main)?;
    let mut fonts = Fonts::default();
    let styles = match relationships.part_of_kind("styles").map(|name| parts::open(package, name)).transpose()?.flatten() {
        Some(mut xml) => Styles::read(&mut xml, &mut fonts)?,
        None => Styles::default(),
    };
    let numbering = match relationships.part_of_kind("numbering").map(|name| parts::open(package, name)).transpose()?.flatten() {
        Some(mut xml) => Numbering::read(&mut xml)?,
        None => Numbering::default(),
    };
    let footnotes = relationships.part_of_kind("footnotes").map(str::to_owned);
    let endnotes = relationships.part_of_kind("endnotes").map(str::to_owned);
    let mut story = Story {
        styles: &styles,
        numbering,
        relationships,
        picture_kind: &|name| parts::picture_kind(package, name),
        fonts,
        budget: Budget::default(),
        pictures: Pictures::default(),
        notes: NoteMarks::default(),
        tables: 0,
        has_tracked_changes: false,
        fields: Fields::default(),
    };
    let blocks = story.body(package, &main)?;
    let mut notes = HashMap::new();
    if let Some(name) = footnotes {
        story.notes_of(package, &name, "footnotes", &NoteId::Footnote, &mut notes)?;
    }
    if let Some(name) = endnotes {
        story.notes_of(package, &name, "endnotes", &NoteId::Endnote, &mut notes)?;
    }
    Ok(Document {
        blocks,
        notes: story.notes.order.iter().map(|id| notes.remove(id).unwrap_or_default()).collect(),
        pictures: story.pictures.parts,
        old_fonts: story.fonts.finished(),
        has_tracked_changes: story.has_tracked_changes,
    })
}

impl Story<'_> {
    fn body<R: Read + Seek>(&mut self, package: &Package<R>, main: &str) -> Result<Vec<Block>, ReadingError> {
        let mut xml = parts::open(package, main)?.ok_or(ReadingError::Malformed("main part"))?;
        let root = xml.root("document")?;
        let mut blocks = None;
        while let Some(tag) = xml.child_of(root)? {
            if tag.name() == "body" {
                blocks = Some(self.blocks(&mut xml)?);
            }
        }
        blocks.ok_or(ReadingError::Malformed("body"))
    }

    /// Reads those notes of the part of this name that the text has marks for.
    fn notes_of<R: Read + Seek>(
        &mut self,
        package: &Package<R>,
        name: &str,
        kind: &str,
        id_of: &dyn Fn(String) -> NoteId,
        notes: &mut HashMap<NoteId, Vec<Block>>,
    ) -> Result<(), ReadingError> {
        self.relationships = Relationships::of(package, name)?;
        let Some(mut xml) = parts::open(package, name)? else { return Ok(()) };
        let root = xml.root(kind)?;
        while let Some(tag) = xml.child_of(root)? {
            let id = id_of(tag.attribute("id").unwrap_or_default().into_owned());
            if self.notes.has(&id) && !notes.contains_key(&id) {
                self.fields = Fields::default();
                let blocks = self.blocks(&mut xml)?;
                notes.insert(id, blocks);
            }
        }
        Ok(())
    }
}
