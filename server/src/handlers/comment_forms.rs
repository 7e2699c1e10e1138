//! "Góp ý": a comment, an answer, and that a thread is settled; each leads back to the page from which it was sent.

use app::{comments::CommentsOn, paths};
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    comments::{CommentForm, CommentId, NewComment, Settled},
    file_text::Place,
    files::{FileKind, StoredFile},
    forms::{FormData, FormErrors},
    obligations::{Obligation, ObligationId},
    refusal::Refusal,
    reviews::check_comment,
    submissions::SubmissionId,
};
use records::{Error, Work, comments, submissions};

use super::{
    comments::{TypedComment, text},
    record, reviews,
    setup::Fields,
};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
};

/// The record, if the visitor may comment on it.
fn commented(visit: &Visit, id: ObligationId) -> Result<&Obligation, AppError> {
    let obligation = visit.facts.obligation(id).ok_or(AppError::NotFound)?;
    check_comment(&visit.facts, &visit.actor(), obligation)?;
    Ok(obligation)
}

/// `POST /ho-so/{obligation}/gop-y`
pub async fn add(
    Path(id): Path<ObligationId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    commented(&visit, id)?;
    let fields = FormData::new(fields);
    let (form, on) = (CommentForm::of(&fields), CommentsOn::from_code(fields.get("back")));
    let new = match read(&visit, &form).await? {
        Ok(new) => new,
        Err(errors) => return corrected(&visit, &request, id, on, TypedComment { form, errors }).await,
    };
    let store = visit.fact_store();
    match visit.write(async move |work: &mut Work| comments::add(work, &store, id, new).await).await {
        Ok(_) => Ok(back(on, id, form.file.parse().unwrap_or_default())),
        // What was written stays in its field.
        Err(Error::Refused(refusal @ (Refusal::Comment(_) | Refusal::ResetUnconfirmed))) => {
            let words = refusal.words();
            let errors = FormErrors::one("comment", format!("{}. {}", words.fact, words.advice));
            corrected(&visit, &request, id, on, TypedComment { form, errors }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// What is to be said, about the version that the form names.
async fn read(visit: &Visit, form: &CommentForm) -> Result<Result<NewComment, FormErrors>, AppError> {
    let Ok(submission): Result<SubmissionId, _> = form.submission.parse() else {
        let words = "Trang này thiếu dấu của phiên bản đang xem. Mở lại hồ sơ rồi gửi lại.";
        return Ok(Err(FormErrors::one("comment", words)));
    };
    let version = visit.read(async move |work: &mut Work| submissions::one(work, submission).await).await?;
    let new = match form.parse(submission, &version.files) {
        Ok(new) => new,
        Err(errors) => return Ok(Err(errors)),
    };
    if let Some((file, place)) = new.place()
        && let Some(file) = version.files.get(file)
        && !is_there(visit, file, place).await
    {
        return Ok(Err(NewComment::no_such_place()));
    }
    Ok(Ok(new))
}

/// Whether a file has this place; what cannot be read now may have it. Cells of a sheet in which nothing stands are places too.
async fn is_there(visit: &Visit, file: &StoredFile, place: Place) -> bool {
    let Some(text) = text(visit, file).await else { return true };
    if text.at(place).is_some() {
        return true;
    }
    let Place::Cell { table, .. } = place else { return false };
    let is_of_table = |place: Place| matches!(place, Place::Cell { table: of, .. } if of == table);
    file.kind == FileKind::Xlsx && text.passages.iter().any(|passage| is_of_table(passage.place))
}

/// `POST /ho-so/{obligation}/gop-y/{comment}`
pub async fn settle(
    Path((id, thread)): Path<(ObligationId, CommentId)>,
    visit: Visit,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    commented(&visit, id)?;
    let fields = FormData::new(fields);
    let is = Settled::from_code(fields.get("is")).ok_or(AppError::NotAForm)?;
    let store = visit.fact_store();
    visit.write(async move |work: &mut Work| comments::settle(work, &store, id, thread, is).await).await?;
    Ok(back(CommentsOn::from_code(fields.get("back")), id, 0))
}

fn back(on: CommentsOn, id: ObligationId, file: usize) -> Response {
    let address = match on {
        CommentsOn::Desk => paths::review_comments(id, file),
        CommentsOn::Record => paths::record_comments(id),
    };
    Redirect::to(&address).into_response()
}

async fn corrected(
    visit: &Visit,
    request: &PageRequest,
    id: ObligationId,
    on: CommentsOn,
    typed: TypedComment,
) -> Result<Response, AppError> {
    match on {
        CommentsOn::Desk => reviews::with_comment(visit, request, id, typed).await,
        CommentsOn::Record => record::with_comment(visit, request, id, typed).await,
    }
}
