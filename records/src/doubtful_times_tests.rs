#![allow(clippy::unwrap_used, clippy::expect_used)]
use chrono::Timelike;
use domain::{
    doubtful_times::ClockAnswer,
    obligations::{Standing, Verdict},
    refusal::{ClockRefusal, Refusal},
    submissions::ClockMark,
};

use super::*;
use crate::{
    Clock, Database, FactStore, accounts,
    events::{self, Entry},
    facts, obligations,
    testing::{
        each_engine,
        school::{SmallSchool, paper, sign_in},
    },
    uploads,
};

#[path = "doubtful_times_tests/deciding.rs"]
mod deciding;

const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";
const DAY: TimeDelta = TimeDelta::days(1);

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The school's server, started again on the same machine.
async fn restarted(school: &SmallSchool) -> Database {
    let again = Database::open(&school.database.place, Clock::Manual(school.database.hand.clone())).await.unwrap();
    again.check_clock_at_start().await.unwrap();
    again
}

async fn log(database: &Database, school: SchoolId) -> Vec<Entry> {
    database.read(school, None, async |work: &mut Work| events::since(work, 0, 10_000).await).await.unwrap()
}

/// The chain is whole, and every number is there.
async fn assert_in_order(database: &Database, school: SchoolId) {
    let verified = database.read(school, None, async |work: &mut Work| events::verify(work).await).await.unwrap();
    assert!(verified.unwrap().is_some());
}

async fn standing(database: &Database, school: &SmallSchool, title: &str) -> Standing {
    let title = title.to_owned();
    let read = async move |work: &mut Work| {
        let facts = facts::load_now(work).await?;
        let found = facts.obligations.iter().find(|one| facts.title(one) == title).cloned().unwrap();
        Ok(facts.standing(&found, work.now))
    };
    database.read(school.id, None, read).await.unwrap()
}

async fn stretches(database: &Database, school: SchoolId) -> Vec<DoubtfulTime> {
    database.read(school, None, async |work: &mut Work| undecided(work).await).await.unwrap()
}

/// (received at, marked) of every version.
async fn received(database: &Database, school: SchoolId) -> Vec<(Timestamp, bool)> {
    let read = async move |work: &mut Work| {
        let all = sql("SELECT received_at, doubtful_time_id FROM submissions WHERE school_id = $1 ORDER BY receipt_number");
        work.all::<(DateTime<Utc>, Option<Uuid>)>(all.bind(work.school)).await
    };
    let rows = database.read(school, None, read).await.unwrap();
    rows.into_iter().map(|(at, time)| (at, time.is_some())).collect()
}

