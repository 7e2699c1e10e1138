//! "/can-bo/cho-xac-nhan": appointments that wait for the leadership, confirmed one by one or together, or turned down.

use app::{
    paths::{self, PROOF},
    staff::{WaitingLine, WaitingView},
};
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::{Timestamp, day_of},
    facts::Facts,
    forms::FormData,
    mandates::Mandates,
    people::{PersonId, WaitingAppointment},
    permissions::{Action, Actor, decide, decide_confirm},
    refusal::{DelegationRefusal, Refusal},
    staff::{AppointmentId, WaitingChoice, seen_waiting, what_it_opens},
    vietnamese,
};
use records::{Error, Work, mandates, staff};
use serde::Deserialize;

use crate::{
    error::AppError,
    extract::{Manager, PageRequest, ProofForm, Visit},
    handlers::{
        attempt::{Attempt, with_status},
        setup::Fields,
        viewer,
    },
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

/// Which form of the page was sent, with what was typed in it.
#[derive(Debug)]
enum Sent {
    Confirm(AppointmentId),
    ConfirmAll,
    TurnDown { id: AppointmentId, reason: String },
}

/// `GET /can-bo/cho-xac-nhan`
pub async fn page(Manager(visit): Manager, Query(done): Query<Done>, request: PageRequest) -> Result<Response, AppError> {
    waiting_page(&visit, &request, done.words(), Attempt::default()).await
}

/// `done` is what was just done, in a sentence.
async fn waiting_page(
    visit: &Visit,
    request: &PageRequest,
    done: Option<String>,
    attempt: Attempt<Sent>,
) -> Result<Response, AppError> {
    let (facts, actor) = (&visit.facts, visit.actor());
    let known = visit.read(async |work: &mut Work| mandates::register(work).await).await?;
    let lines: Vec<WaitingLine> =
        facts.organisation().waiting.iter().map(|one| line(facts, &known, &actor, one, visit.now)).collect();
    let waiting = &facts.organisation().waiting;
    let mine: Vec<&WaitingAppointment> =
        waiting.iter().filter(|one| decide_confirm(&actor, facts.organisation(), one, day_of(visit.now)).is_ok()).collect();
    let seen = seen_waiting(&facts.regime, &mine, day_of(visit.now));
    let Attempt { typed, errors, refused, status, .. } = attempt;
    let proof = errors.of(PROOF).map(str::to_owned);
    let (typed, not_proved) = match typed {
        Some(Sent::TurnDown { id, reason }) => (Some((id.to_string(), reason)), None),
        Some(Sent::Confirm(id)) => (None, proof.map(|words| (Some(id.to_string()), words))),
        Some(Sent::ConfirmAll) => (None, proof.map(|words| (None, words))),
        None => (None, None),
    };
    let page = WaitingView { lines, seen, typed, errors, asks_again: visit.asks_again(), not_proved, refused, done };
    let viewer = viewer(visit)?;
    let page = request.page("Phân công chờ xác nhận", |head| app::pages::waiting_appointments(head, viewer, page));
    Ok(with_status(page, status))
}

fn line(facts: &Facts, known: &Mandates, actor: &Actor, one: &WaitingAppointment, now: Timestamp) -> WaitingLine {
    let organisation = facts.organisation();
    let name = |id: PersonId| organisation.person(id).map(|person| organisation.name_for_managers(person, day_of(now)));
    WaitingLine {
        id: one.id.to_string(),
        person: one.person.to_string(),
        name: name(one.person).unwrap_or_default(),
        title: organisation.titles(&[one.position]),
        ends: one.ends.is_some(),
        from: one.from,
        until: one.until,
        decision: one.mandate.and_then(|id| known.mandate(id)).map(|mandate| (mandate.id.to_string(), mandate.full_name())),
        entered: entered(facts, one),
        reason: one.reason.clone(),
        opens: what_it_opens(one.position, &facts.regime.record_types, organisation),
        choice: WaitingChoice::of(actor, organisation, one, day_of(now)),
    }
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
        return waiting_page(&form.visit, &form.request, None, Attempt::wrong(Sent::Confirm(id), errors)).await;
    }
    let store = form.visit.fact_store();
    let confirm = async move |work: &mut Work| staff::confirm(work, &store, id).await;
    match form.visit.write(confirm).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?xong=1", paths::WAITING_APPOINTMENTS)).into_response()),
        Err(error) => again(&form.visit, &form.request, error, Sent::Confirm(id)).await,
    }
}

/// `POST /can-bo/cho-xac-nhan/tat-ca`: lets those take effect that the page showed.
pub async fn confirm_all(mut form: ProofForm) -> Result<Response, AppError> {
    decide(&form.visit.actor(), form.visit.facts.organisation(), Action::ConfirmAppointments)?;
    if let Err(errors) = form.prove().await? {
        return waiting_page(&form.visit, &form.request, None, Attempt::wrong(Sent::ConfirmAll, errors)).await;
    }
    let store = form.visit.fact_store();
    let shown: Vec<AppointmentId> = form.typed.all("appointment").filter_map(|id| id.parse().ok()).collect();
    let seen = form.typed.get("seen").to_owned();
    let confirm = async move |work: &mut Work| staff::confirm_all(work, &store, &shown, &seen).await;
    let done = match form.visit.write(confirm).await {
        Ok(done) => done,
        Err(error) => return again(&form.visit, &form.request, error, Sent::ConfirmAll).await,
    };
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
    let sent = Sent::TurnDown { id, reason: reason.clone() };
    let turn_down = async move |work: &mut Work| staff::turn_down(work, &store, id, &reason).await;
    match visit.write(turn_down).await {
        Ok(Ok(())) => Ok(Redirect::to(paths::WAITING_APPOINTMENTS).into_response()),
        Ok(Err(errors)) => waiting_page(&visit, &request, None, Attempt::wrong(sent, errors)).await,
        Err(error) => again(&visit, &request, error, sent).await,
    }
}

/// The page as it is now, with the reason why not: somebody else may have decided meanwhile.
async fn again(visit: &Visit, request: &PageRequest, error: Error, sent: Sent) -> Result<Response, AppError> {
    match error {
        Error::Refused(
            refusal @ (Refusal::ConfirmedMeanwhile
            | Refusal::TurnedDown { .. }
            | Refusal::NoLongerFits { .. }
            | Refusal::OwnAppointment
            | Refusal::JoiningIsThePrincipals
            | Refusal::LastOfLeadership { .. }
            | Refusal::Delegation(DelegationRefusal::Mandate(_))),
        ) => waiting_page(&visit.again().await?, request, None, Attempt::refused(sent, refusal)).await,
        error => Err(error.into()),
    }
}
