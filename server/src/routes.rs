//! Every address of the program, in one table.

use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Request, State},
    http::{Extensions, HeaderMap, StatusCode, Version, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use records::schools;
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, DefaultPredicate, Predicate},
    csrf::CsrfLayer,
};

use crate::{
    answer::{self, AppError},
    assets, headers,
    pages::{accounts, board, hand_in, my_work, receipts, record, school_year, setup, staff},
    pending_forms, receive,
    state::AppState,
};

/// A form of words is never larger; files come by routes that measure what they take.
pub const MAX_FORM_BYTES: usize = 256 * 1024;

/// The router over one state of the application.
pub fn routes(state: AppState) -> Router {
    // These measure for themselves how fast a body comes.
    let files = Router::new()
        .route("/nop/{obligation}", get(hand_in::page).post(hand_in::hand_in))
        .route("/nop/{obligation}/tep", post(hand_in::upload));
    let words = Router::new()
        .route("/", get(my_work::start))
        .route("/dang-nhap", get(accounts::sign_in_page).post(accounts::sign_in))
        .route("/dang-xuat", post(accounts::sign_out))
        .route("/doi-mat-khau", get(accounts::password_page).post(accounts::change_password))
        .route("/viec-cua-toi", get(my_work::my_work_page))
        .route("/da-nop", get(my_work::done_page))
        .route("/nop/{obligation}/tep/{upload}/bo", post(hand_in::remove))
        .route("/nop/{obligation}/loi-nhan", post(hand_in::save_draft))
        .route("/nop/{obligation}/loi-nhan/bo", post(hand_in::discard_draft))
        .route("/bien-nhan/{receipt}", get(receipts::page))
        .route("/tep/{receipt}/{position}", get(receipts::file))
        .route("/bang-theo-doi", get(board::page))
        .route("/bang-theo-doi/phan", get(board::part))
        .route("/bang-theo-doi/danh-sach", get(board::list))
        .route("/ho-so/{obligation}", get(record::page))
        .route("/ho-so/{obligation}/mien", post(record::exempt))
        .route("/ho-so/{obligation}/bo-mien", post(record::end_exemption))
        .route("/su-kien", get(board::events))
        .route("/nam-hoc", get(school_year::page))
        .route("/cai-dat", get(setup::start).post(setup::claim))
        .route("/cai-dat/truong", get(setup::school_page).post(setup::save_school))
        .route("/cai-dat/lich-nam-hoc", get(setup::year_page).post(setup::save_year))
        .route("/cai-dat/lich-nam-hoc/tep", get(setup::calendar_file_page).post(setup::read_calendar_file))
        .route("/cai-dat/to-lop", get(setup::units_page).post(setup::save_units))
        .route("/cai-dat/can-bo", get(setup::staff_page).post(setup::save_staff))
        .route("/cai-dat/loai-ho-so", get(setup::types_page).post(setup::save_types))
        .route("/cai-dat/luot-day", get(setup::turns_page))
        .route("/cai-dat/luot-day/{class}", get(setup::class_turns_page).post(setup::save_turns))
        .route("/cai-dat/chu-de", get(setup::themes_page).post(setup::save_themes))
        .route("/cai-dat/tap-duot", get(setup::practice_page).post(setup::open))
        .route("/cai-dat/mat-khau", get(setup::issued_passwords_page).post(setup::forget_issued_passwords))
        .route("/mau/lich.toml", get(setup::sample))
        .route("/can-bo", get(staff::page).post(staff::add))
        .route("/can-bo/{person}", get(staff::person_page).post(staff::change))
        .route("/can-bo/{person}/mat-khau", post(staff::reset_password))
        .route("/can-bo/{person}/chuc-vu", post(staff::add_position))
        .route("/can-bo/{person}/chuc-vu/{appointment}", post(staff::end_position))
        .route("/can-bo/{person}/tam-khoa", post(staff::suspend))
        .route("/can-bo/{person}/mo-lai", post(staff::reopen))
        .route("/gui-lai/{id}", get(pending_forms::page))
        .layer(middleware::from_fn_with_state(state.clone(), pending_forms::keep))
        .layer(middleware::map_request(with_body_timeout));
    let pages = files
        .merge(words)
        .fallback(async || AppError::NotFound)
        .layer(DefaultBodyLimit::max(MAX_FORM_BYTES))
        // One broken request must not end the others, and its person reads Vietnamese words.
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| AppError::Internal.into_response()))
        .layer(CsrfLayer::new().with_rejection_response(|_| AppError::Foreign.into_response()))
        .layer(middleware::from_fn(answer::error_pages))
        .layer(
            CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(DefaultPredicate::new().and(is_no_download)),
        );
    let https = state.https;
    let all = Router::new()
        .route("/healthz", get(health))
        .with_state(state.clone())
        .route("/assets/{name}", get(assets::serve))
        .merge(pages.with_state(state))
        .layer(middleware::from_fn(headers::security_headers));
    if https { all.layer(middleware::map_response(headers::only_https)) } else { all }
}

/// A form of words that stalls or drips ends by itself; nobody has to be signed in to send one.
pub(crate) async fn with_body_timeout(request: Request) -> Request {
    request.map(|body| Body::from_stream(receive::with_body_timeout(body)))
}

/// Office files and films are compressed already, and a browser shows how much is left only where the length is told.
fn is_no_download(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    !headers.contains_key(header::CONTENT_DISPOSITION)
}

/// 200 when database and files can be used, 503 and why when not.
async fn health(State(state): State<AppState>) -> Response {
    let database = !state.database.db().is_damaged() && schools::all(&state.database).await.is_ok();
    let files = state.blobs.healthy().await;
    let mut reasons: Vec<String> = Vec::new();
    if !database {
        reasons.push("Cơ sở dữ liệu không trả lời hoặc đã hỏng.".to_owned());
    }
    if let Err(error) = files {
        reasons.push(error.to_string());
    }
    if reasons.is_empty() {
        "ok\n".into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, format!("{}\n", reasons.join("\n"))).into_response()
    }
}
