//! "/can-bo/cho-xac-nhan": appointments that wait for the leadership, confirmed one by one or together, or turned down.

use app::{
    paths::{self, PROOF},
    staff::{WaitingChoice, WaitingLine, WaitingView},
};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::{Timestamp, day_of},
    facts::Facts,
    forms::{FormData, FormErrors},
    people::{PersonId, WaitingAppointment},
    permissions::{Action, Actor, decide, decide_confirm},
    refusal::{Refusal, Words},
    staff::{AppointmentId, what_it_opens},
    vietnamese,
};
use records::{Error, Work, staff};
use serde::Deserialize;

use crate::{
    error::AppError,
    extract::{Manager, PageRequest, ProofForm, Visit},
    handlers::{setup::Fields, viewer},
};

/// What was just done, in the address to which the form led.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    /// How many took effect.
    #[serde(default, rename = "xong")]
    confirmed: Option<usize>,
    /// How many of them wait on, for somebody else.
    #[serde(default, rename = "con")]
    left: usize,
}

impl Done {
    fn words(&self) -> Option<String> {
        let left = if self.left == 0 {
            String::new()
        } else {
            format!(", {} việc vẫn chờ vì chưa xác nhận được", self.left)
        };
        self.confirmed.map(|confirmed| format!("Đã xác nhận {confirmed} việc phân công{left}"))
    }
}

/// What the last form left, for the page to show again.
#[derive(Debug, Default)]
struct Attempt {
    typed: Option<(String, String)>,
    errors: FormErrors,
    not_proved: Option<(Option<String>, String)>,
    refused: Option<Words>,
    done: Option<String>,
}

/// `GET /can-bo/cho-xac-nhan`
pub async fn page(Manager(visit): Manager, Query(done): Query<Done>, request: PageRequest) -> Result<Response, AppError> {
    waiting_page(&visit, &request, Attempt { done: done.words(), ..Attempt::default() })
}

fn waiting_page(visit: &Visit, request: &PageRequest, attempt: Attempt) -> Result<Response, AppError> {
    let (facts, actor) = (&visit.facts, visit.actor());
    let lines = facts.organisation().waiting.iter().map(|one| line(facts, &actor, one, visit.now)).collect();
    let Attempt { typed, errors, not_proved, refused, done } = attempt;
    let page = WaitingView { lines, typed, errors, asks_again: visit.asks_again(), not_proved, refused, done };
    let viewer = viewer(visit)?;
    Ok(request.page("Phân công chờ xác nhận", |head| app::pages::waiting_appointments(head, viewer, page)))
}

fn line(facts: &Facts, actor: &Actor, one: &WaitingAppointment, now: Timestamp) -> WaitingLine {
    let organisation = facts.organisation();
    let name = |id: PersonId| organisation.person(id).map(|person| organisation.distinct_name(person, Some(day_of(now))));
    let choice = match decide_confirm(actor, organisation, one, day_of(now)) {
        Ok(_) => WaitingChoice::Decide,
        Err(refusal) if actor.person == one.entered_by => WaitingChoice::TakeBack(whose(&refusal)),
        Err(refusal) => WaitingChoice::None(whose(&refusal)),
    };
    WaitingLine {
        id: one.id.to_string(),
        person: one.person.to_string(),
        name: name(one.person).unwrap_or_default(),
        title: organisation.titles(&[one.position]),
        from: one.from,
        entered: entered(facts, one),
        reason: one.reason.clone(),
        opens: what_it_opens(one.position, &facts.regime.record_types, organisation),
        choice,
    }
}

/// For whom it waits, told to somebody who may not confirm it.
fn whose(refusal: &Refusal) -> String {
    match refusal {
        Refusal::OwnAppointment => "Chờ người khác trong ban giám hiệu xác nhận.",
        Refusal::JoiningIsThePrincipals => "Chờ hiệu trưởng xác nhận.",
        _ => "Chờ hiệu trưởng hoặc phó hiệu trưởng xác nhận.",
    }
    .to_owned()
}

