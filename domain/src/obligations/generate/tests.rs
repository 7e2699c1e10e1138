#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeMap;

use super::*;
use crate::{
    calendar::{SchoolCalendar, SpecialDayKind},
    deadlines::DueRule,
    people::{ClassGroup, DepartmentId, Position},
    record_types::Theme,
    scope::{Scope, Whose},
    testing::{NamThanh, day, id, nam_thanh},
};

/// Of one type: what is owed, with titles as in lists.
fn of(school: &NamThanh, code: &str) -> Vec<Terms> {
    let wanted_type = school.regime.record_types.iter().find(|one| one.code == code).unwrap().id;
    school.generated().into_iter().filter(|one| one.record_type == wanted_type).collect()
}

#[test]
fn the_same_input_gives_the_same_list() {
    let school = nam_thanh();
    assert_eq!(school.generated(), school.generated());
    assert_eq!(school.generated(), school.clone().generated());
    let mut keys: Vec<_> = school.generated().iter().map(|one| (one.record_type, one.period, one.owner)).collect();
    let all = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), all, "one record for each type, period and owner");
}

#[test]
fn the_starter_set_of_a_whole_year() {
    let school = nam_thanh();
    let counts: Vec<(String, usize)> =
        school.regime.record_types.iter().map(|one| (one.code.clone(), of(&school, &one.code).len())).collect();
    let wanted = [
        ("khgd-hk1", 12),
        ("khgd-hk2", 12),
        ("ke-hoach-tuan", 12 * 35),
        ("giao-an", 12 * 35),
        ("tu-lieu", 12 * 35),
        ("ke-hoach-chu-de", 12 * 8),
        ("ke-hoach-to", 6 * 9),
        ("bien-ban-to", 6 * 9),
        ("chuyen-de", 6 * 2),
        ("thuc-don", 35),
        ("kiem-thuc", 35),
        ("lich-cong-tac", 35),
        ("y-te", 35),
        ("ke-toan", 9),
    ];
    assert_eq!(counts, wanted.map(|(code, count)| (code.to_owned(), count)));
}

#[test]
fn a_record_stands_in_the_week_of_its_due_day() {
    let mut school = nam_thanh();
    // "period's key, due day, week of the dashboard"
    let check = |school: &NamThanh, code: &str, wanted: &[(&str, Option<&str>, Option<u8>)]| {
        let all: BTreeMap<String, (Option<NaiveDate>, Option<u8>)> =
            of(school, code).into_iter().map(|one| (one.period.key(), (one.due.map(|due| due.day), one.week))).collect();
        for (period, due, week) in wanted {
            assert_eq!(all[*period], (due.map(day), *week), "{code} {period}");
        }
    };
    // Weekly records stand in their own week, with a due day or without.
    check(&school, "giao-an", &[("w1", Some("2026-09-04"), Some(1)), ("w18", Some("2026-12-31"), Some(18))]);
    check(&school, "giao-an", &[("w23", Some("2027-02-03"), Some(23)), ("w35", Some("2027-05-07"), Some(35))]);
    check(&school, "tu-lieu", &[("w12", None, Some(12))]);
    check(&school, "kiem-thuc", &[("w12", Some("2026-11-27"), Some(12)), ("w22", Some("2027-02-03"), Some(22))]);
    // Others in the numbered week that holds their due day.
    check(&school, "khgd-hk1", &[("s1", Some("2026-09-11"), Some(1))]);
    check(&school, "khgd-hk2", &[("s2", Some("2027-01-08"), Some(18))]);
    check(&school, "ke-toan", &[("m2026-09", Some("2026-09-30"), Some(4)), ("m2026-10", Some("2026-10-30"), Some(8))]);
    check(&school, "ke-toan", &[("m2027-02", Some("2027-02-26"), Some(24)), ("m2027-04", Some("2027-04-29"), Some(33))]);
    // After the last week they stand in it.
    check(&school, "ke-toan", &[("m2027-05", Some("2027-05-31"), Some(35))]);
    check(&school, "ke-hoach-to", &[("m2026-11", None, None)]);
    // Due in Tết: the last numbered week before. Due before week 1: week 1.
    school.record_type("chuyen-de").due = DueRule::WorkingDaysAfterPeriod(0);
    school.declares(SpecialDayKind::Makeup, "2027-02-11", "2027-02-11", "Trực Tết");
    school.record_type("ke-hoach-to").recurrence = Recurrence::EachTheme;
    school.regime.themes = vec![Theme { id: id(6, 1), name: "Tết".to_owned(), from_week: 23, through_week: 24 }];
    school.record_type("ke-hoach-to").due = DueRule::FRIDAY_BEFORE;
    check(&school, "ke-hoach-to", &[("t00000000-0000-0006-0000-000000000001", Some("2027-02-11"), Some(22))]);
    school.record_type("ke-toan").recurrence = Recurrence::OnceAYear;
    school.record_type("ke-toan").due = DueRule::FRIDAY_BEFORE;
    check(&school, "ke-toan", &[("y", Some("2026-09-04"), Some(1))]);
}

