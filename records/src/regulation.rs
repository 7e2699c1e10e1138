//! "Quy chế": a version published by the principal, promised by everybody for themselves, and those reminded who have not.

pub(crate) mod stored;

use domain::{
    days::day_of,
    files::Sha256,
    forms::FormErrors,
    permissions::{
        Allowed, PledgeRegulation, PublishRegulation, RemindOfRegulation, decide_pledge, decide_pledges, decide_publish_regulation,
    },
    refusal::{Refusal, RegulationRefusal},
    regulation::{Clause, RegulationForm, RegulationVersionId, VersionLine, VersionState, pledged, starting},
};
use sha2::Digest;

use crate::{error::Error, events::Event, facts::FactStore, sql::sql, work::Work};

/// The clauses of a version; those with which every school begins where none is named.
pub async fn clauses(work: &mut Work, version: Option<RegulationVersionId>) -> Result<Vec<Clause>, Error> {
    match version {
        Some(version) => stored::clauses(work, version).await,
        None => Ok(starting()),
    }
}

/// Publishes what the form says, as the actor of this work. A form that comes again publishes nothing again.
///
/// # Errors
/// As of `decide_publish_regulation`; `RegulationRefusal::NewerVersion` where another version has come since the form was opened;
/// what is wrong with the form is told inside.
pub async fn publish(
    work: &mut Work,
    store: &FactStore,
    form: &RegulationForm,
) -> Result<Result<RegulationVersionId, FormErrors>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let (regulation, today) = (&facts.regulation, day_of(work.now));
    let allowed = decide_publish_regulation(&facts.actor(by, work.now), facts.organisation(), today)?;
    if let Some(known) = form.id().and_then(|id| regulation.version(id)).filter(|known| known.by == by) {
        return Ok(Ok(known.id));
    }
    if let Some(last) = regulation.last().filter(|last| form.base.parse() != Ok(last.number)) {
        return Err(Refusal::from(RegulationRefusal::NewerVersion { number: last.number }).into());
    }
    let before = clauses(work, regulation.last().map(|last| last.id)).await?;
    let plan = match form.parse(regulation, &before, today) {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    let version = VersionLine {
        id: plan.id,
        number: regulation.last().map_or(0, |last| last.number) + 1,
        from: plan.from,
        decision: plan.decision,
        decided_on: plan.decided_on,
        by,
        at: work.now,
    };
    save(work, &version, &plan.clauses, allowed).await?;
    Ok(Ok(version.id))
}

