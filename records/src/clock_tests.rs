use chrono::{TimeDelta, Timelike};

use super::*;
use crate::testing::monday_morning;

#[test]
fn every_clock_shows_whole_seconds() {
    let odd = monday_morning() + TimeDelta::microseconds(999_999);
    for clock in [Clock::System, Clock::started_at(odd), Clock::manual(odd).0] {
        assert_eq!(clock.now().nanosecond(), 0, "{clock:?}");
    }
    assert_eq!(Clock::manual(odd).0.now(), monday_morning());
}

#[test]
fn a_started_clock_runs_on() {
    let instant = monday_morning();
    let Some(since) = Instant::now().checked_sub(std::time::Duration::from_secs(90)) else { return };
    let now = Clock::StartedAt { instant, since }.now();
    assert!(now >= instant + TimeDelta::seconds(90) && now < instant + TimeDelta::seconds(100), "{now}");
}

#[test]
fn a_hand_moves_every_clone_of_its_clock() {
    let (clock, hand) = Clock::manual(monday_morning());
    let copy = clock.clone();
    hand.advance(TimeDelta::days(3));
    assert_eq!(copy.now(), monday_morning() + TimeDelta::days(3));
    hand.set(monday_morning());
    assert_eq!(clock.now(), monday_morning());
}
