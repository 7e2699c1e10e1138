//! What Word says of the looks of a paragraph (`w:pPr`) and of a stretch of text (`w:rPr`).

use std::{borrow::Cow, io::BufRead};

use super::super::{
    document::{Alignment, Look, Script},
    error::ReadingError,
    lettering::{FontIndex, Fonts},
    xml::Xml,
};

/// `w:rPr`: what is not said stays as the style has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RunProperties {
    pub style: Option<String>,
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub underlined: Option<bool>,
    pub struck: Option<bool>,
    pub capitals: Option<bool>,
    pub hidden: Option<bool>,
    pub highlighted: Option<bool>,
    pub script: Option<Script>,
    /// `Some(None)`: a font whose letters are what they say.
    pub font: Option<Option<FontIndex>>,
    /// The paragraph's end, which these describe, was deleted while changes were tracked.
    pub is_deleted: bool,
}

impl RunProperties {
    pub(super) fn read<R: BufRead>(xml: &mut Xml<R>, fonts: &mut Fonts) -> Result<Self, ReadingError> {
        let mut read = Self::default();
        let properties = xml.depth();
        while let Some(tag) = xml.child_of(properties)? {
            let on = Some(tag.is_on());
            match tag.name() {
                "rStyle" => read.style = tag.value().map(Cow::into_owned),
                "b" => read.bold = on,
                "i" => read.italic = on,
                "u" => read.underlined = on,
                "strike" | "dstrike" => read.struck = on,
                "caps" | "smallCaps" => read.capitals = on,
                "vanish" => read.hidden = on,
                "highlight" => read.highlighted = on,
                "vertAlign" => {
                    read.script = Some(match tag.value().as_deref() {
                        Some("superscript") => Script::Above,
                        Some("subscript") => Script::Below,
                        _ => Script::Base,
                    });
                }
                "rFonts" => {
                    // Letters above ASCII, which tell the old fonts apart, are drawn with the second of these.
                    let named = ["hAnsi", "ascii", "cs"].into_iter().filter_map(|name| tag.attribute(name));
                    let mut named = named.peekable();
                    if named.peek().is_some() {
                        read.font = Some(named.find_map(|name| fonts.index(&name)));
                    }
                }
                "del" => read.is_deleted = true,
                _ => {}
            }
        }
        Ok(read)
    }

    /// These, and where they say nothing, those.
    pub(super) fn over(self, those: &Self) -> Self {
        Self {
            style: self.style,
            bold: self.bold.or(those.bold),
            italic: self.italic.or(those.italic),
            underlined: self.underlined.or(those.underlined),
            struck: self.struck.or(those.struck),
            capitals: self.capitals.or(those.capitals),
            hidden: self.hidden.or(those.hidden),
            highlighted: self.highlighted.or(those.highlighted),
            script: self.script.or(those.script),
            font: self.font.or(those.font),
            is_deleted: self.is_deleted,
        }
    }

    pub(super) fn look(&self) -> Look {
        let on = |property: Option<bool>| property.unwrap_or(false);
        Look {
            bold: on(self.bold),
            italic: on(self.italic),
            underlined: on(self.underlined),
            struck: on(self.struck),
            capitals: on(self.capitals),
            highlighted: on(self.highlighted),
            script: self.script.unwrap_or_default(),
            converted: false,
        }
    }

    pub(super) fn is_hidden(&self) -> bool {
        self.hidden.unwrap_or(false)
    }
}

/// `w:pPr`: what is not said stays as the style has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ParagraphProperties {
    pub style: Option<String>,
    pub alignment: Option<Alignment>,
    /// The level in the outline, from 0; 9 is text.
    pub outline: Option<u8>,
    /// The list, 0 for none.
    pub list: Option<u32>,
    pub level: Option<u8>,
    pub breaks_page_before: Option<bool>,
    /// The paragraph ends a section, and the next one begins on a new page.
    pub breaks_page_after: bool,
    /// Of the paragraph's end.
    pub end: RunProperties,
}

impl ParagraphProperties {
    pub(super) fn read<R: BufRead>(xml: &mut Xml<R>, fonts: &mut Fonts) -> Result<Self, ReadingError> {
        let mut read = Self::default();
        let properties = xml.depth();
        while let Some(tag) = xml.child_of(properties)? {
            match tag.name() {
                "pStyle" => read.style = tag.value().map(Cow::into_owned),
                "jc" => read.alignment = tag.value().as_deref().map(alignment),
                "outlineLvl" => read.outline = tag.number("val"),
                "pageBreakBefore" => read.breaks_page_before = Some(tag.is_on()),
                "rPr" => read.end = RunProperties::read(xml, fonts)?,
                "numPr" => {
                    let numbering = xml.depth();
                    while let Some(tag) = xml.child_of(numbering)? {
                        match tag.name() {
                            "numId" => read.list = tag.number("val"),
                            "ilvl" => read.level = tag.number("val"),
                            _ => {}
                        }
                    }
                }
                "sectPr" => {
                    let section = xml.depth();
                    read.breaks_page_after = true;
                    while let Some(tag) = xml.child_of(section)? {
                        if tag.name() == "type" && matches!(tag.value().as_deref(), Some("continuous" | "nextColumn")) {
                            read.breaks_page_after = false;
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(read)
    }

    /// These, and where they say nothing, those of the style.
    pub(super) fn over(self, those: &Self) -> Self {
        Self {
            style: self.style,
            alignment: self.alignment.or(those.alignment),
            outline: self.outline.or(those.outline),
            list: self.list.or(those.list),
            level: self.level.or(those.level),
            breaks_page_before: self.breaks_page_before.or(those.breaks_page_before),
            breaks_page_after: self.breaks_page_after,
            end: self.end,
        }
    }
}

fn alignment(words: &str) -> Alignment {
    match words {
        "center" => Alignment::Centre,
        "right" | "end" => Alignment::End,
        "both" | "distribute" => Alignment::Both,
        _ => Alignment::Start,
    }
}

/// Whether the element at hand names a line that is drawn.
pub(super) fn borders<R: BufRead>(xml: &mut Xml<R>) -> Result<bool, ReadingError> {
    let element = xml.depth();
    let mut has_line = false;
    while let Some(tag) = xml.child_of(element)? {
        has_line |= !matches!(tag.value().as_deref(), None | Some("nil" | "none"));
    }
    Ok(has_line)
}
