#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::testing::{at, day, id, sure};

/// A server of this number that was there from one minute of 20 November to another, and was ended in good order or not.
fn run(server: u128, from: &str, last: &str, is_ended: bool) -> ServerRun {
    let (started_at, last_alive_at) = (at(&format!("2026-11-20 {from}")), at(&format!("2026-11-20 {last}")));
    let stopped_at = is_ended.then_some(last_alive_at);
    ServerRun { id: id(19, server), started_at, last_alive_at, machine_at: last_alive_at, stopped_at }
}

/// The outages until `now`, as "14:00–15:10"; one that lasts has no end.
fn check(runs: &[ServerRun], now: &str, wanted: &[&str]) {
    let hour = |at: Timestamp| crate::days::local(at).format("%H:%M").to_string();
    let found = outages(runs, at(&format!("2026-11-20 {now}")));
    let told: Vec<String> =
        found.iter().map(|one| format!("{}–{}", hour(one.from), one.until.map(hour).unwrap_or_default())).collect();
    assert_eq!(told, wanted, "{runs:?}");
}

#[test]
fn what_lies_between_two_servers_is_an_outage_where_it_is_longer_than_two_minutes() {
    check(&[], "08:00", &[]);
    // The first start ever: nobody was there before, and nobody was missed.
    check(&[run(1, "07:00", "07:59", false)], "08:00", &[]);
    // The power went, and came again.
    let cut = [run(1, "07:00", "14:00", false), run(2, "15:10", "16:00", false)];
    check(&cut, "16:00", &["14:00–15:10"]);
    check(&[cut[1], cut[0]], "16:00", &["14:00–15:10"]);
    // Ended in good order and started again at once.
    check(&[run(1, "07:00", "14:00:00", true), run(2, "14:00:10", "16:00", false)], "16:00", &[]);
    check(&[run(1, "07:00", "14:00", true), run(2, "14:02", "16:00", false)], "16:00", &[]);
    check(&[run(1, "07:00", "14:00", true), run(2, "14:02:01", "16:00", false)], "16:00", &["14:00–14:02"]);
    // One of two servers goes: the other one is there.
    let two = [run(1, "07:00", "12:00", false), run(2, "08:00", "15:00", false), run(3, "14:59", "16:00", false)];
    check(&two, "16:00", &[]);
    check(&[run(1, "07:00", "15:00", false), run(2, "08:00", "09:00", true)], "15:01", &[]);
    // Nothing was noted since: it lasts, though somebody can read it.
    check(&cut, "16:30", &["14:00–15:10", "16:00–"]);
}

#[test]
fn a_clock_that_was_ahead_at_a_start_hides_no_outage_and_makes_none() {
    // Started by a clock of the evening, put right a moment later to 14:30.
    let wrong = run(2, "20:00", "20:00:30", false);
    let right = ServerRun { id: wrong.id, ..run(2, "14:30", "16:00", false) };
    let known = [run(1, "07:00", "14:00", false), wrong, right];
    check(&known, "16:00", &["14:00–14:30"]);
    // The evening comes, and the server has been there all the time.
    let evening = [known[0], wrong, ServerRun { last_alive_at: at("2026-11-20 19:59"), ..right }];
    check(&evening, "20:01", &["14:00–14:30"]);
}

#[test]
fn a_stretch_goes_on_while_its_server_notes_each_minute() {
    let known = run(1, "07:00", "14:00", false);
    let goes_on = |now: &str| known.goes_on(sure(at(&format!("2026-11-20 {now}"))));
    assert!(goes_on("14:01") && goes_on("14:02"));
    // A machine that slept, a disk that was full.
    assert!(!goes_on("14:02:01") && !goes_on("17:00"));
    // Somebody has set the school's clock right by three hours; the machine's went on.
    let moment = |now: &str, machine: &str| Moment {
        machine: at(&format!("2026-11-20 {machine}")),
        ..sure(at(&format!("2026-11-20 {now}")))
    };
    assert!(known.goes_on(moment("17:01", "14:01")));
    // The machine's clock leapt; the school's went on.
    assert!(known.goes_on(moment("14:01", "18:00")));
    // Put right to before the start of this stretch: another one begins.
    assert!(!known.goes_on(moment("06:30", "06:30")));
    assert!(!ServerRun { stopped_at: Some(known.last_alive_at), ..known }.goes_on(sure(at("2026-11-20 14:01"))));
}

#[test]
fn a_server_goes_on_in_its_own_last_stretch() {
    let runs = [run(1, "07:00", "09:00", false), run(1, "12:00", "14:00", false), run(2, "13:00", "14:00", false)];
    let found = |server: u128, now: &str| current(&runs, id(19, server), sure(at(&format!("2026-11-20 {now}")))).copied();
    assert_eq!(found(1, "14:01"), Some(runs[1]));
    assert_eq!(found(2, "14:01"), Some(runs[2]));
    assert_eq!(found(3, "14:01"), None);
    assert_eq!(found(1, "15:00"), None);
    // Set back into its first stretch, and into none.
    assert_eq!(found(1, "09:01"), Some(runs[0]));
    assert_eq!(found(1, "06:00"), None);
}

#[test]
fn of_a_year_those_are_listed_that_lie_in_it() {
    let one = |from: &str, until: &str| Outage { from: at(from), until: Some(at(until)) };
    let all = [
        one("2026-06-01 08:00", "2026-08-20 08:00"),
        one("2026-08-25 08:00", "2026-09-07 07:00"),
        one("2026-11-20 14:00", "2026-11-20 15:10"),
        Outage { from: at("2027-06-10 08:00"), until: None },
    ];
    let days = Span::new(day("2026-09-07"), day("2027-05-28"));
    assert_eq!(in_days(&all, days), [all[2], all[1]]);
    assert_eq!(in_days(&[Outage { until: None, ..all[2] }], days).len(), 1);
    assert_eq!(all[2].length(at("2026-11-25 08:00")), TimeDelta::minutes(70));
    assert_eq!(all[3].length(at("2027-06-10 09:00")), TimeDelta::minutes(60));
}
