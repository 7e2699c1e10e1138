//! "Góp ý": a comment, an answer, and that a thread is settled; each leads back to the page from which it was sent.

use app::{comments::CommentsOn, paths};
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    comments::{CommentForm, CommentId, NewComment, Settled, has_place},
    days::Timestamp,
    file_text::Place,
    files::StoredFile,
    forms::{FormData, FormErrors},
    locks::Arrival,
    obligations::{Obligation, ObligationId},
    refusal::{CommentRefusal, Refusal},
    reviews::check_comment,
    spot_checks::Draw,
    submissions::SubmissionId,
};
use records::{Error, Work, comments, submissions};

use super::{
    attempt::or_refusal,
    comments::{TypedComment, has_form, text},
    record, reviews,
    setup::Fields,
};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
};

/// The record, if the visitor may comment on it and it is owed still.
fn commented(visit: &Visit, id: ObligationId) -> Result<&Obligation, AppError> {
    let obligation = visit.facts.obligation(id).ok_or(AppError::NotFound)?;
    check_comment(&visit.facts, &visit.actor(), obligation)?;
    visit.facts.check_reviewable(obligation, Arrival::at(visit.now))?;
    Ok(obligation)
}

/// `POST /ho-so/{obligation}/gop-y`
pub async fn add(
    Path(id): Path<ObligationId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let fields = FormData::new(fields);
    let (form, origin) = (CommentForm::of(&fields), Origin::of(id, &fields, visit.now));
    commented(&visit, id)?;
    let new = match read(&visit, id, &form).await? {
        Ok(new) => new,
        Err(errors) => {
            let withdrawn = CommentRefusal::Withdrawn.into();
            return corrected(&visit, &request, origin, TypedComment { form, errors, is_said: false }, withdrawn).await;
        }
    };
    let store = visit.fact_store();
    match visit.write(async move |work: &mut Work| comments::add(work, &store, id, new).await).await {
        Ok(_) => Ok(Redirect::to(&paths::saying(&address(origin, form.file.parse().unwrap_or_default()))).into_response()),
        // What was written stays in its field.
        Err(Error::Refused(refusal @ (Refusal::Comment(_) | Refusal::ResetUnconfirmed))) => {
            let words = refusal.words();
            let errors = FormErrors::one("comment", format!("{}. {}", words.fact, words.advice));
            corrected(&visit, &request, origin, TypedComment { form, errors, is_said: false }, refusal).await
        }
        Err(error) => Err(error.into()),
    }
}

/// A record, the page from which its form came, and the draw beside that.
#[derive(Clone, Copy, Debug)]
struct Origin {
    record: ObligationId,
    on: CommentsOn,
    draw: Option<Draw>,
}

impl Origin {
    fn of(record: ObligationId, fields: &FormData, now: Timestamp) -> Self {
        Self { record, on: CommentsOn::from_code(fields.get("back")), draw: Draw::parse(fields.get("draw"), now) }
    }
}

/// What is to be said, about the version of the record that the form names. Of a version of another record nobody learns more
/// here than of one that there is not.
async fn read(visit: &Visit, id: ObligationId, form: &CommentForm) -> Result<Result<NewComment, FormErrors>, AppError> {
    let Ok(submission): Result<SubmissionId, _> = form.submission.parse() else {
        let words = "Trang này thiếu dấu của phiên bản đang xem. Mở lại hồ sơ rồi gửi lại.";
        return Ok(Err(FormErrors::one("comment", words)));
    };
    let version = visit.read(async move |work: &mut Work| submissions::one(work, submission).await).await?;
    if version.obligation != id {
        return Err(AppError::NotFound);
    }
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

/// Whether a file has this place; what cannot be read now may have it.
async fn is_there(visit: &Visit, file: &StoredFile, place: Place) -> bool {
    text(visit, file).await.is_none_or(|text| has_place(&text, file.kind, place))
}

/// `POST /ho-so/{obligation}/gop-y/{comment}`
pub async fn settle(
    Path((id, thread)): Path<(ObligationId, CommentId)>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    commented(&visit, id)?;
    let fields = FormData::new(fields);
    let origin = Origin::of(id, &fields, visit.now);
    let is = Settled::from_code(fields.get("is")).ok_or(AppError::NotAForm)?;
    let store = visit.fact_store();
    let refusal = match visit.write(async move |work: &mut Work| comments::settle(work, &store, id, thread, is).await).await {
        Ok(()) => return Ok(Redirect::to(&address(origin, 0)).into_response()),
        Err(Error::Refused(refusal)) => refusal,
        Err(error) => return Err(error.into()),
    };
    let visit = visit.again().await?;
    let page = match origin.on {
        CommentsOn::Desk => reviews::with_refusal(&visit, &request, id, origin.draw, refusal.clone()).await,
        CommentsOn::Record => record::with_refusal(&visit, &request, id, refusal.clone()).await,
    };
    or_refusal(page, refusal)
}

/// The comments of the page from which a form came.
fn address(Origin { record, on, draw }: Origin, file: usize) -> String {
    match on {
        CommentsOn::Desk => paths::with_draw(&paths::review_comments(record, file), draw),
        CommentsOn::Record => paths::record_comments(record),
    }
}

/// The page from which the form came, as it stands now, with all that was typed; `refusal` where it has no such form any more.
async fn corrected(
    visit: &Visit,
    request: &PageRequest,
    Origin { record: id, on, draw }: Origin,
    typed: TypedComment,
    refusal: Refusal,
) -> Result<Response, AppError> {
    let visit = visit.again().await?;
    if !visit.facts.obligation(id).is_some_and(|obligation| has_form(&visit, obligation)) {
        return Err(refusal.into());
    }
    let page = match on {
        CommentsOn::Desk => reviews::with_comment(&visit, request, id, draw, typed).await,
        CommentsOn::Record => record::with_comment(&visit, request, id, typed).await,
    };
    or_refusal(page, refusal)
}
