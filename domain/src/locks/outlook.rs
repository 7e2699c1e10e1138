//! What somebody is shown before they put their name under an order, and what they send back of it: another one is shown first.

use super::{
    authority::{LockReading, Post},
    covered::covered,
    order::{LockPlan, Start},
    preview::{LockPreview, preview},
    reading::reading_of,
};
use crate::{
    days::Timestamp,
    facts::Facts,
    obligations::ObligationId,
    people::PersonId,
    refusal::{LockRefusal, Refusal},
    seen::Digest,
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
    let reading = reading_of(facts.locks.authority, plan.kind, &plan.scope, facts);
    let preview = preview(facts, plan, reading.counts_as(post), begun, now);
    let seen = shown(facts, plan, &preview, ordered(plan, reading, post)).to_string();
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

/// What is ordered, when, and by whose name.
fn ordered(plan: &LockPlan, reading: LockReading, post: Post) -> Digest {
    let LockPlan { kind, scope, start, under_way, until, executor, reason, decision } = plan;
    let start = match start {
        Start::WhenDecided => "decided".to_owned(),
        Start::At(from) => from.timestamp().to_string(),
        Start::WhenExecuted => "executed".to_owned(),
    };
    let asked = Digest::new().with(kind.code()).with(scope.key()).with(start).with(under_way.code());
    let whose = asked.with_all(until.map(|until| until.timestamp())).with_all(*executor);
    whose.with(reason.as_str()).with(decision).with(reading.code()).with(post.code())
}

/// What it would do: which records, whose work, and which orders it meets, beside the numbers.
fn shown(facts: &Facts, plan: &LockPlan, preview: &LockPreview, ordered: Digest) -> Digest {
    let records = ordered.with_all(covered(facts, &plan.scope).map(|one| one.id));
    let numbers = [preview.records, preview.shut_already, preview.weekly];
    let parts = preview.parts().into_iter().map(|(words, count)| format!("{count} {words}"));
    let late = [preview.late.with_reason, preview.late.without_reason, preview.late.open];
    let people = preview.unfinished.iter().fold(records.with_all(numbers).with_all(parts).with_all(late), |seen, one| {
        seen.with(one.person).with(&one.name).with_all(one.counts.iter().map(|(kind, count)| format!("{count} {}", kind.words())))
    });
    preview.conflicts.iter().fold(people, |seen, one| seen.with(one.order).with(&one.name).with(one.records).with(one.prevails))
}
