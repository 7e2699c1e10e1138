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

use super::{Fields, Saved, YearQuery, pressed, typed, unprocessable, viewer};
use crate::{
    error::AppError,
    extract::{Leader, PageRequest, Visit},
};

/// `GET /cai-dat/luot-day`
pub async fn turns_page(Query(year): Query<YearQuery>, Leader(visit): Leader, request: PageRequest) -> Result<Response, AppError> {
    let which = year.asked_for();
    let visit = visit.at(which).await?;
    let classes = ClassTurns::all(&visit.facts, visit.now);
    let departments = visit.facts.organisation().departments.clone();
    let year = (which, visit.facts.calendar().school_year().to_owned());
    let viewer = viewer(&visit)?;
    Ok(request.page("Cài đặt: Lượt dạy", |head| app::pages::turns(head, viewer, year, classes, departments)))
}

/// `GET /cai-dat/luot-day/{class}`
pub async fn class_turns_page(
    Path(class): Path<ClassGroupId>,
    Query(query): Query<Saved>,
    Query(year): Query<YearQuery>,
    Leader(visit): Leader,
    request: PageRequest,
) -> Result<Response, AppError> {
    let which = year.asked_for();
    let visit = visit.at(which).await?;
    let class = class_of(&visit, class)?;
    let form = TurnsForm::of(&class);
    let saved = !query.saved.is_empty();
    class_turns_form(&visit, &request, TurnsView { which, class, form, errors: FormErrors::default(), shared: None, saved })
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
    Query(year): Query<YearQuery>,
    Leader(visit): Leader,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let which = year.asked_for();
    let visit = visit.at(which).await?;
    let class = class_of(&visit, id)?;
    let typed = typed(fields);
    let form = TurnsForm::read(&typed, &class);
    let page = |form, errors| TurnsView { which, class: class.clone(), form, errors, shared: None, saved: false };
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
    let change = async move |work: &mut Work| turns::change(work, which, id, &sent).await;
    match visit.write(change).await? {
        Ok(()) => Ok(Redirect::to(&paths::saved(&paths::of_year(&paths::class_turns(id), which))).into_response()),
        Err(errors) => {
            // Read again: what is wrong may be that somebody else was quicker.
            let visit = visit.again().await?.at(which).await?;
            let class = class_of(&visit, id)?;
            Ok(unprocessable(class_turns_form(
                &visit,
                &request,
                TurnsView { which, class, form, errors, shared: None, saved: false },
            )?))
        }
    }
}
