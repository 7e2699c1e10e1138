#![allow(clippy::unwrap_used, clippy::expect_used)]
use chrono::{DateTime, Utc};
use domain::{files::StoredFile, locks::LockForm, scope::ScopeForm};

use super::*;
use crate::{
    drafts, locks, schedule,
    testing::{
        TestDatabase, each_engine,
        school::{SmallSchool, paper},
    },
    uploads,
};

const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";
const OTHER: &str = "Giáo án tuần 11 · Lớp 4A";

/// What waits for the record: how many files, and the words.
async fn waits(school: &SmallSchool, title: &str) -> (usize, Option<String>) {
    let (hoa, record) = (school.hoa, school.record(title).await.id);
    let look = async move |work: &mut Work| {
        let files: Vec<(uploads::UploadId, StoredFile)> = uploads::waiting(work, hoa, record).await?;
        Ok((files.len(), drafts::load(work, hoa, record).await?))
    };
    school.database.read(school.id, None, look).await.unwrap()
}

async fn goes_round(school: &SmallSchool, when: &str) -> DateTime<Utc> {
    let now = school.at(when);
    let note = async |work: &mut Work| schedule::note_due(work, &FactStore::default()).await;
    school.database.write_quietly(school.id, None, note).await.unwrap();
    now
}

#[tokio::test]
async fn what_waits_for_a_record_that_is_shut_waits_until_a_day_after_it_is_opened() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        let (hoa, store) = (school.hoa, school.store.clone());
        for (title, content) in [(PLAN, 2), (OTHER, 3)] {
            let record = school.record(title).await.id;
            let leave = async move |work: &mut Work| {
                uploads::add(work, hoa, record, &paper("Bản sửa.docx", content), work.now).await?;
                drafts::save(work, hoa, record, "Đang gõ").await
            };
            database.write_quietly(school.id, Some(hoa), leave).await.unwrap();
        }
        let form = LockForm {
            scope: ScopeForm { weeks: "10".to_owned(), ..ScopeForm::default() },
            until_day: "09/11/2026".to_owned(),
            until_hour: "08:00".to_owned(),
            reason: "Chốt hồ sơ".to_owned(),
            ..LockForm::empty()
        };
        let by = school.nguyet;
        let give = async move |work: &mut Work| {
            let plan = form.parse(&store.facts(work).await?.regime, work.now).unwrap();
            let seen = locks::outlook(work, &store, by, &plan).await?.seen().to_owned();
            locks::order(work, &store, &form, &seen).await
        };
        database.write(school.id, Some(by), give).await.unwrap().unwrap();
        let both = (1, Some("Đang gõ".to_owned()));
        goes_round(&school, "2026-11-05T20:00:00+07:00").await;
        goes_round(&school, "2026-11-06T09:30:00+07:00").await;
        assert_eq!(waits(&school, PLAN).await, both);
        assert_eq!(waits(&school, OTHER).await, (0, None), "week 11 is not shut");
        // The server is off for two days; what waited when the record was shut waits still.
        goes_round(&school, "2026-11-08T18:00:00+07:00").await;
        assert_eq!(waits(&school, PLAN).await, both);
        goes_round(&school, "2026-11-09T07:59:00+07:00").await;
        goes_round(&school, "2026-11-10T07:00:00+07:00").await;
        assert_eq!(waits(&school, PLAN).await, both, "a day after it is opened");
        goes_round(&school, "2026-11-10T08:00:00+07:00").await;
        assert_eq!(waits(&school, PLAN).await, (0, None));
    })
    .await;
}
