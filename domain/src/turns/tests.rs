#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    facts::Facts,
    forms::{FormData, FormErrors},
    people::{Appointment, PersonId, Turn},
    testing::{NamThanh, at, day, forms::told, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

fn class(school: &NamThanh, name: &str) -> ClassTurns {
    ClassTurns::of(&school.facts(), school.class(name), at(NOW)).unwrap()
}

/// The people of some weeks, "·" where all write together.
fn who(class: &ClassTurns, form: &TurnsForm, weeks: std::ops::RangeInclusive<u8>) -> Vec<String> {
    let turns = form.parse(class).unwrap();
    let name = |week| turns.iter().find(|(number, _)| *number == week).map_or("·".to_owned(), |(_, one)| class.called(*one));
    weeks.map(name).collect()
}

fn share(class: &ClassTurns, order: &[PersonId], each: &str, from: &str) -> Result<Shared, FormErrors> {
    let order = order.iter().map(ToString::to_string).collect();
    TurnsForm { order, each: each.to_owned(), from: from.to_owned(), ..TurnsForm::of(class) }.share(class)
}

#[test]
fn how_a_class_shares_its_weeks_in_one_line() {
    let mut school = nam_thanh();
    let summary = |school: &NamThanh, name: &str| class(school, name).summary();
    assert_eq!(summary(&school, "4A"), "Cô Thảo và cô Hoa luân phiên", "cô Thảo's week 12 is now");
    assert_eq!(summary(&school, "5A"), "Cùng soạn, chưa chia lượt");
    let three = school.class("NT1");
    let people: Vec<PersonId> = class(&school, "NT1").teachers.iter().map(|one| one.id).collect();
    school.regime.organisation.turns.extend((12..).zip(&people).map(|(week, person)| Turn { class: three, week, person: *person }));
    assert_eq!(summary(&school, "NT1"), "Cô Tâm, cô Hiền và cô Na luân phiên");
    let class_4a = school.class("4A");
    let hoa = school.person_id("cô Hoa");
    school.regime.organisation.turns.retain(|turn| turn.class != class_4a || turn.week < 12 || turn.person == hoa);
    assert_eq!(summary(&school, "4A"), "Cô Hoa có lượt, các tuần khác cùng soạn");
    school.regime.organisation.turns.retain(|turn| turn.class != class_4a || turn.week < 12);
    assert_eq!(summary(&school, "4A"), "Cùng soạn, chưa chia lượt", "what is over is over");
    let thao = school.person_id("cô Thảo");
    school.regime.organisation.appointments.retain(|one| one.person != thao);
    assert_eq!(summary(&school, "4A"), "Một cô phụ trách");
    school.regime.organisation.appointments.retain(|one| one.person != hoa);
    assert_eq!(summary(&school, "4A"), "Chưa có ai phụ trách");
}

#[test]
fn classes_stand_by_department() {
    let school = nam_thanh();
    let all = ClassTurns::all(&school.facts(), at(NOW));
    assert_eq!(all.len(), school.regime.organisation.classes.len());
    let places: Vec<usize> = all
        .iter()
        .map(|one| school.regime.organisation.departments.iter().position(|of| of.id == one.department).unwrap())
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    assert_eq!(ClassTurns::in_short(&school.facts(), at(NOW)), "1 lớp chia lượt, 11 lớp cùng soạn");
}

#[test]
fn what_stands_survives_its_own_form() {
    let school = nam_thanh();
    let class = class(&school, "4A");
    let form = TurnsForm::of(&class);
    assert_eq!((form.from.as_str(), form.each.as_str(), form.order.len()), ("12", "1", 2));
    let stored: Vec<(u8, PersonId)> = school.regime.organisation.turns.iter().map(|turn| (turn.week, turn.person)).collect();
    assert_eq!(form.parse(&class).unwrap(), stored);
    let sent: Vec<(String, String)> =
        class.weeks.iter().map(|week| (format!("t{}", week.week.number), week.turn.unwrap().to_string())).collect();
    assert_eq!(TurnsForm::read(&FormData::new(sent), &class).parse(&class).unwrap(), stored);
}

#[test]
fn the_weeks_are_shared_out_one_or_two_each() {
    let school = nam_thanh();
    let class = class(&school, "4A");
    let (hoa, thao) = (school.person_id("cô Hoa"), school.person_id("cô Thảo"));
    let one = share(&class, &[thao, hoa], "1", "14").unwrap();
    assert_eq!(who(&class, &one.form, 12..=17), ["cô Thảo", "cô Hoa", "cô Thảo", "cô Hoa", "cô Thảo", "cô Hoa"]);
    assert_eq!((one.from, one.kept.as_slice()), (14, [].as_slice()));
    let two = share(&class, &[hoa, thao], "2", "13").unwrap();
    assert_eq!(who(&class, &two.form, 12..=18), ["cô Thảo", "cô Hoa", "cô Hoa", "cô Thảo", "cô Thảo", "cô Hoa", "cô Hoa"]);
    assert_eq!(who(&class, &two.form, 35..=35), ["cô Thảo"], "through the last week");
    let alone = share(&class, &[hoa], "1", "20").unwrap();
    assert_eq!(who(&class, &alone.form, 19..=22), ["cô Hoa"; 4]);
}

#[test]
fn what_was_handed_in_keeps_its_turn_and_uses_none_up() {
    let mut school = nam_thanh();
    school.hands_in("cô Thảo", "Giáo án tuần 14 · Lớp 4A", "2026-11-24 10:00");
    let class = class(&school, "4A");
    let (hoa, thao) = (school.person_id("cô Hoa"), school.person_id("cô Thảo"));
    let shared = share(&class, &[thao, hoa], "2", "13").unwrap();
    assert_eq!(who(&class, &shared.form, 13..=17), ["cô Thảo", "cô Thảo", "cô Thảo", "cô Hoa", "cô Hoa"]);
    assert_eq!(shared.kept, [14]);
    // By hand it may still be another's.
    let mut form = shared.form;
    form.weeks[13] = Some(hoa.to_string());
    assert_eq!(who(&class, &form, 14..=14), ["cô Hoa"]);
}

#[test]
fn who_does_not_teach_in_a_week_is_passed_over() {
    let mut school = nam_thanh();
    let (hoa, thao) = (school.person_id("cô Hoa"), school.person_id("cô Thảo"));
    let of = |one: &Appointment, person| one.person == person;
    // Cô Thảo is away from week 15 (14/12) to week 16; she is back on 28/12.
    let mut away = school.regime.organisation.appointments.iter().find(|one| of(one, thao)).unwrap().clone();
    school
        .regime
        .organisation
        .appointments
        .iter_mut()
        .filter(|one| of(one, thao))
        .for_each(|one| one.until = Some(day("2026-12-13")));
    away.from = day("2026-12-28");
    school.regime.organisation.appointments.push(away);
    let class = class(&school, "4A");
    let shared = share(&class, &[hoa, thao], "1", "13").unwrap();
    assert_eq!(who(&class, &shared.form, 13..=18), ["cô Hoa", "cô Thảo", "cô Hoa", "cô Hoa", "cô Thảo", "cô Hoa"]);
    // Her turn of week 16 stands from before; it may stay, but not be given anew.
    let mut form = TurnsForm::of(&class);
    assert!(form.parse(&class).is_ok());
    form.weeks[14] = Some(thao.to_string());
    assert_eq!(
        told(&form.parse(&class).unwrap_err()),
        ["t15: Tuần 15: cô Thảo không dạy lớp 4A vào thứ Hai tuần này. Chọn người khác."]
    );
}

#[test]
fn what_is_wrong_with_turns() {
    let school = nam_thanh();
    let class = class(&school, "4A");
    let (hoa, lan) = (school.person_id("cô Hoa"), school.person_id("cô Lan"));
    let mut form = TurnsForm::of(&class);
    form.weeks[0] = Some(lan.to_string());
    form.weeks[1] = Some("ai cũng được".to_owned());
    form.weeks[34] = None;
    assert_eq!(
        told(&form.parse(&class).unwrap_err()),
        [
            "t1: Tuần 1: chọn một người trong danh sách.",
            "t2: Tuần 2: chọn một người trong danh sách.",
            "t35: Tuần 35: chọn người soạn, hoặc cả lớp cùng soạn.",
        ]
    );
    let check = |shared: Result<Shared, FormErrors>, wanted: &[&str]| assert_eq!(told(&shared.unwrap_err()), wanted);
    check(share(&class, &[hoa, hoa], "1", "13"), &["order: Cô Hoa đã có ở lượt trước. Mỗi người một lượt."]);
    check(
        share(&class, &[], "3", "99"),
        &["order: Chọn ít nhất một người.", "each: Chọn 1 hoặc 2 tuần.", "from: Chọn một tuần trong danh sách."],
    );
    check(share(&class, &[lan], "1", "13"), &["order: Chọn những người đang dạy lớp này."]);
}

#[test]
fn two_who_are_called_alike_are_told_apart() {
    let mut school = nam_thanh();
    let (thao, hoa) = (school.person_id("cô Thảo"), school.person_id("cô Hoa"));
    let other = school.regime.organisation.people.iter_mut().find(|one| one.id == thao).unwrap();
    other.name = crate::names::PersonName::parse("Trần Thu Hoa").unwrap();
    let class = class(&school, "4A");
    assert_eq!((class.called(hoa), class.called(thao)), ("cô Nguyễn Thị Hoa".to_owned(), "cô Trần Thu Hoa".to_owned()));
}

#[test]
fn other_turns_change_no_judgement_and_no_due_day() {
    let mut school = nam_thanh();
    school.lives_until(at(NOW));
    let judged = |school: &NamThanh| {
        let facts: Facts = school.facts();
        let standing = |one| (facts.standing(one, at(NOW)), one.terms.due.clone(), one.closing.clone());
        facts.obligations.iter().map(standing).collect::<Vec<_>>()
    };
    let before = judged(&school);
    let class_4a = school.class("4A");
    let hoa = school.person_id("cô Hoa");
    school.regime.organisation.turns = (1..=35).map(|week| Turn { class: class_4a, week, person: hoa }).collect();
    assert!(!school.bring_up_to_date(at(NOW)).is_empty());
    assert_eq!(judged(&school), before);
    let thao = school.person_id("cô Thảo");
    assert_eq!(school.obligation("Giáo án tuần 12 · Lớp 4A").terms.turn, Some(thao), "what has come due keeps its turn");
    assert_eq!(school.obligation("Giáo án tuần 14 · Lớp 4A").terms.turn, Some(hoa));
}
