#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod covering;
mod handed_in;
mod properties;
mod staying;
mod together;

use super::*;
use crate::{
    facts::Facts,
    locks::{Arrival, LockKind, Post, Signature},
    my_work::{Whose, my_work},
    obligations::Standing,
    permissions::decide_hand_in,
    record_list::who,
    refusal::{AbsenceRefusal, Refusal},
    scope::Scope,
    testing::{
        NamThanh, at, day,
        forms::{told, typed},
        nam_thanh,
    },
    updates::check_requestable,
};

/// Due on Friday 27 November; odd weeks are cô Hoa's turn.
const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";
/// Due on Friday 4 December; the turn of cô Thảo.
const NEXT: &str = "Giáo án tuần 14 · Lớp 4A";
/// Due on Friday 11 December.
const LAST: &str = "Giáo án tuần 15 · Lớp 4A";
/// From Thursday 26 November for two weeks.
const DAYS: (&str, &str) = ("2026-11-26", "2026-12-09");

/// Whose work `title` is at `now` on the page of `mention`; `None` where it is not there.
fn on_page(school: &NamThanh, mention: &str, title: &str, now: &str) -> Option<Whose> {
    let facts = school.facts();
    let work = my_work(&facts, school.person(mention), at(now));
    let all = work.urgent.into_iter().chain(work.this_week).chain(work.coming).chain(work.later);
    all.into_iter().find(|one| one.title == title).map(|one| one.whose)
}

/// Whose turn it is.
fn turn(school: &mut NamThanh, title: &str) -> Option<String> {
    let turn = school.obligation(title).terms.turn?;
    school.regime.organisation.person(turn).map(|one| one.mention())
}

fn may_hand_in(school: &mut NamThanh, mention: &str, title: &str, now: &str) -> bool {
    let obligation = school.obligation(title).clone();
    let facts = school.facts();
    let actor = facts.actor(school.person_id(mention), at(now));
    decide_hand_in(&actor, facts.organisation(), facts.record_facts(&obligation)).is_ok()
}

fn whose(school: &mut NamThanh, title: &str, now: &str) -> String {
    let obligation = school.obligation(title).clone();
    who(&school.facts(), &obligation, at(now))
}

#[test]
fn whoever_covers_has_the_turn_the_page_and_the_right_and_gives_them_back() {
    let mut school = nam_thanh();
    let (hoa, xuan) = (school.person("cô Hoa").name.to_string(), school.person("cô Xuân").name.to_string());
    assert!(!may_hand_in(&mut school, "cô Xuân", PLAN, "2026-11-25 08:00"));
    school.is_away("cô Hoa", "cô Xuân", DAYS, "2026-11-25 08:00");
    school.bring_up_to_date(at("2026-11-25 08:00"));
    assert_eq!(school.bring_up_to_date(at("2026-11-25 08:00")), []);
    let now = "2026-11-26 09:00";
    assert_eq!(whose(&mut school, PLAN, now), xuan);
    assert_eq!(on_page(&school, "cô Xuân", PLAN, now), Some(Whose::MyTurn));
    assert!(matches!(on_page(&school, "cô Hoa", PLAN, now), Some(Whose::Turn(_))));
    assert!(may_hand_in(&mut school, "cô Xuân", PLAN, now));
    assert!(may_hand_in(&mut school, "cô Hoa", PLAN, now), "whoever is away may still help");
    // The other teacher's turn stays hers, and what is due afterwards is nobody else's.
    assert!(matches!(on_page(&school, "cô Thảo", NEXT, now), Some(Whose::MyTurn)));
    assert_eq!(on_page(&school, "cô Xuân", LAST, now), None);
    assert!(whose(&mut school, LAST, now).starts_with(&hoa));
    // It was not handed in: it is told of whoever covered, also when that is over.
    let after = "2026-12-14 09:00";
    assert_eq!(whose(&mut school, PLAN, after), xuan);
    assert_eq!(on_page(&school, "cô Xuân", PLAN, after), Some(Whose::MyTurn));
    assert_eq!(on_page(&school, "cô Hoa", PLAN, after), Some(Whose::BeforeMe));
    assert!(may_hand_in(&mut school, "cô Xuân", PLAN, after));
    for gone in ["2026-12-17 09:00", "2027-03-01 09:00"] {
        assert!(!may_hand_in(&mut school, "cô Xuân", PLAN, gone), "{gone}");
        assert_eq!(on_page(&school, "cô Xuân", PLAN, gone), None, "{gone}");
    }
}

