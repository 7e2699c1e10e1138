//! PDFs that act.

use domain::{
    files::FileKind::Pdf,
    inspection::{Cause, Impossibility, Oddity},
};

use super::{Hostile, held, impossible, odd};
use crate::testing::{
    office::Office,
    pdfs::{deflated, object_stream, one_page, packed, pdf, stream},
    zips::Entry,
};

pub fn all() -> Vec<Hostile> {
    let catalogue = |more: &str| one_page(more, "", &[]);
    let page = |more: &str| one_page("", more, &[]);
    let object = |more: Vec<u8>| one_page("", "", &[more]);
    let script = "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>";
    let plain = one_page("", "", &[]);
    let encoded = stream("/Type/ObjStm/N 1/First 4/Filter[/ASCIIHexDecode/FlateDecode]", b"00>");
    let predicted =
        stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4>>", &deflated(b"1 0 <<>>"));
    let attached = |bytes: &[u8]| object(packed("/Type/EmbeddedFile", bytes));
    let hidden = stream("/Length 90", b"xx 9 0 obj <</S/JavaScript/JS(x)>> endobj");
    let bomb = packed("/Type/ObjStm/N 1/First 4", &vec![b' '; 66 << 20]);
    let appended = [plain.clone(), crate::testing::zips::zip(&[Entry::stored("a.exe", b"MZ")])].concat();
    let greeted = [b"<script>alert(1)</script>".as_slice(), &plain].concat();
    let followed = [plain.clone(), b"<html><script>alert(1)</script>".to_vec()].concat();
    let docm = Office::word("").with("word/vbaProject.bin", "x").bytes();
    let script_object = b"<</S/JavaScript/JS(x)>>";
    let torn = [b"<</A 1>>\nendobj\n((((( <<<<\n7 0 obj\n".as_slice(), script_object].concat();
    let on_lines = [b"<</A(\nendobj\n7\n0\nobj".as_slice(), script_object].concat();
    let untyped = packed("/N 1/First 4", b"9 0 <</S/JavaScript/JS(x)>>");
    let elsewhere = stream("/Type/ObjStm/N 1/First 4/Filter 9 0 R", &deflated(b"9 0 <</S/JavaScript/JS(x)>>"));
    let sealed =
        pdf(&[b"<</Type/Catalog>>".to_vec(), stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", &[7; 300])], "/Encrypt 3 0 R");
    vec![
        held("a script behind brackets that nobody closes", Pdf, object(torn), Cause::PdfScript),
        held("a script behind a text that nobody ends", Pdf, object(on_lines), Cause::PdfScript),
        held("a script in an object stream of no type", Pdf, object(untyped), Cause::PdfScript),
        held("objects whose packing stands elsewhere", Pdf, object(elsewhere), Cause::Unreadable),
        held("a password over packed objects", Pdf, sealed, Cause::Unreadable),
        held("a script on opening", Pdf, catalogue(script), Cause::PdfScript),
        held("a script by name", Pdf, catalogue("/Names<</JavaScript<</Names[(a)6 0 R]>>>>"), Cause::PdfScript),
        held("a script with a name in numbers", Pdf, catalogue("/OpenAction<</S/J#61vaScript/J#53(x)>>"), Cause::PdfScript),
        held("a script on turning a page", Pdf, page("/AA<</O<</S/JavaScript/JS 6 0 R>>>>"), Cause::PdfScript),
        held("a script in an object stream", Pdf, object(object_stream(&[(9, "<</S/JavaScript/JS(x)>>")])), Cause::PdfScript),
        held("a script behind a comment", Pdf, object(b"<</S%)\n/JavaScript>>".to_vec()), Cause::PdfScript),
        held("a script inside of what calls itself a stream", Pdf, object(hidden), Cause::PdfScript),
        held("a form with scripts", Pdf, catalogue("/AcroForm<</XFA[(template)7 0 R]>>"), Cause::PdfScript),
        held("a program on opening", Pdf, catalogue("/OpenAction<</S/Launch/Win<</F(cmd.exe)/P(/c calc)>>>>"), Cause::PdfLaunch),
        held("a program on a click", Pdf, page("/Annots[<</Subtype/Link/A<</S/Launch/F(a.exe)>>>>]"), Cause::PdfLaunch),
        held("a page on the web on opening", Pdf, catalogue("/OpenAction<</S/URI/URI(http://x.vn)>>"), Cause::PdfActs),
        held(
            "a page on the web on opening, in another object",
            Pdf,
            one_page("/OpenAction 6 0 R", "", &[b"<</S/URI/URI(http://x.vn)>>".to_vec()]),
            Cause::PdfActs,
        ),
        held(
            "a page on the web on opening, in an object stream",
            Pdf,
            one_page("/OpenAction 9 0 R", "", &[object_stream(&[(8, "<</A 1>>"), (9, "<</S/URI/URI(http://x.vn)>>")])]),
            Cause::PdfActs,
        ),
        held("a form that sends", Pdf, page("/Annots[<</A<</S/SubmitForm/F(http://x.vn)>>>>]"), Cause::PdfActs),
        held(
            "another file on another machine",
            Pdf,
            catalogue("/OpenAction<</S/GoToE/F(\\\\\\\\10.0.0.9\\\\a)>>"),
            Cause::ProgramLink,
        ),
        held("a link to a program", Pdf, page("/Annots[<</A<</S/URI/URI(file:///C:/Windows/calc.exe)>>>>]"), Cause::ProgramLink),
        held("a link in UTF-16", Pdf, page("/Annots[<</A<</S/URI/URI<FEFF005C005C0061005C0062>>>>>]"), Cause::ProgramLink),
        held("an attached program", Pdf, attached(b"MZ\x90\0"), Cause::PdfAttachment),
        held("an attached document with macros", Pdf, attached(&docm), Cause::PdfAttachment),
        held(
            "an attached script by its name",
            Pdf,
            object(b"<</Type/Filespec/F(hoa-don.vbs)/EF<</F 7 0 R>>>>".to_vec()),
            Cause::PdfAttachment,
        ),
        held(
            "an attachment that nobody unpacks",
            Pdf,
            object(stream("/Type/EmbeddedFile/Filter/LZWDecode", b"x")),
            Cause::PdfAttachment,
        ),
        held("a film in a PDF", Pdf, page("/Annots[<</Type/Annot/Subtype/RichMedia/RichMediaContent 6 0 R>>]"), Cause::PdfMedia),
        held(
            "a film in an object stream",
            Pdf,
            object(object_stream(&[(9, "<</Subtype/Screen/A<</S/Rendition>>>>")])),
            Cause::PdfMedia,
        ),
        held("a model in a PDF", Pdf, page("/Annots[<</Subtype/3D/3DD 6 0 R>>]"), Cause::PdfMedia),
        held("a model by its stream", Pdf, object(stream("/Type/3D/Subtype/U3D", b"U3D")), Cause::PdfMedia),
        held("a film of old in a PDF", Pdf, page("/Annots[<</Subtype/Movie/Movie<</F(a.avi)>>>>]"), Cause::PdfMedia),
        held("a sound on a click", Pdf, page("/Annots[<</A<</S/Sound/Sound 6 0 R>>>>]"), Cause::PdfMedia),
        held("objects packed twice", Pdf, object(encoded), Cause::Unreadable),
        held("objects packed with a predictor", Pdf, object(predicted), Cause::Unreadable),
        held("an archive behind it", Pdf, appended, Cause::TwoFormats),
        held("a page before it", Pdf, greeted, Cause::WebPage),
        held("a page behind it", Pdf, followed, Cause::TwoFormats),
        impossible("objects that are a bomb", Pdf, object(bomb), Impossibility::Bomb),
        impossible(
            "a picture of 65,000 by 65,000",
            Pdf,
            object(stream("/Subtype/Image/Width 65000/Height 65000", b"x")),
            Impossibility::PictureTooLarge,
        ),
        odd("a password", Pdf, pdf(&[b"<</Type/Catalog>>".to_vec()], "/Encrypt 2 0 R"), Oddity::Sealed),
        odd("the end is missing", Pdf, plain[..plain.len() / 2].to_vec(), Oddity::Cut),
        odd(
            "packed objects are damaged",
            Pdf,
            object(stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", &[7; 300])),
            Oddity::Damaged,
        ),
    ]
}
