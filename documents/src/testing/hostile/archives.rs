//! Packages that lie as zips.

use domain::{
    files::FileKind::{Docx, Pptx, Xlsx},
    inspection::{Cause, Impossibility, Oddity},
};

use super::{Hostile, held, impossible, odd};
use crate::{
    package::{MAX_GROWTH, MAX_PARTS},
    testing::{
        media,
        office::{Office, paragraph},
        zips::{Entry, zip, zip_with_tail},
    },
};

fn word() -> Office {
    Office::word(&paragraph("Kế hoạch tuần 12"))
}

fn with(entry: Entry) -> Vec<u8> {
    zip(&[word().entries(), vec![entry]].concat())
}

fn nested(depth: usize) -> Vec<u8> {
    (0..depth).fold(word().bytes(), |inner, _| word().with("word/embeddings/a.docx", inner).bytes())
}

pub fn all() -> Vec<Hostile> {
    let claims = |size: u64| Entry { size, ..Entry::deflated("word/media/image1.bmp", &[0; 1000]) };
    let many = || (0..=MAX_PARTS).map(|at| Entry::stored(&format!("word/media/{at}.png"), b""));
    let plain = |name: &str| Entry::stored(name, b"x");
    let inner = zip(&[Entry::stored("b", b"bbbb")]);
    let over = [Entry::stored("word/media/a", &inner[..35]), Entry { place: Some(42), ..Entry::stored("b", b"bbbb") }];
    let whole = word().bytes();
    let flipped = {
        let mut bytes =
            zip(&[word().entries(), vec![Entry::stored("word/media/image1.jpeg", &media::jpeg(800, 600, 1, 3000))]].concat());
        let middle = bytes.len() - 1500;
        bytes[middle] ^= 4;
        bytes
    };
    let macros = word().with("word/vbaProject.bin", "x").bytes();
    let acting = word().related("word/document.xml", "hyperlink", "file:///C:/a.exe", true).bytes();
    let hidden = Entry { before: zip(&[Entry::stored("word/document.xml", b"<x/>")]), ..plain("word/media/a.png") };
    let large = media::png(65_000, 65_000, 1, 300);
    let million = format!("<x>{}</x>", "<y/>".repeat(10));
    let deep = "<x>".repeat(100_000);
    let long = format!("<x a=\"{}\"/>", "a".repeat(9 * 1024 * 1024));
    vec![
        impossible("a bomb that says so", Docx, with(claims(5 << 30)), Impossibility::Bomb),
        impossible(
            "a bomb of many parts",
            Docx,
            zip(&(0..9).map(|at| Entry { name: format!("word/{at}.xml").into(), ..claims(MAX_GROWTH / 8) }).collect::<Vec<_>>()),
            Impossibility::Bomb,
        ),
        impossible("a bomb of blanks", Docx, with(Entry::repeated("word/document2.xml", b' ', 70 << 20)), Impossibility::Bomb),
        impossible(
            "a bomb that lies",
            Docx,
            with(Entry { size: 1000, ..Entry::repeated("word/media/a.bmp", 0, 4 << 20) }),
            Impossibility::SizeDiffers,
        ),
        impossible(
            "a bomb in an embedded sheet",
            Docx,
            word().with("word/embeddings/a.xlsx", zip(&[claims(1 << 30)])).bytes(),
            Impossibility::Bomb,
        ),
        impossible(
            "a size that lies downwards",
            Xlsx,
            with(Entry { size: 2_000, ..Entry::deflated("xl/a.xml", b"<x/>") }),
            Impossibility::SizeDiffers,
        ),
        impossible(
            "a stored size that lies",
            Xlsx,
            with(Entry { size: 9, ..Entry::stored("xl/a.xml", b"<x/>") }),
            Impossibility::SizeDiffers,
        ),
        impossible("ten thousand parts", Pptx, zip(&many().collect::<Vec<_>>()), Impossibility::TooManyParts),
        impossible("zips inside of each other", Docx, nested(12), Impossibility::NestedTooDeep),
        impossible(
            "a symlink",
            Docx,
            with(Entry { attributes: 0o120_777 << 16, ..Entry::stored("word/media/a.png", b"/etc/passwd") }),
            Impossibility::Symlink,
        ),
        impossible("two parts of one name", Docx, with(plain("word/document.xml")), Impossibility::TwoNames),
        impossible("two names in other letters", Docx, with(plain("Word/DOCUMENT.xml")), Impossibility::TwoNames),
        impossible("two names with other slashes", Docx, with(plain("word\\document.xml")), Impossibility::TwoNames),
        impossible(
            "a name that its own head does not know",
            Docx,
            with(Entry { local_name: Some(b"word/vbaProject.bin".to_vec()), ..plain("word/a.png") }),
            Impossibility::TwoNames,
        ),
        impossible("a name that leads out", Docx, with(plain("../../Windows/a.dll")), Impossibility::NameLeadsOut),
        impossible("a name with backslashes that leads out", Docx, with(plain("word\\..\\..\\a")), Impossibility::NameLeadsOut),
        impossible("a name on a drive", Docx, with(plain("C:/Windows/a.dll")), Impossibility::NameLeadsOut),
        impossible("a name with a zero", Docx, with(plain("word/a\0.xml")), Impossibility::NameLeadsOut),
        impossible("parts over each other", Docx, zip(&over), Impossibility::Overlap),
        impossible(
            "a picture of 65,000 by 65,000 in a plan",
            Docx,
            with(Entry::stored("word/media/image1.png", &large)),
            Impossibility::PictureTooLarge,
        ),
        impossible("XML a hundred thousand deep", Docx, with(Entry::deflated("word/a.xml", deep.as_bytes())), Impossibility::Bomb),
        impossible("a tag of nine megabytes", Docx, with(Entry::deflated("word/a.xml", long.as_bytes())), Impossibility::Bomb),
        held(
            "a page behind the zip",
            Docx,
            zip_with_tail(&word().entries(), b"<html><script>alert(1)</script></html>"),
            Cause::TwoFormats,
        ),
        held("a PDF behind the zip", Docx, zip_with_tail(&word().entries(), b"%PDF-1.7\n%%EOF"), Cause::TwoFormats),
        held("a zip between the parts", Docx, with(hidden), Cause::TwoFormats),
        held(
            "a plain archive as a part",
            Docx,
            word().with("word/embeddings/a.bin", zip(&[plain("a.exe")])).bytes(),
            Cause::PackedFile,
        ),
        held("a packing that nobody reads", Docx, with(Entry { method: 14, ..plain("word/a.xml") }), Cause::Unreadable),
        held("an archive without a document", Docx, zip(&[Entry::deflated("a.xml", million.as_bytes())]), Cause::OtherKind),
        odd("a password on a part", Docx, with(Entry { flags: 1, ..plain("word/a.xml") }), Oddity::Sealed),
        odd("the end is missing", Docx, whole[..whole.len() - 30].to_vec(), Oddity::Cut),
        held("macros without a directory", Docx, macros[..macros.len() - 30].to_vec(), Cause::Macros),
        held("a link to a program without a directory", Docx, acting[..acting.len() - 30].to_vec(), Cause::ProgramLink),
        odd("half of it is missing", Docx, whole[..whole.len() / 2].to_vec(), Oddity::Cut),
        held(
            "macros behind a wrong checksum",
            Docx,
            with(Entry { checksum: 1, ..Entry::stored("word/embeddings/a.docx", &macros) }),
            Cause::Macros,
        ),
        odd("a flipped bit", Docx, flipped, Oddity::Damaged),
    ]
}
