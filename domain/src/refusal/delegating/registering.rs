//! Why something is not done with a register.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::DelegationRefusal;
use crate::{files::FileName, refusal::Refusal, vietnamese};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RegisterRefusal {
    /// Others keep this register, and whoever asks neither reads it nor enters anything.
    NotYours { name: String },
    /// Others enter in it.
    NotYoursToEnter { name: String },
    /// Whoever made the entry, or keeps the register, corrects it.
    NotYoursToCorrect,
    /// Whoever keeps it has begun to work on the entry.
    UnderWay,
    /// It was decided about as it stands.
    Decided,
    /// This step is others'.
    NotYoursToMove,
    /// Nobody decides about what is their own.
    OwnEntry,
    /// Nothing leads there from how the entry stands now.
    NoSuchStep,
    /// Somebody has corrected the entry, or taken a step, since the form was made.
    ChangedMeanwhile,
    /// The form has made an entry that says something else.
    SentAlready,
    /// Nobody makes an entry about themselves, and takes no other step with one than to answer it.
    AboutOneself,
    /// What is about the principal is for those above the school.
    AboutPrincipal,
    /// What was entered stays as it was entered.
    StaysAsItIs,
    /// Whoever it is about has not answered, and has time until the end of this day.
    AnswerAwaited { until: NaiveDate },
    /// So many of one person wait.
    TooManyOpen { most: usize },
    /// Whoever keeps the register lays files beside the entry, and whoever made it while it is open.
    NotYoursToAttach,
    /// It is over: whoever keeps the register alone adds to it.
    Over,
    /// What can be written on lies beside no entry.
    NotAScan { name: FileName },
}

impl From<RegisterRefusal> for Refusal {
    fn from(refusal: RegisterRefusal) -> Self {
        DelegationRefusal::Register(refusal).into()
    }
}

impl RegisterRefusal {
    /// It is somebody else's to do or to read, whatever the state.
    pub const fn is_not_theirs(&self) -> bool {
        match self {
            Self::NotYours { .. }
            | Self::NotYoursToEnter { .. }
            | Self::NotYoursToCorrect
            | Self::NotYoursToMove
            | Self::NotYoursToAttach
            | Self::OwnEntry
            | Self::AboutOneself
            | Self::AboutPrincipal
            | Self::StaysAsItIs => true,
            Self::UnderWay
            | Self::Decided
            | Self::NoSuchStep
            | Self::ChangedMeanwhile
            | Self::SentAlready
            | Self::Over
            | Self::NotAScan { .. }
            | Self::AnswerAwaited { .. }
            | Self::TooManyOpen { .. } => false,
        }
    }

