//! "Nghỉ và dạy thay": noted and ended, each in one transaction that asks whose it is, frees what is to be freed and brings what is
//! owed up to it.

pub(crate) mod stored;

use std::collections::BTreeSet;

use domain::{
    absences::{
        Absence, AbsenceForm, AbsenceId, AbsenceOutlook, Back, BackForm, CoverForm, CoverOutlook, check_change_cover, check_end,
        owed_again,
    },
    deadlines::DueDayError,
    forms::FormErrors,
    lines,
    locks::Signature,
    obligations::{ObligationId, Reason},
    people::{Person, PersonId},
    permissions::{
        Allowed, ChangeCover, EndAbsence, NoteAbsence, decide_absences, decide_change_cover, decide_end_absence,
        decide_note_absence,
    },
    refusal::{AbsenceRefusal, Refusal},
    vietnamese,
};

use crate::{
    error::{Error, internal},
    events::Event,
    exemptions,
    facts::FactStore,
    follow_up,
    sql::sql,
    values::new_id,
    work::Work,
};

/// Notes that somebody is away, as the form says, by the actor of this work. A form that comes again notes nothing again. `seen` is
/// what was looked at.
///
/// # Errors
/// `Refused` where it is not the actor's, something else was looked at, or was noted under the key of the form; what is wrong with
/// the form is told inside.
pub async fn note(
    work: &mut Work,
    store: &FactStore,
    form: &AbsenceForm,
    seen: &str,
) -> Result<Result<AbsenceId, FormErrors>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let actor = facts.actor(by, work.now);
    decide_absences(&actor)?;
    if let Some(known) = form.id().and_then(|id| facts.absence(id)) {
        // Another one under the key of what was noted is looked at once more.
        return if form.says(known) && known.noted.by == by { Ok(Ok(known.id)) } else { Err(another()) };
    }
    let plan = match form.parse(&facts, work.now) {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    let (allowed, post) = decide_note_absence(&actor, plan.person, plan.cover)?;
    let noted = Signature { by, post, at: work.now };
    let outlook = AbsenceOutlook::of(&facts, &actor, &plan, noted, work.now).map_err(no_day)?;
    outlook.check_seen(seen)?;
    let freed: BTreeSet<ObligationId> = match plan.cover {
        Some(_) => BTreeSet::new(),
        None => outlook.preview.passes.iter().map(|one| one.obligation).collect(),
    };
    let absence = plan.absence(form.id().unwrap_or_else(new_id), next_number(work).await?, freed, noted);
    save(work, &absence, allowed).await?;
    let reason = reason(&absence, facts.organisation().person(absence.person))?;
    for id in &absence.freed {
        exemptions::exempt_one(work, &facts, *id, &reason).await?;
    }
    follow_up::bring_up_to_date(work, "nghỉ, dạy thay").await?;
    Ok(Ok(absence.id))
}

/// Says that somebody is back, as the form says, by the actor of this work: what comes due from tomorrow on is theirs again, and what
/// was freed and has not come due is owed again.
///
/// # Errors
/// `Refused` where it is not the actor's, it was ended already, or its last day has passed; `NotFound` for an absence of another
/// school; what is wrong with the form is told inside.
pub async fn end(work: &mut Work, store: &FactStore, id: AbsenceId, form: &BackForm) -> Result<Result<(), FormErrors>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let absence = facts.absence(id).ok_or(Error::NotFound)?.clone();
    let (allowed, post) = decide_end_absence(&facts.actor(by, work.now), absence.person)?;
    check_end(&absence, work.now)?;
    let back = match form.parse(&facts, &absence, work.now) {
        Ok(back) => back,
        Err(errors) => return Ok(Err(errors)),
    };
    // Why she is back may tell of her illness, and stands with the absence alone.
    let words = "Người nghỉ đã đi làm lại";
    let is_back = Reason::parse(words).map_err(|_| internal("the reason of an end", words))?;
    for record in owed_again(&facts, &absence, work.now) {
        exemptions::end_one(work, &facts, record, &is_back).await?;
    }
    let signed = Signature { by, post, at: work.now };
    let absence = absence.end(signed, back.clone())?;
    save_ended(work, &absence, (signed, &back), allowed).await?;
    follow_up::bring_up_to_date(work, "hết nghỉ").await?;
    Ok(Ok(()))
}

