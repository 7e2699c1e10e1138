//! "/cai-dat/chu-de": the themes of the school year.

use app::setup::ThemesView;
use axum::{
    Form,
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use domain::setup::{Errors, KnownThemes, Setting, ThemesForm};
use records::{Work, setup};

use super::{Fields, Saved, again, open_school, pressed, reader, told, typed};
use crate::{
    answer::{Ask, Fault},
    house::House,
    visit::Visit,
};

/// `GET /cai-dat/chu-de`
pub async fn themes_page(State(house): State<House>, Query(query): Query<Saved>, ask: Ask) -> Result<Response, Fault> {
    let visit = match open_school(&house, &ask).await? {
        Ok(visit) => visit,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let form = ThemesForm::of(&visit.facts.parts.themes);
    // A year without themes begins with a few empty rows.
    let room = form.rows.is_empty();
    let form = form.with_room(room);
    show(&visit, &ask, ThemesView { form, errors: Errors::default(), told: None, saved: !query.saved.is_empty() })
}

fn show(visit: &Visit, ask: &Ask, page: ThemesView) -> Result<Response, Fault> {
    let reader = reader(visit)?;
    let calendar = visit.facts.calendar().clone();
    Ok(ask.page("Cài đặt: Chủ đề", |head| app::pages::themes(head, reader, page, calendar)))
}

/// `POST /cai-dat/chu-de`: adds rows, shows the dates of what was typed, or saves.
pub async fn save_themes(State(house): State<House>, ask: Ask, Form(fields): Fields) -> Result<Response, Fault> {
    let visit = match open_school(&house, &ask).await? {
        Ok(visit) => visit,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let typed = typed(fields);
    let form = ThemesForm::read(&typed);
    let known = KnownThemes::of(&visit.facts);
    let page = |form: ThemesForm, more, errors| ThemesView { form: form.with_room(more), errors, told: None, saved: false };
    let checked = form.parse(&known);
    match (pressed(&typed), checked) {
        ("them", _) => return show(&visit, &ask, page(form, true, Errors::default())),
        ("xem", checked) => return show(&visit, &ask, page(form, false, checked.err().unwrap_or_default())),
        (_, Err(errors)) => return Ok(again(show(&visit, &ask, page(form.with_unseen(&known), false, errors))?)),
        (_, Ok(_)) => {}
    }
    let sent = form.clone();
    let saved = house
        .office
        .write(visit.school.uuid(), Some(visit.person.uuid()), async move |work: &mut Work| {
            let allowed = setup::allowed(work).await?;
            setup::keep_themes(work, allowed, &sent).await
        })
        .await;
    match saved {
        Ok(()) => Ok(Redirect::to(&format!("{}?da-luu=1", Setting::Themes.path())).into_response()),
        Err(error) => {
            let told = Some(told(error)?);
            Ok(again(show(&visit, &ask, ThemesView { told, ..page(form, false, Errors::default()) })?))
        }
    }
}
