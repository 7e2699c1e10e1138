//! Step 5: record types and when they fall due.

use axum::{
    Form,
    extract::{Query, State},
    response::Response,
};
use domain::{
    deadlines::Hours,
    setup::{Errors, Step, TypesForm},
};
use records::{Work, schools, setup};

use super::{Desk, Fields, Saved, again, desk, still, typed};
use crate::{
    answer::{Ask, Fault},
    house::House,
};

/// `GET /cai-dat/loai-ho-so`
pub async fn types_page(State(house): State<House>, Query(query): Query<Saved>, ask: Ask) -> Result<Response, Fault> {
    let desk = match desk(&house, &ask, Step::Types).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let stage = desk.stage()?;
    let form = if stage.types.is_empty() {
        TypesForm::first()
    } else {
        TypesForm::of(&stage.types, stage.rules.last().map_or_else(Hours::default, |version| version.hours))
    };
    show(&desk, &ask, form, Errors::default(), !query.saved.is_empty())
}

fn show(desk: &Desk, ask: &Ask, form: TypesForm, errors: Errors, saved: bool) -> Result<Response, Fault> {
    let around = desk.around(saved)?;
    let organisation = desk.stage()?.organisation.clone();
    Ok(ask.page("Cài đặt: Loại hồ sơ và hạn", |head| app::pages::setup_types(head, around, form, errors, organisation)))
}

/// `POST /cai-dat/loai-ho-so`
pub async fn save_types(State(house): State<House>, ask: Ask, Form(fields): Fields) -> Result<Response, Fault> {
    let desk = match desk(&house, &ask, Step::Types).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let stage = desk.stage()?;
    let form = TypesForm::read(&typed(fields), &stage.types);
    let plan = match form.parse(&stage.organisation) {
        Ok(plan) => plan,
        Err(errors) => return Ok(again(show(&desk, &ask, form, errors, false)?)),
    };
    let open = desk.is_open();
    house
        .office
        .write(stage.school.id.uuid(), desk.actor(), async move |work: &mut Work| {
            still(work, open).await?;
            setup::choose_types(work, &plan, open).await?;
            if open {
                setup::bring_up_to_date(work, "loại hồ sơ và hạn được sửa").await
            } else {
                schools::reach_step(work, Step::Practice.number()).await
            }
        })
        .await?;
    Ok(desk.onwards(Step::Types))
}
