//! Why there is no backup, or why none was restored: what is true, and what to do, in words for people.

mod bucket;

use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use domain::{files::Sha256, vietnamese};
use records::{OpenError, backups::CopyError, moving::MoveError};

pub use self::bucket::BucketError;

/// Why a place of backups cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    #[error("không thấy nơi sao lưu {}. Gắn ổ đĩa (hoặc cắm USB) rồi làm lại.", .0.display())]
    Gone(PathBuf),
    #[error(
        "{} chưa phải là nơi sao lưu: có thể ổ đĩa chưa được gắn. Nếu đây là lần đầu dùng thư mục này, chạy hoso backup với --new.",
        .0.display()
    )]
    NoMarker(PathBuf),
    #[error("thư mục {} đã có thứ khác bên trong. Chọn một thư mục trống làm nơi sao lưu.", .0.display())]
    NotEmpty(PathBuf),
    #[error("{} là nơi sao lưu của một trường khác. Chưa có gì bị thay đổi; chọn đúng nơi sao lưu của trường.", .0.display())]
    OtherSchool(PathBuf),
    #[error(
        "trong nơi sao lưu {} có lối tắt dẫn ra nơi khác: có người đã sửa nó. Không dùng ổ này; báo tổ quản lý phần mềm xem lại.",
        .0.display()
    )]
    Linked(PathBuf),
    #[error("nơi sao lưu {} do một bản phần mềm mới hơn ghi. Hãy dùng bản phần mềm mới hơn.", .0.display())]
    Newer(PathBuf),
    #[error("nơi sao lưu {} đang được dùng: một lần sao lưu hoặc khôi phục khác đang chạy. Đợi xong rồi làm lại.", .0.display())]
    InUse(PathBuf),
    #[error("nơi sao lưu {} nằm trong thư mục dữ liệu, hoặc ngược lại: mất ổ đĩa là mất cả hai. Chọn một ổ đĩa khác.", .0.display())]
    InsideData(PathBuf),
    #[error("ổ đĩa của nơi sao lưu {} đã đầy. Dọn bớt hoặc dùng ổ lớn hơn; các bản sao lưu đã có vẫn nguyên.", .0.display())]
    Full(PathBuf),
    #[error(
        "không đọc hoặc ghi được {}: {source}. Xem lại ổ đĩa của nơi sao lưu và quyền ghi; các bản sao lưu đã có không bị đụng tới.",
        .path.display()
    )]
    Disk { path: PathBuf, source: io::Error },
    #[error("vừa ghi vào {} xong, đọc lại thì khác: ổ đĩa của nơi sao lưu không đáng tin. Hãy thay ổ đĩa khác.", .0.display())]
    ReadsOtherwise(PathBuf),
    #[error(transparent)]
    Bucket(#[from] BucketError),
}

impl PlaceError {
    pub(crate) fn of(path: &Path, source: io::Error) -> Self {
        match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full(path.to_owned()),
            _ => Self::Disk { path: path.to_owned(), source },
        }
    }
}

/// Why no backup was made.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("trường chưa có khóa khôi phục. Chạy hoso recovery-key trước, in khóa ra và cất vào phong bì.")]
    NoKey,
    #[error("khóa khôi phục ghi trong dữ liệu không đọc được. Lập khóa mới bằng hoso recovery-key --new.")]
    BadKey,
    #[error(transparent)]
    Place(#[from] PlaceError),
    #[error("kho tệp {} không phải của cơ sở dữ liệu này, hoặc ổ đĩa của nó chưa được gắn. Chưa sao lưu gì.", .0.display())]
    OtherStore(PathBuf),
    #[error(
        "ổ đĩa của thư mục dữ liệu {} đã đầy: không còn chỗ cho một bản sao tạm của cơ sở dữ liệu. Dọn bớt rồi sao lưu lại.",
        .0.display()
    )]
    ScratchFull(PathBuf),
    #[error("không ghi được vào {}: {source}.", .path.display())]
    Scratch { path: PathBuf, source: io::Error },
    #[error("đang có một lần sao lưu khác. Đợi xong rồi làm lại.")]
    UnderWay,
    #[error("không chép được cơ sở dữ liệu: {0}.")]
    Copy(CopyError),
    #[error("bản sao của cơ sở dữ liệu không mở được: {0}")]
    Open(#[from] OpenError),
    #[error("không đọc được dữ liệu: {0}")]
    Records(#[from] records::Error),
    #[error("máy không cho số ngẫu nhiên: {0}")]
    Random(getrandom::Error),
    #[error("việc sao lưu bị ngắt giữa chừng. Chi tiết ở nhật ký của chương trình.")]
    Broken,
}

impl BackupError {
    pub(crate) fn scratch(path: &Path, source: io::Error) -> Self {
        match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::ScratchFull(path.to_owned()),
            _ => Self::Scratch { path: path.to_owned(), source },
        }
    }
}

/// What is wrong with the label of a backup.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LabelFault {
    #[error("nhãn của bản sao lưu bị hỏng hoặc bị cắt cụt")]
    Damaged,
    #[error("nhãn của bản sao lưu đã bị sửa: chữ ký không khớp")]
    NotSigned,
    #[error("bản sao lưu do một bản phần mềm mới hơn ghi")]
    Newer,
    #[error("bản sao lưu của một trường khác")]
    OtherSchool,
}

