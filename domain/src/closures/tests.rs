#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod properties;

use super::*;
use crate::{
    days::Span,
    deadlines::Lateness,
    decisions::{Outcome, Return},
    notices::{News, notices, unread},
    obligations::{Obligation, Standing},
    record_types::Step,
    reviews::{ReviewTold, WaitingRecords, corrected_by, review_told},
    scope::{Scope, Whose},
    testing::{
        NamThanh, at, day,
        forms::{told, typed},
        id, nam_thanh,
    },
};

const FRIDAY: (&str, &str) = ("2026-11-27", "2026-11-27");
/// Due on Friday 27 November; odd weeks are cô Hoa's turn.
const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";
const OTHER: &str = "Giáo án tuần 13 · Lớp 4B";

fn class(school: &NamThanh, name: &str) -> Scope {
    Scope { whose: [Whose::Class(school.class(name))].into(), ..Scope::whole() }
}

fn department(school: &NamThanh, name: &str) -> Scope {
    Scope { whose: [Whose::Department(school.department(name))].into(), ..Scope::whole() }
}

#[test]
fn a_storm_moves_the_due_days_of_that_day_and_says_why() {
    let mut school = nam_thanh();
    school.shuts("cô Nguyệt", Scope::whole(), FRIDAY, "2026-11-26 20:00");
    school.bring_up_to_date(at("2026-11-26 20:00"));
    assert_eq!((school.due(PLAN), school.due(OTHER)), ("2026-11-30".to_owned(), "2026-11-30".to_owned()));
    assert_eq!(school.due("Giáo án tuần 14 · Lớp 4A"), "2026-12-04");
    let plan = school.obligation(PLAN).clone();
    let short = crate::why::moved_in_short(plan.terms.due.as_ref().unwrap());
    let wanted = "Hạn dời từ thứ Sáu 27/11 sang thứ Hai 30/11 vì nghỉ bão số 13 (toàn trường).";
    assert_eq!(short.as_deref(), Some(wanted));
    let why = school.facts().why(&plan).unwrap();
    let steps: Vec<String> = why.steps.iter().map(|step| step.text()).collect();
    assert!(steps[2].starts_with("27/11/2026 nghỉ bão số 13 (toàn trường). Nghỉ đột xuất nên hạn dời"), "{steps:?}");
    let closed = why.two_weeks.iter().flat_map(|week| &week.days).find(|one| one.day == day("2026-11-27")).unwrap();
    assert_eq!(closed.closed.as_deref(), Some("Nghỉ bão số 13 (toàn trường)"));
}

#[test]
fn a_class_without_power_moves_its_own_records_and_nobody_elses() {
    let mut school = nam_thanh();
    let scope = class(&school, "4A");
    school.shuts("cô Vân", scope, FRIDAY, "2026-11-27 07:00");
    school.bring_up_to_date(at("2026-11-27 07:00"));
    assert_eq!((school.due(PLAN), school.due(OTHER)), ("2026-11-30".to_owned(), "2026-11-27".to_owned()));
    // Late by the same evening: a day less for whoever had no power.
    for title in ["Giáo án tuần 12 · Lớp 4A", "Giáo án tuần 12 · Lớp 4B"] {
        school.hands_in("cô Hoa", title, "2026-11-30 10:00");
    }
    let late = |days| Standing::Late(Lateness::WorkingDays(days));
    assert_eq!(school.standing("Giáo án tuần 12 · Lớp 4A", "2026-12-01 08:00"), late(5));
    assert_eq!(school.standing("Giáo án tuần 12 · Lớp 4B", "2026-12-01 08:00"), late(6));
    let facts = school.facts();
    assert!(facts.calendar().is_open(day("2026-11-27")), "the school is open");
    let why = facts.why(facts.open_obligations().find(|one| facts.title(one) == PLAN).unwrap()).unwrap();
    assert!(why.steps[2].text().contains("nghỉ bão số 13 (lớp 4A)"), "{:?}", why.steps[2]);
}

