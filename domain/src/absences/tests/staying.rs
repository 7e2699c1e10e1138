//! A cover who is fit for one record of several: what stays with whoever is away is said, record by record.

use super::*;
use crate::people::{Appointment, Position};

/// Of the section, which hands it in without turns.
const HEALTH: &str = "Sổ theo dõi sức khỏe tuần 13 · Y tế";

/// Cô Hoa teaches 4A and keeps the health of all.
fn with_two_posts() -> NamThanh {
    let mut school = nam_thanh();
    let (hoa, nurse) = (school.person_id("cô Hoa"), school.person_id("cô Hoà"));
    let position = Position::SectionHolder(school.section("Y tế"));
    let held = school.regime.organisation.appointments.iter().find(|one| one.person == nurse && one.position == position);
    let hers = Appointment { person: hoa, ..held.unwrap().clone() };
    school.regime.organisation.appointments.retain(|one| one.position != position);
    school.regime.organisation.appointments.push(hers);
    school
}

fn outlook(school: &NamThanh, absence: AbsenceId, cover: &str, now: &str) -> CoverOutlook {
    let facts = school.facts();
    let signed = Signature { by: school.person_id("cô Nguyệt"), post: Post::Principal, at: at(now) };
    let changed = facts.absence(absence).unwrap().clone().change_cover(signed, school.person_id(cover)).unwrap();
    CoverOutlook::of(&facts, &changed, at(now)).unwrap()
}

fn staying(school: &NamThanh, now: &str) -> Vec<(String, AbsenceRefusal)> {
    let facts = school.facts();
    let lines = absences_told(&facts, &facts.actor(school.person_id("cô Nguyệt"), at(now)), at(now)).lines;
    lines[0].stays.iter().map(|one| (one.title.clone(), one.why.clone())).collect()
}

#[test]
fn what_a_new_cover_is_not_fit_for_is_looked_at_and_stays_on_the_list() {
    let mut school = with_two_posts();
    let now = "2026-11-25 08:00";
    let absence = school.is_away("cô Hoa", "cô Vân", DAYS, now);
    school.bring_up_to_date(at(now));
    assert_eq!(staying(&school, now), [], "the leadership stands in for all of it");
    // A teacher takes the class over and not the section.
    let shown = outlook(&school, absence, "cô Xuân", now);
    assert!(shown.passes.iter().any(|one| one.title == PLAN), "{shown:?}");
    assert!(shown.passes.iter().all(|one| !one.title.contains("Y tế")), "{shown:?}");
    let health = shown.stays.iter().find(|one| one.title == HEALTH).unwrap();
    assert_eq!(health.why, AbsenceRefusal::OtherOffice);
    assert_eq!(shown.check_seen(""), Err(AbsenceRefusal::LookedAtAnother.into()));
    assert_eq!(shown.check_seen(shown.seen()), Ok(()));
    let other = outlook(&school, absence, "cô Cúc", now);
    assert!(other.check_seen(shown.seen()).is_err() || !other.stays.iter().any(Staying::would_pass_to_another));
    // What was looked at is what happens, and the list goes on saying so.
    school.covers_now(absence, "cô Xuân", now);
    school.bring_up_to_date(at(now));
    let listed: Vec<String> = staying(&school, now).into_iter().map(|(title, _)| title).collect();
    assert_eq!(listed, shown.stays.iter().map(|one| one.title.clone()).collect::<Vec<_>>());
    assert!(matches!(on_page(&school, "cô Hoa", HEALTH, now), Some(Whose::Mine)));
    assert_eq!(on_page(&school, "cô Xuân", HEALTH, now), None);
    // Freed, or given to somebody who is fit, it is there no longer.
    school.exempts(HEALTH, "cô Hoa ốm");
    assert!(staying(&school, now).iter().all(|(title, _)| title != HEALTH));
    school.obligation(HEALTH).exemption = None;
    let back = outlook(&school, absence, "cô Vân", now);
    assert_eq!(back.check_seen(""), Ok(()), "nothing stays for want of somebody who is fit");
    assert!(back.passes.iter().any(|one| one.title == HEALTH) && back.passes.iter().any(|one| one.title == PLAN), "{back:?}");
}

#[test]
fn a_change_of_cover_hands_over_by_the_day_of_the_rule() {
    let mut school = nam_thanh();
    let absence = school.is_away("cô Hoa", "cô Xuân", DAYS, "2026-11-25 08:00");
    // The plan came on Friday 27 November and was given more time: its turn goes by that Friday.
    school.extends("cô Nguyệt", &[PLAN], "2026-12-02", "2026-11-25 08:00");
    school.bring_up_to_date(at("2026-11-25 08:00"));
    let now = "2026-11-30 08:00";
    school.bring_up_to_date(at(now));
    let facts = school.facts();
    let known = facts.absence(absence).unwrap();
    assert!(passes_on(&facts, known, at(now)).iter().all(|one| one.title != PLAN), "its day has come, whatever more time it has");
    let shown = outlook(&school, absence, "cô Vân", now);
    assert!(shown.passes.iter().all(|one| one.title != PLAN), "{shown:?}");
    school.covers_now(absence, "cô Vân", now);
    school.bring_up_to_date(at(now));
    let xuan = school.person_id("cô Xuân");
    assert_eq!(school.obligation(PLAN).terms.turn, Some(xuan));
    assert_eq!(covers_from(&school.facts(), &school.absences[0], at("2026-11-30 08:00")), day("2026-11-30"));
    assert_eq!(covers_from(&school.facts(), &school.absences[0], at("2026-11-30 18:00")), day("2026-12-01"), "after the hour");
}
