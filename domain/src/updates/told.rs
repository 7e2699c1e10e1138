//! An update as people are told of it: in the list, on its page and in the minutes.

use std::sync::Arc;

use super::{
    check::{check_grant, left_out, shut_all_the_same},
    procedure::OpenFor,
    update::{Grant, Update, UpdateRecord, UpdateStage, UpdateState},
};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    files::StoredFile,
    ids::{LockOrderId, SubmissionId, UpdateId},
    locks::{Arrival, DoneLine, LockKind, LockOrder, SignedLine, clause},
    obligations::{Obligation, ObligationId},
    permissions::{Actor, decide_close_update, decide_open_evidence, decide_read_update, decide_refuse_update, decide_update},
    vietnamese,
};

/// A record of an update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordTold {
    pub obligation: ObligationId,
    pub title: String,
    /// Its year is the one that is shown, or one that is looked back at: it has a page.
    pub is_known: bool,
    /// The order that shut it when it was asked for.
    pub order: LockOrderId,
    /// "Lệnh khóa số 07 (42/QĐ-TrMNNT), do hiệu trưởng Nguyễn Thị Minh Nguyệt ra, từ 17:00 ngày 27/11/2026".
    pub shut_by: String,
    /// Why opening it would change nothing any more, while it waits; why the requester cannot write about it, while it is open.
    pub left_out: Option<String>,
    /// The orders that shut it again before its hours were over, each as `shut_by`.
    pub shut_meanwhile: Vec<String>,
    /// Which versions were handed in by this update.
    pub versions: Vec<SubmissionId>,
    /// When it is shut again, or was.
    pub shut_again: Option<Timestamp>,
}

/// That it was granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantTold {
    pub at: Timestamp,
    pub hours: u32,
    pub until: Timestamp,
    pub open_for: OpenFor,
    pub clause: &'static str,
}

/// That it was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedTold {
    pub by: SignedLine,
    pub words: String,
}

/// One update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateTold {
    pub id: UpdateId,
    /// "Đề nghị bổ sung số 03".
    pub name: String,
    pub state: UpdateState,
    pub requested: DoneLine,
    /// The requester's name as it stands under a paper, also where another person has the same.
    pub requester: String,
    pub is_own: bool,
    pub reason: String,
    pub evidence: String,
    pub files: Vec<StoredFile>,
    pub records: Vec<RecordTold>,
    /// Whose names for opening are under it, the first one first.
    pub signatures: Vec<SignedLine>,
    /// For how many hours a vice principal would have opened it, where the principal's name did not come under that.
    pub proposed_hours: Option<u32>,
    pub granted: Option<GrantTold>,
    pub refused: Option<RefusedTold>,
    pub withdrawn_at: Option<Timestamp>,
    pub finished_at: Option<Timestamp>,
    /// Who closed it before its hours were over.
    pub closed: Option<SignedLine>,
    /// What the reader may do with it now.
    pub may_grant: bool,
    /// The reader's name is enough: else it waits for the principal.
    pub decides_alone: bool,
    pub may_refuse: bool,
    /// It waits, and opening it would change nothing any more: why, of each of its records.
    pub nothing_left: bool,
    pub may_withdraw: bool,
    pub may_finish: bool,
    pub may_close: bool,
}

impl UpdateTold {
    /// With which words a request is closed that has nothing left to open.
    pub const NOTHING_LEFT: &'static str = "Không còn hồ sơ nào trong đề nghị phải mở";

    /// Whether it waits for the reader's decision.
    pub const fn waits_for_reader(&self) -> bool {
        self.may_grant || (self.may_refuse && !self.nothing_left)
    }
}

