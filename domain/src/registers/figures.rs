//! The figures of a term beside the names of those who may be proposed for praise (Điều 10a): a list in the order of names. What is
//! handed in is counted as the dashboard counts it, and what was approved as the dashboard of reviews does; no sum is made of them,
//! and nobody stands above anybody.

use crate::{
    calendar::Semester,
    dashboard::{DashboardFilter, RowKey, Scope, TermFilter, dashboard, present_week, term_of},
    days::{Span, Timestamp, day_of},
    facts::Facts,
    obligations::{Counts, Obligation, Owner},
    people::PersonId,
    record_list::{distinct_name, in_term, whose},
    reviews::{ReviewGroup, returns},
    swaps::SwapAnswer,
};

/// What somebody did for colleagues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Helped {
    /// Weeks taken from a colleague who took none for it.
    pub turns: u32,
    /// Times in which they stood in for somebody who was away.
    pub covers: u32,
}

/// One person's term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonFigures {
    pub person: PersonId,
    /// Told apart from others of the same name.
    pub name: String,
    /// "Giáo viên lớp 4A".
    pub titles: String,
    pub counts: Counts,
    /// Of what was approved, and how much of it was never given back.
    pub approved: u32,
    pub at_once: u32,
    pub helped: Helped,
}

/// The term of a department or section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitFigures {
    /// Of the department or section, as it stands in the form.
    pub id: String,
    pub name: String,
    pub counts: Counts,
}

/// All of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermFigures {
    pub term: TermFilter,
    /// Who works at the school now, by name.
    pub people: Vec<PersonFigures>,
    /// Departments and sections, in their order.
    pub units: Vec<UnitFigures>,
}

/// The figures of `term`, or of the term of `now`.
pub fn term_figures(facts: &Facts, term: Option<TermFilter>, now: Timestamp) -> TermFigures {
    let (organisation, today) = (facts.organisation(), day_of(now));
    let term = term.unwrap_or_else(|| term_of(facts, present_week(facts, now)));
    let mut people: Vec<PersonFigures> = Vec::new();
    let works = |id| !organisation.positions(id, today).is_empty();
    for person in organisation.people.iter().filter(|person| works(person.id)) {
        people.push(PersonFigures {
            person: person.id,
            name: distinct_name(facts, person, now),
            titles: organisation.titles(&organisation.positions(person.id, today)),
            counts: Counts::default(),
            approved: 0,
            at_once: 0,
            helped: helped(facts, person.id, term, now),
        });
    }
    people.sort_by_cached_key(|one| organisation.person(one.person).map(|person| (person.name.sort_key(), person.id)));
    for one in facts.open_obligations().filter(|one| is_counted(facts, one, term)) {
        let is_approved = ReviewGroup::of(facts, one, now) == Some(ReviewGroup::Approved);
        let is_at_once = is_approved && returns(one).next().is_none();
        for person in whose(facts, one, now) {
            let Some(figures) = people.iter_mut().find(|each| each.person == person.id) else { continue };
            figures.counts.count(facts.standing(one, now));
            figures.approved += u32::from(is_approved);
            figures.at_once += u32::from(is_at_once);
        }
    }
    TermFigures { term, people, units: units(facts, term, now) }
}

/// Whether the dashboard of the term counts it.
fn is_counted(facts: &Facts, one: &Obligation, term: TermFilter) -> bool {
    one.terms.due.is_some() && !one.terms.practice && in_term(facts, one, term)
}

