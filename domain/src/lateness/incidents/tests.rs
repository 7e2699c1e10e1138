#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    lateness::{Known, causes},
    testing::{NamThanh, at, nam_thanh},
};

/// Due on Friday 20 November; until the end of that day it counts as on time.
const PLAN: &str = "Giáo án tuần 12 · Lớp 4A";

fn incident(school: &NamThanh, by: &str, scope: &str, states: &[(&str, &str)]) -> Incident {
    let states = states.iter().map(|(when, state)| (at(when), *state));
    Incident::of((2026, 3), school.person_id(by), scope, states)
}

/// Whether the card of `PLAN`, which nobody has handed in by Wednesday, tells of it; and from when until when.
fn told(school: &mut NamThanh, incident: Incident) -> Vec<Cause> {
    let (obligation, facts, now) = (school.obligation(PLAN).clone(), school.facts(), at("2026-11-25 08:00"));
    let reader = facts.actor(school.person_id("cô Hoa"), now);
    causes(&facts, &reader, &obligation, Known { incidents: &[incident], ..Known::default() }, now).unwrap()
}

#[test]
fn an_incident_that_was_open_before_the_hour_is_told_with_its_times() {
    let mut school = nam_thanh();
    let open = incident(&school, "cô Hoa", "one", &[("2026-11-20 16:20", "new"), ("2026-11-20 16:40", "working")]);
    let cause = |until: Option<&str>| Cause::Incident { year: 2026, number: 3, from: at("2026-11-20 16:20"), until: until.map(at) };
    assert_eq!(told(&mut school, open), [cause(None)]);
    let done = incident(&school, "cô Hoa", "one", &[("2026-11-20 16:20", "new"), ("2026-11-23 08:00", "done")]);
    assert_eq!(told(&mut school, done), [cause(Some("2026-11-23 08:00"))]);
}

#[test]
fn an_incident_of_another_day_or_of_somebody_who_owed_nothing_is_not_told() {
    let mut school = nam_thanh();
    let before = incident(&school, "cô Hoa", "one", &[("2026-11-17 09:00", "new"), ("2026-11-17 10:00", "done")]);
    assert_eq!(told(&mut school, before), []);
    let of_another = [("2026-11-20 16:20", "new")];
    let alone = incident(&school, "cô Đào", "one", &of_another);
    assert_eq!(told(&mut school, alone), [], "her own machine");
    let wide = incident(&school, "cô Đào", "many", &of_another);
    assert_eq!(told(&mut school, wide).len(), 1, "the network of the whole school");
}

#[test]
fn what_was_opened_again_is_told_of_the_time_in_which_it_was_open() {
    let mut school = nam_thanh();
    let states = [("2026-11-10 08:00", "new"), ("2026-11-10 09:00", "done"), ("2026-11-20 15:00", "working")];
    let again = incident(&school, "cô Hoa", "one", &states);
    let from = at("2026-11-20 15:00");
    assert_eq!(told(&mut school, again), [Cause::Incident { year: 2026, number: 3, from, until: None }]);
}
