//! Step 3: departments with their classes and sections.

use axum::{Form, extract::Query, response::Response};
use domain::{forms::FormErrors, refusal::Words, setup::Step, units::UnitsForm};
use records::{Work, units};

use super::{Fields, Saved, pressed, taken, typed, unprocessable};
use crate::{
    error::AppError,
    extract::{PageRequest, SettingsContext},
};

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
    refusal: Option<Words>,
    saved: bool,
) -> Result<Response, AppError> {
    let around = context.around(saved)?;
    Ok(request.page("Cài đặt: Tổ và lớp", |head| app::pages::setup_units(head, around, form, errors, refusal)))
}

/// `POST /cai-dat/to-lop`
pub async fn save_units(context: SettingsContext, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    let typed = typed(fields);
    let form = UnitsForm::read(&typed);
    if pressed(&typed, &["add"])? == "add" {
        return units_form(&context, &request, form.with_room(true), FormErrors::default(), None, false);
    }
    let (phase, sent) = (context.phase(), form.clone());
    let change = async move |work: &mut Work| units::change(work, phase, &sent).await;
    match taken(context.write(change).await)? {
        Ok(()) => Ok(context.onwards(Step::Units)),
        Err((errors, refusal)) => Ok(unprocessable(units_form(&context, &request, form.with_room(false), errors, refusal, false)?)),
    }
}
