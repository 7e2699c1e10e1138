//! What was handed in stays with whoever wrote it, whoever covers since; and the right to hand in goes by the days of the cover.

use super::*;
use crate::{
    decisions::{Outcome, Return},
    people::{Appointment, Position},
    record_types::Step,
};

fn gives_back(school: &mut NamThanh, title: &str, when: &str) {
    let back = Return { reasons: Vec::new(), words: "Thứ Tư còn trống.".to_owned(), correct_by: day("2026-12-14") };
    school.decides("cô Ấm", title, Step::Department, Outcome::Returned(back), when);
}

/// On whose page `title` waits for a correction, of these.
fn corrects(school: &NamThanh, title: &str, now: &str) -> Vec<&'static str> {
    let facts = school.facts();
    let waits = |mention: &&str| {
        let work = my_work(&facts, school.person(mention), at(now));
        work.returned.iter().any(|one| one.title == title)
    };
    ["cô Hoa", "cô Thảo", "cô Xuân", "cô Vân"].into_iter().filter(waits).collect()
}

fn hands_in(school: &mut NamThanh, mention: &str, title: &str, now: &str) -> Result<(), Refusal> {
    let obligation = school.obligation(title).clone();
    let facts = school.facts();
    let actor = facts.actor(school.person_id(mention), at(now));
    facts.check_hand_in(&actor, &obligation, Arrival::at(at(now))).map(drop)
}

#[test]
fn what_a_cover_has_handed_in_stays_hers_when_another_one_is_named() {
    // Of a cover that has begun, and of one that was changed before its first day.
    for (days, changed) in [(("2026-11-26", "2026-12-18"), "2026-12-02 08:00"), (("2026-12-07", "2026-12-18"), "2026-12-02 08:00")]
    {
        let mut school = nam_thanh();
        let absence = school.is_away("cô Hoa", "cô Xuân", days, "2026-11-25 08:00");
        school.bring_up_to_date(at("2026-11-25 08:00"));
        school.hands_in("cô Xuân", LAST, "2026-12-01 09:00");
        school.covers_now(absence, "cô Vân", changed);
        school.bring_up_to_date(at(changed));
        assert_eq!(school.bring_up_to_date(at(changed)), []);
        assert_eq!(turn(&mut school, LAST).as_deref(), Some("cô Xuân"), "{days:?}");
        gives_back(&mut school, LAST, "2026-12-02 15:00");
        let now = "2026-12-03 08:00";
        assert_eq!(corrects(&school, LAST, now), ["cô Xuân"], "{days:?}: it waits for whoever wrote it");
        assert_eq!(hands_in(&mut school, "cô Xuân", LAST, now), Ok(()), "{days:?}");
        // Once she may write it no more, it waits for those who are there.
        let later = "2026-12-15 08:00";
        assert!(hands_in(&mut school, "cô Xuân", LAST, later).is_err());
        assert!(hands_in(&mut school, "cô Vân", LAST, later).is_ok());
        assert!(corrects(&school, LAST, later).contains(&"cô Vân"), "{days:?}");
        // Taken back, it is whose it would be.
        school.obligation(LAST).handed_in = None;
        school.bring_up_to_date(at(now));
        assert_eq!(turn(&mut school, LAST).as_deref(), Some("cô Vân"), "{days:?}");
    }
}

#[test]
fn what_a_cover_has_handed_in_stays_hers_when_whoever_was_away_is_back() {
    let mut school = nam_thanh();
    let absence = school.is_away("cô Hoa", "cô Xuân", ("2026-11-26", "2026-12-18"), "2026-11-25 08:00");
    school.bring_up_to_date(at("2026-11-25 08:00"));
    school.hands_in("cô Xuân", LAST, "2026-12-01 09:00");
    school.is_back(absence, "2026-12-02 08:00");
    school.bring_up_to_date(at("2026-12-02 08:00"));
    assert_eq!(turn(&mut school, LAST).as_deref(), Some("cô Xuân"));
    gives_back(&mut school, LAST, "2026-12-02 15:00");
    assert_eq!(corrects(&school, LAST, "2026-12-03 08:00"), ["cô Xuân"]);
    assert!(corrects(&school, LAST, "2026-12-15 08:00").contains(&"cô Hoa"));
}

