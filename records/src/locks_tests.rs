#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    comments::{About, NewComment},
    decisions::Outcome,
    files::StoredFile,
    inspection::{Cause, HeldVerdict, InspectedFile, Inspection},
    locks::{LockKind, Locks, OrderState},
    people::Position,
    record_types::Step,
    refusal::{LockRefusal, Shut},
    reviews::{CheckTick, DecisionRequest},
    scope::ScopeForm,
    submissions::SubmissionId,
};

use super::*;
use crate::{
    comments, exemptions, inspections, people, reviews,
    signing::{SchoolKey, SigningCredentials},
    spot_checks,
    submissions::{self, HandIn},
    testing::{
        TestDatabase, allowed, each_engine,
        school::{self, SmallSchool, paper},
    },
    withdrawals,
};

/// Due on Friday 6 November; cô Ấm heads the department.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";
const OTHER: &str = "Giáo án tuần 10 · Lớp 4B";

/// A lock of week 10 that takes effect as soon as it is decided.
pub(crate) fn week_10() -> LockForm {
    LockForm {
        scope: ScopeForm { weeks: "10".to_owned(), ..ScopeForm::default() },
        reason: "Chốt hồ sơ tuần 10".to_owned(),
        decision: "42/QĐ-MNHS".to_owned(),
        ..LockForm::empty()
    }
}

pub(crate) async fn orders_as(school: &SmallSchool, by: PersonId, form: LockForm) -> Result<LockOrderId, Error> {
    let store = school.store.clone();
    let given =
        school.database.write(school.id, Some(by), async move |work: &mut Work| looks_and_orders(work, &store, &form).await);
    given.await.map(|checked| checked.unwrap())
}

/// Gives an order as its page does: looked at first.
pub(crate) async fn looks_and_orders(
    work: &mut Work,
    store: &FactStore,
    form: &LockForm,
) -> Result<Result<LockOrderId, FormErrors>, Error> {
    let facts = store.facts(work).await?;
    let seen = match form.parse(&facts.regime, work.now) {
        Ok(plan) => outlook(work, store, work.actor.unwrap(), &plan).await?.seen().to_owned(),
        Err(_) => String::new(),
    };
    order(work, store, form, &seen).await
}

/// Puts a name under an order as its page does: looked at first.
pub(crate) async fn looks_and_signs(work: &mut Work, store: &FactStore, id: LockOrderId) -> Result<LockOrder, Error> {
    let facts = store.facts(work).await?;
    let plan = facts.locks.order(id).ok_or(Error::NotFound)?.plan.clone();
    let seen = outlook(work, store, work.actor.unwrap(), &plan).await?.seen().to_owned();
    sign(work, store, id, &seen).await
}

pub(crate) async fn known(school: &SmallSchool) -> Locks {
    let fresh = school.database.read(school.id, None, async |work: &mut Work| stored::all(work).await).await.unwrap();
    assert_eq!(fresh, *school.facts().await.locks, "what was followed event by event is what is stored");
    fresh
}

fn shut(error: Error) -> Shut {
    match error {
        Error::Refused(Refusal::Lock(LockRefusal::Shut(shut))) => shut,
        other => panic!("{other}"),
    }
}

pub(crate) fn refused(error: Error) -> LockRefusal {
    match error {
        Error::Refused(Refusal::Lock(refusal)) => refusal,
        other => panic!("{other}"),
    }
}

pub(crate) async fn appoint(school: &SmallSchool, person: PersonId, position: Position) {
    let task =
        async move |work: &mut Work| people::appoint(work, &allowed(), person, position, school::first_week(), "02/QĐ-MNHS").await;
    school.database.write(school.id, Some(school.nguyet), task).await.unwrap();
}

