//! Appointments that wait for the leadership: entered by those who may not let them take effect, then confirmed one by one or
//! together, or turned down.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    days::day_of,
    facts::Facts,
    ids::Id,
    mandates::{Effect, Mandate, Term},
    obligations::Reason,
    people::{Appointment, Organisation, PersonId, Position, WaitingAppointment},
    permissions::{
        Action, Actor, Allowed, Appoint, ChangeStaff, TakesEffect, TurnDown, decide, decide_confirm, decide_turn_down, takes_effect,
    },
    refusal::{MandateRefusal, Refusal},
    staff::{AppointmentId, check_end, held_already, seen_waiting},
};
use uuid::Uuid;

use crate::{
    accounts,
    error::{Checked, Error},
    events::Event,
    facts::FactStore,
    follow_up,
    mandates::stored as mandates,
    people,
    sql::sql,
    values::{new_id, one_row, position, position_columns},
    work::Work,
};

/// What somebody enters for a person of an open school.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'r> {
    pub person: PersonId,
    pub position: Position,
    pub from: NaiveDate,
    /// Its last day, where its decision names one.
    pub until: Option<NaiveDate>,
    /// The decision that gives it.
    pub mandate: Option<&'r Mandate>,
    /// Why it begins before today.
    pub reason: Option<&'r Reason>,
}

/// Enters an appointment: it takes effect now where the rule says so, and waits else.
pub(crate) async fn enter(
    work: &mut Work,
    facts: &Facts,
    actor: &Actor,
    allowed: &Allowed<ChangeStaff>,
    entry: Entry<'_>,
) -> Result<(), Error> {
    let Entry { person, position, from, until, mandate, reason } = entry;
    match takes_effect(allowed, actor, person, position, &facts.regime, day_of(work.now)) {
        TakesEffect::AtOnce(at_once) => begin(work, &at_once, actor.person, entry).await,
        TakesEffect::OnceConfirmed(_) => {
            let (entered_by, entered_at) = (actor.person, work.now);
            let (mandate, reason) = (mandate.map(|mandate| mandate.id), reason.map(|reason| reason.as_str().to_owned()));
            let ends = None;
            let waiting =
                WaitingAppointment { id: new_id(), person, position, from, until, mandate, ends, reason, entered_by, entered_at };
            save_waiting(work, &waiting, allowed).await
        }
    }
}

/// Enters that a position ends by a decision, for the leadership to confirm.
pub(super) async fn enter_end(
    work: &mut Work,
    actor: &Actor,
    allowed: &Allowed<ChangeStaff>,
    (id, held): (AppointmentId, &Appointment),
    last: NaiveDate,
    mandate: &Mandate,
) -> Result<(), Error> {
    let waiting = WaitingAppointment {
        id: new_id(),
        person: held.person,
        position: held.position,
        from: held.from,
        until: Some(last),
        mandate: Some(mandate.id),
        ends: Some(id),
        reason: None,
        entered_by: actor.person,
        entered_at: work.now,
    };
    save_waiting(work, &waiting, allowed).await
}

