//! Approving several records by one form: what was opened and ticked.

use app::paths;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    forms::FormErrors,
    obligations::ObligationId,
    refusal::{LockRefusal, Refusal, Words},
    reviews::{DecisionForm, Tick},
};
use records::{Error, Work, review_openings};

use super::{
    Asked, check_reviewer,
    list::{Batch, PER_PAGE, queue_page},
};
use crate::{
    error::AppError,
    extract::{ProofForm, Visit},
    handlers::signing as signatures,
    state::AppState,
};

/// How many are approved by one form: more stand on no page.
const MAX_TOGETHER: usize = PER_PAGE;

/// `POST /cho-duyet`: approves what was opened and ticked, one by one, and signs what is the leadership's to sign; what is
/// refused is told by its name, and keeps nothing else from being approved.
pub async fn approve_ticked(State(state): State<AppState>, mut form: ProofForm<Visit>) -> Result<Response, AppError> {
    check_reviewer(&form.visit)?;
    let ticks: Option<Vec<Tick>> = form.typed.all("approve").take(MAX_TOGETHER).map(Tick::parse).collect();
    let ticks = ticks.ok_or(AppError::NotAForm)?;
    let mut credentials = None;
    if ticks.iter().any(Tick::is_signed) {
        if let Err(errors) = agreed(&mut form).await? {
            let batch = Batch { ticked: ticks, agrees: agrees(&form), errors, ..Batch::default() };
            let mut response = queue_page(&form.visit, &form.request, &Asked::default(), batch).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(response);
        }
        credentials = Some(signatures::credentials(&state, &form.visit).await?);
    }
    let ProofForm { visit, request, .. } = form;
    let mut batch = Batch { nothing_ticked: ticks.is_empty(), ..Batch::default() };
    for ticked in ticks {
        let (store, credentials) = (visit.fact_store(), credentials.clone());
        let approve = async move |work: &mut Work| review_openings::approve(work, &store, ticked, credentials.as_ref()).await;
        match visit.write(approve).await {
            Ok(_) => batch.approved += 1,
            // What was approved before it is told all the same.
            Err(error) => {
                let goes_on = concerns_one(&error);
                batch.refused.push(told(&visit, ticked.obligation, error));
                if !goes_on {
                    break;
                }
            }
        }
    }
    if batch.refused.is_empty() && !batch.nothing_ticked {
        return Ok(Redirect::to(&paths::approved_together(batch.approved)).into_response());
    }
    let status = if batch.nothing_ticked { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::CONFLICT };
    let mut response = queue_page(&visit.again().await?, &request, &Asked::default(), batch).await?;
    *response.status_mut() = status;
    Ok(response)
}

/// Whether one of several was refused for itself, and the others may be taken: else the next one would fail as well.
pub(super) fn concerns_one(error: &Error) -> bool {
    let refuses_one = matches!(
        error,
        Error::Refused(
            Refusal::Review(_) | Refusal::Signing(_) | Refusal::ObligationClosed { .. } | Refusal::Lock(LockRefusal::Shut(_))
        ) | Error::NotFound
    );
    refuses_one || error.is_taken_id()
}

/// Which one of several was not taken, by its title, and why.
pub(super) fn told(visit: &Visit, id: ObligationId, error: Error) -> (String, Words) {
    let record = visit.facts.obligation(id);
    let title = record.map_or_else(|| "Hồ sơ".to_owned(), |record| visit.facts.title(record));
    (title, AppError::from(error).words())
}

/// Whether the sender of the form said that they agree to what they sign.
pub(super) fn agrees(form: &ProofForm<Visit>) -> bool {
    form.typed.get("consent") == "1"
}

/// What signing asks for beside the ticks: the agreement, and the password where it was typed too long ago.
pub(super) async fn agreed(form: &mut ProofForm<Visit>) -> Result<Result<(), FormErrors>, AppError> {
    if agrees(form) { form.prove().await } else { Ok(Err(DecisionForm::not_agreed())) }
}
