#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    lateness::{Cause, Known, causes},
    testing::{NamThanh, at, day, nam_thanh},
};

/// Due on Friday 27 November; the turn of cô Hoa.
const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";
/// Due on Friday 4 December; the turn of cô Thảo.
const NEXT: &str = "Giáo án tuần 14 · Lớp 4A";

/// Cô Hoa is away while cô Xuân covers; it was noted `when`.
fn away_from(days: (&str, &str), when: &str) -> NamThanh {
    let mut school = nam_thanh();
    school.is_away("cô Hoa", "cô Xuân", days, when);
    school.bring_up_to_date(at(when));
    school
}

/// What the card of the overdue record `title` tells `reader` of absences.
fn told(school: &mut NamThanh, title: &str, reader: &str, now: &str) -> Vec<Away> {
    let (obligation, facts) = (school.obligation(title).clone(), school.facts());
    let reader = facts.actor(school.person_id(reader), at(now));
    let causes = causes(&facts, &reader, &obligation, Known::default(), at(now)).unwrap();
    causes.into_iter().filter_map(|one| if let Cause::Away(away) = one { Some(away) } else { None }).collect()
}

const LATER: &str = "2026-12-07 08:00";

#[test]
fn the_card_tells_who_was_away_and_how_long_whoever_covered_knew() {
    let check = |days: (&str, &str), noted: &str, wanted: Option<Option<u32>>| {
        let mut school = away_from(days, noted);
        let found: Vec<Option<u32>> =
            told(&mut school, PLAN, "cô Nguyệt", LATER).into_iter().map(|one| one.cover.unwrap().knew_for).collect();
        assert_eq!(found, Vec::from_iter(wanted), "{days:?} {noted}");
    };
    // Noted on Wednesday, it has passed with two working days left; in the morning of the due day with none; after its hour it
    // stays whose it was.
    check(("2026-11-26", "2026-12-09"), "2026-11-25 08:00", Some(Some(2)));
    check(("2026-11-26", "2026-12-09"), "2026-11-20 08:00", Some(Some(5)));
    check(("2026-11-26", "2026-12-09"), "2026-11-27 08:00", Some(Some(0)));
    check(("2026-11-26", "2026-12-09"), "2026-11-27 17:00", Some(None));
    check(("2026-11-26", "2026-12-09"), "2026-11-30 08:00", Some(None));
    // Back before the due day, within the five working days up to it; before them it is no matter of this record.
    check(("2026-11-16", "2026-11-24"), "2026-11-16 08:00", Some(None));
    check(("2026-11-16", "2026-11-22"), "2026-11-16 08:00", None);
    check(("2026-11-30", "2026-12-09"), "2026-11-25 08:00", None);
}

#[test]
fn of_two_who_covered_it_is_told_of_whoever_did_on_that_day_and_since_when_they_knew() {
    let mut school = away_from(("2026-11-26", "2026-12-09"), "2026-11-25 08:00");
    let absence = school.absences[0].id;
    for (changed, cover, knew) in [("2026-11-26 08:00", "cô Vân", 1), ("2026-11-30 08:00", "cô Xuân", 1)] {
        school.covers_now(absence, cover, changed);
        school.bring_up_to_date(at(changed));
        let away = told(&mut school, PLAN, "cô Nguyệt", LATER);
        let cover = away[0].cover.as_ref().unwrap();
        assert_eq!((cover.who.as_str(), cover.knew_for), (school.person("cô Vân").name.as_str(), Some(knew)), "{changed}");
    }
}

#[test]
fn an_absence_is_told_of_whose_turn_it_was_and_not_of_the_other_teacher() {
    let mut school = away_from(("2026-11-26", "2026-12-09"), "2026-11-25 08:00");
    assert_eq!(told(&mut school, PLAN, "cô Nguyệt", LATER).len(), 1);
    assert_eq!(told(&mut school, NEXT, "cô Nguyệt", LATER), [], "it is cô Thảo's, who was there");
}

#[test]
fn why_somebody_was_away_is_told_to_the_leadership_and_to_themselves() {
    let mut school = away_from(("2026-11-26", "2026-12-09"), "2026-11-25 08:00");
    for (reader, kind) in [
        ("cô Nguyệt", Some(AbsenceKind::Sick)),
        ("cô Vân", Some(AbsenceKind::Sick)),
        ("cô Hoa", Some(AbsenceKind::Sick)),
        ("cô Xuân", None),
        ("cô Ấm", None),
    ] {
        assert_eq!(told(&mut school, PLAN, reader, LATER)[0].kind, kind, "{reader}");
    }
}

#[test]
fn whoever_came_back_earlier_was_away_no_longer() {
    let mut school = nam_thanh();
    let absence = school.is_away("cô Hoa", "cô Xuân", ("2026-11-16", "2026-12-09"), "2026-11-16 08:00");
    school.is_back(absence, "2026-11-24 08:00");
    school.bring_up_to_date(at("2026-11-24 08:00"));
    let away = told(&mut school, PLAN, "cô Nguyệt", LATER);
    assert_eq!(away[0].days, Span::new(day("2026-11-16"), day("2026-11-24")));
    assert_eq!(away[0].cover.as_ref().unwrap().knew_for, None, "it is cô Hoa's own again");
}
