#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]

use std::{fs, io::Cursor, path::Path, sync::LazyLock};

use domain::files::FileKind;
use proptest::prelude::*;

use super::inspect;
use crate::{
    package::Package,
    source::Source,
    testing::{
        hostile, ordinary,
        zips::{Entry, zip},
    },
};

/// What is changed: one real file of each program, ordinary ones of every kind, and the hostile ones that are not large.
static SEEDS: LazyLock<Vec<(FileKind, Vec<u8>)>> = LazyLock::new(|| {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/samples");
    let real = ["giao-an-tuan-12-lop-5A.pdf", "danh-sach-nhan-su.xlsx", "so-theo-doi-suc-khoe.xlsx", "tu-lieu-tuan-12.pptx"];
    let real = real.iter().map(|name| {
        let path = samples.join(name);
        (FileKind::from_ending(&path.extension().unwrap().to_string_lossy()).unwrap(), fs::read(path).unwrap())
    });
    let made = FileKind::ALL.into_iter().flat_map(|kind| (0..6).map(move |number| (kind, ordinary::one(kind, number))));
    let hostile = hostile::all().into_iter().filter(|one| one.bytes.len() < 30_000).map(|one| (one.kind, one.bytes));
    real.chain(made).chain(hostile).collect()
});

#[derive(Clone, Debug)]
enum Change {
    Set { at: usize, byte: u8 },
    Flip { at: usize, bit: u8 },
    Cut { at: usize },
    Drop { at: usize, length: usize },
    Repeat { at: usize, length: usize, times: usize },
    Number { at: usize, number: u32 },
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let length_now = bytes.len();
        match *self {
            Self::Set { at, byte } => bytes[at % length_now] = byte,
            Self::Flip { at, bit } => bytes[at % length_now] ^= 1 << bit,
            Self::Cut { at } => bytes.truncate(at % length_now),
            Self::Drop { at, length } => {
                let at = at % length_now;
                bytes.drain(at..(at + length).min(length_now));
            }
            Self::Repeat { at, length, times } => {
                let at = at % length_now;
                let piece = bytes[at..(at + length).min(length_now)].repeat(times);
                bytes.splice(at..at, piece);
            }
            Self::Number { at, number } => {
                let at = at % length_now;
                let end = (at + 4).min(length_now);
                bytes[at..end].copy_from_slice(&number.to_le_bytes()[..end - at]);
            }
        }
    }
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<usize>();
    let number = prop_oneof![Just(0), Just(u32::MAX), Just(u32::MAX - 1), Just(0x7FFF_FFFF), Just(1 << 16), any::<u32>()];
    prop_oneof![
        3 => (at, any::<u8>()).prop_map(|(at, byte)| Change::Set { at, byte }),
        3 => (at, 0..8_u8).prop_map(|(at, bit)| Change::Flip { at, bit }),
        1 => at.prop_map(|at| Change::Cut { at }),
        1 => (at, 1..600_usize).prop_map(|(at, length)| Change::Drop { at, length }),
        1 => (at, 1..60_usize, 1..40_usize).prop_map(|(at, length, times)| Change::Repeat { at, length, times }),
        3 => (at, number).prop_map(|(at, number)| Change::Number { at, number }),
    ]
}

/// The changed part is packed again, so that what reads the part meets the change and not the checksum before it.
fn change_inside(bytes: &[u8], which: usize, changes: &[Change]) -> Option<Vec<u8>> {
    let package = Package::open(Source::new(Cursor::new(bytes)).ok()?).ok()?;
    let which = which % package.parts().len().max(1);
    let parts = package.parts().iter().enumerate().map(|(at, part)| {
        let mut content = package.read(part, 1 << 20).ok()?;
        if at == which {
            changes.iter().for_each(|change| change.apply(&mut content));
        }
        Some(Entry::deflated(&part.name, &content))
    });
    Some(zip(&parts.collect::<Option<Vec<Entry>>>()?))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1500) })]

    #[test]
    fn no_bytes_make_the_inspection_panic(which in any::<usize>(), changes in prop::collection::vec(change(), 1..6)) {
        let (kind, bytes) = &SEEDS[which % SEEDS.len()];
        let mut bytes = bytes.clone();
        changes.iter().for_each(|change| change.apply(&mut bytes));
        prop_assert!(inspect(Cursor::new(bytes), *kind).is_ok());
    }

    #[test]
    fn no_part_makes_the_inspection_panic(which in any::<usize>(), part in any::<usize>(), changes in prop::collection::vec(change(), 1..6)) {
        let (kind, bytes) = &SEEDS[which % SEEDS.len()];
        if let Some(bytes) = change_inside(bytes, part, &changes) {
            prop_assert!(inspect(Cursor::new(bytes), *kind).is_ok());
        }
    }

    #[test]
    fn a_file_may_be_taken_for_any_kind(which in any::<usize>(), kind in any::<usize>()) {
        let (_, bytes) = &SEEDS[which % SEEDS.len()];
        prop_assert!(inspect(Cursor::new(bytes), FileKind::ALL[kind % FileKind::ALL.len()]).is_ok());
    }
}

#[test]
fn a_file_cut_anywhere_is_read_to_its_end() {
    for kind in FileKind::ALL {
        let bytes = ordinary::one(kind, 1);
        for length in (0..bytes.len()).step_by(bytes.len() / 61 + 1) {
            inspect(Cursor::new(&bytes[..length]), kind).unwrap();
        }
    }
}
