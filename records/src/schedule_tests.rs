#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    days::Timestamp,
    delegations::{DelegationForm, delegable_positions},
    locks::LockForm,
    people::PersonId,
    schedule::{About, OccasionLine, schedule_told},
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

/// What somebody ordered, as it is noted; what is told in the mornings is left out.
async fn runs_of(school: &SmallSchool) -> Vec<(Occasion, Timestamp, Timestamp)> {
    all_runs_of(school).await.into_iter().filter(|(what, ..)| *what != Occasion::Digest).collect()
}

async fn all_runs_of(school: &SmallSchool) -> Vec<(Occasion, Timestamp, Timestamp)> {
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
        notes(&school).await;
        let seven = |day: &str| Some(instant(&format!("{day}T07:00:00+07:00")));
        assert_eq!(pending_at(&school).await, Pending { is_due: false, next: seven("2026-11-06") });
        assert_eq!(runs_of(&school).await, []);
        school.at(FRIDAY);
        assert_eq!(pending_at(&school).await, Pending { is_due: true, next: seven("2026-11-09") });
        notes(&school).await;
        notes(&school).await;
        let began = (Occasion::LockTakesEffect(order), instant(FRIDAY), instant(FRIDAY));
        assert_eq!(runs_of(&school).await, [began]);
        assert_eq!(pending_at(&school).await, Pending { is_due: false, next: seven("2026-11-09") });
        school.at("2026-11-09T08:00:20+07:00");
        notes(&school).await;
        let ended = (Occasion::LockEnds(order), instant(MONDAY), instant("2026-11-09T08:00:20+07:00"));
        assert_eq!(runs_of(&school).await, [began, ended]);
        let of = |order| async move |work: &mut Work| runs_of_order(work, order).await.map(|runs| runs.len());
        assert_eq!(school.database.read(school.id, None, of(order)).await, Ok(2));
        assert_eq!(school.database.read(school.id, None, of(Id::new(Uuid::from_u128(7)))).await, Ok(0));
        assert_eq!(by_itself(&school).await, ["locks.took_effect", "locks.ended"]);
        assert_eq!(pending_at(&school).await, Pending { is_due: false, next: seven("2026-11-10") });
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
        let ordered = |lines: &[OccasionLine]| -> Vec<String> {
            lines.iter().filter(|line| line.about != About::Digest).map(|line| line.words.clone()).collect()
        };
        assert_eq!(ordered(&told.coming), Vec::<String>::new());
        let done = ordered(&told.done);
        assert_eq!(done.len(), 3);
        assert!(done[1].starts_with("Hết ủy quyền: "), "{}", done[1]);
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

/// What each is told in the mornings, the newest first.
async fn told(school: &SmallSchool, who: PersonId) -> Vec<String> {
    let facts = school.known().await;
    let all = domain::notices::notices(&facts, who, school.database.hand.shows()).into_iter();
    let words = all.filter_map(|notice| match notice.news {
        domain::notices::News::Today { day, numbers } => Some(format!("{day}: {}", numbers.words(day, "cô"))),
        domain::notices::News::ThisWeek { day, numbers } => Some(numbers.words(day)),
        _ => None,
    });
    words.collect()
}

#[tokio::test]
async fn what_is_to_do_is_told_once_in_the_morning_and_stays_told_as_it_was() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T06:59:00+07:00");
        assert_eq!(
            pending_at(&school).await,
            Pending { is_due: false, next: Some(instant("2026-11-05T07:00:00+07:00")) },
            "a Thursday"
        );
        let at = school.at("2026-11-05T07:00:30+07:00");
        tokio::join!(notes(&school), notes(&school), notes(&school));
        let told_of = async |kind: &str| {
            let all = async |work: &mut Work| events::since(work, 0, 10_000).await;
            let all = school.database.read(school.id, None, all).await.unwrap();
            all.into_iter().filter(|event| event.kind == kind).count()
        };
        assert_eq!(told_of("digests.told").await, 1, "of three servers one counts");
        assert_eq!(all_runs_of(&school).await, [(Occasion::Digest, instant("2026-11-05T07:00:00+07:00"), at)]);
        let morning = told(&school, school.hoa).await;
        let [line] = &morning[..] else { panic!("{morning:?}") };
        assert!(line.starts_with("2026-11-05: ") && line.contains("đến hạn ngày mai"), "{line}");
        // What is handed in since changes nothing of what was told.
        school.at("2026-11-05T10:00:00+07:00");
        school.hand_in(school.hoa, "Giáo án tuần 10 · Lớp 4A").await.unwrap();
        assert_eq!(told(&school, school.hoa).await, morning);
        assert_eq!(pending_at(&school).await.next, Some(instant("2026-11-06T07:00:00+07:00")));
        // Off from Thursday until Saturday: Friday is told of no longer, and Monday as soon as there is a server.
        school.at("2026-11-07T09:00:00+07:00");
        notes(&school).await;
        assert_eq!(told_of("digests.told").await, 1);
        school.at("2026-11-09T10:00:00+07:00");
        assert!(pending_at(&school).await.is_due);
        notes(&school).await;
        assert_eq!(told_of("digests.told").await, 2);
        let principal = told(&school, school.nguyet).await;
        assert!(principal.iter().all(|line| !line.starts_with("Tuần")), "Monday is no last day of a week: {principal:?}");
        school.at("2026-11-13T08:00:00+07:00");
        notes(&school).await;
        let principal = told(&school, school.nguyet).await;
        assert!(principal.iter().any(|line| line.starts_with("Tuần 09/11–13/11/2026: đã nộp ")), "{principal:?}");
        database.keeps(school.id, &["digests", "digest_lines"]).await;
        let other = SmallSchool::found(&database).await;
        assert_eq!(told(&other, other.hoa).await, Vec::<String>::new());
    })
    .await;
}
