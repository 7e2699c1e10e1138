//! Step 5: record types and when they fall due.

use app::{
    moved_days::LookedAt,
    setup::{ProposedType, TypesView},
};
use axum::{Form, extract::Query, response::Response};
use domain::{
    deadlines::Hours,
    forms::FormErrors,
    moved_days::ChangeOutlook,
    permissions::decide_read_entry,
    record_types::TypesForm,
    registers::{EntryId, RegisterKind, agreed_content},
    setup::Step,
};
use records::{AfterLook, Error, Work, facts, record_types, registers};
use serde::Deserialize;

use super::{Fields, Saved, in_force, pressed, typed, types_now, unprocessable};
use crate::{
    error::AppError,
    extract::{PageRequest, SettingsContext},
};

/// `GET /cai-dat/loai-ho-so`
pub async fn types_page(
    Query(query): Query<Saved>,
    Query(from): Query<FromProposal>,
    context: SettingsContext,
    request: PageRequest,
) -> Result<Response, AppError> {
    let setup_state = context.setup_state()?;
    let proposed = proposed(&context, &from).await?;
    let mut form = if setup_state.types.is_empty() {
        TypesForm::first()
    } else {
        let hours = in_force(setup_state).map_or_else(Hours::default, |version| version.hours);
        TypesForm::of(&types_now(setup_state), hours)
    };
    if let Some(proposed) = &proposed {
        form.new.name.clone_from(&proposed.content.name);
    }
    page(&context, &request, TypesParts { form, errors: FormErrors::default(), looked: None, proposed }, !query.saved.is_empty())
}

/// A proposal by which the new type begins.
#[derive(Debug, Default, Deserialize)]
pub struct FromProposal {
    #[serde(default, rename = "de-xuat")]
    proposal: String,
}

/// The approved proposal of this address; `None` where there is none that the visitor may read.
async fn proposed(context: &SettingsContext, from: &FromProposal) -> Result<Option<ProposedType>, AppError> {
    let (Some(visit), Ok(id)) = (&context.visit, from.proposal.parse::<EntryId>()) else { return Ok(None) };
    let read = async move |work: &mut Work| registers::one(work, RegisterKind::Proposals, id).await;
    let line = match visit.read(read).await {
        Ok(entry) => entry.line,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    if decide_read_entry(&visit.actor(), visit.facts.organisation(), &line).is_err() {
        return Ok(None);
    }
    Ok(agreed_content(&line).map(|content| ProposedType { id, number: line.name(), content }))
}

/// `looked`: what the form would take from what is owed.
fn types_form(
    context: &SettingsContext,
    request: &PageRequest,
    form: TypesForm,
    (errors, looked): (FormErrors, Option<LookedAt>),
    saved: bool,
) -> Result<Response, AppError> {
    page(context, request, TypesParts { form, errors, looked, proposed: None }, saved)
}

/// What the page shows of a form.
struct TypesParts {
    form: TypesForm,
    errors: FormErrors,
    looked: Option<LookedAt>,
    proposed: Option<ProposedType>,
}

fn page(context: &SettingsContext, request: &PageRequest, parts: TypesParts, saved: bool) -> Result<Response, AppError> {
    let TypesParts { form, errors, looked, proposed } = parts;
    let around = context.around(saved)?;
    let organisation = context.setup_state()?.organisation.clone();
    let page = TypesView { form, errors, organisation, looked, proposed };
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
