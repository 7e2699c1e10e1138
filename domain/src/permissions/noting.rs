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

/// Say that somebody else covers.
#[derive(Debug)]
pub enum ChangeCover {}

impl Deed for NoteAbsence {}
impl Deed for ChangeCover {}
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
    let post = decide_of_others(actor, person)?;
    if cover == Some(actor.person) {
        return Err(AbsenceRefusal::CoverYourself.into());
    }
    Ok((proof(()), post))
}

/// May `actor` say that from now on `cover` stands in for `person`, who is away? As who may note that they are.
///
/// # Errors
/// As of `decide_note_absence`.
pub fn decide_change_cover(actor: &Actor, person: PersonId, cover: PersonId) -> Result<(Allowed<ChangeCover>, Post), Refusal> {
    let (_, post) = decide_note_absence(actor, person, Some(cover))?;
    Ok((proof(()), post))
}

/// May `actor` say that `person` is back, and as what?
///
/// # Errors
/// As of `decide_absences`; `AbsenceRefusal::OwnAbsence`.
pub fn decide_end_absence(actor: &Actor, person: PersonId) -> Result<(Allowed<EndAbsence>, Post), Refusal> {
    Ok((proof(()), decide_of_others(actor, person)?))
}

/// Nobody decides about their own absence.
fn decide_of_others(actor: &Actor, person: PersonId) -> Result<Post, Refusal> {
    let post = decide_absences(actor)?;
    if person == actor.person { Err(AbsenceRefusal::OwnAbsence.into()) } else { Ok(post) }
}

#[cfg(test)]
mod tests;
