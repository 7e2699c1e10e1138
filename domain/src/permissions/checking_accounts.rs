//! "Kiểm tra bảo mật tài khoản": checked by the principal and by each vice principal (Điều 3b, 4a), mended by them and by the
//! management team, who see what is theirs to mend; nobody else sees any of it.

use super::{Action, Actor, Allowed, Deed, decide, extending::decides_alone, proof};
use crate::{
    people::{Organisation, PersonId},
    refusal::{Refusal, SecurityCheckRefusal},
};

/// Record what was found in the accounts.
#[derive(Debug)]
pub enum CheckAccounts {}
/// Say that a finding is mended.
#[derive(Debug)]
pub enum MendFinding {}

impl Deed for CheckAccounts {}
impl Deed for MendFinding {}

/// May `actor` look for faults in the accounts, and record what is found?
///
/// # Errors
/// `SecurityCheckRefusal::NotYours`; `Refusal::ResetUnconfirmed` while somebody else may know the password.
pub fn decide_check_accounts(actor: &Actor) -> Result<Allowed<CheckAccounts>, Refusal> {
    decides_alone(actor, SecurityCheckRefusal::NotYours.into()).map(|_| proof(()))
}

/// May `actor` open the page at all? Whoever may check, and the management team for what is theirs to mend.
///
/// # Errors
/// `Refusal::SettingsNotYours`; `Refusal::ResetUnconfirmed` while somebody else may know the password.
pub fn decide_security_checks(actor: &Actor, organisation: &Organisation) -> Result<(), Refusal> {
    decide(actor, organisation, Action::ManageAccounts)
}

/// May `actor` say that a finding about `about` is mended, which `assigned` was to mend? Whoever was to, and the leadership in
/// their place; nobody of what is about their own account.
///
/// # Errors
/// `SecurityCheckRefusal::NotYoursToMend` and `AboutYourself`; else as of `decide_security_checks`.
pub fn decide_mend_finding(
    actor: &Actor,
    organisation: &Organisation,
    assigned: PersonId,
    about: &[PersonId],
) -> Result<Allowed<MendFinding>, Refusal> {
    decide_security_checks(actor, organisation)?;
    if actor.person != assigned && !actor.is_leadership() {
        return Err(SecurityCheckRefusal::NotYoursToMend.into());
    }
    if about.contains(&actor.person) { Err(SecurityCheckRefusal::AboutYourself.into()) } else { Ok(proof(())) }
}

#[cfg(test)]
mod tests;
