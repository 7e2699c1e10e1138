#![allow(clippy::unwrap_used)]
use serde_json::json;
use tokio::time::timeout;

use super::*;
use crate::database::Database;
use crate::testing::{TestDatabase, each_engine, on_postgres};

async fn count(database: &Database, school: SchoolId) {
    let note = database.write(school, None, async |work| {
        work.note_of_another_version("things.counted", json!({}));
        work.note_of_another_version("things.counted", json!({}));
        Ok(())
    });
    note.await.unwrap();
}

#[test]
fn a_notice_is_understood_by_the_other_process() {
    let process = Uuid::from_u128(1);
    let announcement =
        Announcement { school: SchoolId::new(Uuid::new_v4()), seq: 7, kinds: vec!["a.b".to_owned(), "c.d".to_owned()] };
    assert_eq!(Announcement::read(&announcement.message(process)), Some((process, announcement.clone())));
    let long = Announcement { kinds: vec!["a.b".to_owned(); 5000], ..announcement.clone() };
    let everything = Announcement { kinds: Vec::new(), ..announcement };
    assert_eq!(Announcement::read(&long.message(process)), Some((process, everything)));
    assert_eq!(Announcement::read("hello"), None);
}

#[tokio::test]
async fn what_is_committed_is_announced_once() {
    each_engine(|database| async move {
        let school = database.found("Hoa Sen").await;
        let mut heard = database.subscribe();
        count(&database, school).await;
        let announcement = heard.recv().await.unwrap();
        assert_eq!(announcement, Announcement { school, seq: 3, kinds: vec!["things.counted".to_owned(); 2] });
        assert!(heard.try_recv().is_err());
    })
    .await;
}

#[tokio::test]
async fn another_process_hears_it_once_and_notices_a_lost_notice() {
    on_postgres(|database| async move {
        let school = database.found("Hoa Sen").await;
        let second = TestDatabase::open(database.place.clone()).await;
        let (mut here, mut there) = (database.subscribe(), second.subscribe());
        // Its first look takes a moment.
        sleep(Duration::from_millis(300)).await;
        count(&database, school).await;
        let announcement = Announcement { school, seq: 3, kinds: vec!["things.counted".to_owned(); 2] };
        let soon = Duration::from_secs(5);
        assert_eq!(timeout(soon, here.recv()).await.unwrap().unwrap(), announcement);
        assert_eq!(timeout(soon, there.recv()).await.unwrap().unwrap(), announcement);
        sleep(Duration::from_millis(100)).await;
        assert!(here.try_recv().is_err() && there.try_recv().is_err(), "once");

        // The connections that listen are cut; what is committed meanwhile is found by looking.
        let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'";
        database.write_quietly(school, None, async move |work| work.tx.all::<(i64,)>(sql(cut)).await).await.unwrap();
        count(&database, school).await;
        let heard = timeout(Duration::from_secs(20), there.recv()).await.unwrap().unwrap();
        assert_eq!((heard.school, heard.seq), (school, 5));
        second.close().await;
    })
    .await;
}
