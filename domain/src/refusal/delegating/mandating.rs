//! Why a decision does not give or end a right, and why nobody looks at another one's screens.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{super::Refusal, DelegationRefusal};
use crate::vietnamese;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MandateRefusal {
    /// The register of decisions is of those who manage accounts.
    NotYours,
    /// To end a decision is the leadership's.
    EndingNotYours,
    /// Whoever only manages accounts gives no right to themselves.
    OwnRights,
    /// To name a decision for such a post is the leadership's.
    NamingIsTheLeaderships,
    /// What it gives begins on its first day.
    Before { name: String, from: NaiveDate },
    /// What it gives ends with its last day.
    After { name: String, last: NaiveDate },
    /// The appointment names another decision.
    NamesAnother { name: String },
    /// The decision was ended already.
    Ended { last: NaiveDate },
    /// The appointment is over, or is none that a decision could name.
    NotHeld,
    /// A decision has so many pictures of its paper.
    TooManyScans { most: usize },
    /// Something else was on the screen.
    LookedAtAnother,
    /// To look at this person's screens is not for everybody.
    ViewingNotYours,
    /// One's own screens are seen without this.
    ViewYourself,
    /// What was sent stands on a page that only shows.
    OnlyShown,
}

impl From<MandateRefusal> for Refusal {
    fn from(refusal: MandateRefusal) -> Self {
        Self::Delegation(DelegationRefusal::Mandate(refusal))
    }
}

impl MandateRefusal {
    /// Whether it is somebody else's to do; everything else is so because of how things stand.
    pub const fn is_not_theirs(&self) -> bool {
        match self {
            Self::NotYours
            | Self::EndingNotYours
            | Self::OwnRights
            | Self::NamingIsTheLeaderships
            | Self::ViewingNotYours
            | Self::OnlyShown => true,
            Self::Before { .. }
            | Self::After { .. }
            | Self::NamesAnother { .. }
            | Self::Ended { .. }
            | Self::NotHeld
            | Self::TooManyScans { .. }
            | Self::LookedAtAnother
            | Self::ViewYourself => false,
        }
    }

    /// What is true, and what to do next.
    pub fn words(&self) -> (String, String) {
        let (fact, advice) = match self {
            Self::NotYours => (
                "Sổ quyết định do ban giám hiệu và tổ quản lý phần mềm giữ".to_owned(),
                "Cần xem một quyết định thì hỏi ban giám hiệu.".to_owned(),
            ),
            Self::EndingNotYours => (
                "Kết thúc một quyết định là việc của hiệu trưởng và phó hiệu trưởng".to_owned(),
                "Chưa có gì thay đổi. Nhờ ban giám hiệu ghi ngày kết thúc.".to_owned(),
            ),
            Self::OwnRights => (
                "Không ai tự ghi quyền cho chính mình".to_owned(),
                "Chưa có gì thay đổi. Nhờ người khác trong tổ quản lý phần mềm hoặc ban giám hiệu ghi.".to_owned(),
            ),
            Self::NamingIsTheLeaderships => (
                "Gắn quyết định cho tổ trưởng, tổ phó, tổ quản lý phần mềm và người giữ hồ sơ kín là việc của ban giám hiệu"
                    .to_owned(),
                "Chưa gắn gì. Bỏ chọn chức vụ ấy, hoặc nhờ hiệu trưởng, phó hiệu trưởng gắn.".to_owned(),
            ),
            Self::Before { name, from } => (
                format!("{name} có hiệu lực từ {}", vietnamese::date(*from)),
                "Chọn ngày bắt đầu từ ngày đó trở đi, hoặc ghi quyết định đúng với ngày này.".to_owned(),
            ),
            Self::After { name, last } => (
                format!("{name} có hiệu lực đến hết {}", vietnamese::date(*last)),
                "Chọn ngày cuối không sau ngày đó. Cần giữ lâu hơn thì ghi quyết định mới.".to_owned(),
            ),
            Self::NamesAnother { name } => {
                (format!("Chức vụ này đã theo {name}"), "Chưa có gì thay đổi. Mỗi chức vụ theo một quyết định.".to_owned())
            }
            Self::Ended { last } => (
                format!("Quyết định này đã được kết thúc, ngày cuối {}", vietnamese::date(*last)),
                "Chưa có gì thay đổi. Cần tiếp tục thì ghi quyết định mới.".to_owned(),
            ),
            Self::NotHeld => (
                "Chức vụ này không còn, hoặc đang giữ thay người khác".to_owned(),
                "Chưa có gì thay đổi. Tải lại trang rồi chọn lại.".to_owned(),
            ),
            Self::TooManyScans { most } => (
                format!("Một quyết định có nhiều nhất {most} bản quét"),
                "Tệp này chưa được nhận. Ghép các trang thành một tệp PDF nếu còn thiếu.".to_owned(),
            ),
            Self::LookedAtAnother => (
                "Danh sách đã khác với lúc mở trang".to_owned(),
                "Chưa xác nhận việc nào. Xem lại danh sách bên dưới rồi xác nhận.".to_owned(),
            ),
            Self::ViewingNotYours => (
                "Màn hình của người này không phải của mọi người".to_owned(),
                "Hiệu trưởng xem được của mọi người; tổ quản lý phần mềm không xem của ban giám hiệu và của người giữ hồ sơ kín."
                    .to_owned(),
            ),
            Self::ViewYourself => ("Đây là chính mình".to_owned(), "Mở Việc của tôi để xem màn hình của mình.".to_owned()),
            Self::OnlyShown => (
                "Đang xem màn hình của người khác, nên không gửi được gì".to_owned(),
                "Chưa có gì thay đổi. Chọn Thôi để về trang của mình.".to_owned(),
            ),
        };
        (fact, advice)
    }
}

/// One of each, for the test of all words.
#[cfg(test)]
pub(in crate::refusal) fn one_of_each() -> Vec<Refusal> {
    let (name, day) = (|| "Quyết định số 15/QĐ-MNNT".to_owned(), crate::testing::day("2027-05-31"));
    let all = vec![
        MandateRefusal::NotYours,
        MandateRefusal::EndingNotYours,
        MandateRefusal::OwnRights,
        MandateRefusal::NamingIsTheLeaderships,
        MandateRefusal::Before { name: name(), from: day },
        MandateRefusal::After { name: name(), last: day },
        MandateRefusal::NamesAnother { name: name() },
        MandateRefusal::Ended { last: day },
        MandateRefusal::NotHeld,
        MandateRefusal::TooManyScans { most: 5 },
        MandateRefusal::LookedAtAnother,
        MandateRefusal::ViewingNotYours,
        MandateRefusal::ViewYourself,
        MandateRefusal::OnlyShown,
    ];
    // A new one says whose it is, and so comes by here.
    assert_eq!(all.iter().filter(|one| one.is_not_theirs()).count(), 6);
    all.into_iter().map(Refusal::from).collect()
}
