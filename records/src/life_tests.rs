//! The whole life of records with their reviewers, played at random through the use cases on both engines, by everybody who
//! works at the school while posts are given, lent and taken away and the school changes who reviews what: whatever is tried, by
//! whom and in which order, no approver is an author, nothing is approved but the bytes that are there, nobody acts on a record
//! of another department, what waits has somebody who may decide, a spot check is nobody's approval, and what was once said
//! stays. The rules alone are played in
//! `domain/src/reviews/life_tests.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod checks;
mod deeds;
mod life;
mod spot_checks;

use std::{
    env,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use domain::{
    comments::Settled,
    record_types::{ApprovalRoute, Step},
    review_settings::{OwnWork, VicePrincipalsOwn},
    reviews::Review,
};
use proptest::test_runner::{Config, TestRunner};
use proptest_state_machine::ReferenceStateMachine;
use tokio::runtime::Runtime;

use self::{
    deeds::{AM, BINH, Deed, HOA, NURSE, PRINCIPAL, Play, THAO, THUY, VICE_PRINCIPAL, YEN},
    life::Life,
};
use crate::{
    FactStore,
    testing::{TestDatabase, each_engine, school::SmallSchool},
};

/// Where nobody asks for more of them by `PROPTEST_CASES`.
const CASES: u32 = 4;
const DEEDS: usize = 60;

/// Plays one life, and tells how much was done in it. `seen` counts the deeds, so that whoever makes a failure smaller knows
/// after which one it came.
async fn live(database: &TestDatabase, deeds: &[Deed], seen: Option<&AtomicUsize>) -> usize {
    let mut life = Life::begin(database).await;
    for deed in deeds {
        if let Some(seen) = seen {
            seen.fetch_add(1, Ordering::SeqCst);
        }
        life.does(deed).await;
        life.check().await;
    }
    // What is followed event by event is what a fresh server would load.
    let fresh = SmallSchool { store: FactStore::default(), ..life.school.clone() };
    assert_eq!(fresh.facts().await, life.school.facts().await);
    life.done
}

#[test]
fn no_approver_is_an_author_and_nothing_is_approved_without_its_bytes() {
    let cases = env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
    let config = Config { cases, failure_persistence: None, max_shrink_time: 60_000, ..Config::default() };
    let (steps, done) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let runtime = Runtime::new().unwrap();
    let played = TestRunner::new(config).run(&Play::sequential_strategy(DEEDS / 2..DEEDS), |(_, deeds, seen)| {
        runtime.block_on(each_engine(|database| {
            let (deeds, seen, steps, done) = (deeds.clone(), seen.clone(), Arc::clone(&steps), Arc::clone(&done));
            async move {
                // Each engine plays all of them.
                if let Some(seen) = &seen {
                    seen.store(0, Ordering::SeqCst);
                }
                steps.fetch_add(deeds.len(), Ordering::Relaxed);
                done.fetch_add(live(&database, &deeds, seen.as_deref()).await, Ordering::Relaxed);
            }
        }));
        Ok(())
    });
    if let Err(error) = played {
        panic!("{error}");
    }
    let (steps, done) = (steps.load(Ordering::Relaxed), done.load(Ordering::Relaxed));
    println!("{cases} lives on each engine, {steps} steps, {done} of them done");
    assert!(done * 5 > steps, "what can happen does: {done} of {steps}");
}

/// Plays each of them and says whether it was done.
async fn play(life: &mut Life, deeds: Vec<(Deed, bool)>) {
    for (deed, is_done) in deeds {
        let before = life.done;
        life.does(&deed).await;
        life.check().await;
        assert_eq!(life.done > before, is_done, "{deed:?}");
    }
}

const fn hands_in(who: usize, record: usize) -> Deed {
    Deed::HandsIn { who, record, is_held: false }
}

const fn decides(who: usize, record: usize, approves: bool, step: Step) -> Deed {
    Deed::Decides { who, record, approves, step, versions_ago: 0, has_right_bytes: true }
}

const fn says(who: usize, record: usize) -> Deed {
    Deed::Comments { who, record, versions_ago: 0, is_pinned: true }
}

/// The play is worth something only if what it can come to does happen in it.
#[tokio::test]
async fn the_play_reaches_every_state() {
    each_engine(|database| async move {
        let mut life = Life::begin(&database).await;
        let signs = |who, minutes_ago| Deed::Signs { who, record: 0, minutes_ago };
        let together = |who, opens| Deed::ApprovesTogether { who, opens, minutes_ago: 1 };
        let approve = decides(AM, 0, true, Step::Department);
        let deeds = vec![
            (hands_in(HOA, 0), true),
            (decides(AM, 0, false, Step::Department), true),
            (Deed::TakesBack { who: AM, record: 0 }, true),
            (decides(HOA, 0, true, Step::Department), false),
            (decides(YEN, 0, true, Step::Department), false),
            (approve.clone(), true),
            (signs(PRINCIPAL, 6), false),
            (signs(PRINCIPAL, 1), true),
            (hands_in(THAO, 0), true),
            (Deed::Lends { who: PRINCIPAL, place: 1, to: THUY, days: 1 }, true),
            (together(AM, [true, false, false]), true),
            (together(PRINCIPAL, [true; 3]), true),
            (Deed::HandsIn { who: THAO, record: 0, is_held: true }, true),
            (approve.clone(), false),
            (Deed::ReleasesFiles { who: PRINCIPAL }, true),
            (approve, true),
        ];
        play(&mut life, deeds).await;
    })
    .await;
}

#[tokio::test]
async fn the_play_takes_back_what_nobody_has_opened_and_talks_about_the_rest() {
    each_engine(|database| async move {
        let mut life = Life::begin(&database).await;
        let settles = |who, is| Deed::Settles { who, record: 1, thread: 0, is };
        let withdraws = |who, record| Deed::Withdraws { who, record };
        let deeds = vec![
            (hands_in(HOA, 0), true),
            (hands_in(THAO, 0), true),
            (withdraws(HOA, 0), false),
            (withdraws(THAO, 0), true),
            // Of what was taken back and of what never was nobody writes or decides.
            (says(AM, 0), false),
            (decides(AM, 0, true, Step::Department), false),
            // Whoever took theirs back stays an author.
            (Deed::Promotes { who: THAO, post: 0 }, true),
            (
                Deed::Decides {
                    who: THAO,
                    record: 0,
                    approves: true,
                    step: Step::Department,
                    versions_ago: 1,
                    has_right_bytes: true,
                },
                false,
            ),
            (hands_in(THUY, 1), true),
            (Deed::Opens { who: YEN, record: 1 }, false),
            (Deed::Opens { who: AM, record: 1 }, true),
            (withdraws(THUY, 1), false),
            (says(AM, 1), true),
            (says(YEN, 1), false),
            (says(NURSE, 1), false),
            (Deed::Answers { who: THUY, record: 1, thread: 0 }, true),
            (settles(THUY, Settled::Done), false),
            (settles(AM, Settled::Done), true),
            (settles(AM, Settled::Reopened), true),
        ];
        play(&mut life, deeds).await;
        assert_eq!(life.known[1].comments.all.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn the_play_changes_the_ways_and_decides_side_by_side() {
    each_engine(|database| async move {
        let mut life = Life::begin(&database).await;
        let way = |who, route| Deed::ChangesTheWay { who, record: 2, route };
        let signs = |who, record| Deed::Signs { who, record, minutes_ago: 0 };
        let own = OwnWork::VicePrincipal(VicePrincipalsOwn::Leadership);
        let deeds = vec![
            (hands_in(BINH, 2), true),
            (way(YEN, ApprovalRoute::DepartmentAndLeadership), false),
            (way(VICE_PRINCIPAL, ApprovalRoute::DepartmentAndLeadership), true),
            (Deed::ChangesOwnWork { who: PRINCIPAL, own }, true),
            // What was handed in before goes its old way.
            (signs(VICE_PRINCIPAL, 2), false),
            (decides(AM, 2, true, Step::Department), false),
            (hands_in(BINH, 2), true),
            (hands_in(HOA, 0), true),
            (signs(VICE_PRINCIPAL, 2), true),
            (signs(VICE_PRINCIPAL, 0), true),
            (Deed::ApprovesTogether { who: YEN, opens: [false, false, true], minutes_ago: 6 }, true),
            (Deed::ApprovesTogether { who: AM, opens: [true, false, false], minutes_ago: 6 }, true),
        ];
        play(&mut life, deeds).await;
        for record in [0, 2] {
            let review = &life.known[record].review;
            assert!(matches!(review, Review::Approved { approvals, .. } if approvals.len() == 2), "{review:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_play_checks_what_a_department_has_approved() {
    each_engine(|database| async move {
        let mut life = Life::begin(&database).await;
        let checks = |who, versions_ago, has_right_bytes, minutes_ago| Deed::Checks {
            who,
            record: 1,
            versions_ago,
            has_right_bytes,
            minutes_ago,
        };
        let check = |who| checks(who, 0, true, 1);
        let together = |who, opens| Deed::ChecksTogether { who, opens: [false, opens, false], minutes_ago: 1 };
        let draws = |who, week| Deed::Draws { who, week, count: 3, chance: 7 };
        let deeds = vec![
            (hands_in(THUY, 1), true),
            (check(PRINCIPAL), false),
            (decides(AM, 1, true, Step::Department), true),
            // It can still be taken back.
            (draws(PRINCIPAL, "10"), false),
            (Deed::Waits { hours: 1 }, false),
            (check(AM), false),
            (check(THUY), false),
            (checks(PRINCIPAL, 0, true, 6), false),
            (checks(PRINCIPAL, 0, false, 1), false),
            (together(PRINCIPAL, false), false),
            (draws(AM, "10"), false),
            (draws(VICE_PRINCIPAL, "9"), false),
            (draws(VICE_PRINCIPAL, "10"), true),
            // What the draw brought was opened.
            (together(VICE_PRINCIPAL, false), true),
            (check(PRINCIPAL), false),
            (draws(PRINCIPAL, "10"), false),
            (hands_in(THUY, 1), true),
            (decides(AM, 1, true, Step::Department), true),
            (Deed::Lends { who: PRINCIPAL, place: 1, to: THUY, days: 1 }, true),
            (Deed::Waits { hours: 1 }, false),
            (checks(PRINCIPAL, 1, true, 1), false),
            // Whoever leads the school for somebody checks, and not what they wrote.
            (check(THUY), false),
            (Deed::EndsLending { who: PRINCIPAL }, true),
            (Deed::Lends { who: PRINCIPAL, place: 1, to: YEN, days: 1 }, true),
            (check(YEN), true),
        ];
        play(&mut life, deeds).await;
        let checks: Vec<_> = life.known[1].record.spot_checks.iter().map(|one| one.by).collect();
        assert_eq!(checks, [VICE_PRINCIPAL, YEN].map(|who| life.person(who)));
    })
    .await;
}
