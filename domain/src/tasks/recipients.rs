//! Who gets a task, person by person, and what is to be known of them before it is sent.
//!
//! It is for those who work here in the minute in which it is given: whoever comes later is not asked by it unless it is changed,
//! and whoever leaves is not waited for.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::target::{TaskPlan, TaskTarget};
use crate::{
    absences::Absence,
    days::{Span, Timestamp, day_of},
    facts::Facts,
    people::{ClassGroup, DepartmentId, Organisation, PersonId, Position, Section},
    refusal::{Refusal, TaskRefusal},
    seen::Digest,
    vietnamese,
};

/// Those of no department.
pub const NO_DEPARTMENT: &str = "Ban giám hiệu và người không thuộc tổ";

/// Whether `person` may be given a task by `giver` on `day`: they work here, and are neither the principal nor whoever gives it.
pub fn can_receive(organisation: &Organisation, giver: PersonId, person: PersonId, day: NaiveDate) -> bool {
    let held = organisation.positions(person, day);
    person != giver && !held.is_empty() && !held.contains(&Position::Principal)
}

/// Everybody to whom these targets lead on `day`, each once, by department and then as on the roll.
pub fn recipients(organisation: &Organisation, giver: PersonId, targets: &BTreeSet<TaskTarget>, day: NaiveDate) -> Vec<PersonId> {
    let is_meant = |person: PersonId| {
        targets.iter().any(|target| match target {
            TaskTarget::All => true,
            TaskTarget::Department(department) => works_in(organisation, person, *department, day),
            TaskTarget::Person(id) => *id == person,
        })
    };
    let people = organisation.people.iter().map(|one| one.id);
    let meant: Vec<PersonId> = people.filter(|id| can_receive(organisation, giver, *id, day) && is_meant(*id)).collect();
    by_department(organisation, &meant, day).into_iter().flat_map(|(_, people)| people).collect()
}

/// Whether `person` holds anything in the department on `day`: whoever works in two is of both.
fn works_in(organisation: &Organisation, person: PersonId, department: DepartmentId, day: NaiveDate) -> bool {
    let of = |position: &Position| match position {
        Position::Teacher(class) => organisation.class(*class).map(|class: &ClassGroup| class.department),
        Position::SectionHolder(section) => organisation.section(*section).map(|section: &Section| section.department),
        Position::Head(id) | Position::DeputyHead(id) | Position::Member(id) => Some(*id),
        Position::Principal | Position::VicePrincipal | Position::ManagementTeam => None,
    };
    organisation.positions(person, day).iter().any(|position| of(position) == Some(department))
}

/// These people under the name of the department in which each works, or worked last; those of none first.
pub fn by_department(organisation: &Organisation, people: &[PersonId], day: NaiveDate) -> Vec<(String, Vec<PersonId>)> {
    let departments = organisation.departments.iter().map(|one| (Some(one.id), one.name.clone()));
    let groups = std::iter::once((None, NO_DEPARTMENT.to_owned())).chain(departments);
    let of = |department| people.iter().copied().filter(|id| organisation.department_of(*id, day) == department).collect();
    let groups = groups.map(|(department, name)| (name, of(department)));
    groups.filter(|(_, people): &(String, Vec<PersonId>)| !people.is_empty()).collect()
}

/// What is looked at before a task is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskOutlook {
    /// "24 người, trong đó Mẫu giáo 4–5 tuổi 8, Văn phòng 6".
    pub headline: String,
    /// The name of a department, and who of it.
    pub groups: Vec<(String, Vec<String>)>,
    /// "Lê Thị Hoa nghỉ từ …": they get it all the same.
    pub away: Vec<String>,
    /// Why the day is a day off, where it is.
    pub day_off: Option<String>,
    seen: String,
}

impl TaskOutlook {
    /// Of what is planned at `now`.
    pub fn of(facts: &Facts, plan: &TaskPlan, now: Timestamp) -> Self {
        let (organisation, today) = (facts.organisation(), day_of(now));
        let name = |id: &PersonId| organisation.name_of(*id, today);
        let groups = by_department(organisation, &plan.people, today);
        let parts: Vec<String> = groups.iter().map(|(name, people)| format!("{name} {}", people.len())).collect();
        let headline = match &parts[..] {
            [_] | [] => format!("{} người", plan.people.len()),
            parts => format!("{} người, trong đó {}", plan.people.len(), parts.join(", ")),
        };
        let days = Span { from: today, to: plan.until };
        let away: Vec<String> = facts
            .absences
            .iter()
            .filter_map(|one| away(one, plan, days))
            .map(|(id, days)| format!("{} nghỉ {}", name(&id), vietnamese::from_to(days)))
            .collect();
        let seen = Digest::new().with(plan.until).with_all(&plan.people).with_all(&away).to_string();
        let named = |(department, people): (String, Vec<PersonId>)| (department, people.iter().map(name).collect());
        Self { headline, groups: groups.into_iter().map(named).collect(), away, day_off: day_off(facts, plan.until), seen }
    }

    /// What the form sends back with the confirmation.
    pub fn seen(&self) -> &str {
        &self.seen
    }

    /// Is it what was looked at?
    ///
    /// # Errors
    /// `TaskRefusal::LookedAtAnother`.
    pub fn check_seen(&self, seen: &str) -> Result<(), Refusal> {
        if seen == self.seen { Ok(()) } else { Err(TaskRefusal::LookedAtAnother.into()) }
    }
}

/// Who of the plan is away by this absence on any of these days, and when.
fn away(absence: &Absence, plan: &TaskPlan, days: Span) -> Option<(PersonId, Span)> {
    let known = absence.days_known().filter(|known| known.overlaps(days))?;
    plan.people.contains(&absence.person).then_some((absence.person, known))
}

/// "thứ Bảy 28/11/2026 là ngày nghỉ"
fn day_off(facts: &Facts, day: NaiveDate) -> Option<String> {
    let calendar = facts.calendar();
    if calendar.is_open(day) {
        return None;
    }
    let why = calendar.closed(day).or_else(|| calendar.planned_off(day)).map(|why| format!(" ({why})")).unwrap_or_default();
    let before = calendar
        .last_open_day_before(day)
        .map(|before| format!("; ngày làm việc gần nhất trước đó là {}", vietnamese::weekday_and_date(before)));
    Some(format!("{} là ngày nghỉ{why}{}", vietnamese::weekday_and_date(day), before.unwrap_or_default()))
}
