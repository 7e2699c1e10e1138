//! Why nothing is written in what is shut, and why an order is not given.

mod updating;

use serde::{Deserialize, Serialize};

pub use updating::UpdateRefusal;

use super::Refusal;
use crate::{days::Timestamp, ids::LockOrderId, vietnamese};

/// What shuts a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shut {
    pub order: LockOrderId,
    /// "Lệnh khóa số 07", with the decision where it has a number.
    pub name: String,
    pub since: Timestamp,
    /// Until when, where the order says so.
    pub until: Option<Timestamp>,
    /// "Hiệu trưởng Nguyễn Thị Minh Nguyệt".
    pub by: String,
}

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LockRefusal {
    /// The record is shut.
    Shut(Shut),
    /// The record is of a school year whose successor has taken over.
    YearOver {
        year: String,
    },
    /// Orders are the leadership's to decide.
    NotYours,
    /// What nobody has decided is for the leadership and the management team to read, and so is the list.
    NotYoursToRead,
    /// What the order would do is no longer what was on the screen.
    LookedAtAnother,
    /// The form has made an order already, which says another thing.
    SentAlready {
        name: String,
    },
    /// What happens by itself is for the management team and the leadership to read.
    ScheduleNotYours,
    /// As the school reads the regulation, the principal alone decides such an order.
    IsThePrincipals,
    /// As the school reads the regulation, the principal alone decides the contrary of such an order, and so takes it back.
    RevokingIsThePrincipals,
    /// Who decides about orders is the principal's to settle.
    SettlingIsThePrincipals,
    /// Nobody but the principal takes back what the principal has decided.
    PrincipalsOrder,
    /// Orders are carried out by the management team.
    NotYoursToExecute,
    /// Somebody else is named to carry it out.
    OtherExecutor,
    /// Nobody carries out an order that is about their own records alone.
    OwnRecordsAlone,
    /// Nobody carries out what they have put their own name under.
    OwnOrder,
    /// It waits to be carried out, and nobody can.
    NobodyExecutes,
    /// This person's name stands under it already.
    SignedAlready {
        at: Timestamp,
    },
    DecidedAlready {
        at: Timestamp,
    },
    /// It was to take effect before now.
    InThePast {
        from: Timestamp,
    },
    /// It covers no record that is owed.
    OverNothing,
    /// Its end has passed.
    Over {
        until: Timestamp,
    },
    Revoked {
        at: Timestamp,
    },
    /// It is not decided: there is nothing to carry out.
    NotDecided,
    /// It takes effect by itself.
    ByItself,
    Executed {
        at: Timestamp,
    },
    /// About an update after a lock.
    Update(UpdateRefusal),
}

impl Shut {
    /// In the place of a button: "Đã khóa theo lệnh khóa số 07 từ 17:00 ngày 27/11/2026".
    pub fn line(&self) -> String {
        let name = vietnamese::with_small_beginning(&self.name);
        let until = self.until.map(|until| format!(" đến {}", vietnamese::moment(until))).unwrap_or_default();
        format!("Đã khóa theo {name} từ {}{until}", vietnamese::moment(self.since))
    }
}

impl From<LockRefusal> for Refusal {
    fn from(refusal: LockRefusal) -> Self {
        Self::Lock(refusal)
    }
}

impl From<UpdateRefusal> for Refusal {
    fn from(refusal: UpdateRefusal) -> Self {
        LockRefusal::Update(refusal).into()
    }
}

impl From<Shut> for Refusal {
    fn from(shut: Shut) -> Self {
        LockRefusal::Shut(shut).into()
    }
}