#[tokio::test]
async fn an_order_is_drafted_decided_carried_out_and_taken_back_and_every_step_is_kept() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        appoint(&school, school.hoa_y_te, Position::ManagementTeam).await;
        school.at("2026-11-05T09:00:00+07:00");
        let (store, form) = (school.store.clone(), LockForm { start: "executed".to_owned(), ..week_10() });
        let drafts = async move |work: &mut Work| draft(work, &store, &form).await;
        let id = database.write(school.id, Some(school.nguyet), drafts).await.unwrap().unwrap();
        let state = async || known(&school).await.order(id).unwrap().state(database.hand.shows());
        assert_eq!(state().await, OrderState::Draft);
        let store = school.store.clone();
        let execute_as = async |by| {
            let store = store.clone();
            database.write(school.id, Some(by), async move |work: &mut Work| execute(work, &store, id).await).await
        };
        assert_eq!(refused(execute_as(school.hoa_y_te).await.unwrap_err()), LockRefusal::NotDecided);
        let sign_as = async |by| {
            let store = store.clone();
            database.write(school.id, Some(by), async move |work: &mut Work| looks_and_signs(work, &store, id).await).await
        };
        assert_eq!(refused(sign_as(school.am).await.unwrap_err()), LockRefusal::NotYours);
        sign_as(school.nguyet).await.unwrap();
        assert_eq!(state().await, OrderState::Ordered);
        assert!(school.hand_in(school.hoa, PLAN).await.is_ok(), "nobody has carried it out yet");
        assert_eq!(refused(execute_as(school.nguyet).await.unwrap_err()), LockRefusal::NotYoursToExecute);
        let since = school.at("2026-11-05T10:00:00+07:00");
        execute_as(school.hoa_y_te).await.unwrap();
        assert_eq!(state().await, OrderState::InForce);
        let shut = shut(school.hand_in(school.hoa, PLAN).await.unwrap_err());
        let by = "Hiệu trưởng Nguyễn Thị Minh Nguyệt".to_owned();
        assert_eq!(shut, Shut { order: id, name: "Lệnh khóa số 01 (42/QĐ-MNHS)".to_owned(), since, until: None, by });
        school.at("2026-11-05T11:00:00+07:00");
        let revoke_as = async |by| {
            let (store, reason) = (store.clone(), Reason::parse("Sở lùi ngày kiểm tra").unwrap());
            database.write(school.id, Some(by), async move |work: &mut Work| revoke(work, &store, id, &reason).await).await
        };
        revoke_as(school.nguyet).await.unwrap();
        assert_eq!(state().await, OrderState::Revoked);
        let order = known(&school).await.order(id).unwrap().clone();
        assert_eq!(order.executed(), Some(Act { by: school.hoa_y_te, at: since }), "who carried it out stays on the paper");
        assert!(school.hand_in(school.hoa, PLAN).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_vice_principal_proposes_what_the_principal_has_to_decide_too() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        appoint(&school, school.am, Position::VicePrincipal).await;
        school.at("2026-11-05T09:00:00+07:00");
        let whole = ScopeForm { is_whole: true, ..ScopeForm::default() };
        let id = orders_as(&school, school.am, LockForm { scope: whole, ..week_10() }).await.unwrap();
        assert_eq!(known(&school).await.order(id).unwrap().state(database.hand.shows()), OrderState::Proposed);
        assert!(school.hand_in(school.hoa, PLAN).await.is_ok());
        let store = school.store.clone();
        let sign = async move |work: &mut Work| looks_and_signs(work, &store, id).await;
        let order = database.write(school.id, Some(school.nguyet), sign).await.unwrap();
        assert_eq!(order.state(database.hand.shows()), OrderState::InForce);
        let shut = shut(school.hand_in(school.hoa, PLAN).await.unwrap_err());
        assert_eq!(shut.by, "Hiệu trưởng Nguyễn Thị Minh Nguyệt và phó hiệu trưởng Lê Thị Ấm");
        // Where the log has its decision is known once it stands there.
        let standing = |one: &LockOrder| (one.id, one.number, one.plan.clone(), one.state(database.hand.shows()));
        assert_eq!(known(&school).await.orders.iter().map(standing).collect::<Vec<_>>(), [standing(&order)]);
        // Who decides is the principal's to settle; what was decided stays.
        let set = |form: AuthorityForm| {
            let store = school.store.clone();
            async move |work: &mut Work| set_authority(work, &store, &form).await
        };
        let alone = AuthorityForm { parts: "either".to_owned(), opening_and_whole: "either".to_owned() };
        let error = database.write(school.id, Some(school.am), set(alone.clone())).await.unwrap_err();
        assert_eq!(refused(error), LockRefusal::SettlingIsThePrincipals);
        database.write(school.id, Some(school.nguyet), set(alone.clone())).await.unwrap().unwrap();
        assert_eq!(AuthorityForm::of(known(&school).await.authority), alone);
        let open = LockForm { kind: LockKind::Unlock.code().to_owned(), ..week_10() };
        orders_as(&school, school.am, open).await.unwrap();
        assert!(school.hand_in(school.hoa, PLAN).await.is_err(), "the principal's order is heeded before a vice principal's");
    })
    .await;
}

