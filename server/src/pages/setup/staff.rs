//! Step 4: everybody who works at the school.

use axum::{Form, extract::State, response::Response};
use domain::{
    refusal::Words,
    setup::{Errors, StaffForm, Step},
};
use records::{Work, schools, setup};

use super::{Desk, Fields, again, desk, pressed, still, told, typed};
use crate::{
    answer::{Ask, Fault},
    house::House,
};

/// `GET /cai-dat/can-bo`
pub async fn staff_page(State(house): State<House>, ask: Ask) -> Result<Response, Fault> {
    let desk = match desk(&house, &ask, Step::Staff).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let stage = desk.stage()?;
    let form = StaffForm::of(&stage.organisation, &stage.usernames, stage.today);
    show(&desk, &ask, form.with_room(true), Errors::default(), None)
}

fn show(desk: &Desk, ask: &Ask, form: StaffForm, errors: Errors, told: Option<Words>) -> Result<Response, Fault> {
    let around = desk.around(false)?;
    let organisation = desk.stage()?.organisation.clone();
    Ok(ask.page("Cài đặt: Cán bộ", |head| app::pages::setup_staff(head, around, form, errors, told, organisation)))
}

/// `POST /cai-dat/can-bo`
pub async fn save_staff(State(house): State<House>, ask: Ask, Form(fields): Fields) -> Result<Response, Fault> {
    let desk = match desk(&house, &ask, Step::Staff).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let organisation = &desk.stage()?.organisation;
    let typed = typed(fields);
    let form = StaffForm::read(&typed).with_pasted(typed.get("dan"), organisation).with_user_names();
    let checked = form.parse(organisation);
    match pressed(&typed) {
        "them" => return show(&desk, &ask, form.with_room(true), Errors::default(), None),
        // What was pasted and is not understood is told at once.
        "dan" => return show(&desk, &ask, form.with_room(false), checked.err().unwrap_or_default(), None),
        _ => {}
    }
    let plan = match checked {
        Ok(plan) if plan.has_board() => plan,
        Ok(_) => {
            let errors = Errors::one("all", "Cần ít nhất một người là hiệu trưởng hoặc phó hiệu trưởng.");
            return Ok(again(show(&desk, &ask, form.with_room(false), errors, None)?));
        }
        Err(errors) => return Ok(again(show(&desk, &ask, form.with_room(false), errors, None)?)),
    };
    let saved = house
        .office
        .write(desk.stage()?.school.id.uuid(), desk.actor(), async move |work: &mut Work| {
            still(work, false).await?;
            setup::arrange_staff(work, &plan).await?;
            schools::reach_step(work, Step::Types.number()).await
        })
        .await;
    match saved {
        Ok(()) => Ok(desk.onwards(Step::Staff)),
        Err(error) => {
            let words = told(error)?;
            Ok(again(show(&desk, &ask, form.with_room(false), Errors::default(), Some(words))?))
        }
    }
}
