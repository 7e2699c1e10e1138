//! Why no year-end book is shown or bound.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::DelegationRefusal;
use crate::{refusal::Refusal, vietnamese};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum YearBookRefusal {
    /// The book of a class is for those who taught it, its head, and the leadership.
    NotYours { class: String },
    /// The year still runs for the class, until this day.
    StillRunning { until: NaiveDate },
    /// Nothing has changed since the book of this number.
    Unchanged { number: u32 },
    /// Records that stand in the book of this number were fenced off since it was bound, and not all of them open to whoever asks.
    FencedSince { number: u32 },
}

impl From<YearBookRefusal> for Refusal {
    fn from(refusal: YearBookRefusal) -> Self {
        DelegationRefusal::YearBook(refusal).into()
    }
}

impl YearBookRefusal {
    /// It is somebody else's to read, whatever the state.
    pub const fn is_not_theirs(&self) -> bool {
        match self {
            Self::NotYours { .. } | Self::FencedSince { .. } => true,
            Self::StillRunning { .. } | Self::Unchanged { .. } => false,
        }
    }

    /// What is true, and what to do next.
    pub(super) fn words(&self) -> (String, String) {
        match self {
            Self::NotYours { class } => (
                format!("Sổ cuối năm của {class} do giáo viên của lớp trong năm học ấy, tổ trưởng, tổ phó và ban giám hiệu xem"),
                "Cần xem thì nhờ tổ trưởng hoặc ban giám hiệu.".to_owned(),
            ),
            Self::StillRunning { until } => (
                format!("Năm học của lớp còn đến hết ngày {}", vietnamese::date(*until)),
                "Chưa lập sổ nào. Bản ghi đến hôm nay vẫn xem và in được; sau ngày ấy thì lập sổ cuối năm.".to_owned(),
            ),
            Self::Unchanged { number } => (
                format!("Từ sổ cuối năm bản {number} đến nay, hồ sơ của lớp không có gì thay đổi"),
                format!("Không lập thêm bản mới. Mở bản {number} để in hoặc tải về."),
            ),
            Self::FencedSince { number } => (
                format!("Sổ cuối năm bản {number} có hồ sơ nay thuộc loại hạn chế người xem"),
                "Sổ này nay chỉ người được xem các hồ sơ ấy mở được. Xem sổ như lúc này ở trang của lớp, hoặc nhờ ban giám hiệu lập \
                 bản mới."
                    .to_owned(),
            ),
        }
    }
}
