//! Why an answer about the machine's clock was not taken.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Refusal, Words};
use crate::{days::Timestamp, vietnamese};

/// Why somebody could not decide about the clock as they wished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClockRefusal {
    /// To decide which clock is right is the management team's and the leadership's.
    NotYours,
    /// Somebody else has decided.
    Decided { at: Timestamp },
    /// What was asked is no question any more: the clocks agree.
    AgreesAgain,
    /// A time before what has come for certain: it cannot be earlier than `earliest`.
    TooEarly { earliest: Timestamp, certain: Timestamp },
    /// A time too far ahead of every clock.
    TooFarAhead { latest: Timestamp, certain: Timestamp },
    /// Whoever handed in while the clock was doubted does not say which time that was.
    OwnHandIns,
    /// Nobody sets the clock to a day on which they could not decide about it.
    BesideOffice { day: NaiveDate },
    /// The question is open, or was asked anew already.
    AskedAlready,
    /// What the leadership decided only the leadership takes up again.
    DecidedByLeadership,
    /// The clocks agree, and what was decided has stood for a week.
    DecisionStands { at: Timestamp },
}

impl From<ClockRefusal> for Refusal {
    fn from(refusal: ClockRefusal) -> Self {
        Self::Clock(refusal)
    }
}

impl ClockRefusal {
    /// Whether the time that was typed is what is wrong.
    pub const fn is_of_the_time(&self) -> bool {
        match self {
            Self::TooEarly { .. } | Self::TooFarAhead { .. } | Self::BesideOffice { .. } => true,
            Self::NotYours
            | Self::Decided { .. }
            | Self::AgreesAgain
            | Self::OwnHandIns
            | Self::AskedAlready
            | Self::DecidedByLeadership
            | Self::DecisionStands { .. } => false,
        }
    }

    /// What is told.
    pub fn words(&self) -> Words {
        let (fact, advice) = match self {
            Self::NotYours => (
                "Xác nhận giờ máy chủ là việc của tổ quản lý phần mềm và ban giám hiệu".to_owned(),
                "Chưa có gì thay đổi. Thấy giờ sai thì nhắn tổ quản lý phần mềm.".to_owned(),
            ),
            Self::Decided { at } => {
                (format!("Giờ máy chủ đã có người xác nhận lúc {}", vietnamese::moment(*at)), "Không cần làm gì thêm.".to_owned())
            }
            Self::AgreesAgain => (
                "Đồng hồ của máy đã khớp lại, nên chưa ghi gì".to_owned(),
                "Xem lại trang này rồi chọn một trong hai nút.".to_owned(),
            ),
            Self::TooEarly { earliest, certain } => {
                (format!("Bây giờ không thể sớm hơn {}", vietnamese::moment(*earliest)), look_at_the_year(*certain))
            }
            Self::TooFarAhead { latest, certain } => {
                (format!("Giờ này xa quá, muộn nhất ghi được {}", vietnamese::moment(*latest)), look_at_the_year(*certain))
            }
            Self::OwnHandIns => (
                "Người đã nộp hồ sơ trong lúc này không tự chỉnh lại giờ".to_owned(),
                "Nhờ người khác trong tổ quản lý phần mềm hoặc ban giám hiệu chỉnh. Giờ đang hiện mà đúng thì vẫn xác nhận được."
                    .to_owned(),
            ),
            Self::BesideOffice { day } => (
                format!("Vào ngày {} tài khoản đang dùng không giữ việc xác nhận giờ", vietnamese::date(*day)),
                "Chỉnh như vậy thì có thể không còn ai sửa lại được. Xem lại ngày và nhất là năm; điều đã gõ vẫn còn nguyên."
                    .to_owned(),
            ),
            Self::AskedAlready => {
                ("Giờ máy chủ đang chờ xác nhận".to_owned(), "Trả lời ngay ở trang này, không phải hỏi lại.".to_owned())
            }
            Self::DecidedByLeadership => (
                "Giờ máy chủ do ban giám hiệu quyết định".to_owned(),
                "Thấy giờ vẫn chưa đúng thì nhắn hiệu trưởng hoặc phó hiệu trưởng hỏi lại ở trang này.".to_owned(),
            ),
            Self::DecisionStands { at } => (
                format!("Giờ máy chủ đã xác nhận lúc {}, và đồng hồ của máy đang khớp", vietnamese::moment(*at)),
                "Quá 7 ngày thì không hỏi lại nữa. Thấy giờ sai thì nhờ người giữ máy chủ chỉnh đồng hồ của máy; lúc đó phần \
                 mềm sẽ hỏi ở đây."
                    .to_owned(),
            ),
        };
        Words { fact, advice }
    }
}

fn look_at_the_year(certain: Timestamp) -> String {
    let certain = vietnamese::moment(certain);
    format!("Lúc gần nhất chắc chắn đúng giờ là {certain}. Xem lại ngày, giờ và nhất là năm; điều đã gõ vẫn còn nguyên.")
}
