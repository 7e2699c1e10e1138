//! The school always keeps somebody of the leadership who can sign in: nobody else could change its settings
//! or, where there is none, appoint a principal.

use chrono::NaiveDate;

use crate::{
    people::{Appointment, Organisation, PersonId, Position},
    permissions::Actor,
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
    let before: Vec<&Appointment> = organisation.own_appointments().collect();
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
    let all: Vec<&Appointment> = organisation.own_appointments().collect();
    let others: Vec<PersonId> = open.iter().copied().filter(|one| *one != person).collect();
    no_earlier(gap(&all, open, today), gap(&all, &others, today))
}

/// May `actor` open an account that `by` shut on the day `on`? What the leadership has shut is not the management team's to
/// open.
///
/// # Errors
/// `Refusal::SuspendedByTheLeadership`.
pub fn check_reopen(organisation: &Organisation, actor: &Actor, by: Option<PersonId>, on: NaiveDate) -> Result<(), Refusal> {
    let was_leadership = by.is_some_and(|by| organisation.positions(by, on).into_iter().any(is_leadership));
    if was_leadership && !actor.is_leadership() { Err(Refusal::SuspendedByTheLeadership) } else { Ok(()) }
}

/// May `actor` change account or positions of `person`, who holds `positions` or will? No vice principal does that over
/// another one while there is a principal: whoever could end the other's post could reset the password as of anybody's, and
/// appoint them again.
///
/// # Errors
/// `Refusal::VicePrincipalIsThePrincipals`.
pub(super) fn check_over_vice_principal(
    actor: &Actor,
    organisation: &Organisation,
    person: PersonId,
    positions: &[Position],
    today: NaiveDate,
) -> Result<(), Refusal> {
    let is_theirs = actor.person == person || actor.positions.contains(&Position::Principal);
    let guarded = positions.contains(&Position::VicePrincipal) && !organisation.holders(Position::Principal, today).is_empty();
    if actor.is_leadership() && guarded && !is_theirs { Err(Refusal::VicePrincipalIsThePrincipals) } else { Ok(()) }
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
