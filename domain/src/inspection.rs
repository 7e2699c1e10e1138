//! What looking into a file that was handed in has found, with the words for whoever reads it.
//!
//! Bytes are looked into elsewhere (`documents`); here stands what may be found, how it is kept, and what a teacher is told.
//! Điều 5b of the regulation gives the management team the care against viruses: what can act waits for them.

mod inspected;
mod kept;
mod looking;
mod places;
mod scan;

use serde::{Deserialize, Serialize};

pub use inspected::{HeldFiles, HeldVerdict, Inspected, JudgedFile, Judgement};
pub use kept::Kept;
pub use looking::{BETWEEN_TRIES, Interruption, MAX_TRIES, is_tried_again};
pub use places::HeldIn;
pub use scan::{AGAIN_AFTER, FRESH_FOR, MAX_SCANS, Scan, ScanAnswer, Scanner, Undecided, worth_scanning_again};

use crate::{files::StoredFile, refusal::Words};

/// The outcome of looking into one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inspection {
    Clean,
    /// Shown to everybody who may see it, with a warning. Never empty, each kind once.
    Odd(Vec<Oddity>),
    /// Kept from everybody but its sender until the management team has looked; the hand-in stands. Never empty, each kind once.
    Held(Vec<Cause>),
    /// Refused at once: no program writes such a file, and whoever opens it is harmed by its mere size or shape.
    Impossible(Impossibility),
    /// "Đang kiểm tra": looking was cut short, nothing is known of the file, and it is kept from others until somebody has looked.
    Pending(Interruption),
}

/// A file in the store, with what was found in it on its way there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InspectedFile {
    pub file: StoredFile,
    pub inspection: Inspection,
}

/// What is unusual and harms nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Oddity {
    /// The end is missing.
    Cut,
    /// Checksums or structure do not fit.
    Damaged,
    /// Opens with a password only.
    Sealed,
    /// Pictures or films are not in the file but are fetched from the web when it is opened.
    LoadsFromWeb,
    /// Pictures, films or documents are not in the file but on the machine on which it was written.
    LeftOnOwnMachine,
}

/// What can act by itself or at one click, when somebody opens the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Cause {
    /// VBA.
    Macros,
    /// A sheet of Excel 4 macros.
    MacroSheet,
    ActiveX,
    /// Another file packed inside of which nobody sees what it does: an OLE package, a plain zip.
    PackedFile,
    /// A program for Windows inside.
    ProgramInside,
    /// A field or formula that starts another program to fetch data from it (DDE).
    DdeField,
    /// A template that lies on the web or on another machine.
    RemoteTemplate,
    /// Anything else that is fetched from elsewhere and can act: frames, objects, data.
    LoadsFromElsewhere,
    /// A link to a program, a script or another machine.
    ProgramLink,
    PdfScript,
    PdfLaunch,
    /// A PDF that goes elsewhere or sends something when it is opened.
    PdfActs,
    PdfAttachment,
    /// Films, sounds and models in a PDF, which a player or a program of their own shows.
    PdfMedia,
    /// Rich text that calls itself a Word document.
    RichText,
    /// A web page that calls itself something else, or stands inside of a picture, sound or film.
    WebPage,
    /// The content is of another kind than the file was taken for.
    OtherKind,
    /// The file is two files at once, for two programs.
    TwoFormats,
    /// A part is written so that nobody can look into it.
    Unreadable,
    /// The virus scanner knows it.
    Virus,
    /// The virus scanner cannot say.
    Unscanned,
}

/// Why a file cannot be what it says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Impossibility {
    /// Unpacks to far more than it is.
    Bomb,
    TooManyParts,
    /// Packages inside of packages inside of packages.
    NestedTooDeep,
    Symlink,
    TwoNames,
    NameLeadsOut,
    /// Parts lie over each other.
    Overlap,
    /// A part has another size than it claims.
    SizeDiffers,
    /// XML that defines words of its own, which may multiply or fetch files.
    OwnEntities,
    /// A picture of more points than any camera takes.
    PictureTooLarge,
}