#[test]
fn ended_early_what_is_to_come_is_as_before_and_what_came_stays() {
    let check = |back: &str, plan: &str, last: &str| {
        let mut school = nam_thanh();
        let before = school.obligations.clone();
        let absence = school.is_away("cô Hoa", "cô Xuân", ("2026-11-26", "2026-12-18"), "2026-11-25 08:00");
        school.bring_up_to_date(at("2026-11-25 08:00"));
        school.is_back(absence, back);
        school.bring_up_to_date(at(back));
        for (title, mention) in [(PLAN, plan), (LAST, last)] {
            let person = school.person_id(mention);
            assert_eq!(school.obligation(title).terms.turn, Some(person), "{back} {title}");
        }
        assert_eq!(school.obligations == before, plan == "cô Hoa", "{back}");
        assert!(!may_hand_in(&mut school, "cô Xuân", LAST, "2026-12-15 08:00"), "{back}");
    };
    check("2026-11-25 10:00", "cô Hoa", "cô Hoa");
    check("2026-11-26 10:00", "cô Hoa", "cô Hoa");
    check("2026-11-27 10:00", "cô Xuân", "cô Hoa");
    check("2026-12-01 10:00", "cô Xuân", "cô Hoa");
}

#[test]
fn what_was_handed_in_or_has_come_due_changes_hands_no_more() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-26 15:00");
    school.bring_up_to_date(at("2026-11-27 08:00"));
    let before = school.obligation(PLAN).clone();
    // Noted on the day itself: what was handed in stays whose it is.
    school.is_away("cô Hoa", "cô Xuân", ("2026-11-26", "2026-12-18"), "2026-11-27 08:00");
    school.bring_up_to_date(at("2026-11-27 08:00"));
    assert_eq!(*school.obligation(PLAN), before);
    let late = school.obligation(PLAN).clone();
    assert_eq!(school.facts().standing(&late, at("2026-12-03 08:00")), Standing::OnTime);
    let xuan = school.person_id("cô Xuân");
    assert_eq!(school.obligation(LAST).terms.turn, Some(xuan));
}

fn form<'f>(school: &NamThanh, duties: &'f str, cover: &str, days: (&'f str, &'f str)) -> AbsenceForm {
    let (person, cover) = (school.person_id("cô Hoa").to_string(), school.person_id(cover).to_string());
    let fields = [
        ("who", person.as_str()),
        ("kind", "sick"),
        ("from", days.0),
        ("until", days.1),
        ("duties", duties),
        ("cover", cover.as_str()),
    ];
    AbsenceForm::read(&typed(&fields))
}

fn outlook(school: &NamThanh, form: &AbsenceForm, now: &str) -> AbsenceOutlook {
    let (facts, by, now) = (school.facts(), school.person_id("cô Nguyệt"), at(now));
    let plan = form.parse(&facts, now).unwrap();
    let signed = Signature { by, post: Post::Principal, at: now };
    AbsenceOutlook::of(&facts, &facts.actor(by, now), &plan, signed, now).unwrap()
}