#[tokio::test]
async fn ten_days_ahead_for_two_seconds_make_nobody_late_and_leave_no_time_in_the_future() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let tuesday = school.at("2026-11-03T15:00:00+07:00");
        database.watch_clock().await.unwrap();
        assert!(!database.is_clock_doubtful());
        // The plan is due on 6 November; the machine's clock shows the 13th.
        database.hand.jump(DAY * 10);
        let receipt = school.hand_in(school.hoa, PLAN).await.unwrap();
        assert_eq!((receipt.received_at, receipt.receipt.verdict), (tuesday, Verdict::OnTime));
        assert_eq!(received(&database, school.id).await, [(tuesday, true)]);
        let open = stretches(&database, school.id).await;
        assert_eq!((open.len(), open[0].is_open(), open[0].doubt.cause), (1, true, Cause::Jumped));
        assert_eq!((open[0].doubt.wall, open[0].doubt.certain), (tuesday + DAY * 10, tuesday));

        database.hand.advance(TimeDelta::seconds(2));
        database.hand.jump(DAY * -10);
        let later = tuesday + TimeDelta::seconds(2);
        assert_eq!(database.now(), later);
        database.watch_clock().await.unwrap();
        let ended = stretches(&database, school.id).await;
        assert_eq!((ended.len(), ended[0].ending), (1, Some(Ending { at: later, offset: TimeDelta::zero() })));
        school.hand_in(school.thuy, "Giáo án tuần 10 · Lớp 4B").await.unwrap();
        assert_eq!(received(&database, school.id).await, [(tuesday, true), (later, false)]);

        let again = restarted(&school).await;
        assert_eq!(again.now(), later);
        assert!(!again.is_clock_doubtful());
        assert_eq!(standing(&again, &school, PLAN).await, Standing::OnTime);
        // It is not forgotten how the days go on: on the 13th, what is missing is missing.
        database.hand.advance(DAY * 10);
        assert!(matches!(standing(&again, &school, "Kế hoạch tuần 10 · Lớp 4A").await, Standing::Overdue(_)));
        assert_in_order(&again, school.id).await;
        let kinds: Vec<String> = log(&again, school.id).await.into_iter().rev().take(4).map(|entry| entry.kind).collect();
        assert_eq!(kinds, ["submissions.handed_in", "doubtful_times.ended", "submissions.handed_in", "doubtful_times.begun"]);
        again.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_comes_due_while_the_clock_is_doubted_is_not_overdue_and_a_restart_keeps_that() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-06T15:00:00+07:00");
        school.hand_in(school.thuy, "Giáo án tuần 10 · Lớp 4B").await.unwrap();
        database.hand.jump(DAY * 10);
        database.watch_clock().await.unwrap();
        // Saturday by the running clocks, nobody has decided.
        database.hand.advance(TimeDelta::hours(20));
        assert_eq!(standing(&database, &school, PLAN).await, Standing::NotYetDue);
        let again = restarted(&school).await;
        assert_eq!(again.now(), at("2026-11-07T11:00:00+07:00"));
        assert!(again.is_clock_doubtful());
        assert_eq!(standing(&again, &school, PLAN).await, Standing::NotYetDue);
        let (store, form) = (FactStore::default(), school.form(school.record(PLAN).await.id));
        let send = async move |work: &mut Work| crate::submissions::hand_in(work, &store, form).await;
        let receipt = again.write(school.id, Some(school.hoa), send).await.unwrap();
        assert_eq!((receipt.received_at, receipt.receipt.verdict), (at("2026-11-07T11:00:00+07:00"), Verdict::OnTime));
        assert!(received(&again, school.id).await.last().unwrap().1, "it carries the mark");
        assert_eq!(stretches(&again, school.id).await.len(), 1, "one doubt is noted once");
        again.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_server_that_starts_ten_days_ahead_judges_nobody_ends_no_session_and_comes_back() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let tuesday = school.at("2026-11-03T15:00:00+07:00");
        let (hoa, record) = (school.hoa, school.record(PLAN).await.id);
        let begin = async move |work: &mut Work| {
            sign_in(work, hoa, b"hers").await?;
            uploads::add(work, hoa, record, &paper("Tranh.docx", 2), work.now).await
        };
        let waiting = database.write(school.id, Some(hoa), begin).await.unwrap();
        database.hand.jump(DAY * 10);
        let again = restarted(&school).await;
        let wrong = tuesday + DAY * 10;
        assert_eq!((again.now(), again.at_least()), (wrong, tuesday));
        assert!(again.is_clock_doubtful());
        assert_eq!(standing(&again, &school, PLAN).await, Standing::NotYetDue);
        let form = crate::submissions::HandIn { received_at: again.now(), ..school.form(record) };
        let store = FactStore::default();
        let send = async move |work: &mut Work| {
            accounts::seen(work, b"hers").await?;
            assert!(accounts::session(work, b"hers").await?.is_some());
            let chosen = crate::submissions::Chosen::of_uploads(&[waiting]);
            crate::submissions::hand_in_chosen(work, &store, form, &chosen).await
        };
        let receipt = again.write(school.id, Some(hoa), send).await.unwrap();
        assert_eq!((receipt.received_at, receipt.receipt.verdict, receipt.files.len()), (wrong, Verdict::OnTime, 2));

        // Somebody sets the machine's clock right: the log goes on, its times begin anew.
        database.hand.jump(DAY * -10);
        database.hand.advance(TimeDelta::minutes(1));
        again.watch_clock().await.unwrap();
        let right = tuesday + TimeDelta::minutes(1);
        assert_eq!((again.now(), again.is_clock_doubtful()), (right, false));
        assert_eq!(stretches(&again, school.id).await[0].ending, Some(Ending { at: right, offset: DAY * -10 }));
        let alive = async |work: &mut Work| accounts::session(work, b"hers").await;
        assert_eq!(again.read(school.id, None, alive).await.unwrap().unwrap().seen_at, right, "no session lasts for ten days");
        again.write(school.id, None, async move |work: &mut Work| sign_in(work, hoa, b"new").await).await.unwrap();
        let times: Vec<Timestamp> = log(&again, school.id).await.into_iter().rev().take(3).map(|entry| entry.at).collect();
        assert_eq!(times, [right, right, wrong], "the floor is the number, not the time");
        assert_in_order(&again, school.id).await;
        again.close().await;
        let third = restarted(&school).await;
        assert_eq!((third.now(), third.is_clock_doubtful()), (right, false), "it does not stay ahead for good");
        third.close().await;
    })
    .await;
}

