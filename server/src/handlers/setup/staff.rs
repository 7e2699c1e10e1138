//! Step 4: everybody who works at the school.

use axum::{Form, response::Response};
use domain::{forms::FormErrors, refusal::Words, setup::Step, staff::StaffForm};
use records::{Work, staff};

use super::{Fields, pressed, taken, typed, unprocessable};
use crate::{
    error::AppError,
    extract::{PageRequest, SettingsContext},
};

/// `GET /cai-dat/can-bo`
pub async fn staff_page(context: SettingsContext, request: PageRequest) -> Result<Response, AppError> {
    let setup_state = context.setup_state()?;
    let form = StaffForm::of(&setup_state.organisation, &setup_state.usernames, setup_state.today);
    staff_form(&context, &request, form.with_room(true), FormErrors::default(), None)
}

fn staff_form(
    context: &SettingsContext,
    request: &PageRequest,
    form: StaffForm,
    errors: FormErrors,
    refusal: Option<Words>,
) -> Result<Response, AppError> {
    let around = context.around(false)?;
    let organisation = context.setup_state()?.organisation.clone();
    Ok(request.page("Cài đặt: Cán bộ", |head| app::pages::setup_staff(head, around, form, errors, refusal, organisation)))
}

/// `POST /cai-dat/can-bo`
pub async fn save_staff(context: SettingsContext, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    let organisation = &context.setup_state()?.organisation;
    let typed = typed(fields);
    let pressed = pressed(&typed, &["add", "paste"])?;
    // The release before called what was pasted so: its page lies open still.
    if !typed.get("dan").is_empty() {
        return Err(AppError::OldPage);
    }
    let form = StaffForm::read(&typed).with_pasted(typed.exactly("paste"), organisation).with_user_names();
    match pressed {
        "add" => return staff_form(&context, &request, form.with_room(true), FormErrors::default(), None),
        // What was pasted and is not understood is told at once.
        "paste" => {
            let errors = form.parse(organisation).err().unwrap_or_default();
            return staff_form(&context, &request, form.with_room(false), errors, None);
        }
        _ => {}
    }
    let sent = form.clone();
    let arrange = async move |work: &mut Work| staff::arrange(work, &sent).await;
    match taken(context.write(arrange).await)? {
        Ok(()) => Ok(context.onwards(Step::Staff)),
        Err((errors, refusal)) => Ok(unprocessable(staff_form(&context, &request, form.with_room(false), errors, refusal)?)),
    }
}
