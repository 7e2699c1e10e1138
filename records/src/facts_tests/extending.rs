//! More time that is asked for, given and taken back, and an absence that is noted and ended, while somebody follows what happens.

use chrono::Days;
use domain::{
    absences::AbsenceForm,
    days::day_of,
    extensions::{AskForm, DayForm},
    obligations::Reason,
    people::PersonId,
    permissions::decide_hand_in,
    vietnamese,
};

use crate::{
    absences,
    error::Error,
    extensions,
    facts::{FactStore, load_now},
    work::Work,
};

/// The actor asks about the first of their records that is to come.
pub(super) async fn ask(work: &mut Work) -> Result<(), Error> {
    let facts = load_now(work).await?;
    let actor = facts.actor(work.actor.unwrap(), work.now);
    let soon = day_of(work.now) + Days::new(7);
    let record = facts.open_obligations().find(|one| {
        let is_own = decide_hand_in(&actor, facts.organisation(), facts.record_facts(one)).is_ok();
        is_own && one.due_day().is_some_and(|day| soon < day) && one.handed_in.is_none() && one.exemption.is_none()
    });
    let record = record.unwrap();
    let until = vietnamese::date(record.due_day().unwrap() + Days::new(3));
    let form = AskForm { until, reason: "con ốm".to_owned(), ..AskForm::default() };
    extensions::ask(work, &FactStore::default(), record.id, &form).await?.unwrap();
    Ok(())
}

/// What was asked for last is given.
pub(super) async fn grant(work: &mut Work) -> Result<(), Error> {
    let facts = load_now(work).await?;
    let request = facts.extension_requests.last().unwrap();
    let form = DayForm { until: vietnamese::date(request.until) };
    extensions::grant(work, &FactStore::default(), request.id, &form).await?.unwrap();
    Ok(())
}

/// What was given last is taken back.
pub(super) async fn take_back(work: &mut Work) -> Result<(), Error> {
    let given = load_now(work).await?.regime.extensions.last().unwrap().id;
    extensions::take_back(work, &FactStore::default(), given, &Reason::parse("Ghi nhầm").unwrap()).await
}

/// From tomorrow on one is away for some days, and the other covers.
pub(super) async fn away(work: &mut Work, person: PersonId, cover: PersonId) -> Result<(), Error> {
    let day = |days| vietnamese::date(day_of(work.now) + Days::new(days));
    let form = AbsenceForm {
        person: person.to_string(),
        kind: "sick".to_owned(),
        from: day(1),
        until: day(20),
        duties: AbsenceForm::COVER.to_owned(),
        cover: cover.to_string(),
        ..AbsenceForm::default()
    };
    let seen = absences::seen_of(work, &FactStore::default(), &form).await?;
    absences::note(work, &FactStore::default(), &form, &seen).await?.unwrap();
    Ok(())
}

pub(super) async fn back(work: &mut Work) -> Result<(), Error> {
    let absence = load_now(work).await?.absences.last().unwrap().id;
    absences::end(work, &FactStore::default(), absence, &Reason::parse("Đã khỏi").unwrap()).await
}
