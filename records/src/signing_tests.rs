#![allow(clippy::unwrap_used, clippy::expect_used)]
use chrono::TimeDelta;
use domain::{
    deadlines::DueRule,
    decisions::{DecisionId, Return},
    doubtful_times::ClockAnswer,
    people::{PersonId, Position},
    record_types::{ApprovalRoute, OwedBy},
    refusal::{Refusal, ReviewRefusal, SigningRefusal},
    reviews::DecisionRequest,
};

use super::*;
use crate::{
    Clock, Database, new_id, people, record_types, reviews,
    testing::{
        TestDatabase, allowed, each_engine,
        school::{self, SmallSchool, bring, first_week, weekly},
    },
};

/// Of cô Thủy; cô Ấm heads the department, cô Nguyệt is principal.
const PLAN: &str = "Kế hoạch lớn tuần 10 · Lớp 4B";
/// The session in which cô Nguyệt works.
const SESSION: &[u8] = b"of the principal";

/// The small school, where the leadership signs plans of one type that the department has approved, on a Thursday at nine.
async fn signing_school(database: &TestDatabase) -> SmallSchool {
    school_on(database, ApprovalRoute::DepartmentThenLeadership).await
}

/// A school whose plans take this way past those who approve them.
async fn school_on(database: &TestDatabase, route: ApprovalRoute) -> SmallSchool {
    let school = SmallSchool::found(database).await;
    let year = school.year;
    let set_up = async move |work: &mut Work| {
        let mut record_type = weekly("ke-hoach-lon", "Kế hoạch lớn", OwedBy::EachClass, DueRule::FRIDAY_BEFORE, 9);
        record_type.approval_route = route;
        record_types::add(work, &allowed(), &record_type).await?;
        bring(work, year, "Loại mới").await
    };
    database.write(school.id, Some(school.nguyet), set_up).await.unwrap();
    school.at("2026-11-05T09:00:00+07:00");
    school.hand_in(school.thuy, PLAN).await.unwrap();
    sign_in(&school, school.nguyet, SESSION).await;
    school
}

async fn sign_in(school: &SmallSchool, person: PersonId, session: &'static [u8]) {
    let task = async move |work: &mut Work| school::sign_in(work, person, session).await;
    school.database.write(school.id, Some(person), task).await.unwrap();
}

fn key(number: u8) -> SchoolKey {
    SchoolKey::of_secret(&[number; 32])
}

fn credentials(number: u8) -> SigningCredentials {
    SigningCredentials { session: SESSION.to_vec(), key: key(number) }
}

/// What somebody would send who looks at the last version of the plan.
async fn looked_at(school: &SmallSchool, step: Step, outcome: Outcome) -> DecisionRequest {
    let submission = school.record(PLAN).await.handed_in.unwrap().submission;
    let read = async move |work: &mut Work| submissions::digest(work, submission).await;
    let digest = school.database.read(school.id, None, read).await.unwrap();
    DecisionRequest { key: Some(new_id()), submission, digest, step, outcome }
}

async fn approve(school: &SmallSchool) -> DecisionId {
    let wanted = looked_at(school, Step::Department, Outcome::Approved).await;
    let (store, id) = (school.store.clone(), school.record(PLAN).await.id);
    let task = async move |work: &mut Work| reviews::decide(work, &store, id, wanted).await;
    school.database.write(school.id, Some(school.am), task).await.unwrap()
}

async fn sign_as(school: &SmallSchool, by: PersonId, credentials: SigningCredentials) -> Result<DecisionId, Error> {
    let wanted = looked_at(school, Step::Leadership, Outcome::Approved).await;
    let (store, id) = (school.store.clone(), school.record(PLAN).await.id);
    let task = async move |work: &mut Work| reviews::sign(work, &store, id, wanted, &credentials).await;
    school.database.write(school.id, Some(by), task).await
}

async fn undo(school: &SmallSchool, decision: DecisionId) {
    let (store, id) = (school.store.clone(), school.record(PLAN).await.id);
    let task = async move |work: &mut Work| reviews::undo(work, &store, id, decision).await;
    school.database.write(school.id, Some(school.nguyet), task).await.unwrap();
}

