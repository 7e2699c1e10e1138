#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod forms;
mod told;

use super::*;
use crate::{
    facts::Facts,
    testing::{NamThanh, at, day, id, nam_thanh},
};
use std::sync::Arc;

const NOW: &str = "2026-11-25 14:20";

/// A version that counts from `from`, put in by the principal on that morning.
fn version(school: &NamThanh, number: u32, from: &str) -> VersionLine {
    VersionLine {
        id: id(40, number.into()),
        number,
        from: day(from),
        decision: format!("{number}/QĐ-TrMNNT"),
        decided_on: day(from),
        by: school.person_id("cô Nguyệt"),
        at: at(&format!("{from} 06:30")),
    }
}

/// Two versions: of September, and of last Monday, which cô Hoa has promised to keep.
fn two(school: &NamThanh) -> Regulation {
    let versions = vec![version(school, 1, "2026-09-07"), version(school, 2, "2026-11-23")];
    let pledge = |number: u128, mention: &str, when: &str| Pledge {
        version: id(40, number),
        person: school.person_id(mention),
        at: at(when),
    };
    let pledges = vec![
        pledge(1, "cô Hoa", "2026-09-08 07:10"),
        pledge(1, "cô Ấm", "2026-09-08 08:00"),
        pledge(2, "cô Hoa", "2026-11-23 09:00"),
    ];
    Regulation { versions, pledges, reminders: Vec::new() }
}

fn with(school: &NamThanh, regulation: Regulation) -> Facts {
    Facts { regulation: Arc::new(regulation), ..school.facts() }
}

#[test]
fn the_text_of_2024_has_its_clauses_as_they_are_printed_and_each_is_about_something() {
    let clauses = starting();
    let numbers: Vec<String> = clauses.iter().map(|one| one.number.short()).collect();
    let expected = "1a 1b 2 3a 3b 3c 3d 3e 3g 4a 4b 4c 4d 4e 4g 5a 5b 5c 5d 6a 6b 7a 7b 7c 8 9 10a 10b 11";
    assert_eq!(numbers.join(" "), expected);
    for one in &clauses {
        assert!(one.subject.is_some(), "{}", one.number);
        assert!(!one.heading.is_empty() && one.text.chars().count() <= Clause::MAX_TEXT, "{}", one.number);
    }
    let three = &articles(&clauses, |one| one)[2];
    assert_eq!((three.number, three.clauses.len()), (3, 6));
    assert_eq!(three.heading, "Nhiệm vụ và quyền hạn của Hiệu trưởng");
    assert_eq!(clauses.last().unwrap().text.lines().count(), 2);
}

#[test]
fn a_number_is_read_however_it_is_cited() {
    let check = |typed: &str, read: Option<&str>| {
        assert_eq!(typed.parse::<ClauseNumber>().ok().map(|one| one.to_string()).as_deref(), read, "{typed}");
    };
    check("3c", Some("Điều 3c"));
    check("Điều 3 điểm c", Some("Điều 3c"));
    check(" 11. ", Some("Điều 11"));
    check("4 đ)", Some("Điều 4đ"));
    check("", None);
    check("c3", None);
    check("0", None);
    check("300", None);
    check("3ab", None);
    check("3 1", None);
}

#[test]
fn of_two_versions_the_clauses_of_one_number_belong_together() {
    let before = starting();
    let mut after = before.clone();
    after[5].text.push_str(" Lệnh khóa ghi số quyết định.");
    after.remove(8);
    let new =
        Clause {
            number: "12".parse().unwrap(), heading: "Lưu trữ".to_owned(), text: "Lưu năm năm.".to_owned(), subject: None
        };
    after.push(new);
    let told: Vec<(String, bool, bool)> = pair_clauses(&before, &after)
        .into_iter()
        .filter(|pair| !pair.is_same())
        .map(|pair| {
            let number = pair.after.or(pair.before).unwrap().number;
            (number.to_string(), pair.before.is_some(), pair.after.is_some())
        })
        .collect();
    let expected = [("Điều 3c", true, true), ("Điều 12", false, true), ("Điều 3g", true, false)];
    assert_eq!(told, expected.map(|(number, before, after)| (number.to_owned(), before, after)));
    assert!(pair_clauses(&before, &before).iter().all(ClausePair::is_same));
}

#[test]
fn the_version_of_the_day_counts_and_is_asked_of_everybody_who_has_not_promised() {
    let school = nam_thanh();
    let regulation = two(&school);
    let counts = |on: &str| regulation.in_force(day(on)).map(|one| one.number);
    assert_eq!(counts("2026-09-06"), None);
    assert_eq!(counts("2026-09-07"), Some(1));
    assert_eq!(counts("2026-11-22"), Some(1));
    assert_eq!(counts("2026-11-23"), Some(2));
    let state = |number: usize, on: &str| regulation.state(&regulation.versions[number - 1], day(on));
    assert_eq!(state(2, "2026-11-22"), VersionState::Coming);
    assert_eq!(state(1, "2026-11-22"), VersionState::InForce);
    assert_eq!(state(1, "2026-11-23"), VersionState::Replaced);
    let organisation = &school.regime.organisation;
    let asked =
        |mention: &str, on: &str| asked_of(&regulation, organisation, school.person_id(mention), day(on)).map(|one| one.number);
    assert_eq!(asked("cô Hoa", "2026-11-22"), None, "of the first one she has");
    assert_eq!(asked("cô Hoa", "2026-11-25"), None, "and of the second one");
    assert_eq!(asked("cô Ấm", "2026-11-22"), None);
    assert_eq!(asked("cô Ấm", "2026-11-23"), Some(2), "asked again");
    assert_eq!(asked("cô Nguyệt", "2026-11-25"), Some(2), "whoever published it as well");
}

#[test]
fn the_list_names_everybody_who_works_here_and_of_an_old_version_those_who_had_promised() {
    let mut school = nam_thanh();
    let (am, hoa) = (school.person_id("cô Ấm"), school.person_id("cô Hoa"));
    school.regime.organisation.suspended.push(am);
    let regulation = two(&school);
    // Cô Hoa leaves on Tuesday: what she promised stays under her name, and nobody asks her any more.
    for one in school.regime.organisation.appointments.iter_mut().filter(|one| one.person == hoa) {
        one.until = Some(day("2026-11-24"));
    }
    let organisation = &school.regime.organisation;
    let list = |number: usize| pledged(&regulation, organisation, &regulation.versions[number - 1], day("2026-11-25"));
    let now = list(2);
    let line = |person| now.lines.iter().find(|one| one.person == person).unwrap().clone();
    assert_eq!((line(am).at, line(am).is_suspended), (None, true));
    assert_eq!((line(hoa).at, line(hoa).titles.as_str()), (Some(at("2026-11-23 09:00")), "Nay không còn chức vụ"));
    let staff = organisation.people.iter().filter(|one| is_asked(organisation, one.id, day("2026-11-25"))).count();
    assert_eq!((now.lines.len(), now.done(), now.missing()), (staff + 1, 1, staff));
    let old = list(1);
    assert_eq!((old.lines.len(), old.missing()), (2, 0), "nobody is asked of it any more");
    assert!(!is_asked(organisation, hoa, day("2026-11-25")));
}
