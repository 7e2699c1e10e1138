use domain::inspection::Inspection;

use super::*;

#[test]
fn a_field_is_judged_by_its_instruction() {
    let check = |instruction: &str, wanted: Inspection| {
        let mut findings = Findings::default();
        let mut fields = Fields::default();
        fields.begin();
        for piece in instruction.split_inclusive('|') {
            fields.text(piece.trim_end_matches('|'));
        }
        fields.end(&mut findings);
        fields.finish(&mut findings);
        assert_eq!(findings.judge(), wanted, "{instruction}");
    };
    let held = |cause| Inspection::Held(vec![cause]);
    for harmless in [
        " PAGE \\* MERGEFORMAT ",
        " TOC \\o \"1-3\" \\h \\z \\u ",
        " HYPERLINK \"https://truong.edu.vn\" \\t \"_blank\" ",
        " HYPERLINK \\l \"_Toc123\" ",
        " INCLUDEPICTURE \"http://x.vn/a.jpg\" \\* MERGEFORMATINET ",
        " MERGEFIELD Họ_tên ",
        " QUOTE 65 66 67 ",
        " LINK Excel.Sheet.12 \"D:\\\\so lieu.xlsx\" \"Sheet1!R1C1\" \\a \\f 4 \\h ",
        " DATE \\@ \"dd/MM/yyyy\" ",
        "",
    ] {
        check(harmless, Inspection::Clean);
    }
    check("   D|DE|AUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc.exe\"", held(Cause::DdeField));
    check("dde excel x y", held(Cause::DdeField));
    check("INCLUDETEXT \"http://x.vn/a.docx\"", held(Cause::LoadsFromElsewhere));
    check("INCLUDEPICTURE \"\\\\\\\\may\\\\a.png\"", held(Cause::LoadsFromElsewhere));
    check("LINK Word.Document.8 \"http://x.vn/a.rtf\"", held(Cause::LoadsFromElsewhere));
    check("HYPERLINK \"file:///C:\\\\Windows\\\\notepad.exe\"", held(Cause::ProgramLink));
    check("EMBED Package", held(Cause::PackedFile));
    check("INCLUDEPICTURE \"http://x.vn/a.jpg\" \\d", Inspection::Odd(vec![Oddity::LoadsFromWeb]));
    check("HYPERLINK \"bai-hat.mp3\"", Inspection::Odd(vec![Oddity::LeftOnOwnMachine]));
}

#[test]
fn letters_by_number_inside_of_a_field_make_an_instruction() {
    let mut findings = Findings::default();
    let mut fields = Fields::default();
    fields.begin();
    fields.begin();
    fields.text(" QUOTE 68 68 69 ");
    fields.complete(&mut findings);
    fields.end(&mut findings);
    fields.end(&mut findings);
    assert_eq!(findings.judge(), Inspection::Held(vec![Cause::DdeField]));
}
