//! "Kiểm tra bảo mật tài khoản": what is found now, recorded by the leadership with who mends it by when, and what whoever mends it
//! says of it.

mod signs;
mod stored;

use domain::{
    days::day_of,
    facts::Facts,
    forms::FormErrors,
    lines,
    obligations::Reason,
    people::PersonId,
    permissions::{Allowed, CheckAccounts, MendFinding, decide_check_accounts, decide_mend_finding},
    refusal::{Refusal, SecurityCheckRefusal},
    security_checks::{CheckForm, Checked, Finding, Mended, SecurityCheck, SecurityCheckId, assigned_to, findings, overdue, seen},
};

use crate::{
    error::{self, Error},
    events::Event,
    facts::FactStore,
    sql::sql,
    values::new_id,
    work::Work,
};

/// What is found in the accounts now.
pub async fn found(work: &mut Work, store: &FactStore) -> Result<Vec<Finding>, Error> {
    let facts = store.facts(work).await?;
    found_by(work, &facts).await
}

async fn found_by(work: &mut Work, facts: &Facts) -> Result<Vec<Finding>, Error> {
    let signs = signs::read(work).await?;
    Ok(findings(facts.organisation(), &signs, work.now))
}

/// Every check of the school, the last one first.
pub async fn all(work: &mut Work) -> Result<Vec<SecurityCheck>, Error> {
    stored::all(work).await
}

/// How many findings are open whose day has passed; what is found now is only looked for where somebody was to mend anything.
pub async fn count_overdue(work: &mut Work, store: &FactStore) -> Result<usize, Error> {
    let (checks, today) = (stored::all(work).await?, day_of(work.now));
    let waits = |one: &Checked| one.assigned.is_some_and(|assigned| assigned.by_day < today) && one.mended.is_none();
    if !checks.iter().flat_map(|check| &check.findings).any(waits) {
        return Ok(0);
    }
    let now = found(work, store).await?;
    Ok(overdue(&checks, &now, today))
}

/// How many findings that are open `person` is to mend; what is found now is only looked for where there may be any.
pub async fn count_assigned(work: &mut Work, store: &FactStore, person: PersonId) -> Result<usize, Error> {
    let checks = stored::all(work).await?;
    let waits = |one: &Checked| one.assigned.is_some_and(|assigned| assigned.to == person) && one.mended.is_none();
    if !checks.iter().flat_map(|check| &check.findings).any(waits) {
        return Ok(0);
    }
    let now = found(work, store).await?;
    Ok(assigned_to(&checks, Some(person), &now, day_of(work.now)).len())
}

/// Records what is found now, as the actor of this work has looked at it. A form that comes again records nothing again.
///
/// # Errors
/// `SecurityCheckRefusal::NotYours`; `LookedAtAnother` where other things are found by now than the form shows; what is wrong with
/// the form is told inside.
pub async fn record(work: &mut Work, store: &FactStore, form: &CheckForm) -> Result<Result<SecurityCheckId, FormErrors>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let allowed = decide_check_accounts(&facts.actor(by, work.now))?;
    let checks = stored::all(work).await?;
    if let Some(known) = checks.iter().find(|one| Some(one.id) == form.id() && one.by == by) {
        return Ok(Ok(known.id));
    }
    let found = found_by(work, &facts).await?;
    if seen(&found) != form.seen {
        return Err(Refusal::from(SecurityCheckRefusal::LookedAtAnother).into());
    }
    let (decided, note) = match form.parse(&found, facts.organisation(), day_of(work.now)) {
        Ok(decided) => decided,
        Err(errors) => return Ok(Err(errors)),
    };
    let checked = |((finding, (assigned, note)), number)| Checked { number, finding, assigned, note, mended: None };
    let findings = found.into_iter().zip(decided).zip(1..).map(checked).collect();
    let last = sql("SELECT max(number) FROM security_checks WHERE school_id = $1");
    let number = work.next_number("security_checks", last).await?;
    // The key of another check is no key.
    let id = form.id().filter(|id| checks.iter().all(|one| one.id != *id)).unwrap_or_else(new_id);
    let check = SecurityCheck { id, number, by, at: work.now, note, findings };
    save(work, &check, allowed).await?;
    Ok(Ok(check.id))
}

