#![allow(clippy::unwrap_used)]
use std::io::Cursor;

use domain::{
    files::FileKind,
    inspection::{Cause, Inspection, Oddity},
};

use crate::{
    inspection::inspect,
    testing::pdfs::{one_page, pdf, stream},
};

/// Of a file whose id begins with the bytes 0 to 15 and whose permissions are −1340: what was written with no password to open it,
/// and with the password "matkhau"; the one to change it is "chu". Written by a program of its own after the two standards.
const WRITTEN: [(i64, &str, [&str; 2], [&str; 2]); 5] = [
    (
        2,
        "/V 1/R 2",
        [
            "9f6c3340964b30f4587dca87f54d7cdc3946728672adb99e82eba35d6431b116",
            "65b12b6be5251853f07345905f586ae7d9f3a0baf254836960881b34cb1fd3b8",
        ],
        [
            "dab20975b05fcf9d8333da9f7f3d3cb0172624cf58c48f3083e7bc73685c5843",
            "f5b3c55cdb8801b0b946b04700e86a5897dd3f2bdbaf4fcdd10d874621bc9554",
        ],
    ),
    (
        3,
        "/V 2/R 3/Length 128",
        [
            "d4179f1246681541af3fb7c08c02963df309b81a752b4382c6b0383b9bbf0639",
            "9d6d80dd166aac42564494dda4e3724e00000000000000000000000000000000",
        ],
        [
            "91c9a527607cea287471a7d80672d651dd69ee535f42752cc7bc271597d2ef6c",
            "6ff335e93d516a4490e812e9bb4f9fa800000000000000000000000000000000",
        ],
    ),
    (
        4,
        "/V 4/R 4/Length 128/EncryptMetadata false/CF<</StdCF<</AuthEvent/DocOpen/CFM/AESV2/Length 16>>>>/StmF/StdCF/StrF/StdCF",
        [
            "d4179f1246681541af3fb7c08c02963df309b81a752b4382c6b0383b9bbf0639",
            "3a8e02b4a07b5f305b55a6dca17e039e00000000000000000000000000000000",
        ],
        [
            "91c9a527607cea287471a7d80672d651dd69ee535f42752cc7bc271597d2ef6c",
            "4f1511ed394eb0d009d06973dcbf4bdf00000000000000000000000000000000",
        ],
    ),
    (
        5,
        "/V 5/R 5/Length 256",
        ["00", "66840dda154e8a113c31dd0ad32f7f3a366a80e8136979d8f5a101d3d29d6f7201020304050607080000000000000000"],
        ["00", "9ffa3167b83c6eb22d125840b2db6b8799cf6389c0925bd8b688060eeeb1ba6001020304050607080000000000000000"],
    ),
    (
        6,
        "/V 5/R 6/Length 256",
        ["00", "8d1efb4f1bdbb651341704c2139de4f6be05d6d4609af56916b21646ed74825c01020304050607080000000000000000"],
        ["00", "76bf3857662071753ad8ffd1daa8a8fccf03cb983929e59515a72c6b858b9b1e01020304050607080000000000000000"],
    ),
];

const ID: &str = "/ID[<000102030405060708090A0B0C0D0E0F><FF>]";

fn sealed(way: &str, [owner, user]: [&str; 2], more: &[Vec<u8>]) -> Vec<u8> {
    let security = format!("<</Filter/Standard{way}/P -1340/O<{owner}>/U<{user}>>>").into_bytes();
    pdf(&[&[b"<</Type/Catalog>>".to_vec(), security], more].concat(), &format!("/Encrypt 2 0 R{ID}"))
}

fn found(bytes: Vec<u8>) -> Inspection {
    inspect(Cursor::new(bytes), FileKind::Pdf).unwrap()
}

#[test]
fn a_file_that_only_forbids_printing_is_like_any_other_and_one_with_a_password_is_sealed() {
    for (revision, way, free, locked) in WRITTEN {
        assert_eq!(found(sealed(way, free, &[])), Inspection::Clean, "revision {revision}");
        assert_eq!(found(sealed(way, locked, &[])), Inspection::Odd(vec![Oddity::Sealed]), "revision {revision}");
        let packed = stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", &[7; 300]);
        assert_eq!(
            found(sealed(way, free, std::slice::from_ref(&packed))),
            Inspection::Held(vec![Cause::Unreadable]),
            "revision {revision}"
        );
        assert_eq!(found(sealed(way, locked, &[packed])), Inspection::Odd(vec![Oddity::Sealed]), "revision {revision}");
    }
}

#[test]
fn texts_in_brackets_are_read_byte_by_byte() {
    let (_, way, [owner, user], _) = WRITTEN[1];
    let escaped = |hex: &str| {
        let bytes = (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap());
        bytes.map(|byte| format!("\\{byte:03o}")).collect::<String>()
    };
    let security = format!("<</Filter/Standard{way}/P 4294965956/O({})/U({})>>", escaped(owner), escaped(user)).into_bytes();
    assert_eq!(found(pdf(&[b"<</Type/Catalog>>".to_vec(), security], &format!("/Encrypt 2 0 R{ID}"))), Inspection::Clean);
}

#[test]
fn what_cannot_be_told_is_sealed() {
    for way in ["/V 9/R 9", "/V 2/R 3/Length 99999999999", "/V 5/R 6"] {
        assert_eq!(found(sealed(way, ["00", "00"], &[])), Inspection::Odd(vec![Oddity::Sealed]), "{way}");
    }
    assert_eq!(found(one_page("", "", &[])), Inspection::Clean);
}
