//! What a type of records can be: who owes it, how often, by which rule, who reads it, and how it is called.

use chrono::Weekday;

use super::{OwedBy, Recurrence, Starter, StarterOwner};
use crate::{
    calendar::CalendarParts,
    deadlines::DueRule,
    names::fold,
    people::{DepartmentKind, Organisation, SectionKind},
    vietnamese,
};

/// Who owes a type of the starter set in this school.
///
/// # Errors
/// Why nobody does.
pub fn owner_of(starter: &Starter, organisation: &Organisation) -> Result<OwedBy, &'static str> {
    let section = |kind: SectionKind| organisation.sections.iter().find(|one| one.kind == kind).map(|one| OwedBy::Section(one.id));
    match starter.owed_by {
        StarterOwner::EachClass => Ok(OwedBy::EachClass),
        StarterOwner::EachDepartment => Ok(OwedBy::EachDepartment),
        StarterOwner::School => Ok(OwedBy::School),
        StarterOwner::Kitchen => organisation
            .departments
            .iter()
            .find(|one| one.kind == DepartmentKind::Kitchen)
            .map(|one| OwedBy::Department(one.id))
            .ok_or("Chưa có tổ loại Nuôi dưỡng, thêm ở bước Tổ và lớp"),
        StarterOwner::Health => section(SectionKind::Health).ok_or("Chưa có bộ phận Y tế, thêm ở bước Tổ và lớp"),
        StarterOwner::Accounting => section(SectionKind::Accounting).ok_or("Chưa có bộ phận Kế toán, thêm ở bước Tổ và lớp"),
    }
}

/// Everybody who can owe a type, with the code of each in the form.
pub fn owner_choices(organisation: &Organisation) -> Vec<(String, OwedBy)> {
    let departments = organisation.departments.iter().map(|one| (format!("to-{}", one.id), OwedBy::Department(one.id)));
    let sections = organisation.sections.iter().map(|one| (format!("bo-phan-{}", one.id), OwedBy::Section(one.id)));
    let each = [
        ("moi-lop", OwedBy::EachClass),
        ("moi-to", OwedBy::EachDepartment),
        ("moi-giao-vien", OwedBy::EachTeacher),
        ("moi-can-bo", OwedBy::EachPerson),
        ("truong", OwedBy::School),
    ];
    each.map(|(code, owed_by)| (code.to_owned(), owed_by)).into_iter().chain(departments).chain(sections).collect()
}

/// "Mỗi lớp", "Tổ Nuôi dưỡng", "Bộ phận Kế toán".
pub fn owner_words(owed_by: OwedBy, organisation: &Organisation) -> String {
    match owed_by {
        OwedBy::EachClass => "Mỗi lớp".to_owned(),
        OwedBy::EachDepartment => "Mỗi tổ".to_owned(),
        OwedBy::EachTeacher => "Mỗi giáo viên".to_owned(),
        OwedBy::EachPerson => "Mỗi cán bộ, giáo viên, nhân viên".to_owned(),
        OwedBy::School => "Trường".to_owned(),
        OwedBy::Department(id) => format!("Tổ {}", organisation.department(id).map_or("đã bỏ", |one| &one.name)),
        OwedBy::Section(id) => format!("Bộ phận {}", organisation.section(id).map_or("đã bỏ", |one| &one.name)),
    }
}

/// The days of a week that can be named as the day of a rule; where the school does not work on it, the working day before counts.
const WEEKDAYS: [Weekday; 6] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat];

/// The rules that fit a recurrence; the first one sets none.
pub fn rules_of(recurrence: Recurrence) -> Vec<DueRule> {
    use DueRule::{InWeek, InWeekBefore, LastWorkingDayOfPeriod, LastWorkingDayOfWeek, NotSet, WorkingDaysAfterPeriod};
    match recurrence {
        Recurrence::EachWeek => [NotSet]
            .into_iter()
            .chain(WEEKDAYS.map(InWeekBefore))
            .chain(WEEKDAYS.map(InWeek))
            .chain([LastWorkingDayOfWeek(None), WorkingDaysAfterPeriod(1), WorkingDaysAfterPeriod(3)])
            .collect(),
        // The week is a parameter of the rule: Điều 9 names 1 and 18, a province may frame its year otherwise.
        Recurrence::OneSemester(_) => [NotSet, LastWorkingDayOfPeriod]
            .into_iter()
            .chain((1..=CalendarParts::DEFAULT_WEEKS).map(|week| LastWorkingDayOfWeek(Some(week))))
            .collect(),
        Recurrence::EachMonth | Recurrence::EachTheme | Recurrence::EachSemester | Recurrence::OnceAYear => {
            vec![NotSet, LastWorkingDayOfPeriod, WorkingDaysAfterPeriod(3), WorkingDaysAfterPeriod(5), WorkingDaysAfterPeriod(10)]
        }
    }
}

/// The rules to choose from for a type of this recurrence: those that fit, `usual`, and the present one.
pub fn due_choices(recurrence: Recurrence, usual: Option<DueRule>, present: &str) -> Vec<DueRule> {
    let mut choices = rules_of(recurrence);
    for rule in [usual, present.parse().ok()].into_iter().flatten() {
        if !choices.contains(&rule) {
            choices.push(rule);
        }
    }
    choices
}

/// A rule in the words of one recurrence: "Ngày làm việc cuối của tháng".
pub fn due_words(recurrence: Recurrence, rule: DueRule) -> String {
    let period = period_word(recurrence);
    vietnamese::capitalised(&match rule {
        DueRule::LastWorkingDayOfPeriod => format!("ngày làm việc cuối của {period}"),
        DueRule::WorkingDaysAfterPeriod(days) if days > 0 => format!("{days} ngày làm việc sau khi hết {period}"),
        rule => rule.shown(),
    })
}

const fn period_word(recurrence: Recurrence) -> &'static str {
    match recurrence {
        Recurrence::EachWeek => "tuần",
        Recurrence::EachMonth => "tháng",
        Recurrence::EachTheme => "chủ đề",
        Recurrence::EachSemester | Recurrence::OneSemester(_) => "học kỳ",
        Recurrence::OnceAYear => "năm học",
    }
}

/// What stands before the period in the title of a record, for a name that the school has given: without remarks in
/// brackets and without the period at its end, so that "Sổ bàn giao hằng tuần" gives "Sổ bàn giao tuần 12".
pub fn short_of(name: &str, recurrence: Recurrence) -> String {
    let bare = name.split_once('(').map_or(name, |(bare, _)| bare).trim();
    let mut words: Vec<&str> = bare.split_whitespace().collect();
    let mut drop = |ends: &[&str]| {
        let end = ends.iter().map(|end| fold(end)).find(|end| {
            let count = end.split(' ').count();
            words.len() > count && fold(&words[words.len() - count..].join(" ")) == *end
        });
        end.map(|end| words.truncate(words.len() - end.split(' ').count())).is_some()
    };
    let period = period_word(recurrence);
    let dropped = match recurrence {
        Recurrence::EachSemester | Recurrence::OneSemester(_) => drop(&["học kỳ I", "học kỳ II", "học kỳ 1", "học kỳ 2", period]),
        Recurrence::EachWeek | Recurrence::EachMonth | Recurrence::EachTheme | Recurrence::OnceAYear => drop(&[period]),
    };
    if dropped {
        while drop(&["hằng", "hàng", "theo", "mỗi", "từng", "cả", "của", "trong"]) {}
    }
    if words.is_empty() { name.to_owned() } else { words.join(" ") }
}
