#![allow(clippy::unwrap_used, clippy::expect_used)]
use chrono::NaiveDate;
use domain::{
    comments::{About, NewComment, Settled},
    decisions::Return,
    files::Sha256,
    inspection::{Cause, HeldVerdict, InspectedFile, Inspection, Interruption},
    record_types::Step,
    reviews::{Review, queue},
};

use super::*;
use crate::{
    comments, staff,
    testing::{each_engine, school::SmallSchool},
};

/// Due on Friday 6 November; cô Ấm heads the department, cô Nguyệt is principal.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4B";

fn back(words: &str) -> Outcome {
    let correct_by = NaiveDate::from_ymd_opt(2026, 11, 6).unwrap();
    Outcome::Returned(Return { reasons: vec!["Còn ô để trống".to_owned()], words: words.to_owned(), correct_by })
}

/// What somebody would send who looks at the last version of the plan.
async fn looked_at(school: &SmallSchool, outcome: Outcome) -> DecisionRequest {
    let submission = school.record(PLAN).await.handed_in.unwrap().submission;
    let read = async move |work: &mut Work| submissions::digest(work, submission).await;
    let digest = school.database.read(school.id, None, read).await.unwrap();
    DecisionRequest { key: Some(new_id()), submission, digest, step: Step::Department, outcome }
}

async fn decide_as(school: &SmallSchool, by: PersonId, wanted: DecisionRequest) -> Result<DecisionId, Error> {
    let (store, id) = (school.store.clone(), school.record(PLAN).await.id);
    school.database.write(school.id, Some(by), async move |work: &mut Work| decide(work, &store, id, wanted).await).await
}

async fn undo_as(school: &SmallSchool, by: PersonId, decision: DecisionId) -> Result<(), Error> {
    let (store, id) = (school.store.clone(), school.record(PLAN).await.id);
    school.database.write(school.id, Some(by), async move |work: &mut Work| undo(work, &store, id, decision).await).await
}

async fn review(school: &SmallSchool) -> Review {
    review_of(&*school.facts().await, &school.record(PLAN).await)
}

fn refused<T>(refusal: ReviewRefusal) -> Result<T, Error> {
    Err(Error::Refused(refusal.into()))
}

#[tokio::test]
async fn a_plan_is_given_back_corrected_approved_and_kept_that_way() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        assert_eq!(queue(&*school.facts().await, school.am, school.database.hand.shows()).len(), 1);
        decide_as(&school, school.am, looked_at(&school, back("Thứ Tư còn trống.")).await).await.unwrap();
        assert!(matches!(review(&school).await, Review::Returned(given) if given.back.words == "Thứ Tư còn trống."));
        school.at("2026-11-05T10:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let id = decide_as(&school, school.am, looked_at(&school, Outcome::Approved).await).await.unwrap();
        assert!(matches!(review(&school).await, Review::Approved { approvals, .. } if approvals[0].decision == id));
        // What is followed event by event is what a fresh server would load.
        let fresh = SmallSchool { store: FactStore::default(), ..school.clone() };
        assert_eq!(fresh.facts().await, school.facts().await);
        assert_eq!(school.record(PLAN).await.decisions.len(), 2);
        database.keeps(school.id, &["decisions"]).await;
    })
    .await;
}

