//! In whose place somebody did something, as it was on that day.

use super::*;

/// Until the minute in which a place is given back it was held, and what was never to begin is nobody's.
#[test]
fn on_the_day_on_which_it_is_ended_what_was_done_was_done_under_it() {
    let mut school = nam_thanh();
    let one = lent(&mut school);
    let words = |school: &NamThanh| ordered_for(&school.regime.organisation, one.person, one.position, at("2026-11-26 09:00"));
    let acting = || Some("thay cô Lê Thị Ấm theo Quyết định số 15/QĐ-MNNT".to_owned());
    assert_eq!(words(&school), acting());
    for (from, until, ended, wanted) in [
        ("2026-11-25", "2026-11-25", "2026-11-26 15:00", acting()),
        ("2026-11-26", "2026-11-25", "2026-11-26 15:00", acting()),
        ("2026-11-27", "2026-11-26", "2026-11-26 15:00", None),
        ("2026-11-24", "2026-11-24", "2026-11-25 15:00", None),
    ] {
        let last = school.regime.organisation.appointments.last_mut().unwrap();
        (last.from, last.until, last.end_known_since) = (day(from), Some(day(until)), Some(at(ended)));
        assert_eq!(words(&school), wanted, "from {from}, ended {ended}");
    }
}

/// Cô Đào acts for the head and for her deputy; she is told by what was entered first, and by no place of her own.
#[test]
fn of_two_places_that_are_lent_the_first_one_is_told() {
    let mut school = nam_thanh();
    let title = "Giáo án tuần 13 · Lớp 4A";
    school.hands_in("cô Hoa", title, "2026-11-24 20:14");
    let head = lent(&mut school);
    let acting = Some(Acting { person: school.person_id("cô Cúc"), decision: "16/QĐ".to_owned() });
    let position = Position::DeputyHead(school.department("Mẫu giáo 4–5 tuổi"));
    school.regime.organisation.appointments.push(Appointment { position, acting, ..head.clone() });
    let obligation = school.obligation(title).clone();
    let words = acted_for(&school.facts(), &obligation, Step::Department, head.person, at("2026-11-26 08:00"));
    assert_eq!(words.unwrap(), "thay cô Lê Thị Ấm theo Quyết định số 15/QĐ-MNNT");
    let own = Appointment { acting: None, end_known_since: Some(at("2026-11-26 12:00")), until: Some(day("2026-11-25")), ..head };
    school.regime.organisation.appointments = vec![own.clone()];
    assert_eq!(checking_in(&school.regime.organisation, own.person, at("2026-11-27 08:00")), None);
    let ended = Appointment { position: Position::VicePrincipal, from: day("2026-11-27"), until: Some(day("2026-11-26")), ..own };
    let ended = Appointment { end_known_since: Some(at("2026-11-27 12:00")), known_since: Some(at("2026-11-28 08:00")), ..ended };
    school.regime.organisation.appointments = vec![ended.clone()];
    assert_eq!(checking_in(&school.regime.organisation, ended.person, at("2026-11-27 08:00")), None, "nobody lent her that");
}

/// In whose place somebody decided whose turn it was not: a vice principal stands in for the principal whose account is shut.
#[test]
fn whoever_stood_in_for_a_suspended_principal_is_told_in_whose_place_they_lead_the_school() {
    let mut school = nam_thanh();
    let head = lent(&mut school);
    let (plan, of_school) = ("Giáo án tuần 13 · Lớp 4A", "Lịch công tác tuần 13");
    for title in [plan, of_school] {
        school.hands_in("cô Vân", title, "2026-11-24 20:14");
    }
    let am = school.person_id("cô Ấm");
    let acting = Some(Acting { person: school.person_id("cô Hạnh"), decision: "17/QĐ".to_owned() });
    school.regime.organisation.appointments.push(Appointment { person: am, position: Position::VicePrincipal, acting, ..head });
    for (title, step) in [(plan, Step::Leadership), (of_school, Step::Department)] {
        let obligation = school.obligation(title).clone();
        let words = acted_for(&school.facts(), &obligation, step, am, at("2026-11-26 08:00"));
        assert_eq!(words.unwrap(), "thay cô Phan Thị Hạnh theo Quyết định số 17/QĐ", "{title}");
    }
}

#[test]
fn the_leadership_decided_in_the_place_of_the_department_and_nobody_else_did() {
    let mut school = nam_thanh();
    let title = "Giáo án tuần 13 · Lớp 4A";
    school.hands_in("cô Hoa", title, "2026-11-24 20:14");
    let head = lent(&mut school);
    let own = |person, position| Appointment { person, position, acting: None, ..head.clone() };
    let van = school.person_id("cô Vân");
    school.regime.organisation.appointments.push(own(van, Position::ManagementTeam));
    let instead = |school: &mut NamThanh, who: &str| {
        school.obligation(title).decisions.clear();
        school.decides(who, title, Step::Department, crate::decisions::Outcome::Approved, "2026-11-26 08:00");
        let obligation = school.obligation(title).clone();
        decided_instead(&school.facts(), &obligation, &obligation.decisions[0])
    };
    // Cô Đào acts for the head; cô Lan, who heads another department, might never have decided about it.
    for (who, wanted) in [("cô Vân", Some(Step::Department)), ("cô Đào", None), ("cô Ấm", None), ("cô Lan", None)] {
        assert_eq!(instead(&mut school, who), wanted, "{who}");
    }
    school.regime.organisation.appointments.push(own(van, Position::DeputyHead(school.department("Mẫu giáo 4–5 tuổi"))));
    assert_eq!(instead(&mut school, "cô Vân"), None, "she is the department's deputy too");
}
