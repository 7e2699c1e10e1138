//! "Nghỉ đột xuất": to move due days because the school is shut is to say until when records may be updated, which is the
//! leadership's (Điều 3c, 4c: readings in decision 0021).

use super::{Actor, Allowed, Deed, locking::trusted};
use crate::{
    closures::Closure,
    days::{Timestamp, day_of},
    locks::Post,
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
    let post = actor.post().ok_or(ClosureRefusal::NotYours)?;
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
    let post = actor.post().ok_or(ClosureRefusal::NotYours)?;
    let allowed = trusted(actor)?;
    if let Some(before) = &closure.taken_back {
        return Err(ClosureRefusal::TakenBack { at: before.signed.at }.into());
    }
    if closure.days_after(day_of(now)).is_none() {
        return Err(ClosureRefusal::Over { last: closure.plan.days.to }.into());
    }
    Ok((allowed, post))
}

#[cfg(test)]
mod tests;
