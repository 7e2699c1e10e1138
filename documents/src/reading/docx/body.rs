//! The text of a document, block by block: paragraphs, what is in them, and the order in which they stand.

use std::{borrow::Cow, collections::HashMap, io::BufRead, rc::Rc};

use super::{
    super::{
        budget::Budget,
        document::{Block, Inline, NotShown, ParagraphStyle, PictureKind, PicturePart},
        error::ReadingError,
        lettering::{self, Fonts},
        parts::{Relationships, Target},
        xml::{Depth, Xml},
    },
    fields::{self, Ended, Fields},
    line::Line,
    numbering::Numbering,
    properties::{ParagraphProperties, RunProperties},
    styles::Styles,
};

/// What the whole document shares while it is read.
pub(super) struct Story<'a> {
    pub styles: &'a Styles,
    pub numbering: Numbering,
    /// Of the part that is being read.
    pub relationships: Relationships,
    /// The kind of a picture by the name of its part.
    pub picture_kind: &'a dyn Fn(&str) -> Option<PictureKind>,
    pub fonts: Fonts,
    pub budget: Budget,
    pub pictures: Pictures,
    pub notes: NoteMarks,
    pub tables: u32,
    pub has_tracked_changes: bool,
    pub fields: Fields,
}

/// Each picture once, by the name of its part.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    pub parts: Vec<PicturePart>,
    by_name: HashMap<String, usize>,
}

/// Which notes are named, in the order of their marks.
#[derive(Debug, Default)]
pub(super) struct NoteMarks {
    numbers: HashMap<NoteId, u32>,
    pub order: Vec<NoteId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum NoteId {
    Footnote(String),
    Endnote(String),
}

impl NoteMarks {
    pub(super) fn has(&self, id: &NoteId) -> bool {
        self.numbers.contains_key(id)
    }

    /// The mark of this note.
    fn number(&mut self, id: NoteId) -> u32 {
        let next = self.order.len() as u32 + 1;
        *self.numbers.entry(id.clone()).or_insert_with(|| {
            self.order.push(id);
            next
        })
    }
}

/// Several ways to write the same thing (`mc:AlternateContent`): Word writes a new one and, for older programs, an old one.
/// The first that is understood is read.
struct Alternatives {
    element: Depth,
    is_taken: bool,
}

impl Alternatives {
    fn of<R: BufRead>(xml: &Xml<R>) -> Self {
        Self { element: xml.depth(), is_taken: false }
    }

