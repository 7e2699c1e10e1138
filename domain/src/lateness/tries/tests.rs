#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    files::FileName,
    lateness::{Cause, Known, causes},
    locks::LockKind,
    scope::Scope,
    testing::{NamThanh, at, day, nam_thanh},
};

/// Due on Friday 20 November; until the end of that day it counts as on time.
const PLAN: &str = "Giáo án tuần 12 · Lớp 4A";

fn one(school: &mut NamThanh, who: &str, when: &str, why: WhyFailed) -> FailedTry {
    FailedTry { obligation: school.obligation(PLAN).id, person: school.person_id(who), began_at: at(when), why }
}

/// Of one person on one day: when and why.
type Told = (String, NaiveDate, Vec<(Timestamp, WhyFailed)>);

/// What the card tells of `known`, by person, day and times.
fn told(school: &mut NamThanh, known: &[FailedTry], now: &str) -> Vec<Told> {
    let (obligation, facts) = (school.obligation(PLAN).clone(), school.facts());
    let reader = facts.actor(school.person_id("cô Nguyệt"), at(now));
    let known = Known { tries: known, ..Known::default() };
    let causes = causes(&facts, &reader, &obligation, known, at(now)).unwrap();
    let tries = causes.into_iter().filter_map(|one| if let Cause::Tries(tries) = one { Some(tries) } else { None });
    tries.map(|one| (one.who, one.day, one.tries)).collect()
}

#[test]
fn every_reason_has_a_word_that_is_read_back() {
    for why in WhyFailed::ALL {
        assert_eq!(WhyFailed::from_code(why.code()), Some(why));
        assert!(!why.words().is_empty());
    }
    assert_eq!(WhyFailed::from_code("excused"), None);
}

#[test]
fn the_card_tells_by_person_and_day_what_was_tried_before_it_came() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    let known = [
        one(&mut school, "cô Hoa", "2026-11-20 16:52", WhyFailed::Broken),
        one(&mut school, "cô Hoa", "2026-11-20 16:41", WhyFailed::TooLarge),
        one(&mut school, "cô Hoa", "2026-11-23 08:59", WhyFailed::Broken),
        one(&mut school, "cô Thảo", "2026-11-20 17:10", WhyFailed::NoService),
        // Behind the hand-in, long before the due day, and of another record.
        one(&mut school, "cô Hoa", "2026-11-23 09:01", WhyFailed::Broken),
        one(&mut school, "cô Hoa", "2026-11-13 16:00", WhyFailed::Broken),
        FailedTry {
            obligation: school.obligation("Giáo án tuần 13 · Lớp 4A").id,
            ..one(&mut school, "cô Hoa", "2026-11-20 16:00", WhyFailed::Broken)
        },
    ];
    let name = |school: &NamThanh, who: &str| school.facts().organisation().name_of(school.person_id(who), day("2026-11-20"));
    let (hoa, thao) = (name(&school, "cô Hoa"), name(&school, "cô Thảo"));
    let mut found = told(&mut school, &known, "2026-11-25 08:00");
    found.sort_by_key(|(who, day, _)| (*day, *who != hoa));
    let of_friday = vec![(at("2026-11-20 16:41"), WhyFailed::TooLarge), (at("2026-11-20 16:52"), WhyFailed::Broken)];
    let wanted = [
        (hoa.clone(), day("2026-11-20"), of_friday),
        (thao, day("2026-11-20"), vec![(at("2026-11-20 17:10"), WhyFailed::NoService)]),
        (hoa, day("2026-11-23"), vec![(at("2026-11-23 08:59"), WhyFailed::Broken)]),
    ];
    assert_eq!(found, wanted);
}

