//! "Nghỉ và dạy thay": noted and ended by the leadership, as a record is freed (`decide_exempt`) and a teacher appointed. Nobody
//! frees themselves, and nobody lets themselves stand in for somebody else (decision 0027).

use super::{Actor, Allowed, Deed, extending::decides_alone, proof};
use crate::{
    locks::Post,
    people::PersonId,
    refusal::{AbsenceRefusal, Refusal},
};

/// Note that somebody is away, and what becomes of their duties.
#[derive(Debug)]
pub enum NoteAbsence {}
/// Say that somebody is back.
#[derive(Debug)]
pub enum EndAbsence {}

impl Deed for NoteAbsence {}
impl Deed for EndAbsence {}

/// May `actor` note absences at all, and as what? The principal or a vice principal, each alone.
///
/// # Errors
/// `AbsenceRefusal::NotYours`; `Refusal::ResetUnconfirmed` while somebody else may know the password.
pub fn decide_absences(actor: &Actor) -> Result<Post, Refusal> {
    decides_alone(actor, AbsenceRefusal::NotYours.into())
}

/// May `actor` note that `person` is away while `cover`, if anybody, stands in?
///
/// # Errors
/// As of `decide_absences`; `AbsenceRefusal::OwnAbsence` and `CoverYourself`.
pub fn decide_note_absence(
    actor: &Actor,
    person: PersonId,
    cover: Option<PersonId>,
) -> Result<(Allowed<NoteAbsence>, Post), Refusal> {
    let post = decide_absences(actor)?;
    if person == actor.person {
        return Err(AbsenceRefusal::OwnAbsence.into());
    }
    if cover == Some(actor.person) {
        return Err(AbsenceRefusal::CoverYourself.into());
    }
    Ok((proof(()), post))
}

/// May `actor` say that `person` is back, and as what?
///
/// # Errors
/// As of `decide_absences`; `AbsenceRefusal::OwnAbsence`.
pub fn decide_end_absence(actor: &Actor, person: PersonId) -> Result<(Allowed<EndAbsence>, Post), Refusal> {
    let post = decide_absences(actor)?;
    if person == actor.person { Err(AbsenceRefusal::OwnAbsence.into()) } else { Ok((proof(()), post)) }
}

#[cfg(test)]
mod tests;