#[test]
fn a_preview_says_what_follows_and_what_stays() {
    let mut school = nam_thanh();
    let now = "2026-11-25 08:00";
    let shown = outlook(&school, &form(&school, "cover", "cô Xuân", ("26/11/2026", "09/12/2026")), now).preview;
    assert!(shown.passes.iter().any(|one| one.title == PLAN), "{shown:?}");
    assert!(shown.passes.iter().all(|one| one.title != NEXT && one.title != LAST), "{shown:?}");
    // What was looked at is what happens.
    school.is_away("cô Hoa", "cô Xuân", DAYS, now);
    school.bring_up_to_date(at(now));
    let xuan = school.person_id("cô Xuân");
    let facts = school.facts();
    for one in &shown.passes {
        let obligation = facts.obligation(one.obligation).unwrap();
        let duty = obligation.terms.owner.duty(facts.organisation());
        assert!(duty.is_of_on(xuan, one.due) && obligation.terms.turn.is_none_or(|turn| turn == xuan), "{}", one.title);
    }
    // What is due today passes in the morning; in the evening it stays, and says why.
    let days = ("26/11/2026", "09/12/2026");
    let today = |now: &str| outlook(&nam_thanh(), &form(&school, "cover", "cô Xuân", days), now).preview;
    let morning = today("2026-11-27 08:00");
    assert!(morning.passes.iter().any(|one| one.title == PLAN), "{morning:?}");
    assert!(morning.headline.starts_with("Cô Hoa nghỉ ốm từ 26/11 đến 09/12/2026: "), "{}", morning.headline);
    assert!(morning.headline.ends_with(" hồ sơ do cô Xuân dạy thay nộp"), "{}", morning.headline);
    let today = today("2026-11-27 18:00");
    let why = AbsenceRefusal::Due { due: day("2026-11-27") };
    assert!(today.stays.iter().any(|one| one.title == PLAN && one.why == why.clone().into()), "{today:?}");
}

#[test]
fn freed_is_what_one_owes_alone() {
    let school = nam_thanh();
    let shown = outlook(&school, &form(&school, "free", "cô Xuân", ("26/11/2026", "09/12/2026")), "2026-11-25 08:00").preview;
    assert!(shown.passes.iter().any(|one| one.title == PLAN), "{shown:?}");
    assert!(shown.passes.iter().all(|one| one.title != NEXT), "{shown:?}");
    for one in &shown.stays {
        assert!(matches!(one.why, Refusal::Absence(AbsenceRefusal::Shared { .. })), "{one:?}");
    }
}

#[test]
fn a_form_says_what_is_wrong_with_it() {
    let mut school = nam_thanh();
    let check = |school: &NamThanh, form: &AbsenceForm, wanted: &str| {
        let told = told(&form.parse(&school.facts(), at("2026-11-25 08:00")).map(drop).unwrap_err());
        assert!(told.iter().any(|one| one.starts_with(wanted)), "{told:?} {wanted}");
    };
    let ordinary = form(&school, "cover", "cô Xuân", ("26/11/2026", "09/12/2026"));
    assert!(ordinary.parse(&school.facts(), at("2026-11-25 08:00")).is_ok());
    let days = |days| form(&school, "cover", "cô Xuân", days);
    check(&school, &days(("26/11/2026", "25/11/2026")), "until: Ngày cuối");
    check(&school, &days(("26/11/2026", "26/11/2028")), "until: Ghi nhiều nhất");
    check(&school, &days(("01/08/2026", "26/11/2026")), "from: Ghi lùi");
    check(&school, &days(("23/11/2026", "24/11/2026")), "until: Những ngày này đã qua");
    check(&school, &days(("28/11/2026", "29/11/2026")), "from: Những ngày này trường không làm việc");
    assert!(days(("25/11/2026", "25/11/2026")).parse(&school.facts(), at("2026-11-25 08:00")).is_ok(), "ill this morning");
    let evening = days(("25/11/2026", "25/11/2026")).parse(&school.facts(), at("2026-11-25 17:30"));
    assert!(told(&evening.map(drop).unwrap_err())[0].starts_with("until: Hôm nay đã quá giờ nộp"));
    let cook = school.person_id("cô Hoà").to_string();
    check(&school, &AbsenceForm { cover: cook, ..ordinary.clone() }, "cover: Người này không dạy");
    check(&school, &days(("mai", "26/11/2026")), "from: Ghi ngày");
    check(&school, &AbsenceForm::default(), "who: Chọn");
    check(&school, &AbsenceForm { duties: String::new(), ..ordinary.clone() }, "duties: Chọn");
    check(&school, &AbsenceForm { cover: String::new(), ..ordinary.clone() }, "cover: Chọn");
    check(&school, &AbsenceForm { cover: ordinary.who.clone(), ..ordinary.clone() }, "cover: Chọn một người khác");
    check(&school, &AbsenceForm { words: "ố".repeat(121), ..ordinary.clone() }, "words: Dài 121");
    // Nobody is away twice, covers while away, or is away while covering.
    school.is_away("cô Hoa", "cô Thảo", ("2026-12-01", "2026-12-04"), "2026-11-25 08:00");
    check(&school, &ordinary, "who: Đã ghi nghỉ");
    let of = |mention: &str, cover: &str| AbsenceForm {
        who: school.person_id(mention).to_string(),
        cover: school.person_id(cover).to_string(),
        ..ordinary.clone()
    };
    check(&school, &of("cô Thảo", "cô Xuân"), "who: Những ngày đó cô Thảo đang dạy thay cô Hoa");
    check(&school, &of("cô Xuân", "cô Hoa"), "cover: Cô Hoa cũng nghỉ");
}