/// Departments by the rows of the dashboard, sections by their own records.
fn units(facts: &Facts, term: TermFilter, now: Timestamp) -> Vec<UnitFigures> {
    let filter = DashboardFilter { term: Some(term), ..DashboardFilter::default() };
    let shown = dashboard(facts, &Scope::School, &filter, now);
    let departments = facts.organisation().departments.iter().map(|department| {
        let mut counts = Counts::default();
        let row = shown.rows.iter().find(|row| row.key == RowKey::Department(department.id));
        row.into_iter().flat_map(|row| &row.cells).for_each(|cell| counts.add(*cell));
        UnitFigures { id: department.id.to_string(), name: department.name.clone(), counts }
    });
    let sections = facts.organisation().sections.iter().map(|section| {
        let mut counts = Counts::default();
        let own = |one: &&Obligation| one.terms.owner == Owner::Section(section.id) && is_counted(facts, one, term);
        facts.open_obligations().filter(own).for_each(|one| counts.count(facts.standing(one, now)));
        UnitFigures { id: section.id.to_string(), name: section.name.clone(), counts }
    });
    departments.chain(sections).collect()
}

/// The days of a term; `None` where the calendar does not have it.
fn days(facts: &Facts, term: TermFilter) -> Option<Span> {
    match term {
        TermFilter::First => facts.calendar().semester(Semester::First),
        TermFilter::Second => facts.calendar().semester(Semester::Second),
        TermFilter::Year => Some(facts.calendar().year()),
    }
}

fn helped(facts: &Facts, person: PersonId, term: TermFilter, now: Timestamp) -> Helped {
    let is_of_term = |week: u8| term.holds(facts.calendar().semester_of(week));
    let accepted = facts.swaps.iter().filter(|one| one.answered.is_some_and(|it| it.answer == SwapAnswer::Accepted));
    let taken = accepted.filter(|one| one.plan.to == person && one.plan.back.is_none() && is_of_term(one.plan.week));
    let (today, span) = (day_of(now), days(facts, term));
    let covers = facts.organisation().covers.iter().filter(|cover| {
        let has_begun = cover.days.from <= cover.days.to && cover.days.from <= today;
        cover.by == person && has_begun && span.is_some_and(|span| span.overlaps(cover.days))
    });
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Helped { turns: number(taken.count()), covers: number(covers.count()) }
}

impl PersonFigures {
    /// "đúng hạn 11/13, duyệt ngay lần đầu 8/10, nhận giúp 1 lượt, làm thay 1 đợt".
    pub fn words(&self) -> String {
        let mut parts = vec![handed_in(&self.counts)];
        if self.approved > 0 {
            parts.push(format!("duyệt ngay lần đầu {}/{}", self.at_once, self.approved));
        }
        if self.helped.turns > 0 {
            parts.push(format!("nhận giúp {} lượt", self.helped.turns));
        }
        if self.helped.covers > 0 {
            parts.push(format!("làm thay {} đợt", self.helped.covers));
        }
        parts.join(", ")
    }
}

impl UnitFigures {
    /// "đúng hạn 61/65".
    pub fn words(&self) -> String {
        handed_in(&self.counts)
    }
}

/// Of what was due or came early; what was late with a reason is told, and speaks against nobody.
fn handed_in(counts: &Counts) -> String {
    let judged = counts.on_time + counts.late + counts.overdue + counts.missed;
    let excused = if counts.excused > 0 { format!(", muộn có lý do {}", counts.excused) } else { String::new() };
    if judged == 0 && counts.excused == 0 {
        "chưa có hồ sơ đến hạn".to_owned()
    } else {
        format!("đúng hạn {}/{judged}{excused}", counts.on_time)
    }
}

/// The figures of those who are proposed, one in each line, as they stay with the proposal: people by name, then departments and
/// sections in their order.
pub fn figures_told(figures: &TermFigures, people: &str, units: &str) -> String {
    let is_in = |ids: &str, id: &str| ids.split(',').any(|one| one == id);
    let people = figures.people.iter().filter(|one| is_in(people, &one.person.to_string()));
    let people = people.map(|one| format!("{}: {}.", one.name, one.words()));
    let units = figures.units.iter().filter(|one| is_in(units, &one.id));
    people.chain(units.map(|one| format!("{}: {}.", one.name, one.words()))).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests;
