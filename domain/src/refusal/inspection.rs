//! Why a file is not taken, not opened for others, or not decided about: for what was found in it, or because nobody can look
//! into it now.

use serde::{Deserialize, Serialize};

use super::{Refusal, Words};
use crate::{
    days::Timestamp,
    file_names::FileName,
    inspection::{Cause, Impossibility},
    vietnamese,
};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InspectionRefusal {
    /// The file cannot be what it says it is.
    Impossible { name: FileName, why: Impossibility },
    /// The file waits for the management team: only its sender opens it until then.
    Held { name: FileName },
    /// The management team has given the file back: only its sender opens it.
    Returned { name: FileName },
    /// The same of a file beside a request, an order or a decision.
    HeldBeside { name: FileName },
    /// Somebody looked into such a file and keeps it from others.
    KeptBeside { name: FileName },
    /// What can act bears nothing out: a photo, a scan or a PDF does.
    NotAsEvidence { name: FileName, why: Cause },
    /// To decide about files that are held is the management team's and the leadership's.
    NotYours,
    /// The file belongs to a record that is fenced off: only the leadership looks into it and decides.
    OfFencedRecord,
    /// The file bears a request out, which may say why somebody was away: only those who decide about requests look into it.
    OfEvidence,
    /// Nobody decides about a file of their own.
    OwnFile,
    /// There is nothing to decide: somebody else has let it be opened, or the file was never held.
    NotHeld,
    /// Somebody else has decided since the page was opened.
    Decided { at: Timestamp },
    /// Looking into the file was cut short, for the last time at this instant: only its sender opens it until somebody has looked.
    Pending { name: FileName, at: Timestamp },
    /// The virus scanner has not said anything of the file yet: only its sender opens it until then.
    Scanning { name: FileName },
    /// The virus scanner knows what is in the file: only its sender opens it.
    Infected { name: FileName },
    /// Nobody lets others open what the virus scanner knows.
    VirusStays,
    /// Looking into the file was cut short before anything was known of it.
    CutShort { name: FileName },
    /// The files of others are being looked into.
    Busy,
    /// As many files of this person are on their way to the server as may be at once.
    ManyComing { most: usize },
    /// As many files are on their way to this person as may be at once.
    ManyGoing { most: usize },
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
            Self::HeldBeside { name } => (
                format!("{name} đang chờ tổ quản lý phần mềm hoặc ban giám hiệu xem"),
                "Trong tệp có phần có thể tự chạy, nên chỉ người gửi mở được. Người gửi có thể gửi lại bằng ảnh, bản quét hoặc PDF."
                    .to_owned(),
            ),
            Self::KeptBeside { name } => (
                format!("{name} đã được xem và không cho mở"),
                "Chỉ người gửi mở được. Cần xem thì nhờ người gửi gửi lại bằng ảnh, bản quét hoặc PDF.".to_owned(),
            ),
            Self::NotAsEvidence { name, why } => {
                let fact = format!("{name}: {}", vietnamese::with_small_beginning(&why.words().fact));
                let advice = "Minh chứng là tệp không tự chạy được: chụp ảnh, quét, hoặc in thành PDF (Print, Microsoft Print to \
                              PDF) rồi chọn lại. Các tệp khác không phải chọn lại.";
                return Words { fact, advice: advice.to_owned() };
            }
            Self::NotYours => (
                "Xem tệp giữ lại là việc của tổ quản lý phần mềm và ban giám hiệu".to_owned(),
                "Chưa có gì thay đổi. Cần mở gấp thì nhắn tổ quản lý phần mềm.".to_owned(),
            ),
            Self::OfFencedRecord => (
                "Tệp thuộc hồ sơ kín, nên hiệu trưởng hoặc phó hiệu trưởng xem và quyết định".to_owned(),
                "Tổ quản lý phần mềm không mở hồ sơ kín; cần gấp thì nhắn ban giám hiệu.".to_owned(),
            ),
            Self::OfEvidence => (
                "Tệp là minh chứng của một đề nghị, nên hiệu trưởng hoặc phó hiệu trưởng xem và quyết định".to_owned(),
                "Tổ quản lý phần mềm không mở minh chứng; cần gấp thì nhắn ban giám hiệu.".to_owned(),
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
            Self::Pending { name, at } => (
                format!("{name} đang được kiểm tra, lần gần nhất lúc {} bị ngắt", vietnamese::moment(*at)),
                "Máy chủ tự kiểm tra lại trong ít phút; chờ rồi mở lại. Giờ nộp vẫn giữ nguyên.".to_owned(),
            ),
            Self::Scanning { name } => (
                format!("{name} đang được kiểm tra virus"),
                "Quét xong thì mở được, thường trong một phút; chờ rồi mở lại. Giờ nộp vẫn giữ nguyên.".to_owned(),
            ),
            Self::Infected { name } => (
                format!("{name} đang bị cách ly vì có virus"),
                "Không mở được ở đây. Chờ người gửi quét máy rồi gửi tệp sạch; giờ nộp lần đầu vẫn giữ nguyên.".to_owned(),
            ),
            Self::VirusStays => (
                "Tệp có virus thì không ai cho mở được".to_owned(),
                "Trả lại để người nộp gửi tệp sạch. Nếu trình quét nhận nhầm thì người giữ máy chủ sửa ở ClamAV, rồi bấm Quét lại."
                    .to_owned(),
            ),
            Self::CutShort { name } => (
                format!("Chưa kiểm tra được {name}: máy chủ đang thiếu bộ nhớ hoặc quá bận"),
                "Không phải lỗi của tệp. Chờ ít phút rồi chọn lại tệp này; các tệp khác không phải chọn lại.".to_owned(),
            ),
            Self::Busy => (
                "Máy chủ đang đọc tệp của những người khác".to_owned(),
                "Chưa đến lượt tệp này. Chờ khoảng nửa phút rồi thử lại; những gì đã có biên nhận thì đã được lưu.".to_owned(),
            ),
            Self::ManyComing { most } => (
                format!("Đang có {most} tệp của tài khoản này gửi lên cùng lúc, nhiều nhất là như vậy"),
                "Chưa nhận tệp này. Chờ các tệp kia lên xong, hoặc đóng bớt trang đang gửi, rồi chọn lại.".to_owned(),
            ),
            Self::ManyGoing { most } => (
                format!("Đang có {most} tệp tải về tài khoản này cùng lúc, nhiều nhất là như vậy"),
                "Chờ các tệp kia tải xong, hoặc dừng bớt, rồi tải lại tệp này.".to_owned(),
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
