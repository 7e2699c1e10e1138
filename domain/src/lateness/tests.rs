#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    decisions::Return,
    doubtful_times::{Cause as Doubted, Doubt, Ending},
    locks::LockKind,
    obligations::{Finding, MAX_EXPLANATIONS},
    record_types::Step,
    refusal::{LatenessRefusal, Refusal},
    scope::Scope,
    testing::{NamThanh, at, day, id, nam_thanh},
};

/// Due on Friday 20 November; until the end of that day it counts as on time.
const PLAN: &str = "Giáo án tuần 12 · Lớp 4A";

fn known(school: &mut NamThanh, outages: &[Outage], doubtful_times: &[DoubtfulTime], now: &str) -> Option<Vec<Cause>> {
    let (obligation, facts) = (school.obligation(PLAN).clone(), school.facts());
    let reader = facts.actor(school.person_id("cô Hoa"), at(now));
    causes(&facts, &reader, &obligation, Known { outages, doubtful_times, ..Known::default() }, at(now))
}

fn off(from: &str, until: &str) -> Outage {
    Outage { from: at(from), until: Some(at(until)) }
}

#[test]
fn only_what_is_late_is_asked_for_reasons() {
    let mut school = nam_thanh();
    assert_eq!(known(&mut school, &[], &[], "2026-11-20 20:00"), None, "it is not due yet");
    assert_eq!(known(&mut school, &[], &[], "2026-11-21 08:00"), Some(Vec::new()), "overdue, and nothing is known");
    let mut late = school.clone();
    late.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    assert_eq!(known(&mut late, &[], &[], "2026-12-04 08:00"), Some(Vec::new()));
    let mut in_time = school.clone();
    in_time.hands_in("cô Hoa", PLAN, "2026-11-20 22:00");
    assert_eq!(known(&mut in_time, &[], &[], "2026-12-04 08:00"), None);
    school.exempts(PLAN, "Lớp nghỉ vì thủy đậu");
    assert_eq!(known(&mut school, &[], &[], "2026-12-04 08:00"), None);
}

#[test]
fn an_outage_counts_in_the_last_eight_hours_of_work_before_the_hour_that_counted() {
    let mut school = nam_thanh();
    let check = |school: &mut NamThanh, outage: Outage, counts: bool| {
        let wanted = if counts { vec![Cause::Outage(outage)] } else { Vec::new() };
        assert_eq!(known(school, &[outage], &[], "2026-11-25 08:00"), Some(wanted), "{outage:?}");
    };
    // Friday from nine to five is worked; the evening up to midnight counts as on time as well.
    check(&mut school, off("2026-11-20 07:00", "2026-11-20 09:00"), false);
    check(&mut school, off("2026-11-20 07:00", "2026-11-20 09:10"), true);
    check(&mut school, off("2026-11-20 14:00", "2026-11-20 15:10"), true);
    check(&mut school, off("2026-11-20 21:00", "2026-11-23 07:00"), true);
    check(&mut school, off("2026-11-21 00:00", "2026-11-23 07:00"), false);
    check(&mut school, Outage { from: at("2026-11-20 16:00"), until: None }, true);
    check(&mut school, off("2026-11-18 08:00", "2026-11-19 17:00"), false);
    // Where it counts until noon, the hours before lie on Thursday afternoon, and none in the night between.
    school.regime.rules[0].hours.counted_until = NaiveTime::MIN + TimeDelta::hours(12);
    check(&mut school, off("2026-11-19 13:00", "2026-11-19 14:00"), false);
    check(&mut school, off("2026-11-19 13:00", "2026-11-19 14:30"), true);
    check(&mut school, off("2026-11-20 12:00", "2026-11-20 15:00"), false);
    // A server that is shut down with the school each evening is missed by nobody.
    check(&mut school, off("2026-11-19 17:00", "2026-11-20 07:00"), false);
    check(&mut school, off("2026-11-19 17:00", "2026-11-20 07:10"), true);
    check(&mut school, off("2026-11-19 16:50", "2026-11-20 07:00"), true);
}

