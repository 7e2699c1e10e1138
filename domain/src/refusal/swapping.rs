//! Why a week is not swapped, and why an offer of it has lapsed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::{
    days::Timestamp,
    vietnamese::{self, capitalised, with_small_beginning},
};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SwapRefusal {
    /// To offer a week is for whoever's turn it is.
    NotYourTurn,
    /// To answer is for whoever was asked.
    NotYoursToAnswer,
    /// To take an offer back is for whoever made it.
    NotYoursToTakeBack,
    /// The same week is offered to somebody already, who has not answered yet.
    Waits {
        to: String,
        at: Timestamp,
    },
    /// It was answered, or taken back, already.
    Answered {
        at: Timestamp,
    },
    /// By the roster the week is not this teacher's, or not any more.
    NotTheirTurn {
        week: u8,
        who: String,
    },
    /// Nothing of that week is to be handed in.
    NothingOwed {
        week: u8,
    },
    /// What was handed in keeps its writer.
    HandedIn {
        title: String,
        at: Timestamp,
    },
    /// Its day has come: whoever took it now might be late by it.
    Due {
        title: String,
        due: NaiveDate,
    },
    WeekOver {
        week: u8,
    },
    /// One of the two does not teach the class then: they have left it or the school, or come later.
    NotTeaching {
        who: String,
        class: String,
        day: NaiveDate,
    },
    /// One of the two is away then; who covers, if anybody does.
    Away {
        who: String,
        cover: Option<String>,
        day: NaiveDate,
    },
    /// Nobody swaps with themselves.
    WithOneself,
    /// Nobody else teaches the class then.
    NobodyElse,
    /// Whoever is asked cannot sign in to answer.
    Suspended {
        who: String,
    },
    /// An order shuts the records of whoever would take the week.
    TakerShut {
        who: String,
        /// "Lệnh khóa số 07", with the decision where it has a number.
        order: String,
    },
}

impl From<SwapRefusal> for Refusal {
    fn from(refusal: SwapRefusal) -> Self {
        Self::Swap(refusal)
    }
}

impl SwapRefusal {
    /// What is true, and what to do next.
    pub fn words(&self) -> (String, String) {
        let (fact, advice) = match self {
            Self::NotYourTurn => (
                "Tuần này không phải lượt của mình".to_owned(),
                "Chưa có gì thay đổi. Người có lượt thì tự đề nghị đổi, ở hồ sơ của tuần ấy trong Việc của tôi.",
            ),
            Self::NotYoursToAnswer => (
                "Người được mời đổi lượt mới trả lời được".to_owned(),
                "Chưa có gì thay đổi. Nhắc người ấy tự trả lời ở trang Đổi lượt.",
            ),
            Self::NotYoursToTakeBack => {
                ("Người đã đề nghị đổi lượt mới rút lại được".to_owned(), "Chưa có gì thay đổi. Không muốn đổi thì chọn Không đổi.")
            }
            Self::Waits { to, at } => (
                format!("Tuần này đã đề nghị đổi với {to} lúc {}, đang chờ trả lời", vietnamese::moment(*at)),
                "Chưa gửi thêm. Muốn đổi với người khác thì rút lời đề nghị trước ở trang Đổi lượt.",
            ),
            Self::Answered { at } => (
                format!("Lời đề nghị này đã có câu trả lời hoặc đã rút lúc {}", vietnamese::moment(*at)),
                "Không phải làm gì thêm. Xem ai nộp tuần nào ở Việc của tôi.",
            ),
            Self::NotTheirTurn { week, who } => (
                format!("Tuần {week} không phải lượt của {who}, hoặc lượt vừa được chia lại"),
                "Chưa có gì thay đổi. Tải lại trang để thấy lượt mới, rồi đề nghị lại nếu vẫn cần.",
            ),
            Self::NothingOwed { week } => {
                (format!("Tuần {week} lớp không phải nộp hồ sơ nào"), "Chưa có gì thay đổi. Không phải nộp thì không cần đổi lượt.")
            }
            Self::HandedIn { title, at } => (
                format!("{title} đã nộp lúc {}", vietnamese::moment(*at)),
                "Lượt giữ nguyên, vì tuần ấy đã có hồ sơ nộp. Chọn tuần khác.",
            ),
            Self::Due { title, due } => (
                format!("{title} đã đến hạn, {}", vietnamese::weekday_and_date(*due)),
                "Lượt giữ nguyên, để không ai bị tính muộn thay người khác. Nhờ đồng nghiệp nộp giúp, hoặc xin gia hạn.",
            ),
            Self::WeekOver { week } => (format!("Tuần {week} đã qua"), "Lượt giữ nguyên. Chọn tuần khác."),
            Self::NotTeaching { who, class, day } => (
                format!("{} không dạy {class} vào {}", capitalised(who), vietnamese::weekday_and_date(*day)),
                "Lượt giữ nguyên. Chọn người khác của lớp, hoặc nhờ ban giám hiệu chia lại lượt.",
            ),
            Self::Away { who, cover, day } => {
                let cover = cover.as_ref().map(|cover| format!(", {cover} dạy thay")).unwrap_or_default();
                (
                    format!("{} nghỉ vào {}{cover}", capitalised(who), vietnamese::weekday_and_date(*day)),
                    "Lượt giữ nguyên. Chọn tuần khác hoặc người khác.",
                )
            }
            Self::WithOneself => {
                ("Đổi lượt là đổi với người khác của lớp".to_owned(), "Chưa có gì thay đổi. Chọn người khác của lớp rồi gửi lại.")
            }
            Self::NobodyElse => (
                "Tuần này lớp không có giáo viên nào khác".to_owned(),
                "Lượt giữ nguyên. Cần thêm thời gian thì xin gia hạn ở Việc của tôi.",
            ),
            Self::Suspended { who } => (
                format!("Tài khoản của {who} đang tạm khóa, không trả lời được"),
                "Lượt giữ nguyên. Chọn người khác của lớp, hoặc nhờ ban giám hiệu chia lại lượt.",
            ),
            Self::TakerShut { who, order } => (
                format!("Hồ sơ của {who} đang khóa theo {}, nên không nhận thêm tuần", with_small_beginning(order)),
                "Lượt giữ nguyên. Chọn người khác của lớp, hoặc đợi đến khi mở khóa.",
            ),
        };
        (fact, advice.to_owned())
    }
}