#[test]
fn a_class_that_changes_its_department_keeps_what_was_shut_for_it() {
    // Both are late over the closure; then 4A moves out of the department that was shut, and 3A into it.
    let mut school = nam_thanh();
    let (late, other) = ("Giáo án tuần 12 · Lớp 4A", "Giáo án tuần 12 · Lớp 3A");
    let form = [("kind", "storm"), ("from", "23/11/2026"), ("to", "27/11/2026"), ("words", "bão số 13")];
    let key = format!("department.{}", school.department("Mẫu giáo 4–5 tuổi"));
    let fields: Vec<(&str, &str)> = form.into_iter().chain([("whose", key.as_str())]).collect();
    let plan = ClosureForm::read(&typed(&fields)).parse(&school.facts(), at("2026-11-27 10:00")).unwrap();
    assert_eq!(plan.full_name(&school.regime), "Nghỉ bão số 13 (tổ Mẫu giáo 4–5 tuổi)");
    school.shuts("cô Nguyệt", plan.scope, ("2026-11-23", "2026-11-27"), "2026-11-27 10:00");
    let now = "2026-11-30 08:00";
    school.bring_up_to_date(at(now));
    let told = |school: &mut NamThanh| {
        let titles = [late, other, PLAN, "Giáo án tuần 13 · Lớp 3A"];
        titles.map(|title| (school.due(title), school.standing(title, "2026-12-03 08:00")))
    };
    let before = told(&mut school);
    let (from, to) = (school.department("Mẫu giáo 4–5 tuổi"), school.department("Mẫu giáo 3–4 tuổi"));
    let (class_4a, class_3a) = (school.class("4A"), school.class("3A"));
    for one in &mut school.regime.organisation.classes {
        one.department = match one.id {
            id if id == class_4a => to,
            id if id == class_3a => from,
            _ => one.department,
        };
    }
    school.follows_closures();
    school.bring_up_to_date(at(now));
    assert_eq!(told(&mut school), before);
    assert_eq!(school.bring_up_to_date(at(now)), []);
}

#[test]
fn whoever_was_late_by_yesterdays_storm_is_on_time_and_stays_so() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-30 09:00");
    assert_eq!(school.standing(PLAN, "2026-11-30 10:00"), Standing::Late(Lateness::WorkingDays(1)));
    let storm = school.shuts("cô Nguyệt", Scope::whole(), FRIDAY, "2026-11-30 10:00");
    school.bring_up_to_date(at("2026-11-30 10:00"));
    assert_eq!(school.standing(PLAN, "2026-11-30 10:00"), Standing::OnTime);
    assert_eq!(school.standing(OTHER, "2026-11-30 10:00"), Standing::NotYetDue);
    school.takes_back("cô Nguyệt", storm, "2026-11-30 11:00");
    school.bring_up_to_date(at("2026-11-30 11:00"));
    assert_eq!(school.standing(PLAN, "2026-12-03 10:00"), Standing::OnTime);
    assert_eq!(school.standing(OTHER, "2026-11-30 11:00"), Standing::NotYetDue);
    // How late the others are does not grow either.
    let late = Standing::Overdue(Lateness::WorkingDays(1));
    assert_eq!(school.standing(OTHER, "2026-12-01 08:00"), late);
}