impl Oddity {
    pub const ALL: [Self; 5] = [Self::Cut, Self::Damaged, Self::Sealed, Self::LoadsFromWeb, Self::LeftOnOwnMachine];

    /// The word in the database; never changed.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cut => "cut",
            Self::Damaged => "damaged",
            Self::Sealed => "sealed",
            Self::LoadsFromWeb => "loads_from_web",
            Self::LeftOnOwnMachine => "left_on_own_machine",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The words for the sender and for whoever reads the file.
    pub fn words(self) -> Words {
        let (fact, advice) = match self {
            Self::Cut => (
                "Tệp có vẻ chưa chép hết, phần cuối bị thiếu",
                "Vẫn mở xem được phần còn lại. Mở tệp trên máy mình xem có đủ không, lưu lại rồi nộp phiên bản mới.",
            ),
            Self::Damaged => (
                "Tệp có chỗ bị hỏng",
                "Có thể hỏng khi chép qua USB hoặc mạng. Mở tệp gốc, lưu lại thành tệp mới rồi nộp phiên bản mới.",
            ),
            Self::Sealed => (
                "Tệp đang đặt mật khẩu",
                "Tổ trưởng và ban giám hiệu sẽ không mở được. Mở tệp, bỏ mật khẩu, lưu lại rồi nộp phiên bản mới.",
            ),
            Self::LoadsFromWeb => (
                "Có ảnh hoặc phim không nằm trong tệp mà tải từ mạng khi mở",
                "Không có mạng thì người xem không thấy. Muốn chắc chắn, tải ảnh hoặc phim về máy, chèn vào tệp rồi nộp phiên bản mới.",
            ),
            Self::LeftOnOwnMachine => (
                "Có ảnh, phim hoặc tệp không nằm trong tệp này mà ở trên máy của người soạn",
                "Người khác mở sẽ không thấy. Chèn hẳn vào tệp thay vì liên kết, hoặc nộp kèm tệp đó.",
            ),
        };
        words(fact, advice)
    }
}

impl Cause {
    pub const ALL: [Self; 21] = [
        Self::Macros,
        Self::MacroSheet,
        Self::ActiveX,
        Self::PackedFile,
        Self::ProgramInside,
        Self::DdeField,
        Self::RemoteTemplate,
        Self::LoadsFromElsewhere,
        Self::ProgramLink,
        Self::PdfScript,
        Self::PdfLaunch,
        Self::PdfActs,
        Self::PdfAttachment,
        Self::PdfMedia,
        Self::RichText,
        Self::WebPage,
        Self::OtherKind,
        Self::TwoFormats,
        Self::Unreadable,
        Self::Virus,
        Self::Unscanned,
    ];

