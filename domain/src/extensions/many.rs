//! Many records at once, without a request: more time, or none owed at all; looked at before it is done.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    ExtensionId,
    check::check_extend,
    form::{parse_day, parse_decision},
};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    forms::{FormData, FormErrors},
    locks::Arrival,
    obligations::{Obligation, ObligationId, Reason},
    people::PersonId,
    permissions::{Actor, decide_exempt, decide_extend},
    refusal::Refusal,
    scope::{Scope, ScopeForm},
};

/// What is done to each of the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ManyDeed {
    /// Due on this day instead.
    Extend(NaiveDate),
    Exempt,
}

/// The form as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ManyForm {
    /// The id that the extension will have, so that a form which is sent twice does it once.
    pub key: String,
    pub scope: ScopeForm,
    /// "extend", "exempt"; empty while nothing is chosen.
    pub deed: String,
    /// dd/MM/yyyy.
    pub until: String,
    pub reason: String,
    pub decision: String,
}

/// What the form says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManyPlan {
    pub scope: Scope,
    pub deed: ManyDeed,
    pub reason: Reason,
    pub decision: String,
}

/// A record that stays as it is, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    pub title: String,
    pub why: Refusal,
}

/// What would follow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ManyPreview {
    /// In the order of lists, with their titles.
    pub records: Vec<(ObligationId, String)>,
    /// How many people that is.
    pub people: usize,
    pub skipped: Vec<Skipped>,
}

impl ManyForm {
    /// The code of `ManyDeed::Extend`.
    pub const EXTEND: &'static str = "extend";
    /// The code of `ManyDeed::Exempt`.
    pub const EXEMPT: &'static str = "exempt";

    /// As sent: `key`, `deed`, `until`, `reason`, `decision`, and a scope (`ScopeForm::read`).
    pub fn read(typed: &FormData) -> Self {
        let get = |field| typed.get(field).to_owned();
        Self {
            key: get("key"),
            scope: ScopeForm::read(typed),
            deed: get("deed"),
            until: get("until"),
            reason: get("reason"),
            decision: get("decision"),
        }
    }

    /// The id that the extension will have, where the page gave it one.
    pub fn id(&self) -> Option<ExtensionId> {
        self.key.parse().ok()
    }

    /// What is to be done, as the school stands.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, facts: &Facts) -> Result<ManyPlan, FormErrors> {
        let deed = match self.deed.as_str() {
            Self::EXTEND => parse_day(&self.until).map(ManyDeed::Extend),
            Self::EXEMPT => Ok(ManyDeed::Exempt),
            _ => Err(FormErrors::one("deed", "Chọn gia hạn hay miễn.")),
        };
        let what = FormErrors::both(self.scope.parse(&facts.regime), deed);
        let why = FormErrors::both(Reason::parse(&self.reason), parse_decision(&self.decision));
        let ((scope, deed), (reason, decision)) = FormErrors::both(what, why)?;
        match deed {
            // An exemption keeps its reason alone: the number stands in it, or it would be lost.
            ManyDeed::Exempt if !decision.is_empty() => {
                let reason = Reason::parse(&format!("{} (Quyết định số {decision})", reason.as_str()))?;
                Ok(ManyPlan { scope, deed, reason, decision: String::new() })
            }
            ManyDeed::Exempt | ManyDeed::Extend(_) => Ok(ManyPlan { scope, deed, reason, decision }),
        }
    }
}

impl ManyPreview {
    /// "12 hồ sơ của 3 người", "Không hồ sơ nào".
    pub fn headline(&self) -> String {
        match self.records.len() {
            0 => "Không hồ sơ nào".to_owned(),
            count => format!("{count} hồ sơ của {} người", self.people),
        }
    }
}

/// What `plan` would do if `actor` did it at `now`: which records, and which are left alone and why.
pub(super) fn preview_of_many(facts: &Facts, actor: &Actor, plan: &ManyPlan, now: Timestamp) -> ManyPreview {
    let mut covered: Vec<&Obligation> = facts.open_obligations().filter(|one| plan.scope.covers(one, &facts.regime)).collect();
    covered.sort_by_cached_key(|one| (one.due_day(), facts.order(one.id)));
    let (mut preview, mut people) = (ManyPreview::default(), BTreeSet::new());
    for one in covered {
        match check(facts, actor, plan.deed, one, now) {
            Ok(()) => {
                preview.records.push((one.id, facts.title(one)));
                people.extend(whose(facts, one, now));
            }
            Err(why) => preview.skipped.push(Skipped { title: facts.title(one), why }),
        }
    }
    preview.people = people.len();
    preview
}

fn check(facts: &Facts, actor: &Actor, deed: ManyDeed, obligation: &Obligation, now: Timestamp) -> Result<(), Refusal> {
    let record = facts.record_facts(obligation);
    match deed {
        ManyDeed::Extend(until) => {
            let asked = facts.waiting_request(obligation.id).map(|one| one.by);
            decide_extend(actor, record, asked)?;
            check_extend(facts, obligation, until, now)
        }
        ManyDeed::Exempt => {
            decide_exempt(actor, facts.organisation(), record)?;
            obligation.check_exempt(facts.shut(obligation, Arrival::at(now)))
        }
    }
}

/// The people whose work a record is: whoever's turn it is, or whoever answers for it first.
fn whose(facts: &Facts, obligation: &Obligation, now: Timestamp) -> Vec<PersonId> {
    let day = obligation.due_day().unwrap_or_else(|| day_of(now));
    obligation.terms.foremost_on(day, facts.organisation()).into_iter().map(|one| one.id).collect()
}
