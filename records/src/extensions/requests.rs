//! More time that somebody asks for about one record: asked, and answered once.

use domain::{
    days::day_of,
    extensions::{
        Answer, Answered, AskForm, DayForm, ExtensionId, ExtensionRequest, RequestId, Wish, check_ask, check_extend, check_wish,
        overtaken, waiting_request,
    },
    facts::Facts,
    forms::FormErrors,
    locks::Signature,
    obligations::{Obligation, ObligationId, Reason},
    permissions::{Allowed, AskExtension, Deed, Extend, decide_extend, decide_withdraw_request},
    refusal::{ExtensionRefusal, Refusal},
};

use super::{GIVEN, give_to_one};
use crate::{error::Error, events::Event, exemptions, facts::FactStore, follow_up, sql::sql, values::new_id, work::Work};

/// Asks for more time for one record, or to be freed of it, as the actor of this work. A form that comes again asks nothing again.
///
/// # Errors
/// `Refused` where the record is not the actor's, can get no more time until that day, or somebody has asked already; `NotFound`
/// for a record of another school; what is wrong with the form is told inside.
pub async fn ask(
    work: &mut Work,
    store: &FactStore,
    id: ObligationId,
    form: &AskForm,
) -> Result<Result<RequestId, FormErrors>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let obligation = facts.obligation(id).ok_or(Error::NotFound)?;
    let allowed = check_ask(&facts, &facts.actor(by, work.now), obligation, work.now)?;
    let key = form.id();
    let known = key.and_then(|key| facts.extension_request(key)).filter(|one| one.obligation == id);
    if let Some(known) = known.filter(|known| form.repeats(known, by)) {
        return Ok(Ok(known.id));
    }
    let (wish, reason) = match form.parse() {
        Ok(typed) => typed,
        Err(errors) => return Ok(Err(errors)),
    };
    check_wish(&facts, obligation, wish, work.now)?;
    if let Some(waits) = waiting_request(&facts, obligation, work.now) {
        return Err(Refusal::from(ExtensionRefusal::Waits { at: waits.at }).into());
    }
    // The key of another request is no key.
    let request_id = key.filter(|key| facts.extension_request(*key).is_none()).unwrap_or_else(new_id);
    let request = ExtensionRequest { id: request_id, obligation: id, by, at: work.now, wish, reason, answered: None };
    save(work, &facts, &request, allowed).await?;
    Ok(Ok(request.id))
}

/// Gives what was asked for, until the day of the form, as the actor of this work.
///
/// # Errors
/// `Refused` where it is not the actor's, was answered already, or the record can get no more time until that day; `NotFound` for
/// a request of another school or year; what is wrong with the day is told inside.
pub async fn grant(work: &mut Work, store: &FactStore, id: RequestId, form: &DayForm) -> Result<Result<(), FormErrors>, Error> {
    let facts = store.facts(work).await?;
    let (request, obligation, given, allowed) = asked(work, &facts, id)?;
    let until = match form.parse() {
        Ok(until) => until,
        Err(errors) => return Ok(Err(errors)),
    };
    check_extend(&facts, obligation, until, work.now)?;
    let extension = give_to_one(work, &facts, (obligation.id, until, &request.reason), given, &allowed).await?;
    let answer = Answer::Granted(extension);
    save_answer(work, request, &Answered { answer, by: given.by, at: work.now }, &allowed).await?;
    follow_up::bring_up_to_date(work, GIVEN).await?;
    Ok(Ok(()))
}

/// Frees whoever owes the record of it, whatever was asked for, as the actor of this work; `typed` is why, where only more time was
/// asked for.
///
/// # Errors
/// `Refused` where it is not the actor's, was answered already, or there is nothing to free of; `NotFound` for a request of another
/// school or year; what is wrong with the reason is told inside.
pub async fn free(work: &mut Work, store: &FactStore, id: RequestId, typed: &str) -> Result<Result<(), FormErrors>, Error> {
    let facts = store.facts(work).await?;
    let (request, obligation, given, allowed) = asked(work, &facts, id)?;
    let reason = match request.reason_of_freeing(typed) {
        Ok(reason) => reason,
        Err(errors) => return Ok(Err(errors)),
    };
    exemptions::exempt_one(work, &facts, obligation.id, &reason).await?;
    save_answer(work, request, &Answered { answer: Answer::Freed, by: given.by, at: work.now }, &allowed).await?;
    Ok(Ok(()))
}

