//! Why a record is not opened to somebody, and why a request for one's own data is not answered so.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::{
    days::Timestamp,
    vietnamese::{self, capitalised},
};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PersonalDataRefusal {
    /// An ordinary record of somebody else's.
    NotYoursToOpen,
    /// What it holds is for those alone whose work it is: what that is, and who they are.
    Fenced { holds: String, who: String },
    /// The register of requests is for the leadership and the management team.
    RegisterNotYours,
    /// One's own data are for oneself.
    NotYourRequest,
    /// What was entered for somebody is the leadership's to give and to hand over.
    EnteredIsTheLeaderships,
    /// The same person has asked already, and waits.
    Waits { number: u32, due: NaiveDate },
    /// Whoever can sign in asks themselves.
    AsksThemselves { who: String },
    /// It was given or refused already.
    Answered { at: Timestamp },
    /// Nothing has been handed over yet.
    NotGiven { due: NaiveDate },
    /// It was refused.
    WasRefused,
    /// The copy of somebody's records is for them alone.
    NotYourCopy,
    /// How old everybody's copy is, is for leadership and management team.
    CopiesNotYours,
    /// What is taken back from copies after a loss, leadership and management team take back.
    RescueNotYours,
    /// There is nothing that a copy could hold.
    NothingToCopy,
    /// Every record is in an earlier copy.
    NothingNew,
    /// While the copy was on its way, something in it was fenced off or taken back.
    CopyChanged,
}

impl From<PersonalDataRefusal> for Refusal {
    fn from(refusal: PersonalDataRefusal) -> Self {
        Self::PersonalData(refusal)
    }
}

impl PersonalDataRefusal {
    /// It is somebody else's to do or to read, whatever the state.
    pub const fn is_not_theirs(&self) -> bool {
        match self {
            Self::NotYoursToOpen
            | Self::Fenced { .. }
            | Self::RegisterNotYours
            | Self::NotYourRequest
            | Self::EnteredIsTheLeaderships
            | Self::AsksThemselves { .. }
            | Self::NotYourCopy
            | Self::CopiesNotYours
            | Self::RescueNotYours => true,
            Self::Waits { .. } | Self::Answered { .. } | Self::NotGiven { .. } | Self::WasRefused => false,
            Self::NothingToCopy | Self::NothingNew | Self::CopyChanged => false,
        }
    }

    /// What is true, and what to do next.
    pub fn words(&self) -> (String, String) {
        match self {
            Self::NotYoursToOpen => {
                ("Hồ sơ này chưa mở cho tài khoản đang dùng".to_owned(), "Cần xem thì hỏi người nộp hoặc ban giám hiệu.".to_owned())
            }
            Self::Fenced { holds, who } => (
                format!("Hồ sơ này có {holds}, tài khoản đang dùng không mở được"),
                format!("Chỉ mở cho: {who}. Công việc cần đến thì hỏi hiệu trưởng hoặc phó hiệu trưởng."),
            ),
            Self::RegisterNotYours => (
                "Sổ yêu cầu dữ liệu dành cho ban giám hiệu và tổ quản lý phần mềm".to_owned(),
                "Yêu cầu của mình thì xem ở trang Dữ liệu của tôi.".to_owned(),
            ),
            Self::NotYourRequest => (
                "Dữ liệu của ai chỉ người ấy nhận".to_owned(),
                "Chưa có gì thay đổi. Cần dữ liệu của chính mình thì yêu cầu ở trang Dữ liệu của tôi.".to_owned(),
            ),
            Self::EnteredIsTheLeaderships => (
                "Yêu cầu ghi hộ do hiệu trưởng hoặc phó hiệu trưởng giao và tải về".to_owned(),
                "Chưa có gì thay đổi. Yêu cầu đã nằm trong sổ; báo ban giám hiệu trước hạn.".to_owned(),
            ),
            Self::Waits { number, due } => (
                format!("Yêu cầu số {number} đang chờ, hạn trả lời {}", vietnamese::weekday_and_date(*due)),
                "Không cần gửi thêm. Khi nhà trường giao, nút tải về hiện ở trang Dữ liệu của tôi.".to_owned(),
            ),
            Self::AsksThemselves { who } => (
                format!("{} đang dùng được tài khoản, tự yêu cầu được", capitalised(who)),
                "Chưa ghi vào sổ. Nhắc người ấy mở trang Dữ liệu của tôi; chỉ ghi hộ người không đăng nhập được.".to_owned(),
            ),
            Self::Answered { at } => (
                format!("Yêu cầu này đã được trả lời lúc {}", vietnamese::moment(*at)),
                "Không phải làm gì thêm. Tải lại trang để thấy câu trả lời.".to_owned(),
            ),
            Self::NotGiven { due } => (
                "Dữ liệu chưa được giao".to_owned(),
                format!("Nhà trường trả lời chậm nhất {}. Lúc ấy quay lại trang này.", vietnamese::weekday_and_date(*due)),
            ),
            Self::WasRefused => (
                "Yêu cầu này đã bị từ chối nên không có tệp để tải".to_owned(),
                "Lý do ghi ở dòng của yêu cầu. Chưa rõ thì hỏi ban giám hiệu.".to_owned(),
            ),
            Self::NotYourCopy => (
                "Bản lưu của ai chỉ người ấy tải về".to_owned(),
                "Chưa tải gì. Bản lưu của mình có ở trang Bản lưu cá nhân.".to_owned(),
            ),
            Self::CopiesNotYours => (
                "Bản lưu của mọi người chỉ ban giám hiệu và tổ quản lý phần mềm xem".to_owned(),
                "Bản lưu của mình có ở trang Bản lưu cá nhân.".to_owned(),
            ),
            Self::RescueNotYours => (
                "Nhận lại bản lưu là việc của ban giám hiệu và tổ quản lý phần mềm".to_owned(),
                "Chưa có gì thay đổi. Đưa tệp bản lưu của mình cho một trong hai.".to_owned(),
            ),
            Self::NothingToCopy => {
                ("Chưa có hồ sơ nào để lưu".to_owned(), "Nộp hồ sơ đầu tiên xong thì quay lại trang này.".to_owned())
            }
            Self::NothingNew => {
                ("Không có gì mới so với các bản lưu trước".to_owned(), "Muốn có đủ trong một tệp thì chọn Tải tất cả.".to_owned())
            }
            Self::CopyChanged => (
                "Trong lúc tải, có hồ sơ vừa được rút lại hoặc không còn mở cho mình".to_owned(),
                "Bản đang tải không dùng được. Mở lại trang Bản lưu cá nhân rồi tải lần nữa.".to_owned(),
            ),
        }
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(super) use tests::one_of_each;