#[test]
fn a_day_by_which_it_is_not_judged_is_no_favour() {
    let mut school = nam_thanh();
    school.shuts("cô Nguyệt", Scope::whole(), ("2026-11-20", "2026-11-20"), "2026-11-20 06:00");
    school.bring_up_to_date(at("2026-11-20 06:00"));
    school.hands_in("cô Hoa", PLAN, "2026-11-25 09:00");
    let (mut obligation, facts) = (school.obligation(PLAN).clone(), school.facts());
    let (reader, now) = (facts.actor(school.person_id("cô Hoa"), at("2026-11-25 10:00")), at("2026-11-25 10:00"));
    let told = |obligation: &Obligation| causes(&facts, &reader, obligation, Known::default(), now).unwrap().len();
    assert_eq!(told(&obligation), 1);
    obligation.handed_in.as_mut().unwrap().judged.by = Some(day("2026-11-20"));
    assert_eq!(told(&obligation), 0, "it is judged by Friday still");
}

#[test]
fn a_closure_that_moved_its_day_is_told_with_both_days() {
    let mut school = nam_thanh();
    school.shuts("cô Nguyệt", Scope::whole(), ("2026-11-20", "2026-11-20"), "2026-11-20 06:00");
    school.bring_up_to_date(at("2026-11-20 06:00"));
    assert_eq!(known(&mut school, &[], &[], "2026-11-23 20:00"), None);
    let causes = known(&mut school, &[off("2026-11-20 14:00", "2026-11-20 15:00")], &[], "2026-11-24 08:00").unwrap();
    let [Cause::Closure { name, from, to }] = &causes[..] else { panic!("{causes:?}") };
    assert_eq!((*from, *to), (day("2026-11-20"), day("2026-11-23")), "an outage of the day that was shut is none");
    assert!(name.contains("bão số 13"), "{name}");
}

#[test]
fn a_clock_that_was_doubted_meanwhile_is_told_also_once_it_was_decided() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    let doubted = |began: &str, ended: Option<&str>| DoubtfulTime {
        id: id(20, 1),
        doubt: Doubt { cause: Doubted::LongOff, began_at: at(began), wall: at(began), certain: at("2026-11-01 08:00") },
        asked_by: None,
        ending: ended.map(|ended| Ending { at: at(ended), offset: TimeDelta::zero() }),
        decision: None,
    };
    let check = |school: &mut NamThanh, time: DoubtfulTime, wanted: Option<(&str, Option<&str>)>| {
        let wanted = wanted.map(|(from, until)| Cause::DoubtfulTime { from: at(from), until: until.map(at) });
        assert_eq!(
            known(school, &[], std::slice::from_ref(&time), "2026-11-25 08:00"),
            Some(wanted.into_iter().collect()),
            "{time:?}"
        );
    };
    let between = ("2026-11-20 10:00", Some("2026-11-20 11:00"));
    check(&mut school, doubted(between.0, between.1), Some(between));
    check(&mut school, doubted("2026-11-23 08:00", Some("2026-11-23 10:00")), Some(("2026-11-23 08:00", Some("2026-11-23 10:00"))));
    check(&mut school, doubted("2026-11-16 08:00", Some("2026-11-16 09:00")), None);
    check(&mut school, doubted("2026-11-23 10:00", Some("2026-11-23 11:00")), None);
    // Ten days ahead, and put right at once: it was doubted for that moment.
    check(&mut school, doubted("2026-12-01 08:00", Some("2026-11-20 10:00")), Some(("2026-11-20 10:00", Some("2026-11-20 10:00"))));
}

