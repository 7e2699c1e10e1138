//! "Ủy quyền": somebody acts in another one's place between two days, by a decision with a number; it ends by itself.
//!
//! It is an appointment like any other, which says in whose place it is held: so all that the place may, whoever acts in it
//! may, from the first day to the last.

mod acting;
mod state;

use chrono::{Months, NaiveDate};

pub use crate::lines::{decision_words, document_words};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    forms::{FormData, FormErrors},
    lines,
    people::{Appointment, Organisation, Person, PersonId, Position},
    permissions::{Actor, decide_delegate, decide_delegations},
    vietnamese,
};
pub use acting::{
    DoneBy, acted_for, acting_in, acting_words, checked_for, checking_in, commented_for, decided_instead, judged_for, ordered_for,
};
pub use state::{DelegationState, told_until};

/// The form as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DelegationForm {
    /// Whose place, as `place_code` writes it.
    pub place: String,
    /// Who acts: the id of a person.
    pub to: String,
    /// dd/MM/yyyy, both inclusive.
    pub from: String,
    pub until: String,
    /// The number of the decision.
    pub decision: String,
}

/// What is to be lent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DelegationPlan {
    pub of: PersonId,
    pub position: Position,
    pub to: PersonId,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub decision: String,
}

/// A place that somebody holds and the reader may lend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DelegablePosition {
    pub code: String,
    /// "Lê Thị Ấm, tổ trưởng Mẫu giáo 4–5 tuổi".
    pub words: String,
}

impl DelegationForm {
    /// How long a decision's number may be, in letters.
    pub const MAX_DECISION: usize = 60;
    /// How long somebody acts by one decision: nobody for longer than a year.
    const MAX_MONTHS: Months = Months::new(12);

    /// Nothing chosen yet, from today on.
    pub fn empty(today: NaiveDate) -> Self {
        Self { from: vietnamese::date(today), ..Self::default() }
    }

    /// Reads what was sent: `place`, `to`, `from`, `until`, `decision`.
    pub fn read(typed: &FormData) -> Self {
        let get = |field| typed.get(field).to_owned();
        Self { place: get("place"), to: get("to"), from: get("from"), until: get("until"), decision: get("decision") }
    }

    /// What was typed, as `today` allows it.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, organisation: &Organisation, today: NaiveDate) -> Result<DelegationPlan, FormErrors> {
        let mut errors = FormErrors::default();
        let held = own(organisation, today).find(|one| place_code(one) == self.place);
        if held.is_none() {
            errors.add("place", "Chọn người và chức vụ được thay.");
        }
        let to = self.to.parse::<PersonId>().ok().filter(|id| organisation.person(*id).is_some());
        if to.is_none() {
            errors.add("to", "Chọn người thay.");
        }
        let mut day = |field: &'static str, typed: &str| {
            let day = vietnamese::parse_date(typed);
            if day.is_none() {
                errors.add(field, "Ghi ngày/tháng/năm, ví dụ 01/12/2026.");
            }
            day
        };
        let (from, until) = (day("from", &self.from), day("until", &self.until));
        let furthest = today.checked_add_months(Self::MAX_MONTHS).unwrap_or(today);
        if from.is_some_and(|from| from < today) {
            errors.add("from", "Ủy quyền không ghi lùi ngày. Chọn hôm nay hoặc một ngày sau.");
        } else if from.is_some_and(|from| furthest < from) {
            errors.add("from", format!("Ghi trước nhiều nhất một năm, tới {}.", vietnamese::date(furthest)));
        }
        if let (Some(from), Some(until)) = (from, until) {
            let last = from.checked_add_months(Self::MAX_MONTHS).unwrap_or(from);
            if until < from {
                errors.add("until", "Ngày cuối không thể trước ngày bắt đầu.");
            } else if last < until {
                errors.add("until", format!("Một quyết định cho thay lâu nhất một năm, tới {}.", vietnamese::date(last)));
            }
        }
        let decision = number(&self.decision);
        match decision.chars().count() {
            0 => errors.add("decision", "Ghi số quyết định, ví dụ 15/QĐ-MNNT."),
            long if long > Self::MAX_DECISION => errors.add("decision", "Số quyết định dài quá 60 ký tự. Ghi ngắn lại."),
            _ => {}
        }
        let (Some(held), Some(to), Some(from), Some(until)) = (held, to, from, until) else { return Err(errors) };
        if to == held.person {
            errors.add("to", "Chọn một người khác với người được thay.");
        }
        let is_within = |one: &Appointment| one.from <= until && one.until.is_none_or(|last| from <= last);
        let mut same = organisation.appointments.iter().filter(|one| one.position == held.position && is_within(one));
        let is_of_it = |one: &Appointment| one.acting.as_ref().is_some_and(|acting| acting.person == held.person);
        if until < from {
            // The days are wrong: what falls into them says nothing.
        } else if same.clone().any(|one| one.person == to) {
            errors.add("to", "Người này đã giữ chức vụ ấy trong những ngày đó.");
        } else if let Some(other) = same.find(|one| is_of_it(one)) {
            let who = organisation.person(other.person).map(Person::mention).unwrap_or_default();
            errors.add("to", format!("Trong những ngày đó đã có {who} thay. Kết thúc ủy quyền ấy trước, hoặc chọn ngày khác."));
        }
        let works = |day| {
            organisation
                .positions(to, day)
                .iter()
                .any(|one| held.position != Position::Principal || *one == Position::VicePrincipal)
        };
        if !works(from) || !works(until) {
            let words = if held.position == Position::Principal {
                "Chức hiệu trưởng chỉ giao cho người là phó hiệu trưởng trong suốt những ngày đó."
            } else {
                "Người này không có chức vụ nào ở trường trong suốt những ngày đó."
            };
            errors.add("to", words);
        }
        if let Some(last) = held.until.filter(|last| *last < until) {
            errors.add("until", format!("Người được thay giữ chức vụ ấy đến hết {}.", vietnamese::date(last)));
        }
        let plan = DelegationPlan { of: held.person, position: held.position, to, from, until, decision };
        errors.or(plan)
    }
}

