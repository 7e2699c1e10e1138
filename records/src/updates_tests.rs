#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    comments::{About, NewComment},
    decisions::Outcome,
    locks::{AuthorityForm, LockForm},
    obligations::Standing,
    people::Position,
    record_types::Step as ReviewStep,
    refusal::{LockRefusal, UpdateRefusal},
    reviews::DecisionRequest,
    scope::ScopeForm,
    submissions::Submission,
    updates::{MARK, UpdateState, Updates},
};
use uuid::Uuid;

use super::*;
use crate::{
    comments, locks, people, reviews,
    submissions::{self, HandIn as SentHandIn},
    testing::{
        TestDatabase, allowed, each_engine,
        school::{self, SmallSchool, paper},
    },
    uploads, withdrawals,
};

#[path = "updates_tests/closing.rs"]
mod closing;
#[path = "updates_tests/evidence_files.rs"]
mod evidence_files;

/// Due on Friday 6 November; of cô Hoa and cô Thảo.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";
const WEEKLY: &str = "Kế hoạch tuần 10 · Lớp 4A";

/// Shuts week 10, as the principal.
async fn shuts(school: &SmallSchool) {
    order(school, "lock", "10").await;
}

async fn order(school: &SmallSchool, kind: &str, weeks: &str) {
    let store = school.store.clone();
    let form = LockForm {
        kind: kind.to_owned(),
        scope: ScopeForm { weeks: weeks.to_owned(), ..ScopeForm::default() },
        reason: "Chốt hồ sơ tuần 10".to_owned(),
        decision: "42/QĐ-MNHS".to_owned(),
        ..LockForm::empty()
    };
    let given = async move |work: &mut Work| locks::tests::looks_and_orders(work, &store, &form).await;
    school.database.write(school.id, Some(school.nguyet), given).await.unwrap().unwrap();
}

/// The form of a request for these records, with a key of its own.
async fn form(school: &SmallSchool, titles: &[&str]) -> RequestForm {
    let mut records = Vec::new();
    for title in titles {
        records.push(school.record(title).await.id.to_string());
    }
    let (reason, evidence) = ("Ốm từ thứ Tư đến thứ Sáu".to_owned(), "Giấy ra viện ngày 09/11/2026".to_owned());
    RequestForm { key: Uuid::now_v7().to_string(), records, reason, evidence, ..RequestForm::default() }
}

async fn asks_with(school: &SmallSchool, by: PersonId, form: RequestForm) -> Result<UpdateId, Error> {
    let store = school.store.clone();
    let asks = async move |work: &mut Work| request(work, &store, &form).await;
    school.database.write(school.id, Some(by), asks).await.map(|checked| checked.unwrap())
}

async fn asks(school: &SmallSchool, by: PersonId, titles: &[&str]) -> Result<UpdateId, Error> {
    asks_with(school, by, form(school, titles).await).await
}

async fn grants(school: &SmallSchool, by: PersonId, id: UpdateId, hours: &str) -> Result<Checked, Error> {
    let (store, form) = (school.store.clone(), GrantForm { hours: hours.to_owned() });
    school.database.write(school.id, Some(by), async move |work: &mut Work| grant(work, &store, id, &form).await).await
}

/// Week 10 is shut at nine, and the plan is open to cô Hoa for these hours.
async fn opened(school: &SmallSchool, hours: &str) -> UpdateId {
    school.at("2026-11-05T09:00:00+07:00");
    shuts(school).await;
    let id = asks(school, school.hoa, &[PLAN]).await.unwrap();
    grants(school, school.nguyet, id, hours).await.unwrap().unwrap();
    id
}

async fn refuses(school: &SmallSchool, by: PersonId, id: UpdateId) -> Result<(), Error> {
    let (store, words) = (school.store.clone(), Reason::parse("Đã có bản trên giấy").unwrap());
    school.database.write(school.id, Some(by), async move |work: &mut Work| refuse(work, &store, id, &words).await).await
}

async fn withdraws(school: &SmallSchool, by: PersonId, id: UpdateId) -> Result<(), Error> {
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| withdraw(work, &store, id).await).await
}

async fn finishes(school: &SmallSchool, by: PersonId, id: UpdateId) -> Result<(), Error> {
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| finish(work, &store, id).await).await
}

