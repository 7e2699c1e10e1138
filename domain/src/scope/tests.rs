#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::sync::LazyLock;

use proptest::{collection::btree_set, prelude::*};

use super::*;
use crate::{
    facts::Facts,
    forms::FormData,
    testing::{
        NamThanh,
        forms::{told, typed},
        id, nam_thanh,
    },
};

/// The form with these fields, read in the year of Nam Thanh.
fn parsed(school: &NamThanh, fields: &[(&str, &str)]) -> Result<Scope, Vec<String>> {
    ScopeForm::read(&typed(fields)).parse(&school.regime).map_err(|errors| told(&errors))
}

fn titles(school: &NamThanh, scope: &Scope) -> Vec<String> {
    let covered = school.obligations.iter().filter(|one| scope.covers(one, &school.regime));
    covered.map(|one| school.title(one)).collect()
}

#[test]
fn what_stands_under_one_question_is_added_up_and_several_questions_narrow() {
    let mut school = nam_thanh();
    let plan = school.record_type("ke-hoach-tuan").id.to_string();
    let (nursery, class) = (format!("department.{}", school.department("Nhà trẻ")), format!("class.{}", school.class("4A")));
    let scope = parsed(&school, &[("weeks", "1-2"), ("whose", &nursery), ("whose", &class), ("type", &plan)]).unwrap();
    let mut covered = titles(&school, &scope);
    covered.sort();
    let expected = ["4A", "NT1", "NT2"].map(|class| [1, 2].map(|week| format!("Kế hoạch tuần {week} · Lớp {class}")));
    let mut expected: Vec<String> = expected.into_iter().flatten().collect();
    expected.sort();
    assert_eq!(covered, expected);
    assert_eq!(scope.words(&school.regime), "Tuần 1–2, tổ Nhà trẻ và lớp 4A, kế hoạch tuần");
}

#[test]
fn a_scope_is_told_in_words() {
    let school = nam_thanh();
    let check = |fields: &[(&str, &str)], words: &str| {
        assert_eq!(parsed(&school, fields).unwrap().words(&school.regime), words);
    };
    check(&[("whole", "on")], "Toàn hệ thống");
    check(&[("year", "on")], "Năm học 2026–2027");
    check(&[("semester", "1")], "Học kỳ I");
    check(&[("semester", "2"), ("weeks", "3, 5-7, 9")], "Học kỳ II và tuần 3, 5–7 và 9");
    check(&[("whose", "school")], "Năm học 2026–2027, ban giám hiệu");
    let hoa = format!("person.{}", school.person_id("cô Hoa"));
    check(&[("weeks", "Tuần 1 đến 4"), ("whose", &hoa)], "Tuần 1–4, cô Nguyễn Thị Hoa (4A)");
    check(&[("year", "on"), ("record", &school.obligations[0].id.to_string())], "Năm học 2026–2027, 1 hồ sơ chọn riêng");
}

#[test]
fn what_cannot_be_meant_is_told_by_field() {
    let school = nam_thanh();
    let check = |fields: &[(&str, &str)], errors: &[&str]| assert_eq!(parsed(&school, fields), Err(to_owned(errors)), "{fields:?}");
    check(&[], &["scope: Chọn ít nhất một phần: năm học, học kỳ, tuần, loại hồ sơ, tổ, lớp hoặc người."]);
    check(
        &[("whole", "on"), ("weeks", "3")],
        &["scope: Đã chọn Toàn hệ thống thì bỏ các phần khác; hoặc bỏ Toàn hệ thống và giữ các phần đã chọn."],
    );
    for (part, value) in [("weeks", "3"), ("semester", "1")] {
        check(
            &[("year", "on"), (part, value)],
            &["scope: Đã chọn Cả năm học thì bỏ học kỳ và tuần; hoặc bỏ Cả năm học và giữ các phần đã chọn."],
        );
    }
    for weeks in ["0", "36", "4-1", "một", "1-", "1--2", "300", ",", ";;", " , ", "tuần"] {
        check(&[("weeks", weeks)], &["weeks: Ghi số tuần từ 1 đến 35, ví dụ 1-4 hoặc 5, 7."]);
    }
    let gone = format!("class.{}", id::<crate::people::ClassGroup>(2, 99));
    check(&[("whose", &gone)], &["whose: Có tổ, lớp hoặc người vừa bị bỏ khỏi danh sách. Chọn lại."]);
    check(&[("type", "nonsense")], &["type: Có loại hồ sơ vừa bị bỏ khỏi danh sách. Chọn lại."]);
    check(&[("semester", "3")], &["semester: Có học kỳ vừa bị bỏ khỏi danh sách. Chọn lại."]);
}

