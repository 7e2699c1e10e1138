//! Forms as people fill them in: what they become, and what is told back.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod own_types;
mod people;
mod school;
mod themes;
mod turns;
mod types;
mod years;

use super::*;
use crate::{
    calendar::SchoolCalendar,
    calendar_file,
    people::{DepartmentKind, Organisation, Position, SectionKind},
    testing::{day, nam_thanh},
    vietnamese,
};

fn typed(fields: &[(&str, &str)]) -> FormData {
    FormData::new(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

fn nam_thanh_calendar() -> SchoolCalendar {
    calendar_file::parse(include_str!("../../tests/fixtures/calendars/2026-2027.toml")).unwrap()
}

fn told(errors: &FormErrors) -> Vec<String> {
    errors.iter().map(|(field, words)| format!("{field}: {words}")).collect()
}

// The year.

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
        ("hk2", "19"),
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

// Departments.

#[test]
fn departments_with_classes_and_sections() {
    let form = UnitsForm::read(&typed(&[
        ("d0", "Mẫu giáo 4–5 tuổi"),
        ("k0", "teaching"),
        ("c0", "Lớp 4A, lớp 4B ;4C,"),
        ("d1", "Nuôi dưỡng"),
        ("k1", "kitchen"),
        ("c1", ""),
        ("d2", "Văn phòng"),
        ("k2", "office"),
        ("c2", "Kế toán, Y tế học đường, Văn thư, Bảo vệ"),
        ("d3", ""),
        ("k3", "teaching"),
        ("c3", ""),
    ]));
    assert_eq!(form.counts(), (3, 3, 4));
    let plan = form.parse().unwrap();
    assert_eq!(plan.departments[0].classes, ["4A", "4B", "4C"]);
    assert_eq!(plan.departments[1].kind, DepartmentKind::Kitchen);
    let kinds: Vec<SectionKind> = plan.departments[2].sections.iter().map(|name| SectionKind::of_name(name)).collect();
    assert_eq!(kinds, [SectionKind::Accounting, SectionKind::Health, SectionKind::Clerical, SectionKind::Other]);
}

#[test]
fn what_is_wrong_with_departments() {
    let check = |fields: &[(&str, &str)], wanted: &[&str]| {
        assert_eq!(told(&UnitsForm::read(&typed(fields)).parse().unwrap_err()), wanted);
    };
    check(&[], &["c0: Cần ít nhất một lớp: viết tên lớp ở tổ chuyên môn, cách nhau bằng dấu phẩy."]);
    check(&[("d0", ""), ("k0", "teaching"), ("c0", "4A")], &["d0: Thiếu tên tổ."]);
    check(&[("d0", "Bốn"), ("k0", "?"), ("c0", "4A")], &["k0: Chọn loại tổ."]);
    check(
        &[
            ("d0", "Mẫu giáo 4–5"),
            ("k0", "teaching"),
            ("c0", "4A"),
            ("d1", "mẫu giáo 4-5"),
            ("k1", "teaching"),
            ("c1", "4B, Lớp 4a"),
        ],
        &["d1: Tổ “mẫu giáo 4-5” đã có ở dòng 1.", "c1: Lớp “4a” đã có ở dòng 1."],
    );
}

fn changed(change: impl Fn(&mut UnitsForm)) -> (UnitDiff, Organisation) {
    let now = nam_thanh().parts.organisation;
    let mut form = UnitsForm::of(&now);
    change(&mut form);
    (form.parse().unwrap().against(&now), now)
}

#[test]
fn a_structure_that_stays_changes_nothing() {
    let (diff, now) = changed(|_| {});
    assert!(diff.departments.iter().all(Option::is_some) && diff.classes.iter().all(|(id, ..)| id.is_some()));
    assert_eq!((diff.classes.len(), diff.sections.len()), (now.classes.len(), now.sections.len()));
    assert!(diff.gone_departments.is_empty() && diff.gone_classes.is_empty() && diff.gone_sections.is_empty());
}

#[test]
fn a_renamed_class_is_the_same_class_and_a_moved_one_too() {
    let (diff, now) = changed(|form| {
        form.rows[2].units = "4A, Hoa Hồng, 4C".to_owned();
        form.rows[3].units = "5A, 5B, 5C".to_owned();
        form.rows[0].units = "NT1, NT2, 5D".to_owned();
    });
    let old = |name: &str| now.classes.iter().find(|one| one.name == name).unwrap().id;
    let new = |name: &str| diff.classes.iter().find(|(_, one, _)| one == name).cloned().unwrap();
    assert_eq!(new("Hoa Hồng"), (Some(old("4B")), "Hoa Hồng".to_owned(), 2));
    assert_eq!(new("5D"), (Some(old("5D")), "5D".to_owned(), 0));
    assert!(diff.gone_classes.is_empty());
}

#[test]
fn what_is_left_out_goes_and_what_is_new_comes() {
    let (diff, now) = changed(|form| {
        form.rows[1].units = "3A, 3B".to_owned();
        form.rows[3].units.push_str(", 5E");
        form.rows.remove(4);
    });
    let old = |name: &str| now.classes.iter().find(|one| one.name == name).unwrap().id;
    assert_eq!(diff.gone_classes, [old("3C")]);
    assert_eq!(diff.gone_departments.len(), 1);
    assert!(diff.classes.contains(&(None, "5E".to_owned(), 3)));
}

// The founder.

#[test]
fn who_sets_the_school_up() {
    let form = SchoolForm::read(&typed(&[
        ("name", "  Trường Mầm non   Hoa Sen "),
        ("who", "Phạm Văn Định"),
        ("call", "thay"),
        ("username", "QuanLy"),
        ("post", "management-team"),
    ]));
    assert_eq!(form.school_name().unwrap(), "Trường Mầm non Hoa Sen");
    let founder = form.founder("một câu ngắn", "một câu ngắn", 8).unwrap();
    assert_eq!((founder.username.as_str(), founder.position), ("quanly", Position::ManagementTeam));
    let errors = SchoolForm::first().founder("ngắn", "ngắn", 8).unwrap_err();
    let fields: Vec<&str> = errors.iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["name", "who", "username", "password"]);
    assert_eq!(told(&form.founder("một câu ngắn", "hai câu ngắn", 8).unwrap_err()), ["again: Hai lần gõ chưa giống nhau."]);
}

#[test]
fn user_names_from_names() {
    let name = |text: &str| crate::names::PersonName::parse(text).unwrap();
    assert_eq!(suggested(&name("Công Tằng Tôn Nữ Khánh Huyền"), |_| false), "huyencttnk");
    assert_eq!(suggested(&name("Đỗ Thị Ý"), |_| false), "ydt");
    assert_eq!(suggested(&name("Nguyễn Thị Hoa"), |taken| taken == "hoant" || taken == "hoant2"), "hoant3");
    assert_eq!(suggested(&name("Y"), |_| false), "ycanbo");
}
