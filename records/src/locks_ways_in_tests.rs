#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    absences::AbsenceForm,
    extensions::{AskForm, DayForm, Extension, ExtensionRequest, ManyForm, ManyOutlook, ManyPreview},
    ids::{AbsenceKey, Id},
    lateness::Found,
    obligations::{Finding, Obligation},
    refusal::{ExtensionRefusal, LockRefusal},
    scope::ScopeForm,
};

use super::{
    tests::{orders_as, week_10},
    *,
};
use crate::{
    absences, extensions, lateness,
    testing::{TestDatabase, each_engine, school::SmallSchool},
};

/// Due on Friday 6 November, and not handed in.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";
const WEEKLY: &str = "Kế hoạch tuần 10 · Lớp 4A";
/// Of cô Thủy alone; where it is handed in, on the Monday after it was due.
const LATE: &str = "Giáo án tuần 10 · Lớp 4B";
/// Of the week after, which is not shut.
const NEXT: &str = "Giáo án tuần 11 · Lớp 4A";

fn is_shut<T: std::fmt::Debug>(what: &str, done: Result<T, Error>) {
    assert!(matches!(done, Err(Error::Refused(Refusal::Lock(LockRefusal::Shut(_))))), "{what}: {done:?}");
}

fn asks_for(day: &str) -> AskForm {
    let key: Id<ExtensionRequest> = new_id();
    AskForm { key: key.to_string(), until: day.to_owned(), reason: "con ốm".to_owned(), ..AskForm::default() }
}

/// More time, or freedom, for all of one week.
fn many(deed: &str, week: &str) -> ManyForm {
    let key: Id<Extension> = new_id();
    let (until, reason) = ("20/11/2026".to_owned(), "tập huấn ở huyện".to_owned());
    let scope = ScopeForm { weeks: week.to_owned(), ..ScopeForm::default() };
    ManyForm { key: key.to_string(), scope, deed: deed.to_owned(), until, reason, ..ManyForm::default() }
}

/// Does it to many, as it was looked at.
async fn does(school: &SmallSchool, form: ManyForm) -> Result<ManyPreview, Error> {
    let (facts, now, by) = (school.known().await, school.database.hand.shows(), school.nguyet);
    let plan = form.parse(&facts).unwrap();
    let seen = ManyOutlook::of(&facts, &facts.actor(by, now), &plan, now).seen().to_owned();
    let store = school.store.clone();
    let give = async move |work: &mut Work| extensions::give_to_many(work, &store, &form, &seen).await;
    school.database.write(school.id, Some(by), give).await.map(|checked| checked.unwrap())
}

/// What an order must leave as it was: due day, exemption, and what was said and found of it.
async fn kept(school: &SmallSchool) -> Vec<Obligation> {
    [school.record(PLAN).await, school.record(WEEKLY).await, school.record(LATE).await].to_vec()
}

#[tokio::test]
async fn sentences_findings_and_more_time_wait_until_an_order_lets_them_in() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let SmallSchool { nguyet, hoa, thao, thuy, .. } = school.clone();
        school.at("2026-11-09T08:00:00+07:00");
        school.hand_in(thuy, LATE).await.unwrap();
        let (plan, weekly, late) = (school.record(PLAN).await.id, school.record(WEEKLY).await.id, school.record(LATE).await.id);
        let asks = async |by: PersonId, record: ObligationId| {
            let (store, form) = (school.store.clone(), asks_for("10/11/2026"));
            let ask = async move |work: &mut Work| extensions::ask(work, &store, record, &form).await;
            database.write(school.id, Some(by), ask).await
        };
        let request = asks(hoa, plan).await.unwrap().unwrap();
        let lock = orders_as(&school, nguyet, week_10()).await.unwrap();
        let before = kept(&school).await;
        let grants = async || {
            let (store, form) = (school.store.clone(), DayForm { until: "10/11/2026".to_owned() });
            let grant = async move |work: &mut Work| extensions::grant(work, &store, request, &form).await;
            database.write(school.id, Some(nguyet), grant).await
        };
        let explains = async |by: PersonId, record: ObligationId| {
            let (store, words) = (school.store.clone(), Reason::parse("Con ốm phải nằm viện").unwrap());
            let explain = async move |work: &mut Work| lateness::explain(work, &store, record, &words).await;
            database.write(school.id, Some(by), explain).await
        };
        let judges = async || {
            let (store, words) = (school.store.clone(), String::new());
            let found = Found { finding: Finding::WithReason, seen: 0, words };
            let judge = async move |work: &mut Work| lateness::judge(work, &store, late, &found).await;
            database.write(school.id, Some(nguyet), judge).await
        };
        is_shut("a sentence about what is overdue", explains(hoa, plan).await);
        is_shut("a sentence about what came late", explains(thuy, late).await);
        is_shut("what is found of it", judges().await);
        is_shut("asking for more time", asks(thao, weekly).await);
        is_shut("giving it", grants().await);
        assert_eq!(kept(&school).await, before);
        let (store, reason) = (school.store.clone(), Reason::parse("Sở lùi ngày kiểm tra").unwrap());
        let back = async move |work: &mut Work| revoke(work, &store, lock, &reason).await;
        database.write(school.id, Some(nguyet), back).await.unwrap();
        explains(hoa, plan).await.unwrap();
        judges().await.unwrap();
        asks(thao, weekly).await.unwrap().unwrap();
        grants().await.unwrap().unwrap();
        assert_eq!(school.due(PLAN).await, "2026-11-10");
    })
    .await;
}

#[tokio::test]
async fn what_is_done_to_many_and_by_an_absence_leaves_out_what_an_order_shuts() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let SmallSchool { nguyet, thuy, .. } = school.clone();
        school.at("2026-11-05T08:00:00+07:00");
        orders_as(&school, nguyet, week_10()).await.unwrap();
        let before = kept(&school).await;
        for deed in [ManyForm::EXTEND, ManyForm::EXEMPT] {
            let nothing = does(&school, many(deed, "10")).await;
            assert_eq!(nothing, Err(Refusal::from(ExtensionRefusal::NothingToChange).into()), "{deed}");
            let mixed = does(&school, many(deed, "10-11")).await.unwrap();
            assert!(mixed.records.iter().any(|one| one.title == NEXT), "{deed}: {mixed:?}");
            let left = mixed.skipped.iter().find(|one| one.title == PLAN).unwrap();
            assert!(matches!(left.why, Refusal::Lock(LockRefusal::Shut(_))), "{deed}: {left:?}");
        }
        // Of cô Thủy, who is the only teacher of 4B, what is not shut is freed.
        let key: Id<AbsenceKey> = new_id();
        let form = AbsenceForm {
            key: key.to_string(),
            who: thuy.to_string(),
            kind: "sick".to_owned(),
            from: "06/11/2026".to_owned(),
            until: "20/11/2026".to_owned(),
            duties: AbsenceForm::FREE.to_owned(),
            ..AbsenceForm::default()
        };
        let store = school.store.clone();
        let notes = async move |work: &mut Work| {
            let seen = absences::seen_of(work, &store, &form).await?;
            absences::note(work, &store, &form, &seen).await
        };
        let id = database.write(school.id, Some(nguyet), notes).await.unwrap().unwrap();
        let freed = school.known().await.absence(id).unwrap().freed.clone();
        let next = school.record("Giáo án tuần 12 · Lớp 4B").await;
        assert!(freed.contains(&next.id) && !freed.contains(&school.record(LATE).await.id), "{freed:?}");
        assert_eq!(kept(&school).await, before);
    })
    .await;
}