async fn closes(school: &SmallSchool, by: PersonId, id: UpdateId) -> Result<(), Error> {
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| close(work, &store, id).await).await
}

async fn known(school: &SmallSchool) -> Updates {
    let fresh = school.database.read(school.id, None, async |work: &mut Work| stored::all(work).await).await.unwrap();
    assert_eq!(fresh, *school.facts().await.updates, "what was followed event by event is what is stored");
    fresh
}

async fn state(school: &SmallSchool, id: UpdateId) -> UpdateState {
    known(school).await.update(id).unwrap().state(school.database.hand.shows())
}

fn refused(error: Error) -> UpdateRefusal {
    match error {
        Error::Refused(Refusal::Lock(LockRefusal::Update(refusal))) => refusal,
        other => panic!("{other:?}"),
    }
}

fn is_shut<T: std::fmt::Debug>(outcome: Result<T, Error>) {
    assert!(matches!(outcome, Err(Error::Refused(Refusal::Lock(LockRefusal::Shut(_))))), "{outcome:?}");
}

async fn appoint(school: &SmallSchool, person: PersonId, position: Position) {
    let task =
        async move |work: &mut Work| people::appoint(work, &allowed(), person, position, school::first_week(), "02/QĐ-MNHS").await;
    school.database.write(school.id, Some(school.nguyet), task).await.unwrap();
}

/// Settles what the procedure asks for, as the principal.
async fn settles(school: &SmallSchool, form: ProcedureForm) -> Checked {
    let store = school.store.clone();
    let settles = async move |work: &mut Work| set_procedure(work, &store, &form).await;
    school.database.write(school.id, Some(school.nguyet), settles).await.unwrap()
}

#[tokio::test]
async fn exactly_this_record_is_open_to_whoever_asked_until_the_hours_are_over() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let SmallSchool { nguyet, am, hoa, thao, .. } = school.clone();
        school.at("2026-11-05T09:00:00+07:00");
        let before = school.hand_in(hoa, PLAN).await.unwrap();
        shuts(&school).await;
        is_shut(school.hand_in(hoa, PLAN).await);
        let id = asks(&school, hoa, &[PLAN]).await.unwrap();
        assert_eq!(state(&school, id).await, UpdateState::Requested);
        is_shut(school.hand_in(hoa, PLAN).await);
        assert_eq!(refused(grants(&school, hoa, id, "2").await.unwrap_err()), UpdateRefusal::OwnRequest);
        assert_eq!(refused(grants(&school, am, id, "2").await.unwrap_err()), UpdateRefusal::NotYoursToDecide);
        let over = grants(&school, nguyet, id, "73").await.unwrap().unwrap_err();
        assert_eq!(over.of("hours"), Some("Ghi số giờ từ 1 đến 72, ví dụ 24."));
        school.at("2026-11-05T10:00:00+07:00");
        grants(&school, nguyet, id, "2").await.unwrap().unwrap();
        assert_eq!(state(&school, id).await, UpdateState::Open);
        is_shut(school.hand_in(thao, PLAN).await);
        is_shut(school.hand_in(hoa, WEEKLY).await);
        school.at("2026-11-05T11:59:59+07:00");
        let after = school.hand_in(hoa, PLAN).await.unwrap();
        assert_eq!((before.version, after.version), (1, 2), "the new one stands beside the old one");
        school.at("2026-11-05T12:00:00+07:00");
        is_shut(school.hand_in(hoa, PLAN).await);
        assert_eq!(state(&school, id).await, UpdateState::Closed);
        let fresh = SmallSchool { store: FactStore::default(), ..school.clone() };
        is_shut(fresh.hand_in(hoa, PLAN).await);
        let updates = known(&school).await;
        assert_eq!((updates.of_version(before.id), updates.of_version(after.id).map(|one| one.id)), (None, Some(id)));
        let (facts, record) = (school.facts().await, school.record(PLAN).await);
        assert_eq!(facts.standing(&record, database.hand.shows()), Standing::OnTime, "judged stays judged");
        let page = |reader| {
            let now = database.hand.shows();
            domain::record::record_page(&facts, reader, &record, &[after.clone(), before.clone()], &[], now)
        };
        assert_eq!(page(hoa).versions.iter().map(|one| one.mark).collect::<Vec<_>>(), [Some(MARK), None]);
        assert_eq!((page(hoa).updates.len(), page(nguyet).updates.len(), page(thao).updates.len()), (1, 1, 0));
        assert!(page(hoa).may_ask && page(thao).may_ask && !page(nguyet).may_ask);
    })
    .await;
}

