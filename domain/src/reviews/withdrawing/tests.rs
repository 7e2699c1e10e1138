#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    decisions::Outcome,
    record_types::Step,
    testing::{NamThanh, at, id, nam_thanh, sure},
};

const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";

/// What `who` hears who would take a version back, where every clock shows the same.
fn asked(school: &mut NamThanh, who: &str, version: u128, opened: Option<&str>, now: &str) -> Result<(), Refusal> {
    let (facts, obligation) = (school.facts(), school.obligation(PLAN).clone());
    let actor = facts.actor(school.person_id(who), at(now));
    let since = SinceHandIn { running_at: obligation.handed_in.as_ref().unwrap().last_at, opened_at: opened.map(at) };
    check_withdraw(&facts, &actor, &obligation, id(10, version), since, sure(at(now))).map(drop)
}

#[test]
fn only_its_author_takes_the_last_version_back_until_somebody_opens_it_or_decides() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-23 10:00");
    let long_after = "2026-11-26 10:00";
    assert_eq!(asked(&mut school, "cô Hoa", 1, None, long_after), Ok(()));
    for other in ["cô Thảo", "cô Ấm", "cô Nguyệt"] {
        assert_eq!(asked(&mut school, other, 1, None, long_after), Err(WithdrawalRefusal::NotYours.into()), "{other}");
    }
    let opened = Err(WithdrawalRefusal::Opened { at: at("2026-11-23 11:00") }.into());
    assert_eq!(asked(&mut school, "cô Hoa", 1, Some("2026-11-23 11:00"), long_after), opened);
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-24 08:00");
    let decided = || Err(WithdrawalRefusal::Decided { at: at("2026-11-24 08:00") }.into());
    assert_eq!(asked(&mut school, "cô Hoa", 1, None, long_after), decided());
    // A decision that was taken back had been taken by somebody who had read it.
    school.obligation(PLAN).decisions[0].undone_at = Some(at("2026-11-24 08:05"));
    assert_eq!(asked(&mut school, "cô Hoa", 1, None, long_after), decided());
    school.decides("cô Cúc", PLAN, Step::Department, Outcome::Approved, "2026-11-24 09:00");
    let last = Err(WithdrawalRefusal::Decided { at: at("2026-11-24 09:00") }.into());
    assert_eq!(asked(&mut school, "cô Hoa", 1, None, long_after), last);
    school.hands_in("cô Thảo", PLAN, "2026-11-25 10:00");
    let newer = Err(WithdrawalRefusal::NotTheLast { version: 2 }.into());
    assert_eq!(asked(&mut school, "cô Hoa", 1, None, long_after), newer);
    assert_eq!(asked(&mut school, "cô Thảo", 2, None, long_after), Ok(()));
    school.orders("cô Nguyệt", crate::locks::LockKind::Lock, crate::scope::Scope::whole(), "2026-11-26 09:00");
    assert!(matches!(asked(&mut school, "cô Thảo", 2, None, long_after), Err(Refusal::Lock(_))), "what is shut stays as it is");
}

#[test]
fn what_nobody_reviews_is_taken_back_within_ten_minutes() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-23 10:00");
    school.regime.reviewed_since = Some(at("2026-11-23 12:00"));
    assert_eq!(asked(&mut school, "cô Hoa", 1, None, "2026-11-23 10:10"), Ok(()));
    let late = Err(WithdrawalRefusal::TooLate { handed_in_at: at("2026-11-23 10:00") }.into());
    assert_eq!(asked(&mut school, "cô Hoa", 1, None, "2026-11-23 10:11"), late);
}

