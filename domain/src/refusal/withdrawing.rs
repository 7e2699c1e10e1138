//! Why a hand-in is not taken back.

use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::{days::Timestamp, vietnamese};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WithdrawalRefusal {
    /// Only its author takes a hand-in back.
    NotYours,
    /// A later version counts: that one can be taken back first.
    NotTheLast { version: u32 },
    /// Somebody has decided about it.
    Decided { at: Timestamp },
    /// Somebody who reviews it has opened it.
    Opened { at: Timestamp },
    /// Nobody has to look at it, so it can be taken back for ten minutes only.
    TooLate { handed_in_at: Timestamp },
}

impl From<WithdrawalRefusal> for Refusal {
    fn from(refusal: WithdrawalRefusal) -> Self {
        Self::Withdrawal(refusal)
    }
}

impl WithdrawalRefusal {
    /// What is true, and what to do next.
    pub fn words(&self) -> (String, String) {
        let anew = "Hồ sơ vẫn như cũ. Cần sửa thì nộp phiên bản mới; phiên bản cũ được giữ bên cạnh.".to_owned();
        match self {
            Self::NotYours => (
                "Chỉ người đã nộp mới rút lại được hồ sơ".to_owned(),
                "Chưa có gì thay đổi. Cần rút thì nhắn người đã nộp.".to_owned(),
            ),
            Self::NotTheLast { version } => (
                format!("Đã có phiên bản {version} nộp sau phiên bản này"),
                "Chưa có gì thay đổi. Trang của hồ sơ ghi phiên bản nào đang có hiệu lực.".to_owned(),
            ),
            Self::Decided { at } => {
                (format!("Phiên bản này đã có người quyết định lúc {}, nên không rút lại được", vietnamese::moment(*at)), anew)
            }
            Self::Opened { at } => {
                (format!("Người duyệt đã mở xem phiên bản này lúc {}, nên không rút lại được", vietnamese::moment(*at)), anew)
            }
            Self::TooLate { handed_in_at } => (
                format!("Hồ sơ nộp lúc {} không chờ ai duyệt, chỉ rút lại được trong 10 phút", vietnamese::moment(*handed_in_at)),
                anew,
            ),
        }
    }
}
