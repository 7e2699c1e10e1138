//! The plain form: words and files in one request. Whatever stands in the way, the words come back.

use app::{
    hand_in::{HandInAttempt, Part},
    paths,
};
use axum::{
    body::Body,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::Timestamp,
    files::{FileName, StoredFile},
    inspection::InspectedFile,
    obligations::{ObligationId, counts_from},
    refusal::{HandInRefusal, InspectionRefusal, LockRefusal, Refusal, Words},
    submissions::{Basis, staying},
};
use records::{
    Work, inspections, schools,
    submissions::{self, Chosen, HandIn},
    uploads::UploadId,
};
use uuid::Uuid;

use super::{
    DRAINED, allowed, commit, form_page,
    not_taken::{not_taken, without_visit},
    tries::Try,
    waiting::{keep_waiting, keep_words},
};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    files::{
        receive::{Fields, Form, FormReadError, FormReader, words_alone},
        shares,
    },
    handlers::accounts::Carried,
    state::AppState,
};

/// A form that was not handed in: what it brought, what became of it, and why.
#[derive(Debug)]
struct Sent {
    key: Uuid,
    /// Nothing where the form broke off before its words.
    note: Option<String>,
    files: Part,
    errors: Vec<AppError>,
    /// Names of files that could not be taken, here or before.
    left_out: Vec<FileName>,
    /// What the page showed of the last version, and what of it was ticked.
    basis: Option<Basis>,
}

/// What the form shows of an attempt.
#[derive(Debug)]
pub(super) struct Shown {
    /// The key of the attempt before, where nobody knows whether that has succeeded after all.
    pub key: Option<Uuid>,
    pub note: Option<String>,
    pub status: StatusCode,
    pub attempt: HandInAttempt,
    pub left_out: Vec<String>,
    pub basis: Option<Basis>,
}

impl Sent {
    fn of(fields: &Fields, files: Part, errors: Vec<AppError>) -> Self {
        let mut left_out: Vec<FileName> = fields.all("left_out").map(FileName::clean).collect();
        for error in &errors {
            if let AppError::Refused(refusal) = error {
                left_out.extend(refusal.left_out().filter(|name| !left_out.contains(name)).cloned());
            }
        }
        let note = fields.get("note").map(str::to_owned);
        Self { key: key(fields), note, files, errors, left_out, basis: basis(fields) }
    }

    fn shown(self, path: &str) -> Shown {
        let (passing, refused): (Vec<&AppError>, Vec<&AppError>) = self.errors.iter().partition(|error| is_ours(error));
        let error = passing.first().map(|error| {
            let words = error.words();
            match error.incident(path) {
                Some(code) => Words { advice: format!("{} Mã sự cố: {code}.", words.advice), ..words },
                None => words,
            }
        });
        let note = match self.note.as_deref() {
            None => Part::Lost,
            Some(text) if text.trim().is_empty() => Part::Empty,
            Some(_) => Part::Kept,
        };
        let attempt =
            HandInAttempt { refused: refused.into_iter().map(AppError::words).collect(), note, files: self.files, fault: error };
        let first = self.errors.first();
        Shown {
            key: first.is_some_and(AppError::passes).then_some(self.key),
            status: first.map_or(StatusCode::UNPROCESSABLE_ENTITY, AppError::status),
            note: self.note,
            attempt,
            left_out: self.left_out.iter().map(ToString::to_string).collect(),
            basis: self.basis,
        }
    }
}

/// Nothing that the person could mend in the form.
const fn is_ours(error: &AppError) -> bool {
    !matches!(error, AppError::Refused(_)) || matches!(error, AppError::Refused(Refusal::StoreFull))
}

/// The record is not as the page showed it: another last version, or an order that shuts it.
const fn is_changed(error: &AppError) -> bool {
    matches!(error, AppError::Refused(Refusal::HandIn(HandInRefusal::Meanwhile { .. } | HandInRefusal::TakenBackMeanwhile)))
}

/// An order shuts the record.
const fn is_shut(error: &AppError) -> bool {
    matches!(error, AppError::Refused(Refusal::Lock(LockRefusal::Shut(_))))
}

/// There is no form to show again: no such record, not theirs, or owed no longer.
const fn concerns_the_record(error: &AppError) -> bool {
    matches!(error, AppError::NotFound | AppError::Refused(Refusal::NotYoursToHandIn | Refusal::ObligationClosed { .. }))
}

