#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    days::Timestamp,
    delegations::{DelegationForm, delegable_positions},
    locks::LockForm,
    people::PersonId,
    schedule::schedule_told,
    scope::ScopeForm,
};

use super::*;
use crate::{
    events,
    locks::{self, outlook},
    testing::{TestDatabase, each_engine, school::SmallSchool},
};

async fn pending_at(school: &SmallSchool) -> Pending {
    let store = school.store.clone();
    let look = async move |work: &mut Work| pending(work, &store).await;
    school.database.read(school.id, None, look).await.unwrap()
}

async fn runs_of(school: &SmallSchool) -> Vec<(Occasion, Timestamp, Timestamp)> {
    let mut runs = school.database.read(school.id, None, async |work: &mut Work| runs(work).await).await.unwrap();
    runs.sort_by_key(|run| (run.ran_at, run.ordered));
    runs.into_iter().map(|run| (run.ordered.what, run.ordered.at, run.ran_at)).collect()
}

/// Notes what has come, as a server does that knows nothing yet.
async fn notes(school: &SmallSchool) {
    let note = async |work: &mut Work| note_due(work, &FactStore::default()).await;
    school.database.write_quietly(school.id, None, note).await.unwrap();
}

/// The kinds of events that were noted by nobody, in their order.
async fn by_itself(school: &SmallSchool) -> Vec<String> {
    let all = async |work: &mut Work| events::since(work, 0, 10_000).await;
    let all = school.database.read(school.id, None, all).await.unwrap();
    let is_ours = |kind: &str| ["locks.took_effect", "locks.ended", "delegations.ended"].contains(&kind);
    all.into_iter().map(|event| event.kind).filter(|kind| is_ours(kind)).collect()
}

/// A lock of week 10 from Friday at five until Monday at eight.
fn over_the_weekend() -> LockForm {
    LockForm {
        scope: ScopeForm { weeks: "10".to_owned(), ..ScopeForm::default() },
        start: "at".to_owned(),
        from_day: "06/11/2026".to_owned(),
        from_hour: "17:00".to_owned(),
        until_day: "09/11/2026".to_owned(),
        until_hour: "08:00".to_owned(),
        reason: "Chốt hồ sơ tuần 10".to_owned(),
        ..LockForm::empty()
    }
}

async fn orders_as(school: &SmallSchool, by: PersonId, form: LockForm) -> domain::ids::LockOrderId {
    let store = school.store.clone();
    let give = async move |work: &mut Work| {
        let plan = form.parse(&store.facts(work).await?.regime, work.now).unwrap();
        let seen = outlook(work, &store, by, &plan).await?.seen().to_owned();
        locks::order(work, &store, &form, &seen).await
    };
    school.database.write(school.id, Some(by), give).await.unwrap().unwrap()
}

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

const FRIDAY: &str = "2026-11-06T17:00:00+07:00";
const MONDAY: &str = "2026-11-09T08:00:00+07:00";

#[tokio::test]
async fn what_is_ordered_for_a_minute_is_noted_at_that_minute_and_once() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        let order = orders_as(&school, school.nguyet, over_the_weekend()).await;
        assert_eq!(pending_at(&school).await, Pending { is_due: false, next: Some(instant(FRIDAY)) });
        notes(&school).await;
        assert_eq!(runs_of(&school).await, []);
        school.at(FRIDAY);
        assert_eq!(pending_at(&school).await, Pending { is_due: true, next: Some(instant(MONDAY)) });
        notes(&school).await;
        notes(&school).await;
        let began = (Occasion::LockTakesEffect(order), instant(FRIDAY), instant(FRIDAY));
        assert_eq!(runs_of(&school).await, [began]);
        assert_eq!(pending_at(&school).await, Pending { is_due: false, next: Some(instant(MONDAY)) });
        school.at("2026-11-09T08:00:20+07:00");
        notes(&school).await;
        let ended = (Occasion::LockEnds(order), instant(MONDAY), instant("2026-11-09T08:00:20+07:00"));
        assert_eq!(runs_of(&school).await, [began, ended]);
        let of = |order| async move |work: &mut Work| runs_of_order(work, order).await.map(|runs| runs.len());
        assert_eq!(school.database.read(school.id, None, of(order)).await, Ok(2));
        assert_eq!(school.database.read(school.id, None, of(Id::new(Uuid::from_u128(7)))).await, Ok(0));
        assert_eq!(by_itself(&school).await, ["locks.took_effect", "locks.ended"]);
        assert_eq!(pending_at(&school).await, Pending::default());
    })
    .await;
}

