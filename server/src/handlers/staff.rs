//! "/can-bo": accounts of the staff.

mod first_passwords;
mod list;
mod person;
mod waiting;

use app::{
    issued_passwords::IssuedPassword,
    paths::{self, PROOF},
    staff::{StaffLine, StaffView, WaitingReset},
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::{Timestamp, day_of},
    forms::{FormData, FormErrors},
    lines,
    names::fold,
    passwords::check_handed_out,
    people::{PasswordReset, Person, PersonId, Position},
    permissions::decide_confirm_reset,
    schools::SystemAddress,
    staff::{StaffForm, StaffRow, awaited_words, called_alike, decide_reset_of, resets_to_confirm},
    vietnamese,
};
use records::{
    Work,
    accounts::{self, Account},
    schools, staff,
};
use serde::Deserialize;
use uuid::Uuid;

pub use first_passwords::{hand_out as hand_out_first_passwords, page as first_passwords_page};
pub use list::{change as change_list, page as list_page, read_file as read_list};
pub use person::{add_position, change, end_factor, end_position, page as person_page, reopen, suspend};
pub use waiting::{confirm, confirm_all, page as waiting_page, turn_down};

use super::{reset_by, setup::address, viewer};
use crate::{
    auth::{issued_passwords::IssueKey, passwords},
    error::AppError,
    extract::{Manager, PageRequest, ProofForm, Visit},
    state::AppState,
};

/// The list, and a person to add as typed.
struct Shown {
    row: StaffRow,
    errors: FormErrors,
    /// A password that was just made, and under which key it is known.
    handed_out: Option<(IssueKey, IssuedPassword)>,
    /// Whose new password waits for the viewer's own, and what was wrong with that.
    not_proved: Option<(PersonId, String)>,
    /// What was searched, as typed.
    search: String,
    /// Whose password waits to be confirmed with the viewer's own, and what was wrong with that.
    not_confirmed: Option<(PersonId, String)>,
}

impl Shown {
    fn list() -> Self {
        let row = StaffForm::default().with_room(false).rows.into_iter().next().unwrap_or_default();
        Self { row, errors: FormErrors::default(), handed_out: None, search: String::new(), not_proved: None, not_confirmed: None }
    }
}

/// `GET /can-bo`
pub async fn page(Manager(visit): Manager, Query(query): Query<Search>, request: PageRequest) -> Result<Response, AppError> {
    staff_page(&visit, &request, Shown { search: lines::clean(&query.search), ..Shown::list() }).await
}

#[derive(Debug, Default, Deserialize)]
pub struct Search {
    #[serde(default, rename = "q")]
    search: String,
}

async fn staff_page(visit: &Visit, request: &PageRequest, shown: Shown) -> Result<Response, AppError> {
    // Freshly read: a person may have been added a moment ago.
    let store = visit.fact_store();
    let (facts, accounts, known) = visit
        .read(async move |work: &mut Work| {
            Ok((store.facts(work).await?, accounts::all(work).await?, schools::setup(work).await?.address))
        })
        .await?;
    let organisation = facts.organisation();
    let awaited = |person: PersonId| {
        let theirs = organisation.waiting.iter().filter(|one| one.person == person);
        let positions: Vec<Position> = theirs.map(|one| one.position).collect();
        (!positions.is_empty()).then(|| organisation.titles(&positions))
    };
    let line = |person: &Person| {
        let account = accounts.iter().find(|one| one.person == person.id);
        let theirs = facts.actor(person.id, visit.now);
        StaffLine {
            id: person.id.to_string(),
            name: organisation.name_for_managers(person, day_of(visit.now)),
            titles: organisation.titles(&theirs.positions),
            phone: person.phone.as_ref().map(ToString::to_string),
            without_password: account.is_some_and(|one| !one.has_password()),
            waiting: awaited(person.id),
            username: account.map(|one| one.username.clone()),
            initial: account.is_some_and(Account::initial),
            over: account
                .and_then(|one| one.handed_out_at)
                .is_some_and(|since| check_handed_out(since, visit.moment.at_least).is_err()),
            suspended: account.is_some_and(|one| one.suspended),
            may_reset: account.is_some()
                && person.id != visit.person
                && decide_reset_of(&facts, visit.person, person.id, visit.now).is_ok(),
        }
    };
    let waiting = |reset: &PasswordReset| {
        let person = organisation.person(reset.person)?;
        Some(WaitingReset {
            id: person.id.to_string(),
            name: person.name.to_string(),
            titles: organisation.titles(&facts.actor(person.id, visit.now).positions),
            by: reset_by(visit, reset),
            at: vietnamese::moment(reset.at),
            instant: reset.at.to_rfc3339(),
        })
    };
    let added = shown.handed_out.as_ref().filter(|(key, _)| key.person.is_none()).and_then(|(_, issued)| {
        let account = accounts.iter().find(|one| one.username == issued.username)?;
        Some(called_alike(organisation, account.person))
    });
    let lines: Vec<StaffLine> = organisation.people.iter().map(line).collect();
    let initial = lines.iter().filter(|line| line.initial && !line.without_password).count();
    let without_password = lines.iter().filter(|line| line.without_password && line.may_reset && !line.suspended).count();
    let sign_in_address = printed_address(known, request);
    let page = StaffView {
        called_alike: added.unwrap_or_default().into_iter().map(|one| with_titles(visit, one)).collect(),
        waiting: resets_to_confirm(&facts, visit.person, visit.now).into_iter().filter_map(waiting).collect(),
        lines: lines.into_iter().filter(|line| found(&shown.search, line)).collect(),
        people: organisation.people.len(),
        initial,
        without_password,
        is_to_confirm: !visit.actor().vouches_for_resets(),
        search: shown.search,
        school: facts.school.name.clone(),
        row: shown.row,
        errors: shown.errors,
        waiting_appointments: organisation.waiting.len(),
        awaited: awaited_words(&visit.actor(), None, &facts.regime),
        organisation: organisation.clone(),
        handed_out: shown.handed_out.map(|(key, issued)| (issued, sign_in_address, key.code())),
        asks_again: visit.asks_again(),
        not_proved: shown.not_proved.map(|(id, words)| (id.to_string(), words)),
        not_confirmed: shown.not_confirmed.map(|(id, words)| (id.to_string(), words)),
        keys: std::iter::repeat_with(|| Uuid::now_v7().to_string()).take(organisation.people.len() + 1).collect(),
    };
    let viewer = viewer(visit)?;
    Ok(request.page("Cán bộ", |head| app::pages::staff(head, viewer, page)))
}

