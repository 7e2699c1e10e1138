#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{names::PersonName, people::Honorific};

use super::*;
use crate::{
    accounts,
    database::Database,
    drafts, schools,
    testing::{TestDatabase, allowed, each_engine, school::SmallSchool},
};

async fn loaded(database: &Database, school: SchoolId) -> Facts {
    let fresh = async |work: &mut Work| {
        let revision = work.revision().await?;
        load(work, revision).await
    };
    database.read(school, None, fresh).await.unwrap()
}

/// What a server that has followed every event knows is what one knows that starts now.
async fn assert_same(school: &SmallSchool, after: &str) {
    let (followed, fresh) = (school.facts().await, loaded(&school.database, school.id).await);
    assert_eq!(format!("{:?}", followed.parts), format!("{:?}", fresh.parts), "after {after}");
}

async fn add_person(work: &mut Work) -> Result<domain::people::PersonId, Error> {
    people::add_person(work, &allowed(), &PersonName::parse("Tạ Thị Xuân").unwrap(), Honorific::Co, None).await
}

#[tokio::test]
async fn what_was_followed_event_by_event_is_what_is_loaded() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        assert_same(&school, "the set-up").await;
        school.hand_in(school.hoa, "Giáo án tuần 10 · Lớp 4A").await.unwrap();
        assert_same(&school, "a hand-in").await;
        school.hand_in(school.thao, "Giáo án tuần 10 · Lớp 4A").await.unwrap();
        school.hand_in(school.thuy, "Kế hoạch tuần 10 · Lớp 4B").await.unwrap();
        let hoa = school.hoa;
        let exempt = school.record("Giáo án tuần 11 · Lớp 4B").await.id;
        school.exempt(school.nguyet, exempt, "Lớp nghỉ vì thủy đậu").await.unwrap();
        database
            .write(school.id, Some(school.nguyet), async move |work: &mut Work| {
                accounts::begin_session(work, hoa, b"an id").await?;
                accounts::set_password(work, &allowed(), hoa, "$argon2id$2", false, None).await
            })
            .await
            .unwrap();
        assert_same(&school, "hand-ins, an exemption and a session").await;
        assert!(school.record("Giáo án tuần 11 · Lớp 4B").await.exemption.is_some());
        school.end_exemption(school.nguyet, exempt, "Lớp đi học lại").await.unwrap();
        assert_same(&school, "an exemption that was taken back").await;
        assert!(school.record("Giáo án tuần 11 · Lớp 4B").await.exemption.is_none());
        database.write(school.id, None, async |work: &mut Work| add_person(work).await.map(drop)).await.unwrap();
        assert_same(&school, "a new person").await;
        // More than anybody follows: 201 events of sessions.
        database
            .write(school.id, None, async move |work: &mut Work| {
                for number in 0..=MAX_EVENTS {
                    accounts::begin_session(work, hoa, &number.to_be_bytes()).await?;
                }
                Ok(())
            })
            .await
            .unwrap();
        assert_same(&school, "two hundred and one sessions").await;
    })
    .await;
}

#[tokio::test]
async fn nothing_is_kept_that_may_still_be_taken_back() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let before = school.facts().await.organisation().people.len();
        let store = school.store.clone();
        let taken_back = database.write(school.id, None, async move |work: &mut Work| {
            add_person(work).await?;
            let seen = store.facts(work).await?.organisation().people.len();
            assert_eq!(seen, before + 1, "the work sees what it did");
            Err::<(), _>(Error::Unavailable)
        });
        assert_eq!(taken_back.await, Err(Error::Unavailable));
        assert_eq!(school.facts().await.organisation().people.len(), before);
    })
    .await;
}

#[tokio::test]
async fn kept_facts_are_one_value_until_something_happens() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let (one, other) = (school.facts().await, school.facts().await);
        assert!(Arc::ptr_eq(&one, &other));
        // Words on their way are no event.
        let (hoa, id) = (school.hoa, school.record("Giáo án tuần 10 · Lớp 4A").await.id);
        let quietly = async move |work: &mut Work| drafts::save(work, hoa, id, "Đang gõ").await;
        database.write_quietly(school.id, None, quietly).await.unwrap();
        assert!(Arc::ptr_eq(&one, &school.facts().await));
        school.hand_in(school.hoa, "Giáo án tuần 10 · Lớp 4A").await.unwrap();
        assert!(!Arc::ptr_eq(&one, &school.facts().await));
    })
    .await;
}

#[tokio::test]
async fn there_are_no_facts_before_there_is_a_calendar() {
    each_engine(|database: TestDatabase| async move {
        let school = schools::found(&database, "Trường Mầm non Hoa Mai").await.unwrap();
        let facts = database.read(school, None, async |work: &mut Work| FactStore::default().facts(work).await.map(drop));
        assert_eq!(facts.await, Err(Error::NotFound));
    })
    .await;
}