/// Why nothing was restored. What is in the target folder is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    #[error(transparent)]
    Place(#[from] PlaceError),
    #[error("nơi sao lưu {0} chưa có bản sao lưu nào.")]
    Empty(String),
    #[error("nơi sao lưu không có bản sao lưu số {0}. Xem danh sách bằng hoso backups.")]
    NoSuchBackup(u64),
    #[error(
        "không dùng được bản sao lưu {name}: {fault}. Có thể chọn một bản cũ hơn bằng --backup SỐ; xem danh sách bằng hoso backups."
    )]
    Label { name: String, fault: LabelFault },
    #[error(
        "bản sao lưu ở phiên bản dữ liệu {backup}, mới hơn chương trình này (phiên bản {program}). \
         Hãy khôi phục bằng đúng bản phần mềm đã sao lưu, hoặc mới hơn."
    )]
    NewerSchema { backup: i64, program: i64 },
    #[error("khóa này không mở được bản sao lưu. Lấy đúng tờ khóa khôi phục trong phong bì của trường; gõ lại nếu gõ tay.")]
    WrongKey,
    #[error("khóa khôi phục này là của một trường khác. Lấy đúng tờ khóa trong phong bì của trường.")]
    KeyOfOtherSchool,
    #[error("bản sao lưu thiếu {0} trong số các tệp của nó ở nơi sao lưu. Thử một bản khác bằng --backup SỐ.")]
    Missing(Sha256),
    #[error("phần {0} của bản sao lưu đã bị hỏng, bị sửa hoặc bị cắt cụt. Thử một bản khác bằng --backup SỐ.")]
    Damaged(Sha256),
    #[error("bản sao lưu mở được nhưng bên trong không khớp nhau: {0}. Thử một bản khác bằng --backup SỐ.")]
    Inconsistent(String),
    #[error(
        "bản sao lưu này được làm khi máy chủ đã mất {}: không đầy đủ. Thêm --even-incomplete nếu vẫn muốn khôi phục từ nó.",
        lacking_words(*.lacking, *.log_is_whole)
    )]
    Incomplete { lacking: u64, log_is_whole: bool },
    #[error("thư mục {} đã có dữ liệu. Khôi phục vào một thư mục mới, ví dụ data-moi; dữ liệu cũ được giữ nguyên.", .0.display())]
    NotEmpty(PathBuf),
    #[error(
        "{} nằm trong nơi sao lưu: dữ liệu không khóa không được nằm chung ổ với bản sao lưu. Chọn một thư mục của máy chủ.",
        .0.display()
    )]
    IntoPlace(PathBuf),
    #[error(
        "trong {} còn tệp {file} của một cơ sở dữ liệu khác: nó sẽ làm hỏng dữ liệu khôi phục. Khôi phục vào một thư mục mới.",
        .folder.display()
    )]
    StrayLog { folder: PathBuf, file: String },
    #[error("ổ đĩa của {} không đủ chỗ để khôi phục. Dọn bớt hoặc chọn ổ lớn hơn; chưa có gì bị thay đổi.", .0.display())]
    Full(PathBuf),
    #[error("không ghi được vào {}: {source}.", .path.display())]
    Disk { path: PathBuf, source: io::Error },
    #[error("cơ sở dữ liệu trong bản sao lưu không mở được: {0}")]
    Open(#[from] OpenError),
    #[error("phần cơ sở dữ liệu trong bản sao lưu không mở được: {0}. Thử một bản khác bằng --backup SỐ.")]
    Copy(CopyError),
    #[error("chưa khôi phục được vào cơ sở dữ liệu đã chọn: {0}")]
    Target(MoveError),
    #[error(
        "cơ sở dữ liệu đã khôi phục xong, nhưng thư mục {} thì chưa: {fault} \
         Chưa dùng được. Xóa cơ sở dữ liệu vừa khôi phục, tạo một cơ sở dữ liệu trống mới, rồi làm lại.",
        .into.display()
    )]
    Half { into: PathBuf, fault: Box<RestoreError> },
    #[error("không đọc được dữ liệu vừa khôi phục: {0}")]
    Records(#[from] records::Error),
    #[error("việc khôi phục bị ngắt giữa chừng; thư mục đích chưa có gì.")]
    Broken,
}

impl RestoreError {
    pub(crate) fn disk(path: &Path, source: io::Error) -> Self {
        match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full(path.to_owned()),
            _ => Self::Disk { path: path.to_owned(), source },
        }
    }
}

/// "2 tệp", "2 tệp và nhật ký không liền mạch".
pub(crate) fn lacking_words(lacking: u64, log_is_whole: bool) -> String {
    let files = format!("{} tệp", vietnamese::number(i64::try_from(lacking).unwrap_or(i64::MAX)));
    match (lacking, log_is_whole) {
        (_, true) => files,
        (0, false) => "sự liền mạch của nhật ký".to_owned(),
        (_, false) => format!("{files} và sự liền mạch của nhật ký"),
    }
}
