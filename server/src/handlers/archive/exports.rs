//! "/luu-tru/xuat-toan-truong": the principal has all of the school written as one archive that is read without this program.

use ::records::{Work, readable_export};
use app::{
    archive::{ExportLine, ExportState, ExportView},
    paths,
};
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::day_of,
    forms::FormErrors,
    permissions::decide_export_school,
    readable_export::{ExportForm, SchoolExport},
    refusal::{ArchiveRefusal, Refusal},
    vietnamese,
};

use super::super::{
    attempt::{Attempt, Done, or_refusal, with_status},
    receipts::place_to_send,
    viewer,
};
use crate::{
    error::AppError,
    extract::{PageRequest, ProofForm, Visit},
    school_exports::{self, offers::Standing},
    state::AppState,
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 1] = [("lap", "Đã bắt đầu lập bản xuất; xem lại trang này sau ít phút")];

/// `GET /luu-tru/xuat-toan-truong`
pub async fn page(
    State(state): State<AppState>,
    visit: Visit,
    Query(done): Query<Done>,
    request: PageRequest,
) -> Result<Response, AppError> {
    shown(&state, &visit, &request, Attempt { done: done.words(&DEEDS), ..Attempt::default() }).await
}

async fn shown(state: &AppState, visit: &Visit, request: &PageRequest, attempt: Attempt<ExportForm>) -> Result<Response, AppError> {
    decide_export_school(&visit.actor())?;
    let made = visit.read(async |work: &mut Work| readable_export::made(work).await).await?;
    let standing = match state.exports.standing(visit.school, visit.now) {
        None => ExportState::Nothing,
        Some(Standing::UnderWay { since, progress }) => {
            let (files, bytes) = progress.so_far();
            let files = vietnamese::number(i64::try_from(files).unwrap_or(i64::MAX));
            let so_far = format!("đã đọc và so {files} tệp, {}", vietnamese::file_size(bytes));
            ExportState::UnderWay(format!("Đang lập từ {}: {so_far}.", vietnamese::moment(since)))
        }
        Some(Standing::Offered(offer)) if offer.by == visit.person => ExportState::Offered {
            number: offer.number,
            until: vietnamese::moment(offer.until),
            size: vietnamese::file_size(offer.prepared.length()),
        },
        Some(Standing::Offered(offer)) => ExportState::OfAnother(offer.number),
        Some(Standing::Failed { at, words }) => ExportState::Failed(format!("Lúc {}: {words}", vietnamese::moment(at))),
    };
    let line = |one: SchoolExport| ExportLine {
        number: one.number,
        what: one.purpose.as_ref().map_or("Lập tại máy chủ", |words| words.as_str()).to_owned(),
        size: format!("{}.", one.size.words()),
        who: format!("{}, {}", who(visit, &one), vietnamese::moment(one.at)),
        sums: one.sums.to_string(),
        taken: one.taken.into_iter().map(vietnamese::moment).collect(),
    };
    let page = ExportView {
        standing,
        made: made.into_iter().map(line).collect(),
        asks_again: visit.asks_again(),
        form: attempt.typed,
        errors: attempt.errors,
        refused: attempt.refused,
        done: attempt.done,
    };
    let viewer = viewer(visit)?;
    Ok(with_status(request.page("Xuất toàn trường", |head| app::pages::school_export(head, viewer, page)), attempt.status))
}

fn who(visit: &Visit, export: &SchoolExport) -> String {
    let name = |by| visit.today.organisation().name_of(by, day_of(visit.now));
    export.by.map_or_else(|| "Người giữ máy chủ".to_owned(), |by| vietnamese::capitalised(&name(by)))
}

/// `POST /luu-tru/xuat-toan-truong`: begins one, with what it is for and the principal's own password, however lately that was typed.
pub async fn make(State(state): State<AppState>, mut form: ProofForm<Visit>) -> Result<Response, AppError> {
    decide_export_school(&form.visit.actor())?;
    let typed = ExportForm::read(&form.typed);
    let proved = if form.typed.exactly(paths::PROOF).is_empty() {
        Err(FormErrors::one(paths::PROOF, "Gõ mật khẩu đang dùng để xác nhận: bản xuất có hồ sơ của cả trường."))
    } else {
        form.prove().await?
    };
    let purpose = match FormErrors::both(proved, typed.parse()) {
        Ok(((), purpose)) => purpose,
        Err(errors) => return shown(&state, &form.visit, &form.request, Attempt::wrong(typed, errors)).await,
    };
    match school_exports::begin(&state, form.visit.school, form.visit.person, purpose) {
        Ok(()) => Ok(Redirect::to(&format!("{}?xong=lap", paths::SCHOOL_EXPORT)).into_response()),
        Err(since) => {
            let refusal = Refusal::from(ArchiveRefusal::ExportUnderWay { since });
            let page = shown(&state, &form.visit, &form.request, Attempt::refused(typed, refusal.clone())).await;
            or_refusal(page, refusal)
        }
    }
}

/// `POST /luu-tru/xuat-toan-truong/{number}/tai`: sends it to whoever made it, who is noted before its first byte goes.
pub async fn take(
    State(state): State<AppState>,
    Path(number): Path<u32>,
    mut form: ProofForm<Visit>,
) -> Result<Response, AppError> {
    decide_export_school(&form.visit.actor())?;
    if let Err(errors) = form.prove().await? {
        let attempt = Attempt { status: Some(axum::http::StatusCode::UNPROCESSABLE_ENTITY), errors, ..Attempt::default() };
        return shown(&state, &form.visit, &form.request, attempt).await;
    }
    let visit = form.visit;
    let offer = match state.exports.standing(visit.school, visit.now) {
        Some(Standing::Offered(offer)) if offer.by == visit.person && offer.number == number => offer,
        None | Some(Standing::UnderWay { .. } | Standing::Offered(_) | Standing::Failed { .. }) => {
            let refusal = Refusal::from(ArchiveRefusal::ExportGone);
            let page = shown(&state, &visit, &form.request, Attempt::without_words(refusal.clone())).await;
            return or_refusal(page, refusal);
        }
    };
    let share = place_to_send(&state, &visit)?;
    let response = offer.prepared.send(&state.blobs, &offer.name).await.map_err(|error| {
        tracing::error!(%error, "an export of the whole school could not be sent");
        AppError::Unavailable
    })?;
    let store = visit.fact_store();
    let note = async move |work: &mut Work| readable_export::note_taken(work, &store, number).await;
    visit.write(note).await?;
    Ok(share.until_sent(response))
}
