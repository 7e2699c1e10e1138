use super::*;
use crate::{
    deadlines::{DueRule, Hours},
    record_types::{OwedBy, RecordType, Recurrence, Sensitivity},
    testing::{
        NamThanh,
        forms::{told, typed},
        id,
    },
};

/// "Sổ bàn giao" of each class, once a month.
fn handover() -> RecordType {
    let mut one = nam_thanh().regime.record_types.remove(4);
    (one.id, one.code, one.name, one.short) = (id(7, 99), "rieng-so-ban-giao".into(), "Sổ bàn giao".into(), "Sổ bàn giao".into());
    RecordType { recurrence: Recurrence::EachMonth, due: DueRule::LastWorkingDayOfPeriod, sort_order: 15, ..one }
}

fn school() -> NamThanh {
    let mut school = nam_thanh();
    school.regime.record_types.push(handover());
    school
}

fn parsed(school: &NamThanh, change: impl FnOnce(&mut TypesForm)) -> Result<TypesPlan, Vec<String>> {
    let mut form = TypesForm::of(&school.regime.record_types, Hours::default());
    change(&mut form);
    form.parse(&school.regime.organisation).map_err(|errors| told(&errors))
}

fn new(name: &str, owner: &str, recurrence: &str, due: &str) -> NewType {
    let text = str::to_owned;
    NewType { name: text(name), owner: text(owner), recurrence: text(recurrence), due: text(due), ..NewType::first() }
}

#[test]
fn own_types_stand_beside_the_starter_set() {
    let school = school();
    let plan = parsed(&school, |_| {}).unwrap();
    assert_eq!((plan.types.len(), plan.own.len(), plan.new), (14, 1, None));
    let same = OwnPlan {
        id: id(7, 99),
        name: "Sổ bàn giao".into(),
        short: "Sổ bàn giao".into(),
        used: true,
        due: DueRule::LastWorkingDayOfPeriod,
    };
    assert_eq!(plan.own, [same]);
    for (type_, plan) in school.regime.record_types.iter().zip(&plan.types) {
        assert_eq!((&type_.name, &type_.short, type_.due), (&plan.name, &plan.short, plan.due));
    }
}

#[test]
fn the_own_types_as_browsers_send_them() {
    let known = [handover()];
    let fields = [
        ("use", "giao-an"),
        ("n-giao-an", " Kế hoạch  bài dạy "),
        ("r-giao-an", "friday_before"),
        ("n-rieng-so-ban-giao", "Sổ giao nhận"),
        ("r-rieng-so-ban-giao", "not_set"),
        ("hour", "17:00"),
        ("until", "23:59"),
    ];
    let form = TypesForm::read(&typed(&fields), &known);
    assert_eq!(form.types[3].name, "Kế hoạch bài dạy");
    assert_eq!((form.own[0].name.as_str(), form.own[0].used, form.own[0].due.as_str()), ("Sổ giao nhận", false, "not_set"));
    assert_eq!(form.new, NewType::first());
    // A page that is older than the type asks nothing about it.
    let old = TypesForm::read(&typed(&fields[..3]), &known);
    assert_eq!(old.own, [OwnChoice::of(&known[0])]);
}

#[test]
fn a_starter_type_may_be_called_otherwise_and_keeps_its_clause() {
    let mut school = school();
    let plan = parsed(&school, |form| form.types[3].name = "Kế hoạch bài dạy (giáo án) tuần".to_owned()).unwrap();
    assert_eq!(
        (plan.types[3].name.as_str(), plan.types[3].short.as_str()),
        ("Kế hoạch bài dạy (giáo án) tuần", "Kế hoạch bài dạy")
    );
    let lesson = school.record_type("giao-an");
    lesson.name.clone_from(&plan.types[3].name);
    assert!(lesson.clause(lesson.due).is_some(), "the code stays, and with it the clause");
    assert_eq!(lesson.clause(DueRule::LastWorkingDayOfWeek(None)), None);
}

#[test]
fn what_stands_in_the_title_of_a_record() {
    for (name, recurrence, wanted) in [
        ("Sổ bàn giao", Recurrence::EachWeek, "Sổ bàn giao"),
        ("Sổ bàn giao hằng tuần", Recurrence::EachWeek, "Sổ bàn giao"),
        ("Báo cáo theo tháng", Recurrence::EachMonth, "Báo cáo"),
        ("Báo cáo tuần", Recurrence::EachMonth, "Báo cáo tuần"),
        ("Kế hoạch giáo dục Học kỳ II", Recurrence::OneSemester(crate::calendar::Semester::Second), "Kế hoạch giáo dục"),
        ("Tổng kết cả năm học (bản in)", Recurrence::OnceAYear, "Tổng kết"),
        ("Tuần", Recurrence::EachWeek, "Tuần"),
        ("(nháp)", Recurrence::EachWeek, "(nháp)"),
    ] {
        assert_eq!(short_of(name, recurrence), wanted, "{name}");
    }
}

