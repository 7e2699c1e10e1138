//! A form with words and files in one, without scripts: what it brought, and what becomes of it where something is in the way.

use axum::{body::Body, response::Response};
use domain::{
    forms::FormData,
    inspection::InspectedFile,
    refusal::{Refusal, Words},
};
use records::{Work, uploads};

use super::{
    attempt::Attempt,
    hand_in::{DRAINED, received},
};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    files::receive::{Fields, Form, FormReader, words_alone},
    middleware::pending_forms,
    state::AppState,
};

/// What a form with files brought.
pub(in crate::handlers) struct Sent {
    pub fields: FormData,
    pub files: Vec<InspectedFile>,
    /// Files that are not taken.
    pub refused: Vec<Refusal>,
    /// Why its files were not received at all.
    pub broke: Option<AppError>,
}

/// Reads words and files; a form that waited for a new sign-in brings words alone.
pub(in crate::handlers) async fn sent(state: &AppState, visit: &Visit, request: &PageRequest, body: Body) -> Sent {
    let of = |fields: &Fields| FormData::new(fields.pairs().to_vec());
    let form = match FormReader::start(&request.headers, body) {
        Ok(form) => form,
        Err(body) => {
            let fields = words_alone(&request.headers, body).await;
            return Sent { fields: of(&fields), files: Vec::new(), refused: Vec::new(), broke: None };
        }
    };
    let person = visit.person;
    let came = match visit.read(async move |work: &mut Work| uploads::how_much(work, person).await).await {
        Ok(much) => match much.check() {
            Ok(()) => received(state, visit, form).await,
            Err(refusal) => Err((form.drain(DRAINED).await, refusal.into())),
        },
        Err(error) => Err((form.drain(DRAINED).await, error.into())),
    };
    match came {
        Ok(Form { fields, files }) => {
            let refused = files.iter().filter_map(|file| file.as_ref().err().cloned()).collect();
            Sent { fields: of(&fields), files: files.into_iter().filter_map(Result::ok).collect(), refused, broke: None }
        }
        Err((fields, error)) => Sent { fields: of(&fields), files: Vec::new(), refused: Vec::new(), broke: Some(error) },
    }
}

/// A form whose session was over: its words wait for a new sign-in.
pub(in crate::handlers) async fn came_late(
    state: &AppState,
    request: &PageRequest,
    body: Body,
    error: AppError,
) -> Result<Response, AppError> {
    match FormReader::start(&request.headers, body) {
        Ok(form) => {
            let fields = form.drain(DRAINED).await;
            Ok(pending_forms::came_late(state, (&request.uri, &request.headers), fields.pairs(), error).await)
        }
        Err(_) => Err(error),
    }
}

/// What an error says, for a page to show.
pub(in crate::handlers) fn told<T>(error: &AppError) -> Attempt<T> {
    Attempt { refused: Some(error.words()), status: Some(error.status()), ..Attempt::default() }
}

/// The reasons in sentences; `None` where there are none.
pub(in crate::handlers) fn sentences(refused: &[Refusal]) -> Option<String> {
    let sentence = |refusal: &Refusal| {
        let Words { fact, advice } = refusal.words();
        format!("{fact}. {advice}")
    };
    (!refused.is_empty()).then(|| refused.iter().map(sentence).collect::<Vec<_>>().join(" "))
}
