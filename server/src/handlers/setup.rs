//! "/cai-dat": the first set-up behind the console's code, and the settings of an open school.

mod corrections;
mod fences;
mod opening;
mod review_settings;
mod rules;
mod school;
mod sites;
mod themes;
mod turns;
mod types;
mod units;
mod update_procedure;
mod year;
mod staff;

use std::time::Instant;

use std::sync::Arc;

use app::{layout::Viewer, paths, setup::Around};
use axum::{
    Form,
    extract::{Query, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    calendar::SchoolCalendar,
    days::local,
    facts::Facts,
    forms::{FormData, FormErrors},
    people::SchoolId,
    record_types::{RecordType, RuleVersion, fences_in_short},
    refusal::{Refusal, Words},
    review_settings::ReviewSettingsForm,
    school_years::{missing_words, taken_over_on},
    settings::Setting,
    setup::Step,
    themes::KnownThemes,
    turns::ClassTurns,
    vietnamese,
    year_end::NotCarried,
};
use records::{Checked, Work, facts, schools, setup::SetupState};
use serde::Deserialize;
use uuid::Uuid;

pub use corrections::{correct, correction_page};
pub use fences::{fence_page, fences_page, save_fence};
pub(super) use opening::address;
pub use opening::{forget_issued_passwords, issued_passwords_page, open, practice_page};
pub use review_settings::{review_settings_page, save_review_settings};
pub use rules::{add_rules, rules_page};
pub use school::{save_school, school_page};
pub use sites::{save_sites, sites_page};
pub use staff::{read_staff_file, save_staff, staff_page};
pub use themes::{save_themes, themes_page};
pub use turns::{class_turns_page, save_turns, turns_page};
pub use types::{save_types, types_page};
pub use units::{save_units, units_page};
pub use update_procedure::{save_update_procedure, update_procedure_page};
use year::YearQuery;
pub use year::{calendar_file_page, read_calendar_file, sample, save_year, year_page};

use super::viewer;
use crate::{
    auth::{
        claim::is_code,
        rate_limit::{AttemptSource, PasswordAttempt},
    },
    error::AppError,
    extract::{ClientIp, HoldsClaim, Leader, PageRequest, SettingsContext, Visit, settings::setup_state},
    state::AppState,
};

/// The fields of any form here.
pub type Fields = Form<Vec<(String, String)>>;

impl SettingsContext {
    fn around(&self, saved: bool) -> Result<Around, AppError> {
        if let Some(visit) = &self.visit {
            return Ok(Around::Settings { viewer: Box::new(viewer(visit)?), saved });
        }
        let setup_state = self.setup_state.as_ref();
        Ok(Around::FirstTime {
            reached: setup_state.map_or(1, |setup_state| setup_state.setup.step),
            school: setup_state.map(|setup_state| setup_state.school.name.clone()).unwrap_or_default(),
            saved: setup_state
                .and_then(|setup_state| setup_state.saved_at)
                .map(|at| vietnamese::hour(local(at).time()))
                .unwrap_or_default(),
        })
    }

    /// Where a saved step leads: on, or back to itself.
    fn onwards(&self, step: Step) -> Response {
        let next = Step::of_number(step.number() + 1);
        let to = if self.phase().is_open() { paths::saved(paths::step(step)) } else { paths::step(next).to_owned() };
        Redirect::to(&to).into_response()
    }
}

/// A form that was not saved is shown once more as it was typed.
fn unprocessable(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response
}

/// Why a form was not taken: what is wrong with its fields, or what to show above a sound one that a rule refused.
type NotTaken = (FormErrors, Option<Words>);

/// Whether a form was taken; what is no matter of the form is an error.
fn taken(done: Result<Checked, impl Into<AppError>>) -> Result<Result<(), NotTaken>, AppError> {
    match done.map_err(Into::into) {
        Ok(Ok(())) => Ok(Ok(())),
        Ok(Err(errors)) => Ok(Err((errors, None))),
        Err(AppError::Refused(refusal @ (Refusal::Field { .. } | Refusal::NoClassYet | Refusal::NoRecordTypeYet))) => {
            Ok(Err((FormErrors::default(), Some(refusal.words()))))
        }
        Err(other) => Err(other),
    }
}

#[derive(Debug, Default, Deserialize)]
pub struct Saved {
    #[serde(default, rename = "da-luu")]
    saved: String,
}

#[derive(Debug, Default, Deserialize)]
pub struct Start {
    #[serde(default, rename = "nhap-lai")]
    lost: String,
}

/// `GET /cai-dat`: the settings; before that the step that comes next, or the question for the code.
pub async fn start(
    State(state): State<AppState>,
    Query(query): Query<Start>,
    HoldsClaim(holds_claim): HoldsClaim,
    leader: Result<Leader, AppError>,
    request: PageRequest,
) -> Result<Response, AppError> {
    if state.is_set_up().await {
        // The school was opened by this browser a moment ago, and its first passwords have not been printed yet.
        if holds_claim && state.claim.issued_passwords(Instant::now()).is_some() {
            return Err(AppError::Redirect(paths::ISSUED_PASSWORDS.into()));
        }
        return settings(&state, &leader?, &request).await;
    }
    if holds_claim {
        return Ok(Redirect::to(paths::step(next_step(&state).await?)).into_response());
    }
    let lost = !query.lost.is_empty() && schools::unfinished(&state.database).await?.is_some();
    Ok(request.page("Cài đặt lần đầu", |head| app::pages::setup_code(head, None, lost)))
}

async fn next_step(state: &AppState) -> Result<Step, AppError> {
    let Some(school) = schools::unfinished(&state.database).await? else { return Ok(Step::School) };
    Ok(Step::of_number(setup_state(state, school.id).await?.setup.step))
}

#[derive(Debug, Deserialize)]
pub struct CodeForm {
    #[serde(default)]
    code: String,
}

/// `POST /cai-dat`: whoever knows the code gets the right to set up.
pub async fn claim(
    State(state): State<AppState>,
    ClientIp(address): ClientIp,
    request: PageRequest,
    Form(form): Form<CodeForm>,
) -> Result<Response, AppError> {
    if state.is_set_up().await {
        return Err(Refusal::AlreadySetUp.into());
    }
    let attempt =
        PasswordAttempt { school: SchoolId::new(Uuid::nil()), username: "cai-dat", source: AttemptSource::Address(address) };
    let refusal = match state.rate_limit.attempt_now(attempt) {
        Err(slowed) => Some(slowed),
        Ok(()) if is_code(&form.code, &state.setup_code) => None,
        Ok(()) => Some(Refusal::SetupCodeWrong),
    };
    if let Some(refusal) = refusal {
        let mut words = refusal.words();
        let error = AppError::from(refusal.clone());
        if let Refusal::SignInSlowed { .. } = refusal {
            words.advice = words.advice.replace(" Tài khoản không bị khóa.", "");
        }
        let mut response = request.page("Cài đặt lần đầu", |head| app::pages::setup_code(head, Some(words), false));
        *response.status_mut() = error.status();
        error.tell_wait(&mut response);
        return Ok(response);
    }
    state.rate_limit.opened(attempt);
    let cookie = state.claim.give(state.https).map_err(|_| AppError::Internal)?;
    let mut response = Redirect::to(paths::step(next_step(&state).await?)).into_response();
    if let Some(cookie) = cookie {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

async fn settings(state: &AppState, Leader(visit): &Leader, request: &PageRequest) -> Result<Response, AppError> {
    let viewer: Viewer = viewer(visit)?;
    let setup_state = setup_state(state, visit.school).await?;
    let (before, next) = (year_before(visit).await?, visit.read(async |work: &mut Work| facts::load_next(work).await).await?);
    let years = Neighbours { before: before.as_deref(), next: next.as_ref() };
    let has_next = setup_state.next_year.is_some();
    let line = |setting: Setting| (setting, about(&setup_state, visit, years, setting), setting.deed(has_next));
    let about = Setting::ALL.into_iter().map(line).collect();
    Ok(request.page("Cài đặt", |head| app::pages::settings(head, viewer, about)))
}

/// The years before and after the one that is shown, where there are any.
#[derive(Clone, Copy)]
struct Neighbours<'f> {
    before: Option<&'f Facts>,
    next: Option<&'f Facts>,
}

/// The last year that is over.
async fn year_before(visit: &Visit) -> Result<Option<Arc<Facts>>, AppError> {
    let Some((year, _)) = visit.facts.regime.ended.first().cloned() else { return Ok(None) };
    let store = visit.fact_store();
    Ok(Some(visit.read(async move |work: &mut Work| store.of_year(work, year).await).await?))
}

/// Which holidays a calendar lacks, behind what else is said of it.
fn lacking(calendar: &SchoolCalendar) -> String {
    missing_words(calendar).map(|missing| format!(". Lịch chưa có nghỉ {missing}")).unwrap_or_default()
}

/// What the year that is shown has not taken over from the one before, behind what it has.
fn left_behind(visit: &Visit, before: Option<&Facts>, only: impl Fn(NotCarried) -> NotCarried) -> String {
    let left = before.map(|before| (before, only(NotCarried::of(before, &visit.facts, visit.now))));
    let left = left.filter(|(_, left)| !left.is_nothing());
    left.map(|(before, left)| {
        let year = vietnamese::school_year(before.calendar().school_year());
        format!(". Chưa mang sang từ năm học {year}: {}", left.words())
    })
    .unwrap_or_default()
}

/// What a setting holds now, in a few words.
fn about(setup_state: &SetupState, visit: &Visit, years: Neighbours<'_>, setting: Setting) -> String {
    match setting {
        Setting::Of(Step::School) => {
            format!("{}, mỗi tệp không quá {}", setup_state.school.name, vietnamese::file_limit(setup_state.setup.file_limit))
        }
        Setting::Of(Step::Year) => {
            format!("{}{}", opening::about(setup_state, Step::Year), lacking(visit.facts.calendar()))
        }
        Setting::Of(step) => opening::about(setup_state, step),
        Setting::NextYear => setup_state.next_year.as_ref().map_or_else(
            || "Chưa lập; lập sẵn lúc nào cũng được".to_owned(),
            |year| {
                let name = vietnamese::school_year(year.calendar.school_year());
                let from = vietnamese::date(taken_over_on(year.calendar.first_day()));
                let left = years.next.map(|next| NotCarried::of(&visit.facts, next, visit.now)).filter(|left| !left.is_nothing());
                let left = left.map(|left| format!(". Chưa có {}", left.words())).unwrap_or_default();
                format!("Năm học {name} đã lập, hiện ra từ {from}{}{left}", lacking(&year.calendar))
            },
        ),
        Setting::Sites => visit.facts.organisation().sites_in_short(),
        Setting::Turns => {
            let left = left_behind(visit, years.before, |left| NotCarried { themes: 0, ..left });
            format!("{}{left}", ClassTurns::in_short(&visit.facts, visit.now))
        }
        Setting::Themes => {
            let left = left_behind(visit, years.before, |left| NotCarried { turns: 0, ..left });
            format!("{}{left}", KnownThemes::of(&visit.facts).in_short(visit.now))
        }
        Setting::Rules => in_force(setup_state).map_or_else(String::new, RuleVersion::in_short),
        Setting::Updates => visit.facts.updates.procedure_in_short(),
        Setting::Fences => fences_in_short(&visit.facts.regime.record_types),
        Setting::Reviews => {
            ReviewSettingsForm::of(&visit.facts.regime.review_settings, visit.facts.regime.types_in_use(), visit.now).in_short()
        }
    }
}

/// The version of the rules that holds today.
fn in_force(setup_state: &SetupState) -> Option<&RuleVersion> {
    let holds = |version: &&RuleVersion| version.effective_from <= setup_state.today;
    setup_state.rules.iter().rev().find(holds).or_else(|| setup_state.rules.first())
}

/// The types, each with the rule by which it falls due today.
fn types_now(setup_state: &SetupState) -> Vec<RecordType> {
    in_force(setup_state).map_or_else(|| setup_state.types.clone(), |rules| rules.types(&setup_state.types))
}

/// The fields, to be read by name.
fn typed(fields: Vec<(String, String)>) -> FormData {
    FormData::new(fields)
}

/// Which of these buttons was pressed; empty for the one that goes on.
///
/// # Errors
/// `AppError::OldPage` for any other: what its words say is not done here, so that nothing is.
fn pressed<'typed>(typed: &'typed FormData, buttons: &[&str]) -> Result<&'typed str, AppError> {
    let pressed = typed.get("do");
    if pressed.is_empty() || buttons.contains(&pressed) { Ok(pressed) } else { Err(AppError::OldPage) }
}
