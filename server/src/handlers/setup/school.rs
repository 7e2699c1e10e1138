//! Step 1: the school's name and the account of who is setting up.

use axum::{
    Form,
    extract::{Query, State},
    response::Response,
};
use domain::{
    forms::FormErrors,
    people::SchoolId,
    schools::SchoolForm,
    setup::{Founder, FounderForm, Step},
};
use records::{Work, accounts, people, schools, setup};

use super::{Fields, Saved, SettingsContext, setup_state, still, typed, unfinished, unprocessable};
use crate::{auth::passwords::MIN_LENGTH, error::AppError, extract::PageRequest, state::AppState};

/// `GET /cai-dat/truong`
pub async fn school_page(Query(query): Query<Saved>, context: SettingsContext, request: PageRequest) -> Result<Response, AppError> {
    let form = context
        .setup_state
        .as_ref()
        .map_or_else(SchoolForm::first, |setup_state| SchoolForm::of(&setup_state.school.name, setup_state.setup.file_limit));
    school_form(&context, &request, (form, FounderForm::first()), FormErrors::default(), !query.saved.is_empty())
}

fn school_form(
    context: &SettingsContext,
    request: &PageRequest,
    (form, founder): (SchoolForm, FounderForm),
    errors: FormErrors,
    saved: bool,
) -> Result<Response, AppError> {
    let around = context.around(saved)?;
    let known = context.setup_state.as_ref().and_then(|setup_state| {
        let person = setup_state.organisation.person(setup_state.installer?)?;
        Some((person.name.to_string(), setup_state.usernames.get(&person.id)?.clone()))
    });
    Ok(request
        .page("Cài đặt: Trường", |head| app::pages::setup_school(head, around, form, founder, known, errors, MIN_LENGTH)))
}

/// `POST /cai-dat/truong`
pub async fn save_school(
    State(state): State<AppState>,
    context: SettingsContext,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let typed = typed(fields);
    let (form, founder) = (SchoolForm::read(&typed), FounderForm::read(&typed));
    if context.is_open() {
        return save_settings(&state, &context, &request, form).await;
    }
    if context.setup_state.as_ref().is_some_and(|setup_state| setup_state.installer.is_some()) {
        let name = match form.school_name() {
            Ok(name) => name,
            Err(errors) => return Ok(unprocessable(school_form(&context, &request, (form, founder), errors, false)?)),
        };
        return rename(&state, &context, name).await;
    }
    // Both halves at once: what is wrong with the name and with the account is told together.
    let account = founder.parse(typed.exactly("password"), typed.exactly("again"), MIN_LENGTH);
    let (name, account) = match FormErrors::both(form.school_name(), account) {
        Ok(both) => both,
        Err(errors) => return Ok(unprocessable(school_form(&context, &request, (form, founder), errors, false)?)),
    };
    let hash = state.passwords.hash(typed.exactly("password").to_owned()).await?;
    let _one_at_a_time = state.claim.founding.lock().await;
    let school = match unfinished(&state).await? {
        Some(school) => school.id,
        None => schools::found(&state.database, &name).await?,
    };
    // A second click arrives here when the first has done all of it.
    if setup_state(&state, school).await?.installer.is_none() {
        found(&state, school, name, account, hash).await?;
    }
    Ok(context.onwards(Step::School))
}

async fn found(state: &AppState, school: SchoolId, name: String, founder: Founder, hash: String) -> Result<(), AppError> {
    state
        .database
        .write(school, None, async move |work: &mut Work| {
            still(work, false).await?;
            schools::rename(work, &name).await?;
            let id = people::add_person(work, &founder.name, founder.honorific, None).await?;
            accounts::open(work, id, &founder.username, &hash, false).await?;
            people::appoint(work, id, founder.position, domain::days::day_of(work.now), "").await?;
            schools::reach_step(work, Step::Year.number()).await
        })
        .await?;
    Ok(())
}

async fn rename(state: &AppState, context: &SettingsContext, name: String) -> Result<Response, AppError> {
    let setup_state = context.setup_state()?;
    if setup_state.school.name != name {
        state
            .database
            .write(setup_state.school.id, context.actor(), async move |work: &mut Work| {
                still(work, false).await?;
                schools::rename(work, &name).await
            })
            .await?;
    }
    Ok(context.onwards(Step::School))
}

/// Name and file limit of an open school.
async fn save_settings(
    state: &AppState,
    context: &SettingsContext,
    request: &PageRequest,
    form: SchoolForm,
) -> Result<Response, AppError> {
    let setup_state = context.setup_state()?;
    let plan = match form.plan(setup_state.setup.file_limit) {
        Ok(plan) => plan,
        Err(errors) => return Ok(unprocessable(school_form(context, request, (form, FounderForm::first()), errors, false)?)),
    };
    state
        .database
        .write(setup_state.school.id, context.actor(), async move |work: &mut Work| {
            let allowed = setup::allowed(work).await?;
            setup::settle_school(work, allowed, &plan).await
        })
        .await?;
    Ok(context.onwards(Step::School))
}
