//! Packages of Word, Excel and PowerPoint, part by part.

use super::zips::{Entry, zip};

pub const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
pub const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const EXCEL: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
const POWER_POINT: &str = "application/vnd.openxmlformats-officedocument.presentationml.";

/// A document in the making; each part can be added, and replaced by its name.
#[derive(Clone, Debug, Default)]
pub struct Office {
    parts: Vec<(String, Vec<u8>)>,
    types: Vec<(String, String)>,
    relations: Vec<(String, String)>,
}

impl Office {
    /// What stands in the body, as XML.
    pub fn word(body: &str) -> Self {
        let document = format!(
            r#"{HEAD}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><w:body>{body}<w:sectPr/></w:body></w:document>"#,
            R = TYPES.trim_end_matches('/')
        );
        let root = Self::default().related("", "officeDocument", "word/document.xml", false);
        root.typed("word/document.xml", &format!("{WORD}document.main+xml"), document)
    }

    /// What stands between the rows of the one sheet.
    pub fn excel(rows: &str) -> Self {
        let book = format!(
            r#"{HEAD}<workbook xmlns="x" xmlns:r="y"><sheets><sheet name="Lớp 4A" sheetId="1" r:id="rId1"/></sheets></workbook>"#
        );
        let sheet = format!(r#"{HEAD}<worksheet xmlns="x"><sheetData>{rows}</sheetData></worksheet>"#);
        let root = Self::default().related("", "officeDocument", "xl/workbook.xml", false);
        let book = root.typed("xl/workbook.xml", &format!("{EXCEL}sheet.main+xml"), book);
        let book = book.related("xl/workbook.xml", "worksheet", "worksheets/sheet1.xml", false);
        book.typed("xl/worksheets/sheet1.xml", &format!("{EXCEL}worksheet+xml"), sheet)
    }

    /// What stands on the one slide.
    pub fn power_point(shapes: &str) -> Self {
        let show = format!(
            r#"{HEAD}<p:presentation xmlns:p="x" xmlns:r="y"><p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst></p:presentation>"#
        );
        let slide =
            format!(r#"{HEAD}<p:sld xmlns:p="x" xmlns:a="z" xmlns:r="y"><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"#);
        let root = Self::default().related("", "officeDocument", "ppt/presentation.xml", false);
        let show = root.typed("ppt/presentation.xml", &format!("{POWER_POINT}presentation.main+xml"), show);
        let show = show.related("ppt/presentation.xml", "slide", "slides/slide1.xml", false);
        show.typed("ppt/slides/slide1.xml", &format!("{POWER_POINT}slide+xml"), slide)
    }

    pub fn with(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.parts.retain(|(known, _)| known != name);
        self.parts.push((name.to_owned(), bytes.into()));
        self
    }

    pub fn typed(mut self, name: &str, content_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.types.push((name.to_owned(), content_type.to_owned()));
        self.with(name, bytes)
    }

    /// `kind` is the last word of a relationship's type, or a whole one.
    pub fn related(mut self, owner: &str, kind: &str, target: &str, is_external: bool) -> Self {
        let of_type = if kind.contains("://") { kind.to_owned() } else { format!("{TYPES}{kind}") };
        let target = target.replace('&', "&amp;").replace('"', "&quot;");
        let mode = if is_external { r#" TargetMode="External""# } else { "" };
        let id = self.relations.iter().filter(|(known, _)| known == owner).count() + 1;
        self.relations
            .push((owner.to_owned(), format!(r#"<Relationship Id="rId{id}" Type="{of_type}" Target="{target}"{mode}/>"#)));
        self
    }

    /// All parts with the two kinds of lists that hold them together.
    pub fn parts(&self) -> Vec<(String, Vec<u8>)> {
        let defaults = r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="png" ContentType="image/png"/>"#;
        let types = self.types.iter().map(|(name, of)| format!(r#"<Override PartName="/{name}" ContentType="{of}"/>"#));
        let types = types.collect::<String>();
        let types = format!(
            r#"{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{defaults}{types}</Types>"#
        );
        let mut parts = vec![("[Content_Types].xml".to_owned(), types.into_bytes())];
        let mut owners: Vec<&str> = self.relations.iter().map(|(owner, _)| owner.as_str()).collect();
        owners.dedup();
        owners.sort_unstable();
        owners.dedup();
        for owner in owners {
            let (folder, name) = owner.rsplit_once('/').unwrap_or(("", owner));
            let place = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
            let lines = self.relations.iter().filter(|(known, _)| known == owner).map(|(_, line)| line.as_str());
            let lines = lines.collect::<String>();
            let list = format!(
                r#"{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>"#
            );
            parts.push((place, list.into_bytes()));
        }
        let own = self.parts.iter().filter(|(name, _)| name != "[Content_Types].xml").cloned();
        parts.extend(own);
        if let Some((_, types)) = self.parts.iter().find(|(name, _)| name == "[Content_Types].xml") {
            parts[0].1 = types.clone();
        }
        parts
    }

    pub fn entries(&self) -> Vec<Entry> {
        self.parts().iter().map(|(name, bytes)| Entry::deflated(name, bytes)).collect()
    }

    pub fn bytes(&self) -> Vec<u8> {
        zip(&self.entries())
    }
}

/// A paragraph of Word.
pub fn paragraph(text: &str) -> String {
    format!(r#"<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
}

/// A field of Word, its instruction over as many runs as it has pieces.
pub fn field(pieces: &[&str], result: &str) -> String {
    let runs = pieces.iter().map(|piece| format!(r#"<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>"#));
    format!(
        r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{}<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#,
        runs.collect::<String>()
    )
}
