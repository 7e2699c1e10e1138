//! Why a record that is shut is not opened for somebody, and what has become of a request.

use serde::{Deserialize, Serialize};

use crate::{days::Timestamp, ids::UpdateId, vietnamese};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UpdateRefusal {
    /// Somebody else's request is not read by everybody.
    NotYours,
    /// To decide is for those who may open what is shut.
    NotYoursToDecide,
    /// As the school reads the regulation, the principal alone decides, or has to decide too.
    IsThePrincipals,
    /// Nobody decides about their own request.
    OwnRequest,
    /// To take a request back, or to say that it is done, is the requester's.
    NotTheRequester,
    /// What the procedure asks for is the principal's to lay down.
    SettlingIsThePrincipals,
    /// The record can be written without it.
    NotShut {
        title: String,
    },
    /// The record is not owed.
    Exempt {
        title: String,
        at: Timestamp,
    },
    /// Whoever asked for it holds nothing any more by which they could hand it in.
    NotTheirs {
        title: String,
    },
    /// The account of whoever asked is shut.
    Suspended,
    /// The same person has asked for the same record, and that waits.
    Waits {
        update: UpdateId,
        /// "Đề nghị bổ sung số 03".
        name: String,
        title: String,
    },
    /// No record is named.
    NothingAsked,
    /// Every record of it was exempted, closed or opened meanwhile, or the requester can hand in none of them any more.
    NothingLeft,
    /// This person's name stands under it already.
    ProposedAlready {
        at: Timestamp,
    },
    GrantedAlready {
        at: Timestamp,
    },
    RefusedAlready {
        at: Timestamp,
    },
    Withdrawn {
        at: Timestamp,
    },
    /// Nothing is open by it.
    NotOpen,
    /// Somebody has closed it before its hours were over.
    ClosedAlready {
        at: Timestamp,
    },
    /// Whoever asked ends what is open for them by saying that they are done.
    OwnToFinish,
}

impl UpdateRefusal {
    /// What is true, and what to do next.
    pub fn words(&self) -> (String, String) {
        let moment = |at: &Timestamp| vietnamese::moment(*at);
        let nothing = "Chưa có gì thay đổi.";
        match self {
            Self::NotYours => (
                "Đề nghị này của người khác".to_owned(),
                "Người xin, ban giám hiệu và tổ quản lý phần mềm xem được. Đề nghị của mình có ở trang Bổ sung sau khóa."
                    .to_owned(),
            ),
            Self::NotYoursToDecide => (
                "Cho bổ sung sau khóa là việc của hiệu trưởng và phó hiệu trưởng".to_owned(),
                format!("{nothing} Cần quyết định sớm thì nhắn ban giám hiệu."),
            ),
            Self::IsThePrincipals => (
                "Theo cách hiểu Quy chế mà trường đã chọn, việc này do hiệu trưởng quyết định".to_owned(),
                format!("{nothing} Đề nghị vẫn chờ; nhắn hiệu trưởng xem."),
            ),
            Self::OwnRequest => (
                "Không ai quyết định đề nghị của chính mình".to_owned(),
                format!("{nothing} Nhờ người khác trong ban giám hiệu quyết định."),
            ),
            Self::NotTheRequester => {
                ("Rút đề nghị và báo xong là việc của người xin".to_owned(), format!("{nothing} Nhắn người xin làm ở trang này."))
            }
            Self::SettlingIsThePrincipals => (
                "Quy định cách bổ sung sau khóa là việc của hiệu trưởng".to_owned(),
                format!("{nothing} Cần đổi thì nhắn hiệu trưởng sửa ở trang này."),
            ),
            Self::NotShut { title } => (
                format!("{title} đang mở, không cần xin"),
                format!("{nothing} Nộp như thường ở trang nộp; hồ sơ khác trong đề nghị thì gửi lại riêng."),
            ),
            Self::Exempt { title, at } => (
                format!("{title} được miễn từ {}", moment(at)),
                format!("{nothing} Hồ sơ này không phải nộp; bỏ nó khỏi đề nghị rồi gửi lại."),
            ),
            Self::NotTheirs { title } => (
                format!("{title} không còn là việc của người xin"),
                format!("{nothing} Người nay nộp hồ sơ này thì xin riêng; đề nghị này có thể không đồng ý và ghi rõ như vậy."),
            ),
            Self::Suspended => (
                "Tài khoản của người xin đang tạm khóa".to_owned(),
                format!("{nothing} Mở lại tài khoản trước, hoặc không đồng ý và ghi rõ như vậy."),
            ),
            Self::Waits { name, title, .. } => (
                format!("{title} đã có trong {}", vietnamese::with_small_beginning(name)),
                format!("{nothing} Đề nghị ấy đang chờ quyết định; cần đổi thì rút nó rồi gửi lại."),
            ),
            Self::NothingAsked => ("Chưa chọn hồ sơ nào".to_owned(), format!("{nothing} Chọn hồ sơ cần bổ sung rồi gửi lại.")),
            Self::NothingLeft => (
                "Không còn hồ sơ nào trong đề nghị này cần mở".to_owned(),
                format!(
                    "{nothing} Hồ sơ đã được mở, được miễn, không phải nộp nữa hoặc người xin không còn nộp được; có thể không đồng ý \
                     và ghi rõ như vậy."
                ),
            ),
            Self::ProposedAlready { at } => (
                format!("Đề nghị này đã có tên người này từ {}", moment(at)),
                "Không phải làm gì thêm; đề nghị chờ hiệu trưởng cùng quyết định.".to_owned(),
            ),
            Self::GrantedAlready { at } => (
                format!("Đề nghị này đã được đồng ý lúc {}", moment(at)),
                "Không phải làm gì thêm. Giờ mở ghi ở trang này.".to_owned(),
            ),
            Self::RefusedAlready { at } => (
                format!("Đề nghị này đã bị từ chối lúc {}", moment(at)),
                "Không phải làm gì thêm. Vẫn cần thì gửi đề nghị mới.".to_owned(),
            ),
            Self::Withdrawn { at } => (
                format!("Đề nghị này đã được rút lúc {}", moment(at)),
                "Không phải làm gì thêm. Vẫn cần thì gửi đề nghị mới.".to_owned(),
            ),
            Self::ClosedAlready { at } => (
                format!("Đề nghị này đã được khóa lại sớm lúc {}", moment(at)),
                "Không phải làm gì thêm. Người xin vẫn cần thì gửi đề nghị mới.".to_owned(),
            ),
            Self::OwnToFinish => (
                "Đây là đề nghị của chính mình".to_owned(),
                format!("{nothing} Nộp xong thì bấm Xong ở trang này; hồ sơ khóa lại ngay."),
            ),
            Self::NotOpen => {
                ("Đề nghị này không còn mở hồ sơ nào".to_owned(), "Không phải làm gì thêm. Vẫn cần thì gửi đề nghị mới.".to_owned())
            }
        }
    }
}
