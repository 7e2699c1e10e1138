//! What stands around and between the words of a plan: headers and footers, notes, comments, changes that are tracked, places in the
//! document and links to them, fonts that are kept in the file, forms to fill in, drawings.

use super::Draw;
use crate::testing::{
    media,
    office::{HEAD, Office, TYPES, field, paragraph},
};

const DOCUMENT: &str = "word/document.xml";
const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
const OF_WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const OF_EXCEL: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
const OF_SHOWS: &str = "application/vnd.openxmlformats-officedocument.presentationml.";

/// What a paragraph of Word holds beside words, as Word and LibreOffice write it.
pub fn of_body(draw: &mut Draw, number: u64) -> String {
    let words = draw.words();
    let run = format!("<w:r><w:t>{words}</w:t></w:r>");
    match draw.below(14) {
        0 => format!(r#"<w:p><w:bookmarkStart w:id="{number}" w:name="_Toc{number}"/>{run}<w:bookmarkEnd w:id="{number}"/></w:p>"#),
        1 => format!(r#"<w:p><w:hyperlink w:anchor="_Toc{number}" w:history="1">{run}</w:hyperlink></w:p>"#),
        2 => format!(
            r#"<w:p><w:ins w:id="{number}" w:author="Cô Ấm" w:date="2026-11-20T08:00:00Z">{run}</w:ins><w:del w:id="9{number}" w:author="Cô Ấm" w:date="2026-11-20T08:01:00Z"><w:r><w:delText>{words}</w:delText></w:r><w:r><w:delInstrText xml:space="preserve"> PAGE </w:delInstrText></w:r></w:del></w:p>"#
        ),
        3 => format!(
            r#"<w:p><w:commentRangeStart w:id="0"/>{run}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>"#
        ),
        4 => format!(r#"<w:p>{run}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>"#),
        5 => format!(
            r#"<w:sdt><w:sdtPr><w:alias w:val="Lớp"/><w:dropDownList><w:listItem w:displayText="4A" w:value="4A"/></w:dropDownList></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"#,
            paragraph(&words)
        ),
        6 => format!(
            r#"<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect id="b{number}" style="position:absolute" fillcolor="white"><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"#,
            paragraph(&words),
            paragraph(&words)
        ),
        7 => format!(
            r#"<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Họ tên"/><w:enabled/><w:calcOnExit w:val="0"/><w:textInput/></w:ffData></w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#
        ),
        8 => field(&[&format!(" REF _Toc{number} \\h "), " \\* MERGEFORMAT "], &words),
        9 => field(&[" HYPERLINK \\l &quot;_Toc3&quot; \\o &quot;Về đầu trang&quot; "], &words),
        10 => field(&[" IF 1 = 1 &quot;", "Đạt", "&quot; &quot;Chưa đạt&quot; "], "Đạt"),
        11 => field(
            &[draw.of(&[
                " DATE \\@ &quot;dd/MM/yyyy&quot; ",
                " NUMPAGES ",
                " SEQ Bảng \\* ARABIC ",
                " =SUM(ABOVE) ",
                " FILENAME \\p ",
            ])],
            &words,
        ),
        12 => format!(
            r#"<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>1+2=3</m:t></m:r></m:oMath>{run}</w:p>"#
        ),
        _ => format!(r#"<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r><w:r><w:br w:type="page"/></w:r>{run}</w:p>"#),
    }
}

/// The parts of a Word document beside its body.
pub fn of_word(mut office: Office, draw: &mut Draw) -> Office {
    let part = |root: &str, body: &str| format!("{HEAD}<w:{root} {W}>{body}</w:{root}>");
    let note = |root: &str, one: &str, words: &str| {
        let two = [-1, 0].map(|id| format!(r#"<w:{one} w:type="separator" w:id="{id}">{}</w:{one}>"#, paragraph("")));
        part(root, &format!(r#"{}<w:{one} w:id="2">{}</w:{one}>"#, two.concat(), paragraph(words)))
    };
    for (at, kind) in [(1, "header"), (2, "footer"), (3, "header")] {
        if draw.is(2) {
            let name = format!("word/{kind}{at}.xml");
            let page = field(&[" PAGE \\* MERGEFORMAT "], "2");
            let root = if kind == "header" { "hdr" } else { "ftr" };
            let body = part(root, &format!("{}{page}", paragraph(&draw.words())));
            office = office.related(DOCUMENT, kind, &format!("{kind}{at}.xml"), false).typed(
                &name,
                &format!("{OF_WORD}{kind}+xml"),
                body,
            );
            if draw.is(2) {
                let picture = media::png(200, 80, draw.below(999), 900);
                office = office.related(&name, "image", "media/logo.png", false).with("word/media/logo.png", picture);
            }
        }
    }
    if draw.is(2) {
        let comments = format!(r#"<w:comment w:id="0" w:author="Cô Ấm" w:initials="A">{}</w:comment>"#, paragraph(&draw.words()));
        office = office
            .related(DOCUMENT, "comments", "comments.xml", false)
            .typed("word/comments.xml", &format!("{OF_WORD}comments+xml"), part("comments", &comments))
            .with("word/people.xml", format!(r#"{HEAD}<w15:people xmlns:w15="x"><w15:person w15:author="Cô Ấm"><w15:presenceInfo w15:providerId="None" w15:userId="Cô Ấm"/></w15:person></w15:people>"#));
    }
    for (kind, one) in [("footnotes", "footnote"), ("endnotes", "endnote")] {
        if draw.is(2) {
            let body = note(kind, one, &draw.words());
            office = office.related(DOCUMENT, kind, &format!("{kind}.xml"), false).typed(
                &format!("word/{kind}.xml"),
                &format!("{OF_WORD}{kind}+xml"),
                body,
            );
        }
    }
    if draw.is(4) {
        // Fonts that are kept in the file are changed by a key, so that nobody installs them by accident.
        let fonts = format!(
            r#"<w:font w:name="UTM Avo"><w:embedRegular r:id="rId1" w:fontKey="{{1DFB64D2-1111-4A6E-9A60-6E7C0D0B5A11}}" xmlns:r="{TYPES}"/></w:font>"#
        );
        office = office
            .related(DOCUMENT, "fontTable", "fontTable.xml", false)
            .typed("word/fontTable.xml", &format!("{OF_WORD}fontTable+xml"), part("fonts", &fonts))
            .related("word/fontTable.xml", "font", "fonts/font1.odttf", false)
            .typed(
                "word/fonts/font1.odttf",
                "application/vnd.openxmlformats-officedocument.obfuscatedFont",
                media::noise(draw.below(999), 30_000),
            );
    }
    if draw.is(3) {
        let settings = r#"<w:zoom w:percent="100"/><w:trackRevisions/><w:documentProtection w:edit="forms" w:enforcement="0"/><w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:dataType w:val="native"/></w:mailMerge>"#;
        office = office.related(DOCUMENT, "settings", "settings.xml", false).typed(
            "word/settings.xml",
            &format!("{OF_WORD}settings+xml"),
            part("settings", settings),
        );
    }
    if draw.is(3) {
        let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
        office = office.related(DOCUMENT, "numbering", "numbering.xml", false).typed(
            "word/numbering.xml",
            &format!("{OF_WORD}numbering+xml"),
            part("numbering", numbering),
        );
    }
    if draw.is(6) {
        let sketch =
            r#"<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"><dgm:ptLst/></dgm:dataModel>"#;
        office = office
            .related(DOCUMENT, "diagramData", "diagrams/data1.xml", false)
            .with("word/diagrams/data1.xml", format!("{HEAD}{sketch}"));
    }
    if draw.is(8) {
        office = office.with("word/glossary/document.xml", part("glossaryDocument", "<w:docParts/>"));
    }
    if draw.is(8) {
        office = office
            .with("_xmlsignatures/origin.sigs", "")
            .with("docMetadata/LabelInfo.xml", format!(r#"{HEAD}<clbl:labelList xmlns:clbl="x"/>"#))
            .with(
                "docProps/custom.xml",
                format!(
                    r#"{HEAD}<Properties><property name="KSOProductBuildVer"><lpwstr>1033-12.2.0</lpwstr></property></Properties>"#
                ),
            );
    }
    office
}

/// The parts of a workbook beside its sheet.
pub fn of_excel(mut office: Office, draw: &mut Draw) -> Office {
    const SHEET: &str = "xl/worksheets/sheet1.xml";
    if draw.is(3) {
        let notes = format!(
            r#"{HEAD}<comments xmlns="x"><authors><author>Cô Hòa</author></authors><commentList><comment ref="B3" authorId="0"><text><r><t>{}</t></r></text></comment></commentList></comments>"#,
            draw.words()
        );
        office = office.related(SHEET, "comments", "../comments1.xml", false).typed(
            "xl/comments1.xml",
            &format!("{OF_EXCEL}comments+xml"),
            notes,
        );
    }
    if draw.is(3) {
        let table = r#"<table xmlns="x" id="1" name="Bảng1" ref="A1:C9"><autoFilter ref="A1:C9"/><tableColumns count="1"><tableColumn id="1" name="BMI"><calculatedColumnFormula>Bảng1[[#This Row],[Cân nặng]]/(C2/100)^2</calculatedColumnFormula></tableColumn></tableColumns></table>"#;
        office = office.related(SHEET, "table", "../tables/table1.xml", false).typed(
            "xl/tables/table1.xml",
            &format!("{OF_EXCEL}table+xml"),
            format!("{HEAD}{table}"),
        );
    }
    if draw.is(4) {
        let pivot = r#"<pivotCacheDefinition xmlns="x" refreshedBy="Hòa" refreshOnLoad="1"><cacheSource type="worksheet"><worksheetSource ref="A1:D40" sheet="Lớp 4A"/></cacheSource></pivotCacheDefinition>"#;
        office = office.with("xl/pivotCache/pivotCacheDefinition1.xml", format!("{HEAD}{pivot}"));
    }
    if draw.is(4) {
        let drawing =
            r#"<xdr:wsDr xmlns:xdr="x"><xdr:pic><a:hlinkClick xmlns:a="y" xmlns:r="z" r:id="rId1"/></xdr:pic></xdr:wsDr>"#;
        office = office
            .related(SHEET, "drawing", "../drawings/drawing1.xml", false)
            .with("xl/drawings/drawing1.xml", format!("{HEAD}{drawing}"))
            .related("xl/drawings/drawing1.xml", "hyperlink", "#'Lớp 4A'!A1", true);
    }
    if draw.is(3) {
        let chain = r#"<calcChain xmlns="x"><c r="B2" i="1"/><c r="B3"/></calcChain>"#;
        office = office.with("xl/calcChain.xml", format!("{HEAD}{chain}"));
    }
    if draw.is(5) {
        office = office.with("xl/worksheets/sheet2.xml", format!(
            r#"{HEAD}<worksheet xmlns="x"><sheetData/><conditionalFormatting sqref="C2:C40"><cfRule type="expression"><formula>$C2&lt;12</formula></cfRule></conditionalFormatting><dataValidations><dataValidation type="list" sqref="D2:D40"><formula1>"Đạt,Chưa đạt"</formula1></dataValidation></dataValidations><hyperlinks><hyperlink ref="A1" location="'Lớp 4A'!B3" display="Về đầu"/></hyperlinks><headerFooter><oddHeader>&amp;C&amp;"Times New Roman,Bold"Trường Mầm non</oddHeader><oddFooter>Trang &amp;P/&amp;N</oddFooter></headerFooter></worksheet>"#
        ));
    }
    office
}

/// The parts of a presentation beside its slide.
pub fn of_show(mut office: Office, draw: &mut Draw) -> Office {
    const SLIDE: &str = "ppt/slides/slide1.xml";
    let tree = |root: &str, words: &str| {
        format!(r#"{HEAD}<p:{root} xmlns:p="x" xmlns:a="z"><p:cSld><p:spTree><a:t>{words}</a:t></p:spTree></p:cSld></p:{root}>"#)
    };
    for (root, kind, place) in [
        ("sldMaster", "slideMaster", "slideMasters"),
        ("sldLayout", "slideLayout", "slideLayouts"),
        ("notes", "notesSlide", "notesSlides"),
    ] {
        if draw.is(2) {
            let name = format!("ppt/{place}/{kind}1.xml");
            office = office.related(SLIDE, kind, &format!("../{place}/{kind}1.xml"), false).typed(
                &name,
                &format!("{OF_SHOWS}{kind}+xml"),
                tree(root, &draw.words()),
            );
        }
    }
    if draw.is(4) {
        let moves = r#"<p:sld xmlns:p="x" xmlns:r="y"><p:transition spd="slow"><p:fade/><p:sndAc><p:stSnd><p:snd r:embed="rId9" name="vo-tay.wav"/></p:stSnd></p:sndAc></p:transition><p:timing><p:tnLst><p:par><p:cTn id="1"><p:childTnLst><p:cmd type="call" cmd="playFrom(0.0)"><p:cBhvr><p:cTn id="2"/></p:cBhvr></p:cmd></p:childTnLst></p:cTn></p:par></p:tnLst></p:timing></p:sld>"#;
        let sound = [&b"RIFF\x24\x08\0\0WAVEfmt "[..], &[16, 0, 0, 0, 1, 0, 1, 0], &media::noise(draw.below(999), 2000)].concat();
        office = office.with("ppt/slides/slide2.xml", format!("{HEAD}{moves}")).with("ppt/media/audio1.wav", sound);
    }
    if draw.is(5) {
        let talk = format!(r#"{HEAD}<p:cmLst xmlns:p="x"><p:cm authorId="0"><p:text>{}</p:text></p:cm></p:cmLst>"#, draw.words());
        office = office.related(SLIDE, "comments", "../comments/comment1.xml", false).with("ppt/comments/comment1.xml", talk);
    }
    if draw.is(6) {
        office = office.with("ppt/fonts/font1.fntdata", media::noise(draw.below(999), 20_000));
    }
    if draw.is(5) {
        office = office.related(SLIDE, "hyperlink", "slide2.xml", false).related(SLIDE, "slide", "slide2.xml", false);
    }
    office
}
