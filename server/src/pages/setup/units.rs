//! Step 3: departments with their classes and sections.

use axum::{
    Form,
    extract::{Query, State},
    response::Response,
};
use domain::{
    refusal::Words,
    setup::{Errors, Step, UnitsForm},
};
use records::{Work, schools, setup};

use super::{Desk, Fields, Saved, again, desk, pressed, still, told, typed};
use crate::{
    answer::{Ask, Fault},
    house::House,
};

/// `GET /cai-dat/to-lop`
pub async fn units_page(State(house): State<House>, Query(query): Query<Saved>, ask: Ask) -> Result<Response, Fault> {
    let desk = match desk(&house, &ask, Step::Units).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let organisation = &desk.stage()?.organisation;
    let form = if organisation.departments.is_empty() { UnitsForm::first() } else { UnitsForm::of(organisation) };
    show(&desk, &ask, form.with_room(false), Errors::default(), None, !query.saved.is_empty())
}

fn show(desk: &Desk, ask: &Ask, form: UnitsForm, errors: Errors, told: Option<Words>, saved: bool) -> Result<Response, Fault> {
    let around = desk.around(saved)?;
    Ok(ask.page("Cài đặt: Tổ và lớp", |head| app::pages::setup_units(head, around, form, errors, told)))
}

/// `POST /cai-dat/to-lop`
pub async fn save_units(State(house): State<House>, ask: Ask, Form(fields): Fields) -> Result<Response, Fault> {
    let desk = match desk(&house, &ask, Step::Units).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let typed = typed(fields);
    let form = UnitsForm::read(&typed);
    if pressed(&typed) == "them" {
        return show(&desk, &ask, form.with_room(true), Errors::default(), None, false);
    }
    let plan = match form.parse() {
        Ok(plan) => plan,
        Err(errors) => return Ok(again(show(&desk, &ask, form.with_room(false), errors, None, false)?)),
    };
    let open = desk.is_open();
    let saved = house
        .office
        .write(desk.stage()?.school.id.uuid(), desk.actor(), async move |work: &mut Work| {
            still(work, open).await?;
            setup::arrange_units(work, &plan, open).await?;
            if open {
                setup::bring_up_to_date(work, "tổ và lớp được sửa").await
            } else {
                schools::reach_step(work, Step::Staff.number()).await
            }
        })
        .await;
    match saved {
        Ok(()) => Ok(desk.onwards(Step::Units)),
        Err(error) => {
            let words = told(error)?;
            Ok(again(show(&desk, &ask, form.with_room(false), Errors::default(), Some(words), false)?))
        }
    }
}