fn to_owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|one| (*one).to_owned()).collect()
}

#[test]
fn months_and_themes_are_of_the_week_in_which_they_stand_and_of_the_semester_in_which_they_end() {
    let school = nam_thanh();
    let in_weeks = parsed(&school, &[("weeks", "1-35")]).unwrap();
    let (first, second) = (parsed(&school, &[("semester", "1")]).unwrap(), parsed(&school, &[("semester", "2")]).unwrap());
    for one in &school.obligations {
        let semesters = [&first, &second].map(|scope| scope.covers(one, &school.regime));
        let title = school.title(one);
        assert_eq!(in_weeks.covers(one, &school.regime), one.terms.week.is_some(), "{title}");
        assert!(semesters != [true, true], "{title}");
        assert_eq!(semesters == [false, false], one.terms.period == Period::Year, "{title}");
    }
}

#[test]
fn a_closure_moves_no_record_out_of_the_weeks_that_it_is_of() {
    let school = nam_thanh();
    let of = |school: &NamThanh, week: u8| titles(school, &parsed(school, &[("weeks", &week.to_string())]).unwrap());
    let due: BTreeSet<_> =
        school.obligations.iter().filter(|one| one.terms.period.week().is_none()).filter_map(|one| one.due_day()).collect();
    let mut moved = 0;
    for day in due.iter().map(ToString::to_string) {
        let mut shut = school.clone();
        shut.shuts("cô Nguyệt", Scope::whole(), (&day, &day), "2026-09-01 08:00");
        shut.bring_up_to_date(crate::testing::at("2026-09-01 08:00"));
        let shown = |school: &NamThanh| school.obligations.iter().map(|one| one.terms.week).collect::<Vec<_>>();
        moved += usize::from(shown(&shut) != shown(&school));
        for week in 1..=35 {
            assert_eq!(of(&shut, week), of(&school, week), "week {week}, {day} is shut");
        }
    }
    assert!(moved > 0, "a Friday on which a month ends");
}

#[test]
fn a_person_has_what_is_theirs_in_turn_by_name_or_by_hand() {
    let mut school = nam_thanh();
    let hoa = Scope { whose: [Whose::Person(school.person_id("cô Hoa"))].into(), ..Scope::whole() };
    let has = |school: &mut NamThanh, title: &str| {
        let obligation = school.obligation(title).clone();
        hoa.covers(&obligation, &school.regime)
    };
    assert!(has(&mut school, "Giáo án tuần 13 · Lớp 4A"), "odd weeks are cô Hoa's turn");
    assert!(!has(&mut school, "Giáo án tuần 12 · Lớp 4A"), "even weeks are cô Thảo's");
    assert!(!has(&mut school, "Giáo án tuần 13 · Lớp 4B"));
    school.hands_in("cô Hoa", "Giáo án tuần 12 · Lớp 4A", "2026-11-19 15:00");
    assert!(has(&mut school, "Giáo án tuần 12 · Lớp 4A"), "whoever handed it in has it too");
}

