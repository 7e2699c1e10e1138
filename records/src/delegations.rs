//! "Ủy quyền": somebody acts in another one's place between two days, by a decision with a number.

use chrono::NaiveDate;
use domain::{
    days::day_of,
    delegations::{DelegationForm, DelegationPlan},
    forms::FormErrors,
    people::{Acting, Appointment},
    permissions::{Allowed, ChangeStaff, Delegate, decide_delegate, decide_end_delegation},
    refusal::Refusal,
    staff::AppointmentId,
};

use crate::{
    accounts,
    error::{Checked, Error},
    events::Event,
    facts::FactStore,
    follow_up, people,
    sql::sql,
    values::{new_id, one_row, position_columns},
    work::Work,
};

/// Lends a place as the form says, by the actor of this work.
///
/// # Errors
/// `Refused` where it is not the actor's to lend.
pub async fn delegate(work: &mut Work, store: &FactStore, form: &DelegationForm) -> Result<Checked, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let (actor, organisation, today) = (facts.actor(by, work.now), facts.organisation(), day_of(work.now));
    let plan = match form.parse(organisation, today) {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    let allowed = decide_delegate(&actor, organisation, plan.position, plan.of, plan.to, today)?;
    if !accounts::open_people(work).await?.contains(&plan.to) {
        return Ok(Err(FormErrors::one("to", "Tài khoản của người này đang tạm khóa. Mở lại ở trang Cán bộ rồi ghi ủy quyền.")));
    }
    save(work, plan, allowed).await.map(Ok)
}

async fn save(work: &mut Work, plan: DelegationPlan, _allowed: Allowed<Delegate>) -> Result<(), Error> {
    let DelegationPlan { of, position, to, from, until, decision } = plan;
    let (id, (kind, unit)): (AppointmentId, _) = (new_id(), position_columns(position));
    let insert = sql("INSERT INTO appointments (school_id, id, person_id, position, unit_id, from_day, until_day, decision, \
         acting_for, entered_by, entered_at, ended_by, ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)")
    .bind_all((work.school, id, to, kind, unit, from, until, decision.clone(), of))
    .bind_all((work.actor, work.now, work.actor, work.now));
    work.run(insert).await?;
    let lent = Appointment {
        person: to,
        position,
        from,
        until: Some(until),
        known_since: Some(work.now),
        end_known_since: Some(work.now),
        acting: Some(Acting { person: of, decision }),
    };
    work.note(Event::Delegated { lent: &lent });
    follow_up::bring_up_to_date(work, "ủy quyền được ghi").await
}

/// Ends what was lent at once: from today on it is not held any more. What is over stays as it is.
///
/// # Errors
/// `Refused` where it is not the actor's to end; `NotFound` for what nobody lent in this school.
pub async fn end(work: &mut Work, store: &FactStore, id: AppointmentId) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let lent = all(work).await?.into_iter().find(|(known, _)| *known == id).ok_or(Error::NotFound)?.1;
    let today = day_of(work.now);
    let allowed = decide_end_delegation(&facts.actor(by, work.now), &lent)?;
    let last = last_day(&lent, today);
    if lent.until.is_some_and(|until| until <= last) {
        return Ok(());
    }
    save_end(work, id, &lent, last, allowed).await
}

/// The last day of what ends now: yesterday, and before its first day where that has not come or is today, for then it never
/// began.
fn last_day(lent: &Appointment, today: NaiveDate) -> NaiveDate {
    today.max(lent.from).pred_opt().unwrap_or(today)
}

async fn save_end(
    work: &mut Work,
    id: AppointmentId,
    lent: &Appointment,
    last: NaiveDate,
    _allowed: Allowed<Delegate>,
) -> Result<(), Error> {
    write_end(work, id, lent, last).await?;
    follow_up::bring_up_to_date(work, "ủy quyền kết thúc").await
}

async fn write_end(work: &mut Work, id: AppointmentId, lent: &Appointment, last: NaiveDate) -> Result<(), Error> {
    let update = sql("UPDATE appointments SET until_day = $1, ended_by = $2, ended_at = $3 WHERE school_id = $4 AND id = $5");
    one_row(work.run(update.bind_all((last, work.actor, work.now, work.school, id))).await?)?;
    work.note(Event::AppointmentEnded { held: lent, until: last, reason: None });
    Ok(())
}

/// Ends with `last` what was lent of a place that its holder gives up then: nobody acts for somebody who has left.
pub(crate) async fn end_with(
    work: &mut Work,
    held: &Appointment,
    last: NaiveDate,
    _allowed: &Allowed<ChangeStaff>,
) -> Result<(), Error> {
    let is_of_it = |one: &Appointment| {
        let is_theirs = one.acting.as_ref().is_some_and(|acting| acting.person == held.person);
        is_theirs && one.position == held.position && one.until.is_none_or(|until| last < until)
    };
    for (id, lent) in all(work).await?.into_iter().filter(|(_, one)| is_of_it(one)) {
        let before_it = lent.from.pred_opt().unwrap_or(lent.from);
        write_end(work, id, &lent, last.max(before_it)).await?;
    }
    Ok(())
}

/// All that was ever lent, the last to begin first.
pub async fn all(work: &mut Work) -> Result<Vec<(AppointmentId, Appointment)>, Error> {
    people::lent(work).await
}

#[cfg(test)]
#[path = "delegations_tests.rs"]
mod tests;