#[test]
fn the_page_shows_each_their_own_and_says_why_to_few() {
    let mut school = nam_thanh();
    let absence = school.is_away("cô Hoa", "cô Xuân", DAYS, "2026-11-25 08:00");
    school.bring_up_to_date(at("2026-11-25 08:00"));
    let lines = |school: &NamThanh, mention: &str, now: &str| {
        let facts: Facts = school.facts();
        absences_told(&facts, &facts.actor(school.person_id(mention), at(now)), at(now)).lines
    };
    let (why, silent, nothing) = (Some(Some("Nghỉ ốm")), Some(None), None);
    let readers =
        [("cô Nguyệt", why), ("cô Hoa", why), ("cô Xuân", silent), ("cô Ấm", silent), ("thầy Định", silent), ("cô Thảo", nothing)];
    for (mention, what) in readers {
        let told = lines(&school, mention, "2026-11-25 09:00");
        assert_eq!(told.first().map(|one| one.what.as_deref()), what, "{mention}");
        assert_eq!(told.first().is_some_and(|one| one.may_end), mention == "cô Nguyệt", "{mention}");
    }
    let state = |school: &NamThanh, now: &str| lines(school, "cô Vân", now)[0].state;
    assert_eq!(state(&school, "2026-11-25 09:00"), AbsenceState::ToCome);
    assert_eq!(state(&school, "2026-11-26 09:00"), AbsenceState::Now);
    assert_eq!(state(&school, "2026-12-10 09:00"), AbsenceState::Over);
    assert_eq!(
        check_end(&school.absences[0], at("2026-12-10 08:00")),
        Err(AbsenceRefusal::Over { last: day("2026-12-09") }.into())
    );
    school.is_back(absence, "2026-11-30 08:00");
    assert_eq!(state(&school, "2026-11-30 09:00"), AbsenceState::Ended);
    for (mention, is_told) in [("cô Nguyệt", true), ("cô Hoa", true), ("cô Xuân", false)] {
        let line = lines(&school, mention, "2026-11-30 09:00").remove(0);
        assert!(line.ended.as_ref().is_some_and(|words| !words.contains("Đã khỏi")), "{mention}: {line:?}");
        assert_eq!(line.ended_because.as_deref(), is_told.then_some("Đã khỏi"), "{mention}");
    }
    assert!(matches!(check_end(&school.absences[0], at("2026-11-30 09:00")), Err(Refusal::Absence(AbsenceRefusal::Ended { .. }))));
}

