//! "Bổ sung sau khóa": asked for, decided, taken back and ended, each in one transaction that asks whose it is; what is open by it
//! is part of the facts of a school, so that a hand-in and the hours that allow it are read in one transaction.

pub mod evidence;
pub(crate) mod stored;

use domain::{
    days::day_of,
    facts::Facts,
    files::StoredFile,
    forms::FormErrors,
    ids::{SubmissionId, UpdateId},
    locks::{Act, Signature},
    obligations::{Obligation, ObligationId, Reason},
    people::PersonId,
    permissions::{
        Allowed, AskForUpdate, Deed, HandIn, SetUpdateProcedure, decide_close_update, decide_end_update, decide_refuse_update,
        decide_update, decide_update_procedure,
    },
    refusal::Refusal,
    updates::{
        GrantForm, ProcedureChange, ProcedureForm, RequestForm, Update, UpdatePlan, UpdateProcedure, UpdateRecord, UpdateStage,
        UpdateVersion, check_grant, check_request,
    },
};

use crate::{
    error::{Checked, Error},
    events::Event,
    facts::FactStore,
    sql::sql,
    uploads::UploadId,
    values::new_id,
    work::Work,
};

use stored::{CLOSED, FINISHED, GRANTED, PROPOSED, REFUSED, WITHDRAWN};

/// Asks that records be opened for the actor of this work. The same form sent again finds its own request.
///
/// # Errors
/// `Refused` where there is nothing to ask for; `NotFound` for a record that is not of this school and year; what is wrong with the
/// form is told inside.
pub async fn request(work: &mut Work, store: &FactStore, form: &RequestForm) -> Result<Result<UpdateId, FormErrors>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let plan = match form.parse(facts.updates.procedure()) {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    let files = match plan.id {
        Some(id) => evidence::chosen(work, (id, by), &plan.files).await?,
        None => Vec::new(),
    };
    if let Some(known) = sent_before(&facts, &plan, &files, by) {
        return Ok(Ok(known));
    }
    let asked: Option<Vec<&Obligation>> = plan.records.iter().map(|id| facts.obligation(*id)).collect();
    let asked = asked.ok_or(Error::NotFound)?;
    let (records, allowed) = check_request(&facts, &facts.actor(by, work.now), &asked, work.now)?;
    // What waited for too long, or for another request, is to be chosen again.
    if files.len() < plan.files.len() {
        return Err(Refusal::FileGone.into());
    }
    add(work, &facts, (plan, files), records, allowed).await.map(Ok)
}

/// The request that a first click on the same form brought. A form that was changed since is a request of its own. Of its files
/// those are `waiting` that are no part of it: sent twice, they came twice.
fn sent_before(facts: &Facts, plan: &UpdatePlan, waiting: &[(UploadId, StoredFile)], by: PersonId) -> Option<UpdateId> {
    let known = facts.updates.update(plan.id?)?;
    let records = known.records.iter().map(|one| &one.obligation);
    let is_part = |(_, file): &(UploadId, StoredFile)| known.files.iter().any(|one| one.sha256 == file.sha256);
    let is_same =
        records.eq(&plan.records) && known.reason == plan.reason && known.evidence == plan.evidence && waiting.iter().all(is_part);
    (known.requested.by == by && is_same).then_some(known.id)
}

/// Puts the name of the actor of this work for opening under a request: it is granted where that is enough, else it waits for the
/// principal. A second click finds it granted so.
///
/// # Errors
/// `Refused` where it is not the actor's to decide, nothing is left to open, or something has become of it since; `NotFound` for a
/// request of another school; what is wrong with the form is told inside.
pub async fn grant(work: &mut Work, store: &FactStore, id: UpdateId, form: &GrantForm) -> Result<Checked, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let update = facts.updates.update(id).ok_or(Error::NotFound)?.clone();
    let procedure = facts.updates.procedure();
    let hours = match form.parse(procedure) {
        Ok(hours) => hours,
        Err(errors) => return Ok(Err(errors)),
    };
    if update.granted().is_some_and(|grant| grant.hours == hours && grant.signatures.last().is_some_and(|one| one.by == by)) {
        return Ok(Ok(()));
    }
    let actor = facts.actor(by, work.now);
    let (allowed, post, reading) = decide_update(&actor, facts.organisation(), facts.locks.authority, &update, day_of(work.now))?;
    // What has become of the request is told before what has become of its records.
    update.waiting()?;
    check_grant(&facts, &update, work.now)?;
    let signature = Signature { by, post, at: work.now };
    let granted = update.grant(signature, hours, reading, procedure.open_for)?;
    let step = match granted.granted() {
        Some(grant) => Step {
            reading: Some(reading.code()),
            hours: Some(hours),
            open_for: Some(grant.open_for.code()),
            ..Step::signed(GRANTED, signature)
        },
        None => Step { hours: Some(hours), ..Step::signed(PROPOSED, signature) },
    };
    save_step(work, id, step, allowed).await?;
    work.note(match granted.granted() {
        Some(grant) => Event::UpdateGranted { update: &granted, grant },
        None => Event::UpdateProposed { update: &granted, signature: &signature, hours },
    });
    Ok(Ok(()))
}

