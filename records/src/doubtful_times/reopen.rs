//! A decision about the clock that was wrong: the question is asked anew, and nobody is judged until it is answered.

use chrono::TimeDelta;
use domain::{
    doubtful_times::{Doubt, DoubtfulTimeId, decide_reopen},
    permissions::{Allowed, DecideClock, decide_clock},
    refusal::{ClockRefusal, Refusal},
};

use super::{begin, last};
use crate::{
    error::Error,
    facts::FactStore,
    sql::sql,
    work::{ClockChange, Work},
};

/// Asks anew what was decided about the doubtful time `id`, by the actor of this work: a doubt begins with this very event.
///
/// # Errors
/// `Refused` where it is not the actor's to ask, where something else is asked already, or where too much time has gone by;
/// `NotFound` for one of another school.
pub async fn reopen(work: &mut Work, store: &FactStore, id: DoubtfulTimeId) -> Result<(), Error> {
    let facts = store.facts(work).await?;
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let actor = facts.actor(by, work.now);
    decide_clock(&actor, facts.organisation())?;
    let known = sql("SELECT began_seq FROM doubtful_times WHERE school_id = $1 AND id = $2");
    let _: (i64,) = work.one(known.bind_all((work.school, id))).await?;
    let (last, ahead) = last(&mut work.tx, work.school).await?.ok_or(Error::NotFound)?;
    // Where several waited, the one that was decided may not have been the last; the others are to be answered first.
    if last.id != id || !facts.doubtful_times.is_empty() {
        return Err(Refusal::from(ClockRefusal::AskedAlready).into());
    }
    let allowed = decide_reopen(&actor, facts.organisation(), &last, work.now, work.machine)?;
    let doubt = last.reopened(work.now, work.machine);
    doubt_anew(work, doubt, ahead, allowed).await
}

async fn doubt_anew(work: &mut Work, doubt: Doubt, ahead: TimeDelta, _allowed: Allowed<DecideClock>) -> Result<(), Error> {
    begin(work, &doubt, ahead).await?;
    work.clock = Some(ClockChange::DoubtedAnew(doubt));
    Ok(())
}
