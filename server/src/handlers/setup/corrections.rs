//! "/cai-dat/dinh-chinh/…": numbers of decisions that were written wrongly.

use app::{paths, setup::CorrectionView};
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    corrections::{CorrectionForm, Numbered},
    forms::FormErrors,
};
use records::{Work, corrections};
use uuid::Uuid;

use super::{Fields, Saved, typed, unprocessable, viewer};
use crate::{
    error::AppError,
    extract::{Leader, PageRequest, Visit},
};

fn numbered((about, subject): &(String, Uuid)) -> Result<Numbered, AppError> {
    Numbered::from_codes(about, *subject).ok_or(AppError::NotFound)
}

/// `GET /cai-dat/dinh-chinh/{about}/{subject}`
pub async fn correction_page(
    Leader(visit): Leader,
    Path(of): Path<(String, Uuid)>,
    Query(query): Query<Saved>,
    request: PageRequest,
) -> Result<Response, AppError> {
    let written = (CorrectionForm::default(), FormErrors::default());
    shown(&visit, &request, numbered(&of)?, written, !query.saved.is_empty()).await
}

async fn shown(
    visit: &Visit,
    request: &PageRequest,
    of: Numbered,
    (form, errors): (CorrectionForm, FormErrors),
    saved: bool,
) -> Result<Response, AppError> {
    let store = visit.fact_store();
    let (name, now) = visit.read(async move |work: &mut Work| corrections::named(work, &store, of).await).await?;
    let made = visit.facts.corrections.told(of, visit.facts.organisation());
    let page = CorrectionView { of, name, now, made, form, errors, saved };
    let viewer = viewer(visit)?;
    Ok(request.page("Đính chính số quyết định", |head| app::pages::correction(head, viewer, page)))
}

/// `POST /cai-dat/dinh-chinh/{about}/{subject}`
pub async fn correct(
    Leader(visit): Leader,
    Path(of): Path<(String, Uuid)>,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let (of, form) = (numbered(&of)?, CorrectionForm::read(&typed(fields)));
    let (store, sent) = (visit.fact_store(), form.clone());
    match visit.write(async move |work: &mut Work| corrections::correct(work, &store, of, &sent).await).await? {
        Ok(()) => Ok(Redirect::to(&paths::saved(&paths::correction(of.about(), of.uuid()))).into_response()),
        Err(errors) => Ok(unprocessable(shown(&visit, &request, of, (form, errors), false).await?)),
    }
}