/// "Thầy Phạm Văn Định ghi lúc 14:20 thứ Tư 25/11/2026".
pub(super) fn entered(facts: &Facts, one: &WaitingAppointment) -> String {
    let who = facts.organisation().person(one.entered_by);
    let who = who.map(|person| format!("{} {}", person.honorific.capital(), person.name)).unwrap_or_default();
    format!("{who} ghi lúc {}", vietnamese::moment(one.entered_at))
}

/// `POST /can-bo/cho-xac-nhan/{appointment}`: lets one take effect.
pub async fn confirm(Path(id): Path<AppointmentId>, mut form: ProofForm) -> Result<Response, AppError> {
    let (facts, actor) = (&form.visit.facts, form.visit.actor());
    let waiting = facts.organisation().waiting.iter().find(|one| one.id == id);
    // Whoever may not, or comes too late, is told so without a password.
    let may = waiting.is_some_and(|one| decide_confirm(&actor, facts.organisation(), one, day_of(form.visit.now)).is_ok());
    if may && let Err(errors) = form.prove().await? {
        return not_proved(&form, Some(id), &errors);
    }
    let store = form.visit.fact_store();
    let confirm = async move |work: &mut Work| staff::confirm(work, &store, id).await;
    match form.visit.write(confirm).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?xong=1", paths::WAITING_APPOINTMENTS)).into_response()),
        Err(error) => again(&form.visit, &form.request, error, Attempt::default()).await,
    }
}

/// `POST /can-bo/cho-xac-nhan/tat-ca`: lets those take effect that the page showed.
pub async fn confirm_all(mut form: ProofForm) -> Result<Response, AppError> {
    decide(&form.visit.actor(), form.visit.facts.organisation(), Action::ConfirmAppointments)?;
    if let Err(errors) = form.prove().await? {
        return not_proved(&form, None, &errors);
    }
    let store = form.visit.fact_store();
    let shown: Vec<AppointmentId> = form.typed.all("appointment").filter_map(|id| id.parse().ok()).collect();
    let confirm = async move |work: &mut Work| staff::confirm_all(work, &store, &shown).await;
    let done = form.visit.write(confirm).await?;
    let page = format!("{}?xong={}&con={}", paths::WAITING_APPOINTMENTS, done.confirmed, done.left);
    Ok(Redirect::to(&page).into_response())
}

/// `POST /can-bo/cho-xac-nhan/{appointment}/tu-choi`
pub async fn turn_down(
    Path(id): Path<AppointmentId>,
    Manager(visit): Manager,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let (store, reason) = (visit.fact_store(), FormData::new(fields).get("reason").to_owned());
    let typed = Some((id.to_string(), reason.clone()));
    let turn_down = async move |work: &mut Work| staff::turn_down(work, &store, id, &reason).await;
    match visit.write(turn_down).await {
        Ok(Ok(())) => Ok(Redirect::to(paths::WAITING_APPOINTMENTS).into_response()),
        Ok(Err(errors)) => {
            let mut response = waiting_page(&visit, &request, Attempt { typed, errors, ..Attempt::default() })?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => again(&visit, &request, error, Attempt { typed, ..Attempt::default() }).await,
    }
}

/// The page with the field for the password, at the form that was sent: that of one, or of all.
fn not_proved(form: &ProofForm, of: Option<AppointmentId>, errors: &FormErrors) -> Result<Response, AppError> {
    let not_proved = errors.of(PROOF).map(|words| (of.map(|id| id.to_string()), words.to_owned()));
    let mut response = waiting_page(&form.visit, &form.request, Attempt { not_proved, ..Attempt::default() })?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// The page as it is now, with the reason why not: somebody else may have decided meanwhile.
async fn again(visit: &Visit, request: &PageRequest, error: Error, attempt: Attempt) -> Result<Response, AppError> {
    match error {
        Error::Refused(
            refusal @ (Refusal::ConfirmedMeanwhile
            | Refusal::TurnedDown { .. }
            | Refusal::NoLongerFits { .. }
            | Refusal::OwnAppointment
            | Refusal::JoiningIsThePrincipals),
        ) => {
            let refused = Some(refusal.words());
            let mut response = waiting_page(&visit.again().await?, request, Attempt { refused, ..attempt })?;
            *response.status_mut() = AppError::from(refusal).status();
            Ok(response)
        }
        error => Err(error.into()),
    }
}
