//! What is held beside a request, an order or a decision.

use domain::{
    inspection::JudgedFile,
    mandates::MandateForm,
    names::PersonName,
    people::{Honorific, PersonId, Position},
    registers::{EntryForm, RegisterKind},
    tasks::{AnswerForm, TaskForm, TaskOutlook, TaskTarget},
    templates::TemplateForm,
    updates::RequestForm,
};
use uuid::Uuid;

use super::*;
use crate::{
    accounts,
    locks::tests::{orders_as, week_10},
    mandates, people, registers, tasks, templates,
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

/// Cô Nguyệt gives a task with this file, and cô Hoa answers it with that one.
async fn gives_and_answers(school: &SmallSchool, of_task: InspectedFile, of_answer: InspectedFile) -> [HeldIn; 2] {
    let (store, nguyet) = (school.store.clone(), school.nguyet);
    let id = new_id();
    let give = async move |work: &mut Work| {
        let kept = tasks::files::keep(work, &store, id, &[of_task]).await?.remove(0).unwrap();
        let day = domain::vietnamese::date(domain::days::day_of(work.now) + chrono::Days::new(7));
        let form = TaskForm {
            title: "Trang trí lớp".to_owned(),
            words: "Trang trí góc xuân.".to_owned(),
            until: day,
            targets: vec![TaskTarget::All.code()],
            files: vec![kept.to_string()],
            ..TaskForm::empty(id)
        };
        let facts = store.facts(work).await?;
        let plan = form.parse(&facts, nguyet, None, work.now).unwrap();
        let form = TaskForm { seen: TaskOutlook::of(&facts, &plan, work.now).seen().to_owned(), ..form };
        Ok(tasks::give(work, &store, &form).await?.unwrap())
    };
    let task = school.database.write(school.id, Some(nguyet), give).await.unwrap();
    let store = school.store.clone();
    let answer = async move |work: &mut Work| {
        let kept = tasks::files::keep(work, &store, task, &[of_answer]).await?.remove(0).unwrap();
        let form = AnswerForm { words: "Đã xong".to_owned(), files: vec![kept.to_string()], ..AnswerForm::empty(0) };
        tasks::answer(work, &store, task, &form, work.now).await.map(Result::unwrap)
    };
    school.database.write(school.id, Some(school.hoa), answer).await.unwrap();
    [HeldIn::TaskFile(task), HeldIn::AnswerFile(task, school.hoa, 1)]
}

/// A template of the first type, from cô Nguyệt.
async fn puts_up(school: &SmallSchool, file: InspectedFile) -> HeldIn {
    let store = school.store.clone();
    let put = async move |work: &mut Work| {
        let record_type = store.facts(work).await?.regime.record_types[0].id;
        let waits = templates::keep(work, &store, record_type, &[file]).await?.remove(0).unwrap();
        let form = TemplateForm { files: vec![waits.to_string()], ..TemplateForm::empty(0, "2026-09-01".parse().unwrap()) };
        templates::add(work, &store, record_type, &form).await?.unwrap();
        Ok(record_type)
    };
    HeldIn::Template(school.database.write(school.id, Some(school.nguyet), put).await.unwrap())
}

/// A letter that cô Nguyệt enters, with this scan.
async fn enters(school: &SmallSchool, scan: InspectedFile) -> HeldIn {
    let (store, kind) = (school.store.clone(), RegisterKind::Incoming);
    let said = [("subject", "Tăng cường phòng dịch"), ("sender", "Phòng Giáo dục"), ("came", "01/11/2026")];
    let typed = said.map(|(column, words)| (column.to_owned(), words.to_owned())).into();
    let enter = async move |work: &mut Work| {
        let form = EntryForm { key: String::new(), seen: String::new(), typed };
        let id = registers::enter(work, &store, kind, &form).await?.unwrap();
        let file = domain::files::StoredFile { kind: domain::files::FileKind::Pdf, ..scan.file };
        registers::attach(work, &store, (kind, id), &[InspectedFile { file, ..scan }]).await?;
        Ok(id)
    };
    HeldIn::EntryFile(kind, school.database.write(school.id, Some(school.nguyet), enter).await.unwrap())
}

#[tokio::test]
async fn what_is_held_in_a_task_an_answer_a_template_or_a_register_waits_on_the_list_and_is_decided_about() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        let (files, dao) = ([80, 81, 82, 83].map(|number| unseen("a.pdf", number)), school.thuy);
        let [of_task, of_answer, template, scan] = files.clone();
        let lead = async move |work: &mut Work| {
            people::appoint(work, &allowed(), dao, Position::VicePrincipal, first_week(), "").await.map(drop)
        };
        database.write(school.id, None, lead).await.unwrap();
        let [task, answer] = gives_and_answers(&school, of_task, of_answer).await;
        let (template, entry) = (puts_up(&school, template).await, enters(&school, scan).await);
        let read = async |work: &mut Work| listed(work).await;
        assert!(database.read(school.id, None, read).await.unwrap().is_empty(), "nobody has come to the end of them");
        database.hand.advance(chrono::TimeDelta::minutes(5));
        let found = files.map(|one| InspectedFile { inspection: Inspection::Held(vec![Cause::Macros]), ..one });
        database.write_quietly(school.id, None, async move |work: &mut Work| note(work, &found).await).await.unwrap();
        let held = database.read(school.id, None, read).await.unwrap();
        let mut places: Vec<(HeldIn, usize, PersonId)> = held.iter().map(|one| (one.place, one.position, one.person)).collect();
        places.sort();
        let nguyet = school.nguyet;
        assert_eq!(places, [(entry, 0, nguyet), (task, 0, nguyet), (answer, 0, school.hoa), (template, 1, nguyet)]);
        assert_eq!(school.facts().await.held_files.waiting, 4);
        // Nobody decides about their own, and a vice principal does about the principal's.
        let judges = async |by: PersonId, (place, position): (HeldIn, usize)| {
            let store = school.store.clone();
            let judge = async move |work: &mut Work| judge(work, &store, (place, position), HeldVerdict::Released, None).await;
            database.write(school.id, Some(by), judge).await
        };
        assert_eq!(refused(judges(nguyet, (task, 0)).await.unwrap_err()), InspectionRefusal::OwnFile);
        assert_eq!(refused(judges(school.hoa, (entry, 0)).await.unwrap_err()), InspectionRefusal::NotYours);
        for (place, position, _) in places {
            judges(dao, (place, position)).await.unwrap();
        }
        assert_eq!(database.read(school.id, None, read).await.unwrap().len(), 0);
        assert_eq!(school.facts().await.held_files.judged.len(), 4);
    })
    .await;
}

/// A table that names files for good and is not listed here would hold files that nobody can let open.
#[test]
fn every_table_that_names_files_for_good_is_listed_when_they_are_held() {
    let mut listed: Vec<&str> = held_files::BESIDE.iter().map(|(table, ..)| *table).chain(["submission_files"]).collect();
    let mut kept: Vec<&str> = uploads::KEPT_IN.iter().map(|(table, _)| *table).collect();
    listed.sort_unstable();
    kept.sort_unstable();
    assert_eq!(listed, kept);
}
