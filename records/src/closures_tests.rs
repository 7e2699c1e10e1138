#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    closures::{preview_of_declaring, preview_of_taking_back},
    days::Timestamp,
    deadlines::Lateness,
    locks::Post,
    obligations::Verdict,
    people::PersonId,
    refusal::ClosureRefusal,
};

use super::*;
use crate::{
    obligations,
    testing::{
        TestDatabase, each_engine,
        school::{SmallSchool, calendar},
    },
};

/// Due on Friday 6 November.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";
const OTHER: &str = "Giáo án tuần 10 · Lớp 4B";
const FRIDAY: &str = "06/11/2026";

/// A storm on that Friday, for the whole school or these units.
fn storm(whose: &[String]) -> ClosureForm {
    ClosureForm {
        key: new_id::<Closure>().to_string(),
        kind: "storm".to_owned(),
        from: FRIDAY.to_owned(),
        whose: whose.to_vec(),
        words: "bão số 13".to_owned(),
        ..ClosureForm::default()
    }
}

async fn declares(school: &SmallSchool, by: PersonId, form: &ClosureForm) -> Result<Result<ClosureId, FormErrors>, Error> {
    let (store, form) = (school.store.clone(), form.clone());
    school
        .database
        .write(school.id, Some(by), async move |work: &mut Work| {
            let seen = seen_of(work, &store, &form).await?;
            declare(work, &store, &form, &seen).await
        })
        .await
}

async fn takes_back(school: &SmallSchool, by: PersonId, id: ClosureId) -> Result<(), Error> {
    let (store, reason) = (school.store.clone(), Reason::parse("Bão đổi hướng").unwrap());
    school
        .database
        .write(school.id, Some(by), async move |work: &mut Work| {
            let facts = store.facts(work).await?;
            // Whoever may not has seen nothing.
            let seen = facts.closure(id).map(|one| ClosureOutlook::of_taking_back(&facts, one, Post::Principal, work.now).unwrap());
            take_back(work, &store, id, &reason, seen.as_ref().map(ClosureOutlook::seen).unwrap_or_default()).await
        })
        .await
}

