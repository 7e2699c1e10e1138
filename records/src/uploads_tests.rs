#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;
use crate::{
    submissions,
    testing::{
        TestDatabase, each_engine,
        school::{SmallSchool, paper},
    },
};

const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";

async fn upload(school: &SmallSchool, person: PersonId, title: &str, file: StoredFile) -> UploadId {
    let id = school.record(title).await.id;
    let add = async move |work: &mut Work| add(work, person, id, &file, work.now).await;
    school.database.write_quietly(school.id, Some(person), add).await.unwrap()
}

async fn taken(school: &SmallSchool, person: PersonId, title: &str, ids: &[UploadId]) -> Result<Vec<StoredFile>, Error> {
    let (id, ids) = (school.record(title).await.id, ids.to_vec());
    let take = async move |work: &mut Work| take(work, person, id, &ids).await.map(|taken| taken.files);
    school.database.read(school.id, Some(person), take).await
}

async fn list(school: &SmallSchool, person: PersonId, title: &str) -> Vec<(UploadId, StoredFile)> {
    let id = school.record(title).await.id;
    let list = async move |work: &mut Work| waiting(work, person, id).await;
    school.database.read(school.id, Some(person), list).await.unwrap()
}

async fn rows(school: &SmallSchool) -> i64 {
    let count = async |work: &mut Work| {
        let (rows,): (i64,) = work.tx.one(sql("SELECT count(*) FROM uploads WHERE school_id = $1").bind(work.school)).await?;
        Ok(rows)
    };
    school.database.read(school.id, None, count).await.unwrap()
}

async fn counted(school: &SmallSchool, person: PersonId) -> Vec<(ObligationId, usize)> {
    school.database.read(school.id, Some(person), async move |work: &mut Work| counts(work, person).await).await.unwrap()
}

#[tokio::test]
async fn files_wait_in_order_for_a_day() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T16:00:00+07:00");
        let (plan, picture) = (paper("Giáo án.docx", 1), paper("Tranh.docx", 2));
        let one = upload(&school, school.hoa, PLAN, plan.clone()).await;
        school.at("2026-11-05T16:05:00+07:00");
        let other = upload(&school, school.hoa, PLAN, picture.clone()).await;
        assert_eq!(list(&school, school.hoa, PLAN).await, [(one, plan.clone()), (other, picture.clone())]);
        let record = school.record(PLAN).await.id;
        assert_eq!((counted(&school, school.hoa).await, counted(&school, school.thuy).await), (vec![(record, 2)], vec![]));
        // In the order of the form, not of their coming.
        assert_eq!(taken(&school, school.hoa, PLAN, &[other, one]).await, Ok(vec![picture.clone(), plan]));
        school.at("2026-11-06T16:00:00+07:00");
        assert_eq!(list(&school, school.hoa, PLAN).await.len(), 2);
        school.at("2026-11-06T16:00:01+07:00");
        assert_eq!(list(&school, school.hoa, PLAN).await, [(other, picture)]);
        assert_eq!(counted(&school, school.hoa).await, [(record, 1)]);
        assert_eq!(taken(&school, school.hoa, PLAN, &[other, one]).await, Err(Error::Refused(Refusal::FileGone)));
        // The next upload forgets who uploaded what has been swept from the store meanwhile, and not before.
        school.at("2026-11-13T16:00:00+07:00");
        upload(&school, school.thuy, "Giáo án tuần 10 · Lớp 4B", paper("4B.docx", 3)).await;
        assert_eq!(rows(&school).await, 3);
        school.at("2026-11-13T16:00:01+07:00");
        upload(&school, school.thuy, "Giáo án tuần 10 · Lớp 4B", paper("4B.docx", 4)).await;
        assert_eq!(rows(&school).await, 3);
    })
    .await;
}

