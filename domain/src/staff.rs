//! "Cán bộ": the staff as a list that is typed or pasted, and one member as the leadership, or whoever manages accounts,
//! changes them in an open school.

mod appointments;
mod form;
mod leadership;
pub mod list;
mod namesakes;
mod opening_up;
mod paste;
mod person;
mod places;
mod posts;
mod usernames;
mod waiting;

use chrono::NaiveDate;

pub use appointments::{AppointmentForm, AppointmentPlan, EndForm, held_already, may_enter_late, meets_the_next};
pub use form::{ANOTHER_PERSON, PersonPlan, StaffForm, StaffPlan, StaffRow};
use leadership::check_over_vice_principal;
pub use leadership::{check_end, check_reopen, check_suspend};
pub use namesakes::of_same_name;
pub use opening_up::what_it_opens;
pub use person::{PersonChange, PersonForm, called_alike};
pub use places::positions as positions_of;
pub use posts::Post;
pub use usernames::{problem_of_user_name, suggested};
pub use waiting::{WaitingChoice, seen_waiting};

use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    ids::Id,
    people::{Appointment, Organisation, PasswordReset, PersonId, Position},
    permissions::{
        Action, Actor, Allowed, ChangeStaff, ResetPassword, confirmable, decide, decide_confirm_reset, decide_know_of_resets,
        decide_over_account, decide_reset, fenced_off_places,
    },
    refusal::Refusal,
    regime::Regime,
};

pub type AppointmentId = Id<Appointment>;

/// The positions that a person holds on `day` or is to hold afterwards: whoever becomes principal next week is guarded
/// as one.
pub fn positions_from(organisation: &Organisation, person: PersonId, day: NaiveDate) -> Vec<Position> {
    let theirs = organisation.appointments.iter().filter(|one| one.person == person);
    theirs.filter(|one| one.until.is_none_or(|until| day <= until)).map(|one| one.position).collect()
}

/// May `actor` change this member of staff: name, positions and account?
///
/// # Errors
/// The reason why not, for the screen.
pub fn decide_over_person(
    facts: &Facts,
    actor: PersonId,
    person: PersonId,
    now: Timestamp,
) -> Result<Allowed<ChangeStaff>, Refusal> {
    let (actor, organisation, today) = (facts.actor(actor, now), facts.organisation(), day_of(now));
    decide(&actor, organisation, Action::ManageAccounts)?;
    let positions = positions_from(organisation, person, today);
    check_over_vice_principal(&actor, organisation, person, &positions, today)?;
    decide_over_account(&actor, &positions)
}

/// The passwords that somebody else handed out, and that `actor`, who is principal, has not read of; the oldest first.
pub fn resets_to_read<'f>(facts: &'f Facts, actor: &Actor) -> Vec<&'f PasswordReset> {
    if decide_know_of_resets(actor).is_err() {
        return Vec::new();
    }
    // What waits to be confirmed stands in that list.
    let unread = |reset: &&PasswordReset| reset.told_at.is_none() && reset.confirmed_at.is_some() && reset.person != actor.person;
    let mut resets: Vec<&'f PasswordReset> = facts.organisation().resets.iter().filter(unread).collect();
    resets.sort_by_key(|reset| (reset.at, reset.person));
    resets
}

/// May `actor` hand out a new password for this member of staff?
///
/// # Errors
/// The reason why not, for the screen.
pub fn decide_reset_of(
    facts: &Facts,
    actor: PersonId,
    person: PersonId,
    now: Timestamp,
) -> Result<Allowed<ResetPassword>, Refusal> {
    let (actor, organisation) = (facts.actor(actor, now), facts.organisation());
    let positions = positions_from(organisation, person, day_of(now));
    decide_reset(&actor, organisation, &facts.regime.record_types, person, &positions)
}

/// The passwords that were handed out and that `actor` is to confirm, the oldest first.
pub fn resets_to_confirm(facts: &Facts, actor: PersonId, now: Timestamp) -> Vec<&PasswordReset> {
    let (actor, organisation) = (facts.actor(actor, now), facts.organisation());
    let waits =
        |reset: &&PasswordReset| reset.confirmed_at.is_none() && decide_confirm_reset(&actor, organisation, reset.person).is_ok();
    let mut waiting: Vec<&PasswordReset> = organisation.resets.iter().filter(waits).collect();
    waiting.sort_by_key(|reset| (reset.at, reset.person));
    waiting
}

/// How much waits for somebody to confirm it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ToConfirm {
    /// Positions that somebody has entered.
    pub appointments: usize,
    /// Passwords that were handed out anew.
    pub passwords: usize,
}

/// How much waits for `actor` to confirm it: something for the leadership, nothing for anybody else.
pub fn to_confirm(facts: &Facts, actor: &Actor, now: Timestamp) -> ToConfirm {
    if !actor.is_leadership() {
        return ToConfirm::default();
    }
    ToConfirm {
        appointments: confirmable(actor, facts.organisation(), day_of(now)),
        passwords: resets_to_confirm(facts, actor.person, now).len(),
    }
}

/// Which of the positions that `actor` may enter for `person`, or for somebody new, wait, and for whom; `None` where all of
/// them take effect at once.
pub fn awaited_words(actor: &Actor, person: Option<PersonId>, regime: &Regime) -> Option<String> {
    if person == Some(actor.person) {
        return Some("Chức vụ ghi cho chính mình có hiệu lực khi người khác trong ban giám hiệu xác nhận.".to_owned());
    }
    if actor.is_leadership() {
        return None;
    }
    let places = fenced_off_places(&regime.record_types, &regime.organisation);
    let fenced =
        if places.is_empty() { String::new() } else { format!(", và chức vụ mở hồ sơ kín ({})", places.join(", ")) };
    Some(format!("Tổ trưởng, tổ phó, tổ quản lý phần mềm{fenced} có hiệu lực khi hiệu trưởng hoặc phó hiệu trưởng xác nhận."))
}

/// What somebody typed as dd/MM/yyyy.
fn parse_day(typed: &str) -> Result<NaiveDate, String> {
    crate::vietnamese::parse_date(typed).ok_or_else(|| {
        if typed.trim().is_empty() {
            "Ghi ngày, ví dụ 01/12/2026.".to_owned()
        } else {
            format!("“{}” chưa phải một ngày. Ghi ngày/tháng/năm, ví dụ 01/12/2026.", typed.trim())
        }
    })
}

#[cfg(test)]
mod tests;
