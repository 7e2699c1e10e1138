//! A form whose key is known: it came twice, or somebody went back from what was declared and changed it.

use std::sync::Arc;

use super::{
    closure::{Closure, ClosureId},
    form::ClosureForm,
};
use crate::{days::Timestamp, facts::Facts, people::PersonId};

/// What the key of a form says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentKey {
    /// Nothing was declared under it.
    Fresh,
    /// The same was declared under it by the same person, and stands: the form leads there, and declares nothing again.
    Repeats(ClosureId),
    /// Something else was declared under it, or by somebody else, or it was taken back since: the form needs a key of its own.
    Taken,
}

/// What the key of `form` says, which `by` has sent.
pub fn sent_key(form: &ClosureForm, facts: &Facts, by: PersonId, now: Timestamp) -> SentKey {
    let Some(known) = form.id().and_then(|id| facts.closure(id)) else { return SentKey::Fresh };
    let is_repeat = known.taken_back.is_none() && known.declared.by == by && says(form, facts, known, now);
    if is_repeat { SentKey::Repeats(known.id) } else { SentKey::Taken }
}

/// Whether `form` says what was declared as `known`: read as it was then, or its days would be shut already.
fn says(form: &ClosureForm, facts: &Facts, known: &Closure, now: Timestamp) -> bool {
    let others = facts.closures.iter().filter(|one| one.number < known.number).cloned().collect();
    let before = Facts { closures: Arc::new(others), ..facts.clone() };
    form.parse(&before, now).is_ok_and(|plan| plan == known.plan)
}

#[cfg(test)]
mod tests;
