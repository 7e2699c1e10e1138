//! What somebody is shown before they put many records off or free them, and what they send back of it: another one is shown first.

use chrono::NaiveDate;

use super::many::{ManyDeed, ManyForm, ManyLine, ManyPlan, ManyPreview, preview_of_many};
use crate::{
    days::Timestamp,
    facts::Facts,
    obligations::Obligation,
    permissions::Actor,
    refusal::{ExtensionRefusal, Refusal},
    seen::Digest,
};

/// What would follow, with the sign by which it is known again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManyOutlook {
    pub deed: ManyDeed,
    pub preview: ManyPreview,
    seen: String,
}

impl ManyOutlook {
    /// `plan` as `actor` looks at it at `now`.
    pub fn of(facts: &Facts, actor: &Actor, plan: &ManyPlan, now: Timestamp) -> Self {
        let preview = preview_of_many(facts, actor, plan, now);
        let deed = match plan.deed {
            ManyDeed::Extend(until) => until.to_string(),
            ManyDeed::Exempt => ManyForm::EXEMPT.to_owned(),
        };
        let asked = Digest::new().with(deed).with(plan.scope.key()).with(plan.reason.as_str()).with(&plan.decision);
        let asked = asked.with_all(plan.days.into_iter().flat_map(|days| [days.from, days.to]));
        let line = |one: &ManyLine| {
            let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
            let over = one.taken_over.clone().unwrap_or_default();
            [one.obligation.to_string(), day(one.due), day(one.until), over, one.is_final.to_string()]
        };
        let records = asked.with(preview.people).with_all(preview.records.iter().flat_map(line));
        let seen = records.with_all(preview.skipped.iter().flat_map(|one| [one.title.clone(), one.why.words().fact])).to_string();
        Self { deed: plan.deed, preview, seen }
    }

    /// What was looked at, to be sent back with the confirmation.
    pub fn seen(&self) -> &str {
        &self.seen
    }

    /// Whether this is what was on the screen, of which the form sent `seen` back.
    ///
    /// # Errors
    /// `ExtensionRefusal::LookedAtAnother`.
    pub fn check_seen(&self, seen: &str) -> Result<(), Refusal> {
        if self.seen == seen { Ok(()) } else { Err(ExtensionRefusal::LookedAtAnother.into()) }
    }
}

/// Whether a form was sent before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentMany {
    /// Nothing was done under its key.
    Fresh,
    /// The same was done by the same person, and stands: it leads there, and does nothing again.
    Repeats,
    /// Something else was done under its key, or by somebody else, or it was taken back since: it needs a key of its own.
    Taken,
}

/// Whether `form`, of which `plan` was read, was sent by `actor` before. An exemption has no key: of a form that frees, everything
/// is freed already, for the same reason and by the same person.
pub fn sent_many(facts: &Facts, actor: &Actor, form: &ManyForm, plan: &ManyPlan, now: Timestamp) -> SentMany {
    if let Some(known) = form.id().and_then(|id| facts.extension(id)) {
        let says = (plan.deed, &plan.reason, &plan.decision) == (ManyDeed::Extend(known.until), &known.reason, &known.decision);
        let covers = || {
            let records = known.records.iter().filter_map(|id| facts.obligation(*id));
            // Those days are the ones on which it came due before it was put off.
            let due = |one: &Obligation| one.terms.due.as_ref().map(|due| due.extended.map_or(due.day, |extended| extended.from));
            records.into_iter().all(|one| plan.covers(one, due(one), &facts.regime))
        };
        let stands = known.taken_back.is_none() && known.given.by == actor.person;
        return if stands && says && covers() { SentMany::Repeats } else { SentMany::Taken };
    }
    if plan.deed != ManyDeed::Exempt {
        return SentMany::Fresh;
    }
    let is_freed_so = || {
        facts.open_obligations().filter(|one| plan.covers(one, one.due_day(), &facts.regime)).any(|one| {
            let exemption = one.exemption.as_ref();
            exemption.is_some_and(|one| one.by == actor.person && one.reason == plan.reason.as_str())
        })
    };
    let is_done = preview_of_many(facts, actor, plan, now).records.is_empty() && is_freed_so();
    if is_done { SentMany::Repeats } else { SentMany::Fresh }
}
