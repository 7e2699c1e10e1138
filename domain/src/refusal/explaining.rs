//! Why nothing can be said, or judged, of why a record was late.

use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::{days::Timestamp, vietnamese};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LatenessRefusal {
    /// To judge is the leadership's.
    NotYours,
    /// To say why is for those whose record it is.
    NotYoursToExplain,
    /// To remind is for those who lead whoever owes it.
    NotYoursToRemind,
    /// It is not overdue, or not any more.
    NothingToRemind,
    /// Nobody judges why they were late themselves.
    OwnLateness,
    /// It is not late, or not any more.
    NotLate,
    /// Only what has come is judged.
    NotHandedIn,
    /// Somebody has judged it already.
    Judged { at: Timestamp },
    /// So many sentences are there.
    Full { most: usize },
    /// The form said neither.
    NoFinding,
}

impl From<LatenessRefusal> for Refusal {
    fn from(refusal: LatenessRefusal) -> Self {
        Self::Lateness(refusal)
    }
}

impl LatenessRefusal {
    /// What is true, and what to do next.
    pub fn words(&self) -> (String, String) {
        let (fact, advice) = match self {
            Self::NotYours => (
                "Xem lý do nộp muộn là việc của hiệu trưởng và phó hiệu trưởng".to_owned(),
                "Chưa có gì thay đổi. Ai phụ trách hồ sơ thì ghi lý do ở trang của hồ sơ, ban giám hiệu xem ở đó.",
            ),
            Self::NotYoursToExplain => (
                "Hồ sơ này do người khác phụ trách".to_owned(),
                "Chưa có gì thay đổi. Nhắc người phụ trách tự ghi lý do ở trang của hồ sơ.",
            ),
            Self::NotYoursToRemind => (
                "Nhắc nộp hồ sơ này là việc của tổ trưởng, tổ phó và ban giám hiệu".to_owned(),
                "Chưa có gì thay đổi. Hồ sơ của mình thì nộp ở Việc của tôi.",
            ),
            Self::NothingToRemind => {
                ("Hồ sơ này không còn quá hạn".to_owned(), "Không cần nhắc nữa; tải lại trang để thấy tình trạng mới.")
            }
            Self::OwnLateness => (
                "Hồ sơ của mình nộp muộn thì người khác xem lý do".to_owned(),
                "Chưa có gì thay đổi. Nhờ hiệu trưởng hoặc phó hiệu trưởng khác xem.",
            ),
            Self::NotLate => {
                ("Hồ sơ này không muộn".to_owned(), "Không cần ghi hay xem lý do; tải lại trang để thấy tình trạng mới.")
            }
            Self::NotHandedIn => (
                "Hồ sơ này chưa nộp".to_owned(),
                "Nộp rồi mới xem lý do nộp muộn. Cần thêm thời gian thì gia hạn, không phải nộp nữa thì miễn.",
            ),
            Self::Judged { at } => (
                format!("Lý do nộp muộn của hồ sơ này đã được xem lúc {}", vietnamese::moment(*at)),
                "Chưa có gì thay đổi. Kết quả có ở trang của hồ sơ; cần nói thêm thì gặp ban giám hiệu.",
            ),
            Self::Full { most } => {
                (format!("Hồ sơ này đã có {most} lời ghi lý do"), "Chưa có gì thay đổi. Cần nói thêm thì gặp ban giám hiệu.")
            }
            Self::NoFinding => {
                ("Chưa chọn có hay không có lý do chính đáng".to_owned(), "Chưa có gì thay đổi. Bấm một trong hai nút.")
            }
        };
        (fact, advice.to_owned())
    }
}
