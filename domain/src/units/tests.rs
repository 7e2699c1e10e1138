#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    refusal::Refusal,
    setup::Phase,
    testing::{
        day,
        forms::{told, typed},
        nam_thanh,
    },
};

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
    let now = nam_thanh().regime.organisation;
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
fn a_name_that_was_kept_with_strange_letters_is_the_same_unit() {
    let mut now = nam_thanh().regime.organisation;
    let form = UnitsForm::of(&now);
    // Unseen letters in one class, a Cyrillic one in another.
    for (from, to) in [("4A", "4A\u{200b}"), ("4B", "4В")] {
        now.classes.iter_mut().filter(|one| one.name == from).for_each(|one| one.name = to.to_owned());
    }
    let diff = form.parse().unwrap().against(&now);
    assert!(diff.gone_classes.is_empty() && diff.classes.iter().all(|(id, ..)| id.is_some()), "{diff:?}");
    for (name, kept) in [("4A", "4A\u{200b}"), ("4B", "4В")] {
        let same = now.classes.iter().find(|one| one.name == kept).map(|one| one.id);
        assert!(diff.classes.iter().any(|(id, new, _)| new == name && *id == same), "{name}: {diff:?}");
    }
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

#[test]
fn what_keeps_a_unit() {
    let mut school = nam_thanh();
    let today = day("2026-11-25");
    let (class, section, department) = (school.class("4A"), school.section("Y tế"), school.department("Nuôi dưỡng"));
    let nothing = UnitTraces::default();
    let why = |done: Result<(), Refusal>| match done.unwrap_err() {
        Refusal::Field { field, reason } => (field, reason),
        other => panic!("{other:?}"),
    };
    let now = school.regime.organisation.clone();
    let (field, reason) = why(check_class_goes(&now, class, today));
    assert!(field == "Lớp 4A" && reason.starts_with("đang có cô Nguyễn Thị Hoa phụ trách"), "{field}: {reason}");
    let (field, reason) = why(check_section_goes(&now, section, &nothing, Phase::Open));
    assert!(field == "Bộ phận Y tế" && reason.starts_with("đang có cô ") && reason.ends_with("hoặc đổi tên"), "{field}: {reason}");
    assert_eq!(why(check_department_goes(&now, department, None, &nothing, Phase::Open)).0, "Tổ Nuôi dưỡng");
    let (_, reason) = why(check_department_goes(&now, department, now.class(class), &nothing, Phase::Open));
    assert!(reason.starts_with("lớp 4A của tổ này đã có hồ sơ"), "{reason}");
    // On its last day a class is no longer kept by whoever taught it.
    school.regime.organisation.appointments.iter_mut().for_each(|one| one.until = Some(today));
    assert_eq!(check_class_goes(&school.regime.organisation, class, today), Ok(()));
    school.regime.organisation.appointments.clear();
    let now = &school.regime.organisation;
    let handed_in = UnitTraces { has_hand_ins: true, ..UnitTraces::default() };
    let (_, reason) = why(check_section_goes(now, section, &handed_in, Phase::SettingUp));
    assert!(reason.starts_with("đã có hồ sơ nộp rồi"), "{reason}");
    let owes = UnitTraces { record_type: Some("Thực đơn".to_owned()), ..UnitTraces::default() };
    let (_, reason) = why(check_department_goes(now, department, None, &owes, Phase::Open));
    assert!(reason.starts_with("đang giữ loại hồ sơ “Thực đơn”"), "{reason}");
    assert_eq!(check_department_goes(now, department, None, &owes, Phase::SettingUp), Ok(()), "the type goes with it");
}