/// The signatures about the last version, the newest first.
async fn signatures(school: &SmallSchool) -> Vec<Checked> {
    let submission = school.record(PLAN).await.handed_in.unwrap().submission;
    of(school, submission).await
}

async fn of(school: &SmallSchool, submission: SubmissionId) -> Vec<Checked> {
    let store = school.store.clone();
    let task = async move |work: &mut Work| of_version(work, &store, submission).await;
    school.database.read(school.id, None, task).await.unwrap()
}

async fn found(school: &SmallSchool, code: CheckCode) -> Option<Checked> {
    let store = school.store.clone();
    school.database.read(school.id, None, async move |work: &mut Work| by_code(work, &store, code).await).await.unwrap()
}

fn refused(refusal: impl Into<Refusal>) -> Result<DecisionId, Error> {
    Err(Error::Refused(refusal.into()))
}

#[tokio::test]
async fn the_principal_signs_what_the_head_approved_and_anybody_finds_it_by_its_code() {
    each_engine(|database| async move {
        let school = signing_school(&database).await;
        approve(&school).await;
        school.at("2026-11-05T09:03:00+07:00");
        sign_as(&school, school.nguyet, credentials(1)).await.unwrap();
        let checked = signatures(&school).await.remove(0);
        let statement = checked.statement.clone().unwrap();
        assert_eq!(checked.standing, SignatureStanding::Valid);
        assert_eq!((statement.signer.name.as_str(), statement.signer.titles.as_str()), ("Nguyễn Thị Minh Nguyệt", "Hiệu trưởng"));
        assert_eq!((statement.approvals.len(), statement.approvals[0].by.name.as_str()), (1, "Lê Thị Ấm"));
        assert_eq!(statement.version.handed_in_by.name, "Đặng Thị Thanh Thủy");
        assert_eq!((statement.record.title.as_str(), statement.version.files.len()), (PLAN, 1));
        assert_eq!(statement.clock, ClockAtSigning::Believed);
        assert_eq!(statement.signed_at - statement.password_typed_at, chrono::TimeDelta::minutes(3));
        assert!(verifies(&key(1).public(), &statement.bytes(), &checked.signature));
        assert!(!verifies(&key(2).public(), &statement.bytes(), &checked.signature));
        assert_eq!(found(&school, statement.code).await, Some(checked));
        assert_eq!(found(&school, CheckCode::new([9; CheckCode::CHANCE])).await, None);
        let elsewhere = database.found("Trường Mầm non Sao Mai").await;
        let store = FactStore::default();
        let task = async move |work: &mut Work| by_code(work, &store, statement.code).await;
        assert_eq!(database.read(elsewhere, None, task).await.unwrap(), None, "no school reaches another one");
        database.keeps(school.id, &["signatures", "signing_keys"]).await;
    })
    .await;
}

#[tokio::test]
async fn nobody_signs_without_having_typed_the_password_a_moment_ago() {
    each_engine(|database| async move {
        let school = signing_school(&database).await;
        approve(&school).await;
        sign_in(&school, school.am, b"of the head").await;
        let wanted = looked_at(&school, Step::Leadership, Outcome::Approved).await;
        let (store, id) = (school.store.clone(), school.record(PLAN).await.id);
        let unsigned = async move |work: &mut Work| reviews::decide(work, &store, id, wanted).await;
        let answer = database.write(school.id, Some(school.nguyet), unsigned).await;
        assert_eq!(answer, refused(SigningRefusal::NotSigned));
        let of_another = SigningCredentials { session: b"of the head".to_vec(), key: key(1) };
        assert_eq!(sign_as(&school, school.nguyet, of_another).await, refused(SigningRefusal::PasswordAgain));
        assert_eq!(sign_as(&school, school.am, credentials(1)).await, refused(ReviewRefusal::NotYours));
        school.at("2026-11-05T09:05:00+07:00");
        assert_eq!(sign_as(&school, school.nguyet, credentials(1)).await, refused(SigningRefusal::PasswordAgain));
        assert_eq!(signatures(&school).await, []);
        assert_eq!(school.record(PLAN).await.decisions.len(), 1, "nothing is left of what was refused");
        let typed = async |work: &mut Work| crate::accounts::prove(work, SESSION).await;
        database.write_quietly(school.id, Some(school.nguyet), typed).await.unwrap();
        let first = sign_as(&school, school.nguyet, credentials(1)).await;
        assert!(first.is_ok());
        assert_eq!(sign_as(&school, school.nguyet, credentials(1)).await, first, "a second click finds the first one's");
        assert_eq!(signatures(&school).await.len(), 1);
    })
    .await;
}

