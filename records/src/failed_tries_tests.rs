#![allow(clippy::unwrap_used, clippy::expect_used)]
use chrono::TimeDelta;
use domain::{lateness::MAX_TRIES_A_DAY, people::PersonId};

use super::*;
use crate::{
    submissions::HandIn,
    testing::{each_engine, school::SmallSchool},
};

/// Due on Friday 6 November.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";

async fn tries(school: &SmallSchool, by: PersonId, id: ObligationId, began: Timestamp, why: WhyFailed) -> Result<(), Error> {
    let store = school.store.clone();
    school.database.write_quietly(school.id, Some(by), async move |work: &mut Work| note(work, &store, id, began, why).await).await
}

async fn known_of(school: &SmallSchool, id: ObligationId) -> Vec<(PersonId, Timestamp, WhyFailed)> {
    let known = school.database.read(school.id, None, async move |work: &mut Work| of_record(work, id).await).await.unwrap();
    known.into_iter().map(|one| (one.person, one.began_at, one.why)).collect()
}

#[tokio::test]
async fn a_try_is_kept_without_an_event_and_not_without_end() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let id = school.record(PLAN).await.id;
        let now = school.at("2026-11-06T16:41:00+07:00");
        let before = school.facts().await.revision;
        // A page that is left open sends the same again and again.
        for second in 0..3 {
            tries(&school, school.hoa, id, now - TimeDelta::seconds(second), WhyFailed::TooLarge).await.unwrap();
        }
        tries(&school, school.thao, id, now, WhyFailed::TooLarge).await.unwrap();
        let wanted = [(school.hoa, now, WhyFailed::TooLarge), (school.thao, now, WhyFailed::TooLarge)];
        assert_eq!(known_of(&school, id).await, wanted);
        for minute in 1..30 {
            tries(&school, school.hoa, id, now - TimeDelta::minutes(minute), WhyFailed::Broken).await.unwrap();
        }
        let of_hoa = known_of(&school, id).await.into_iter().filter(|one| one.0 == school.hoa).count();
        assert_eq!(of_hoa, MAX_TRIES_A_DAY);
        assert_eq!(school.facts().await.revision, before, "nobody's dashboard is made anew for it");
        database.keeps(school.id, &["failed_tries"]).await;
    })
    .await;
}

#[tokio::test]
async fn what_was_tried_for_the_records_of_a_page_is_read_at_once() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let now = school.at("2026-11-06T16:41:00+07:00");
        let facts = school.known().await;
        let by = facts.actor(school.hoa, now);
        let may_try = |one: &&domain::obligations::Obligation| check_try(&facts, &by, one, now).is_ok_and(|may| may.is_some());
        let tried: Vec<ObligationId> = facts.open_obligations().filter(may_try).map(|one| one.id).collect();
        for id in &tried {
            tries(&school, school.hoa, *id, now, WhyFailed::Broken).await.unwrap();
        }
        // More than one statement asks for, with those of whom nothing is known.
        let asked: Vec<ObligationId> = facts.open_obligations().map(|one| one.id).collect();
        assert!(tried.len() > 1 && asked.len() > AT_ONCE, "{} of {}", tried.len(), asked.len());
        let read = database.read(school.id, None, async move |work: &mut Work| of_records(work, &asked).await).await.unwrap();
        let mut of: Vec<ObligationId> = read.iter().map(|one| one.obligation).collect();
        of.sort();
        let mut wanted = tried;
        wanted.sort();
        assert_eq!(of, wanted, "each once");
        let none = database.read(school.id, None, async |work: &mut Work| of_records(work, &[]).await).await.unwrap();
        assert_eq!(none, []);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_kept_of_whoever_may_not_hand_in_nor_of_another_school() {
    each_engine(|database| async move {
        let (school, other) = (SmallSchool::found(&database).await, SmallSchool::found(&database).await);
        let id = school.record(PLAN).await.id;
        let now = school.at("2026-11-06T16:41:00+07:00");
        let not_hers = Err(Error::Refused(Refusal::NotYoursToHandIn));
        assert_eq!(tries(&school, school.am, id, now, WhyFailed::Broken).await, not_hers);
        assert_eq!(tries(&other, other.hoa, id, now, WhyFailed::Broken).await, Err(Error::NotFound));
        school.hand_in(school.hoa, PLAN).await.unwrap();
        tries(&school, school.hoa, id, now, WhyFailed::Broken).await.unwrap();
        assert_eq!(known_of(&school, id).await, [], "it has come");
    })
    .await;
}

#[tokio::test]
async fn what_began_in_time_and_was_whole_after_the_hour_is_kept_with_its_hand_in() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let id = school.record(PLAN).await.id;
        let began = school.at("2026-11-06T23:30:00+07:00");
        let whole = school.at("2026-11-07T00:20:00+07:00");
        let form = HandIn { arrived: began, received_at: whole, ..school.form(id) };
        school.send(school.hoa, form).await.unwrap();
        assert_eq!(known_of(&school, id).await, [(school.hoa, began, WhyFailed::OverTheHour)]);
        // One that was begun after the hour is none.
        let next = school.record("Giáo án tuần 11 · Lớp 4A").await.id;
        let late = school.at("2026-11-16T09:00:00+07:00");
        school.send(school.hoa, HandIn { arrived: late, received_at: late, ..school.form(next) }).await.unwrap();
        assert_eq!(known_of(&school, next).await, []);
    })
    .await;
}