/// What is printed says the school's own address, where it has said one.
fn printed_address(known: Option<SystemAddress>, request: &PageRequest) -> String {
    known.map_or_else(|| address(&request.headers), |known| known.to_string())
}

/// Whether a line holds each word that was searched, with marks or without.
fn found(search: &str, line: &StaffLine) -> bool {
    let words = [line.name.as_str(), &line.titles, line.username.as_deref().unwrap_or_default()].map(fold).join(" ");
    fold(search).split(' ').all(|word| words.contains(word))
}

/// "Nguyễn Thị Hoa, Giáo viên lớp 4A".
fn with_titles(visit: &Visit, person: &Person) -> String {
    let titles = visit.facts.organisation().titles(&visit.facts.actor(person.id, visit.now).positions);
    if titles.is_empty() { person.name.to_string() } else { format!("{}, {titles}", person.name) }
}

/// `POST /can-bo/{person}/mat-khau`: a new password to hand out, shown once.
pub async fn reset_password(
    State(state): State<AppState>,
    Path(id): Path<PersonId>,
    mut form: ProofForm,
) -> Result<Response, AppError> {
    decide_reset_of(&form.visit.facts, form.visit.person, id, form.visit.now)?;
    if let Err(errors) = form.prove().await? {
        let not_proved = errors.of(PROOF).map(|words| (id, words.to_owned()));
        let search = form.typed.get("q").to_owned();
        return refused(&form, Shown { not_proved, search, ..Shown::list() }).await;
    }
    let visit = &form.visit;
    let person = visit.facts.organisation().person(id).ok_or(AppError::NotFound)?;
    let (name, titles) = (person.name.to_string(), visit.facts.organisation().titles(&visit.facts.actor(id, visit.now).positions));
    let key = IssueKey { form: form_key(&form.typed), person: Some(id) };
    visit.read(async move |work: &mut Work| accounts::of_person(work, id).await.map(drop)).await?;
    let issued = state.issued_passwords.once(key, &visit.key, async {
        let password = passwords::handed_out()?;
        let hash = state.passwords.hash(password.clone()).await?;
        let store = visit.fact_store();
        let hand_out = async move |work: &mut Work| staff::hand_out_password(work, &store, id, &hash).await;
        let done = visit.write(hand_out).await?;
        Ok::<_, AppError>(IssuedPassword { name, titles, username: done.username, password, is_first: done.is_first })
    });
    let (handed_out, search) = (Some((key, issued.await?)), form.typed.get("q").to_owned());
    staff_page(visit, &form.request, Shown { handed_out, search, ..Shown::list() }).await
}