#[tokio::test]
async fn what_began_to_arrive_while_it_was_open_is_finished() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let (hoa, record, id) = (school.hoa, school.record(PLAN).await.id, opened(&school, "1").await);
        let uploads_at = async |file, began: &str| {
            let began = school.at(began);
            let add = async move |work: &mut Work| uploads::add(work, hoa, record, &file, began).await;
            database.write_quietly(school.id, Some(hoa), add).await.unwrap()
        };
        let sends = async |upload, when: &str| {
            let received_at = school.at(when);
            let what = SentHandIn { files: Vec::new(), arrived: received_at, received_at, ..school.form(record) };
            let store = school.store.clone();
            let chosen = submissions::Chosen::of_uploads(&[upload]);
            let send = async move |work: &mut Work| submissions::hand_in_chosen(work, &store, what, &chosen).await;
            database.write(school.id, Some(hoa), send).await
        };
        let in_time = uploads_at(paper("A.docx", 2), "2026-11-05T09:59:59+07:00").await;
        let late = uploads_at(paper("B.docx", 3), "2026-11-05T10:00:00+07:00").await;
        is_shut(sends(late, "2026-11-05T10:01:00+07:00").await);
        let version = sends(in_time, "2026-11-05T10:02:00+07:00").await.unwrap();
        assert_eq!(known(&school).await.of_version(version.id).map(|one| one.id), Some(id));
    })
    .await;
}

#[tokio::test]
async fn the_hours_are_asked_inside_of_the_transaction_of_the_hand_in() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let (hoa, record, id) = (school.hoa, school.record(PLAN).await.id, opened(&school, "24").await);
        // Facts that were kept from before say that it is open.
        let (store, form) = (school.store.clone(), school.form(record));
        let done_and_sent = async move |work: &mut Work| {
            finish(work, &store, id).await?;
            submissions::hand_in(work, &store, form).await
        };
        is_shut(database.write(school.id, Some(hoa), done_and_sent).await);
        assert_eq!(state(&school, id).await, UpdateState::Open, "the transaction is gone with all that was in it");
        assert!(school.hand_in(hoa, PLAN).await.is_ok());
        finishes(&school, hoa, id).await.unwrap();
        finishes(&school, hoa, id).await.unwrap();
        is_shut(school.hand_in(hoa, PLAN).await);
        assert_eq!(state(&school, id).await, UpdateState::Closed);
    })
    .await;
}

#[tokio::test]
async fn a_vice_principal_proposes_and_the_principal_decides_or_as_the_school_reads_it() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let SmallSchool { nguyet, am, hoa, .. } = school.clone();
        appoint(&school, am, Position::VicePrincipal).await;
        school.at("2026-11-05T09:00:00+07:00");
        shuts(&school).await;
        let id = asks(&school, hoa, &[PLAN]).await.unwrap();
        grants(&school, am, id, "48").await.unwrap().unwrap();
        assert_eq!(state(&school, id).await, UpdateState::Proposed);
        is_shut(school.hand_in(hoa, PLAN).await);
        assert_eq!(
            refused(grants(&school, am, id, "48").await.unwrap_err()),
            UpdateRefusal::ProposedAlready { at: database.hand.shows() }
        );
        assert_eq!(refused(refuses(&school, am, id).await.unwrap_err()), UpdateRefusal::IsThePrincipals);
        grants(&school, nguyet, id, "24").await.unwrap().unwrap();
        let update = known(&school).await.update(id).unwrap().clone();
        let grant = update.granted().unwrap();
        assert_eq!(grant.signatures.iter().map(|one| one.by).collect::<Vec<_>>(), [am, nguyet]);
        assert_eq!(grant.hours, 24, "the hours are those of whoever decides");
        assert!(school.hand_in(hoa, PLAN).await.is_ok());
        // As the school reads the clauses for opening.
        let alone = AuthorityForm { parts: "either".to_owned(), opening_and_whole: "either".to_owned() };
        let store = school.store.clone();
        let settles = async move |work: &mut Work| locks::set_authority(work, &store, &alone).await;
        database.write(school.id, Some(nguyet), settles).await.unwrap().unwrap();
        let second = asks(&school, hoa, &[WEEKLY]).await.unwrap();
        grants(&school, am, second, "24").await.unwrap().unwrap();
        assert_eq!(state(&school, second).await, UpdateState::Open);
    })
    .await;
}

