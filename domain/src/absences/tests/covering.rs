//! Who covers: from this morning on, in a section, and somebody else after them.

use super::*;

fn turn(school: &mut NamThanh, title: &str) -> Option<String> {
    let turn = school.obligation(title).terms.turn?;
    school.regime.organisation.person(turn).map(|one| one.mention())
}

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
