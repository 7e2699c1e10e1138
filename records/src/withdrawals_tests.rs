#![allow(clippy::unwrap_used, clippy::expect_used)]
use chrono::TimeDelta;
use domain::{
    deadlines::DueRule,
    decisions::Outcome,
    obligations::{HandedIn, Standing, Verdict},
    people::PersonId,
    record_types::{ApprovalRoute, OwedBy, Step},
    refusal::{ReviewRefusal, WithdrawalRefusal},
    reviews::{DecisionRequest, queue},
};

use super::*;
use crate::{
    Clock, Database, obligations, record_types, review_openings, reviews,
    submissions::HandIn,
    testing::{
        TestDatabase, allowed, each_engine,
        school::{SmallSchool, bring, weekly},
    },
};

/// Due on Friday 6 November; cô Ấm heads the department.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";

async fn withdraw_as(school: &SmallSchool, by: PersonId, id: SubmissionId) -> Result<Submission, Error> {
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| withdraw(work, &store, id).await).await
}

async fn open_as(school: &SmallSchool, by: PersonId, id: SubmissionId) {
    let note = async move |work: &mut Work| {
        let digest = submissions::digest(work, id).await?;
        review_openings::note(work, by, id, digest).await
    };
    school.database.write_quietly(school.id, Some(by), note).await.unwrap();
}

async fn standing(school: &SmallSchool) -> Standing {
    school.facts().await.standing(&school.record(PLAN).await, school.database.hand.shows())
}

/// What a server knows that followed every event is what a fresh one loads.
async fn assert_followed(school: &SmallSchool) {
    let fresh = SmallSchool { store: FactStore::default(), ..school.clone() };
    assert_eq!(fresh.facts().await, school.facts().await);
}

fn refused(refusal: impl Into<Refusal>) -> Result<Submission, Error> {
    Err(Error::Refused(refusal.into()))
}

#[tokio::test]
async fn a_plan_that_nobody_has_opened_is_taken_back_and_stands_as_before() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        let first = school.hand_in(school.hoa, PLAN).await.unwrap();
        assert_eq!(withdraw_as(&school, school.thao, first.id).await, refused(WithdrawalRefusal::NotYours));
        let at = school.at("2026-11-05T09:30:00+07:00");
        let gone = withdraw_as(&school, school.hoa, first.id).await.unwrap();
        assert_eq!(gone, Submission { withdrawn_at: Some(at), ..first.clone() }, "its row is as it was");
        assert_eq!(withdraw_as(&school, school.hoa, first.id).await.unwrap(), gone, "a second click changes nothing");
        assert_eq!((standing(&school).await, school.record(PLAN).await.handed_in), (Standing::NotYetDue, None));
        assert_eq!(queue(&*school.facts().await, school.am, at), []);
        assert_followed(&school).await;

        // The next one is the first that counts, and is judged by its own time.
        school.at("2026-11-10T09:00:00+07:00");
        let second = school.hand_in(school.thao, PLAN).await.unwrap();
        assert_eq!((second.version, matches!(second.receipt.verdict, Verdict::Late(_))), (2, true));
        let id = school.record(PLAN).await.id;
        let judgements = async move |work: &mut Work| obligations::judgements(work, id).await;
        let judgements = database.read(school.id, None, judgements).await.unwrap();
        assert_eq!(judgements.len(), 1, "{judgements:?}");
        let HandedIn { authors, first_by, .. } = school.record(PLAN).await.handed_in.unwrap();
        assert_eq!((authors, first_by), (vec![school.hoa, school.thao], school.thao));
        assert_followed(&school).await;
    })
    .await;
}

#[tokio::test]
async fn the_version_before_counts_again_with_its_approval() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        let first = school.hand_in(school.hoa, PLAN).await.unwrap();
        let before = school.record(PLAN).await;
        school.at("2026-11-09T09:00:00+07:00");
        let second = school.hand_in(school.hoa, PLAN).await.unwrap();
        assert_eq!(withdraw_as(&school, school.hoa, first.id).await, refused(WithdrawalRefusal::NotTheLast { version: 2 }));
        withdraw_as(&school, school.hoa, second.id).await.unwrap();
        let again = school.record(PLAN).await;
        assert_eq!((&again.handed_in, again.first_version(), again.next_version()), (&before.handed_in, 1, 3));
        assert_eq!(school.hand_in(school.hoa, PLAN).await.unwrap().version, 3);
        assert_followed(&school).await;
    })
    .await;
}

#[tokio::test]
async fn what_a_reviewer_has_opened_stays_and_what_was_taken_back_is_approved_by_nobody() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        let first = school.hand_in(school.hoa, PLAN).await.unwrap();
        open_as(&school, school.hoa, first.id).await;
        let at = school.at("2026-11-05T09:10:00+07:00");
        withdraw_as(&school, school.hoa, first.id).await.unwrap();
        let read = async move |work: &mut Work| submissions::digest(work, first.id).await;
        let digest = database.read(school.id, None, read).await.unwrap();
        let wanted =
            DecisionRequest { key: None, submission: first.id, digest, step: Step::Department, outcome: Outcome::Approved };
        let (store, id) = (school.store.clone(), school.record(PLAN).await.id);
        let decide = async move |work: &mut Work| reviews::decide(work, &store, id, wanted).await;
        let decided = database.write(school.id, Some(school.am), decide).await;
        assert_eq!(decided, Err(Error::Refused(ReviewRefusal::Withdrawn { at }.into())));

        let second = school.hand_in(school.hoa, PLAN).await.unwrap();
        open_as(&school, school.am, second.id).await;
        assert_eq!(withdraw_as(&school, school.hoa, second.id).await, refused(WithdrawalRefusal::Opened { at }));
        database.keeps(school.id, &["withdrawals"]).await;
    })
    .await;
}

/// The machine's clock is behind the last event, so the school's stands still: ten minutes pass all the same.
#[tokio::test]
async fn a_clock_that_stands_still_leaves_no_longer_to_take_back_what_nobody_reviews() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let year = school.year;
        let set_up = async move |work: &mut Work| {
            let mut record_type = weekly("so-tay", "Sổ tay", OwedBy::EachClass, DueRule::FRIDAY_BEFORE, 9);
            record_type.approval_route = ApprovalRoute::None;
            record_types::add(work, &allowed(), &record_type).await?;
            bring(work, year, "Loại mới").await
        };
        database.write(school.id, Some(school.nguyet), set_up).await.unwrap();
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.hoa, PLAN).await.unwrap();
        database.hand.jump(TimeDelta::days(-3));
        let again = Database::open(&database.place, Clock::Manual(database.hand.clone())).await.unwrap();
        again.check_clock_at_start().await.unwrap();
        let school = SmallSchool { database: TestDatabase { database: again.clone(), ..database.clone() }, ..school };
        let stands_at = again.now();
        let hand_in = async || {
            let form = school.form(school.record("Sổ tay tuần 10 · Lớp 4A").await.id);
            school.send(school.hoa, HandIn { received_at: again.now(), ..form }).await.unwrap()
        };
        let first = hand_in().await;
        database.hand.advance(TimeDelta::minutes(9));
        assert!(withdraw_as(&school, school.hoa, first.id).await.is_ok());
        let second = hand_in().await;
        database.hand.advance(TimeDelta::minutes(11));
        assert_eq!((again.now(), second.received_at), (stands_at, stands_at));
        let late = WithdrawalRefusal::TooLate { handed_in_at: stands_at };
        assert_eq!(withdraw_as(&school, school.hoa, second.id).await, refused(late));
        again.close().await;
    })
    .await;
}
