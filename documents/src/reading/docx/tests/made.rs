//! Word files made by hand.

use std::io::Cursor;

use super::super::read;
use crate::{
    package::Package,
    reading::{Document, ReadingError, html},
    source::Source,
    testing::zips::{Entry, zip},
};

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a file beside its text; what is not set is not in it.
#[derive(Clone, Default)]
pub struct Made<'a> {
    /// What stands between `<w:body>` and `</w:body>`.
    pub body: &'a str,
    pub styles: &'a str,
    pub numbering: &'a str,
    pub footnotes: &'a str,
    /// Id, kind and target; what begins with "http" is outside of the file.
    pub relationships: &'a [(&'a str, &'a str, &'a str)],
    pub other_parts: &'a [(&'a str, &'a [u8])],
}

impl Made<'_> {
    pub fn bytes(&self) -> Vec<u8> {
        let relationship = |id: &str, kind: &str, target: &str| {
            let mode = if target.starts_with("http") { " TargetMode=\"External\"" } else { "" };
            format!("<Relationship Id=\"{id}\" Type=\"{RELATIONSHIPS}/{kind}\" Target=\"{target}\"{mode}/>")
        };
        let mut parts = vec![(
            "_rels/.rels".to_owned(),
            format!("<Relationships>{}</Relationships>", relationship("r1", "officeDocument", "word/document.xml")),
        )];
        let mut named: String = self.relationships.iter().map(|(id, kind, target)| relationship(id, kind, target)).collect();
        let own = [("styles", self.styles), ("numbering", self.numbering), ("footnotes", self.footnotes)];
        for (name, content) in own.into_iter().filter(|(_, content)| !content.is_empty()) {
            named.push_str(&relationship(name, name, &format!("{name}.xml")));
            parts.push((format!("word/{name}.xml"), format!("<w:{name}>{content}</w:{name}>")));
        }
        parts.push(("word/_rels/document.xml.rels".to_owned(), format!("<Relationships>{named}</Relationships>")));
        parts.push(("word/document.xml".to_owned(), format!("<w:document><w:body>{}</w:body></w:document>", self.body)));
        let mut entries: Vec<Entry> = parts.iter().map(|(name, content)| Entry::deflated(name, content.as_bytes())).collect();
        entries.extend(self.other_parts.iter().map(|(name, content)| Entry::stored(name, content)));
        zip(&entries)
    }

    pub fn read(&self) -> Result<Document, ReadingError> {
        read_bytes(self.bytes())
    }

    pub fn html(&self) -> String {
        html::document(&self.read().unwrap(), "/anh/").unwrap()
    }
}

pub fn read_bytes(bytes: Vec<u8>) -> Result<Document, ReadingError> {
    let source = Source::new(Cursor::new(bytes)).map_err(|_| ReadingError::Malformed("source"))?;
    read(&Package::open(source)?)
}

/// The HTML of a body without the element around it.
pub fn shown(body: &str) -> String {
    let html = Made { body, ..Made::default() }.html();
    html.trim().trim_start_matches("<div class=\"doc\">\n").trim_end_matches("</div>").to_owned()
}

/// A paragraph of one word.
pub fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A cell with these properties and one paragraph.
pub fn cell(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(text))
}