pub(super) async fn plain_form(
    state: &AppState,
    id: ObligationId,
    request: &PageRequest,
    visit: Result<Visit, AppError>,
    body: Body,
    arrived: Timestamp,
) -> Result<Response, AppError> {
    let mut form = match FormReader::start(&request.headers, body) {
        Ok(form) => form,
        Err(body) => return without_files(state, id, request, visit, body).await,
    };
    let visit = match visit {
        Ok(visit) => visit,
        Err(error) => return without_visit(state, request, id, error, carried(&form.drain(DRAINED).await)).await,
    };
    let tried = Try::begins(&visit, id, arrived);
    let known = match form.fields().await.map(key) {
        Ok(key) => key,
        Err(error) => {
            let sent = Sent::of(&form.so_far(), Part::Lost, vec![error.into()]);
            return form_page_again(tried, &visit, request, id, sent).await;
        }
    };
    // A closed or foreign record is refused before its files are kept; what was handed in under this key before is not. Those of
    // a record that is shut are kept: it may be opened again.
    if let Err(error) = allowed(&visit, id, arrived)
        && !is_shut(&error)
    {
        tried.succeeds();
        return not_allowed(&visit, id, request, known, &form.drain(DRAINED).await, error).await;
    }
    let Form { fields, files } = match received(state, &visit, form).await {
        Ok(form) => form,
        Err((fields, error)) => {
            return form_page_again(tried, &visit, request, id, Sent::of(&fields, Part::Lost, vec![error])).await;
        }
    };
    let came = if files.is_empty() { Part::Empty } else { Part::Lost };
    let mut sent =
        Sent::of(&fields, came, files.iter().filter_map(|file| file.as_ref().err().cloned()).map(AppError::from).collect());
    let found: Vec<InspectedFile> = files.into_iter().filter_map(Result::ok).collect();
    let mut good: Vec<StoredFile> = found.iter().map(|found| found.file.clone()).collect();
    let noted = visit.write_quietly(async move |work: &mut Work| inspections::note(work, &found).await).await;
    sent.errors.extend(noted.err().map(AppError::from));
    if let Err(refusal) = visit.check_page_of(fields.get("person").and_then(|id| id.parse().ok())) {
        sent.errors.insert(0, refusal.into());
        good.clear();
    }
    replaced(&visit, &mut sent, &good).await;
    if sent.errors.is_empty() {
        let counted = counts_from(arrived, state.database.now());
        let note = sent.note.clone().unwrap_or_default();
        let hand_in = HandIn { obligation: id, key: sent.key, note, files: good.clone(), arrived, received_at: counted };
        let chosen = Chosen { basis: sent.basis.clone(), uploads: upload_ids(&fields), left_out: sent.left_out.clone() };
        match commit(&visit, hand_in, chosen).await {
            Ok(receipt) => {
                tried.succeeds();
                return Ok(Redirect::to(&receipt).into_response());
            }
            Err(error) => sent.errors.push(error),
        }
    }
    if !good.is_empty() && !sent.errors.first().is_some_and(concerns_the_record) {
        // Good files stay with the server: only the others must be chosen again.
        if let Ok((kept, full)) = keep_waiting(&visit, id, good, arrived).await {
            sent.files = if kept == 0 { Part::Lost } else { Part::Kept };
            sent.errors.extend(full);
        }
    }
    if sent.errors.first().is_some_and(is_shut) {
        if let Err(error) = keep_words(&visit, id, sent.note.as_deref().unwrap_or_default()).await {
            tried.fails(&error).await;
            return Err(error);
        }
        // The order may have come while the form was on its way: the page of a record that is shut names it.
        return form_page_again(tried, &visit.again().await?, request, id, sent).await;
    }
    if sent.errors.first().is_some_and(is_changed) {
        return form_page_again(tried, &visit.again().await?, request, id, sent).await;
    }
    form_page_again(tried, &visit, request, id, sent).await
}

/// Takes the tick off what a document under the same name is to replace.
async fn replaced(visit: &Visit, sent: &mut Sent, good: &[StoredFile]) {
    if let Some(basis) = &mut sent.basis
        && let Some(version) = basis.version.filter(|_| !good.is_empty())
    {
        // A version that nobody knows is told with the hand-in.
        match visit.read(async move |work: &mut Work| submissions::one(work, version).await).await {
            Ok(last) => basis.stay = staying(&last.files, &basis.stay, good),
            Err(records::Error::NotFound) => {}
            Err(error) => sent.errors.push(error.into()),
        }
    }
}

