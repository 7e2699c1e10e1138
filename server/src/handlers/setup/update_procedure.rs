//! "/cai-dat/bo-sung": what the procedure for updates after a lock asks for.

use app::{
    paths,
    setup::{ProcedureLine, ProcedureView},
};
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    permissions::decide_update_procedure,
    refusal::Refusal,
    updates::{ProcedureChange, ProcedureForm},
};
use records::{Error, Work, updates};

use super::{Saved, viewer};
use crate::{
    error::AppError,
    extract::{Leader, PageRequest, ProofForm, Visit},
    handlers::attempt::{Attempt, with_status},
};

/// `GET /cai-dat/bo-sung`
pub async fn update_procedure_page(
    Query(query): Query<Saved>,
    Leader(visit): Leader,
    request: PageRequest,
) -> Result<Response, AppError> {
    shown(&visit, &request, Attempt::default(), !query.saved.is_empty())
}

fn shown(visit: &Visit, request: &PageRequest, attempt: Attempt<ProcedureForm>, saved: bool) -> Result<Response, AppError> {
    let (facts, organisation) = (&visit.facts, visit.facts.organisation());
    let line = |change: &ProcedureChange| ProcedureLine {
        words: change.in_short(),
        who: organisation
            .person(change.by)
            .map_or_else(|| "người đã rời trường".to_owned(), |person| organisation.distinct_name(person, None)),
        at: change.at,
    };
    let page = ProcedureView {
        form: attempt.typed.unwrap_or_else(|| ProcedureForm::in_force(facts.updates.procedure(), facts.updates.reasons())),
        errors: attempt.errors,
        refused: attempt.refused,
        saved,
        may_settle: decide_update_procedure(&visit.actor()).is_ok(),
        asks_again: visit.asks_again(),
        in_short: facts.updates.procedure_in_short(),
        history: facts.updates.procedures.iter().rev().map(line).collect(),
    };
    let viewer = viewer(visit)?;
    let response = request.page("Cài đặt: Bổ sung sau khóa", |head| app::pages::update_procedure(head, viewer, page));
    Ok(with_status(response, attempt.status))
}

/// `POST /cai-dat/bo-sung`: of whoever may settle it the password is asked for again.
pub async fn save_update_procedure(mut sent: ProofForm<Leader>) -> Result<Response, AppError> {
    let form = ProcedureForm::read(&sent.typed);
    if decide_update_procedure(&sent.visit.actor()).is_ok()
        && let Err(errors) = sent.prove().await?
    {
        return shown(&sent.visit, &sent.request, Attempt::wrong(form, errors), false);
    }
    let ProofForm { visit, request, .. } = sent;
    let (store, sent) = (visit.fact_store(), form.clone());
    match visit.write(async move |work: &mut Work| updates::set_procedure(work, &store, &sent).await).await {
        Ok(Ok(())) => Ok(Redirect::to(&paths::saved(paths::UPDATE_PROCEDURE)).into_response()),
        Ok(Err(errors)) => shown(&visit, &request, Attempt::wrong(form, errors), false),
        Err(Error::Refused(refusal @ Refusal::Lock(_))) => shown(&visit, &request, Attempt::refused(form, refusal), false),
        Err(error) => Err(error.into()),
    }
}
