//! "/can-bo/{person}": one member of staff; name, positions and account.

use app::staff::{EndingView, PersonView, PositionLine};
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::day_of,
    people::PersonId,
    refusal::{Refusal, Words},
    setup::{Errors, Typed},
    staff::{AppointmentForm, AppointmentId, EndForm, PersonForm, decide_over_person},
};
use records::{Error, Work, accounts, people, staff};

use super::manager;
use crate::{
    answer::{Ask, Fault},
    house::House,
    pages::{reader, setup::Fields},
    visit::Visit,
};

/// What the last form left, for the page to show again.
#[derive(Debug, Default)]
struct Attempt {
    person: Option<PersonForm>,
    position: Option<AppointmentForm>,
    ending: Option<(AppointmentId, EndForm)>,
    errors: Errors,
    refused: Option<Words>,
    status: Option<StatusCode>,
}

/// `GET /can-bo/{person}`
pub async fn page(State(house): State<House>, Path(id): Path<PersonId>, ask: Ask) -> Result<Response, Fault> {
    let visit = manager(&house, &ask).await?;
    show(&house, &visit, &ask, id, Attempt::default()).await
}

async fn show(house: &House, visit: &Visit, ask: &Ask, id: PersonId, attempt: Attempt) -> Result<Response, Fault> {
    let facts = &visit.facts;
    let person = facts.organisation().person(id).ok_or(Fault::NotFound)?;
    let (held, account) = house
        .office
        .read(visit.school.uuid(), None, async move |work: &mut Work| {
            let account = match accounts::of_person(work, id).await {
                Ok(account) => Some(account),
                Err(Error::NotFound) => None,
                Err(fault) => return Err(fault),
            };
            Ok((people::held(work, id).await?, account))
        })
        .await?;
    let today = day_of(visit.now);
    let lines = held.into_iter().rev().map(|(position, one)| {
        let typed = attempt.ending.as_ref().filter(|(ending, _)| *ending == position).map(|(_, form)| form.until.clone());
        PositionLine {
            title: facts.organisation().titles(&[one.position]),
            from: one.from,
            until: one.until,
            ending: one.until.is_none_or(|until| today <= until).then(|| EndingView {
                id: position.to_string(),
                refused: typed.is_some(),
                until: typed.unwrap_or_default(),
            }),
        }
    });
    let page = PersonView {
        id: id.to_string(),
        name: person.name.to_string(),
        mention: person.mention(),
        titles: facts.organisation().titles(&facts.actor(id, visit.now).positions),
        form: attempt.person.unwrap_or_else(|| PersonForm::of(person)),
        positions: lines.collect(),
        add: attempt.position.unwrap_or_else(|| AppointmentForm::empty(today)),
        account: account.map(|account| (account.username, account.suspended)),
        locked: decide_over_person(facts, visit.person, id, visit.now).err().map(|refusal| refusal.words()),
        own: id == visit.person,
        errors: attempt.errors,
        refused: attempt.refused,
        organisation: facts.organisation().clone(),
        today,
    };
    let reader = reader(visit)?;
    let title = page.name.clone();
    let mut response = ask.page(&title, |head| app::pages::person(head, reader, page));
    if let Some(status) = attempt.status {
        *response.status_mut() = status;
    }
    Ok(response)
}

/// What a form of this page does.
#[derive(Clone, Debug)]
enum Deed {
    Change(PersonForm),
    Add(AppointmentForm),
    End(AppointmentId, EndForm),
    Suspend,
    Reopen,
}

/// `POST /can-bo/{person}`: name, address and year of birth.
pub async fn change(
    State(house): State<House>,
    Path(id): Path<PersonId>,
    ask: Ask,
    Form(fields): Fields,
) -> Result<Response, Fault> {
    save(&house, &ask, id, Deed::Change(PersonForm::read(&Typed::new(fields)))).await
}

/// `POST /can-bo/{person}/chuc-vu`: one more position.
pub async fn add_position(
    State(house): State<House>,
    Path(id): Path<PersonId>,
    ask: Ask,
    Form(fields): Fields,
) -> Result<Response, Fault> {
    save(&house, &ask, id, Deed::Add(AppointmentForm::read(&Typed::new(fields)))).await
}

/// `POST /can-bo/{person}/chuc-vu/{appointment}`: its last day.
pub async fn end_position(
    State(house): State<House>,
    Path((id, position)): Path<(PersonId, AppointmentId)>,
    ask: Ask,
    Form(fields): Fields,
) -> Result<Response, Fault> {
    save(&house, &ask, id, Deed::End(position, EndForm::read(&Typed::new(fields)))).await
}

/// `POST /can-bo/{person}/tam-khoa`
pub async fn suspend(State(house): State<House>, Path(id): Path<PersonId>, ask: Ask) -> Result<Response, Fault> {
    save(&house, &ask, id, Deed::Suspend).await
}

/// `POST /can-bo/{person}/mo-lai`
pub async fn reopen(State(house): State<House>, Path(id): Path<PersonId>, ask: Ask) -> Result<Response, Fault> {
    save(&house, &ask, id, Deed::Reopen).await
}

async fn save(house: &House, ask: &Ask, id: PersonId, deed: Deed) -> Result<Response, Fault> {
    let visit = manager(house, ask).await?;
    let (store, doing) = (house.facts.clone(), deed.clone());
    let done = house
        .office
        .write(visit.school.uuid(), Some(visit.person.uuid()), async move |work: &mut Work| {
            let facts = store.facts(work).await?;
            match doing {
                Deed::Change(form) => staff::change_person(work, &facts, id, &form).await,
                Deed::Add(form) => staff::add_positions(work, &facts, id, &form).await,
                Deed::End(position, form) => staff::end_position(work, &facts, id, position, &form).await,
                Deed::Suspend => staff::suspend(work, &facts, id).await.map(Ok),
                Deed::Reopen => staff::reopen(work, &facts, id).await.map(Ok),
            }
        })
        .await;
    match done {
        Ok(Ok(())) => Ok(Redirect::to(&format!("/can-bo/{id}")).into_response()),
        Ok(Err(errors)) => {
            let status = Some(StatusCode::UNPROCESSABLE_ENTITY);
            show(house, &visit, ask, id, Attempt { errors, status, ..Attempt::of(deed) }).await
        }
        Err(Error::Refused(refusal)) if !matches!(refusal, Refusal::SettingsNotYours | Refusal::PrincipalsAccount) => {
            let status = Some(Fault::from(refusal.clone()).status());
            show(house, &visit, ask, id, Attempt { refused: Some(refusal.words()), status, ..Attempt::of(deed) }).await
        }
        Err(fault) => Err(fault.into()),
    }
}

impl Attempt {
    /// With all that was typed.
    fn of(deed: Deed) -> Self {
        match deed {
            Deed::Change(form) => Self { person: Some(form), ..Self::default() },
            Deed::Add(form) => Self { position: Some(form), ..Self::default() },
            Deed::End(position, form) => Self { ending: Some((position, form)), ..Self::default() },
            Deed::Suspend | Deed::Reopen => Self::default(),
        }
    }
}
