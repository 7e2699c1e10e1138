//! "/nop/…/bai-cu": a record is begun with the files of an earlier one.

use app::{
    hand_in::{EarlierLine, EarlierView},
    paths,
};
use axum::{
    Form,
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    earlier_records::EarlierRecord, forms::FormData, obligations::ObligationId, people::Person, submissions::SubmissionId,
    vietnamese,
};
use records::{Error, Work, earlier_records};

use super::theirs;
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    handlers::{
        attempt::{Attempt, or_refusal, with_status},
        held_files::inspected,
        setup::Fields,
        viewer,
    },
    state::AppState,
};

/// `GET /nop/{obligation}/bai-cu`
pub async fn page(Path(id): Path<ObligationId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    list(&visit, &request, id, Attempt::default()).await
}

async fn list(visit: &Visit, request: &PageRequest, id: ObligationId, attempt: Attempt<()>) -> Result<Response, AppError> {
    let title = visit.facts.title(theirs(visit, id)?);
    let (store, person) = (visit.fact_store(), visit.person);
    let offered = visit.read(async move |work: &mut Work| earlier_records::offered(work, &store, id, person).await).await?;
    let line = |one: EarlierRecord| EarlierLine {
        address: paths::record(one.record),
        version: one.version.to_string(),
        title: one.title,
        school_year: vietnamese::school_year(&one.school_year),
        by: visit.facts.organisation().person(one.by).filter(|who| who.id != person).map(Person::mention),
        at: one.handed_in_at,
        files: one.files,
    };
    let lines = offered.into_iter().map(line).collect();
    let page = EarlierView { obligation: id.to_string(), title, lines, refused: attempt.refused };
    let viewer = viewer(visit)?;
    let page = request.page("Lấy bài cũ làm nền", |head| app::pages::earlier_records(head, viewer, page));
    Ok(with_status(page, attempt.status))
}

/// `POST /nop/{obligation}/bai-cu`: its files wait for the record that is written now; nothing is handed in by it. Those that nobody
/// has looked into yet are looked into first, as where they are opened.
pub async fn begin(
    State(state): State<AppState>,
    Path(id): Path<ObligationId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    theirs(&visit, id)?;
    let version: SubmissionId = FormData::new(fields).get("version").parse().map_err(|_| AppError::NotAForm)?;
    let (store, person) = (visit.fact_store(), visit.person);
    let files = async move |work: &mut Work| earlier_records::files_of(work, &store, (id, version), person).await;
    let files = visit.read(files).await?;
    for file in &files {
        inspected(&state, &visit, file).await?;
    }
    let store = visit.fact_store();
    let begin = async move |work: &mut Work| earlier_records::begin_with(work, &store, id, version).await;
    match visit.write_quietly(begin).await {
        Ok(_) => {
            // Whoever has files of another version has taken them from there, whichever way they went.
            for file in files {
                visit.note_download(version, file.sha256);
            }
            Ok(Redirect::to(&paths::hand_in(id)).into_response())
        }
        Err(Error::Refused(refusal)) => {
            let page = list(&visit.again().await?, &request, id, Attempt::without_words(refusal.clone())).await;
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}
