//! The school always keeps somebody of the leadership who can sign in: nobody else could change its settings
//! or, where there is none, appoint a principal.

use chrono::NaiveDate;

use crate::{
    people::{Appointment, Organisation, PersonId, Position},
    refusal::Refusal,
};

const fn is_leadership(position: Position) -> bool {
    matches!(position, Position::Principal | Position::VicePrincipal)
}

/// May `ending` end on the day `last`, where only the people `open` can sign in?
///
/// # Errors
/// `Refusal::LastOfLeadership` where that would leave a day without a leadership.
pub fn check_end(
    organisation: &Organisation,
    open: &[PersonId],
    ending: &Appointment,
    last: NaiveDate,
    today: NaiveDate,
) -> Result<(), Refusal> {
    if !is_leadership(ending.position) {
        return Ok(());
    }
    let before: Vec<&Appointment> = organisation.appointments.iter().collect();
    let ended = Appointment { until: Some(last), end_known_since: None, ..ending.clone() };
    let after: Vec<&Appointment> = before.iter().map(|one| if *one == ending { &ended } else { one }).collect();
    no_earlier(gap(&before, open, today), gap(&after, open, today))
}

/// May the account of `person` be suspended, where only the people `open` can sign in?
///
/// # Errors
/// `Refusal::OwnAccount`, or `Refusal::LastOfLeadership` where that would leave a day without a leadership.
pub fn check_suspend(
    organisation: &Organisation,
    open: &[PersonId],
    actor: PersonId,
    person: PersonId,
    today: NaiveDate,
) -> Result<(), Refusal> {
    if actor == person {
        return Err(Refusal::OwnAccount);
    }
    let all: Vec<&Appointment> = organisation.appointments.iter().collect();
    let others: Vec<PersonId> = open.iter().copied().filter(|one| *one != person).collect();
    no_earlier(gap(&all, open, today), gap(&all, &others, today))
}

/// A gap that was there before is nobody's to answer for now.
fn no_earlier(before: Option<NaiveDate>, after: Option<NaiveDate>) -> Result<(), Refusal> {
    match after.filter(|after| before.is_none_or(|before| *after < before)) {
        Some(from) => Err(Refusal::LastOfLeadership { from }),
        None => Ok(()),
    }
}

/// The first day from `today` on without anybody of the leadership who can sign in.
fn gap(appointments: &[&Appointment], open: &[PersonId], today: NaiveDate) -> Option<NaiveDate> {
    let leadership: Vec<&Appointment> =
        appointments.iter().copied().filter(|one| is_leadership(one.position) && open.contains(&one.person)).collect();
    let mut day = today;
    while let Some(there) = leadership.iter().find(|one| one.holds_on(day)) {
        day = there.last_day()?.succ_opt()?;
    }
    Some(day)
}
