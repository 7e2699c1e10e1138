//! "Yêu cầu dữ liệu": asked by people for themselves, entered for those who cannot sign in, answered, and taken; each in one
//! transaction that asks whose it is.

mod own;
mod stored;

use domain::{
    data_requests::{AskForm, DataAnswer, DataRequest, DataRequestId, EnterForm, Outcome, RefuseForm, due_day},
    days::day_of,
    facts::Facts,
    people::PersonId,
    permissions::{
        Allowed, AnswerDataRequest, Deed, ExportData, Reach, decide_answer_data, decide_ask_data, decide_enter_data, decide_export,
        decide_give_data,
    },
    refusal::{PersonalDataRefusal, Refusal},
};

pub use own::{OwnComment, OwnHandIn, own_comments, own_entries, own_hand_ins, own_log};

use crate::{
    accounts,
    error::{Checked, Error},
    events::Event,
    facts::FactStore,
    sql::sql,
    values::new_id,
    work::Work,
};

/// Every request of the school, the last one first.
///
/// # Errors
/// Those of reading.
pub async fn all(work: &mut Work) -> Result<Vec<DataRequest>, Error> {
    stored::all(work).await
}

/// Those of one person, the last one first.
///
/// # Errors
/// Those of reading.
pub async fn of_person(work: &mut Work, person: PersonId) -> Result<Vec<DataRequest>, Error> {
    stored::of_person(work, person).await
}

/// Who has no account that is open, and cannot ask themselves.
///
/// # Errors
/// Those of reading.
pub async fn unreachable(work: &mut Work, facts: &Facts) -> Result<Vec<PersonId>, Error> {
    let open = accounts::open_people(work).await?;
    Ok(facts.organisation().people.iter().map(|one| one.id).filter(|id| !open.contains(id)).collect())
}

/// The actor of this work asks for their own data. A form that comes again asks nothing again.
///
/// # Errors
/// `PersonalDataRefusal::Waits` while an earlier one waits; what is wrong with the form is told inside.
pub async fn ask(work: &mut Work, store: &FactStore, form: &AskForm) -> Result<Checked, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let known = stored::of_person(work, by).await?;
    if known.iter().any(|one| Some(one.id) == form.id() && one.by == by) {
        return Ok(Ok(()));
    }
    let allowed = decide_ask_data(by, by)?;
    let reason = match form.parse() {
        Ok(reason) => reason,
        Err(errors) => return Ok(Err(errors)),
    };
    let request = request(work, &facts, (form.id(), by), (reason, String::new())).await?;
    check_none_waits(&known)?;
    save(work, &request, &allowed).await?;
    Ok(Ok(()))
}

/// The actor of this work enters a request for somebody who cannot sign in.
///
/// # Errors
/// `Refused` where it is not the actor's, where the person can ask themselves, or an earlier request of theirs waits; what is wrong
/// with the form is told inside.
pub async fn enter(work: &mut Work, store: &FactStore, form: &EnterForm) -> Result<Checked, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let actor = facts.actor(by, work.now);
    decide_answer_data(&actor)?;
    let (person, identity, reason) = match form.parse(facts.organisation()) {
        Ok(typed) => typed,
        Err(errors) => return Ok(Err(errors)),
    };
    let known = stored::of_person(work, person).await?;
    if known.iter().any(|one| Some(one.id) == form.id() && one.by == by) {
        return Ok(Ok(()));
    }
    let reach = if unreachable(work, &facts).await?.contains(&person) { Reach::CannotSignIn } else { Reach::SignsIn };
    let allowed = decide_enter_data(&actor, facts.organisation(), person, reach)?;
    check_none_waits(&known)?;
    let request = request(work, &facts, (form.id(), person), (reason, identity)).await?;
    save(work, &request, &allowed).await?;
    Ok(Ok(()))
}

fn check_none_waits(known: &[DataRequest]) -> Result<(), Refusal> {
    match known.iter().find(|one| one.waits()) {
        Some(one) => Err(PersonalDataRefusal::Waits { number: one.number, due: one.due }.into()),
        None => Ok(()),
    }
}