async fn save_waiting(work: &mut Work, waiting: &WaitingAppointment, _allowed: &Allowed<ChangeStaff>) -> Result<(), Error> {
    let (kind, unit) = position_columns(waiting.position);
    let insert = sql("INSERT INTO waiting_appointments \
         (school_id, id, person_id, position, unit_id, from_day, until_day, mandate_id, ends_id, reason, entered_by, entered_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
    .bind_all((work.school, waiting.id, waiting.person, kind, unit, waiting.from))
    .bind_all((waiting.until, waiting.mandate, waiting.ends))
    .bind_all((waiting.reason.clone(), waiting.entered_by, waiting.entered_at));
    work.run(insert).await?;
    work.note(Event::AppointmentEntered { waiting });
    Ok(())
}

async fn begin(work: &mut Work, allowed: &Allowed<Appoint>, entered_by: PersonId, entry: Entry<'_>) -> Result<(), Error> {
    let Entry { person, position, from, until, mandate, reason } = entry;
    let (id, (kind, unit)): (AppointmentId, _) = (new_id(), position_columns(position));
    let decision = mandate.map_or("", |mandate| mandate.number.as_str());
    // A last day is known since when it was entered.
    let ended = until.map(|_| (entered_by, work.now)).unzip();
    let insert = sql("INSERT INTO appointments (school_id, id, person_id, position, unit_id, from_day, until_day, decision, \
         reason, entered_by, entered_at, ended_by, ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)")
    .bind_all((work.school, id, person, kind, unit, from, until, decision))
    .bind_all((reason.map(|reason| reason.as_str().to_owned()), entered_by, work.now, ended.0, ended.1));
    work.run(insert).await?;
    work.note(Event::AppointmentBegun { person, position, from, decision, reason });
    match mandate {
        Some(mandate) => mandates::name(work, mandate, (id, Effect::Gives), entered_by, allowed).await,
        None => Ok(()),
    }
}

/// Lets an appointment that waits take effect. Where it is in effect already, a second click arrives: nothing is done.
///
/// # Errors
/// `Refused` where it is not the actor's to confirm, was turned down, or does not fit any more; `NotFound` for one that
/// nobody entered in this school.
pub async fn confirm(work: &mut Work, store: &FactStore, id: AppointmentId) -> Result<(), Error> {
    let facts = store.facts(work).await?;
    let actor = ask(work, &facts)?;
    match facts.organisation().waiting.iter().find(|one| one.id == id) {
        Some(waiting) => {
            confirm_one(work, &facts, facts.organisation(), &actor, waiting).await?;
            follow_up::bring_up_to_date(work, "phân công được xác nhận").await
        }
        None => match decided(work, id).await? {
            Refusal::ConfirmedMeanwhile => Ok(()),
            turned_down => Err(turned_down.into()),
        },
    }
}

/// What became of a list that was confirmed as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// How many took effect.
    pub confirmed: usize,
    /// How many are for somebody else to confirm, or do not fit any more: they wait on.
    pub left: usize,
}

/// Lets all of those take effect that wait and stood on the page, as far as they are the actor's to confirm; `seen` is what the
/// page said of them.
///
/// # Errors
/// `Refused` for whoever is not of the leadership, and where one of them is not what was looked at any more.
pub async fn confirm_all(work: &mut Work, store: &FactStore, shown: &[AppointmentId], seen: &str) -> Result<Confirmed, Error> {
    let facts = store.facts(work).await?;
    let actor = ask(work, &facts)?;
    let mut done = Confirmed { confirmed: 0, left: 0 };
    let waiting: Vec<&WaitingAppointment> = facts.organisation().waiting.iter().filter(|one| shown.contains(&one.id)).collect();
    let is_theirs = |one: &&WaitingAppointment| decide_confirm(&actor, facts.organisation(), one, day_of(work.now)).is_ok();
    let theirs: Vec<&WaitingAppointment> = waiting.iter().copied().filter(is_theirs).collect();
    if theirs.is_empty() {
        // A second click finds what the first one has decided; what is for somebody else waits on.
        return Ok(Confirmed { left: waiting.len(), ..done });
    }
    if seen_waiting(&facts.regime, &theirs, day_of(work.now)) != seen {
        return Err(Refusal::from(MandateRefusal::LookedAtAnother).into());
    }
    // Two that wait may exclude each other: each is asked of the school as the one before has left it.
    let mut organisation = facts.organisation().clone();
    for waiting in waiting {
        match confirm_one(work, &facts, &organisation, &actor, waiting).await {
            Ok((ended, appointment)) => {
                done.confirmed += 1;
                organisation.appointments.retain(|one| ended.as_ref() != Some(one));
                organisation.appointments.push(appointment);
            }
            Err(Error::Refused(_)) => done.left += 1,
            Err(error) => return Err(error),
        }
    }
    if done.confirmed > 0 {
        follow_up::bring_up_to_date(work, "phân công được xác nhận").await?;
    }
    Ok(done)
}