#[test]
fn taken_back_before_its_day_all_is_as_before_and_afterwards_what_has_come_stays() {
    let days = ("2026-11-26", "2026-11-27");
    let check = |on: &str, plan: &str, given_back: Option<Span>| {
        let mut school = nam_thanh();
        let storm = school.shuts("cô Nguyệt", Scope::whole(), days, "2026-11-24 08:00");
        school.bring_up_to_date(at("2026-11-24 08:00"));
        assert_eq!(school.due(PLAN), "2026-11-30");
        school.takes_back("cô Nguyệt", storm, on);
        assert!(!school.bring_up_to_date(at(on)).is_empty() || plan == "2026-11-30", "{on}");
        assert_eq!(school.due(PLAN), plan, "{on}");
        assert_eq!(school.closures[0].days_given_back(), given_back, "{on}");
        assert_eq!(school.bring_up_to_date(at("2026-11-28 08:00")), [], "{on}");
    };
    check("2026-11-25 08:00", "2026-11-27", Some(Span::new(day("2026-11-26"), day("2026-11-27"))));
    check("2026-11-26 08:00", "2026-11-27", Some(Span::one_day(day("2026-11-27"))));
    check("2026-11-27 08:00", "2026-11-30", None);
    // A day that has come and was shut: whoever was told so keeps all the days that this gave them.
    let mut school = nam_thanh();
    let accounts = "Hồ sơ thu chi tháng 11/2026 · Kế toán";
    assert_eq!(school.due(accounts), "2026-11-30");
    let storm = school.shuts("cô Nguyệt", Scope::whole(), ("2026-11-30", "2026-12-02"), "2026-11-29 18:00");
    school.bring_up_to_date(at("2026-11-29 18:00"));
    assert_eq!(school.due(accounts), "2026-12-03");
    school.takes_back("cô Nguyệt", storm, "2026-11-30 15:00");
    school.bring_up_to_date(at("2026-11-30 15:00"));
    assert_eq!(school.due(accounts), "2026-12-03");
}

#[test]
fn a_preview_tells_what_happens_then_and_changes_nothing() {
    let mut school = nam_thanh();
    school.hands_in("cô Ấm", OTHER, "2026-11-26 15:00").hands_in("cô Hoa", PLAN, "2026-11-30 09:00");
    let now = at("2026-11-30 10:00");
    let fields = [("kind", "storm"), ("from", "27/11/2026"), ("words", "bão số 13")];
    let before = school.facts();
    let plan = ClosureForm::read(&typed(&fields)).parse(&before, now).unwrap();
    let preview = preview_of_declaring(&before, &plan, now).unwrap();
    assert_eq!(before, school.facts());
    school.shuts("cô Nguyệt", Scope::whole(), FRIDAY, "2026-11-30 10:00");
    school.bring_up_to_date(now);
    let after = school.facts();
    let is_open = |one: &&Obligation| one.handed_in.is_none();
    let moved =
        before.open_obligations().filter(is_open).filter(|one| one.due_day() != after.obligation(one.id).unwrap().due_day());
    assert_eq!(preview.moved.count(), moved.count());
    assert_eq!((preview.settled, preview.stays), (1, 0));
    let kinder = format!("Đã nộp muộn, nay tính lại: {PLAN} (muộn 1 ngày làm việc, nay đúng hạn).");
    assert_eq!(preview.moved.sentences(), [kinder], "it gives and takes no record");
    let [group] = &preview.moved.moved[..] else { panic!("{:?}", preview.moved) };
    assert_eq!((group.from, group.to), (day("2026-11-27"), day("2026-11-30")));
    let weekly = group.moved.iter().find(|one| one.title == "Kế hoạch tuần 13 · Lớp 4A").unwrap();
    assert_eq!(weekly.who, ["Nguyễn Thị Hoa (4A)"]);
    let (headline, count) = (preview.moved.headline(), group.moved.len());
    assert!(headline.starts_with(&format!("Dời hạn {count} hồ sơ của ")) && headline.contains(" cô"), "{headline}");
    // Its page says the same number, also when more has come in since.
    let told = |school: &NamThanh| {
        let facts = school.facts();
        let actor = facts.actor(school.person_id("cô Hoa"), now);
        closure_told(&facts, &actor, &facts.closures[0], now).moved
    };
    assert_eq!(told(&school), count);
    school.hands_in("cô Hoa", "Kế hoạch tuần 13 · Lớp 4A", "2026-11-30 11:00");
    assert_eq!(told(&school), count);
    // To take it back moves nothing any more: the day has come.
    let back = preview_of_taking_back(&after, &after.closures[0], now).unwrap();
    assert_eq!((back.moved.count(), back.stays, back.moved.headline()), (0, count, "Không hạn nào dời".to_owned()));
}

