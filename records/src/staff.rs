//! The staff: everybody in the first set-up, and in an open school one member at a time, each changed after the rule was
//! asked again.

mod arrange;
mod first_passwords;
pub mod lists;
pub(crate) mod waiting;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    days::{Timestamp, day_of},
    facts::Facts,
    forms::FormErrors,
    mandates::{Effect, Mandate, Term},
    obligations::Reason,
    people::{Appointment, PersonId, Position},
    permissions::{
        Action, Actor, Allowed, ChangeStaff, decide, decide_confirm_reset, decide_end, decide_know_of_resets, decide_longer,
        decide_over_appointment,
    },
    refusal::{DelegationRefusal, Refusal},
    staff::{
        AppointmentForm, AppointmentId, EndForm, PersonChange, PersonForm, PersonPlan, StaffForm, StaffRow, check_end,
        check_reopen, check_suspend, decide_over_person, held_already, meets_the_next,
    },
};

pub use arrange::arrange;
#[cfg(test)]
pub(crate) use arrange::make;
pub use first_passwords::{HandedOutFor, hand_out_first_passwords, hand_out_password, without_password};
use waiting::Entry;
pub use waiting::{Confirmed, TurnedDown, confirm, confirm_all, turn_down, turned_down};

use crate::{
    accounts::{self, HandedOut},
    delegations,
    error::{Checked, Error},
    events::Event,
    facts::FactStore,
    follow_up,
    mandates::stored as mandates,
    people,
    sql::sql,
    values::one_row,
    work::Work,
};

/// The proof that the actor of this work may change `person`, asked in its transaction.
fn ask(work: &Work, facts: &Facts, person: PersonId) -> Result<(PersonId, Allowed<ChangeStaff>), Error> {
    let actor = work.actor.ok_or(Refusal::SessionOver)?;
    facts.organisation().person(person).ok_or(Error::NotFound)?;
    let allowed = decide_over_person(facts, actor, person, work.now)?;
    Ok((actor, allowed))
}

/// Whether `add` would add the person of this row; making a password takes a while, so this is asked before.
///
/// # Errors
/// Those of `add`.
pub async fn prepare_adding(
    work: &mut Work,
    store: &FactStore,
    by: PersonId,
    row: StaffRow,
) -> Result<Result<(), (StaffRow, FormErrors)>, Error> {
    Ok(newcomer(work, store, by, row).await?.map(drop))
}

/// Adds one person to an open school as the row says, with a password that is handed out; or the row as it is to be shown
/// again, and what is wrong with it.
///
/// # Errors
/// `Refused` where it is not the actor's to do: nobody gets into the leadership through those who only manage accounts.
pub async fn add(
    work: &mut Work,
    store: &FactStore,
    row: StaffRow,
    password_hash: &str,
) -> Result<Result<PersonPlan, (StaffRow, FormErrors)>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let (plan, allowed) = match newcomer(work, store, by, row).await? {
        Ok(newcomer) => newcomer,
        Err(refused) => return Ok(Err(refused)),
    };
    let facts = store.facts(work).await?;
    let actor = facts.actor(by, work.now);
    save_new(work, &facts, &actor, &allowed, &plan, password_hash).await?;
    follow_up::bring_up_to_date(work, "phân công được sửa").await?;
    Ok(Ok(plan))
}

/// The person whom a row wants added, and the proof that `by` may; or the row as it is to be shown again.
async fn newcomer(
    work: &mut Work,
    store: &FactStore,
    by: PersonId,
    row: StaffRow,
) -> Result<Result<(PersonPlan, Allowed<ChangeStaff>), (StaffRow, FormErrors)>, Error> {
    let facts = store.facts(work).await?;
    let (actor, organisation, today) = (facts.actor(by, work.now), facts.organisation(), day_of(work.now));
    decide(&actor, organisation, Action::ManageAccounts)?;
    let taken: Vec<String> = accounts::usernames(work).await?.into_iter().map(|(_, name, _)| name).collect();
    let (row, checked) = StaffForm::one(row, &taken, organisation);
    let plan = match checked {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err((row, errors))),
    };
    let allowed = decide_over_appointment(&actor, organisation, &plan.positions, today)?;
    Ok(plan.as_only_principal(organisation, today).map(|plan| (plan, allowed)).map_err(|errors| (row, errors)))
}

