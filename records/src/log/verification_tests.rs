#![allow(clippy::unwrap_used)]
use domain::people::{PersonId, SchoolId};
use serde_json::json;
use uuid::Uuid;

use super::*;
use crate::{
    checkpoints::{self, Checkpoint},
    events::{Entry, FlawKind, rehashed},
    signing::SchoolKey,
    testing::{TestDatabase, each_engine, on_sqlite},
};

/// How long the log is in which every single line is tampered with.
const LONG: usize = 1000;

/// A school with a log of so many entries, of which the end is signed now and then.
async fn a_long_log(database: &TestDatabase, length: usize, key: &SchoolKey) -> SchoolId {
    let school = database.found("Hoa Sen").await;
    let lan = PersonId::new(Uuid::new_v4());
    let mut written = 1;
    while written < length {
        let some = 250.min(length - written);
        let write = async move |work: &mut Work| {
            for n in 0..some {
                work.note_of_another_version("things.counted", json!({ "n": n, "chữ": "ệ" }));
            }
            Ok(())
        };
        database.write(school, Some(lan), write).await.unwrap();
        sign(database, school, key).await;
        // The first signature made the key known, which is an entry too.
        written = usize::try_from(entries(database, school).await.last().unwrap().seq).unwrap();
    }
    school
}

async fn sign(database: &TestDatabase, school: SchoolId, key: &SchoolKey) {
    let key = key.clone();
    database.write_quietly(school, None, async move |work: &mut Work| checkpoints::make(work, &key).await).await.unwrap();
}

async fn entries(database: &TestDatabase, school: SchoolId) -> Vec<Entry> {
    database.read(school, None, async |work: &mut Work| events::since(work, 0, i64::MAX).await).await.unwrap()
}

/// The walk through an honest log: the place before each entry, and behind the last one.
fn walks(school: SchoolId, honest: &[Entry]) -> Vec<Walk> {
    let mut walks = vec![Walk::start(school)];
    for entry in honest {
        let mut next = walks.last().unwrap().clone();
        next.step(entry).unwrap();
        walks.push(next);
    }
    walks
}

/// The rest of a log as somebody left it, looked through from where it was honest, without a database.
fn looked_through(walk: &Walk, rest: Vec<Entry>, signed: &[Checkpoint], anchors: &[AnchorCode]) -> Result<Whole, Break> {
    let (before, school) = (walk.seq(), walk.school());
    let end = before + i64::try_from(rest.len()).unwrap();
    let passed = signed.iter().filter(|one| one.seq <= before).count();
    let (here, beyond) = signed[passed..].iter().cloned().partition(|one: &Checkpoint| one.seq <= end);
    let mut looked = Looked { walk: walk.clone(), school, checkpoints: i64::try_from(passed).unwrap(), anchors };
    looked.go_on(Page { entries: rest, checkpoints: here, revision: end })?;
    looked.end(&Page { entries: Vec::new(), checkpoints: beyond, revision: end })
}

/// What somebody with the database in hand does to the log at one place.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Edit,
    OtherPerson,
    OtherPlace,
    Delete,
    Insert,
    Swap,
    CutTail,
}

const DEEDS: [Deed; 7] = [Deed::Edit, Deed::OtherPerson, Deed::OtherPlace, Deed::Delete, Deed::Insert, Deed::Swap, Deed::CutTail];