#[test]
fn a_form_is_preset_but_for_the_kind_and_says_what_cannot_be_shut() {
    let mut school = nam_thanh();
    let now = at("2026-11-25 14:20");
    let preset = ClosureForm::preset(id(18, 7), day("2026-11-25"));
    let plan = ClosureForm { kind: "power-cut".to_owned(), ..preset.clone() }.parse(&school.facts(), now).unwrap();
    assert_eq!((plan.days, plan.is_whole(), preset.id()), (Span::one_day(day("2026-11-25")), true, Some(id(18, 7))));
    let check = |school: &NamThanh, fields: &[(&str, &str)], wrong: &str| {
        let errors = ClosureForm::read(&typed(fields)).parse(&school.facts(), now).map_err(|errors| told(&errors));
        assert_eq!(errors, Err(vec![wrong.to_owned()]), "{fields:?}");
    };
    check(&school, &[("from", "27/11/2026")], "kind: Chọn vì sao nghỉ.");
    check(&school, &[("kind", "other"), ("from", "27/11/2026")], "words: Ghi vì sao nghỉ, ví dụ: vỡ đường ống nước.");
    check(&school, &[("kind", "storm"), ("from", "hôm nay")], "from: Ghi ngày/tháng/năm, ví dụ 27/11/2026.");
    let backwards = [("kind", "storm"), ("from", "27/11/2026"), ("to", "26/11/2026")];
    check(&school, &backwards, "to: Ngày cuối phải từ ngày đầu trở đi.");
    let head = format!("person.{}", school.person_id("cô Ấm"));
    let of_person = [("kind", "storm"), ("from", "27/11/2026"), ("whose", head.as_str())];
    check(&school, &of_person, "whose: Có tổ hoặc lớp vừa bị bỏ khỏi danh sách. Chọn lại.");
    let sunday = [("kind", "storm"), ("from", "29/11/2026")];
    check(&school, &sunday, "from: Những ngày này trường vốn không làm việc, không phải báo nghỉ.");
    for outside in ["04/09/2026", "01/07/2027"] {
        let errors = ClosureForm::read(&typed(&[("kind", "storm"), ("from", outside)])).parse(&school.facts(), now).unwrap_err();
        let words = errors.of("from").unwrap();
        assert!(words.starts_with("Năm học 2026–2027 từ 07/09/2026 đến ") && words.ends_with("mục Lịch năm học."), "{words}");
    }
    // Thirty working days back, and no further.
    let of_day = |from: &str| ClosureForm::read(&typed(&[("kind", "storm"), ("from", from)])).parse(&school.facts(), now);
    assert!(of_day("14/10/2026").is_ok());
    assert!(of_day("13/10/2026").unwrap_err().of("from").unwrap().contains("quá 30 ngày làm việc"));
    // What is shut already is not shut again, nor a part of it: also not a class of a department that is shut.
    let mut by_department = school.clone();
    by_department.shuts("cô Nguyệt", department(&school, "Mẫu giáo 4–5 tuổi"), FRIDAY, "2026-11-25 08:00");
    let inside = format!("class.{}", school.class("4A"));
    let again = "from: Đã báo lúc 08:00 ngày 25/11/2026: Nghỉ bão số 13 (tổ Mẫu giáo 4–5 tuổi), 27/11/2026. Không phải báo nữa.";
    check(&by_department, &[("kind", "power-cut"), ("from", "27/11/2026"), ("whose", &inside)], again);
    let outside = format!("class.{}", school.class("5A"));
    let other = [("kind", "power-cut"), ("from", "27/11/2026"), ("whose", outside.as_str())];
    assert!(ClosureForm::read(&typed(&other)).parse(&by_department.facts(), now).is_ok());
    // A class that has ended is not shut any more.
    let mut ended = school.clone();
    let class_4a = school.class("4A");
    let classes = ended.regime.organisation.classes.iter_mut();
    classes.filter(|one| one.id == class_4a).for_each(|one| one.until = Some(day("2026-11-20")));
    let of_ended = [("kind", "power-cut"), ("from", "27/11/2026"), ("whose", inside.as_str())];
    check(&ended, &of_ended, "whose: Có tổ hoặc lớp vừa bị bỏ khỏi danh sách. Chọn lại.");
    school.shuts("cô Nguyệt", Scope::whole(), FRIDAY, "2026-11-25 08:00");
    let part = format!("class.{}", school.class("4A"));
    let again = "from: Đã báo lúc 08:00 ngày 25/11/2026: Nghỉ bão số 13 (toàn trường), 27/11/2026. Không phải báo nữa.";
    check(&school, &[("kind", "power-cut"), ("from", "27/11/2026"), ("whose", &part)], again);
    let longer = [("kind", "storm"), ("from", "27/11/2026"), ("to", "30/11/2026")];
    assert!(ClosureForm::read(&typed(&longer)).parse(&school.facts(), now).is_ok());
}

