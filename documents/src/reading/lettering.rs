//! Fonts whose letters are not what their codes say: old Vietnamese fonts, and fonts of pictures.
//!
//! Before Unicode, Vietnamese letters were drawn in the places of others, and a file names them by the font alone: where the
//! font is missing, "Cộng hoà" shows as "Céng hoµ". So the letters are told from the font's name, and put into Unicode for
//! reading; the file stays as it is.

mod symbols;
#[cfg(test)]
mod tests;

pub(super) use domain::lettering::is_unicode_already;
use domain::lettering::{tcvn3, vni};
use unicode_normalization::UnicodeNormalization;

/// How the codes of a font are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lettering {
    /// ".VnTime" and its family.
    Tcvn3,
    /// ".VnTimeH" and its family: small letters are drawn as capitals.
    Tcvn3Capitals,
    /// "VNI-Times" and its family.
    Vni,
    /// "Symbol", "Wingdings" and their like: pictures instead of letters.
    Pictures(symbols::PictureFont),
}

impl Lettering {
    /// `None` for a font whose letters are what they say.
    fn of_font(name: &str) -> Option<Self> {
        let plain = name.trim().to_lowercase();
        let is_tcvn3 = plain.starts_with(".vn") || ["vntime", "vntimeh", "vnarial", "vnarialh"].contains(&plain.as_str());
        match plain.as_str() {
            _ if is_tcvn3 && plain.ends_with('h') => Some(Self::Tcvn3Capitals),
            _ if is_tcvn3 => Some(Self::Tcvn3),
            _ if plain.starts_with("vni-") || plain.starts_with("vni ") => Some(Self::Vni),
            _ => symbols::PictureFont::of_name(&plain).map(Self::Pictures),
        }
    }
}

/// A font of `Fonts`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FontIndex(usize);

/// The fonts of one file whose letters are not what they say.
#[derive(Debug, Default)]
pub(super) struct Fonts(Vec<Font>);

#[derive(Debug)]
struct Font {
    name: String,
    lettering: Lettering,
    /// Text in it would look wrong without the font.
    was_converted: bool,
}

/// Names of fonts are short, and there are few; what is beyond is taken for a font of today.
const MAX_FONTS: usize = 100;
const MAX_FONT_NAME: usize = 64;

impl Fonts {
    /// `None` for a font whose letters are what they say.
    pub(super) fn index(&mut self, name: &str) -> Option<FontIndex> {
        let lettering = Lettering::of_font(name)?;
        if let Some(known) = self.0.iter().position(|font| font.name == name) {
            return Some(FontIndex(known));
        }
        if self.0.len() >= MAX_FONTS || name.len() > MAX_FONT_NAME {
            return None;
        }
        self.0.push(Font { name: name.to_owned(), lettering, was_converted: false });
        Some(FontIndex(self.0.len() - 1))
    }

    /// Whether the font is an old Vietnamese one.
    pub(super) fn is_old(&self, index: FontIndex) -> bool {
        self.0.get(index.0).is_some_and(|font| !matches!(font.lettering, Lettering::Pictures(_)))
    }

    /// Whether pictures stand in the places of letters.
    pub(super) fn is_of_pictures(&self, index: FontIndex) -> bool {
        self.0.get(index.0).is_some_and(|font| matches!(font.lettering, Lettering::Pictures(_)))
    }

    /// The text in Unicode, where that is another one.
    pub(super) fn read(&mut self, index: FontIndex, text: &str) -> Option<String> {
        let font = self.0.get_mut(index.0)?;
        let read: String = match font.lettering {
            Lettering::Tcvn3 => tcvn3::to_unicode(text),
            Lettering::Tcvn3Capitals => tcvn3::to_unicode(text).to_uppercase(),
            Lettering::Vni => vni::to_unicode(text),
            Lettering::Pictures(pictures) => text.chars().map(|code| pictures.picture(code)).collect(),
        };
        if read == text {
            return None;
        }
        font.was_converted = true;
        Some(read)
    }

    pub(super) fn finished(self) -> OldFonts {
        let old = |font: &Font| font.was_converted && !matches!(font.lettering, Lettering::Pictures(_));
        OldFonts { names: self.0.into_iter().filter(old).map(|font| font.name).collect() }
    }
}

/// The picture of a code in a font that is named beside it, as `w:sym` and the bullets of lists do.
pub(super) fn picture(font: &str, code: char) -> char {
    match symbols::PictureFont::of_name(&font.trim().to_lowercase()) {
        Some(pictures) => pictures.picture(code),
        None => symbols::without_font(code),
    }
}

/// Composed letters (NFC), as they are compared and searched.
pub(super) fn composed(text: String) -> String {
    if unicode_normalization::is_nfc(&text) { text } else { text.nfc().collect() }
}

/// The old Vietnamese fonts of a file whose letters were put into Unicode for reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OldFonts {
    /// In the order in which the file names them.
    pub names: Vec<String>,
}

impl OldFonts {
    /// What is true of the file and why its letters look wrong elsewhere, in Vietnamese; `None` where it has no such font.
    pub fn sentence(&self) -> Option<String> {
        let names = match self.names.as_slice() {
            [] => return None,
            [name] => name.clone(),
            [first, .., last] if self.names.len() == 2 => format!("{first} và {last}"),
            [first, second, ..] => format!("{first}, {second} và {} phông khác", self.names.len() - 2),
        };
        Some(format!(
            "Tệp dùng phông chữ cũ {names}, có từ trước Unicode: máy không cài phông này sẽ hiện sai chữ. Chữ ở đây đã được đổi \
             sang Unicode để đọc, bản gốc giữ nguyên."
        ))
    }
}
