//! "/cai-dat/luot-day": who writes which week in classes that several teachers share.

use app::setup::TurnsView;
use axum::{
    Form,
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    people::ClassGroupId,
    setup::{ClassTurns, Errors, Setting, TurnsForm},
};
use records::{Work, setup};

use super::{Fields, Saved, again, open_school, pressed, reader, told, typed};
use crate::{
    answer::{Ask, Fault},
    house::House,
    visit::Visit,
};

/// `GET /cai-dat/luot-day`
pub async fn turns_page(State(house): State<House>, ask: Ask) -> Result<Response, Fault> {
    let visit = match open_school(&house, &ask).await? {
        Ok(visit) => visit,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let classes = ClassTurns::all(&visit.facts, visit.now);
    let departments = visit.facts.organisation().departments.clone();
    let reader = reader(&visit)?;
    Ok(ask.page("Cài đặt: Lượt dạy", |head| app::pages::turns(head, reader, classes, departments)))
}

/// `GET /cai-dat/luot-day/{class}`
pub async fn class_turns_page(
    State(house): State<House>,
    Path(class): Path<ClassGroupId>,
    Query(query): Query<Saved>,
    ask: Ask,
) -> Result<Response, Fault> {
    let visit = match open_school(&house, &ask).await? {
        Ok(visit) => visit,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let class = class_of(&visit, class)?;
    let form = TurnsForm::of(&class);
    let saved = !query.saved.is_empty();
    show(&visit, &ask, TurnsView { class, form, errors: Errors::default(), shared: None, told: None, saved })
}

fn class_of(visit: &Visit, class: ClassGroupId) -> Result<ClassTurns, Fault> {
    ClassTurns::of(&visit.facts, class, visit.now).ok_or(Fault::NotFound)
}

fn show(visit: &Visit, ask: &Ask, page: TurnsView) -> Result<Response, Fault> {
    let reader = reader(visit)?;
    let title = format!("Cài đặt: Lượt dạy lớp {}", page.class.name);
    Ok(ask.page(&title, |head| app::pages::class_turns(head, reader, page)))
}

/// `POST /cai-dat/luot-day/{class}`: shares weeks out in the form, or saves them.
pub async fn save_turns(
    State(house): State<House>,
    Path(id): Path<ClassGroupId>,
    ask: Ask,
    Form(fields): Fields,
) -> Result<Response, Fault> {
    let visit = match open_school(&house, &ask).await? {
        Ok(visit) => visit,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let class = class_of(&visit, id)?;
    let typed = typed(fields);
    let form = TurnsForm::read(&typed, &class);
    let page = |form, errors| TurnsView { class: class.clone(), form, errors, shared: None, told: None, saved: false };
    if pressed(&typed) == "chia" {
        return match form.share(&class) {
            Ok(shared) => show(&visit, &ask, TurnsView { shared: Some(shared.clone()), ..page(shared.form, Errors::default()) }),
            Err(errors) => Ok(again(show(&visit, &ask, page(form, errors))?)),
        };
    }
    if let Err(errors) = form.parse(&class) {
        return Ok(again(show(&visit, &ask, page(form, errors))?));
    }
    let sent = form.clone();
    let saved = house
        .office
        .write(visit.school.uuid(), Some(visit.person.uuid()), async move |work: &mut Work| {
            let allowed = setup::allowed(work).await?;
            setup::share_turns(work, allowed, id, &sent).await
        })
        .await;
    match saved {
        Ok(()) => Ok(Redirect::to(&format!("{}/{id}?da-luu=1", Setting::Turns.path())).into_response()),
        Err(error) => {
            let told = Some(told(error)?);
            Ok(again(show(&visit, &ask, TurnsView { told, ..page(form, Errors::default()) })?))
        }
    }
}