    /// Whether the element at hand is the one to read; nothing is left where it is none.
    fn next<R: BufRead>(&mut self, xml: &mut Xml<R>) -> Result<bool, ReadingError> {
        while let Some(tag) = xml.child_of(self.element)? {
            let fits = tag.name() == "Fallback" || is_understood(tag.attribute("Requires").as_deref());
            if fits && !self.is_taken {
                self.is_taken = true;
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn is_understood(requires: Option<&str>) -> bool {
    const KNOWN: [&str; 12] = ["wps", "wpg", "wpc", "wpi", "w14", "w15", "w16", "wp14", "a14", "pic14", "wne", "v"];
    requires.is_some_and(|names| names.split_whitespace().all(|name| KNOWN.contains(&name)))
}

/// What an element is where blocks stand.
#[derive(Clone, Copy)]
pub(super) enum BlockElement {
    Paragraph,
    Table,
    /// Says something of what is in it, and is nothing by itself.
    Wrapper,
    Alternatives,
    IncludedFile,
    Other,
}

impl BlockElement {
    pub(super) fn of(name: &str) -> Self {
        match name {
            "p" => Self::Paragraph,
            "tbl" => Self::Table,
            "sdt" | "sdtContent" | "customXml" | "smartTag" | "ins" | "moveTo" => Self::Wrapper,
            "AlternateContent" => Self::Alternatives,
            "altChunk" | "subDoc" => Self::IncludedFile,
            _ => Self::Other,
        }
    }
}

/// Blocks that are being read.
#[derive(Default)]
pub(super) struct Blocks {
    done: Vec<Block>,
    /// A paragraph whose end was deleted: it goes on in the next one.
    open: Option<Line>,
}

impl Story<'_> {
    /// Reads the blocks of the element at hand to its end.
    pub(super) fn blocks<R: BufRead>(&mut self, xml: &mut Xml<R>) -> Result<Vec<Block>, ReadingError> {
        let mut blocks = Blocks::default();
        self.blocks_into(xml, &mut blocks)?;
        self.end(blocks)
    }

    /// The blocks, all of them read; the deleted end of the last paragraph has nothing to join it to.
    pub(super) fn end(&mut self, mut blocks: Blocks) -> Result<Vec<Block>, ReadingError> {
        if let Some(line) = blocks.open.take() {
            self.finish(line, &mut blocks.done)?;
        }
        Ok(blocks.done)
    }

    fn blocks_into<R: BufRead>(&mut self, xml: &mut Xml<R>, blocks: &mut Blocks) -> Result<(), ReadingError> {
        let element = xml.depth();
        while let Some(tag) = xml.child_of(element)? {
            let kind = BlockElement::of(tag.name());
            self.block(kind, xml, blocks)?;
        }
        Ok(())
    }

    /// Reads the element at hand, which is of this kind.
    pub(super) fn block<R: BufRead>(
        &mut self,
        kind: BlockElement,
        xml: &mut Xml<R>,
        blocks: &mut Blocks,
    ) -> Result<(), ReadingError> {
        match kind {
            BlockElement::Paragraph => {
                let line = self.line(xml)?;
                let line = match blocks.open.take() {
                    Some(before) => before.joined_to(line),
                    None => line,
                };
                if line.properties.end.is_deleted {
                    self.has_tracked_changes = true;
                    blocks.open = Some(line);
                } else {
                    self.finish(line, &mut blocks.done)?;
                }
            }
            BlockElement::Table => {
                let table = self.table(xml)?;
                blocks.done.push(Block::Table(table));
            }
            BlockElement::Wrapper => self.blocks_into(xml, blocks)?,
            BlockElement::Alternatives => {
                let mut alternatives = Alternatives::of(xml);
                while alternatives.next(xml)? {
                    self.blocks_into(xml, blocks)?;
                }
            }
            BlockElement::IncludedFile => {
                let mut line = Line::new(self.budget.paragraph()?, Rc::clone(self.styles.of_paragraph(None)));
                line.push(Inline::NotShown(NotShown::IncludedFile));
                self.finish(line, &mut blocks.done)?;
            }
            BlockElement::Other => {}
        }
        Ok(())
    }

    fn finish(&mut self, line: Line, blocks: &mut Vec<Block>) -> Result<(), ReadingError> {
        let Self { fonts, budget, .. } = self;
        let mut refused = None;
        let mut next_number = || {
            budget.paragraph().unwrap_or_else(|error| {
                refused = Some(error);
                0
            })
        };
        blocks.extend(line.finish(fonts, &mut next_number));
        refused.map_or(Ok(()), Err)
    }

    fn line<R: BufRead>(&mut self, xml: &mut Xml<R>) -> Result<Line, ReadingError> {
        let number = self.budget.paragraph()?;
        let mut line = Line::new(number, Rc::clone(self.styles.of_paragraph(None)));
        self.inlines(xml, &mut line)?;
        self.fields.end_of_paragraph();
        Ok(line)
    }

    /// What stands in a paragraph, or in an element of one that is only a wrapper.
    fn inlines<R: BufRead>(&mut self, xml: &mut Xml<R>, line: &mut Line) -> Result<(), ReadingError> {
        let element = xml.depth();
        while let Some(tag) = xml.child_of(element)? {
            match tag.name() {
                "pPr" => {
                    let properties = ParagraphProperties::read(xml, &mut self.fonts)?;
                    self.begin(line, properties);
                }
                "r" => self.run(xml, line)?,
                "hyperlink" => {
                    let address = tag.attribute("id").and_then(|id| match self.relationships.target(&id) {
                        Some(Target::Outside(address)) => Some(address.clone()),
                        Some(Target::Part(_)) | None => None,
                    });
                    self.inlines(xml, line)?;
                    if let Some(address) = address {
                        self.show_address(&address, line)?;
                    }
                }
                "fldSimple" => {
                    let address = tag.attribute("instr").and_then(|instruction| fields::link(&instruction));
                    self.inlines(xml, line)?;
                    if let Some(address) = address {
                        self.show_address(&address, line)?;
                    }
                }
                "ins" | "moveTo" => {
                    self.has_tracked_changes = true;
                    self.inlines(xml, line)?;
                }
                "del" | "moveFrom" => self.has_tracked_changes = true,
                "sdt" | "sdtContent" | "smartTag" | "customXml" | "bdo" | "dir" => self.inlines(xml, line)?,
                "ruby" | "rubyBase" | "rt" => self.inlines(xml, line)?,
                "oMath" | "oMathPara" => {
                    let text = xml.text_in_each("t")?;
                    let look = self.run_base(line);
                    self.text(&text, &look, line)?;
                }
                "AlternateContent" => {
                    let mut alternatives = Alternatives::of(xml);
                    while alternatives.next(xml)? {
                        self.inlines(xml, line)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Takes over what the file says of this paragraph, and counts it where it is of a list.
    fn begin(&mut self, line: &mut Line, properties: ParagraphProperties) {
        let (style_id, level_said) = (properties.style.clone(), properties.level);
        line.style = Rc::clone(self.styles.of_paragraph(style_id.as_deref()));
        line.properties = properties.over(&line.style.paragraph);
        line.heading = match (line.style.heading, line.properties.outline) {
            (ParagraphStyle::Text, Some(outline @ 0..=8)) => ParagraphStyle::Heading(outline + 1),
            (heading, _) => heading,
        };
        let Some(list) = line.properties.list.filter(|list| *list > 0) else { return };
        let of_style = || style_id.as_deref().and_then(|style| self.numbering.level_of_style(list, style));
        let level = level_said.or_else(of_style).or(line.properties.level).unwrap_or_default();
        // A paragraph whose end was deleted is none of its own and is not counted.
        if !line.properties.end.is_deleted {
            line.label = self.numbering.count(list, level);
        }
    }

    fn run<R: BufRead>(&mut self, xml: &mut Xml<R>, line: &mut Line) -> Result<(), ReadingError> {
        let mut look = self.run_base(line);
        self.run_content(xml, line, &mut look)
    }

    /// What the style of a paragraph says of its text; headings have their own look in the page.
    fn run_base(&self, line: &Line) -> RunProperties {
        let run = &line.style.run;
        match line.heading {
            ParagraphStyle::Text => run.clone(),
            ParagraphStyle::Title | ParagraphStyle::Heading(_) => {
                RunProperties { bold: None, italic: None, underlined: None, ..run.clone() }
            }
        }
    }

    fn run_content<R: BufRead>(&mut self, xml: &mut Xml<R>, line: &mut Line, look: &mut RunProperties) -> Result<(), ReadingError> {
        let element = xml.depth();
        while let Some(tag) = xml.child_of(element)? {
            match tag.name() {
                "rPr" => {
                    let direct = RunProperties::read(xml, &mut self.fonts)?;
                    let named = direct.style.as_deref().and_then(|id| self.styles.of_run(id));
                    let under = named.map_or_else(|| look.clone(), |style| style.run.clone().over(look));
                    *look = direct.over(&under);
                }
                "t" => {
                    let keeps_spaces = tag.attribute("space").as_deref() == Some("preserve");
                    let text = xml.text()?;
                    let shown = if keeps_spaces { text.as_str() } else { text.trim_matches([' ', '\t', '\n', '\r']) };
                    // An end of line in the XML is a space on the page.
                    self.text(&shown.replace('\n', " "), look, line)?;
                }
                "tab" | "ptab" => self.text("\t", look, line)?,
                "noBreakHyphen" => self.text("\u{2011}", look, line)?,
                "cr" | "br" | "footnoteReference" | "endnoteReference" if look.is_hidden() || !self.fields.is_shown() => {}
                "cr" => self.piece(Inline::LineBreak, line)?,
                "br" => {
                    self.budget.piece()?;
                    match tag.attribute("type").as_deref() {
                        Some("page") => line.break_page(),
                        _ => line.push(Inline::LineBreak),
                    }
                }
                "sym" => {
                    let code = tag.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok()).and_then(char::from_u32);
                    let picture = code.map(|code| lettering::picture(&tag.attribute("font").unwrap_or_default(), code));
                    if let Some(picture) = picture.filter(|picture| !picture.is_control()) {
                        let plain = RunProperties { font: None, ..look.clone() };
                        self.text(picture.encode_utf8(&mut [0; 4]), &plain, line)?;
                    }
                }
                "fldChar" => {
                    let kind = tag.attribute("fldCharType").map(Cow::into_owned);
                    self.field(kind.as_deref(), xml, look, line)?;
                }
                "instrText" => {
                    let words = xml.text()?;
                    self.fields.instruct(&words);
                }
                "footnoteReference" => {
                    let mark = self.notes.number(NoteId::Footnote(tag.attribute("id").unwrap_or_default().into_owned()));
                    self.piece(Inline::NoteMark(mark), line)?;
                }
                "endnoteReference" => {
                    let mark = self.notes.number(NoteId::Endnote(tag.attribute("id").unwrap_or_default().into_owned()));
                    self.piece(Inline::NoteMark(mark), line)?;
                }
                "drawing" | "pict" | "object" if !look.is_hidden() && self.fields.is_shown() => self.drawing(xml, line)?,
                "AlternateContent" => {
                    let mut alternatives = Alternatives::of(xml);
                    while alternatives.next(xml)? {
                        self.run_content(xml, line, look)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn field<R: BufRead>(
        &mut self,
        kind: Option<&str>,
        xml: &mut Xml<R>,
        look: &RunProperties,
        line: &mut Line,
    ) -> Result<(), ReadingError> {
        match kind {
            Some("begin") => {
                let mut check_box = None;
                let element = xml.depth();
                while let Some(tag) = xml.descendant_of(element)? {
                    match tag.name() {
                        "checkBox" => check_box = Some(false),
                        // "checked" stands behind "default" and is what somebody has ticked.
                        "default" | "checked" if check_box.is_some() => check_box = Some(tag.is_on()),
                        _ => {}
                    }
                }
                self.fields.begin(check_box);
            }
            Some("separate") => self.fields.separate(),
            Some("end") => match self.fields.end() {
                Ended::Link(address) => self.show_address(&address, line)?,
                Ended::CheckBox { is_ticked } => self.text(if is_ticked { "☒" } else { "☐" }, look, line)?,
                Ended::Nothing => {}
            },
            _ => {}
        }
        Ok(())
    }

    /// Where a link leads stands behind its words, for nothing here can be clicked.
    fn show_address(&mut self, address: &str, line: &mut Line) -> Result<(), ReadingError> {
        let shown = address.strip_prefix("mailto:").unwrap_or(address).trim();
        let shown: String = shown.chars().filter(|letter| !letter.is_control()).collect();
        let plain = RunProperties::default();
        if shown.is_empty() || line.ends_with(&shown) {
            return Ok(());
        }
        self.text(&format!(" ({shown})"), &plain, line)
    }

    pub(super) fn text(&mut self, text: &str, look: &RunProperties, line: &mut Line) -> Result<(), ReadingError> {
        if self.fields.is_shown() {
            self.budget.text(text.len())?;
            if line.push_text(text, look) {
                self.budget.piece()?;
            }
        }
        Ok(())
    }

    pub(super) fn piece(&mut self, piece: Inline, line: &mut Line) -> Result<(), ReadingError> {
        self.budget.piece()?;
        line.push(piece);
        Ok(())
    }
}

impl Pictures {
    /// The index of the picture in the part of this name.
    pub(super) fn index(&mut self, name: &str, kind: impl FnOnce() -> Option<PictureKind>) -> usize {
        if let Some(known) = self.by_name.get(name) {
            return *known;
        }
        self.parts.push(PicturePart { name: name.to_owned(), kind: kind() });
        self.by_name.insert(name.to_owned(), self.parts.len() - 1);
        self.parts.len() - 1
    }
}
