#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    files::StoredFile,
    inspection::{InspectedFile, Inspection},
    people::PersonId,
};

use super::*;
use crate::testing::{each_engine, school::SmallSchool};

/// Of cô Thủy, who teaches 4B; cô Ấm heads the department, cô Hoa teaches 4A.
const BEFORE: &str = "Giáo án tuần 10 · Lớp 4B";
const NOW: &str = "Giáo án tuần 11 · Lớp 4B";

async fn begins(school: &SmallSchool, by: PersonId, title: &str, version: SubmissionId) -> Result<usize, Error> {
    let (store, id) = (school.store.clone(), school.record(title).await.id);
    let begin = async move |work: &mut Work| begin_with(work, &store, id, version).await;
    school.database.write_quietly(school.id, Some(by), begin).await
}

async fn waiting(school: &SmallSchool, by: PersonId, title: &str) -> Vec<String> {
    let id = school.record(title).await.id;
    let waiting = async move |work: &mut Work| uploads::waiting(work, by, id).await;
    let waiting = school.database.read(school.id, None, waiting).await.unwrap();
    waiting.into_iter().map(|(_, file)| file.name.to_string()).collect()
}

#[tokio::test]
async fn the_files_of_last_week_wait_for_this_one_once_and_for_whoever_may_open_them() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.thuy, BEFORE).await.unwrap();
        let version = school.record(BEFORE).await.handed_in.unwrap().submission;
        assert_eq!(begins(&school, school.hoa, NOW, version).await, Err(Error::Refused(Refusal::NotYoursToHandIn)));
        // What cô Hoa may not open she does not begin with in her own class either.
        let own = "Giáo án tuần 11 · Lớp 4A";
        assert_eq!(begins(&school, school.hoa, own, version).await, Err(Error::NotFound));
        // What nobody has looked into goes no further.
        let pending = begins(&school, school.thuy, NOW, version).await;
        assert!(matches!(pending, Err(Error::Refused(Refusal::Inspection(InspectionRefusal::Pending { .. })))), "{pending:?}");
        let files = files_of(&school, version).await;
        let found: Vec<_> = files.iter().map(|file| InspectedFile { file: file.clone(), inspection: Inspection::Clean }).collect();
        let looked = async move |work: &mut Work| inspections::note(work, &found).await;
        school.database.write_quietly(school.id, None, looked).await.unwrap();
        let files: Vec<_> = files.into_iter().map(|file| file.name.to_string()).collect();
        assert_eq!(begins(&school, school.thuy, NOW, version).await, Ok(files.len()));
        assert_eq!(begins(&school, school.thuy, NOW, version).await, Ok(0), "what waits already waits once");
        assert_eq!(waiting(&school, school.thuy, NOW).await, files);
        assert_eq!(begins(&school, school.thuy, BEFORE, version).await, Err(Error::NotFound), "a record is not its own beginning");
    })
    .await;
}

async fn files_of(school: &SmallSchool, version: SubmissionId) -> Vec<StoredFile> {
    let one = school.database.read(school.id, None, async move |work: &mut Work| submissions::one(work, version).await).await;
    one.unwrap().files
}
