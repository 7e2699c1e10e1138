//! Step 1: the school's name and the account of whoever is setting it up.

use axum::{
    Form,
    extract::{Query, State},
    response::Response,
};
use domain::{
    forms::FormErrors,
    passwords::{KnownNames, MIN_LENGTH},
    schools::SchoolForm,
    setup::{FounderForm, Step, chosen_password},
};
use records::{Work, schools, setup};

use super::{Fields, Saved, typed, unprocessable};
use crate::{
    error::AppError,
    extract::{PageRequest, SettingsContext},
    state::AppState,
};

/// `GET /cai-dat/truong`
pub async fn school_page(Query(query): Query<Saved>, context: SettingsContext, request: PageRequest) -> Result<Response, AppError> {
    let form = context.setup_state.as_ref().map_or_else(SchoolForm::first, |setup_state| {
        let setup = &setup_state.setup;
        let form = SchoolForm::of(&setup_state.school.name, setup.file_limit, setup.address.as_ref());
        SchoolForm { own_lock: setup.own_lock, ..form.with_contacts(&setup.contacts) }
    });
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
        return change(&context, &request, (form, founder)).await;
    }
    // Hashing takes a while, so it comes before the transaction, and only where nothing else is wrong, which that tells.
    let names = KnownNames { school: &form.name, username: &founder.username, person: &founder.who };
    let hash = match chosen_password(&typed, &names) {
        Ok(_) if form.school_name().is_err() || founder.parse().is_err() => Err(FormErrors::default()),
        Ok(password) => Ok(state.passwords.hash(password.to_owned()).await?),
        Err(errors) => Err(errors),
    };
    let _one_at_a_time = state.claim.founding.lock().await;
    let school = schools::unfinished(&state.database).await?.map_or_else(records::new_id, |school| school.id);
    let sent = (form.clone(), founder.clone());
    let found = async move |work: &mut Work| setup::found(work, &sent.0, &sent.1, hash).await;
    match state.database.write(school, None, found).await? {
        Ok(()) => Ok(context.onwards(Step::School)),
        Err(errors) => Ok(unprocessable(school_form(&context, &request, (form, founder), errors, false)?)),
    }
}

/// The name and, in an open school, the file limit and the address.
async fn change(
    context: &SettingsContext,
    request: &PageRequest,
    (form, founder): (SchoolForm, FounderForm),
) -> Result<Response, AppError> {
    let (phase, sent) = (context.phase(), form.clone());
    let change = async move |work: &mut Work| schools::change(work, phase, &sent).await;
    match context.write(change).await? {
        Ok(()) => Ok(context.onwards(Step::School)),
        Err(errors) => Ok(unprocessable(school_form(context, request, (form, founder), errors, false)?)),
    }
}
