//! Why a handler gives no ordinary answer: one type for all, with its status and the words that a person reads.

mod status;

use std::borrow::Cow;

use app::paths;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::refusal::{InspectionRefusal, LockRefusal, Refusal, SigningRefusal, Words};

use crate::auth::passwords::PasswordError;
use status::refusal_status;

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
    /// Says nothing of the page that sent it: it may be one of another site.
    #[error("says nothing of the page that sent it")]
    NoOrigin,
    /// No form of ours: a field is missing, or it is no form at all.
    #[error("not a form")]
    NotAForm,
    /// What a program of ours sends in another shape: its page was opened before the server was brought up to date.
    #[error("a page of another version")]
    OldPage,
    /// A form with a place for files that came without them: its browser was not told to send any.
    #[error("a form without its files")]
    WithoutFiles,
    /// What was sent did not arrive whole: the line broke off, or was too slow.
    #[error("the request broke off or stalled")]
    Interrupted,
    /// More words than any form of ours holds.
    #[error("the form is too large")]
    TooLarge,
    /// A rule says no.
    #[error(transparent)]
    Refused(Refusal),
    /// The database or the disk is away.
    #[error("the database or the disk is away")]
    Unavailable,
    /// No room on the disk: what is there can be read, and nothing can be written.
    #[error("no room on the disk")]
    DiskFull,
    /// Ours; the code stands in the log and on the screen.
    #[error("internal error")]
    Internal,
}

impl From<records::Error> for AppError {
    fn from(error: records::Error) -> Self {
        match error {
            records::Error::NotFound => Self::NotFound,
            records::Error::Refused(refusal) => refusal.into(),
            // The key of a form that has become something else: no page of ours sends that.
            taken if taken.is_taken_id() => Self::NotAForm,
            records::Error::Conflict(_) | records::Error::Unavailable => Self::Unavailable,
            records::Error::Full => Self::DiskFull,
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

impl From<PasswordError> for AppError {
    fn from(error: PasswordError) -> Self {
        match error {
            PasswordError::Busy => Self::Unavailable,
            PasswordError::Machine => {
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
            Self::Foreign | Self::NoOrigin => StatusCode::FORBIDDEN,
            Self::NotAForm | Self::OldPage | Self::WithoutFiles => StatusCode::BAD_REQUEST,
            Self::Interrupted => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Refused(refusal) => refusal_status(refusal),
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Whether the same may be taken a little later: what was sent is not at fault.
    pub const fn passes(&self) -> bool {
        matches!(
            self,
            Self::Unavailable
                | Self::DiskFull
                | Self::Internal
                | Self::Interrupted
                | Self::Refused(
                    Refusal::StoreFull
                        | Refusal::FileIncomplete { .. }
                        | Refusal::Inspection(
                            InspectionRefusal::CutShort { .. }
                                | InspectionRefusal::Busy
                                | InspectionRefusal::ManyComing { .. }
                                | InspectionRefusal::ManyGoing { .. }
                        )
                )
        )
    }

    /// Says in the head of the answer how many seconds to wait (`Retry-After`, RFC 9110), where somebody is slowed.
    pub fn tell_wait(&self, response: &mut Response) {
        let Self::Refused(Refusal::SignInSlowed { seconds } | Refusal::Signing(SigningRefusal::CheckSlowed { seconds })) = self
        else {
            return;
        };
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
    }

    /// The address of the order that shuts the record, where one does: what is decided is for everybody to read.
    pub fn shutting_order(&self) -> Option<String> {
        let Self::Refused(Refusal::Lock(LockRefusal::Shut(shut))) = self else { return None };
        Some(paths::lock_order(shut.order))
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
            Self::NoOrigin => words(
                "Trình duyệt không cho biết yêu cầu này gửi từ trang nào",
                "Chưa có gì thay đổi. Tắt tiện ích chặn “Referer” hoặc cập nhật trình duyệt, rồi mở lại trang và làm từ đó.",
            ),
            Self::NotAForm => words("Yêu cầu này chưa đọc được", "Chưa có gì thay đổi. Mở lại trang rồi điền và gửi lại từ đó."),
            Self::OldPage => words(
                "Phần mềm đã được cập nhật sau khi trang này mở ra",
                "Chưa có gì thay đổi. Chép lại lời đang viết, nếu có, rồi tải lại trang; tệp đã tải lên vẫn còn đó.",
            ),
            Self::WithoutFiles => {
                words("Trình duyệt đã gửi mà không kèm tệp", "Chưa có gì thay đổi. Mở lại trang, chọn tệp rồi gửi lại từ đó.")
            }
            Self::Interrupted => words(
                "Nội dung gửi lên chưa đến đủ",
                "Chưa có gì thay đổi. Đường truyền bị ngắt hoặc quá chậm: xem lại mạng rồi gửi lại.",
            ),
            Self::TooLarge => words(
                "Nội dung gửi lên quá dài",
                "Chưa có gì thay đổi. Rút gọn rồi gửi lại; tệp thì nộp ở trang nộp của từng hồ sơ.",
            ),
            Self::Refused(refusal) => refusal.words(),
            Self::Unavailable => words(
                "Máy chủ của trường chưa trả lời",
                "Lỗi ở phía hệ thống. Những gì đã có biên nhận thì đã được lưu. Chờ một phút rồi thử lại.",
            ),
            Self::DiskFull => words(
                "Máy chủ của trường hết chỗ lưu",
                "Lỗi ở phía hệ thống. Xem thì vẫn được, ghi thì chưa: lần này chưa có gì thay đổi. Báo tổ quản lý phần mềm ngay, rồi thử lại sau.",
            ),
            Self::Internal => words(
                "Máy chủ của trường gặp lỗi",
                "Lỗi ở phía hệ thống, không phải ở người dùng. Những gì đã có biên nhận thì đã được lưu. Thử lại; nếu vẫn vậy, báo tổ quản lý phần mềm kèm mã sự cố.",
            ),
        }
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

/// What somebody had typed into a form that an error answers, by label: the page of the error shows it, to be copied, because the
/// form may be there no longer. The layer of kept forms (`middleware::pending_forms`) puts it beside the error.
#[derive(Clone, Debug, Default)]
pub struct TypedWords(pub Vec<(&'static str, String)>);

/// "7F2K-1184": short enough for the telephone, in the log beside the cause.
fn incident_code() -> String {
    let id = uuid::Uuid::new_v4().simple().to_string().to_uppercase();
    format!("{}-{}", &id[..4], &id[4..8])
}
