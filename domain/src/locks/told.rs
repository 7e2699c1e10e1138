//! An order as people are told of it: on its page, in the list and on paper.

use chrono::NaiveDate;

use super::{
    authority::{Post, Signature, clause},
    concerned::is_own_alone,
    covered::{check_covers, covered},
    kind::LockKind,
    order::{LockOrder, OrderState, Stage, Start, UnderWay},
    preview::decided_by,
    standing::overruling,
};
use crate::{
    days::{Timestamp, day_of},
    delegations::ordered_for,
    facts::Facts,
    ids::LockOrderId,
    obligations::Obligation,
    people::{Organisation, PersonId},
    permissions::{Actor, check_executable, decide_draft_order, decide_execute_order, decide_revoke_order, decide_sign_order},
    refusal::Words,
    vietnamese,
};

/// Somebody's name under an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedLine {
    /// "Hiệu trưởng Nguyễn Thị Minh Nguyệt".
    pub post: Post,
    pub who: String,
    /// The name as it stands under a paper, also where another person has the same.
    pub name: String,
    pub at: Timestamp,
    /// "thay cô Lê Thị Ấm theo Quyết định số 15/QĐ-MNNT".
    pub acting: Option<String>,
}

impl SignedLine {
    /// A name as it is told at `now`.
    pub(crate) fn of(organisation: &Organisation, one: &Signature, now: Timestamp) -> Self {
        let acting = ordered_for(organisation, one.by, one.post.position(), one.at);
        let (who, name) = (organisation.name_of(one.by, day_of(now)), organisation.full_name(one.by));
        Self { post: one.post, who, name, at: one.at, acting }
    }
}

/// What somebody did with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoneLine {
    pub who: String,
    pub at: Timestamp,
}

/// An order that goes before another one over some of its records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overruled {
    /// "Lệnh mở số 02 (43/QĐ-TrMNNT)".
    pub by: String,
    /// Of how many records.
    pub records: usize,
}

/// One order in the list of all of them: the records of the year are looked through for what another order overrules alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderLine {
    pub id: LockOrderId,
    /// "Lệnh khóa số 07".
    pub name: String,
    pub kind: LockKind,
    pub state: OrderState,
    /// The orders that together are heeded before it over all of its records, while it is in force: it shuts and opens nothing.
    pub replaced_by: Vec<String>,
    pub scope: String,
    pub reason: String,
    pub start: Start,
    /// From when on, where that is known.
    pub from: Option<Timestamp>,
}

/// `order` as the list tells of it at `now`.
pub fn order_line(facts: &Facts, order: &LockOrder, now: Timestamp) -> OrderLine {
    OrderLine {
        id: order.id,
        name: order.name(),
        kind: order.plan.kind,
        state: order.state(now),
        replaced_by: replaced_by(facts, order, now),
        scope: order.plan.scope.words(&facts.regime),
        reason: order.plan.reason.as_str().to_owned(),
        start: order.plan.start,
        from: order.in_force_from(),
    }
}

/// One order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderTold {
    pub id: LockOrderId,
    /// "Lệnh khóa số 07".
    pub name: String,
    pub number: u32,
    pub kind: LockKind,
    pub state: OrderState,
    pub scope: String,
    pub start: Start,
    /// From when on, where that is known.
    pub from: Option<Timestamp>,
    /// Until when, by its own words.
    pub until: Option<Timestamp>,
    pub under_way: UnderWay,
    pub reason: String,
    pub decision: String,
    /// The clause on which it rests; `None` while it is not decided.
    pub clause: Option<&'static str>,
    pub drafted: DoneLine,
    /// In the order in which they came.
    pub signatures: Vec<SignedLine>,
    /// Who is to carry it out, where somebody is named.
    pub executor: Option<String>,
    pub executed: Option<DoneLine>,
    pub revoked: Option<DoneLine>,
    /// Why it was taken back.
    pub revoked_because: Option<String>,
    /// The day that stands on the paper: of the last name under it; `None` while nobody has decided.
    pub decided_on: Option<NaiveDate>,
    /// "Nơi nhận", each line without its dash.
    pub recipients: Vec<String>,
    /// Which orders are heeded before it over some of its records, while it is in force or will be.
    pub overruled: Vec<Overruled>,
    /// How many records it shuts now itself.
    pub shuts: usize,
    /// "Giờ bắt đầu … đã qua": why nobody gives it any more, where it is undecided, and its minutes are over or no record is left
    /// for it.
    pub lapsed: Option<String>,
    /// It is decided and waits to be carried out, and nobody can any more: what is so, and what to do.
    pub stuck: Option<Words>,
    /// What the reader may do with it now.
    pub may_sign: bool,
    pub may_execute: bool,
    pub may_revoke: bool,
}

impl OrderTold {
    /// "42/QĐ-TrMNNT", else the order's own number with the sign of its kind: "07/LK" (Nghị định 30/2020/NĐ-CP: số và ký hiệu).
    pub fn number_on_paper(&self) -> String {
        let sign = match self.kind {
            LockKind::Lock => "LK",
            LockKind::Unlock => "LM",
        };
        if self.decision.is_empty() { format!("{:02}/{sign}", self.number) } else { self.decision.clone() }
    }
}

