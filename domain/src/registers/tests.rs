#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeSet;

use super::*;
use crate::{
    forms::FormData,
    testing::{NamThanh, at, day, id, nam_thanh},
};

fn form(kind: RegisterKind, fields: &[(&str, &str)]) -> EntryForm {
    let fields = fields.iter().map(|(name, typed)| ((*name).to_owned(), (*typed).to_owned())).collect();
    EntryForm::read(kind.register(), &FormData::new(fields))
}

fn line(school: &NamThanh, kind: RegisterKind, fields: &[(&str, &str)]) -> EntryLine {
    let said = form(kind, fields).parse(kind.register(), &school.regime.organisation).unwrap();
    let (by, when) = (school.person_id("cô Hoa"), at("2026-11-25 14:20"));
    let state = kind.register().first_state().unwrap().code.to_owned();
    let step = EntryStep { number: 1, by, at: when, state, words: String::new() };
    EntryLine { id: id(31, 1), register: kind, year: 2026, number: 3, by, at: when, said, version: 1, written_by: by, step }
}

/// What would break a form, a list or the store, asked of every register.
#[test]
fn each_register_is_declared_whole() {
    for kind in RegisterKind::ALL {
        let register = kind.register();
        assert_eq!(register.kind, kind);
        assert_eq!(RegisterKind::from_code(kind.code()), Some(kind));
        assert_eq!(RegisterKind::from_address(kind.address()), Some(kind));
        let codes: BTreeSet<&str> = register.columns.iter().map(|column| column.code).collect();
        assert_eq!(codes.len(), register.columns.len(), "{}: a column stands twice", register.name);
        assert!(codes.is_disjoint(&BTreeSet::from(["key", "seen", "step", "words", "person"])), "{}", register.name);
        assert!(register.columns[0].need == Need::Must, "{}: an entry without a title", register.name);
        let begins = register.first_state().unwrap();
        assert!(!begins.is_over, "{}", register.name);
        for step in register.moves {
            assert!(register.state(step.from).is_some() && register.state(step.to).is_some(), "{}: {step:?}", register.name);
            assert!(step.from != step.to && !step.asks.is_empty(), "{}: {step:?}", register.name);
        }
        // Every state is reached, and from each one that is not over something leads on.
        for state in &register.states[1..] {
            assert!(register.moves.iter().any(|step| step.to == state.code), "{}: {}", register.name, state.words);
        }
        for state in register.states.iter().filter(|state| !state.is_over) {
            assert!(register.moves_from(state.code).next().is_some(), "{}: {}", register.name, state.words);
        }
    }
}

#[test]
fn what_is_missing_or_too_long_is_told_column_by_column_and_nothing_typed_is_lost() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let kind = RegisterKind::Incoming;
    let wrong = form(kind, &[("subject", "Về"), ("sender", ""), ("dated", "31/02/2026"), ("came", "")]);
    let errors = wrong.parse(kind.register(), organisation).unwrap_err();
    let fields: Vec<&str> = errors.iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["subject", "sender", "dated", "came"]);
    assert_eq!(wrong.says("dated"), "31/02/2026");
    let long = "a".repeat(MAX_WORDS + 1);
    let errors =
        form(RegisterKind::Incidents, &[("what", &long), ("scope", "one")]).parse(RegisterKind::Incidents.register(), organisation);
    assert_eq!(errors.unwrap_err().of("what"), Some("Viết gọn trong 1000 ký tự."));
    let odd = form(RegisterKind::Incidents, &[("what", "Máy in hỏng"), ("scope", "all")]);
    assert!(odd.parse(RegisterKind::Incidents.register(), organisation).unwrap_err().of("scope").is_some());
    // A template that goes to the upper unit says to which, by its name of that day; whatever else is proposed need not.
    let proposal = |kind: &str, unit: &str| {
        let fields = [("title", "Mẫu kế hoạch tuần"), ("kind", kind), ("why", "Mẫu cũ thiếu cột"), ("unit", unit)];
        form(RegisterKind::Proposals, &fields).parse(RegisterKind::Proposals.register(), organisation)
    };
    assert!(proposal("template", "").unwrap_err().of("unit").is_some());
    assert!(proposal("template", "Ủy ban nhân dân xã Nam Thanh").is_ok() && proposal("equipment", "").is_ok());
    let stranger = form(RegisterKind::Trainings, &[("people", "0199c0de-0000-7000-8000-000000000001")]);
    assert!(stranger.parse(RegisterKind::Trainings.register(), organisation).unwrap_err().of("people").is_some());
}

