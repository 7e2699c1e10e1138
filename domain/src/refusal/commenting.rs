//! Why a comment is not taken.

use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::{days::Timestamp, vietnamese};

/// The reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommentRefusal {
    /// Neither an author of the record nor anybody who may approve it.
    NotYours,
    /// Only whoever began a thread settles it.
    NotYoursToSettle,
    /// As many comments as one record may have.
    TooMany { most: usize },
    /// As many comments as one person may write about one record.
    TooManyOfOne { most: usize },
    /// This very form was sent before, with other words.
    SentBefore { at: Timestamp },
    /// The version was taken back, or a newer one was while the page lay open.
    Withdrawn,
}

impl CommentRefusal {
    /// What is true, and what to do next.
    pub fn words(&self) -> (String, String) {
        match self {
            Self::NotYours => (
                "Góp ý ở hồ sơ này dành cho người nộp và người duyệt".to_owned(),
                "Chưa ghi gì. Cần góp ý thì nhắn tổ trưởng của tổ đó hoặc ban giám hiệu.".to_owned(),
            ),
            Self::NotYoursToSettle => (
                "Chỉ người đã góp ý mới đánh dấu xong hoặc mở lại được".to_owned(),
                "Chưa có gì thay đổi. Trả lời ngay dưới góp ý để người đó biết là đã sửa.".to_owned(),
            ),
            Self::TooMany { most } => (
                format!("Hồ sơ này đã có {most} góp ý, không nhận thêm nữa"),
                "Chưa ghi gì. Việc còn lại thì ghi vào lời nhắn khi trả lại, hoặc trao đổi trực tiếp.".to_owned(),
            ),
            Self::TooManyOfOne { most } => (
                format!("Một người góp ý nhiều nhất {most} lần ở một hồ sơ, và đã đủ"),
                "Chưa ghi gì. Người khác vẫn góp ý được; việc còn lại thì ghi vào lời nhắn khi trả lại, hoặc trao đổi trực tiếp."
                    .to_owned(),
            ),
            Self::SentBefore { at } => (
                format!("Ô này đã gửi một góp ý khác lúc {}", vietnamese::moment(*at)),
                "Chưa ghi gì thêm. Góp ý trước còn nguyên; lời vừa gõ là một góp ý nữa thì gửi lại lần nữa.".to_owned(),
            ),
            Self::Withdrawn => (
                "Người nộp đã rút lại phiên bản này".to_owned(),
                "Chưa ghi gì. Mở lại hồ sơ để xem phiên bản đang dùng, rồi góp ý ở đó.".to_owned(),
            ),
        }
    }
}

impl From<CommentRefusal> for Refusal {
    fn from(refusal: CommentRefusal) -> Self {
        Self::Comment(refusal)
    }
}