#[tokio::test]
async fn nobody_puts_a_name_under_what_they_have_not_seen() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        let store = school.store.clone();
        let form = week_10();
        let plan = form.parse(&school.facts().await.regime, database.hand.shows()).unwrap();
        let looks = async || {
            let (store, plan) = (store.clone(), plan.clone());
            let by = school.nguyet;
            let look = async move |work: &mut Work| outlook(work, &store, by, &plan).await.map(|seen| seen.seen().to_owned());
            database.read(school.id, None, look).await.unwrap()
        };
        let gives = async |seen: &str| {
            let (store, form, seen) = (store.clone(), form.clone(), seen.to_owned());
            let give = async move |work: &mut Work| order(work, &store, &form, &seen).await;
            database.write(school.id, Some(school.nguyet), give).await
        };
        let drafts = async || {
            let (store, form) = (store.clone(), form.clone());
            let draft = async move |work: &mut Work| draft(work, &store, &form).await;
            database.write(school.id, Some(school.nguyet), draft).await.unwrap().unwrap()
        };
        let signs = async |id, seen: &str| {
            let (store, seen) = (store.clone(), seen.to_owned());
            let sign = async move |work: &mut Work| sign(work, &store, id, &seen).await.map(drop);
            database.write(school.id, Some(school.nguyet), sign).await
        };
        let drafted = drafts().await;
        assert_eq!(refused(gives("").await.unwrap_err()), LockRefusal::LookedAtAnother);
        assert_eq!(refused(signs(drafted, "").await.unwrap_err()), LockRefusal::LookedAtAnother);
        let seen = looks().await;
        // What waits to be decided is unfinished work that was not there when the order was looked at.
        school.hand_in(school.hoa, PLAN).await.unwrap();
        assert_eq!(refused(gives(&seen).await.unwrap_err()), LockRefusal::LookedAtAnother);
        assert_eq!(refused(signs(drafted, &seen).await.unwrap_err()), LockRefusal::LookedAtAnother);
        assert_eq!(known(&school).await.orders.len(), 1, "nothing is left behind of what was refused");
        signs(drafted, &looks().await).await.unwrap();
        gives(&looks().await).await.unwrap().unwrap();
        // Once decided, an old form says so first.
        let decided = refused(signs(drafted, "").await.unwrap_err());
        assert!(matches!(decided, LockRefusal::DecidedAlready { .. }));
        // An order that says the contrary has come since.
        let second = drafts().await;
        let seen = looks().await;
        orders_as(&school, school.nguyet, LockForm { kind: LockKind::Unlock.code().to_owned(), ..week_10() }).await.unwrap();
        assert_eq!(refused(signs(second, &seen).await.unwrap_err()), LockRefusal::LookedAtAnother);
    })
    .await;
}

#[tokio::test]
async fn a_timed_order_takes_effect_by_itself_at_its_minute_also_for_a_server_that_has_just_started() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        let timed = LockForm {
            start: "at".to_owned(),
            from_day: "06/11/2026".to_owned(),
            from_hour: "17:00".to_owned(),
            until_day: "09/11/2026".to_owned(),
            until_hour: "08:00".to_owned(),
            ..week_10()
        };
        orders_as(&school, school.nguyet, timed.clone()).await.unwrap();
        for (when, is_open) in [
            ("2026-11-06T16:59:59+07:00", true),
            ("2026-11-06T17:00:00+07:00", false),
            ("2026-11-09T07:59:59+07:00", false),
            ("2026-11-09T08:00:00+07:00", true),
        ] {
            school.at(when);
            let fresh = SmallSchool { store: FactStore::default(), ..school.clone() };
            for server in [&school, &fresh] {
                assert_eq!(server.hand_in(school.hoa, PLAN).await.is_ok(), is_open, "{when}");
            }
        }
        // A lock in the past is told in the form.
        let store = school.store.clone();
        let late = async move |work: &mut Work| order(work, &store, &timed, "").await;
        let errors = database.write(school.id, Some(school.nguyet), late).await.unwrap().unwrap_err();
        assert!(errors.of("from-day").is_some());
    })
    .await;
}