/// A form whose browser was not told to send files: the same reasons come first, and no words are lost.
async fn without_files(
    state: &AppState,
    id: ObligationId,
    request: &PageRequest,
    visit: Result<Visit, AppError>,
    body: Body,
) -> Result<Response, AppError> {
    let fields = words_alone(&request.headers, body).await;
    let visit = match visit {
        Ok(visit) => visit,
        Err(error) => return without_visit(state, request, id, error, carried(&fields)).await,
    };
    match allowed(&visit, id, visit.now) {
        Ok(_) => {
            let sent = Sent::of(&fields, Part::Lost, vec![AppError::WithoutFiles]);
            form_page_again(Try::begins(&visit, id, visit.now), &visit, request, id, sent).await
        }
        Err(error) => not_allowed(&visit, id, request, key(&fields), &fields, error).await,
    }
}

fn carried(fields: &Fields) -> Carried {
    let of = |name| fields.get(name).unwrap_or_default().to_owned();
    Carried { note: of("note"), writer: of("person") }
}

/// The receipt of what was handed in under this key before; otherwise why the record takes nothing now.
async fn not_allowed(
    visit: &Visit,
    id: ObligationId,
    request: &PageRequest,
    known: Uuid,
    fields: &Fields,
    error: AppError,
) -> Result<Response, AppError> {
    match repeated(visit, known).await {
        Ok(Some(receipt)) => Ok(Redirect::to(&receipt).into_response()),
        _ => not_taken(Some(visit), request, id, error, fields.get("note").unwrap_or_default()),
    }
}

/// The words and files of a form; the words alone where the files could not be received.
pub(in crate::handlers) async fn received(state: &AppState, visit: &Visit, form: FormReader) -> Result<Form, (Fields, AppError)> {
    let Some(_share) = state.receiving.take(visit.person) else {
        return Err((
            form.drain(DRAINED).await,
            Refusal::from(InspectionRefusal::ManyComing { most: shares::MAX_PER_PERSON }).into(),
        ));
    };
    let setup = visit.read(async move |work: &mut Work| schools::setup(work).await).await;
    match setup {
        Ok(setup) => form
            .files((&state.blobs, &state.reader.on_behalf_of(visit.person)), setup.file_limit)
            .await
            .map_err(|FormReadError { error, fields }| (fields, error.into())),
        Err(error) => Err((form.drain(DRAINED).await, error.into())),
    }
}

/// The form again with the note and the reasons, or, where there is no form to show, the note alone.
async fn form_page_again(
    tried: Try,
    visit: &Visit,
    request: &PageRequest,
    id: ObligationId,
    sent: Sent,
) -> Result<Response, AppError> {
    let error = sent.errors.first().cloned().unwrap_or(AppError::Internal);
    tried.fails(&error).await;
    let note = sent.note.clone().unwrap_or_default();
    if concerns_the_record(&error) {
        return not_taken(Some(visit), request, id, error, &note);
    }
    match form_page(visit, request, id, Some(sent.shown(request.uri.path()))).await {
        Ok(page) => Ok(page),
        Err(_) => not_taken(Some(visit), request, id, error, &note),
    }
}

async fn repeated(visit: &Visit, key: Uuid) -> Result<Option<String>, AppError> {
    let person = visit.person;
    let receipt = visit.read(async move |work: &mut Work| submissions::by_key(work, person, key).await).await?;
    Ok(receipt.map(|receipt| paths::receipt(receipt.id)))
}

/// A form without a readable key is one hand-in of its own.
fn key(fields: &Fields) -> Uuid {
    fields.get("key").and_then(|text| Uuid::try_parse(text).ok()).unwrap_or_else(Uuid::now_v7)
}

/// What the form says of the last version; a page of an older program says nothing.
fn basis(fields: &Fields) -> Option<Basis> {
    let version = fields.get("version")?;
    Some(Basis { version: version.parse().ok(), stay: fields.all("keep").filter_map(|place| place.parse().ok()).collect() })
}

fn upload_ids(fields: &Fields) -> Vec<UploadId> {
    fields.all("upload").filter_map(|text| text.parse().ok()).collect()
}
