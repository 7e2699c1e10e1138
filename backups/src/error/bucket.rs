//! Why a store that speaks S3 cannot be used: what it said, or did not say, in words for people.

use std::{
    error::Error as _,
    io::{self, ErrorKind},
    path::PathBuf,
};

use object_store::client::HttpError;

/// Why a part of a bucket is no place of backups now. Each names the store as it was typed.
#[derive(Debug, thiserror::Error)]
pub enum BucketError {
    #[error("kho {0} không trả lời, hoặc trả lời quá chậm. Xem lại mạng và địa chỉ kho; các bản sao lưu đã có không bị đụng tới.")]
    Silent(String),
    #[error(
        "kho {0} từ chối: khóa truy cập sai, hết hạn hoặc không có quyền. Xem lại AWS_ACCESS_KEY_ID và AWS_SECRET_ACCESS_KEY \
         với người cấp; các bản sao lưu đã có không bị đụng tới."
    )]
    Refused(String),
    #[error("không có kho {0}. Xem lại tên kho và AWS_ENDPOINT.")]
    NoBucket(String),
    #[error(
        "{0} chưa phải là nơi sao lưu. Nếu đây là lần đầu dùng nơi này, chạy hoso backup với --new; không thì xem lại địa chỉ."
    )]
    NoMarker(String),
    #[error("{0} đã có thứ khác bên trong. Chọn một thư mục trống trong kho làm nơi sao lưu.")]
    NotEmpty(String),
    #[error("{0} là nơi sao lưu của một trường khác. Chưa có gì bị thay đổi; chọn đúng nơi sao lưu của trường.")]
    OtherSchool(String),
    #[error("nơi sao lưu {0} do một bản phần mềm mới hơn ghi. Hãy dùng bản phần mềm mới hơn.")]
    Newer(String),
    #[error(
        "nơi sao lưu {0} đang được dùng, hoặc lần trước bị ngắt giữa chừng. Đợi xong rồi làm lại; \
         nếu là bị ngắt thì sau một giờ làm lại được."
    )]
    InUse(String),
    #[error("trong {0} đã có thứ mang tên này; không ghi đè lên. Làm lại; nếu vẫn vậy, xem lại kho.")]
    Taken(String),
    #[error("vừa gửi lên {0} xong, đọc lại thì khác: kho này không đáng tin. Các bản sao lưu đã có vẫn còn; hãy dùng kho khác.")]
    ReadsOtherwise(String),
    #[error(
        "kho {0} đưa danh sách thiếu một bản sao lưu đang có trong kho. Chưa có gì bị thay đổi; làm lại sau ít phút, \
         nếu vẫn vậy thì kho này không đáng tin."
    )]
    ListLies(String),
    #[error("kho {name} trả lời sai: {said}. Các bản sao lưu đã có không bị đụng tới; làm lại sau, hoặc hỏi người quản lý kho.")]
    Wrong { name: String, said: String },
    #[error(
        "ổ đĩa của máy chủ ({}) đã đầy: không còn chỗ để khóa từng phần trước khi gửi đi. Dọn bớt rồi sao lưu lại.",
        .0.display()
    )]
    ScratchFull(PathBuf),
    #[error("không ghi được vào {}: {source}.", .path.display())]
    Scratch { path: PathBuf, source: io::Error },
}

impl BucketError {
    pub(crate) fn of(name: String, error: object_store::Error) -> Self {
        match error {
            object_store::Error::PermissionDenied { .. } | object_store::Error::Unauthenticated { .. } => Self::Refused(name),
            object_store::Error::AlreadyExists { .. } | object_store::Error::Precondition { .. } => Self::Taken(name),
            other if Self::is_no_bucket(&other.to_string()) => Self::NoBucket(name),
            other if is_silence(&other) => Self::Silent(name),
            other => Self::Wrong { name, said: Self::shortened(&other.to_string()) },
        }
    }

    pub(crate) fn scratch(path: PathBuf, source: io::Error) -> Self {
        match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::ScratchFull(path),
            _ => Self::Scratch { path, source },
        }
    }

    /// Whether a store says that it does not know what was asked of it.
    pub(crate) fn is_not_known(error: &object_store::Error) -> bool {
        let said = error.to_string();
        matches!(error, object_store::Error::NotImplemented { .. }) || said.contains("501 Not Implemented")
    }

    /// What a store says may be a whole page.
    pub(crate) fn shortened(said: &str) -> String {
        said.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect()
    }

    pub(crate) fn is_no_bucket(said: &str) -> bool {
        said.contains("NoSuchBucket")
    }
}

/// Whether the line broke, or nobody answered: somewhere among the causes stands an error of the line, and no answer.
fn is_silence(error: &object_store::Error) -> bool {
    let mut cause = error.source();
    while let Some(one) = cause {
        if one.is::<HttpError>() {
            return true;
        }
        cause = one.source();
    }
    false
}
