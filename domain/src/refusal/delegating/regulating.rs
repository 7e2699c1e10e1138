//! Why no version of the regulation is published, and why nobody promises to keep one so.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::DelegationRefusal;
use crate::{days::Timestamp, refusal::Refusal, vietnamese};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RegulationRefusal {
    /// To amend the regulation is the principal's (Điều 11).
    NotThePrincipal,
    /// Whoever holds no position is not bound by it.
    NotStaff,
    /// Who has promised is told to leadership and management team.
    ListNotYours,
    /// Another version has been published since the form was opened.
    NewerVersion { number: u32 },
    /// A later version counts by now.
    Replaced { number: u32 },
    /// The day of the version has not come.
    NotInForceYet { from: NaiveDate },
    /// Somebody has reminded them today.
    RemindedToday { at: Timestamp },
    /// Everybody has promised.
    NobodyLeft,
}

impl From<RegulationRefusal> for Refusal {
    fn from(refusal: RegulationRefusal) -> Self {
        DelegationRefusal::Regulation(refusal).into()
    }
}

impl RegulationRefusal {
    /// Whether it is somebody else's to do; else it is so for everybody, as things stand.
    pub const fn is_not_theirs(&self) -> bool {
        match self {
            Self::NotThePrincipal | Self::NotStaff | Self::ListNotYours => true,
            Self::NewerVersion { .. }
            | Self::Replaced { .. }
            | Self::NotInForceYet { .. }
            | Self::RemindedToday { .. }
            | Self::NobodyLeft => false,
        }
    }

    /// What is true, and what to do next.
    pub(super) fn words(&self) -> (String, String) {
        let (fact, advice) = match self {
            Self::NotThePrincipal => (
                "Ban hành, sửa đổi quy chế là việc của hiệu trưởng (Điều 11)".to_owned(),
                "Chưa có gì thay đổi. Cần sửa điều nào thì đề nghị hiệu trưởng.",
            ),
            Self::NotStaff => (
                "Người cam kết là người đang giữ một chức vụ trong trường".to_owned(),
                "Chưa có gì thay đổi. Đang làm việc mà thấy lời này thì báo tổ quản lý phần mềm.",
            ),
            Self::ListNotYours => (
                "Danh sách cam kết dành cho ban giám hiệu và tổ quản lý phần mềm".to_owned(),
                "Mình đã cam kết hay chưa xem ở trang Quy chế.",
            ),
            Self::NewerVersion { number } => (
                format!("Bản {number} vừa được ban hành ở một trang khác"),
                "Chưa ban hành thêm gì. Điều vừa gõ vẫn còn dưới đây: so với bản mới rồi gửi lại nếu vẫn cần.",
            ),
            Self::Replaced { number } => (
                format!("Bản này đã được thay bằng bản {number}"),
                "Chưa ghi gì. Đọc bản đang thi hành dưới đây rồi cam kết với bản ấy.",
            ),
            Self::NotInForceYet { from } => (
                format!("Bản này thi hành từ ngày {}", vietnamese::date(*from)),
                "Chưa ghi gì. Đọc trước thì được; đến ngày đó mới cam kết.",
            ),
            Self::RemindedToday { at } => {
                (format!("Hôm nay đã nhắc lúc {}", vietnamese::moment(*at)), "Mỗi ngày nhắc một lần là đủ. Cần gấp thì gọi điện.")
            }
            Self::NobodyLeft => {
                ("Mọi người đã cam kết, không còn ai để nhắc".to_owned(), "Không phải làm gì thêm. In danh sách nếu cần lưu.")
            }
        };
        (fact, advice.to_owned())
    }
}