/// Says no to what was asked for, in words, as the actor of this work.
///
/// # Errors
/// `Refused` where it is not the actor's, or was answered already, also by what has happened to the record; `NotFound` for a
/// request of another school or year.
pub async fn refuse(work: &mut Work, store: &FactStore, id: RequestId, reason: &Reason) -> Result<(), Error> {
    let facts = store.facts(work).await?;
    let (request, obligation, given, allowed) = asked(work, &facts, id)?;
    if let Some(refusal) = overtaken(&facts, obligation, request, work.now) {
        return Err(refusal.into());
    }
    let answer = Answer::Refused(reason.clone());
    save_answer(work, request, &Answered { answer, by: given.by, at: work.now }, &allowed).await
}

/// Takes back what the actor of this work has asked for.
///
/// # Errors
/// `Refused` where somebody else asked, or it was answered already; `NotFound` for a request of another school or year.
pub async fn withdraw(work: &mut Work, store: &FactStore, id: RequestId) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let request = facts.extension_request(id).ok_or(Error::NotFound)?;
    let allowed = decide_withdraw_request(by, request.by)?;
    request.check_waits()?;
    save_answer(work, request, &Answered { answer: Answer::Withdrawn, by, at: work.now }, &allowed).await
}

/// The request that waits, its record, and the proof that the actor may answer it.
fn asked<'f>(
    work: &Work,
    facts: &'f Facts,
    id: RequestId,
) -> Result<(&'f ExtensionRequest, &'f Obligation, Signature, Allowed<Extend>), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let request = facts.extension_request(id).ok_or(Error::NotFound)?;
    let obligation = facts.obligation(request.obligation).ok_or(Error::NotFound)?;
    let (allowed, post) = decide_extend(&facts.actor(by, work.now), facts.record_facts(obligation), Some(request.by))?;
    request.check_waits()?;
    Ok((request, obligation, Signature { by, post, at: work.now }, allowed))
}

async fn save(work: &mut Work, facts: &Facts, request: &ExtensionRequest, _allowed: Allowed<AskExtension>) -> Result<(), Error> {
    let ExtensionRequest { id, obligation, by, at, wish, reason, .. } = request;
    // Whoever wishes to be freed names no day; the column holds the one on which they asked.
    let (code, until) = match wish {
        Wish::Until(day) => ("time", *day),
        Wish::Freedom => ("freedom", day_of(*at)),
    };
    let insert = sql("INSERT INTO extension_requests (school_id, id, school_year_id, obligation_id, by_person_id, at, until_day, \
         reason, wish) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
    let row = (work.school, *id, facts.regime.year, *obligation, *by, *at, until, reason.as_str(), code);
    work.run(insert.bind_all(row)).await?;
    work.note(Event::ExtensionAsked { request });
    Ok(())
}

async fn save_answer<D: Deed>(
    work: &mut Work,
    request: &ExtensionRequest,
    answered: &Answered,
    _allowed: &Allowed<D>,
) -> Result<(), Error> {
    let (extension, reason): (Option<ExtensionId>, Option<String>) = match &answered.answer {
        Answer::Granted(extension) => (Some(*extension), None),
        Answer::Refused(reason) => (None, Some(reason.as_str().to_owned())),
        Answer::Freed | Answer::Withdrawn => (None, None),
    };
    let insert = sql("INSERT INTO extension_answers (school_id, request_id, answer, by_person_id, at, extension_id, reason) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)");
    let row = (work.school, request.id, answered.answer.code(), answered.by, answered.at, extension, reason);
    work.run(insert.bind_all(row)).await?;
    work.note(Event::ExtensionAnswered { request, answered });
    Ok(())
}
