//! More time past a day on which a class changes hands, and requests that something else has answered.

use super::*;
use crate::{
    deadlines::{Due, Extended},
    people::PersonId,
};

const NOW: &str = "2026-11-25 14:20";

/// Cô Hoa leaves on the Friday of week 13; cô Thảo, with whom she has the class, stays.
fn hoa_leaves() -> NamThanh {
    let mut school = nam_thanh();
    let hoa = school.person_id("cô Hoa");
    let appointments = &mut school.regime.organisation.appointments;
    appointments.iter_mut().filter(|one| one.person == hoa).for_each(|one| one.until = Some(day("2026-11-27")));
    school
}

fn asks(school: &mut NamThanh, until: &str) -> PersonId {
    let (by, obligation) = (school.person_id("cô Hoa"), school.obligation(PLAN).id);
    let (reason, number) = (Reason::parse("con ốm").unwrap(), school.extension_requests.len() as u128 + 1);
    let request = ExtensionRequest {
        id: id(20, number),
        obligation,
        by,
        at: at("2026-11-24 20:00"),
        wish: Wish::Until(day(until)),
        reason,
        answered: None,
    };
    school.extension_requests.push(request);
    by
}

#[test]
fn past_a_handover_it_is_said_who_hands_in_and_that_one_is_told() {
    let check = |mut school: NamThanh, until: &str, wanted: Option<&str>| {
        asks(&mut school, until);
        let facts = school.facts();
        let principal = facts.actor(school.person_id("cô Nguyệt"), at(NOW));
        let line = extensions_told(&facts, &principal, "", at(NOW)).waiting.remove(0);
        assert_eq!((line.became, line.taken_over.as_deref()), (Became::Waits, wanted), "{until}");
        let plan = facts.obligation(line.obligation).unwrap();
        let names: Vec<String> = taking_over(&facts, plan, day(until)).iter().map(|one| one.mention()).collect();
        assert_eq!(names.first().map(String::as_str), wanted);
        let fields = [("deed", "extend"), ("until", &*crate::vietnamese::date(day(until))), ("reason", "con ốm"), ("weeks", "13")];
        let plan = ManyForm::read(&typed(&fields)).parse(&facts).unwrap();
        let many = ManyOutlook::of(&facts, &principal, &plan, at(NOW)).preview;
        assert_eq!(many.records.iter().find(|one| one.title == PLAN).unwrap().taken_over.as_deref(), wanted, "{until}");
    };
    check(nam_thanh(), "2026-12-01", None);
    check(hoa_leaves(), "2026-12-01", Some("cô Thảo"));
    // Once it is given, the same is said: it is asked of the day on which the record came due by itself.
    let mut school = hoa_leaves();
    let mut plan = school.obligation(PLAN).clone();
    let (from, until, by) = (day("2026-11-27"), day("2026-12-01"), id(19, 1));
    let due = plan.terms.due.clone().map(|due| Due { day: until, extended: Some(Extended { from, until, by }), ..due });
    plan.terms.due = due;
    assert_eq!(taking_over(&school.facts(), &plan, until).len(), 1);
}

#[test]
fn where_nobody_is_left_on_the_day_it_is_not_given() {
    let mut school = hoa_leaves();
    let thao = school.person_id("cô Thảo");
    let appointments = &mut school.regime.organisation.appointments;
    appointments.iter_mut().filter(|one| one.person == thao).for_each(|one| one.until = Some(day("2026-11-30")));
    let facts = school.facts();
    let plan = facts.open_obligations().find(|one| facts.title(one) == PLAN).unwrap();
    assert_eq!(check_extend(&facts, plan, day("2026-11-30"), at(NOW)), Ok(()));
    let nobody = ExtensionRefusal::NobodyLeft { day: day("2026-12-01") };
    assert_eq!(check_extend(&facts, plan, day("2026-12-01"), at(NOW)), Err(nobody.into()));
}

fn put_off(school: &mut NamThanh, until: &str) {
    school.extends("cô Vân", &[PLAN], until, NOW);
}

fn freed(school: &mut NamThanh) {
    school.exempts(PLAN, "lớp nghỉ");
}

fn handed_in(school: &mut NamThanh) {
    school.hands_in("cô Hoa", PLAN, NOW);
}

/// What was done besides, and what the one who asked reads; the leadership has nothing left to answer, and more can be asked for.
#[test]
fn a_request_that_something_else_has_answered_waits_for_nobody() {
    type Happens = fn(&mut NamThanh);
    let cases: [(&str, Happens, Option<&str>); 5] = [
        ("nothing", |_| {}, None),
        ("more time for many", |school| put_off(school, "2026-12-01"), Some("Hạn của hồ sơ này là thứ Ba 01/12/2026")),
        ("less than was asked for", |school| put_off(school, "2026-11-30"), None),
        ("freed", freed, Some("Hồ sơ này đã được miễn")),
        ("handed in", handed_in, Some("Hồ sơ này đã nộp lúc 14:20 ngày 25/11/2026")),
    ];
    for (what, happens, wanted) in cases {
        let mut school = nam_thanh();
        let by = asks(&mut school, "2026-12-01");
        happens(&mut school);
        school.bring_up_to_date(at(NOW));
        let (facts, now) = (school.facts(), at("2026-11-25 15:00"));
        let actor = |mention: &str| facts.actor(school.person_id(mention), now);
        let (leads, own) =
            (extensions_told(&facts, &actor("cô Nguyệt"), "", now), extensions_told(&facts, &actor("cô Hoa"), "", now).own);
        let told = match &own[0].became {
            Became::Overtaken(words) => Some(words.fact.as_str()),
            Became::Waits => None,
            other => panic!("{what}: {other:?}"),
        };
        assert_eq!(told, wanted, "{what}");
        assert_eq!(
            (leads.waiting.len(), requests_for(&facts, &actor("cô Nguyệt"), now)),
            (usize::from(wanted.is_none()), usize::from(wanted.is_none())),
            "{what}"
        );
        let plan = facts.open_obligations().find(|one| facts.title(one) == PLAN).unwrap();
        assert_eq!(waiting_request(&facts, plan, now).map(|one| one.by), wanted.is_none().then_some(by), "{what}");
        // After more time by another way she may ask for still more.
        let may_ask = more_time(&facts, &actor("cô Hoa"), plan, now).may_ask;
        assert_eq!(may_ask, what == "more time for many", "{what}");
    }
}

#[test]
fn a_request_waits_again_once_what_had_answered_it_is_taken_back() {
    let mut school = nam_thanh();
    asks(&mut school, "2026-12-01");
    let given = school.extends("cô Vân", &[PLAN], "2026-12-02", NOW);
    school.bring_up_to_date(at(NOW));
    let waits = |school: &NamThanh| {
        let (facts, now) = (school.facts(), at("2026-11-26 08:00"));
        requests_for(&facts, &facts.actor(school.person_id("cô Nguyệt"), now), now)
    };
    assert_eq!(waits(&school), 0);
    school.takes_extension_back("cô Vân", given, "2026-11-26 07:30");
    school.bring_up_to_date(at("2026-11-26 07:30"));
    assert_eq!(waits(&school), 1);
}
