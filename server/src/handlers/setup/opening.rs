//! Step 6: a week of practice or none; then the school opens and everybody gets a first password.

use std::time::Instant;

use app::{issued_passwords::IssuedPassword, pages::PracticeView, paths, setup::Summary};
use axum::{
    Form,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    forms::FormErrors,
    people::{PersonId, SchoolId},
    record_types::TypeCounts,
    refusal::Words,
    school_years::YearPreview,
    setup::{OpeningForm, Step, practice_choices},
    vietnamese,
};
use futures::future;
use records::{
    Checked, Work,
    setup::{self, Newcomer, SetupState},
};

use super::{Fields, taken, typed, types_now, unprocessable};
use crate::{
    auth::passwords::{self, PasswordError},
    error::AppError,
    extract::{HoldsClaim, PageRequest, SettingsContext},
    state::AppState,
};

/// `GET /cai-dat/tap-duot`
pub async fn practice_page(context: SettingsContext, request: PageRequest) -> Result<Response, AppError> {
    let setup_state = context.setup_state()?;
    let Some(year) = &setup_state.year else { return Ok(Redirect::to(paths::CALENDAR).into_response()) };
    let form = OpeningForm::first(&year.calendar, setup_state.today);
    practice_form(&context, &request, form, FormErrors::default(), None)
}

fn practice_form(
    context: &SettingsContext,
    request: &PageRequest,
    form: OpeningForm,
    errors: FormErrors,
    refusal: Option<Words>,
) -> Result<Response, AppError> {
    let setup_state = context.setup_state()?;
    let around = context.around(false)?;
    let weeks = setup_state.year.as_ref().map(|year| practice_choices(&year.calendar, setup_state.today)).unwrap_or_default();
    let lines = vec![
        setup_state.school.name.clone(),
        about(setup_state, Step::Year),
        about(setup_state, Step::Units),
        about(setup_state, Step::Staff),
        about(setup_state, Step::Types),
    ];
    let empty: Vec<&str> = setup_state.organisation.classes_without_teacher().map(|class| class.name.as_str()).collect();
    let missing = if empty.is_empty() { Vec::new() } else { vec![format!("Chưa có giáo viên: {}", empty.join(", "))] };
    let page = PracticeView { form, weeks, errors, summary: Summary { lines, missing }, refusal };
    Ok(request.page("Cài đặt: Tuần tập dượt", |head| app::pages::setup_practice(head, around, page)))
}

/// What one step has brought, in a few words.
pub(super) fn about(setup_state: &SetupState, step: Step) -> String {
    let organisation = &setup_state.organisation;
    match step {
        Step::School => setup_state.school.name.clone(),
        Step::Year => setup_state.year.as_ref().map_or_else(String::new, |year| {
            let preview = YearPreview::of(&year.calendar);
            format!(
                "Năm học {}: {} tuần, {} hạn dời vì ngày nghỉ",
                vietnamese::school_year(year.calendar.school_year()),
                preview.weeks,
                preview.moved
            )
        }),
        Step::Units => format!(
            "{} tổ, {} lớp, {} bộ phận",
            organisation.departments.len(),
            organisation.open_classes().count(),
            organisation.sections.len()
        ),
        Step::Staff => format!("{} người, {} tài khoản", organisation.people.len(), setup_state.usernames.len()),
        Step::Types => {
            let TypeCounts { used, with_due_day } = TypeCounts::of(&types_now(setup_state));
            format!("{used} loại hồ sơ, {with_due_day} loại có hạn")
        }
        Step::Practice => String::new(),
    }
}

