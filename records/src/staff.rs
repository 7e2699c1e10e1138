//! One member of staff of an open school: name, positions and account, each changed after the rule was asked again.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    days::day_of,
    facts::Facts,
    forms::FormErrors,
    people::{Appointment, PersonId},
    permissions::{Allowed, decide_over_appointment},
    refusal::Refusal,
    staff::{
        AppointmentForm, AppointmentId, AppointmentPlan, EndForm, PersonChange, PersonForm, check_end, check_suspend,
        decide_over_person,
    },
};

use crate::{accounts, error::Error, events::Event, people, setup, sql::sql, values::one_row, work::Work};

/// A form that was taken, or what is wrong with it, field by field: then nothing was changed.
pub type Checked = Result<(), FormErrors>;

/// The proof that the actor of this work may change `person`, asked in its transaction.
fn ask(work: &Work, facts: &Facts, person: PersonId) -> Result<(PersonId, Allowed), Error> {
    let actor = work.actor.ok_or(Refusal::SessionOver)?;
    facts.organisation().person(person).ok_or(Error::NotFound)?;
    let allowed = decide_over_person(facts, actor, person, work.now)?;
    Ok((actor, allowed))
}

/// Changes name, address and year of birth.
///
/// # Errors
/// `Refused` where it is not the actor's to do; `NotFound` for a person of another school.
pub async fn change_person(work: &mut Work, facts: &Facts, id: PersonId, form: &PersonForm) -> Result<Checked, Error> {
    let (_, allowed) = ask(work, facts, id)?;
    let change = match form.parse(day_of(work.now)) {
        Ok(change) => change,
        Err(errors) => return Ok(Err(errors)),
    };
    let same = facts
        .organisation()
        .person(id)
        .is_some_and(|now| now.name == change.name && now.honorific == change.honorific && now.birth_year == change.birth_year);
    if !same {
        save_person(work, id, &change, allowed).await?;
    }
    Ok(Ok(()))
}

async fn save_person(work: &mut Work, id: PersonId, change: &PersonChange, _allowed: Allowed) -> Result<(), Error> {
    people::change_person(work, id, &change.name, change.honorific, change.birth_year).await
}

/// Appoints from a day on, to what the form says.
///
/// # Errors
/// `Refused` where it is not the actor's to do: nobody gets into the leadership through those who only manage accounts.
pub async fn add_positions(work: &mut Work, facts: &Facts, id: PersonId, form: &AppointmentForm) -> Result<Checked, Error> {
    let (actor, _) = ask(work, facts, id)?;
    let plan = match form.parse(facts.organisation(), id, day_of(work.now)) {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    let allowed = decide_over_appointment(&facts.actor(actor, work.now), facts.organisation(), &plan.positions, day_of(work.now))?;
    save_positions(work, id, &plan, allowed).await.map(Ok)
}

async fn save_positions(work: &mut Work, id: PersonId, plan: &AppointmentPlan, _allowed: Allowed) -> Result<(), Error> {
    for position in &plan.positions {
        people::appoint(work, id, *position, plan.from, "").await?;
    }
    setup::bring_up_to_date(work, "phân công được sửa").await
}

/// Ends one position on a day, and brings what is owed up to it: a turn goes with its teacher, what was handed in stays
/// under the name of who did.
///
/// # Errors
/// `Refused` where it is not the actor's to do, or nobody of the leadership would be left; `NotFound` for a position that is
/// not this person's.
pub async fn end_position(
    work: &mut Work,
    facts: &Facts,
    id: PersonId,
    position: AppointmentId,
    form: &EndForm,
) -> Result<Checked, Error> {
    let (_, allowed) = ask(work, facts, id)?;
    let held = people::held(work, id).await?;
    let (_, held) = held.iter().find(|(known, _)| *known == position).ok_or(Error::NotFound)?;
    let today = day_of(work.now);
    let last = match form.parse(held, last_hand_in(work, id).await?, today) {
        Ok(last) => last,
        Err(errors) => return Ok(Err(errors)),
    };
    if held.until == Some(last) {
        return Ok(Ok(()));
    }
    let open = accounts::open_people(work).await?;
    check_end(facts.organisation(), &open, held, last, today)?;
    save_end(work, held, position, last, allowed).await.map(Ok)
}

async fn save_end(work: &mut Work, held: &Appointment, id: AppointmentId, last: NaiveDate, _allowed: Allowed) -> Result<(), Error> {
    let update = sql("UPDATE appointments SET until_day = $1 WHERE school_id = $2 AND id = $3");
    let touched = work.run(update.bind_all((last, work.school, id))).await?;
    one_row(touched)?;
    work.note(Event::AppointmentEnded { held, until: last });
    setup::bring_up_to_date(work, "phân công được sửa").await
}

/// The day on which the person handed anything in last.
async fn last_hand_in(work: &mut Work, person: PersonId) -> Result<Option<NaiveDate>, Error> {
    let select = sql("SELECT max(received_at) FROM submissions WHERE school_id = $1 AND person_id = $2");
    let (last,): (Option<DateTime<Utc>>,) = work.one(select.bind_all((work.school, person))).await?;
    Ok(last.map(day_of))
}

/// Shuts an account: its sessions are over, and nobody signs in with it until it is opened again.
///
/// # Errors
/// `Refused` for one's own account, the last one of the leadership, or what is not the actor's to do.
pub async fn suspend(work: &mut Work, facts: &Facts, id: PersonId) -> Result<(), Error> {
    let (actor, allowed) = ask(work, facts, id)?;
    let open = accounts::open_people(work).await?;
    check_suspend(facts.organisation(), &open, actor, id, day_of(work.now))?;
    accounts::suspend(work, id, allowed).await
}

/// Opens an account that was suspended, with the password that it had.
///
/// # Errors
/// `Refused` where it is not the actor's to do.
pub async fn reopen(work: &mut Work, facts: &Facts, id: PersonId) -> Result<(), Error> {
    let (_, allowed) = ask(work, facts, id)?;
    accounts::reopen(work, id, allowed).await
}

#[cfg(test)]
#[path = "staff_tests.rs"]
mod tests;
