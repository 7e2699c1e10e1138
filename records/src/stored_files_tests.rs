#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::files::StoredFile;

use super::*;
use crate::{
    testing::{
        TestDatabase, each_engine,
        school::{SmallSchool, paper},
    },
    uploads,
};

const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";

async fn sizes(database: &TestDatabase, part: u8) -> Vec<u64> {
    named(database, part).await.unwrap().into_values().map(|file| file.size).collect()
}

#[tokio::test]
async fn versions_and_what_waits_name_their_files_over_all_schools() {
    each_engine(|database: TestDatabase| async move {
        let file = |first: u8, last: u8, size: u64| {
            let mut hash = [0; 32];
            (hash[0], hash[31]) = (first, last);
            StoredFile { sha256: Sha256::new(hash), size, ..paper("Giáo án.docx", 1) }
        };
        let (here, there) = (SmallSchool::found(&database).await, SmallSchool::found(&database).await);
        let mut kept = Vec::new();
        for school in [&here, &there] {
            school.at("2026-11-05T16:00:00+07:00");
            let (person, id) = (school.hoa, school.record(PLAN).await.id);
            // The same content in both schools, and one of its own at each end of the part.
            for file in [file(0x4a, 0, 10), file(0x4a, 255, 20), file(0x4b, 0, 30), file(255, 255, 40)] {
                let add = async move |work: &mut Work| uploads::add(work, person, id, &file, work.now).await;
                kept.push(database.write_quietly(school.id, Some(person), add).await.unwrap());
            }
        }
        assert_eq!(sizes(&database, 0x4a).await, [10, 20]);
        assert_eq!((sizes(&database, 0x4b).await, sizes(&database, 255).await), (vec![30], vec![40]));
        assert_eq!(sizes(&database, 0x49).await, [0; 0]);

        let both: Vec<_> = named(&database, 0x4b).await.unwrap().into_values().map(|file| file.schools).collect();
        assert_eq!(both, [BTreeSet::from([here.id, there.id])]);

        // Taken off in one school, it waits in the other still.
        for (school, index) in [(&here, 0), (&there, 4)] {
            assert_eq!(sizes(&database, 0x4a).await, [10, 20]);
            let (person, id, upload) = (school.hoa, school.record(PLAN).await.id, kept[index]);
            let remove = async move |work: &mut Work| uploads::remove(work, person, id, upload).await;
            database.write_quietly(school.id, Some(person), remove).await.unwrap();
        }
        assert_eq!(sizes(&database, 0x4a).await, [20]);

        // What is handed in stays named, whatever was uploaded goes after a day.
        here.hand_in(here.hoa, PLAN).await.unwrap();
        here.at("2026-11-06T16:00:01+07:00");
        assert_eq!((sizes(&database, 0x4a).await, sizes(&database, 255).await), (vec![], vec![]));
        let mut all = 0;
        for part in 0..=u8::MAX {
            all += sizes(&database, part).await.len();
        }
        assert_eq!(all, 1);
    })
    .await;
}

#[tokio::test]
async fn what_was_uploaded_is_remembered_also_after_it_was_taken_off() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T16:00:00+07:00");
        let file = StoredFile { sha256: Sha256::new([0x4a; 32]), ..paper("Giáo án.docx", 1) };
        let (person, id, sent) = (school.hoa, school.record(PLAN).await.id, file.clone());
        let add = async move |work: &mut Work| uploads::add(work, person, id, &sent, work.now).await;
        let upload = database.write_quietly(school.id, Some(person), add).await.unwrap();
        let remove = async move |work: &mut Work| uploads::remove(work, person, id, upload).await;
        database.write_quietly(school.id, Some(person), remove).await.unwrap();
        school.at("2026-11-12T16:00:00+07:00");
        assert!(named(&database, 0x4a).await.unwrap().is_empty());
        assert_eq!(uploaded(&database, 0x4a).await.unwrap(), BTreeSet::from([file.sha256]));
        assert!(uploaded(&database, 0x4b).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_database_knows_on_which_days_it_was_in_use() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        // Nothing happens between the two plans, and nothing after the second.
        for (moment, plan) in [("2026-11-05T16:00:00+07:00", PLAN), ("2026-11-20T09:00:00+07:00", "Giáo án tuần 11 · Lớp 4A")]
        {
            school.at(moment);
            school.hand_in(school.hoa, plan).await.unwrap();
        }
        for (moment, known) in [
            ("2020-01-01T00:00:00+07:00", false),
            ("2026-11-05T16:00:00+07:00", true),
            ("2026-11-06T16:00:00+07:00", true),
            ("2026-11-06T16:00:01+07:00", false),
            ("2026-11-20T08:59:59+07:00", false),
            ("2026-11-20T09:00:00+07:00", true),
            ("2026-11-21T09:00:00+07:00", true),
            ("2026-11-21T09:00:01+07:00", false),
        ] {
            assert_eq!(was_in_use(&database, moment.parse().unwrap()).await.unwrap(), known, "{moment}");
        }
    })
    .await;
}
