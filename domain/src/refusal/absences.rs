//! Why an absence is not noted or ended, and why a record of its days stays as it is.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::{days::Timestamp, vietnamese};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AbsenceRefusal {
    /// To note who is away is the leadership's.
    NotYours,
    /// Nobody frees themselves.
    OwnAbsence,
    /// Nobody gives themselves the duties of another one.
    CoverYourself,
    /// Something else was on the screen: the form was changed, or what it is about.
    LookedAtAnother,
    Ended {
        at: Timestamp,
    },
    /// Its last day has come.
    Over {
        last: NaiveDate,
    },
    /// A person owes it by name.
    ByName,
    /// It is owed by a department or the school, which others answer for as well.
    NotOfClass,
    /// It is owed by a class, and whoever covers works where no class is taught.
    NoTeacher,
    /// It is owed by a section, and whoever covers works elsewhere.
    OtherOffice,
    /// What came due in it was freed, and nobody covers.
    NotCovered,
    /// Whoever is named covers already.
    CoversAlready,
    /// Its due day has come.
    Due {
        due: NaiveDate,
    },
    /// Others owe it as well.
    Shared {
        with: String,
    },
}

impl From<AbsenceRefusal> for Refusal {
    fn from(refusal: AbsenceRefusal) -> Self {
        Self::Absence(refusal)
    }
}

impl AbsenceRefusal {
    /// What is true, and what to do next.
    pub fn words(&self) -> (String, String) {
        let (fact, advice) = match self {
            Self::NotYours => (
                "Ghi nghỉ và người làm thay là việc của hiệu trưởng và phó hiệu trưởng".to_owned(),
                "Chưa có gì thay đổi. Báo ban giám hiệu, hoặc xin gia hạn ở Việc của tôi.",
            ),
            Self::OwnAbsence => (
                "Đợt nghỉ của mình thì người khác ghi".to_owned(),
                "Chưa có gì thay đổi. Nhờ hiệu trưởng hoặc phó hiệu trưởng khác ghi.",
            ),
            Self::CoverYourself => (
                "Không ai tự giao cho mình việc dạy thay, làm thay".to_owned(),
                "Chưa có gì thay đổi. Chọn người khác, hoặc nhờ người khác trong ban giám hiệu ghi.",
            ),
            Self::LookedAtAnother => {
                ("Những hồ sơ này nay không còn như lúc xem".to_owned(), "Chưa có gì thay đổi. Xem lại bên dưới, rồi xác nhận.")
            }
            Self::Ended { at } => (
                format!("Đợt nghỉ này đã kết thúc lúc {}", vietnamese::moment(*at)),
                "Không phải làm gì thêm. Vẫn nghỉ thì ghi lần nữa.",
            ),
            Self::Over { last } => (
                format!("Ngày nghỉ cuối {} đã đến", vietnamese::weekday_and_date(*last)),
                "Hồ sơ đến hạn sau ngày đó do người nghỉ nộp như trước. Không cần làm gì thêm.",
            ),
            Self::ByName => {
                ("Hồ sơ mang tên riêng, không ai viết thay được".to_owned(), "Cần thì gia hạn hoặc miễn riêng ở trang Gia hạn.")
            }
            Self::NotOfClass => (
                "Hồ sơ chung của tổ hoặc của trường, không chuyển cho người làm thay".to_owned(),
                "Cần thì gia hạn hoặc miễn riêng ở trang Gia hạn, hay ghi người thay ở trang Ủy quyền.",
            ),
            Self::NoTeacher => (
                "Hồ sơ của lớp, người được chọn không dạy ở tổ nào".to_owned(),
                "Chọn giáo viên, tổ trưởng hoặc ban giám hiệu, hay miễn riêng ở trang Gia hạn.",
            ),
            Self::OtherOffice => (
                "Hồ sơ của bộ phận, chỉ người cùng tổ hoặc ban giám hiệu làm thay được".to_owned(),
                "Chọn người cùng tổ hoặc ban giám hiệu, hay gia hạn, miễn riêng ở trang Gia hạn.",
            ),
            Self::NotCovered => (
                "Đợt nghỉ này miễn nộp hồ sơ, không giao cho ai".to_owned(),
                "Chưa có gì thay đổi. Muốn giao cho người khác thì hủy đợt nghỉ rồi ghi lại.",
            ),
            Self::CoversAlready => {
                ("Người này đang dạy thay, làm thay trong đợt nghỉ này".to_owned(), "Chưa có gì thay đổi. Chọn người khác.")
            }
            Self::Due { due } => (
                format!("Hạn {} đã đến, hồ sơ giữ nguyên người nộp", vietnamese::weekday_and_date(*due)),
                "Cần thì gia hạn hoặc miễn riêng ở trang Gia hạn.",
            ),
            Self::Shared { with } => (
                format!("{} cùng phụ trách hồ sơ này", vietnamese::capitalised(with)),
                "Hồ sơ vẫn phải nộp. Cần thì gia hạn hoặc miễn riêng ở trang Gia hạn.",
            ),
        };
        (fact, advice.to_owned())
    }
}
