#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{collections::BTreeSet, io::Cursor, time::Instant};

use domain::{
    files::FileKind,
    inspection::{Cause, Inspection},
};

use super::inspect;
use crate::testing::hostile;

#[test]
fn every_hostile_document_is_found_for_what_it_is() {
    let mut wrong = Vec::new();
    let mut names = BTreeSet::new();
    let all = hostile::all();
    for hostile in &all {
        assert!(names.insert((hostile.kind, hostile.name)), "{} stands twice", hostile.name);
        let began = Instant::now();
        let found = inspect(Cursor::new(&hostile.bytes), hostile.kind).unwrap();
        if !hostile.wanted.is(&found) {
            wrong.push(format!("{:?} {}: {found:?} instead of {:?}", hostile.kind, hostile.name, hostile.wanted));
        }
        if began.elapsed().as_millis() > 500 {
            println!("{} took {:?}", hostile.name, began.elapsed());
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), all.len(), wrong.join("\n"));
    println!("{} hostile documents", all.len());
}

/// A word that ends a stream, or begins an object, inside of what is packed: readers that go by the stream's length unpack the
/// rest, so whoever stops there has seen nothing of it.
#[test]
fn what_goes_on_behind_a_packed_end_is_held() {
    use std::io::Write;
    for word in ["endstream", "\n9 0 obj "] {
        // Without compression the words stand in the file as they are.
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::none());
        packed.write_all(format!("1 0 {word} ").as_bytes()).unwrap();
        packed.flush().unwrap();
        packed.write_all(&[b' '; 40_000]).unwrap();
        let packed = packed.finish().unwrap();
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let head = format!("3 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length {}>>\nstream\n", packed.len());
        bytes.extend_from_slice(head.as_bytes());
        bytes.extend_from_slice(&packed);
        bytes.extend_from_slice(b"\nendstream\nendobj\ntrailer<</Size 4/Root 1 0 R>>\n%%EOF\n");
        let found = inspect(Cursor::new(&bytes), FileKind::Pdf).unwrap();
        assert!(matches!(&found, Inspection::Held(causes) if causes.contains(&Cause::Unreadable)), "{word}: {found:?}");
    }
}
