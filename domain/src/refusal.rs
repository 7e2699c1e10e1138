//! Why not: every refusal is a value that says, in Vietnamese, what is true and what to do next.

mod absences;
mod clock;
mod closing;
mod commenting;
mod delegating;
mod explaining;
mod extending;
mod guessing;
mod handing_in;
mod inspection;
mod locking;
mod personal_data;
mod reviewing;
mod second_factor;
mod signing;
mod spot_checking;
mod swapping;
mod withdrawing;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use absences::AbsenceRefusal;
pub use clock::ClockRefusal;
pub use closing::ClosureRefusal;
pub use commenting::CommentRefusal;
pub use delegating::*;
pub use explaining::LatenessRefusal;
pub use extending::ExtensionRefusal;
pub use guessing::EasyToGuess;
pub use handing_in::HandInRefusal;
pub use inspection::InspectionRefusal;
pub use locking::{LockRefusal, Shut, UpdateRefusal};
pub use personal_data::PersonalDataRefusal;
pub use reviewing::ReviewRefusal;
pub use second_factor::SecondFactorRefusal;
pub use signing::SigningRefusal;
pub use spot_checking::SpotCheckRefusal;
pub use swapping::SwapRefusal;
pub use withdrawing::WithdrawalRefusal;

use crate::{days::Timestamp, file_names::FileName, vietnamese};