#[test]
fn a_type_of_ones_own() {
    let school = school();
    let kitchen = format!("to-{}", school.department("Nuôi dưỡng"));
    let mut row = new("Sổ lưu mẫu thức ăn hằng tuần", &kitchen, "week", "friday_before");
    row.readers = "personnel".to_owned();
    let plan = parsed(&school, |form| form.new = row).unwrap().new.unwrap();
    assert_eq!(
        (plan.owed_by, plan.recurrence, plan.due),
        (OwedBy::Department(school.department("Nuôi dưỡng")), Recurrence::EachWeek, DueRule::FRIDAY_BEFORE)
    );
    assert_eq!((plan.sensitivity, plan.short().as_str()), (Sensitivity::Personnel, "Sổ lưu mẫu thức ăn"));
    assert_eq!(plan.code(&school.regime.record_types), "rieng-so-luu-mau-thuc-an-hang-tuan");
    let again = NewTypePlan { name: "Sổ  bàn giao!".to_owned(), ..plan };
    assert_eq!(again.code(&school.regime.record_types), "rieng-so-ban-giao-2");
}

#[test]
fn every_owner_and_every_fitting_rule_can_be_chosen() {
    let school = school();
    let organisation = &school.regime.organisation;
    let owners = owner_choices(organisation);
    assert_eq!(owners.len(), 5 + organisation.departments.len() + organisation.sections.len());
    for (code, owed_by) in &owners {
        assert_eq!(parsed(&school, |form| form.new = new("X", code, "year", "not_set")).unwrap().new.unwrap().owed_by, *owed_by);
        assert!(!owner_words(*owed_by, organisation).is_empty());
    }
    let weekly: Vec<String> =
        rules_of(Recurrence::EachWeek).into_iter().map(|rule| due_words(Recurrence::EachWeek, rule)).collect();
    for day in ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"] {
        for words in [format!("{day} của tuần"), format!("{day} của tuần trước")] {
            assert!(weekly.contains(&words), "{words}: {weekly:?}");
        }
    }
    for recurrence in Recurrence::ALL {
        assert_eq!(rules_of(recurrence)[0], DueRule::NotSet, "{recurrence:?}");
        for rule in rules_of(recurrence) {
            let row = new("X", "truong", recurrence.code(), &rule.to_string());
            assert_eq!(parsed(&school, |form| form.new = row).unwrap().new.unwrap().due, rule);
        }
    }
}

#[test]
fn what_is_wrong_with_a_new_type() {
    let school = school();
    let check = |row: NewType, wanted: &[&str]| assert_eq!(parsed(&school, |form| form.new = row).unwrap_err(), wanted);
    check(
        NewType { pressed: true, ..NewType::first() },
        &["new-owner: Chọn ai nộp.", "new-recurrence: Chọn bao lâu nộp một lần.", "new-name: Thiếu tên loại hồ sơ."],
    );
    check(new("", "moi-lop", "", "not_set"), &["new-recurrence: Chọn bao lâu nộp một lần.", "new-name: Thiếu tên loại hồ sơ."]);
    check(new("Sổ  BÀN giao", "moi-lop", "month", "not_set"), &["new-name: Đã có loại “Sổ  BÀN giao” đang dùng. Đặt tên khác."]);
    check(
        new("X", "to-khong-co", "month", "friday_before"),
        &[
            "new-owner: Chọn ai nộp.",
            "new-due: Hồ sơ “Hằng tháng” không dùng được hạn này. Chọn: Chưa quy định hạn; Ngày làm việc cuối của tháng; 3 ngày làm việc sau khi hết tháng; 5 ngày làm việc sau khi hết tháng; 10 ngày làm việc sau khi hết tháng.",
        ],
    );
    check(
        NewType { readers: "ai cũng được".into(), ..new("X", "truong", "year", "lúc nào đó") },
        &["new-due: Chọn một hạn trong danh sách.", "new-readers: Chọn ai được đọc."],
    );
}

#[test]
fn what_is_wrong_with_types_that_stand() {
    let school = school();
    let check = |change: &dyn Fn(&mut TypesForm), wanted: &[&str]| assert_eq!(parsed(&school, change).unwrap_err(), wanted);
    check(&|form| form.types[3].name.clear(), &["n-giao-an: Thiếu tên loại hồ sơ."]);
    check(&|form| form.own[0].name = "x".repeat(81), &["n-rieng-so-ban-giao: Tên dài quá 80 ký tự."]);
    check(
        &|form| form.own[0].name = "kế hoạch TUẦN".to_owned(),
        &["n-rieng-so-ban-giao: Đã có loại “kế hoạch TUẦN” đang dùng. Đặt tên khác."],
    );
    check(&|form| form.own[0].due = "friday_before".to_owned(), &["r-rieng-so-ban-giao: Chọn một hạn trong danh sách."]);
    // What is not in use may be called like another one.
    let plan = parsed(&school, |form| (form.own[0].name, form.own[0].used) = ("Kế hoạch tuần".to_owned(), false)).unwrap();
    assert!(!plan.own[0].used);
}