#[tokio::test]
async fn what_is_sent_twice_is_done_once_and_what_was_decided_stays() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let SmallSchool { nguyet, hoa, thao, .. } = school.clone();
        school.at("2026-11-05T09:00:00+07:00");
        let open = asks(&school, hoa, &[PLAN]).await.unwrap_err();
        assert_eq!(refused(open), UpdateRefusal::NotShut { title: PLAN.to_owned() });
        shuts(&school).await;
        let of_others = asks(&school, school.thuy, &[PLAN]).await.unwrap_err();
        assert_eq!(of_others, Error::Refused(Refusal::NotYoursToHandIn));
        let sent = form(&school, &[PLAN, WEEKLY]).await;
        let id = asks_with(&school, hoa, sent.clone()).await.unwrap();
        assert_eq!(asks_with(&school, hoa, sent.clone()).await, Ok(id), "a second click finds the first request");
        assert_eq!(known(&school).await.all.len(), 1);
        let changed = RequestForm { reason: "Nộp nhầm bản nháp".to_owned(), ..sent.clone() };
        let waits = refused(asks_with(&school, hoa, changed).await.unwrap_err());
        assert!(
            matches!(waits, UpdateRefusal::Waits { update, .. } if update == id),
            "what was changed since is not lost silently"
        );
        let of_thao = asks_with(&school, thao, sent).await.unwrap();
        assert_ne!(of_thao, id, "the key is somebody else's");
        withdraws(&school, thao, of_thao).await.unwrap();
        let again = asks(&school, hoa, &[WEEKLY]).await.unwrap_err();
        assert!(matches!(refused(again), UpdateRefusal::Waits { update, .. } if update == id));
        let other = asks(&school, thao, &[PLAN]).await.unwrap();
        assert_eq!(refused(withdraws(&school, thao, id).await.unwrap_err()), UpdateRefusal::NotTheRequester);
        withdraws(&school, thao, other).await.unwrap();
        withdraws(&school, thao, other).await.unwrap();
        assert_eq!(state(&school, other).await, UpdateState::Withdrawn);
        let at = database.hand.shows();
        assert_eq!(refused(grants(&school, nguyet, other, "24").await.unwrap_err()), UpdateRefusal::Withdrawn { at });
        grants(&school, nguyet, id, "24").await.unwrap().unwrap();
        grants(&school, nguyet, id, "24").await.unwrap().unwrap();
        let steps = async |work: &mut Work| {
            work.one::<(i64,)>(sql("SELECT count(*) FROM update_steps WHERE school_id = $1").bind(work.school)).await
        };
        assert_eq!(database.read(school.id, None, steps).await.unwrap(), (3,), "two withdrawals and a grant");
        assert_eq!(refused(refuses(&school, nguyet, id).await.unwrap_err()), UpdateRefusal::GrantedAlready { at });
        assert_eq!(refused(withdraws(&school, hoa, id).await.unwrap_err()), UpdateRefusal::GrantedAlready { at });
        // Refused, it may be asked for anew.
        let third = asks(&school, thao, &[PLAN]).await.unwrap();
        refuses(&school, nguyet, third).await.unwrap();
        refuses(&school, nguyet, third).await.unwrap();
        assert_eq!(state(&school, third).await, UpdateState::Refused);
        assert_eq!(refused(finishes(&school, thao, third).await.unwrap_err()), UpdateRefusal::NotOpen);
        assert!(asks(&school, thao, &[PLAN]).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn what_needs_no_update_any_more_is_not_opened() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let SmallSchool { nguyet, hoa, .. } = school.clone();
        school.at("2026-11-05T09:00:00+07:00");
        // Exempted while it was open for a moment.
        shuts(&school).await;
        let id = asks(&school, hoa, &[PLAN]).await.unwrap();
        order(&school, "unlock", "10").await;
        assert_eq!(refused(grants(&school, nguyet, id, "24").await.unwrap_err()), UpdateRefusal::NothingLeft);
        school.exempt(nguyet, school.record(PLAN).await.id, "Lớp nghỉ").await.unwrap();
        order(&school, "lock", "10").await;
        assert_eq!(refused(grants(&school, nguyet, id, "24").await.unwrap_err()), UpdateRefusal::NothingLeft);
        let exempt = asks(&school, hoa, &[PLAN]).await.unwrap_err();
        assert!(matches!(refused(exempt), UpdateRefusal::Exempt { .. }));
        refuses(&school, nguyet, id).await.unwrap();
        // Owed no longer.
        order(&school, "lock", "11").await;
        let next = asks(&school, hoa, &["Giáo án tuần 11 · Lớp 4A"]).await.unwrap();
        school.retire_plans(true).await;
        assert_eq!(refused(grants(&school, nguyet, next, "24").await.unwrap_err()), UpdateRefusal::NothingLeft);
    })
    .await;
}

