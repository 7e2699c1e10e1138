//! Step 1: the school's name and the account of who is setting up.

use axum::{
    Form,
    extract::{Query, State},
    response::Response,
};
use domain::{
    people::SchoolId,
    setup::{Errors, Founder, SchoolForm, Step},
};
use records::{Work, accounts, people, schools, setup};

use super::{Desk, Fields, Saved, again, desk, stage, still, typed, unfinished};
use crate::{
    answer::{Ask, Fault},
    house::House,
    passwords::LEAST,
};

/// `GET /cai-dat/truong`
pub async fn school_page(State(house): State<House>, Query(query): Query<Saved>, ask: Ask) -> Result<Response, Fault> {
    let desk = match desk(&house, &ask, Step::School).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let form =
        desk.stage.as_ref().map_or_else(SchoolForm::first, |stage| SchoolForm::of(&stage.school.name, stage.setup.file_limit));
    show(&desk, &ask, form, Errors::default(), !query.saved.is_empty())
}

fn show(desk: &Desk, ask: &Ask, form: SchoolForm, errors: Errors, saved: bool) -> Result<Response, Fault> {
    let around = desk.around(saved)?;
    let known = desk.stage.as_ref().and_then(|stage| {
        let person = stage.organisation.person(stage.installer?)?;
        Some((person.name.to_string(), stage.usernames.get(&person.id)?.clone()))
    });
    Ok(ask.page("Cài đặt: Trường", |head| app::pages::setup_school(head, around, form, known, errors, LEAST)))
}

/// `POST /cai-dat/truong`
pub async fn save_school(State(house): State<House>, ask: Ask, Form(fields): Fields) -> Result<Response, Fault> {
    let desk = match desk(&house, &ask, Step::School).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let typed = typed(fields);
    let form = SchoolForm::read(&typed);
    if desk.is_open() {
        return save_settings(&house, &desk, &ask, form).await;
    }
    if desk.stage.as_ref().is_some_and(|stage| stage.installer.is_some()) {
        let name = match form.school_name() {
            Ok(name) => name,
            Err(errors) => return Ok(again(show(&desk, &ask, form, errors, false)?)),
        };
        return rename(&house, &desk, name).await;
    }
    let checked =
        form.school_name().and_then(|name| Ok((name, form.founder(typed.exactly("password"), typed.exactly("again"), LEAST)?)));
    // Both halves at once: the founder's check tells the name's problem too.
    let (name, founder) = match checked {
        Ok(both) => both,
        Err(_) => {
            let errors = form.founder(typed.exactly("password"), typed.exactly("again"), LEAST).err().unwrap_or_default();
            return Ok(again(show(&desk, &ask, form, errors, false)?));
        }
    };
    let hash = house.passwords.hash(typed.exactly("password").to_owned()).await?;
    let _one_at_a_time = house.claim.founding.lock().await;
    let school = match unfinished(&house).await? {
        Some(school) => school.id,
        None => schools::found(&house.office, &name).await?,
    };
    // A second click arrives here when the first has done all of it.
    if stage(&house, school).await?.installer.is_none() {
        found(&house, school, name, founder, hash).await?;
    }
    Ok(desk.onwards(Step::School))
}

async fn found(house: &House, school: SchoolId, name: String, founder: Founder, hash: String) -> Result<(), Fault> {
    house
        .office
        .write(school.uuid(), None, async move |work: &mut Work| {
            still(work, false).await?;
            schools::rename(work, &name).await?;
            let id = people::add_person(work, &founder.name, founder.address, None).await?;
            accounts::open(work, id, &founder.username, &hash, false).await?;
            people::appoint(work, id, founder.position, domain::days::day_of(work.now), "").await?;
            schools::reach_step(work, Step::Year.number()).await
        })
        .await?;
    Ok(())
}

async fn rename(house: &House, desk: &Desk, name: String) -> Result<Response, Fault> {
    let stage = desk.stage()?;
    if stage.school.name != name {
        house
            .office
            .write(stage.school.id.uuid(), desk.actor(), async move |work: &mut Work| {
                still(work, false).await?;
                schools::rename(work, &name).await
            })
            .await?;
    }
    Ok(desk.onwards(Step::School))
}

/// Name and file limit of an open school.
async fn save_settings(house: &House, desk: &Desk, ask: &Ask, form: SchoolForm) -> Result<Response, Fault> {
    let stage = desk.stage()?;
    let plan = match form.plan(stage.setup.file_limit) {
        Ok(plan) => plan,
        Err(errors) => return Ok(again(show(desk, ask, form, errors, false)?)),
    };
    house
        .office
        .write(stage.school.id.uuid(), desk.actor(), async move |work: &mut Work| {
            let allowed = setup::allowed(work).await?;
            setup::settle_school(work, allowed, &plan).await
        })
        .await?;
    Ok(desk.onwards(Step::School))
}