    /// The word in the database; never changed.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Macros => "macros",
            Self::MacroSheet => "macro_sheet",
            Self::ActiveX => "activex",
            Self::PackedFile => "packed_file",
            Self::ProgramInside => "program_inside",
            Self::DdeField => "dde_field",
            Self::RemoteTemplate => "remote_template",
            Self::LoadsFromElsewhere => "loads_from_elsewhere",
            Self::ProgramLink => "program_link",
            Self::PdfScript => "pdf_script",
            Self::PdfLaunch => "pdf_launch",
            Self::PdfActs => "pdf_acts",
            Self::PdfAttachment => "pdf_attachment",
            Self::PdfMedia => "pdf_media",
            Self::RichText => "rich_text",
            Self::WebPage => "web_page",
            Self::OtherKind => "other_kind",
            Self::TwoFormats => "two_formats",
            Self::Unreadable => "unreadable",
            Self::Virus => "virus",
            Self::Unscanned => "unscanned",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The words for the sender and for the management team: what is in the file, and how the sender gets on without waiting.
    /// That the time of the hand-in stands is said once on the page, not for each cause.
    pub fn words(self) -> Words {
        let (fact, advice) = match self {
            Self::Macros => {
                ("Tệp chứa lệnh tự chạy (macro)", "Lưu lại thành tệp Word, Excel hay PowerPoint thường rồi nộp phiên bản mới.")
            }
            Self::MacroSheet => (
                "Bảng tính có trang lệnh tự chạy (macro Excel 4)",
                "Thường do virus cũ để lại. Chép các trang cần dùng sang bảng tính mới, lưu rồi nộp phiên bản mới.",
            ),
            Self::ActiveX => (
                "Tệp có nút bấm hoặc ô điều khiển chạy lệnh (ActiveX)",
                "Thường theo vào khi chép từ trang web. Xóa các ô đó, hoặc dán lại chỉ giữ chữ, lưu rồi nộp phiên bản mới.",
            ),
            Self::PackedFile => (
                "Có một tệp khác gói bên trong tệp này",
                "Xóa biểu tượng tệp được gói, lưu lại, rồi nộp tệp đó riêng trong phiên bản mới.",
            ),
            Self::ProgramInside => (
                "Có chương trình chạy được nằm bên trong tệp",
                "Có thể máy hoặc USB đang có virus: báo tổ quản lý phần mềm, quét virus rồi soạn lại từ bản sạch.",
            ),
            Self::DdeField => (
                "Có ô lấy dữ liệu bằng cách gọi chương trình khác (DDE)",
                "Thay ô đó bằng chữ hoặc số thường, lưu lại rồi nộp phiên bản mới.",
            ),
            Self::RemoteTemplate => (
                "Tệp lấy mẫu từ mạng hoặc từ máy khác khi mở",
                "Trong Word vào Developer, Document Template, bỏ mẫu đang gắn; lưu lại rồi nộp phiên bản mới.",
            ),
            Self::LoadsFromElsewhere => (
                "Tệp tự lấy nội dung từ mạng hoặc từ máy khác khi mở",
                "Ngắt liên kết (trong Word, Excel: File, Info, Edit Links to Files, Break Link), lưu lại rồi nộp phiên bản mới.",
            ),
            Self::ProgramLink => (
                "Có liên kết mở chương trình hoặc máy khác trong mạng",
                "Bỏ liên kết đó (bấm chuột phải, Remove Hyperlink), lưu lại rồi nộp phiên bản mới.",
            ),
            Self::PdfScript => {
                ("Tệp PDF chứa lệnh tự chạy (JavaScript)", "In lại thành PDF (Print, Microsoft Print to PDF) rồi nộp bản vừa in.")
            }
            Self::PdfLaunch => {
                ("Tệp PDF có lệnh mở chương trình", "In lại thành PDF (Print, Microsoft Print to PDF) rồi nộp bản vừa in.")
            }
            Self::PdfActs => (
                "Tệp PDF tự mở trang khác hoặc tự gửi dữ liệu",
                "In lại thành PDF (Print, Microsoft Print to PDF) rồi nộp bản vừa in.",
            ),
            Self::PdfAttachment => (
                "Tệp PDF có tệp khác đính kèm bên trong",
                "Bỏ tệp đính kèm, hoặc in lại thành PDF; cần tệp đó thì nộp riêng trong phiên bản mới.",
            ),
            Self::PdfMedia => (
                "Tệp PDF có phim, âm thanh hoặc mô hình chạy bên trong",
                "In lại thành PDF (Print, Microsoft Print to PDF) rồi nộp bản vừa in; phim, âm thanh thì nộp riêng.",
            ),
            Self::RichText => {
                ("Tên tệp là Word nhưng bên trong là RTF", "Mở bằng Word, chọn Save As loại Word Document (docx) rồi nộp tệp mới.")
            }
            Self::WebPage => (
                "Trong tệp có trang web hoặc lệnh của trang web",
                "Mở bằng đúng phần mềm, lưu lại (Save As) thành tệp thường rồi nộp tệp mới.",
            ),
            Self::OtherKind => {
                ("Nội dung không đúng với loại của tệp", "Mở bằng đúng phần mềm, lưu lại (Save As) rồi nộp tệp mới.")
            }
            Self::TwoFormats => {
                ("Tệp này là hai loại tệp ghép vào nhau", "Mở bằng đúng phần mềm, lưu lại (Save As) thành tệp mới rồi nộp tệp đó.")
            }
            Self::Unreadable => (
                "Có phần bên trong không kiểm tra được",
                "Mở bằng Word, Excel, PowerPoint hoặc phần mềm đọc PDF, lưu lại thành tệp mới rồi nộp tệp đó.",
            ),
            Self::Virus => (
                "Trình quét virus nhận ra virus trong tệp",
                "Đừng mở tệp. Quét virus máy và USB đã dùng, soạn lại từ bản sạch rồi nộp phiên bản mới; cần giúp thì báo tổ quản lý \
                 phần mềm.",
            ),
            Self::Unscanned => (
                "Trình quét virus không kết luận được về tệp",
                "Thường do tệp quá lớn hoặc có mật khẩu. Bỏ mật khẩu hoặc chia nhỏ tệp rồi nộp phiên bản mới.",
            ),
        };
        words(fact, advice)
    }
}