/// `update` as `actor` reads of it at `now`.
pub fn update_told(facts: &Facts, actor: &Actor, update: &Update, now: Timestamp) -> UpdateTold {
    let (organisation, state) = (facts.organisation(), state_told(facts, update, now));
    let is_own = update.requested.by == actor.person;
    let waits = update.waiting().is_ok();
    let authority = facts.locks.authority;
    let deciding = decide_update(actor, organisation, authority, update, day_of(now)).ok().filter(|_| waits);
    let has_proposed = matches!(update.stage, UpdateStage::Proposed(proposal) if proposal.signature.by == actor.person);
    let proposed = update.proposal().map(|proposal| proposal.signature);
    let names = update.granted().map_or_else(|| proposed.into_iter().collect(), |grant| grant.signatures.clone());
    let refused = match &update.stage {
        UpdateStage::Refused { refused, words, .. } => {
            Some(RefusedTold { by: SignedLine::of(organisation, refused, now), words: words.as_str().to_owned() })
        }
        UpdateStage::Requested | UpdateStage::Proposed(_) | UpdateStage::Granted(_) | UpdateStage::Withdrawn { .. } => None,
    };
    let withdrawn_at = match &update.stage {
        UpdateStage::Withdrawn { at, .. } => Some(*at),
        UpdateStage::Requested | UpdateStage::Proposed(_) | UpdateStage::Granted(_) | UpdateStage::Refused { .. } => None,
    };
    UpdateTold {
        id: update.id,
        name: update.name(),
        state,
        requested: DoneLine { who: organisation.name_of(update.requested.by, day_of(now)), at: update.requested.at },
        requester: organisation.full_name(update.requested.by),
        is_own,
        reason: update.reason.as_str().to_owned(),
        evidence: update.evidence.clone(),
        files: if decide_open_evidence(actor, update).is_ok() { update.files.clone() } else { Vec::new() },
        records: update.records.iter().map(|one| record_told(facts, update, one, now)).collect(),
        signatures: names.iter().map(|one| SignedLine::of(organisation, one, now)).collect(),
        proposed_hours: update.proposal().map(|proposal| proposal.hours),
        granted: update.granted().and_then(grant_told),
        refused,
        withdrawn_at,
        finished_at: update.finished_at,
        closed: update.closed.as_ref().map(|one| SignedLine::of(organisation, one, now)),
        may_grant: deciding.is_some() && !has_proposed && check_grant(facts, update, now).is_ok(),
        decides_alone: deciding.is_some_and(|(_, post, reading)| reading.is_decided_alone_by(post)),
        nothing_left: waits && check_grant(facts, update, now).is_err(),
        may_refuse: waits && decide_refuse_update(actor, organisation, authority, update, day_of(now)).is_ok(),
        may_withdraw: is_own && waits,
        may_finish: is_own && state == UpdateState::Open,
        may_close: state == UpdateState::Open && decide_close_update(actor, organisation, authority, update, day_of(now)).is_ok(),
    }
}

/// Every update that `actor` may read at `now`: what waits for them first, then the newest first. `ended` are facts of years that
/// are over: what was asked for of their records is told by them.
pub fn updates_told(facts: &Facts, ended: &[Arc<Facts>], actor: &Actor, now: Timestamp) -> Vec<UpdateTold> {
    let readable = facts.updates.all.iter().rev().filter(|one| decide_read_update(actor, one).is_ok());
    let mut told: Vec<UpdateTold> = readable.map(|one| update_told(facts_of(facts, ended, one), actor, one, now)).collect();
    told.sort_by_key(|one| !one.waits_for_reader());
    told
}

/// The facts of the year whose records `update` is about: of one that is over where `ended` has it, else those that are shown.
pub fn facts_of<'f>(facts: &'f Facts, ended: &'f [Arc<Facts>], update: &Update) -> &'f Facts {
    let is_of = |of: &&Arc<Facts>| update.records.iter().any(|one| of.obligation(one.obligation).is_some());
    ended.iter().find(is_of).map_or(facts, |found| found)
}

/// Whether `update` waits for `actor` at `now`: for a decision that is theirs to take, or for the name that is still wanted.
pub fn may_decide_about(facts: &Facts, actor: &Actor, update: &Update, now: Timestamp) -> bool {
    let is_wanted = match update.waiting() {
        Ok(Some(proposal)) => proposal.signature.by != actor.person,
        Ok(None) => true,
        Err(_) => false,
    };
    is_wanted && decide_update(actor, facts.organisation(), facts.locks.authority, update, day_of(now)).is_ok()
}