#[test]
fn a_first_day_that_is_moved_past_the_last_one_takes_it_along() {
    let check = |from: &str, to: &str, shown: (&str, &str), wanted: &str| {
        let shown = [("shown-from", shown.0), ("shown-to", shown.1)];
        let sent = ClosureForm::read(&typed(&[&[("kind", "storm"), ("from", from), ("to", to)], &shown[..]].concat()));
        assert_eq!((sent.from.as_str(), sent.to.as_str()), (from, wanted));
    };
    let today = ("25/11/2026", "25/11/2026");
    check("27/11/2026", "25/11/2026", today, "27/11/2026");
    check("23/11/2026", "25/11/2026", today, "25/11/2026");
    check("27/11/2026", "30/11/2026", today, "30/11/2026");
    check("7/12/2026", "27/11/2026", ("23/11/2026", "27/11/2026"), "11/12/2026");
    check("24/11/2026", "27/11/2026", ("23/11/2026", "27/11/2026"), "27/11/2026");
    // Whoever has typed both means both, and is told of the order; so is whoever corrects a page that told them of it.
    check("27/11/2026", "26/11/2026", today, "26/11/2026");
    check("28/11/2026", "25/11/2026", ("27/11/2026", "25/11/2026"), "25/11/2026");
    check("27/11/2026", "25/11/2026", ("", ""), "25/11/2026");
    check("hôm nay", "25/11/2026", today, "25/11/2026");
}

#[test]
fn more_than_two_weeks_are_declared_only_by_whoever_says_how_many_days_they_are() {
    let school = nam_thanh();
    let facts = school.facts();
    let check = |to: &str, long: &str, wanted: Option<&str>| {
        let sent = [("kind", "epidemic"), ("from", "30/11/2026"), ("to", to), ("long", long)];
        let form = ClosureForm::read(&typed(&sent));
        let plan = form.parse(&facts, at("2026-11-25 14:20")).unwrap();
        let told = form.check_length(&plan, facts.calendar()).map_err(|errors| told(&errors));
        assert_eq!(told.err(), wanted.map(|words| vec![words.to_owned()]), "{to}, {long}");
    };
    check("11/12/2026", "", None);
    let eleven = "long: Đợt nghỉ này dài 11 ngày dạy. Đúng vậy thì đánh dấu ô này, nhầm thì sửa Đến hết ngày.";
    check("14/12/2026", "", Some(eleven));
    check("14/12/2026", "10", Some(eleven));
    check("14/12/2026", "11", None);
    // Sundays are no days of teaching; what was said of fewer days is not said of more.
    check("15/12/2026", "11", Some("long: Đợt nghỉ này dài 12 ngày dạy. Đúng vậy thì đánh dấu ô này, nhầm thì sửa Đến hết ngày."));
}

