//! "Quyết định": the decisions on paper that give rights and end them, the days in which these rights exist, and who had which
//! right on any day.

mod ending;
mod form;
mod giving;
mod mandate;
mod register;
mod rights;

pub use ending::{MandateEndForm, rights_ended};
pub use form::{MandateForm, MandatePlan};
pub use giving::{GiveForm, GivePlan, linkable};
pub use mandate::{Mandate, MandateEnd, MandateKind, MandateState, Term};
pub use register::{Effect, MandateRight, Mandates};
pub use rights::{GivenBy, PersonRights, RightHolders, RightLine, RightsOn, rights_on};

pub use crate::ids::MandateId;

#[cfg(test)]
mod tests;