fn refused(error: Error) -> ClosureRefusal {
    match error {
        Error::Refused(Refusal::Closure(refusal)) => refusal,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_closure_moves_what_is_owed_once_and_is_taken_back_once() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let now: Timestamp = school.at("2026-11-05T20:00:00+07:00");
        let before = school.known().await;
        let form = storm(&[]);
        let preview = preview_of_declaring(&before, &form.parse(&before, now).unwrap(), now).unwrap();
        // Giáo án and kế hoạch of week 10, of both classes, and the health book of week 9, all due on that Friday.
        assert_eq!((preview.moved.count(), preview.moved.headline()), (5, "Dời hạn 5 hồ sơ của 4 cô".to_owned()));
        for person in [school.am, school.hoa, school.hoa_y_te] {
            assert_eq!(refused(declares(&school, person, &form).await.unwrap_err()), ClosureRefusal::NotYours);
        }
        let revision = school.known().await.revision;
        let id = declares(&school, school.nguyet, &form).await.unwrap().unwrap();
        let after = school.known().await;
        let moved = after.obligations.iter().filter(|one| before.obligation(one.id).unwrap().due_day() != one.due_day());
        assert_eq!(moved.count(), preview.moved.count(), "what was looked at is what happened");
        assert_eq!((school.due(PLAN).await, school.due(OTHER).await), ("2026-11-09".to_owned(), "2026-11-09".to_owned()));
        assert_eq!((Some(id), after.revision - revision), (form.id(), 2), "the closure, and the list that follows it");
        // The form comes again, from another window or another hand: it is declared once.
        assert_eq!(declares(&school, school.nguyet, &form).await, Ok(Ok(id)));
        assert_eq!((school.known().await.revision, school.known().await.closures.len()), (after.revision, 1));
        let changed = ClosureForm { to: "09/11/2026".to_owned(), ..form.clone() };
        assert_eq!(refused(declares(&school, school.nguyet, &changed).await.unwrap_err()), ClosureRefusal::LookedAtAnother);
        assert!(declares(&school, school.nguyet, &storm(&[])).await.unwrap().is_err(), "it is shut already");
        // Taken back in time, all is as before.
        let back = preview_of_taking_back(&after, &after.closures[0], now).unwrap();
        assert_eq!((back.moved.count(), back.stays), (5, 0));
        assert_eq!(refused(takes_back(&school, school.thuy, id).await.unwrap_err()), ClosureRefusal::NotYours);
        takes_back(&school, school.nguyet, id).await.unwrap();
        let again = school.known().await;
        assert_eq!((&again.obligations, &again.regime), (&before.obligations, &before.regime));
        assert_eq!(again.closures[0].taken_back.as_ref().unwrap().reason.as_str(), "Bão đổi hướng");
        assert_eq!(refused(takes_back(&school, school.nguyet, id).await.unwrap_err()), ClosureRefusal::TakenBack { at: now });
        assert_eq!(takes_back(&school, school.nguyet, new_id()).await, Err(Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn what_was_looked_at_is_compared_with_what_is_true_in_the_transaction() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T20:00:00+07:00");
        let form = storm(&[]);
        let (store, sent) = (school.store.clone(), form.clone());
        let look = async move |work: &mut Work| seen_of(work, &store, &sent).await;
        let seen = database.write(school.id, Some(school.nguyet), look).await.unwrap();
        // Between the look and the tap one of the plans comes.
        school.hand_in(school.hoa, PLAN).await.unwrap();
        let sends = async |seen: &str| {
            let (store, form, seen) = (school.store.clone(), form.clone(), seen.to_owned());
            let declare = async move |work: &mut Work| declare(work, &store, &form, &seen).await;
            database.write(school.id, Some(school.nguyet), declare).await
        };
        for old in [seen.as_str(), ""] {
            assert_eq!(refused(sends(old).await.unwrap_err()), ClosureRefusal::LookedAtAnother, "{old}");
        }
        assert_eq!(school.known().await.closures.len(), 0);
        let id = declares(&school, school.nguyet, &form).await.unwrap().unwrap();
        let (store, reason) = (school.store.clone(), Reason::parse("Bão đổi hướng").unwrap());
        let back = async move |work: &mut Work| take_back(work, &store, id, &reason, "x").await;
        let unseen = database.write(school.id, Some(school.nguyet), back).await.unwrap_err();
        assert_eq!(refused(unseen), ClosureRefusal::LookedAtAnother);
        takes_back(&school, school.nguyet, id).await.unwrap();
        // Five weeks are shut only by whoever has said how many days of teaching they are.
        let (from, to) = ("16/11/2026".to_owned(), "18/12/2026".to_owned());
        let long = ClosureForm { from, to, ..storm(&[]) };
        assert!(declares(&school, school.nguyet, &long).await.unwrap().unwrap_err().of("long").is_some());
        let long = ClosureForm { long: "25".to_owned(), ..long };
        assert!(declares(&school, school.nguyet, &long).await.unwrap().is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_class_that_was_shut_is_judged_by_its_own_days_and_stays_so() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-09T09:00:00+07:00");
        for (person, title) in [(school.hoa, PLAN), (school.thuy, OTHER)] {
            let late = school.hand_in(person, title).await.unwrap();
            assert_eq!(late.receipt.verdict, Verdict::Late(Lateness::WorkingDays(1)));
        }
        // On Monday the principal hears that class 4A had no power on Friday.
        let now = school.at("2026-11-09T10:00:00+07:00");
        let form = storm(&[format!("class.{}", school.class_4a)]);
        let facts = school.known().await;
        let preview = preview_of_declaring(&facts, &form.parse(&facts, now).unwrap(), now).unwrap();
        let kinder = vec![format!("{PLAN} (muộn 1 ngày làm việc, nay đúng hạn)")];
        assert_eq!((preview.moved.count(), Vec::from_iter(preview.moved.kinder.into_values())), (1, kinder));
        let id = declares(&school, school.nguyet, &form).await.unwrap().unwrap();
        let verdict = async |title| school.record(title).await.handed_in.unwrap().judged.verdict;
        assert_eq!((verdict(PLAN).await, school.due(PLAN).await), (Verdict::OnTime, "2026-11-09".to_owned()));
        assert_eq!(
            (verdict(OTHER).await, school.due(OTHER).await),
            (Verdict::Late(Lateness::WorkingDays(1)), "2026-11-06".to_owned())
        );
        let record = school.record(PLAN).await.id;
        let history = async move |work: &mut Work| obligations::judgements(work, record).await;
        let history = school.database.read(school.id, None, history).await.unwrap();
        let cause = "báo nghỉ đột xuất: Nghỉ bão số 13 (lớp 4A)";
        assert_eq!(history.last().unwrap().cause.as_deref(), Some(cause));
        // What is handed in afterwards is judged by the calendar of its class as well.
        school.at("2026-11-10T09:00:00+07:00");
        let late = school.hand_in(school.hoa, "Kế hoạch tuần 10 · Lớp 4A").await.unwrap();
        assert_eq!(late.receipt.verdict, Verdict::Late(Lateness::WorkingDays(1)), "due on Monday");
        // It is not taken back: the day has come, and nobody becomes late by it.
        let over = ClosureRefusal::Over { last: "2026-11-06".parse().unwrap() };
        assert_eq!(refused(takes_back(&school, school.nguyet, id).await.unwrap_err()), over);
        assert_eq!((verdict(PLAN).await, school.due(PLAN).await), (Verdict::OnTime, "2026-11-09".to_owned()));
        school.known().await;
    })
    .await;
}

#[tokio::test]
async fn a_changed_calendar_leaves_closures_in_force_and_another_school_knows_none_of_them() {
    each_engine(|database: TestDatabase| async move {
        let (school, other) = (SmallSchool::found(&database).await, SmallSchool::found(&database).await);
        school.at("2026-11-05T20:00:00+07:00");
        let id = declares(&school, school.nguyet, &storm(&[])).await.unwrap().unwrap();
        school.change_calendar(calendar(), "lịch năm học được sửa").await;
        assert_eq!(school.due(PLAN).await, "2026-11-09");
        school.known().await;
        assert_eq!((other.due(PLAN).await, other.known().await.closures.len()), ("2026-11-06".to_owned(), 0));
        assert_eq!(takes_back(&other, other.nguyet, id).await, Err(Error::NotFound));
        declares(&other, other.nguyet, &storm(&[])).await.unwrap().unwrap();
        assert_eq!(other.known().await.closures[0].number, 1, "each school counts its own");
    })
    .await;
}

#[tokio::test]
async fn nothing_of_a_closure_is_changed_or_removed() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let id = declares(&school, school.nguyet, &storm(&[])).await.unwrap().unwrap();
        takes_back(&school, school.nguyet, id).await.unwrap();
        database.keeps(school.id, &["closures", "closures_taken_back"]).await;
    })
    .await;
}

#[tokio::test]
async fn of_a_year_that_is_over_a_closure_finds_its_year_and_is_taken_back_by_nobody() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T20:00:00+07:00");
        let closure = declares(&school, school.nguyet, &storm(&[])).await.unwrap().unwrap();
        school.enters_next_year().await;
        school.at("2027-08-20T09:00:00+07:00");
        assert_eq!(school.facts().await.closure(closure), None);
        let store = school.store.clone();
        let of_closure = async move |work: &mut Work| store.of_closure(work, closure).await;
        let past = database.read(school.id, None, of_closure).await.unwrap();
        assert!(past.is_over && past.regime.year == school.year && past.closure(closure).is_some());
        assert_eq!(takes_back(&school, school.nguyet, closure).await, Err(Error::NotFound));
        let (store, unknown) = (school.store.clone(), new_id::<Closure>());
        let of_unknown = async move |work: &mut Work| store.of_closure(work, unknown).await;
        assert_eq!(database.read(school.id, None, of_unknown).await.map(drop), Err(Error::NotFound));
    })
    .await;
}
