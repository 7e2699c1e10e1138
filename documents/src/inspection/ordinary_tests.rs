#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{
    collections::HashSet,
    fs::{self, File},
    hash::{DefaultHasher, Hash, Hasher},
    io::Cursor,
    path::Path,
};

use domain::{files::FileKind, inspection::Inspection};

use super::inspect;
use crate::testing::ordinary;

#[test]
fn two_thousand_ordinary_documents_are_neither_held_nor_warned_about() {
    let mut wrong = Vec::new();
    let mut seen = HashSet::new();
    let mut read = 0;
    for (kind, count) in ordinary::NUMBERS {
        for number in 0..count {
            let bytes = ordinary::one(kind, number);
            let mut hasher = DefaultHasher::new();
            bytes.hash(&mut hasher);
            seen.insert(hasher.finish());
            read += 1;
            let found = inspect(Cursor::new(bytes), kind).unwrap();
            if found != Inspection::Clean {
                wrong.push(format!("{kind:?} {number}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {read}:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(read, 2000);
    assert!(seen.len() > 1975, "{} of them are different", seen.len());
}

#[test]
fn files_of_real_programs_are_clean() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/samples");
    let mut seen = 0;
    for path in fs::read_dir(samples).unwrap().map(|sample| sample.unwrap().path()) {
        let Some(kind) = path.extension().and_then(|ending| FileKind::from_ending(&ending.to_string_lossy())) else { continue };
        assert_eq!(inspect(File::open(&path).unwrap(), kind).unwrap(), Inspection::Clean, "{}", path.display());
        seen += 1;
    }
    assert_eq!(seen, 9);
}
