//! Step 3: departments with their classes and sections.

use axum::{
    Form,
    extract::{Query, State},
    response::Response,
};
use domain::{forms::FormErrors, refusal::Words, setup::Step, units::UnitsForm};
use records::{Work, schools, setup};

use super::{Fields, Saved, SettingsContext, pressed, still, typed, unprocessable, words_of_refusal};
use crate::{error::AppError, extract::PageRequest, state::AppState};

/// `GET /cai-dat/to-lop`
pub async fn units_page(Query(query): Query<Saved>, context: SettingsContext, request: PageRequest) -> Result<Response, AppError> {
    let organisation = &context.setup_state()?.organisation;
    let form = if organisation.departments.is_empty() { UnitsForm::first() } else { UnitsForm::of(organisation) };
    units_form(&context, &request, form.with_room(false), FormErrors::default(), None, !query.saved.is_empty())
}

fn units_form(
    context: &SettingsContext,
    request: &PageRequest,
    form: UnitsForm,
    errors: FormErrors,
    told: Option<Words>,
    saved: bool,
) -> Result<Response, AppError> {
    let around = context.around(saved)?;
    Ok(request.page("Cài đặt: Tổ và lớp", |head| app::pages::setup_units(head, around, form, errors, told)))
}

/// `POST /cai-dat/to-lop`
pub async fn save_units(
    State(state): State<AppState>,
    context: SettingsContext,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let typed = typed(fields);
    let form = UnitsForm::read(&typed);
    if pressed(&typed) == "them" {
        return units_form(&context, &request, form.with_room(true), FormErrors::default(), None, false);
    }
    let plan = match form.parse() {
        Ok(plan) => plan,
        Err(errors) => return Ok(unprocessable(units_form(&context, &request, form.with_room(false), errors, None, false)?)),
    };
    let open = context.is_open();
    let saved = state
        .database
        .write(context.setup_state()?.school.id, context.actor(), async move |work: &mut Work| {
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
        Ok(()) => Ok(context.onwards(Step::Units)),
        Err(error) => {
            let words = words_of_refusal(error)?;
            Ok(unprocessable(units_form(&context, &request, form.with_room(false), FormErrors::default(), Some(words), false)?))
        }
    }
}