#[test]
fn rows_of_the_dashboard() {
    let school = nam_thanh();
    let row = |code: &str| -> Vec<Option<DepartmentId>> {
        let mut rows: Vec<_> = of(&school, code).into_iter().map(|one| one.department).collect();
        rows.dedup();
        rows
    };
    assert_eq!(row("y-te"), [Some(school.department("Văn phòng"))]);
    assert_eq!(row("ke-toan"), [Some(school.department("Văn phòng"))]);
    assert_eq!(row("thuc-don"), [Some(school.department("Nuôi dưỡng"))]);
    assert_eq!(row("lich-cong-tac"), [None]);
    let plan = of(&school, "giao-an").into_iter().find(|one| one.owner == Owner::Class(school.class("4A")));
    assert_eq!(plan.unwrap().department, Some(school.department("Mẫu giáo 4–5 tuổi")));
}

#[test]
fn turns_follow_the_roster_while_the_teacher_is_there() {
    let mut school = nam_thanh();
    let turn_of = |school: &NamThanh, class: &str, week: u8| {
        let owner = Owner::Class(school.class(class));
        let mut plans = of(school, "giao-an").into_iter();
        plans.find(|one| one.owner == owner && one.period == Period::Week(week)).unwrap().turn
    };
    let (hoa, thao) = (school.person_id("cô Hoa"), school.person_id("cô Thảo"));
    assert_eq!(turn_of(&school, "4A", 13), Some(hoa));
    assert_eq!(turn_of(&school, "4A", 14), Some(thao));
    assert_eq!(turn_of(&school, "5A", 13), None);
    assert!(of(&school, "khgd-hk2").iter().all(|one| one.turn.is_none()));
    // cô Thảo leaves the class on the Tuesday of week 14 and comes back in week 20.
    let class = school.class("4A");
    let appointments = &mut school.regime.organisation.appointments;
    let hers = appointments.iter_mut().find(|one| one.person == thao).unwrap();
    hers.until = Some(day("2026-12-08"));
    let again = crate::people::Appointment { from: day("2027-01-18"), until: None, ..hers.clone() };
    assert_eq!(again.position, Position::Teacher(class));
    appointments.push(again);
    let turns: Vec<bool> = [12, 14, 16, 18, 20].map(|week| turn_of(&school, "4A", week) == Some(thao)).to_vec();
    assert_eq!(turns, [true, true, false, false, true]);
}