async fn answered(database: &Database, school: &SmallSchool, by: PersonId, answer: ClockAnswer) -> Result<(), Error> {
    let id = stretches(database, school.id).await[0].id;
    let store = FactStore::default();
    database.write(school.id, Some(by), async move |work: &mut Work| decide(work, &store, id, answer).await).await
}

/// (first and last hand-in, judgement) of a record, as lists know it.
async fn known_of(database: &Database, school: &SmallSchool, title: &str) -> (Timestamp, Timestamp, Verdict) {
    let id = school.record(title).await.id;
    let one = database.read(school.id, None, async move |work: &mut Work| obligations::one(work, id).await).await.unwrap();
    let handed_in = one.handed_in.unwrap();
    (handed_in.first_at, handed_in.last_at, handed_in.judged.verdict)
}

#[tokio::test]
async fn the_management_team_sets_a_wrong_start_right_and_everything_is_judged_by_it() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let tuesday = school.at("2026-11-03T15:00:00+07:00");
        school.hand_in(school.thuy, "Kế hoạch tuần 10 · Lớp 4B").await.unwrap();
        database.hand.jump(DAY * 10);
        let again = restarted(&school).await;
        let (hoa, store) = (school.hoa, FactStore::default());
        let form = crate::submissions::HandIn { received_at: again.now(), ..school.form(school.record(PLAN).await.id) };
        let send = async move |work: &mut Work| {
            sign_in(work, hoa, b"hers").await?;
            crate::submissions::hand_in(work, &store, form).await
        };
        let kept = again.write(school.id, Some(hoa), send).await.unwrap();
        assert_eq!((kept.received_at, kept.clock), (tuesday + DAY * 10, ClockMark::Doubted));
        let noted = stretches(&again, school.id).await[0].id;
        let listed = again.read(school.id, None, async move |work: &mut Work| noted_in(work, noted).await).await.unwrap();
        assert_eq!(listed.iter().map(|one| (one.submission, one.at)).collect::<Vec<_>>(), [(kept.id, tuesday + DAY * 10)]);

        // A teacher does not decide; the principal says what her watch shows.
        let right = ClockAnswer::Wrong(Some(tuesday + TimeDelta::minutes(1)));
        database.hand.advance(TimeDelta::minutes(1));
        assert_eq!(answered(&again, &school, hoa, right).await, Err(Refusal::Clock(ClockRefusal::NotYours).into()));
        answered(&again, &school, school.nguyet, right).await.unwrap();
        let set = tuesday + TimeDelta::minutes(1);
        assert_eq!((again.now(), again.is_clock_doubtful()), (set, false));
        assert_eq!(known_of(&again, &school, PLAN).await, (tuesday, tuesday, Verdict::OnTime));
        let shown = again.read(school.id, None, async move |work: &mut Work| crate::submissions::one(work, kept.id).await);
        let shown = shown.await.unwrap();
        assert_eq!((shown.received_at, shown.clock), (tuesday, ClockMark::SetRight { noted: tuesday + DAY * 10 }));
        let hers = again.read(school.id, None, async |work: &mut Work| accounts::session(work, b"hers").await).await.unwrap();
        assert_eq!(hers.map(|session| session.seen_at), Some(set), "nobody is signed out, and nobody for ten days in");
        assert_eq!(standing(&again, &school, "Kế hoạch tuần 10 · Lớp 4A").await, Standing::NotYetDue);
        let entries = log(&again, school.id).await;
        let last = entries.last().unwrap();
        assert_eq!((last.kind.as_str(), last.at), ("doubtful_times.decided", set));
        assert!(entries.iter().any(|entry| entry.detail.contains("2026-11-13T08:00:00Z")), "the log keeps what was noted");
        assert_in_order(&again, school.id).await;
        assert!(stretches(&again, school.id).await.is_empty());

        // The machine's clock is still ten days ahead: that is known, also after a restart; and it may be put right.
        again.watch_clock().await.unwrap();
        again.close().await;
        let third = restarted(&school).await;
        assert_eq!((third.now(), third.is_clock_doubtful()), (set, false));
        database.hand.jump(DAY * -10);
        third.watch_clock().await.unwrap();
        assert_eq!((third.now(), third.is_clock_doubtful()), (set, false));
        third.close().await;
        let fourth = restarted(&school).await;
        assert_eq!((fourth.now(), fourth.is_clock_doubtful()), (set, false));
        fourth.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_is_found_right_after_holidays_counts_from_then_on() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let thursday = school.at("2026-11-05T15:00:00+07:00");
        school.hand_in(school.thuy, "Kế hoạch tuần 10 · Lớp 4B").await.unwrap();
        // The machine is off until Monday.
        let monday = school.at("2026-11-09T07:00:00+07:00");
        let again = restarted(&school).await;
        assert_eq!((again.now(), again.at_least()), (monday, thursday));
        let (hoa, store) = (school.hoa, FactStore::default());
        let form = crate::submissions::HandIn { received_at: monday, ..school.form(school.record(PLAN).await.id) };
        let send = async move |work: &mut Work| {
            sign_in(work, hoa, b"hers").await?;
            crate::submissions::hand_in(work, &store, form).await
        };
        let kept = again.write(school.id, Some(hoa), send).await.unwrap();
        assert_eq!(kept.receipt.verdict, Verdict::OnTime, "as its receipt promised");
        assert_eq!(standing(&again, &school, "Kế hoạch tuần 10 · Lớp 4A").await, Standing::NotYetDue);
        answered(&again, &school, school.nguyet, ClockAnswer::Right).await.unwrap();
        assert_eq!((again.now(), again.at_least(), again.is_clock_doubtful()), (monday, monday, false));
        assert_eq!(known_of(&again, &school, PLAN).await, (monday, monday, Verdict::OnTime));
        assert!(matches!(standing(&again, &school, "Kế hoạch tuần 10 · Lớp 4A").await, Standing::Overdue(_)));
        let hers = again.read(school.id, None, async |work: &mut Work| accounts::session(work, b"hers").await).await.unwrap();
        assert!(hers.is_some());
        let twice = decided_twice(&again, &school).await;
        assert_eq!(twice, Err(Refusal::Clock(ClockRefusal::Decided { at: monday }).into()));
        again.close().await;
    })
    .await;
}

