//! "Việc được giao": the principal gives tasks (Điều 2), and whoever acts in her place by a decision; those to whom they are given
//! answer. Nobody else gives any: neither a vice principal nor a head of department by that post alone (decision 0036).

use super::{Actor, Allowed, Credential, Deed, proof};
use crate::{
    people::PersonId,
    refusal::{Refusal, TaskRefusal},
    tasks::Task,
};

/// Give a task, change and end it, and say whether an answer will do.
#[derive(Debug)]
pub enum GiveTask {}
/// Answer a task.
#[derive(Debug)]
pub enum AnswerTask {}

impl Deed for GiveTask {}
impl Deed for AnswerTask {}

/// May `actor` give tasks, change, judge and end them? Nobody does with a password that somebody else may know.
///
/// # Errors
/// `TaskRefusal::NotYours`; `Refusal::ResetUnconfirmed`.
pub fn decide_give_task(actor: &Actor) -> Result<Allowed<GiveTask>, Refusal> {
    if !actor.acts_as_principal() {
        return Err(TaskRefusal::NotYours.into());
    }
    match actor.credential {
        Credential::ResetUnconfirmed => Err(Refusal::ResetUnconfirmed),
        Credential::Trusted => Ok(proof(())),
    }
}

/// Whether `actor` reads every task with all answers: the leadership does, for both manage the program together (Điều 3, 4).
pub fn sees_all_tasks(actor: &Actor) -> bool {
    actor.acts_as_leadership()
}

/// May `actor` read this task? Whoever reads all, and whoever was ever to do it, their own answers alone.
///
/// # Errors
/// `TaskRefusal::NotForYou`.
pub fn decide_read_task(actor: &Actor, task: &Task) -> Result<(), Refusal> {
    if sees_all_tasks(actor) || task.was_for(actor.person) { Ok(()) } else { Err(TaskRefusal::NotForYou.into()) }
}

/// May `actor` read what `person` answered? That one, and whoever reads all.
///
/// # Errors
/// `TaskRefusal::NotForYou`.
pub fn decide_read_answer(actor: &Actor, person: PersonId) -> Result<(), Refusal> {
    if sees_all_tasks(actor) || actor.person == person { Ok(()) } else { Err(TaskRefusal::NotForYou.into()) }
}

/// May `actor` answer this task? Whoever was to do it, nobody in their place (Điều 2); that it is not theirs any more is another
/// answer, of `tasks::check_answer`.
///
/// # Errors
/// `TaskRefusal::NotForYou`.
pub fn decide_answer_task(actor: &Actor, task: &Task) -> Result<Allowed<AnswerTask>, Refusal> {
    if task.was_for(actor.person) { Ok(proof(())) } else { Err(TaskRefusal::NotForYou.into()) }
}

#[cfg(test)]
mod tests;
