//! Two schools in one database: nothing of one can be read or changed from the other, whatever id is asked for.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::{
    names::PersonName,
    obligations::{Obligations, Reason},
    people::{Honorific, SectionKind},
    staff::{AppointmentForm, EndForm, PersonForm},
};

use crate::{
    FactStore, accounts, drafts,
    error::Error,
    events, exemptions, facts, obligations, people, record_types, school_years, schools,
    staff::{self, Confirmed},
    submissions,
    testing::{
        TestDatabase, allowed, each_engine,
        school::{self, SmallSchool, paper},
    },
    themes, turns, units, uploads,
    work::Work,
};

const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";

/// Everything that the school holds, also what lists do not show.
async fn everything(school: &SmallSchool) -> String {
    let (person, principal) = (school.hoa, school.nguyet);
    let record = school.record(PLAN).await.id;
    let all = async move |work: &mut Work| {
        let revision = work.revision().await?;
        let facts = facts::load(work, revision).await?;
        let versions = submissions::versions(work, record).await?;
        let waiting = uploads::waiting(work, person, record).await?;
        let words = drafts::load(work, person, record).await?;
        let account = accounts::of_person(work, person).await?;
        let names = accounts::usernames(work).await?;
        let session = accounts::session(work, b"her session").await?;
        let turned_down = staff::turned_down(work, principal).await?;
        let setup = schools::setup(work).await?;
        let events = events::since(work, 0, 10_000).await?;
        let judged: Vec<(i64, String)> = work
            .tx
            .all(
                crate::sql("SELECT number, cause FROM judgements WHERE school_id = $1 ORDER BY obligation_id, number")
                    .bind(work.school),
            )
            .await?;
        Ok(format!("{:?}", (facts, versions, waiting, words, account, names, session, turned_down, setup, events, judged)))
    };
    school.database.read(school.id, None, all).await.unwrap()
}

/// Two schools with a hand-in, a waiting file, words and a session each.
async fn two(database: &TestDatabase) -> (SmallSchool, SmallSchool) {
    let schools = (SmallSchool::found(database).await, SmallSchool::found(database).await);
    for school in [&schools.0, &schools.1] {
        school.hand_in(school.hoa, PLAN).await.unwrap();
        let (hoa, record) = (school.hoa, school.record(PLAN).await.id);
        let leave = async move |work: &mut Work| {
            uploads::add(work, hoa, record, &paper("Bản sửa.docx", 2), work.now).await?;
            drafts::save(work, hoa, record, "Đang gõ").await
        };
        database.write_quietly(school.id, Some(hoa), leave).await.unwrap();
        // One appointment was turned down, another one waits.
        for class in ["4A", "4B"] {
            school.enter(school.nguyet, school.nguyet, "teacher", class, "02/11/2026").await.unwrap().unwrap();
        }
        let (nguyet, store) = (school.nguyet, school.store.clone());
        let turn_down = async move |work: &mut Work| {
            let facts = store.facts(work).await?;
            staff::turn_down(work, &store, facts.organisation().waiting[0].id, "Nhầm lớp").await
        };
        database.write(school.id, Some(nguyet), turn_down).await.unwrap().unwrap();
    }
    let hoa = schools.0.hoa;
    let hand_out =
        async move |work: &mut Work| accounts::note_reset(work, &allowed(), hoa, accounts::HandedOut::ToConfirm, None).await;
    database.write(schools.0.id, Some(schools.0.nguyet), hand_out).await.unwrap();
    let begin = async move |work: &mut Work| school::sign_in(work, hoa, b"her session").await;
    database.write(schools.0.id, Some(hoa), begin).await.unwrap();
    schools
}

