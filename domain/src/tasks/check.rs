//! What can be done with a task now; whose it is to do is another question, of `permissions`.

use super::{
    form::VerdictPlan,
    task::{EndKind, Task, TaskAnswer, VerdictKind},
};
use crate::{
    facts::Facts,
    locks::Arrival,
    people::PersonId,
    refusal::{Refusal, TaskRefusal},
};

/// Can tasks be given, changed, answered and judged at all? Every way in asks here: no order over the whole school or its whole
/// year shuts it, and the school year runs.
///
/// # Errors
/// `LockRefusal::YearOver`, `TaskRefusal::Shut`.
pub fn check_open_year(facts: &Facts, arrival: Arrival) -> Result<(), Refusal> {
    facts.check_running()?;
    facts.shut_year(arrival).map_or(Ok(()), |shut| Err(TaskRefusal::Shut(shut).into()))
}

/// Has it not ended?
///
/// # Errors
/// `TaskRefusal::Ended`.
pub fn check_not_ended(task: &Task) -> Result<(), Refusal> {
    match &task.ended {
        Some(end) => Err(TaskRefusal::Ended { taken_back: end.kind == EndKind::TakenBack, at: end.at }.into()),
        None => Ok(()),
    }
}

/// Can `person`, who has sent `after` answers as far as their page knows, answer now?
///
/// # Errors
/// As of `check_open_year` and `check_not_ended`; `TaskRefusal::GivenNoMore` where the task was changed and is not theirs any more,
/// `AcceptedAlready` where an answer of theirs will do, `AnsweredElsewhere` where they sent one in another window.
pub fn check_answer(facts: &Facts, task: &Task, person: PersonId, after: usize, arrival: Arrival) -> Result<(), Refusal> {
    check_open_year(facts, arrival)?;
    check_not_ended(task)?;
    if !task.is_for(person) {
        return Err(TaskRefusal::GivenNoMore { at: task.now().at }.into());
    }
    let last = task.last_answer(person);
    if let Some(verdict) = last.and_then(|one| one.verdict.as_ref()).filter(|one| one.kind == VerdictKind::Accepted) {
        return Err(TaskRefusal::AcceptedAlready { at: verdict.at }.into());
    }
    match last.filter(|_| task.answers_of(person).count() != after) {
        Some(last) => Err(TaskRefusal::AnsweredElsewhere { at: last.at }.into()),
        None => Ok(()),
    }
}

/// The answer of which `plan` says whether it will do, where that can be said now.
///
/// # Errors
/// As of `check_open_year` and `check_not_ended`; `TaskRefusal::AnsweredMeanwhile` where there is a newer one, `JudgedAlready`
/// where it was said already.
pub fn check_verdict<'t>(facts: &Facts, task: &'t Task, plan: &VerdictPlan, arrival: Arrival) -> Result<&'t TaskAnswer, Refusal> {
    check_open_year(facts, arrival)?;
    check_not_ended(task)?;
    let last = task.last_answer(plan.person).ok_or(Refusal::from(TaskRefusal::NothingAnswered))?;
    if last.number != plan.number {
        return Err(TaskRefusal::AnsweredMeanwhile { at: last.at }.into());
    }
    match &last.verdict {
        Some(verdict) => Err(TaskRefusal::JudgedAlready { at: verdict.at }.into()),
        None => Ok(last),
    }
}
