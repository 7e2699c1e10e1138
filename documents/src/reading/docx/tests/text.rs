use super::made::{Made, paragraph, shown};
use crate::reading::{Block, Inline};

#[test]
fn words_are_escaped_and_spaces_are_those_of_word() {
    assert_eq!(
        shown(&paragraph("&lt;script&gt; &amp; \"x\" 'y'")),
        "<p id=\"doan-1\">&lt;script&gt; &amp; &quot;x&quot; &#39;y&#39;</p>\n"
    );
    assert_eq!(
        shown("<w:p><w:r><w:t> a </w:t><w:t xml:space=\"preserve\"> b</w:t><w:tab/><w:t>c</w:t><w:br/><w:t>d</w:t></w:r></w:p>"),
        "<p id=\"doan-1\">a b\tc<br>d</p>\n"
    );
    assert_eq!(
        shown("<w:p><w:r><w:t>Ke\u{302}\u{301} &#x202E;hoa\u{323}ch&#7;</w:t></w:r></w:p>"),
        "<p id=\"doan-1\">Kế hoạch</p>\n"
    );
}

#[test]
fn looks_come_from_styles_and_from_the_text_itself() {
    let styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:i/></w:rPr></w:rPrDefault></w:docDefaults>\
                  <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
                  <w:style w:type=\"paragraph\" w:styleId=\"Dam\"><w:name w:val=\"Đậm\"/><w:basedOn w:val=\"Normal\"/><w:pPr>\
                  <w:jc w:val=\"center\"/></w:pPr><w:rPr><w:b/><w:i w:val=\"0\"/></w:rPr></w:style>\
                  <w:style w:type=\"character\" w:styleId=\"Gach\"><w:name w:val=\"Gạch\"/><w:rPr><w:u w:val=\"single\"/></w:rPr></w:style>";
    let body = "<w:p><w:r><w:t>nghiêng</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"Dam\"/></w:pPr><w:r><w:t>đậm</w:t></w:r><w:r><w:rPr>\
                <w:rStyle w:val=\"Gach\"/><w:b w:val=\"false\"/></w:rPr><w:t>gạch</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>\
                <w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r></w:p>";
    let html = Made { body, styles, ..Made::default() }.html();
    assert!(html.contains("<p id=\"doan-1\"><i>nghiêng</i></p>"), "{html}");
    assert!(html.contains("<p id=\"doan-2\" class=\"centre\"><b>đậm</b><u>gạch</u><b><sup>2</sup></b></p>"), "{html}");
}

#[test]
fn headings_are_headings_below_that_of_the_page() {
    let style = |id: &str, name: &str| {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:rPr><w:b/></w:rPr></w:style>")
    };
    let styles = [style("T", "Title"), style("H1", "heading 1"), style("H9", "heading 9")].concat();
    let of_style = |id: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{id}\"/></w:pPr><w:r><w:t>{id}</w:t></w:r></w:p>");
    let outlined = "<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:r><w:t>O</w:t></w:r></w:p>";
    let body = [of_style("T"), of_style("H1"), of_style("H9"), outlined.to_owned()].concat();
    let html = Made { body: &body, styles: &styles, ..Made::default() }.html();
    assert!(
        html.contains(
            "<h2 id=\"doan-1\" class=\"title\">T</h2>\n<h3 id=\"doan-2\">H1</h3>\n<h6 id=\"doan-3\">H9</h6>\n<h4 id=\"doan-4\">O</h4>"
        ),
        "{html}"
    );
}

#[test]
fn of_tracked_changes_the_final_text_is_read() {
    let body = "<w:p><w:r><w:t>giữ </w:t></w:r><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:ins><w:r><w:t>thêm</w:t></w:r>\
                </w:ins></w:p><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>một</w:t></w:r></w:p><w:p><w:r><w:t>hai</w:t></w:r></w:p>\
                <w:moveFrom><w:p/></w:moveFrom><w:moveTo><w:p><w:r><w:t>ba</w:t></w:r></w:p></w:moveTo>";
    let document = Made { body, ..Made::default() }.read().unwrap();
    let words: Vec<_> = document.text().passages.into_iter().map(|passage| passage.text).collect();
    assert_eq!(words, ["giữthêm", "mộthai", "ba"]);
    assert!(document.has_tracked_changes);
}

