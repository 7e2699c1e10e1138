//! Why nobody acts for somebody else, and why nothing is done about somebody's account or duties.

mod archiving;
mod backing_up;
mod checking_accounts;
mod disposing;
mod handing_over;
mod regulating;
mod templating;
mod year_books;

pub(super) mod mandating;
pub(super) mod registering;
pub(super) mod tasking;

pub use mandating::MandateRefusal;
use serde::{Deserialize, Serialize};

pub use archiving::ArchiveRefusal;
pub use backing_up::BackupRefusal;
pub use checking_accounts::SecurityCheckRefusal;
pub use disposing::DisposalRefusal;
pub use handing_over::HandoverRefusal;
pub use registering::RegisterRefusal;
pub use regulating::RegulationRefusal;
pub use tasking::TaskRefusal;
pub use templating::TemplateRefusal;
pub use year_books::YearBookRefusal;

use super::Refusal;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DelegationRefusal {
    /// To lend a place is the leadership's.
    NotYours,
    /// Nobody lends a place to themselves.
    ToOneself,
    /// The place is not held, or held in somebody's place already.
    NotHeld,
    /// Places of the leadership are the principal's to lend.
    IsThePrincipals,
    /// Only places that lead others are lent.
    NotLent,
    /// What is lent ends on its own page.
    EndsElsewhere,
    /// About a handover.
    Handover(HandoverRefusal),
    /// About backups.
    Backup(BackupRefusal),
    /// About a check of the accounts.
    SecurityCheck(SecurityCheckRefusal),
    /// About the regulation of the school.
    Regulation(RegulationRefusal),
    /// About a register of the house.
    Register(RegisterRefusal),
    /// It is about a decision that gives and ends rights.
    Mandate(MandateRefusal),
    /// About a task by the principal.
    Task(TaskRefusal),
    /// About a template.
    Template(TemplateRefusal),
    /// About a year-end book.
    YearBook(YearBookRefusal),
    /// About the archive.
    Archive(ArchiveRefusal),
    /// About what is disposed of.
    Disposal(DisposalRefusal),
}

impl From<DelegationRefusal> for Refusal {
    fn from(refusal: DelegationRefusal) -> Self {
        Self::Delegation(refusal)
    }
}

impl DelegationRefusal {
    /// What is true, and what to do next.
    pub fn words(&self) -> (String, String) {
        let (fact, advice) = match self {
            Self::Archive(refusal) => return refusal.words(),
            Self::Disposal(refusal) => return refusal.words(),
            Self::Handover(refusal) => return refusal.words(),
            Self::Backup(refusal) => return refusal.words(),
            Self::SecurityCheck(refusal) => return refusal.words(),
            Self::Regulation(refusal) => return refusal.words(),
            Self::Register(refusal) => return refusal.words(),
            Self::NotYours => (
                "Ghi ủy quyền là việc của hiệu trưởng và phó hiệu trưởng",
                "Chưa có gì thay đổi. Cần người thay thì nhắn ban giám hiệu.",
            ),
            Self::ToOneself => {
                ("Không ai tự ủy quyền cho chính mình", "Chưa có gì thay đổi. Nhờ người khác trong ban giám hiệu ghi ủy quyền này.")
            }
            Self::NotHeld => (
                "Người này không còn giữ chức vụ ấy, hoặc chính họ cũng đang thay người khác",
                "Chưa có gì thay đổi. Xem lại chức vụ ở trang Cán bộ rồi chọn lại.",
            ),
            Self::IsThePrincipals => (
                "Chức vụ trong ban giám hiệu do hiệu trưởng ủy quyền, và chức hiệu trưởng chỉ giao cho phó hiệu trưởng",
                "Chưa có gì thay đổi. Nhờ hiệu trưởng ghi ủy quyền này.",
            ),
            Self::EndsElsewhere => (
                "Chức vụ này đang được giữ thay người khác, theo một quyết định có ngày cuối",
                "Chưa có gì thay đổi. Kết thúc sớm ở trang Ủy quyền; cần thay lâu hơn thì ghi ủy quyền mới.",
            ),
            Self::Mandate(refusal) => return refusal.words(),
            Self::Task(refusal) => return refusal.words(),
            Self::Template(refusal) => return refusal.words(),
            Self::YearBook(refusal) => return refusal.words(),
            Self::NotLent => (
                "Chỉ ủy quyền chức vụ hiệu trưởng, phó hiệu trưởng, tổ trưởng và tổ phó",
                "Chưa có gì thay đổi. Việc khác thì phân công ở trang Cán bộ.",
            ),
        };
        (fact.to_owned(), advice.to_owned())
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(super) use tests::one_of_each;
