//! Requests for one's own data: asked by oneself, answered by the leadership or the management team, and entered by those for
//! somebody who cannot sign in (Luật 91/2025: reading in decision 0037).

use super::{Actor, Allowed, Deed, locking::trusted, proof};
use crate::{
    data_requests::{DataRequest, Outcome},
    people::{Organisation, PersonId},
    refusal::{PersonalDataRefusal, Refusal},
};

/// Ask for one's own data.
#[derive(Debug)]
pub enum AskForData {}
/// Enter a request for somebody who cannot sign in.
#[derive(Debug)]
pub enum EnterDataRequest {}
/// Give what was asked for, or refuse it.
#[derive(Debug)]
pub enum AnswerDataRequest {}
/// Take the data that were given.
#[derive(Debug)]
pub enum ExportData {}

impl Deed for AskForData {}
impl Deed for EnterDataRequest {}
impl Deed for AnswerDataRequest {}
impl Deed for ExportData {}

/// Whether somebody gets to the program with an account of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    SignsIn,
    /// They have no account, or it is shut.
    CannotSignIn,
}

/// May `actor` read the register and answer what stands in it?
///
/// # Errors
/// `PersonalDataRefusal::RegisterNotYours`; `Refusal::ResetUnconfirmed`.
pub fn decide_answer_data(actor: &Actor) -> Result<Allowed<AnswerDataRequest>, Refusal> {
    if actor.is_leadership() || actor.is_management_team() {
        trusted(actor)
    } else {
        Err(PersonalDataRefusal::RegisterNotYours.into())
    }
}

/// May `actor` hand out what `request` asks for? What somebody asked for themselves, whoever keeps the register, for that one alone
/// takes it. What was entered for somebody goes to whoever hands it over, who could read all that this one wrote: whoever shuts an
/// account and enters its person would get behind every fence so, and it is the leadership's therefore, as a password for whoever
/// keeps fenced records is (`decide_reset`).
///
/// # Errors
/// As of `decide_answer_data`; `PersonalDataRefusal::EnteredIsTheLeaderships`.
pub fn decide_give_data(actor: &Actor, request: &DataRequest) -> Result<Allowed<AnswerDataRequest>, Refusal> {
    let allowed = decide_answer_data(actor)?;
    if request.is_entered_for_them() && !actor.is_leadership() {
        return Err(PersonalDataRefusal::EnteredIsTheLeaderships.into());
    }
    Ok(allowed)
}

/// May `actor` ask for the data of `person`? Everybody for their own.
///
/// # Errors
/// `PersonalDataRefusal::NotYourRequest`.
pub fn decide_ask_data(actor: PersonId, person: PersonId) -> Result<Allowed<AskForData>, Refusal> {
    if actor == person { Ok(proof(())) } else { Err(PersonalDataRefusal::NotYourRequest.into()) }
}

/// May `actor` enter a request for `person`? Whoever keeps the register, for those alone who cannot ask themselves.
///
/// # Errors
/// As of `decide_answer_data`; `PersonalDataRefusal::AsksThemselves`.
pub fn decide_enter_data(
    actor: &Actor,
    organisation: &Organisation,
    person: PersonId,
    reach: Reach,
) -> Result<Allowed<EnterDataRequest>, Refusal> {
    decide_answer_data(actor)?;
    match reach {
        Reach::CannotSignIn => Ok(proof(())),
        Reach::SignsIn => {
            let who = organisation.person(person).map_or_else(|| "Người này".to_owned(), |one| one.mention());
            Err(PersonalDataRefusal::AsksThemselves { who }.into())
        }
    }
}

/// May `actor` take the data of this request? Its person; and of a request that was entered for somebody who cannot sign in,
/// whoever may give them, to hand them over. Both once they were given.
///
/// # Errors
/// `PersonalDataRefusal::NotYourRequest`, `EnteredIsTheLeaderships`, `NotGiven` and `WasRefused`; `Refusal::ResetUnconfirmed`, for whoever made the password
/// would read what is not theirs.
pub fn decide_export(actor: &Actor, request: &DataRequest) -> Result<Allowed<ExportData>, Refusal> {
    if actor.person != request.person {
        if !request.is_entered_for_them() || decide_answer_data(actor).is_err() {
            return Err(PersonalDataRefusal::NotYourRequest.into());
        }
        decide_give_data(actor, request)?;
    }
    match request.answered.as_ref().map(|answer| &answer.what) {
        None => Err(PersonalDataRefusal::NotGiven { due: request.due }.into()),
        Some(Outcome::Refused { .. }) => Err(PersonalDataRefusal::WasRefused.into()),
        Some(Outcome::Given) => trusted(actor),
    }
}

#[cfg(test)]
mod tests;
