#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::testing::{
    day,
    forms::{told, typed},
    nam_thanh, nam_thanh_calendar,
};

#[test]
fn the_next_year_is_shown_four_weeks_before_it_begins() {
    let years = [day("2026-09-07"), day("2027-09-06")];
    let shown = |today: &str| running(&years, day(today));
    assert_eq!(shown("2026-06-01"), Some(0), "before any year the first one");
    assert_eq!(shown("2027-08-08"), Some(0));
    assert_eq!(shown("2027-08-09"), Some(1));
    assert_eq!(running(&[], day("2026-06-01")), None);
}

#[test]
fn a_calendar_of_another_year_does_not_take_this_ones_place() {
    let known = nam_thanh().regime.calendar;
    assert!(is_same_year(&known, day("2026-09-14")).is_ok());
    let errors = is_same_year(&known, day("2027-09-06")).unwrap_err();
    assert!(errors.of("first_week").unwrap().contains("07/09/2026") && errors.of("first_week").unwrap().contains("Năm học mới"));
    assert!(follows(&known, "2027-2028", day("2027-09-06")).is_ok());
    for (name, first_week, field) in [
        ("2026-2027", "2027-09-06", "year"),
        ("2027-2028", "2027-03-01", "first_week"),
        ("2025-2026", "2025-09-08", "first_week"),
        ("2037-2038", "2037-09-07", "first_week"),
    ] {
        assert!(follows(&known, name, day(first_week)).unwrap_err().of(field).is_some(), "{name} {first_week}");
    }
}

// The form of a calendar, and its preview.

#[test]
fn first_values_are_those_of_the_year_that_runs_or_comes_next() {
    for (today, year, first_week) in [
        ("2026-08-20", "2026-2027", "07/09/2026"),
        ("2026-11-23", "2026-2027", "07/09/2026"),
        ("2027-02-10", "2026-2027", "07/09/2026"),
        ("2027-06-01", "2027-2028", "06/09/2027"),
        ("2022-09-01", "2022-2023", "05/09/2022"),
    ] {
        let form = YearForm::first(day(today));
        assert_eq!((form.school_year.as_str(), form.first_week.as_str()), (year, first_week), "{today}");
        let calendar = form.parse().unwrap();
        assert_eq!(calendar.teaching_weeks().len(), 35, "{today}");
        assert!(calendar.planned_off(day(&format!("{}-01-01", &year[5..]))).is_some(), "{today}");
    }
}

#[test]
fn a_calendar_survives_its_own_form() {
    let calendar = nam_thanh_calendar();
    let form = YearForm::of(&calendar);
    assert_eq!(form.parse().unwrap(), calendar);
    assert_eq!(form.with_room(true).parse().unwrap(), calendar, "empty rows are nothing");
}

#[test]
fn the_year_as_browsers_send_it() {
    let form = YearForm::read(&typed(&[
        ("year", "2026–2027"),
        ("first_week", " 7/9/2026 "),
        ("weeks", "35"),
        ("second_semester", "19"),
        ("d", "mon"),
        ("d", "sat"),
        ("f0", ""),
        ("t0", ""),
        ("k0", "holiday"),
        ("n0", ""),
        ("f1", "08/02/2027"),
        ("t1", "15/02/2027"),
        ("k1", "week_off"),
        ("n1", "Tết"),
    ]));
    assert_eq!(form.rows.len(), 1, "the empty row is gone");
    let calendar = form.parse().unwrap();
    assert_eq!(calendar.school_year(), "2026-2027");
    assert_eq!(calendar.working_days().codes().collect::<Vec<_>>(), ["mon", "sat"]);
    let mondays: Vec<_> = calendar.parts().unnumbered.iter().map(|week| week.monday.to_string()).collect();
    assert_eq!(mondays, ["2027-02-08", "2027-02-15"], "a row over two weeks is two weeks");
}

#[test]
fn all_that_is_wrong_in_a_year_is_told_at_its_field() {
    let row = |from: &str, to: &str, kind: &str, name: &str| DayRow {
        from: from.to_owned(),
        to: to.to_owned(),
        kind: kind.to_owned(),
        name: name.to_owned(),
    };
    let good = YearForm::first(day("2026-08-20"));
    let check = |change: &dyn Fn(&mut YearForm), wanted: &[&str]| {
        let mut form = good.clone();
        change(&mut form);
        assert_eq!(told(&form.parse().unwrap_err()), wanted);
    };
    check(&|form| form.first_week = "08/09/2026".to_owned(), &["first_week: 08/09/2026 là thứ Ba, phải là thứ Hai."]);
    check(
        &|form| form.first_week = "31/09/2026".to_owned(),
        &["first_week: “31/09/2026” không có trong lịch, viết ngày/tháng/năm như 07/09/2026."],
    );
    check(&|form| form.weeks = "ba mươi".to_owned(), &["weeks: Số tuần: viết một số, như 35."]);
    check(&|form| form.weeks = "90".to_owned(), &["weeks: Số tuần là 90, phải từ 1 đến 53."]);
    check(&|form| form.working_days.clear(), &["d: Cần ít nhất một ngày làm việc trong tuần."]);
    check(&|form| form.school_year.clear(), &["year: Còn để trống."]);
    check(
        &|form| form.rows.push(row("30/02/2027", "", "holiday", "Tết")),
        &["f3: “30/02/2027” không có trong lịch, viết ngày/tháng/năm như 07/09/2026."],
    );
    check(&|form| form.rows.push(row("", "", "holiday", "Tết")), &["f3: Thiếu ngày, viết như 07/09/2026."]);
    check(
        &|form| form.rows.push(row("01/01/2027", "", "holiday", "Tết")),
        &["f3: 01/01/2027 ghi nghỉ hai lần, lần kia là “Tết Dương lịch”."],
    );
    check(
        &|form| form.rows.push(row("05/02/2027", "01/02/2027", "holiday", "Tết")),
        &["t3: Ngày cuối 01/02/2027 trước ngày đầu 05/02/2027."],
    );
    check(&|form| form.rows.push(row("09/02/2027", "", "week_off", "Tết")), &["f3: 09/02/2027 là thứ Ba, phải là thứ Hai."]);
    check(&|form| form.rows.push(row("08/02/2027", "", "holiday", "")), &["n3: Còn để trống."]);
    check(
        &|form| {
            form.first_week = "x".to_owned();
            form.rows.push(row("99/99/2027", "", "holiday", ""));
        },
        &[
            "first_week: “x” không có trong lịch, viết ngày/tháng/năm như 07/09/2026.",
            "f3: “99/99/2027” không có trong lịch, viết ngày/tháng/năm như 07/09/2026.",
            "n3: Còn để trống.",
        ],
    );
}

