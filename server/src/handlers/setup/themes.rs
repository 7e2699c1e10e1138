//! "/cai-dat/chu-de": the themes of the school year.

use app::{moved_days::LookedAt, paths, setup::ThemesView};
use axum::{
    Form,
    extract::Query,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    forms::FormErrors,
    moved_days::ChangeOutlook,
    themes::{KnownThemes, ThemesForm},
};
use records::{AfterLook, Work, themes};

use super::{Fields, Saved, YearQuery, pressed, typed, unprocessable, viewer};
use crate::{
    error::AppError,
    extract::{Leader, PageRequest, Visit},
};

/// `GET /cai-dat/chu-de`
pub async fn themes_page(
    Query(query): Query<Saved>,
    Query(year): Query<YearQuery>,
    Leader(visit): Leader,
    request: PageRequest,
) -> Result<Response, AppError> {
    let which = year.asked_for();
    let visit = visit.at(which).await?;
    let form = ThemesForm::of(&visit.facts.regime.themes);
    // A year without themes begins with a few empty rows.
    let room = form.rows.is_empty();
    let form = form.with_room(room);
    let saved = !query.saved.is_empty();
    themes_form(&visit, &request, ThemesView { which, form, errors: FormErrors::default(), saved, looked: None })
}

fn themes_form(visit: &Visit, request: &PageRequest, page: ThemesView) -> Result<Response, AppError> {
    let viewer = viewer(visit)?;
    let calendar = visit.facts.calendar().clone();
    Ok(request.page("Cài đặt: Chủ đề", |head| app::pages::themes(head, viewer, page, calendar)))
}

/// `POST /cai-dat/chu-de`: adds rows, shows the dates of what was typed, or saves.
pub async fn save_themes(
    Query(year): Query<YearQuery>,
    Leader(visit): Leader,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let which = year.asked_for();
    let visit = visit.at(which).await?;
    let typed = typed(fields);
    let form = ThemesForm::read(&typed);
    let page =
        |form: ThemesForm, more, errors| ThemesView { which, form: form.with_room(more), errors, saved: false, looked: None };
    match pressed(&typed, &["add", "preview"])? {
        "add" => return themes_form(&visit, &request, page(form, true, FormErrors::default())),
        "preview" => {
            let errors = form.parse(&KnownThemes::of(&visit.facts)).err().unwrap_or_default();
            let looked = outlook(&visit, &form)?.map(|outlook| LookedAt { outlook, again: false });
            return themes_form(&visit, &request, ThemesView { looked, ..page(form, false, errors) });
        }
        _ => {}
    }
    // What moves or goes is looked at before it is done, and looked at again where form or school have changed since.
    let seen = typed.exactly("seen").to_owned();
    if let Some(outlook) = outlook(&visit, &form)?.filter(|one| one.asks_for_a_look() && !one.is_of(&seen)) {
        let looked = Some(LookedAt { outlook, again: !seen.is_empty() });
        return themes_form(&visit, &request, ThemesView { looked, ..page(form, false, FormErrors::default()) });
    }
    let sent = form.clone();
    let change = async move |work: &mut Work| themes::change(work, which, &sent, &seen).await;
    match visit.write(change).await? {
        AfterLook::Made => Ok(Redirect::to(&paths::saved(&paths::of_year(paths::THEMES, which))).into_response()),
        AfterLook::Wrong(errors) => {
            // Read again: what is wrong may be that somebody else was quicker.
            let visit = visit.again().await?.at(which).await?;
            let form = form.with_unseen(&KnownThemes::of(&visit.facts));
            Ok(unprocessable(themes_form(&visit, &request, page(form, false, errors))?))
        }
        AfterLook::Unseen => {
            let visit = visit.again().await?.at(which).await?;
            let looked = outlook(&visit, &form)?.map(|outlook| LookedAt { outlook, again: true });
            themes_form(&visit, &request, ThemesView { looked, ..page(form, false, FormErrors::default()) })
        }
    }
}

/// What the form would change; `None` where something is wrong with it.
fn outlook(visit: &Visit, form: &ThemesForm) -> Result<Option<ChangeOutlook>, AppError> {
    let Ok(plan) = form.parse(&KnownThemes::of(&visit.facts)) else { return Ok(None) };
    plan.outlook(&visit.facts, visit.now).map(Some).map_err(|_| AppError::Internal)
}
