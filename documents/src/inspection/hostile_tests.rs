#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{collections::BTreeSet, io::Cursor, time::Instant};

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