#[tokio::test]
async fn nothing_of_one_school_is_read_from_another() {
    each_engine(|database: TestDatabase| async move {
        let (hers, other) = two(&database).await;
        let (person, record) = (hers.hoa, hers.record(PLAN).await);
        let submission = record.handed_in.as_ref().unwrap().submission;
        let (year, her_school, her_principal) = (hers.year, hers.id, hers.nguyet);
        let read = async move |work: &mut Work| {
            let revision = work.revision().await?;
            let own = facts::load(work, revision).await?;
            assert!(own.obligation(record.id).is_none() && own.organisation().person(person).is_none());
            assert_eq!(obligations::one(work, record.id).await, Err(Error::NotFound));
            assert_eq!(obligations::all(work, year).await, Ok(Obligations::default()));
            assert_eq!(themes::all(work, year).await, Ok(Vec::new()));
            assert_eq!(people::organisation(work, Some(year)).await?.turns, []);
            assert_eq!(submissions::one(work, submission).await, Err(Error::NotFound));
            assert_eq!(submissions::versions(work, record.id).await, Ok(Vec::new()));
            assert_eq!(obligations::judgements(work, record.id).await, Ok(Vec::new()));
            assert_eq!(uploads::waiting(work, person, record.id).await, Ok(Vec::new()));
            assert_eq!(uploads::counts(work, person).await, Ok(Vec::new()));
            assert_eq!(drafts::load(work, person, record.id).await, Ok(None));
            assert_eq!(accounts::of_person(work, person).await.map(drop), Err(Error::NotFound));
            assert_eq!(people::held(work, person).await, Ok(Vec::new()));
            assert_eq!(staff::turned_down(work, her_principal).await, Ok(Vec::new()));
            assert!(people::organisation(work, None).await?.waiting.iter().all(|one| one.person != her_principal));
            assert!(!accounts::open_people(work).await?.contains(&person));
            assert_eq!(accounts::resets(work).await, Ok(Vec::new()));
            assert_eq!(accounts::session(work, b"her session").await, Ok(None));
            assert_ne!(accounts::by_username(work, "hoa").await?.unwrap().person, person);
            let school = work.school;
            assert_ne!(facts::school(work).await?.id, her_school);
            assert!(events::since(work, 0, 10_000).await?.iter().all(|one| one.subject != Some(record.id.uuid())));
            assert_eq!(school_years::current(work).await?.map(|one| one.id == year), Some(false));
            assert_eq!(school, work.school);
            Ok(())
        };
        database.read(other.id, Some(person), read).await.unwrap();
    })
    .await;
}

fn reason() -> Reason {
    Reason::parse("Bỗng dưng").unwrap()
}

