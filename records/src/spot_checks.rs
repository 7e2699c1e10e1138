//! "Kiểm tra ngẫu nhiên": one transaction that asks whether the version may be checked, and keeps the signature.

use domain::{
    locks::Arrival,
    obligations::Obligation,
    people::PersonId,
    permissions::{Allowed, SpotChecking, decide_sign},
    refusal::{Refusal, SpotCheckRefusal},
    reviews::{CheckTick, MaySpotCheck, may_spot_check},
    signing::SignedAct,
    spot_checks::{SpotCheck, SpotCheckId},
};

use crate::{
    accounts,
    error::Error,
    events::Event,
    facts::FactStore,
    review_openings::{self, Unopened},
    reviews,
    signing::{self, Sealed, Signed, SigningCredentials},
    sql::sql,
    submissions,
    work::Work,
};

/// Signs, as the actor of this work, that they have checked the version that was on the screen; the record stays as it is. The
/// same form sent again finds its own check.
///
/// # Errors
/// `Refused` where it is not the actor's, or something has happened since the page was opened; `SigningRefusal::PasswordAgain`
/// where the password was typed too long ago in the session of these credentials; `NotFound` for a record of another school.
pub async fn sign(
    work: &mut Work,
    store: &FactStore,
    ticked: CheckTick,
    credentials: &SigningCredentials,
) -> Result<SpotCheckId, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let CheckTick { key, obligation, submission, digest } = ticked;
    let facts = store.facts(work).await?;
    let obligation = facts.obligation(obligation).ok_or(Error::NotFound)?;
    if let Some(known) = same(obligation, &ticked, by)? {
        return Ok(known);
    }
    facts.check_writable(obligation, Arrival::at(work.now))?;
    let actor = facts.actor(by, work.now);
    let MaySpotCheck { approvals, allowed } = may_spot_check(&facts, &actor, obligation, submission, work.now)?;
    if submissions::digest(work, submission).await? != digest {
        return Err(Refusal::from(SpotCheckRefusal::OtherBytes).into());
    }
    if reviews::kept(work, submission).await?.is_some() {
        return Err(Refusal::from(SpotCheckRefusal::FileHeld).into());
    }
    let typed_at = accounts::proved_at(work, &credentials.session, by).await?;
    let (may_sign, password_typed_at) = decide_sign(&allowed, typed_at, work.moment())?;
    let signed = Signed {
        facts: &facts,
        obligation,
        act: SignedAct::Check,
        approvals: &approvals,
        open: None,
        version: (submission, digest),
        signer: by,
        password_typed_at,
    };
    let sealed = signing::seal(work, signed, &credentials.key, may_sign).await?;
    let check = SpotCheck { id: key, submission, digest, by, at: work.now };
    save(work, obligation, &check, sealed, allowed).await?;
    Ok(check.id)
}

/// Signs for one of several that were ticked, as the actor of this work: only what they have opened, with these bytes and every
/// file.
///
/// # Errors
/// `SpotCheckRefusal::NotOpened` and `FilesNotOpened`; else as of `sign`.
pub async fn sign_opened(
    work: &mut Work,
    store: &FactStore,
    ticked: CheckTick,
    credentials: &SigningCredentials,
) -> Result<SpotCheckId, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    if let Some(unopened) = review_openings::unopened(work, by, ticked.submission, ticked.digest).await? {
        let refusal = match unopened {
            Unopened::Version => SpotCheckRefusal::NotOpened,
            Unopened::Files { first, count } => SpotCheckRefusal::FilesNotOpened { first, count },
        };
        return Err(Refusal::from(refusal).into());
    }
    sign(work, store, ticked, credentials).await
}

/// The check that a first click brought, by the same form or by another one about the same bytes.
///
/// # Errors
/// `SpotCheckRefusal::Checked` where the form was sent about something else before.
fn same(obligation: &Obligation, ticked: &CheckTick, by: PersonId) -> Result<Option<SpotCheckId>, Refusal> {
    let is_same = |one: &SpotCheck| (one.submission, one.digest) == (ticked.submission, ticked.digest);
    let mut of_person = obligation.spot_checks.iter().filter(|one| one.by == by);
    match of_person.clone().find(|one| one.id == ticked.key) {
        Some(known) if !is_same(known) => Err(SpotCheckRefusal::Checked { at: known.at }.into()),
        _ => Ok(of_person.find(|one| is_same(one)).map(|one| one.id)),
    }
}

async fn save(
    work: &mut Work,
    obligation: &Obligation,
    check: &SpotCheck,
    sealed: Sealed,
    _allowed: Allowed<SpotChecking>,
) -> Result<(), Error> {
    let Sealed { code_hash, statement, hash, key, signature } = sealed;
    let insert = sql("INSERT INTO spot_checks (school_id, id, obligation_id, submission_id, digest, by_person_id, at, code_hash, \
         statement, key_id, signature) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
    .bind_all((work.school, check.id, obligation.id, check.submission, check.digest.bytes().to_vec()))
    .bind_all((check.by, check.at, code_hash, statement, key.bytes().to_vec()))
    .bind(signature.bytes().to_vec());
    work.run(insert).await?;
    work.note(Event::SpotChecked { obligation: obligation.id, check, key, statement: hash, signature });
    Ok(())
}

#[cfg(test)]
#[path = "spot_checks_tests.rs"]
mod tests;
