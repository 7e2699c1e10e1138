//! Pictures, sounds and films that are more than that, or less.

use domain::{
    files::FileKind::{Heic, Jpeg, Mp3, Mp4, Png},
    inspection::{Cause, Impossibility, Oddity},
};

use super::{Hostile, held, impossible, odd};
use crate::testing::{
    media::{boxed, heic, jpeg, mp3, mp4, png},
    zips::{Entry, zip},
};

pub fn all() -> Vec<Hostile> {
    let page = b"<html><body onload=alert(1)></body></html>";
    let photo = || jpeg(4000, 3000, 3, 5000);
    let drawing = || png(1366, 768, 4, 5000);
    let film = || mp4(5, 5000, true);
    let archive = zip(&[Entry::stored("a.exe", b"MZ")]);
    let stub = b"MZ This program cannot be run in DOS mode.";
    let flipped = {
        let mut bytes = drawing();
        bytes[2000] ^= 1;
        bytes
    };
    vec![
        held("a page inside of a film", Mp4, [film(), boxed(b"free", page)].concat(), Cause::WebPage),
        held("a script inside of a film's head", Mp4, [film(), boxed(b"uuid", b"<SCRIPT SRC=//x.vn>")].concat(), Cause::WebPage),
        held("a page behind a photo", Jpeg, [photo(), page.to_vec()].concat(), Cause::WebPage),
        held(
            "PHP in a photo's notes",
            Jpeg,
            [&photo()[..2], b"\xFF\xFE\0\x14<?php system(1);?>", &photo()[2..]].concat(),
            Cause::WebPage,
        ),
        held("a page behind a drawing", Png, [drawing(), page.to_vec()].concat(), Cause::WebPage),
        held(
            "a page in a song's tag",
            Mp3,
            [b"ID3\x03\0\0\0\0\0\x40<html><script>".as_slice(), &[0; 49], &mp3(1, 9, false)].concat(),
            Cause::WebPage,
        ),
        held("an archive behind a photo", Jpeg, [photo(), archive.clone()].concat(), Cause::TwoFormats),
        held("an archive behind a film", Mp4, [film(), archive].concat(), Cause::TwoFormats),
        held("a PDF in a photo", Jpeg, [&photo()[..2], b"\xFF\xFE\0\x0A%PDF-1.7", &photo()[2..]].concat(), Cause::TwoFormats),
        held("a program behind a drawing", Png, [drawing(), stub.to_vec()].concat(), Cause::ProgramInside),
        held("a drawing named jpg", Jpeg, drawing(), Cause::OtherKind),
        held("a program named mp3", Mp3, stub.to_vec(), Cause::ProgramInside),
        held("a page named png", Png, page.to_vec(), Cause::WebPage),
        impossible("a drawing of 65,000 by 65,000", Png, png(65_000, 65_000, 1, 100), Impossibility::PictureTooLarge),
        impossible("a drawing of 40,000 by 40,000", Png, png(40_000, 40_000, 1, 100), Impossibility::PictureTooLarge),
        impossible("a photo of 65,000 by 65,000", Jpeg, jpeg(65_000, 65_000, 1, 100), Impossibility::PictureTooLarge),
        impossible("a phone picture of 65,000 by 65,000", Heic, heic(65_000, 65_000, 1), Impossibility::PictureTooLarge),
        odd("a photo cut in the middle", Jpeg, photo()[..3000].to_vec(), Oddity::Cut),
        odd("a drawing cut in the middle", Png, drawing()[..3000].to_vec(), Oddity::Cut),
        odd("a drawing with a flipped bit", Png, flipped, Oddity::Damaged),
        odd("a film cut in the middle", Mp4, mp4(5, 5000, false)[..3000].to_vec(), Oddity::Cut),
        odd("a phone picture cut in the middle", Heic, heic(4032, 3024, 1)[..700].to_vec(), Oddity::Cut),
        odd("a song of which most is missing", Mp3, mp3(1, 400, true)[..30_000].to_vec(), Oddity::Cut),
    ]
}