/// The lists of the form, with every box of each.
fn boxes(school: &NamThanh) -> Vec<Scope> {
    let organisation = &school.regime.organisation;
    let whose = |whose: BTreeSet<Whose>| Scope { whose, ..Scope::whole() };
    let within =
        |semesters, weeks| Scope { within: Some(PartOfYear { year: school.regime.year, semesters, weeks }), ..Scope::whole() };
    vec![
        within(BTreeSet::new(), school.regime.calendar.teaching_weeks().iter().map(|week| week.number).collect()),
        within(Semester::BOTH.into(), BTreeSet::new()),
        whose(organisation.departments.iter().map(|one| Whose::Department(one.id)).chain([Whose::School]).collect()),
        whose(organisation.open_classes().map(|one| Whose::Class(one.id)).collect()),
        whose(organisation.people.iter().map(|one| Whose::Person(one.id)).collect()),
        Scope { record_types: school.regime.record_types.iter().map(|one| one.id).collect(), ..Scope::whole() },
        Scope { records: school.obligations.iter().map(|one| one.id).collect(), ..Scope::whole() },
    ]
}

/// The scope without one box, for each of its boxes.
fn without_one(scope: &Scope) -> Vec<Scope> {
    fn less<One: Copy + Ord>(of: &BTreeSet<One>) -> Vec<BTreeSet<One>> {
        of.iter().map(|one| of.iter().copied().filter(|other| other != one).collect()).collect()
    }
    let within = scope.within.iter().flat_map(|within| {
        let weeks = less(&within.weeks).into_iter().map(|weeks| PartOfYear { weeks, ..within.clone() });
        weeks.chain(less(&within.semesters).into_iter().map(|semesters| PartOfYear { semesters, ..within.clone() }))
    });
    let within = within.map(|within| Scope { within: Some(within), ..scope.clone() });
    let whose = less(&scope.whose).into_iter().map(|whose| Scope { whose, ..scope.clone() });
    let types = less(&scope.record_types).into_iter().map(|record_types| Scope { record_types, ..scope.clone() });
    let records = less(&scope.records).into_iter().map(|records| Scope { records, ..scope.clone() });
    within.chain(whose).chain(types).chain(records.take(3)).collect()
}

#[test]
fn whoever_ticks_everything_but_one_box_of_any_list_has_said_everything() {
    let mut school = nam_thanh();
    // Every fifth record stands for the year: there are a few hundred choices, and each looks through all records.
    let mut fifth = (0..5).cycle();
    school.obligations.retain(|_| fifth.next() == Some(0));
    let facts = school.facts();
    let lists = boxes(&school);
    for list in &lists {
        assert!(list.is_whole(&facts), "{}", list.key());
        for but_one in without_one(list) {
            assert!(but_one.is_whole(&facts), "{}", but_one.key());
        }
    }
    // Boxes of several lists together: the weeks, whose records, and which types.
    for whose in &lists[2..5] {
        let together = Scope { within: lists[0].within.clone(), record_types: lists[5].record_types.clone(), ..whose.clone() };
        assert!(together.is_whole(&facts), "{}", together.key());
        for but_one in without_one(&together) {
            assert!(but_one.is_whole(&facts), "{}", but_one.key());
        }
    }
}

#[test]
fn what_is_most_of_a_semester_is_everything_and_a_part_is_a_part() {
    let school = nam_thanh();
    let facts = school.facts();
    let whole = |fields: &[(&str, &str)]| parsed(&school, fields).unwrap().is_whole(&facts);
    assert!(whole(&[("whole", "on")]) && whole(&[("year", "on")]));
    assert!(whole(&[("semester", "1")]) && whole(&[("semester", "2")]) && whole(&[("weeks", "2-17")]));
    let class = Whose::Class(school.class("4A")).key();
    let nursery = Whose::Department(school.department("Nhà trẻ")).key();
    for part in [("weeks", "1-4"), ("whose", &class), ("whose", &nursery), ("whose", "school")] {
        assert!(!whole(&[part]), "{part:?}");
    }
    assert!(!whole(&[("semester", "1"), ("whose", &class)]));
    // What nobody owes counts for nothing: the week that is left out may be the only one with work.
    let mut few = school.clone();
    few.obligations.retain(|one| one.terms.period == Period::Week(3));
    assert!(parsed(&few, &[("weeks", "3")]).unwrap().is_whole(&few.facts()));
    assert!(!parsed(&few, &[("weeks", "1-2, 4-35")]).unwrap().is_whole(&few.facts()));
    let mut next = school.clone();
    next.regime.year = id(16, 2);
    assert!(!parsed(&school, &[("weeks", "1-35")]).unwrap().is_whole(&next.facts()), "of a year that is not looked at");
}