#[tokio::test]
async fn the_version_that_came_so_is_reviewed_and_every_other_way_in_stays_shut() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let SmallSchool { nguyet, am, hoa, .. } = school.clone();
        school.at("2026-11-05T09:00:00+07:00");
        let old = school.hand_in(hoa, PLAN).await.unwrap();
        shuts(&school).await;
        let decides = async |version: &Submission| {
            let (id, of) = (version.obligation, version.id);
            let task = async move |work: &mut Work| {
                let digest = submissions::digest(work, of).await?;
                let step = ReviewStep::Department;
                let wanted = DecisionRequest { key: None, submission: of, digest, step, outcome: Outcome::Approved };
                reviews::decide(work, &FactStore::default(), id, wanted).await
            };
            database.write(school.id, Some(am), task).await
        };
        let comments = async |version: &Submission, words: &str| {
            let (id, submission) = (version.obligation, version.id);
            let new = NewComment { key: None, submission, about: About::Version(None), words: words.to_owned() };
            let task = async move |work: &mut Work| comments::add(work, &FactStore::default(), id, new).await;
            database.write(school.id, Some(am), task).await
        };
        is_shut(decides(&old).await);
        is_shut(comments(&old, "Xem lại thứ Tư").await);
        let id = asks(&school, hoa, &[PLAN]).await.unwrap();
        grants(&school, nguyet, id, "2").await.unwrap().unwrap();
        is_shut(decides(&old).await);
        let new = school.hand_in(hoa, PLAN).await.unwrap();
        comments(&new, "Xem lại thứ Năm").await.unwrap();
        let back = async move |work: &mut Work| withdrawals::withdraw(work, &FactStore::default(), new.id).await;
        is_shut(database.write(school.id, Some(hoa), back).await);
        let (store, words) = (school.store.clone(), Reason::parse("Lớp nghỉ").unwrap());
        let record = old.obligation;
        let exempt = async move |work: &mut Work| crate::exemptions::exempt(work, &store, record, &words).await;
        is_shut(database.write(school.id, Some(nguyet), exempt).await);
        // Until the end of the working day after.
        let version = Submission { id: new.id, ..old.clone() };
        school.at("2026-11-06T23:59:59+07:00");
        decides(&version).await.unwrap();
        school.at("2026-11-07T00:00:00+07:00");
        is_shut(comments(&version, "Xem lại thứ Bảy").await);
    })
    .await;
}

