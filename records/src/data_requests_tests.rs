#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{data_requests::RequestState, own_data::hand_in_row};

use super::*;
use crate::{
    staff,
    testing::{each_engine, school::SmallSchool},
};

/// Of cô Hoa and cô Thảo.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";

async fn ask(school: &SmallSchool, by: PersonId, key: &str) -> Result<Checked, Error> {
    let (store, form) = (school.store.clone(), AskForm { key: key.to_owned(), reason: String::new() });
    school.database.write(school.id, Some(by), async move |work: &mut Work| super::ask(work, &store, &form).await).await
}

async fn enter(school: &SmallSchool, by: PersonId, person: PersonId) -> Result<Checked, Error> {
    let identity = "Xem căn cước công dân".to_owned();
    let form = EnterForm { person: person.to_string(), identity, ..EnterForm::default() };
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| super::enter(work, &store, &form).await).await
}

async fn give(school: &SmallSchool, by: PersonId, id: DataRequestId) -> Result<(), Error> {
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| super::give(work, &store, id).await).await
}

async fn refuse(school: &SmallSchool, by: PersonId, id: DataRequestId) -> Result<Checked, Error> {
    let (store, form) = (school.store.clone(), RefuseForm { reason: "Vừa giao xong".to_owned(), clause: "Điều 4".to_owned() });
    school.database.write(school.id, Some(by), async move |work: &mut Work| super::refuse(work, &store, id, &form).await).await
}

async fn export(school: &SmallSchool, by: PersonId, id: DataRequestId) -> Result<PersonId, Error> {
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| super::export(work, &store, id).await).await
}

async fn register(school: &SmallSchool) -> Vec<DataRequest> {
    school.database.read(school.id, None, all).await.unwrap()
}

fn refused<T>(refusal: PersonalDataRefusal) -> Result<T, Error> {
    Err(Error::Refused(refusal.into()))
}

#[tokio::test]
async fn a_teacher_asks_once_gets_it_and_nobody_else_takes_it() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        // A Thursday: the second working day is Monday.
        school.at("2026-11-05T09:00:00+07:00");
        let key = "0199c0de-0000-7000-8000-000000000001";
        ask(&school, school.hoa, key).await.unwrap().unwrap();
        ask(&school, school.hoa, key).await.unwrap().unwrap();
        let request = register(&school).await.remove(0);
        assert_eq!((request.number, request.person, request.due.to_string().as_str()), (1, school.hoa, "2026-11-09"));
        let waits = PersonalDataRefusal::Waits { number: 1, due: request.due };
        assert_eq!(ask(&school, school.hoa, "").await, refused(waits));
        assert_eq!(register(&school).await.len(), 1);
        let due = request.due;
        assert_eq!(export(&school, school.hoa, request.id).await, refused(PersonalDataRefusal::NotGiven { due }));
        assert_eq!(give(&school, school.am, request.id).await, refused(PersonalDataRefusal::RegisterNotYours));
        give(&school, school.nguyet, request.id).await.unwrap();
        give(&school, school.nguyet, request.id).await.unwrap();
        assert_eq!(export(&school, school.hoa, request.id).await, Ok(school.hoa));
        for other in [school.nguyet, school.thao] {
            assert_eq!(export(&school, other, request.id).await, refused(PersonalDataRefusal::NotYourRequest));
        }
        let answered = refuse(&school, school.nguyet, request.id).await;
        assert!(matches!(answered, Err(Error::Refused(Refusal::PersonalData(PersonalDataRefusal::Answered { .. })))));
        database.keeps(school.id, &["data_requests", "data_answers"]).await;
    })
    .await;
}

#[tokio::test]
async fn what_was_refused_is_not_taken_and_may_be_asked_again() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        ask(&school, school.hoa, "").await.unwrap().unwrap();
        let first = register(&school).await.remove(0).id;
        refuse(&school, school.nguyet, first).await.unwrap().unwrap();
        assert_eq!(export(&school, school.hoa, first).await, refused(PersonalDataRefusal::WasRefused));
        ask(&school, school.hoa, "").await.unwrap().unwrap();
        let register = register(&school).await;
        assert_eq!(register.iter().map(|one| (one.number, one.waits())).collect::<Vec<_>>(), [(2, true), (1, false)]);
    })
    .await;
}