#[test]
fn a_correction_that_is_late_says_where_it_was_given_back_late() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-18 09:00");
    let given_back = |when: &str| {
        let mut school = school.clone();
        let back = Return { reasons: Vec::new(), words: "Thiếu mục tiêu".to_owned(), correct_by: day("2026-11-25") };
        school.decides("cô Ấm", PLAN, Step::Department, Outcome::Returned(back), when);
        school
    };
    let (mut in_time, mut late) = (given_back("2026-11-20 15:00"), given_back("2026-11-24 09:00"));
    for school in [&mut in_time, &mut late] {
        assert_eq!(known(school, &[], &[], "2026-11-25 20:00"), None, "there is time to correct it");
    }
    assert_eq!(known(&mut in_time, &[], &[], "2026-11-26 08:00"), Some(Vec::new()));
    let cause = Cause::LateReturn { review_by: day("2026-11-20"), at: at("2026-11-24 09:00") };
    assert_eq!(known(&mut late, &[], &[], "2026-11-26 08:00"), Some(vec![cause]));
    late.hands_in("cô Hoa", PLAN, "2026-11-26 09:00");
    assert_eq!(known(&mut late, &[], &[], "2026-11-27 08:00"), None, "it is with the reviewer again");
}

/// Friday's plan, handed in on Monday.
fn late() -> NamThanh {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    school
}

#[test]
fn a_sentence_is_said_of_what_is_late_and_not_judged() {
    let explains = |school: &mut NamThanh, who: &str, now: &str| {
        let (obligation, facts) = (school.obligation(PLAN).clone(), school.facts());
        check_explain(&facts, &facts.actor(school.person_id(who), at(now)), &obligation, at(now)).map(drop)
    };
    let now = "2026-11-25 08:00";
    let mut overdue = nam_thanh();
    assert_eq!(explains(&mut overdue, "cô Hoa", "2026-11-20 20:00"), Err(LatenessRefusal::NotLate.into()));
    assert_eq!(explains(&mut overdue, "cô Hoa", now), Ok(()));
    let mut school = late();
    for who in ["cô Hoa", "cô Thảo"] {
        assert_eq!(explains(&mut school, who, now), Ok(()), "{who}");
    }
    assert_eq!(explains(&mut school, "cô Ấm", now), Err(LatenessRefusal::NotYoursToExplain.into()));
    let mut full = school.clone();
    for _ in 0..MAX_EXPLANATIONS {
        full.explains("cô Hoa", PLAN, "Con ốm", now);
    }
    assert_eq!(explains(&mut full, "cô Hoa", now), Err(LatenessRefusal::Full { most: MAX_EXPLANATIONS }.into()));
    let mut shut = school.clone();
    shut.orders("cô Nguyệt", LockKind::Lock, Scope::whole(), "2026-11-24 08:00");
    assert!(matches!(explains(&mut shut, "cô Hoa", now), Err(Refusal::Lock(_))));
    school.finds("cô Nguyệt", PLAN, Finding::WithoutReason, "2026-11-24 08:00");
    assert_eq!(explains(&mut school, "cô Hoa", now), Ok(()), "whoever was found without a reason may add one");
    school.finds("cô Nguyệt", PLAN, Finding::WithReason, "2026-11-24 09:00");
    assert_eq!(explains(&mut school, "cô Hoa", now), Err(LatenessRefusal::Judged { at: at("2026-11-24 09:00") }.into()));
}

