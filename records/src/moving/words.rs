//! Why nothing was moved, in words for the console.

use std::io;

use crate::{db::OpenError, error::Error};

/// Why there is no export, or why nothing was imported: the database is then as it was before.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database was brought up by an older program, or not at all.
    #[error(
        "Cơ sở dữ liệu này do bản phần mềm cũ hơn tạo. Chạy chương trình trên đó một lần để nâng cấp, tắt đi, rồi làm lại. \
         Chưa có gì bị thay đổi."
    )]
    OlderDatabase,
    #[error("Cơ sở dữ liệu này còn trống, chưa có gì để xuất. Xem lại --data, và --database-url nếu dùng PostgreSQL.")]
    NothingThere,
    /// A table, or a column of it, that the migrations of this program did not make.
    #[error(
        "Cơ sở dữ liệu có bảng hoặc cột lạ ({0}), không phải của Hồ sơ Mầm non. Dùng một cơ sở dữ liệu riêng. \
         Chưa có gì bị thay đổi."
    )]
    ForeignTable(String),
    /// There are rows already.
    #[error(
        "Cơ sở dữ liệu nhận đã có dữ liệu (bảng {0}). Chỉ nhập được vào cơ sở dữ liệu trống: chọn một thư mục --data mới, \
         hoặc tạo một cơ sở dữ liệu PostgreSQL mới. Chưa có gì bị thay đổi."
    )]
    NotEmpty(String),
    #[error("Tệp này không phải là tệp do hoso export ghi ra. Chưa có gì bị thay đổi.")]
    NotAnExport,
    #[error("Tệp này do một bản phần mềm khác ghi theo cách khác. Dùng đúng bản đã xuất tệp. Chưa có gì bị thay đổi.")]
    OtherForm,
    #[error(
        "Tệp này ở phiên bản dữ liệu {file}, mới hơn chương trình này (phiên bản {program}). Cài bản chương trình đã xuất tệp \
         rồi nhập lại. Chưa có gì bị thay đổi."
    )]
    NewerFile {
        /// The version of the file.
        file: i64,
        /// The newest version that this program knows.
        program: i64,
    },
    #[error(
        "Tệp này ở phiên bản dữ liệu {file}, cũ hơn chương trình này (phiên bản {program}). Chạy chương trình này trên dữ liệu cũ \
         một lần để nâng cấp, tắt đi, rồi xuất lại. Chưa có gì bị thay đổi."
    )]
    OlderFile {
        /// The version of the file.
        file: i64,
        /// The newest version that this program knows.
        program: i64,
    },
    #[error("Tệp bị cụt: thiếu phần cuối. Xuất lại, hoặc chép lại tệp rồi nhập lại. Chưa có gì bị thay đổi.")]
    Truncated,
    #[error("Tệp đã bị sửa hoặc hỏng ở khoảng dòng {line}. Xuất lại, hoặc chép lại tệp rồi nhập lại. Chưa có gì bị thay đổi.")]
    Altered {
        /// The line at which that is certain.
        line: u64,
    },
    /// The tables of the file are not those of the database.
    #[error("Bảng {0} trong tệp khác với bảng của chương trình này. Dùng đúng bản đã xuất tệp. Chưa có gì bị thay đổi.")]
    OtherTable(String),
    /// What was written reads otherwise.
    #[error(
        "Sau khi nhập, bảng {0} đọc lại khác với tệp, nên đã bỏ toàn bộ việc nhập. Dữ liệu cũ vẫn nguyên; \
         báo cho người làm phần mềm."
    )]
    Unequal(String),
    #[error("Không đọc hoặc ghi được tệp: {0}. Chưa có gì bị thay đổi.")]
    File(#[from] io::Error),
    #[error("Không đọc hoặc ghi được cơ sở dữ liệu: {0}. Chi tiết ở nhật ký của chương trình. Chưa có gì bị thay đổi.")]
    Database(#[from] Error),
}
