//! "/doi-mat-khau": a password of one's own, and who handed out the last one.

use app::paths;
use axum::{
    Form,
    extract::{Query, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::Timestamp,
    forms::FormData,
    passwords::{KnownNames, MIN_LENGTH, check_new},
    people::PersonId,
    refusal::Refusal,
};
use records::{
    Work,
    accounts::{self, Renewal},
    staff,
};
use serde::Deserialize;

use crate::{
    auth::{own_password::is_own_password, sessions::SessionKey},
    error::AppError,
    extract::{AnyVisit, ClientIp, PageRequest, Visit},
    handlers::{setup::Fields, viewer},
    state::AppState,
};

#[derive(Debug, Default, Deserialize)]
pub struct PasswordQuery {
    #[serde(default)]
    xong: String,
}

/// `GET /doi-mat-khau`
pub async fn password_page(
    Query(query): Query<PasswordQuery>,
    AnyVisit { visit, initial: first }: AnyVisit,
    request: PageRequest,
) -> Result<Response, AppError> {
    let viewer = viewer(&visit)?;
    Ok(request
        .page("Đổi mật khẩu", |head| app::pages::password(head, viewer, first, None, !query.xong.is_empty(), MIN_LENGTH)))
}

#[derive(Debug, Deserialize)]
pub struct PasswordForm {
    old: String,
    new: String,
    again: String,
}

/// `POST /doi-mat-khau`
pub async fn change_password(
    State(state): State<AppState>,
    ClientIp(address): ClientIp,
    AnyVisit { visit, initial: first }: AnyVisit,
    request: PageRequest,
    Form(form): Form<PasswordForm>,
) -> Result<Response, AppError> {
    let person = visit.person;
    let account = visit.read(async move |work: &mut Work| accounts::of_person(work, person).await).await?;
    let name = visit.person()?.name.clone();
    let names = KnownNames { school: &visit.facts.school.name, username: &account.username, person: name.as_str() };
    // What is wrong with the new one is told without trying the old one, which takes a while and counts as a guess.
    if let Err(refusal) = check_new(&form.new, &form.again, &form.old, &names) {
        return password_refused(&visit, &request, first, &refusal, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let matches = match is_own_password(&state, &visit.key, &account, &form.old, address).await {
        Err(AppError::Refused(slowed)) => {
            return password_refused(&visit, &request, first, &slowed, StatusCode::TOO_MANY_REQUESTS);
        }
        matches => matches?,
    };
    if !matches {
        let wrong = Refusal::Field { field: "Mật khẩu đang dùng".to_owned(), reason: "chưa đúng".to_owned() };
        return password_refused(&visit, &request, first, &wrong, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let hash = state.passwords.hash(form.new).await?;
    let key = SessionKey::new(visit.school).map_err(|_| AppError::Internal)?;
    let session = Renewal { old: visit.key.hash(), new: key.hash() };
    visit.write(async move |work: &mut Work| accounts::change_own_password(work, person, &hash, &session).await).await?;
    let mut response = Redirect::to(if first { paths::START } else { paths::PASSWORD_CHANGED }).into_response();
    if let Some(cookie) = key.cookie(state.https) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// `POST /doi-mat-khau/da-biet`: the one who works has read who handed out their password.
pub async fn acknowledge_reset(visit: Visit) -> Result<Response, AppError> {
    visit.write(async |work: &mut Work| accounts::acknowledge_reset(work).await).await?;
    Ok(Redirect::to(paths::START).into_response())
}

/// `POST /can-bo/mat-khau/da-biet`: the principal has read which passwords others handed out, as the page showed them.
pub async fn acknowledge_resets(visit: Visit, Form(fields): Fields) -> Result<Response, AppError> {
    let typed = FormData::new(fields);
    let shown: Vec<(PersonId, Timestamp)> = typed.all("reset").filter_map(read_reset).collect();
    let store = visit.fact_store();
    visit.write(async move |work: &mut Work| staff::know_of_resets(work, &store, &shown).await).await?;
    Ok(Redirect::to(paths::START).into_response())
}

/// Person and moment, as `ResetTold::key` wrote them.
fn read_reset(key: &str) -> Option<(PersonId, Timestamp)> {
    let (person, at) = key.split_once('.')?;
    Some((person.parse().ok()?, at.parse().ok()?))
}

fn password_refused(
    visit: &Visit,
    request: &PageRequest,
    first: bool,
    refusal: &Refusal,
    status: StatusCode,
) -> Result<Response, AppError> {
    let viewer = viewer(visit)?;
    let words = Some(refusal.words());
    let mut response =
        request.page("Đổi mật khẩu", |head| app::pages::password(head, viewer, first, words, false, MIN_LENGTH));
    *response.status_mut() = status;
    AppError::from(refusal.clone()).tell_wait(&mut response);
    Ok(response)
}
