//! Why a hand-in is not taken as it was sent.

use serde::{Deserialize, Serialize};

use super::{InspectionRefusal, Refusal};
use crate::{days::Timestamp, file_names::FileName, vietnamese};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HandInRefusal {
    /// There is a version that the page did not show: by somebody else, or of the same person from another window (no name).
    Meanwhile { version: u32, who: Option<String>, at: Timestamp },
    /// The version that the page showed was taken back.
    TakenBackMeanwhile,
    /// Rich text, a page or XML under the name of a document: "Lưu" would keep it as that.
    SaveAnew { name: FileName },
    /// The files of this version over again, and no word beside them.
    NothingNew { version: u32 },
}

impl From<HandInRefusal> for Refusal {
    fn from(refusal: HandInRefusal) -> Self {
        Self::HandIn(refusal)
    }
}

impl HandInRefusal {
    /// What is true, and what to do next.
    pub(super) fn words(&self) -> (String, String) {
        let look = "Lần này chưa nộp gì. Danh sách tệp nay theo phiên bản mới nhất, tệp vừa chọn và lời nhắn vẫn còn nguyên: \
                    xem lại rồi bấm Nộp.";
        match self {
            Self::Meanwhile { version, who, at } => {
                let who = who.as_deref().map_or_else(|| "nộp từ một cửa sổ khác".to_owned(), |who| format!("{who} nộp"));
                (format!("Hồ sơ này vừa có phiên bản {version}, {who} lúc {}", vietnamese::moment(*at)), look.to_owned())
            }
            Self::TakenBackMeanwhile => ("Phiên bản đã nộp của hồ sơ này vừa được rút lại".to_owned(), look.to_owned()),
            Self::SaveAnew { name } => (
                format!("{name} tuy mở được bằng Word hay Excel nhưng không phải tệp Word hay Excel"),
                "Mở tệp, chọn Lưu thành (Save As) .docx (bảng tính thì .xlsx), rồi chọn tệp mới đó. Bấm Lưu (Save) không đổi được \
                 kiểu tệp."
                    .to_owned(),
            ),
            Self::NothingNew { version } => (
                format!("Chưa có gì khác phiên bản {version}"),
                "Chọn thêm tệp, bỏ dấu tích ở tệp không nộp nữa, hoặc ghi một lời nhắn rồi bấm Nộp.".to_owned(),
            ),
        }
    }
}

/// What waited here went in from another window.
pub(super) fn elsewhere(at: Timestamp) -> (String, String) {
    (
        format!("Hồ sơ này đã được nộp từ một cửa sổ khác lúc {}", vietnamese::moment(at)),
        "Tệp chờ ở đây đã nằm trong lần nộp đó, hoặc đã được bỏ ra. Xem lại trang hồ sơ; còn thiếu tệp nào thì chọn lại tệp đó rồi \
         nộp. Lời nhắn vẫn còn nguyên."
            .to_owned(),
    )
}

impl Refusal {
    /// The file that this refusal alone keeps out of a hand-in: without it the others may go in, once the person says so.
    pub const fn left_out(&self) -> Option<&FileName> {
        if let Self::FileEmpty { name }
        | Self::FileTooLarge { name, .. }
        | Self::FileKindUnknown { name }
        | Self::FileDangerous { name }
        | Self::FileEncrypted { name }
        | Self::HandIn(HandInRefusal::SaveAnew { name })
        | Self::Inspection(InspectionRefusal::Impossible { name, .. } | InspectionRefusal::CutShort { name }) = self
        {
            Some(name)
        } else {
            None
        }
    }
}
