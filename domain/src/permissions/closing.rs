//! "Nghỉ đột xuất": to move due days because the school is shut is to say until when records may be updated, which is the
//! leadership's (Điều 3c, 4c: readings in decision 0021).

use super::{Actor, Allowed, Credential, Deed, proof};
use crate::{
    closures::Closure,
    days::{Timestamp, day_of},
    locks::Post,
    people::Position,
    refusal::{ClosureRefusal, Refusal},
};

/// Declare that the school, or a part of it, is shut at short notice.
#[derive(Debug)]
pub enum DeclareClosure {}
/// Take such a closure back.
#[derive(Debug)]
pub enum TakeBackClosure {}

impl Deed for DeclareClosure {}
impl Deed for TakeBackClosure {}

/// May `actor` declare a closure, and as what? The principal or a vice principal, each alone, and whoever acts for one.
///
/// # Errors
/// `ClosureRefusal::NotYours`; `Refusal::ResetUnconfirmed` while somebody else may know the password.
pub fn decide_declare_closure(actor: &Actor) -> Result<(Allowed<DeclareClosure>, Post), Refusal> {
    let post = post_of(actor)?;
    Ok((trusted(actor)?, post))
}

/// May `actor` take `closure` back at `now`, and as what? Whoever may declare one, once, and as long as that opens a day: what has
/// come stays shut.
///
/// # Errors
/// As of `decide_declare_closure`; `ClosureRefusal::TakenBack` and `Over`.
pub fn decide_take_back_closure(
    actor: &Actor,
    closure: &Closure,
    now: Timestamp,
) -> Result<(Allowed<TakeBackClosure>, Post), Refusal> {
    let post = post_of(actor)?;
    let allowed = trusted(actor)?;
    if let Some(before) = &closure.taken_back {
        return Err(ClosureRefusal::TakenBack { at: before.signed.at }.into());
    }
    if closure.days_after(day_of(now)).is_none() {
        return Err(ClosureRefusal::Over { last: closure.plan.days.to }.into());
    }
    Ok((allowed, post))
}

fn post_of(actor: &Actor) -> Result<Post, Refusal> {
    if actor.acts_as(Position::Principal) {
        Ok(Post::Principal)
    } else if actor.acts_as(Position::VicePrincipal) {
        Ok(Post::VicePrincipal)
    } else {
        Err(ClosureRefusal::NotYours.into())
    }
}

fn trusted<D: Deed>(actor: &Actor) -> Result<Allowed<D>, Refusal> {
    match actor.credential {
        Credential::ResetUnconfirmed => Err(Refusal::ResetUnconfirmed),
        Credential::Trusted => Ok(proof(())),
    }
}

#[cfg(test)]
mod tests;
