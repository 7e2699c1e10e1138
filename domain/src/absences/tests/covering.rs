//! Who covers: from this morning on, in a section, and somebody else after them.

use super::*;

fn told(school: &NamThanh, mention: &str, title: &str, now: &str) -> Option<StandIn> {
    let facts = school.facts();
    let work = my_work(&facts, school.person(mention), at(now));
    let all = work.urgent.into_iter().chain(work.this_week).chain(work.coming).chain(work.later);
    all.into_iter().find(|one| one.title == title)?.stand_in
}

#[test]
fn ill_this_morning_what_is_due_today_passes_at_once_and_after_the_hour_it_stays() {
    let check = |noted: &str, whose: &str| {
        let mut school = nam_thanh();
        school.bring_up_to_date(at("2026-11-27 06:00"));
        school.is_away("cô Hoa", "cô Xuân", ("2026-11-27", "2026-11-27"), noted);
        school.bring_up_to_date(at(noted));
        assert_eq!(turn(&mut school, PLAN).as_deref(), Some(whose), "{noted}");
        school.bring_up_to_date(at("2026-11-27 22:00"));
        school.bring_up_to_date(at("2026-11-30 08:00"));
        assert_eq!(turn(&mut school, PLAN).as_deref(), Some(whose), "{noted}: later");
    };
    check("2026-11-27 06:30", "cô Xuân");
    check("2026-11-27 16:59", "cô Xuân");
    check("2026-11-27 17:00", "cô Hoa");
    check("2026-11-30 07:00", "cô Hoa");
}

#[test]
fn what_was_handed_in_before_stays_with_whoever_wrote_it() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-26 07:00");
    school.is_away("cô Hoa", "cô Xuân", ("2026-11-26", "2026-12-09"), "2026-11-26 08:00");
    school.bring_up_to_date(at("2026-11-26 08:00"));
    assert_eq!(turn(&mut school, PLAN).as_deref(), Some("cô Hoa"));
    assert_eq!(turn(&mut school, LAST).as_deref(), Some("cô Hoa"), "due after these days");
}

#[test]
fn the_row_says_for_whom_and_by_whom() {
    let mut school = nam_thanh();
    school.is_away("cô Hoa", "cô Xuân", DAYS, "2026-11-25 08:00");
    school.bring_up_to_date(at("2026-11-25 08:00"));
    let now = "2026-11-25 09:00";
    let of = StandIn::For("dạy thay cô Hoa (nghỉ 26/11–09/12/2026)".to_owned());
    assert_eq!(told(&school, "cô Xuân", PLAN, now), Some(of));
    assert_eq!(told(&school, "cô Hoa", PLAN, now), Some(StandIn::By("cô Xuân dạy thay".to_owned())));
    assert_eq!(told(&school, "cô Thảo", NEXT, now), None);
}

#[test]
fn a_section_passes_within_its_department_and_to_the_leadership_alone() {
    let check = |person: &str, cover: &str, section: &str, wanted: bool| {
        let mut school = nam_thanh();
        let owner = crate::obligations::Owner::Section(school.section(section));
        school.is_away(person, cover, ("2026-11-26", "2026-12-09"), "2026-11-25 08:00");
        school.bring_up_to_date(at("2026-11-25 08:00"));
        let (organisation, on) = (&school.regime.organisation, day("2026-11-27"));
        let duty = owner.duty(organisation);
        let (person, cover) = (school.person_id(person), school.person_id(cover));
        assert_eq!((duty.is_of_on(person, on), duty.is_of_on(cover, on)), (!wanted, wanted), "{section}");
        let read = organisation.positions_covered(cover, on).count();
        assert_eq!(read > 0, wanted, "{section}: nobody reads what they do not stand in for");
    };
    check("cô Hoà", "cô Vân", "Y tế", true);
    check("cô Hoà", "cô Hạnh", "Y tế", true);
    check("cô Hoà", "cô Xuân", "Y tế", false);
}

#[test]
fn somebody_else_covers_from_now_on_also_of_what_is_due_today() {
    let mut school = nam_thanh();
    let absence = school.is_away("cô Hoa", "cô Xuân", ("2026-11-26", "2026-12-18"), "2026-11-25 08:00");
    school.bring_up_to_date(at("2026-11-25 08:00"));
    school.bring_up_to_date(at("2026-11-27 06:00"));
    let check = |school: &NamThanh, now: &str, wanted: Result<(), AbsenceRefusal>| {
        let (facts, now) = (school.facts(), at(now));
        let told = check_change_cover(&facts, facts.absence(absence).unwrap(), now);
        assert_eq!(told, wanted.map_err(Refusal::from));
    };
    check(&school, "2026-11-27 06:30", Ok(()));
    check(&school, "2026-12-18 18:00", Err(AbsenceRefusal::Over { last: day("2026-12-18") }));
    school.covers_now(absence, "cô Vân", "2026-11-27 06:30");
    school.bring_up_to_date(at("2026-11-27 06:30"));
    assert_eq!(turn(&mut school, PLAN).as_deref(), Some("cô Vân"), "she fell ill this morning as well");
    assert_eq!(turn(&mut school, LAST).as_deref(), Some("cô Vân"));
    // Once more on the same morning.
    school.covers_now(absence, "cô Hạnh", "2026-11-27 07:00");
    school.bring_up_to_date(at("2026-11-27 07:00"));
    assert_eq!(turn(&mut school, PLAN).as_deref(), Some("cô Hạnh"));
    // In the evening what is due today stays.
    school.covers_now(absence, "cô Xuân", "2026-11-27 20:00");
    school.bring_up_to_date(at("2026-11-27 20:00"));
    assert_eq!(turn(&mut school, PLAN).as_deref(), Some("cô Hạnh"));
    assert_eq!(turn(&mut school, LAST).as_deref(), Some("cô Xuân"));
    school.is_back(absence, "2026-11-30 08:00");
    check(&school, "2026-11-30 09:00", Err(AbsenceRefusal::Ended { at: at("2026-11-30 08:00") }));
}

