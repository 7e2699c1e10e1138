//! PDFs, object by object.

use std::io::Write;

/// Objects from 1 on, each as it stands between `obj` and `endobj`; the first is the catalogue.
pub fn pdf(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", at + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    places.iter().for_each(|place| bytes.extend(format!("{place:010} 00000 n \n").bytes()));
    bytes.extend(format!("trailer\n<</Size {}/Root 1 0 R{trailer}>>\nstartxref\n{table}\n%%EOF\n", places.len() + 1).bytes());
    bytes
}

pub fn stream(dictionary: &str, bytes: &[u8]) -> Vec<u8> {
    [format!("<<{dictionary}/Length {}>>\nstream\n", bytes.len()).as_bytes(), bytes, b"\nendstream"].concat()
}

pub fn packed(dictionary: &str, bytes: &[u8]) -> Vec<u8> {
    stream(&format!("{dictionary}/Filter/FlateDecode"), &deflated(bytes))
}

pub fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// An object stream with these objects.
pub fn object_stream(objects: &[(u32, &str)]) -> Vec<u8> {
    let (mut table, mut body) = (String::new(), String::new());
    for (number, object) in objects {
        table.push_str(&format!("{number} {} ", body.len()));
        body.push_str(object);
        body.push(' ');
    }
    packed(&format!("/Type/ObjStm/N {}/First {}", objects.len(), table.len()), format!("{table}{body}").as_bytes())
}

/// A page with text, and with what is added to the catalogue and to the page.
pub fn one_page(catalogue: &str, page: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let objects = [
        format!("<</Type/Catalog/Pages 2 0 R{catalogue}>>").into_bytes(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>{page}>>")
            .into_bytes(),
        packed("", b"BT /F1 13 Tf 72 770 Td (Ke hoach tuan 12) Tj ET"),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>".to_vec(),
    ];
    pdf(&[&objects[..], more].concat(), "/ID[<0011><2233>]")
}
