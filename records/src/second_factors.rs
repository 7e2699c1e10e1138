//! Codes beside the password, as they are kept: how one is set up, used, renewed and ended, and whether it is a duty.

use chrono::{DateTime, Utc};
use domain::{
    days::{Timestamp, day_of},
    people::PersonId,
    permissions::{
        Allowed, Deed, EndSecondFactor, EndStep, KeepSecondFactor, SetSecondFactorDuty, decide_at_console,
        decide_end_second_factor, decide_keep_second_factor, decide_second_factor_duty,
    },
    refusal::{Refusal, SecondFactorRefusal},
    second_factor::{DutyStanding, SecondFactorDuty},
    staff::positions_from,
};
use uuid::Uuid;

use crate::{accounts, error::Error, events::Event, facts::FactStore, sql::sql, work::Work};

/// The second factor of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondFactor {
    /// From this and the key of the server follows the secret.
    pub nonce: Vec<u8>,
    pub since: Timestamp,
    /// The last step whose code was used.
    pub last_step: i64,
    /// Who has asked that it be ended, and when.
    pub end_asked: Option<(PersonId, Timestamp)>,
    /// How many recovery codes are unused.
    pub codes_left: i64,
}

/// What came with the password, and was found right by the key of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeProof {
    /// The code of a step, by the second factor with this nonce.
    Step { nonce: Vec<u8>, step: i64 },
    /// A recovery code, by its hash.
    Recovery { hash: Vec<u8> },
}

/// What is kept of a second factor that somebody sets up.
#[derive(Clone, Debug)]
pub struct NewSecondFactor {
    pub nonce: Vec<u8>,
    /// The step whose code they typed to show that it works.
    pub step: i64,
    /// Hashes of the recovery codes.
    pub recovery: Vec<Vec<u8>>,
}

/// The second factor of a person; `None` where there is none.
pub async fn of(work: &mut Work, person: PersonId) -> Result<Option<SecondFactor>, Error> {
    type Row = (Vec<u8>, DateTime<Utc>, i64, Option<Uuid>, Option<DateTime<Utc>>);
    let select = sql("SELECT nonce, since, last_step, end_asked_by, end_asked_at FROM second_factors \
         WHERE school_id = $1 AND person_id = $2");
    let row: Option<Row> = work.optional(select.bind_all((work.school, person))).await?;
    let Some((nonce, since, last_step, by, at)) = row else { return Ok(None) };
    let end_asked = by.map(PersonId::new).zip(at);
    let codes_left = codes_left(work, person).await?;
    Ok(Some(SecondFactor { nonce, since, last_step, end_asked, codes_left }))
}

async fn codes_left(work: &mut Work, person: PersonId) -> Result<i64, Error> {
    let select = sql("SELECT count(*) FROM recovery_codes WHERE school_id = $1 AND person_id = $2 AND used_at IS NULL");
    let (left,): (i64,) = work.one(select.bind_all((work.school, person))).await?;
    Ok(left)
}

/// Lets somebody in whose password was right, in the transaction that opens their session: with a code, which is used by that, or
/// without one where they have no second factor.
///
/// # Errors
/// `SecondFactorRefusal::CodeNeeded`; `WrongCode` where the code was used meanwhile, or the second factor is another one now.
pub async fn pass(work: &mut Work, person: PersonId, proof: Option<&CodeProof>) -> Result<(), Error> {
    let Some(kept) = of(work, person).await? else { return Ok(()) };
    let used = match proof {
        None => return Err(Refusal::from(SecondFactorRefusal::CodeNeeded).into()),
        Some(CodeProof::Step { nonce, step }) => {
            let update = sql("UPDATE second_factors SET last_step = $1 WHERE school_id = $2 AND person_id = $3 AND nonce = $4 \
                 AND last_step < $1");
            work.run(update.bind_all((*step, work.school, person, nonce.as_slice()))).await?
        }
        Some(CodeProof::Recovery { hash }) => {
            let update = sql("UPDATE recovery_codes SET used_at = $1 WHERE school_id = $2 AND person_id = $3 AND code_hash = $4 \
                 AND used_at IS NULL");
            let used = work.run(update.bind_all((work.now, work.school, person, hash.as_slice()))).await?;
            if used > 0 {
                work.note(Event::RecoveryCodeUsed { person, left: kept.codes_left - 1 });
            }
            used
        }
    };
    if used == 0 { Err(Refusal::from(SecondFactorRefusal::WrongCode).into()) } else { Ok(()) }
}