async fn request(
    work: &mut Work,
    facts: &Facts,
    (key, person): (Option<DataRequestId>, PersonId),
    (reason, identity): (String, String),
) -> Result<DataRequest, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let last = sql("SELECT max(number) FROM data_requests WHERE school_id = $1");
    let number = work.next_number("data_requests", last).await?;
    // The key of another request is no key.
    let id = match key {
        Some(key) if stored::all(work).await?.iter().all(|one| one.id != key) => key,
        Some(_) | None => new_id(),
    };
    let due = due_day(facts.calendar(), day_of(work.now));
    Ok(DataRequest { id, number, person, by, at: work.now, due, reason, identity, answered: None })
}

async fn save<D: Deed>(work: &mut Work, request: &DataRequest, _allowed: &Allowed<D>) -> Result<(), Error> {
    let DataRequest { id, number, person, by, at, due, reason, identity, .. } = request;
    let insert = sql("INSERT INTO data_requests (school_id, id, number, person_id, by_person_id, at, due, reason, identity) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    .bind_all((work.school, *id, i64::from(*number), *person, *by))
    .bind_all((*at, *due, reason.as_str(), identity.as_str()));
    work.run(insert).await?;
    work.note(Event::DataAsked { request });
    Ok(())
}

/// Gives what was asked for: from now on it can be taken. Given twice, nothing is done.
///
/// # Errors
/// `Refused` where it is not the actor's, or it was refused; `NotFound` for a request of another school.
pub async fn give(work: &mut Work, store: &FactStore, id: DataRequestId) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let actor = facts.actor(by, work.now);
    decide_answer_data(&actor)?;
    let request = one(work, id).await?;
    let allowed = decide_give_data(&actor, &request)?;
    match request.answered.as_ref().map(|one| &one.what) {
        Some(Outcome::Given) => Ok(()),
        Some(Outcome::Refused { .. }) | None => answer(work, &request, Outcome::Given, &allowed).await,
    }
}

/// Refuses what was asked for.
///
/// # Errors
/// As of `give`; what is wrong with the form is told inside.
pub async fn refuse(work: &mut Work, store: &FactStore, id: DataRequestId, form: &RefuseForm) -> Result<Checked, Error> {
    let (request, allowed) = asked(work, store, id).await?;
    let (reason, clause) = match form.parse() {
        Ok(typed) => typed,
        Err(errors) => return Ok(Err(errors)),
    };
    answer(work, &request, Outcome::Refused { reason, clause }, &allowed).await?;
    Ok(Ok(()))
}

async fn asked(work: &mut Work, store: &FactStore, id: DataRequestId) -> Result<(DataRequest, Allowed<AnswerDataRequest>), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let allowed = decide_answer_data(&facts.actor(by, work.now))?;
    Ok((one(work, id).await?, allowed))
}

async fn one(work: &mut Work, id: DataRequestId) -> Result<DataRequest, Error> {
    stored::all(work).await?.into_iter().find(|one| one.id == id).ok_or(Error::NotFound)
}

async fn answer(work: &mut Work, request: &DataRequest, what: Outcome, _allowed: &Allowed<AnswerDataRequest>) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    if let Some(DataAnswer { at, .. }) = request.answered {
        return Err(Refusal::from(PersonalDataRefusal::Answered { at }).into());
    }
    let (outcome, reason, clause) = stored::columns(&what);
    let insert = sql("INSERT INTO data_answers (school_id, request_id, by_person_id, at, outcome, reason, clause) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)");
    work.run(insert.bind_all((work.school, request.id, by, work.now, outcome, reason, clause))).await?;
    work.note(match what {
        Outcome::Given => Event::DataGiven { request },
        Outcome::Refused { .. } => Event::DataRefused { request },
    });
    Ok(())
}

/// Notes that the actor of this work takes the data that were given, and says whose they are.
///
/// # Errors
/// `Refused` where they are not theirs to take (`decide_export`); `NotFound` for a request of another school.
pub async fn export(work: &mut Work, store: &FactStore, id: DataRequestId) -> Result<PersonId, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let request = one(work, id).await?;
    let allowed = decide_export(&facts.actor(by, work.now), &request)?;
    note_export(work, &request, &allowed);
    Ok(request.person)
}

fn note_export(work: &mut Work, request: &DataRequest, _allowed: &Allowed<ExportData>) {
    work.note(Event::DataExported { request });
}

#[cfg(test)]
#[path = "data_requests_tests.rs"]
mod tests;
