//! From a result to an HTTP answer: pages for people, JSON for islands, and one place for what went wrong.

use std::borrow::Cow;

use app::{errors::ErrorView, hand_in::Answer, paths, shell::Head};
use axum::{
    Extension, Json,
    extract::{FromRequestParts, Request},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header, request::Parts},
    middleware::Next,
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::refusal::{Refusal, Words};

use crate::{assets, headers::Nonce};

/// Why a handler gives no ordinary answer. The layer `error_pages` turns it into a page or into JSON.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppError {
    /// Nobody is signed in: to the sign-in and back.
    #[error("nobody is signed in")]
    SessionOver,
    /// What was asked for is not the next thing to do: to another page, by its address in `app::paths`.
    #[error("to {0} instead")]
    Redirect(Cow<'static, str>),
    /// The password that was handed out must be changed first.
    #[error("the first password must be changed")]
    PasswordMustChange,
    /// There is no such page, or no such record in this school.
    #[error("not found")]
    NotFound,
    /// Sent by a page of another site (CSRF).
    #[error("sent by another site")]
    Foreign,
    /// No form of ours: a field is missing, or it is no form at all.
    #[error("not a form")]
    NotAForm,
    /// More words than any form of ours holds.
    #[error("the form is too large")]
    TooLarge,
    /// A rule says no.
    #[error(transparent)]
    Refused(Refusal),
    /// The database or the disk is away.
    #[error("the database or the disk is away")]
    Unavailable,
    /// Ours; the code stands in the log and on the screen.
    #[error("internal error")]
    Internal,
}

impl From<records::Error> for AppError {
    fn from(error: records::Error) -> Self {
        match error {
            records::Error::NotFound => Self::NotFound,
            records::Error::Refused(refusal) => refusal.into(),
            records::Error::Conflict(_) | records::Error::Unavailable => Self::Unavailable,
            records::Error::Internal => Self::Internal,
        }
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::SessionOver => Self::SessionOver,
            refusal => Self::Refused(refusal),
        }
    }
}

impl From<crate::passwords::PasswordError> for AppError {
    fn from(error: crate::passwords::PasswordError) -> Self {
        match error {
            crate::passwords::PasswordError::Busy => Self::Unavailable,
            crate::passwords::PasswordError::Machine => {
                tracing::error!("a password could not be computed");
                Self::Internal
            }
        }
    }
}

impl AppError {
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::SessionOver => StatusCode::UNAUTHORIZED,
            Self::Redirect(_) => StatusCode::SEE_OTHER,
            Self::PasswordMustChange => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::NotAForm => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Refused(refusal) => refusal_status(refusal),
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Whether the same may be taken a little later: what was sent is not at fault.
    pub const fn passes(&self) -> bool {
        matches!(self, Self::Unavailable | Self::Internal | Self::Refused(Refusal::StoreFull | Refusal::FileIncomplete { .. }))
    }

    /// Of an error of ours: the code to show, which stands in the log beside the address.
    pub fn incident(&self, path: &str) -> Option<String> {
        let code = matches!(self, Self::Internal).then(incident_code)?;
        tracing::error!(code, path, "an incident was shown");
        Some(code)
    }

    pub fn words(&self) -> Words {
        let words = |fact: &str, advice: &str| Words { fact: fact.to_owned(), advice: advice.to_owned() };
        match self {
            Self::SessionOver => Refusal::SessionOver.words(),
            Self::Redirect(_) => words("Trang này chưa mở được", "Có bước khác phải làm trước. Về trang đầu rồi đi từ đó."),
            Self::PasswordMustChange => Refusal::PasswordMustChange.words(),
            Self::NotFound => {
                words("Không có trang này", "Địa chỉ có thể gõ thiếu, hoặc hồ sơ thuộc trường khác. Về trang đầu rồi đi từ đó.")
            }
            Self::Foreign => {
                words("Yêu cầu này không đến từ trang của trường", "Chưa có gì thay đổi. Mở lại địa chỉ của trường rồi làm từ đó.")
            }
            Self::NotAForm => words("Yêu cầu này chưa đọc được", "Chưa có gì thay đổi. Mở lại trang rồi điền và gửi lại từ đó."),
            Self::TooLarge => words(
                "Nội dung gửi lên quá dài",
                "Chưa có gì thay đổi. Rút gọn rồi gửi lại; tệp thì nộp ở trang nộp của từng hồ sơ.",
            ),
            Self::Refused(refusal) => refusal.words(),
            Self::Unavailable => words(
                "Máy chủ của trường chưa trả lời",
                "Lỗi ở phía hệ thống. Những gì đã có biên nhận thì đã được lưu. Chờ một phút rồi thử lại.",
            ),
            Self::Internal => words(
                "Máy chủ của trường gặp lỗi",
                "Lỗi ở phía hệ thống, không phải ở người dùng. Những gì đã có biên nhận thì đã được lưu. Thử lại; nếu vẫn vậy, báo tổ quản lý phần mềm kèm mã sự cố.",
            ),
        }
    }
}