#[tokio::test]
async fn what_began_to_arrive_before_the_minute_is_finished_unless_the_order_stops_it() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let record = school.record(PLAN).await.id;
        let (hoa, store) = (school.hoa, school.store.clone());
        let uploads_at = async |file: StoredFile, began: &str, whole: &str| {
            let began = began.parse().unwrap();
            school.at(whole);
            let add = async move |work: &mut Work| uploads::add(work, hoa, record, &file, began).await;
            database.write_quietly(school.id, Some(hoa), add).await.unwrap()
        };
        let hands_in = async |upload, new: Vec<StoredFile>, when: &str| {
            let received_at = school.at(when);
            let store = store.clone();
            let (key, note, arrived) = (Uuid::new_v4(), String::new(), received_at);
            let what = HandIn { obligation: record, key, note, files: new, arrived, received_at };
            let chosen = submissions::Chosen::of_uploads(&[upload]);
            let send = async move |work: &mut Work| submissions::hand_in_chosen(work, &store, what, &chosen).await;
            database.write(school.id, Some(hoa), send).await
        };
        let before = uploads_at(paper("A.docx", 2), "2026-11-06T16:59:59+07:00", "2026-11-06T16:59:59+07:00").await;
        let forgotten = uploads_at(paper("B.docx", 3), "2026-11-06T16:59:59+07:00", "2026-11-06T16:59:59+07:00").await;
        let id = orders_as(&school, school.nguyet, {
            let (from_day, from_hour) = ("06/11/2026".to_owned(), "17:00".to_owned());
            LockForm { start: "at".to_owned(), from_day, from_hour, ..week_10() }
        });
        id.await.unwrap();
        let after = uploads_at(paper("C.docx", 4), "2026-11-06T17:00:00+07:00", "2026-11-06T17:01:00+07:00").await;
        shut(hands_in(after, Vec::new(), "2026-11-06T17:02:00+07:00").await.unwrap_err());
        shut(hands_in(before, vec![paper("D.docx", 5)], "2026-11-06T17:02:00+07:00").await.unwrap_err());
        hands_in(before, Vec::new(), "2026-11-06T17:03:00+07:00").await.unwrap();
        shut(hands_in(forgotten, Vec::new(), "2026-11-06T18:00:00+07:00").await.unwrap_err());
        // A form without scripts counts from its beginning.
        let arrived = "2026-11-06T16:59:59+07:00".parse().unwrap();
        let form = HandIn { arrived, received_at: arrived, ..school.form(record) };
        school.at("2026-11-06T18:01:00+07:00");
        shut(school.send(hoa, form).await.unwrap_err());
    })
    .await;
}

#[tokio::test]
async fn a_slow_form_that_began_before_the_minute_is_taken_though_it_counts_from_later_on() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let record = school.record(PLAN).await.id;
        school.at("2026-11-06T09:00:00+07:00");
        let (start, from_day, from_hour) = ("at".to_owned(), "06/11/2026".to_owned(), "17:00".to_owned());
        orders_as(&school, school.nguyet, LockForm { start, from_day, from_hour, ..week_10() }).await.unwrap();
        // Begun at 16:50 and whole at 17:16: it counts from 17:01, a quarter of an hour before.
        let arrived = "2026-11-06T16:50:00+07:00".parse().unwrap();
        let received_at = "2026-11-06T17:01:00+07:00".parse().unwrap();
        school.at("2026-11-06T17:16:00+07:00");
        let kept = school.send(school.hoa, HandIn { arrived, received_at, ..school.form(record) }).await.unwrap();
        assert_eq!(kept.received_at, received_at);
        let arrived = "2026-11-06T17:00:00+07:00".parse().unwrap();
        shut(school.send(school.hoa, HandIn { arrived, received_at, ..school.form(record) }).await.unwrap_err());
    })
    .await;
}