    /// What is true, and what to do next.
    pub fn words(&self) -> (String, String) {
        let (fact, advice) = match self {
            Self::NotYours { name } => {
                (format!("Sổ “{name}” không mở cho tài khoản đang dùng"), "Cần xem gì thì hỏi ban giám hiệu.")
            }
            Self::NotYoursToEnter { name } => (
                format!("Ghi vào sổ “{name}” là việc của người khác"),
                "Chưa có gì được ghi. Nhờ ban giám hiệu hoặc người giữ sổ ghi giúp.",
            ),
            Self::NotYoursToCorrect => {
                ("Mục này do người ghi hoặc người giữ sổ sửa".to_owned(), "Chưa có gì thay đổi. Thấy sai thì báo người giữ sổ.")
            }
            Self::UnderWay => (
                "Mục này đã có người xử lý, nên không sửa lời đã ghi được nữa".to_owned(),
                "Chưa có gì thay đổi. Cần nói thêm thì nhắn người đang xử lý, hoặc ghi một mục mới.",
            ),
            Self::Decided => (
                "Mục này đã có quyết định, nên không ai sửa lời đã ghi nữa".to_owned(),
                "Chưa có gì thay đổi. Ý kiến khác thì ghi một mục mới, để người có quyền quyết định lại.",
            ),
            Self::NotYoursToMove => {
                ("Bước này là việc của người khác".to_owned(), "Chưa có gì thay đổi. Nhờ người giữ sổ làm bước này.")
            }
            Self::OwnEntry => (
                "Không ai tự quyết định mục do chính mình ghi hoặc viết lại".to_owned(),
                "Chưa có gì thay đổi. Nhờ người khác trong ban giám hiệu quyết định.",
            ),
            Self::NoSuchStep => (
                "Mục này không còn ở bước như lúc mở trang".to_owned(),
                "Chưa có gì thay đổi. Xem lại trạng thái bây giờ rồi làm tiếp.",
            ),
            Self::ChangedMeanwhile => (
                "Có người vừa sửa hoặc xử lý mục này".to_owned(),
                "Lời vừa gõ chưa được ghi. Xem lại nội dung bây giờ, rồi gửi lại nếu còn cần.",
            ),
            Self::SentAlready => {
                ("Phiếu này đã được ghi rồi, với nội dung khác".to_owned(), "Mở lại trang ghi mới rồi chép lời vừa gõ sang.")
            }
            Self::NotYoursToAttach => (
                "Tệp của mục này do người ghi hoặc người giữ sổ đính kèm".to_owned(),
                "Chưa có gì được ghi. Đưa tệp cho người giữ sổ đính kèm giúp.",
            ),
            Self::Over => (
                "Mục này đã xong, nên chỉ người giữ sổ đính kèm thêm tệp".to_owned(),
                "Chưa có gì được ghi. Đưa tệp cho người giữ sổ, hoặc ghi một mục mới.",
            ),
            Self::NotAScan { name } => (
                format!("Tệp {name} không phải bản quét, ảnh hoặc PDF"),
                "Chưa đính kèm tệp nào. Quét hoặc chụp văn bản, hay lưu thành PDF, rồi đính kèm lại.",
            ),
            Self::AboutOneself => {
                ("Không ai ghi hay quyết định về chính mình".to_owned(), "Chưa có gì được ghi. Nhờ người khác trong ban giám hiệu.")
            }
            Self::AboutPrincipal => (
                "Việc của hiệu trưởng do đơn vị cấp trên xem xét, không ghi trong sổ của trường".to_owned(),
                "Chưa có gì được ghi. Gửi văn bản lên đơn vị cấp trên; văn bản ghi ở sổ Công văn đi.",
            ),
            Self::StaysAsItIs => (
                "Mục của sổ này ghi rồi thì giữ nguyên lời".to_owned(),
                "Chưa có gì thay đổi. Ghi nhầm thì rút lại rồi ghi mục mới; mục cũ vẫn còn trong sổ.",
            ),
            Self::AnswerAwaited { until } => {
                let fact = format!("Người liên quan chưa giải trình và còn thời gian đến hết ngày {}", vietnamese::date(*until));
                (fact, "Chưa có gì được ghi. Chờ giải trình, hoặc chờ qua ngày đó rồi làm tiếp.")
            }
            Self::TooManyOpen { most } => (
                format!("Đã có {most} mục của mình đang chờ"),
                "Chưa có gì được ghi. Chờ trả lời các mục trước, hoặc gọi người giữ máy chủ nếu gấp.",
            ),
        };
        (fact, advice.to_owned())
    }
}

#[cfg(test)]
pub(in crate::refusal) fn one_of_each() -> Vec<Refusal> {
    let name = || "Công văn đến".to_owned();
    let all = vec![
        RegisterRefusal::NotYours { name: name() },
        RegisterRefusal::NotYoursToEnter { name: name() },
        RegisterRefusal::NotYoursToCorrect,
        RegisterRefusal::UnderWay,
        RegisterRefusal::Decided,
        RegisterRefusal::NotYoursToMove,
        RegisterRefusal::OwnEntry,
        RegisterRefusal::NoSuchStep,
        RegisterRefusal::ChangedMeanwhile,
        RegisterRefusal::SentAlready,
        RegisterRefusal::AboutOneself,
        RegisterRefusal::AboutPrincipal,
        RegisterRefusal::StaysAsItIs,
        RegisterRefusal::AnswerAwaited { until: NaiveDate::default() },
        RegisterRefusal::TooManyOpen { most: 20 },
        RegisterRefusal::NotYoursToAttach,
        RegisterRefusal::Over,
        RegisterRefusal::NotAScan { name: FileName::clean("công văn.docx") },
    ];
    // A new one says whose it is, and so comes by here.
    assert_eq!(all.iter().filter(|one| one.is_not_theirs()).count(), 9);
    all.into_iter().map(Refusal::from).collect()
}
