//! "Nghỉ đột xuất": declared and taken back, each in one transaction that asks whose it is and brings what is owed up to it.

pub(crate) mod stored;

use domain::{
    closures::{Closure, ClosureForm, ClosureId, ClosureOutlook, SentKey, sent_key},
    deadlines::DueDayError,
    facts::Facts,
    forms::FormErrors,
    locks::Signature,
    obligations::Reason,
    permissions::{Allowed, DeclareClosure, TakeBackClosure, decide_declare_closure, decide_take_back_closure},
    refusal::{ClosureRefusal, Refusal},
};

use crate::{
    error::{Error, internal},
    events::Event,
    facts::FactStore,
    follow_up,
    sql::sql,
    values::new_id,
    work::Work,
};

/// Declares that the school, or a part of it, is shut, as the form says, by the actor of this work. A form that comes again
/// declares nothing again. `seen` is what was looked at.
///
/// # Errors
/// `Refused` where it is not the actor's, something else was looked at, or was declared under the key of the form; what is wrong with the form is told inside.
pub async fn declare(
    work: &mut Work,
    store: &FactStore,
    form: &ClosureForm,
    seen: &str,
) -> Result<Result<ClosureId, FormErrors>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let (allowed, post) = decide_declare_closure(&facts.actor(by, work.now))?;
    match sent_key(form, &facts, by, work.now) {
        SentKey::Fresh => {}
        SentKey::Repeats(known) => return Ok(Ok(known)),
        SentKey::Taken => return Err(Refusal::from(ClosureRefusal::LookedAtAnother).into()),
    }
    match form.parse(&facts, work.now) {
        Ok(plan) => {
            if let Err(errors) = form.check_length(&plan, facts.calendar()) {
                return Ok(Err(errors));
            }
            ClosureOutlook::of_declaring(&facts, &plan, post, work.now).map_err(no_day)?.check_seen(seen)?;
            let number = next_number(work).await?;
            let declared = Signature { by, post, at: work.now };
            let closure = Closure { id: form.id().unwrap_or_else(new_id), number, plan, declared, taken_back: None };
            save(work, &facts, &closure, allowed).await?;
            follow_up::bring_up_to_date(work, "báo nghỉ đột xuất").await?;
            Ok(Ok(closure.id))
        }
        Err(errors) => Ok(Err(errors)),
    }
}

/// Takes a closure back, as the actor of this work: its days to come are open again. `seen` is what was looked at.
///
/// # Errors
/// `Refused` where it is not the actor's, it is taken back already, its last day has come, or something else
/// was looked at; `NotFound` for a closure of another school or year.
pub async fn take_back(work: &mut Work, store: &FactStore, id: ClosureId, reason: &Reason, seen: &str) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let closure = facts.closure(id).ok_or(Error::NotFound)?.clone();
    let (allowed, post) = decide_take_back_closure(&facts.actor(by, work.now), &closure, work.now)?;
    ClosureOutlook::of_taking_back(&facts, &closure, post, work.now).map_err(no_day)?.check_seen(seen)?;
    let signed = Signature { by, post, at: work.now };
    let closure = closure.take_back(signed, reason.clone())?;
    save_taken_back(work, &closure, (signed, reason), allowed).await?;
    follow_up::bring_up_to_date(work, "rút báo nghỉ đột xuất").await
}

/// What `declare` asks for as `seen`, for whoever declares without a screen: the demo and tests.
///
/// # Errors
/// As of `declare`; what is wrong with the form is told there.
#[cfg(any(test, feature = "demo"))]
pub(crate) async fn seen_of(work: &mut Work, store: &FactStore, form: &ClosureForm) -> Result<String, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let (_, post) = decide_declare_closure(&facts.actor(by, work.now))?;
    let Ok(plan) = form.parse(&facts, work.now) else { return Ok(String::new()) };
    Ok(ClosureOutlook::of_declaring(&facts, &plan, post, work.now).map_err(no_day)?.seen().to_owned())
}

fn no_day(error: DueDayError) -> Error {
    internal("what a closure would move", &error.to_string())
}

async fn next_number(work: &mut Work) -> Result<u32, Error> {
    work.next_number("closures", sql("SELECT max(number) FROM closures WHERE school_id = $1")).await
}

async fn save(work: &mut Work, facts: &Facts, closure: &Closure, _allowed: Allowed<DeclareClosure>) -> Result<(), Error> {
    let Closure { id, number, plan, declared, .. } = closure;
    let insert =
        sql("INSERT INTO closures (school_id, id, school_year_id, number, kind, from_day, to_day, scope, words, declared_by, \
         post, declared_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
        .bind_all((work.school, *id, facts.regime.year, i64::from(*number), plan.kind.code(), plan.days.from, plan.days.to))
        .bind_all((plan.scope.key(), plan.words.as_str(), declared.by, declared.post.code(), declared.at));
    work.run(insert).await?;
    work.note(Event::ClosureDeclared { closure });
    Ok(())
}

async fn save_taken_back(
    work: &mut Work,
    closure: &Closure,
    (signed, reason): (Signature, &Reason),
    _allowed: Allowed<TakeBackClosure>,
) -> Result<(), Error> {
    let insert = sql("INSERT INTO closures_taken_back (school_id, closure_id, by_person_id, post, at, reason) \
         VALUES ($1, $2, $3, $4, $5, $6)");
    work.run(insert.bind_all((work.school, closure.id, signed.by, signed.post.code(), signed.at, reason.as_str()))).await?;
    work.note(Event::ClosureTakenBack { closure, signed: &signed, reason });
    Ok(())
}

#[cfg(test)]
#[path = "closures_tests.rs"]
mod tests;