#[test]
fn of_fields_the_result_is_read() {
    let field = |instruction: &str, result: &str| {
        let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
        let instruction = format!("<w:r><w:instrText>{instruction}</w:instrText><w:t>ẩn</w:t></w:r>");
        format!("{}{instruction}{}{result}{}", mark("begin"), mark("separate"), mark("end"))
    };
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let check =
        |inside: &str, wanted: &str| assert_eq!(shown(&format!("<w:p>{inside}</w:p>")), format!("<p id=\"doan-1\">{wanted}</p>\n"));
    check(&field(" PAGE ", &run("3")), "3");
    check(&field(" IF ", &field(" DATE ", &run("23/11"))), "23/11");
    check(&field(" HYPERLINK &quot;https://example.vn/bai&quot; ", &run("bài hát")), "bài hát (https://example.vn/bai)");
    check(&field(" HYPERLINK \\l &quot;muc&quot; ", &run("mục")), "mục");
    check("<w:fldSimple w:instr=\" AUTHOR \"><w:r><w:t>Hoa</w:t></w:r></w:fldSimple>", "Hoa");
    let ticked = "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox></w:ffData>\
                  </w:fldChar></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    check(ticked, "☒");
    // A field that is never separated or ended hides nothing of what follows.
    let forgotten = format!("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>{}</w:p>{}", run("ẩn"), paragraph("hiện"));
    assert_eq!(shown(&forgotten), "<p id=\"doan-1\"></p>\n<p id=\"doan-2\">hiện</p>\n");
}

#[test]
fn links_are_words_with_their_address() {
    let body = "<w:p><w:hyperlink r:id=\"r9\"><w:r><w:t>video</w:t></w:r></w:hyperlink></w:p><w:p><w:hyperlink r:id=\"r9\"><w:r>\
                <w:t>https://example.vn/a?b=1&amp;c=2</w:t></w:r></w:hyperlink></w:p><w:p><w:hyperlink w:anchor=\"muc\"><w:r><w:t>mục</w:t></w:r>\
                </w:hyperlink></w:p>";
    let html = Made { body, relationships: &[("r9", "hyperlink", "https://example.vn/a?b=1&amp;c=2")], ..Made::default() }.html();
    assert!(html.contains("<p id=\"doan-1\">video (https://example.vn/a?b=1&amp;c=2)</p>"), "{html}");
    assert!(html.contains("<p id=\"doan-2\">https://example.vn/a?b=1&amp;c=2</p>"), "{html}");
    assert!(html.contains("<p id=\"doan-3\">mục</p>"), "{html}");
    assert!(!html.contains("href"), "{html}");
}

#[test]
fn pictures_of_the_file_are_shown_and_nothing_else_is_loaded() {
    let drawing = |inside: &str| {
        format!(
            "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"952500\" cy=\"476250\"/><wp:docPr descr=\"Cây &quot;bàng&quot;\"/>{inside}</wp:inline></w:drawing></w:r></w:p>"
        )
    };
    let body = [
        drawing("<pic:pic><a:blip r:embed=\"r1\"/></pic:pic>"),
        drawing("<pic:pic><a:blip r:embed=\"r2\"/></pic:pic>"),
        drawing("<pic:pic><a:blip r:link=\"r3\"/></pic:pic>"),
        drawing("<c:chart r:id=\"r4\"/>"),
        "<w:p><w:r><w:pict><v:shape><v:imagedata r:id=\"r1\"/></v:shape></w:pict></w:r></w:p>".to_owned(),
    ]
    .concat();
    let made = Made {
        body: &body,
        relationships: &[
            ("r1", "image", "media/a.jpg"),
            ("r2", "image", "media/b.emf"),
            ("r3", "image", "https://example.vn/theo-doi.png"),
        ],
        other_parts: &[("word/media/a.jpg", b"\x89PNG\r\n\x1a\nrest"), ("word/media/b.emf", b"\x01\0\0\0")],
        ..Made::default()
    };
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("pictures", made.html());
    });
}

