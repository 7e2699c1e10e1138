//! Why nothing is handed over.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::DelegationRefusal;
use crate::{days::Timestamp, refusal::Refusal, vietnamese};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HandoverRefusal {
    /// To confirm a handover is the leadership's.
    NotYours,
    /// Nobody confirms their own.
    Own,
    /// Nobody takes over from themselves.
    ToOneself,
    /// Whoever takes over cannot sign in.
    Suspended { who: String },
    /// Whoever takes over holds nothing on that day.
    HasLeft { who: String, day: NaiveDate },
    /// Whoever takes over may not do such work.
    MayNot { who: String, what: String },
    /// Posts of the leadership go by a decision.
    Leadership,
    /// So do those of the management team (Điều 3a).
    Team,
    /// What would follow is no longer what was on the screen.
    LookedAtAnother,
    /// Only whoever gives or takes signs.
    NotASide,
    /// It was signed already.
    Signed { at: Timestamp },
}

impl From<HandoverRefusal> for Refusal {
    fn from(refusal: HandoverRefusal) -> Self {
        DelegationRefusal::Handover(refusal).into()
    }
}

impl HandoverRefusal {
    /// What is true, and what to do next.
    pub(super) fn words(&self) -> (String, String) {
        let (fact, advice) = match self {
            Self::NotYours => (
                "Xác nhận bàn giao là việc của hiệu trưởng và phó hiệu trưởng".to_owned(),
                "Chưa có gì thay đổi. Cần bàn giao thì báo ban giám hiệu.",
            ),
            Self::Own => (
                "Không ai tự xác nhận bàn giao của chính mình".to_owned(),
                "Chưa có gì thay đổi. Nhờ người khác trong ban giám hiệu xác nhận.",
            ),
            Self::ToOneself => {
                ("Người nhận phải khác người bàn giao".to_owned(), "Chưa có gì thay đổi. Chọn người khác rồi xem trước lại.")
            }
            Self::Suspended { who } => (
                format!("Tài khoản của {who} đang tạm khóa"),
                "Chưa có gì thay đổi. Chọn người khác, hoặc mở lại tài khoản ở trang của người ấy.",
            ),
            Self::HasLeft { who, day } => (
                format!("Từ ngày {} {who} không giữ chức vụ nào ở trường", vietnamese::date(*day)),
                "Chưa có gì thay đổi. Chọn người đang làm việc.",
            ),
            Self::MayNot { who, what } => (
                format!("Việc của {what} không giao được cho {who}"),
                "Chưa có gì thay đổi. Lớp thì giao cho người ở tổ có lớp; bộ phận, tổ trưởng, tổ phó thì giao cho người cùng tổ.",
            ),
            Self::Leadership => (
                "Chức vụ trong ban giám hiệu không bàn giao ở đây".to_owned(),
                "Chưa có gì thay đổi. Ghi người mới theo quyết định ở trang Cán bộ.",
            ),
            Self::Team => (
                "Thành viên tổ quản lý phần mềm có tên trong quyết định, không bàn giao ở đây".to_owned(),
                "Chưa có gì thay đổi. Ghi người mới ở trang Quyết định.",
            ),
            Self::LookedAtAnother => {
                ("Việc bàn giao đã khác với lúc xem trước".to_owned(), "Chưa có gì thay đổi. Xem trước lại dưới đây rồi xác nhận.")
            }
            Self::NotASide => (
                "Chỉ người bàn giao và người nhận ký biên bản này".to_owned(),
                "Chưa có gì thay đổi. Người ký tự đăng nhập bằng tài khoản của mình.",
            ),
            Self::Signed { at } => (format!("Đã ký lúc {}", vietnamese::moment(*at)), "Chữ ký đã ghi giữ nguyên."),
        };
        (fact, advice.to_owned())
    }
}
