//! Word, Excel and PowerPoint 97–2003, and what calls itself so.

use domain::{
    files::FileKind::{Doc, Docx, Ppt, Xls, Xlsx},
    inspection::{Cause, Oddity},
};

use super::{Hostile, held, odd};
use crate::testing::compound::{
    compound, excel, file_link, other_book, packed_file, packed_object, power_point, record, sheet, web_link, word,
};

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Another number of the table that tells which sectors follow each other.
fn broken(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes[0x4C..0x50].copy_from_slice(&0x00FF_FF00_u32.to_le_bytes());
    bytes
}

/// Every sector of the file is followed by the first one.
fn circling(mut bytes: Vec<u8>) -> Vec<u8> {
    let table = u32::from_le_bytes([bytes[0x4C], bytes[0x4D], bytes[0x4E], bytes[0x4F]]) as usize;
    let at = 512 * (table + 1);
    for entry in bytes[at..at + 512].chunks_exact_mut(4).filter(|entry| entry[3] == 0 && entry[..3] != [0; 3]) {
        entry.copy_from_slice(&1_u32.to_le_bytes());
    }
    bytes
}

/// The record of a formula, with its tokens.
fn formula(tokens: &[u8]) -> Vec<u8> {
    [&[0; 20][..], &(tokens.len() as u16).to_le_bytes(), tokens].concat()
}

