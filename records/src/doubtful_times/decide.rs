//! What people decide about a doubtful time: asked, saved, and what was noted in it brought up to its right times.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    days::Timestamp,
    doubtful_times::{ClockAnswer, DoubtfulTime, DoubtfulTimeId, ahead_of, corrected, decide_set_right},
    facts::Facts,
    obligations::SetRight,
    people::PersonId,
    permissions::{Allowed, DecideClock, decide_clock},
    refusal::{ClockRefusal, Refusal},
};

use super::{Noted, bring_back, keep_ahead, noted_in};
use crate::{
    accounts::{IDLE, MAX_LENGTH},
    error::Error,
    events::Event,
    facts::FactStore,
    obligations,
    sql::sql,
    uploads::KEPT_FOR,
    values::one_row,
    work::{ClockChange, Work},
};

/// Decides about a doubtful time, by the actor of this work. Where it lasts, it ends, and the school's time is what was
/// decided from this very event on; what was noted in it is shown and judged by it, never worse. The log keeps what it had.
///
/// # Errors
/// `Refused` where it is not the actor's to decide, somebody else has, or the time that was typed cannot be; `NotFound` for
/// one of another school.
pub async fn decide(work: &mut Work, store: &FactStore, id: DoubtfulTimeId, answer: ClockAnswer) -> Result<(), Error> {
    let facts = store.facts(work).await?;
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let allowed = decide_clock(&facts.actor(by, work.now), facts.organisation())?;
    let Some(time) = facts.doubtful_times.iter().find(|one| one.id == id) else {
        let select = sql("SELECT decided_at FROM doubtful_times WHERE school_id = $1 AND id = $2 AND decided_at IS NOT NULL");
        let (at,): (DateTime<Utc>,) = work.one(select.bind_all((work.school, id))).await?;
        return Err(Refusal::Clock(ClockRefusal::Decided { at }).into());
    };
    let offset = time.offset(answer, work.now, work.machine)?;
    let noted = noted_in(work, id).await?;
    let allowed = match answer {
        ClockAnswer::Right => allowed,
        ClockAnswer::Wrong(_) => {
            let handed_in: Vec<PersonId> = noted.iter().map(|one| one.person).collect();
            let right = if time.is_open() { work.now + offset } else { work.now };
            decide_set_right(&facts, by, &handed_in, work.now, right)?
        }
    };
    if time.is_open() {
        let alive = work.at_least;
        work.now += offset;
        work.at_least = work.now;
        keep_ahead(work, ahead_of(work.now, work.machine)).await?;
        work.clock = Some(ClockChange::SetRight(work.now));
        if work.now != alive || !offset.is_zero() {
            carry_over(work, alive).await?;
            bring_back(work).await?;
        }
    }
    save(work, time, by, offset, allowed).await?;
    if !offset.is_zero() {
        set_right(work, &facts, time, noted, offset).await?;
    }
    work.note(Event::DoubtfulTimeDecided { time: id, offset });
    Ok(())
}

async fn save(
    work: &mut Work,
    time: &DoubtfulTime,
    by: PersonId,
    offset: TimeDelta,
    _allowed: Allowed<DecideClock>,
) -> Result<(), Error> {
    let update = sql("UPDATE doubtful_times SET decided_by = $1, decided_at = $2, decided_offset = $3 \
         WHERE school_id = $4 AND id = $5");
    one_row(work.run(update.bind_all((by, work.now, offset.num_seconds(), work.school, time.id))).await?)?;
    let end = sql("UPDATE doubtful_times SET ended_seq = $1, ended_at = $2, ended_offset = $3 \
         WHERE school_id = $4 AND id = $5 AND ended_seq IS NULL");
    work.run(end.bind_all((work.next_seq(), work.now, offset.num_seconds(), work.school, time.id))).await.map(drop)
}

/// What was begun and lasted still goes on: a clock that is set right ends no session.
async fn carry_over(work: &mut Work, alive: Timestamp) -> Result<(), Error> {
    let sessions =
        sql("UPDATE sessions SET created_at = $1, seen_at = $1 WHERE school_id = $2 AND seen_at > $3 AND created_at > $4");
    work.run(sessions.bind_all((work.now, work.school, alive - IDLE, alive - MAX_LENGTH))).await?;
    let uploads = sql("UPDATE uploads SET at = $1 WHERE school_id = $2 AND at >= $3");
    work.run(uploads.bind_all((work.now, work.school, alive - KEPT_FOR))).await?;
    let uploads = sql("UPDATE task_uploads SET at = $1 WHERE school_id = $2 AND at >= $3");
    work.run(uploads.bind_all((work.now, work.school, alive - KEPT_FOR))).await?;
    let drafts = sql("UPDATE drafts SET at = $1 WHERE school_id = $2 AND at >= $3");
    work.run(drafts.bind_all((work.now, work.school, alive - KEPT_FOR))).await.map(drop)
}

/// Why a judgement improved.
const CAUSE: &str = "giờ máy chủ được chỉnh lại";

/// Brings what is known of the hand-ins of a doubtful time up to their right times.
async fn set_right(work: &mut Work, facts: &Facts, time: &DoubtfulTime, noted: Vec<Noted>, offset: TimeDelta) -> Result<(), Error> {
    for noted in noted {
        let at = corrected(noted.at, offset, time.doubt.certain);
        let obligation = obligations::one(work, noted.obligation).await?;
        let version = SetRight { submission: noted.submission, version: noted.version, at };
        let hours = facts.hours(obligation.terms.rules);
        let Some(known) = obligation.time_set_right(version, facts.calendar_of(&obligation), &hours) else { continue };
        let update = sql("UPDATE submission_summaries SET first_at = $1, last_at = $2 WHERE school_id = $3 AND obligation_id = $4");
        one_row(work.run(update.bind_all((known.first_at, known.last_at, work.school, obligation.id))).await?)?;
        if obligation.handed_in.as_ref().map(|before| before.judged) != Some(known.judged) {
            obligations::judge_anew(work, obligation.id, known.judged, CAUSE).await?;
        }
    }
    Ok(())
}
