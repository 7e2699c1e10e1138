//! Why no task is given, answered, judged or ended so.

use serde::{Deserialize, Serialize};

use super::DelegationRefusal;
use crate::{
    days::Timestamp,
    refusal::{Refusal, Shut},
    vietnamese,
};

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TaskRefusal {
    /// To give tasks, to judge answers and to end them is the principal's.
    NotYours,
    /// The task is another one's to answer and to read.
    NotForYou,
    /// By now other people would get it than stood on the screen.
    LookedAtAnother,
    /// The form has given a task already, which says another thing.
    SentAlready,
    /// Somebody changed it since the form was opened.
    ChangedMeanwhile { at: Timestamp },
    /// It was changed, and is not this person's any more.
    GivenNoMore { at: Timestamp },
    /// It was ended, or taken back.
    Ended { taken_back: bool, at: Timestamp },
    /// An order over the whole school or its whole year shuts it.
    Shut(Shut),
    /// The answer will do; another one is not waited for.
    AcceptedAlready { at: Timestamp },
    /// The same person sent an answer in another window.
    AnsweredElsewhere { at: Timestamp },
    /// A newer answer came since the page was opened.
    AnsweredMeanwhile { at: Timestamp },
    /// It was said already whether the answer will do.
    JudgedAlready { at: Timestamp },
    /// There is no answer to judge.
    NothingAnswered,
}

impl From<TaskRefusal> for Refusal {
    fn from(refusal: TaskRefusal) -> Self {
        DelegationRefusal::Task(refusal).into()
    }
}

impl TaskRefusal {
    /// Whether it is somebody else's to do or to read.
    pub const fn is_not_theirs(&self) -> bool {
        match self {
            Self::NotYours | Self::NotForYou => true,
            Self::LookedAtAnother
            | Self::SentAlready
            | Self::ChangedMeanwhile { .. }
            | Self::GivenNoMore { .. }
            | Self::Ended { .. }
            | Self::Shut(_)
            | Self::AcceptedAlready { .. }
            | Self::AnsweredElsewhere { .. }
            | Self::AnsweredMeanwhile { .. }
            | Self::JudgedAlready { .. }
            | Self::NothingAnswered => false,
        }
    }

    /// What is true, and what to do next.
    pub(super) fn words(&self) -> (String, String) {
        let moment = |at: &Timestamp| vietnamese::moment(*at);
        let (fact, advice) = match self {
            Self::NotYours => (
                "Giao việc, xem trả lời và kết thúc việc được giao là của hiệu trưởng (Điều 2)".to_owned(),
                "Chưa có gì thay đổi. Hiệu trưởng ủy quyền thì người thay làm được, ở trang Ủy quyền.",
            ),
            Self::NotForYou => (
                "Việc này giao cho người khác".to_owned(),
                "Chưa có gì thay đổi. Việc được giao của mình nằm ở trang Việc được giao.",
            ),
            Self::LookedAtAnother => (
                "Người nhận đã khác với lúc xem trước".to_owned(),
                "Chưa giao gì. Phần xem trước bên dưới là bây giờ; xem lại rồi giao.",
            ),
            Self::SentAlready => (
                "Trang này đã giao một việc rồi, với nội dung khác".to_owned(),
                "Việc đã giao giữ nguyên. Cần sửa thì mở việc ấy; giao việc khác thì mở trang Giao việc mới.",
            ),
            Self::ChangedMeanwhile { at } => (
                format!("Việc này vừa được sửa ở một trang khác, lúc {}", moment(at)),
                "Chưa lưu gì. Mở lại trang sửa để xem nội dung mới rồi sửa tiếp.",
            ),
            Self::GivenNoMore { at } => (
                format!("Từ {} việc này không còn giao cho người đang xem", moment(at)),
                "Không phải trả lời nữa. Điều đã trả lời vẫn còn.",
            ),
            Self::Ended { taken_back: true, at } => (
                format!("Việc này đã được thu hồi lúc {}", moment(at)),
                "Không phải làm nữa, nên chưa ghi gì thêm. Điều đã trả lời vẫn còn.",
            ),
            Self::Ended { taken_back: false, at } => (
                format!("Việc này đã kết thúc lúc {}", moment(at)),
                "Chưa ghi gì thêm. Điều đã trả lời vẫn còn; còn điều cần báo thì nhắn hiệu trưởng.",
            ),
            Self::Shut(Shut { name, since, until, by, .. }) => {
                let until = until.map(|until| format!(" đến {}", vietnamese::moment(until))).unwrap_or_default();
                let fact = format!("Cả hệ thống đã khóa từ {}{until}", moment(since));
                let by = vietnamese::with_small_beginning(by);
                return (fact, format!("{name}, do {by} ra. Chưa có gì thay đổi. Mở khóa rồi thì giao việc và trả lời được."));
            }
            Self::AcceptedAlready { at } => (
                format!("Việc này đã được ghi là đạt lúc {}", moment(at)),
                "Không phải trả lời thêm. Còn điều cần báo thì nhắn hiệu trưởng.",
            ),
            Self::AnsweredElsewhere { at } => (
                format!("Đã có một trả lời gửi lúc {} từ trang khác", moment(at)),
                "Trả lời ấy nằm bên dưới. Điều vừa viết chưa gửi; xem lại rồi gửi nếu còn cần.",
            ),
            Self::AnsweredMeanwhile { at } => {
                (format!("Người này vừa gửi một trả lời mới lúc {}", moment(at)), "Chưa ghi gì. Xem trả lời mới bên dưới rồi ghi.")
            }
            Self::JudgedAlready { at } => (format!("Trả lời này đã được xem lúc {}", moment(at)), "Điều đã ghi giữ nguyên."),
            Self::NothingAnswered => ("Người này chưa trả lời".to_owned(), "Chưa ghi gì. Có trả lời rồi mới ghi đạt hay làm lại."),
        };
        (fact, advice.to_owned())
    }
}

/// One of each, for the test of all words.
#[cfg(test)]
pub(in crate::refusal) fn one_of_each() -> Vec<Refusal> {
    let at = crate::testing::at("2026-11-25 14:20");
    let shut = Shut {
        order: crate::testing::id(1, 1),
        name: "Lệnh khóa số 07".to_owned(),
        since: at,
        until: Some(at),
        by: "Hiệu trưởng Nguyễn Thị Minh Nguyệt".to_owned(),
    };
    let all = vec![
        TaskRefusal::NotYours,
        TaskRefusal::NotForYou,
        TaskRefusal::LookedAtAnother,
        TaskRefusal::SentAlready,
        TaskRefusal::ChangedMeanwhile { at },
        TaskRefusal::GivenNoMore { at },
        TaskRefusal::Ended { taken_back: true, at },
        TaskRefusal::Ended { taken_back: false, at },
        TaskRefusal::Shut(shut),
        TaskRefusal::AcceptedAlready { at },
        TaskRefusal::AnsweredElsewhere { at },
        TaskRefusal::AnsweredMeanwhile { at },
        TaskRefusal::JudgedAlready { at },
        TaskRefusal::NothingAnswered,
    ];
    // A new one says whose it is, and so comes by here.
    assert_eq!(all.iter().filter(|one| one.is_not_theirs()).count(), 2);
    all.into_iter().map(Refusal::from).collect()
}
