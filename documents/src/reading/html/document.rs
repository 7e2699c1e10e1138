//! A Word document as HTML.

use domain::file_text::Place;

use super::{
    super::{
        document::{
            Alignment, Block, Cell, CellContent, Document, Inline, Look, NotShown, Paragraph, ParagraphStyle, Picture, PictureKind,
            Row, Script, Table, VerticalAlignment,
        },
        error::ReadingError,
    },
    Html,
};

/// The document as HTML. `pictures_at` is put in front of the index of a picture to make its address.
///
/// # Errors
/// `ReadingError::PageTooLarge`.
pub fn document(document: &Document, pictures_at: &str) -> Result<String, ReadingError> {
    let mut page = Page { html: Html::default(), document, pictures_at };
    page.html.raw("<div class=\"doc\">\n");
    page.blocks(&document.blocks)?;
    if !document.notes.is_empty() {
        page.html.raw("<div class=\"notes\">\n");
        for (number, blocks) in (1..).zip(&document.notes) {
            page.html.raw("<div class=\"note\"");
            page.html.attribute("id", format_args!("ghi-chu-{number}"));
            page.html.raw("><span class=\"label\">");
            page.html.number(number);
            page.html.raw("</span> \n");
            page.blocks(blocks)?;
            page.html.raw("</div>\n");
        }
        page.html.raw("</div>\n");
    }
    page.html.raw("</div>\n");
    page.html.finished()
}

struct Page<'a> {
    html: Html,
    document: &'a Document,
    pictures_at: &'a str,
}