#[test]
fn another_year_has_weeks_of_its_own() {
    let mut school = nam_thanh();
    let weeks = parsed(&school, &[("weeks", "1-4")]).unwrap();
    assert!(!titles(&school, &weeks).is_empty());
    school.regime.year = id(16, 2);
    assert_eq!(titles(&school, &weeks), Vec::<String>::new());
    assert_eq!(weeks.words(&school.regime), "Tuần 1–4 của một năm học khác");
    assert_eq!(titles(&school, &Scope::whole()).len(), school.obligations.len());
}

static FACTS: LazyLock<Facts> = LazyLock::new(|| {
    let mut school = nam_thanh();
    school.lives_until(crate::testing::at("2026-11-25 14:20"));
    school.facts()
});

/// Whatever somebody could choose at Nam Thanh, and what nobody has.
pub(crate) fn scopes() -> impl Strategy<Value = Scope> {
    let within = (btree_set(0..2_usize, 0..3), btree_set(1..36_u8, 0..5)).prop_map(|(semesters, weeks)| PartOfYear {
        year: id(16, 1),
        semesters: semesters.into_iter().map(|at| Semester::BOTH[at]).collect(),
        weeks,
    });
    let whose = (0..4_usize, 1..13_u128).prop_map(|(kind, number)| match kind {
        0 => Whose::School,
        1 => Whose::Department(id(1, 1 + number % 6)),
        2 => Whose::Class(id(2, number)),
        _ => Whose::Person(id(4, number)),
    });
    let types = btree_set((1..15_u128).prop_map(|number| id(7, number)), 0..3);
    let records = btree_set((1..200_u128).prop_map(|number| id(5, number)), 0..4);
    (proptest::option::of(within), types, btree_set(whose, 0..4), records)
        .prop_map(|(within, record_types, whose, records)| Scope { within, record_types, whose, records })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_scope_reads_back_what_it_wrote(scope in scopes()) {
        prop_assert_eq!(Scope::from_key(&scope.key()), Some(scope.clone()));
        // The form says the same of this year.
        if scope.within.is_some() {
            let form = ScopeForm::of(&scope);
            prop_assert_eq!(form.parse(&FACTS.regime).map_err(|errors| told(&errors)), Ok(scope.clone()));
        }
        prop_assert!(!scope.words(&FACTS.regime).is_empty());
    }

    #[test]
    fn a_question_more_narrows_and_a_choice_more_widens(scope in scopes(), class in 1..13_u128, week in 1..36_u8) {
        let covers = |scope: &Scope| -> BTreeSet<ObligationId> {
            FACTS.open_obligations().filter(|one| scope.covers(one, &FACTS.regime)).map(|one| one.id).collect()
        };
        let before = covers(&scope);
        let mut more = scope.clone();
        more.whose.insert(Whose::Class(id(2, class)));
        prop_assert!(scope.whose.is_empty() || covers(&more).is_superset(&before));
        prop_assert!(!scope.whose.is_empty() || covers(&more).is_subset(&before));
        if let Some(within) = &scope.within {
            let is_all = within.semesters.is_empty() && within.weeks.is_empty();
            let mut more = scope.clone();
            more.within.as_mut().unwrap().weeks.insert(week);
            prop_assert!(is_all || covers(&more).is_superset(&before));
            prop_assert!(!is_all || covers(&more).is_subset(&before));
        }
    }
}

#[test]
fn a_key_that_nobody_wrote_is_none() {
    for key in ["", "everything", "weeks=1", "year=x", "all;all", "whose=school;types=", "year=;weeks=1", "records=1"] {
        assert_eq!(Scope::from_key(key), None, "{key}");
    }
    assert_eq!(Scope::from_key("all"), Some(Scope::whole()));
    assert_eq!(ScopeForm::read(&FormData::default()), ScopeForm::default());
}