#[tokio::test]
async fn only_whose_turn_it_is_decides_and_only_about_what_is_there() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let seen = looked_at(&school, Outcome::Approved).await;
        for (person, refusal) in [
            (school.thuy, ReviewRefusal::OwnWork),
            (school.hoa, ReviewRefusal::NotYours),
            (school.nguyet, ReviewRefusal::NotYours),
            (school.hoa_y_te, ReviewRefusal::NotYours),
        ] {
            assert_eq!(decide_as(&school, person, seen.clone()).await, refused(refusal));
        }
        let other_bytes = DecisionRequest { digest: Sha256::new([9; 32]), ..seen.clone() };
        assert_eq!(decide_as(&school, school.am, other_bytes).await, refused(ReviewRefusal::OtherBytes));
        school.at("2026-11-05T10:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let newer = ReviewRefusal::NewerVersion { version: 2, at: school.database.hand.shows() };
        assert_eq!(decide_as(&school, school.am, seen).await, refused(newer));
        assert_eq!(school.record(PLAN).await.decisions, []);
        let store = school.store.clone();
        let (id, wanted) = (school.record(PLAN).await.id, looked_at(&school, Outcome::Approved).await);
        let nobody = async move |work: &mut Work| decide(work, &store, id, wanted).await;
        assert_eq!(database.write(school.id, None, nobody).await, Err(Error::Refused(Refusal::SessionOver)));
    })
    .await;
}

/// The ids are the browser's, so they say nothing about who came first.
#[tokio::test]
async fn what_is_decided_in_one_second_keeps_its_order_whatever_its_ids() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let keys = [u128::MAX, 7, 1 << 100, 3].map(|number| DecisionId::new(uuid::Uuid::from_u128(number)));
        for key in keys {
            let form = DecisionRequest { key: Some(key), ..looked_at(&school, Outcome::Approved).await };
            decide_as(&school, school.am, form).await.unwrap();
            undo_as(&school, school.am, key).await.unwrap();
        }
        assert_eq!(school.record(PLAN).await.decisions.iter().map(|one| one.id).collect::<Vec<_>>(), keys);
        let fresh = SmallSchool { store: FactStore::default(), ..school.clone() };
        assert_eq!(fresh.facts().await, school.facts().await);
    })
    .await;
}

/// Back, and the button once more.
#[tokio::test]
async fn a_form_that_is_sent_again_after_it_was_taken_back_decides_nothing_again() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        for outcome in [Outcome::Approved, back("Thứ Tư còn trống.")] {
            let form = looked_at(&school, outcome.clone()).await;
            let decision = decide_as(&school, school.am, form.clone()).await.unwrap();
            assert_eq!(Some(decision), form.key);
            assert_eq!(decide_as(&school, school.am, form.clone()).await, Ok(decision), "a double click");
            let undone_at = school.database.hand.shows();
            undo_as(&school, school.am, decision).await.unwrap();
            assert_eq!(decide_as(&school, school.am, form).await, refused(ReviewRefusal::SentBefore { undone_at }));
            assert!(matches!(review(&school).await, Review::Waiting(_)));
        }
        let anew = looked_at(&school, Outcome::Approved).await;
        assert!(decide_as(&school, school.am, anew).await.is_ok(), "a page that was opened since is another form");
    })
    .await;
}

#[tokio::test]
async fn a_second_click_is_one_decision_and_of_two_people_the_first_stands() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T08:00:00+07:00");
        let deputy = school.enter(school.nguyet, school.hoa, "deputy-head", "Mẫu giáo", "05/11/2026");
        school.at("2026-11-05T09:00:00+07:00");
        deputy.await.unwrap().unwrap();
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let (approval, refusal) = (looked_at(&school, Outcome::Approved).await, looked_at(&school, back("Còn thiếu.")).await);
        let (first, second) =
            tokio::join!(decide_as(&school, school.am, approval.clone()), decide_as(&school, school.hoa, refusal.clone()));
        let at = school.database.hand.shows();
        let decided = || refused(ReviewRefusal::Decided { at });
        assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
        assert!([&first, &second].into_iter().any(|one| *one == decided()), "{first:?} {second:?}");
        let (winner, wanted) = if first.is_ok() { (school.am, approval) } else { (school.hoa, refusal) };
        assert_eq!(decide_as(&school, winner, wanted).await, first.or(second), "the second click finds the first one's");
        assert_eq!(school.record(PLAN).await.decisions.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_decision_is_taken_back_within_ten_minutes() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let decision = decide_as(&school, school.am, looked_at(&school, Outcome::Approved).await).await.unwrap();
        assert_eq!(undo_as(&school, school.nguyet, decision).await, refused(ReviewRefusal::NotYoursToUndo));
        assert_eq!(undo_as(&school, school.am, new_id()).await, Err(Error::NotFound));
        school.at("2026-11-05T09:10:00+07:00");
        undo_as(&school, school.am, decision).await.unwrap();
        undo_as(&school, school.am, decision).await.unwrap();
        database.keeps(school.id, &["undone_decisions"]).await;
        assert!(matches!(review(&school).await, Review::Waiting(_)));
        let again = decide_as(&school, school.am, looked_at(&school, Outcome::Approved).await).await.unwrap();
        assert_ne!(again, decision);
        let decided_at = school.database.hand.shows();
        school.at("2026-11-05T09:20:01+07:00");
        assert_eq!(undo_as(&school, school.am, again).await, refused(ReviewRefusal::UndoOver { decided_at }));
    })
    .await;
}

