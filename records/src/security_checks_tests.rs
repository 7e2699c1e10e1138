#![allow(clippy::unwrap_used)]
use chrono::TimeDelta;
use domain::{
    people::Position,
    security_checks::{FindingKind, MIN_FAILED_SIGN_INS, MIN_WRONG_CODES, menders},
};

use super::*;
use crate::{
    accounts,
    failed_sign_ins::{self, Failed, Wrong},
    known_browsers, people,
    testing::{
        TestDatabase, allowed, each_engine,
        school::{SmallSchool, first_week},
    },
};

/// A school in which everybody has signed in this morning, and cô Thảo looks after the software by a decision.
async fn with_everybody_there(database: &TestDatabase) -> SmallSchool {
    let school = SmallSchool::found(database).await;
    school.at("2026-11-02T08:00:00+07:00");
    for (person, number) in [school.nguyet, school.am, school.hoa, school.thao, school.thuy, school.hoa_y_te].into_iter().zip(1..) {
        signs_in(&school, person, number).await;
    }
    let thao = school.thao;
    let appoint = async move |work: &mut Work| {
        people::appoint(work, &allowed(), thao, Position::ManagementTeam, first_week(), "02/QĐ-MNHS").await
    };
    database.write(school.id, Some(school.nguyet), appoint).await.unwrap();
    school
}

/// In the browser of this number.
async fn signs_in(school: &SmallSchool, person: PersonId, browser: u8) {
    let remember = async move |work: &mut Work| {
        known_browsers::remember(work, person, &[browser; 32], &known_browsers::Place::default()).await
    };
    school.database.write_quietly(school.id, Some(person), remember).await.unwrap();
}

async fn found_in(school: &SmallSchool) -> Vec<(FindingKind, PersonId, u32)> {
    let store = school.store.clone();
    let found = school.database.read(school.id, None, async move |work: &mut Work| found(work, &store).await).await.unwrap();
    found.into_iter().map(|one| (one.kind, one.person, one.times)).collect()
}

async fn checks(school: &SmallSchool) -> Vec<SecurityCheck> {
    school.database.read(school.id, None, async |work: &mut Work| all(work).await).await.unwrap()
}

/// The form as it is shown now.
async fn shown(school: &SmallSchool) -> CheckForm {
    let store = school.store.clone();
    let read = async move |work: &mut Work| {
        let (facts, found) = (store.facts(work).await?, found(work, &store).await?);
        let key: SecurityCheckId = new_id();
        let (organisation, today) = (facts.organisation(), day_of(work.now));
        let mut form = CheckForm::empty(key.to_string(), &found, organisation, today);
        for (row, finding) in form.findings.iter_mut().zip(&found) {
            row.to = menders(organisation, finding, today)[0].to_string();
        }
        Ok(form)
    };
    school.database.read(school.id, None, read).await.unwrap()
}

async fn records(school: &SmallSchool, by: PersonId, form: &CheckForm) -> Result<Result<SecurityCheckId, FormErrors>, Error> {
    let (store, form) = (school.store.clone(), form.clone());
    school.database.write(school.id, Some(by), async move |work: &mut Work| record(work, &store, &form).await).await
}

async fn mends(
    school: &SmallSchool,
    by: PersonId,
    finding: (SecurityCheckId, u32),
    words: &'static str,
) -> Result<error::Checked, Error> {
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| mend(work, &store, finding, words).await).await
}

async fn overdue_now(school: &SmallSchool) -> usize {
    let store = school.store.clone();
    let count = async move |work: &mut Work| count_overdue(work, &store).await;
    school.database.read(school.id, None, count).await.unwrap()
}

async fn types_wrongly(school: &SmallSchool, person: PersonId, times: u32) {
    types(school, person, Wrong::Password, times).await;
}

async fn types(school: &SmallSchool, person: PersonId, wrong: Wrong, times: u32) {
    for _ in 0..times {
        let note = async move |work: &mut Work| failed_sign_ins::note(work, person, wrong).await;
        school.database.write_quietly(school.id, None, note).await.unwrap();
    }
}

