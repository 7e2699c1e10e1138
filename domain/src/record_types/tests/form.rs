use super::*;
use crate::{
    deadlines::DueRule,
    people::DepartmentKind,
    testing::forms::{told, typed},
};

#[test]
fn the_starter_set_of_a_school_without_a_kitchen() {
    let mut organisation = nam_thanh().regime.organisation;
    assert_eq!(TypesForm::first().parse(&organisation).unwrap().types.len(), 14);
    organisation.departments.retain(|one| one.kind != DepartmentKind::Kitchen);
    organisation.sections.clear();
    let plan = TypesForm::first().parse(&organisation).unwrap();
    let codes: Vec<&str> = plan.types.iter().map(|one| one.starter.code).collect();
    assert!(!codes.contains(&"thuc-don") && !codes.contains(&"y-te") && !codes.contains(&"ke-toan"), "{codes:?}");
    assert!(owner_of(plan.types[0].starter, &organisation).is_ok());
}

#[test]
fn types_and_hours_as_typed() {
    let organisation = nam_thanh().regime.organisation;
    let form = |fields: &[(&str, &str)]| {
        let all = [&[("use", "giao-an"), ("r-giao-an", "working_days_after_period:3")], fields].concat();
        TypesForm::read(&typed(&all), &[]).parse(&organisation)
    };
    let plan = form(&[("hour", "16h30"), ("until", "23:59")]).unwrap();
    let lesson = plan.types.iter().find(|one| one.starter.code == "giao-an").unwrap();
    assert_eq!((lesson.used, lesson.due), (true, DueRule::WorkingDaysAfterPeriod(3)));
    assert_eq!(plan.types.iter().filter(|one| one.used).count(), 1);
    assert_eq!(plan.hours.shown.to_string(), "16:30:00");
    assert_eq!(plan.hours.counted_until.to_string(), "23:59:59");
    let check = |fields: &[(&str, &str)], wanted: &[&str]| assert_eq!(told(&form(fields).unwrap_err()), wanted);
    check(&[("hour", "25:00"), ("until", "23:59")], &["hour: “25:00” không phải là giờ, viết như 17:00."]);
    check(
        &[("hour", "17:00"), ("until", "16:00")],
        &["until: Hạn ghi 17:00 mà tính đúng hạn sớm hơn. Ghi 17:00 hoặc một giờ sau đó."],
    );
    check(
        &[("hour", "17:00"), ("until", "23:59"), ("r-tu-lieu", "bao giờ cũng được")],
        &["r-tu-lieu: Chọn một hạn trong danh sách."],
    );
}

#[test]
fn a_rule_that_is_chosen_is_always_offered() {
    for choice in TypesForm::first().types {
        assert!(
            due_choices(choice.starter.recurrence, Some(choice.starter.due), &choice.due)
                .iter()
                .any(|rule| rule.to_string() == choice.due),
            "{}",
            choice.starter.code
        );
    }
    let lesson = TypesForm::first().types[3].starter;
    assert!(due_choices(lesson.recurrence, None, "working_days_after_period:7").contains(&DueRule::WorkingDaysAfterPeriod(7)));
    assert_eq!(due_words(lesson.recurrence, DueRule::FRIDAY_BEFORE), "Thứ Sáu của tuần trước");
}