/// What it leaves of `rest`, at whose first entry it is done; `None` where there is nothing to do. The numbers follow each other.
fn after(deed: Deed, rest: &[Entry]) -> Option<Vec<Entry>> {
    let first = rest.first()?;
    let mut log = rest.to_vec();
    match deed {
        Deed::Edit => log[0].detail = r#"{"n":9999}"#.to_owned(),
        Deed::OtherPerson => log[0].actor = Some(Uuid::from_u128(7)),
        Deed::OtherPlace => log[0].origin = Some("10.0.0.9 Chrome, Windows".to_owned()),
        Deed::Delete => drop(log.remove(0)),
        Deed::Insert => log.insert(0, Entry { detail: r#"{"n":-1}"#.to_owned(), ..first.clone() }),
        Deed::Swap if log.len() > 1 => log.swap(0, 1),
        Deed::Swap => return None,
        Deed::CutTail => log.clear(),
    }
    for (entry, seq) in log.iter_mut().zip(first.seq..) {
        entry.seq = seq;
    }
    Some(log)
}

#[tokio::test]
async fn every_single_edit_deletion_insertion_swap_and_cut_of_a_long_log_is_found_with_a_code_on_paper() {
    each_engine(|database| async move {
        let key = SchoolKey::make().unwrap();
        let school = a_long_log(&database, LONG, &key).await;
        let honest = entries(&database, school).await;
        assert_eq!(honest.len(), LONG);
        let (last, walks) = (honest.last().unwrap(), walks(school, &honest));
        let paper = [AnchorCode::of(last.at, last.seq, &last.hash)];
        assert!(looked_through(&walks[0], honest.clone(), &[], &paper).is_ok());
        for (at, entry) in honest.iter().enumerate() {
            // Three entries are enough: what is clumsy does not fit its neighbours.
            let rest = &honest[at..honest.len().min(at + 3)];
            for deed in DEEDS {
                let Some(clumsy) = after(deed, rest) else { continue };
                let is_cut = clumsy.is_empty();
                let found = looked_through(&walks[at], clumsy, &[], &paper).unwrap_err();
                if is_cut {
                    // Of a cut nothing tells but what is outside.
                    assert_eq!(found.kind, BreakKind::PaperBeyond(paper[0]), "{deed:?} {at}");
                } else {
                    assert!(matches!(found.kind, BreakKind::Chain(_)), "{deed:?} {at}: {found:?}");
                    assert!([entry.seq, entry.seq + 1].contains(&found.seq), "{deed:?} {at}: {found:?}");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_hashes_everything_anew_is_found_with_a_code_on_paper_and_only_with_it() {
    on_sqlite(|database| async move {
        let key = SchoolKey::make().unwrap();
        let school = a_long_log(&database, LONG, &key).await;
        let honest = entries(&database, school).await;
        let (last, walks) = (honest.last().unwrap(), walks(school, &honest));
        let paper = [AnchorCode::of(last.at, last.seq, &last.hash)];
        for at in 0..honest.len() {
            // Every place for one deed, and every deed for each thirtieth place: each hashes half of the log anew.
            let is_thirtieth = at % 30 == 0;
            for deed in DEEDS.into_iter().filter(|deed| is_thirtieth || matches!(deed, Deed::Edit)) {
                let Some(log) = after(deed, &honest[at..]) else { continue };
                let skilled = rehashed(school, log, &walks[at].hash());
                if is_thirtieth {
                    let bare = looked_through(&walks[at], skilled.clone(), &[], &[]);
                    assert!(bare.is_ok(), "a bare chain finds none of these");
                }
                let found = looked_through(&walks[at], skilled, &[], &paper).unwrap_err();
                assert!(matches!(found.kind, BreakKind::OtherThanPaper(_) | BreakKind::PaperBeyond(_)), "{deed:?} {at}: {found:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_has_the_database_without_the_key_is_found_by_what_the_key_has_signed() {
    each_engine(|database| async move {
        let key = SchoolKey::make().unwrap();
        let school = a_long_log(&database, 600, &key).await;
        let whole = verify(&database, school, &[]).await.unwrap().unwrap();
        let honest = entries(&database, school).await;
        let walks = walks(school, &honest);
        let signed = async |work: &mut Work| checkpoints::since(work, 0, i64::MAX).await;
        let signed = database.read(school, None, signed).await.unwrap();
        let last_signed = usize::try_from(signed.last().unwrap().seq).unwrap();
        assert_eq!(whole.checkpoints, i64::try_from(signed.len()).unwrap());
        assert_eq!(whole.entries, i64::try_from(honest.len()).unwrap());
        for at in (0..last_signed).step_by(41) {
            for deed in DEEDS {
                let Some(log) = after(deed, &honest[at..]) else { continue };
                let skilled = rehashed(school, log, &walks[at].hash());
                let found = looked_through(&walks[at], skilled, &signed, &[]).unwrap_err();
                let is_found = matches!(found.kind, BreakKind::SignedOtherwise | BreakKind::SignedBeyond);
                assert!(is_found, "{deed:?} {at}: {found:?}");
            }
        }
        // And whoever takes signed ends away, or signs with a key of their own.
        let some_gone = [&signed[..1], &signed[2..]].concat();
        let found = looked_through(&walks[0], honest.clone(), &some_gone, &[]).unwrap_err();
        assert_eq!(found.kind, BreakKind::SignedGone);
        let stranger = Some(SchoolKey::make().unwrap().public());
        let of_a_stranger: Vec<Checkpoint> = signed.iter().map(|one| Checkpoint { key: stranger, ..one.clone() }).collect();
        assert_eq!(looked_through(&walks[0], honest, &of_a_stranger, &[]).unwrap_err().kind, BreakKind::NotSigned);
    })
    .await;
}

#[tokio::test]
async fn a_log_that_goes_on_keeps_every_code_that_was_ever_printed() {
    each_engine(|database| async move {
        let key = SchoolKey::make().unwrap();
        let school = database.found("Hoa Sen").await;
        let mut printed = Vec::new();
        for n in 0..30 {
            let write = async move |work: &mut Work| {
                work.note_of_another_version("things.counted", json!({ "n": n }));
                Ok(())
            };
            database.write(school, None, write).await.unwrap();
            let anchor = async |work: &mut Work| crate::log::anchor(work).await;
            printed.push(database.read(school, None, anchor).await.unwrap().unwrap());
            if n % 7 == 0 {
                sign(&database, school, &key).await;
            }
        }
        let whole = verify(&database, school, &printed).await.unwrap().unwrap();
        assert_eq!(whole.checkpoints, 5);
        assert_eq!(whole.anchor, printed.last().copied());
        // A paper of another school's log fits nothing here.
        let other = database.found("Hoa Mai").await;
        assert_eq!(
            verify(&database, other, &printed[..1]).await.unwrap(),
            Err(Break { seq: 2, at: None, kind: BreakKind::PaperBeyond(printed[0]) })
        );
    })
    .await;
}

#[tokio::test]
async fn what_somebody_does_with_the_file_in_hand_is_found_in_the_database_itself() {
    on_sqlite(|database| async move {
        let key = SchoolKey::make().unwrap();
        for (attack, seq, kind) in [
            ("UPDATE events SET detail = '{}' WHERE seq = 37", 37, BreakKind::Chain(FlawKind::Altered)),
            ("UPDATE events SET origin = NULL, actor = NULL WHERE seq = 37", 37, BreakKind::Chain(FlawKind::Altered)),
            ("DELETE FROM events WHERE seq = 37", 37, BreakKind::Chain(FlawKind::Missing)),
            ("DELETE FROM events WHERE seq > 37", 50, BreakKind::SignedBeyond),
            ("DELETE FROM checkpoints WHERE number = 1", 51, BreakKind::SignedGone),
            ("UPDATE checkpoints SET signature = zeroblob(64) WHERE number = 1", 50, BreakKind::NotSigned),
            ("UPDATE checkpoints SET hash = zeroblob(32) WHERE number = 1", 50, BreakKind::NotSigned),
        ] {
            let school = a_long_log(&database, 50, &key).await;
            sign(&database, school, &key).await;
            assert!(verify(&database, school, &[]).await.unwrap().is_ok());
            tamper(&database, school, attack).await;
            let found = verify(&database, school, &[]).await.unwrap().unwrap_err();
            assert_eq!((found.seq, found.kind), (seq, kind), "{attack}");
        }
    })
    .await;
}

/// As somebody who has the file begins: with the triggers gone.
async fn tamper(database: &TestDatabase, school: SchoolId, attack: &'static str) {
    let triggers = "DROP TRIGGER IF EXISTS events_never_change; DROP TRIGGER IF EXISTS events_never_go; \
         DROP TRIGGER IF EXISTS checkpoints_stay; DROP TRIGGER IF EXISTS checkpoints_remain;";
    let attack = async move |work: &mut Work| {
        work.tx.script(triggers).await?;
        work.tx.script(attack).await
    };
    database.write_quietly(school, None, attack).await.unwrap();
}