/// How many requests wait for `actor` at `now`: those that the list puts first.
pub fn updates_for(facts: &Facts, actor: &Actor, now: Timestamp) -> usize {
    let (organisation, authority) = (facts.organisation(), facts.locks.authority);
    let may_refuse = |one: &Update| decide_refuse_update(actor, organisation, authority, one, day_of(now)).is_ok();
    // What has nothing left to open asks for nobody's decision; it is closed in one tap, by whoever wants it out of the way.
    let waits = |one: &&Update| {
        let may_decide = may_refuse(one) || may_decide_about(facts, actor, one, now);
        one.waiting().is_ok() && may_decide && check_grant(facts, one, now).is_ok()
    };
    facts.updates.all.iter().filter(waits).count()
}

fn grant_told(grant: &Grant) -> Option<GrantTold> {
    let (at, until) = (grant.at()?, grant.until()?);
    Some(GrantTold { at, hours: grant.hours, until, open_for: grant.open_for, clause: clause(&grant.signatures) })
}

/// How it stands with the orders of today: it is open as long as the requester can write about one of its records.
pub fn state_told(facts: &Facts, update: &Update, now: Timestamp) -> UpdateState {
    let is_open = |id: ObligationId| {
        let requester = update.requested.by;
        let is_shut = |one: &Obligation| facts.shut_to(requester, one, Arrival::at(now)).is_some();
        update.is_open(id, now, now) && facts.obligation(id).is_some_and(|one| !is_shut(one))
    };
    match update.state(now) {
        UpdateState::Open if !update.records.iter().any(|one| is_open(one.obligation)) => UpdateState::Closed,
        state => state,
    }
}

fn record_told(facts: &Facts, update: &Update, record: &UpdateRecord, now: Timestamp) -> RecordTold {
    let obligation = facts.obligation(record.obligation);
    let shut_by = |order: &LockOrder| {
        let by = vietnamese::with_small_beginning(&order.decided_by(facts.organisation(), day_of(now)));
        let since = order.in_force_from().map(|since| format!(", từ {}", vietnamese::moment(since)));
        format!("{}, do {by} ra{}", order.full_name(), since.unwrap_or_default())
    };
    let of_record = update.versions.iter().filter(|version| version.obligation == record.obligation);
    let why = |one: &Obligation| match update.waiting() {
        Ok(_) => left_out(facts, update, one, now),
        Err(_) if update.is_open(one.id, now, now) => shut_all_the_same(facts, update, one, now),
        Err(_) => None,
    };
    let meanwhile = obligation.map(|one| shut_meanwhile(facts, update, one, now)).unwrap_or_default();
    RecordTold {
        obligation: record.obligation,
        title: obligation.map_or_else(|| "Hồ sơ của năm học khác".to_owned(), |one| title(facts, one)),
        is_known: obligation.is_some(),
        order: record.order,
        shut_by: facts.locks.order(record.order).map(shut_by).unwrap_or_default(),
        left_out: obligation.and_then(why).map(|refusal| refusal.words().fact),
        shut_meanwhile: meanwhile.into_iter().map(shut_by).collect(),
        versions: of_record.map(|version| version.submission).collect(),
        shut_again: update.shut_again(record.obligation),
    }
}

/// Of a year that is over with its name.
fn title(facts: &Facts, obligation: &Obligation) -> String {
    let year = facts.is_over.then(|| format!(", năm học {}", vietnamese::school_year(facts.calendar().school_year())));
    format!("{}{}", facts.title(obligation), year.unwrap_or_default())
}

/// The orders that have shut this record, which `update` opened, before its hours were over.
fn shut_meanwhile<'f>(facts: &'f Facts, update: &Update, obligation: &Obligation, now: Timestamp) -> Vec<&'f LockOrder> {
    let hours = update.granted().and_then(Grant::at).zip(update.shut_again(obligation.id));
    let is_within = |order: &LockOrder| {
        hours
            .zip(order.in_force_from())
            .is_some_and(|((from, until), begins)| begins <= now && begins < until && order.ends_at().is_none_or(|end| from < end))
    };
    let has_shut = |order: &&LockOrder| {
        order.plan.kind == LockKind::Lock
            && is_within(order)
            && !update.goes_before(order)
            && order.plan.scope.covers(obligation, &facts.regime)
    };
    facts.locks.orders.iter().filter(has_shut).collect()
}
