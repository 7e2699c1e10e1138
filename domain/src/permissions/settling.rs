//! Who settles what the school is and how it reviews: the leadership, and what concerns its own work the principal alone
//! (decision 0007).

use chrono::NaiveDate;

use super::{Action, Actor, Allowed, ChangeSchool, decide, proof};
use crate::{
    people::{Organisation, Position},
    refusal::{Refusal, ReviewRefusal},
    review_settings::ReviewSetting,
};

/// `decide` for `Action::ChangeSchool`, with the proof.
///
/// # Errors
/// `Refusal::SettingsNotYours`.
pub fn decide_change_school(actor: &Actor, organisation: &Organisation) -> Result<Allowed<ChangeSchool>, Refusal> {
    decide(actor, organisation, Action::ChangeSchool).map(proof)
}

/// May `actor`, who may change the school, set this today? Who reviews what the leadership writes is the principal's alone: a
/// vice principal would choose who reviews their own. Where nobody is principal whose account is open, it is that of whoever leads
/// the school.
///
/// # Errors
/// `ReviewRefusal::NotThePrincipal`.
pub fn check_setting(actor: &Actor, organisation: &Organisation, setting: &ReviewSetting, today: NaiveDate) -> Result<(), Refusal> {
    match setting {
        ReviewSetting::OwnWork(own) if own.is_of_leadership() && !settles_leaderships_own(actor, organisation, today) => {
            Err(ReviewRefusal::NotThePrincipal.into())
        }
        ReviewSetting::OwnWork(_) | ReviewSetting::Route { .. } | ReviewSetting::ReturnReasons(_) => Ok(()),
    }
}

/// Whether `actor`, who may change the school, settles today who reviews what the leadership writes (`check_setting`).
pub fn settles_leaderships_own(actor: &Actor, organisation: &Organisation, today: NaiveDate) -> bool {
    let holders = organisation.holders(Position::Principal, today);
    // As in reviews, a post whose holder cannot sign in counts as vacant.
    actor.is(Position::Principal) || holders.iter().all(|holder| organisation.suspended.contains(&holder.id))
}

#[cfg(test)]
mod tests;
