//! What is drawn: pictures and text boxes, in the new way (`w:drawing`) and in the old one (`w:pict`, `w:object`).

use std::io::BufRead;

use super::{
    super::{
        document::{Block, Inline, NotShown, Picture},
        error::ReadingError,
        parts::Target,
        xml::Xml,
    },
    body::Story,
    line::Line,
};

/// In CSS pixels; what is said to be larger than any page says nothing.
const MAX_SIDE: u64 = 5_000;
/// English metric units, in which Office measures, in a CSS pixel.
const UNITS_IN_PIXEL: u64 = 9_525;
/// Letters of a picture's description.
const MAX_DESCRIPTION: usize = 300;

/// What a drawing says of its pictures.
#[derive(Default)]
struct Said {
    size: Option<(u32, u32)>,
    description: String,
}

impl Story<'_> {
    /// Reads the drawing at hand to its end.
    pub(super) fn drawing<R: BufRead>(&mut self, xml: &mut Xml<R>, line: &mut Line) -> Result<(), ReadingError> {
        let element = xml.depth();
        let mut said = Said::default();
        let mut found = Vec::new();
        while let Some(tag) = xml.descendant_of(element)? {
            match tag.name() {
                "extent" => {
                    let side = |name: &str| tag.number::<u64>(name).map(|units| units / UNITS_IN_PIXEL);
                    let sides = side("cx")
                        .zip(side("cy"))
                        .filter(|(wide, high)| (1..MAX_SIDE).contains(wide) && (1..MAX_SIDE).contains(high));
                    said.size = sides.and_then(|(wide, high)| Some((u32::try_from(wide).ok()?, u32::try_from(high).ok()?)));
                }
                "docPr" => {
                    let description = tag.attribute("descr").unwrap_or_default();
                    said.description = description.chars().filter(|letter| !letter.is_control()).take(MAX_DESCRIPTION).collect();
                }
                "blip" => match (tag.attribute("embed"), tag.attribute("link")) {
                    (Some(id), _) if !id.is_empty() => found.extend(self.picture(&id)),
                    (_, Some(_)) => found.push(Inline::NotShown(NotShown::LinkedPicture)),
                    _ => {}
                },
                "imagedata" => match (tag.attribute("id").or_else(|| tag.attribute("relid")), tag.attribute("href")) {
                    (Some(id), _) => found.extend(self.picture(&id)),
                    (None, Some(_)) => found.push(Inline::NotShown(NotShown::LinkedPicture)),
                    _ => {}
                },
                "chart" => found.push(Inline::NotShown(NotShown::Chart)),
                "relIds" => found.push(Inline::NotShown(NotShown::Diagram)),
                "OLEObject" => found.push(Inline::NotShown(NotShown::EmbeddedObject)),
                "txbxContent" => {
                    let blocks = self.text_box(xml)?;
                    line.boxes.push(Block::TextBox(blocks));
                }
                // The same again for older programs.
                "Fallback" => xml.skip()?,
                _ => {}
            }
        }
        let is_single = found.len() == 1;
        for piece in found {
            let piece = match piece {
                Inline::Picture(picture) if is_single => {
                    Inline::Picture(Picture { size: said.size, description: std::mem::take(&mut said.description), ..picture })
                }
                piece => piece,
            };
            self.piece(piece, line)?;
        }
        Ok(())
    }

    /// The picture that this id names.
    fn picture(&mut self, id: &str) -> Option<Inline> {
        let name = match self.relationships.target(id)? {
            Target::Part(name) => name,
            Target::Outside(_) => return Some(Inline::NotShown(NotShown::LinkedPicture)),
        };
        let index = self.pictures.index(name, || (self.picture_kind)(name));
        Some(Inline::Picture(Picture { index, size: None, description: String::new() }))
    }

    fn text_box<R: BufRead>(&mut self, xml: &mut Xml<R>) -> Result<Vec<Block>, ReadingError> {
        self.budget.enter()?;
        let outside = std::mem::take(&mut self.fields);
        let blocks = self.blocks(xml)?;
        self.fields = outside;
        self.budget.leave();
        Ok(blocks)
    }
}
