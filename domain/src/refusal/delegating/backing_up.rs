//! Why no backup is made now, and why somebody does not read of backups.

use serde::{Deserialize, Serialize};

use super::DelegationRefusal;
use crate::{days::Timestamp, refusal::Refusal, vietnamese};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BackupRefusal {
    /// To read of backups is the management team's and the leadership's.
    NotYours,
    /// To make one is the management team's.
    NotYoursToMake,
    /// Whoever started the program named no place.
    NoPlace,
    /// No envelope could open it.
    NoKey,
    /// One is being made.
    UnderWay { since: Timestamp },
}

impl From<BackupRefusal> for Refusal {
    fn from(refusal: BackupRefusal) -> Self {
        DelegationRefusal::Backup(refusal).into()
    }
}

impl BackupRefusal {
    /// What is true, and what to do next.
    pub(super) fn words(&self) -> (String, String) {
        let (fact, advice) = match self {
            Self::NotYours => (
                "Trang Sao lưu do tổ quản lý phần mềm và ban giám hiệu xem (Điều 5b)".to_owned(),
                "Hồ sơ của mình thì giữ thêm một bản trên máy riêng, như Quy chế yêu cầu.",
            ),
            Self::NotYoursToMake => (
                "Sao lưu là việc của tổ quản lý phần mềm (Điều 5b)".to_owned(),
                "Chưa có gì thay đổi. Cần sao lưu ngay thì nhắn tổ quản lý phần mềm.",
            ),
            Self::NoPlace => (
                "Máy chủ chưa được đặt nơi sao lưu".to_owned(),
                "Chưa sao lưu gì. Nhờ người giữ máy chủ chạy chương trình với --backup-to.",
            ),
            Self::NoKey => (
                "Trường chưa có khóa khôi phục".to_owned(),
                "Chưa sao lưu gì. Nhờ người giữ máy chủ chạy hoso recovery-key, in khóa và cất vào phong bì.",
            ),
            Self::UnderWay { since } => (
                format!("Đang sao lưu, bắt đầu lúc {}", vietnamese::moment(*since)),
                "Không cần làm gì thêm. Xem lại trang này sau vài phút.",
            ),
        };
        (fact, advice.to_owned())
    }
}