/// Switches the second factor of whoever works on.
///
/// # Errors
/// `Refused` where nobody works, or they have one.
pub async fn switch_on(work: &mut Work, new: &NewSecondFactor) -> Result<(), Error> {
    let person = work.actor.ok_or(Refusal::SessionOver)?;
    let allowed = decide_keep_second_factor(person, person)?;
    if of(work, person).await?.is_some() {
        return Err(Refusal::from(SecondFactorRefusal::AlreadyOn).into());
    }
    insert(work, &allowed, person, new).await?;
    keep_codes(work, &allowed, person, &new.recovery).await?;
    work.note(Event::SecondFactorKept { person, renewed: false });
    Ok(())
}

/// Another telephone in the place of the one before, of whoever works; its recovery codes go as well.
///
/// # Errors
/// `Refused` where nobody works, or they have no second factor.
pub async fn replace(work: &mut Work, new: &NewSecondFactor) -> Result<(), Error> {
    let person = work.actor.ok_or(Refusal::SessionOver)?;
    let allowed = decide_keep_second_factor(person, person)?;
    of(work, person).await?.ok_or(Refusal::from(SecondFactorRefusal::NotOn))?;
    remove(work, &allowed, person).await?;
    insert(work, &allowed, person, new).await?;
    keep_codes(work, &allowed, person, &new.recovery).await?;
    work.note(Event::SecondFactorKept { person, renewed: true });
    Ok(())
}

async fn insert(
    work: &mut Work,
    _allowed: &Allowed<KeepSecondFactor>,
    person: PersonId,
    new: &NewSecondFactor,
) -> Result<(), Error> {
    let insert = sql("INSERT INTO second_factors (school_id, person_id, nonce, since, last_step) VALUES ($1, $2, $3, $4, $5)");
    work.run(insert.bind_all((work.school, person, new.nonce.as_slice(), work.now, new.step))).await.map(drop)
}

/// New recovery codes for whoever works; those of before open nothing any more.
///
/// # Errors
/// `Refused` where nobody works, or they have no second factor.
pub async fn renew_codes(work: &mut Work, recovery: &[Vec<u8>]) -> Result<(), Error> {
    let person = work.actor.ok_or(Refusal::SessionOver)?;
    let allowed = decide_keep_second_factor(person, person)?;
    of(work, person).await?.ok_or(Refusal::from(SecondFactorRefusal::NotOn))?;
    keep_codes(work, &allowed, person, recovery).await?;
    work.note(Event::SecondFactorKept { person, renewed: true });
    Ok(())
}

async fn keep_codes(
    work: &mut Work,
    _allowed: &Allowed<KeepSecondFactor>,
    person: PersonId,
    recovery: &[Vec<u8>],
) -> Result<(), Error> {
    let delete = sql("DELETE FROM recovery_codes WHERE school_id = $1 AND person_id = $2");
    work.run(delete.bind_all((work.school, person))).await?;
    for (number, hash) in (1_i64..).zip(recovery) {
        let insert = sql("INSERT INTO recovery_codes (school_id, person_id, number, code_hash) VALUES ($1, $2, $3, $4)");
        work.run(insert.bind_all((work.school, person, number, hash.as_slice()))).await?;
    }
    Ok(())
}

/// Ends the second factor of whoever works.
///
/// # Errors
/// `SecondFactorRefusal::IsDuty` where the school asks it of them; `NotOn`.
pub async fn end_own(work: &mut Work, store: &FactStore) -> Result<(), Error> {
    let person = work.actor.ok_or(Refusal::SessionOver)?;
    let allowed = decide_keep_second_factor(person, person)?;
    of(work, person).await?.ok_or(Refusal::from(SecondFactorRefusal::NotOn))?;
    let facts = store.facts(work).await?;
    let duty = duty(work).await?;
    if DutyStanding::of(&facts.actor(person, work.now).positions, duty, false, work.now) != DutyStanding::Free {
        return Err(Refusal::from(SecondFactorRefusal::IsDuty).into());
    }
    remove(work, &allowed, person).await?;
    work.note(Event::SecondFactorEnded { person, asked_by: None });
    Ok(())
}