/// `POST /cai-dat/tap-duot`: opens the school.
pub async fn open(
    State(state): State<AppState>,
    context: SettingsContext,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let setup_state = context.setup_state()?;
    if setup_state.year.is_none() {
        return Ok(Redirect::to(paths::CALENDAR).into_response());
    }
    let typed = typed(fields);
    // The release before called the week of practice so: its page lies open still.
    if typed.sent("tap") {
        return Err(AppError::OldPage);
    }
    let form = OpeningForm::read(&typed);
    // In a task of its own: a browser that goes away meanwhile must not take everybody's first password with it.
    let opening = tokio::spawn(open_once(state.clone(), setup_state.school.id, context.actor(), form.clone()));
    match taken(opening.await.map_err(|_| AppError::Internal)?)? {
        Ok(()) => Ok(Redirect::to(paths::ISSUED_PASSWORDS).into_response()),
        Err((errors, told)) => Ok(unprocessable(practice_form(&context, &request, form, errors, told)?)),
    }
}

/// Opens the school and keeps the first passwords; a second click waits for the first one, and then finds nothing to do.
async fn open_once(state: AppState, school: SchoolId, actor: Option<PersonId>, form: OpeningForm) -> Result<Checked, AppError> {
    let _one_at_a_time = state.claim.founding.lock().await;
    if state.is_set_up().await {
        return Ok(Ok(()));
    }
    let sent = form.clone();
    let prepare = async move |work: &mut Work| setup::prepare_opening(work, &sent).await;
    let newcomers = match state.database.read(school, None, prepare).await? {
        Ok(newcomers) => newcomers,
        Err(errors) => return Ok(Err(errors)),
    };
    let made = future::try_join_all(newcomers.into_iter().map(|newcomer| first_password(&state, newcomer))).await?;
    let (hashes, issued): (Vec<_>, Vec<_>) = made.into_iter().unzip();
    let open = async move |work: &mut Work| setup::open_school(work, &form, &hashes).await;
    if let Err(errors) = state.database.write(school, actor, open).await? {
        return Ok(Err(errors));
    }
    state.claim.keep_issued_passwords(issued, Instant::now());
    state.claim.opened();
    Ok(Ok(()))
}

async fn first_password(state: &AppState, newcomer: Newcomer) -> Result<((PersonId, String), IssuedPassword), PasswordError> {
    let password = passwords::handed_out()?;
    let hash = state.passwords.hash(password.clone()).await?;
    let Newcomer { person, name, titles, username } = newcomer;
    Ok(((person, hash), IssuedPassword { name: name.to_string(), titles, username, password, is_first: true }))
}

/// `GET /cai-dat/mat-khau`: the first passwords, to the browser that has set the school up.
pub async fn issued_passwords_page(
    State(state): State<AppState>,
    HoldsClaim(holds_claim): HoldsClaim,
    request: PageRequest,
) -> Result<Response, AppError> {
    let Some(issued_passwords) = state.claim.issued_passwords(Instant::now()).filter(|_| holds_claim) else {
        return Ok(Redirect::to(paths::START).into_response());
    };
    let school = records::schools::all(&state.database).await?.into_iter().next().map(|one| one.name).unwrap_or_default();
    let address = address(&request.headers);
    Ok(request.page("Mật khẩu ban đầu", |head| app::pages::setup_issued_passwords(head, school, address, issued_passwords)))
}

/// `POST /cai-dat/mat-khau`: they are printed; the set-up is over.
pub async fn forget_issued_passwords(
    State(state): State<AppState>,
    HoldsClaim(holds_claim): HoldsClaim,
) -> Result<Response, AppError> {
    let mut response = Redirect::to(paths::SIGN_IN).into_response();
    if state.is_set_up().await
        && holds_claim
        && let Some(cookie) = state.claim.end(state.https)
    {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// The address of this program as people type it into their browsers. It is printed, so what no name of a machine holds is left
/// away.
pub(in crate::handlers) fn address(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let is_name = host.len() <= 255 && host.chars().all(|letter| letter.is_ascii_alphanumeric() || ".-:[]".contains(letter));
    // From another machine this one is not reached under its own name for itself.
    let is_itself = host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]");
    if is_name && !is_itself { host.to_owned() } else { String::new() }
}
