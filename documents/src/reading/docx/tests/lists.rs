use super::made::Made;
use crate::reading::Block;

/// Levels 0 and 1 of a definition.
const DEFINITIONS: &str = "<w:abstractNum w:abstractNumId=\"0\">\
    <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
    <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.%2\"/><w:isLgl/></w:lvl>\
    <w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%3)\"/></w:lvl>\
    </w:abstractNum>\
    <w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\u{f0b7}\"/>\
    <w:rPr><w:rFonts w:ascii=\"Symbol\" w:hAnsi=\"Symbol\"/></w:rPr></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId=\"2\"><w:numStyleLink w:val=\"Muc\"/></w:abstractNum>\
    <w:abstractNum w:abstractNumId=\"3\"><w:styleLink w:val=\"Muc\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"5\"/>\
    <w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"Mục %1:\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
    <w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>\
    <w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>\
    <w:num w:numId=\"4\"><w:abstractNumId w:val=\"0\"/></w:num>\
    <w:num w:numId=\"5\"><w:abstractNumId w:val=\"2\"/></w:num>";

fn item(list: u32, level: u32) -> String {
    let properties = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>x</w:t></w:r></w:p>")
}

fn labels(items: &[(u32, u32)]) -> Vec<String> {
    let body: String = items.iter().map(|(list, level)| item(*list, *level)).collect();
    labels_of(&Made { body: &body, numbering: DEFINITIONS, ..Made::default() })
}

fn labels_of(made: &Made<'_>) -> Vec<String> {
    let label = |block: Block| match block {
        Block::Paragraph(paragraph) => paragraph.label.map_or_else(String::new, |label| label.text),
        Block::Table(_) | Block::PageBreak | Block::TextBox(_) => "?".to_owned(),
    };
    made.read().unwrap().blocks.into_iter().map(label).collect()
}

#[test]
fn levels_count_within_those_above() {
    let items = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 1), (1, 0), (1, 1), (1, 2)];
    assert_eq!(labels(&items), ["I.", "1.1", "1.2", "a)", "b)", "1.3", "II.", "2.1", "a)"]);
    // A level above that nobody has used stands at its start.
    assert_eq!(labels(&[(1, 1), (1, 1), (1, 0)]), ["1.1", "1.2", "II."]);
}

#[test]
fn lists_of_one_definition_count_on_and_begin_anew_only_where_they_say_so() {
    let items = [(1, 0), (4, 0), (3, 0), (3, 0), (1, 0), (9, 0)];
    assert_eq!(labels(&items), ["I.", "II.", "I.", "II.", "III.", ""]);
}

#[test]
fn bullets_are_the_pictures_of_their_font() {
    assert_eq!(labels(&[(2, 0), (2, 0)]), ["•", "•"]);
}

#[test]
fn a_list_may_have_the_levels_of_a_style() {
    assert_eq!(labels(&[(5, 0), (5, 0)]), ["Mục 5:", "Mục 6:"]);
}

#[test]
fn a_style_of_paragraphs_may_be_of_a_list_and_a_paragraph_may_leave_it() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"Phan\"><w:name w:val=\"Phần\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/>\
                  </w:numPr></w:pPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"PhanCon\"><w:name w:val=\"Phần con\"/>\
                  <w:basedOn w:val=\"Phan\"/></w:style>";
    let numbering =
        DEFINITIONS.replacen("<w:lvlText w:val=\"%1.%2\"/>", "<w:pStyle w:val=\"PhanCon\"/><w:lvlText w:val=\"%1.%2\"/>", 1);
    let of_style = |style: &str, more: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr></w:p>");
    let none = "<w:numPr><w:numId w:val=\"0\"/></w:numPr>";
    let body = [of_style("Phan", ""), of_style("PhanCon", ""), of_style("Phan", none), of_style("Phan", "")].concat();
    assert_eq!(labels_of(&Made { body: &body, styles, numbering: &numbering, ..Made::default() }), ["I.", "1.1", "", "II."]);
}

#[test]
fn numbers_that_no_list_reaches_are_no_trouble() {
    let numbering = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"4294967295\"/><w:numFmt \
                     w:val=\"lowerLetter\"/><w:lvlText w:val=\"%1%9%0%%\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\">\
                     <w:abstractNumId w:val=\"0\"/></w:num>";
    let body = [item(1, 0), item(1, 0), item(1, 200)].concat();
    assert_eq!(labels_of(&Made { body: &body, numbering, ..Made::default() }), ["4294967295%0%%", "4294967295%0%%", ""]);
}
