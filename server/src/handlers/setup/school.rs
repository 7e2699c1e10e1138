//! Step 1: the school's name and the account of whoever is setting it up.

use axum::{
    Form,
    extract::{Query, State},
    response::Response,
};
use domain::{
    forms::FormErrors,
    schools::SchoolForm,
    setup::{FounderForm, Step},
};
use records::{Work, schools, setup};

use super::{Fields, Saved, SettingsContext, typed, unfinished, unprocessable};
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
    if context.setup_state.as_ref().is_some_and(|setup_state| setup_state.installer.is_some()) {
        return change(&state, &context, &request, (form, founder)).await;
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
    let found = async move |work: &mut Work| setup::found(work, &name, &account, &hash).await;
    state.database.write(school, None, found).await?;
    Ok(context.onwards(Step::School))
}

/// The name and, in an open school, the file limit.
async fn change(
    state: &AppState,
    context: &SettingsContext,
    request: &PageRequest,
    (form, founder): (SchoolForm, FounderForm),
) -> Result<Response, AppError> {
    let (phase, sent) = (context.phase(), form.clone());
    let change = async move |work: &mut Work| schools::change(work, phase, &sent).await;
    match state.database.write(context.setup_state()?.school.id, context.actor(), change).await? {
        Ok(()) => Ok(context.onwards(Step::School)),
        Err(errors) => Ok(unprocessable(school_form(context, request, (form, founder), errors, false)?)),
    }
}
