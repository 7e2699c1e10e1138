#![allow(clippy::unwrap_used, clippy::expect_used)]
use std::sync::Arc;

use domain::{
    people::{PersonId, Position},
    refusal::SwapRefusal,
    school_years::WhichYear,
    turns::{ClassTurns, TurnsForm},
};

use super::*;
use crate::testing::{TestDatabase, each_engine, school::SmallSchool};

/// Due on Friday 6 November; cô Hoa's turn.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";
/// Due on Friday 13 November; cô Thảo's turn.
const HERS: &str = "Giáo án tuần 11 · Lớp 4A";

/// A school in which the two of 4A take turns: cô Hoa even weeks, cô Thảo odd ones.
async fn with_turns(database: &TestDatabase) -> SmallSchool {
    let school = SmallSchool::found(database).await;
    school.at("2026-11-02T08:00:00+07:00");
    let (hoa, thao) = (school.hoa, school.thao);
    shares(&school, move |week| if week % 2 == 0 { hoa } else { thao }).await;
    school
}

/// The leadership says whose each week of 4A is, from the tenth on.
async fn shares(school: &SmallSchool, whose: impl Fn(u8) -> PersonId) {
    let turns = ClassTurns::of(&*school.facts().await, school.class_4a, school.database.hand.shows()).unwrap();
    let mut form = TurnsForm::of(&turns);
    for (number, week) in (1..).zip(&mut form.weeks).filter(|(number, _)| 10 <= *number) {
        *week = Some(whose(number).to_string());
    }
    let class = school.class_4a;
    let send = async move |work: &mut Work| crate::turns::change(work, WhichYear::Present, class, &form).await;
    school.database.write(school.id, Some(school.nguyet), send).await.unwrap().unwrap();
}

fn form(to: PersonId, back: Option<u8>) -> SwapForm {
    let with = back.map_or_else(|| to.to_string(), |back| format!("{to}:{back}"));
    SwapForm { key: new_id::<SwapOffer>().to_string(), with, reason: "Tuần đó em đi tập huấn".to_owned() }
}

async fn offers(school: &SmallSchool, by: PersonId, title: &str, form: &SwapForm) -> Result<Result<SwapId, FormErrors>, Error> {
    let (store, form, id) = (school.store.clone(), form.clone(), school.record(title).await.id);
    school.database.write(school.id, Some(by), async move |work: &mut Work| offer(work, &store, id, &form).await).await
}

async fn answers(school: &SmallSchool, by: PersonId, id: SwapId, answer: SwapAnswer) -> Result<(), Error> {
    let store = school.store.clone();
    let task = async move |work: &mut Work| match answer {
        SwapAnswer::Accepted => accept(work, &store, id).await,
        SwapAnswer::Declined => decline(work, &store, id).await,
        SwapAnswer::TakenBack => take_back(work, &store, id).await,
    };
    school.database.write(school.id, Some(by), task).await
}

fn refused(error: Error) -> SwapRefusal {
    match error {
        Error::Refused(Refusal::Swap(refusal)) => refusal,
        other => panic!("{other}"),
    }
}

async fn turn(school: &SmallSchool, title: &str) -> Option<PersonId> {
    school.record(title).await.terms.turn
}