async fn save(
    work: &mut Work,
    version: &VersionLine,
    clauses: &[Clause],
    _allowed: Allowed<PublishRegulation>,
) -> Result<(), Error> {
    let insert = sql("INSERT INTO regulation_versions (school_id, id, number, from_day, decision, decided_on, by_person_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
    .bind_all((work.school, version.id, i64::from(version.number), version.from, version.decision.clone()))
    .bind_all((version.decided_on, version.by, version.at));
    work.run(insert).await?;
    for (place, clause) in (0_i64..).zip(clauses) {
        let letter = clause.number.letter.map(String::from).unwrap_or_default();
        let subject = clause.subject.map_or("", |subject| subject.code()).to_owned();
        let insert = sql("INSERT INTO regulation_clauses (school_id, version_id, place, article, letter, heading, text, subject) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind_all((work.school, version.id, place, i64::from(clause.number.article), letter))
        .bind_all((clause.heading.clone(), clause.text.clone(), subject));
        work.run(insert).await?;
    }
    work.note(Event::RegulationPublished { version, clauses: clauses.len(), sha256: hash(clauses) });
    Ok(())
}

/// Of all that the clauses say: the log holds it, so that nobody can say later that another text was promised. Each part ends with
/// a byte that is in no text.
fn hash(clauses: &[Clause]) -> Sha256 {
    let mut hash = sha2::Sha256::new();
    for clause in clauses {
        for part in [&clause.number.to_string(), &clause.heading, &clause.text] {
            hash.update(part);
            hash.update([0xff]);
        }
    }
    Sha256::new(hash.finalize().into())
}

/// Promises, as the actor of this work and for nobody else, to keep `version`. Whoever has promised already has.
///
/// # Errors
/// As of `decide_pledge`; `RegulationRefusal::Replaced` and `NotInForceYet` for a version that does not count today; `NotFound` for
/// one of another school.
pub async fn pledge(work: &mut Work, store: &FactStore, id: RegulationVersionId) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let (regulation, today) = (&facts.regulation, day_of(work.now));
    let allowed = decide_pledge(&facts.actor(by, work.now))?;
    let version = regulation.version(id).ok_or(Error::NotFound)?;
    if regulation.pledged_at(id, by).is_some() {
        return Ok(());
    }
    match (regulation.state(version, today), regulation.in_force(today)) {
        (VersionState::InForce, _) => save_pledge(work, version, allowed).await,
        (VersionState::Replaced, Some(now)) => Err(Refusal::from(RegulationRefusal::Replaced { number: now.number }).into()),
        (VersionState::Replaced | VersionState::Coming, _) => {
            Err(Refusal::from(RegulationRefusal::NotInForceYet { from: version.from }).into())
        }
    }
}

async fn save_pledge(work: &mut Work, version: &VersionLine, _allowed: Allowed<PledgeRegulation>) -> Result<(), Error> {
    let insert = sql("INSERT INTO regulation_pledges (school_id, version_id, person_id, at) VALUES ($1, $2, $3, $4)");
    work.run(insert.bind_all((work.school, version.id, work.actor, work.now))).await?;
    work.note(Event::RegulationPledged { version });
    Ok(())
}

/// Reminds, as the actor of this work, everybody who has not promised to keep `version`; how many they are.
///
/// # Errors
/// As of `decide_pledges`; `RegulationRefusal::RemindedToday` and `NobodyLeft`; `Replaced` and `NotInForceYet` for a version that
/// does not count today; `NotFound` for one of another school.
pub async fn remind(work: &mut Work, store: &FactStore, id: RegulationVersionId) -> Result<usize, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let (regulation, today) = (&facts.regulation, day_of(work.now));
    let allowed = decide_pledges(&facts.actor(by, work.now))?;
    let version = regulation.version(id).ok_or(Error::NotFound)?;
    let refusal = match (regulation.state(version, today), regulation.in_force(today), regulation.reminder(id)) {
        (VersionState::InForce, _, Some(last)) if day_of(last.at) == today => RegulationRefusal::RemindedToday { at: last.at },
        (VersionState::InForce, _, _) => {
            return match pledged(regulation, facts.organisation(), version, today).missing() {
                0 => Err(Refusal::from(RegulationRefusal::NobodyLeft).into()),
                people => save_reminder(work, version, people, allowed).await.map(|()| people),
            };
        }
        (VersionState::Replaced, Some(now), _) => RegulationRefusal::Replaced { number: now.number },
        (VersionState::Replaced | VersionState::Coming, _, _) => RegulationRefusal::NotInForceYet { from: version.from },
    };
    Err(Refusal::from(refusal).into())
}

async fn save_reminder(
    work: &mut Work,
    version: &VersionLine,
    people: usize,
    _allowed: Allowed<RemindOfRegulation>,
) -> Result<(), Error> {
    let last = sql("SELECT max(number) FROM regulation_reminders WHERE school_id = $1");
    let number = i64::from(work.next_number("regulation_reminders", last).await?);
    let insert = sql("INSERT INTO regulation_reminders (school_id, version_id, number, by_person_id, at) \
         VALUES ($1, $2, $3, $4, $5)");
    work.run(insert.bind_all((work.school, version.id, number, work.actor, work.now))).await?;
    work.note(Event::RegulationReminded { version, people });
    Ok(())
}

#[cfg(test)]
#[path = "regulation_tests.rs"]
mod tests;
