//! "Quyết định": recorded, given and named by, scanned and ended, each in one transaction that asks whose it is. What a decision
//! gives takes effect, and ends, as every appointment does; the register says by which decision.

pub(crate) mod stored;

use domain::{
    days::day_of,
    facts::Facts,
    forms::FormErrors,
    ids::MandateId,
    inspection::InspectedFile,
    mandates::{Effect, GiveForm, Mandate, MandateEnd, MandateEndForm, MandateForm, MandatePlan, Mandates, linkable, rights_ended},
    people::{Appointment, PersonId},
    permissions::{
        Actor, Allowed, EndMandate, RecordMandate, decide_end, decide_end_mandate, decide_give, decide_name_mandate,
        decide_over_appointment, decide_record_mandate,
    },
    refusal::{MandateRefusal, Refusal},
    staff::{AppointmentId, EndForm, check_end, decide_over_person},
};

use crate::{
    accounts,
    error::{Checked, Error, internal},
    events::Event,
    facts::FactStore,
    follow_up, inspections, people,
    sql::sql,
    staff,
    work::Work,
};

pub(crate) use stored::name;
pub use stored::{giving, register};

/// How many pictures of its paper a decision has.
pub const MAX_SCANS: usize = 5;

/// The actor of this work, the facts and the register, as every change here begins.
async fn load(work: &mut Work, store: &FactStore) -> Result<(PersonId, std::sync::Arc<Facts>, Mandates), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    Ok((by, facts, register(work).await?))
}

