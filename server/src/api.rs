//! Server functions: what islands ask and send with `app`'s own types. Their bodies stand in `app` and know neither
//! sessions nor queries; what they need of the server comes to them as a context, the `Caller`.

use std::sync::Arc;

use app::{
    api::ApiError,
    dashboard::{DashboardSource, ReadSheet},
    hand_in::{ForgetUpload, HandInDesk, SaveDraft, SendHandIn, SignInOverPage},
};
use axum::{
    body::{Body, to_bytes},
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use domain::days::Timestamp;
use leptos::{
    context::{provide_context, use_context},
    server_fn::{
        ContentType, Encodes, ServerFn,
        axum::register_explicit,
        codec::PostcardEncoding,
        error::{FromServerFnError, SERVER_FN_ERROR_HEADER},
    },
};
use leptos_axum::{ResponseOptions, handle_server_fns_with_context};

use crate::{
    error::AppError,
    extract::Arrival,
    middleware::whole_form::{MAX_FORM_BYTES, whole_body},
    state::AppState,
};

/// Who calls a server function, and when.
#[derive(Clone, Debug)]
pub struct Caller {
    pub state: AppState,
    parts: Parts,
    /// When the request arrived, before anything of it was read.
    pub arrived: Timestamp,
}

impl Caller {
    /// What a handler takes in its arguments.
    ///
    /// # Errors
    /// The rejection of the extractor.
    pub async fn extract<T: FromRequestParts<AppState>>(&self) -> Result<T, T::Rejection> {
        T::from_request_parts(&mut self.parts.clone(), &self.state).await
    }
}

/// Makes every server function known to `leptos_axum`. They would register themselves, where the linker keeps what
/// nothing names; this names them.
pub fn register() {
    register_explicit::<ReadSheet>();
    register_explicit::<SendHandIn>();
    register_explicit::<SaveDraft>();
    register_explicit::<ForgetUpload>();
    register_explicit::<SignInOverPage>();
}

/// The handler of every address under `/api/`.
pub async fn answer(Arrival(arrived): Arrival, State(state): State<AppState>, request: Request) -> Result<Response, AppError> {
    let (mut parts, body) = request.into_parts();
    if !is_of_this_site(&parts.headers) {
        return Err(AppError::Foreign);
    }
    if parts.uri.path() == ReadSheet::PATH && has_unknown_argument(parts.uri.query().unwrap_or_default()) {
        return Err(AppError::OldPage);
    }
    // With these Leptos takes the caller for a form without scripts, and sends it back to where it says that it came from.
    // Our forms without scripts have addresses of their own.
    parts.headers.remove(header::ACCEPT);
    parts.headers.remove(header::REFERER);
    let body = whole_body(Request::from_parts(parts.clone(), body)).await?;
    let caller = Arc::new(Caller { state, parts: parts.clone(), arrived });
    let provide = move || {
        provide_context::<Arc<dyn DashboardSource>>(caller.clone());
        provide_context::<Arc<dyn HandInDesk>>(caller.clone());
    };
    let answered = handle_server_fns_with_context(provide, Request::from_parts(parts, Body::from(body))).await;
    let mut response = understood(answered.into_response()).await?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Whether one of our pages asks. Browsers say it since 2020 (Fetch Metadata); what says nothing is no page of another site
/// in a browser that would send our cookie along. The CSRF layer lets every GET pass, for pages are linked from elsewhere.
fn is_of_this_site(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none")
}

/// Whether a query names something that the dashboard's function does not know: read and written again, it is shorter then.
/// What cannot be read at all is left to Leptos, which refuses it.
fn has_unknown_argument(query: &str) -> bool {
    let names = |query: &str| serde_urlencoded::from_str::<Vec<(String, String)>>(query).map_or(0, |arguments| arguments.len());
    let Ok(read) = serde_urlencoded::from_str::<ReadSheet>(query) else { return false };
    serde_urlencoded::to_string(read).is_ok_and(|known| names(query) > names(&known))
}

/// Leptos answers 500 where it cannot read the arguments: that is no error of ours.
async fn understood(response: Response) -> Result<Response, AppError> {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR || !response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, MAX_FORM_BYTES).await.map_err(|_| AppError::Internal)?;
    match ApiError::de(body.clone()) {
        ApiError::NoAnswer => Err(AppError::OldPage),
        _ => Ok(Response::from_parts(parts, Body::from(body))),
    }
}

/// What a server function answers instead of a result: the status for the browser's machinery, the words for its viewer.
pub fn refused(error: AppError) -> ApiError {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.set_status(error.status());
    }
    ApiError::from(&error)
}

impl From<&AppError> for ApiError {
    fn from(error: &AppError) -> Self {
        match error {
            AppError::SessionOver => Self::SessionOver,
            error if error.passes() => Self::Later(error.words()),
            error => Self::Refused(error.words()),
        }
    }
}

/// What an island reads from a route that is no server function.
pub fn packed<T>(result: &T) -> Result<Response, AppError>
where
    PostcardEncoding: Encodes<T>,
{
    let bytes = PostcardEncoding::encode(result).map_err(|_| AppError::Internal)?;
    Ok((PACKED, bytes).into_response())
}

/// The head lines of whatever an island reads.
const PACKED: [(HeaderName, &str); 2] =
    [(header::CONTENT_TYPE, PostcardEncoding::CONTENT_TYPE), (header::CACHE_CONTROL, "no-store")];

/// The answer where something went wrong before or around a server function: the same typed error.
pub fn error_response(path: &str, error: &AppError) -> Response {
    let mut response = (error.status(), PACKED, ApiError::from(error).ser()).into_response();
    let headers = response.headers_mut();
    if let Ok(path) = HeaderValue::try_from(path) {
        headers.insert(SERVER_FN_ERROR_HEADER, path);
    }
    response
}