#[tokio::test]
async fn who_was_head_when_the_page_was_opened_and_is_not_any_more_decides_nothing() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let seen = looked_at(&school, Outcome::Approved).await;
        school.end_position(school.nguyet, school.am, domain::people::Position::Head(school.department), "05/11/2026").await;
        school.at("2026-11-06T00:00:00+07:00");
        assert_eq!(decide_as(&school, school.am, seen.clone()).await, refused(ReviewRefusal::NotYours));
        // The department has nobody any more: the leadership looks after it.
        assert!(decide_as(&school, school.nguyet, seen).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn nothing_is_decided_taken_back_or_written_about_what_is_no_longer_owed() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let id = school.record(PLAN).await.id;
        let approval = decide_as(&school, school.am, looked_at(&school, Outcome::Approved).await).await.unwrap();
        let wanted = looked_at(&school, Outcome::Approved).await;
        let comment =
            NewComment { key: None, submission: wanted.submission, about: About::Version(None), words: "Tốt.".to_owned() };
        let (of_store, new) = (school.store.clone(), comment.clone());
        let add = async move |work: &mut Work| comments::add(work, &of_store, id, new).await;
        let thread = school.database.write(school.id, Some(school.am), add).await.unwrap();
        let at = school.at("2026-11-05T09:02:00+07:00");
        // What was handed in is closed by nothing today; whatever closes it later finds every way in shut.
        let close = async move |work: &mut Work| {
            let update = sql("UPDATE obligations SET closed_at = $1, closed_reason = 'Khóa' WHERE school_id = $2 AND id = $3");
            work.run(update.bind_all((work.now, work.school, id))).await
        };
        school.database.write_quietly(school.id, None, close).await.unwrap();
        let school = SmallSchool { store: FactStore::default(), ..school };
        let closed = Error::Refused(Refusal::ObligationClosed { at, reason: "Khóa".to_owned() });
        assert_eq!(decide_as(&school, school.am, DecisionRequest { outcome: back("Sửa."), ..wanted }).await.unwrap_err(), closed);
        assert_eq!(undo_as(&school, school.am, approval).await.unwrap_err(), closed);
        let store = school.store.clone();
        let add = async move |work: &mut Work| comments::add(work, &store, id, comment).await;
        assert_eq!(school.database.write(school.id, Some(school.am), add).await.unwrap_err(), closed);
        let store = school.store.clone();
        let settle = async move |work: &mut Work| comments::settle(work, &store, id, thread, Settled::Done).await;
        assert_eq!(school.database.write(school.id, Some(school.am), settle).await.unwrap_err(), closed);
    })
    .await;
}