async fn save_new(
    work: &mut Work,
    facts: &Facts,
    actor: &Actor,
    allowed: &Allowed<ChangeStaff>,
    person: &PersonPlan,
    password_hash: &str,
) -> Result<PersonId, Error> {
    let id = people::add_person(work, allowed, &person.name, person.honorific, person.birth_year).await?;
    if let Some(phone) = &person.phone {
        people::note_phone(work, allowed, id, Some(phone)).await?;
    }
    accounts::open(work, &allowed.of_account(), id, &person.username, password_hash, true).await?;
    first_passwords::note_first(work, &allowed.of_account(), id, how(actor)).await?;
    let from = day_of(work.now);
    for position in &person.positions {
        let entry = Entry { person: id, position: *position, from, until: None, mandate: None, reason: None };
        waiting::enter(work, facts, actor, allowed, entry).await?;
    }
    Ok(id)
}

fn how(actor: &Actor) -> HandedOut {
    match actor.vouches_for_resets() {
        true if decide_know_of_resets(actor).is_ok() => HandedOut::ByPrincipal,
        true => HandedOut::Confirmed,
        false => HandedOut::ToConfirm,
    }
}

/// The principal has read of the passwords that others handed out, as far as the page showed them.
///
/// # Errors
/// `Refused` for anybody else.
pub async fn know_of_resets(work: &mut Work, store: &FactStore, shown: &[(PersonId, Timestamp)]) -> Result<(), Error> {
    let actor = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let allowed = decide_know_of_resets(&facts.actor(actor, work.now))?;
    accounts::tell(work, &allowed, shown).await
}

/// Confirms the password that was handed out to `id` at `at`. Where it is confirmed already, or another one was handed out
/// since, nothing happens.
///
/// # Errors
/// `Refused` where it is not the actor's to confirm; `NotFound` for a person of another school.
pub async fn confirm_reset(work: &mut Work, store: &FactStore, id: PersonId, at: Timestamp) -> Result<(), Error> {
    let actor = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    facts.organisation().person(id).ok_or(Error::NotFound)?;
    let actor = facts.actor(actor, work.now);
    let allowed = decide_confirm_reset(&actor, facts.organisation(), id)?;
    let Some(reset) = facts.organisation().reset_of(id).filter(|reset| reset.at == at) else { return Ok(()) };
    accounts::confirm(work, allowed, reset).await?;
    match decide_know_of_resets(&actor) {
        Ok(allowed) => accounts::tell(work, &allowed, &[(id, at)]).await,
        Err(_) => Ok(()),
    }
}

/// Changes name, address, year of birth and telephone number.
///
/// # Errors
/// `Refused` where it is not the actor's to do; `NotFound` for a person of another school.
pub async fn change_person(work: &mut Work, store: &FactStore, id: PersonId, form: &PersonForm) -> Result<Checked, Error> {
    let facts = store.facts(work).await?;
    let (_, allowed) = ask(work, &facts, id)?;
    let change = match form.parse(day_of(work.now)) {
        Ok(change) => change,
        Err(errors) => return Ok(Err(errors)),
    };
    let now = facts.organisation().person(id).ok_or(Error::NotFound)?;
    let is_same = now.name == change.name && now.honorific == change.honorific && now.birth_year == change.birth_year;
    let PersonChange { name, honorific, birth_year, phone } = &change;
    if !is_same {
        people::change_person(work, &allowed, id, name, *honorific, *birth_year).await?;
    }
    if now.phone != *phone {
        people::note_phone(work, &allowed, id, phone.as_ref()).await?;
    }
    Ok(Ok(()))
}

