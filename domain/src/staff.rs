//! "Cán bộ": the staff as a list that is typed or pasted, and one member as the leadership, or whoever manages accounts,
//! changes them in an open school.

mod appointments;
mod form;
mod leadership;
mod paste;
mod person;
mod places;
mod posts;
mod usernames;

use chrono::NaiveDate;

pub use appointments::{AppointmentForm, AppointmentPlan, EndForm};
pub use form::{PersonPlan, StaffForm, StaffPlan, StaffRow};
pub use leadership::{check_end, check_suspend};
pub use person::{PersonChange, PersonForm};
pub use places::positions as positions_of;
pub use posts::Post;
pub use usernames::{problem_of_user_name, suggested};

use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    ids::Id,
    people::{Appointment, Organisation, PersonId, Position},
    permissions::{Action, Allowed, ChangeStaff, decide, decide_over_account},
    refusal::Refusal,
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
    let (actor, organisation) = (facts.actor(actor, now), facts.organisation());
    decide(&actor, organisation, Action::ManageAccounts)?;
    decide_over_account(&actor, &positions_from(organisation, person, day_of(now)))
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