#[test]
fn what_each_person_owes_goes_with_their_position() {
    let mut school = nam_thanh();
    let (hoa, thao) = (school.person_id("cô Hoa"), school.person_id("cô Thảo"));
    let owners = |school: &NamThanh| -> Vec<Owner> {
        of(school, "ke-toan").into_iter().filter(|one| one.period.key() == "m2026-11").map(|one| one.owner).collect()
    };
    school.record_type("ke-toan").owed_by = OwedBy::EachTeacher;
    let teachers: Vec<PersonId> = {
        let all = school.regime.organisation.appointments.iter();
        all.filter(|one| matches!(one.position, Position::Teacher(_))).map(|one| one.person).collect()
    };
    assert!(owners(&school).iter().all(|owner| matches!(owner, Owner::Person(id) if teachers.contains(id))));
    assert!(owners(&school).contains(&Owner::Person(hoa)));
    let row = of(&school, "ke-toan").into_iter().find(|one| one.owner == Owner::Person(hoa)).unwrap().department;
    assert_eq!(row, Some(school.department("Mẫu giáo 4–5 tuổi")), "in the row of her class's department");

    // Whoever leaves before the due day, 30/11, owes nothing of that month; nor does whoever comes after it.
    let hers = |school: &mut NamThanh, from: Option<&str>, until: Option<&str>| {
        for one in school.regime.organisation.appointments.iter_mut().filter(|one| one.person == thao) {
            one.until = until.map(day);
            one.from = from.map_or(one.from, day);
        }
    };
    let check = |school: &mut NamThanh, from: Option<&str>, until: Option<&str>, owes: bool| {
        hers(school, from, until);
        assert_eq!(owners(school).contains(&Owner::Person(thao)), owes, "{from:?} {until:?}");
    };
    check(&mut school, None, Some("2026-11-27"), false);
    check(&mut school, None, Some("2026-11-30"), true);
    check(&mut school, Some("2026-11-30"), None, true);
    check(&mut school, Some("2026-12-01"), None, false);
    // An end that is entered afterwards frees nobody of what had come due by then.
    let entered = |school: &mut NamThanh, at: Option<&str>| {
        let theirs = school.regime.organisation.appointments.iter_mut().filter(|one| one.person == thao);
        theirs.for_each(|one| one.end_known_since = at.map(crate::testing::at));
    };
    entered(&mut school, Some("2026-12-01 08:00"));
    check(&mut school, Some("2026-09-01"), Some("2026-11-27"), true);
    entered(&mut school, Some("2026-11-30 08:00"));
    check(&mut school, Some("2026-09-01"), Some("2026-11-27"), false);
    entered(&mut school, None);
    // Without a due day it is enough to have been there.
    school.record_type("ke-toan").due = DueRule::NotSet;
    check(&mut school, Some("2026-11-30"), None, true);
    check(&mut school, Some("2026-09-01"), Some("2026-11-02"), true);
    check(&mut school, Some("2026-09-01"), Some("2026-10-31"), false);

    // What looks back is for those who had a part in the month and are still there.
    school.record_type("ke-toan").due = DueRule::WorkingDaysAfterPeriod(5);
    check(&mut school, Some("2026-12-01"), None, false);
    check(&mut school, Some("2026-11-30"), None, true);
    check(&mut school, Some("2026-09-01"), Some("2026-12-02"), false);

    school.record_type("ke-toan").owed_by = OwedBy::EachPerson;
    // From November on she is vice principal: no head of her old department reads what is hers now.
    school.record_type("ke-toan").due = DueRule::LastWorkingDayOfPeriod;
    hers(&mut school, Some("2026-09-01"), Some("2026-10-31"));
    let promoted = crate::people::Appointment {
        person: thao,
        position: Position::VicePrincipal,
        from: day("2026-11-01"),
        until: None,
        known_since: None,
        end_known_since: None,
        acting: None,
    };
    school.regime.organisation.appointments.push(promoted);
    let row = |school: &NamThanh, person: PersonId, month: &str| {
        let mut all = of(school, "ke-toan").into_iter();
        all.find(|one| one.owner == Owner::Person(person) && one.period.key() == month).unwrap().department
    };
    assert_eq!(row(&school, thao, "m2026-10"), Some(school.department("Mẫu giáo 4–5 tuổi")));
    assert_eq!(row(&school, thao, "m2026-11"), None);
    let nurse = school
        .regime
        .organisation
        .appointments
        .iter()
        .find(|one| matches!(one.position, Position::SectionHolder(_)))
        .unwrap()
        .person;
    assert!(owners(&school).contains(&Owner::Person(nurse)));
    let principal = school.regime.organisation.appointments.iter().find(|one| one.position == Position::Principal).unwrap().person;
    assert_eq!(row(&school, principal, "m2026-11"), None, "Ban giám hiệu");
}

#[test]
fn the_week_of_practice() {
    let mut school = nam_thanh();
    school.regime.practice_week = Some(1);
    let practice: Vec<Terms> = school.generated().into_iter().filter(|one| one.practice).collect();
    assert!(practice.iter().all(|one| one.week == Some(1)));
    // 3 weekly types and KHGD of 12 classes, 2 of the kitchen, the school's, the nurse's.
    assert_eq!(practice.len(), 12 * 4 + 4);
}

#[test]
fn counting_begins_on_a_day() {
    let mut school = nam_thanh();
    let count = |school: &NamThanh, code: &str| of(school, code).len();
    school.regime.counts_from = day("2026-11-25");
    assert_eq!(count(&school, "khgd-hk1"), 0);
    assert_eq!(count(&school, "giao-an"), 12 * (35 - 12));
    // Without a due day the period's end decides.
    assert_eq!(count(&school, "tu-lieu"), 12 * (35 - 11));
    assert_eq!(count(&school, "ke-hoach-to"), 6 * 7);
    school.regime.counts_from = day("2026-11-27");
    assert_eq!(count(&school, "giao-an"), 12 * (35 - 12));
    school.regime.counts_from = day("2026-11-28");
    assert_eq!(count(&school, "giao-an"), 12 * (35 - 13));
}

