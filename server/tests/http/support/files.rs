//! Files that people choose, and the form that carries them.

use std::io::Write;

use super::{Answer, tags};

/// A weekly plan, 37,573 bytes.
pub const WORD: &[u8] = include_bytes!("../../../samples/ke-hoach-tuan-12-lop-4A.docx");
/// A lesson plan, 30,093 bytes.
pub const PDF: &[u8] = include_bytes!("../../../samples/giao-an-tuan-12-lop-5A.pdf");

/// A Word document that would run something when it is opened.
pub fn macros() -> Vec<u8> {
    let types = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>"#;
    zipped(&[("[Content_Types].xml", types), ("word/document.xml", "<x/>"), ("word/vbaProject.bin", "x")])
}

/// A package of these parts: name and content.
pub fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut bytes);
    for (name, content) in parts {
        let (mut entry, config) = archive.new_file(name).compression_method(rawzip::CompressionMethod::DEFLATE).start().unwrap();
        let encoder = flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::fast());
        let mut writer = config.wrap(encoder);
        writer.write_all(content.as_bytes()).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    bytes
}

const BOUNDARY: &str = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

/// `multipart/form-data` as browsers write it.
#[derive(Clone, Default)]
pub struct Multipart(Vec<u8>);

impl Multipart {
    pub fn new() -> Self {
        Self::default()
    }

    /// The hand-in form of a page, filled in: its fields in the order in which they stand there, as a browser sends them.
    pub fn of(page: &Answer, note: &str, files: &[(&str, &[u8])]) -> Self {
        Self::filled(page, note, files, &|_| true)
    }

    /// As `of`, with no file of the last version.
    pub fn alone(page: &Answer, note: &str, files: &[(&str, &[u8])]) -> Self {
        Self::filled(page, note, files, &|_| false)
    }

    /// As `of`, with those files of the last version whose places `stays` names.
    pub fn filled(page: &Answer, note: &str, files: &[(&str, &[u8])], stays: &dyn Fn(&str) -> bool) -> Self {
        let tags = tags(page.html());
        let from = tags.iter().position(|tag| tag.get("enctype") == Some("multipart/form-data")).expect("a form for files");
        let inside = tags[from + 1..].iter().take_while(|tag| tag.name != "form");
        inside.fold(Self::new(), |form, tag| {
            let Some(name) = tag.get("name") else { return form };
            match (tag.name.as_str(), tag.get("type")) {
                ("textarea", _) => form.field(name, note),
                ("input", Some("file")) if files.is_empty() => form.file("", b""),
                ("input", Some("file")) => files.iter().fold(form, |form, (name, bytes)| form.file(name, bytes)),
                ("input", Some("checkbox")) if tag.get("checked").is_none() => form,
                ("input", Some("checkbox")) if name == "keep" && !stays(tag.get("value").unwrap_or_default()) => form,
                ("input", _) => form.field(name, tag.get("value").unwrap_or_default()),
                _ => form,
            }
        })
    }

    pub fn field(mut self, name: &str, value: &str) -> Self {
        self.0.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        self
    }

    pub fn file(self, name: &str, bytes: &[u8]) -> Self {
        self.file_of("files", name, bytes)
    }

    /// A file that was chosen in the field `field`.
    pub fn file_of(mut self, field: &str, name: &str, bytes: &[u8]) -> Self {
        self.0.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").bytes());
        self.0.extend(bytes);
        self.0.extend(b"\r\n");
        self
    }

    pub fn finish(mut self) -> (String, Vec<u8>) {
        self.0.extend(format!("--{BOUNDARY}--\r\n").bytes());
        (format!("multipart/form-data; boundary={BOUNDARY}"), self.0)
    }
}
