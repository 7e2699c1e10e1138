//! How cells look (`xl/styles.xml`): their number formats and fonts.

use std::{collections::HashMap, io::BufRead};

use super::{
    super::{
        error::ReadingError,
        lettering::{FontIndex, Fonts},
        limits::{MAX_CELL_STYLES, MAX_DEFINITIONS},
        xml::Xml,
    },
    number_format::NumberFormat,
};

#[derive(Debug, Default)]
pub(super) struct CellStyles {
    /// By the index that cells have in `s`.
    cells: Vec<CellStyle>,
    formats: Vec<NumberFormat>,
    general: NumberFormat,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CellStyle {
    /// The index of its format.
    format: usize,
    pub font: FontLook,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct FontLook {
    pub is_bold: bool,
    pub old: Option<FontIndex>,
}

impl CellStyles {
    pub(super) fn read<R: BufRead>(xml: &mut Xml<R>, fonts: &mut Fonts) -> Result<Self, ReadingError> {
        let mut codes: HashMap<u32, String> = HashMap::new();
        let mut looks: Vec<FontLook> = Vec::new();
        let mut styles = Self::default();
        let mut known: HashMap<u32, usize> = HashMap::new();
        let root = xml.root("styleSheet")?;
        while let Some(tag) = xml.child_of(root)? {
            match tag.name() {
                "numFmts" => {
                    let formats = xml.depth();
                    while let Some(tag) = xml.child_of(formats)? {
                        if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.attribute("formatCode")) {
                            if codes.len() >= MAX_DEFINITIONS {
                                return Err(ReadingError::TooManyDefinitions);
                            }
                            codes.insert(id, code.into_owned());
                        }
                    }
                }
                "fonts" => {
                    let all = xml.depth();
                    while xml.child_of(all)?.is_some() {
                        if looks.len() >= MAX_CELL_STYLES {
                            return Err(ReadingError::TooManyDefinitions);
                        }
                        looks.push(FontLook::read(xml, fonts)?);
                    }
                }
                "cellXfs" => {
                    let all = xml.depth();
                    while let Some(tag) = xml.child_of(all)? {
                        if styles.cells.len() >= MAX_CELL_STYLES {
                            return Err(ReadingError::TooManyDefinitions);
                        }
                        let id: u32 = tag.number("numFmtId").unwrap_or_default();
                        let font = tag.number::<usize>("fontId").and_then(|font| looks.get(font)).copied().unwrap_or_default();
                        let format = *known.entry(id).or_insert_with(|| {
                            styles.formats.push(NumberFormat::of(id, codes.get(&id).map(String::as_str)));
                            styles.formats.len() - 1
                        });
                        styles.cells.push(CellStyle { format, font });
                    }
                }
                _ => {}
            }
        }
        Ok(styles)
    }

    pub(super) fn of_cell(&self, index: usize) -> CellStyle {
        self.cells.get(index).copied().unwrap_or(CellStyle { format: usize::MAX, font: FontLook::default() })
    }

    pub(super) fn format(&self, style: CellStyle) -> &NumberFormat {
        self.formats.get(style.format).unwrap_or(&self.general)
    }
}

impl FontLook {
    /// `font` of the styles, `rPr` of a string.
    pub(super) fn read<R: BufRead>(xml: &mut Xml<R>, fonts: &mut Fonts) -> Result<Self, ReadingError> {
        let mut look = Self::default();
        let element = xml.depth();
        while let Some(tag) = xml.child_of(element)? {
            match tag.name() {
                "b" => look.is_bold = tag.is_on(),
                "name" | "rFont" => look.old = tag.value().and_then(|name| fonts.index(&name)),
                _ => {}
            }
        }
        Ok(look)
    }
}
