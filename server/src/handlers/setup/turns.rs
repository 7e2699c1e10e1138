//! "/cai-dat/luot-day": who writes which week in classes that several teachers share.

use app::{paths, setup::TurnsView};
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    forms::FormErrors,
    people::ClassGroupId,
    turns::{ClassTurns, TurnsForm},
};
use records::{Work, turns};

use super::{Fields, Saved, pressed, typed, unprocessable, viewer};
use crate::{
    error::AppError,
    extract::{Leader, PageRequest, Visit},
};

/// `GET /cai-dat/luot-day`
pub async fn turns_page(Leader(visit): Leader, request: PageRequest) -> Result<Response, AppError> {
    let classes = ClassTurns::all(&visit.facts, visit.now);
    let departments = visit.facts.organisation().departments.clone();
    let viewer = viewer(&visit)?;
    Ok(request.page("Cài đặt: Lượt dạy", |head| app::pages::turns(head, viewer, classes, departments)))
}

/// `GET /cai-dat/luot-day/{class}`
pub async fn class_turns_page(
    Path(class): Path<ClassGroupId>,
    Query(query): Query<Saved>,
    Leader(visit): Leader,
    request: PageRequest,
) -> Result<Response, AppError> {
    let class = class_of(&visit, class)?;
    let form = TurnsForm::of(&class);
    let saved = !query.saved.is_empty();
    class_turns_form(&visit, &request, TurnsView { class, form, errors: FormErrors::default(), shared: None, saved })
}

fn class_of(visit: &Visit, class: ClassGroupId) -> Result<ClassTurns, AppError> {
    ClassTurns::of(&visit.facts, class, visit.now).ok_or(AppError::NotFound)
}

fn class_turns_form(visit: &Visit, request: &PageRequest, page: TurnsView) -> Result<Response, AppError> {
    let viewer = viewer(visit)?;
    let title = format!("Cài đặt: Lượt dạy lớp {}", page.class.name);
    Ok(request.page(&title, |head| app::pages::class_turns(head, viewer, page)))
}

/// `POST /cai-dat/luot-day/{class}`: shares weeks out in the form, or saves them.
pub async fn save_turns(
    Path(id): Path<ClassGroupId>,
    Leader(visit): Leader,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let class = class_of(&visit, id)?;
    let typed = typed(fields);
    let form = TurnsForm::read(&typed, &class);
    let page = |form, errors| TurnsView { class: class.clone(), form, errors, shared: None, saved: false };
    if pressed(&typed, &["share"])? == "share" {
        return match form.share(&class) {
            Ok(shared) => class_turns_form(
                &visit,
                &request,
                TurnsView { shared: Some(shared.clone()), ..page(shared.form, FormErrors::default()) },
            ),
            Err(errors) => Ok(unprocessable(class_turns_form(&visit, &request, page(form, errors))?)),
        };
    }
    let sent = form.clone();
    let change = async move |work: &mut Work| turns::change(work, id, &sent).await;
    match visit.write(change).await? {
        Ok(()) => Ok(Redirect::to(&paths::saved(&paths::class_turns(id))).into_response()),
        Err(errors) => {
            // Read again: what is wrong may be that somebody else was quicker.
            let visit = visit.again().await?;
            let class = class_of(&visit, id)?;
            Ok(unprocessable(class_turns_form(&visit, &request, TurnsView { class, form, errors, shared: None, saved: false })?))
        }
    }
}
