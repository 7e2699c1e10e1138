//! Why a decision about a version is not taken.

use serde::{Deserialize, Serialize};

use super::{Refusal, SpotCheckRefusal};
use crate::{days::Timestamp, inspection::Kept, vietnamese};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReviewRefusal {
    /// Nobody approves what they handed in themselves, or had a part in.
    OwnWork,
    /// Of the list of what waits: nothing ever waits for this person.
    QueueNotYours,
    /// It is not this person's turn, nor will it be.
    NotYours,
    /// The other step was this person's, and somebody else may decide: two steps are two people, unless one is left alone.
    SecondHand,
    /// Nothing is handed in, or nobody has to approve records of this type.
    NothingToReview,
    /// Another version has been handed in since the page was opened.
    NewerVersion { version: u32, at: Timestamp },
    /// The form names this version and other bytes than those that were handed in: no page of ours does.
    OtherBytes,
    /// Another version has been handed in since the page was opened, and approved in the turn of the page.
    NewerApproved { version: u32, approved_at: Timestamp },
    /// Another version has been handed in since the page was opened, and given back.
    NewerReturned { version: u32, returned_at: Timestamp },
    /// Its author has taken this version back since the page was opened.
    Withdrawn { at: Timestamp },
    /// Somebody has decided about this version already.
    Decided { at: Timestamp },
    /// This very form was sent before; what it decided has been taken back since.
    SentBefore { undone_at: Timestamp },
    /// The approval of the step before has been taken back.
    StepTakenBack,
    /// Since the page was opened the turn is another one: who decides in the department has changed.
    OtherTurn,
    /// Of several that were ticked: this one was never opened.
    NotOpened,
    /// Of several that were ticked: of this one so many files were never opened, the first of them this.
    FilesNotOpened { first: String, count: usize },
    /// A file of this version is kept from others, for this reason: nobody approves what others may not open.
    FileHeld { kept: Kept },
    /// Only whoever decided takes it back.
    NotYoursToUndo,
    /// Ten minutes have gone by.
    UndoOver { decided_at: Timestamp },
    /// Somebody has acted on the decision: a new version, the next step, or a spot check.
    ActedOn,
    /// Who reviews what the leadership writes is settled by the principal alone, where there is one.
    NotThePrincipal,
    /// After a spot check nothing is signed.
    SpotCheck(SpotCheckRefusal),
}

impl From<ReviewRefusal> for Refusal {
    fn from(refusal: ReviewRefusal) -> Self {
        Self::Review(refusal)
    }
}

impl From<SpotCheckRefusal> for Refusal {
    fn from(refusal: SpotCheckRefusal) -> Self {
        ReviewRefusal::SpotCheck(refusal).into()
    }
}

