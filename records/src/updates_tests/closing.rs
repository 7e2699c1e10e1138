//! What was opened is closed before its hours are over, or shut again by itself: with its event, once, and in the right order.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::{
    days::Timestamp,
    notices::{News, UpdateEnd, notices},
    schedule::{Occasion, schedule_told},
};

use super::*;
use crate::{events, schedule};

/// A file of cô Hoa's for the plan that begins to arrive at this instant.
async fn uploads_at(school: &SmallSchool, number: u8, began: &str) -> uploads::UploadId {
    let (hoa, record, began) = (school.hoa, school.record(PLAN).await.id, school.at(began));
    let file = paper("Giáo án.docx", number);
    let add = async move |work: &mut Work| uploads::add(work, hoa, record, &file, began).await;
    school.database.write_quietly(school.id, Some(hoa), add).await.unwrap()
}

async fn sends(school: &SmallSchool, upload: uploads::UploadId, when: &str) -> Result<Submission, Error> {
    let received_at = school.at(when);
    let record = school.record(PLAN).await.id;
    let what = SentHandIn { files: Vec::new(), arrived: received_at, received_at, ..school.form(record) };
    let store = school.store.clone();
    let chosen = submissions::Chosen::of_uploads(&[upload]);
    let send = async move |work: &mut Work| submissions::hand_in_chosen(work, &store, what, &chosen).await;
    school.database.write(school.id, Some(school.hoa), send).await
}

#[tokio::test]
async fn what_is_on_its_way_when_it_is_closed_is_finished_and_nothing_else_comes() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let SmallSchool { nguyet, am, hoa, .. } = school.clone();
        let (record, id) = (school.record(PLAN).await.id, opened(&school, "24").await);
        let on_its_way = uploads_at(&school, 2, "2026-11-05T09:59:59+07:00").await;
        school.at("2026-11-05T10:00:00+07:00");
        assert_eq!(refused(closes(&school, hoa, id).await.unwrap_err()), UpdateRefusal::OwnToFinish);
        assert_eq!(refused(closes(&school, am, id).await.unwrap_err()), UpdateRefusal::NotYoursToDecide);
        closes(&school, nguyet, id).await.unwrap();
        closes(&school, nguyet, id).await.unwrap();
        assert_eq!(state(&school, id).await, UpdateState::Closed);
        is_shut(school.hand_in(hoa, PLAN).await);
        let after = uploads_at(&school, 3, "2026-11-05T10:00:01+07:00").await;
        is_shut(sends(&school, after, "2026-11-05T10:01:00+07:00").await);
        let version = sends(&school, on_its_way, "2026-11-05T10:02:00+07:00").await.unwrap();
        assert_eq!(known(&school).await.of_version(version.id).map(|one| one.id), Some(id));
        assert_eq!(refused(finishes(&school, hoa, id).await.unwrap_err()), UpdateRefusal::NotOpen);
        // In one transaction: facts that were kept from before say that it is open.
        let second = asks(&school, hoa, &[PLAN]).await.unwrap();
        grants(&school, nguyet, second, "24").await.unwrap().unwrap();
        let (store, form) = (school.store.clone(), school.form(record));
        let closed_and_sent = async move |work: &mut Work| {
            work.actor = Some(nguyet);
            close(work, &store, second).await?;
            work.actor = Some(hoa);
            submissions::hand_in(work, &store, form).await
        };
        is_shut(database.write(school.id, Some(nguyet), closed_and_sent).await);
        assert_eq!(state(&school, second).await, UpdateState::Open, "the transaction is gone with all that was in it");
        let steps = async |work: &mut Work| {
            let closed = sql("SELECT count(*) FROM update_steps WHERE school_id = $1 AND what = $2");
            work.one::<(i64,)>(closed.bind_all((work.school, CLOSED))).await
        };
        assert_eq!(database.read(school.id, None, steps).await.unwrap(), (1,), "pressed twice, it is one step");
    })
    .await;
}