#[test]
fn whoever_covers_hands_in_what_has_passed_and_nothing_before_or_after() {
    let hands_in = |school: &mut NamThanh, title: &str, now: &str| {
        let obligation = school.obligation(title).clone();
        let facts = school.facts();
        let actor = facts.actor(school.person_id("cô Xuân"), at(now));
        facts.check_hand_in(&actor, &obligation, Arrival::at(at(now))).map(drop)
    };
    let mut school = nam_thanh();
    // What came due before they covered, and what comes due after.
    school.is_away("cô Hoa", "cô Xuân", DAYS, "2026-11-25 08:00");
    school.bring_up_to_date(at("2026-11-25 08:00"));
    let before = "Giáo án tuần 12 · Lớp 4A";
    assert_eq!(hands_in(&mut school, PLAN, "2026-11-26 09:00"), Ok(()));
    for title in [before, LAST] {
        assert_eq!(hands_in(&mut school, title, "2026-11-26 09:00"), Err(Refusal::NotYoursToHandIn), "{title}");
    }
    // Nor does an update of such a record open anything to them.
    let mut shut = school.clone();
    shut.orders("cô Nguyệt", LockKind::Lock, Scope::whole(), "2026-11-26 08:00");
    let (passed, other) = (shut.obligation(PLAN).clone(), shut.obligation(LAST).clone());
    let (facts, now) = (shut.facts(), at("2026-11-26 09:00"));
    let asks = |one| check_requestable(&facts, &facts.actor(shut.person_id("cô Xuân"), now), one, now).map(drop);
    assert_eq!((asks(&passed), asks(&other)), (Ok(()), Err(Refusal::NotYoursToHandIn)));
    // Back early: what is late of their days is theirs, and they can still hand it in; what comes is not.
    school.is_back(school.absences[0].id, "2026-11-27 10:00");
    school.bring_up_to_date(at("2026-11-27 10:00"));
    assert_eq!(hands_in(&mut school, PLAN, "2026-12-01 09:00"), Ok(()));
    assert_eq!(on_page(&school, "cô Xuân", PLAN, "2026-12-01 09:00"), Some(Whose::MyTurn));
    assert_eq!(hands_in(&mut school, NEXT, "2026-12-01 09:00"), Err(Refusal::NotYoursToHandIn));
    assert_eq!(hands_in(&mut school, PLAN, "2026-12-05 09:00"), Err(Refusal::NotYoursToHandIn));
}

#[test]
fn whoever_is_told_that_they_cover_finds_it_at_once_and_may_hand_it_in_early() {
    let mut school = nam_thanh();
    school.is_away("cô Hoa", "cô Xuân", ("2026-12-07", "2026-12-18"), "2026-11-25 08:00");
    school.bring_up_to_date(at("2026-11-25 08:00"));
    let now = "2026-11-25 09:00";
    assert_eq!(on_page(&school, "cô Xuân", LAST, now), Some(Whose::MyTurn));
    let record = school.obligation(LAST).clone();
    let facts = school.facts();
    let arrival = Arrival::at(at(now));
    let hands_in = |title: &str, record| {
        assert_eq!(facts.check_hand_in(&facts.actor(school.person_id("cô Xuân"), at(now)), record, arrival).is_ok(), title == LAST)
    };
    hands_in(LAST, &record);
    hands_in(PLAN, facts.obligations.iter().find(|one| facts.title(one) == PLAN).unwrap());
}

#[test]
fn whoever_has_left_covers_nobody() {
    let mut school = nam_thanh();
    school.is_away("cô Hoa", "cô Xuân", DAYS, "2026-11-25 08:00");
    let (hoa, xuan) = (school.person_id("cô Hoa"), school.person_id("cô Xuân"));
    for one in school.regime.organisation.appointments.iter_mut().filter(|one| one.person == xuan) {
        one.until = Some(day("2026-11-26"));
        one.end_known_since = Some(at("2026-11-26 08:00"));
    }
    school.bring_up_to_date(at("2026-11-26 09:00"));
    assert_eq!(school.obligation(PLAN).terms.turn, Some(hoa), "the turn is again of whoever is away");
    assert!(may_hand_in(&mut school, "cô Xuân", PLAN, "2026-11-26 09:00"));
    assert!(!may_hand_in(&mut school, "cô Xuân", PLAN, "2026-11-27 09:00"));
    let hoas = school.person("cô Hoa").name.to_string();
    let told = whose(&mut school, PLAN, "2026-11-30 09:00");
    assert!(told.starts_with(&hoas), "{told}");
    // The leadership is told that somebody else is to be named.
    let of_line = |who: &str| {
        let (facts, now) = (school.facts(), at("2026-11-26 09:00"));
        absences_told(&facts, &facts.actor(school.person_id(who), now), now).lines[0].uncovered
    };
    assert_eq!(of_line("cô Nguyệt"), Some(Uncovered::Left { from: day("2026-11-27") }));
    assert_eq!(of_line("cô Hoa"), None);
}