#[tokio::test]
async fn every_way_in_is_shut_and_reading_is_not() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let SmallSchool { nguyet, am, hoa, thuy, .. } = school.clone();
        let begin = async move |work: &mut Work| school::sign_in(work, nguyet, b"hers").await;
        database.write(school.id, Some(nguyet), begin).await.unwrap();
        school.at("2026-11-05T09:00:00+07:00");
        let version = school.hand_in(hoa, PLAN).await.unwrap();
        let other = school.hand_in(thuy, OTHER).await.unwrap();
        let (record, of_other, exempt_me) =
            (version.obligation, other.obligation, school.record("Kế hoạch tuần 10 · Lớp 4A").await.id);
        let submission = version.id;
        let held = InspectedFile { file: version.files[0].clone(), inspection: Inspection::Held(vec![Cause::Macros]) };
        let finds = async move |work: &mut Work| {
            inspections::note(work, &[held]).await?;
            let words = "Xem lại thứ Tư".to_owned();
            let new = NewComment { key: None, submission, about: About::Version(None), words };
            let thread = comments::add(work, &FactStore::default(), record, new).await?;
            Ok(thread)
        };
        // Of 4B: approved, and long enough ago for a spot check.
        let approve = async |id: ObligationId, of: SubmissionId| {
            let task = async move |work: &mut Work| {
                let digest = submissions::digest(work, of).await?;
                let step = Step::Department;
                let wanted = DecisionRequest { key: None, submission: of, digest, step, outcome: Outcome::Approved };
                reviews::decide(work, &FactStore::default(), id, wanted).await
            };
            database.write(school.id, Some(am), task).await
        };
        school.at("2026-11-05T09:05:00+07:00");
        let decision = approve(of_other, other.id).await.unwrap();
        // Both plans hold the same bytes, and nothing that is held is approved.
        let thread = database.write(school.id, Some(am), finds).await.unwrap();
        orders_as(&school, nguyet, week_10()).await.unwrap();
        macro_rules! is_shut {
            ($($by:expr => $what:literal: $deed:expr;)+) => {$(
                let deed = async move |work: &mut Work| $deed(work).await.map(drop);
                let error = database.write(school.id, Some($by), deed).await.expect_err($what);
                assert!(matches!(error, Error::Refused(Refusal::Lock(LockRefusal::Shut(_)))), "{}: {error}", $what);
            )+};
        }
        let reason = || Reason::parse("Lớp nghỉ").unwrap();
        let store = FactStore::default;
        let credentials = || SigningCredentials { session: b"hers".to_vec(), key: SchoolKey::of_secret(&[1; 32]) };
        let form = school.form(record);
        is_shut! {
            hoa => "a hand-in": async |work: &mut Work| submissions::hand_in(work, &store(), form).await;
            hoa => "a withdrawal": async |work: &mut Work| withdrawals::withdraw(work, &store(), submission).await;
            am => "a comment": async |work: &mut Work| {
                let new = NewComment { key: None, submission, about: About::Version(None), words: "Thêm".to_owned() };
                comments::add(work, &store(), record, new).await
            };
            am => "a thread to settle": async |work: &mut Work| {
                comments::settle(work, &store(), record, thread, domain::comments::Settled::Done).await
            };
            nguyet => "an exemption": async |work: &mut Work| exemptions::exempt(work, &store(), exempt_me, &reason()).await;
            nguyet => "the end of an exemption": async |work: &mut Work| {
                exemptions::end_exemption(work, &store(), exempt_me, &reason()).await
            };
            nguyet => "a held file": async |work: &mut Work| {
                inspections::judge(work, &store(), (submission, 0), HeldVerdict::Released, None).await
            };
            am => "an approval": async |work: &mut Work| {
                let digest = submissions::digest(work, submission).await?;
                let step = Step::Department;
                let wanted = DecisionRequest { key: None, submission, digest, step, outcome: Outcome::Approved };
                reviews::decide(work, &store(), record, wanted).await
            };
            nguyet => "a signature": async |work: &mut Work| {
                let digest = submissions::digest(work, submission).await?;
                let step = Step::Leadership;
                let wanted = DecisionRequest { key: None, submission, digest, step, outcome: Outcome::Approved };
                reviews::sign(work, &store(), record, wanted, &credentials()).await
            };
            nguyet => "a spot check": async |work: &mut Work| {
                let (submission, obligation) = (other.id, of_other);
                let digest = submissions::digest(work, submission).await?;
                let ticked = CheckTick { key: new_id(), obligation, submission, digest };
                spot_checks::sign(work, &store(), ticked, &credentials()).await
            };
        }
        is_shut! {
            am => "an approval that is taken back": async |work: &mut Work| {
                reviews::undo(work, &store(), of_other, decision).await
            };
        }
        // Reading goes on, and so do words and files that wait.
        let reads = async move |work: &mut Work| {
            submissions::one(work, submission).await?;
            comments::of_record(work, record).await?;
            uploads::add(work, hoa, record, &paper("X.docx", 9), work.now).await?;
            crate::drafts::save(work, hoa, record, "Đang gõ").await?;
            begun(work).await
        };
        let begun = database.write_quietly(school.id, Some(hoa), reads).await.unwrap();
        assert_eq!(begun, [(hoa, record)]);
        assert!(school.hand_in(hoa, "Giáo án tuần 11 · Lớp 4A").await.is_ok(), "week 11 is not shut");
    })
    .await;
}