impl LockRefusal {
    /// What is true, and what to do next.
    pub fn words(&self) -> (String, String) {
        let moment = |at: &Timestamp| vietnamese::moment(*at);
        let nothing = "Chưa có gì thay đổi.";
        match self {
            Self::Shut(Shut { name, since, until, by, .. }) => {
                let by = vietnamese::with_small_beginning(by);
                let until = until.map(|until| format!(" đến {}", moment(&until))).unwrap_or_default();
                (
                    format!("Hồ sơ này đã khóa từ {}{until}", moment(since)),
                    format!(
                        "{name}, do {by} ra. Chưa có gì thay đổi; tệp và lời đã viết vẫn còn nguyên. Xem và tải về lúc nào cũng \
                         được. Cần nộp hoặc sửa thì xin bổ sung sau khóa."
                    ),
                )
            }
            Self::YearOver { year } => (
                format!("Năm học {} đã kết thúc, chỉ xem", vietnamese::school_year(year)),
                format!("{nothing} Xem, tải về và in lúc nào cũng được."),
            ),
            Self::NotYours => (
                "Ra lệnh khóa, mở là việc của hiệu trưởng và phó hiệu trưởng".to_owned(),
                format!("{nothing} Cần khóa hoặc mở thì nhắn ban giám hiệu."),
            ),
            Self::NotYoursToRead => (
                "Lệnh chưa ra và danh sách lệnh chỉ ban giám hiệu và tổ quản lý phần mềm xem được".to_owned(),
                "Lệnh đã ra thì ai cũng đọc được, mở từ trang Thông báo hoặc từ hồ sơ bị khóa.".to_owned(),
            ),
            Self::ScheduleNotYours => (
                "Việc theo giờ do tổ quản lý phần mềm và ban giám hiệu xem".to_owned(),
                "Lệnh khóa, mở và ủy quyền của mình thì xem ở trang của hồ sơ và trang Ủy quyền.".to_owned(),
            ),
            Self::LookedAtAnother => (
                "Lệnh này nay không còn như lúc xem".to_owned(),
                format!("{nothing} Xem lại những gì lệnh khóa hoặc mở, rồi ra lệnh."),
            ),
            Self::SentAlready { name } => (
                format!("Lần gửi trước của trang này đã thành {}", vietnamese::with_small_beginning(name)),
                "Điều vừa sửa vẫn còn nguyên, chưa thành lệnh nào. Bấm lần nữa để thành một lệnh mới; lệnh trước không cần thì bỏ \
                 hoặc thu hồi."
                    .to_owned(),
            ),
            Self::IsThePrincipals => (
                "Theo cách hiểu Quy chế mà trường đã chọn, lệnh này do hiệu trưởng quyết định".to_owned(),
                format!(
                    "{nothing} Lệnh đã lưu vẫn còn trong danh sách, lệnh đang soạn thì lưu dự thảo; rồi nhắn hiệu trưởng ra lệnh."
                ),
            ),
            Self::RevokingIsThePrincipals => (
                "Theo cách hiểu Quy chế mà trường đã chọn, thu hồi lệnh này là việc của hiệu trưởng".to_owned(),
                format!("{nothing} Lệnh vẫn có hiệu lực; cần thu hồi thì nhắn hiệu trưởng."),
            ),
            Self::SettlingIsThePrincipals => (
                "Chọn ai được ra lệnh khóa, mở là việc của hiệu trưởng".to_owned(),
                format!("{nothing} Cần đổi thì nhắn hiệu trưởng chọn lại ở trang này."),
            ),
            Self::PrincipalsOrder => (
                "Lệnh này do hiệu trưởng quyết định, nên hiệu trưởng thu hồi".to_owned(),
                format!("{nothing} Cần đổi thì nhắn hiệu trưởng."),
            ),
            Self::NotYoursToExecute => (
                "Thi hành lệnh là việc của tổ quản lý phần mềm".to_owned(),
                format!("{nothing} Người thi hành được ghi trên lệnh."),
            ),
            Self::OtherExecutor => (
                "Lệnh này ghi tên người khác thi hành".to_owned(),
                format!("{nothing} Nhờ người đó thi hành, hoặc nhờ ban giám hiệu ra lệnh mới."),
            ),
            Self::OwnRecordsAlone => (
                "Lệnh này chỉ liên quan đến hồ sơ của chính người thi hành".to_owned(),
                format!("{nothing} Nhờ người khác trong tổ quản lý phần mềm thi hành."),
            ),
            Self::OwnOrder => (
                "Lệnh này có tên mình ký, nên người khác thi hành".to_owned(),
                format!(
                    "{nothing} Nhờ người khác trong tổ quản lý phần mềm thi hành; không còn ai thì thu hồi, rồi ra lệnh có hiệu \
                     lực ngay."
                ),
            ),
            Self::NobodyExecutes => (
                "Không còn ai trong tổ quản lý phần mềm thi hành được lệnh này".to_owned(),
                "Ai ký lệnh, hoặc chỉ có hồ sơ của chính mình trong lệnh, thì không thi hành. Soạn lệnh có hiệu lực ngay hay theo \
                 giờ, hoặc ghi thêm người vào tổ quản lý phần mềm ở trang Cán bộ."
                    .to_owned(),
            ),
            Self::SignedAlready { at } => (
                format!("Lệnh này đã có tên người này từ {}", moment(at)),
                "Không phải làm gì thêm; lệnh chờ hiệu trưởng cùng quyết định.".to_owned(),
            ),
            Self::DecidedAlready { at } => (
                format!("Lệnh này đã được ra lúc {}", moment(at)),
                "Không phải làm gì thêm. Muốn đổi thì thu hồi, rồi soạn lệnh mới.".to_owned(),
            ),
            Self::InThePast { from } => (
                format!("Giờ bắt đầu {} đã qua", moment(from)),
                format!("{nothing} Lệnh không ghi lùi giờ. Soạn lệnh mới với giờ khác, hoặc chọn có hiệu lực ngay khi ra lệnh."),
            ),
            Self::OverNothing => (
                "Lệnh này nay không có hồ sơ nào để khóa hoặc mở".to_owned(),
                format!("{nothing} Soạn lại với phần khác, hoặc bỏ dự thảo này."),
            ),
            Self::Over { until } => {
                (format!("Lệnh này hết hạn từ {}", moment(until)), format!("{nothing} Vẫn cần thì soạn lệnh mới."))
            }
            Self::Revoked { at } => {
                (format!("Lệnh này đã thu hồi lúc {}", moment(at)), format!("{nothing} Vẫn cần thì soạn lệnh mới."))
            }
            Self::NotDecided => {
                ("Lệnh này chưa được ra, nên chưa có gì để thi hành".to_owned(), format!("{nothing} Chờ ban giám hiệu ra lệnh."))
            }
            Self::ByItself => (
                "Lệnh này tự có hiệu lực, không chờ ai thi hành".to_owned(),
                "Không phải làm gì thêm. Giờ có hiệu lực ghi trên lệnh.".to_owned(),
            ),
            Self::Executed { at } => {
                (format!("Lệnh này đã được thi hành lúc {}", moment(at)), "Không phải làm gì thêm.".to_owned())
            }
            Self::Update(refusal) => refusal.words(),
        }
    }
}