#[tokio::test]
async fn one_offers_and_the_other_confirms_and_the_weeks_are_each_others() {
    each_engine(|database: TestDatabase| async move {
        let school = with_turns(&database).await;
        let (hoa, thao) = (school.hoa, school.thao);
        assert_eq!((turn(&school, PLAN).await, turn(&school, HERS).await), (Some(hoa), Some(thao)));
        let before = school.known().await;
        let both = form(thao, Some(11));
        for other in [thao, school.thuy, school.am, school.nguyet] {
            assert_eq!(refused(offers(&school, other, PLAN, &both).await.unwrap_err()), SwapRefusal::NotYourTurn);
        }
        assert!(offers(&school, hoa, PLAN, &SwapForm::default()).await.unwrap().is_err());
        let health = before.open_obligations().find(|one| turn_week(one).is_none()).unwrap().id;
        let (store, sent) = (school.store.clone(), both.clone());
        let none = async move |work: &mut Work| offer(work, &store, health, &sent).await;
        assert_eq!(school.database.write(school.id, Some(hoa), none).await.unwrap_err(), Error::NotFound);
        let colleague = offers(&school, hoa, PLAN, &form(school.thuy, None)).await.unwrap_err();
        assert!(matches!(refused(colleague), SwapRefusal::NotTeaching { .. }), "she is of another class");
        assert_eq!(school.known().await.revision, before.revision, "nothing was offered");
        let swap = offers(&school, hoa, PLAN, &both).await.unwrap().unwrap();
        assert_eq!(offers(&school, hoa, PLAN, &both).await, Ok(Ok(swap)), "the same form comes again");
        let again = offers(&school, hoa, PLAN, &form(thao, None)).await.unwrap_err();
        assert!(matches!(refused(again), SwapRefusal::Waits { .. }));
        assert_eq!(turn(&school, PLAN).await, Some(hoa), "nothing changes before it is confirmed");
        for other in [hoa, school.thuy, school.nguyet] {
            for answer in [SwapAnswer::Accepted, SwapAnswer::Declined] {
                let refusal = refused(answers(&school, other, swap, answer).await.unwrap_err());
                assert_eq!(refusal, SwapRefusal::NotYoursToAnswer, "{answer:?}");
            }
        }
        let taken = refused(answers(&school, thao, swap, SwapAnswer::TakenBack).await.unwrap_err());
        assert_eq!(taken, SwapRefusal::NotYoursToTakeBack);
        answers(&school, thao, swap, SwapAnswer::Accepted).await.unwrap();
        let after = school.known().await;
        assert_eq!((turn(&school, PLAN).await, turn(&school, HERS).await), (Some(thao), Some(hoa)));
        assert_eq!((school.due(PLAN).await, school.due(HERS).await), ("2026-11-06".to_owned(), "2026-11-13".to_owned()));
        let answered = after.swap(swap).unwrap().answered.unwrap();
        assert_eq!((answered.answer, answered.by), (SwapAnswer::Accepted, thao));
        for (who, answer) in [(thao, SwapAnswer::Accepted), (thao, SwapAnswer::Declined), (hoa, SwapAnswer::TakenBack)] {
            let twice = refused(answers(&school, who, swap, answer).await.unwrap_err());
            assert_eq!(twice, SwapRefusal::Answered { at: answered.at }, "{answer:?}");
        }
        // Whoever has the week now hands it in, and on time.
        school.hand_in(thao, PLAN).await.unwrap();
        assert_eq!(school.record(PLAN).await.handed_in.unwrap().first_by, thao);
    })
    .await;
}

#[tokio::test]
async fn an_offer_lapses_with_what_happens_meanwhile() {
    each_engine(|database: TestDatabase| async move {
        // Each story begins anew: what happens, and why the offer can be confirmed no more.
        type Matches = fn(&SwapRefusal) -> bool;
        let handed_in: Matches = |one| matches!(one, SwapRefusal::HandedIn { .. });
        let due: Matches = |one| matches!(one, SwapRefusal::Due { .. });
        let roster: Matches = |one| matches!(one, SwapRefusal::NotTheirTurn { .. });
        let left: Matches = |one| matches!(one, SwapRefusal::NotTeaching { .. });
        // The clock is the database's and goes on from one story to the next, so that the one in which a day passes is the last.
        for (what, lapses) in [("handed in", handed_in), ("roster", roster), ("left", left), ("due", due)] {
            let school = with_turns(&database).await;
            let (hoa, thao) = (school.hoa, school.thao);
            let swap = offers(&school, hoa, PLAN, &form(thao, Some(11))).await.unwrap().unwrap();
            match what {
                "handed in" => drop(school.hand_in(hoa, PLAN).await.unwrap()),
                "due" => _ = school.at("2026-11-06T07:00:00+07:00"),
                "roster" => shares(&school, move |week| if week % 2 == 0 { thao } else { hoa }).await,
                _ => school.end_position(school.nguyet, thao, Position::Teacher(school.class_4a), "03/11/2026").await,
            }
            let before = (turn(&school, PLAN).await, turn(&school, HERS).await, school.known().await.revision);
            for (who, answer) in [(thao, SwapAnswer::Accepted), (thao, SwapAnswer::Declined), (hoa, SwapAnswer::TakenBack)] {
                let refusal = refused(answers(&school, who, swap, answer).await.unwrap_err());
                assert!(lapses(&refusal), "{what}: {refusal:?}");
            }
            let after = (turn(&school, PLAN).await, turn(&school, HERS).await, school.known().await.revision);
            assert_eq!(after, before, "{what}");
            if what == "roster" {
                // The week is offered anew, by whose it is now.
                offers(&school, thao, PLAN, &form(hoa, None)).await.unwrap().unwrap();
            }
        }
    })
    .await;
}

