//! Which records an order is about.

use crate::{
    facts::Facts,
    obligations::Obligation,
    refusal::{LockRefusal, Refusal},
    scope::Scope,
};

/// Whether an order over `scope` would shut or open anything: its draft may be of a year that is over.
///
/// # Errors
/// `LockRefusal::OverNothing`.
pub fn check_covers(facts: &Facts, scope: &Scope) -> Result<(), Refusal> {
    if covered(facts, scope).next().is_some() { Ok(()) } else { Err(LockRefusal::OverNothing.into()) }
}

pub(super) fn covered<'f>(facts: &'f Facts, scope: &'f Scope) -> impl Iterator<Item = &'f Obligation> {
    facts.open_obligations().filter(|one| scope.covers(one, &facts.regime))
}
