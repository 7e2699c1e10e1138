//! Why the program does not start on this database, in words for the person who started it.

use std::path::PathBuf;

/// Why a PostgreSQL server does not let the program in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConnectError {
    /// It refuses connections, or does not answer within the time.
    #[error("không ai trả lời ở đó. Xem PostgreSQL đã chạy chưa, và máy, cổng trong --database-url đã đúng chưa")]
    NoAnswer,
    /// The user, or the password, is not known there.
    #[error("tên hoặc mật khẩu chưa đúng. Xem lại --database-url")]
    NotAdmitted,
    /// There is no database of this name.
    #[error("máy chủ không có cơ sở dữ liệu này. Tạo nó trước (README có câu lệnh), hoặc xem lại tên trong --database-url")]
    NoSuchDatabase,
    /// Anything else, in the engine's words.
    #[error("{0}. Xem lại --database-url và nhật ký của PostgreSQL")]
    Other(String),
}

/// Why a database was not opened. Shown on the terminal, so the words are Vietnamese.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be opened, or not be read.
    #[error("Không mở được cơ sở dữ liệu “{}”: {reason}. Xem lại ổ đĩa và quyền đọc, ghi của tệp rồi chạy lại.", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the engine said.
        reason: String,
    },
    /// The disk has no room for what the engine lays beside the file.
    #[error("Ổ đĩa của “{}” đã đầy nên không mở được cơ sở dữ liệu. Xóa bớt những gì không cần trên ổ đĩa đó rồi chạy lại; \
             đừng xóa gì trong thư mục dữ liệu.", path.display())]
    NoRoom {
        /// The file.
        path: PathBuf,
    },
    /// Nobody answers there, or not to this user.
    #[error("Không nối được với máy chủ cơ sở dữ liệu “{place}”: {why}.")]
    ConnectError {
        /// The server and the database, without user and password.
        place: String,
        /// Why, and what to do.
        why: ConnectError,
    },
    /// No URL of a PostgreSQL database.
    #[error("Địa chỉ của cơ sở dữ liệu chưa đúng ({reason}). Ghi như postgres://TÊN:MẬT_KHẨU@MÁY/CƠ_SỞ_DỮ_LIỆU.")]
    NoUrl {
        /// What is wrong with it.
        reason: String,
    },
    /// SQLite before 3.51.3 can corrupt a database with several connections.
    #[error("SQLite {found} quá cũ và có thể làm hỏng dữ liệu; cần từ {wanted} trở lên.")]
    EngineTooOld {
        /// The version that is there.
        found: String,
        /// The oldest version that will do.
        wanted: &'static str,
    },
    /// A setting that safety depends on did not take effect.
    #[error("Thiết lập “{name}” của cơ sở dữ liệu là “{found}”, phải là “{wanted}”. Chương trình không chạy để tránh mất dữ liệu.")]
    UnsafeSetting {
        /// The engine's own name of the setting.
        name: &'static str,
        /// What it is.
        found: String,
        /// What it has to be.
        wanted: &'static str,
    },
    /// The integrity check failed.
    #[error("Tệp dữ liệu “{}” bị hỏng ({report}). Hãy khôi phục từ bản sao lưu, đừng dùng tiếp tệp này.", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The first line of the engine's report.
        report: String,
    },
    /// SQLite on a shared or synchronised folder loses data.
    #[error("Thư mục “{}” nằm trên ổ mạng hoặc được đồng bộ ({kind}); cơ sở dữ liệu phải ở trên đĩa của máy này.", path.display())]
    SharedFolder {
        /// The file.
        path: PathBuf,
        /// What kind of folder: `nfs`, `OneDrive`, …
        kind: String,
    },
    /// An SQLite file of some other program.
    #[error("Tệp “{}” không phải là cơ sở dữ liệu của Hồ sơ Mầm non.", path.display())]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// A newer program has been here.
    #[error(
        "Cơ sở dữ liệu ở phiên bản {database}, mới hơn chương trình này (phiên bản {program}). Hãy cài bản chương trình mới hơn."
    )]
    NewerThanProgram {
        /// The version of the database.
        database: i64,
        /// The newest version this program knows.
        program: i64,
    },
    /// Another program of ours works on this PostgreSQL database.
    #[error(
        "Có chương trình Hồ sơ Mầm non đang chạy trên cơ sở dữ liệu này. Tắt chương trình đó rồi làm lại. Chưa có gì bị thay đổi."
    )]
    InUse,
    /// The program that is running on the database is an older one.
    #[error("Chương trình đang chạy trên dữ liệu này là bản cũ hơn. Dùng đúng bản đang chạy, hoặc tắt nó trước.")]
    OtherVersion,
    /// A migration that was applied reads differently now.
    #[error("Bước nâng cấp {version} ({name}) đã chạy trước đây với nội dung khác; không nâng cấp tiếp.")]
    MigrationChanged {
        /// Its number.
        version: i64,
        /// Its name.
        name: String,
    },
    /// A migration failed; the database is as it was before that step.
    #[error("Bước nâng cấp {version} ({name}) không chạy được; cơ sở dữ liệu vẫn như trước bước này. Chi tiết ở nhật ký.")]
    MigrationFailed {
        /// Its number.
        version: i64,
        /// Its name.
        name: String,
    },
    /// The database stopped answering while it was being opened.
    #[error("Cơ sở dữ liệu không trả lời khi đang khởi động. Chi tiết ở nhật ký.")]
    Silent,
}
