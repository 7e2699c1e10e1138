//! What somebody who reads the list of appointments that wait may do about one of them.

use chrono::NaiveDate;

use super::what_it_opens;
use crate::{
    people::{Organisation, WaitingAppointment},
    permissions::{Actor, decide_confirm},
    refusal::Refusal,
    regime::Regime,
    seen::Digest,
};

/// What a list of appointments that wait says of each: whoever confirms all of them at once sends it back.
pub fn seen_waiting(regime: &Regime, waiting: &[&WaitingAppointment], today: NaiveDate) -> String {
    let organisation = &regime.organisation;
    let one = |digest: Digest, one: &&WaitingAppointment| {
        let opens = what_it_opens(one.position, &regime.record_types, organisation);
        let digest = digest.with(one.id).with(organisation.name_of(one.person, today)).with(organisation.titles(&[one.position]));
        digest.with(one.from).with_all(one.until).with(opens).with(one.ends.is_some()).with_all(one.mandate)
    };
    waiting.iter().fold(Digest::new(), one).to_string()
}

/// What the viewer may do about an appointment that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WaitingChoice {
    /// Nothing; these words say whose it is.
    None(&'static str),
    /// Confirm it or turn it down.
    Decide,
    /// Take back what the viewer entered; these words say for whom it waits.
    TakeBack(&'static str),
}

impl WaitingChoice {
    /// Of `actor` about `waiting` on `today`.
    pub fn of(actor: &Actor, organisation: &Organisation, waiting: &WaitingAppointment, today: NaiveDate) -> Self {
        match decide_confirm(actor, organisation, waiting, today) {
            Ok(_) => Self::Decide,
            Err(refusal) if actor.person == waiting.entered_by => Self::TakeBack(for_whom(&refusal)),
            Err(refusal) => Self::None(for_whom(&refusal)),
        }
    }
}

/// For whom it waits, told to somebody who may not confirm it.
fn for_whom(refusal: &Refusal) -> &'static str {
    if *refusal == Refusal::OwnAppointment {
        "Chờ người khác trong ban giám hiệu xác nhận."
    } else if *refusal == Refusal::JoiningIsThePrincipals {
        "Chờ hiệu trưởng xác nhận."
    } else {
        "Chờ hiệu trưởng hoặc phó hiệu trưởng xác nhận."
    }
}