#[tokio::test]
async fn only_whoever_cannot_sign_in_is_entered_and_is_served_by_the_register() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let herself = PersonalDataRefusal::AsksThemselves { who: "cô Hoa".to_owned() };
        assert_eq!(enter(&school, school.nguyet, school.hoa).await, refused(herself));
        assert_eq!(enter(&school, school.am, school.hoa).await, refused(PersonalDataRefusal::RegisterNotYours));
        let (store, hoa) = (school.store.clone(), school.hoa);
        let shut = async move |work: &mut Work| staff::suspend(work, &store, hoa).await;
        database.write(school.id, Some(school.nguyet), shut).await.unwrap();
        enter(&school, school.nguyet, school.hoa).await.unwrap().unwrap();
        let request = register(&school).await.remove(0);
        assert!(request.is_entered_for_them());
        give(&school, school.nguyet, request.id).await.unwrap();
        assert_eq!(export(&school, school.nguyet, request.id).await, Ok(school.hoa));
        assert_eq!(export(&school, school.thao, request.id).await, refused(PersonalDataRefusal::NotYourRequest));
        let told = domain::data_requests::request_told(school.facts().await.organisation(), &request, request.due);
        assert_eq!(told.state, RequestState::Waits);
    })
    .await;
}

/// Cô Thuỷ is of the management team besides: alone she gets at nothing that another one has written.
#[tokio::test]
async fn whoever_shuts_an_account_and_enters_its_person_reads_nothing_alone() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let (store, thuy, hoa) = (school.store.clone(), school.thuy, school.hoa);
        let appoint = async move |work: &mut Work| {
            let team = domain::people::Position::ManagementTeam;
            crate::people::appoint(work, &crate::testing::allowed(), thuy, team, crate::testing::school::first_week(), "").await
        };
        database.write(school.id, None, appoint).await.unwrap();
        let shut = async move |work: &mut Work| staff::suspend(work, &store, hoa).await;
        database.write(school.id, Some(thuy), shut).await.unwrap();
        enter(&school, thuy, hoa).await.unwrap().unwrap();
        let request = register(&school).await.remove(0).id;
        assert_eq!(give(&school, thuy, request).await, refused(PersonalDataRefusal::EnteredIsTheLeaderships));
        assert_eq!(export(&school, thuy, request).await, refused(PersonalDataRefusal::EnteredIsTheLeaderships));
        give(&school, school.nguyet, request).await.unwrap();
        assert_eq!(export(&school, thuy, request).await, refused(PersonalDataRefusal::EnteredIsTheLeaderships));
        assert_eq!(export(&school, school.nguyet, request).await, Ok(hoa));
    })
    .await;
}

#[tokio::test]
async fn what_is_given_is_theirs_and_comes_some_at_a_time() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.hoa, PLAN).await.unwrap();
        school.hand_in(school.thao, PLAN).await.unwrap();
        school.hand_in(school.hoa, PLAN).await.unwrap();
        let (facts, hoa) = (school.facts().await, school.hoa);
        let theirs = async move |work: &mut Work| {
            let first = own_hand_ins(work, &facts, hoa, (0, 0), 1).await?;
            let number = first[0].version.receipt.number;
            let rest = own_hand_ins(work, &facts, hoa, (number.year, number.number), 10).await?;
            let comments = own_comments(work, &facts, hoa, uuid::Uuid::nil(), 10).await?;
            let (log, _) = own_log(work, &facts, (hoa, hoa), None, 100).await?;
            let actor = facts.actor(hoa, work.now);
            let rows: Vec<_> =
                first.iter().chain(&rest).map(|one| hand_in_row(&facts, &actor, &one.obligation, &one.version)).collect();
            Ok((rows, comments.len(), log))
        };
        let (rows, comments, log) = database.read(school.id, None, theirs).await.unwrap();
        let versions: Vec<&str> = rows.iter().map(|row| row[2].as_str()).collect();
        assert_eq!((versions, comments), (vec!["1", "3"], 0), "her own versions of the record, and nobody else's");
        let by_or_about = |entry: &domain::log::LogEntry| entry.actor == Some(hoa) || entry.subject == Some(hoa.uuid());
        assert!(!log.is_empty() && log.iter().all(by_or_about));
    })
    .await;
}