/// Moves one that waits to those in effect, or ends the one that it ends: that one as it was, and what is in effect now. Nothing is
/// changed where it is refused.
async fn confirm_one(
    work: &mut Work,
    facts: &Facts,
    organisation: &Organisation,
    actor: &Actor,
    waiting: &WaitingAppointment,
) -> Result<(Option<Appointment>, Appointment), Error> {
    let allowed = decide_confirm(actor, organisation, waiting, day_of(work.now))?;
    let known = mandates::register(work).await?;
    let mandate = waiting.mandate.and_then(|id| known.mandate(id));
    if let Some(ends) = waiting.ends {
        let of_person = super::ask(work, facts, waiting.person)?.1;
        let (held, last) = check_ends(work, organisation, ends, waiting).await?;
        forget(work, &allowed, waiting).await?;
        super::write_end(work, &held, ends, (last, None), &of_person).await?;
        work.note(Event::AppointmentConfirmed { waiting });
        if let Some(mandate) = mandate {
            mandates::name(work, mandate, (ends, Effect::Ends), actor.person, &allowed).await?;
        }
        let now = Appointment { until: Some(last), end_known_since: Some(work.now), ..held.clone() };
        return Ok((Some(held), now));
    }
    check_fits(organisation, waiting)?;
    if let Some(mandate) = mandate {
        // It may have been ended since.
        mandate.check_within(Term { from: waiting.from, until: waiting.until }).map_err(Refusal::from)?;
    }
    take_effect(work, &allowed, actor.person, waiting, mandate).await?;
    let appointment = Appointment {
        person: waiting.person,
        position: waiting.position,
        from: waiting.from,
        until: waiting.until,
        known_since: Some(work.now),
        end_known_since: waiting.until.map(|_| work.now),
        acting: None,
    };
    Ok((None, appointment))
}

/// The appointment whose end waits, as it is held still, and its last day.
async fn check_ends(
    work: &mut Work,
    organisation: &Organisation,
    ends: AppointmentId,
    waiting: &WaitingAppointment,
) -> Result<(Appointment, NaiveDate), Error> {
    let held = people::held(work, waiting.person).await?;
    let held = held.into_iter().find(|(id, _)| *id == ends).map(|(_, held)| held);
    let (Some(held), Some(last)) = (held, waiting.until) else { return Err(Refusal::from(MandateRefusal::NotHeld).into()) };
    if held.until.is_some_and(|until| until <= last) {
        return Err(Refusal::from(MandateRefusal::NotHeld).into());
    }
    let open = accounts::open_people(work).await?;
    check_end(organisation, &open, &held, last, day_of(work.now))?;
    Ok((held, last))
}

/// It waits no longer.
async fn forget(work: &mut Work, _allowed: &Allowed<Appoint>, waiting: &WaitingAppointment) -> Result<(), Error> {
    let delete = sql("DELETE FROM waiting_appointments WHERE school_id = $1 AND id = $2 AND turned_down_at IS NULL");
    one_row(work.run(delete.bind_all((work.school, waiting.id))).await?)
}

async fn take_effect(
    work: &mut Work,
    allowed: &Allowed<Appoint>,
    by: PersonId,
    waiting: &WaitingAppointment,
    mandate: Option<&Mandate>,
) -> Result<(), Error> {
    forget(work, allowed, waiting).await?;
    let (kind, unit) = position_columns(waiting.position);
    let decision = mandate.map_or("", |mandate| mandate.number.as_str());
    let ended = waiting.until.map(|_| (by, work.now)).unzip();
    let insert =
        sql("INSERT INTO appointments (school_id, id, person_id, position, unit_id, from_day, until_day, decision, reason, \
         entered_by, entered_at, confirmed_by, confirmed_at, ended_by, ended_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)")
        .bind_all((work.school, waiting.id, waiting.person, kind, unit, waiting.from, waiting.until, decision))
        .bind_all((waiting.reason.clone(), waiting.entered_by, waiting.entered_at, by, work.now, ended.0, ended.1));
    work.run(insert).await?;
    work.note(Event::AppointmentConfirmed { waiting });
    match mandate {
        Some(mandate) => mandates::name(work, mandate, (waiting.id, Effect::Gives), by, allowed).await,
        None => Ok(()),
    }
}

/// Whether what was entered some days ago can still begin: nobody holds it by now, and its class or section is still there.
fn check_fits(organisation: &Organisation, waiting: &WaitingAppointment) -> Result<(), Refusal> {
    let gone = organisation.title(waiting.position).is_none().then(|| "lớp, tổ hoặc bộ phận này không còn".to_owned());
    let held = || held_already(organisation, waiting.person, waiting.position, waiting.from);
    match gone.or_else(held) {
        Some(reason) => Err(Refusal::NoLongerFits { reason }),
        None => Ok(()),
    }
}