#[test]
fn a_closure_is_called_by_its_words() {
    let school = nam_thanh();
    let check = |kind, words: &str, name: &str| {
        let plan = ClosurePlan { kind, days: Span::one_day(day(FRIDAY.0)), scope: class(&school, "4A"), words: words.to_owned() };
        assert_eq!(plan.full_name(&school.regime), format!("{name} (lớp 4A)"));
    };
    check(ClosureKind::Storm, "", "Nghỉ bão");
    check(ClosureKind::Storm, "Bão số 13", "Nghỉ bão số 13");
    check(ClosureKind::Storm, "nghỉ bão số 13", "Nghỉ bão số 13");
    check(ClosureKind::Storm, "UBND xã cho nghỉ", "Nghỉ bão: UBND xã cho nghỉ");
    check(ClosureKind::PowerCut, "mất điện cả xã", "Nghỉ do mất điện cả xã");
    check(ClosureKind::Epidemic, "", "Nghỉ phòng dịch");
    check(ClosureKind::Other, "vỡ đường ống nước", "Nghỉ vì vỡ đường ống nước");
    check(ClosureKind::Other, "nghỉ hội làng", "Nghỉ hội làng");
    check(ClosureKind::Other, "Do vỡ đường ống nước", "Nghỉ do vỡ đường ống nước");
    check(ClosureKind::PowerCut, "", "Nghỉ do mất điện");
}

#[test]
fn a_reviewer_and_whoever_corrects_are_not_late_because_the_school_was_shut() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-25 15:00");
    let back = Return { reasons: Vec::new(), words: "Còn trống".to_owned(), correct_by: day("2026-11-27") };
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Returned(back), "2026-11-26 09:00");
    let scope = class(&school, "4A");
    school.hands_in("cô Hoa", "Kế hoạch tuần 13 · Lớp 4A", "2026-11-25 15:00");
    let told_of = |school: &mut NamThanh, title: &str| {
        let record = school.obligation(title).clone();
        review_told(&school.facts(), &record, at("2026-11-28 08:00")).unwrap()
    };
    let ReviewTold::Returned(before) = told_of(&mut school, PLAN) else { panic!("it was given back") };
    assert!(before.overdue.is_some());
    let ReviewTold::Waiting(waits) = told_of(&mut school, "Kế hoạch tuần 13 · Lớp 4A") else { panic!("it waits") };
    assert_eq!((waits.review_by, waits.overdue.is_some()), (day("2026-11-27"), true));
    school.shuts("cô Nguyệt", scope, FRIDAY, "2026-11-27 06:00");
    school.bring_up_to_date(at("2026-11-27 06:00"));
    let ReviewTold::Returned(after) = told_of(&mut school, PLAN) else { panic!("it was given back") };
    assert_eq!((after.correct_by, after.overdue), (day("2026-11-30"), None));
    let ReviewTold::Waiting(waits) = told_of(&mut school, "Kế hoạch tuần 13 · Lớp 4A") else { panic!("it waits") };
    assert_eq!((waits.review_by, waits.overdue), (day("2026-11-30"), None));
    let facts = school.facts();
    assert_eq!(corrected_by(facts.calendar(), day("2026-11-27")), day("2026-11-27"), "others are not shut");
}

#[test]
fn those_whose_due_days_moved_are_told_once_and_at_once() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-26 15:00");
    let storm = school.shuts("cô Nguyệt", Scope::whole(), FRIDAY, "2026-11-26 21:00");
    school.bring_up_to_date(at("2026-11-26 21:00"));
    let told = |school: &NamThanh, mention: &str, now: &str| {
        let (facts, person) = (school.facts(), school.person_id(mention));
        let all = notices(&facts, person, at(now)).into_iter();
        let of_closures = all.filter(|one| matches!(one.news, News::Shut { .. } | News::OpenAgain { .. }));
        of_closures.map(|one| (one.at, one.news)).collect::<Vec<_>>()
    };
    let name = "Nghỉ bão số 13 (toàn trường)".to_owned();
    let weekly = ("Kế hoạch tuần 13 · Lớp 4A".to_owned(), day("2026-11-27"), day("2026-11-30"));
    let wanted = News::Shut { closure: storm, name: name.clone(), moved: vec![weekly] };
    assert_eq!(told(&school, "cô Hoa", "2026-11-26 21:00"), [(at("2026-11-26 21:00"), wanted)], "her plan was in time already");
    assert_eq!(told(&school, "cô Thảo", "2026-11-26 21:00"), [], "it is not her turn");
    assert_eq!(told(&school, "cô Nguyệt", "2026-11-26 21:00"), [], "nobody is told of their own deeds");
    assert_eq!(told(&school, "cô Hoa", "2027-01-26 21:00"), []);
    let hoa = school.person_id("cô Hoa");
    let facts = school.facts();
    let waits = WaitingRecords::of(&facts, hoa, at("2026-11-26 21:00"));
    assert_eq!(unread(&facts, hoa, &waits, None, at("2026-11-26 21:00")), 1);
    // Taken back in time, they are told that the days are those from before.
    school.takes_back("cô Vân", storm, "2026-11-26 22:00");
    school.bring_up_to_date(at("2026-11-26 22:00"));
    let due = vec![("Kế hoạch tuần 13 · Lớp 4A".to_owned(), day("2026-11-27"))];
    let wanted = News::OpenAgain { closure: storm, name, due, put_off: Vec::new() };
    assert_eq!(told(&school, "cô Hoa", "2026-11-26 22:00"), [(at("2026-11-26 22:00"), wanted)]);
}