/// Lets somebody else cover from now on, as the form says, by the actor of this work: what has come due before stays with whoever
/// covered then. A form that comes again changes nothing again.
///
/// # Errors
/// `Refused` where it is not the actor's, it was ended or freed, nothing of it is to come, or something that would stay with whoever
/// is away was not looked at; `NotFound` for an absence of another school; what is wrong with the form is told inside.
pub async fn change_cover(
    work: &mut Work,
    store: &FactStore,
    id: AbsenceId,
    form: &CoverForm,
) -> Result<Result<(), FormErrors>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let absence = facts.absence(id).ok_or(Error::NotFound)?.clone();
    let actor = facts.actor(by, work.now);
    decide_end_absence(&actor, absence.person)?;
    check_change_cover(&facts, &absence, work.now)?;
    let cover = match form.parse(&facts, &absence, work.now) {
        Ok(cover) => cover,
        Err(errors) => return Ok(Err(errors)),
    };
    let (allowed, post) = decide_change_cover(&actor, absence.person, cover)?;
    if absence.cover == Some(cover) {
        let is_own = absence.covered_before.last().is_some_and(|one| one.changed.by == by);
        return if is_own { Ok(Ok(())) } else { Err(Refusal::from(AbsenceRefusal::CoversAlready).into()) };
    }
    let changed = Signature { by, post, at: work.now };
    let absence = absence.change_cover(changed, cover)?;
    CoverOutlook::of(&facts, &absence, work.now).map_err(no_day)?.check_seen(&form.seen)?;
    save_cover(work, &absence, (changed, cover), allowed).await?;
    follow_up::bring_up_to_date(work, "đổi người làm thay").await?;
    Ok(Ok(()))
}

/// What `note` asks for as `seen`, for whoever notes without a screen: the demo and tests.
///
/// # Errors
/// As of `note`; what is wrong with the form is told there.
#[cfg(any(test, feature = "demo"))]
pub(crate) async fn seen_of(work: &mut Work, store: &FactStore, form: &AbsenceForm) -> Result<String, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let actor = facts.actor(by, work.now);
    let Ok(plan) = form.parse(&facts, work.now) else { return Ok(String::new()) };
    let noted = Signature { by, post: decide_absences(&actor)?, at: work.now };
    let outlook = AbsenceOutlook::of(&facts, &actor, &plan, noted, work.now).map_err(no_day)?;
    Ok(outlook.seen().to_owned())
}

fn no_day(error: DueDayError) -> Error {
    internal("what an absence would move", &error.to_string())
}

fn another() -> Error {
    Refusal::from(AbsenceRefusal::LookedAtAnother).into()
}

/// "Nghỉ từ 30/11 đến 11/12/2026 (cô Hoa; Quyết định số 15/QĐ)": why a record is freed, as whoever reads it is told. More people
/// read that than may know of an illness: why she is away stands with the absence alone.
fn reason(absence: &Absence, person: Option<&Person>) -> Result<Reason, Error> {
    let number = lines::bare_number(&absence.decision);
    let number = if number.is_empty() { String::new() } else { format!("; Quyết định số {number}") };
    let who = person.map(Person::mention).unwrap_or_default();
    let words = format!("Nghỉ {} ({who}{number})", vietnamese::from_to(absence.days));
    Reason::parse(&words).map_err(|_| internal("the reason of an absence", &words))
}

async fn next_number(work: &mut Work) -> Result<u32, Error> {
    work.next_number("absences", sql("SELECT max(number) FROM absences WHERE school_id = $1")).await
}

async fn save(work: &mut Work, absence: &Absence, _allowed: Allowed<NoteAbsence>) -> Result<(), Error> {
    let Absence { id, number, person, kind, days, cover, words, decision, noted, .. } = absence;
    let insert =
        sql("INSERT INTO absences (school_id, id, number, person_id, kind, from_day, to_day, cover_person_id, words, decision, \
         noted_by, post, noted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)")
        .bind_all((work.school, *id, i64::from(*number), *person, kind.code(), days.from, days.to, *cover))
        .bind_all((words.as_str(), decision.as_str(), noted.by, noted.post.code(), noted.at));
    work.run(insert).await?;
    for record in &absence.freed {
        let insert = sql("INSERT INTO absence_records (school_id, absence_id, obligation_id) VALUES ($1, $2, $3)");
        work.run(insert.bind_all((work.school, *id, *record))).await?;
    }
    work.note(Event::AbsenceNoted { absence });
    Ok(())
}

async fn save_cover(
    work: &mut Work,
    absence: &Absence,
    (changed, cover): (Signature, PersonId),
    _allowed: Allowed<ChangeCover>,
) -> Result<(), Error> {
    let number = i64::try_from(absence.covered_before.len()).map_err(|_| internal("the covers of an absence", "too many"))?;
    let insert = sql("INSERT INTO absence_covers (school_id, absence_id, number, cover_person_id, by_person_id, post, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)");
    let insert = insert.bind_all((work.school, absence.id, number, cover, changed.by, changed.post.code(), changed.at));
    work.run(insert).await?;
    work.note(Event::AbsenceCoverChanged { absence, changed: &changed, cover });
    Ok(())
}

async fn save_ended(
    work: &mut Work,
    absence: &Absence,
    (signed, back): (Signature, &Back),
    _allowed: Allowed<EndAbsence>,
) -> Result<(), Error> {
    let insert = sql("INSERT INTO absences_ended (school_id, absence_id, by_person_id, post, at, reason, last_day) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)");
    // Nothing said is kept as an empty line.
    let reason = back.reason.as_ref().map_or("", Reason::as_str);
    let row = (work.school, absence.id, signed.by, signed.post.code(), signed.at, reason, back.last);
    work.run(insert.bind_all(row)).await?;
    work.note(Event::AbsenceEnded { absence, signed: &signed, back });
    Ok(())
}

#[cfg(test)]
#[path = "absences_tests.rs"]
mod tests;
