//! Strings: those that all sheets share (`xl/sharedStrings.xml`), and those that stand in a cell.

use std::io::BufRead;

use super::{
    super::{
        error::ReadingError,
        lettering::{FontIndex, Fonts, is_unicode_already},
        limits::{MAX_SHARED_BYTES, MAX_SHARED_STRINGS},
        xml::Xml,
    },
    styles::FontLook,
};

/// A string, in Unicode as far as it names its own fonts.
#[derive(Debug, Default)]
pub(super) struct RichText {
    pub text: String,
    /// Stretches of it name a font; else all of it has that of the cell.
    pub has_fonts: bool,
    pub is_converted: bool,
}

pub(super) fn shared<R: BufRead>(xml: &mut Xml<R>, fonts: &mut Fonts) -> Result<Vec<RichText>, ReadingError> {
    let mut strings = Vec::new();
    let mut bytes = 0;
    let root = xml.root("sst")?;
    while xml.child_of(root)?.is_some() {
        let string = RichText::read(xml, fonts)?;
        bytes += string.text.len();
        if strings.len() >= MAX_SHARED_STRINGS || bytes > MAX_SHARED_BYTES {
            return Err(ReadingError::TooManyDefinitions);
        }
        strings.push(string);
    }
    Ok(strings)
}

impl RichText {
    /// Reads `si`, or `is` of a cell.
    pub(super) fn read<R: BufRead>(xml: &mut Xml<R>, fonts: &mut Fonts) -> Result<Self, ReadingError> {
        let mut read = Self::default();
        let element = xml.depth();
        while let Some(tag) = xml.child_of(element)? {
            match tag.name() {
                "t" => read.text.push_str(&xml.text()?),
                "r" => {
                    let (mut text, mut look) = (String::new(), None);
                    let stretch = xml.depth();
                    while let Some(tag) = xml.child_of(stretch)? {
                        match tag.name() {
                            "t" => text.push_str(&xml.text()?),
                            "rPr" => look = Some(FontLook::read(xml, fonts)?),
                            _ => {}
                        }
                    }
                    read.has_fonts |= look.is_some();
                    let converted = look.and_then(|look| in_unicode(&text, look.old, fonts));
                    read.is_converted |= converted.is_some();
                    read.text.push_str(converted.as_deref().unwrap_or(&text));
                }
                _ => {}
            }
        }
        Ok(read)
    }
}

/// The text in Unicode, where the font makes that another one.
pub(super) fn in_unicode(text: &str, font: Option<FontIndex>, fonts: &mut Fonts) -> Option<String> {
    let font = font.filter(|font| fonts.is_of_pictures(*font) || !is_unicode_already(text))?;
    fonts.read(font, text)
}
