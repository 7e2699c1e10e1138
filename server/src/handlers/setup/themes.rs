//! "/cai-dat/chu-de": the themes of the school year.

use app::{paths, setup::ThemesView};
use axum::{
    Form,
    extract::Query,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    forms::FormErrors,
    themes::{KnownThemes, ThemesForm},
};
use records::{Work, setup};

use super::{Fields, Saved, pressed, typed, unprocessable, viewer, words_of_refusal};
use crate::{
    error::AppError,
    extract::{Leader, PageRequest, Visit},
};

/// `GET /cai-dat/chu-de`
pub async fn themes_page(Query(query): Query<Saved>, Leader(visit): Leader, request: PageRequest) -> Result<Response, AppError> {
    let form = ThemesForm::of(&visit.facts.parts.themes);
    // A year without themes begins with a few empty rows.
    let room = form.rows.is_empty();
    let form = form.with_room(room);
    themes_form(&visit, &request, ThemesView { form, errors: FormErrors::default(), told: None, saved: !query.saved.is_empty() })
}

fn themes_form(visit: &Visit, request: &PageRequest, page: ThemesView) -> Result<Response, AppError> {
    let viewer = viewer(visit)?;
    let calendar = visit.facts.calendar().clone();
    Ok(request.page("Cài đặt: Chủ đề", |head| app::pages::themes(head, viewer, page, calendar)))
}

/// `POST /cai-dat/chu-de`: adds rows, shows the dates of what was typed, or saves.
pub async fn save_themes(Leader(visit): Leader, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    let typed = typed(fields);
    let form = ThemesForm::read(&typed);
    let known = KnownThemes::of(&visit.facts);
    let page = |form: ThemesForm, more, errors| ThemesView { form: form.with_room(more), errors, told: None, saved: false };
    let checked = form.parse(&known);
    match (pressed(&typed), checked) {
        ("them", _) => return themes_form(&visit, &request, page(form, true, FormErrors::default())),
        ("xem", checked) => return themes_form(&visit, &request, page(form, false, checked.err().unwrap_or_default())),
        (_, Err(errors)) => {
            return Ok(unprocessable(themes_form(&visit, &request, page(form.with_unseen(&known), false, errors))?));
        }
        (_, Ok(_)) => {}
    }
    let sent = form.clone();
    let saved = visit
        .write(async move |work: &mut Work| {
            let allowed = setup::allowed(work).await?;
            setup::keep_themes(work, allowed, &sent).await
        })
        .await;
    match saved {
        Ok(()) => Ok(Redirect::to(&paths::saved(paths::THEMES)).into_response()),
        Err(error) => {
            let told = Some(words_of_refusal(error)?);
            Ok(unprocessable(themes_form(&visit, &request, ThemesView { told, ..page(form, false, FormErrors::default()) })?))
        }
    }
}
