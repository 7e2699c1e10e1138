//! Why a file is not taken, not opened for others, or not decided about, for what was found in it.

use serde::{Deserialize, Serialize};

use super::{Refusal, Words};
use crate::{days::Timestamp, file_names::FileName, inspection::Impossibility, vietnamese};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InspectionRefusal {
    /// The file cannot be what it says it is.
    Impossible { name: FileName, why: Impossibility },
    /// The file waits for the management team: only its sender opens it until then.
    Held { name: FileName },
    /// The management team has given the file back: only its sender opens it.
    Returned { name: FileName },
    /// To decide about files that are held is the management team's and the leadership's.
    NotYours,
    /// Nobody decides about a file of their own.
    OwnFile,
    /// There is nothing to decide: somebody else has let it be opened, or the file was never held.
    NotHeld,
    /// Somebody else has decided since the page was opened.
    Decided { at: Timestamp },
}

impl InspectionRefusal {
    /// What is told.
    pub fn words(&self) -> Words {
        let (fact, advice) = match self {
            Self::Impossible { name, why } => {
                let Words { fact, advice } = why.words();
                return Words { fact: format!("{name}: {}", vietnamese::with_small_beginning(&fact)), advice };
            }
            Self::Held { name } => (
                format!("{name} đang chờ tổ quản lý phần mềm xem"),
                "Trong tệp có phần có thể tự chạy, nên chỉ người nộp mở được. Giờ nộp vẫn giữ nguyên.".to_owned(),
            ),
            Self::Returned { name } => (
                format!("{name} đã được tổ quản lý phần mềm trả lại"),
                "Chỉ người nộp mở được. Chờ người nộp gửi phiên bản mới; giờ nộp lần đầu vẫn giữ nguyên.".to_owned(),
            ),
            Self::NotYours => (
                "Xem tệp giữ lại là việc của tổ quản lý phần mềm và ban giám hiệu".to_owned(),
                "Chưa có gì thay đổi. Cần mở gấp thì nhắn tổ quản lý phần mềm.".to_owned(),
            ),
            Self::OwnFile => (
                "Không ai tự cho mở hay trả lại tệp của chính mình".to_owned(),
                "Nhờ người khác trong tổ quản lý phần mềm hoặc ban giám hiệu xem tệp này.".to_owned(),
            ),
            Self::NotHeld => ("Tệp này không còn bị giữ lại".to_owned(), "Không cần làm gì thêm.".to_owned()),
            Self::Decided { at } => (
                format!("Đã có người trả lời về tệp này lúc {}", vietnamese::moment(*at)),
                "Xem lại trang này; nếu vẫn muốn đổi thì chọn lại.".to_owned(),
            ),
        };
        Words { fact, advice }
    }
}

impl From<InspectionRefusal> for Refusal {
    fn from(refusal: InspectionRefusal) -> Self {
        Self::Inspection(refusal)
    }
}
