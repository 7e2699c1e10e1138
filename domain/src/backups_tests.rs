#![allow(clippy::unwrap_used)]
use chrono::Days;

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// One a night for this many nights until `now`, numbered in their order.
fn nights(count: u64, now: Timestamp) -> Vec<Kept> {
    (0..count).map(|back| Kept { number: count - back, at: now - Days::new(back), is_good: true }).collect()
}

#[test]
fn the_newest_stay_then_one_of_each_week_then_one_of_each_month() {
    let now = at("2026-11-30T02:00:00+07:00");
    let kept = nights(400, now);
    let spare = spare(&kept, now);
    let stay: Vec<u64> = kept.iter().map(|one| one.number).filter(|number| !spare.contains(number)).collect();
    // Of fifteen nights each one.
    assert_eq!(&stay[..15], (386..=400).rev().collect::<Vec<_>>());
    // A year and a month ago it is one a month.
    let old: Vec<_> = kept.iter().filter(|one| stay.contains(&one.number) && now - one.at > TimeDelta::days(100)).collect();
    assert_eq!(old.len(), 10, "{old:?}");
    assert!(stay.len() < 40, "{}", stay.len());
}

#[test]
fn the_last_good_one_stays_however_old_it_is_and_however_many_failed_after_it() {
    let now = at("2026-11-30T02:00:00+07:00");
    let mut kept = nights(60, now);
    for one in &mut kept {
        one.is_good = one.number == 3;
        one.at -= TimeDelta::days(4000);
    }
    let spare = spare(&kept, now);
    assert!(!spare.contains(&3));
    assert!(spare.contains(&4));
    assert_eq!(kept.len() - spare.len(), MIN_KEPT + 1);
}

#[test]
fn a_clock_that_leaps_takes_none_of_the_newest() {
    let now = at("2026-11-30T02:00:00+07:00");
    let kept = nights(30, now);
    let count = |spare: BTreeSet<u64>| kept.len() - spare.len();
    let ahead = spare(&kept, now + TimeDelta::days(20_000));
    assert!((24..=30).all(|number| !ahead.contains(&number)));
    assert_eq!(count(ahead), MIN_KEPT);
    assert_eq!(count(spare(&kept, now - TimeDelta::days(20_000))), 30, "what is of the future stays");
}

#[test]
fn a_backup_is_due_once_a_night_and_again_some_hours_after_one_that_failed() {
    let cases = [
        (None, None, "2026-11-30T10:00:00+07:00", true),
        // The one of this night is there.
        (Some("2026-11-30T01:31:00+07:00"), Some("2026-11-30T01:31:00+07:00"), "2026-11-30T23:00:00+07:00", false),
        (Some("2026-11-30T01:31:00+07:00"), Some("2026-11-30T01:31:00+07:00"), "2026-12-01T01:29:00+07:00", false),
        (Some("2026-11-30T01:31:00+07:00"), Some("2026-11-30T01:31:00+07:00"), "2026-12-01T01:30:00+07:00", true),
        // One by hand in the evening is none of the night that follows.
        (Some("2026-11-29T20:00:00+07:00"), Some("2026-11-29T20:00:00+07:00"), "2026-11-30T01:30:00+07:00", false),
        (Some("2026-11-29T18:00:00+07:00"), Some("2026-11-29T18:00:00+07:00"), "2026-11-30T01:30:00+07:00", true),
        (None, Some("2026-11-30T01:31:00+07:00"), "2026-11-30T07:30:00+07:00", false),
        (None, Some("2026-11-30T01:31:00+07:00"), "2026-11-30T07:31:00+07:00", true),
        // The clock was ahead, and was set back.
        (Some("2027-11-30T01:31:00+07:00"), Some("2027-11-30T01:31:00+07:00"), "2026-11-30T02:00:00+07:00", true),
    ];
    for (good, tried, now, due) in cases {
        assert_eq!(is_due(good.map(at), tried.map(at), at(now)), due, "{good:?} {tried:?} {now}");
    }
}

#[test]
fn a_last_good_one_of_more_than_a_day_alarms() {
    let now = at("2026-11-30T10:00:00+07:00");
    let cases = [
        (None, true),
        (Some("2026-11-30T01:31:00+07:00"), false),
        (Some("2026-11-29T08:00:00+07:00"), false),
        (Some("2026-11-29T07:59:00+07:00"), true),
        (Some("2026-12-24T08:00:00+07:00"), false),
    ];
    for (good, alarming) in cases {
        assert_eq!(matches!(BackupAge::of(good.map(at), now), BackupAge::Never | BackupAge::Stale(_)), alarming, "{good:?}");
    }
}
