//! What somebody is shown before they declare a closure or take one back, and what they send back of it: another one is shown
//! first.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::{
    closure::{Closure, ClosurePlan},
    preview::{ClosurePreview, preview_of_declaring, preview_of_taking_back},
};
use crate::{
    days::Timestamp,
    deadlines::DueDayError,
    facts::Facts,
    locks::Post,
    refusal::{ClosureRefusal, Refusal},
};

/// What would follow, with the sign by which it is known again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosureOutlook {
    pub preview: ClosurePreview,
    seen: String,
}

impl ClosureOutlook {
    /// `plan` as somebody who holds `post` looks at it at `now`.
    ///
    /// # Errors
    /// As of `reconcile`.
    pub fn of_declaring(facts: &Facts, plan: &ClosurePlan, post: Post, now: Timestamp) -> Result<Self, DueDayError> {
        let preview = preview_of_declaring(facts, plan, now)?;
        let seen = sign(plan, post, &preview);
        Ok(Self { preview, seen })
    }

    /// Taking `closure` back, as somebody who holds `post` looks at it at `now`.
    ///
    /// # Errors
    /// As of `reconcile`.
    pub fn of_taking_back(facts: &Facts, closure: &Closure, post: Post, now: Timestamp) -> Result<Self, DueDayError> {
        let preview = preview_of_taking_back(facts, closure, now)?;
        let seen = sign(&closure.plan, post, &preview);
        Ok(Self { preview, seen })
    }

    /// What was looked at, to be sent back with the confirmation.
    pub fn seen(&self) -> &str {
        &self.seen
    }

    /// Whether this is what was on the screen, of which the form sent `seen` back.
    ///
    /// # Errors
    /// `ClosureRefusal::LookedAtAnother`.
    pub fn check_seen(&self, seen: &str) -> Result<(), Refusal> {
        if self.seen == seen { Ok(()) } else { Err(ClosureRefusal::LookedAtAnother.into()) }
    }
}

/// Made from every record that moves and from where to where: two previews of as many records are not the same. A server of another
/// version may make another one of the same, and then it is looked at once more.
fn sign(plan: &ClosurePlan, post: Post, preview: &ClosurePreview) -> String {
    let mut sign = DefaultHasher::new();
    (plan.kind.code(), plan.days.from, plan.days.to, plan.scope.key(), &plan.words, post.code()).hash(&mut sign);
    for group in &preview.moved {
        (group.from, group.to, group.moved.len()).hash(&mut sign);
        group.moved.iter().for_each(|one| (one.obligation, &one.who).hash(&mut sign));
    }
    (&preview.kinder, preview.settled, preview.stays).hash(&mut sign);
    format!("{:016x}", sign.finish())
}

#[cfg(test)]
mod tests;
