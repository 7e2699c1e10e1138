#![allow(clippy::unwrap_used)]
use serde_json::json;

use super::*;
use crate::testing::{TestDatabase, each_engine};

async fn works(database: &TestDatabase, school: SchoolId, entries: usize) {
    let write = async move |work: &mut Work| {
        for n in 0..entries {
            work.note_of_another_version("things.counted", json!({ "n": n }));
        }
        Ok(())
    };
    database.write(school, None, write).await.unwrap();
}

async fn signs(database: &TestDatabase, school: SchoolId, key: &SchoolKey) {
    let key = key.clone();
    database.write_quietly(school, None, async move |work: &mut Work| make(work, &key).await).await.unwrap();
}

async fn all(database: &TestDatabase, school: SchoolId) -> Vec<Checkpoint> {
    database.read(school, None, async |work: &mut Work| since(work, 0, 100).await).await.unwrap()
}

#[tokio::test]
async fn the_end_of_a_log_is_signed_once_and_counted_from_one() {
    each_engine(|database| async move {
        let (school, key) = (database.found("Hoa Sen").await, SchoolKey::make().unwrap());
        works(&database, school, 9).await;
        let unsigned = async |work: &mut Work| unsigned(work).await;
        assert_eq!(database.read(school, None, unsigned).await, Ok(10));
        signs(&database, school, &key).await;
        // The key has become known by it, which is an entry of its own.
        assert_eq!(database.read(school, None, unsigned).await, Ok(1));
        signs(&database, school, &key).await;
        signs(&database, school, &key).await;
        assert_eq!(database.read(school, None, unsigned).await, Ok(0));
        let signed = all(&database, school).await;
        assert_eq!(signed.iter().map(|one| (one.number, one.seq)).collect::<Vec<_>>(), [(1, 10), (2, 11)]);
        assert!(signed.iter().all(|one| one.is_signed(school)));
        // Under another school, or with another number, the signature is none.
        let other = database.found("Hoa Mai").await;
        assert!(!signed[0].is_signed(other));
        assert!(!Checkpoint { number: 2, ..signed[0].clone() }.is_signed(school));
        assert!(!Checkpoint { seq: 11, ..signed[0].clone() }.is_signed(school));
        assert_eq!(all(&database, other).await, []);
        database.keeps(school, &["checkpoints"]).await;
    })
    .await;
}

#[test]
fn the_signature_is_over_the_documented_bytes() {
    let school = SchoolId::new(uuid::Uuid::from_u128(9));
    let bytes = signed_bytes(school, 2, (300, crate::testing::monday_morning(), &[5; 32]));
    let mut expected = b"hoso checkpoint 1\n".to_vec();
    expected.extend([0; 15]);
    expected.push(9);
    expected.extend([0, 0, 0, 0, 0, 0, 0, 2]);
    expected.extend([0, 0, 0, 0, 0, 0, 1, 44]);
    expected.extend(1_793_581_200_i64.to_be_bytes());
    expected.extend([5; 32]);
    assert_eq!(bytes, expected);
}
