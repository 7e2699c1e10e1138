use crate::{
    obligations::{Owner, Terms},
    people::Position,
    testing::{NamThanh, day, nam_thanh},
};

fn names(school: &NamThanh, owner: Owner, on: &str) -> (Vec<String>, Vec<String>) {
    let duty = owner.duty(&school.regime.organisation);
    let said = |people: Vec<&crate::people::Person>| people.into_iter().map(|person| person.mention()).collect();
    (said(duty.people_on(day(on))), said(duty.foremost_on(day(on))))
}

#[test]
fn whose_duty_it_is_at_nam_thanh() {
    let school = nam_thanh();
    let check = |owner: Owner, all: &[&str], foremost: &[&str]| {
        let (people, first) = names(&school, owner, "2026-11-25");
        assert_eq!(
            (people, first),
            (all.iter().map(|one| (*one).to_owned()).collect(), foremost.iter().map(|one| (*one).to_owned()).collect())
        );
    };
    check(Owner::Class(school.class("4A")), &["cô Hoa", "cô Thảo"], &["cô Hoa", "cô Thảo"]);
    check(Owner::Department(school.department("Mẫu giáo 4–5 tuổi")), &["cô Ấm", "cô Cúc"], &["cô Ấm"]);
    check(Owner::Section(school.section("Y tế")), &["cô Hoà"], &["cô Hoà"]);
    check(Owner::School, &["cô Nguyệt", "cô Vân", "cô Hạnh", "cô Thơm"], &["cô Nguyệt"]);
    check(Owner::Person(school.person_id("thầy Lực")), &["thầy Lực"], &["thầy Lực"]);
}

#[test]
fn a_deputy_answers_for_a_department_without_a_head() {
    let mut school = nam_thanh();
    let department = school.department("Mẫu giáo 4–5 tuổi");
    let held = &mut school.regime.organisation.appointments;
    held.iter_mut().filter(|one| one.position == Position::Head(department)).for_each(|one| one.until = Some(day("2026-11-24")));
    let (people, foremost) = names(&school, Owner::Department(department), "2026-11-25");
    assert_eq!((people, foremost), (vec!["cô Cúc".to_owned()], vec!["cô Cúc".to_owned()]));
}

#[test]
fn whoever_has_it_twice_is_named_once() {
    let mut school = nam_thanh();
    let department = school.department("Mẫu giáo 4–5 tuổi");
    let held = &mut school.regime.organisation.appointments;
    let mut twice = held.iter().find(|one| one.position == Position::Head(department)).unwrap().clone();
    twice.position = Position::DeputyHead(department);
    held.push(twice);
    assert_eq!(names(&school, Owner::Department(department), "2026-11-25").0, ["cô Ấm", "cô Cúc"]);
}

#[test]
fn whoever_heads_the_department_sees_the_record_beside_its_reader() {
    let mut school = nam_thanh();
    let terms = school.obligation("Giáo án tuần 12 · Lớp 4A").terms.clone();
    let heads = |reader: &str, on: &str| -> Vec<String> {
        let found = terms.other_heads(school.person_id(reader), &school.regime.organisation, day(on));
        found.into_iter().map(|person| person.mention()).collect()
    };
    assert_eq!(heads("cô Hoa", "2026-11-25"), ["cô Ấm"]);
    assert_eq!(heads("cô Ấm", "2026-11-25"), Vec::<String>::new(), "she knows it herself");
    let of_nobody = Terms { department: None, ..terms.clone() };
    assert!(of_nobody.other_heads(school.person_id("cô Hoa"), &school.regime.organisation, day("2026-11-25")).is_empty());
}

#[test]
fn a_turn_is_one_teachers_and_what_has_none_is_everybodys_who_has_the_duty() {
    let mut school = nam_thanh();
    let on = day("2026-11-25");
    let mut check = |turn: Option<&str>, owes: &[&str], foremost: &[&str]| {
        let turn = turn.map(|mention| school.person_id(mention));
        let terms = Terms { turn, ..school.obligation("Giáo án tuần 12 · Lớp 4A").terms.clone() };
        let organisation = &school.regime.organisation;
        for mention in ["cô Hoa", "cô Thảo", "cô Ấm"] {
            let person = school.person_id(mention);
            let positions = organisation.positions(person, on);
            assert_eq!(terms.is_owed_by(person, &positions, organisation), owes.contains(&mention), "{mention}, {turn:?}");
            assert_eq!(terms.is_owed_by_on(person, on, organisation), owes.contains(&mention), "{mention}, {turn:?}");
        }
        let named: Vec<String> = terms.foremost_on(on, organisation).into_iter().map(|one| one.mention()).collect();
        assert_eq!(named, foremost);
    };
    check(Some("cô Hoa"), &["cô Hoa"], &["cô Hoa"]);
    check(Some("cô Ấm"), &["cô Ấm"], &["cô Ấm"]);
    check(None, &["cô Hoa", "cô Thảo"], &["cô Hoa", "cô Thảo"]);
}
