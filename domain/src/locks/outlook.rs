//! What somebody is shown before they put their name under an order, and what they send back of it: another one is shown first.

use super::{
    authority::{LockReading, Post},
    order::{LockPlan, Start},
    preview::{Conflict, LockPreview, preview},
};
use crate::{
    days::Timestamp,
    facts::Facts,
    obligations::ObligationId,
    people::PersonId,
    refusal::{LockRefusal, Refusal},
};

/// What an order would do, and what the name of whoever looks would bring about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    pub preview: LockPreview,
    /// As the school reads the regulation for such an order.
    pub reading: LockReading,
    /// As what whoever looks decides.
    pub post: Post,
    seen: String,
}

/// `plan` as somebody who holds `post` looks at it now. `begun` are the people for whom files or words wait, each with the record.
pub fn outlook(facts: &Facts, plan: &LockPlan, post: Post, begun: &[(PersonId, ObligationId)], now: Timestamp) -> Outlook {
    let reading = facts.locks.authority.reading(plan.kind, &plan.scope, facts);
    let preview = preview(facts, plan, reading.counts_as(post), begun, now);
    let seen = seen(plan, &preview, reading, post);
    Outlook { preview, reading, post, seen }
}

impl Outlook {
    /// What was looked at, to be sent back with the name: what is ordered, when, what it would do, and by which reading.
    pub fn seen(&self) -> &str {
        &self.seen
    }

    /// Whether this is what was on the screen, of which the form sent `seen` back.
    ///
    /// # Errors
    /// `LockRefusal::LookedAtAnother`.
    pub fn check_seen(&self, seen: &str) -> Result<(), Refusal> {
        if self.seen == seen { Ok(()) } else { Err(LockRefusal::LookedAtAnother.into()) }
    }
}

fn seen(plan: &LockPlan, preview: &LockPreview, reading: LockReading, post: Post) -> String {
    let start = match plan.start {
        Start::WhenDecided => "decided".to_owned(),
        Start::At(from) => from.timestamp().to_string(),
        Start::WhenExecuted => "executed".to_owned(),
    };
    let until = plan.until.map_or_else(|| "-".to_owned(), |until| until.timestamp().to_string());
    let executor = plan.executor.map_or_else(|| "-".to_owned(), |executor| executor.to_string());
    let ordered = format!("{} {} {start} {until} {} {executor}", plan.kind.code(), plan.scope.key(), plan.under_way.code());
    let conflict = |one: &Conflict| format!(" {} {} {}", one.order, one.records, one.prevails);
    let conflicts = preview.conflicts.iter().map(conflict).collect::<Vec<_>>().concat();
    let does = format!("{} {}{conflicts}", preview.records, preview.unfinished_work());
    format!("{ordered} {} {} {does}", reading.code(), post.code())
}
