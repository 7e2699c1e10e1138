#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::HashMap;

use domain::file_text::{FileText, Place};

use super::*;

fn hash(number: usize) -> Sha256 {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&number.to_be_bytes());
    Sha256::new(bytes)
}

/// A number of paragraphs, all where they were.
fn places(count: u32) -> Arc<MovedPlaces> {
    let found: HashMap<Place, Place> = (1..=count).map(|number| (Place::Paragraph(number), Place::Paragraph(number))).collect();
    Arc::new(MovedPlaces::new(&FileText::default(), found))
}

#[test]
fn what_was_asked_for_longest_ago_makes_room() {
    let moved = Moved::default();
    let pair = |number| (hash(number), hash(0));
    for number in 1..=MAX_PAIRS {
        moved.keep(pair(number), places(1));
    }
    assert_eq!(moved.get(pair(1)), Some(places(1)), "and it stays longer for that");
    moved.keep(pair(MAX_PAIRS + 1), places(1));
    assert_eq!((moved.get(pair(1)), moved.get(pair(2))), (Some(places(1)), None));
    assert_eq!(moved.get((hash(0), hash(1))), None, "the other way round is another pair");
    moved.keep(pair(3), places(2));
    assert_eq!((moved.get(pair(3)), moved.kept().len()), (Some(places(2)), MAX_PAIRS), "a pair is kept once");
    moved.retain(|sha256| sha256 != hash(3));
    assert_eq!((moved.get(pair(3)), moved.get(pair(4))), (None, Some(places(1))));
}

#[test]
fn large_files_make_room_by_their_places() {
    let moved = Moved::default();
    let half = places(u32::try_from(MAX_PLACES / 2).unwrap());
    for number in 1..=3 {
        moved.keep((hash(number), hash(0)), half.clone());
    }
    assert_eq!((moved.get((hash(1), hash(0))), moved.kept().len()), (None, 2));
    moved.keep((hash(4), hash(0)), places(u32::try_from(MAX_PLACES + 1).unwrap()));
    let [second, third, fourth] = [2, 3, 4].map(|number| moved.get((hash(number), hash(0))).is_some());
    assert!(second && third && !fourth, "what does not fit is not kept, and pushes nothing out");
    moved.keep((hash(3), hash(0)), places(u32::try_from(MAX_PLACES + 1).unwrap()));
    assert_eq!((moved.get((hash(3), hash(0))), moved.kept().len()), (None, 1), "nor does what it was before stay");
}