#[tokio::test]
async fn whoever_sends_a_form_again_after_a_lost_answer_finds_what_they_did_though_it_is_shut_now() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        let version = school.hand_in(school.thuy, OTHER).await.unwrap();
        let (record, submission) = (version.obligation, version.id);
        school.at("2026-11-05T09:05:00+07:00");
        let (key, words) = (Some(new_id()), "Xem lại thứ Tư".to_owned());
        let comments = async || {
            let new = NewComment { key, submission, about: About::Version(None), words: words.clone() };
            let add = async move |work: &mut Work| comments::add(work, &FactStore::default(), record, new).await;
            database.write(school.id, Some(school.am), add).await.unwrap()
        };
        let (form, by_heart) = (Some(new_id()), None);
        let approves = async |key| {
            let approve = async move |work: &mut Work| {
                let (digest, step) = (submissions::digest(work, submission).await?, Step::Department);
                let wanted = DecisionRequest { key, submission, digest, step, outcome: Outcome::Approved };
                reviews::decide(work, &FactStore::default(), record, wanted).await
            };
            database.write(school.id, Some(school.am), approve).await.unwrap()
        };
        let (comment, decision) = (comments().await, approves(form).await);
        orders_as(&school, school.nguyet, week_10()).await.unwrap();
        assert_eq!((comments().await, approves(form).await, approves(by_heart).await), (comment, decision, decision));
    })
    .await;
}

#[tokio::test]
async fn an_order_of_another_school_is_none() {
    each_engine(|database: TestDatabase| async move {
        let (one, other) = (SmallSchool::found(&database).await, SmallSchool::found(&database).await);
        let id = orders_as(&one, one.nguyet, week_10()).await.unwrap();
        assert!(known(&other).await.orders.is_empty());
        let store = other.store.clone();
        let sign = async move |work: &mut Work| sign(work, &store, id, "").await.map(drop);
        assert_eq!(database.write(other.id, Some(other.nguyet), sign).await, Err(Error::NotFound));
        let number = async |school: &SmallSchool| known(school).await.orders.iter().map(|one| one.number).collect::<Vec<_>>();
        orders_as(&other, other.nguyet, week_10()).await.unwrap();
        assert_eq!((number(&one).await, number(&other).await), (vec![1], vec![1]), "each school counts its own");
    })
    .await;
}

#[tokio::test]
async fn nothing_of_an_order_is_changed_or_removed() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        orders_as(&school, school.nguyet, week_10()).await.unwrap();
        let alone = AuthorityForm { parts: "principal".to_owned(), opening_and_whole: "principal".to_owned() };
        let store = school.store.clone();
        let settles = async move |work: &mut Work| set_authority(work, &store, &alone).await;
        database.write(school.id, Some(school.nguyet), settles).await.unwrap().unwrap();
        database.keeps(school.id, &["lock_orders", "lock_order_steps", "lock_authorities"]).await;
    })
    .await;
}
