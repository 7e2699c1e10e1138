//! Who hands out another password, and who confirms that.

use super::*;

/// May `actor` hand out a new password for `person`, who holds `positions` now or will? As over an account; but whoever
/// makes a password can sign in with it, so for a vice principal only the principal does that, and for whoever keeps
/// records that are fenced off only the leadership.
///
/// # Errors
/// The reason why not, for the screen.
pub fn decide_reset(
    actor: &Actor,
    organisation: &Organisation,
    types: &[RecordType],
    person: PersonId,
    positions: &[Position],
) -> Result<Allowed<ResetPassword>, Refusal> {
    decide(actor, organisation, Action::ManageAccounts)?;
    let is_vice_principal = positions.contains(&Position::VicePrincipal) && !positions.contains(&Position::Principal);
    if is_vice_principal && actor.person != person && !actor.is(Position::Principal) {
        return Err(Refusal::ResetIsThePrincipals);
    }
    decide_over_account(actor, positions)?;
    if !actor.is_leadership() && keeps_fenced_records(organisation, types, person, positions) {
        return Err(Refusal::ResetIsTheLeaderships);
    }
    Ok(proof(()))
}

/// Whether records of a type that is fenced off are the duty of `person`, or opened by what they hold, also of a type that is out
/// of use: its files are still there.
pub(super) fn keeps_fenced_records(
    organisation: &Organisation,
    types: &[RecordType],
    person: PersonId,
    positions: &[Position],
) -> bool {
    let teaches = positions.iter().any(|position| matches!(position, Position::Teacher(_)));
    let fenced = || types.iter().filter(|one| one.sensitivity != Sensitivity::Ordinary);
    if fenced().any(|one| one.readers.names_any(positions)) {
        return true;
    }
    fenced()
        .filter(|one| one.owed_by != OwedBy::EachTeacher || teaches)
        .flat_map(|one| owners(one.owed_by, organisation))
        .any(|owner| owner.duty(organisation).is_of(person, positions))
}

/// May `actor` confirm that the password of `person` was handed out to the right one?
///
/// # Errors
/// `Refusal::ResetIsTheLeaderships`; of one's own account too: somebody else has to know.
pub fn decide_confirm_reset(
    actor: &Actor,
    organisation: &Organisation,
    person: PersonId,
) -> Result<Allowed<ConfirmReset>, Refusal> {
    decide(actor, organisation, Action::ManageAccounts)?;
    if actor.is_leadership() && actor.person != person { Ok(proof(())) } else { Err(Refusal::ResetIsTheLeaderships) }
}
