//! "/can-bo/mat-khau": first passwords for everybody who has none, at once.

use app::{
    issued_passwords::IssuedPassword,
    paths::PROOF,
    staff::{FirstPasswordLine, FirstPasswordsView, SlipsView},
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::people::{Person, PersonId};
use futures::future;
use records::{Work, accounts::Account, schools, staff};
use uuid::Uuid;

use super::{form_key, printed_address, with_titles};
use crate::{
    auth::{
        issued_passwords::IssueKey,
        passwords::{self, PasswordError},
    },
    error::AppError,
    extract::{Manager, PageRequest, ProofForm, Visit},
    handlers::viewer,
    state::AppState,
};

/// What was wrong with the form that was sent, and who was chosen in it.
struct Refused {
    chosen: Vec<PersonId>,
    not_proved: Option<String>,
    nobody_chosen: bool,
}

/// `GET /can-bo/mat-khau`
pub async fn page(Manager(visit): Manager, request: PageRequest) -> Result<Response, AppError> {
    choice_page(&visit, &request, None).await
}

/// Everybody who waits for a first password and to whom the visitor may hand one out, by name.
async fn waiting(visit: &Visit) -> Result<Vec<(Account, Person)>, AppError> {
    let (store, by) = (visit.fact_store(), visit.person);
    let read = async move |work: &mut Work| {
        let facts = store.facts(work).await?;
        let accounts = staff::without_password(work, &facts, by).await?;
        let organisation = facts.organisation();
        let named = |one: Account| organisation.person(one.person).cloned().map(|person| (one, person));
        let mut named: Vec<(Account, Person)> = accounts.into_iter().filter_map(named).collect();
        named.sort_by_key(|(one, _)| organisation.people.iter().position(|person| person.id == one.person));
        Ok(named)
    };
    Ok(visit.read(read).await?)
}

async fn choice_page(visit: &Visit, request: &PageRequest, refused: Option<Refused>) -> Result<Response, AppError> {
    let is_chosen = |person: PersonId| refused.as_ref().is_none_or(|refused| refused.chosen.contains(&person));
    let line = |(account, person): &(Account, Person)| FirstPasswordLine {
        id: account.person.to_string(),
        words: with_titles(visit, person),
        is_chosen: is_chosen(account.person),
    };
    let page = FirstPasswordsView {
        lines: waiting(visit).await?.iter().map(line).collect(),
        key: Uuid::now_v7().to_string(),
        asks_again: visit.asks_again(),
        not_proved: refused.as_ref().and_then(|refused| refused.not_proved.clone()),
        nobody_chosen: refused.as_ref().is_some_and(|refused| refused.nobody_chosen),
        is_to_confirm: !visit.actor().vouches_for_resets(),
    };
    let viewer = viewer(visit)?;
    let mut response = request.page("Phát mật khẩu lần đầu", |head| app::pages::first_passwords(head, viewer, page));
    if refused.is_some() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// `POST /can-bo/mat-khau`: a slip for each who was chosen, shown once.
pub async fn hand_out(State(state): State<AppState>, mut form: ProofForm) -> Result<Response, AppError> {
    let key = IssueKey { form: form_key(&form.typed), person: None };
    let chosen: Vec<PersonId> = form.typed.all("person").filter_map(|id| id.parse().ok()).collect();
    // A second click or a reload: by then they have their passwords.
    if let Some(issued) = state.issued_lists.known(key, &form.visit.key).await {
        return slips_page(&form.visit, &form.request, issued, 0).await;
    }
    if chosen.is_empty() {
        let refused = Refused { chosen, not_proved: None, nobody_chosen: true };
        return choice_page(&form.visit, &form.request, Some(refused)).await;
    }
    if let Err(errors) = form.prove().await? {
        let refused = Refused { chosen, not_proved: errors.of(PROOF).map(str::to_owned), nobody_chosen: false };
        return choice_page(&form.visit, &form.request, Some(refused)).await;
    }
    let count = chosen.len();
    let issued = state.issued_lists.once(key, &form.visit.key, hand_out_to(&state, &form.visit, chosen)).await?;
    let left_out = count.saturating_sub(issued.len());
    slips_page(&form.visit, &form.request, issued, left_out).await
}

/// Makes a password for each of them who waits for one still, and hands all of them out.
async fn hand_out_to(state: &AppState, visit: &Visit, chosen: Vec<PersonId>) -> Result<Vec<IssuedPassword>, AppError> {
    let waiting = waiting(visit).await?;
    let chosen = waiting.into_iter().filter(|(account, _)| chosen.contains(&account.person));
    let hashes = &state.passwords;
    let made = chosen.map(|(account, person)| async move {
        let password = passwords::handed_out()?;
        let hash = hashes.hash(password.clone()).await?;
        Ok::<_, PasswordError>((account, person, password, hash))
    });
    let made = future::try_join_all(made).await?;
    let hashes: Vec<(PersonId, String)> = made.iter().map(|(account, _, _, hash)| (account.person, hash.clone())).collect();
    let store = visit.fact_store();
    let hand_out = async move |work: &mut Work| staff::hand_out_first_passwords(work, &store, &hashes).await;
    let done = visit.write(hand_out).await?;
    let organisation = visit.facts.organisation();
    let given = made.into_iter().filter(|(account, ..)| done.iter().any(|one| one.person == account.person));
    let slip = |(account, person, password, _): (Account, Person, String, String)| IssuedPassword {
        name: person.name.to_string(),
        titles: organisation.titles(&visit.facts.actor(account.person, visit.now).positions),
        username: account.username,
        password,
        is_first: true,
    };
    Ok(given.map(slip).collect())
}

async fn slips_page(
    visit: &Visit,
    request: &PageRequest,
    issued: Vec<IssuedPassword>,
    left_out: usize,
) -> Result<Response, AppError> {
    let known = visit.read(async |work: &mut Work| Ok(schools::setup(work).await?.address)).await?;
    let page = SlipsView {
        issued,
        school: visit.facts.school.name.clone(),
        address: printed_address(known, request),
        left_out,
        is_to_confirm: !visit.actor().vouches_for_resets(),
    };
    let viewer = viewer(visit)?;
    Ok(request.page("Phiếu mật khẩu", |head| app::pages::password_slips(head, viewer, page)))
}
