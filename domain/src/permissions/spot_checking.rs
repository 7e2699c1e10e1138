//! Who looks through what a department has approved: the leadership, which answers for the final signing (Điều 3e, 4e), and nobody
//! what they had a part in (silent otherwise: reading in decision 0019).

use super::{Actor, Allowed, Credential, Deed, proof};
use crate::{
    people::PersonId,
    refusal::{Refusal, SpotCheckRefusal},
};

/// Sign that one has looked through a version which the department approved.
#[derive(Debug)]
pub enum SpotChecking {}

impl Deed for SpotChecking {}

/// May `actor` check what these `authors` handed in and these `approvers` approved? Of no record in particular it is asked with
/// neither.
///
/// # Errors
/// `SpotCheckRefusal::NotYours`, `OwnWork` and `OwnApproval`; `Refusal::ResetUnconfirmed` while somebody else may know the
/// password.
pub fn decide_spot_check(actor: &Actor, authors: &[PersonId], approvers: &[PersonId]) -> Result<Allowed<SpotChecking>, Refusal> {
    let refusal = if !actor.acts_as_leadership() {
        SpotCheckRefusal::NotYours
    } else if authors.contains(&actor.person) {
        SpotCheckRefusal::OwnWork
    } else if approvers.contains(&actor.person) {
        SpotCheckRefusal::OwnApproval
    } else {
        return match actor.credential {
            Credential::ResetUnconfirmed => Err(Refusal::ResetUnconfirmed),
            Credential::Trusted => Ok(proof(())),
        };
    };
    Err(refusal.into())
}

#[cfg(test)]
mod tests;
