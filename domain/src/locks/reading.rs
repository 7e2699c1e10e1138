//! By which reading of the regulation an order is decided.

use super::{
    authority::{LockAuthority, LockReading},
    kind::LockKind,
};
use crate::{facts::Facts, scope::Scope};

/// The reading for an order of this kind over these records, of those that are owed in `facts`.
pub fn reading_of(authority: LockAuthority, kind: LockKind, scope: &Scope, facts: &Facts) -> LockReading {
    match kind {
        LockKind::Lock if !scope.is_whole(facts) => authority.parts,
        LockKind::Lock | LockKind::Unlock => authority.opening_and_whole,
    }
}