/// Turns an appointment that waits down, for a reason that whoever entered it reads; or takes one's own back. What had been
/// turned down already stays as it is.
///
/// # Errors
/// `Refused` where it is not the actor's to do, or it is in effect already; `NotFound` for one that nobody entered in this
/// school.
pub async fn turn_down(work: &mut Work, store: &FactStore, id: AppointmentId, typed: &str) -> Result<Checked, Error> {
    let facts = store.facts(work).await?;
    let person = work.actor.ok_or(Refusal::SessionOver)?;
    let actor = facts.actor(person, work.now);
    let Some(waiting) = facts.organisation().waiting.iter().find(|one| one.id == id) else {
        decide(&actor, facts.organisation(), Action::ManageAccounts)?;
        return match decided(work, id).await? {
            Refusal::TurnedDown { .. } => Ok(Ok(())),
            in_effect => Err(in_effect.into()),
        };
    };
    let allowed = decide_turn_down(&actor, facts.organisation(), waiting)?;
    let reason = match Reason::parse(typed) {
        Ok(reason) => reason,
        Err(errors) => return Ok(Err(errors)),
    };
    save_turned_down(work, person, waiting, &reason, allowed).await.map(Ok)
}

async fn save_turned_down(
    work: &mut Work,
    by: PersonId,
    waiting: &WaitingAppointment,
    reason: &Reason,
    _allowed: Allowed<TurnDown>,
) -> Result<(), Error> {
    let update = sql("UPDATE waiting_appointments SET turned_down_by = $1, turned_down_at = $2, turned_down_reason = $3 \
         WHERE school_id = $4 AND id = $5 AND turned_down_at IS NULL");
    one_row(work.run(update.bind_all((by, work.now, reason.as_str(), work.school, waiting.id))).await?)?;
    work.note(Event::AppointmentTurnedDown { waiting, reason });
    Ok(())
}

/// The actor, who is of the leadership.
fn ask(work: &Work, facts: &Facts) -> Result<Actor, Error> {
    let actor = facts.actor(work.actor.ok_or(Refusal::SessionOver)?, work.now);
    decide(&actor, facts.organisation(), Action::ConfirmAppointments)?;
    Ok(actor)
}

/// What has become of one that does not wait.
///
/// # Errors
/// `NotFound` where nobody entered it in this school.
async fn decided(work: &mut Work, id: AppointmentId) -> Result<Refusal, Error> {
    let select = sql("SELECT id FROM appointments WHERE school_id = $1 AND id = $2");
    let in_effect: Option<(Uuid,)> = work.optional(select.bind_all((work.school, id))).await?;
    if in_effect.is_some() {
        return Ok(Refusal::ConfirmedMeanwhile);
    }
    let select = sql("SELECT turned_down_at, turned_down_reason FROM waiting_appointments \
         WHERE school_id = $1 AND id = $2 AND turned_down_at IS NOT NULL");
    let (at, reason): (DateTime<Utc>, String) = work.one(select.bind_all((work.school, id))).await?;
    Ok(Refusal::TurnedDown { at, reason })
}

/// One that was turned down, as its person's page tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnedDown {
    pub position: Position,
    pub from: NaiveDate,
    pub by: PersonId,
    pub at: DateTime<Utc>,
    pub reason: String,
}

/// Those of a person that were turned down, the last one first.
pub async fn turned_down(work: &mut Work, person: PersonId) -> Result<Vec<TurnedDown>, Error> {
    type TurnedDownRow = (String, Option<Uuid>, NaiveDate, Uuid, DateTime<Utc>, String);
    let select = sql("SELECT position, unit_id, from_day, turned_down_by, turned_down_at, turned_down_reason \
         FROM waiting_appointments WHERE school_id = $1 AND person_id = $2 AND turned_down_at IS NOT NULL \
         ORDER BY turned_down_at DESC, id");
    let rows: Vec<TurnedDownRow> = work.all(select.bind_all((work.school, person))).await?;
    rows.into_iter()
        .map(|(kind, unit, from, by, at, reason)| {
            Ok(TurnedDown { position: position(&kind, unit)?, from, by: Id::new(by), at, reason })
        })
        .collect()
}

#[cfg(test)]
#[path = "waiting_tests.rs"]
mod tests;