async fn save(work: &mut Work, check: &SecurityCheck, _allowed: Allowed<CheckAccounts>) -> Result<(), Error> {
    let insert = sql("INSERT INTO security_checks (school_id, id, number, by_person_id, at, note) VALUES ($1, $2, $3, $4, $5, $6)");
    let number = i64::from(check.number);
    work.run(insert.bind_all((work.school, check.id, number, check.by, check.at, check.note.clone()))).await?;
    for one in &check.findings {
        let Finding { kind, person, other, since, times } = one.finding;
        let insert = sql("INSERT INTO security_findings (school_id, check_id, number, kind, person_id, other_person_id, since, \
             times, to_person_id, by_day, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
        .bind_all((work.school, check.id, i64::from(one.number), kind.code(), person, other, since, i64::from(times)))
        .bind_all((one.assigned.map(|assigned| assigned.to), one.assigned.map(|assigned| assigned.by_day), one.note.clone()));
        work.run(insert).await?;
    }
    work.note(Event::SecurityChecked { check });
    Ok(())
}

/// Says, as the actor of this work, that a finding is mended, and how.
///
/// # Errors
/// `Refused` where it is not the actor's to say (`decide_mend_finding`), nothing had to be done, or it was said already; `NotFound`
/// for a finding of another school; what is wrong with the words is told inside, in the field `words`.
pub async fn mend(
    work: &mut Work,
    store: &FactStore,
    (id, number): (SecurityCheckId, u32),
    typed: &str,
) -> Result<error::Checked, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let checks = stored::all(work).await?;
    let check = checks.iter().find(|one| one.id == id).ok_or(Error::NotFound)?;
    let one = check.findings.iter().find(|one| one.number == number).ok_or(Error::NotFound)?;
    let assigned = one.assigned.ok_or(Refusal::from(SecurityCheckRefusal::NothingToMend))?;
    let about: Vec<PersonId> = [Some(one.finding.person), one.finding.other].into_iter().flatten().collect();
    let allowed = decide_mend_finding(&facts.actor(by, work.now), facts.organisation(), assigned.to, &about)?;
    if let Some(mended) = &one.mended {
        return Err(Refusal::from(SecurityCheckRefusal::MendedAlready { at: mended.at }).into());
    }
    if lines::clean(typed).chars().filter(|letter| letter.is_alphanumeric()).count() < Reason::MIN_LETTERS {
        return Ok(Err(FormErrors::one("words", "Ghi đã làm gì, ví dụ “đã nhắc tự đặt mật khẩu”.")));
    }
    let words = match Reason::parse_in("words", typed) {
        Ok(words) => words.as_str().to_owned(),
        Err(errors) => return Ok(Err(errors)),
    };
    save_mended(work, check, number, &Mended { by, at: work.now, words }, allowed).await.map(Ok)
}

async fn save_mended(
    work: &mut Work,
    check: &SecurityCheck,
    number: u32,
    mended: &Mended,
    _allowed: Allowed<MendFinding>,
) -> Result<(), Error> {
    let insert = sql("INSERT INTO security_mends (school_id, check_id, number, by_person_id, at, words) \
         VALUES ($1, $2, $3, $4, $5, $6)");
    let row = (work.school, check.id, i64::from(number), mended.by, mended.at, mended.words.clone());
    work.run(insert.bind_all(row)).await?;
    work.note(Event::SecurityFindingMended { check, number, mended });
    Ok(())
}

#[cfg(test)]
#[path = "security_checks_tests.rs"]
mod tests;