/// Appoints from a day on, to what the form says: at once, or to wait for the leadership where the rule says so.
///
/// # Errors
/// `Refused` where it is not the actor's to do: nobody gets into the leadership through those who only manage accounts.
pub async fn add_positions(work: &mut Work, store: &FactStore, id: PersonId, form: &AppointmentForm) -> Result<Checked, Error> {
    let facts = store.facts(work).await?;
    let (actor, _) = ask(work, &facts, id)?;
    let (actor, organisation, today) = (facts.actor(actor, work.now), facts.organisation(), day_of(work.now));
    let plan = match form.parse(organisation, id, today) {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    let allowed = decide_over_appointment(&actor, organisation, &plan.positions, today)?;
    let reason = match plan.start(&actor, facts.regime.counts_from, today) {
        Ok(reason) => reason,
        Err(errors) => return Ok(Err(errors)),
    };
    for position in &plan.positions {
        let (position, reason) = (*position, reason.as_ref());
        let entry = Entry { person: id, position, from: plan.from, until: None, mandate: None, reason };
        waiting::enter(work, &facts, &actor, &allowed, entry).await?;
    }
    follow_up::bring_up_to_date(work, "phân công được sửa").await.map(Ok)
}

/// Appoints `person` to `position` from a day on that is to come, until another one where that is known already, as `add_positions`
/// does with what a form says; what is owed follows with the change of which this is a part.
///
/// # Errors
/// `Refused` where it is not the actor's to do, or does not fit.
pub(crate) async fn appoint_from(
    work: &mut Work,
    store: &FactStore,
    person: PersonId,
    position: Position,
    (from, until): (NaiveDate, Option<NaiveDate>),
) -> Result<(), Error> {
    let facts = store.facts(work).await?;
    let (actor, _) = ask(work, &facts, person)?;
    let (actor, organisation, today) = (facts.actor(actor, work.now), facts.organisation(), day_of(work.now));
    if organisation.waiting.iter().any(|one| (one.person, one.position) == (person, position)) {
        return Ok(());
    }
    if let Some(reason) = held_already(organisation, person, position, from) {
        return Err(Refusal::NoLongerFits { reason }.into());
    }
    let allowed = decide_over_appointment(&actor, organisation, &[position], today)?;
    waiting::enter(work, &facts, &actor, &allowed, waiting::Entry { person, position, from, until, mandate: None, reason: None })
        .await
}

/// "Chuyển lớp": ends a teacher's position and begins the one of another class the day after, in one step; only ends it where the
/// form names no class.
///
/// # Errors
/// Those of `end_position` and of `add_positions`.
pub async fn move_class(
    work: &mut Work,
    store: &FactStore,
    id: PersonId,
    position: AppointmentId,
    form: &EndForm,
) -> Result<Checked, Error> {
    let Some(next) = form.next() else { return end_position(work, store, id, position, form).await };
    let facts = store.facts(work).await?;
    let (actor, _) = ask(work, &facts, id)?;
    let (actor, organisation, today) = (facts.actor(actor, work.now), facts.organisation(), day_of(work.now));
    // All is asked before anything is written: one half alone is not what was wanted.
    let plan = match next.parse(organisation, id, today) {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(EndForm::errors_of_next(&errors))),
    };
    let allowed = decide_over_appointment(&actor, organisation, &plan.positions, today)?;
    let reason = match plan.start(&actor, facts.regime.counts_from, today) {
        Ok(reason) => reason,
        Err(errors) => return Ok(Err(EndForm::errors_of_next(&errors))),
    };
    if let Err(errors) = end_position(work, store, id, position, form).await? {
        return Ok(Err(errors));
    }
    for position in &plan.positions {
        let entry = waiting::Entry {
            person: id,
            position: *position,
            from: plan.from,
            until: None,
            mandate: None,
            reason: reason.as_ref(),
        };
        waiting::enter(work, &facts, &actor, &allowed, entry).await?;
    }
    follow_up::bring_up_to_date(work, "phân công được sửa").await.map(Ok)
}

/// Ends one position on a day, and brings what is owed up to it: a turn goes with its teacher, what was handed in stays
/// under the name of whoever did that. A day in the past is the leadership's to enter, with a reason, and changes nothing of
/// who had which duty before today.
///
/// # Errors
/// `Refused` where it is not the actor's to do, or nobody of the leadership would be left; `NotFound` for a position that is
/// not this person's.
pub async fn end_position(
    work: &mut Work,
    store: &FactStore,
    id: PersonId,
    position: AppointmentId,
    form: &EndForm,
) -> Result<Checked, Error> {
    end_by(work, store, id, position, form, None).await
}