#[test]
fn it_is_judged_once_and_anew_by_whoever_has_seen_what_was_found() {
    let judges = |school: &mut NamThanh, who: &str, seen: usize| {
        let (obligation, facts, now) = (school.obligation(PLAN).clone(), school.facts(), at("2026-11-25 08:00"));
        check_judge(&facts, &facts.actor(school.person_id(who), now), &obligation, seen, now).map(drop)
    };
    assert_eq!(judges(&mut nam_thanh(), "cô Nguyệt", 0), Err(LatenessRefusal::NotHandedIn.into()));
    let mut in_time = nam_thanh();
    in_time.hands_in("cô Hoa", PLAN, "2026-11-20 09:00");
    assert_eq!(judges(&mut in_time, "cô Nguyệt", 0), Err(LatenessRefusal::NotLate.into()));
    let mut school = late();
    assert_eq!(judges(&mut school, "cô Hoa", 0), Err(LatenessRefusal::NotYours.into()));
    assert_eq!(judges(&mut school, "cô Vân", 0), Ok(()));
    school.finds("cô Nguyệt", PLAN, Finding::WithReason, "2026-11-24 08:00");
    assert_eq!(judges(&mut school, "cô Vân", 0), Err(LatenessRefusal::Judged { at: at("2026-11-24 08:00") }.into()));
    assert_eq!(judges(&mut school, "cô Vân", 1), Ok(()));
    // Whoever said why it was late does not judge it.
    school.explains("cô Vân", PLAN, "Cô nhờ nộp giúp", "2026-11-24 09:00");
    assert_eq!(judges(&mut school, "cô Vân", 1), Err(LatenessRefusal::OwnLateness.into()));
}

#[test]
fn whoever_covered_does_not_judge_why_it_was_late() {
    let mut school = nam_thanh();
    school.is_away("cô Hoa", "cô Vân", ("2026-11-17", "2026-11-20"), "2026-11-16 08:00");
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    let (obligation, facts, now) = (school.obligation(PLAN).clone(), school.facts(), at("2026-12-25 08:00"));
    let judges = |who: &str| check_judge(&facts, &facts.actor(school.person_id(who), now), &obligation, 0, now).map(drop);
    assert_eq!(judges("cô Vân"), Err(LatenessRefusal::OwnLateness.into()));
    assert_eq!(judges("cô Nguyệt"), Ok(()));
}

#[test]
fn those_of_which_somebody_said_why_are_looked_at_first_and_none_twice() {
    let mut school = late();
    school.hands_in("cô Hoa", "Giáo án tuần 11 · Lớp 4A", "2026-11-16 09:00");
    let waiting = |school: &NamThanh, who: &str| {
        let (facts, now) = (school.facts(), at("2026-11-25 08:00"));
        let actor = facts.actor(school.person_id(who), now);
        let lines = unjudged_lines(&facts, &actor, &unjudged(&facts, &actor, now).waiting, Known::default(), now);
        lines.into_iter().map(|line| (line.title, line.card.explained.len())).collect::<Vec<_>>()
    };
    let one = |title: &str, said: usize| (title.to_owned(), said);
    assert_eq!(waiting(&school, "cô Vân"), [one("Giáo án tuần 11 · Lớp 4A", 0), one(PLAN, 0)]);
    school.explains("cô Hoa", PLAN, "Con ốm", "2026-11-24 08:00");
    assert_eq!(waiting(&school, "cô Vân"), [one(PLAN, 1), one("Giáo án tuần 11 · Lớp 4A", 0)]);
    school.finds("cô Nguyệt", PLAN, Finding::WithoutReason, "2026-11-24 08:00");
    assert_eq!(waiting(&school, "cô Vân"), [one("Giáo án tuần 11 · Lớp 4A", 0)]);
    assert_eq!(waiting(&school, "cô Hoa"), []);
    // A sentence that is added afterwards brings it back; a reason that was found ends it.
    school.explains("cô Hoa", PLAN, "Còn giấy ra viện", "2026-11-24 10:00");
    assert_eq!(waiting(&school, "cô Vân"), [one(PLAN, 2), one("Giáo án tuần 11 · Lớp 4A", 0)]);
    school.finds("cô Nguyệt", PLAN, Finding::WithReason, "2026-11-24 11:00");
    assert_eq!(waiting(&school, "cô Vân"), [one("Giáo án tuần 11 · Lớp 4A", 0)]);
    // What is shut is counted, for nobody can judge it.
    school.orders("cô Nguyệt", LockKind::Lock, Scope::whole(), "2026-11-24 12:00");
    let (facts, now) = (school.facts(), at("2026-11-25 08:00"));
    let shut = unjudged(&facts, &facts.actor(school.person_id("cô Vân"), now), now);
    assert_eq!((shut.waiting.len(), shut.shut), (0, 1));
}