/// What was refused and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{}", self.words().fact)]
pub enum Refusal {
    /// Nobody is signed in, or the session is over.
    SessionOver,
    /// Unknown user or wrong password: one answer for both.
    SignInFailed,
    /// The password is right, and the account is suspended: nobody else is told so.
    AccountSuspended,
    /// The password is right, and was handed out on this day, too long ago.
    HandedOutPasswordOver {
        since: NaiveDate,
    },
    /// Too many failed attempts; try again after so many seconds.
    SignInSlowed {
        seconds: u64,
    },
    /// The initial password must be changed first.
    PasswordMustChange,
    PasswordTooShort {
        least: usize,
    },
    PasswordEasyToGuess {
        why: EasyToGuess,
    },
    PasswordsDiffer,
    PasswordUnchanged,
    NotYoursToHandIn,
    /// About what is fenced off, and requests for one's own data.
    PersonalData(PersonalDataRefusal),
    /// The page was opened by one person and sent while another one was signed in.
    PageOfAnother,
    DashboardNotYours,
    SettingsNotYours,
    /// Nobody else hands out a password for the principal.
    PrincipalsAccount,
    /// Where there is a principal, nobody else changes a vice principal: neither account nor positions.
    VicePrincipalIsThePrincipals,
    /// Nobody but the principal hands out a password for a vice principal.
    ResetIsThePrincipals,
    /// Passwords of whoever keeps records that are fenced off, and what is to be confirmed of others, are the leadership's.
    ResetIsTheLeaderships,
    /// The management team handed out the password of whoever asks, and the leadership has not confirmed that yet.
    ResetUnconfirmed,
    /// Nobody shuts their own account.
    OwnAccount,
    /// About the machine's clock.
    Clock(ClockRefusal),
    /// To let an appointment take effect is the leadership's.
    ConfirmingNotYours,
    /// Nobody lets an appointment of their own, or that they entered, take effect.
    OwnAppointment,
    /// Where there is a principal, nobody else takes somebody into the leadership.
    JoiningIsThePrincipals,
    /// The appointment is in effect already: somebody else has confirmed it.
    ConfirmedMeanwhile,
    /// The appointment was turned down, for this reason.
    TurnedDown {
        at: Timestamp,
        reason: String,
    },
    /// The appointment does not fit what is so by now.
    NoLongerFits {
        reason: String,
    },
    /// A position that ends on this day is not made longer but given anew, for that has to be confirmed.
    LongerIsAnew {
        until: NaiveDate,
    },
    /// Who could not give a position at once does not end it either.
    EndIsTheLeaderships,
    /// What the leadership has shut, the leadership opens.
    SuspendedByTheLeadership,
    /// From this day on nobody of the leadership could sign in.
    LastOfLeadership {
        from: NaiveDate,
    },
    /// The record is owed no longer.
    ObligationClosed {
        at: Timestamp,
        reason: String,
    },
    NotYoursToExempt,
    /// What was handed in is judged and needs no exemption.
    AlreadyHandedIn {
        at: Timestamp,
    },
    AlreadyExempt {
        at: Timestamp,
        reason: String,
    },
    NotExempt,
    /// The working day on which it is due has begun: whoever owed the record again would not have a day for it.
    ExemptionStands {
        due: NaiveDate,
    },
    /// The week of practice counts for nothing anyway.
    PracticeIsNotCounted,
    NoFiles,
    TooManyFiles {
        files: usize,
        most: usize,
    },
    NoteTooLong {
        letters: usize,
        most: usize,
    },
    FileEmpty {
        name: FileName,
    },
    FileTooLarge {
        name: FileName,
        limit: u64,
    },
    /// The content is none of the accepted kinds.
    FileKindUnknown {
        name: FileName,
    },
    /// The content is a program, a macro document or the like.
    FileDangerous {
        name: FileName,
    },
    /// The content opens with a password only: the head of the department could not read it.
    FileEncrypted {
        name: FileName,
    },
    FileTemporary {
        name: FileName,
    },
    /// The bytes stopped coming before the end.
    FileIncomplete {
        name: FileName,
    },
    /// An uploaded file is no longer waiting (another day, another person).
    FileGone,
    /// An uploaded file is no longer waiting, and this person has handed in for the record meanwhile: in another window.
    HandedInElsewhere {
        at: Timestamp,
    },
    /// As much waits to be handed in as may wait: no more is taken.
    TooMuchWaiting {
        files: usize,
        bytes: u64,
    },
    /// As much was uploaded and not handed in, within some days, as one person may leave lying: no more is taken.
    TooMuchUnused {
        bytes: u64,
    },
    /// A hand-in's key came a second time with other files: most likely a page left open in two windows.
    KeyUsedForOtherFiles,
    /// No room on the server's disk.
    StoreFull,
    /// A form field, by its name on screen, and what is wrong with it.
    Field {
        field: String,
        reason: String,
    },
    /// The code from the server's console is wrong.
    SetupCodeWrong,
    /// The school is set up already.
    AlreadySetUp,
    /// The school cannot open without a class.
    NoClassYet,
    /// The school cannot open without a type of records that is in use.
    NoRecordTypeYet,
    /// A decision about a version.
    Review(ReviewRefusal),
    Comment(CommentRefusal),
    HandIn(HandInRefusal),
    /// What was found in a file.
    Inspection(InspectionRefusal),
    Delegation(DelegationRefusal),
    /// About who is away.
    Absence(AbsenceRefusal),
    /// About days on which the school is shut at short notice.
    Closure(ClosureRefusal),
    /// About more time for a record.
    Extension(ExtensionRefusal),
    /// About why a record was late.
    Lateness(LatenessRefusal),
    /// About what is shut, and orders that shut and open.
    Lock(LockRefusal),
    SecondFactor(SecondFactorRefusal),
    /// About a signature.
    Signing(SigningRefusal),
    /// About a turn that goes to a colleague.
    Swap(SwapRefusal),
    /// About taking a hand-in back.
    Withdrawal(WithdrawalRefusal),
}

/// What the person reads: the fact in a few words, then what is safe and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    pub fact: String,
    pub advice: String,
}