/// The same by a decision that ends it: what the actor could only have given to wait waits as well.
///
/// # Errors
/// As of `end_position`.
pub(crate) async fn end_by(
    work: &mut Work,
    store: &FactStore,
    id: PersonId,
    position: AppointmentId,
    form: &EndForm,
    by: Option<&Mandate>,
) -> Result<Checked, Error> {
    let facts = store.facts(work).await?;
    let (actor, allowed) = ask(work, &facts, id)?;
    let held = people::held(work, id).await?;
    let (_, held) = held.iter().find(|(known, _)| *known == position).ok_or(Error::NotFound)?;
    if held.acting.is_some() {
        return Err(Refusal::from(DelegationRefusal::EndsElsewhere).into());
    }
    let today = day_of(work.now);
    let last = match form.parse(held, last_hand_in(work, id).await?, today) {
        Ok(last) => last,
        Err(errors) => return Ok(Err(errors)),
    };
    if held.until == Some(last) {
        return Ok(Ok(()));
    }
    let (regime, asks) = (&facts.regime, facts.actor(actor, work.now));
    let is_theirs = match held.until.filter(|until| *until < last) {
        Some(until) => {
            if let Err(outside) = check_longer(work, position, held, last).await? {
                return Ok(Err(outside));
            }
            if let Some(words) = meets_the_next(facts.organisation(), held, last) {
                return Ok(Err(FormErrors::one("until", words)));
            }
            decide_longer(&allowed, &asks, id, held.position, until, regime, today)
        }
        None => decide_end(&allowed, &asks, id, held.position, regime, today),
    };
    let reason = match form.end(last, &asks, facts.regime.counts_from, today) {
        Ok(reason) => reason,
        Err(errors) => return Ok(Err(errors)),
    };
    let open = accounts::open_people(work).await?;
    match (is_theirs, by) {
        (Err(Refusal::EndIsTheLeaderships), Some(mandate)) => {
            if facts.organisation().waiting.iter().any(|one| one.ends == Some(position)) {
                return Ok(Err(FormErrors::one("until", "Đã ghi rồi, đang chờ ban giám hiệu xác nhận.")));
            }
            check_end(facts.organisation(), &open, held, last, today)?;
            return waiting::enter_end(work, &asks, &allowed, (position, held), last, mandate).await.map(Ok);
        }
        (is_theirs, _) => is_theirs?,
    }
    check_end(facts.organisation(), &open, held, last, today)?;
    write_end(work, held, position, (last, reason.as_ref()), &allowed).await?;
    if let Some(mandate) = by {
        mandates::name(work, mandate, (position, Effect::Ends), actor, &allowed).await?;
    }
    follow_up::bring_up_to_date(work, "phân công được sửa").await.map(Ok)
}

/// What is held by a decision goes on no longer than that.
async fn check_longer(work: &mut Work, id: AppointmentId, held: &Appointment, last: NaiveDate) -> Result<Checked, Error> {
    let Some(mandate) = mandates::giving(work, id).await? else { return Ok(Ok(())) };
    Ok(mandate.check_within(Term { from: held.from, until: Some(last) }).map_err(|outside| {
        let words = Refusal::from(outside).words();
        FormErrors::one("until", format!("{}. {}", words.fact, words.advice))
    }))
}

/// Writes a last day down, and ends with it what was lent of the position; what is owed is not brought up to it yet.
pub(crate) async fn write_end(
    work: &mut Work,
    held: &Appointment,
    id: AppointmentId,
    (last, reason): (NaiveDate, Option<&Reason>),
    allowed: &Allowed<ChangeStaff>,
) -> Result<(), Error> {
    let update = sql("UPDATE appointments SET until_day = $1, ended_by = $2, ended_at = $3, end_reason = $4 \
         WHERE school_id = $5 AND id = $6");
    let words = reason.map(|reason| reason.as_str().to_owned());
    let touched = work.run(update.bind_all((last, work.actor, work.now, words, work.school, id))).await?;
    one_row(touched)?;
    work.note(Event::AppointmentEnded { held, until: last, reason });
    delegations::end_with(work, held, last, allowed).await
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
pub async fn suspend(work: &mut Work, store: &FactStore, id: PersonId) -> Result<(), Error> {
    let facts = store.facts(work).await?;
    let (actor, allowed) = ask(work, &facts, id)?;
    let open = accounts::open_people(work).await?;
    check_suspend(facts.organisation(), &open, actor, id, day_of(work.now))?;
    accounts::suspend(work, id, allowed.of_account()).await
}

/// Opens an account that was suspended, with the password that it had.
///
/// # Errors
/// `Refused` where it is not the actor's to do, or the leadership shut it.
pub async fn reopen(work: &mut Work, store: &FactStore, id: PersonId) -> Result<(), Error> {
    let facts = store.facts(work).await?;
    let (actor, allowed) = ask(work, &facts, id)?;
    if let Some((by, at)) = accounts::suspension(work, id).await? {
        check_reopen(facts.organisation(), &facts.actor(actor, work.now), by, day_of(at))?;
    }
    accounts::reopen(work, id, allowed.of_account()).await
}

#[cfg(test)]
#[path = "staff_tests.rs"]
mod tests;