#[tokio::test]
async fn a_file_waits_for_its_person_and_its_record_only() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let hers = upload(&school, school.hoa, PLAN, paper("Giáo án.docx", 1)).await;
        let gone = Err(Error::Refused(Refusal::FileGone));
        assert_eq!(taken(&school, school.thao, PLAN, &[hers]).await, gone);
        assert_eq!(taken(&school, school.hoa, "Kế hoạch tuần 10 · Lớp 4A", &[hers]).await, gone);
        assert_eq!(taken(&school, school.hoa, PLAN, &[hers, Id::new(Uuid::new_v4())]).await, gone);
        assert_eq!(taken(&school, school.hoa, PLAN, &[]).await, Ok(Vec::new()));
        let other = school.record("Kế hoạch tuần 10 · Lớp 4A").await.id;
        let plan = school.record(PLAN).await.id;
        let discard = async |person: PersonId, obligation: ObligationId| {
            let remove = async move |work: &mut Work| remove(work, person, obligation, hers).await;
            database.write_quietly(school.id, Some(person), remove).await.unwrap();
        };
        discard(school.thao, plan).await;
        assert_eq!(list(&school, school.hoa, PLAN).await.len(), 1, "it is not cô Thảo's");
        discard(school.hoa, other).await;
        assert_eq!(list(&school, school.hoa, PLAN).await.len(), 1, "it waits for another record");
        discard(school.hoa, plan).await;
        discard(school.hoa, plan).await;
        assert_eq!(list(&school, school.hoa, PLAN).await, []);
        // A record that is not there: an id that somebody made up.
        let made_up = ObligationId::new(Uuid::new_v4());
        let hoa = school.hoa;
        let stray = async move |work: &mut Work| add(work, hoa, made_up, &paper("Giáo án.docx", 1), work.now).await;
        assert_eq!(database.write_quietly(school.id, None, stray).await, Err(Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn what_waits_is_counted_for_each_person() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T16:00:00+07:00");
        let much = async |person: PersonId| {
            school.database.read(school.id, Some(person), async move |work: &mut Work| how_much(work, person).await).await.unwrap()
        };
        assert_eq!(much(school.hoa).await, MuchWaiting::default());
        let file = paper("Giáo án.docx", 1);
        let bytes = file.size;
        upload(&school, school.hoa, PLAN, file).await;
        assert_eq!(much(school.hoa).await, MuchWaiting { files: 1, bytes, unused: bytes });
        assert_eq!(much(school.thuy).await, MuchWaiting::default());
        school.at("2026-11-06T16:00:01+07:00");
        let lies_there = MuchWaiting { files: 0, bytes: 0, unused: bytes };
        assert_eq!(much(school.hoa).await, lies_there, "after a day it waits no longer, and is in the store still");

        school.at("2026-11-06T17:00:00+07:00");
        let film = |number: u8| StoredFile { size: MuchWaiting::MAX_BYTES, ..paper("Phim.mp4", number) };
        upload(&school, school.hoa, PLAN, film(2)).await;
        let (id, person, third) = (school.record(PLAN).await.id, school.hoa, film(3));
        let add = async move |work: &mut Work| add(work, person, id, &third, work.now).await;
        let refused = school.database.write_quietly(school.id, Some(person), add).await;
        assert_eq!(refused, Err(Error::Refused(Refusal::TooMuchWaiting { files: 1, bytes: MuchWaiting::MAX_BYTES })));
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_off_counts_until_its_bytes_are_swept() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T16:00:00+07:00");
        let (id, person) = (school.record(PLAN).await.id, school.hoa);
        let film = |number: u8| StoredFile { size: MuchWaiting::MAX_BYTES, ..paper("Phim.mp4", number) };
        let much = async || {
            school.database.read(school.id, Some(person), async move |work: &mut Work| how_much(work, person).await).await.unwrap()
        };
        let take_off = async |upload: UploadId| {
            let remove = async move |work: &mut Work| remove(work, person, id, upload).await;
            school.database.write_quietly(school.id, Some(person), remove).await.unwrap();
        };
        for (number, lie_there) in [(1, 1), (2, 2), (2, 2), (3, 3), (4, 4)] {
            let upload = upload(&school, person, PLAN, film(number)).await;
            take_off(upload).await;
            let expected = MuchWaiting { files: 0, bytes: 0, unused: lie_there * MuchWaiting::MAX_BYTES };
            assert_eq!(much().await, expected, "the same content twice lies there once");
        }
        let fifth = film(5);
        let add = async move |work: &mut Work| add(work, person, id, &fifth, work.now).await;
        let refused = school.database.write_quietly(school.id, Some(person), add).await;
        assert_eq!(refused, Err(Error::Refused(Refusal::TooMuchUnused { bytes: MuchWaiting::MAX_UNUSED })));
        assert_eq!(list(&school, person, PLAN).await, []);

        school.at("2026-11-13T16:00:01+07:00");
        assert_eq!(much().await, MuchWaiting::default(), "swept");
    })
    .await;
}

#[tokio::test]
async fn what_is_part_of_a_version_does_not_count() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.hand_in(school.hoa, PLAN).await.unwrap();
        let (id, person) = (school.record(PLAN).await.id, school.hoa);
        let versions = async move |work: &mut Work| submissions::versions(work, id).await;
        let handed_in = school.database.read(school.id, None, versions).await.unwrap().remove(0).files.remove(0);
        upload(&school, person, PLAN, handed_in).await;
        let much = async move |work: &mut Work| how_much(work, person).await;
        assert_eq!(school.database.read(school.id, Some(person), much).await.unwrap().unused, 0);
    })
    .await;
}
