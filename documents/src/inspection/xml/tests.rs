use super::*;

fn names(bytes: &[u8]) -> Result<Vec<String>, XmlError> {
    let mut xml = Xml::new(bytes);
    let mut names = Vec::new();
    while let Some(event) = xml.next()? {
        match event {
            Event::Start(tag) | Event::Empty(tag) => names.push(tag.local_name().as_ref().to_owned()),
            Event::Text(text) => names.push(text.to_string()),
            _ => {}
        }
    }
    Ok(names)
}

#[test]
fn the_same_text_is_read_in_every_encoding_of_office_programs() {
    let text = "<?xml version=\"1.0\"?><w:p>Tuổi thơ 🌸</w:p>".to_owned() + "<w:r/>".repeat(5_000).as_str();
    let wanted = names(text.as_bytes()).unwrap();
    assert_eq!(wanted[..2], ["p", "Tuổi thơ 🌸"]);
    assert_eq!(wanted.len(), 5_002);
    let units: Vec<u16> = text.encode_utf16().collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    assert_eq!(names(&little).unwrap(), wanted);
    assert_eq!(names(&big).unwrap(), wanted);
    assert_eq!(names(&[&[0xFF, 0xFE][..], &little].concat()).unwrap(), wanted);
    assert_eq!(names(&[&[0xFE, 0xFF][..], &big].concat()).unwrap(), wanted);
    assert_eq!(names(&[&[0xEF, 0xBB, 0xBF][..], text.as_bytes()].concat()).unwrap(), wanted);
}

#[test]
fn what_no_office_program_writes_ends_the_reading() {
    let check = |text: String, wanted: XmlError| assert_eq!(names(text.as_bytes()), Err(wanted));
    check("<!DOCTYPE x [<!ENTITY a \"aa\">]><x>&a;</x>".to_owned(), XmlError::OwnEntities);
    check("<?xml version=\"1.0\" encoding=\"utf-7\"?><x/>".to_owned(), XmlError::UnknownLetters);
    check("<x><y></x>".to_owned(), XmlError::Damaged);
    check("<x><y>".to_owned(), XmlError::Damaged);
    check("<x>".repeat(MAX_DEPTH + 1), XmlError::TooLarge);
    check(format!("<x>{}</x>", "a".repeat(MAX_EVENT + 100_000)), XmlError::TooLarge);
    check(format!("<x a=\"{}\"/>", "a".repeat(MAX_EVENT + 100_000)), XmlError::TooLarge);
}