/// Notes what has come, as a server does that knows nothing yet.
async fn notes(school: &SmallSchool) {
    let note = async |work: &mut Work| schedule::note_due(work, &FactStore::default()).await;
    school.database.write_quietly(school.id, None, note).await.unwrap();
}

/// The kinds of events that were noted by nobody, in their order.
async fn by_itself(school: &SmallSchool) -> Vec<String> {
    let all = async |work: &mut Work| events::since(work, 0, 10_000).await;
    let all = school.database.read(school.id, None, all).await.unwrap();
    let is_ours = |kind: &str| ["locks.took_effect", "locks.ended", "updates.shut_again"].contains(&kind);
    all.into_iter().map(|event| event.kind).filter(|kind| is_ours(kind)).collect()
}

/// A lock of week 11 from five in the afternoon on.
async fn shuts_at_five(school: &SmallSchool) {
    let store = school.store.clone();
    let form = LockForm {
        scope: ScopeForm { weeks: "11".to_owned(), ..ScopeForm::default() },
        start: "at".to_owned(),
        from_day: "05/11/2026".to_owned(),
        from_hour: "17:00".to_owned(),
        reason: "Chốt hồ sơ tuần 11".to_owned(),
        ..LockForm::empty()
    };
    let given = async move |work: &mut Work| locks::tests::looks_and_orders(work, &store, &form).await;
    school.database.write(school.id, Some(school.nguyet), given).await.unwrap().unwrap();
}

#[tokio::test]
async fn its_end_is_noted_once_in_the_right_order_also_after_a_power_cut_and_told() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let SmallSchool { nguyet, hoa, .. } = school.clone();
        // From nine on for eight hours: until the minute at which an order begins.
        let id = opened(&school, "8").await;
        shuts_at_five(&school).await;
        notes(&school).await;
        assert_eq!(by_itself(&school).await, Vec::<String>::new());
        let pending = async || {
            let store = school.store.clone();
            let look = async move |work: &mut Work| schedule::pending(work, &store).await;
            database.read(school.id, None, look).await.unwrap()
        };
        let end: Timestamp = "2026-11-05T17:00:00+07:00".parse().unwrap();
        assert_eq!((pending().await.is_due, pending().await.next), (false, Some(end)));
        // The power was off over it; two servers come back.
        school.at("2026-11-06T08:00:00+07:00");
        notes(&school).await;
        notes(&school).await;
        assert_eq!(by_itself(&school).await, ["updates.shut_again", "locks.took_effect"]);
        let runs = database.read(school.id, None, async |work: &mut Work| schedule::runs(work).await).await.unwrap();
        let facts = school.facts().await;
        let told = schedule_told(&facts, &[], &runs, database.hand.shows());
        let of_update = told.done.iter().find(|line| line.words.starts_with("Đề nghị bổ sung số 01")).unwrap();
        assert_eq!((of_update.at, of_update.ran_at), (end, Some(database.hand.shows())));
        assert!(runs.iter().any(|run| run.ordered.what == Occasion::UpdateEnds(id)));
        for reader in [hoa, nguyet] {
            let news = notices(&facts, reader, database.hand.shows());
            let ends = |one: &News| matches!(one, News::UpdateEnded { update, ended: UpdateEnd::Hours, .. } if *update == id);
            assert_eq!(news.iter().filter(|one| ends(&one.news)).count(), 1);
        }
    })
    .await;
}

#[tokio::test]
async fn what_somebody_ended_before_does_not_end_by_itself() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let id = opened(&school, "8").await;
        closes(&school, school.nguyet, id).await.unwrap();
        school.at("2026-11-06T08:00:00+07:00");
        notes(&school).await;
        assert_eq!(by_itself(&school).await, Vec::<String>::new());
        let reopened = asks(&school, school.hoa, &[PLAN]).await.unwrap();
        grants(&school, school.nguyet, reopened, "1").await.unwrap().unwrap();
        finishes(&school, school.hoa, reopened).await.unwrap();
        school.at("2026-11-06T12:00:00+07:00");
        notes(&school).await;
        assert_eq!(by_itself(&school).await, Vec::<String>::new());
    })
    .await;
}
