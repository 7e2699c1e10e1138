//! A place that is lent, and what is given and ended by a decision, while somebody follows what happens.

use chrono::Days;
use domain::{
    days::day_of,
    delegations::{DelegationForm, delegable_positions},
    inspection::{InspectedFile, Inspection},
    mandates::{GiveForm, Mandate, MandateEndForm, MandateForm},
    people::PersonId,
    staff::AppointmentForm,
    vietnamese,
};

use super::load_now;
use crate::{delegations, error::Error, events::Event, facts::FactStore, mandates, new_id, testing::school::paper, work::Work};

/// A head's place for one day.
pub(super) async fn lends(work: &mut Work, by: PersonId, to: PersonId) -> Result<(), Error> {
    let facts = load_now(work).await?;
    let places = delegable_positions(&facts, &facts.actor(by, work.now), work.now);
    let (today, id) = (vietnamese::date(day_of(work.now)), to.to_string());
    let place = places.into_iter().find(|one| one.words.contains("tổ trưởng")).unwrap().code;
    let form = DelegationForm { place, to: id, from: today.clone(), until: today, decision: "15/QĐ".to_owned() };
    delegations::delegate(work, &FactStore::default(), &form).await.map(Result::unwrap)
}

/// A decision that forms the management team, with one member and a picture.
pub(super) async fn forms_team(work: &mut Work, member: PersonId) -> Result<(), Error> {
    let today = day_of(work.now);
    let preset = MandateForm::empty(new_id(), "Nguyễn Thị Nguyệt".to_owned(), today);
    let until = vietnamese::date(today + Days::new(100));
    let form = MandateForm { kind: "management-team".to_owned(), number: "16/QĐ".to_owned(), until, ..preset };
    let id = mandates::record(work, &FactStore::default(), &form).await?.unwrap();
    let from = vietnamese::date(today);
    let appointment = AppointmentForm { post: "management-team".to_owned(), from, ..AppointmentForm::default() };
    let give = GiveForm { person: member.to_string(), appointment, until: String::new() };
    mandates::give(work, &FactStore::default(), id, &give).await?.unwrap();
    let scan = InspectedFile { file: paper("qd-16.pdf", 77), inspection: Inspection::Clean };
    mandates::add_scan(work, &FactStore::default(), id, &scan).await
}

/// It ends, and somebody looks at what its member sees now.
pub(super) async fn ends_team(work: &mut Work, member: PersonId) -> Result<(), Error> {
    let id = mandates::register(work).await?.all.first().map(|one: &Mandate| one.id).unwrap();
    let form = MandateEndForm { reason: "Có quyết định mới".to_owned(), ..MandateEndForm::empty(day_of(work.now)) };
    mandates::end(work, &FactStore::default(), id, &form).await?.unwrap();
    work.note(Event::ViewedAs { person: member, screen: "my-work" });
    Ok(())
}