#[test]
fn whoever_cannot_sign_in_keeps_the_duty_and_the_leadership_is_told() {
    let mut school = nam_thanh();
    let absence = school.is_away("cô Hoa", "cô Xuân", DAYS, "2026-11-25 08:00");
    school.bring_up_to_date(at("2026-11-25 08:00"));
    let xuan = school.person_id("cô Xuân");
    school.regime.organisation.suspended = vec![xuan];
    assert_eq!(school.bring_up_to_date(at("2026-11-26 09:00")), [], "an account may be opened again within the hour");
    assert_eq!(school.obligation(PLAN).terms.turn, Some(xuan));
    assert!(may_hand_in(&mut school, "cô Hoa", PLAN, "2026-11-26 09:00"), "whoever is away may still help");
    let told = |school: &NamThanh, now: &str| count_uncovered(&school.facts(), at(now));
    assert_eq!(told(&school, "2026-11-26 09:00"), 1);
    assert_eq!(told(&school, "2026-12-10 09:00"), 0, "it is over");
    let facts = school.facts();
    assert_eq!(uncovered(&facts, &facts.absences[0], at("2026-11-26 09:00")), Some(Uncovered::Suspended));
    school.is_back(absence, "2026-11-26 10:00");
    assert_eq!(told(&school, "2026-11-26 11:00"), 0, "it was ended, and another one is noted");
}

#[test]
fn a_turn_that_passes_is_looked_at_also_where_more_time_has_moved_its_day() {
    let mut school = nam_thanh();
    school.extends("cô Nguyệt", &[PLAN], "2026-12-02", "2026-11-24 08:00");
    school.bring_up_to_date(at("2026-11-24 08:00"));
    let shown = outlook(&school, &form(&school, "cover", "cô Xuân", ("26/11/2026", "27/11/2026")), "2026-11-25 08:00").preview;
    school.is_away("cô Hoa", "cô Xuân", ("2026-11-26", "2026-11-27"), "2026-11-25 08:00");
    school.bring_up_to_date(at("2026-11-25 08:00"));
    let xuan = school.person_id("cô Xuân");
    let passed = school.obligation(PLAN).terms.turn == Some(xuan);
    assert_eq!(shown.passes.iter().any(|one| one.title == PLAN), passed, "{shown:?}");
    assert!(passed);
    assert_eq!(on_page(&school, "cô Xuân", PLAN, "2026-11-26 09:00"), Some(Whose::MyTurn));
}

#[test]
fn of_a_year_that_is_over_the_absences_of_its_days_are_told_and_nothing_can_be_done() {
    let mut school = nam_thanh();
    school.is_away("cô Hoa", "cô Xuân", DAYS, "2026-11-25 08:00");
    // In the next year.
    school.is_away("cô Hoa", "cô Xuân", ("2027-09-13", "2027-09-17"), "2027-08-19 08:00");
    let now = at("2027-08-20 09:00");
    let read = |is_over: bool| {
        let facts = Facts { is_over, ..school.facts() };
        absences_told(&facts, &facts.actor(school.person_id("cô Nguyệt"), now), now)
    };
    assert_eq!((read(false).lines.len(), read(false).may_note), (2, true));
    let told = read(true);
    let days: Vec<_> = told.lines.iter().map(|one| one.days.from).collect();
    assert_eq!((days, told.may_note, told.sees), (vec![day(DAYS.0)], false, Sees::All));
    assert!(told.lines.iter().all(|one| !one.may_end && !one.may_change_cover && one.uncovered.is_none()));
}