#[test]
fn the_whole_system_is_what_asks_for_no_less_than_a_semester() {
    let school = nam_thanh();
    let year = || PartOfYear::of(school.regime.year);
    let of = |within| Scope { within: Some(within), ..Scope::whole() };
    for (scope, is_whole) in [
        (Scope::whole(), true),
        (of(year()), true),
        (of(PartOfYear { semesters: [Semester::First].into(), ..year() }), true),
        (of(PartOfYear { weeks: [3].into(), ..year() }), false),
        (Scope { record_types: [id(7, 1)].into(), ..Scope::whole() }, false),
        (Scope { whose: [Whose::School].into(), ..Scope::whole() }, false),
        (Scope { records: [id(5, 1)].into(), ..Scope::whole() }, false),
    ] {
        assert_eq!(scope.is_whole(&school.facts()), is_whole, "{scope:?}");
        assert_eq!(ScopeForm::of(&scope).is_whole, scope == Scope::whole());
    }
}

/// A scope of units is said of each of them, and in short where a department is there with all its classes.
#[test]
fn a_department_is_said_by_its_name_where_all_its_classes_are_meant() {
    use crate::calendar::Unit;
    let school = nam_thanh();
    let (department, class) = (school.department("Mẫu giáo 4–5 tuổi"), school.class("4A"));
    let scope = |whose: &[Whose]| Scope { whose: whose.iter().copied().collect(), ..Scope::whole() };
    let some = scope(&[Whose::Department(department), Whose::Class(class)]);
    assert_eq!(some.words(&school.regime), "Tổ Mẫu giáo 4–5 tuổi và lớp 4A", "4B and 4C are not meant");
    let all = scope(&[Whose::Department(department)]).with_classes(&school.regime.organisation);
    assert_eq!(all.words(&school.regime), "Tổ Mẫu giáo 4–5 tuổi");
    for (unit, covered) in [
        (Some(Unit::Department(department)), true),
        (Some(Unit::Class(class)), true),
        (Some(Unit::Class(school.class("3A"))), false),
        (None, false),
    ] {
        assert_eq!(all.covers_unit(unit), covered, "{unit:?}");
    }
    assert!(Scope::whole().covers_unit(None));
    assert!(!scope(&[Whose::School]).covers_unit(None), "that is no unit");
    // A form says "the whole year" only where a year is asked for.
    let of_type = Scope { record_types: [id(7, 1)].into(), ..Scope::whole() };
    assert!(!ScopeForm::of(&of_type).is_year);
    let of_year = Scope { within: Some(PartOfYear::of(school.regime.year)), ..of_type };
    assert!(ScopeForm::of(&of_year).is_year);
}

/// Five plans of week 3 are owed, or what else is told; how much of it has to be shut so that it counts as everything.
#[test]
fn more_than_half_of_what_is_owed_is_everything_and_half_of_it_is_a_part() {
    let mut school = nam_thanh();
    let all = |school: &NamThanh, records: &[ObligationId]| {
        Scope { records: records.iter().copied().collect(), ..Scope::whole() }.is_whole(&school.facts())
    };
    let mut first = Vec::new();
    school.obligations.retain(|one| {
        let is_kept = one.terms.period == Period::Week(3) && first.len() < 6;
        first.extend(is_kept.then_some(one.id));
        is_kept
    });
    assert_eq!([2, 3, 4].map(|count| all(&school, &first[..count])), [false, false, true], "of six");
    // Of what somebody was freed of nothing is owed.
    for place in 2..6 {
        let title = school.title(&school.obligations[place]);
        school.exempts(&title, "lớp đi tham quan");
    }
    assert!(all(&school, &first[..2]) && !all(&school, &first[..1]) && !all(&school, &first[2..]));
    // What is of the whole year is of no semester: it counts for the year alone.
    for place in 1..6 {
        let one = std::sync::Arc::make_mut(&mut school.obligations[place]);
        (one.terms.period, one.exemption) = (Period::Year, None);
    }
    assert!(all(&school, &first[1..5]), "most of the year");
    assert!(all(&school, &first[..1]), "all of the first semester");
    assert!(!all(&school, &first[1..2]));
    let of_semesters = Scope {
        within: Some(PartOfYear { semesters: Semester::BOTH.into(), ..PartOfYear::of(school.regime.year) }),
        ..Scope::whole()
    };
    assert_eq!(titles(&school, &of_semesters).len(), 1);
    school.obligations.clear();
    for within in [None, Some(PartOfYear::of(school.regime.year))] {
        assert!(Scope { within, ..Scope::whole() }.is_whole(&school.facts()), "also where nothing is owed");
    }
}

