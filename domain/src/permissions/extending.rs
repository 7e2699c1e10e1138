//! "Gia hạn": asked for by whoever has the duty, given and taken back by the leadership, as a record is freed (`decide_exempt`).
//! Nobody decides about what they asked for, or owe by name, themselves (decision 0024).

use super::{Actor, Allowed, Credential, Deed, RecordFacts, decide_hand_in, own_work::check_is_of_others, proof};
use crate::{
    locks::Post,
    people::{Organisation, PersonId, Position},
    refusal::{ExtensionRefusal, Refusal},
};

/// Ask for more time for one record.
#[derive(Debug)]
pub enum AskExtension {}
/// Give more time for one record, or say no to whoever asked.
#[derive(Debug)]
pub enum Extend {}
/// Take an extension back.
#[derive(Debug)]
pub enum TakeBackExtension {}
/// Need no longer what one has asked for.
#[derive(Debug)]
pub enum WithdrawRequest {}

impl Deed for AskExtension {}
impl Deed for Extend {}
impl Deed for TakeBackExtension {}
impl Deed for WithdrawRequest {}

/// May `actor` ask for more time for `record`? Whoever hands it in.
///
/// # Errors
/// `ExtensionRefusal::NotYoursToAsk`.
pub fn decide_ask_extension(
    actor: &Actor,
    organisation: &Organisation,
    record: RecordFacts,
) -> Result<Allowed<AskExtension>, Refusal> {
    decide_hand_in(actor, organisation, record).map(|_| proof(())).map_err(|_| ExtensionRefusal::NotYoursToAsk.into())
}

/// May `actor` decide about more time at all, and as what? The principal or a vice principal, each alone.
///
/// # Errors
/// `ExtensionRefusal::NotYours`; `Refusal::ResetUnconfirmed` while somebody else may know the password.
pub fn decide_extensions(actor: &Actor) -> Result<Post, Refusal> {
    decides_alone(actor, ExtensionRefusal::NotYours.into())
}

/// As what `actor` decides what the principal and each vice principal decide alone, and nobody in their place; `not_yours` for
/// everybody else.
pub(super) fn decides_alone(actor: &Actor, not_yours: Refusal) -> Result<Post, Refusal> {
    let post = if actor.is(Position::Principal) {
        Post::Principal
    } else if actor.is(Position::VicePrincipal) {
        Post::VicePrincipal
    } else {
        return Err(not_yours);
    };
    match actor.credential {
        Credential::ResetUnconfirmed => Err(Refusal::ResetUnconfirmed),
        Credential::Trusted => Ok(post),
    }
}

/// May `actor` give more time for `record`, which `asked` has asked for, if anybody has?
///
/// # Errors
/// As of `decide_extensions`; `ExtensionRefusal::OwnRecord` of what one asked for, or owes by name.
pub fn decide_extend(actor: &Actor, record: RecordFacts, asked: Option<PersonId>) -> Result<(Allowed<Extend>, Post), Refusal> {
    let post = decide_extensions(actor)?;
    check_is_of_others(actor, record)?;
    if asked == Some(actor.person) { Err(ExtensionRefusal::OwnRecord.into()) } else { Ok((proof(()), post)) }
}

/// May `actor` take an extension back, and as what? Whoever may decide.
///
/// # Errors
/// As of `decide_extensions`.
pub fn decide_take_back_extension(actor: &Actor) -> Result<(Allowed<TakeBackExtension>, Post), Refusal> {
    Ok((proof(()), decide_extensions(actor)?))
}

/// May `actor` say that what `asked` has asked for is needed no longer? That one alone.
///
/// # Errors
/// `ExtensionRefusal::NotYoursToAsk`.
pub fn decide_withdraw_request(actor: PersonId, asked: PersonId) -> Result<Allowed<WithdrawRequest>, Refusal> {
    if actor == asked { Ok(proof(())) } else { Err(ExtensionRefusal::NotYoursToAsk.into()) }
}

#[cfg(test)]
mod tests;
