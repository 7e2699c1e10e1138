//! Why a record stands on no list of what is disposed of, why a list does not go on, and why a file that is gone does not open.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::DelegationRefusal;
use crate::{days::Timestamp, refusal::Refusal, vietnamese};

/// So many records are named in one sentence.
const MAX_NAMED: usize = 5;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DisposalRefusal {
    /// The principal decides, so somebody else draws up the list and enters the minutes.
    PrincipalDecides,
    /// The principal alone decides.
    IsThePrincipals,
    /// Whoever drew up the list or entered the minutes does not decide.
    OwnList,
    /// Whoever sat on the council does not decide about what it says.
    OwnCouncil,
    /// Whoever drew up the list, or decided, does not execute it.
    OtherExecutes,
    /// Before the decision those who draw up lists take one back; after it the principal does.
    NotYoursToTakeBack,
    /// These must be kept: "Giáo án tuần 3 · Lớp 4A: giữ đến 31/05/2032".
    Kept { records: Vec<String> },
    /// A record stands on another list already.
    Listed { title: String, number: u32 },
    /// The council keeps all of it.
    NothingToDispose,
    /// Somebody was faster; how it stands now.
    Moved { now: String },
    /// The time in which it can be taken back is not over.
    TooEarly { until: Timestamp },
    /// The files are gone.
    Disposed { minutes: String, on: NaiveDate, at: Timestamp },
}

impl From<DisposalRefusal> for Refusal {
    fn from(refusal: DisposalRefusal) -> Self {
        DelegationRefusal::Disposal(refusal).into()
    }
}

impl DisposalRefusal {
    /// Whether it is somebody else's to do.
    pub const fn is_not_theirs(&self) -> bool {
        match self {
            Self::PrincipalDecides
            | Self::IsThePrincipals
            | Self::OwnList
            | Self::OwnCouncil
            | Self::OtherExecutes
            | Self::NotYoursToTakeBack => true,
            Self::Kept { .. } | Self::Listed { .. } | Self::NothingToDispose | Self::Moved { .. } => false,
            Self::TooEarly { .. } | Self::Disposed { .. } => false,
        }
    }

    /// What is true, and what to do next.
    pub(super) fn words(&self) -> (String, String) {
        let (fact, advice) = match self {
            Self::PrincipalDecides => (
                "Hiệu trưởng quyết định việc tiêu hủy nên không tự lập danh mục hay ghi biên bản".to_owned(),
                "Chưa có gì thay đổi. Giao phó hiệu trưởng hoặc tổ quản lý phần mềm lập danh mục.",
            ),
            Self::IsThePrincipals => (
                "Chỉ hiệu trưởng quyết định tiêu hủy tài liệu".to_owned(),
                "Chưa có gì thay đổi. Nhắn hiệu trưởng mở trang này để quyết định.",
            ),
            Self::OwnList => (
                "Người lập danh mục hoặc ghi biên bản không tự quyết định tiêu hủy".to_owned(),
                "Chưa có gì thay đổi. Rút danh mục này và nhờ người khác lập lại, hoặc để hiệu trưởng quyết định.",
            ),
            Self::OwnCouncil => (
                "Người ngồi trong hội đồng không tự quyết định theo biên bản của hội đồng".to_owned(),
                "Chưa có gì thay đổi. Rút danh mục này rồi lập hội đồng khác, không có người quyết định.",
            ),
            Self::OtherExecutes => (
                "Người lập danh mục và người quyết định không thi hành tiêu hủy".to_owned(),
                "Chưa xóa tệp nào. Nhờ một người khác trong ban giám hiệu hoặc tổ quản lý phần mềm thi hành.",
            ),
            Self::NotYoursToTakeBack => (
                "Danh mục đã có quyết định thì chỉ hiệu trưởng rút".to_owned(),
                "Chưa có gì thay đổi. Báo hiệu trưởng vì sao cần dừng, trước khi thi hành.",
            ),
            Self::Kept { records } => (
                format!("Chưa được tiêu hủy: {}", named(records)),
                "Chưa có gì thay đổi, chưa xóa tệp nào. Bỏ những hồ sơ này ra; danh mục đã lập thì rút và lập danh mục khác.",
            ),
            Self::Listed { title, number } => {
                (format!("{title} đã ở trong danh mục số {number}"), "Chưa lưu gì. Bỏ hồ sơ này ra, hoặc chờ danh mục kia xong.")
            }
            Self::NothingToDispose => (
                "Biên bản giữ lại mọi hồ sơ của danh mục, không có gì để tiêu hủy".to_owned(),
                "Chưa có gì thay đổi. Chọn không đồng ý, hoặc để người lập rút danh mục.",
            ),
            Self::Moved { now } => (
                format!("Danh mục này đã khác lúc mở trang: {}", vietnamese::with_small_beginning(now)),
                "Chưa có gì thay đổi thêm. Xem lại trang của danh mục.",
            ),
            Self::TooEarly { until } => (
                format!("Chưa đến lúc thi hành: từ {}", vietnamese::moment(*until)),
                "Chưa xóa tệp nào. Trong thời gian chờ, hiệu trưởng còn rút được quyết định.",
            ),
            Self::Disposed { minutes, on, at } => (
                format!(
                    "Tệp của hồ sơ này đã tiêu hủy lúc {}, theo biên bản số {minutes} ngày {}",
                    vietnamese::moment(*at),
                    vietnamese::date(*on)
                ),
                "Không mở lại được. Người nộp, giờ nộp, mã của từng tệp và biên bản vẫn còn ở trang hồ sơ.",
            ),
        };
        (fact, advice.to_owned())
    }
}

fn named(records: &[String]) -> String {
    let named: Vec<&str> = records.iter().take(MAX_NAMED).map(String::as_str).collect();
    match records.len().saturating_sub(MAX_NAMED) {
        0 => named.join("; "),
        more => format!("{}; và {more} hồ sơ nữa", named.join("; ")),
    }
}
