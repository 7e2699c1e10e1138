//! What is held beside a request, an order or a decision.

use domain::{
    inspection::JudgedFile,
    mandates::MandateForm,
    names::PersonName,
    people::{Honorific, PersonId, Position},
    updates::RequestForm,
};
use uuid::Uuid;

use super::*;
use crate::{
    accounts,
    locks::tests::{orders_as, week_10},
    mandates, people,
    testing::{allowed, school::first_week},
    updates,
};

/// Somebody sends a file that nobody could look into yet.
fn unseen(name: &str, number: u8) -> InspectedFile {
    InspectedFile { file: paper(name, number), inspection: Inspection::Pending(Interruption::Late) }
}

/// Cô Hoa's request with this file, for a record that is shut.
async fn asks(school: &SmallSchool, file: InspectedFile) -> HeldIn {
    let record = school.record(PLAN).await.id;
    let key = Uuid::now_v7();
    let (store, id) = (school.store.clone(), Id::new(key));
    let keep = async move |work: &mut Work| updates::evidence::keep(work, &store, (id, record), &[file], work.now).await;
    let kept = school.database.write_quietly(school.id, Some(school.hoa), keep).await.unwrap();
    let files = kept.into_iter().map(|one| one.unwrap().to_string()).collect();
    let reason = "Ốm từ thứ Tư đến thứ Sáu".to_owned();
    let form = RequestForm { key: key.to_string(), records: vec![record.to_string()], reason, files, ..RequestForm::default() };
    let store = school.store.clone();
    let send = async move |work: &mut Work| updates::request(work, &store, &form).await;
    HeldIn::Evidence(school.database.write(school.id, Some(school.hoa), send).await.unwrap().unwrap())
}

/// Cô Nguyệt's order over week 10, with this scan.
async fn orders(school: &SmallSchool, scan: InspectedFile) -> HeldIn {
    let order = orders_as(school, school.nguyet, week_10()).await.unwrap();
    let store = school.store.clone();
    let attach = async move |work: &mut Work| locks::attach_scans(work, &store, order, &[scan]).await;
    school.database.write(school.id, Some(school.nguyet), attach).await.unwrap();
    HeldIn::OrderScan(order)
}

/// A decision that cô Nguyệt records, with this scan.
async fn decides(school: &SmallSchool, scan: InspectedFile) -> HeldIn {
    let form = MandateForm {
        key: Uuid::now_v7().to_string(),
        kind: "positions".to_owned(),
        number: "22/QĐ-MNHS".to_owned(),
        signed_on: "01/11/2026".to_owned(),
        signer: "Nguyễn Thị Nguyệt, hiệu trưởng".to_owned(),
        about: "Phân công".to_owned(),
        from: "01/11/2026".to_owned(),
        until: String::new(),
    };
    let store = school.store.clone();
    let record = async move |work: &mut Work| {
        let id = mandates::record(work, &store, &form).await?.unwrap();
        mandates::add_scan(work, &store, id, &scan).await?;
        Ok(id)
    };
    HeldIn::MandateScan(school.database.write(school.id, Some(school.nguyet), record).await.unwrap())
}

#[tokio::test]
async fn what_is_held_beside_a_request_an_order_or_a_decision_is_decided_about_by_hand_too() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        let staff = async |work: &mut Work| {
            let name = PersonName::parse("Phạm Văn Định").unwrap();
            let dinh: PersonId = people::add_person(work, &allowed(), &name, Honorific::Thay, None).await?;
            accounts::open(work, &allowed(), dinh, "dinh", "$argon2id$", false).await?;
            people::appoint(work, &allowed(), dinh, Position::ManagementTeam, first_week(), "").await?;
            Ok(dinh)
        };
        let dinh = database.write(school.id, None, staff).await.unwrap();
        let (scan, evidence, paper) = (unseen("quyết định khóa.pdf", 70), unseen("giấy ra viện.jpg", 71), unseen("qd-22.pdf", 72));
        let order = orders(&school, scan.clone()).await;
        let request = asks(&school, evidence.clone()).await;
        let mandate = decides(&school, paper.clone()).await;
        let waits = async || {
            let read = async |work: &mut Work| listed(work).await;
            let mut places: Vec<HeldIn> =
                database.read(school.id, None, read).await.unwrap().into_iter().map(|one| one.place).collect();
            places.sort();
            let told = school.facts().await.held_files.clone();
            assert_eq!(told.waiting + told.judged.iter().filter(|one| places.contains(&one.place)).count(), places.len());
            places
        };
        assert_eq!(waits().await, [], "nobody has come to the end of them");
        database.hand.advance(chrono::TimeDelta::minutes(5));
        let found = [scan, evidence, paper].map(|one| InspectedFile { inspection: Inspection::Held(vec![Cause::Macros]), ..one });
        let notes = async move |work: &mut Work| note(work, &found).await;
        database.write_quietly(school.id, None, notes).await.unwrap();
        assert_eq!(waits().await, [request, order, mandate]);
        let judges = async |by: PersonId, place: HeldIn, verdict: HeldVerdict| {
            let store = school.store.clone();
            let judge = async move |work: &mut Work| judge(work, &store, (place, 0), verdict, None).await;
            database.write(school.id, Some(by), judge).await
        };
        let released = || HeldVerdict::Released;
        let kept = || HeldVerdict::Returned { reason: "Có macro".to_owned() };
        let refused = async |by, place| refused(judges(by, place, released()).await.unwrap_err());
        assert_eq!(refused(school.hoa, request).await, InspectionRefusal::NotYours);
        assert_eq!(refused(dinh, request).await, InspectionRefusal::OfEvidence, "it may say why she was away");
        assert_eq!(refused(school.nguyet, order).await, InspectionRefusal::OwnFile);
        assert_eq!(refused(school.nguyet, mandate).await, InspectionRefusal::OwnFile);
        judges(school.nguyet, request, released()).await.unwrap();
        judges(dinh, order, released()).await.unwrap();
        judges(dinh, mandate, kept()).await.unwrap();
        assert_eq!(waits().await, [mandate], "what is not let open stays on the list, so that somebody can think better of it");
        assert_eq!(refused(dinh, order).await, InspectionRefusal::NotHeld);
        let told = school.facts().await.held_files.clone();
        let mut judged: Vec<(HeldIn, PersonId)> =
            told.judged.iter().map(|JudgedFile { place, handed_in_by, .. }| (*place, *handed_in_by)).collect();
        judged.sort();
        assert_eq!(judged, [(request, school.hoa), (order, school.nguyet), (mandate, school.nguyet)]);
        assert_eq!(told.waiting, 0);
    })
    .await;
}

/// Files of tasks, of answers to them and of templates are no part of the list yet: what is found there to be able to act, after
/// nobody could look into it when it came, opens for nobody. Another version takes the place of a template.
const NOT_LISTED: [&str; 3] = ["record_templates", "task_files", "task_answer_files"];

/// A table that names files for good and is not listed here would hold files that nobody can let open.
#[test]
fn every_table_that_names_files_for_good_is_listed_when_they_are_held() {
    let mut listed: Vec<&str> = held_files::BESIDE.iter().map(|(table, ..)| *table).chain(["submission_files"]).collect();
    listed.extend(NOT_LISTED);
    let mut kept: Vec<&str> = uploads::KEPT_IN.iter().map(|(table, _)| *table).collect();
    listed.sort_unstable();
    kept.sort_unstable();
    assert_eq!(listed, kept);
}