const fn refusal_status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::SessionOver | Refusal::SignInFailed => StatusCode::UNAUTHORIZED,
        Refusal::SignInSlowed { .. } => StatusCode::TOO_MANY_REQUESTS,
        Refusal::NotYoursToHandIn
        | Refusal::NotYoursToOpen
        | Refusal::NotYoursToExempt
        | Refusal::DashboardNotYours
        | Refusal::SettingsNotYours
        | Refusal::PrincipalsAccount
        | Refusal::PasswordMustChange
        | Refusal::SetupCodeWrong => StatusCode::FORBIDDEN,
        Refusal::AlreadyHandedIn { .. }
        | Refusal::AlreadyExempt { .. }
        | Refusal::NotExempt
        | Refusal::OwnAccount
        | Refusal::LastOfLeadership { .. }
        | Refusal::ExemptionStands { .. }
        | Refusal::PracticeIsNotCounted => StatusCode::CONFLICT,
        Refusal::ObligationClosed { .. } | Refusal::PageOfAnother | Refusal::KeyUsedForOtherFiles | Refusal::AlreadySetUp => {
            StatusCode::CONFLICT
        }
        Refusal::FileTooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::StoreFull => StatusCode::INSUFFICIENT_STORAGE,
        Refusal::PasswordTooShort { .. }
        | Refusal::PasswordsDiffer
        | Refusal::PasswordUnchanged
        | Refusal::NoFiles
        | Refusal::TooManyFiles { .. }
        | Refusal::NoteTooLong { .. }
        | Refusal::FileEmpty { .. }
        | Refusal::FileKindUnknown { .. }
        | Refusal::FileDangerous { .. }
        | Refusal::FileEncrypted { .. }
        | Refusal::FileTemporary { .. }
        | Refusal::FileIncomplete { .. }
        | Refusal::FileGone
        | Refusal::TooMuchWaiting { .. }
        | Refusal::Field { .. } => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// An error travels to `error_pages` as an extension: only there it is known who asked and how.
impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        if let Self::Redirect(to) = &self {
            return Redirect::to(to).into_response();
        }
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// How somebody asks: what a page needs to be rendered, and whether JSON is wanted.
#[derive(Clone, Debug)]
pub struct PageRequest {
    pub nonce: Nonce,
    pub json: bool,
    pub uri: Uri,
    pub headers: HeaderMap,
}

impl<S: Send + Sync> FromRequestParts<S> for PageRequest {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let Extension(nonce) = Extension::<Nonce>::from_request_parts(parts, state).await.map_err(|_| AppError::Internal)?;
        Ok(Self { nonce, json: wants_json(&parts.headers), uri: parts.uri.clone(), headers: parts.headers.clone() })
    }
}

impl PageRequest {
    /// Renders a whole page.
    pub fn page(&self, title: &str, page: impl FnOnce(&Head) -> String) -> Response {
        render(&self.nonce, title, page)
    }
}

fn render(nonce: &Nonce, title: &str, page: impl FnOnce(&Head) -> String) -> Response {
    let head = Head { title, nonce: nonce.as_str(), assets: &assets::NAMES };
    let mut response = Html(page(&head)).into_response();
    // Pages hold names and records: no machine on the way, and no shared PC, keeps them.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn wants_json(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accept| accept.starts_with("application/json"))
}

/// The layer that turns errors into what the one who asked can read.
pub async fn error_pages(request: Request, next: Next) -> Response {
    let nonce = request.extensions().get::<Nonce>().cloned();
    let json = wants_json(request.headers());
    let uri = request.uri().clone();
    let is_get = request.method().is_safe();
    let response = next.run(request).await;
    let Some(error) = response.extensions().get::<AppError>().cloned().or_else(|| from_plain_rejection(&response)) else {
        return response;
    };
    let status = error.status();
    if json {
        let answer = match error {
            AppError::SessionOver => Answer::SessionOver,
            error if error.passes() => Answer::Later(error.words()),
            error => Answer::Refused(error.words()),
        };
        return (status, Json(answer)).into_response();
    }
    match (&error, nonce) {
        (AppError::SessionOver, _) => {
            let back = if is_get { uri.path_and_query().map_or(paths::START, |path| path.as_str()) } else { paths::START };
            Redirect::to(&paths::sign_in_again(encoded(back))).into_response()
        }
        (AppError::PasswordMustChange, _) => Redirect::to(paths::PASSWORD).into_response(),
        (_, Some(nonce)) => {
            let words = error.words();
            let code = error.incident(uri.path());
            let view = ErrorView { status: status.as_u16(), words: words.clone(), code };
            let mut response = render(&nonce, &words.fact, |head| app::pages::error(head, view));
            *response.status_mut() = status;
            response
        }
        (_, None) => status.into_response(),
    }
}

/// What axum refuses by itself, before a handler is asked, it says in plain English; we never answer in plain text.
fn from_plain_rejection(response: &Response) -> Option<AppError> {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if kind.is_some_and(|kind| !kind.starts_with("text/plain")) {
        return None;
    }
    match response.status() {
        // What should be an id in the address is none; or there is only a form behind it, and no page.
        StatusCode::BAD_REQUEST | StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some(AppError::NotFound),
        StatusCode::PAYLOAD_TOO_LARGE => Some(AppError::TooLarge),
        status if status.is_client_error() => Some(AppError::NotAForm),
        status if status.is_server_error() => Some(AppError::Internal),
        _ => None,
    }
}

/// Percent-encodes an address of ours as the value of a query.
pub fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// An address on this server to go back to; anything else leads to the start.
pub fn safe_next(next: &str) -> &str {
    // Browsers skip control letters in an address: "/<tab>/evil" would be another server.
    let local =
        next.starts_with('/') && !next.starts_with("//") && !next.contains(|letter: char| letter == '\\' || letter.is_control());
    if local { next } else { paths::START }
}

/// "7F2K-1184": short enough for the telephone, in the log beside the cause.
fn incident_code() -> String {
    let id = uuid::Uuid::new_v4().simple().to_string().to_uppercase();
    format!("{}-{}", &id[..4], &id[4..8])
}