fn refused(error: Error) -> SecurityCheckRefusal {
    match error {
        Error::Refused(Refusal::Delegation(domain::refusal::DelegationRefusal::SecurityCheck(refusal))) => refusal,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_is_found_is_read_from_the_rows() {
    each_engine(|database: TestDatabase| async move {
        let school = with_everybody_there(&database).await;
        assert_eq!(found_in(&school).await, []);
        // Wrong passwords, counted over two days.
        types_wrongly(&school, school.hoa, MIN_FAILED_SIGN_INS - 1).await;
        assert_eq!(found_in(&school).await, []);
        school.at("2026-11-03T08:00:00+07:00");
        types_wrongly(&school, school.hoa, 1).await;
        assert_eq!(found_in(&school).await, [(FindingKind::FailedSignIns, school.hoa, MIN_FAILED_SIGN_INS)]);
        // At one browser, three times within minutes.
        for _ in 0..3 {
            signs_in(&school, school.thuy, 50).await;
            database.hand.advance(TimeDelta::minutes(4));
            signs_in(&school, school.am, 50).await;
            database.hand.advance(TimeDelta::minutes(40));
        }
        let pair = school.thuy.min(school.am);
        let found = found_in(&school).await;
        assert_eq!(found.last(), Some(&(FindingKind::SharedBrowser, pair, 3)), "{found:?}");
        // In many browsers.
        for number in 60..64 {
            signs_in(&school, school.hoa_y_te, number).await;
        }
        assert!(found_in(&school).await.contains(&(FindingKind::ManyBrowsers, school.hoa_y_te, 5)));
        // After a month all of that is forgotten, and nobody has signed in.
        school.at("2026-12-10T08:00:00+07:00");
        let found = found_in(&school).await;
        assert_eq!(found.len(), 6, "{found:?}");
        assert!(found.iter().all(|(kind, ..)| *kind == FindingKind::Dormant));
    })
    .await;
}

#[tokio::test]
async fn wrong_codes_beside_the_right_password_are_counted_apart_from_wrong_passwords() {
    each_engine(|database: TestDatabase| async move {
        let school = with_everybody_there(&database).await;
        types_wrongly(&school, school.hoa, MIN_FAILED_SIGN_INS - 1).await;
        types(&school, school.hoa, Wrong::Code, MIN_WRONG_CODES - 1).await;
        assert_eq!(found_in(&school).await, []);
        school.at("2026-11-03T08:00:00+07:00");
        types(&school, school.hoa, Wrong::Code, 1).await;
        assert_eq!(found_in(&school).await, [(FindingKind::WrongCodes, school.hoa, MIN_WRONG_CODES)]);
        let hers = async |person: PersonId| {
            let read = async move |work: &mut Work| failed_sign_ins::of_person(work, person).await;
            school.database.read(school.id, None, read).await.unwrap()
        };
        let day = |text: &str| text.parse().unwrap();
        let expected = Failed {
            passwords: Some((MIN_FAILED_SIGN_INS - 1, day("2026-11-02"))),
            codes: Some((MIN_WRONG_CODES, day("2026-11-03"))),
        };
        assert_eq!(hers(school.hoa).await, expected);
        assert_eq!(hers(school.am).await, Failed::default());
    })
    .await;
}

#[tokio::test]
async fn initial_passwords_leavers_and_rights_without_a_decision_are_read_from_the_rows() {
    each_engine(|database: TestDatabase| async move {
        let school = with_everybody_there(&database).await;
        let (hoa, am, department) = (school.hoa, school.am, school.department);
        let reset = async move |work: &mut Work| accounts::set_password(work, &allowed(), hoa, "$argon2id$", true, None).await;
        database.write(school.id, Some(school.nguyet), reset).await.unwrap();
        let deputy = async move |work: &mut Work| {
            people::appoint(work, &allowed(), am, Position::DeputyHead(department), first_week(), "").await
        };
        database.write(school.id, Some(school.nguyet), deputy).await.unwrap();
        school.end_position(school.nguyet, school.thuy, Position::Teacher(school.class_4b), "02/11/2026").await;
        let expected = [(FindingKind::InitialPassword, hoa, 0), (FindingKind::NoDecision, am, 1)];
        assert_eq!(found_in(&school).await, expected, "cô Thủy works today");
        school.at("2026-11-03T08:00:00+07:00");
        assert_eq!(found_in(&school).await[0], (FindingKind::Leaver, school.thuy, 0));
        let (store, thuy) = (school.store.clone(), school.thuy);
        let shut = async move |work: &mut Work| crate::staff::suspend(work, &store, thuy).await;
        database.write(school.id, Some(school.nguyet), shut).await.unwrap();
        assert_eq!(found_in(&school).await, expected);
    })
    .await;
}

#[tokio::test]
async fn a_check_is_recorded_once_as_it_was_looked_at_and_stays() {
    each_engine(|database: TestDatabase| async move {
        let school = with_everybody_there(&database).await;
        types_wrongly(&school, school.hoa, 12).await;
        let form = shown(&school).await;
        let nobody = records(&school, school.thao, &form).await.unwrap_err();
        assert_eq!(refused(nobody), SecurityCheckRefusal::NotYours);
        let first = records(&school, school.nguyet, &form).await.unwrap().unwrap();
        assert_eq!(records(&school, school.nguyet, &form).await, Ok(Ok(first)), "the form came twice");
        types_wrongly(&school, school.hoa, 1).await;
        let stale = CheckForm { key: String::new(), ..form.clone() };
        assert_eq!(refused(records(&school, school.nguyet, &stale).await.unwrap_err()), SecurityCheckRefusal::LookedAtAnother);
        let mut wrong = shown(&school).await;
        wrong.findings[0].to = String::new();
        assert!(records(&school, school.nguyet, &wrong).await.unwrap().unwrap_err().of("note0").is_some());
        let second = records(&school, school.nguyet, &shown(&school).await).await.unwrap().unwrap();
        let all = checks(&school).await;
        assert_eq!(all.iter().map(|one| (one.id, one.number)).collect::<Vec<_>>(), [(second, 2), (first, 1)]);
        assert_eq!(all[1].findings[0].finding.times, 12, "as it was then");
        assert_eq!(all[1].findings[0].assigned.unwrap().to, school.thao);
        assert_eq!(mends(&school, school.thao, (first, 1), "Đã hỏi cô Hoa").await, Ok(Ok(())));
        database.keeps(school.id, &["security_checks", "security_findings", "security_mends"]).await;
    })
    .await;
}

#[tokio::test]
async fn what_is_mended_is_said_by_whoever_was_to_and_what_is_not_becomes_overdue() {
    each_engine(|database: TestDatabase| async move {
        let school = with_everybody_there(&database).await;
        types_wrongly(&school, school.hoa, 12).await;
        types_wrongly(&school, school.thuy, 12).await;
        let check = records(&school, school.nguyet, &shown(&school).await).await.unwrap().unwrap();
        assert_eq!(overdue_now(&school).await, 0);
        school.at("2026-11-10T08:00:00+07:00");
        assert_eq!(overdue_now(&school).await, 2, "a week is over");
        assert_eq!(mends(&school, school.am, (check, 1), "Đã hỏi").await, Err(Refusal::SettingsNotYours.into()));
        assert!(
            mends(&school, school.thao, (check, 1), "ok").await.unwrap().unwrap_err().of("words").unwrap().contains("đã làm gì")
        );
        assert_eq!(mends(&school, school.thao, (check, 1), "Đã hỏi cô Hoa").await, Ok(Ok(())));
        let again = mends(&school, school.nguyet, (check, 1), "Đã hỏi nữa").await.unwrap_err();
        assert!(matches!(refused(again), SecurityCheckRefusal::MendedAlready { .. }));
        assert_eq!(mends(&school, school.thao, (check, 9), "Đã hỏi").await, Err(Error::NotFound));
        assert_eq!(mends(&school, school.thao, (new_id(), 1), "Đã hỏi").await, Err(Error::NotFound));
        assert_eq!(overdue_now(&school).await, 1);
        let of_another = SmallSchool::found(&database).await;
        assert_eq!(mends(&of_another, of_another.nguyet, (check, 2), "Đã hỏi").await, Err(Error::NotFound));
        assert_eq!(checks(&of_another).await, []);
    })
    .await;
}