/// Records a decision as the form says. A form that comes again records nothing again.
///
/// # Errors
/// `Refused` where it is not the actor's; what is wrong with the form is told inside.
pub async fn record(work: &mut Work, store: &FactStore, form: &MandateForm) -> Result<Result<MandateId, FormErrors>, Error> {
    let (by, facts, known) = load(work, store).await?;
    let allowed = decide_record_mandate(&facts.actor(by, work.now), facts.organisation())?;
    let plan = match form.parse(&known, day_of(work.now)) {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    if let Some(before) = known.mandate(plan.id) {
        let is_same = (&before.number, before.signed_on, before.entered_by) == (&plan.number, plan.signed_on, by);
        let words = "Trang này đã ghi một quyết định khác. Mở lại trang Ghi quyết định rồi gửi lại.";
        return Ok(if is_same { Ok(before.id) } else { Err(FormErrors::one("number", words)) });
    }
    save(work, by, plan, allowed).await.map(Ok)
}

async fn save(work: &mut Work, by: PersonId, plan: MandatePlan, _allowed: Allowed<RecordMandate>) -> Result<MandateId, Error> {
    let mandate = Mandate {
        id: plan.id,
        kind: plan.kind,
        number: plan.number,
        signed_on: plan.signed_on,
        signer: plan.signer,
        about: plan.about,
        from: plan.from,
        until: plan.until,
        entered_by: by,
        entered_at: work.now,
        scans: Vec::new(),
        ended: None,
    };
    let insert = sql("INSERT INTO mandates (school_id, id, kind, number, signed_on, signer, about, from_day, until_day, \
         entered_by, entered_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
    .bind_all((work.school, mandate.id, mandate.kind.code(), mandate.number.as_str(), mandate.signed_on))
    .bind_all((mandate.signer.as_str(), mandate.about.as_str(), mandate.from, mandate.until, by, work.now));
    work.run(insert).await?;
    work.note(Event::MandateRecorded { mandate: &mandate });
    Ok(mandate.id)
}

/// Appoints by a decision, inside its days: at once, or to wait for the leadership where the rule says so.
///
/// # Errors
/// `Refused` where it is not the actor's to do; `NotFound` for a decision of another school; what is wrong with the form is told
/// inside.
pub async fn give(work: &mut Work, store: &FactStore, id: MandateId, form: &GiveForm) -> Result<Checked, Error> {
    let (by, facts, known) = load(work, store).await?;
    let mandate = known.mandate(id).ok_or(Error::NotFound)?;
    let (actor, organisation, today) = (facts.actor(by, work.now), facts.organisation(), day_of(work.now));
    decide_record_mandate(&actor, organisation)?;
    let plan = match form.parse(mandate, organisation, today) {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    decide_give(&actor, organisation, plan.person)?;
    decide_over_person(&facts, by, plan.person, work.now)?;
    let allowed = decide_over_appointment(&actor, organisation, &plan.appointment.positions, today)?;
    let reason = match plan.appointment.start(&actor, facts.regime.counts_from, today) {
        Ok(reason) => reason,
        Err(errors) => return Ok(Err(errors)),
    };
    for position in &plan.appointment.positions {
        let entry = staff::waiting::Entry {
            person: plan.person,
            position: *position,
            from: plan.appointment.from,
            until: plan.until,
            mandate: Some(mandate),
            reason: reason.as_ref(),
        };
        staff::waiting::enter(work, &facts, &actor, &allowed, entry).await?;
    }
    follow_up::bring_up_to_date(work, "phân công được sửa").await.map(Ok)
}

/// Says that appointments which name no decision are held by this one: from now on they end with it at the latest. What names
/// another one meanwhile, or no longer fits, stays as it is; how many are named now.
///
/// # Errors
/// `Refused` where it is not the actor's to do, also for one of them (`decide_name_mandate`), or one of them would end by it and
/// that is not the actor's to say.
pub async fn link(work: &mut Work, store: &FactStore, id: MandateId, chosen: &[AppointmentId]) -> Result<usize, Error> {
    let (by, facts, known) = load(work, store).await?;
    let mandate = known.mandate(id).ok_or(Error::NotFound)?;
    let actor = facts.actor(by, work.now);
    let allowed = decide_record_mandate(&actor, facts.organisation())?;
    let held = people::every(work).await?;
    let fitting: Vec<(AppointmentId, Appointment)> =
        linkable(mandate, &known, &held, day_of(work.now)).into_iter().filter(|(id, _)| chosen.contains(id)).cloned().collect();
    let mut ending = Vec::new();
    for (appointment, one) in &fitting {
        decide_name_mandate(&actor, one.person, one.position, &facts.regime)?;
        let until = mandate.narrowed(one).map_err(Refusal::from)?;
        if let Some(last) = until.filter(|_| until != one.until) {
            ending.push((*appointment, last));
        }
    }
    end_all(work, &facts, &actor, &held, &ending).await?;
    for (appointment, _) in &fitting {
        name(work, mandate, (*appointment, Effect::Gives), by, &allowed).await?;
    }
    Ok(fitting.len())
}

/// Ends a position by a decision: at once where that is the actor's, and else once the leadership confirms it.
///
/// # Errors
/// As of `staff::end_position`; `NotFound` for a decision of another school.
pub async fn end_right(
    work: &mut Work,
    store: &FactStore,
    id: MandateId,
    appointment: AppointmentId,
    form: &EndForm,
) -> Result<Checked, Error> {
    let (by, facts, known) = load(work, store).await?;
    let mandate = known.mandate(id).ok_or(Error::NotFound)?;
    decide_record_mandate(&facts.actor(by, work.now), facts.organisation())?;
    let held = people::every(work).await?;
    let (_, held) = held.iter().find(|(known, _)| *known == appointment).ok_or(MandateRefusal::NotHeld).map_err(Refusal::from)?;
    if held.acting.is_some() {
        return Err(Refusal::from(MandateRefusal::NotHeld).into());
    }
    staff::end_by(work, store, held.person, appointment, form, Some(mandate)).await
}

/// Ends a decision before its own last day: all that it gave ends with it, and what waits by it never begins.
///
/// # Errors
/// `Refused` where it is not the actor's, also of one of the positions, nobody of the leadership would be left, or it is ended
/// already; what is wrong with the form is told inside.
pub async fn end(work: &mut Work, store: &FactStore, id: MandateId, form: &MandateEndForm) -> Result<Checked, Error> {
    let (by, facts, known) = load(work, store).await?;
    let mandate = known.mandate(id).ok_or(Error::NotFound)?;
    let actor = facts.actor(by, work.now);
    let allowed = decide_end_mandate(&actor, facts.organisation())?;
    if let Some(ended) = &mandate.ended {
        return Err(Refusal::from(MandateRefusal::Ended { last: ended.last }).into());
    }
    let (last, reason) = match form.parse(mandate, day_of(work.now)) {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    let held = people::every(work).await?;
    let given: Vec<AppointmentId> = known.of(id, Effect::Gives).collect();
    let given: Vec<(AppointmentId, Appointment)> = held.iter().filter(|(one, _)| given.contains(one)).cloned().collect();
    end_all(work, &facts, &actor, &held, &rights_ended(&given, last)).await?;
    let end = MandateEnd { by, at: work.now, last, reason: reason.as_str().to_owned() };
    save_end(work, id, &end, allowed).await.map(Ok)
}

async fn save_end(work: &mut Work, id: MandateId, end: &MandateEnd, _allowed: Allowed<EndMandate>) -> Result<(), Error> {
    let insert = sql("INSERT INTO mandates_ended (school_id, mandate_id, by_person_id, at, last_day, reason) \
         VALUES ($1, $2, $3, $4, $5, $6)");
    work.run(insert.bind_all((work.school, id, end.by, end.at, end.last, end.reason.as_str()))).await?;
    work.note(Event::MandateEnded { mandate: id, end });
    Ok(())
}

/// Ends each of these on its day, as far as every one of them is the actor's to end: all or none.
async fn end_all(
    work: &mut Work,
    facts: &Facts,
    actor: &Actor,
    held: &[(AppointmentId, Appointment)],
    ending: &[(AppointmentId, chrono::NaiveDate)],
) -> Result<(), Error> {
    if ending.is_empty() {
        return Ok(());
    }
    let (regime, today) = (&facts.regime, day_of(work.now));
    let open = accounts::open_people(work).await?;
    // Each is asked of the school as the one before has left it: two could leave nobody where one does not.
    let mut organisation = facts.organisation().clone();
    for (id, last) in ending {
        let Some((_, one)) = held.iter().find(|(known, _)| known == id) else { continue };
        let allowed = decide_over_person(facts, actor.person, one.person, work.now)?;
        decide_end(&allowed, actor, one.person, one.position, regime, today)?;
        check_end(&organisation, &open, one, *last, today)?;
        for known in organisation.appointments.iter_mut().filter(|known| *known == one) {
            (known.until, known.end_known_since) = (Some(*last), Some(work.now));
        }
        staff::write_end(work, one, *id, (*last, None), &allowed).await?;
    }
    follow_up::bring_up_to_date(work, "phân công được sửa").await
}

/// Adds a picture of its paper, which lies in the store, to a decision. The same one twice is there once.
///
/// # Errors
/// `Refused` where it is not the actor's, the file can act, or there are enough of them.
pub async fn add_scan(work: &mut Work, store: &FactStore, id: MandateId, scan: &InspectedFile) -> Result<(), Error> {
    let (by, facts, known) = load(work, store).await?;
    let mandate = known.mandate(id).ok_or(Error::NotFound)?;
    let allowed = decide_record_mandate(&facts.actor(by, work.now), facts.organisation())?;
    if mandate.scans.iter().any(|one| one.sha256 == scan.file.sha256) {
        return Ok(());
    }
    if mandate.scans.len() >= MAX_SCANS {
        return Err(Refusal::from(MandateRefusal::TooManyScans { most: MAX_SCANS }).into());
    }
    inspections::note(work, std::slice::from_ref(scan)).await?;
    if let Some(inspected) = inspections::of(work, scan.file.sha256).await? {
        inspected.check_evidence(&scan.file.name).map_err(Refusal::from)?;
    }
    save_scan(work, by, mandate, scan, allowed).await
}

async fn save_scan(
    work: &mut Work,
    by: PersonId,
    mandate: &Mandate,
    InspectedFile { file, .. }: &InspectedFile,
    _allowed: Allowed<RecordMandate>,
) -> Result<(), Error> {
    let beyond = |_| internal("mandate_files", "a number beyond 2^63");
    let (position, size) = (i64::try_from(mandate.scans.len()).map_err(beyond)?, i64::try_from(file.size).map_err(beyond)?);
    let insert = sql("INSERT INTO mandate_files (school_id, mandate_id, position, name, size, sha256, kind, by_person_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    .bind_all((work.school, mandate.id, position, file.name.as_str(), size))
    .bind_all((file.sha256.bytes().to_vec(), file.kind.ending(), by, work.now));
    work.run(insert).await?;
    work.note(Event::MandateScanned { mandate: mandate.id, file });
    Ok(())
}

#[cfg(test)]
#[path = "mandates_tests.rs"]
mod tests;