#[tokio::test]
async fn nothing_of_one_school_is_changed_from_another() {
    each_engine(|database: TestDatabase| async move {
        let (hers, other) = two(&database).await;
        let record = hers.record(PLAN).await.id;
        let record_type = hers.facts().await.regime.record_types[0].clone();
        let (person, class, section, department, year) = (hers.hoa, hers.class_4a, hers.health, hers.department, hers.year);
        let rules = hers.facts().await.regime.rules[0].clone();
        // The principal of the other school: nothing but the school stands in the way.
        let (own, other_teacher) = (other.nguyet, other.hoa);
        let her_position = {
            let held = async move |work: &mut Work| people::held(work, person).await;
            database.read(hers.id, None, held).await.unwrap()[0].0
        };
        let theme = {
            let add = async move |work: &mut Work| themes::add(work, &allowed(), year, "Gia đình", 9, 12).await;
            database.write(hers.id, None, add).await.unwrap();
            hers.facts().await.regime.themes[0].id
        };
        let handed_out_at = hers.facts().await.organisation().reset_of(person).unwrap().at;
        let her_waiting = hers.facts().await.organisation().waiting[0].id;
        let before = everything(&hers).await;
        let name = || PersonName::parse("Kẻ Lạ").unwrap();
        let upload = {
            let waiting = async move |work: &mut Work| uploads::waiting(work, person, record).await;
            database.read(hers.id, None, waiting).await.unwrap()[0].0
        };

        // A made-up form: her record's id, sent to the other school.
        assert_eq!(other.send(own, other.form(record)).await, Err(Error::NotFound));
        macro_rules! not_found {
            ($($call:expr),+ $(,)?) => {$(
                let attack = async move |work: &mut Work| $call(work).await;
                assert_eq!(database.write_quietly(other.id, Some(own), attack).await, Err(Error::NotFound), "{}", stringify!($call));
            )+};
        }
        not_found![
            async |work: &mut Work| units::change_section(work, &allowed(), section, "X", SectionKind::Other, department).await,
            async |work: &mut Work| units::change_class(work, &allowed(), class, "X", department).await,
            async |work: &mut Work| people::change_person(work, &allowed(), person, &name(), Honorific::Co, None).await,
            async |work: &mut Work| units::add_class(work, &allowed(), "X", department).await.map(drop),
            async |work: &mut Work| units::add_section(work, &allowed(), "X", SectionKind::Other, department).await.map(drop),
            async |work: &mut Work| turns::set(work, &allowed(), year, class, &[(10, person)]).await,
            async |work: &mut Work| record_types::change(work, &allowed(), &record_type).await,
            async |work: &mut Work| themes::add(work, &allowed(), year, "X", 1, 2).await,
            async |work: &mut Work| themes::alter(work, &allowed(), year, theme, "X", 1, 2).await,
            async |work: &mut Work| themes::remove(work, &allowed(), year, theme).await,
            async |work: &mut Work| exemptions::exempt(work, &FactStore::default(), record, &reason()).await,
            async |work: &mut Work| exemptions::end_exemption(work, &FactStore::default(), record, &reason()).await,
            async |work: &mut Work| staff::change_person(work, &FactStore::default(), person, &PersonForm::default()).await.map(drop),
            async |work: &mut Work| staff::add_positions(work, &FactStore::default(), person, &AppointmentForm::default()).await.map(drop),
            async |work: &mut Work| {
                // One of the own people, and a position of the other school.
                staff::end_position(work, &FactStore::default(), other_teacher, her_position, &EndForm::default()).await.map(drop)
            },
            async |work: &mut Work| staff::confirm(work, &FactStore::default(), her_waiting).await,
            async |work: &mut Work| staff::turn_down(work, &FactStore::default(), her_waiting, "Nhầm lớp").await.map(drop),
            async |work: &mut Work| staff::suspend(work, &FactStore::default(), person).await,
            async |work: &mut Work| staff::reopen(work, &FactStore::default(), person).await,
            async |work: &mut Work| staff::hand_out_password(work, &FactStore::default(), person, "$").await.map(drop),
            async |work: &mut Work| staff::confirm_reset(work, &FactStore::default(), person, handed_out_at).await,
            async |work: &mut Work| accounts::open(work, &allowed(), person, "moi", "$", true).await,
            async |work: &mut Work| accounts::set_password(work, &allowed(), person, "$", true, None).await,
            async |work: &mut Work| school::sign_in(work, person, b"another").await,
            async |work: &mut Work| uploads::add(work, person, record, &paper("X.docx", 9), work.now).await.map(drop),
            async |work: &mut Work| drafts::save(work, own, record, "X").await,
        ];
        // What touches no row may say nothing.
        let silent = async move |work: &mut Work| {
            record_types::change_hours(work, &allowed(), &rules).await.ok();
            accounts::seen(work, b"her session").await?;
            accounts::prove(work, b"her session").await?;
            accounts::end_session(work, b"her session").await?;
            accounts::acknowledge_reset(work).await?;
            uploads::remove(work, person, record, upload).await?;
            drafts::forget(work, person, record).await?;
            uploads::take(work, person, record, &[upload]).await.unwrap_err();
            let none = Confirmed { confirmed: 0, left: 0 };
            assert_eq!(staff::confirm_all(work, &FactStore::default(), &[her_waiting], "").await?, none);
            schools::rename(work, &allowed(), "Trường khác").await?;
            schools::set_file_limit(work, &allowed(), 1).await?;
            schools::finish_setup(work, &allowed()).await
        };
        database.write(other.id, Some(own), silent).await.unwrap();
        assert_eq!(everything(&hers).await, before);
    })
    .await;
}