/// `POST /can-bo/{person}/mat-khau/xac-nhan`: the leadership confirms a password that was handed out.
pub async fn confirm_reset(Path(id): Path<PersonId>, mut form: ProofForm) -> Result<Response, AppError> {
    let at: Timestamp = form.typed.get("at").parse().map_err(|_| AppError::NotAForm)?;
    let organisation = form.visit.facts.organisation();
    organisation.person(id).ok_or(AppError::NotFound)?;
    decide_confirm_reset(&form.visit.actor(), organisation, id)?;
    if let Err(errors) = form.prove().await? {
        let not_confirmed = errors.of(PROOF).map(|words| (id, words.to_owned()));
        return refused(&form, Shown { not_confirmed, ..Shown::list() }).await;
    }
    let store = form.visit.fact_store();
    let confirm = async move |work: &mut Work| staff::confirm_reset(work, &store, id, at).await;
    form.visit.write(confirm).await?;
    Ok(Redirect::to(paths::STAFF).into_response())
}

/// The list with what was wrong with a form.
async fn refused(form: &ProofForm, shown: Shown) -> Result<Response, AppError> {
    let mut response = staff_page(&form.visit, &form.request, shown).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// Made with the form; a form without one is asked for once.
fn form_key(typed: &FormData) -> Uuid {
    Uuid::try_parse(typed.get("key")).unwrap_or_else(|_| Uuid::now_v7())
}

/// `POST /can-bo`: adds a person with an account.
pub async fn add(State(state): State<AppState>, mut form: ProofForm) -> Result<Response, AppError> {
    let key = IssueKey { form: form_key(&form.typed), person: None };
    let on_the_page = IssueKey::from_code(form.typed.get("issue_key"));
    let row = match may_add(&form.visit, StaffForm::read(&form.typed)).await? {
        Ok(row) => row,
        Err((row, errors)) => {
            // A second click or a reload: the person is there, and her user name is taken by herself.
            return match state.issued_passwords.known(key, &form.visit.key).await {
                Some(issued) => {
                    let handed_out = Some((key, issued));
                    staff_page(&form.visit, &form.request, Shown { handed_out, ..Shown::list() }).await
                }
                None => row_refused(&state, &form, row, errors, on_the_page).await,
            };
        }
    };
    if let Err(errors) = form.prove().await? {
        return row_refused(&state, &form, row, errors, on_the_page).await;
    }
    let issued = state.issued_passwords.once(key, &form.visit.key, add_one(&state, &form.visit, row)).await;
    match issued {
        Ok(issued) => {
            let handed_out = Some((key, issued));
            staff_page(&form.visit, &form.request, Shown { handed_out, ..Shown::list() }).await
        }
        Err(AddError::Form(row, errors)) => row_refused(&state, &form, row, errors, on_the_page).await,
        Err(AddError::Failed(error)) => Err(error),
    }
}

/// The row of a form that is right as far as anybody can tell before the transaction. A password takes a while to make, so
/// a mistake is told before one is.
async fn may_add(visit: &Visit, form: StaffForm) -> Result<Result<StaffRow, (StaffRow, FormErrors)>, AppError> {
    let Some(row) = form.rows.into_iter().next() else {
        return Ok(Err((StaffRow::default(), FormErrors::one("n0", "Họ và tên còn để trống."))));
    };
    let row = StaffRow { id: String::new(), ..row };
    let (store, by, asked) = (visit.fact_store(), visit.person, row.clone());
    let prepare = async move |work: &mut Work| staff::prepare_adding(work, &store, by, asked).await;
    Ok(visit.read(prepare).await?.map(|()| row))
}

/// Why nobody was added: the row as it is shown again with what is wrong, or something that is no matter of the form.
enum AddError {
    Form(StaffRow, FormErrors),
    Failed(AppError),
}

impl<E: Into<AppError>> From<E> for AddError {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Adds the person of a row, with a password made here.
async fn add_one(state: &AppState, visit: &Visit, row: StaffRow) -> Result<IssuedPassword, AddError> {
    let password = passwords::handed_out()?;
    let hash = state.passwords.hash(password.clone()).await?;
    let store = visit.fact_store();
    let add = async move |work: &mut Work| staff::add(work, &store, row, &hash).await;
    match visit.write(add).await? {
        Ok(plan) => Ok(IssuedPassword {
            name: plan.name.to_string(),
            titles: visit.facts.organisation().titles(&plan.positions),
            username: plan.username,
            password,
            is_first: true,
        }),
        Err((row, errors)) => Err(AddError::Form(row, errors)),
    }
}

async fn row_refused(
    state: &AppState,
    form: &ProofForm,
    row: StaffRow,
    errors: FormErrors,
    on_the_page: Option<IssueKey>,
) -> Result<Response, AppError> {
    // A password that is on the page stays there through a mistake in the form below it: it may not have been read out yet.
    let handed_out = match on_the_page {
        Some(key) => state.issued_passwords.known(key, &form.visit.key).await.map(|issued| (key, issued)),
        None => None,
    };
    let search = form.typed.get("q").to_owned();
    refused(form, Shown { row, errors, handed_out, search, ..Shown::list() }).await
}