/// The school's clock stands still, or has been set back since: the minutes go by all the same, and do not come again.
#[test]
fn no_clock_makes_the_ten_minutes_longer() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-23 10:00");
    school.regime.reviewed_since = Some(at("2026-11-23 12:00"));
    let (facts, obligation) = (school.facts(), school.obligation(PLAN).clone());
    let actor = facts.actor(school.person_id("cô Hoa"), at("2026-11-23 10:00"));
    let late = WithdrawalRefusal::TooLate { handed_in_at: at("2026-11-23 10:00") };
    let since = SinceHandIn { running_at: at("2026-11-23 10:00"), opened_at: None };
    for (now, running, refused) in [
        ("2026-11-23 10:00", "2026-11-23 10:10:00", false),
        ("2026-11-23 10:00", "2026-11-23 10:10:01", true),
        ("2026-11-22 10:00", "2026-11-22 10:05", true),
    ] {
        let moment = Moment { now: at(now), at_least: at(running), machine: at(now) };
        let answer = check_withdraw(&facts, &actor, &obligation, id(10, 1), since, moment).err();
        assert_eq!(answer, refused.then(|| late.clone().into()), "{now} {running}");
    }
    let moment = Moment { now: at("2026-11-23 10:00"), at_least: at("2026-11-23 10:04"), machine: at("2026-11-20 10:00") };
    let offer = withdrawal_offer(&facts, &actor, &obligation, since, None, moment).unwrap();
    assert_eq!(offer.until, Some(at("2026-11-23 10:06")), "six minutes are left");
}

#[test]
fn whoever_writes_about_a_version_has_opened_it() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-23 10:00");
    // What she says of it herself nobody else has read.
    school.comments("cô Hoa", PLAN, None, "2026-11-23 10:30");
    assert_eq!(asked(&mut school, "cô Hoa", 1, None, "2026-11-23 10:45"), Ok(()));
    school.comments("cô Ấm", PLAN, None, "2026-11-23 11:00");
    let opened = Err(WithdrawalRefusal::Opened { at: at("2026-11-23 11:00") }.into());
    assert_eq!(asked(&mut school, "cô Hoa", 1, None, "2026-11-23 11:30"), opened);
    school.comments("cô Cúc", PLAN, None, "2026-11-23 11:10");
    let opened = Err(WithdrawalRefusal::Opened { at: at("2026-11-23 11:10") }.into());
    assert_eq!(asked(&mut school, "cô Hoa", 1, None, "2026-11-23 11:30"), opened, "the last one of them");
    // Words about the version before are none about the new one.
    school.hands_in("cô Hoa", PLAN, "2026-11-23 12:00");
    assert_eq!(asked(&mut school, "cô Hoa", 2, None, "2026-11-23 12:30"), Ok(()));
}

#[test]
fn what_may_be_taken_back_is_offered_with_what_becomes_of_the_record() {
    let mut school = nam_thanh();
    let due = school.obligation(PLAN).due_day().unwrap();
    let on = |days: i64, hour: &str| format!("{} {hour}", due + chrono::TimeDelta::days(days));
    let (handed_in, in_time, too_late) = (on(-3, "10:00"), on(-3, "11:00"), on(3, "11:00"));
    school.hands_in("cô Hoa", PLAN, &handed_in);
    let offered = |school: &mut NamThanh, who: &str, opened: Option<&str>, before, now: &str| {
        let (facts, obligation) = (school.facts(), school.obligation(PLAN).clone());
        let actor = facts.actor(school.person_id(who), at(now));
        let since = SinceHandIn { running_at: at(&handed_in), opened_at: opened.map(at) };
        withdrawal_offer(&facts, &actor, &obligation, since, before, sure(at(now)))
    };
    let offer = WithdrawalOffer { submission: id(10, 1), version: 1, before: None, until: None, makes_late: false };
    assert_eq!(offered(&mut school, "cô Hoa", None, None, &in_time), Some(offer));
    assert_eq!(offered(&mut school, "cô Hoa", None, None, &too_late), Some(WithdrawalOffer { makes_late: true, ..offer }));
    let as_before = WithdrawalOffer { before: Some(1), ..offer };
    assert_eq!(offered(&mut school, "cô Hoa", None, Some(1), &too_late), Some(as_before), "the version before was in time");
    assert_eq!(offered(&mut school, "cô Thảo", None, None, &in_time), None);
    assert_eq!(offered(&mut school, "cô Hoa", Some(&in_time), None, &in_time), None);
    // What nobody reviews goes by the minute.
    school.regime.reviewed_since = Some(at(&in_time));
    let until = Some(at(&on(-3, "10:10")));
    assert_eq!(offered(&mut school, "cô Hoa", None, None, &on(-3, "10:05")), Some(WithdrawalOffer { until, ..offer }));
}