#[test]
fn whoever_was_back_before_it_was_said_is_back_from_that_day_where_it_turns_nothing_over() {
    let mut school = nam_thanh();
    let absence = school.is_away("cô Hoa", "cô Xuân", DAYS, "2026-11-25 08:00");
    school.bring_up_to_date(at("2026-11-25 08:00"));
    let now = "2026-12-02 08:00";
    school.bring_up_to_date(at(now));
    let parsed = |school: &NamThanh, from: &str, now: &str| {
        let (facts, form) = (school.facts(), BackForm { from: from.to_owned(), reason: " ".to_owned() });
        form.parse(&facts, facts.absence(absence).unwrap(), at(now))
    };
    let wrong = |from: &str, words: &str| {
        let errors = parsed(&school, from, now).unwrap_err();
        assert_eq!(errors.of(BackForm::FROM), Some(words), "{from}");
    };
    wrong("hôm qua", "Ghi ngày/tháng/năm, ví dụ 30/11/2026.");
    wrong("04/12/2026", "Chưa đến ngày đó. Muộn nhất là ngày mai; về sau nữa thì ghi vào hôm đi làm lại.");
    wrong("26/11/2026", "Đợt nghỉ bắt đầu từ 26/11/2026. Ghi một ngày sau ngày đó.");
    let last = |from: &str, now: &str| parsed(&school, from, now).unwrap().last;
    assert_eq!((last("", now), last("03/12/2026", now)), (None, None), "from tomorrow on");
    assert_eq!(last("30/11/2026", now), Some(day("2026-11-29")));
    assert_eq!(last("hôm nào", "2026-11-25 09:00"), None, "nothing is asked of what has not begun");
    // What came due since stays with whoever covered, what is to come is hers again, and the page tells her last day.
    let plan = school.obligation(PLAN).terms.turn;
    let back = parsed(&school, "30/11/2026", now).unwrap();
    let signed = school.signature("cô Nguyệt", now);
    school.absences[0] = school.absences[0].clone().end(signed, back).unwrap();
    school.regime.organisation.covers = covers(&school.absences, &school.regime.rules);
    school.bring_up_to_date(at(now));
    assert_eq!(school.obligation(PLAN).terms.turn, plan);
    let facts = school.facts();
    let told = absences_told(&facts, &facts.actor(school.person_id("cô Nguyệt"), at(now)), at(now)).lines.remove(0);
    assert_eq!((told.days.to, told.planned_until), (day("2026-11-29"), Some(day("2026-12-09"))));
    assert_eq!(told.ended_because, None, "why somebody is well again is not asked");
}

#[test]
fn on_the_last_day_away_an_earlier_return_is_still_said_and_nothing_else() {
    let mut school = nam_thanh();
    let absence = school.is_away("cô Hoa", "cô Xuân", DAYS, "2026-11-25 08:00");
    let now = at("2026-12-09 08:00");
    school.bring_up_to_date(now);
    let facts = school.facts();
    let told = absences_told(&facts, &facts.actor(school.person_id("cô Nguyệt"), now), now).lines.remove(0);
    assert!(told.may_end && told.is_last_day);
    let parsed = |from: &str| {
        let form = BackForm { from: from.to_owned(), ..BackForm::default() };
        form.parse(&facts, facts.absence(absence).unwrap(), now)
    };
    assert_eq!(parsed("09/12/2026").unwrap().last, Some(day("2026-12-08")), "she is at work today");
    assert_eq!(parsed("07/12/2026").unwrap().last, Some(day("2026-12-06")));
    for (from, words) in [("", "Hôm nay là ngày nghỉ cuối"), ("10/12/2026", "Từ ngày mai thì không đổi gì")] {
        let errors = parsed(from).unwrap_err();
        assert!(errors.of(BackForm::FROM).unwrap().starts_with(words), "{from}: {errors:?}");
    }
    // Of a single day there is nothing to take back in the evening.
    let one_day = school.is_away("cô Xuân", "cô Hoa", ("2026-12-10", "2026-12-10"), "2026-12-09 09:00");
    let facts = school.facts();
    let ended = check_end(facts.absence(one_day).unwrap(), at("2026-12-10 18:00"));
    assert_eq!(ended, Err(AbsenceRefusal::Over { last: day("2026-12-10") }.into()));
}

#[test]
fn what_came_due_without_a_turn_while_somebody_covered_stays_theirs() {
    let mut school = nam_thanh();
    // The book of the section has no turns, and whoever leads the school stands in for its nurse.
    let absence = school.is_away("cô Hoà", "cô Vân", ("2026-11-23", "2026-12-09"), "2026-11-23 07:00");
    school.bring_up_to_date(at("2026-12-02 08:00"));
    let facts = school.facts();
    let parse = |from: &str| {
        let form = BackForm { from: from.to_owned(), ..BackForm::default() };
        form.parse(&facts, facts.absence(absence).unwrap(), at("2026-12-02 08:00"))
    };
    let told = parse("25/11/2026").unwrap_err();
    let words = told.of(BackForm::FROM).unwrap();
    assert!(words.starts_with("Sổ theo dõi sức khỏe tuần ") && words.contains(", là việc của người làm thay hôm đó"), "{words}");
    let first = words.rsplit("từ ").next().unwrap().trim_end_matches('.');
    assert!(parse(first).is_ok(), "{first}");
}
