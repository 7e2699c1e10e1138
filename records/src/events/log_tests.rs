#![allow(clippy::unwrap_used)]
use domain::people::PersonId;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::*;
use crate::db::EngineKind;
use crate::testing::{TestDatabase, each_engine, on_sqlite};

async fn a_school_with_five_events(database: &TestDatabase) -> SchoolId {
    let school = database.found("Hoa Sen").await;
    let lan = PersonId::new(Uuid::new_v4());
    for batch in [1, 3] {
        database
            .write(school, Some(lan), async move |work| {
                for n in 0..batch {
                    work.note_of_another_version("things.counted", json!({ "n": n, "chữ": "ệ" }));
                }
                Ok(())
            })
            .await
            .unwrap();
    }
    school
}

async fn verified(database: &TestDatabase, school: SchoolId) -> Result<Option<Head>, Flaw> {
    database.read(school, None, verify).await.unwrap()
}

#[tokio::test]
async fn a_chain_fits_together_and_says_what_happened() {
    each_engine(|database| async move {
        let school = a_school_with_five_events(&database).await;
        let other = database.found("Hoa Mai").await;
        let head = verified(&database, school).await.unwrap().unwrap();
        assert_eq!(head.seq, 5);
        assert_eq!(verified(&database, other).await.unwrap().unwrap().seq, 1);
        let all = database.read(school, None, async |work| since(work, 1, 10).await).await.unwrap();
        let said: Vec<_> = all.iter().map(|event| (event.seq, event.kind.as_str(), event.actor.is_some())).collect();
        assert_eq!(said, [2, 3, 4, 5].map(|seq| (seq, "things.counted", true)));
        assert_eq!(all[3].detail, r#"{"chữ":"ệ","n":2}"#);
        assert_eq!(all[3].hash, head.hash);
        assert_eq!(all[1].prev, all[0].hash);
    })
    .await;
}

#[test]
fn the_hash_is_over_the_documented_bytes() {
    let event = Entry {
        seq: 1,
        at: crate::testing::monday_morning(),
        actor: None,
        kind: "a.b".to_owned(),
        subject: Some(Uuid::from_u128(7)),
        detail: "{}".to_owned(),
        origin: None,
        prev: START.to_vec(),
        hash: Vec::new(),
    };
    let mut bytes = b"hoso event 1\n".to_vec();
    bytes.extend([0; 15]);
    bytes.push(9);
    bytes.extend([0, 0, 0, 0, 0, 0, 0, 1]);
    bytes.extend(1_793_581_200_i64.to_be_bytes());
    bytes.push(0);
    bytes.push(1);
    bytes.extend([0; 15]);
    bytes.push(7);
    bytes.extend([0, 0, 0, 0, 0, 0, 0, 3]);
    bytes.extend(b"a.b");
    bytes.extend([0, 0, 0, 0, 0, 0, 0, 2]);
    bytes.extend(b"{}");
    let school = SchoolId::new(Uuid::from_u128(9));
    let without = [bytes.as_slice(), &[0; 32]].concat();
    assert_eq!(digest(school, &event), Sha256::digest(&without).to_vec());
    // And where it is known from where: another form, with one text more.
    let event = Entry { origin: Some("::1 Firefox".to_owned()), ..event };
    bytes[11] = b'2';
    let with = [bytes.as_slice(), &[0, 0, 0, 0, 0, 0, 0, 11], b"::1 Firefox", &[0; 32]].concat();
    assert_eq!(digest(school, &event), Sha256::digest(&with).to_vec());
}

#[tokio::test]
async fn events_are_only_ever_added() {
    each_engine(|database| async move {
        let school = a_school_with_five_events(&database).await;
        let mut attacks = vec![
            "UPDATE events SET detail = '{}' WHERE seq = 2",
            "UPDATE events SET seq = seq + 100",
            "DELETE FROM events WHERE seq = 5",
            "DELETE FROM events",
        ];
        attacks.push(match database.db().engine() {
            EngineKind::Sqlite => {
                "INSERT OR REPLACE INTO events (school_id, seq, at, kind, detail, prev, hash) \
                 SELECT school_id, seq, at, kind, 'x', prev, hash FROM events WHERE seq = 2"
            }
            EngineKind::Postgres => "TRUNCATE events",
        });
        for attack in attacks {
            let attack = database.write_quietly(school, None, async move |work| work.tx.run(sql(attack)).await);
            assert_eq!(attack.await, Err(Error::Internal));
        }
        assert_eq!(verified(&database, school).await.unwrap().unwrap().seq, 5);
    })
    .await;
}

#[tokio::test]
async fn tampering_is_found() {
    on_sqlite(|database| async move {
        for (attack, seq, kind) in [
            ("UPDATE events SET detail = '{\"n\":9}' WHERE seq = 3", 3, FlawKind::Altered),
            ("UPDATE events SET at = '2026-11-02T01:00:01+00:00' WHERE seq = 3", 3, FlawKind::Altered),
            ("UPDATE events SET actor = NULL WHERE seq = 3", 3, FlawKind::Altered),
            ("UPDATE events SET subject = actor WHERE seq = 5", 5, FlawKind::Altered),
            ("UPDATE events SET origin = '10.0.0.9' WHERE seq = 3", 3, FlawKind::Altered),
            ("UPDATE events SET hash = zeroblob(32) WHERE seq = 3", 3, FlawKind::Altered),
            ("UPDATE events SET prev = hash WHERE seq = 3", 3, FlawKind::Unlinked),
            ("DELETE FROM events WHERE seq = 1", 1, FlawKind::Missing),
            ("DELETE FROM events WHERE seq = 4", 4, FlawKind::Missing),
            ("DELETE FROM events WHERE seq = 5", 4, FlawKind::Revision),
            ("DELETE FROM events", 0, FlawKind::Revision),
        ] {
            let school = a_school_with_five_events(&database).await;
            tamper(&database, school, attack).await;
            assert_eq!(verified(&database, school).await, Err(Flaw { seq, kind }), "{attack}");
        }
    })
    .await;
}

/// What with the file in hand and no program of ours could do.
async fn tamper(database: &TestDatabase, school: SchoolId, attack: &'static str) {
    let triggers = "CREATE TABLE mine AS SELECT * FROM events; DROP TABLE events; ALTER TABLE mine RENAME TO events;";
    database
        .write_quietly(school, None, async move |work| {
            let (guarded,): (i64,) = work.tx.one(sql("SELECT count(*) FROM sqlite_schema WHERE name = 'events_never_go'")).await?;
            if guarded > 0 {
                work.tx.script(triggers).await?;
            }
            let others = sql("UPDATE events SET school_id = $1 WHERE school_id <> $2");
            work.tx.run(others.bind(Uuid::new_v4()).bind(work.school)).await?;
            work.tx.script(attack).await
        })
        .await
        .unwrap();
}
