//! Orders that shut and open records race with what is written about them, on both engines and with several servers over one
//! database: nothing is written behind a lock in the order of the database, and nothing is refused that began to arrive before
//! it. `cargo xtask race` runs as many rounds as one likes; here are a few of them, and what shows that the oracle finds what it
//! looks for.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod attempt;
mod deeds;
mod dice;
mod ground;
mod log;
mod oracle;
mod oracle_tests;
mod plan;
mod race;

use std::{
    collections::BTreeMap,
    env,
    sync::{Arc, Mutex},
};

use domain::locks::Arrival;

use self::{
    oracle::{Counts, Verdict},
    race::Race,
};
use crate::{
    db::EngineKind,
    error::Error,
    events::Event,
    locks, new_id,
    testing::{TestDatabase, each_engine},
    work::Work,
};

/// Where nobody asks for more of them by `HOSO_RACE_ROUNDS`.
const ROUNDS: u64 = 40;
/// Of the first plan, where `HOSO_RACE_SEED` names no other, and one more for each round: a violation tells its own, and one round
/// with that is thrown the same. How it interleaves is another matter each time.
const SEED: u64 = 2026;
/// Then another school begins in the same database, so that no chain grows for ever.
const IN_ONE_SCHOOL: u64 = 120;
/// And after so many schools, each a week later than the one before, another database, so that the school year does not end.
const IN_ONE_DATABASE: u64 = 5;
/// How many of the violations are told.
const TOLD: usize = 20;
/// What was tried more often than this is looked at: whether it was done, and shut out, at least once.
const OFTEN: usize = 200;

/// What came out on one engine.
#[derive(Debug, Default)]
struct Tally {
    rounds: u64,
    violations: usize,
    done: usize,
    shut: usize,
    finished: usize,
    updated: usize,
    unanswered: usize,
    deeds: BTreeMap<String, Counts>,
}

impl Tally {
    fn add(&mut self, rounds: u64, verdict: &Verdict) {
        self.rounds += rounds;
        self.violations += verdict.violations.len();
        self.done += verdict.done;
        self.shut += verdict.shut;
        self.finished += verdict.finished;
        self.updated += verdict.updated;
        self.unanswered += verdict.unanswered;
        for (deed, counts) in &verdict.deeds {
            let Counts { done, shut, refused, is_free } = self.deeds.entry(deed.clone()).or_default();
            *done += counts.done;
            *shut += counts.shut;
            *refused += counts.refused;
            *is_free |= counts.is_free;
        }
    }

    /// The race is worth something only if what it can come to happens in it.
    fn check(&self, engine: &str) {
        let Self { violations, done, shut, finished, updated, .. } = self;
        assert_eq!(*violations, 0, "{engine}");
        let is_seen = [done, shut, finished, updated].iter().all(|count| **count > 0);
        assert!(is_seen || self.rounds < ROUNDS, "{engine}: {self:?}");
        // What is not answered shows nothing.
        assert!(self.unanswered * 100 <= *done, "{engine}: {} not answered", self.unanswered);
        for (deed, counts) in &self.deeds {
            let Counts { done, shut, refused, is_free } = *counts;
            let is_played = done > 0 && (is_free || shut > 0);
            assert!(is_played || done + shut + refused < OFTEN, "{engine}, {deed}: {counts:?}");
        }
    }

    fn tell(&self, engine: &str) {
        let Self { done, shut, finished, updated, unanswered, .. } = self;
        for (deed, Counts { done, shut, refused, .. }) in &self.deeds {
            println!("{engine}: {deed}: {done} done, {shut} refused by an order, {refused} for another reason");
        }
        println!(
            "{engine}: {done} done, {shut} refused by an order, {finished} finished that had begun before one, {updated} by an \
             update, {unanswered} not answered in time"
        );
    }
}

type Tallies = Arc<Mutex<BTreeMap<&'static str, Tally>>>;

fn asked(name: &str) -> Option<u64> {
    env::var(name).ok().filter(|value| !value.is_empty()).map(|value| value.parse().expect("a number"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_is_written_behind_a_lock_and_what_began_before_it_is_finished() {
    let (rounds, seed) = (asked("HOSO_RACE_ROUNDS").unwrap_or(ROUNDS), asked("HOSO_RACE_SEED").unwrap_or(SEED));
    let tallies = Tallies::default();
    println!("\nseed {seed}");
    let is_short = || tallies.lock().unwrap().values().any(|tally| tally.rounds < rounds);
    loop {
        each_engine(|database| {
            let tallies = Arc::clone(&tallies);
            async move { in_one_database(&database, seed, rounds, &tallies).await }
        })
        .await;
        if !is_short() {
            break;
        }
    }
    let tallies = tallies.lock().unwrap();
    for (engine, tally) in tallies.iter() {
        tally.tell(engine);
    }
    for engine in ["sqlite", "postgres"] {
        if let Some(tally) = tallies.get(engine) {
            println!("engine {engine} rounds {} violations {}", tally.rounds, tally.violations);
        }
    }
    for (engine, tally) in tallies.iter() {
        tally.check(engine);
    }
}

/// Goes on with the rounds where this engine stands.
async fn in_one_database(database: &TestDatabase, seed: u64, rounds: u64, tallies: &Tallies) {
    let engine = match database.db().engine() {
        EngineKind::Sqlite => "sqlite",
        EngineKind::Postgres => "postgres",
    };
    for week in 0..IN_ONE_DATABASE {
        let from = tallies.lock().unwrap().entry(engine).or_default().rounds;
        if from >= rounds {
            return;
        }
        let mut race = Race::begin(database, week).await;
        let mut run = 0;
        while from + run < rounds && run < IN_ONE_SCHOOL && race.round(seed.wrapping_add(from + run)).await {
            run += 1;
        }
        assert!(run > 0, "a school has records of every sort");
        let verdict = race.end().await;
        let mut tallies = tallies.lock().unwrap();
        let tally = tallies.get_mut(engine).unwrap();
        for violation in verdict.violations.iter().take(TOLD.saturating_sub(tally.violations)) {
            println!("{engine}, {}", violation.words);
        }
        tally.add(run, &verdict);
        println!("{engine}: {} of {rounds} rounds", tally.rounds);
    }
}

/// A way in that asks nothing, or that asked before its transaction and not in it.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_way_in_that_forgets_to_ask_is_found() {
    each_engine(|database| async move {
        let race = Race::begin(&database, 0).await;
        let (subject, form) = race.first_with_a_lock();
        let (school, store) = (race.school.clone(), race.school.store.clone());
        let (before, now) = (school.facts().await, database.now());
        assert_eq!(before.check_writable(before.obligation(subject).unwrap(), Arrival::at(now)), Ok(()), "nothing shuts it yet");
        let order = async move |work: &mut Work| locks::tests::looks_and_orders(work, &store, &form).await;
        database.write(school.id, Some(school.nguyet), order).await.unwrap().unwrap();
        let forgets = async move |work: &mut Work| {
            work.note(Event::ThreadSettled { obligation: subject, thread: new_id() });
            Ok::<_, Error>(())
        };
        database.write(school.id, Some(school.am), forgets).await.unwrap();
        let verdict = race.end().await;
        assert_eq!(verdict.violations.len(), 1, "{verdict:?}");
        assert!(verdict.violations[0].words.contains("comments.settled"), "{verdict:?}");
    })
    .await;
}
