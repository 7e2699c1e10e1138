//! Orders that shut and open records race with what is written about them, on both engines and with several servers over one
//! database: nothing is written behind a lock in the order of the database, and nothing is refused that began to arrive before
//! it. `cargo xtask race` runs as many rounds as one likes; here are a few of them, and what shows that the oracle finds what it
//! looks for.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod deeds;
mod dice;
mod oracle;
mod race;

use std::{
    collections::BTreeMap,
    env,
    sync::{Arc, Mutex},
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::days::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use self::{
    oracle::{CameTo, Marks, Tried, Verdict, Way, judge},
    race::Race,
};
use crate::{
    db::EngineKind,
    error::Error,
    events::{Entry, Event},
    locks, new_id,
    testing::{TestDatabase, each_engine},
    work::Work,
};

/// Where nobody asks for more of them by `HOSO_RACE_ROUNDS`.
const ROUNDS: u64 = 40;
/// Of the plans, where `HOSO_RACE_SEED` names no other; how they interleave is another matter each time.
const SEED: u64 = 2026;
/// Then another school begins in the same database, so that no chain grows for ever.
const IN_ONE_SCHOOL: u64 = 120;
/// How many of the violations are told.
const TOLD: usize = 20;

/// What came out on one engine.
#[derive(Debug, Default)]
struct Tally {
    rounds: u64,
    violations: usize,
    done: usize,
    shut: usize,
    finished: usize,
    updated: usize,
}

impl Tally {
    fn add(&mut self, rounds: u64, verdict: &Verdict) {
        self.rounds += rounds;
        self.violations += verdict.violations.len();
        self.done += verdict.done;
        self.shut += verdict.shut;
        self.finished += verdict.finished;
        self.updated += verdict.updated;
    }
}

fn asked(name: &str) -> Option<u64> {
    env::var(name).ok().filter(|value| !value.is_empty()).map(|value| value.parse().expect("a number"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_is_written_behind_a_lock_and_what_began_before_it_is_finished() {
    let (rounds, seed) = (asked("HOSO_RACE_ROUNDS").unwrap_or(ROUNDS), asked("HOSO_RACE_SEED").unwrap_or(SEED));
    let tallies: Arc<Mutex<BTreeMap<&'static str, Tally>>> = Arc::default();
    println!("\nseed {seed}");
    each_engine(|database| {
        let tallies = Arc::clone(&tallies);
        async move {
            let engine = match database.db().engine() {
                EngineKind::Sqlite => "sqlite",
                EngineKind::Postgres => "postgres",
            };
            let mut run = 0;
            while run < rounds {
                let next = IN_ONE_SCHOOL.min(rounds - run);
                let verdict = rounds_in_one_school(&database, seed.wrapping_add(run), next).await;
                let mut tallies = tallies.lock().unwrap();
                let tally = tallies.entry(engine).or_default();
                for words in verdict.violations.iter().take(TOLD.saturating_sub(tally.violations)) {
                    println!("{engine}, seed {seed}, a round from {run} on: {words}");
                }
                tally.add(next, &verdict);
                run += next;
                println!("{engine}: {run} of {rounds} rounds");
            }
        }
    })
    .await;
    let tallies = tallies.lock().unwrap();
    for (engine, Tally { done, shut, finished, updated, .. }) in tallies.iter() {
        println!(
            "{engine}: {done} done, {shut} refused by an order, {finished} finished that had begun before one, {updated} by an update"
        );
    }
    for engine in ["sqlite", "postgres"] {
        if let Some(tally) = tallies.get(engine) {
            println!("engine {engine} rounds {} violations {}", tally.rounds, tally.violations);
        }
    }
    for (engine, tally) in tallies.iter() {
        assert_eq!(tally.violations, 0, "{engine}");
        // The race is worth something only if what it can come to happens in it.
        let is_seen = [tally.done, tally.shut, tally.finished, tally.updated].iter().all(|count| *count > 0);
        assert!(is_seen || rounds < ROUNDS, "{engine}: {tally:?}");
    }
}

async fn rounds_in_one_school(database: &TestDatabase, seed: u64, rounds: u64) -> Verdict {
    let mut race = Race::begin(database, seed).await;
    let rounds = usize::try_from(rounds).unwrap();
    assert!(rounds <= race.room(), "there are records for {} rounds", race.room());
    for number in 0..rounds {
        race.round(number).await;
    }
    race.end().await
}

/// A way in that does not ask whether the record is shut.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_way_in_that_forgets_to_ask_is_found() {
    each_engine(|database| async move {
        let race = Race::begin(&database, SEED).await;
        let (subject, form) = race.first_with_a_lock();
        let (school, store) = (race.school.clone(), race.school.store.clone());
        let order = async move |work: &mut Work| locks::tests::looks_and_orders(work, &store, &form).await;
        database.write(school.id, Some(school.nguyet), order).await.unwrap().unwrap();
        let forgets = async move |work: &mut Work| {
            work.note(Event::ThreadSettled { obligation: subject, thread: new_id() });
            Ok::<_, Error>(())
        };
        database.write(school.id, Some(school.am), forgets).await.unwrap();
        let verdict = race.end().await;
        assert_eq!(verdict.violations.len(), 1, "{verdict:?}");
        assert!(verdict.violations[0].contains("comments.settled"), "{verdict:?}");
    })
    .await;
}

/// Whose record the stories below are about.
const RECORD: Uuid = Uuid::from_u128(7);

fn nine_o_clock() -> Timestamp {
    "2026-11-05T09:00:00+07:00".parse::<DateTime<Utc>>().unwrap()
}

/// A log as it might have been written, and what was tried meanwhile.
#[derive(Clone, Default)]
struct Story {
    chain: Vec<Entry>,
    tried: Vec<Tried>,
    /// After nine o'clock.
    seconds: i64,
}

impl Story {
    fn now(&self) -> Timestamp {
        nine_o_clock() + TimeDelta::seconds(self.seconds)
    }

    fn after(mut self, seconds: i64) -> Self {
        self.seconds += seconds;
        self
    }

    fn writes(mut self, kind: &str, subject: Uuid, detail: Value) -> Self {
        let (seq, at) = (self.chain.len() as i64 + 1, self.now());
        let (kind, subject, detail) = (kind.to_owned(), Some(subject), detail.to_string());
        self.chain.push(Entry { seq, at, actor: None, kind, subject, detail, prev: Vec::new(), hash: Vec::new() });
        self
    }

    /// An order of this number, decided at once by whoever holds this post.
    fn orders(self, number: u128, kind: &str, post: &str, more: Value) -> Self {
        let mut plan = json!({
            "number": number as u64, "kind": kind, "scope": "weeks=10", "from": null, "waits": false, "until": null,
            "under_way": "finishes",
        });
        plan.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let id = Uuid::from_u128(number);
        self.writes("locks.drafted", id, plan).writes("locks.signed", id, json!({ "post": post, "decided": true }))
    }

    fn locks(self, number: u128) -> Self {
        self.orders(number, "lock", "principal", json!({}))
    }

    /// A hand-in that began to arrive so many seconds before.
    fn hands_in(mut self, ago: i64) -> Self {
        self.tries(Some(ago), CameTo::Done);
        self.writes("submissions.handed_in", RECORD, json!({}))
    }

    fn refuses(mut self, ago: Option<i64>) -> Self {
        self.tries(ago, CameTo::Shut);
        self
    }

    fn tries(&mut self, ago: Option<i64>, came_to: CameTo) {
        let (now, behind, what) = (self.now(), self.chain.len() as i64, "a hand-in".to_owned());
        let (began, way) = (ago.map(|ago| now - TimeDelta::seconds(ago)), if ago.is_some() { Way::HandsIn } else { Way::Reviews });
        self.tried.push(Tried { what, record: RECORD, by: None, way, behind, now, began, came_to });
    }

    fn check(self, what: &str, violations: usize) {
        let mark = |name: &str, value: &str| (name.to_owned(), [value.to_owned()].into());
        let marks: Marks = [mark("weeks", "10"), mark("types", "giao-an")].into();
        let verdict = judge(&self.chain, &[(RECORD, marks)].into(), &self.tried);
        assert_eq!(verdict.violations.len(), violations, "{what}: {verdict:?}");
    }
}

#[test]
fn the_oracle_finds_what_stands_behind_a_lock_in_the_log() {
    let story = Story::default;
    story().hands_in(0).locks(1).check("in their order", 0);
    story().locks(1).hands_in(0).check("in the wrong order, within one second", 1);
    story().locks(1).after(60).writes("reviews.decided", RECORD, json!({})).check("a decision", 1);
    story().locks(1).after(60).writes("reviews.decided", Uuid::from_u128(8), json!({})).check("of a record that is not played", 0);
    story().locks(1).after(60).hands_in(61).check("begun before the lock", 0);
    story().locks(1).after(60).hands_in(60).check("begun with the lock", 1);
    story().locks(1).after(3_600).hands_in(3_605).check("an hour later", 1);
    story().locks(1).after(3_599).hands_in(3_605).check("the hour is not over", 0);
    let at_once = json!({ "under_way": "stops" });
    story().orders(1, "lock", "principal", at_once).after(60).hands_in(61).check("khóa ngay", 1);
    let other = json!({ "scope": "weeks=10;types=tu-lieu" });
    story().orders(1, "lock", "principal", other).hands_in(0).check("over other records", 0);
    story().orders(1, "lock", "principal", json!({ "scope": "all" })).hands_in(0).check("over all records", 1);
}

#[test]
fn the_oracle_knows_which_of_several_orders_decides() {
    let story = Story::default;
    let unlock = |story: Story, post: &str| story.after(5).orders(2, "unlock", post, json!({}));
    unlock(story().locks(1), "principal").hands_in(0).check("opened again", 0);
    unlock(story().locks(1), "vice-principal").hands_in(0).check("the principal's is heeded first", 1);
    unlock(story().orders(1, "lock", "vice-principal", json!({})), "vice-principal").hands_in(0).check("the later of two", 0);
    let back = |story: Story| story.after(5).writes("locks.revoked", Uuid::from_u128(1), json!({}));
    back(story().locks(1)).hands_in(0).check("taken back", 0);
    back(story().locks(1).hands_in(0)).check("taken back too late", 1);
    let waits = || story().orders(1, "lock", "principal", json!({ "waits": true }));
    waits().after(5).hands_in(0).check("nobody has carried it out", 0);
    waits().after(5).writes("locks.executed", Uuid::from_u128(1), json!({})).hands_in(0).check("carried out", 1);
    let minute = json!({ "from": nine_o_clock() + TimeDelta::seconds(60), "until": nine_o_clock() + TimeDelta::seconds(120) });
    let timed = || story().orders(1, "lock", "principal", minute.clone());
    timed().after(59).hands_in(0).check("before its minute", 0);
    timed().after(60).hands_in(0).check("at its minute", 1);
    timed().after(120).hands_in(0).check("at its end", 0);
    let proposed = json!({ "post": "vice-principal", "decided": false });
    let second = json!({ "post": "principal", "decided": true });
    let id = Uuid::from_u128(1);
    let asks = || story().writes("locks.drafted", id, drafted()).writes("locks.signed", id, proposed.clone());
    asks().hands_in(0).check("proposed", 0);
    asks().writes("locks.signed", id, second).hands_in(0).check("decided by both", 1);
}

#[test]
fn the_oracle_knows_to_whom_what_is_shut_is_opened_and_for_how_long() {
    let id = Uuid::from_u128(9);
    let asks = |story: Story| story.writes("updates.requested", id, json!({ "records": [{ "obligation": RECORD.to_string() }] }));
    let grants = |story: Story, post: &str, open_for: &str| {
        let names = json!([{ "post": post }]);
        story.writes("updates.granted", id, json!({ "hours": 2, "open_for": open_for, "names": names }))
    };
    let by_it = |story: Story| story.hands_in(0).writes("updates.handed_in", id, json!({ "obligation": RECORD.to_string() }));
    let decides = |story: Story| story.writes("reviews.decided", RECORD, json!({}));
    let open = || grants(asks(Story::default().locks(1)), "principal", "hours").after(60);
    asks(Story::default().locks(1)).hands_in(0).check("nobody has granted it", 1);
    by_it(open()).check("within the hours", 0);
    by_it(by_it(open())).check("twice", 0);
    by_it(open().after(7_200)).check("after the hours", 1);
    open().after(10_800).hands_in(10_810).check("begun within the hours, and too long ago", 1);
    open().after(7_200).hands_in(70).check("begun within the hours", 0);
    by_it(open().writes("updates.finished", id, json!({}))).check("done", 1);
    let once = || by_it(grants(asks(Story::default().locks(1)), "principal", "once"));
    once().check("once", 0);
    once().hands_in(0).check("once, and once more", 1);
    decides(open()).check("what came before the lock is not decided", 1);
    decides(by_it(open())).check("what came by it is", 0);
    decides(by_it(open()).after(7_200)).check("also after the hours", 0);
    decides(by_it(open()).after(14_400)).check("until the next day is over", 0);
    decides(by_it(open()).after(3 * 86_400)).check("and no longer", 1);
    open().writes("submissions.withdrawn", RECORD, json!({})).check("nothing else is opened", 1);
    open().refuses(Some(0)).check("refused though it is open", 1);
    let again = |post: &str, granted: &str| {
        grants(asks(Story::default().locks(1)), granted, "hours").after(5).orders(2, "lock", post, json!({}))
    };
    by_it(again("principal", "principal")).check("shut again by the later order", 1);
    by_it(again("vice-principal", "principal")).check("the order that decides is the principal's before the grant", 0);
    let other = grants(asks(Story::default().orders(1, "lock", "vice-principal", json!({}))), "principal", "hours");
    by_it(other.after(5).orders(2, "lock", "vice-principal", json!({}))).check("nobody else undoes the principal's", 0);
}

fn drafted() -> Value {
    json!({ "number": 1, "kind": "lock", "scope": "all", "from": null, "waits": false, "until": null, "under_way": "finishes" })
}

#[test]
fn the_oracle_finds_what_was_refused_though_it_had_begun_before() {
    let story = Story::default;
    story().refuses(Some(0)).check("nothing is shut", 1);
    story().refuses(Some(0)).locks(1).check("shut only afterwards", 1);
    story().locks(1).refuses(Some(0)).check("shut", 0);
    story().locks(1).refuses(None).check("a comment", 0);
    story().locks(1).after(60).refuses(Some(61)).check("begun before", 1);
    story().locks(1).after(3_600).refuses(Some(3_605)).check("an hour later", 0);
    let mut failed = story().locks(1);
    failed.tries(None, CameTo::Failed(Error::Unavailable));
    failed.check("neither done nor refused", 1);
}

#[test]
fn the_oracle_finds_a_log_that_runs_backwards() {
    let mut story = Story::default().hands_in(0).after(60).hands_in(0);
    story.chain[1].at = nine_o_clock() - TimeDelta::seconds(1);
    story.check("a time that runs back", 1);
    let mut story = Story::default().hands_in(0).hands_in(0);
    story.chain[1].seq = 3;
    story.check("a number that is missing", 1);
}
