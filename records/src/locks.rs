//! "Lệnh khóa/mở": drafted, decided, carried out and taken back, each in one transaction that asks whose it is; what is shut by them
//! is part of the facts of a school, so that a write and the lock that forbids it are read in one transaction.

mod scans;
pub(crate) mod stored;

use domain::{
    facts::Facts,
    forms::FormErrors,
    ids::LockOrderId,
    locks::{
        Act, AuthorityForm, LockAuthority, LockForm, LockOrder, LockPlan, LockReading, Outlook, Signature, Stage, is_own_alone,
    },
    obligations::{ObligationId, Reason},
    people::PersonId,
    permissions::{
        Allowed, DraftLockOrder, ExecuteLockOrder, RevokeLockOrder, SetLockAuthority, SignLockOrder, check_executable,
        decide_draft_order, decide_execute_order, decide_lock_authority, decide_revoke_order, decide_sign_order, lock_post,
    },
    refusal::Refusal,
};
use uuid::Uuid;

use crate::{
    error::{Checked, Error},
    events::Event,
    facts::FactStore,
    sql::sql,
    uploads,
    values::new_id,
    work::Work,
};

pub use scans::{attach_scans, scans};
use stored::{DECIDED, EXECUTED, PROPOSED, REVOKED, start_columns};

/// Keeps an order as a draft, as the form says, by the actor of this work; a form that is sent again leads to what it has made.
///
/// # Errors
/// `Refused` where it is not the actor's, and where the form has made another order; what is wrong with the form is told inside.
pub async fn draft(work: &mut Work, store: &FactStore, form: &LockForm) -> Result<Result<LockOrderId, FormErrors>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let allowed = decide_draft_order(&facts.actor(by, work.now))?;
    if let Some(known) = form.made(&facts.locks, &facts.regime, by)? {
        return Ok(Ok(known.id));
    }
    match form.plan(&facts, work.now) {
        Ok(plan) => add(work, &facts, form.id(), plan, allowed).await.map(|order| Ok(order.id)),
        Err(errors) => Ok(Err(errors)),
    }
}

/// What `plan` would do, for whoever is about to put their name under it.
///
/// # Errors
/// `Refused` where it is not theirs to decide.
pub async fn outlook(work: &mut Work, store: &FactStore, by: PersonId, plan: &LockPlan) -> Result<Outlook, Error> {
    let facts = store.facts(work).await?;
    let post = lock_post(&facts.actor(by, work.now))?;
    let begun = begun(work).await?;
    Ok(domain::locks::outlook(&facts, plan, post, &begun, work.now))
}

/// Drafts an order as the form says and puts the name of the actor of this work under it: it is decided where that is enough. `seen` is what
/// was on the screen (`Outlook::seen`).
///
/// # Errors
/// `Refused` where it is not the actor's, and where what it would do is another thing than was seen; what is wrong with the form is
/// told inside.
pub async fn order(
    work: &mut Work,
    store: &FactStore,
    form: &LockForm,
    seen: &str,
) -> Result<Result<LockOrderId, FormErrors>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let allowed = decide_draft_order(&facts.actor(by, work.now))?;
    let known = form.made(&facts.locks, &facts.regime, by)?.cloned();
    if let Some(known) = known {
        // Sent twice, it puts one name under one order; kept as a draft before, it is given now.
        if known.signatures().iter().any(|one| one.by == by) {
            return Ok(Ok(known.id));
        }
        outlook(work, store, by, &known.plan).await?.check_seen(seen)?;
        return put_name(work, &facts, known).await.map(|order| Ok(order.id));
    }
    match form.plan(&facts, work.now) {
        Ok(plan) => {
            outlook(work, store, by, &plan).await?.check_seen(seen)?;
            let drafted = add(work, &facts, form.id(), plan, allowed).await?;
            put_name(work, &facts, drafted).await.map(|order| Ok(order.id))
        }
        Err(errors) => Ok(Err(errors)),
    }
}

/// Puts the name of the actor of this work under an order that is drafted or proposed. `seen` is what was on the screen
/// (`Outlook::seen`).
///
/// # Errors
/// `Refused` where it is not the actor's to decide, something has become of it since, or what it would do is another thing than was
/// seen; `NotFound` for an order of another school.
pub async fn sign(work: &mut Work, store: &FactStore, id: LockOrderId, seen: &str) -> Result<LockOrder, Error> {
    let facts = store.facts(work).await?;
    let order = facts.locks.order(id).ok_or(Error::NotFound)?.clone();
    if let Stage::Draft | Stage::Proposed(_) = order.stage {
        let by = work.actor.ok_or(Refusal::SessionOver)?;
        outlook(work, store, by, &order.plan).await?.check_seen(seen)?;
    }
    put_name(work, &facts, order).await
}

