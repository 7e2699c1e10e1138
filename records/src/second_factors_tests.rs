#![allow(clippy::unwrap_used)]
use chrono::TimeDelta;

use super::*;
use crate::testing::{TestDatabase, each_engine, school::SmallSchool};

fn new() -> NewSecondFactor {
    NewSecondFactor { nonce: vec![7; 16], step: 100, recovery: (0..10).map(|number| vec![number; 32]).collect() }
}

async fn on(school: &SmallSchool, person: PersonId) -> Result<(), Error> {
    school.database.write(school.id, Some(person), async |work: &mut Work| switch_on(work, &new()).await).await
}

async fn pass_with(school: &SmallSchool, person: PersonId, proof: Option<CodeProof>) -> Result<(), Refusal> {
    // As in the transaction that opens a session, which notes an event.
    let pass = async move |work: &mut Work| {
        pass(work, person, proof.as_ref()).await?;
        work.note(Event::SessionBegun { person });
        Ok(())
    };
    refusal(school.database.write(school.id, Some(person), pass).await)
}

fn refusal<T>(done: Result<T, Error>) -> Result<T, Refusal> {
    done.map_err(|error| match error {
        Error::Refused(refusal) => refusal,
        other => panic!("{other}"),
    })
}

fn step(step: i64) -> Option<CodeProof> {
    Some(CodeProof::Step { nonce: vec![7; 16], step })
}

#[tokio::test]
async fn a_code_opens_once_and_so_does_one_on_paper() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let (hoa, thao) = (school.hoa, school.thao);
        assert_eq!(pass_with(&school, hoa, None).await, Ok(()), "whoever has none needs no code");
        on(&school, hoa).await.unwrap();
        assert_eq!(refusal(on(&school, hoa).await), Err(SecondFactorRefusal::AlreadyOn.into()));
        let wrong = || Err(SecondFactorRefusal::WrongCode.into());
        assert_eq!(pass_with(&school, hoa, None).await, Err(SecondFactorRefusal::CodeNeeded.into()));
        assert_eq!(pass_with(&school, hoa, step(100)).await, wrong(), "the one that set it up");
        assert_eq!(pass_with(&school, hoa, step(101)).await, Ok(()));
        assert_eq!(pass_with(&school, hoa, step(101)).await, wrong(), "twice");
        let other = Some(CodeProof::Step { nonce: vec![8; 16], step: 102 });
        assert_eq!(pass_with(&school, hoa, other).await, wrong(), "of the second factor that she had before");
        let paper = || Some(CodeProof::Recovery { hash: vec![3; 32] });
        assert_eq!(pass_with(&school, hoa, paper()).await, Ok(()));
        assert_eq!(pass_with(&school, hoa, paper()).await, wrong());
        let kept = school.database.read(school.id, None, async move |work: &mut Work| of(work, hoa).await).await.unwrap();
        assert_eq!(kept.map(|kept| (kept.last_step, kept.codes_left)), Some((101, 9)));
        assert_eq!(pass_with(&school, thao, None).await, Ok(()), "nobody else's");

        let renew = async |work: &mut Work| renew_codes(work, &[vec![99; 32]]).await;
        school.database.write(school.id, Some(hoa), renew).await.unwrap();
        assert_eq!(pass_with(&school, hoa, Some(CodeProof::Recovery { hash: vec![4; 32] })).await, wrong(), "one of before");
        assert_eq!(pass_with(&school, hoa, Some(CodeProof::Recovery { hash: vec![99; 32] })).await, Ok(()));
    })
    .await;
}

#[tokio::test]
async fn the_duty_begins_with_its_days_of_grace_and_is_not_shaken_off() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let (nguyet, hoa) = (school.nguyet, school.hoa);
        let set = async |by: PersonId, days: Option<i64>| {
            let set = async move |work: &mut Work| set_duty(work, &FactStore::default(), days).await;
            refusal(school.database.write(school.id, Some(by), set).await)
        };
        let duty = async || school.database.read(school.id, None, async |work: &mut Work| duty(work).await).await.unwrap();
        assert_eq!(set(hoa, Some(0)).await, Err(SecondFactorRefusal::DutyIsThePrincipals.into()));
        let began = school.at("2026-11-06T09:00:00+07:00");
        assert_eq!(set(nguyet, Some(14)).await, Ok(()));
        database.hand.advance(TimeDelta::days(3));
        assert_eq!(set(nguyet, Some(14)).await, Ok(()));
        assert_eq!(duty().await, Some(SecondFactorDuty { since: began, grace_days: 14 }), "the days do not begin anew");

        let end = async |person: PersonId| {
            let end = async move |work: &mut Work| end_own(work, &FactStore::default()).await;
            refusal(school.database.write(school.id, Some(person), end).await)
        };
        for person in [nguyet, hoa] {
            assert_eq!(end(person).await, Err(SecondFactorRefusal::NotOn.into()));
            on(&school, person).await.unwrap();
        }
        assert_eq!(end(hoa).await, Ok(()), "a teacher ends her own");
        assert_eq!(end(nguyet).await, Err(SecondFactorRefusal::IsDuty.into()));
        assert_eq!(set(nguyet, None).await, Ok(()));
        assert_eq!((duty().await, end(nguyet).await), (None, Ok(())));
    })
    .await;
}

#[tokio::test]
async fn a_lost_one_is_ended_by_others_and_the_leaderships_by_two() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let (nguyet, hoa, thao) = (school.nguyet, school.hoa, school.thao);
        for person in [nguyet, hoa] {
            on(&school, person).await.unwrap();
        }
        let end = async |by: PersonId, of: PersonId| {
            let end = async move |work: &mut Work| end_lost(work, &FactStore::default(), of).await;
            refusal(school.database.write(school.id, Some(by), end).await)
        };
        assert_eq!(end(thao, hoa).await, Err(SecondFactorRefusal::NotYours.into()));
        assert_eq!(end(nguyet, hoa).await, Ok(true));
        assert_eq!(end(nguyet, hoa).await, Err(SecondFactorRefusal::NotOn.into()));
        assert_eq!(pass_with(&school, hoa, None).await, Ok(()));
        assert_eq!(end(nguyet, nguyet).await, Err(SecondFactorRefusal::NotYours.into()), "one's own is switched off where it is");
        let at_console = async move |work: &mut Work| {
            let username = accounts::of_person(work, nguyet).await?.username;
            end_at_console(work, &username).await
        };
        assert!(school.database.write(school.id, None, at_console).await.unwrap());
        assert_eq!(pass_with(&school, nguyet, None).await, Ok(()));
    })
    .await;
}
