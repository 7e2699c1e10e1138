use super::*;
use crate::{
    notices::notices as all_notices,
    tasks::{
        TaskAnswer, TaskEnd, TaskVerdict,
        tests::{gives, plan_for},
    },
    testing::{NamThanh, at, nam_thanh},
};

/// What cô Hoa is told of tasks, the newest first.
fn told(school: &NamThanh, now: &str) -> Vec<TaskPart> {
    told_to(school, "cô Hoa", now)
}

fn told_to(school: &NamThanh, mention: &str, now: &str) -> Vec<TaskPart> {
    let all = all_notices(&school.facts(), school.person_id(mention), at(now));
    all.into_iter().filter_map(|one| if let News::Task(news) = one.news { Some(news.part) } else { None }).collect()
}

#[test]
fn whoever_has_a_task_is_told_of_it_of_its_day_of_changes_and_of_its_end() {
    let mut school = nam_thanh();
    gives(&mut school, plan_for(&["cô Hoa"]), "2026-11-25 18:00");
    let due = || "thứ Tư 02/12/2026, trước 17:00".to_owned();
    // What happens in the evening is told in the morning.
    assert_eq!(told(&school, "2026-11-25 18:30"), []);
    assert_eq!(told(&school, "2026-11-26 07:30"), [TaskPart::Given { due: due() }]);
    // On the working day before, once, as long as it is not done.
    assert_eq!(told(&school, "2026-12-01 07:30"), [TaskPart::DueSoon { due: due() }, TaskPart::Given { due: due() }]);
    let (hoa, by) = (school.person_id("cô Hoa"), school.person_id("cô Nguyệt"));
    let verdict = TaskVerdict { kind: VerdictKind::AskedAgain, by, at: at("2026-12-01 10:00"), words: "Thiếu ảnh.".to_owned() };
    let sent = at("2026-12-01 09:00");
    let answer =
        TaskAnswer { person: hoa, number: 1, words: "Xong".to_owned(), files: Vec::new(), at: sent, counted: sent, verdict: None };
    school.tasks[0].answers.push(answer);
    assert_eq!(told(&school, "2026-12-01 09:30"), [TaskPart::Given { due: due() }]);
    school.tasks[0].answers[0].verdict = Some(verdict);
    let again = || TaskPart::AskedAgain { words: "Thiếu ảnh.".to_owned() };
    assert_eq!(told(&school, "2026-12-01 10:30"), [again(), TaskPart::DueSoon { due: due() }, TaskPart::Given { due: due() }]);
    let (kind, reason) = (EndKind::Closed, "Đã đủ đồ dùng".to_owned());
    school.tasks[0].ended = Some(TaskEnd { kind, by, at: at("2026-12-01 11:00"), reason: reason.clone() });
    assert_eq!(told(&school, "2026-12-01 11:30"), [TaskPart::Ended { kind, reason }, again(), TaskPart::Given { due: due() }]);
}

#[test]
fn whoever_gave_it_is_told_once_of_the_answers_that_wait_for_a_word() {
    let mut school = nam_thanh();
    gives(&mut school, plan_for(&["cô Hoa", "cô Thảo"]), "2026-11-25 09:00");
    assert_eq!(told_to(&school, "cô Nguyệt", "2026-11-26 10:00"), []);
    let answer = |person, when: &str| {
        let sent = at(when);
        TaskAnswer { person, number: 1, words: "Xong".to_owned(), files: Vec::new(), at: sent, counted: sent, verdict: None }
    };
    let (hoa, thao, by) = (school.person_id("cô Hoa"), school.person_id("cô Thảo"), school.person_id("cô Nguyệt"));
    school.tasks[0].answers.push(answer(hoa, "2026-11-26 08:00"));
    assert_eq!(told_to(&school, "cô Nguyệt", "2026-11-26 10:00"), [TaskPart::Answered { waiting: 1 }]);
    school.tasks[0].answers.push(answer(thao, "2026-11-26 09:00"));
    assert_eq!(told_to(&school, "cô Nguyệt", "2026-11-26 10:00"), [TaskPart::Answered { waiting: 2 }]);
    assert_eq!(told_to(&school, "cô Vân", "2026-11-26 10:00"), [], "she gave none");
    let verdict = TaskVerdict { kind: VerdictKind::Accepted, by, at: at("2026-11-26 09:30"), words: String::new() };
    school.tasks[0].answers.iter_mut().for_each(|one| one.verdict = Some(verdict.clone()));
    assert_eq!(told_to(&school, "cô Nguyệt", "2026-11-26 10:00"), []);
}

#[test]
fn whoever_gets_it_by_a_change_or_has_it_no_more_is_told_that() {
    let mut school = nam_thanh();
    gives(&mut school, plan_for(&["cô Thảo"]), "2026-11-25 09:00");
    assert_eq!(told(&school, "2026-11-25 10:00"), []);
    let (hoa, thao) = (school.person_id("cô Hoa"), school.person_id("cô Thảo"));
    let change = |people: Vec<PersonId>, when: &str, school: &NamThanh| TaskVersion {
        people,
        at: at(when),
        reason: "Chia lại việc".to_owned(),
        ..school.tasks[0].given.clone()
    };
    let both = change(vec![hoa, thao], "2026-11-25 10:00", &school);
    school.tasks[0].changes.push(both);
    assert_eq!(told(&school, "2026-11-25 10:30").len(), 1);
    let one = change(vec![thao], "2026-11-25 11:00", &school);
    school.tasks[0].changes.push(one);
    let gone = TaskPart::GivenNoMore { reason: "Chia lại việc".to_owned() };
    assert_eq!(told(&school, "2026-11-25 11:30").first(), Some(&gone));
}