impl ReviewRefusal {
    /// What is true, and what to do next.
    pub fn words(&self) -> (String, String) {
        match self {
            Self::SpotCheck(refusal) => refusal.words(),
            Self::OwnWork => (
                "Không ai tự duyệt hồ sơ do mình nộp hoặc cùng soạn".to_owned(),
                "Hồ sơ vẫn chờ người khác duyệt; cần gấp thì nhắn ban giám hiệu.".to_owned(),
            ),
            Self::QueueNotYours => (
                "Danh sách chờ duyệt dành cho tổ trưởng, tổ phó và ban giám hiệu".to_owned(),
                "Hồ sơ của mình đang chờ ai thì xem ở trang của hồ sơ đó.".to_owned(),
            ),
            Self::FileHeld { kept } => {
                let (fact, advice) = kept.refusal();
                (fact.to_owned(), advice.to_owned())
            }
            Self::NotYours => {
                ("Hồ sơ này do người khác duyệt".to_owned(), "Chưa có gì thay đổi. Trang của hồ sơ ghi đang chờ ai.".to_owned())
            }
            Self::SecondHand => (
                "Hai cấp duyệt phải là hai người, cấp trước đã do chính tài khoản này duyệt".to_owned(),
                "Chưa có gì thay đổi. Nhờ người khác trong ban giám hiệu ký.".to_owned(),
            ),
            Self::NothingToReview => {
                ("Hồ sơ này không có gì chờ duyệt".to_owned(), "Về danh sách Chờ tôi duyệt để xem những hồ sơ còn lại.".to_owned())
            }
            Self::NewerVersion { version, at } => (
                format!("Người nộp đã nộp phiên bản {version} lúc {}, sau khi trang này được mở", vietnamese::moment(*at)),
                "Chưa ghi quyết định nào cho hồ sơ này. Lời nhắn đã viết còn ở dưới; xem phiên bản mới rồi quyết định \
                 lại."
                    .to_owned(),
            ),
            Self::OtherBytes => (
                "Trang này được mở cho nội dung khác với phiên bản đang có".to_owned(),
                "Chưa ghi quyết định nào. Lời nhắn đã viết còn ở dưới; xem lại hồ sơ ở trang này rồi quyết định.".to_owned(),
            ),
            Self::NewerApproved { version, approved_at } => (
                format!(
                    "Sau khi trang này được mở, người nộp đã nộp phiên bản {version}, và phiên bản đó được duyệt lúc {}",
                    vietnamese::moment(*approved_at)
                ),
                format!("Chưa ghi gì thêm về phiên bản cũ. Phiên bản {version} xem ở trang của hồ sơ; cần nói gì thì góp ý ở đó."),
            ),
            Self::NewerReturned { version, returned_at } => (
                format!(
                    "Sau khi trang này được mở, người nộp đã nộp phiên bản {version}, và phiên bản đó bị trả lại lúc {}",
                    vietnamese::moment(*returned_at)
                ),
                format!(
                    "Chưa ghi gì thêm về phiên bản cũ. Hồ sơ đang chờ người nộp sửa; vì sao phiên bản {version} bị trả lại thì xem \
                     ở trang của hồ sơ."
                ),
            ),
            Self::Withdrawn { at } => (
                format!("Người nộp đã rút lại phiên bản này lúc {}, sau khi trang này được mở", vietnamese::moment(*at)),
                "Chưa ghi quyết định nào cho hồ sơ này. Hồ sơ trở lại danh sách khi được nộp lại.".to_owned(),
            ),
            Self::Decided { at } => (
                format!("Phiên bản này đã có người quyết định lúc {}", vietnamese::moment(*at)),
                "Quyết định trước có hiệu lực, chưa ghi gì thêm.".to_owned(),
            ),
            Self::SentBefore { undone_at } => (
                format!("Lần bấm này đã được ghi trước đó, và đã hoàn tác lúc {}", vietnamese::moment(*undone_at)),
                "Chưa ghi thêm quyết định nào cho hồ sơ này. Xem lại hồ sơ ở trang này; muốn quyết định thì bấm lần nữa."
                    .to_owned(),
            ),
            Self::StepTakenBack => (
                "Cấp duyệt trước vừa hoàn tác quyết định".to_owned(),
                "Chưa ghi quyết định nào cho hồ sơ này. Hồ sơ trở lại danh sách khi cấp trước duyệt xong.".to_owned(),
            ),
            Self::OtherTurn => (
                "Người duyệt của tổ vừa thay đổi nên lượt duyệt của hồ sơ này đã khác".to_owned(),
                "Chưa ghi quyết định nào cho hồ sơ này. Trang của hồ sơ ghi đang chờ ai; xem lại rồi quyết định.".to_owned(),
            ),
            Self::NotOpened => (
                "Phiên bản này chưa được mở xem".to_owned(),
                "Mở xem rồi mới duyệt được; chưa ghi quyết định nào cho hồ sơ này.".to_owned(),
            ),
            Self::FilesNotOpened { first, count } => (
                match count {
                    0 | 1 => format!("Chưa mở xem tệp {first}"),
                    more => format!("Chưa mở xem {more} tệp, trong đó có {first}"),
                },
                "Mở đủ các tệp rồi mới duyệt chung được; chưa ghi quyết định nào cho hồ sơ này.".to_owned(),
            ),
            Self::NotThePrincipal => (
                "Ai duyệt hồ sơ của hiệu trưởng và phó hiệu trưởng do hiệu trưởng quyết định".to_owned(),
                "Chưa lưu gì. Mở lại trang rồi lưu các mục khác; mục này thì nhờ hiệu trưởng đổi.".to_owned(),
            ),
            Self::NotYoursToUndo => (
                "Chỉ người đã quyết định mới hoàn tác được".to_owned(),
                "Chưa có gì thay đổi. Cần sửa thì nhắn người đã quyết định.".to_owned(),
            ),
            Self::UndoOver { decided_at } => (
                format!("Quyết định lúc {} đã quá 10 phút nên không hoàn tác được", vietnamese::moment(*decided_at)),
                "Cần đổi thì chờ phiên bản mới của người nộp rồi quyết định lại.".to_owned(),
            ),
            Self::ActedOn => (
                "Quyết định này đã có việc tiếp theo nên không hoàn tác được".to_owned(),
                "Trang của hồ sơ ghi việc gì đã diễn ra sau đó.".to_owned(),
            ),
        }
    }
}