#[test]
fn a_closure_is_told_with_its_clause_and_as_a_message() {
    let mut school = nam_thanh();
    let scope = class(&school, "4A");
    school.shuts("cô Vân", scope, FRIDAY, "2026-11-26 21:00");
    school.bring_up_to_date(at("2026-11-26 21:00"));
    let told = |school: &NamThanh, mention: &str, now: &str| {
        let facts = school.facts();
        closure_told(&facts, &facts.actor(school.person_id(mention), at(now)), &facts.closures[0], at(now))
    };
    let one = told(&school, "cô Hoa", "2026-11-26 21:00");
    assert_eq!((one.number.as_str(), one.place.as_str(), one.clause), ("01", "lớp 4A", "Điều 4 điểm c của Quy chế"));
    assert_eq!((one.state, one.may_take_back, one.declared.who.as_str()), (ClosureState::Present, false, "Trần Thị Bích Vân"));
    assert!(one.moved > 0);
    assert!(told(&school, "cô Nguyệt", "2026-11-26 21:00").may_take_back);
    assert_eq!(told(&school, "cô Nguyệt", "2026-11-28 08:00").state, ClosureState::Over);
    assert_eq!(
        message(&school.facts(), &one),
        "Kính gửi các thầy cô Trường Mầm non Nam Thanh.\n\
         Lớp 4A nghỉ bão số 13 thứ Sáu 27/11/2026. Lý do: mưa bão, đi lại không an toàn cho trẻ và cô.\n\
         Hạn nộp hồ sơ rơi vào ngày nghỉ dời sang ngày làm việc kế tiếp, không ai bị tính muộn. Hạn mới có ở Việc của tôi.\n\
         Vướng chỗ nào thì nhắn lại. Trân trọng cảm ơn."
    );
    school.takes_back("cô Nguyệt", id(18, 1), "2026-11-27 05:00");
    let back = told(&school, "cô Nguyệt", "2026-11-27 05:00");
    assert_eq!(
        (back.state, back.may_take_back, back.stays_shut),
        (ClosureState::TakenBack, false, Some(Span::one_day(day(FRIDAY.0))))
    );
    assert!(message(&school.facts(), &back).contains("đã rút. Vẫn tính là nghỉ: thứ Sáu 27/11/2026. Lý do: Bão đổi hướng."));
}

#[test]
fn what_is_announced_and_not_over_stands_on_the_dashboard() {
    let mut school = nam_thanh();
    let one_day = school.shuts("cô Nguyệt", Scope::whole(), FRIDAY, "2026-11-25 10:00");
    let told = |school: &NamThanh, now: &str| {
        announced(&school.facts(), at(now)).into_iter().map(|one| (one.closure, one.words)).collect::<Vec<_>>()
    };
    let words = "Đang báo nghỉ 27/11/2026 (toàn trường)".to_owned();
    for now in ["2026-11-25 10:00", "2026-11-27 23:00"] {
        assert_eq!(told(&school, now), [(one_day, words.clone())], "{now}");
    }
    assert!(told(&school, "2026-11-28 00:00").is_empty());
    school.takes_back("cô Nguyệt", one_day, "2026-11-25 11:00");
    assert!(told(&school, "2026-11-25 12:00").is_empty());
}