/// The order with one more name under it, kept.
async fn put_name(work: &mut Work, facts: &Facts, order: LockOrder) -> Result<LockOrder, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let (allowed, post, reading) = decide_sign_order(&facts.actor(by, work.now), facts.locks.authority, facts, &order)?;
    if let Stage::Draft | Stage::Proposed(_) = order.stage {
        check_executable(facts, &order, Some(by), work.now)?;
    }
    let signature = Signature { by, post, at: work.now };
    let signed = order.sign(signature, reading)?;
    save_name(work, &signed, signature, reading, allowed).await?;
    Ok(signed)
}

/// Carries an order out, as the actor of this work: it is in force from now on.
///
/// # Errors
/// `Refused` where it is not the actor's to carry out, or waits for nobody; `NotFound` for an order of another school.
pub async fn execute(work: &mut Work, store: &FactStore, id: LockOrderId) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let order = facts.locks.order(id).ok_or(Error::NotFound)?.clone();
    let concerned = is_own_alone(&facts, &order.plan.scope, by);
    let allowed = decide_execute_order(&facts.actor(by, work.now), &facts, &order, concerned, work.now)?;
    let executed = order.execute(Act { by, at: work.now })?;
    save_executed(work, &executed, allowed).await
}

/// Takes an order back, as the actor of this work; a draft is thrown away.
///
/// # Errors
/// `Refused` where it is not the actor's, or nothing of it is left; `NotFound` for an order of another school.
pub async fn revoke(work: &mut Work, store: &FactStore, id: LockOrderId, reason: &Reason) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let order = facts.locks.order(id).ok_or(Error::NotFound)?.clone();
    let (actor, authority) = (facts.actor(by, work.now), facts.locks.authority);
    let allowed = decide_revoke_order(&actor, authority, &facts, &order, work.now)?;
    let revoked = order.revoke(Act { by, at: work.now }, reason.clone())?;
    save_revoked(work, &revoked, reason, allowed).await
}

/// Settles who decides about orders, as the actor of this work. What was decided before stays decided.
///
/// # Errors
/// `Refused` where it is not the actor's; what is wrong with the form is told inside.
pub async fn set_authority(work: &mut Work, store: &FactStore, form: &AuthorityForm) -> Result<Checked, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let allowed = decide_lock_authority(&facts.actor(by, work.now))?;
    match form.parse() {
        Ok(authority) if authority == facts.locks.authority => Ok(Ok(())),
        Ok(authority) => save_authority(work, by, authority, allowed).await.map(Ok),
        Err(errors) => Ok(Err(errors)),
    }
}

/// Keeps what was answered when the school opened, by whoever set it up; a set-up that nobody has put a name to keeps the recommended
/// readings, which hold without a row.
///
/// # Errors
/// `Refused` for other readings without a name.
pub(crate) async fn settle_at_opening(
    work: &mut Work,
    authority: LockAuthority,
    allowed: Allowed<SetLockAuthority>,
) -> Result<(), Error> {
    match work.actor {
        Some(by) => save_authority(work, by, authority, allowed).await,
        None if authority == LockAuthority::default() => Ok(()),
        None => Err(Refusal::SettingsNotYours.into()),
    }
}

/// For whom files or words wait to be handed in, each with the record: their work is begun.
pub async fn begun(work: &mut Work) -> Result<Vec<(PersonId, ObligationId)>, Error> {
    let waiting = sql("SELECT person_id, obligation_id FROM uploads WHERE school_id = $1 AND at >= $2 AND dropped_at IS NULL \
         AND update_id IS NULL \
         UNION SELECT person_id, obligation_id FROM drafts WHERE school_id = $1 AND at >= $2");
    let rows: Vec<(Uuid, Uuid)> = work.all(waiting.bind_all((work.school, work.at_least - uploads::KEPT_FOR))).await?;
    Ok(rows.into_iter().map(|(person, obligation)| (PersonId::new(person), ObligationId::new(obligation))).collect())
}