/// The number of a decision, without the words that every screen puts before it.
fn number(typed: &str) -> String {
    lines::bare_number(&lines::clean(typed)).to_owned()
}

/// What is held for its own sake on `day`.
fn own(organisation: &Organisation, day: NaiveDate) -> impl Iterator<Item = &Appointment> {
    organisation.own_appointments().filter(move |one| one.holds_on(day))
}

/// A place in a form: whose, and which.
fn place_code(held: &Appointment) -> String {
    let which = match held.position {
        Position::Principal => "hieu-truong".to_owned(),
        Position::VicePrincipal => "pho-hieu-truong".to_owned(),
        Position::Head(id) => format!("to-truong.{id}"),
        Position::DeputyHead(id) => format!("to-pho.{id}"),
        Position::ManagementTeam => "to-quan-ly".to_owned(),
        Position::Teacher(id) => format!("lop.{id}"),
        Position::SectionHolder(id) => format!("bo-phan.{id}"),
        Position::Member(id) => format!("nhan-vien.{id}"),
    };
    format!("{}.{which}", held.person)
}

/// The positions that `actor` may lend to somebody, the leadership first.
pub fn delegable_positions(facts: &Facts, actor: &Actor, now: Timestamp) -> Vec<DelegablePosition> {
    let (organisation, today) = (facts.organisation(), day_of(now));
    let may_lend = |held: &&Appointment| {
        let may = |to: &Person| decide_delegate(actor, organisation, held.position, held.person, to.id, today).is_ok();
        organisation.people.iter().any(may)
    };
    let mut held: Vec<&Appointment> = own(organisation, today).filter(may_lend).collect();
    held.sort_by_key(|one| one.position);
    let words = |one: &Appointment| {
        let person = organisation.person(one.person)?;
        let name = organisation.distinct_name(person, Some(today));
        Some(DelegablePosition { code: place_code(one), words: format!("{name}, {}", organisation.title(one.position)?) })
    };
    held.into_iter().filter_map(words).collect()
}

/// Who may be chosen to act for somebody: everybody else who works here at `now`, with the name by which they are told from
/// others.
pub fn candidates(organisation: &Organisation, viewer: PersonId, now: Timestamp) -> Vec<(PersonId, String)> {
    let today = day_of(now);
    let others = organisation.people.iter().filter(|one| one.id != viewer && !organisation.positions(one.id, today).is_empty());
    others.map(|one| (one.id, organisation.distinct_name(one, Some(today)))).collect()
}

/// The same people, each with their positions, under the name of their department; the leadership and whoever is in none first.
pub fn candidates_by_department(
    organisation: &Organisation,
    viewer: PersonId,
    now: Timestamp,
) -> Vec<(String, Vec<(PersonId, String)>)> {
    let today = day_of(now);
    let all = candidates(organisation, viewer, now);
    let departments = organisation.departments.iter().map(|one| (Some(one.id), one.name.clone()));
    let groups = std::iter::once((None, "Ban giám hiệu và người không thuộc tổ".to_owned())).chain(departments);
    let people = |department| {
        let theirs = all.iter().filter(|(id, _)| organisation.department_of(*id, today) == department);
        let words = |id, name: &str| format!("{name}, {}", organisation.titles(&organisation.positions(id, today)));
        theirs.map(|(id, name)| (*id, words(*id, name))).collect::<Vec<_>>()
    };
    groups.map(|(department, name)| (name, people(department))).filter(|(_, people)| !people.is_empty()).collect()
}

/// Whether `actor` sees who was lent this: the leadership sees all of it, everybody else what is about themselves.
pub fn may_see(actor: &Actor, lent: &Appointment) -> bool {
    decide_delegations(actor).is_ok() || is_about(lent, actor.person)
}

/// Whether `person` acts for somebody or somebody for them, ever.
pub fn has_to_do(organisation: &Organisation, person: PersonId) -> bool {
    organisation.appointments.iter().any(|one| is_about(one, person))
}

/// Whether `person` lends this or acts by it.
fn is_about(lent: &Appointment, person: PersonId) -> bool {
    lent.acting.as_ref().is_some_and(|acting| [acting.person, lent.person].contains(&person))
}

#[cfg(test)]
mod tests;