/// Ends the second factor of somebody who lost it, or asks another one to confirm that; whether it has ended. Whoever asks twice
/// asks once.
///
/// # Errors
/// As of `decide_end_second_factor`; `SecondFactorRefusal::NotOn`; `NotFound` for a person of another school.
pub async fn end_lost(work: &mut Work, store: &FactStore, person: PersonId) -> Result<bool, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    facts.organisation().person(person).ok_or(Error::NotFound)?;
    let kept = of(work, person).await?.ok_or(Refusal::from(SecondFactorRefusal::NotOn))?;
    let asked_by = kept.end_asked.map(|(by, _)| by);
    let positions = positions_from(facts.organisation(), person, day_of(work.now));
    match decide_end_second_factor(&facts.actor(by, work.now), person, &positions, asked_by)? {
        EndStep::Ask(allowed) => {
            ask_end(work, &allowed, person).await?;
            Ok(false)
        }
        EndStep::End(allowed) => {
            remove(work, &allowed, person).await?;
            work.note(Event::SecondFactorEnded { person, asked_by });
            Ok(true)
        }
    }
}

/// Asks that somebody's be ended.
pub(crate) async fn ask_end(work: &mut Work, _allowed: &Allowed<EndSecondFactor>, person: PersonId) -> Result<(), Error> {
    let update = sql("UPDATE second_factors SET end_asked_by = $1, end_asked_at = $2 WHERE school_id = $3 AND person_id = $4");
    work.run(update.bind_all((work.actor, work.now, work.school, person))).await?;
    work.note(Event::SecondFactorEndAsked { person });
    Ok(())
}

/// Takes it away with its recovery codes; by any of the deeds that may.
async fn remove<D: Deed>(work: &mut Work, _allowed: &Allowed<D>, person: PersonId) -> Result<(), Error> {
    let delete = sql("DELETE FROM recovery_codes WHERE school_id = $1 AND person_id = $2");
    work.run(delete.bind_all((work.school, person))).await?;
    let delete = sql("DELETE FROM second_factors WHERE school_id = $1 AND person_id = $2");
    work.run(delete.bind_all((work.school, person))).await.map(drop)
}

/// Ends the second factor of an account from the server's own console; whether there was one.
///
/// # Errors
/// `Refused` where somebody is signed in.
pub async fn end_at_console(work: &mut Work, username: &str) -> Result<bool, Error> {
    let allowed = decide_at_console(work.actor)?;
    let Some(account) = accounts::by_username(work, username).await? else { return Ok(false) };
    if of(work, account.person).await?.is_none() {
        return Ok(false);
    }
    remove(work, &allowed, account.person).await?;
    work.note(Event::SecondFactorEnded { person: account.person, asked_by: None });
    Ok(true)
}

/// The duty as the principal set it last; `None` where it is none.
pub async fn duty(work: &mut Work) -> Result<Option<SecondFactorDuty>, Error> {
    let select = sql("SELECT since, grace_days FROM second_factor_duties WHERE school_id = $1 ORDER BY number DESC LIMIT 1");
    let row: Option<(DateTime<Utc>, Option<i64>)> = work.optional(select.bind(work.school)).await?;
    Ok(row.and_then(|(since, days)| days.map(|grace_days| SecondFactorDuty { since, grace_days })))
}

/// Makes it a duty after so many days, or none. What is so already is not set again: the days of grace begin once.
///
/// # Errors
/// `SecondFactorRefusal::DutyIsThePrincipals`.
pub async fn set_duty(work: &mut Work, store: &FactStore, grace_days: Option<i64>) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let allowed = decide_second_factor_duty(&facts.actor(by, work.now))?;
    if duty(work).await?.map(|duty| duty.grace_days) == grace_days {
        return Ok(());
    }
    insert_duty(work, &allowed, by, grace_days).await
}

async fn insert_duty(
    work: &mut Work,
    _allowed: &Allowed<SetSecondFactorDuty>,
    by: PersonId,
    grace_days: Option<i64>,
) -> Result<(), Error> {
    let select = sql("SELECT number FROM second_factor_duties WHERE school_id = $1 ORDER BY number DESC LIMIT 1");
    let last: Option<(i64,)> = work.optional(select.bind(work.school)).await?;
    let number = last.map_or(1, |(number,)| number + 1);
    let insert = sql("INSERT INTO second_factor_duties (school_id, number, since, by_person_id, grace_days) \
         VALUES ($1, $2, $3, $4, $5)");
    work.run(insert.bind_all((work.school, number, work.now, by, grace_days))).await?;
    work.note(Event::SecondFactorDutySet { grace_days });
    Ok(())
}

#[cfg(test)]
#[path = "second_factors_tests.rs"]
mod tests;
