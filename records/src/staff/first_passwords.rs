//! The first password of an account: of one person, or of everybody who came with a list.

use domain::{
    facts::Facts,
    people::PersonId,
    permissions::{Allowed, ChangeAccount, ResetPassword},
    refusal::Refusal,
    staff::decide_reset_of,
};

use super::how;
use crate::{
    accounts::{self, Account, HandedOut},
    error::Error,
    facts::FactStore,
    work::Work,
};

/// A password that was handed out: for which user name, and whether the account had none before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedOutFor {
    pub person: PersonId,
    pub username: String,
    pub is_first: bool,
}

/// The open accounts without any password to which `by` may hand out one, by the ids of their people.
pub async fn without_password(work: &mut Work, facts: &Facts, by: PersonId) -> Result<Vec<Account>, Error> {
    let now = work.now;
    let waits = |one: &Account| !one.has_password() && !one.suspended && decide_reset_of(facts, by, one.person, now).is_ok();
    Ok(accounts::all(work).await?.into_iter().filter(waits).collect())
}

/// Hands a new password out for the account of `id`, as on a call ("quên mật khẩu"), or its first one. One that the management
/// team handed out waits for the leadership to confirm it.
///
/// # Errors
/// `Refused` where it is not the actor's to do; `NotFound` for a person without an account.
pub async fn hand_out_password(
    work: &mut Work,
    store: &FactStore,
    id: PersonId,
    password_hash: &str,
) -> Result<HandedOutFor, Error> {
    let actor = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    facts.organisation().person(id).ok_or(Error::NotFound)?;
    let allowed = decide_reset_of(&facts, actor, id, work.now)?;
    let (account, how) = (accounts::of_person(work, id).await?, how(&facts.actor(actor, work.now)));
    let is_first = !account.has_password();
    if is_first {
        hand_out_first(work, &allowed, id, password_hash, how).await?;
    } else {
        accounts::hand_out(work, &allowed, id, password_hash, how).await?;
    }
    Ok(HandedOutFor { person: id, username: account.username, is_first })
}

/// Hands a first password out to everybody in `hashes`. Whoever has one by now, from somebody who was faster, keeps it and is not
/// among those that come back.
///
/// # Errors
/// As of `hand_out_password`, for all of them together.
pub async fn hand_out_first_passwords(
    work: &mut Work,
    store: &FactStore,
    hashes: &[(PersonId, String)],
) -> Result<Vec<HandedOutFor>, Error> {
    let mut done = Vec::new();
    for (person, hash) in hashes {
        let account = accounts::of_person(work, *person).await?;
        if !account.has_password() && !account.suspended {
            done.push(hand_out_password(work, store, *person, hash).await?);
        }
    }
    Ok(done)
}

/// The owner has nothing to read about it, for there was none before.
async fn hand_out_first(
    work: &mut Work,
    allowed: &Allowed<ResetPassword>,
    person: PersonId,
    password_hash: &str,
    how: HandedOut,
) -> Result<(), Error> {
    let allowed = allowed.of_account();
    accounts::set_password(work, &allowed, person, password_hash, true, None).await?;
    note_first(work, &allowed, person, how).await
}

/// Notes the first password of all: what the management team handed out waits for the leadership, of anybody else there is
/// nothing to note.
pub(super) async fn note_first(
    work: &mut Work,
    allowed: &Allowed<ChangeAccount>,
    person: PersonId,
    how: HandedOut,
) -> Result<(), Error> {
    match how {
        HandedOut::ToConfirm => accounts::note_reset(work, allowed, person, how, Some(work.now)).await,
        HandedOut::ByPrincipal | HandedOut::Confirmed => Ok(()),
    }
}