#[test]
fn days_choices_and_people_are_kept_as_one_reads_them_back() {
    let school = nam_thanh();
    let (hoa, thao) = (school.person_id("cô Hoa").to_string(), school.person_id("cô Thảo").to_string());
    let fields = [
        ("title", "Nộp giáo án bằng máy tính bảng"),
        ("day", "5-9-2026"),
        ("by", "thầy Định"),
        ("people", hoa.as_str()),
        ("people", thao.as_str()),
        // Sent twice, she has attended once.
        ("people", hoa.as_str()),
    ];
    let training = line(&school, RegisterKind::Trainings, &fields);
    assert_eq!(training.says("day"), "05/09/2026");
    let told = entry_told(&school.regime.organisation, &training);
    assert_eq!(told.name, "số 3/2026");
    assert_eq!(told.title, "Nộp giáo án bằng máy tính bảng");
    assert_eq!(told.state, "Dự kiến");
    assert!(told.cells.contains(&("Người dự", "Nguyễn Thị Hoa; Trần Thu Thảo".to_owned())), "{told:?}");
    assert_eq!(told.answer, None);
    let found = found_by(&school.regime.organisation, &training);
    assert!(found.contains("so 3/2026") && found.contains("nguyen thi hoa") && found.contains("may tinh bang"), "{found}");
    // What comes back to be corrected is what is kept.
    let again = EntryForm::of(&training).parse(RegisterKind::Trainings.register(), &school.regime.organisation).unwrap();
    assert_eq!(again, training.said);
}

#[test]
fn a_step_that_asks_for_words_is_not_taken_without() {
    let register = RegisterKind::Incidents.register();
    let step = |to: &str| register.moves_from("new").find(|step| step.to == to).unwrap();
    let sent = |words: &str| MoveForm { to: "done".to_owned(), seen: "1".to_owned(), words: words.to_owned() };
    assert!(sent("").parse(step("done")).is_err());
    assert_eq!(sent("Đã thay dây mạng").parse(step("done")), Ok("Đã thay dây mạng".to_owned()));
    assert_eq!(sent("").parse(step("working")), Ok(String::new()));
    assert!(sent(&"a".repeat(MAX_WORDS + 1)).parse(step("working")).is_err());
}

#[test]
fn of_a_page_nothing_is_known_but_its_address() {
    for (address, wanted) in [
        ("/viec-cua-toi", "/viec-cua-toi"),
        ("/can-bo?q=Hoa&person=0199", "/can-bo"),
        ("/nop/0199c0de-0000-7000-8000-000000000001#tep", "/nop/0199c0de-0000-7000-8000-000000000001"),
        ("//example.org/x", ""),
        ("https://example.org/x", ""),
        ("/a<b", ""),
        ("", ""),
    ] {
        assert_eq!(known_of_page(address), wanted, "{address}");
    }
    assert_eq!(known_of_page(&format!("/{}", "a".repeat(300))), "");
}

#[test]
fn a_case_leaves_time_to_answer_and_says_what_it_is_about() {
    let school = nam_thanh();
    let (register, organisation) = (RegisterKind::Violations.register(), &school.regime.organisation);
    let (hoa, van) = (school.person_id("cô Hoa").to_string(), school.person_id("cô Vân").to_string());
    let thao = school.person_id("cô Thảo").to_string();
    let long = "Ba tuần liền không nộp giáo án, nhắc hai lần không trả lời.";
    let errors = |changed: &[(&str, &str)]| {
        let usual = [("what", long), ("who", hoa.as_str()), ("answer_by", "30/11/2026"), ("adviser", van.as_str())];
        let fields: Vec<(&str, &str)> = usual
            .iter()
            .map(|(name, value)| (*name, changed.iter().find(|(of, _)| of == name).map_or(*value, |(_, new)| *new)))
            .collect();
        form(RegisterKind::Violations, &fields).parse_new(register, organisation, day("2026-11-25")).err()
    };
    assert_eq!(errors(&[]), None);
    assert_eq!(errors(&[("answer_by", "28/11/2026")]), None, "three days");
    let field =
        |changed: &[(&str, &str)], name: &str| errors(changed).and_then(|errors| errors.of(name).map(str::to_owned)).is_some();
    for day in ["27/11/2026", "25/11/2026", "01/03/2027", "", "mai"] {
        assert!(field(&[("answer_by", day)], "answer_by"), "{day}");
    }
    assert!(field(&[("adviser", &thao)], "adviser"), "no vice principal");
    assert!(field(&[("who", &van)], "adviser"), "about the one who was to advise");
    assert!(field(&[("who", "")], "who") && field(&[("who", &format!("{hoa},{thao}"))], "who"), "one person");
    assert!(field(&[("what", "Nộp muộn")], "what"), "no record and hardly a word");
    assert_eq!(errors(&[("adviser", "")]), None, "a school without a vice principal");
}