impl Impossibility {
    pub const ALL: [Self; 10] = [
        Self::Bomb,
        Self::TooManyParts,
        Self::NestedTooDeep,
        Self::Symlink,
        Self::TwoNames,
        Self::NameLeadsOut,
        Self::Overlap,
        Self::SizeDiffers,
        Self::OwnEntities,
        Self::PictureTooLarge,
    ];

    /// The word in the log; never changed.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Bomb => "bomb",
            Self::TooManyParts => "too_many_parts",
            Self::NestedTooDeep => "nested_too_deep",
            Self::Symlink => "symlink",
            Self::TwoNames => "two_names",
            Self::NameLeadsOut => "name_leads_out",
            Self::Overlap => "overlap",
            Self::SizeDiffers => "size_differs",
            Self::OwnEntities => "own_entities",
            Self::PictureTooLarge => "picture_too_large",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The words for the sender, whose file is not taken.
    pub fn words(self) -> Words {
        let fact = match self {
            Self::Bomb => "Tệp này mở ra sẽ phình to đến mức làm treo máy",
            Self::TooManyParts => "Tệp này chứa quá nhiều phần bên trong, không phần mềm soạn thảo nào viết như vậy",
            Self::NestedTooDeep => "Trong tệp này có tệp nén lồng nhau quá nhiều lớp",
            Self::Symlink => "Trong tệp này có phần trỏ ra ngoài tệp",
            Self::TwoNames => "Trong tệp này có hai phần trùng tên",
            Self::NameLeadsOut => "Trong tệp này có phần mang tên không hợp lệ",
            Self::Overlap => "Trong tệp này có các phần chồng lên nhau",
            Self::SizeDiffers => "Trong tệp này có phần khai sai kích thước",
            Self::OwnEntities => "Trong tệp này có khai báo riêng mà tệp văn phòng không được có",
            Self::PictureTooLarge => "Ảnh có quá nhiều điểm ảnh, mở ra sẽ làm treo máy",
        };
        let advice = match self {
            Self::PictureTooLarge => "Thu nhỏ ảnh (bằng Paint: Resize) rồi chọn lại tệp. Các tệp khác không phải chọn lại.",
            Self::Bomb
            | Self::TooManyParts
            | Self::NestedTooDeep
            | Self::Symlink
            | Self::TwoNames
            | Self::NameLeadsOut
            | Self::Overlap
            | Self::SizeDiffers
            | Self::OwnEntities => {
                "Mở tệp bằng Word, Excel hay PowerPoint, lưu lại thành tệp mới (Save As) rồi chọn tệp đó. Không mở được thì báo tổ \
                 quản lý phần mềm."
            }
        };
        words(fact, advice)
    }
}

fn words(fact: &str, advice: &str) -> Words {
    Words { fact: fact.to_owned(), advice: advice.to_owned() }
}

#[cfg(test)]
mod tests;
