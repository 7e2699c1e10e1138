//! Many records at once, without a request: more time, or none owed at all; looked at before it is done.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    ExtensionId,
    check::{check_extend, taken_over, waiting_request},
    extended::counted_day,
    form::{parse_day, parse_days, parse_decision},
};
use crate::{
    days::{Span, Timestamp, day_of, work_begins},
    facts::Facts,
    forms::{FormData, FormErrors},
    locks::Arrival,
    obligations::{Obligation, ObligationId, Reason},
    people::PersonId,
    permissions::{Actor, decide_exempt, decide_extend},
    refusal::Refusal,
    regime::Regime,
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
    /// dd/MM/yyyy: what comes due from this day on; may be empty.
    pub from: String,
    /// dd/MM/yyyy: what comes due until this day; may be empty.
    pub to: String,
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
    /// Of it only what comes due in these days.
    pub days: Option<Span>,
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

/// A record to which something happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManyLine {
    pub obligation: ObligationId,
    pub title: String,
    /// The due day as it stands.
    pub due: Option<NaiveDate>,
    /// The one that it would have, where it gets more time.
    pub until: Option<NaiveDate>,
    /// Who hands it in on that day, where that is somebody else than today ("cô Thảo").
    pub taken_over: Option<String>,
    /// It could not be taken back any more: its day has come.
    pub is_final: bool,
}

/// What would follow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ManyPreview {
    /// By due day, in the order of lists.
    pub records: Vec<ManyLine>,
    /// How many people that is.
    pub people: usize,
    pub skipped: Vec<Skipped>,
}

impl ManyForm {
    /// The code of `ManyDeed::Extend`.
    pub const EXTEND: &'static str = "extend";
    /// The code of `ManyDeed::Exempt`.
    pub const EXEMPT: &'static str = "exempt";

    /// As sent: `key`, `from`, `to`, `deed`, `until`, `reason`, `decision`, and a scope (`ScopeForm::read`).
    pub fn read(typed: &FormData) -> Self {
        let get = |field| typed.get(field).to_owned();
        Self {
            key: get("key"),
            scope: ScopeForm::read(typed),
            from: get("from"),
            to: get("to"),
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
        let days = parse_days(&self.from, &self.to, facts.calendar().year());
        let what = FormErrors::both(FormErrors::both(self.parse_scope(&facts.regime), days), deed);
        let why = FormErrors::both(Reason::parse(&self.reason), parse_decision(&self.decision));
        let (((scope, days), deed), (reason, decision)) = FormErrors::both(what, why)?;
        match deed {
            // An exemption keeps its reason alone: the number stands in it, or it would be lost.
            ManyDeed::Exempt if !decision.is_empty() => {
                let reason = Reason::parse(&format!("{} (Quyết định số {decision})", reason.as_str()))?;
                Ok(ManyPlan { scope, days, deed, reason, decision: String::new() })
            }
            ManyDeed::Exempt | ManyDeed::Extend(_) => Ok(ManyPlan { scope, days, deed, reason, decision }),
        }
    }

    /// Days alone are a part of the year as well: of everybody, of every type.
    fn parse_scope(&self, regime: &Regime) -> Result<Scope, FormErrors> {
        let has_days = [&self.from, &self.to].iter().any(|typed| !typed.trim().is_empty());
        if has_days && self.scope == ScopeForm::default() {
            return ScopeForm { is_year: true, ..ScopeForm::default() }.parse(regime);
        }
        self.scope.parse(regime)
    }
}

impl ManyPlan {
    /// Whether it means this record, which came due on `due`.
    pub(super) fn covers(&self, obligation: &Obligation, due: Option<NaiveDate>, regime: &Regime) -> bool {
        self.scope.covers(obligation, regime) && self.days.is_none_or(|days| due.is_some_and(|due| days.contains(due)))
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

    /// What can be undone afterwards, and what cannot.
    pub fn undoing_words(&self, deed: ManyDeed) -> Option<String> {
        let count = self.records.iter().filter(|one| one.is_final).count();
        let all = self.records.len();
        let words = match (deed, count) {
            _ if all == 0 => return None,
            (ManyDeed::Extend(_), 0) => "Rút lại được ở trang Gia hạn, khi hạn cũ chưa đến.".to_owned(),
            (ManyDeed::Exempt, 0) => "Bỏ miễn lại được ở trang Gia hạn, trước giờ làm việc của ngày hạn.".to_owned(),
            (ManyDeed::Extend(_), _) if count == all => "Hạn cũ đã đến, gia hạn rồi thì không rút lại được.".to_owned(),
            (ManyDeed::Exempt, _) if count == all => "Ngày hạn đã đến, miễn rồi thì không bỏ miễn lại được.".to_owned(),
            (ManyDeed::Extend(_), _) => {
                format!("Rút lại được ở trang Gia hạn, trừ {count} hồ sơ có hạn cũ đã đến: các hồ sơ đó giữ ngày gia hạn.")
            }
            (ManyDeed::Exempt, _) => {
                format!("Bỏ miễn lại được ở trang Gia hạn, trừ {count} hồ sơ đã đến ngày hạn: các hồ sơ đó được miễn luôn.")
            }
        };
        Some(words)
    }
}

/// What `plan` would do if `actor` did it at `now`: which records, and which are left alone and why.
pub(super) fn preview_of_many(facts: &Facts, actor: &Actor, plan: &ManyPlan, now: Timestamp) -> ManyPreview {
    let is_meant = |one: &&Obligation| plan.covers(one, one.due_day(), &facts.regime);
    let mut covered: Vec<&Obligation> = facts.open_obligations().filter(is_meant).collect();
    covered.sort_by_cached_key(|one| (one.due_day(), facts.order(one.id)));
    let (mut preview, mut people) = (ManyPreview::default(), BTreeSet::new());
    for one in covered {
        match check(facts, actor, plan.deed, one, now) {
            Ok(()) => {
                preview.records.push(line(facts, plan.deed, one, now));
                people.extend(whose(facts, one, now));
            }
            Err(why) => preview.skipped.push(Skipped { title: facts.title(one), why }),
        }
    }
    preview.people = people.len();
    preview
}

fn line(facts: &Facts, deed: ManyDeed, one: &Obligation, now: Timestamp) -> ManyLine {
    let due = one.due_day();
    let (until, taken_over, is_final) = match deed {
        ManyDeed::Extend(until) => {
            let until = counted_day(&facts.regime, &one.terms, until);
            (Some(until), taken_over(facts, one, until), due.is_some_and(|due| due <= day_of(now)))
        }
        ManyDeed::Exempt => (None, None, due.is_some_and(|due| work_begins(due) <= now)),
    };
    ManyLine { obligation: one.id, title: facts.title(one), due, until, taken_over, is_final }
}

fn check(facts: &Facts, actor: &Actor, deed: ManyDeed, obligation: &Obligation, now: Timestamp) -> Result<(), Refusal> {
    let record = facts.record_facts(obligation);
    match deed {
        ManyDeed::Extend(until) => {
            let asked = waiting_request(facts, obligation, now).map(|one| one.by);
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