#[tokio::test]
async fn who_has_approved_a_version_is_told_of_a_newer_one_on_another_page_of_the_older() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let (first, other) = (looked_at(&school, Outcome::Approved).await, looked_at(&school, Outcome::Approved).await);
        let decision = decide_as(&school, school.am, first.clone()).await.unwrap();
        assert_eq!(decide_as(&school, school.am, other.clone()).await, Ok(decision), "nothing has come since");
        school.at("2026-11-05T10:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let newer = ReviewRefusal::NewerVersion { version: 2, at: school.database.hand.shows() };
        assert_eq!(decide_as(&school, school.am, other).await, refused(newer));
        assert_eq!(decide_as(&school, school.am, first.clone()).await, Ok(decision), "a second click on its own form");
        assert_eq!(school.record(PLAN).await.decisions.len(), 1);
        // Nor is it the older one that is told once the newer one is decided about.
        let second = looked_at(&school, back("Thứ Tư còn trống.")).await;
        decide_as(&school, school.am, second).await.unwrap();
        let other = DecisionRequest { key: Some(new_id()), ..first };
        let returned_at = school.database.hand.shows();
        assert_eq!(decide_as(&school, school.am, other).await, refused(ReviewRefusal::NewerReturned { version: 2, returned_at }));
    })
    .await;
}

#[tokio::test]
async fn the_leadership_decides_for_a_head_whose_account_is_suspended_as_long_as_it_is() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let waits = async |who: PersonId| queue(&*school.facts().await, who, school.database.hand.shows()).len();
        let (nguyet, am) = (school.nguyet, school.am);
        let suspend = async || {
            let store = school.store.clone();
            let suspend = async move |work: &mut Work| staff::suspend(work, &store, am).await;
            school.database.write(school.id, Some(nguyet), suspend).await.unwrap();
        };
        let reopen = async || {
            let store = school.store.clone();
            let reopen = async move |work: &mut Work| staff::reopen(work, &store, am).await;
            school.database.write(school.id, Some(nguyet), reopen).await.unwrap();
        };
        assert_eq!((waits(am).await, waits(nguyet).await), (1, 0));
        suspend().await;
        assert_eq!((waits(am).await, waits(nguyet).await), (0, 1), "her place counts as vacant");
        reopen().await;
        assert_eq!((waits(am).await, waits(nguyet).await), (1, 0));
        let approval = looked_at(&school, Outcome::Approved).await;
        assert_eq!(decide_as(&school, nguyet, approval.clone()).await, refused(ReviewRefusal::NotYours));
        suspend().await;
        decide_as(&school, nguyet, approval).await.unwrap();
        reopen().await;
        assert!(matches!(review(&school).await, Review::Approved { .. }), "what was decided meanwhile stands");
        let fresh = SmallSchool { store: FactStore::default(), ..school.clone() };
        assert_eq!(fresh.facts().await, school.facts().await);
    })
    .await;
}

#[tokio::test]
async fn whoever_approves_what_has_a_kept_file_is_told_why_it_is_kept() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        let version = school.hand_in(school.thuy, PLAN).await.unwrap();
        let found = async |inspection: Inspection| {
            let found = InspectedFile { file: version.files[0].clone(), inspection };
            let noted = async move |work: &mut Work| inspections::note(work, &[found]).await;
            database.write_quietly(school.id, None, noted).await.unwrap();
        };
        let approve = async || decide_as(&school, school.am, looked_at(&school, Outcome::Approved).await).await;
        found(Inspection::Pending(Interruption::Killed)).await;
        assert_eq!(approve().await, refused(ReviewRefusal::FileHeld { kept: Kept::Pending }), "it waits for no decision");
        found(Inspection::Held(vec![Cause::Macros])).await;
        assert_eq!(approve().await, refused(ReviewRefusal::FileHeld { kept: Kept::Waiting }));
        let (store, place) = (school.store.clone(), (version.id, 0));
        let back = HeldVerdict::Returned { reason: "Bỏ macro".to_owned() };
        let judge = async move |work: &mut Work| inspections::judge(work, &store, place, back, None).await;
        database.write(school.id, Some(school.nguyet), judge).await.unwrap();
        assert_eq!(approve().await, refused(ReviewRefusal::FileHeld { kept: Kept::Returned }));
    })
    .await;
}