#[test]
fn so_many_are_kept_of_one_person_and_record_and_no_more() {
    let mut school = nam_thanh();
    let mut known: Vec<FailedTry> = Vec::new();
    let mut keeps = |known: &mut Vec<FailedTry>, who: &str, when: &str, why: WhyFailed| {
        let new = one(&mut school, who, when, why);
        let kept = is_kept(known, &new);
        if kept {
            known.push(new);
        }
        kept
    };
    assert!(keeps(&mut known, "cô Hoa", "2026-11-16 08:00", WhyFailed::Broken));
    assert!(!keeps(&mut known, "cô Hoa", "2026-11-16 08:00:59", WhyFailed::Broken), "the same try");
    assert!(keeps(&mut known, "cô Hoa", "2026-11-16 08:00:59", WhyFailed::TooLarge));
    assert!(keeps(&mut known, "cô Thảo", "2026-11-16 08:00:59", WhyFailed::Broken));
    for day in ["16", "17", "18", "19", "20", "21"] {
        for minute in 10..60 {
            keeps(&mut known, "cô Hoa", &format!("2026-11-{day} 09:{minute}"), WhyFailed::Broken);
        }
    }
    let hoa = school.person_id("cô Hoa");
    let of_day = |wanted: &str| known.iter().filter(|one| one.person == hoa && day_of(one.began_at) == day(wanted)).count();
    assert_eq!((of_day("2026-11-16"), of_day("2026-11-19"), of_day("2026-11-20")), (MAX_TRIES_A_DAY, MAX_TRIES_A_DAY, 0));
    assert_eq!(known.iter().filter(|one| one.person == hoa).count(), MAX_TRIES);
}

#[test]
fn a_try_is_kept_of_whoever_may_hand_in_while_the_first_hand_in_is_awaited() {
    let keeps = |school: &mut NamThanh, who: &str, when: &str| {
        let (obligation, facts) = (school.obligation(PLAN).clone(), school.facts());
        check_try(&facts, &facts.actor(school.person_id(who), at(when)), &obligation, at(when)).map(|allowed| allowed.is_some())
    };
    let mut school = nam_thanh();
    assert_eq!(keeps(&mut school, "cô Hoa", "2026-11-20 16:41"), Ok(true));
    assert_eq!(keeps(&mut school, "cô Hoa", "2026-11-25 08:00"), Ok(true), "it is overdue");
    assert_eq!(keeps(&mut school, "cô Hoa", "2026-11-13 16:41"), Ok(false), "of that day no card tells");
    assert_eq!(keeps(&mut school, "cô Nguyệt", "2026-11-20 16:41"), Err(Refusal::NotYoursToHandIn));
    let mut shut = school.clone();
    shut.orders("cô Nguyệt", LockKind::Lock, Scope::whole(), "2026-11-20 08:00");
    assert_eq!(keeps(&mut shut, "cô Hoa", "2026-11-20 16:41"), Ok(true), "an order shut it: that is why");
    let mut freed = school.clone();
    freed.exempts(PLAN, "Lớp nghỉ vì thủy đậu");
    assert_eq!(keeps(&mut freed, "cô Hoa", "2026-11-20 16:41"), Ok(false));
    school.hands_in("cô Hoa", PLAN, "2026-11-20 09:00");
    assert_eq!(keeps(&mut school, "cô Hoa", "2026-11-20 16:41"), Ok(false), "the first one has come");
}

#[test]
fn a_refusal_is_a_try_where_something_was_to_be_handed_in() {
    let name = || FileName::clean("giáo án.docx");
    for (refusal, why) in [
        (Refusal::FileTooLarge { name: name(), limit: 1 }, Some(WhyFailed::TooLarge)),
        (Refusal::FileIncomplete { name: name() }, Some(WhyFailed::Broken)),
        (Refusal::FileEncrypted { name: name() }, Some(WhyFailed::Unfit)),
        (InspectionRefusal::Busy.into(), Some(WhyFailed::NoService)),
        (Refusal::StoreFull, Some(WhyFailed::NoService)),
        (Refusal::TooMuchWaiting { files: 1, bytes: 1 }, Some(WhyFailed::TooMuch)),
        (Refusal::NoteTooLong { letters: 2, most: 1 }, Some(WhyFailed::Form)),
        (Refusal::NotYoursToHandIn, None),
        (Refusal::HandedInElsewhere { at: at("2026-11-20 09:00") }, None),
    ] {
        assert_eq!(WhyFailed::of(&refusal), why, "{refusal:?}");
    }
}
