#![allow(clippy::unwrap_used)]
use std::time::Instant;

use chrono::TimeDelta;

use super::*;
use crate::events::Event;
use crate::new_id;
use crate::testing::{TestDatabase, each_engine, monday_morning, on_sqlite};

async fn name(database: &Database, school: SchoolId) -> String {
    let name = database.read(school, None, async |work| {
        work.tx.one::<(String,)>(sql("SELECT name FROM schools WHERE id = $1").bind(work.school)).await
    });
    name.await.unwrap().0
}

async fn rename(work: &mut Work, name: &str) -> Result<(), Error> {
    work.tx.run(sql("UPDATE schools SET name = $1 WHERE id = $2").bind(name).bind(work.school)).await?;
    work.note(Event::SchoolRenamed { name });
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_at_once_each_load_decide_and_save_and_nothing_is_lost() {
    each_engine(|database| async move {
        let school = database.found("0").await;
        let tasks: Vec<_> = (0..40).map(|_| tokio::spawn(count_up(database.database.clone(), school))).collect();
        for task in tasks {
            assert_eq!(task.await.unwrap(), Ok(()));
        }
        assert_eq!(name(&database, school).await, "40");
        let head = database.read(school, None, events::verify).await.unwrap().unwrap().unwrap();
        assert_eq!(head.seq, 41);
    })
    .await;
}

async fn count_up(database: Database, school: SchoolId) -> Result<(), Error> {
    database
        .write(school, None, async |work| {
            let load = sql("SELECT name FROM schools WHERE id = $1").bind(work.school);
            let (count,): (String,) = work.tx.one(load).await?;
            tokio::task::yield_now().await;
            let next = count.parse::<i64>().unwrap() + 1;
            rename(work, &next.to_string()).await
        })
        .await
}

#[tokio::test]
async fn an_error_takes_everything_back() {
    each_engine(|database| async move {
        let school = database.found("Hoa Sen").await;
        let failed: Result<(), Error> = database
            .write(school, None, async |work| {
                rename(work, "Hoa Mai").await?;
                Err(Error::Unavailable)
            })
            .await;
        assert_eq!(failed, Err(Error::Unavailable));
        assert_eq!(name(&database, school).await, "Hoa Sen");
        assert_eq!(database.read(school, None, async |work| work.revision().await).await, Ok(1));
    })
    .await;
}

#[tokio::test]
async fn a_panic_takes_everything_back_and_the_office_works_on() {
    each_engine(|database| async move {
        let school = database.found("Hoa Sen").await;
        let failed: Result<(), Error> = database
            .write(school, None, async |work| {
                rename(work, "Hoa Mai").await?;
                panic!("on purpose")
            })
            .await;
        assert_eq!(failed, Err(Error::Internal));
        assert_eq!(name(&database, school).await, "Hoa Sen");
        database.write(school, None, async |work| rename(work, "Hoa Đào").await).await.unwrap();
        assert_eq!(name(&database, school).await, "Hoa Đào");
    })
    .await;
}

#[tokio::test]
async fn a_caller_who_goes_away_does_not_stop_the_work() {
    each_engine(|database| async move {
        let school = database.found("Hoa Sen").await;
        let mut heard = database.subscribe();
        let slow = database.write(school, None, async |work| {
            rename(work, "Hoa Mai").await?;
            tokio::time::sleep(Duration::from_millis(50)).await;
            rename(work, "Hoa Đào").await
        });
        assert!(timeout(Duration::from_millis(10), slow).await.is_err(), "the caller waits no longer");
        assert_eq!(heard.recv().await.unwrap().kinds, ["schools.renamed"; 2]);
        assert_eq!(name(&database, school).await, "Hoa Đào");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_begin_that_is_given_up_leaves_no_transaction_behind() {
    each_engine(|database| async move {
        let school = database.found("Hoa Sen").await;
        for micros in 0..200 {
            let _ = timeout(Duration::from_micros(micros), database.db().begin_write(school)).await;
            let _ = timeout(Duration::from_micros(micros), database.db().begin_read()).await;
        }
        database.write(school, None, async |work| rename(work, "Hoa Mai").await).await.unwrap();
        assert_eq!(name(&database, school).await, "Hoa Mai");
    })
    .await;
}

#[tokio::test]
async fn no_change_without_an_event() {
    each_engine(|database| async move {
        let school = database.found("Hoa Sen").await;
        let silent = async |work: &mut Work| {
            work.tx.run(sql("UPDATE schools SET name = 'x' WHERE id = $1").bind(work.school)).await.map(drop)
        };
        assert_eq!(database.write(school, None, silent).await, Err(Error::Internal));
        let returning = async |work: &mut Work| {
            let update = sql("UPDATE schools SET name = 'x' WHERE id = $1 RETURNING name").bind(work.school);
            work.tx.one::<(String,)>(update).await.map(drop)
        };
        assert_eq!(database.write(school, None, returning).await, Err(Error::Internal));
        assert_eq!(name(&database, school).await, "Hoa Sen");
        let nothing = async |work: &mut Work| work.revision().await;
        assert_eq!(database.write(school, None, nothing).await, Ok(1), "doing nothing needs no event");
        database.write_quietly(school, None, silent).await.unwrap();
        assert_eq!(name(&database, school).await, "x");
    })
    .await;
}

#[tokio::test]
async fn a_reader_cannot_write() {
    each_engine(|database| async move {
        let school = database.found("Hoa Sen").await;
        let write = database.read(school, None, async |work| rename(work, "Hoa Mai").await);
        assert_eq!(write.await, Err(Error::Internal));
        assert_eq!(name(&database, school).await, "Hoa Sen");
    })
    .await;
}

#[tokio::test]
async fn a_failed_statement_cannot_be_hidden() {
    each_engine(|database| async move {
        let school = database.found("Hoa Sen").await;
        let hidden = database.write(school, None, async |work| {
            rename(work, "Hoa Mai").await?;
            let twice = sql("INSERT INTO schools (id, name, revision) VALUES ($1, 'x', 0)").bind(work.school);
            assert!(work.tx.run(twice).await.unwrap_err().is_taken("schools", "id"));
            Ok(())
        });
        assert_eq!(hidden.await, Err(Error::Internal));
        assert_eq!(name(&database, school).await, "Hoa Sen");
    })
    .await;
}

#[tokio::test]
async fn a_school_that_is_not_there_has_no_events() {
    each_engine(|database| async move {
        let nowhere = new_id();
        let note = database.write(nowhere, None, async |work| {
            work.note(Event::SchoolRenamed { name: "Hoa Mai" });
            Ok(())
        });
        assert!(note.await.is_err());
    })
    .await;
}

#[tokio::test]
async fn now_is_whole_and_never_runs_backwards() {
    each_engine(|database| async move {
        let school = database.found("Hoa Sen").await;
        let now = async |database: &TestDatabase| database.read(school, None, async |work| Ok(work.now)).await.unwrap();
        assert_eq!(now(&database).await, monday_morning());
        database.hand.advance(TimeDelta::hours(1));
        let later = monday_morning() + TimeDelta::hours(1);
        assert_eq!(now(&database).await, later);
        database.write(school, None, async |work| rename(work, "Hoa Mai").await).await.unwrap();
        database.hand.set(monday_morning() - TimeDelta::days(3650));
        assert_eq!(now(&database).await, later, "the clock was set back");

        // Another process, or this one after a restart, with a clock that is behind.
        let second = TestDatabase::open(database.place.clone()).await;
        assert_eq!(now(&second).await, later);
        second.hand.set(later + TimeDelta::minutes(5));
        second.write(school, None, async |work| rename(work, "Hoa Đào").await).await.unwrap();
        let first = database.write(school, None, async |work| {
            rename(work, "Hoa Lan").await?;
            Ok(work.now)
        });
        assert_eq!(first.await, Ok(later + TimeDelta::minutes(5)), "not before the school's last event");
        second.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_snapshot_does_not_change_while_it_is_read() {
    each_engine(|database| async move {
        let school = database.found("Hoa Sen").await;
        let writer = database.database.clone();
        let revisions = database.read(school, None, async move |work| {
            let before = work.revision().await?;
            writer.write(school, None, async |work| rename(work, "Hoa Mai").await).await?;
            Ok((before, work.revision().await?))
        });
        assert_eq!(revisions.await, Ok((1, 1)));
        assert_eq!(name(&database, school).await, "Hoa Mai");
    })
    .await;
}

#[tokio::test]
async fn a_store_keeps_its_name() {
    each_engine(|database| async move {
        let second = TestDatabase::open(database.place.clone()).await;
        assert_eq!(second.store(), database.store());
        second.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_damaged_database_takes_nothing_more() {
    on_sqlite(|database| async move {
        let school = database.found("Hoa Sen").await;
        database.db().raise_alarm();
        let write = database.write(school, None, async |work| rename(work, "Hoa Mai").await);
        assert_eq!(write.await, Err(Error::Unavailable));
        assert_eq!(name(&database, school).await, "Hoa Sen");
    })
    .await;
}

/// `cargo test -p records --release -- --ignored --nocapture how_long`
#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures"]
async fn how_long_work_takes() {
    each_engine(|database| async move {
        let school = database.found("Hoa Sen").await;
        let mut reads = Vec::new();
        let mut writes = Vec::new();
        for _ in 0..3000 {
            let start = Instant::now();
            name(&database, school).await;
            reads.push(start.elapsed());
        }
        for _ in 0..500 {
            let start = Instant::now();
            database.write(school, None, async |work| rename(work, "Hoa Mai").await).await.unwrap();
            writes.push(start.elapsed());
        }
        for (what, times) in [("read", &mut reads), ("write", &mut writes)] {
            times.sort();
            let at = |percent: usize| times[times.len() * percent / 100];
            println!("{:?} {what}: p50 {:?}, p90 {:?}, p99 {:?}", database.db().engine(), at(50), at(90), at(99));
        }
    })
    .await;
}