/// Somebody whose page was older answers the last question once more.
async fn decided_twice(database: &Database, school: &SmallSchool) -> Result<(), Error> {
    let last = database.read(school.id, None, async |work: &mut Work| decided(work).await).await.unwrap()[0].id;
    let store = FactStore::default();
    let again = async move |work: &mut Work| decide(work, &store, last, ClockAnswer::Right).await;
    database.write(school.id, Some(school.nguyet), again).await
}

#[tokio::test]
async fn times_noted_ten_days_ahead_are_moved_once_the_clocks_agree() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let tuesday = school.at("2026-11-03T15:00:00+07:00");
        school.hand_in(school.thuy, "Kế hoạch tuần 10 · Lớp 4B").await.unwrap();
        database.hand.jump(DAY * 10);
        let again = restarted(&school).await;
        let (hoa, store) = (school.hoa, FactStore::default());
        let form = crate::submissions::HandIn { received_at: again.now(), ..school.form(school.record(PLAN).await.id) };
        let send = async move |work: &mut Work| crate::submissions::hand_in(work, &store, form).await;
        again.write(school.id, Some(hoa), send).await.unwrap();
        database.hand.jump(DAY * -10);
        again.watch_clock().await.unwrap();
        let typed = ClockAnswer::Wrong(Some(tuesday));
        assert_eq!(answered(&again, &school, school.nguyet, typed).await, Err(Refusal::Clock(ClockRefusal::AgreesAgain).into()));
        answered(&again, &school, school.nguyet, ClockAnswer::Wrong(None)).await.unwrap();
        assert_eq!(known_of(&again, &school, PLAN).await, (tuesday, tuesday, Verdict::OnTime));
        assert_eq!(again.now(), tuesday, "the present was right already");
        again.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_school_whose_log_lies_in_the_future_already_is_told() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        // A version before this one stamped ten days ahead.
        school.at("2026-11-09T15:00:00+07:00");
        school.hand_in(school.thuy, "Giáo án tuần 10 · Lớp 4B").await.unwrap();
        database.hand.jump(DAY * -10);
        let again = restarted(&school).await;
        assert_eq!((again.now(), again.is_clock_doubtful()), (at("2026-11-09T15:00:00+07:00"), true));
        assert_eq!(stretches(&again, school.id).await[0].doubt.cause, Cause::Behind);
        assert_eq!(standing(&again, &school, PLAN).await, Standing::NotYetDue, "on 30 October it was not");
        again.close().await;
    })
    .await;
}

#[tokio::test]
async fn time_is_whole_seconds_also_where_it_is_doubted() {
    each_engine(|database| async move {
        database.hand.jump(DAY);
        assert_eq!(database.now().nanosecond(), 0);
    })
    .await;
}