/// `order` as `actor` reads of it at `now`.
pub fn order_told(facts: &Facts, actor: &Actor, order: &LockOrder, now: Timestamp) -> OrderTold {
    let organisation = facts.organisation();
    let name = |id: PersonId| organisation.name_of(id, day_of(now));
    let state = order.state(now);
    let (revoked, revoked_because) = match &order.stage {
        Stage::Revoked { revoked, reason, .. } => {
            (Some(DoneLine { who: name(revoked.by), at: revoked.at }), Some(reason.as_str().to_owned()))
        }
        Stage::Draft | Stage::Proposed(_) | Stage::Decided(_) | Stage::Executed { .. } => (None, None),
    };
    let authority = facts.locks.authority;
    let is_undecided = matches!(state, OrderState::Draft | OrderState::Proposed);
    // Whoever might sign it does not carry it out either.
    let signs = decide_draft_order(actor).is_ok().then_some(actor.person);
    let possible = || {
        order.check_minutes(now)?;
        check_covers(facts, &order.plan.scope)?;
        check_executable(facts, order, signs, now)
    };
    let lapsed = is_undecided.then(possible).and_then(Result::err).map(|refusal| refusal.words().fact);
    let has_signed = order.signatures().iter().any(|one| one.by == actor.person);
    let waits = state == OrderState::Ordered && order.plan.start == Start::WhenExecuted;
    let concerned = || is_own_alone(facts, &order.plan.scope, actor.person);
    OrderTold {
        id: order.id,
        name: order.name(),
        number: order.number,
        kind: order.plan.kind,
        state,
        scope: order.plan.scope.words(&facts.regime),
        start: order.plan.start,
        from: order.in_force_from(),
        until: order.plan.until,
        under_way: order.plan.under_way,
        reason: order.plan.reason.as_str().to_owned(),
        decision: order.plan.decision.clone(),
        clause: order.decided().map(|decided| clause(&decided.signatures)),
        drafted: DoneLine { who: name(order.drafted.by), at: order.drafted.at },
        signatures: order.signatures().iter().map(|one| SignedLine::of(organisation, one, now)).collect(),
        executor: order.plan.executor.map(name),
        executed: order.executed().map(|act| DoneLine { who: name(act.by), at: act.at }),
        revoked,
        revoked_because,
        decided_on: order.decided().and_then(|decided| decided.at()).map(day_of),
        recipients: recipients(facts, order, order.plan.executor.map(name)),
        overruled: overruled(facts, order, state, now),
        shuts: if state == OrderState::InForce { decided_by(facts, order, now) } else { 0 },
        lapsed: lapsed.clone(),
        stuck: if waits { check_executable(facts, order, None, now).err().map(|refusal| refusal.words()) } else { None },
        may_sign: is_undecided && lapsed.is_none() && !has_signed && decide_sign_order(actor, authority, facts, order).is_ok(),
        may_execute: waits && decide_execute_order(actor, facts, order, concerned(), now).is_ok(),
        may_revoke: !matches!(state, OrderState::Revoked | OrderState::Over | OrderState::NotExecuted)
            && decide_revoke_order(actor, authority, facts, order, now).is_ok(),
    }
}

/// Each record is counted where it is decided: at the order that is heeded first over it.
fn overruled(facts: &Facts, order: &LockOrder, state: OrderState, now: Timestamp) -> Vec<Overruled> {
    let at = match state {
        OrderState::Ordered => order.in_force_from().unwrap_or(now).max(now),
        OrderState::InForce => now,
        OrderState::Draft | OrderState::Proposed | OrderState::Over | OrderState::NotExecuted | OrderState::Revoked => {
            return Vec::new();
        }
    };
    let overruling = overruling(&facts.locks.orders, order, at, now);
    let first = |one: &Obligation| overruling.iter().position(|other| other.plan.scope.covers(one, &facts.regime));
    let mut counts = vec![0; overruling.len()];
    if !overruling.is_empty() {
        for place in covered(facts, &order.plan.scope).filter_map(first) {
            counts[place] += 1;
        }
    }
    let told = overruling.into_iter().zip(counts).filter(|(_, records)| *records > 0);
    told.map(|(by, records)| Overruled { by: by.full_name(), records }).collect()
}

/// Whose orders leave nothing of this one; none where it still decides about a record, or is not in force.
fn replaced_by(facts: &Facts, order: &LockOrder, now: Timestamp) -> Vec<String> {
    if order.state(now) != OrderState::InForce || overruling(&facts.locks.orders, order, now, now).is_empty() {
        return Vec::new();
    }
    let by = overruled(facts, order, OrderState::InForce, now);
    let overruled: usize = by.iter().map(|one| one.records).sum();
    if overruled == covered(facts, &order.plan.scope).count() { by.into_iter().map(|one| one.by).collect() } else { Vec::new() }
}

/// Who gets the paper: whoever carries it out, those whose records it is about, and the file of papers.
fn recipients(facts: &Facts, order: &LockOrder, executor: Option<String>) -> Vec<String> {
    let executor = executor.unwrap_or_else(|| "Tổ quản lý phần mềm".to_owned());
    let mut lines = vec![format!("{executor} (để thi hành)")];
    let whose = order.plan.scope.whose_words(&facts.regime);
    if whose.is_empty() {
        lines.push("Các tổ, cán bộ, giáo viên, nhân viên (để thực hiện)".to_owned());
    }
    lines.extend(whose.iter().map(|one| format!("{} (để thực hiện)", vietnamese::capitalised(one))));
    lines.push("Lưu: VT".to_owned());
    lines
}

#[cfg(test)]
mod tests;
