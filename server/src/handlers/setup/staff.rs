//! Step 4: everybody who works at the school; a list that was pasted or chosen waits until it is saved with the rest.

use axum::{
    Form,
    body::Body,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    forms::FormErrors,
    people::PersonId,
    refusal::Words,
    setup::Step,
    staff::{
        StaffForm,
        list::{Answers, sheet_of},
    },
    tables::Table,
};
use records::{
    Work,
    staff::{
        self,
        lists::{self, ListKind, WaitingList},
    },
};

use super::{Fields, pressed, taken, typed, unprocessable};
use crate::{
    error::AppError,
    extract::{PageRequest, SettingsContext},
    handlers::list_file::{ListFileError, read_list_file},
    state::AppState,
};

/// `GET /cai-dat/can-bo`
pub async fn staff_page(context: SettingsContext, request: PageRequest) -> Result<Response, AppError> {
    let form = form_now(&context).await?;
    staff_form(&context, &request, form.with_room(true), FormErrors::default(), None)
}

/// Everybody who is saved, and behind them the list that waits.
async fn form_now(context: &SettingsContext) -> Result<StaffForm, AppError> {
    let setup_state = context.setup_state()?;
    let form = StaffForm::of(&setup_state.organisation, &setup_state.usernames, setup_state.today);
    let person = by(context)?;
    let waits = context.write_quietly(async move |work: &mut Work| lists::load(work, person, ListKind::Staff).await).await?;
    Ok(match waits {
        Some(list) => form.with_table(list.table, &setup_state.organisation, setup_state.today).with_user_names(),
        None => form,
    })
}

fn by(context: &SettingsContext) -> Result<PersonId, AppError> {
    context.actor().ok_or(AppError::NotFound)
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
    let setup_state = context.setup_state()?;
    let organisation = &setup_state.organisation;
    let typed = typed(fields);
    let pressed = pressed(&typed, &["add", "paste"])?;
    // The release before called what was pasted so: its page lies open still.
    if !typed.get("dan").is_empty() {
        return Err(AppError::OldPage);
    }
    let table = Table::of_text(typed.exactly("paste"));
    let form = StaffForm::read(&typed).with_table(table.clone(), organisation, setup_state.today).with_user_names();
    match pressed {
        "add" => return staff_form(&context, &request, form.with_room(true), FormErrors::default(), None),
        // What was pasted and is not understood is told at once.
        "paste" => {
            keep(&context, WaitingList { source: String::new(), table, answers: Answers::default() }).await?;
            let errors = form.parse(organisation).err().unwrap_or_default();
            return staff_form(&context, &request, form.with_room(false), errors, None);
        }
        _ => {}
    }
    let (sent, person) = (form.clone(), by(&context)?);
    let saved = context
        .write(async move |work: &mut Work| {
            let saved = staff::arrange(work, &sent).await?;
            if saved.is_ok() {
                lists::forget(work, person, ListKind::Staff).await?;
            }
            Ok(saved)
        })
        .await;
    match taken(saved)? {
        Ok(()) => Ok(context.onwards(Step::Staff)),
        Err((errors, refusal)) => Ok(unprocessable(staff_form(&context, &request, form.with_room(false), errors, refusal)?)),
    }
}

async fn keep(context: &SettingsContext, list: WaitingList) -> Result<(), AppError> {
    if list.table.rows.is_empty() {
        return Ok(());
    }
    let person = by(context)?;
    context.write_quietly(async move |work: &mut Work| lists::keep(work, person, ListKind::Staff, &list).await).await?;
    Ok(())
}

/// `POST /cai-dat/can-bo/tep`: a file that holds the list; its people stand in the table then, to be looked at and saved.
pub async fn read_staff_file(
    State(state): State<AppState>,
    context: SettingsContext,
    request: PageRequest,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, AppError> {
    match read_list_file(&state, by(&context)?, (&headers, body)).await {
        Ok((source, tables)) => {
            keep(&context, WaitingList { source, table: sheet_of(tables), answers: Answers::default() }).await?;
            Ok(Redirect::to(app::paths::SETUP_STAFF).into_response())
        }
        Err(ListFileError::Told(words)) => {
            let form = form_now(&context).await?.with_room(true);
            Ok(unprocessable(staff_form(&context, &request, form, FormErrors::one("list", words), None)?))
        }
        Err(ListFileError::Failed(error)) => Err(error),
    }
}