/// Refuses a request, as the actor of this work.
///
/// # Errors
/// `Refused` where it is not the actor's to decide, or something has become of it since; `NotFound` for a request of another
/// school.
pub async fn refuse(work: &mut Work, store: &FactStore, id: UpdateId, words: &Reason) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let update = facts.updates.update(id).ok_or(Error::NotFound)?.clone();
    if is_refused_so(&update, by, words) {
        return Ok(());
    }
    let actor = facts.actor(by, work.now);
    let (allowed, post) = decide_refuse_update(&actor, facts.organisation(), facts.locks.authority, &update, day_of(work.now))?;
    let signature = Signature { by, post, at: work.now };
    let refused = update.refuse(signature, words.clone())?;
    save_step(work, id, Step { words: Some(words.as_str().to_owned()), ..Step::signed(REFUSED, signature) }, allowed).await?;
    work.note(Event::UpdateRefused { update: &refused, signature: &signature, words });
    Ok(())
}

/// Whether a first click has refused it already.
fn is_refused_so(update: &Update, by: PersonId, words: &Reason) -> bool {
    matches!(&update.stage, UpdateStage::Refused { refused, words: said, .. } if refused.by == by && said == words)
}

/// Takes a request of the actor's own back while it waits. One that was taken back already stays so.
///
/// # Errors
/// `Refused` where it is not the actor's, or was decided; `NotFound` for a request of another school.
pub async fn withdraw(work: &mut Work, store: &FactStore, id: UpdateId) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let update = facts.updates.update(id).ok_or(Error::NotFound)?.clone();
    let allowed = decide_end_update(&facts.actor(by, work.now), &update)?;
    if matches!(update.stage, UpdateStage::Withdrawn { .. }) {
        return Ok(());
    }
    let withdrawn = update.withdraw(work.now)?;
    save_step(work, id, Step::of(WITHDRAWN, Act { by, at: work.now }), allowed).await?;
    work.note(Event::UpdateWithdrawn { update: &withdrawn });
    Ok(())
}

/// Shuts what is open for the actor of this work again, because they are done. Said twice it stays so.
///
/// # Errors
/// `Refused` where it is not the actor's, or nothing is open by it; `NotFound` for a request of another school.
pub async fn finish(work: &mut Work, store: &FactStore, id: UpdateId) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let update = facts.updates.update(id).ok_or(Error::NotFound)?.clone();
    let allowed = decide_end_update(&facts.actor(by, work.now), &update)?;
    if update.finished_at.is_some() {
        return Ok(());
    }
    let finished = update.finish(work.now)?;
    save_step(work, id, Step::of(FINISHED, Act { by, at: work.now }), allowed).await?;
    work.note(Event::UpdateFinished { update: &finished });
    Ok(())
}

/// Closes what a request has opened, as the actor of this work, before its hours are over. What began to arrive before is finished.
/// A second click finds it closed.
///
/// # Errors
/// `Refused` where it is not the actor's to close, or nothing is open by it; `NotFound` for a request of another school.
pub async fn close(work: &mut Work, store: &FactStore, id: UpdateId) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let update = facts.updates.update(id).ok_or(Error::NotFound)?.clone();
    let actor = facts.actor(by, work.now);
    let (allowed, post) = decide_close_update(&actor, facts.organisation(), facts.locks.authority, &update, day_of(work.now))?;
    if update.closed.is_some_and(|closed| closed.by == by) {
        return Ok(());
    }
    let signature = Signature { by, post, at: work.now };
    let closed = update.close(signature)?;
    save_step(work, id, Step::signed(CLOSED, signature), allowed).await?;
    work.note(Event::UpdateClosed { update: &closed, signature: &signature });
    Ok(())
}

/// Lays down what the procedure asks for, as the actor of this work. What was decided before stays as it was decided.
///
/// # Errors
/// `Refused` where it is not the actor's; what is wrong with the form is told inside.
pub async fn set_procedure(work: &mut Work, store: &FactStore, form: &ProcedureForm) -> Result<Checked, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let allowed = decide_update_procedure(&facts.actor(by, work.now))?;
    match FormErrors::both(form.parse(), form.parse_reasons()) {
        Ok((procedure, reasons)) if procedure == facts.updates.procedure() && reasons == facts.updates.reasons() => Ok(Ok(())),
        Ok((procedure, reasons)) => save_procedure(work, by, (procedure, &reasons), allowed).await.map(Ok),
        Err(errors) => Ok(Err(errors)),
    }
}