#[test]
fn rules_of_the_day_on_which_the_period_begins() {
    let mut school = nam_thanh();
    let mut second = school.regime.rules[0].clone();
    (second.id, second.number, second.effective_from) = (id(8, 2), 2, day("2026-11-24"));
    school.regime.rules.push(second);
    let rules = |period: Period| of(&school, "giao-an").into_iter().find(|one| one.period == period).unwrap().rules;
    assert_eq!(rules(Period::Week(12)), id(8, 1));
    assert_eq!(rules(Period::Week(13)), id(8, 2));
    school.regime.rules.remove(0);
    assert!(school.generated().iter().all(|one| one.rules == id(8, 2)), "before any version, the first");
}

#[test]
fn what_is_owed_by_nobody() {
    let mut school = nam_thanh();
    school.record_type("giao-an").retired = true;
    assert_eq!(of(&school, "giao-an"), []);
    school.record_type("thuc-don").owed_by = OwedBy::Department(id(1, 99));
    assert_eq!(of(&school, "thuc-don"), []);
    school.record_type("y-te").owed_by = OwedBy::Section(id(3, 99));
    assert_eq!(of(&school, "y-te"), []);
    school.regime.organisation.classes = Vec::<ClassGroup>::new();
    assert_eq!(of(&school, "tu-lieu"), []);
    school.regime.themes.clear();
    assert_eq!(of(&school, "ke-hoach-chu-de"), []);
}

#[test]
fn a_short_year_has_no_due_day_for_the_week_it_lacks() {
    let mut school = nam_thanh();
    let mut parts = school.regime.calendar.parts().clone();
    (parts.weeks, parts.semester_2_starts_in_week) = (17, 9);
    parts.special_days.clear();
    parts.unnumbered.clear();
    school.regime.calendar = SchoolCalendar::new(parts).unwrap();
    let plans = of(&school, "khgd-hk2");
    assert_eq!(plans.len(), 12);
    assert!(plans.iter().all(|one| one.due.is_none() && one.week.is_none()));
}

#[test]
fn a_closure_gives_nobody_a_record_and_takes_none() {
    // Whatever the school is, shutting it over these days changes due days and the weeks in which they stand, and nothing else.
    let check = |what: &str, set: &dyn Fn(&mut NamThanh)| {
        let mut school = nam_thanh();
        school.record_type("ke-toan").owed_by = OwedBy::EachTeacher;
        set(&mut school);
        let told = |school: &NamThanh| -> Vec<_> {
            let all = school.generated().into_iter();
            all.map(|one| (one.key(), one.department, one.turn, one.practice, one.rules)).collect()
        };
        let before = told(&school);
        school.shuts("cô Nguyệt", Scope::whole(), ("2026-11-27", "2026-12-04"), "2026-11-26 20:00");
        assert!(told(&school) == before, "{what}");
        // Nor does shutting a part of it.
        school.closures.clear();
        let whose = Whose::Department(school.department("Mẫu giáo 4–5 tuổi"));
        let scope = Scope { whose: [whose].into(), ..Scope::whole() };
        school.shuts("cô Nguyệt", scope, ("2026-11-27", "2026-12-04"), "2026-11-26 20:00");
        assert!(told(&school) == before, "{what}, a department");
    };
    let appointed = |school: &mut NamThanh, from: Option<&str>, until: Option<&str>| {
        let thao = school.person_id("cô Thảo");
        for one in school.regime.organisation.appointments.iter_mut().filter(|one| one.person == thao) {
            one.until = until.map(day);
            one.from = from.map_or(one.from, day);
        }
    };
    check("all as it is", &|_| {});
    check("a teacher from the day after", &|school| appointed(school, Some("2026-12-01"), None));
    check("a teacher from Monday", &|school| appointed(school, Some("2026-12-07"), None));
    check("a teacher until the day", &|school| appointed(school, None, Some("2026-11-30")));
    check("a class until Friday", &|school| school.regime.organisation.classes[0].until = Some(day("2026-11-27")));
    check("a school that counts from Saturday", &|school| school.regime.counts_from = day("2026-11-28"));
    check("a week of practice that is shut", &|school| school.regime.practice_week = Some(13));
    check("a week of practice behind it", &|school| school.regime.practice_week = Some(14));
}
