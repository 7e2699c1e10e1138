//! What somebody is shown before they put their name under an order, and what they send back of it: another one is shown first.

use super::{
    authority::{LockReading, Post},
    order::{LockPlan, Start},
    preview::{Conflict, LockPreview, covered, preview},
    reading::reading_of,
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
    let reading = reading_of(facts.locks.authority, plan.kind, &plan.scope, facts);
    let preview = preview(facts, plan, reading.counts_as(post), begun, now);
    let seen = format!("{} {:016x}", seen(plan, &preview, reading, post), shown(facts, plan, &preview));
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

/// A digest of what is shown beyond the numbers: which records, whose work, the counts and the words. Nobody is kept out by it, for
/// whoever sends another one deceives nobody but themselves; it has to tell two previews apart, and to be the same on every server
/// (FNV-1a).
fn shown(facts: &Facts, plan: &LockPlan, preview: &LockPreview) -> u64 {
    let records = covered(facts, &plan.scope).map(|one| one.id.to_string());
    let numbers = [preview.records, preview.shut_already, preview.weekly, preview.on_time, preview.late].map(|one| one.to_string());
    let people = preview.unfinished.iter().flat_map(|one| {
        let counts = one.counts.iter().map(|(kind, count)| format!("{count} {}", kind.words()));
        [one.person.to_string(), one.name.clone()].into_iter().chain(counts)
    });
    let conflicts = preview.conflicts.iter().map(|one| one.name.clone());
    let words = [plan.reason.as_str().to_owned(), plan.decision.clone()];
    let parts = records.chain(numbers).chain(people).chain(conflicts).chain(words);
    // A byte that is in no text ends each part.
    let bytes = parts.flat_map(|part| part.into_bytes().into_iter().chain([0xff]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |digest, byte| (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
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