/// Keeps that a version of `record` was handed in because `update` has it open.
pub(crate) async fn add_version(
    work: &mut Work,
    update: &Update,
    (obligation, submission): (ObligationId, SubmissionId),
    _allowed: &Allowed<HandIn>,
) -> Result<(), Error> {
    let version = UpdateVersion { obligation, submission, at: work.now };
    let insert = sql("INSERT INTO update_versions (school_id, submission_id, update_id, obligation_id, at) \
         VALUES ($1, $2, $3, $4, $5)");
    work.run(insert.bind_all((work.school, version.submission, update.id, version.obligation, version.at))).await?;
    work.note(Event::UpdateHandedIn { update, version: &version });
    Ok(())
}

async fn add(
    work: &mut Work,
    facts: &Facts,
    (plan, waited): (UpdatePlan, Vec<(UploadId, StoredFile)>),
    records: Vec<UpdateRecord>,
    allowed: Allowed<AskForUpdate>,
) -> Result<UpdateId, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let update = Update {
        id: plan.id.filter(|id| facts.updates.update(*id).is_none()).unwrap_or_else(new_id),
        number: facts.updates.all.iter().map(|one| one.number).max().unwrap_or_default() + 1,
        records,
        requested: Act { by, at: work.now },
        reason: plan.reason,
        evidence: plan.evidence,
        files: waited.iter().map(|(_, file)| file.clone()).collect(),
        stage: UpdateStage::Requested,
        versions: Vec::new(),
        finished_at: None,
        closed: None,
    };
    let insert = sql("INSERT INTO updates (school_id, id, number, requested_by, requested_at, reason, evidence) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)")
    .bind_all((work.school, update.id, i64::from(update.number), by, work.now))
    .bind_all((update.reason.as_str(), update.evidence.as_str()));
    work.run(insert).await?;
    for (place, record) in (1_i64..).zip(&update.records) {
        let insert = sql("INSERT INTO update_records (school_id, update_id, place, obligation_id, order_id) \
             VALUES ($1, $2, $3, $4, $5)");
        work.run(insert.bind_all((work.school, update.id, place, record.obligation, record.order))).await?;
    }
    evidence::save(work, &update, &waited, &allowed).await?;
    work.note(Event::UpdateRequested { update: &update });
    Ok(update.id)
}

/// One row of what becomes of a request.
struct Step {
    what: &'static str,
    by: PersonId,
    at: domain::days::Timestamp,
    post: Option<&'static str>,
    reading: Option<&'static str>,
    hours: Option<u32>,
    open_for: Option<&'static str>,
    words: Option<String>,
}

impl Step {
    fn of(what: &'static str, Act { by, at }: Act) -> Self {
        Self { what, by, at, post: None, reading: None, hours: None, open_for: None, words: None }
    }

    fn signed(what: &'static str, Signature { by, post, at }: Signature) -> Self {
        Self { post: Some(post.code()), ..Self::of(what, Act { by, at }) }
    }
}

async fn save_step<D: Deed>(work: &mut Work, id: UpdateId, step: Step, _allowed: Allowed<D>) -> Result<(), Error> {
    let last = sql("SELECT max(step) FROM update_steps WHERE school_id = $1 AND update_id = $2");
    let (last,): (Option<i64>,) = work.one(last.bind_all((work.school, id))).await?;
    let insert =
        sql("INSERT INTO update_steps (school_id, update_id, step, what, by_person_id, at, post, reading, hours, open_for, \
         words) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
        .bind_all((work.school, id, last.unwrap_or_default() + 1, step.what, step.by, step.at))
        .bind_all((step.post, step.reading, step.hours.map(i64::from), step.open_for, step.words));
    work.run(insert).await.map(drop)
}

async fn save_procedure(
    work: &mut Work,
    by: PersonId,
    (to, reasons): (UpdateProcedure, &[String]),
    _allowed: Allowed<SetUpdateProcedure>,
) -> Result<(), Error> {
    let id: domain::ids::Id<ProcedureChange> = new_id();
    let last = sql("SELECT max(number) FROM update_procedures WHERE school_id = $1");
    let number = i64::from(work.next_number("update_procedures", last).await?);
    let insert =
        sql("INSERT INTO update_procedures (school_id, id, at, by_person_id, evidence, default_hours, max_hours, open_for, \
         hashes, reasons, number) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
        .bind_all((work.school, id, work.now, by, to.evidence.code()))
        .bind_all((i64::from(to.default_hours), i64::from(to.max_hours), to.open_for.code(), to.hashes.code(), reasons.join("\n")))
        .bind(number);
    work.run(insert).await?;
    work.note(Event::UpdateProcedureSet { procedure: to, reasons });
    Ok(())
}

#[cfg(test)]
#[path = "updates_tests.rs"]
mod tests;