#[test]
fn the_year_at_a_glance() {
    let preview = YearPreview::of(&nam_thanh_calendar());
    assert_eq!((preview.weeks, preview.span.from, preview.span.to), (35, day("2026-09-07"), day("2027-05-14")));
    let months: Vec<&str> = preview.months.iter().map(|month| month.label.as_str()).collect();
    assert_eq!(months, ["Tháng 9", "Tháng 10", "Tháng 11", "Tháng 12", "Tháng 1", "Tháng 2", "Tháng 3", "Tháng 4", "Tháng 5"]);
    assert_eq!(preview.months[5].weeks[1], WeekCell::Gap("Tết".to_owned()));
    assert_eq!(preview.months[4].weeks[1], WeekCell::Numbered { number: 19, second_semester: true });
    assert_eq!(preview.warnings.len(), 1, "the province's boundary is not the regulation's");
    assert_eq!(preview.moved_words[0].split(':').next(), Some("4 hạn giáo án và kế hoạch tuần dời vì ngày nghỉ"));
}

// Whose calendar a form is about.

#[test]
fn the_next_year_is_asked_for_in_an_open_school_alone() {
    use crate::setup::Phase;
    for which in [WhichYear::Present, WhichYear::Next] {
        assert_eq!(which.in_phase(Phase::Open), which);
        assert_eq!(which.in_phase(Phase::SettingUp), WhichYear::Present);
    }
}

#[test]
fn a_form_begins_with_what_was_entered_for_its_year_or_with_first_values() {
    let calendar = nam_thanh_calendar();
    let check = |which: WhichYear, present, next, today: &str, wanted: &str| {
        let form = which.first_form(EnteredCalendars { present, next }, day(today));
        assert_eq!(form.school_year, wanted, "{which:?} {today}");
    };
    check(WhichYear::Present, None, None, "2027-07-01", "2027-2028");
    check(WhichYear::Present, Some(&calendar), None, "2027-07-01", "2026-2027");
    check(WhichYear::Next, Some(&calendar), None, "2026-11-25", "2027-2028");
    check(WhichYear::Next, None, None, "2026-11-25", "2026-2027");
    check(WhichYear::Next, None, Some(&calendar), "2029-11-25", "2026-2027");
}

#[test]
fn a_calendar_is_checked_against_the_present_one_in_an_open_school_alone() {
    use crate::setup::Phase;
    let calendar = nam_thanh_calendar();
    let (this, other) = (YearForm::of(&calendar), YearForm::first(day("2027-07-01")));
    let is_right = |which: WhichYear, form: &YearForm, phase| which.check(form, Some(&calendar), phase).is_ok();
    assert!(is_right(WhichYear::Present, &this, Phase::Open) && !is_right(WhichYear::Present, &other, Phase::Open));
    assert!(is_right(WhichYear::Next, &other, Phase::Open) && !is_right(WhichYear::Next, &this, Phase::Open));
    assert!(is_right(WhichYear::Present, &other, Phase::SettingUp), "nothing was handed in for the first one yet");
    assert!(WhichYear::Next.check(&other, None, Phase::Open).is_ok());
}

#[test]
fn a_next_year_that_begins_soon_is_the_present_one_once_it_is_saved() {
    let form = YearForm::first(day("2027-07-01"));
    assert_eq!(form.first_week, "06/09/2027");
    assert_eq!(WhichYear::Next.once_saved(&form, day("2027-08-08")), WhichYear::Next);
    assert_eq!(WhichYear::Next.once_saved(&form, day("2027-08-09")), WhichYear::Present);
    assert_eq!(WhichYear::Next.once_saved(&YearForm::default(), day("2027-08-09")), WhichYear::Next, "no day was typed");
}

#[test]
fn a_wrong_semester_is_no_mistake_of_a_row() {
    let form = YearForm { semester_2: "xix".to_owned(), ..YearForm::of(&nam_thanh_calendar()) };
    let errors = form.parse().unwrap_err();
    assert!(errors.of("second_semester").is_some());
    assert_eq!(errors.rows(), 0);
}
