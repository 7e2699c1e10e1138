use super::*;
use crate::testing::{day, nam_thanh};

#[test]
fn titles_under_a_name() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let check = |mention: &str, wanted: &str| {
        let positions = organisation.positions(school.person_id(mention), day("2026-11-25"));
        assert_eq!(organisation.titles(&positions), wanted);
    };
    check("cô Nguyệt", "Hiệu trưởng");
    check("cô Hoa", "Giáo viên lớp 4A");
    check("cô Ấm", "Tổ trưởng Mẫu giáo 4–5 tuổi, giáo viên lớp 4B");
    check("cô Xuân", "Giáo viên lớp 3A, giáo viên lớp 3B");
    check("thầy Định", "Tổ quản lý phần mềm, giáo viên lớp 5B");
    check("thầy Yên", "Tổ trưởng Văn phòng, kế toán");
    check("thầy Lực", "Nhân viên tổ Văn phòng");
    assert_eq!(organisation.titles(&[]), "Cán bộ");
}

#[test]
fn an_appointment_holds_on_its_first_and_last_day() {
    let school = nam_thanh();
    let mut appointment = school.regime.organisation.appointments[0].clone();
    (appointment.from, appointment.until) = (day("2026-11-25"), Some(day("2026-11-27")));
    let holds = ["2026-11-24", "2026-11-25", "2026-11-27", "2026-11-28"].map(|on| appointment.holds_on(day(on)));
    assert_eq!(holds, [false, true, true, false]);
}

#[test]
fn what_is_entered_late_changes_no_day_before() {
    use crate::testing::at;
    let school = nam_thanh();
    let mut appointment = school.regime.organisation.appointments[0].clone();
    appointment.from = day("2026-09-01");
    assert_eq!(appointment.entered_late(), None, "what the school began with");
    appointment.known_since = Some(at("2026-11-25 23:59:59"));
    let holds = ["2026-09-01", "2026-11-24", "2026-11-25"].map(|on| appointment.holds_on(day(on)));
    assert_eq!((holds, appointment.entered_late()), ([false, false, true], Some(day("2026-11-25"))));
    appointment.from = day("2026-11-25");
    assert_eq!(appointment.entered_late(), None);
}

#[test]
fn an_end_that_is_entered_late_changes_no_day_before() {
    use crate::testing::at;
    let school = nam_thanh();
    let mut appointment = school.regime.organisation.appointments[0].clone();
    (appointment.from, appointment.until) = (day("2026-09-01"), Some(day("2026-11-20")));
    let days = ["2026-11-20", "2026-11-21", "2026-11-24", "2026-11-25"];
    let holds = |appointment: &Appointment| days.map(|on| appointment.holds_on(day(on)));
    assert_eq!((holds(&appointment), appointment.ended_late()), ([true, false, false, false], None), "known ever since");
    appointment.end_known_since = Some(at("2026-11-25 00:00:00"));
    assert_eq!(holds(&appointment), [true, true, true, false]);
    assert_eq!(appointment.ended_late(), Some(day("2026-11-25")));
    for in_time in ["2026-11-20 23:59:59", "2026-09-02 08:00:00"] {
        appointment.end_known_since = Some(at(in_time));
        assert_eq!((holds(&appointment), appointment.ended_late()), ([true, false, false, false], None), "{in_time}");
    }
}

#[test]
fn nam_thanh_has_the_people_it_should_have() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let with = |wanted: fn(&Position) -> bool| {
        let mut people: Vec<PersonId> =
            organisation.appointments.iter().filter(|one| wanted(&one.position)).map(|one| one.person).collect();
        people.sort();
        people.dedup();
        people.len()
    };
    assert_eq!(organisation.classes.len(), 12);
    assert_eq!(with(|one| matches!(one, Position::Principal | Position::VicePrincipal)), 3);
    assert_eq!(with(|one| matches!(one, Position::Teacher(_))), 29);
    assert!(
        organisation
            .classes
            .iter()
            .all(|class| { (2..=4).contains(&organisation.holders(Position::Teacher(class.id), day("2026-11-25")).len()) })
    );
}

#[test]
fn codes_are_read_back() {
    assert!(SectionKind::ALL.into_iter().all(|kind| SectionKind::from_code(kind.code()) == Some(kind)));
    assert!([Honorific::Co, Honorific::Thay].into_iter().all(|one| Honorific::from_code(one.code()) == Some(one)));
    assert_eq!((SectionKind::from_code("x"), Honorific::from_code("bạn")), (None, None));
}

#[test]
fn a_class_is_without_teacher_while_nobody_was_entered_for_it() {
    let mut school = nam_thanh();
    let id = school.class("4A");
    let organisation = &mut school.regime.organisation;
    assert_eq!(organisation.classes_without_teacher().count(), 0);
    organisation.appointments.retain(|one| one.position != Position::Teacher(id));
    let names: Vec<&str> = organisation.classes_without_teacher().map(|class| class.name.as_str()).collect();
    assert_eq!(names, ["4A"]);
    organisation.classes.iter_mut().for_each(|class| class.until = Some(day("2026-11-24")));
    assert_eq!(organisation.classes_without_teacher().count(), 0, "a closed class needs none");
}
