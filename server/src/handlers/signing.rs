//! Checking a signature by its code, for everybody; and the sheet of a signed version, for whoever may open that.

use std::time::Instant;

use app::{
    paths,
    signing::{CheckAnswer, CheckView, Edition, PublicKeyLine, Sheet, SheetView},
};
use axum::{
    extract::{Path, Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    refusal::{Refusal, SigningRefusal},
    signing::{CheckCode, SignatureStanding, SignedAct},
    submissions::SubmissionId,
    year_books::CheckedBook,
};
use records::{
    Work, log, schools,
    signing::{self, Checked, SchoolKey, SigningCredentials, key_id},
    year_books,
};
use serde::Deserialize;
use tokio::task::spawn_blocking;

use super::{receipts, viewer};
use crate::{
    error::AppError,
    extract::{ClientIp, PageRequest, Visit},
    state::{AppState, Services},
};

/// What somebody typed.
#[derive(Debug, Default, Deserialize)]
pub struct CheckQuery {
    #[serde(default, rename = "ma")]
    code: String,
}

/// `GET /kiem-tra`: the form, and where it leads.
pub async fn check(
    State(state): State<AppState>,
    Query(typed): Query<CheckQuery>,
    request: PageRequest,
) -> Result<Response, AppError> {
    match CheckCode::parse(&typed.code) {
        Ok(code) => Ok(Redirect::to(&paths::check_code(code)).into_response()),
        Err(_) if typed.code.is_empty() => answer(&state, &request, typed.code, CheckAnswer::Asked, StatusCode::OK).await,
        Err(wrong) => {
            answer(&state, &request, typed.code, CheckAnswer::Mistyped(wrong.words()), StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

/// `GET /kiem-tra/{code}`
pub async fn check_code(
    State(state): State<AppState>,
    ClientIp(address): ClientIp,
    Path(typed): Path<String>,
    request: PageRequest,
) -> Result<Response, AppError> {
    let code = match CheckCode::parse(&typed) {
        Ok(code) => code,
        Err(wrong) => {
            let words = CheckAnswer::Mistyped(wrong.words());
            return answer(&state, &request, typed, words, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let Some(Checked { statement, standing, unsaid, signed_at, clock, .. }) = look_for(&state, code).await? else {
        if let Some(book) = look_for_book(&state, code).await? {
            return answer(&state, &request, String::new(), CheckAnswer::Book(Box::new(book)), StatusCode::OK).await;
        }
        let Err(refusal) = state.rate_limit.wrong_code(address, Instant::now()) else {
            return answer(&state, &request, typed, CheckAnswer::Unknown, StatusCode::NOT_FOUND).await;
        };
        let error = AppError::from(refusal);
        let mut response = answer(&state, &request, typed, CheckAnswer::Slowed(error.words()), error.status()).await?;
        error.tell_wait(&mut response);
        return Ok(response);
    };
    let found =
        statement.map(|statement| CheckAnswer::Found { statement: Box::new(statement), standing, unsaid, signed_at, clock });
    answer(&state, &request, String::new(), found.unwrap_or(CheckAnswer::Unreadable), StatusCode::OK).await
}

/// A code says nothing of its school: every school of this server is asked, whether one has been found or not.
async fn look_for(state: &Services, code: CheckCode) -> Result<Option<Checked>, AppError> {
    let mut found = None;
    for school in schools::all(&state.database).await? {
        let store = state.facts.clone();
        let task = async move |work: &mut Work| signing::by_code(work, &store, code).await;
        found = state.database.read(school.id, None, task).await?.or(found);
    }
    Ok(found)
}

/// The year-end book of a code, in whichever school.
async fn look_for_book(state: &Services, code: CheckCode) -> Result<Option<CheckedBook>, AppError> {
    let mut found = None;
    for school in schools::all(&state.database).await? {
        let task = async move |work: &mut Work| year_books::check(work, code).await;
        found = state.database.read(school.id, None, task).await?.or(found);
    }
    Ok(found)
}

async fn answer(
    state: &Services,
    request: &PageRequest,
    typed: String,
    answer: CheckAnswer,
    status: StatusCode,
) -> Result<Response, AppError> {
    let typed = typed.chars().take(60).collect();
    let page = CheckView { typed, answer, keys: published(state).await? };
    let mut response = request.page("Kiểm tra chữ ký", |head| app::pages::check_signature(head, page));
    *response.status_mut() = status;
    Ok(response)
}

async fn published(state: &Services) -> Result<Vec<PublicKeyLine>, AppError> {
    let mut lines = Vec::new();
    for school in schools::all(&state.database).await? {
        let keys = state.database.read(school.id, None, async |work: &mut Work| signing::keys(work).await).await?;
        let line = |(key, since)| PublicKeyLine { school: school.name.clone(), id: key_id(&key), key: key.to_string(), since };
        lines.extend(keys.into_iter().map(line));
    }
    Ok(lines)
}

/// `GET /phieu-duyet/{receipt}`
pub async fn sheet(Path(id): Path<SubmissionId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let visit = visit.at_version(id).await?;
    sheet_page(&visit, &request, id, approval(&visit, id).await?).await
}

/// `GET /phieu-duyet/{receipt}/tep`: the same as one file, for whoever checks it without this server.
pub async fn sheet_file(Path(id): Path<SubmissionId>, visit: Visit) -> Result<Response, AppError> {
    let visit = visit.at_version(id).await?;
    let signed = approval(&visit, id).await?;
    file_of(&visit, signed).await
}

/// `GET /phieu-kiem-tra/{receipt}`
pub async fn check_sheet(Path(id): Path<SubmissionId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let visit = visit.at_version(id).await?;
    sheet_page(&visit, &request, id, spot_check(&visit, id).await?).await
}

/// `GET /phieu-kiem-tra/{receipt}/tep`
pub async fn check_sheet_file(Path(id): Path<SubmissionId>, visit: Visit) -> Result<Response, AppError> {
    let visit = visit.at_version(id).await?;
    let signed = spot_check(&visit, id).await?;
    file_of(&visit, signed).await
}

async fn sheet_page(visit: &Visit, request: &PageRequest, receipt: SubmissionId, signed: Checked) -> Result<Response, AppError> {
    let (standing, withheld) = (signed.standing, signed.withheld);
    let sheet = sheet_of(visit, signed).await?;
    let title = match sheet.statement.act {
        SignedAct::Approval => "Phiếu duyệt",
        SignedAct::Check => "Phiếu kiểm tra",
    };
    let title = format!("{title} {}", sheet.statement.version.receipt);
    let anchor = visit.read(async |work: &mut Work| log::anchor(work).await).await?;
    let (viewer, page) = (viewer(visit)?, SheetView { receipt, sheet, standing, withheld, anchor });
    Ok(request.page(&title, |head| app::pages::approval_sheet(head, viewer, page)))
}

async fn file_of(visit: &Visit, signed: Checked) -> Result<Response, AppError> {
    if !signed.standing.is_given_out(None) {
        // A file says nothing of what came after it: nobody takes one home that does not count.
        return Err(AppError::NotFound);
    }
    if !signed.standing.is_given_out(signed.withheld) {
        return Err(Refusal::from(SigningRefusal::SheetSaysTooMuch).into());
    }
    let sheet = sheet_of(visit, signed).await?;
    let disposition = format!("attachment; filename=\"{}\"", sheet.file_name());
    let disposition = HeaderValue::try_from(disposition).map_err(|_| AppError::Internal)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, sheet.document()).into_response())
}

/// The signature by which a version counts as approved, else the last one by which it did; for whoever may open the version.
async fn approval(visit: &Visit, id: SubmissionId) -> Result<Checked, AppError> {
    receipts::open(visit, id).await?;
    let store = visit.fact_store();
    let read = async move |work: &mut Work| signing::of_version(work, &store, id).await;
    let mut signatures = visit.read(read).await?;
    signatures.sort_by_key(|one| match one.standing {
        SignatureStanding::Valid
        | SignatureStanding::HalfWay { .. }
        | SignatureStanding::GivenBack { .. }
        | SignatureStanding::Replaced { .. } => 0,
        SignatureStanding::Uncounted | SignatureStanding::TakenBack { .. } => 1,
        SignatureStanding::Broken => 2,
    });
    signatures.into_iter().next().ok_or(AppError::NotFound)
}

/// The signature of the spot check of a version, for whoever may open that.
async fn spot_check(visit: &Visit, id: SubmissionId) -> Result<Checked, AppError> {
    receipts::open(visit, id).await?;
    let store = visit.fact_store();
    let found = visit.read(async move |work: &mut Work| signing::spot_check_of_version(work, &store, id).await).await?;
    found.ok_or(AppError::NotFound)
}

async fn sheet_of(visit: &Visit, signed: Checked) -> Result<Sheet, AppError> {
    let address = visit.read(async |work: &mut Work| Ok(schools::setup(work).await?.address)).await?;
    let Checked { statement, key, signature, .. } = signed;
    let origin = address.map(|address| address.to_string()).unwrap_or_default();
    let statement = statement.ok_or(AppError::Internal)?;
    Ok(Sheet { statement, signature, key, origin, edition: Edition::default() })
}

/// With what the visitor signs: their session, and the key of their school.
///
/// # Errors
/// `AppError::Unavailable` where the key cannot be read or made.
pub(super) async fn credentials(state: &Services, visit: &Visit) -> Result<SigningCredentials, AppError> {
    Ok(SigningCredentials { session: visit.key.hash(), key: school_key(state, visit).await? })
}

/// The key of the visitor's school.
///
/// # Errors
/// `AppError::Unavailable` where it cannot be read or made.
pub(super) async fn school_key(state: &Services, visit: &Visit) -> Result<SchoolKey, AppError> {
    let (keys, school) = (state.signing_keys.clone(), visit.school);
    let key = spawn_blocking(move || keys.of_school(school)).await.map_err(|_| AppError::Internal)?;
    key.map_err(|error| {
        tracing::error!(
            %error,
            "TỔ QUẢN LÝ PHẦN MỀM: không đọc hoặc không ghi được khóa ký của trường, nên chưa ký được. Xem lại thư mục dữ liệu."
        );
        AppError::Unavailable
    })
}