impl Refusal {
    /// The words for the screen.
    pub fn words(&self) -> Words {
        let (fact, advice) = match self {
            Self::SessionOver => (
                "Phiên làm việc đã hết".to_owned(),
                "Đăng nhập lại là làm tiếp được. Những gì đã có biên nhận thì đã được lưu.".to_owned(),
            ),
            Self::SignInFailed => (
                "Tên đăng nhập hoặc mật khẩu chưa đúng".to_owned(),
                "Xem lại phím Caps Lock và bộ gõ tiếng Việt rồi thử lại. Quên mật khẩu thì gọi tổ quản lý phần mềm, đặt lại được ngay.".to_owned(),
            ),
            Self::AccountSuspended => (
                "Tài khoản này đang tạm khóa".to_owned(),
                "Mật khẩu đúng, hồ sơ đã nộp vẫn còn nguyên. Gặp tổ quản lý phần mềm để được mở lại.".to_owned(),
            ),
            Self::HandedOutPasswordOver { since } => (
                format!("Mật khẩu được phát ngày {} đã hết hạn", vietnamese::date(*since)),
                "Mật khẩu được phát chỉ dùng được trong 7 ngày. Nhờ tổ quản lý phần mềm hoặc ban giám hiệu phát mật khẩu mới.".to_owned(),
            ),
            Self::SignInSlowed { seconds } => (
                "Đã thử sai nhiều lần".to_owned(),
                format!("Chờ {} rồi thử lại. Tài khoản không bị khóa.", guessing::seconds_words(*seconds)),
            ),
            Self::PasswordMustChange => (
                "Cần đổi mật khẩu trước".to_owned(),
                "Mật khẩu được phát lần đầu chỉ dùng để vào một lần. Đặt mật khẩu riêng rồi làm tiếp.".to_owned(),
            ),
            Self::PasswordTooShort { least } => (
                format!("Mật khẩu cần ít nhất {least} ký tự"),
                "Một câu ngắn dễ nhớ, có dấu cách cũng được.".to_owned(),
            ),
            Self::PasswordEasyToGuess { why } => (
                why.fact().to_owned(),
                "Ghép ba, bốn từ không liên quan với nhau thành một câu ngắn chỉ mình nhớ, có dấu cách cũng được.".to_owned(),
            ),
            Self::PasswordsDiffer => ("Hai lần gõ chưa giống nhau".to_owned(), "Gõ lại mật khẩu mới ở cả hai ô.".to_owned()),
            Self::PasswordUnchanged => (
                "Mật khẩu mới giống mật khẩu cũ".to_owned(),
                "Chọn một mật khẩu khác với mật khẩu được phát.".to_owned(),
            ),
            Self::NotYoursToHandIn => (
                "Hồ sơ này do người khác nộp".to_owned(),
                "Xem lại trong Việc của tôi. Nếu được phân công mà chưa thấy, báo tổ quản lý phần mềm.".to_owned(),
            ),
            Self::PageOfAnother => (
                "Trang này mở bằng tài khoản của người khác".to_owned(),
                "Ở một thẻ khác của trình duyệt này đã có người khác đăng nhập, nên chưa có gì thay đổi. Chép lại lời đang viết, nếu \
                 có, rồi tải lại trang để thấy ai đang đăng nhập; không phải mình thì đăng xuất và đăng nhập lại."
                    .to_owned(),
            ),
            Self::PersonalData(refusal) => refusal.words(),
            Self::DashboardNotYours => (
                "Bảng theo dõi dành cho ban giám hiệu, tổ quản lý phần mềm và tổ trưởng".to_owned(),
                "Hồ sơ của lớp mình có ở Việc của tôi.".to_owned(),
            ),
            Self::SettingsNotYours => (
                "Phần cài đặt này không mở cho tài khoản đang dùng".to_owned(),
                "Cần đổi điều gì thì nhắn ban giám hiệu.".to_owned(),
            ),
            Self::PrincipalsAccount => (
                "Tài khoản của hiệu trưởng chỉ hiệu trưởng tự đổi".to_owned(),
                "Quên mật khẩu thì nhờ người giữ máy chủ đặt lại ngay tại máy đó.".to_owned(),
            ),
            Self::VicePrincipalIsThePrincipals => (
                "Tài khoản và chức vụ của phó hiệu trưởng do hiệu trưởng quyết định".to_owned(),
                "Chưa có gì thay đổi. Nhờ hiệu trưởng làm ở trang Cán bộ.".to_owned(),
            ),
            Self::ResetIsThePrincipals => (
                "Mật khẩu của phó hiệu trưởng do hiệu trưởng đặt lại".to_owned(),
                "Nhờ hiệu trưởng làm ở trang Cán bộ; hiệu trưởng vắng thì nhờ người giữ máy chủ đặt lại ngay tại máy đó.".to_owned(),
            ),
            Self::ResetIsTheLeaderships => (
                "Mật khẩu của người giữ hồ sơ hạn chế do ban giám hiệu đặt lại và xác nhận".to_owned(),
                "Nhờ hiệu trưởng hoặc phó hiệu trưởng làm ở trang Cán bộ.".to_owned(),
            ),
            Self::ResetUnconfirmed => (
                "Mật khẩu do tổ quản lý phần mềm phát, ban giám hiệu chưa xác nhận".to_owned(),
                "Nộp hồ sơ vẫn như thường. Để quyết định và mở hồ sơ hạn chế, nhờ hiệu trưởng hoặc phó hiệu trưởng bấm Xác nhận ở trang Cán bộ.".to_owned(),
            ),
            Self::OwnAccount => (
                "Không ai tự tạm khóa tài khoản của mình".to_owned(),
                "Cần tạm khóa thì nhờ người khác trong ban giám hiệu; xong việc thì đăng xuất là đủ.".to_owned(),
            ),
            Self::Clock(refusal) => return refusal.words(),
            Self::ConfirmingNotYours => (
                "Xác nhận phân công là việc của hiệu trưởng và phó hiệu trưởng".to_owned(),
                "Chưa có gì thay đổi. Việc phân công vẫn nằm trong danh sách chờ xác nhận; cần gấp thì nhắn ban giám hiệu.".to_owned(),
            ),
            Self::OwnAppointment => (
                "Không ai tự xác nhận việc phân công do mình ghi hoặc cho chính mình".to_owned(),
                "Chưa có gì thay đổi. Nhờ người khác trong ban giám hiệu xác nhận.".to_owned(),
            ),
            Self::JoiningIsThePrincipals => (
                "Phân công vào ban giám hiệu do hiệu trưởng xác nhận".to_owned(),
                "Chưa có gì thay đổi. Việc phân công vẫn nằm trong danh sách chờ xác nhận; cần gấp thì nhắn hiệu trưởng.".to_owned(),
            ),
            Self::ConfirmedMeanwhile => (
                "Việc phân công này đã được xác nhận và đang có hiệu lực".to_owned(),
                "Muốn thôi thì ghi ngày cuối của chức vụ ở trang của người đó.".to_owned(),
            ),
            Self::TurnedDown { at, reason } => (
                "Việc phân công này đã không được đồng ý".to_owned(),
                format!(
                    "Ghi lúc {}, lý do: {}. Vẫn cần thì thêm chức vụ lại ở trang của người đó.",
                    vietnamese::moment(*at),
                    vietnamese::without_stop(reason)
                ),
            ),
            Self::NoLongerFits { reason } => (
                format!("Chưa xác nhận được: {}", vietnamese::without_stop(reason)),
                "Chưa có gì thay đổi. Bấm Không đồng ý để bỏ việc phân công này, rồi ghi lại nếu còn cần.".to_owned(),
            ),
            Self::LongerIsAnew { until } => (
                format!("Chức vụ này kết thúc ngày {}, chỉ rút ngắn được ở đây", vietnamese::date(*until)),
                "Giữ thêm thì thêm chức vụ từ ngày sau ngày cuối; việc đó có hiệu lực khi ban giám hiệu xác nhận.".to_owned(),
            ),
            Self::EndIsTheLeaderships => (
                "Chức vụ này do ban giám hiệu giao, nên ban giám hiệu cho thôi".to_owned(),
                "Chưa có gì thay đổi. Nhờ hiệu trưởng hoặc phó hiệu trưởng ghi ngày cuối ở trang của người đó.".to_owned(),
            ),
            Self::SuspendedByTheLeadership => (
                "Tài khoản này do ban giám hiệu tạm khóa, nên ban giám hiệu mở lại".to_owned(),
                "Chưa có gì thay đổi. Nhờ hiệu trưởng hoặc phó hiệu trưởng mở lại ở trang của người đó.".to_owned(),
            ),
            Self::LastOfLeadership { from } => (
                format!("Từ ngày {} sẽ không còn ai trong ban giám hiệu vào được", vietnamese::date(*from)),
                "Chưa có gì thay đổi. Phân công hiệu trưởng hoặc phó hiệu trưởng khác trước, rồi làm lại.".to_owned(),
            ),
            Self::ObligationClosed { at, reason } => (
                "Hồ sơ này không phải nộp nữa".to_owned(),
                format!(
                    "Đã đóng lúc {} vì {}. Tệp đã chọn vẫn còn trên máy; nếu cần nộp, hỏi ban giám hiệu.",
                    vietnamese::moment(*at),
                    vietnamese::without_stop(reason)
                ),
            ),
            Self::NotYoursToExempt => (
                "Miễn hồ sơ là việc của hiệu trưởng và phó hiệu trưởng".to_owned(),
                "Cần miễn thì nhắn ban giám hiệu, kèm lý do.".to_owned(),
            ),
            Self::AlreadyHandedIn { at } => (
                format!("Hồ sơ này đã nộp lúc {}", vietnamese::moment(*at)),
                "Đã nộp thì không cần miễn nữa; các phiên bản có ở trang hồ sơ.".to_owned(),
            ),
            Self::AlreadyExempt { at, reason } => (
                "Hồ sơ này đã được miễn".to_owned(),
                format!("Miễn lúc {}, lý do: {}. Không phải làm gì thêm.", vietnamese::moment(*at), vietnamese::without_stop(reason)),
            ),
            Self::NotExempt => (
                "Hồ sơ này không đang được miễn".to_owned(),
                "Có thể người khác vừa bỏ miễn. Tình trạng hiện nay có ở trang hồ sơ.".to_owned(),
            ),
            Self::ExemptionStands { due } => (
                format!("Đã quá 07:00 ngày hạn {} nên không bỏ miễn được nữa", vietnamese::date(*due)),
                "Bỏ miễn trước giờ làm việc của ngày hạn, để người nộp còn trọn một ngày. \
                 Vẫn cần hồ sơ thì nhắn người phụ trách nộp: nộp được và không bị tính muộn."
                    .to_owned(),
            ),
            Self::PracticeIsNotCounted => (
                "Hồ sơ của tuần tập dượt không tính".to_owned(),
                "Không ai bị tính muộn nên không cần miễn.".to_owned(),
            ),
            Self::NoFiles => ("Chưa có tệp nào".to_owned(), "Chọn ít nhất một tệp rồi bấm Nộp. Lời nhắn vẫn còn nguyên.".to_owned()),
            Self::TooManyFiles { files, most } => (
                format!("Đang chọn {files} tệp, mỗi lần nộp nhiều nhất {most} tệp"),
                "Bỏ bớt những tệp không cần, hoặc gộp ảnh vào một tệp.".to_owned(),
            ),
            Self::NoteTooLong { letters, most } => (
                format!("Lời nhắn dài {letters} ký tự, nhiều nhất {most} ký tự"),
                "Rút gọn lời nhắn, phần còn lại ghi trong tệp.".to_owned(),
            ),
            Self::FileEmpty { name } => (
                format!("{name} là tệp trống (0 byte)"),
                "Mở lại tệp, lưu, rồi chọn lại. Các tệp khác không phải chọn lại.".to_owned(),
            ),
            Self::FileTooLarge { name, limit } => (
                format!("{name} lớn hơn {}", vietnamese::file_limit(*limit)),
                "Nén ảnh hoặc phim cho nhỏ lại rồi chọn lại tệp.".to_owned(),
            ),
            Self::FileKindUnknown { name } => (
                format!("{name} không phải loại tệp nhận được"),
                "Nhận Word, Excel, PowerPoint, PDF, ảnh (jpg, png, heic, webp), ghi âm (mp3, m4a) và phim (mp4, mov, 3gp). Loại tệp xem theo nội dung, không theo đuôi tên: mở tệp bằng đúng phần mềm, lưu lại rồi chọn lại.".to_owned(),
            ),
            Self::FileDangerous { name } => (
                format!("{name} chứa lệnh tự chạy (macro)"),
                "Lưu lại thành tệp Word, Excel hay PowerPoint thường rồi chọn lại.".to_owned(),
            ),
            Self::FileEncrypted { name } => (
                format!("{name} đang đặt mật khẩu"),
                "Tổ trưởng và ban giám hiệu sẽ không mở được. Mở tệp, bỏ mật khẩu, lưu lại rồi chọn lại.".to_owned(),
            ),
            Self::FileTemporary { name } => (
                format!("{name} là tệp tạm"),
                "Đây là tệp do Word tự tạo khi đang mở. Chọn tệp thật, tên không có ~$ ở đầu.".to_owned(),
            ),
            Self::FileIncomplete { name } => (
                format!("{name} chưa tải lên hết"),
                "Mạng bị ngắt giữa chừng. Bấm Nộp lại lần nữa, không bị trùng.".to_owned(),
            ),
            Self::FileGone => (
                "Có tệp tải lên đã quá 24 giờ nên không còn giữ".to_owned(),
                "Chọn lại tệp đó rồi nộp. Lời nhắn vẫn còn nguyên.".to_owned(),
            ),
            Self::HandedInElsewhere { at } => handing_in::elsewhere(*at),
            Self::HandIn(refusal) => refusal.words(),
            Self::TooMuchWaiting { files, bytes } => (
                format!("Đang có {files} tệp ({}) tải lên mà chưa nộp", vietnamese::file_size(*bytes)),
                "Mở trang nộp của những hồ sơ đó rồi bấm Nộp, sau đó chọn lại tệp này. Tệp chờ quá 24 giờ thì tự bỏ.".to_owned(),
            ),
            Self::TooMuchUnused { bytes } => (
                format!("Trong 7 ngày qua, {} đã được tải lên bằng tài khoản này mà không nộp", vietnamese::file_size(*bytes)),
                "Tệp đã bỏ ra được dọn khỏi máy chủ sau 7 ngày, khi đó lại tải lên được. Cần nộp ngay thì báo tổ quản lý phần \
                 mềm. Nếu người khác đã tải những tệp đó, hãy đổi mật khẩu."
                    .to_owned(),
            ),
            Self::KeyUsedForOtherFiles => (
                "Trang này đã dùng để nộp những tệp khác".to_owned(),
                "Lần nộp trước đã có biên nhận. Muốn nộp bản mới, mở lại trang nộp từ Việc của tôi.".to_owned(),
            ),
            Self::StoreFull => (
                "Máy chủ của trường hết chỗ lưu".to_owned(),
                "Tệp chưa được nhận. Báo tổ quản lý phần mềm ngay; lỗi này ở phía máy chủ.".to_owned(),
            ),
            Self::Field { field, reason } => (format!("{field}: {}", vietnamese::without_stop(reason)), "Sửa ô này rồi gửi lại, các ô khác vẫn còn nguyên.".to_owned()),
            Self::SetupCodeWrong => (
                "Mã cài đặt chưa đúng".to_owned(),
                "Mã nằm ở cửa sổ đang chạy chương trình trên máy chủ, dòng có chữ “Mã cài đặt”.".to_owned(),
            ),
            Self::AlreadySetUp => ("Trường đã được cài đặt".to_owned(), "Đăng nhập bằng tài khoản của mình để làm tiếp.".to_owned()),
            Self::NoClassYet => ("Trường chưa có lớp nào".to_owned(), "Mở lại bước Tổ và lớp, lưu, rồi mở trường.".to_owned()),
            Self::NoRecordTypeYet => {
                ("Chưa chọn loại hồ sơ nào".to_owned(), "Mở lại bước Loại hồ sơ và hạn, lưu, rồi mở trường.".to_owned())
            }
            Self::Review(refusal) => refusal.words(),
            Self::Comment(refusal) => refusal.words(),
            Self::Delegation(refusal) => refusal.words(),
            Self::Absence(refusal) => refusal.words(),
            Self::Closure(refusal) => refusal.words(),
            Self::Extension(refusal) => refusal.words(),
            Self::Lateness(refusal) => refusal.words(),
            Self::Lock(refusal) => refusal.words(),
            Self::SecondFactor(refusal) => refusal.words(),
            Self::Signing(refusal) => refusal.words(),
            Self::Swap(refusal) => refusal.words(),
            Self::Withdrawal(refusal) => refusal.words(),
            Self::Inspection(refusal) => return refusal.words(),
        };
        Words { fact, advice }
    }
}

#[cfg(test)]
mod tests;
