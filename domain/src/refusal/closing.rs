//! Why the school is not declared shut.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::{days::Timestamp, vietnamese};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClosureRefusal {
    /// To declare a closure and to take one back is the leadership's.
    NotYours,
    /// Somebody has taken it back already.
    TakenBack { at: Timestamp },
    /// Its last day has come: to take it back would open nothing.
    Over { last: NaiveDate },
    /// What was looked at is not what would follow now.
    LookedAtAnother,
}

impl From<ClosureRefusal> for Refusal {
    fn from(refusal: ClosureRefusal) -> Self {
        Self::Closure(refusal)
    }
}

impl ClosureRefusal {
    /// What is true, and what to do next.
    pub fn words(&self) -> (String, String) {
        match self {
            Self::NotYours => (
                "Báo nghỉ đột xuất là việc của hiệu trưởng và phó hiệu trưởng".to_owned(),
                "Chưa có gì thay đổi. Lớp phải nghỉ thì gọi ban giám hiệu: báo xong là hạn nộp tự dời, không ai bị tính muộn."
                    .to_owned(),
            ),
            Self::TakenBack { at } => (
                format!("Lần nghỉ này đã được rút lúc {}", vietnamese::moment(*at)),
                "Không phải làm gì thêm. Vẫn nghỉ thì báo nghỉ lần nữa.".to_owned(),
            ),
            Self::Over { last } => (
                format!("Ngày nghỉ cuối {} đã đến, rút cũng không mở lại ngày nào", vietnamese::weekday_and_date(*last)),
                "Ngày đã đến vẫn tính là nghỉ, không ai thành muộn. Trường vẫn làm việc thì nhắn mọi người; không phải rút."
                    .to_owned(),
            ),
            Self::LookedAtAnother => (
                "Lần nghỉ này nay không còn như lúc xem".to_owned(),
                "Chưa có gì thay đổi. Xem lại hạn nào dời, rồi xác nhận.".to_owned(),
            ),
        }
    }
}
