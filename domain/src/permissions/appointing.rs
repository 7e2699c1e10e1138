//! When an appointment takes effect: nobody raises their own rights, and what opens other people's sensitive records, or
//! leads others, is the leadership's to give (Điều 1b, 3b, 4a and 5a of the regulation).

use chrono::NaiveDate;

use super::{Action, Actor, Allowed, ChangeStaff, Deed, decide, decide_over_appointment, proof};
use crate::{
    obligations::{Owner, owners},
    people::{Organisation, PersonId, Position, WaitingAppointment},
    record_types::{RecordType, Sensitivity},
    refusal::Refusal,
    regime::Regime,
};

/// Let an appointment take effect.
#[derive(Debug)]
pub enum Appoint {}
/// Turn down an appointment that waits.
#[derive(Debug)]
pub enum TurnDown {}

impl Deed for Appoint {}
impl Deed for TurnDown {}

/// When an appointment takes effect that somebody enters.
#[derive(Debug)]
pub enum TakesEffect {
    AtOnce(Allowed<Appoint>),
    /// When somebody else, of the leadership, confirms it.
    OnceConfirmed(Awaited),
}

/// Why an appointment waits for the leadership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Awaited {
    /// It was entered by whoever is to hold it.
    OwnHand,
    /// The position leads others.
    Leads,
    /// It opens records of these types, by their short names, that are not for everybody's eyes.
    Opens(Vec<String>),
    /// A vice principal entered somebody for the leadership: whoever could take in a second one alone could have that one
    /// confirm what is the first one's own.
    JoinsLeadership,
}

/// When does the appointment of `holder` to `position` take effect, where `actor` enters it today and has the proof that this
/// is theirs to do? A position never takes effect by its own holder's hand, whoever that is. Of what the management team
/// enters, positions that lead wait, and those through whose duty a type would be opened that is not an ordinary one. Of what
/// a vice principal enters, positions in the leadership wait, as long as there is somebody else in it to confirm them.
pub fn takes_effect(
    _allowed: &Allowed<ChangeStaff>,
    actor: &Actor,
    holder: PersonId,
    position: Position,
    regime: &Regime,
    today: NaiveDate,
) -> TakesEffect {
    if actor.person == holder {
        return TakesEffect::OnceConfirmed(Awaited::OwnHand);
    }
    if !actor.is_leadership() {
        return match awaited_of_management(position, &regime.record_types, &regime.organisation) {
            Some(awaited) => TakesEffect::OnceConfirmed(awaited),
            None => TakesEffect::AtOnce(proof(())),
        };
    }
    let somebody_else = || {
        let holders = LEADERSHIP.into_iter().flat_map(|position| regime.organisation.holders(position, today));
        holders.into_iter().any(|one| ![actor.person, holder].contains(&one.id))
    };
    if LEADERSHIP.contains(&position) && !actor.is(Position::Principal) && somebody_else() {
        return TakesEffect::OnceConfirmed(Awaited::JoinsLeadership);
    }
    TakesEffect::AtOnce(proof(()))
}

const LEADERSHIP: [Position; 2] = [Position::Principal, Position::VicePrincipal];

/// Why an appointment to `position` that the management team enters for somebody else waits; `None` for an ordinary one.
pub fn awaited_of_management(position: Position, record_types: &[RecordType], organisation: &Organisation) -> Option<Awaited> {
    match position {
        Position::Principal | Position::VicePrincipal | Position::ManagementTeam | Position::Head(_) | Position::DeputyHead(_) => {
            Some(Awaited::Leads)
        }
        Position::Teacher(_) | Position::SectionHolder(_) | Position::Member(_) => {
            let opened = fenced_off(position, record_types, organisation);
            (!opened.is_empty()).then_some(Awaited::Opens(opened))
        }
    }
}

/// The types, by their short names, that are not ordinary ones and that `position` opens: by the duty to hand them in, or because
/// the type names it. A type that is out of use counts as well: its old records are there still.
pub fn fenced_off(position: Position, record_types: &[RecordType], organisation: &Organisation) -> Vec<String> {
    let carries = |owner: Owner| owner.duty(organisation).positions().any(|one| one == position);
    let opens =
        |one: &&RecordType| one.readers.names_any(&[position]) || owners(one.owed_by, organisation).into_iter().any(carries);
    let fenced = record_types.iter().filter(|one| one.sensitivity != Sensitivity::Ordinary).filter(opens);
    fenced.map(|one| one.short.clone()).collect()
}

