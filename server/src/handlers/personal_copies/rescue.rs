//! "/ban-luu/nhan-lai": copies are given back on a page, to the school from which they are.

use std::path::PathBuf;

use app::{
    paths,
    personal_copies::{GivenCopy, RescueView},
};
use axum::{body::Body, extract::State, http::StatusCode, response::Response};
use domain::{
    forms::FormErrors,
    permissions::decide_rescue,
    personal_copies::{Fate, RescueLine},
};
use records::{Work, personal_copies};

use crate::{
    error::AppError,
    extract::{ClientIp, PageRequest, Visit, prove},
    files::receive::{Archives, ReceiveError},
    handlers::{attempt::with_status, viewer},
    rescue::{By, RescueError, Told, take_back},
    state::AppState,
};

/// The largest archive that comes over a page, in bytes; a larger one is taken back at the console.
const MAX_ARCHIVE: u64 = 4 * 1024 * 1024 * 1024;

/// `GET /ban-luu/nhan-lai`
pub async fn form(visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    decide_rescue(Some(&visit.actor()))?;
    page(&visit, &request, RescueView::default(), None)
}

fn page(visit: &Visit, request: &PageRequest, page: RescueView, status: Option<StatusCode>) -> Result<Response, AppError> {
    let page = RescueView { asks_again: visit.asks_again(), ..page };
    let viewer = viewer(visit)?;
    Ok(with_status(request.page("Nhận lại bản lưu", |head| app::pages::rescue(head, viewer, page)), status))
}

/// `POST /ban-luu/nhan-lai`: what has become of each version is the answer, and is kept nowhere else; sent again it is told again. The
/// password comes before the archives: nobody sends gigabytes for a wrong one.
pub async fn give_back(
    State(state): State<AppState>,
    mut visit: Visit,
    ClientIp(address): ClientIp,
    request: PageRequest,
    body: Body,
) -> Result<Response, AppError> {
    decide_rescue(Some(&visit.actor()))?;
    let archives = Archives::begin(&request.headers, body, paths::PROOF).await?;
    if let Err(errors) = prove(&state, &mut visit, &archives.word, address).await? {
        archives.discard().await;
        return page(&visit, &request, RescueView { errors, ..RescueView::default() }, Some(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let received = match archives.receive(&state.blobs, MAX_ARCHIVE).await {
        Ok(received) => received,
        Err(ReceiveError::Refused(refusal)) => {
            let (words, status) = (refusal.words(), AppError::from(refusal).status());
            return page(&visit, &request, RescueView { refused: Some(words), ..RescueView::default() }, Some(status));
        }
        Err(error) => return Err(error.into()),
    };
    if received.is_empty() {
        let errors = FormErrors::one("copies", "Chọn ít nhất một tệp ZIP.");
        return page(&visit, &request, RescueView { errors, ..RescueView::default() }, Some(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let accepting = async |work: &mut Work| personal_copies::accepted(work, None, &[]).await;
    let accepted = visit.read(accepting).await?;
    // The archives lie where they were received until all of them were read.
    let copies = received.iter().map(|(name, incoming)| (name.to_string(), PathBuf::from(incoming.path()))).collect();
    let told = take_back(&state, &By::Visit(Box::new(visit.clone())), copies, &accepted).await?;
    drop(received);
    let given = told.into_iter().map(given).collect();
    page(&visit.again().await?, &request, RescueView { given, ..RescueView::default() }, None)
}

fn given(told: Told) -> GivenCopy {
    let words = told.words();
    let not_taken = |line: RescueLine| match line.fate {
        Fate::Not(why) => Some((line.what, why.words())),
        Fate::Taken | Fate::Known => None,
    };
    let Told { name, whose, lines } = told;
    GivenCopy { name, whose, words, not_taken: lines.into_iter().flatten().filter_map(not_taken).collect() }
}

impl From<RescueError> for AppError {
    fn from(error: RescueError) -> Self {
        match error {
            RescueError::Records(error) => error.into(),
            error @ (RescueError::School(_)
            | RescueError::Key(_)
            | RescueError::NoDatabase(_)
            | RescueError::Start(_)
            | RescueError::NoSchool(_)
            | RescueError::Broken) => {
                tracing::error!(%error, "copies could not be taken back");
                Self::Unavailable
            }
        }
    }
}