#[test]
fn what_was_found_is_told_to_those_whose_record_it_is() {
    let mut school = late();
    let told = |school: &NamThanh, who: &str| {
        let news = notices::notices(&school.facts(), school.person_id(who), at("2026-11-25 08:00"));
        news.into_iter().filter(|one| matches!(one.news, notices::News::LatenessJudged { .. })).count()
    };
    assert_eq!(told(&school, "cô Hoa"), 0);
    school.finds("cô Nguyệt", PLAN, Finding::WithReason, "2026-11-24 08:00");
    for (who, wanted) in [("cô Hoa", 1), ("cô Thảo", 1), ("cô Ấm", 0), ("cô Nguyệt", 0), ("cô Vân", 0)] {
        assert_eq!(told(&school, who), wanted, "{who}");
    }
}

#[test]
fn the_card_is_for_those_whose_record_it_is_and_for_those_who_may_decide() {
    let mut school = nam_thanh();
    let obligation = school.obligation(PLAN).clone();
    let (facts, now) = (school.facts(), at("2026-11-25 08:00"));
    let sees = |who: &str| may_see_causes(&facts, &facts.actor(school.person_id(who), now), &obligation, now);
    for who in ["cô Hoa", "cô Thảo", "cô Ấm", "cô Nguyệt", "cô Vân"] {
        assert!(sees(who), "{who}");
    }
    // Of the management team, and the teacher of another class.
    let other = teacher_of(&facts, "4C");
    for who in [school.person_id("thầy Định"), other] {
        assert!(!may_see_causes(&facts, &facts.actor(who, now), &obligation, now), "{who:?}");
    }
}

/// Somebody who teaches this class, and leads nothing.
fn teacher_of(facts: &Facts, class: &str) -> crate::people::PersonId {
    let class = facts.organisation().classes.iter().find(|one| one.name == class).unwrap().id;
    let owner = crate::obligations::Owner::Class(class);
    let teachers = owner.duty(facts.organisation()).people_on(day("2026-11-25"));
    let leads = |id| !facts.actor(id, at("2026-11-25 08:00")).departments_led().is_empty();
    teachers.into_iter().map(|person| person.id).find(|id| !leads(*id)).unwrap()
}

#[test]
fn the_words_of_a_late_hand_in_are_a_sentence_of_one_line() {
    let sentence = |note: &str| sentence_of_note(note).map(|reason| reason.as_str().to_owned());
    assert_eq!(sentence("Con ốm\nphải nằm viện"), Some("Con ốm phải nằm viện".to_owned()));
    assert_eq!(sentence(" ạ "), None);
    let long = sentence(&"ốm quá ".repeat(200)).unwrap();
    assert!(long.ends_with('…') && long.chars().count() <= crate::obligations::Reason::MAX_LENGTH, "{long}");
}