/// The classes and sections, as titles of their positions, that the management team does not give alone: their holders would
/// open what is fenced off.
pub fn fenced_off_places(record_types: &[RecordType], organisation: &Organisation) -> Vec<String> {
    let teachers = organisation.open_classes().map(|class| Position::Teacher(class.id));
    let holders = organisation.sections.iter().map(|section| Position::SectionHolder(section.id));
    let fenced = teachers.chain(holders).filter(|position| !fenced_off(*position, record_types, organisation).is_empty());
    fenced.filter_map(|position| organisation.title(position)).collect()
}

/// May `actor` let `waiting` take effect? The leadership does, but never who entered it nor who is to hold it; and nobody
/// but the principal, where there is one, takes somebody into the leadership.
///
/// # Errors
/// The reason why not, for the screen.
pub fn decide_confirm(
    actor: &Actor,
    organisation: &Organisation,
    waiting: &WaitingAppointment,
    today: NaiveDate,
) -> Result<Allowed<Appoint>, Refusal> {
    decide(actor, organisation, Action::ConfirmAppointments)?;
    if [waiting.person, waiting.entered_by].contains(&actor.person) {
        return Err(Refusal::OwnAppointment);
    }
    let principals = organisation.holders(Position::Principal, today);
    let has_principal = principals.iter().any(|one| one.id != waiting.person);
    if LEADERSHIP.contains(&waiting.position) && has_principal && !actor.is(Position::Principal) {
        return Err(Refusal::JoiningIsThePrincipals);
    }
    decide_over_appointment(actor, organisation, &[waiting.position], today)?;
    Ok(proof(()))
}

/// May `actor` turn `waiting` down? The leadership does, and whoever entered it takes it back.
///
/// # Errors
/// `Refusal::ConfirmingNotYours`.
pub fn decide_turn_down(
    actor: &Actor,
    organisation: &Organisation,
    waiting: &WaitingAppointment,
) -> Result<Allowed<TurnDown>, Refusal> {
    if actor.person == waiting.entered_by {
        return Ok(proof(()));
    }
    decide(actor, organisation, Action::ConfirmAppointments).map(proof)
}

/// May `actor` end a position of `holder`? Whoever could give it at once, and everybody their own: who could only enter it for
/// somebody to confirm does not take it away alone either.
///
/// # Errors
/// `Refusal::EndIsTheLeaderships`.
pub fn decide_end(
    allowed: &Allowed<ChangeStaff>,
    actor: &Actor,
    holder: PersonId,
    position: Position,
    regime: &Regime,
    today: NaiveDate,
) -> Result<(), Refusal> {
    match takes_effect(allowed, actor, holder, position, regime, today) {
        TakesEffect::OnceConfirmed(_) if actor.person != holder => Err(Refusal::EndIsTheLeaderships),
        TakesEffect::OnceConfirmed(_) | TakesEffect::AtOnce(_) => Ok(()),
    }
}

/// May `actor` move the last day of a position of `holder` from `until` to a later one? That gives rights as an
/// appointment does, so it is for those whose appointment would take effect at once.
///
/// # Errors
/// `Refusal::LongerIsAnew`.
pub fn decide_longer(
    allowed: &Allowed<ChangeStaff>,
    actor: &Actor,
    holder: PersonId,
    position: Position,
    until: NaiveDate,
    regime: &Regime,
    today: NaiveDate,
) -> Result<(), Refusal> {
    match takes_effect(allowed, actor, holder, position, regime, today) {
        TakesEffect::AtOnce(_) => Ok(()),
        TakesEffect::OnceConfirmed(_) => Err(Refusal::LongerIsAnew { until }),
    }
}

/// How many of the appointments that wait `actor` could confirm.
pub fn confirmable(actor: &Actor, organisation: &Organisation, today: NaiveDate) -> usize {
    organisation.waiting.iter().filter(|one| decide_confirm(actor, organisation, one, today).is_ok()).count()
}

#[cfg(test)]
mod tests;