#[test]
fn who_is_away_today_is_told_to_those_whom_it_concerns_and_without_the_reason() {
    let mut school = nam_thanh();
    school.is_away("cô Hoa", "cô Xuân", DAYS, "2026-11-25 08:00");
    let told = |mention: &str, now: &str| {
        let (facts, now) = (school.facts(), at(now));
        let away = away_today(&facts, &facts.actor(school.person_id(mention), now), now);
        away.into_iter().map(|one| one.words).collect::<Vec<_>>()
    };
    let away = ["cô Hoa (đến hết 09/12/2026, cô Xuân dạy thay)".to_owned()];
    for mention in ["cô Nguyệt", "cô Ấm", "cô Xuân", "thầy Định"] {
        assert_eq!(told(mention, "2026-11-26 07:00"), away, "{mention}");
        assert!(told(mention, "2026-11-25 09:00").is_empty(), "{mention}: not yet");
    }
    for mention in ["cô Hoa", "cô Thảo"] {
        assert!(told(mention, "2026-11-26 07:00").is_empty(), "{mention}");
    }
}

#[test]
fn the_preview_says_that_whoever_is_away_approves_what_others_hand_in() {
    let school = nam_thanh();
    let approves = |mention: &str| {
        let who = school.person_id(mention).to_string();
        let form = AbsenceForm { who, ..form(&school, "free", "cô Xuân", ("26/11/2026", "09/12/2026")) };
        outlook(&school, &form, "2026-11-25 08:00").preview.approves
    };
    assert!(approves("cô Ấm") && approves("cô Vân"));
    assert!(!approves("cô Hoa"));
}

#[test]
fn a_turn_that_came_before_stays_with_whoever_is_away_on_the_day_to_which_it_was_put_off() {
    let mut school = nam_thanh();
    school.extends("cô Nguyệt", &[PLAN], "2026-12-04", "2026-11-25 08:00");
    school.bring_up_to_date(at("2026-11-25 08:00"));
    school.bring_up_to_date(at("2026-11-30 08:00"));
    school.is_away("cô Hoa", "cô Xuân", ("2026-12-01", "2026-12-11"), "2026-11-30 09:00");
    school.bring_up_to_date(at("2026-11-30 09:00"));
    let now = "2026-12-02 08:00";
    assert_eq!(turn(&mut school, PLAN).as_deref(), Some("cô Hoa"), "its day has come before she went");
    assert_eq!(on_page(&school, "cô Hoa", PLAN, now), Some(Whose::MyTurn));
    for other in ["cô Thảo", "cô Xuân"] {
        let told = on_page(&school, other, PLAN, now);
        assert!(matches!(told, None | Some(Whose::Turn(_))), "{other}: {told:?}");
    }
    let hoa = school.person("cô Hoa").name.to_string();
    let named = whose(&mut school, PLAN, now);
    assert!(named.starts_with(&hoa) && !named.contains("), "), "one person: {named}");
    // Overdue it is still hers, and the leadership reads of it what stays with her.
    assert_eq!(on_page(&school, "cô Hoa", PLAN, "2026-12-08 08:00"), Some(Whose::MyTurn));
    let facts = school.facts();
    assert!(stays(&facts, &facts.absences[0], at(now)).iter().any(|one| one.title == PLAN));
}

#[test]
fn a_turn_that_passed_stays_with_the_cover_until_the_day_to_which_it_was_put_off() {
    let mut school = nam_thanh();
    school.is_away("cô Hoa", "cô Xuân", ("2026-11-26", "2026-11-27"), "2026-11-25 08:00");
    school.bring_up_to_date(at("2026-11-25 08:00"));
    school.extends("cô Nguyệt", &[PLAN], "2026-12-18", "2026-11-26 08:00");
    school.bring_up_to_date(at("2026-11-26 08:00"));
    // Her two days are long over, and her right to the class as well: not that to the one plan.
    for now in ["2026-11-30 08:00", "2026-12-14 08:00"] {
        assert_eq!(on_page(&school, "cô Xuân", PLAN, now), Some(Whose::MyTurn), "{now}");
        assert!(matches!(on_page(&school, "cô Hoa", PLAN, now), Some(Whose::Turn(_))), "{now}");
        let xuan = school.person("cô Xuân").name.to_string();
        assert!(whose(&mut school, PLAN, now).starts_with(&xuan), "{now}");
        for (title, wanted) in [(PLAN, true), (LAST, false)] {
            let obligation = school.obligation(title).clone();
            let facts = school.facts();
            let actor = facts.actor(school.person_id("cô Xuân"), at(now));
            assert_eq!(facts.check_hand_in(&actor, &obligation, Arrival::at(at(now))).is_ok(), wanted, "{title} {now}");
            // Nor does she ask for more time of what is not hers, so that whoever owes it could not.
            let asks = crate::extensions::check_ask(&facts, &actor, &obligation, at(now));
            assert_eq!(asks.is_ok(), wanted, "{title} {now}");
        }
    }
    assert!(!may_hand_in(&mut school, "cô Xuân", PLAN, "2026-12-28 08:00"));
}
