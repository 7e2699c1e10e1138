//! Why a record gets no more time.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::{days::Timestamp, vietnamese};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExtensionRefusal {
    /// To decide about more time is the leadership's.
    NotYours,
    /// To ask is for whoever hands the record in.
    NotYoursToAsk,
    /// Nobody decides about what they asked for, or owe by name, themselves.
    OwnRecord,
    /// Somebody has asked for the same record already, and nobody has answered yet.
    Waits {
        at: Timestamp,
    },
    /// Somebody has answered already, or whoever asked needs it no longer.
    Answered {
        at: Timestamp,
    },
    /// What was handed in has been judged.
    HandedIn {
        at: Timestamp,
    },
    /// It has no due day.
    NeverLate,
    /// The day is not after the due day.
    NotLater {
        due: NaiveDate,
    },
    /// The day has passed.
    DayIsOver {
        day: NaiveDate,
    },
    /// The school year is over by then.
    AfterTheYear {
        last: NaiveDate,
    },
    /// Nobody is there on that day to hand it in.
    NobodyLeft {
        day: NaiveDate,
    },
    /// Of many records, none can be changed.
    NothingToChange,
    /// Something else was on the screen: the form was changed, or what it is about.
    LookedAtAnother,
    TakenBack {
        at: Timestamp,
    },
    /// Every due day that was left behind has come: taken back, somebody would be late at once.
    Stands,
}

impl From<ExtensionRefusal> for Refusal {
    fn from(refusal: ExtensionRefusal) -> Self {
        Self::Extension(refusal)
    }
}

impl ExtensionRefusal {
    /// What is true, and what to do next.
    pub fn words(&self) -> (String, String) {
        let (fact, advice) = match self {
            Self::NotYours => (
                "Gia hạn là việc của hiệu trưởng và phó hiệu trưởng".to_owned(),
                "Chưa có gì thay đổi. Ai phụ trách hồ sơ thì xin gia hạn ở trang của hồ sơ, ban giám hiệu trả lời ở đó.",
            ),
            Self::NotYoursToAsk => (
                "Hồ sơ này do người khác phụ trách".to_owned(),
                "Chưa có gì thay đổi. Nhắc người phụ trách tự xin gia hạn ở Việc của tôi.",
            ),
            Self::OwnRecord => (
                "Hồ sơ của mình thì người khác quyết định".to_owned(),
                "Chưa có gì thay đổi. Nhờ hiệu trưởng hoặc phó hiệu trưởng khác xem.",
            ),
            Self::Waits { at } => (
                format!("Hồ sơ này đã được xin gia hạn lúc {}, đang chờ trả lời", vietnamese::moment(*at)),
                "Không phải xin lần nữa. Muốn xin ngày khác thì rút lần xin trước ở trang Gia hạn rồi xin lại.",
            ),
            Self::Answered { at } => (
                format!("Lần xin này đã xong lúc {}", vietnamese::moment(*at)),
                "Không phải làm gì thêm. Kết quả có ở trang Gia hạn.",
            ),
            Self::HandedIn { at } => (
                format!("Hồ sơ này đã nộp lúc {}", vietnamese::moment(*at)),
                "Đã nộp thì không cần gia hạn nữa; các phiên bản có ở trang hồ sơ.",
            ),
            Self::NeverLate => {
                ("Hồ sơ này không có hạn".to_owned(), "Nộp lúc nào cũng được, không bao giờ bị tính muộn, nên không cần gia hạn.")
            }
            Self::NotLater { due } => (
                format!("Hạn của hồ sơ này là {}", vietnamese::weekday_and_date(*due)),
                "Ngày gia hạn phải sau hạn đang có. Chọn một ngày muộn hơn.",
            ),
            Self::DayIsOver { day } => {
                (format!("Giờ nộp của ngày {} đã qua", vietnamese::date(*day)), "Chọn một ngày còn nộp kịp, từ hôm nay trở đi.")
            }
            Self::AfterTheYear { last } => (
                format!("Năm học kết thúc ngày {}", vietnamese::date(*last)),
                "Không gia hạn sang năm học sau được. Chọn một ngày sớm hơn.",
            ),
            Self::NobodyLeft { day } => (
                format!("Ngày {} không còn ai phụ trách hồ sơ này", vietnamese::date(*day)),
                "Chọn ngày sớm hơn, hoặc phân công người khác ở trang Cán bộ trước.",
            ),
            Self::NothingToChange => {
                ("Không hồ sơ nào trong phạm vi này thay đổi được".to_owned(), "Xem lý do bên dưới rồi chọn lại phạm vi hoặc ngày.")
            }
            Self::LookedAtAnother => {
                ("Các hồ sơ này nay không còn như lúc xem".to_owned(), "Chưa có gì thay đổi. Xem lại bên dưới, rồi xác nhận.")
            }
            Self::TakenBack { at } => (
                format!("Lần gia hạn này đã được rút lúc {}", vietnamese::moment(*at)),
                "Không phải làm gì thêm. Vẫn cần thì gia hạn lần nữa.",
            ),
            Self::Stands => (
                "Hạn cũ của mọi hồ sơ trong lần gia hạn này đã qua".to_owned(),
                "Rút bây giờ thì có người thành muộn ngay, nên lần gia hạn này giữ nguyên.",
            ),
        };
        (fact, advice.to_owned())
    }
}