impl Page<'_> {
    fn blocks(&mut self, blocks: &[Block]) -> Result<(), ReadingError> {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(table) => self.table(table)?,
                Block::PageBreak => self.html.raw("<hr class=\"page-break\">\n"),
                Block::TextBox(blocks) => {
                    self.html.raw("<div class=\"text-box\">\n");
                    self.blocks(blocks)?;
                    self.html.raw("</div>\n");
                }
            }
            self.html.check()?;
        }
        Ok(())
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let name = match paragraph.style {
            ParagraphStyle::Text => "p",
            // The page around the document has the first heading.
            ParagraphStyle::Title => "h2",
            ParagraphStyle::Heading(1) => "h3",
            ParagraphStyle::Heading(2) => "h4",
            ParagraphStyle::Heading(3) => "h5",
            ParagraphStyle::Heading(_) => "h6",
        };
        let mut classes = Vec::new();
        if paragraph.style == ParagraphStyle::Title {
            classes.push("title");
        }
        classes.extend(match paragraph.alignment {
            Alignment::Start | Alignment::Both => None,
            Alignment::Centre => Some("centre"),
            Alignment::End => Some("end"),
        });
        const LEVELS: [&str; 9] = ["item-1", "item-2", "item-3", "item-4", "item-5", "item-6", "item-7", "item-8", "item-9"];
        if let Some(label) = &paragraph.label {
            classes.push("item");
            classes.extend(LEVELS.get(usize::from(label.level)));
        }
        let is_converted = |piece: &Inline| matches!(piece, Inline::Text { look: Look { converted: true, .. }, .. });
        if paragraph.pieces.iter().any(is_converted) {
            classes.push("converted");
        }
        self.html.open(name, Some(Place::Paragraph(paragraph.number)), &classes);
        if let Some(label) = paragraph.label.as_ref().filter(|label| !label.text.is_empty()) {
            self.html.raw("<span class=\"label\">");
            self.html.text(&label.text);
            self.html.raw("</span> ");
        }
        for piece in &paragraph.pieces {
            self.piece(piece);
        }
        self.html.close(name);
        self.html.raw("\n");
    }

    fn piece(&mut self, piece: &Inline) {
        match piece {
            Inline::Text { text, look } => self.text(text, *look),
            Inline::LineBreak => self.html.raw("<br>"),
            Inline::Picture(picture) => self.picture(picture),
            Inline::NoteMark(number) => {
                self.html.raw("<sup><a");
                self.html.attribute("href", format_args!("#ghi-chu-{number}"));
                self.html.raw(">");
                self.html.number(number);
                self.html.raw("</a></sup>");
            }
            Inline::NotShown(what) => self.not_shown(match what {
                NotShown::LinkedPicture => "Ảnh ở ngoài tệp, không hiện ở đây",
                NotShown::Chart => "Biểu đồ, xem ở bản gốc",
                NotShown::Diagram => "Sơ đồ, xem ở bản gốc",
                NotShown::EmbeddedObject => "Tệp nhúng, xem ở bản gốc",
                NotShown::IncludedFile => "Phần chèn từ tệp khác, xem ở bản gốc",
            }),
        }
    }

    fn text(&mut self, text: &str, look: Look) {
        let marks = [
            (look.bold, "b"),
            (look.italic, "i"),
            (look.underlined, "u"),
            (look.struck, "s"),
            (look.highlighted, "mark"),
            (look.script == Script::Above, "sup"),
            (look.script == Script::Below, "sub"),
        ];
        let marks = || marks.into_iter().filter(|(is_on, _)| *is_on).map(|(_, name)| name);
        for name in marks() {
            self.html.open(name, None, &[]);
        }
        if look.capitals {
            self.html.raw("<span class=\"capitals\">");
        }
        self.html.text(text);
        if look.capitals {
            self.html.raw("</span>");
        }
        for name in marks().collect::<Vec<_>>().into_iter().rev() {
            self.html.close(name);
        }
    }

    fn picture(&mut self, picture: &Picture) {
        let kind: Option<PictureKind> = self.document.pictures.get(picture.index).and_then(|part| part.kind);
        if kind.is_none() {
            return self.not_shown("Hình kiểu cũ, xem ở bản gốc");
        }
        self.html.raw("<img");
        self.html.attribute("src", format_args!("{}{}", self.pictures_at, picture.index));
        if let Some((wide, high)) = picture.size {
            self.html.attribute("width", wide);
            self.html.attribute("height", high);
        }
        self.html.attribute("alt", if picture.description.is_empty() { "Hình trong tệp" } else { &picture.description });
        self.html.raw(" loading=\"lazy\">");
    }

    fn not_shown(&mut self, words: &str) {
        self.html.raw("<span class=\"not-shown\">");
        self.html.text(words);
        self.html.raw("</span>");
    }

    fn table(&mut self, table: &Table) -> Result<(), ReadingError> {
        self.html.open("table", None, if table.has_borders { &[] } else { &["borderless"] });
        self.html.raw("\n");
        if !table.widths.is_empty() {
            self.html.raw("<colgroup>");
            for width in &table.widths {
                self.html.raw("<col");
                self.html.attribute("width", format_args!("{}.{}%", width / 10, width % 10));
                self.html.raw(">");
            }
            self.html.raw("</colgroup>\n");
        }
        // A row of headers that stands further down is none: it heads nothing above it.
        let headers = table.rows.iter().take_while(|row| row.is_header).count();
        for (number, row) in (1..).zip(&table.rows) {
            self.row(table.number, number, row, if (number as usize) <= headers { "th" } else { "td" })?;
        }
        self.html.raw("</table>\n");
        Ok(())
    }

    fn row(&mut self, table: u32, number: u32, row: &Row, name: &str) -> Result<(), ReadingError> {
        self.html.raw("<tr>\n");
        for cell in &row.cells {
            match &cell.content {
                CellContent::Blocks(blocks) => {
                    let place = Place::Cell { table, row: number, column: cell.column };
                    let mut classes = Vec::new();
                    classes.extend(cell.is_vertical.then_some("vertical"));
                    classes.extend(match cell.vertical_alignment {
                        VerticalAlignment::Top => None,
                        VerticalAlignment::Middle => Some("middle"),
                        VerticalAlignment::Bottom => Some("bottom"),
                    });
                    self.open_cell(name, Some(place), &classes, cell);
                    self.cell_content(blocks)?;
                    self.html.close(name);
                }
                CellContent::Nothing => {
                    self.open_cell("td", None, &["gap"], cell);
                    self.html.close("td");
                }
            }
            self.html.raw("\n");
        }
        self.html.raw("</tr>\n");
        Ok(())
    }

    fn open_cell(&mut self, name: &str, place: Option<Place>, classes: &[&str], cell: &Cell) {
        self.html.raw("<");
        self.html.raw(name);
        self.html.attributes(place, classes);
        if name == "th" {
            self.html.attribute("scope", if cell.columns > 1 { "colgroup" } else { "col" });
        }
        if cell.columns > 1 {
            self.html.attribute("colspan", cell.columns);
        }
        if cell.rows > 1 {
            self.html.attribute("rowspan", cell.rows);
        }
        self.html.raw(">");
    }

    /// New pages begin between rows, never inside of one.
    fn cell_content(&mut self, blocks: &[Block]) -> Result<(), ReadingError> {
        for block in blocks {
            match block {
                Block::PageBreak => {}
                block => self.blocks(std::slice::from_ref(block))?,
            }
        }
        Ok(())
    }
}
