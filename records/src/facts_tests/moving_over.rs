//! A school in which everything has happened moves from either engine to either, and is the same.

use std::io::Cursor;

use domain::days::Timestamp;

use super::*;
use crate::{
    Clock, DatabaseLocation, log, moving,
    testing::{Outcome, each_place, monday_morning},
};

/// What a database that nobody uses holds, as a file.
async fn exported(place: &DatabaseLocation) -> Vec<u8> {
    let mut file = Vec::new();
    let digests = moving::export(place, &mut file).await.unwrap();
    assert_eq!(moving::look(&mut Cursor::new(&file)).unwrap(), digests);
    file
}

pub(super) async fn to_either_engine(database: &TestDatabase, school: SchoolId) {
    let before = loaded(database, school).await;
    let whole = log::verify(database, school, &[]).await.unwrap().unwrap();
    database.close().await;
    let file = exported(&database.place).await;
    let filled = moving::look(&mut Cursor::new(&file)).unwrap().tables.iter().filter(|one| one.rows > 0).count();
    assert!(filled > 90, "the story touches nearly every table: {filled}");
    let (store, now) = (database.store(), database.machine_time());
    // In a runtime of its own: a story that runs in a task cannot hold a closure that may be called for every place.
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let moves = move || runtime().block_on(moves_and_stays(&file, (school, store, now), &before, whole));
    std::thread::Builder::new().stack_size(16 << 20).spawn(moves).unwrap().join().unwrap();
}

async fn moves_and_stays(file: &[u8], (school, store, now): (SchoolId, Uuid, Timestamp), before: &Facts, whole: log::Whole) {
    each_place(async |place: DatabaseLocation| -> Outcome {
        moving::import(&mut Cursor::new(file), &place, monday_morning()).await.unwrap();
        let (clock, hand) = Clock::manual(now);
        let database = Database::open(&place, clock).await.unwrap();
        let moved = TestDatabase { database, hand, place: place.clone() };
        assert_eq!(loaded(&moved, school).await, *before);
        assert_eq!(log::verify(&moved, school, &[]).await.unwrap().unwrap(), whole);
        assert_eq!(moved.store(), store);
        moved.keeps(school, &["lock_orders", "submissions", "signatures"]).await;
        moved.close().await;
        assert!(exported(&place).await == file, "what was moved is the same to the letter");
        Ok(())
    })
    .await;
}