#[test]
fn whose_a_record_is_asks_for_whoever_handed_it_in_and_for_nobody_else() {
    let mut school = nam_thanh();
    let title = "Giáo án tuần 13 · Lớp 4A";
    school.hands_in("cô Đào", title, "2026-11-24 10:00");
    for (mention, covered) in [("cô Hoa", true), ("cô Đào", true), ("cô Thảo", false), ("cô Lan", false)] {
        let scope = Scope { whose: [Whose::Person(school.person_id(mention))].into(), ..Scope::whole() };
        assert_eq!(titles(&school, &scope).iter().any(|one| one == title), covered, "{mention}");
    }
}

#[test]
fn the_rows_of_the_dashboard_are_those_of_the_scopes() {
    let school = nam_thanh();
    let department = school.department("Nhà trẻ");
    let covered = |whose: Whose| {
        let scope = Scope { whose: [whose].into(), ..Scope::whole() };
        school.obligations.iter().filter(|one| scope.covers(one, &school.regime)).map(|one| one.id).collect::<Vec<_>>()
    };
    let of_row = |row: Option<DepartmentId>| {
        school.obligations.iter().filter(|one| one.terms.department == row).map(|one| one.id).collect::<Vec<_>>()
    };
    assert_eq!(covered(Whose::Department(department)), of_row(Some(department)));
    assert_eq!(covered(Whose::School), of_row(None));
    assert!(of_row(Some(department)).len() < school.obligations.len());
    let class = covered(Whose::Class(school.class("NT1")));
    assert!(!class.is_empty() && class.len() < of_row(Some(department)).len());
}

#[test]
fn who_has_the_duty_of_a_record_without_a_turn_is_asked_of_its_own_day() {
    let mut school = nam_thanh();
    let man = school.person_id("cô Mận");
    let of_man = Scope { whose: [Whose::Person(man)].into(), ..Scope::whole() };
    let department = school.department("Nuôi dưỡng");
    let without_turn = |school: &NamThanh| {
        let is_hers = |one: &&std::sync::Arc<crate::obligations::Obligation>| {
            one.terms.turn.is_none() && one.terms.owner == Owner::Department(department) && of_man.covers(one, &school.regime)
        };
        school.obligations.iter().filter(is_hers).filter_map(|one| one.due_day()).collect::<Vec<_>>()
    };
    let (before, last) = (without_turn(&school), crate::testing::day("2026-12-31"));
    assert!(before.iter().any(|due| *due > last) && before.iter().any(|due| *due <= last), "{before:?}");
    for one in school.regime.organisation.appointments.iter_mut().filter(|one| one.person == man) {
        one.until = Some(last);
    }
    let kept: Vec<_> = before.into_iter().filter(|due| *due <= last).collect();
    assert_eq!(without_turn(&school), kept, "what came due while she led the department stays hers");
}

