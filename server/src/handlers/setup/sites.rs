//! "/cai-dat/diem-truong": the places where the school has its classes.

use app::paths;
use axum::{
    Form,
    extract::Query,
    response::{IntoResponse, Redirect, Response},
};
use domain::{forms::FormErrors, sites::SitesForm};
use records::{Work, sites};

use super::{Fields, Saved, pressed, typed, unprocessable, viewer};
use crate::{
    error::AppError,
    extract::{Leader, PageRequest, Visit},
};

/// `GET /cai-dat/diem-truong`
pub async fn sites_page(Query(query): Query<Saved>, Leader(visit): Leader, request: PageRequest) -> Result<Response, AppError> {
    let form = SitesForm::of(visit.facts.organisation()).with_room(false);
    sites_form(&visit, &request, form, FormErrors::default(), !query.saved.is_empty())
}

fn sites_form(
    visit: &Visit,
    request: &PageRequest,
    form: SitesForm,
    errors: FormErrors,
    saved: bool,
) -> Result<Response, AppError> {
    let viewer = viewer(visit)?;
    Ok(request.page("Cài đặt: Điểm trường", |head| app::pages::sites(head, viewer, form, errors, saved)))
}

/// `POST /cai-dat/diem-truong`: adds rows, or saves.
pub async fn save_sites(Leader(visit): Leader, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    let typed = typed(fields);
    let form = SitesForm::read(&typed);
    if pressed(&typed, &["add"])? == "add" {
        return sites_form(&visit, &request, form.with_room(true), FormErrors::default(), false);
    }
    let sent = form.clone();
    match visit.write(async move |work: &mut Work| sites::change(work, &sent).await).await? {
        Ok(()) => Ok(Redirect::to(&paths::saved(paths::SITES)).into_response()),
        Err(errors) => {
            let visit = visit.again().await?;
            // What they are now stands in the words of the refusal: sent again it is meant.
            let form = if errors.of("all").is_some() { form.seen_now(visit.facts.organisation()) } else { form };
            Ok(unprocessable(sites_form(&visit, &request, form.with_room(false), errors, false)?))
        }
    }
}
