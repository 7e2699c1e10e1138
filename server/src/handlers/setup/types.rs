//! Step 5: record types and when they fall due.

use app::{moved_days::LookedAt, setup::TypesView};
use axum::{Form, extract::Query, response::Response};
use domain::{deadlines::Hours, forms::FormErrors, moved_days::ChangeOutlook, record_types::TypesForm, setup::Step};
use records::{AfterLook, Work, facts, record_types};

use super::{Fields, Saved, in_force, pressed, typed, types_now, unprocessable};
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
        let hours = in_force(setup_state).map_or_else(Hours::default, |version| version.hours);
        TypesForm::of(&types_now(setup_state), hours)
    };
    types_form(&context, &request, form, (FormErrors::default(), None), !query.saved.is_empty())
}

/// `looked`: what the form would take from what is owed.
fn types_form(
    context: &SettingsContext,
    request: &PageRequest,
    form: TypesForm,
    (errors, looked): (FormErrors, Option<LookedAt>),
    saved: bool,
) -> Result<Response, AppError> {
    let around = context.around(saved)?;
    let organisation = context.setup_state()?.organisation.clone();
    let page = TypesView { form, errors, organisation, looked };
    Ok(request.page("Cài đặt: Loại hồ sơ và hạn", |head| app::pages::setup_types(head, around, page)))
}

/// `POST /cai-dat/loai-ho-so`
pub async fn save_types(context: SettingsContext, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    let typed = typed(fields);
    // The one button beside that to save saves too, and then asks for a new type.
    pressed(&typed, &["add"])?;
    let form = TypesForm::read(&typed, &types_now(context.setup_state()?));
    let seen = typed.exactly("seen").to_owned();
    // What is owed no longer is looked at before it is done, and looked at again where form or school have changed since.
    if let Some(outlook) = outlook(&context, &form).await?.filter(|one| one.asks_for_a_look() && !one.is_of(&seen)) {
        let looked = LookedAt { outlook, again: !seen.is_empty() };
        return types_form(&context, &request, form, (FormErrors::default(), Some(looked)), false);
    }
    let (phase, sent) = (context.phase(), form.clone());
    let choose = async move |work: &mut Work| record_types::choose(work, phase, &sent, &seen).await;
    match context.write(choose).await? {
        AfterLook::Made => Ok(context.onwards(Step::Types)),
        AfterLook::Wrong(errors) => Ok(unprocessable(types_form(&context, &request, form, (errors, None), false)?)),
        AfterLook::Unseen => {
            let context = context.again().await?;
            let looked = outlook(&context, &form).await?.map(|outlook| LookedAt { outlook, again: true });
            types_form(&context, &request, form, (FormErrors::default(), looked), false)
        }
    }
}

/// What the form would change; `None` where something is wrong with it, and before the school is open.
async fn outlook(context: &SettingsContext, form: &TypesForm) -> Result<Option<ChangeOutlook>, AppError> {
    let Some(visit) = &context.visit else { return Ok(None) };
    let Ok(plan) = form.parse(visit.facts.organisation()) else { return Ok(None) };
    let next = visit.read(async |work: &mut Work| facts::load_next(work).await).await?;
    plan.outlook(&visit.facts, next.as_ref(), visit.now).map(Some).map_err(|_| AppError::Internal)
}
