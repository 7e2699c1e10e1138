//! What somebody who reads the list of appointments that wait may do about one of them.

use chrono::NaiveDate;

use crate::{
    people::{Organisation, WaitingAppointment},
    permissions::{Actor, decide_confirm},
    refusal::Refusal,
};

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