#[test]
fn more_time_that_was_asked_for_in_vain_is_told() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    let (obligation, by) = (school.obligation(PLAN).id, school.person_id("cô Hoa"));
    let reason = crate::obligations::Reason::parse("Con ốm").unwrap();
    let asked = |number: u128, when: &str| crate::extensions::ExtensionRequest {
        id: id(22, number),
        obligation,
        by,
        at: at(when),
        wish: crate::extensions::Wish::Until(day("2026-11-25")),
        reason: reason.clone(),
        answered: None,
    };
    let mut refused = asked(2, "2026-11-20 09:00");
    refused.answered = Some(Answered { answer: Answer::Refused(reason.clone()), by, at: at("2026-11-20 10:00") });
    let mut withdrawn = asked(3, "2026-11-20 09:30");
    withdrawn.answered = Some(Answered { answer: Answer::Withdrawn, by, at: at("2026-11-20 10:00") });
    school.extension_requests = vec![asked(1, "2026-11-20 08:00"), refused, withdrawn, asked(4, "2026-11-23 10:00")];
    let wish = crate::extensions::Wish::Until(day("2026-11-25"));
    let refused = |because: Option<&str>| RefusedTime { at: at("2026-11-20 10:00"), because: because.map(str::to_owned) };
    let told = |when: &str, refused: Option<RefusedTime>| Cause::AskedForTime { at: at(when), wish, refused };
    let wanted = |because| vec![told("2026-11-20 08:00", None), told("2026-11-20 09:00", Some(refused(because)))];
    assert_eq!(known(&mut school, &[], &[], "2026-11-25 08:00"), Some(wanted(Some("Con ốm"))));
    // Why it was not given is for whoever asked and for whoever answers; a colleague who has the card reads that it was not.
    let (plan, now, facts) = (school.obligation(PLAN).clone(), at("2026-11-25 08:00"), school.facts());
    for (who, because) in [("cô Hoa", Some("Con ốm")), ("cô Vân", Some("Con ốm")), ("cô Ấm", None)] {
        let reader = facts.actor(school.person_id(who), now);
        assert_eq!(causes(&facts, &reader, &plan, Known::default(), now), Some(wanted(because)), "{who}");
    }
}

#[test]
fn the_card_says_whether_it_is_of_a_correction_shut_or_to_be_put_off() {
    let card = |school: &mut NamThanh, who: &str, now: &str| {
        let (obligation, facts) = (school.obligation(PLAN).clone(), school.facts());
        lateness_card(&facts, &facts.actor(school.person_id(who), at(now)), &obligation, Known::default(), at(now)).unwrap()
    };
    let told = |card: LatenessCard| (card.may_extend, card.is_of_correction, card.is_shut);
    let now = "2026-11-26 08:00";
    let mut overdue = nam_thanh();
    assert_eq!(told(card(&mut overdue, "cô Nguyệt", now)), (true, false, false));
    assert_eq!(told(card(&mut overdue, "cô Hoa", now)), (false, false, false));
    overdue.orders("cô Nguyệt", LockKind::Lock, Scope::whole(), "2026-11-24 08:00");
    assert_eq!(told(card(&mut overdue, "cô Nguyệt", now)), (false, false, true));
    let mut in_time = nam_thanh();
    in_time.hands_in("cô Hoa", PLAN, "2026-11-18 09:00");
    let back = Return { reasons: Vec::new(), words: "Thiếu mục tiêu".to_owned(), correct_by: day("2026-11-25") };
    in_time.decides("cô Ấm", PLAN, Step::Department, Outcome::Returned(back), "2026-11-20 15:00");
    assert_eq!(told(card(&mut in_time, "cô Nguyệt", now)), (false, true, false));
}

#[test]
fn of_a_year_that_is_over_all_that_nobody_has_looked_at_is_listed_and_nothing_can_be_done() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    school.orders("cô Nguyệt", LockKind::Lock, Scope::whole(), "2027-05-03 08:00");
    let now = at("2027-08-20 09:00");
    let facts = Facts { is_over: true, ..school.facts() };
    let actor = facts.actor(school.person_id("cô Vân"), now);
    let Unjudged { waiting, shut } = unjudged(&facts, &actor, now);
    let titles: Vec<String> = waiting.iter().map(|one| facts.title(one)).collect();
    assert_eq!((titles, shut), (vec![PLAN.to_owned()], 0), "also what was shut");
    let card = unjudged_lines(&facts, &actor, &waiting, Known::default(), now).remove(0).card;
    assert!(!card.may_judge && !card.may_explain && !card.may_extend && !card.is_shut);
    let head = facts.actor(school.person_id("cô Ấm"), now);
    assert_eq!(unjudged(&facts, &head, now).waiting.len(), 0, "it is the leadership's list");
}