#[tokio::test]
async fn of_two_answers_at_once_one_counts_and_nothing_is_half_done() {
    each_engine(|database: TestDatabase| async move {
        for pair in [
            [SwapAnswer::Accepted, SwapAnswer::Accepted],
            [SwapAnswer::Accepted, SwapAnswer::TakenBack],
            [SwapAnswer::TakenBack, SwapAnswer::Accepted],
            [SwapAnswer::Accepted, SwapAnswer::Declined],
        ] {
            let school = Arc::new(with_turns(&database).await);
            let (hoa, thao) = (school.hoa, school.thao);
            let swap = offers(&school, hoa, PLAN, &form(thao, Some(11))).await.unwrap().unwrap();
            let at_once = pair.map(|answer| {
                let school = Arc::clone(&school);
                tokio::spawn(async move {
                    let by = if answer == SwapAnswer::TakenBack { school.hoa } else { school.thao };
                    (answer, answers(&school, by, swap, answer).await)
                })
            });
            let mut done = Vec::new();
            for task in at_once {
                match task.await.unwrap() {
                    (answer, Ok(())) => done.push(answer),
                    (answer, Err(error)) => {
                        assert!(matches!(refused(error), SwapRefusal::Answered { .. }), "{answer:?} of {pair:?}");
                    }
                }
            }
            let known = school.known().await;
            let answered = known.swap(swap).unwrap().answered.unwrap();
            assert_eq!(done, [answered.answer], "{pair:?}");
            let turns = (turn(&school, PLAN).await, turn(&school, HERS).await);
            let swapped = answered.answer == SwapAnswer::Accepted;
            assert_eq!(turns, if swapped { (Some(thao), Some(hoa)) } else { (Some(hoa), Some(thao)) }, "{pair:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn two_offers_about_one_week_are_confirmed_once() {
    each_engine(|database: TestDatabase| async move {
        let school = with_turns(&database).await;
        let (hoa, thao) = (school.hoa, school.thao);
        let first = offers(&school, hoa, PLAN, &form(thao, Some(11))).await.unwrap().unwrap();
        // Cô Thảo offers the week that is asked of her, before she has read it.
        let second = offers(&school, thao, HERS, &form(hoa, None)).await.unwrap().unwrap();
        answers(&school, hoa, second, SwapAnswer::Accepted).await.unwrap();
        let refusal = refused(answers(&school, thao, first, SwapAnswer::Accepted).await.unwrap_err());
        assert_eq!(refusal, SwapRefusal::NotTheirTurn { week: 11, who: "cô Thảo".to_owned() });
        assert_eq!((turn(&school, PLAN).await, turn(&school, HERS).await), (Some(hoa), Some(hoa)));
    })
    .await;
}

#[tokio::test]
async fn offers_and_answers_stay_as_they_are() {
    each_engine(|database: TestDatabase| async move {
        let school = with_turns(&database).await;
        let swap = offers(&school, school.hoa, PLAN, &form(school.thao, None)).await.unwrap().unwrap();
        answers(&school, school.thao, swap, SwapAnswer::Declined).await.unwrap();
        database.keeps(school.id, &["swap_offers", "swap_answers"]).await;
        let known = school.known().await;
        assert_eq!(known.swap(swap).unwrap().answered.unwrap().answer, SwapAnswer::Declined);
        // Another school knows nothing of it.
        let other = with_turns(&database).await;
        assert_eq!(answers(&other, other.thao, swap, SwapAnswer::Accepted).await.unwrap_err(), Error::NotFound);
        assert!(other.known().await.swaps.is_empty());
    })
    .await;
}
