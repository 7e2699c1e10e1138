use std::sync::Arc;

use super::*;
use crate::{
    dashboard::{DashboardFilter, Scope as DashboardScope, dashboard},
    days::Timestamp,
    deadlines::Lateness,
    forms::FormErrors,
    locks::{Arrival, LockKind},
    my_work::{at_a_glance, my_work},
    people::PersonId,
    refusal::{Refusal, TaskRefusal},
    scope::Scope,
    testing::{NamThanh, at, id, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

/// A form for these people, with a day next week.
pub(crate) fn plan_for(mentions: &[&str]) -> (TaskForm, Vec<String>) {
    let form = TaskForm {
        title: "Đồ dùng dạy học tự làm".to_owned(),
        words: "Mỗi cô làm một bộ, chụp ảnh gửi kèm.".to_owned(),
        until: "02/12/2026".to_owned(),
        ..TaskForm::empty(id(40, 1))
    };
    (form, mentions.iter().map(|one| (*one).to_owned()).collect())
}

/// The principal gives it.
pub(crate) fn gives(school: &mut NamThanh, (form, mentions): (TaskForm, Vec<String>), when: &str) -> TaskId {
    let targets = mentions.iter().map(|one| TaskTarget::Person(school.person_id(one)).code()).collect();
    let form = TaskForm { targets, ..form };
    let (by, number) = (school.person_id("cô Nguyệt"), school.tasks.len() + 1);
    let TaskPlan { title, words, until, targets, people } = form.parse(&school.facts(), by, None, at(when)).unwrap();
    let given = TaskVersion { title, words, until, targets, people, by, at: at(when), reason: String::new() };
    let task = Task {
        id: id(40, number as u128),
        number: u32::try_from(number).unwrap(),
        year: school.regime.year,
        given,
        changes: Vec::new(),
        files: Vec::new(),
        answers: Vec::new(),
        ended: None,
    };
    let id = task.id;
    school.tasks.push(task);
    id
}

fn task(school: &mut NamThanh) -> &mut Task {
    school.tasks.last_mut().unwrap()
}

fn answers(school: &mut NamThanh, mention: &str, when: &str) {
    let person = school.person_id(mention);
    let number = u32::try_from(task(school).answers_of(person).count() + 1).unwrap();
    let answer = TaskAnswer {
        person,
        number,
        words: "Đã làm xong.".to_owned(),
        files: Vec::new(),
        at: at(when),
        counted: at(when),
        verdict: None,
    };
    task(school).answers.push(answer);
}

fn judges(school: &mut NamThanh, mention: &str, kind: VerdictKind, when: &str) {
    let (person, by) = (school.person_id(mention), school.person_id("cô Nguyệt"));
    let last = task(school).answers.iter_mut().rev().find(|one| one.person == person).unwrap();
    last.verdict = Some(TaskVerdict { kind, by, at: at(when), words: "Thiếu ảnh.".to_owned() });
}

fn stands(school: &NamThanh, mention: &str, now: &str) -> TaskStanding {
    standing(&school.facts(), school.tasks.last().unwrap(), school.person_id(mention), at(now))
}

#[test]
fn a_task_is_open_then_overdue_and_what_is_answered_late_is_told_with_how_long() {
    let mut school = nam_thanh();
    gives(&mut school, plan_for(&["cô Hoa", "cô Thảo"]), "2026-11-25 09:00");
    assert_eq!(stands(&school, "cô Hoa", NOW), TaskStanding::Open);
    // 17:00 stands there, and the whole day counts, as for what is handed in.
    assert_eq!(stands(&school, "cô Hoa", "2026-12-02 23:59:59"), TaskStanding::Open);
    assert_eq!(stands(&school, "cô Hoa", "2026-12-03 00:30"), TaskStanding::Overdue(Lateness::WorkingDays(1)));
    answers(&mut school, "cô Hoa", "2026-12-02 23:59:59");
    answers(&mut school, "cô Thảo", "2026-12-04 08:00");
    assert_eq!(stands(&school, "cô Hoa", "2026-12-04 09:00"), TaskStanding::Answered(None));
    assert_eq!(stands(&school, "cô Thảo", "2026-12-04 09:00"), TaskStanding::Answered(Some(Lateness::WorkingDays(2))));
    judges(&mut school, "cô Hoa", VerdictKind::AskedAgain, "2026-12-04 09:00");
    judges(&mut school, "cô Thảo", VerdictKind::Accepted, "2026-12-04 09:00");
    assert_eq!(stands(&school, "cô Hoa", "2026-12-04 10:00"), TaskStanding::AskedAgain(None));
    assert_eq!(stands(&school, "cô Thảo", "2026-12-04 10:00"), TaskStanding::Accepted(Some(Lateness::WorkingDays(2))));
    // What is sent again afterwards makes the first one no later.
    answers(&mut school, "cô Hoa", "2026-12-07 08:00");
    assert_eq!(stands(&school, "cô Hoa", "2026-12-07 09:00"), TaskStanding::Answered(None));
}

#[test]
fn a_form_says_all_that_is_wrong_with_it_by_field() {
    let school = nam_thanh();
    let (facts, nguyet) = (school.facts(), school.person_id("cô Nguyệt"));
    let person = |mention: &str| TaskTarget::Person(school.person_id(mention)).code();
    let form = |change: &dyn Fn(&mut TaskForm)| {
        let mut form = TaskForm { targets: vec![person("cô Hoa")], ..plan_for(&[]).0 };
        change(&mut form);
        form
    };
    let check = |form: TaskForm, wanted: &[(&str, &str)]| {
        let errors = form.parse(&facts, nguyet, None, at(NOW)).err().unwrap_or_default();
        let found: Vec<(&str, bool)> =
            errors.iter().zip(wanted).map(|((field, words), (_, part))| (field, words.contains(part))).collect();
        let wanted: Vec<(&str, bool)> = wanted.iter().map(|(field, _)| (*field, true)).collect();
        assert_eq!((found, errors.iter().count()), (wanted.clone(), wanted.len()), "{errors:?}");
    };
    check(form(&|_| {}), &[]);
    check(form(&|one| one.title = String::new()), &[("title", "Ghi tên việc")]);
    check(form(&|one| one.title = "ơ".repeat(500)), &[("title", "dài 500 ký tự, nhiều nhất 120")]);
    check(form(&|one| one.words = " \n ".to_owned()), &[("words", "Ghi phải làm gì")]);
    check(form(&|one| one.words = "ơ".repeat(4_001)), &[("words", "nhiều nhất 4000")]);
    check(form(&|one| one.targets = Vec::new()), &[("target", "Chọn ít nhất một người")]);
    check(form(&|one| one.targets = vec!["person:abc".to_owned()]), &[("target", "Chọn lại người nhận")]);
    check(form(&|one| one.targets.push(person("cô Nguyệt"))), &[("target", "không nhận việc được")]);
    check(form(&|one| one.until = "24/11/2026".to_owned()), &[("until", "từ ngày mai trở đi")]);
    check(form(&|one| one.until = "25/11/2026".to_owned()), &[("until", "từ ngày mai trở đi")]);
    check(form(&|one| one.until = "26/11/2026".to_owned()), &[]);
    check(form(&|one| one.until = "01/12/2027".to_owned()), &[("until", "muộn nhất")]);
    check(form(&|one| one.until = "mai".to_owned()), &[("until", "Ghi ngày/tháng/năm")]);
    check(form(&|one| one.files = vec![id::<crate::files::StoredFile>(41, 1).to_string(); 11]), &[("files", "nhiều nhất 10 tệp")]);
    check(form(&|one| (one.title, one.words, one.until) = Default::default()), &[("title", ""), ("words", ""), ("until", "")]);
}

#[test]
fn whoever_has_left_gets_nothing_and_whoever_leaves_is_not_waited_for() {
    let mut school = nam_thanh();
    let (hoa, nguyet) = (school.person_id("cô Hoa"), school.person_id("cô Nguyệt"));
    gives(&mut school, plan_for(&["cô Hoa", "cô Thảo"]), "2026-11-25 09:00");
    for held in school.regime.organisation.appointments.iter_mut().filter(|one| one.person == hoa) {
        held.until = Some(crate::testing::day("2026-11-26"));
    }
    assert_eq!(stands(&school, "cô Hoa", "2026-11-26 09:00"), TaskStanding::Open);
    assert_eq!(stands(&school, "cô Hoa", "2026-12-04 09:00"), TaskStanding::Left);
    let form = TaskForm { targets: vec![TaskTarget::Person(hoa).code()], ..plan_for(&[]).0 };
    let errors: FormErrors = form.parse(&school.facts(), nguyet, None, at("2026-11-27 09:00")).unwrap_err();
    assert!(errors.of("target").unwrap().contains("đã thôi làm ở trường"), "{errors:?}");
}

#[test]
fn all_are_those_who_work_here_but_the_principal_and_whoever_gives_it() {
    let school = nam_thanh();
    let (facts, nguyet, van) = (school.facts(), school.person_id("cô Nguyệt"), school.person_id("cô Vân"));
    let organisation = facts.organisation();
    let who = |giver: PersonId, targets: &[TaskTarget]| {
        recipients(organisation, giver, &targets.iter().copied().collect(), crate::testing::day("2026-11-25"))
    };
    let all = who(nguyet, &[TaskTarget::All]);
    assert!(!all.contains(&nguyet) && all.contains(&van));
    assert!(!who(van, &[TaskTarget::All]).contains(&van), "whoever acts for her gives herself nothing");
    let department = school.department("Mẫu giáo 4–5 tuổi");
    let of_department = who(nguyet, &[TaskTarget::Department(department)]);
    assert!(of_department.contains(&school.person_id("cô Hoa")) && of_department.len() < all.len());
    // What is ticked twice over is added up, and nobody gets it twice.
    assert_eq!(who(nguyet, &[TaskTarget::All, TaskTarget::Person(van), TaskTarget::Department(department)]), all);
}

#[test]
fn what_is_looked_at_says_how_many_in_which_department_who_is_away_and_that_the_day_is_off() {
    let school = nam_thanh();
    let (facts, nguyet) = (school.facts(), school.person_id("cô Nguyệt"));
    let look = |targets: Vec<String>, until: &str| {
        let form = TaskForm { targets, until: until.to_owned(), ..plan_for(&[]).0 };
        TaskOutlook::of(&facts, &form.parse(&facts, nguyet, None, at(NOW)).unwrap(), at(NOW))
    };
    let all = look(vec![TaskTarget::All.code()], "02/12/2026");
    assert!(all.headline.contains(" người, trong đó ") && all.day_off.is_none(), "{}", all.headline);
    let one = look(vec![TaskTarget::Person(school.person_id("cô Hoa")).code()], "28/11/2026");
    assert_eq!(one.headline, "1 người");
    assert!(one.day_off.as_ref().unwrap().starts_with("thứ Bảy 28/11/2026 là ngày nghỉ"), "{:?}", one.day_off);
    assert_eq!(all.check_seen(one.seen()).err(), Some(TaskRefusal::LookedAtAnother.into()));
    assert!(all.check_seen(all.seen()).is_ok());
}

#[test]
fn an_answer_is_taken_while_it_is_ones_own_and_nothing_has_ended_or_shut_it() {
    let mut school = nam_thanh();
    gives(&mut school, plan_for(&["cô Hoa", "cô Thảo"]), "2026-11-25 09:00");
    let check = |school: &NamThanh, after: usize, wanted: Option<&dyn Fn(&Refusal) -> bool>| {
        let (facts, hoa) = (school.facts(), school.person_id("cô Hoa"));
        let found = check_answer(&facts, school.tasks.last().unwrap(), hoa, after, Arrival::at(at(NOW))).err();
        assert_eq!(found.is_some(), wanted.is_some(), "{found:?}");
        assert!(found.iter().zip(wanted).all(|(found, wanted)| wanted(found)), "{found:?}");
    };
    check(&school, 0, None);
    // An order over a part of the year says nothing of tasks, one over all of it does.
    let mut shut = school.clone();
    shut.orders("cô Nguyệt", LockKind::Lock, Scope::whole(), "2026-11-25 10:00");
    check(&shut, 0, Some(&|one| one.words().fact.starts_with("Cả hệ thống đã khóa")));
    let mut answered = school.clone();
    answers(&mut answered, "cô Hoa", "2026-11-25 10:00");
    check(&answered, 0, Some(&|one| *one == TaskRefusal::AnsweredElsewhere { at: at("2026-11-25 10:00") }.into()));
    check(&answered, 1, None);
    judges(&mut answered, "cô Hoa", VerdictKind::Accepted, "2026-11-25 11:00");
    check(&answered, 1, Some(&|one| *one == TaskRefusal::AcceptedAlready { at: at("2026-11-25 11:00") }.into()));
    let mut changed = school.clone();
    let thao = changed.person_id("cô Thảo");
    let version = TaskVersion { people: vec![thao], at: at("2026-11-25 10:00"), ..task(&mut changed).given.clone() };
    task(&mut changed).changes.push(version);
    check(&changed, 0, Some(&|one| *one == TaskRefusal::GivenNoMore { at: at("2026-11-25 10:00") }.into()));
    let by = school.person_id("cô Nguyệt");
    task(&mut school).ended =
        Some(TaskEnd { kind: EndKind::TakenBack, by, at: at("2026-11-25 12:00"), reason: "Dời sang tháng sau".to_owned() });
    check(&school, 0, Some(&|one| *one == TaskRefusal::Ended { taken_back: true, at: at("2026-11-25 12:00") }.into()));
}

#[test]
fn no_figure_of_the_dashboards_and_of_what_is_owed_changes_by_a_task() {
    let school = nam_thanh();
    let mut with_tasks = school.clone();
    for _ in 0..40 {
        gives(&mut with_tasks, plan_for(&["cô Hoa", "cô Thảo", "cô Ấm"]), "2026-11-25 09:00");
    }
    answers(&mut with_tasks, "cô Hoa", "2026-12-09 09:00");
    let now: Timestamp = at("2026-12-10 09:00");
    let (before, after) = (school.facts(), with_tasks.facts());
    let all = DashboardFilter::default();
    for mention in ["cô Nguyệt", "cô Ấm"] {
        let actor = before.actor(school.person_id(mention), now);
        let scope = DashboardScope::of(&actor, before.organisation()).unwrap();
        assert_eq!(dashboard(&before, &scope, &all, now), dashboard(&after, &scope, &all, now), "{mention}");
    }
    let (hoa, person) = (school.person_id("cô Hoa"), school.person("cô Hoa"));
    assert_eq!(at_a_glance(&before, hoa, now), at_a_glance(&after, hoa, now));
    let (mut own, with) = (my_work(&before, person, now), my_work(&after, person, now));
    // Her own page has a section of its own, and everything else is as it was.
    assert_eq!(with.tasks.len(), 39);
    own.tasks.clone_from(&with.tasks);
    assert_eq!(own, with);
    assert_eq!(board(&after, now).running.len(), 40);
    assert!(Arc::ptr_eq(&after.tasks, &after.clone().tasks));
}
