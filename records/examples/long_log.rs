//! Lengthens the log of the demo of a data folder to a million entries, as if its people had opened records for years; the program is
//! stopped meanwhile: `cargo run --release -p records --features demo,testing --example long_log DATA`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a tool of measurements may stop at the first surprise")]

use std::path::PathBuf;

use chrono::TimeDelta;
use domain::{days::Timestamp, ids::SubmissionId, log::Origin, obligations::ObligationId, people::PersonId};
use records::{Clock, Database, DatabaseLocation, FactStore, Work, checkpoints, demo, events::Event, origin, signing::SchoolKey};

/// How long the log is at the end.
const ENTRIES: i64 = 1_000_000;
/// So many are written by one person at once.
const TOGETHER: i64 = 2_000;
/// After all that the demo has lived; each write comes two hours after the one before.
const NOW: &str = "2026-11-25T14:40:00+07:00";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let folder = PathBuf::from(std::env::args_os().nth(1).expect("the data folder"));
    let now: Timestamp = NOW.parse().unwrap();
    let (clock, hand) = Clock::manual(now);
    let database = Database::open(&DatabaseLocation::File(folder.join("hoso.db")), clock).await.expect("the database opens");
    let school = demo::exists(&database).await.unwrap().expect("the demo is there");
    let store = FactStore::default();
    let facts = database.read(school, None, async move |work: &mut Work| store.facts(work).await).await.unwrap();
    let versions: Vec<(ObligationId, SubmissionId)> =
        facts.obligations.iter().filter_map(|one| Some((one.id, one.handed_in.as_ref()?.submission))).collect();
    let people: Vec<PersonId> = facts.organisation().people.iter().map(|one| one.id).collect();
    let key = SchoolKey::make().unwrap();
    let (mut written, mut turn) = (facts.revision, 0_usize);
    while written < ENTRIES {
        let (some, person) = (TOGETHER.min(ENTRIES - written), people[turn % people.len()]);
        let looked_at = versions.clone();
        let first = usize::try_from(written).unwrap();
        let write = async move |work: &mut Work| {
            for n in 0..usize::try_from(some).unwrap() {
                let (obligation, submission) = looked_at[(first + n * 7) % looked_at.len()];
                // Mostly views, and among them whatever else happens every day.
                match n % 10 {
                    0 => work.note(Event::SessionBegun { person }),
                    1 => work.note(Event::SessionEnded { person }),
                    _ => work.note(Event::RecordSeen { obligation, submission, version: 1 }),
                }
            }
            Ok(())
        };
        let from = Origin::new(format!("192.168.1.{}", turn % 200), "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0.0.0");
        origin::within(from, database.write(school, Some(person), write)).await.unwrap();
        let key = key.clone();
        database.write_quietly(school, None, async move |work: &mut Work| checkpoints::make(work, &key).await).await.unwrap();
        hand.advance(TimeDelta::hours(2));
        (written, turn) = (written + some, turn + 1);
    }
    println!("{written} entries, {}", database.now().to_rfc3339());
    database.close().await;
}
