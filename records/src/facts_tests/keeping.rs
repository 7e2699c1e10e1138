//! What the store of facts keeps, and until when.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;

#[tokio::test]
async fn what_did_not_change_is_shared_and_not_copied() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let before = school.facts().await;
        let plan = school.record("Giáo án tuần 10 · Lớp 4A").await.id;
        school.hand_in(school.hoa, "Giáo án tuần 10 · Lớp 4A").await.unwrap();
        let after = school.facts().await;
        assert!(Arc::ptr_eq(&before.regime, &after.regime), "a hand-in changes no setting");
        let same = |one: &Obligation| std::ptr::eq(before.obligation(one.id).unwrap(), one);
        let anew: Vec<_> = after.obligations.iter().filter(|one| !same(one)).map(|one| one.id).collect();
        assert_eq!(anew, [plan]);
        let rename = async |work: &mut Work| schools::rename(work, &allowed(), "Trường Mầm non Hoa Mai").await;
        database.write(school.id, Some(school.nguyet), rename).await.unwrap();
        let renamed = school.facts().await;
        assert_eq!(renamed.school.name, "Trường Mầm non Hoa Mai");
        assert!(renamed.obligations.iter().all(|one| std::ptr::eq(after.obligation(one.id).unwrap(), one)));
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
            staffing::add_person(work).await?;
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
