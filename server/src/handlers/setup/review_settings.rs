//! "/cai-dat/duyet": how the school reviews.

use app::{paths, setup::ReviewSettingsView};
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect, Response},
};
use domain::{days::day_of, forms::FormErrors, permissions::settles_leaderships_own, review_settings::ReviewSettingsForm};
use records::{Work, review_settings};

use super::{Saved, unprocessable, viewer};
use crate::{
    error::AppError,
    extract::{Leader, PageRequest, ProofForm, Visit},
};

/// `GET /cai-dat/duyet`
pub async fn review_settings_page(
    Query(query): Query<Saved>,
    Leader(visit): Leader,
    request: PageRequest,
) -> Result<Response, AppError> {
    shown(&visit, &request, in_force(&visit), FormErrors::default(), !query.saved.is_empty())
}

fn in_force(visit: &Visit) -> ReviewSettingsForm {
    ReviewSettingsForm::of(&visit.facts.regime.review_settings, visit.facts.regime.types_in_use(), visit.now)
}

fn shown(
    visit: &Visit,
    request: &PageRequest,
    form: ReviewSettingsForm,
    errors: FormErrors,
    saved: bool,
) -> Result<Response, AppError> {
    let regime = &visit.facts.regime;
    let history = regime.review_settings.history(&regime.organisation, &regime.record_types, &regime.rules);
    let settles_leaderships = settles_leaderships_own(&visit.actor(), &regime.organisation, day_of(visit.now));
    let page = ReviewSettingsView { form, errors, saved, history, settles_leaderships, asks_again: visit.asks_again() };
    let viewer = viewer(visit)?;
    Ok(request.page("Cài đặt: Cách duyệt", |head| app::pages::review_settings(head, viewer, page)))
}

/// `POST /cai-dat/duyet`: who reviews is no less than a right, so the password is asked for again.
pub async fn save_review_settings(mut sent: ProofForm<Leader>) -> Result<Response, AppError> {
    let now = in_force(&sent.visit);
    if !now.knows_all(&sent.typed) {
        return Err(AppError::NotAForm);
    }
    if let Err(errors) = sent.prove().await? {
        return Ok(unprocessable(shown(&sent.visit, &sent.request, now.read(&sent.typed), errors, false)?));
    }
    let ProofForm { visit, request, typed, .. } = sent;
    let sent = typed.clone();
    let change = async move |work: &mut Work| review_settings::change(work, |form| form.read(&sent)).await;
    match visit.write(change).await? {
        Ok(()) => Ok(Redirect::to(&paths::saved(paths::REVIEW_SETTINGS)).into_response()),
        Err(errors) => {
            // Read again: what is wrong may be that somebody else was quicker. The next try is about what is shown now.
            let visit = visit.again().await?;
            let now = in_force(&visit);
            let form = ReviewSettingsForm { seen: now.seen.clone(), ..now.read(&typed) };
            Ok(unprocessable(shown(&visit, &request, form, errors, false)?))
        }
    }
}
