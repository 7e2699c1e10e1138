//! Word, Excel, PowerPoint, LibreOffice, WPS, Google and the libraries of websites.

use super::{Draw, parts};
use crate::testing::{
    compound::{compound, excel as old_sheet, sheet},
    media,
    office::{HEAD, Office, field, paragraph},
    zips::{Entry, zip, zip_with_tail},
};

const DOCUMENT: &str = "word/document.xml";
const THEME: &str = "application/vnd.openxmlformats-officedocument.theme+xml";
const STYLES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

/// What the program itself writes around the content.
fn finish(mut office: Office, draw: &mut Draw, folder: &str) -> Vec<u8> {
    let program =
        draw.of(&["Microsoft Office Word", "LibreOffice/24.2", "WPS Office", "Google", "python-docx", "Microsoft Macintosh Word"]);
    let core = format!(r#"{HEAD}<cp:coreProperties xmlns:cp="x" xmlns:dc="y"><dc:creator>Cô Hòa</dc:creator></cp:coreProperties>"#);
    office = office.related("", CORE, "docProps/core.xml", false).with("docProps/core.xml", core);
    let app = format!(
        r#"{HEAD}<Properties><Application>{program}</Application><HyperlinkBase>http://truong.edu.vn/</HyperlinkBase></Properties>"#
    );
    office = office.related("", "extended-properties", "docProps/app.xml", false).with("docProps/app.xml", app);
    if draw.is(2) {
        let theme = format!(r#"{HEAD}<a:theme xmlns:a="x" name="Office">{}</a:theme>"#, r#"<a:srgbClr val="1F497D"/>"#.repeat(60));
        office = office.typed(&format!("{folder}/theme/theme1.xml"), THEME, theme);
    }
    if draw.is(3) {
        office = office.with("docProps/thumbnail.jpeg", media::jpeg(200, 260, draw.below(999), 1500));
    }
    if draw.is(4) {
        office = office.with(
            "customXml/item1.xml",
            r#"<?xml version="1.0" encoding="utf-8"?><b:Sources xmlns:b="x" SelectedStyle="\APA.XSL"/>"#,
        );
    }
    if draw.is(5) {
        office = office.with(&format!("{folder}/printerSettings/printerSettings1.bin"), "M\0a\0y\0 \0i\0n\0".repeat(60));
    }
    if draw.is(9) {
        let wide = format!("\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?><x>{}</x>", draw.words());
        office = office.with("customXml/item2.xml", wide.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    }
    if draw.is(9) {
        // Office on a Mac keeps a PDF inside of a picture for Windows.
        let picture = [&[1, 0, 0, 0, 0x6C, 0, 0, 0][..], &[0; 500], b"%PDF-1.3\n", &[7; 900]].concat();
        office = office.with(&format!("{folder}/media/image8.emf"), picture);
    }
    for at in 0..draw.below(3) {
        let picture =
            if draw.is(2) { media::png(640, 480, draw.below(999), 2500) } else { media::jpeg(4000, 3000, draw.below(999), 4000) };
        let ending = if picture.starts_with(b"\x89") { "png" } else { "jpeg" };
        office = office.with(&format!("{folder}/media/image{at}.{ending}"), picture);
    }
    packed(&office, draw)
}

/// Programs write zips in different ways.
fn packed(office: &Office, draw: &mut Draw) -> Vec<u8> {
    let way = draw.below(6);
    let entry = |(name, bytes): &(String, Vec<u8>)| {
        let is_picture = name.ends_with("jpeg") || name.ends_with("png") || name.ends_with("mp4");
        let entry = if is_picture && way != 1 { Entry::stored(name, bytes) } else { Entry::deflated(name, bytes) };
        Entry {
            has_descriptor: [2, 3].contains(&way),
            flags: if way == 0 { 6 } else { 0x800 },
            attributes: if way < 3 { 0 } else { 0o100_644 << 16 },
            ..entry
        }
    };
    let mut entries: Vec<Entry> = office.parts().iter().map(entry).collect();
    match way {
        // The list of types comes last, as in files of OpenXML libraries.
        3 => entries.rotate_left(1),
        4 => {
            entries.insert(0, Entry { attributes: 0x10, ..Entry::stored("docProps/", b"") });
            // Packed by hand on a Mac.
            entries.push(Entry::deflated("__MACOSX/_rels/._.rels", b"\0\x05\x16\x07\0\x02\0\0Mac OS X        "));
        }
        // A program that writes backslashes.
        5 => entries.iter_mut().filter(|entry| entry.name.starts_with(b"docProps")).for_each(|entry| {
            entry.name = String::from_utf8_lossy(&entry.name).replace('/', "\\").into_bytes();
        }),
        _ => {}
    }
    if draw.is(40) { zip_with_tail(&entries, &[0; 300]) } else { zip(&entries) }
}

fn chart(office: Office, folder: &str) -> Office {
    let book = zip(&Office::excel(r#"<row r="1"><c r="A1"><v>12</v></c></row>"#).entries());
    let chart = format!(
        r#"{HEAD}<c:chartSpace xmlns:c="x" xmlns:r="y"><c:f>Sheet1!$A$2:$A$5</c:f><c:externalData r:id="rId1"/></c:chartSpace>"#
    );
    let name = format!("{folder}/charts/chart1.xml");
    let office = office.typed(&name, "application/vnd.openxmlformats-officedocument.drawingml.chart+xml", chart);
    office
        .related(&name, "package", "../embeddings/Microsoft_Excel_Sheet1.xlsx", false)
        .with(&format!("{folder}/embeddings/Microsoft_Excel_Sheet1.xlsx"), book)
}

pub fn word(draw: &mut Draw) -> Vec<u8> {
    let mut body = String::new();
    for number in 0..3 + draw.below(25) {
        let words = draw.words();
        if draw.is(2) {
            body += &parts::of_body(draw, number);
        }
        body += &match draw.below(12) {
            0 => field(&[" PAGE "], "3"),
            1 => field(&[" HYPERLINK &quot;https://truongmamnon.edu.vn/tin-tuc?id=4&amp;x=1&quot; \\o &quot;Trang trường&quot; "], &words),
            2 => field(&[" TOC \\o &quot;1-3&quot; \\h \\z \\u "], "Mục lục"),
            3 => field(&[" INCLUDEPICTURE &quot;http://x.vn/anh", ".jpg&quot; \\* MERGEFORMATINET "], ""),
            4 => format!(r#"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{}</w:tc></w:tr></w:tbl>"#, paragraph(&words)),
            5 => r#"<w:p><w:fldSimple w:instr=" MERGEFIELD Họ_và_tên "/></w:p>"#.to_owned(),
            6 => r#"<w:p><w:r><w:pict><v:shape id="a" href="https://x.vn" style="x"><v:imagedata o:href="http://x.vn/a.gif" o:title="hoa"/></v:shape></w:pict></w:r></w:p>"#.to_owned(),
            7 => field(&[" MACROBUTTON NoMacro [Bấm vào đây để ghi] "], ""),
            8 => field(&[" EQ \\f(1,2) "], "½"),
            9 => field(&[" LINK Excel.Sheet.12 &quot;D:\\\\so-lieu\\\\can-do.xlsx&quot; &quot;Sheet1!R1C1:R5C4&quot; \\a \\f 4 \\h "], &words),
            _ => paragraph(&words),
        };
    }
    let mut office = parts::of_word(Office::word(&body), draw);
    let style = r#"<w:style w:type="paragraph"><w:name w:val="Normal"/></w:style>"#.repeat(20 + draw.below(60) as usize);
    office = office.related(DOCUMENT, "styles", "styles.xml", false).typed(
        "word/styles.xml",
        STYLES,
        format!("{HEAD}<w:styles xmlns:w=\"x\">{style}</w:styles>"),
    );
    for target in [
        "https://truongmamnon.edu.vn",
        "mailto:hoa@gmail.com",
        "javascript:void(0);",
        "http://vi.wikipedia.org/wiki/M%C3%B9a_%C4%91%C3%B4ng",
        "https://drive.google.com/file/d/1a/view?usp=sharing",
        "https://zalo.me/0912345678",
    ] {
        if draw.is(4) {
            office = office.related(DOCUMENT, "hyperlink", target, true);
        }
    }
    if draw.is(5) {
        office = office.related(
            "word/settings.xml",
            "attachedTemplate",
            "file:///C:\\Users\\HOA\\AppData\\Roaming\\Microsoft\\Templates\\Giao%20an.dotm",
            true,
        );
    }
    if draw.is(12) {
        office = office.related("word/settings.xml", "mailMergeSource", "file:///D:\\danh sach.xlsx", true);
    }
    if draw.is(12) {
        office = office.related(DOCUMENT, "image", "NULL", true);
    }
    if draw.is(8) {
        let equation = compound(&[
            ("/Equation Native", &[0x1C; 90]),
            ("/\u{1}Ole", &[1; 20]),
            ("/\u{1}CompObj", b"Microsoft Equation 3.0"),
            ("/\u{3}ObjInfo", b"xxxxxx"),
        ]);
        office = office
            .related(DOCUMENT, "oleObject", "embeddings/oleObject1.bin", false)
            .with("word/embeddings/oleObject1.bin", equation);
    }
    if draw.is(12) {
        office = office.with(
            "word/embeddings/oleObject2.bin",
            compound(&[("/\u{1}Ole10Native", b"\x20\0\0\0BM\x20\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0")]),
        );
    }
    if draw.is(12) {
        office = office.with("word/embeddings/Microsoft_Excel_97.xls", old_sheet(&[(0x85, &sheet(0))], &[]));
    }
    if draw.is(12) {
        office = office.with("word/afchunk.mht", "MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<html><body><table><tr><td>Bé ngoan</td></tr></table></body></html>");
    }
    if draw.is(12) {
        let page = "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" \"x.dtd\"><html><body><p>Bé ngoan<br></body></html>";
        office = office.with("word/afchunk2.xhtml", page);
    }
    if draw.is(6) {
        office = chart(office, "word");
    }
    if draw.is(15) {
        office = office.with("word/media/image7.svg", "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg/>");
    }
    finish(office, draw, "word")
}

pub fn excel(draw: &mut Draw) -> Vec<u8> {
    const FORMULAS: [&str; 8] = [
        "SUM(B2:B31)",
        "IF(A1=&quot;|&quot;,&quot;có|không&quot;,'Lớp 4A | 2026'!B3)",
        "HYPERLINK(&quot;https://truong.edu.vn&quot;,&quot;Xem&quot;)",
        "VLOOKUP(A2,'[1]Danh sách'!$A$1:$D$40,3,0)",
        "CONCATENATE(&quot;DDE&quot;,B1)",
        "ROUND(C2/D2*100,1)",
        "COUNTIF(E2:E40,&quot;&gt;=12&quot;)",
        "TEXT(F2,&quot;dd/mm/yyyy&quot;)",
    ];
    let mut rows = String::new();
    for row in 1..=5 + draw.below(60) {
        let words = draw.words();
        let formula = draw.of(&FORMULAS);
        rows += &format!(
            r#"<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{words}</t></is></c><c r="B{row}"><f>{formula}</f><v>{row}</v></c></row>"#
        );
    }
    let mut office = parts::of_excel(Office::excel(&rows), draw);
    if draw.is(3) {
        office = office.related("xl/worksheets/sheet1.xml", "hyperlink", "https://truong.edu.vn/so-theo-doi", true);
    }
    if draw.is(5) {
        let link = "xl/externalLinks/externalLink1.xml";
        office = office.related(link, "externalLinkPath", draw.of(&["file:///D:\\2026\\danh sach.xlsx", "danh%20sach.xlsx"]), true);
        office = office.with(link, r#"<externalLink xmlns:r="x"><externalBook r:id="rId1"><sheetNames><sheetName val="A|B"/></sheetNames></externalBook></externalLink>"#);
    }
    if draw.is(6) {
        office = office.with("xl/connections.xml", r#"<connections><connection id="1" name="Query" refreshedVersion="6"><dbPr connection="Provider=Microsoft.Mashup.OleDb.1" command="SELECT * FROM [a]"/></connection></connections>"#);
    }
    if draw.is(5) {
        // Excel leaves lines open in the drawings of its notes.
        let note =
            r#"<xml xmlns:v="x"><v:shape id="a"><v:textbox><div>Ghi chú<br><font>Bé nghỉ</font></div></v:textbox></v:shape></xml>"#;
        office = office.with("xl/drawings/vmlDrawing1.vml", note);
    }
    if draw.is(4) {
        office = chart(office, "xl");
    }
    let shared: String = (0..draw.below(40)).map(|_| format!("<si><t>{}</t></si>", draw.words())).collect();
    office = office.with("xl/sharedStrings.xml", format!("{HEAD}<sst>{shared}</sst>"));
    finish(office, draw, "xl")
}

pub fn power_point(draw: &mut Draw) -> Vec<u8> {
    let mut shapes = String::new();
    for at in 0..2 + draw.below(20) {
        let action = draw.of(&["ppaction://hlinksldjump", "ppaction://hlinkshowjump?jump=nextslide", "", "ppaction://media"]);
        let words = draw.words();
        shapes += &format!(
            r#"<p:sp><p:nvSpPr><p:cNvPr id="{at}" name="a"><a:hlinkClick r:id="" action="{action}"/></p:cNvPr></p:nvSpPr><a:t>{words}</a:t></p:sp>"#
        );
    }
    let slide = "ppt/slides/slide1.xml";
    let mut office = parts::of_show(Office::power_point(&shapes), draw);
    if draw.is(3) {
        office = office.related(slide, "hyperlink", "https://www.youtube.com/watch?v=abc", true);
    }
    if draw.is(3) {
        office = office
            .related(slide, "video", "../media/media1.mp4", false)
            .with("ppt/media/media1.mp4", media::mp4(draw.below(99), 3000, true));
    }
    if draw.is(4) {
        office = office
            .related(slide, "audio", "../media/media2.mp3", false)
            .with("ppt/media/media2.mp3", media::mp3(draw.below(99), 6, true));
    }
    if draw.is(4) {
        office = chart(office, "ppt");
    }
    if draw.is(8) {
        let inside = chart(Office::word(&paragraph("Bài thơ")), "word").bytes();
        office = office.with("ppt/embeddings/Microsoft_Word_Document1.docx", inside);
    }
    finish(office, draw, "ppt")
}
