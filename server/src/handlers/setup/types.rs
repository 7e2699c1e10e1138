//! Step 5: record types and when they fall due.

use axum::{Form, extract::Query, response::Response};
use domain::{deadlines::Hours, forms::FormErrors, record_types::TypesForm, setup::Step};
use records::{Work, record_types};

use super::{Fields, Saved, pressed, typed, unprocessable};
use crate::{
    error::AppError,
    extract::{PageRequest, SettingsContext},
};

/// `GET /cai-dat/loai-ho-so`
pub async fn types_page(Query(query): Query<Saved>, context: SettingsContext, request: PageRequest) -> Result<Response, AppError> {
    let setup_state = context.setup_state()?;
    let form = if setup_state.types.is_empty() {
        TypesForm::first()
    } else {
        TypesForm::of(&setup_state.types, setup_state.rules.last().map_or_else(Hours::default, |version| version.hours))
    };
    types_form(&context, &request, form, FormErrors::default(), !query.saved.is_empty())
}

fn types_form(
    context: &SettingsContext,
    request: &PageRequest,
    form: TypesForm,
    errors: FormErrors,
    saved: bool,
) -> Result<Response, AppError> {
    let around = context.around(saved)?;
    let organisation = context.setup_state()?.organisation.clone();
    Ok(request
        .page("Cài đặt: Loại hồ sơ và hạn", |head| app::pages::setup_types(head, around, form, errors, organisation)))
}

/// `POST /cai-dat/loai-ho-so`
pub async fn save_types(context: SettingsContext, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    let setup_state = context.setup_state()?;
    let typed = typed(fields);
    // The one button beside that to save saves too, and then asks for a new type.
    pressed(&typed, &["add"])?;
    let form = TypesForm::read(&typed, &setup_state.types);
    let (phase, sent) = (context.phase(), form.clone());
    let choose = async move |work: &mut Work| record_types::choose(work, phase, &sent).await;
    match context.write(choose).await? {
        Ok(()) => Ok(context.onwards(Step::Types)),
        Err(errors) => Ok(unprocessable(types_form(&context, &request, form, errors, false)?)),
    }
}
