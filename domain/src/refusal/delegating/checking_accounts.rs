//! Why no check of the accounts is recorded, and why a finding is not mended so.

use serde::{Deserialize, Serialize};

use super::DelegationRefusal;
use crate::{days::Timestamp, refusal::Refusal, vietnamese};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SecurityCheckRefusal {
    /// To check the accounts is the leadership's.
    NotYours,
    /// Somebody else is to mend it.
    NotYoursToMend,
    /// Nobody says of their own account that it is mended.
    AboutYourself,
    /// By now other things are found than stood on the screen.
    LookedAtAnother,
    /// Somebody has said already that it is mended.
    MendedAlready { at: Timestamp },
    /// Nothing had to be done about it.
    NothingToMend,
}

impl From<SecurityCheckRefusal> for Refusal {
    fn from(refusal: SecurityCheckRefusal) -> Self {
        DelegationRefusal::SecurityCheck(refusal).into()
    }
}

impl SecurityCheckRefusal {
    /// What is true, and what to do next.
    pub(super) fn words(&self) -> (String, String) {
        let (fact, advice) = match self {
            Self::NotYours => (
                "Kiểm tra bảo mật tài khoản là việc của hiệu trưởng và phó hiệu trưởng (Điều 3b, 4a)".to_owned(),
                "Chưa có gì thay đổi. Thấy điều gì đáng ngờ thì báo ban giám hiệu.",
            ),
            Self::NotYoursToMend => (
                "Việc này giao cho người khác xử lý".to_owned(),
                "Chưa có gì thay đổi. Người được giao hoặc ban giám hiệu mới ghi kết quả.",
            ),
            Self::AboutYourself => (
                "Không ai tự ghi là đã xử lý xong tài khoản của chính mình".to_owned(),
                "Chưa có gì thay đổi. Nhờ người khác trong ban giám hiệu ghi.",
            ),
            Self::LookedAtAnother => (
                "Kết quả kiểm tra đã khác với lúc mở trang".to_owned(),
                "Chưa ghi gì. Danh sách dưới đây là bây giờ; xem lại rồi ghi.",
            ),
            Self::MendedAlready { at } => (
                format!("Việc này đã được ghi là xử lý xong lúc {}", vietnamese::moment(*at)),
                "Điều đã ghi giữ nguyên. Còn thấy như cũ thì lần kiểm tra sau sẽ nêu lại.",
            ),
            Self::NothingToMend => (
                "Lần kiểm tra ấy đã ghi là không cần xử lý".to_owned(),
                "Chưa có gì thay đổi. Cần xử lý thì ghi ở lần kiểm tra mới.",
            ),
        };
        (fact, advice.to_owned())
    }
}
