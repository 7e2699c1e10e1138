//! Orders as their rows have them: what was ordered, and every step that it took.

use chrono::{DateTime, Utc};
use domain::{
    ids::Id,
    locks::{
        Act, Decided, LockAuthority, LockKind, LockOrder, LockPlan, LockReading, Locks, Post, Signature, Stage, Start, UnderWay,
    },
    scope::Scope,
};
use uuid::Uuid;

use crate::{
    error::Error,
    events::EventKind,
    sql::sql,
    values::{count, known, reason, unread},
    work::Work,
};

const ORDERS: &str = "lock_orders";
const STEPS: &str = "lock_order_steps";

pub(super) const PROPOSED: &str = "proposed";
pub(super) const DECIDED: &str = "decided";
pub(super) const EXECUTED: &str = "executed";
pub(super) const REVOKED: &str = "revoked";

/// What is decided in this very transaction stands behind all that the log has.
pub(crate) const NOT_YET: i64 = i64::MAX;

/// When an order takes effect, as a word, and the instant where there is one.
pub(super) const fn start_columns(start: Start) -> (&'static str, Option<DateTime<Utc>>) {
    match start {
        Start::WhenDecided => ("decided", None),
        Start::At(from) => ("at", Some(from)),
        Start::WhenExecuted => ("executed", None),
    }
}

/// Every order of the school in the order of their numbers, and who may give one.
pub(crate) async fn all(work: &mut Work) -> Result<Locks, Error> {
    let orders = sql("SELECT id, number, kind, scope, start, from_at, until_at, under_way, reason, decision, executor_person_id, \
         drafted_by, drafted_at FROM lock_orders WHERE school_id = $1 ORDER BY number");
    let rows: Vec<OrderRow> = work.all(orders.bind(work.school)).await?;
    // Of two orders that are decided at one instant the log says which was the later: a name under one is one of its events.
    let steps = sql("SELECT s.order_id, s.what, s.by_person_id, s.at, s.post, s.reading, s.reason, \
         (SELECT max(e.seq) FROM events e WHERE e.school_id = s.school_id AND e.subject = s.order_id AND e.kind = $2) AS place \
         FROM lock_order_steps s WHERE s.school_id = $1 ORDER BY s.order_id, s.step");
    let steps: Vec<StepRow> = work.all(steps.bind_all((work.school, EventKind::LockOrderSigned.code()))).await?;
    let mut orders = rows.into_iter().map(OrderRow::read).collect::<Result<Vec<LockOrder>, Error>>()?;
    for step in steps {
        if let Some(order) = orders.iter_mut().find(|one| one.id.uuid() == step.order_id) {
            order.stage = step.after(&order.stage)?;
        }
    }
    Ok(Locks { orders, authority: authority(work).await? })
}

async fn authority(work: &mut Work) -> Result<LockAuthority, Error> {
    // By its number: a clock that stood still or was set back would pick another one.
    let last = sql("SELECT parts, opening_and_whole FROM lock_authorities WHERE school_id = $1 \
         ORDER BY COALESCE(number, 0) DESC, at DESC, id DESC LIMIT 1");
    let Some((parts, opening)): Option<(String, String)> = work.optional(last.bind(work.school)).await? else {
        return Ok(LockAuthority::default());
    };
    let reading = |column, code: &str| known("lock_authorities", column, code, LockReading::from_code);
    Ok(LockAuthority { parts: reading("parts", &parts)?, opening_and_whole: reading("opening_and_whole", &opening)? })
}

#[derive(sqlx::FromRow)]
struct OrderRow {
    id: Uuid,
    number: i64,
    kind: String,
    scope: String,
    start: String,
    from_at: Option<DateTime<Utc>>,
    until_at: Option<DateTime<Utc>>,
    under_way: String,
    reason: String,
    decision: String,
    executor_person_id: Option<Uuid>,
    drafted_by: Uuid,
    drafted_at: DateTime<Utc>,
}

impl OrderRow {
    fn read(self) -> Result<LockOrder, Error> {
        let start = match (self.start.as_str(), self.from_at) {
            ("decided", None) => Start::WhenDecided,
            ("at", Some(from)) => Start::At(from),
            ("executed", None) => Start::WhenExecuted,
            (other, _) => return Err(unread(ORDERS, "start", other)),
        };
        let plan = LockPlan {
            kind: known(ORDERS, "kind", &self.kind, LockKind::from_code)?,
            scope: known(ORDERS, "scope", &self.scope, Scope::from_key)?,
            start,
            until: self.until_at,
            under_way: known(ORDERS, "under_way", &self.under_way, UnderWay::from_code)?,
            reason: reason(ORDERS, &self.reason)?,
            decision: self.decision,
            executor: self.executor_person_id.map(Id::new),
        };
        let drafted = Act { by: Id::new(self.drafted_by), at: self.drafted_at };
        Ok(LockOrder { id: Id::new(self.id), number: count(ORDERS, "number", self.number)?, plan, drafted, stage: Stage::Draft })
    }
}

#[derive(sqlx::FromRow)]
struct StepRow {
    order_id: Uuid,
    what: String,
    by_person_id: Uuid,
    at: DateTime<Utc>,
    post: Option<String>,
    reading: Option<String>,
    reason: Option<String>,
    place: Option<i64>,
}

impl StepRow {
    /// The stage that this step led to from the one before. What was kept was allowed then, whatever the rules are today.
    fn after(self, before: &Stage) -> Result<Stage, Error> {
        let act = Act { by: Id::new(self.by_person_id), at: self.at };
        let unread_step = || unread(STEPS, "what", &self.what);
        Ok(match (self.what.as_str(), before) {
            (PROPOSED, Stage::Draft) => Stage::Proposed(self.signature()?),
            (DECIDED, Stage::Draft) => Stage::Decided(self.decided(None)?),
            (DECIDED, Stage::Proposed(first)) => Stage::Decided(self.decided(Some(*first))?),
            (PROPOSED, Stage::Proposed(first)) => Stage::Proposed(*first),
            (EXECUTED, Stage::Decided(decided)) => Stage::Executed { decided: decided.clone(), executed: act },
            (REVOKED, before) => {
                let reason = reason(STEPS, self.reason.as_deref().unwrap_or_default())?;
                Stage::Revoked { before: Box::new(before.clone()), revoked: act, reason }
            }
            _ => return Err(unread_step()),
        })
    }

    fn signature(&self) -> Result<Signature, Error> {
        let post = known(STEPS, "post", self.post.as_deref().unwrap_or_default(), Post::from_code)?;
        Ok(Signature { by: Id::new(self.by_person_id), post, at: self.at })
    }

    fn decided(&self, first: Option<Signature>) -> Result<Decided, Error> {
        let reading = known(STEPS, "reading", self.reading.as_deref().unwrap_or_default(), LockReading::from_code)?;
        let signatures = first.into_iter().chain([self.signature()?]).collect();
        Ok(Decided { signatures, reading, place: self.place.unwrap_or(NOT_YET) })
    }
}