pub fn all() -> Vec<Hostile> {
    let plain = |text: &str| word(text, false, "Normal.dot", &[]);
    let with = |more: &[(&str, &[u8])]| word("Ke hoach", false, "Normal.dot", more);
    let native = packed_file("a.exe", b"MZ");
    let sealed_word = {
        let mut stream = crate::testing::compound::word_stream("x", false, 0);
        stream[11] |= 1;
        compound(&[("/WordDocument", &stream), ("/1Table", &[0; 100])])
    };
    let cut = {
        let mut bytes = excel(&[(0x85, &sheet(0))], &[("/Data", &[7; 20_000])]);
        bytes.truncate(bytes.len() / 2 + 100);
        bytes
    };
    let pieces = [b"\x17\x02\0\\\\".as_slice(), b"\x17\x06\0may\\ab", b"\x08", b"\x42\x01\x67\x01"].concat();
    let macros_of_show = record(0x2, 0x0400, &[1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0]);
    let run = record(0, 0x0FF3, &[0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]);
    let link = record(0x0F, 0x0FD7, &record(0x10, 0x0FBA, &wide("C:\\tro-choi.exe")));
    let object = compound(&[("/VBA/dir", b"x"), ("/PROJECT", b"x")]);
    vec![
        held("doc with VBA", Doc, with(&[("/Macros/VBA/dir", b"x")]), Cause::Macros),
        held("doc with an object with VBA", Doc, with(&[("/ObjectPool/_1/_VBA_PROJECT_CUR/VBA/dir", b"x")]), Cause::Macros),
        held("doc with a packed file", Doc, with(&[("/ObjectPool/_1/\u{1}Ole10Native", &native)]), Cause::PackedFile),
        held("doc with ActiveX", Doc, with(&[("/ObjectPool/_1/\u{3}OCXNAME", b"x")]), Cause::ActiveX),
        held(
            "doc with DDE",
            Doc,
            plain("Ke hoach \u{13} DDEAUTO c:\\\\windows\\\\cmd.exe \"/k calc\" \u{14}12\u{15}"),
            Cause::DdeField,
        ),
        held("doc with DDE in two bytes", Doc, word("Kế hoạch \u{13} DDE cmd x \u{14}\u{15}", true, "", &[]), Cause::DdeField),
        held(
            "doc with a link to a program",
            Doc,
            plain("\u{13} HYPERLINK \"file:///C:\\\\a.exe\" \u{14}Xem\u{15}"),
            Cause::ProgramLink,
        ),
        held(
            "doc with INCLUDETEXT",
            Doc,
            plain("\u{13} INCLUDETEXT \"http://x.vn/a.doc\" \u{14}\u{15}"),
            Cause::LoadsFromElsewhere,
        ),
        held("doc with a template on the web", Doc, word("Ke hoach", false, "http://x.vn/mau.dot", &[]), Cause::RemoteTemplate),
        held("doc with a template on another machine", Doc, word("x", false, "\\\\10.0.0.9\\a.dot", &[]), Cause::RemoteTemplate),
        held("xls named doc", Doc, excel(&[(0x85, &sheet(0))], &[]), Cause::OtherKind),
        held("rtf named doc", Doc, b"{\\rtf1\\ansi{\\*\\template http://x.vn/a.dot}}".to_vec(), Cause::RichText),
        held("rtf with a short head named doc", Doc, b"{\\rt\x0a{\\object\\objautlink}}".to_vec(), Cause::RichText),
        held("rtf named docx", Docx, b"{\\rtf1 x}".to_vec(), Cause::RichText),
        held(
            "web page named doc",
            Doc,
            b"<html xmlns:o='x'><head><script src='http://x.vn/a.js'></script></head></html>".to_vec(),
            Cause::WebPage,
        ),
        held(
            "web archive named doc",
            Doc,
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n".to_vec(),
            Cause::WebPage,
        ),
        held(
            "one XML file named doc",
            Doc,
            b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><x/>".to_vec(),
            Cause::WebPage,
        ),
        held("program named doc", Doc, b"MZ\x90\0\x03\0\0\0".to_vec(), Cause::ProgramInside),
        held("xls with VBA", Xls, excel(&[(0x85, &sheet(0))], &[("/_VBA_PROJECT_CUR/VBA/dir", b"x")]), Cause::Macros),
        held("xls with a sheet of Excel 4", Xls, excel(&[(0x85, &sheet(1))], &[]), Cause::MacroSheet),
        held("xls with DDE", Xls, excel(&[(0x1AE, &other_book("cmd\u{3}/c calc"))], &[]), Cause::DdeField),
        held(
            "xls with a book on another machine",
            Xls,
            excel(&[(0x1AE, &other_book("\u{1}\u{1}@may\u{3}"))], &[]),
            Cause::DdeField,
        ),
        held(
            "xls with a book of a server",
            Xls,
            excel(&[(0x1AE, &other_book("\u{1}\u{1}@10.0.0.9chung[a.xls]"))], &[]),
            Cause::LoadsFromElsewhere,
        ),
        held("xls with a link to a program", Xls, excel(&[(0x1B8, &file_link("C:\\a.exe"))], &[]), Cause::ProgramLink),
        held(
            "xls with a link to a script on the web",
            Xls,
            excel(&[(0x1B8, &web_link("http://x.vn/a.hta"))], &[]),
            Cause::ProgramLink,
        ),
        held("xls with an address in pieces", Xls, excel(&[(0x06, &formula(&pieces))], &[]), Cause::ProgramLink),
        held("xls with RTD", Xls, excel(&[(0x06, &formula(&[0x16, 0x42, 1, 0x7B, 1]))], &[]), Cause::DdeField),
        held("xls with WEBSERVICE", Xls, excel(&[(0x18, b"\0\0\0\x10_xlfn.WEBSERVICE")], &[]), Cause::LoadsFromElsewhere),
        held("xls with ActiveX", Xls, excel(&[], &[("/Ctls", b"x")]), Cause::ActiveX),
        held("ppt with VBA", Ppt, power_point(&macros_of_show), Cause::Macros),
        held("ppt that runs a program", Ppt, power_point(&run), Cause::ProgramLink),
        held("ppt with a link to a program", Ppt, power_point(&link), Cause::ProgramLink),
        held("ppt with a packed object with VBA", Ppt, power_point(&packed_object(&object)), Cause::Macros),
        odd("docx with a password", Docx, compound(&[("/EncryptionInfo", b"x"), ("/EncryptedPackage", b"x")]), Oddity::Sealed),
        odd("doc with a password", Doc, sealed_word, Oddity::Sealed),
        held("xls with a password", Xls, excel(&[(0x2F, &[1, 0, 1, 0]), (0x85, &[9; 8])], &[]), Cause::Unreadable),
        held("xlsx with a password", Xlsx, compound(&[("/EncryptionInfo", b"x"), ("/EncryptedPackage", b"x")]), Cause::Unreadable),
        held("xls cut in the middle", Xls, cut, Cause::Unreadable),
        held("doc whose tables are broken", Doc, broken(plain("Ke hoach")), Cause::Unreadable),
        held(
            "xls with a stream that goes in circles",
            Xls,
            circling(excel(&[(0x85, &sheet(0))], &[("/Data", &[7; 20_000])])),
            Cause::Unreadable,
        ),
    ]
}
