//! Why nothing is signed after a spot check.

use serde::{Deserialize, Serialize};

use crate::{days::Timestamp, vietnamese};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SpotCheckRefusal {
    /// Spot checks are the leadership's.
    NotYours,
    /// Nobody checks what they handed in themselves, or had a part in.
    OwnWork,
    /// Nobody checks what they approved themselves.
    OwnApproval,
    /// Another version has been handed in since the page was opened.
    NewerVersion { version: u32, at: Timestamp },
    /// The form names this version and other bytes than those that were handed in: no page of ours does.
    OtherBytes,
    /// Its author has taken this version back since the page was opened.
    Withdrawn { at: Timestamp },
    /// Of several that were ticked: this one was never opened.
    NotOpened,
    /// Of several that were ticked: of this one so many files were never opened, the first of them this.
    FilesNotOpened { first: String, count: usize },
    /// A file of this version is held: nobody signs that they have looked at what they may not open.
    FileHeld,
    /// Records of the week of practice count for nothing.
    Practice,
    /// The department has not approved this version.
    NotApproved,
    /// Somebody of the leadership has approved it: there is nothing left to check.
    SeenByLeadership { at: Timestamp },
    /// The approval can still be taken back.
    Fresh { approved_at: Timestamp },
    /// Somebody has checked this version already.
    Checked { at: Timestamp },
}

impl SpotCheckRefusal {
    /// What is true, and what to do next.
    pub fn words(&self) -> (String, String) {
        match self {
            Self::NotYours => (
                "Kiểm tra ngẫu nhiên là việc của ban giám hiệu".to_owned(),
                "Chưa ký cho hồ sơ này. Hồ sơ chờ duyệt ở danh sách Chờ tôi duyệt.".to_owned(),
            ),
            Self::OwnWork => (
                "Không ai tự kiểm tra hồ sơ do mình nộp hoặc cùng soạn".to_owned(),
                "Chưa ký cho hồ sơ này. Người khác trong ban giám hiệu kiểm tra hồ sơ này.".to_owned(),
            ),
            Self::OwnApproval => (
                "Không ai kiểm tra hồ sơ do chính mình duyệt".to_owned(),
                "Chưa ký cho hồ sơ này. Người khác trong ban giám hiệu kiểm tra hồ sơ này.".to_owned(),
            ),
            Self::NewerVersion { version, at } => (
                format!("Người nộp đã nộp phiên bản {version} lúc {}, sau khi trang này được mở", vietnamese::moment(*at)),
                "Chưa ký xác nhận nào. Phiên bản mới kiểm tra được sau khi tổ duyệt.".to_owned(),
            ),
            Self::OtherBytes => (
                "Trang này được mở cho nội dung khác với phiên bản đang có".to_owned(),
                "Chưa ký xác nhận nào. Xem lại hồ sơ ở trang này rồi ký.".to_owned(),
            ),
            Self::Withdrawn { at } => (
                format!("Người nộp đã rút lại phiên bản này lúc {}, sau khi trang này được mở", vietnamese::moment(*at)),
                "Chưa ký xác nhận nào. Hồ sơ kiểm tra được sau khi được nộp lại và tổ duyệt.".to_owned(),
            ),
            Self::NotOpened => (
                "Phiên bản này chưa được mở xem".to_owned(),
                "Mở xem rồi mới ký xác nhận được; chưa ký xác nhận nào cho hồ sơ này.".to_owned(),
            ),
            Self::FilesNotOpened { first, count } => (
                match count {
                    0 | 1 => format!("Chưa mở xem tệp {first}"),
                    more => format!("Chưa mở xem {more} tệp, trong đó có {first}"),
                },
                "Mở đủ các tệp rồi mới ký chung được; chưa ký xác nhận nào cho hồ sơ này.".to_owned(),
            ),
            Self::FileHeld => (
                "Hồ sơ có tệp đang giữ lại, chưa ai được mở".to_owned(),
                "Chưa ký xác nhận nào. Hồ sơ kiểm tra được sau khi tệp được mở, hoặc sau khi có phiên bản mới và tổ duyệt."
                    .to_owned(),
            ),
            Self::Practice => (
                "Hồ sơ của tuần tập dượt không kiểm tra ngẫu nhiên".to_owned(),
                "Chưa ký cho hồ sơ này. Rút hồ sơ của tuần khác để kiểm tra; góp ý thì lúc nào cũng viết được.".to_owned(),
            ),
            Self::NotApproved => (
                "Tổ chưa duyệt phiên bản này".to_owned(),
                "Chưa ký cho hồ sơ này. Hồ sơ kiểm tra được sau khi tổ duyệt; góp ý thì lúc nào cũng viết được.".to_owned(),
            ),
            Self::SeenByLeadership { at } => (
                format!("Ban giám hiệu đã duyệt hồ sơ này lúc {}", vietnamese::moment(*at)),
                "Chưa ký gì thêm. Chỉ kiểm tra ngẫu nhiên hồ sơ do tổ duyệt.".to_owned(),
            ),
            Self::Fresh { approved_at } => (
                format!("Tổ vừa duyệt lúc {}, còn hoàn tác được", vietnamese::moment(*approved_at)),
                "Chưa ký cho hồ sơ này. Kiểm tra hồ sơ này sau 10 phút kể từ lúc tổ duyệt.".to_owned(),
            ),
            Self::Checked { at } => (
                format!("Phiên bản này đã có người kiểm tra lúc {}", vietnamese::moment(*at)),
                "Chữ ký trước có hiệu lực, chưa ghi gì thêm.".to_owned(),
            ),
        }
    }
}