#[test]
fn a_text_box_is_read_once_and_stands_behind_its_paragraph() {
    let new = format!(
        "<mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>",
        paragraph("khung")
    );
    let old = format!(
        "<mc:Fallback><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></mc:Fallback>",
        paragraph("khung")
    );
    let body = format!("<w:p><w:r><w:t>trước</w:t><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r></w:p>");
    assert_eq!(shown(&body), "<p id=\"doan-1\">trước</p>\n<div class=\"text-box\">\n<p id=\"doan-2\">khung</p>\n</div>\n");
    // What only a program of tomorrow understands is read in the old way.
    let unknown = body.replace("wps\"", "tomorrow\"");
    assert_eq!(shown(&unknown), shown(&body));
}

#[test]
fn notes_stand_at_the_end_in_the_order_of_their_marks() {
    let mark = |id: &str| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>");
    let note = |id: &str, text: &str| format!("<w:footnote w:id=\"{id}\">{}</w:footnote>", paragraph(text));
    let body = format!("<w:p>{}{}{}</w:p>", mark("7"), mark("2"), mark("7"));
    let footnotes = [note("-1", "nét kẻ"), note("2", "hai"), note("7", "bảy")].concat();
    let html = Made { body: &body, footnotes: &footnotes, ..Made::default() }.html();
    assert!(
        html.contains(
            "<sup><a href=\"#ghi-chu-1\">1</a></sup><sup><a href=\"#ghi-chu-2\">2</a></sup><sup><a href=\"#ghi-chu-1\">1</a></sup>"
        ),
        "{html}"
    );
    let (seven, two) = (html.find("bảy").unwrap(), html.find("hai").unwrap());
    assert!(seven < two && !html.contains("nét kẻ"), "{html}");
}

#[test]
fn new_pages_cut_a_paragraph() {
    let body = "<w:p><w:r><w:t>một</w:t><w:br w:type=\"page\"/><w:t>hai</w:t></w:r></w:p><w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>\
                <w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>ba</w:t></w:r></w:p>";
    let blocks = Made { body, ..Made::default() }.read().unwrap().blocks;
    let shape: String = blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => match paragraph.pieces.first() {
                Some(Inline::Text { text, .. }) => text.clone(),
                _ => "()".to_owned(),
            },
            Block::PageBreak => " | ".to_owned(),
            Block::Table(_) | Block::TextBox(_) => "?".to_owned(),
        })
        .collect();
    assert_eq!(shape, "một | hai | () | ba");
}

#[test]
fn old_fonts_are_read_and_named() {
    let run = |font: &str, text: &str| {
        format!("<w:r><w:rPr><w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\"/></w:rPr><w:t>{text}</w:t></w:r>")
    };
    let body = format!(
        "<w:p>{}{}</w:p><w:p>{}</w:p><w:p>{}</w:p><w:p>{}</w:p><w:p>{}</w:p>",
        // Word cuts a word where it was corrected.
        run("VNI-Times", "Ke"),
        run("VNI-Times", "á hoaïch"),
        run(".VnTimeH", "gi¸o ¸n"),
        run(".VnTime", "Kế hoạch của cô"),
        run("Times New Roman", "¸n"),
        run("Wingdings", "ü"),
    );
    let made = Made { body: &body, ..Made::default() };
    let document = made.read().unwrap();
    let words: Vec<_> = document.text().passages.into_iter().map(|passage| passage.text).collect();
    assert_eq!(words, ["Kế hoạch", "GIÁO ÁN", "Kế hoạch của cô", "¸n", "✓"]);
    assert_eq!(document.old_fonts.names, ["VNI-Times", ".VnTimeH"]);
    assert!(made.html().contains("<p id=\"doan-1\" class=\"converted\">"));
    // The style may name the font, too.
    let styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\".VnTime\" w:hAnsi=\".VnTime\"/></w:rPr></w:rPrDefault></w:docDefaults>";
    let html = Made { body: &paragraph("TuÇn 12"), styles, ..Made::default() }.html();
    assert!(html.contains("Tuần 12"), "{html}");
}
