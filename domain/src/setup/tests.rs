#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    forms::FormErrors,
    locks::{AuthorityForm, LockAuthority, LockReading},
    people::Position,
    refusal::Refusal,
    regime::Regime,
    schools::SchoolForm,
    testing::{
        day,
        forms::{told, typed},
        nam_thanh, nam_thanh_calendar,
    },
};

#[test]
fn who_sets_the_school_up() {
    let fields = typed(&[
        ("name", "  Trường Mầm non   Hoa Sen "),
        ("who", "Phạm Văn Định"),
        ("call", "thay"),
        ("username", "QuanLy"),
        ("post", "management-team"),
    ]);
    let (school, form) = (SchoolForm::read(&fields), FounderForm::read(&fields));
    assert_eq!(school.school_name().unwrap(), "Trường Mầm non Hoa Sen");
    let founder = form.parse().unwrap();
    assert_eq!((founder.username.as_str(), founder.position), ("quanly", Position::ManagementTeam));
    let password = |password: &str, again: &str| {
        let fields = typed(&[("password", password), ("again", again)]);
        chosen_password(&fields, &crate::passwords::KnownNames::default()).map(str::to_owned)
    };
    assert_eq!(password("một câu ngắn", "một câu ngắn").unwrap(), "một câu ngắn");
    let nothing = FormErrors::both(FounderForm::first().parse(), password("ngắn", "ngắn"));
    let errors = FormErrors::both(SchoolForm::first().school_name(), nothing).unwrap_err();
    let fields: Vec<&str> = errors.iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["name", "who", "username", "password"]);
    assert_eq!(told(&password("một câu ngắn", "hai câu ngắn").unwrap_err()), ["again: Hai lần gõ chưa giống nhau."]);
}

// The opening.

#[test]
fn from_which_day_a_school_counts() {
    let calendar = nam_thanh_calendar();
    let check = |today: &str, wanted: &str, weeks: &[u8]| {
        assert_eq!(OpeningForm::first(&calendar, day(today)).counts_from, wanted, "{today}");
        let choices: Vec<u8> = practice_choices(&calendar, day(today)).iter().map(|week| week.number).collect();
        assert_eq!(choices, weeks, "{today}");
    };
    // The plans of week 1 are due on the Friday before it.
    check("2026-08-20", "31/08/2026", &[1, 2]);
    check("2026-09-03", "03/09/2026", &[1, 2]);
    check("2026-11-25", "25/11/2026", &[12, 13]);
    check("2027-05-12", "12/05/2027", &[35]);
    check("2027-07-01", "07/09/2026", &[]);
}

#[test]
fn a_week_of_practice() {
    let calendar = nam_thanh_calendar();
    let form = |practice: &str, from: &str| {
        OpeningForm { practice: practice.to_owned(), counts_from: from.to_owned(), ..OpeningForm::default() }
            .parse(&calendar, day("2026-11-25"))
    };
    let authority = LockAuthority::default();
    assert_eq!(form("12", "25/11/2026"), Ok(Opening { practice_week: Some(12), counts_from: day("2026-11-25"), authority }));
    assert_eq!(form("", "1/11/2026").unwrap().practice_week, None);
    assert_eq!(
        told(&form("20", "25/11/2026").unwrap_err()),
        ["practice: Chọn một tuần trong danh sách, hoặc không có tuần tập dượt."]
    );
    // Who decides about locks is asked here too: the recommended readings where nobody answers.
    let asked = |parts: &str, opening: &str| {
        let authority = AuthorityForm { parts: parts.to_owned(), opening_and_whole: opening.to_owned() };
        OpeningForm { counts_from: "25/11/2026".to_owned(), authority, ..OpeningForm::default() }
            .parse(&calendar, day("2026-11-25"))
    };
    let principals = LockAuthority { parts: LockReading::PrincipalOnly, ..LockAuthority::default() };
    assert_eq!(asked("principal", "").unwrap().authority, principals);
    assert_eq!(told(&asked("everybody", "together").unwrap_err()), ["parts: Chọn một cách."]);
    assert_eq!(told(&form("", "01/08/2027").unwrap_err()), ["from: Năm học hết ngày 14/05/2027; chọn ngày sớm hơn."]);
}

#[test]
fn no_school_opens_without_classes_and_record_types() {
    let Regime { mut organisation, record_types: mut types, rules, .. } = nam_thanh().regime;
    assert_eq!(check_steps(&organisation, &types, &rules), Ok(()));
    assert_eq!(check_steps(&organisation, &types, &[]), Err(Refusal::NoRecordTypeYet));
    for one in &mut types {
        one.retired = true;
    }
    assert_eq!(check_steps(&organisation, &types, &rules), Err(Refusal::NoRecordTypeYet));
    organisation.classes.clear();
    assert_eq!(check_steps(&organisation, &types, &rules), Err(Refusal::NoClassYet));
    // The words name the step by its title.
    for (refusal, step) in [(Refusal::NoClassYet, Step::Units), (Refusal::NoRecordTypeYet, Step::Types)] {
        assert!(refusal.words().advice.contains(&format!("bước {},", step.title())), "{refusal:?}");
    }
}
