//! A Word document as a reader sees it: what is shown and where, without how it came about.

use super::lettering::OldFonts;

/// A document. Paragraphs and tables are numbered in the order in which they begin, those in cells, text boxes and notes
/// included; the same bytes give the same numbers.
#[derive(Debug, Default)]
pub struct Document {
    pub blocks: Vec<Block>,
    /// Footnotes and endnotes, in the order of their marks: the first one has mark 1.
    pub notes: Vec<Vec<Block>>,
    /// Pictures, each once; a `Picture` names one by its index.
    pub pictures: Vec<PicturePart>,
    pub old_fonts: OldFonts,
    /// The file tracks changes that nobody has accepted or refused yet; what is here is as if all were accepted.
    pub has_tracked_changes: bool,
}

#[derive(Debug)]
pub enum Block {
    Paragraph(Paragraph),
    Table(Table),
    PageBreak,
    /// A frame with text of its own, which Word draws beside the paragraph before it.
    TextBox(Vec<Block>),
}

#[derive(Debug, Default)]
pub struct Paragraph {
    pub number: u32,
    pub style: ParagraphStyle,
    pub alignment: Alignment,
    /// The number or bullet in front of it, and how deep its list is nested, from 0.
    pub label: Option<Label>,
    pub pieces: Vec<Inline>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ParagraphStyle {
    #[default]
    Text,
    Title,
    /// From 1 to 9.
    Heading(u8),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    #[default]
    Start,
    Centre,
    End,
    Both,
}

/// "1.", "a)", "–"; without letters where the list shows none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub text: String,
    /// From 0 to 8.
    pub level: u8,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Inline {
    Text {
        text: String,
        look: Look,
    },
    LineBreak,
    Picture(Picture),
    /// The mark of a note, from 1.
    NoteMark(u32),
    /// What a file holds and a page cannot show.
    NotShown(NotShown),
}

/// How a stretch of text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    pub bold: bool,
    pub italic: bool,
    pub underlined: bool,
    pub struck: bool,
    pub capitals: bool,
    pub highlighted: bool,
    pub script: Script,
    /// The letters were written for an old Vietnamese font, and stand here in Unicode.
    pub converted: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Script {
    #[default]
    Base,
    Above,
    Below,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The index in `Document::pictures`.
    pub index: usize,
    /// Width and height in CSS pixels; `None` where the file gives none that can be.
    pub size: Option<(u32, u32)>,
    /// What the author wrote for those who cannot see it.
    pub description: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotShown {
    /// The picture lies outside of the file.
    LinkedPicture,
    Chart,
    Diagram,
    EmbeddedObject,
    /// Text of another file that Word would put in here.
    IncludedFile,
}

/// A part that a picture names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PicturePart {
    /// Its name in the zip: "word/media/image1.png".
    pub name: String,
    /// `None` where its bytes are of no kind that a browser shows (EMF, WMF, TIFF), or it is missing.
    pub kind: Option<PictureKind>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    Jpeg,
    Png,
}

#[derive(Debug, Default)]
pub struct Table {
    pub number: u32,
    /// How wide the columns are, each in thousandths of the whole; as many as the widest row has.
    pub widths: Vec<u32>,
    pub rows: Vec<Row>,
    pub has_borders: bool,
}

#[derive(Debug, Default)]
pub struct Row {
    /// Repeated at the top of each page: names what stands in the columns.
    pub is_header: bool,
    /// From left to right; where a cell of a row above reaches into this one, nothing stands.
    pub cells: Vec<Cell>,
}

#[derive(Debug, Default)]
pub struct Cell {
    /// The first column it takes, from 1.
    pub column: u32,
    pub columns: u32,
    pub rows: u32,
    pub content: CellContent,
    pub is_vertical: bool,
    pub vertical_alignment: VerticalAlignment,
}

#[derive(Debug)]
pub enum CellContent {
    Blocks(Vec<Block>),
    /// The row begins further right or ends further left than the table: there is no cell here.
    Nothing,
}

impl Default for CellContent {
    fn default() -> Self {
        Self::Blocks(Vec::new())
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum VerticalAlignment {
    #[default]
    Top,
    Middle,
    Bottom,
}
