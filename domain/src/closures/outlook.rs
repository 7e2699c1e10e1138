//! What somebody is shown before they declare a closure or take one back, and what they send back of it: another one is shown
//! first.

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
    seen::Digest,
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

/// Made from every record that moves and from where to where: two previews of as many records are not the same.
fn sign(plan: &ClosurePlan, post: Post, preview: &ClosurePreview) -> String {
    let ClosurePlan { kind, days, scope, words } = plan;
    let planned = Digest::new().with(kind.code()).with(days.from).with(days.to).with(scope.key()).with(words).with(post.code());
    preview.moved.shown(planned).with(preview.settled).with(preview.stays).to_string()
}

#[cfg(test)]
mod tests;
