#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;
use crate::testing::{
    TestDatabase, each_engine,
    school::{SmallSchool, paper},
};

const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";

#[tokio::test]
async fn words_survive_the_end_of_a_session() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T16:00:00+07:00");
        let (hoa, thao, id) = (school.hoa, school.thao, school.record(PLAN).await.id);
        for words in ["Phần tạo hình", "Phần tạo hình\r\nđể sang thứ Năm.\0"] {
            let keep = async move |work: &mut Work| save(work, hoa, id, words).await;
            database.write_quietly(school.id, Some(hoa), keep).await.unwrap();
        }
        let read = async |person: PersonId| {
            let kept = async move |work: &mut Work| load(work, person, id).await;
            database.read(school.id, Some(person), kept).await.unwrap()
        };
        assert_eq!(read(hoa).await.as_deref(), Some("Phần tạo hình\nđể sang thứ Năm."));
        assert_eq!(read(thao).await, None);
        school.at("2026-11-06T16:00:00+07:00");
        assert!(read(hoa).await.is_some(), "for a day");
        school.at("2026-11-06T16:00:01+07:00");
        assert_eq!(read(hoa).await, None, "and no longer");

        let keep = async |person: PersonId| {
            let keep = async move |work: &mut Work| save(work, person, id, "Em nộp bù ạ.").await;
            database.write_quietly(school.id, Some(person), keep).await.unwrap();
        };
        keep(thao).await;
        let all = async || {
            let all = async |work: &mut Work| {
                work.tx.one(sql("SELECT count(*) FROM drafts WHERE school_id = $1").bind(work.school)).await
            };
            let (all,): (i64,) = database.read(school.id, None, all).await.unwrap();
            all
        };
        assert_eq!(all().await, 1, "what is too old is swept by the next words");
        school.at("2026-11-07T17:00:00+07:00");
        let file = paper("Giáo án.docx", 1);
        let upload = async move |work: &mut Work| uploads::add(work, hoa, id, &file, work.now).await;
        database.write_quietly(school.id, Some(hoa), upload).await.unwrap();
        assert_eq!(all().await, 0, "or by the next upload");

        keep(hoa).await;
        keep(thao).await;
        let forget = async move |work: &mut Work| forget(work, thao, id).await;
        database.write_quietly(school.id, Some(thao), forget).await.unwrap();
        assert_eq!((read(hoa).await.is_some(), read(thao).await), (true, None), "each forgets their own");
        school.hand_in(hoa, PLAN).await.unwrap();
        assert_eq!(read(hoa).await, None, "handed in, they have done their work");
    })
    .await;
}

#[tokio::test]
async fn of_too_many_words_that_come_through_a_sign_in_the_beginning_is_kept() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T16:00:00+07:00");
        let (hoa, id) = (school.hoa, school.record(PLAN).await.id);
        for letters in [MAX_LENGTH, MAX_LENGTH + 1] {
            let words = "ấ".repeat(letters);
            let keep = async move |work: &mut Work| save(work, hoa, id, &beginning(&words)).await;
            database.write_quietly(school.id, Some(hoa), keep).await.unwrap();
            let read = async move |work: &mut Work| load(work, hoa, id).await;
            let kept = database.read(school.id, Some(hoa), read).await.unwrap().unwrap();
            assert_eq!(kept.chars().count(), MAX_LENGTH);
            assert_eq!(kept.ends_with(CUT), letters > MAX_LENGTH, "it says so where something is gone");
        }
    })
    .await;
}
