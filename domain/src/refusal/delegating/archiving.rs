//! Why something does not go into the archive, why nothing is done about what lies there, and why nothing is written about it.

use serde::{Deserialize, Serialize};

use super::DelegationRefusal;
use crate::{days::Timestamp, refusal::Refusal, vietnamese};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ArchiveRefusal {
    /// To read of the archive is the leadership's and the management team's.
    NotYours,
    /// To organise it is the leadership's.
    NotYoursToDo,
    /// The principal alone decides that something comes out again.
    IsThePrincipals,
    /// The record lies in a package: nothing is written about it.
    Archived { package: u32, at: Timestamp },
    /// Of what was chosen, nothing can go in.
    NothingReady,
    /// So many records of what was chosen are ready but for their files, which are not what was handed in; all others are not ready.
    AllDamaged { records: u32 },
    /// It does not lie in the archive, or not any more.
    NotArchived,
    /// Somebody has settled how long it is kept since the form was shown.
    SetMeanwhile,
    /// It has been lifted.
    Lifted { at: Timestamp },
    /// All of the school is the principal's to take away.
    NotYoursToExport,
    /// One is being made.
    ExportUnderWay { since: Timestamp },
    /// The one that was made is no longer offered, or not to this person.
    ExportGone,
}

impl From<ArchiveRefusal> for Refusal {
    fn from(refusal: ArchiveRefusal) -> Self {
        DelegationRefusal::Archive(refusal).into()
    }
}

impl ArchiveRefusal {
    /// What is true, and what to do next.
    pub(super) fn words(&self) -> (String, String) {
        let (fact, advice) = match self {
            Self::NotYours => (
                "Trang Lưu trữ do ban giám hiệu và tổ quản lý phần mềm xem".to_owned(),
                "Hồ sơ của mình thì xem ở trang hồ sơ; bản giữ riêng thì tải ở trang Bản lưu cá nhân.",
            ),
            Self::NotYoursToDo => (
                "Tổ chức lưu trữ hồ sơ là việc của hiệu trưởng và phó hiệu trưởng (Điều 3e, 4e)".to_owned(),
                "Chưa có gì thay đổi. Việc này cần làm thì nhắn ban giám hiệu.",
            ),
            Self::IsThePrincipals => (
                "Chỉ hiệu trưởng quyết định lấy hồ sơ ra khỏi lưu trữ".to_owned(),
                "Chưa có gì thay đổi. Nhờ hiệu trưởng xem xét, nêu rõ cần sửa gì.",
            ),
            Self::Archived { package, at } => (
                format!("Hồ sơ này đã đưa vào lưu trữ, gói số {package}, từ {}", vietnamese::moment(*at)),
                "Chưa có gì thay đổi. Hồ sơ vẫn mở xem được; cần sửa thì nhờ hiệu trưởng lấy ra khỏi lưu trữ trước.",
            ),
            Self::NothingReady => (
                "Trong phần vừa chọn không có hồ sơ nào sẵn sàng đưa vào lưu trữ".to_owned(),
                "Chưa có gì thay đổi. Xem danh sách chưa sẵn sàng để biết từng hồ sơ còn thiếu gì.",
            ),
            Self::AllDamaged { records } => (
                format!("Cả {records} hồ sơ sẵn sàng đều có tệp trong kho không còn khớp với tệp đã nộp"),
                "Chưa có gì thay đổi. Báo tổ quản lý phần mềm khôi phục tệp từ bản sao lưu rồi làm lại.",
            ),
            Self::NotArchived => (
                "Hồ sơ này không nằm trong lưu trữ, hoặc đã được lấy ra".to_owned(),
                "Không cần làm gì thêm. Xem lại trang của gói.",
            ),
            Self::SetMeanwhile => (
                "Vừa có người đặt lại thời hạn lưu của loại hồ sơ này".to_owned(),
                "Chưa lưu gì, chữ đã gõ còn đây. Xem thời hạn mới, vẫn cần đổi thì gửi lại.",
            ),
            Self::NotYoursToExport => (
                "Chỉ hiệu trưởng, hoặc người được ủy quyền thay hiệu trưởng, xuất hồ sơ của cả trường".to_owned(),
                "Hồ sơ của mình thì tải ở trang Bản lưu cá nhân. Cần cả trường thì nhờ hiệu trưởng, nêu rõ để làm gì.",
            ),
            Self::ExportUnderWay { since } => (
                format!("Đang lập một bản xuất toàn trường, từ {}", vietnamese::moment(*since)),
                "Chưa có gì thay đổi, chữ đã gõ còn đây. Đợi bản ấy xong, xem lại trang này.",
            ),
            Self::ExportGone => (
                "Bản xuất này không còn để tải: đã hết giờ, máy chủ vừa khởi động lại, hoặc do người khác lập".to_owned(),
                "Chưa tải gì. Cần thì lập một bản mới ở trang này.",
            ),
            Self::Lifted { at } => (
                format!("Lệnh giữ lại này đã thôi từ {}", vietnamese::moment(*at)),
                "Không cần làm gì thêm. Cần giữ tiếp thì ghi một lệnh giữ lại mới.",
            ),
        };
        (fact, advice.to_owned())
    }
}