#[test]
fn what_whoever_is_away_has_handed_in_all_the_same_waits_for_her() {
    for cover in ["cô Xuân", "cô Thảo"] {
        let mut school = nam_thanh();
        school.is_away("cô Hoa", cover, DAYS, "2026-11-25 08:00");
        school.bring_up_to_date(at("2026-11-25 08:00"));
        school.hands_in("cô Hoa", PLAN, "2026-11-26 09:00");
        gives_back(&mut school, PLAN, "2026-11-26 10:00");
        assert_eq!(corrects(&school, PLAN, "2026-11-26 11:00"), ["cô Hoa"], "{cover}");
        // The cover has corrected it once: the next correction is hers.
        school.hands_in(cover, PLAN, "2026-11-26 12:00");
        gives_back(&mut school, PLAN, "2026-11-26 13:00");
        assert_eq!(corrects(&school, PLAN, "2026-11-26 14:00"), [cover]);
    }
}

/// What `mention` holds from `from` on in place of all else.
fn moves(school: &mut NamThanh, mention: &str, position: Position, from: &str) {
    let person = school.person_id(mention);
    let held: Vec<Appointment> =
        school.regime.organisation.own_appointments().filter(|one| one.person == person).cloned().collect();
    for one in school.regime.organisation.appointments.iter_mut().filter(|one| one.person == person) {
        one.until = day(from).pred_opt();
    }
    let new = Appointment { position, from: day(from), until: None, known_since: None, ..held[0].clone() };
    school.regime.organisation.appointments.push(new);
}

#[test]
fn the_right_to_hand_in_goes_by_the_day_of_the_record_and_not_by_todays_department() {
    let kitchen = |school: &NamThanh| {
        let section = school.section("Y tế");
        Position::SectionHolder(section)
    };
    // Whoever covered and works in no class any more still hands in what came due while they did.
    let mut school = nam_thanh();
    school.is_away("cô Hoa", "cô Xuân", DAYS, "2026-11-25 08:00");
    let position = kitchen(&school);
    moves(&mut school, "cô Xuân", position, "2026-12-01");
    school.bring_up_to_date(at("2026-11-25 08:00"));
    assert_eq!(turn(&mut school, PLAN).as_deref(), Some("cô Xuân"));
    for now in ["2026-11-26 08:00", "2026-12-01 08:00"] {
        assert_eq!(hands_in(&mut school, "cô Xuân", PLAN, now), Ok(()), "{now}");
    }
    assert_eq!(on_page(&school, "cô Xuân", PLAN, "2026-12-01 08:00"), Some(Whose::MyTurn), "it is overdue and hers");
    // Whoever is away has another class by now: what came due before is still the cover's.
    let mut school = nam_thanh();
    school.is_away("cô Hoa", "cô Xuân", DAYS, "2026-11-25 08:00");
    let class = Position::Teacher(school.class("4B"));
    moves(&mut school, "cô Hoa", class, "2026-12-01");
    school.bring_up_to_date(at("2026-11-25 08:00"));
    assert_eq!(hands_in(&mut school, "cô Xuân", PLAN, "2026-12-02 08:00"), Ok(()));
    // Whoever begins to work in a class only with the cover is told of it, and reads it, from now on.
    let mut school = nam_thanh();
    let class = Position::Teacher(school.class("4B"));
    moves(&mut school, "cô Hoà", class, "2026-12-07");
    school.is_away("cô Hoa", "cô Hoà", ("2026-12-07", "2026-12-18"), "2026-11-25 08:00");
    school.bring_up_to_date(at("2026-11-25 08:00"));
    assert_eq!(turn(&mut school, LAST).as_deref(), Some("cô Hoà"));
    assert_eq!(hands_in(&mut school, "cô Hoà", LAST, "2026-11-25 09:00"), Ok(()));
}