/// She has typed her password and looked at the plan; her place is taken away before the signature comes.
#[tokio::test]
async fn whoever_loses_the_place_while_signing_signs_nothing() {
    each_engine(|database| async move {
        let school = signing_school(&database).await;
        approve(&school).await;
        let (vice, session): (PersonId, &'static [u8]) = (school.hoa_y_te, b"of the vice principal");
        let appoint = async move |work: &mut Work| {
            people::appoint(work, &allowed(), vice, Position::VicePrincipal, first_week(), "04/QĐ-MNHS").await
        };
        database.write(school.id, Some(school.nguyet), appoint).await.unwrap();
        sign_in(&school, vice, session).await;
        school.end_position(school.nguyet, vice, Position::VicePrincipal, "04/11/2026").await;
        let hers = || SigningCredentials { session: session.to_vec(), key: key(1) };
        let refused = sign_as(&school, vice, hers()).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
        assert_eq!(signatures(&school).await, []);
        // The plan waits for whoever leads.
        sign_as(&school, school.nguyet, credentials(1)).await.unwrap();
        assert_eq!(signatures(&school).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_the_leadership_gives_back_needs_no_signature() {
    each_engine(|database| async move {
        let school = signing_school(&database).await;
        approve(&school).await;
        school.at("2026-11-05T14:00:00+07:00");
        let correct_by = chrono::NaiveDate::from_ymd_opt(2026, 11, 6).unwrap();
        let back = Return { reasons: Vec::new(), words: "Thứ Tư còn trống.".to_owned(), correct_by };
        let wanted = looked_at(&school, Step::Leadership, Outcome::Returned(back)).await;
        let (store, id) = (school.store.clone(), school.record(PLAN).await.id);
        let task = async move |work: &mut Work| reviews::sign(work, &store, id, wanted, &credentials(1)).await;
        assert!(database.write(school.id, Some(school.nguyet), task).await.is_ok());
        assert_eq!(signatures(&school).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_signature_says_what_has_become_of_it() {
    each_engine(|database| async move {
        let school = signing_school(&database).await;
        approve(&school).await;
        let first = sign_as(&school, school.nguyet, credentials(1)).await.unwrap();
        let code = |checked: &Checked| checked.statement.as_ref().unwrap().code;
        let taken_back = code(&signatures(&school).await[0]);
        let undone_at = school.at("2026-11-05T09:04:00+07:00");
        undo(&school, first).await;
        sign_as(&school, school.nguyet, credentials(1)).await.unwrap();
        let both = signatures(&school).await;
        assert_eq!(
            both.iter().map(|one| one.standing).collect::<Vec<_>>(),
            [SignatureStanding::Valid, SignatureStanding::TakenBack { at: undone_at }]
        );
        assert_eq!(code(&both[1]), taken_back);
        let at = school.at("2026-11-05T10:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let replaced = found(&school, code(&both[0])).await.unwrap();
        assert_eq!(replaced.standing, SignatureStanding::Replaced { version: 2, at });
        assert_eq!(found(&school, taken_back).await.unwrap().standing, both[1].standing);
    })
    .await;
}

/// Department and leadership decide at once, and the leadership signs first.
#[tokio::test]
async fn a_signature_beside_the_department_is_told_what_that_decides() {
    each_engine(|database| async move {
        let school = school_on(&database, ApprovalRoute::DepartmentAndLeadership).await;
        sign_as(&school, school.nguyet, credentials(1)).await.unwrap();
        let half = signatures(&school).await.remove(0);
        let statement = half.statement.unwrap();
        assert_eq!(
            (half.standing, statement.open),
            (SignatureStanding::HalfWay { open: Step::Department }, Some(Step::Department))
        );
        let at = school.at("2026-11-05T10:00:00+07:00");
        let correct_by = chrono::NaiveDate::from_ymd_opt(2026, 11, 6).unwrap();
        let back = Return { reasons: Vec::new(), words: "Thứ Tư còn trống.".to_owned(), correct_by };
        let wanted = looked_at(&school, Step::Department, Outcome::Returned(back)).await;
        let (store, id) = (school.store.clone(), school.record(PLAN).await.id);
        let task = async move |work: &mut Work| reviews::decide(work, &store, id, wanted).await;
        school.database.write(school.id, Some(school.am), task).await.unwrap();
        let given_back = SignatureStanding::GivenBack { step: Step::Department, at };
        assert_eq!(found(&school, statement.code).await.unwrap().standing, given_back);
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let older = of(&school, statement.version.id).await.remove(0);
        assert_eq!(older.standing, given_back, "also once a newer version is there");
        school.at("2026-11-05T10:03:00+07:00");
        sign_in(&school, school.nguyet, b"another").await;
        let credentials = SigningCredentials { session: b"another".to_vec(), key: key(1) };
        sign_as(&school, school.nguyet, credentials).await.unwrap();
        approve(&school).await;
        let whole = signatures(&school).await.remove(0);
        assert_eq!(whole.standing, SignatureStanding::Valid);
    })
    .await;
}

#[tokio::test]
async fn what_was_signed_is_verified_by_its_own_key_after_another_has_followed() {
    each_engine(|database| async move {
        let school = signing_school(&database).await;
        approve(&school).await;
        sign_as(&school, school.nguyet, credentials(1)).await.unwrap();
        school.hand_in(school.thuy, PLAN).await.unwrap();
        approve(&school).await;
        let at = school.at("2026-11-05T09:04:00+07:00");
        sign_as(&school, school.nguyet, credentials(2)).await.unwrap();
        let all = database.read(school.id, None, async |work: &mut Work| keys(work).await).await.unwrap();
        assert_eq!(all.iter().map(|(key, _)| *key).collect::<Vec<_>>(), [key(2).public(), key(1).public()]);
        assert_eq!(all[0].1, at);
        let checked = signatures(&school).await.remove(0);
        assert_eq!((checked.key, checked.standing), (key(2).public(), SignatureStanding::Valid));
    })
    .await;
}

/// As somebody would who holds the database and not the key.
#[tokio::test]
async fn a_statement_that_nobody_signed_is_told_from_one_that_was() {
    each_engine(|database| async move {
        let school = signing_school(&database).await;
        let approval = approve(&school).await;
        sign_as(&school, school.nguyet, credentials(1)).await.unwrap();
        let true_one = signatures(&school).await.remove(0);
        let mut false_one = true_one.statement.unwrap();
        false_one.code = CheckCode::new([9; CheckCode::CHANCE]);
        false_one.signer.name = "Lê Thị Ấm".to_owned();
        let submission = false_one.version.id;
        let bytes = false_one.bytes();
        let forge = async move |work: &mut Work| {
            let row = (work.school, approval, submission, code_hash(false_one.code), bytes);
            let insert = sql("INSERT INTO signatures (school_id, decision_id, submission_id, code_hash, statement, key_id, \
                 signature) VALUES ($1, $2, $3, $4, $5, $6, $7)");
            let of_key = (key(1).id().bytes().to_vec(), true_one.signature.bytes().to_vec());
            work.run(insert.bind_all(row).bind_all(of_key)).await.map(drop)
        };
        database.write_quietly(school.id, None, forge).await.unwrap();
        let forged = found(&school, CheckCode::new([9; CheckCode::CHANCE])).await.unwrap();
        assert_eq!(forged.standing, SignatureStanding::Broken);
    })
    .await;
}

/// Puts the rows of a decision and its signature into the database once more, under another decision and another code, as somebody
/// would who holds the database.
async fn copied(school: &SmallSchool, decision: DecisionId, code: CheckCode) {
    let copy = async move |work: &mut Work| {
        let id: DecisionId = new_id();
        let of_decision =
            sql("INSERT INTO decisions (school_id, id, obligation_id, submission_id, digest, step, by_person_id, at, \
             outcome) SELECT school_id, $1, obligation_id, submission_id, digest, step, by_person_id, at, outcome \
             FROM decisions WHERE school_id = $2 AND id = $3");
        work.run(of_decision.bind_all((id, work.school, decision))).await?;
        let of_signature = sql("INSERT INTO signatures (school_id, decision_id, submission_id, code_hash, statement, key_id, \
             signature) SELECT school_id, $1, submission_id, $2, statement, key_id, signature \
             FROM signatures WHERE school_id = $3 AND decision_id = $4");
        work.run(of_signature.bind_all((id, code_hash(code), work.school, decision))).await.map(drop)
    };
    school.database.write_quietly(school.id, None, copy).await.unwrap();
}

#[tokio::test]
async fn what_was_taken_back_is_not_brought_back_by_copying_its_rows() {
    each_engine(|database| async move {
        let school = signing_school(&database).await;
        approve(&school).await;
        let decision = sign_as(&school, school.nguyet, credentials(1)).await.unwrap();
        undo(&school, decision).await;
        let other = CheckCode::new([9; CheckCode::CHANCE]);
        copied(&school, decision, other).await;
        let all = signatures(&school).await;
        let standings: Vec<SignatureStanding> = all.iter().map(|one| one.standing).collect();
        let at = school.database.hand.shows();
        assert_eq!(standings.len(), 2);
        assert!(standings.contains(&SignatureStanding::TakenBack { at }) && standings.contains(&SignatureStanding::Broken));
        assert_eq!(found(&school, other).await.unwrap().standing, SignatureStanding::Broken);
    })
    .await;
}

/// Somebody who holds the database makes a key of their own, and a statement that is signed with it and fits its rows.
#[tokio::test]
async fn a_key_that_the_log_does_not_know_signs_nothing() {
    each_engine(|database| async move {
        let school = signing_school(&database).await;
        let approval = approve(&school).await;
        let decision = sign_as(&school, school.nguyet, credentials(1)).await.unwrap();
        let mut statement = signatures(&school).await.remove(0).statement.unwrap();
        let theirs = key(9);
        (statement.code, statement.key) = (CheckCode::new([9; CheckCode::CHANCE]), theirs.id());
        let (code, bytes, submission) = (statement.code, statement.bytes(), statement.version.id);
        let forge = async move |work: &mut Work| {
            let id: DecisionId = new_id();
            let of_decision =
                sql("INSERT INTO decisions (school_id, id, obligation_id, submission_id, digest, step, by_person_id, \
                 at, outcome) SELECT school_id, $1, obligation_id, submission_id, digest, step, by_person_id, at, outcome \
                 FROM decisions WHERE school_id = $2 AND id = $3");
            work.run(of_decision.bind_all((id, work.school, decision))).await?;
            let key = sql("INSERT INTO signing_keys (school_id, id, public_key, made_at) VALUES ($1, $2, $3, $4)");
            let row = (work.school, theirs.id().bytes().to_vec(), theirs.public().bytes().to_vec(), work.now);
            work.run(key.bind_all(row)).await?;
            let insert = sql("INSERT INTO signatures (school_id, decision_id, submission_id, code_hash, statement, key_id, \
                 signature) VALUES ($1, $2, $3, $4, $5, $6, $7)");
            let signature = theirs.sign(&bytes).bytes().to_vec();
            let row = (work.school, id, submission, code_hash(code), bytes);
            work.run(insert.bind_all(row).bind_all((theirs.id().bytes().to_vec(), signature))).await.map(drop)
        };
        database.write_quietly(school.id, None, forge).await.unwrap();
        assert_eq!(found(&school, code).await.unwrap().standing, SignatureStanding::Broken);
        assert_ne!(approval, decision);
    })
    .await;
}

/// The machine's clock is behind the last event, so the school's stands still: five minutes and ten pass all the same.
#[tokio::test]
async fn a_clock_that_stands_still_keeps_no_proof_and_no_way_back() {
    each_engine(|database| async move {
        let school = signing_school(&database).await;
        approve(&school).await;
        database.hand.jump(TimeDelta::days(-3));
        let again = Database::open(&database.place, Clock::Manual(database.hand.clone())).await.unwrap();
        again.check_clock_at_start().await.unwrap();
        let school = SmallSchool { database: TestDatabase { database: again.clone(), ..database.clone() }, ..school };
        let typed = async |work: &mut Work| crate::accounts::prove(work, SESSION).await;
        again.write_quietly(school.id, Some(school.nguyet), typed).await.unwrap();
        let stands_at = again.now();
        database.hand.advance(TimeDelta::minutes(4));
        let signed = sign_as(&school, school.nguyet, credentials(1)).await.unwrap();
        let statement = signatures(&school).await.remove(0).statement.unwrap();
        assert_eq!((again.now(), statement.signed_at), (stands_at, stands_at));
        assert_eq!(statement.signed_at - statement.password_typed_at, TimeDelta::minutes(4));
        let over = async |decision: DecisionId| {
            let (store, id) = (school.store.clone(), school.record(PLAN).await.id);
            let task = async move |work: &mut Work| reviews::undo(work, &store, id, decision).await;
            again.write(school.id, Some(school.nguyet), task).await
        };
        database.hand.advance(TimeDelta::minutes(9));
        assert_eq!(over(signed).await, Ok(()));
        assert_eq!(sign_as(&school, school.nguyet, credentials(1)).await, refused(SigningRefusal::PasswordAgain));
        again.write_quietly(school.id, Some(school.nguyet), typed).await.unwrap();
        let signed = sign_as(&school, school.nguyet, credentials(1)).await.unwrap();
        database.hand.advance(TimeDelta::minutes(11));
        let refusal = ReviewRefusal::UndoOver { decided_at: stands_at };
        assert_eq!(over(signed).await, Err(Error::Refused(refusal.into())));
        let session = async |work: &mut Work| crate::accounts::session(work, SESSION).await;
        assert!(again.read(school.id, None, session).await.unwrap().is_some());
        database.hand.advance(crate::accounts::IDLE);
        assert_eq!(again.read(school.id, None, session).await.unwrap(), None, "nor does a session last for ever");
        again.close().await;
    })
    .await;
}

/// Nobody knows how long a doubt lasts, and the school works on: it is signed, and the statement says what was doubted.
#[tokio::test]
async fn a_doubtful_clock_is_told_by_what_is_signed_in_it() {
    each_engine(|database| async move {
        let school = signing_school(&database).await;
        approve(&school).await;
        database.watch_clock().await.unwrap();
        database.hand.jump(chrono::TimeDelta::days(10));
        sign_as(&school, school.nguyet, credentials(1)).await.unwrap();
        let statement = signatures(&school).await.remove(0).statement.unwrap();
        assert_eq!(statement.clock, ClockAtSigning::Doubted);
        let checked = signatures(&school).await.remove(0);
        assert_eq!((checked.signed_at, checked.clock), (statement.signed_at, ClockMark::Doubted));
        // The machine's clock was right: it was ten days later.
        let (store, right) = (school.store.clone(), database.hand.shows());
        let decide = async move |work: &mut Work| {
            let time = store.facts(work).await?.doubtful_times[0].id;
            doubtful_times::decide(work, &store, time, ClockAnswer::Wrong(Some(right))).await
        };
        database.write(school.id, Some(school.nguyet), decide).await.unwrap();
        let checked = signatures(&school).await.remove(0);
        assert_eq!(checked.signed_at, statement.signed_at + TimeDelta::days(10));
        assert_eq!(checked.clock, ClockMark::SetRight { noted: statement.signed_at });
        assert_eq!(checked.standing, SignatureStanding::Valid);
    })
    .await;
}
