#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    days::day_of,
    decisions::Outcome,
    delegations::{acted_for, delegable_positions},
    people::PersonId,
    record_types::Step,
    refusal::{DelegationRefusal, ReviewRefusal},
    reviews::DecisionRequest,
    staff::EndForm,
    vietnamese,
};

use super::*;
use crate::{
    people, reviews, staff, submissions,
    testing::{each_engine, school::SmallSchool},
};

/// Of cô Thủy; cô Ấm heads the department.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4B";

/// The head's place for `to`, from today until `until`, as `by` enters it.
async fn lend(school: &SmallSchool, by: PersonId, to: PersonId, until: &str) -> Result<Checked, Error> {
    let facts = school.facts().await;
    let now = school.database.hand.shows();
    // What the page of the principal offers, whoever sends it.
    let places = delegable_positions(&facts, &facts.actor(school.nguyet, now), now);
    let form = DelegationForm {
        place: places.into_iter().find(|one| one.words.contains("tổ trưởng")).unwrap().code,
        to: to.to_string(),
        from: vietnamese::date(day_of(now)),
        until: until.to_owned(),
        decision: "15/QĐ-MN".to_owned(),
    };
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| delegate(work, &store, &form).await).await
}

async fn lent(school: &SmallSchool) -> Vec<(AppointmentId, Appointment)> {
    school.database.read(school.id, None, async |work: &mut Work| all(work).await).await.unwrap()
}

async fn ends(school: &SmallSchool, by: PersonId, id: AppointmentId) -> Result<(), Error> {
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| end(work, &store, id).await).await
}

async fn approves(school: &SmallSchool, by: PersonId) -> Result<(), Error> {
    let record = school.record(PLAN).await;
    let (store, id, submission) = (school.store.clone(), record.id, record.handed_in.unwrap().submission);
    let decide = async move |work: &mut Work| {
        let digest = submissions::digest(work, submission).await?;
        let wanted = DecisionRequest { key: None, submission, digest, step: Step::Department, outcome: Outcome::Approved };
        reviews::decide(work, &store, id, wanted).await.map(drop)
    };
    school.database.write(school.id, Some(by), decide).await
}

#[tokio::test]
async fn who_acts_for_the_head_approves_until_the_last_day_and_the_record_says_so() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        assert_eq!(approves(&school, school.hoa).await, Err(Error::Refused(ReviewRefusal::NotYours.into())));
        lend(&school, school.nguyet, school.hoa, "06/11/2026").await.unwrap().unwrap();
        // What is followed event by event is what a fresh server would load.
        let fresh = SmallSchool { store: FactStore::default(), ..school.clone() };
        assert_eq!(fresh.facts().await, school.facts().await);
        school.at("2026-11-06T23:59:00+07:00");
        approves(&school, school.hoa).await.unwrap();
        let (record, facts) = (school.record(PLAN).await, school.facts().await);
        let decided = &record.decisions[0];
        let words = acted_for(&facts, &record, decided.step, decided.by, decided.at);
        assert!(words.as_deref().is_some_and(|words| words.ends_with("theo Quyết định số 15/QĐ-MN")), "{words:?}");
        // The next day the place is gone by itself, and the record says what it said.
        school.at("2026-11-07T00:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        assert_eq!(approves(&school, school.hoa).await, Err(Error::Refused(ReviewRefusal::NotYours.into())));
        let facts = school.facts().await;
        assert_eq!(acted_for(&facts, &record, decided.step, decided.by, decided.at), words);
    })
    .await;
}

#[tokio::test]
async fn what_is_ended_was_held_until_the_day_before_and_what_never_began_was_not() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        for (ended_at, last) in [("2026-11-05T11:00:00+07:00", "04/11/2026"), ("2026-11-09T09:00:00+07:00", "08/11/2026")] {
            school.at("2026-11-05T09:00:00+07:00");
            lend(&school, school.nguyet, school.hoa, "30/11/2026").await.unwrap().unwrap();
            school.at(ended_at);
            let (id, _) = lent(&school)
                .await
                .into_iter()
                .find(|(_, one)| one.until.map(vietnamese::date).as_deref() == Some("30/11/2026"))
                .unwrap();
            ends(&school, school.nguyet, id).await.unwrap();
            let (_, ended) = lent(&school).await.into_iter().find(|(known, _)| *known == id).unwrap();
            assert_eq!(ended.until.map(vietnamese::date).as_deref(), Some(last), "ended at {ended_at}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_lent_ends_on_its_own_page_and_with_the_place() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        lend(&school, school.nguyet, school.hoa, "30/11/2026").await.unwrap().unwrap();
        let (id, _) = lent(&school).await.remove(0);
        let end_position = async |person, id, until: &str| {
            let (store, form) = (school.store.clone(), EndForm { until: until.to_owned(), ..EndForm::default() });
            let end = async move |work: &mut Work| staff::end_position(work, &store, person, id, &form).await;
            school.database.write(school.id, Some(school.nguyet), end).await
        };
        let elsewhere = end_position(school.hoa, id, "31/12/2028").await;
        assert_eq!(elsewhere, Err(Error::Refused(DelegationRefusal::EndsElsewhere.into())));
        let am = school.am;
        let held = school.database.read(school.id, None, async move |work: &mut Work| people::held(work, am).await).await.unwrap();
        end_position(school.am, held[0].0, "20/11/2026").await.unwrap().unwrap();
        let (_, after) = lent(&school).await.remove(0);
        assert_eq!(after.until.map(vietnamese::date).as_deref(), Some("20/11/2026"), "nobody acts for somebody who has left");
    })
    .await;
}

#[tokio::test]
async fn only_the_leadership_lends_and_whose_place_it_is_takes_it_back() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        for (by, refusal) in [(school.am, DelegationRefusal::NotYours), (school.hoa, DelegationRefusal::NotYours)] {
            assert_eq!(lend(&school, by, school.hoa, "06/11/2026").await, Err(Error::Refused(refusal.into())));
        }
        let oneself = lend(&school, school.nguyet, school.nguyet, "06/11/2026").await;
        assert_eq!(oneself, Err(Error::Refused(DelegationRefusal::ToOneself.into())));
        lend(&school, school.nguyet, school.hoa, "30/11/2026").await.unwrap().unwrap();
        assert!(lend(&school, school.nguyet, school.hoa, "06/11/2026").await.unwrap().is_err(), "it is held already");
        let (id, _) = lent(&school).await.remove(0);
        assert_eq!(ends(&school, school.hoa, id).await, Err(Error::Refused(DelegationRefusal::NotYours.into())));
        ends(&school, school.am, id).await.unwrap();
        ends(&school, school.am, id).await.unwrap();
        let (_, held) = lent(&school).await.remove(0);
        assert_eq!(held.until.map(vietnamese::date).as_deref(), Some("04/11/2026"), "at once");
        let facts = school.facts().await;
        assert!(facts.organisation().lent_to(school.hoa, day_of(school.database.hand.shows())).next().is_none());
        assert_eq!(ends(&school, school.am, new_id()).await, Err(Error::NotFound));
    })
    .await;
}