#[tokio::test]
async fn a_server_that_was_off_for_days_catches_up_in_the_order_of_the_minutes() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        let (nguyet, thao, store) = (school.nguyet, school.thao, school.store.clone());
        let lend = async move |work: &mut Work| {
            let facts = store.facts(work).await?;
            let places = delegable_positions(&facts, &facts.actor(nguyet, work.now), work.now);
            let place = places.into_iter().find(|one| one.words.contains("tổ trưởng")).unwrap().code;
            let (to, decision) = (thao.to_string(), "15/QĐ".to_owned());
            let (from, until) = ("05/11/2026".to_owned(), "06/11/2026".to_owned());
            delegations::delegate(work, &store, &DelegationForm { place, to, from, until, decision }).await
        };
        database.write(school.id, Some(nguyet), lend).await.unwrap().unwrap();
        let order = orders_as(&school, nguyet, over_the_weekend()).await;
        // Nobody notes anything before Tuesday; nobody was let in meanwhile either.
        school.at("2026-11-08T09:00:00+07:00");
        assert!(school.hand_in(school.hoa, "Giáo án tuần 10 · Lớp 4A").await.is_err(), "what is shut does not wait for a note");
        let later = school.at("2026-11-10T07:00:00+07:00");
        notes(&school).await;
        let runs = runs_of(&school).await;
        let [first, second, third] = runs[..] else { panic!("{runs:?}") };
        assert_eq!(first, (Occasion::LockTakesEffect(order), instant(FRIDAY), later));
        assert!(
            matches!(second, (Occasion::DelegationEnds(_), at, ran) if at == instant("2026-11-07T00:00:00+07:00") && ran == later)
        );
        assert_eq!(third, (Occasion::LockEnds(order), instant(MONDAY), later));
        assert_eq!(by_itself(&school).await, ["locks.took_effect", "delegations.ended", "locks.ended"]);
        // A clock that is set back makes none of it happen again.
        database.hand.set(instant("2026-11-06T16:00:00+07:00"));
        notes(&school).await;
        database.hand.set(instant("2026-11-10T07:30:00+07:00"));
        notes(&school).await;
        assert_eq!(runs_of(&school).await, runs);
        let facts = school.facts().await;
        let lent = database.read(school.id, None, async |work: &mut Work| delegations::all(work).await).await.unwrap();
        let runs = database.read(school.id, None, async |work: &mut Work| super::runs(work).await).await.unwrap();
        let told = schedule_told(&facts, &lent, &runs, database.hand.shows());
        assert_eq!(told.coming, []);
        assert_eq!(told.done.len(), 3);
        assert!(told.done[1].words.starts_with("Hết ủy quyền: "), "{}", told.done[1].words);
    })
    .await;
}

#[tokio::test]
async fn of_two_servers_at_one_minute_one_notes_it() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        orders_as(&school, school.nguyet, over_the_weekend()).await;
        school.at(FRIDAY);
        tokio::join!(notes(&school), notes(&school), notes(&school));
        assert_eq!(by_itself(&school).await, ["locks.took_effect"]);
        assert_eq!(runs_of(&school).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn nothing_of_what_was_noted_is_changed_or_removed() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        orders_as(&school, school.nguyet, over_the_weekend()).await;
        school.at(FRIDAY);
        notes(&school).await;
        database.keeps(school.id, &["scheduled_runs"]).await;
        let other = SmallSchool::found(&database).await;
        assert_eq!(runs_of(&other).await, [], "of another school nothing is told");
    })
    .await;
}