async fn add(
    work: &mut Work,
    facts: &Facts,
    id: Option<LockOrderId>,
    plan: LockPlan,
    _allowed: Allowed<DraftLockOrder>,
) -> Result<LockOrder, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let number = facts.locks.orders.iter().map(|one| one.number).max().unwrap_or_default() + 1;
    let order = LockOrder { id: id.unwrap_or_else(new_id), number, plan, drafted: Act { by, at: work.now }, stage: Stage::Draft };
    let plan = &order.plan;
    let (start, from) = start_columns(plan.start);
    let insert = sql("INSERT INTO lock_orders (school_id, id, number, kind, scope, start, from_at, until_at, under_way, reason, \
         decision, executor_person_id, drafted_by, drafted_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)")
    .bind_all((work.school, order.id, i64::from(order.number), plan.kind.code(), plan.scope.key(), start, from, plan.until))
    .bind_all((plan.under_way.code(), plan.reason.as_str(), plan.decision.as_str(), plan.executor, by, work.now));
    work.run(insert).await?;
    work.note(Event::LockOrderDrafted { order: &order });
    Ok(order)
}

async fn save_name(
    work: &mut Work,
    order: &LockOrder,
    signature: Signature,
    reading: LockReading,
    _allowed: Allowed<SignLockOrder>,
) -> Result<(), Error> {
    let what = if order.decided().is_some() { DECIDED } else { PROPOSED };
    let number = next_step(work, order.id).await?;
    let insert = sql("INSERT INTO lock_order_steps (school_id, order_id, step, what, by_person_id, at, post, reading) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    let row = (work.school, order.id, number, what, signature.by, signature.at, signature.post.code(), reading.code());
    work.run(insert.bind_all(row)).await?;
    work.note(Event::LockOrderSigned { order, signature: &signature, reading });
    Ok(())
}

async fn save_executed(work: &mut Work, order: &LockOrder, _allowed: Allowed<ExecuteLockOrder>) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let number = next_step(work, order.id).await?;
    let insert = sql("INSERT INTO lock_order_steps (school_id, order_id, step, what, by_person_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6)");
    work.run(insert.bind_all((work.school, order.id, number, EXECUTED, by, work.now))).await?;
    work.note(Event::LockOrderExecuted { order });
    Ok(())
}

async fn save_revoked(
    work: &mut Work,
    order: &LockOrder,
    reason: &Reason,
    _allowed: Allowed<RevokeLockOrder>,
) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let number = next_step(work, order.id).await?;
    let insert = sql("INSERT INTO lock_order_steps (school_id, order_id, step, what, by_person_id, at, reason) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)");
    work.run(insert.bind_all((work.school, order.id, number, REVOKED, by, work.now, reason.as_str()))).await?;
    work.note(Event::LockOrderRevoked { order, reason });
    Ok(())
}

async fn save_authority(
    work: &mut Work,
    by: PersonId,
    authority: LockAuthority,
    _allowed: Allowed<SetLockAuthority>,
) -> Result<(), Error> {
    let id: domain::ids::Id<LockAuthority> = new_id();
    let last = sql("SELECT max(number) FROM lock_authorities WHERE school_id = $1");
    let number = i64::from(work.next_number("lock_authorities", last).await?);
    let insert = sql("INSERT INTO lock_authorities (school_id, id, at, by_person_id, parts, opening_and_whole, number) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)");
    let row = (work.school, id, work.now, by, authority.parts.code(), authority.opening_and_whole.code(), number);
    work.run(insert.bind_all(row)).await?;
    work.note(Event::LockAuthoritySet { authority });
    Ok(())
}

async fn next_step(work: &mut Work, order: LockOrderId) -> Result<i64, Error> {
    let last = sql("SELECT max(step) FROM lock_order_steps WHERE school_id = $1 AND order_id = $2");
    let (last,): (Option<i64>,) = work.one(last.bind_all((work.school, order))).await?;
    Ok(last.unwrap_or_default() + 1)
}

#[cfg(test)]
#[path = "locks_tests.rs"]
pub(crate) mod tests;
#[cfg(test)]
#[path = "locks_form_tests.rs"]
mod form_tests;
#[cfg(test)]
#[path = "locks_bad_orders_tests.rs"]
mod bad_orders_tests;
#[cfg(test)]
#[path = "locks_ways_in_tests.rs"]
mod ways_in_tests;
