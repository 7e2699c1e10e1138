//! A paragraph while it is being read: stretches of text are joined, so that an old font's letters are read as a whole.

use std::rc::Rc;

use super::{
    super::{
        document::{Block, Inline, Label, Look, Paragraph, ParagraphStyle},
        lettering::{self, FontIndex, Fonts},
    },
    properties::{ParagraphProperties, RunProperties},
    styles::Style,
};

#[derive(Debug, Default)]
pub(super) struct Line {
    pub number: u32,
    pub properties: ParagraphProperties,
    pub style: Rc<Style>,
    pub heading: ParagraphStyle,
    pub label: Option<Label>,
    pieces: Vec<Raw>,
    /// Text boxes that hang on this paragraph.
    pub boxes: Vec<Block>,
}

#[derive(Debug)]
enum Raw {
    Text { text: String, look: Look, font: Option<FontIndex> },
    PageBreak,
    Done(Inline),
}

impl Line {
    pub(super) fn new(number: u32, style: Rc<Style>) -> Self {
        Self { number, heading: style.heading, style, ..Self::default() }
    }

    /// Takes these words; whether they make a piece of their own.
    pub(super) fn push_text(&mut self, text: &str, run: &RunProperties) -> bool {
        if text.is_empty() || run.is_hidden() {
            return false;
        }
        let (look, font) = (run.look(), run.font.flatten());
        match self.pieces.last_mut() {
            Some(Raw::Text { text: before, look: same, font: one }) if *same == look && *one == font => {
                before.push_str(text);
                false
            }
            _ => {
                self.pieces.push(Raw::Text { text: text.to_owned(), look, font });
                true
            }
        }
    }

    pub(super) fn push(&mut self, piece: Inline) {
        self.pieces.push(Raw::Done(piece));
    }

    pub(super) fn break_page(&mut self) {
        self.pieces.push(Raw::PageBreak);
    }

    /// Whether these words were the last to be read.
    pub(super) fn ends_with(&self, words: &str) -> bool {
        let bare = |words: &'_ str| words.trim_end().trim_end_matches('/').len();
        match self.pieces.last() {
            Some(Raw::Text { text, .. }) => {
                let (text, words) = (text.get(..bare(text)), words.get(..bare(words)));
                text.zip(words).is_some_and(|(text, words)| text.ends_with(words))
            }
            Some(Raw::PageBreak | Raw::Done(_)) | None => false,
        }
    }

    /// The deleted end of this paragraph joins it to the next one, whose looks both have.
    pub(super) fn joined_to(mut self, mut next: Self) -> Self {
        self.pieces.append(&mut next.pieces);
        self.boxes.append(&mut next.boxes);
        Self { number: self.number, pieces: self.pieces, boxes: self.boxes, ..next }
    }

    /// The blocks that it makes: itself, cut where a new page begins, and its text boxes.
    pub(super) fn finish(self, fonts: &mut Fonts, next_number: &mut dyn FnMut() -> u32) -> Vec<Block> {
        let is_unicode = {
            let old = |piece: &Raw| match piece {
                Raw::Text { text, font: Some(font), .. } => fonts.is_old(*font) && lettering::is_unicode_already(text),
                Raw::Text { .. } | Raw::PageBreak | Raw::Done(_) => false,
            };
            self.pieces.iter().any(old)
        };
        let empty = |number: u32, label: Option<Label>| Paragraph {
            number,
            style: self.heading,
            alignment: self.properties.alignment.unwrap_or_default(),
            label,
            pieces: Vec::new(),
        };
        let mut blocks = Vec::new();
        if self.properties.breaks_page_before == Some(true) {
            blocks.push(Block::PageBreak);
        }
        let mut paragraph = empty(self.number, self.label);
        for piece in self.pieces {
            match piece {
                Raw::Text { text, look, font } => {
                    let font = font.filter(|font| !is_unicode || fonts.is_of_pictures(*font));
                    paragraph.pieces.push(read(text, look, font, fonts));
                }
                Raw::Done(piece) => paragraph.pieces.push(piece),
                Raw::PageBreak => {
                    if paragraph.pieces.is_empty() && paragraph.label.is_none() {
                        blocks.push(Block::PageBreak);
                    } else {
                        let rest = empty(next_number(), None);
                        blocks.push(Block::Paragraph(std::mem::replace(&mut paragraph, rest)));
                        blocks.push(Block::PageBreak);
                    }
                }
            }
        }
        // After a break at the very end nothing is left to stand on the next page.
        let is_rest = matches!(blocks.last(), Some(Block::PageBreak)) && paragraph.number != self.number;
        if !(is_rest && paragraph.pieces.is_empty()) {
            blocks.push(Block::Paragraph(paragraph));
        }
        blocks.extend(self.boxes);
        if self.properties.breaks_page_after {
            blocks.push(Block::PageBreak);
        }
        blocks
    }
}

fn read(text: String, look: Look, font: Option<FontIndex>, fonts: &mut Fonts) -> Inline {
    match font.and_then(|font| Some((fonts.read(font, &text)?, fonts.is_old(font)))) {
        Some((read, converted)) => Inline::Text { text: lettering::composed(read), look: Look { converted, ..look } },
        None => Inline::Text { text: lettering::composed(text), look },
    }
}