#[tokio::test]
async fn the_procedure_is_laid_down_by_the_principal_and_holds_for_what_is_decided_from_then_on() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let SmallSchool { nguyet, am, hoa, .. } = school.clone();
        appoint(&school, am, Position::VicePrincipal).await;
        school.at("2026-11-05T09:00:00+07:00");
        shuts(&school).await;
        let begins = ProcedureForm::of(UpdateProcedure::default());
        let (store, form) = (school.store.clone(), begins.clone());
        let vice = async move |work: &mut Work| set_procedure(work, &store, &form).await;
        let error = database.write(school.id, Some(am), vice).await.unwrap_err();
        assert_eq!(refused(error), UpdateRefusal::SettlingIsThePrincipals);
        settles(&school, begins.clone()).await.unwrap();
        assert_eq!(known(&school).await.procedures.len(), 0, "nothing was changed");
        let wrong = settles(&school, ProcedureForm { max_hours: "500".to_owned(), ..begins.clone() }).await;
        assert!(wrong.unwrap_err().of("max-hours").is_some());
        let once = ProcedureForm {
            evidence: "optional".to_owned(),
            max_hours: "8".to_owned(),
            default_hours: "4".to_owned(),
            open_for: "once".to_owned(),
            ..begins
        };
        settles(&school, once.clone()).await.unwrap();
        let changes = known(&school).await.procedures;
        assert_eq!(changes.iter().map(|one| (one.by, ProcedureForm::of(one.to))).collect::<Vec<_>>(), [(nguyet, once.clone())]);
        let offered = ProcedureForm { reasons: "Ốm, có giấy\nĐi tập huấn".to_owned(), ..once };
        settles(&school, offered.clone()).await.unwrap();
        settles(&school, offered).await.unwrap();
        let changes = known(&school).await.procedures;
        assert_eq!(changes.iter().map(|one| one.reasons.len()).collect::<Vec<_>>(), [0, 2], "said twice, it is one change");
        assert_eq!(known(&school).await.reasons(), ["Ốm, có giấy", "Đi tập huấn"]);
        // By a clock that was set back as well: what was laid down last holds.
        school.at("2026-11-05T08:50:00+07:00");
        let shorter = ProcedureForm { max_hours: "6".to_owned(), ..ProcedureForm::of(known(&school).await.procedure()) };
        settles(&school, shorter).await.unwrap();
        assert_eq!(known(&school).await.procedure().max_hours, 6);
        school.at("2026-11-05T09:10:00+07:00");
        let twice = ProcedureForm { reasons: "Ốm\nốm".to_owned(), ..ProcedureForm::of(UpdateProcedure::default()) };
        assert!(settles(&school, twice).await.unwrap_err().of("reasons").is_some());
        let sent = RequestForm { evidence: String::new(), ..self::form(&school, &[PLAN]).await };
        let id = asks_with(&school, hoa, sent).await.unwrap();
        assert!(grants(&school, nguyet, id, "24").await.unwrap().is_err(), "six hours at most");
        grants(&school, nguyet, id, "6").await.unwrap().unwrap();
        school.hand_in(hoa, PLAN).await.unwrap();
        is_shut(school.hand_in(hoa, PLAN).await);
        assert_eq!(state(&school, id).await, UpdateState::Closed, "once is once");
    })
    .await;
}

#[tokio::test]
async fn nothing_of_it_is_changed_or_removed_and_no_school_sees_another_ones() {
    each_engine(|database: TestDatabase| async move {
        let (school, other) = (SmallSchool::found(&database).await, SmallSchool::found(&database).await);
        school.at("2026-11-05T09:00:00+07:00");
        shuts(&school).await;
        let mut with_file = form(&school, &[PLAN]).await;
        evidence_files::brings(&school, &mut with_file, &[paper("giay-ra-vien.jpg", 40)], "clean").await.unwrap();
        let id = asks_with(&school, school.hoa, with_file).await.unwrap();
        assert_eq!(grants(&other, other.nguyet, id, "24").await, Err(Error::NotFound));
        assert_eq!(known(&other).await, Updates::default());
        let of_other = form(&school, &[PLAN]).await;
        assert_eq!(asks_with(&other, other.hoa, of_other).await, Err(Error::NotFound));
        grants(&school, school.nguyet, id, "24").await.unwrap().unwrap();
        school.hand_in(school.hoa, PLAN).await.unwrap();
        let procedure = ProcedureForm { max_hours: "48".to_owned(), ..ProcedureForm::of(UpdateProcedure::default()) };
        settles(&school, procedure).await.unwrap();
        database
            .keeps(
                school.id,
                &["updates", "update_records", "update_files", "update_steps", "update_versions", "update_procedures"],
            )
            .await;
    })
    .await;
}