#[test]
fn what_is_gone_has_words_and_what_is_there_stands_in_the_order_of_its_list() {
    let mut school = nam_thanh();
    let words = |school: &NamThanh, scope: Scope| scope.words(&school.regime);
    let whose = |whose: &[Whose]| Scope { whose: whose.iter().copied().collect(), ..Scope::whole() };
    let gone = whose(&[Whose::Department(id(1, 99)), Whose::Class(id(2, 99)), Whose::Person(id(4, 99))]);
    assert_eq!(words(&school, gone), "Tổ đã bỏ, lớp đã bỏ và người đã rời trường");
    assert_eq!(words(&school, whose(&[Whose::Person(school.person_id("thầy Định"))])), "Thầy Phạm Văn Định");
    let types = Scope { record_types: [id(7, 99), id(7, 1), id(7, 2)].into(), ..Scope::whole() };
    let name = |school: &NamThanh, at: usize| school.regime.record_types[at].name.clone();
    let (first, second) = (name(&school, 0), name(&school, 1));
    let small = crate::vietnamese::with_small_beginning(&second);
    assert_eq!(words(&school, types.clone()), format!("{first}, {small} và loại hồ sơ đã bỏ"));
    school.regime.record_types[0].sort_order = 50;
    let small = crate::vietnamese::with_small_beginning(&first);
    assert_eq!(words(&school, types), format!("{second}, {small} và loại hồ sơ đã bỏ"));
    let weeks = |weeks: &[u8]| words::spans(&weeks.iter().copied().collect());
    assert_eq!(weeks(&[1, 2, 4, 6, 7, 8]), ["1–2", "4", "6–8"]);
}

#[test]
fn a_form_takes_weeks_as_people_write_them_and_as_many_records_as_it_says() {
    let school = nam_thanh();
    let weeks = |typed: &str| {
        parsed(&school, &[("weeks", typed)]).map(|scope| scope.within.unwrap().weeks.into_iter().collect::<Vec<u8>>())
    };
    for (typed, expected) in
        [("5; 7", vec![5, 7]), ("tuần 1 và tuần 3", vec![1, 3]), ("2-2,", vec![2]), ("35", vec![35]), ("1 đến 3", vec![1, 2, 3])]
    {
        assert_eq!(weeks(typed), Ok(expected), "{typed}");
    }
    let form = |count: u128| ScopeForm {
        records: (1..=count).map(|number| id::<crate::obligations::Obligation>(5, number).to_string()).collect(),
        ..ScopeForm::default()
    };
    let most = ScopeForm::MAX_RECORDS as u128;
    assert_eq!(form(most).parse(&school.regime).map(|scope| scope.records.len()), Ok(ScopeForm::MAX_RECORDS));
    assert_eq!(
        form(most + 1).parse(&school.regime).map_err(|errors| told(&errors)),
        Err(to_owned(&["record: Chọn nhiều nhất 200 hồ sơ."]))
    );
}

#[test]
fn nothing_stands_beside_the_whole_system_and_each_part_stands_alone() {
    let school = nam_thanh();
    let record = school.obligations[0].id.to_string();
    let record_type = school.regime.record_types[0].id.to_string();
    for part in
        [("year", "on"), ("semester", "1"), ("weeks", "3"), ("type", &*record_type), ("whose", "school"), ("record", &*record)]
    {
        assert!(parsed(&school, &[part]).is_ok(), "{part:?}");
        assert_eq!(parsed(&school, &[("whole", "on"), part]).unwrap_err().len(), 1, "{part:?}");
    }
    assert!(parsed(&school, &[("year", "on"), ("weeks", " ")]).is_ok(), "a space is no week");
    let backwards = parsed(&school, &[("weeks", "4-1, 7")]).unwrap_err();
    assert!(backwards[0].starts_with("weeks: Ghi số tuần"), "{backwards:?}");
    let gone = id::<crate::record_types::RecordType>(7, 99).to_string();
    let gone = parsed(&school, &[("type", &gone)]).unwrap_err();
    assert_eq!(gone, ["type: Có loại hồ sơ vừa bị bỏ khỏi danh sách. Chọn lại."]);
    for (kind, number) in [("department", 1), ("class", 2), ("person", 4)] {
        let known = format!("{kind}.{}", id::<crate::people::ClassGroup>(number, 1));
        assert!(parsed(&school, &[("whose", &known)]).is_ok(), "{kind}");
        let unknown = format!("{kind}.{}", id::<crate::people::ClassGroup>(number, 99));
        assert!(parsed(&school, &[("whose", &unknown)]).is_err(), "{kind}");
    }
    let empty = typed(&[("semester", ""), ("type", ""), ("whose", ""), ("record", "")]);
    assert_eq!(ScopeForm::read(&empty), ScopeForm::default());
}
