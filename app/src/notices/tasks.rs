//! What is told of a task: its title, the words, and where it leads.

use domain::{
    notices::{TaskNews, TaskPart},
    people::Organisation,
    tasks::EndKind,
    vietnamese,
};

use super::name;
use crate::{paths, ui::Look};

/// Title, words and address.
pub(super) fn task_words(organisation: &Organisation, news: &TaskNews) -> (String, String, String) {
    let who = name(organisation, &news.by);
    let reason = |reason: &str| vietnamese::without_stop(reason).to_owned();
    let words = match &news.part {
        TaskPart::Given { due } => format!("{who} giao, hạn {due}."),
        TaskPart::Changed { due, reason: why } => format!("{who} sửa, nay hạn {due}. Lý do: {}.", reason(why)),
        TaskPart::GivenNoMore { reason: why } => format!("{who} sửa, việc này chuyển cho người khác. Lý do: {}.", reason(why)),
        TaskPart::AskedAgain { words } => format!("{who} đề nghị làm lại: {}.", reason(words)),
        TaskPart::Accepted { words } if words.is_empty() => format!("{who} đã xem, đạt."),
        TaskPart::Accepted { words } => format!("{who} đã xem, đạt: {}.", reason(words)),
        TaskPart::Ended { kind: EndKind::Closed, reason: why } => format!("{who} kết thúc việc này. Lý do: {}.", reason(why)),
        TaskPart::Ended { kind: EndKind::TakenBack, reason: why } => {
            format!("{who} thu hồi, không phải làm nữa. Lý do: {}.", reason(why))
        }
        TaskPart::DueSoon { due } => format!("Hạn {due}."),
        TaskPart::Answered { waiting: 1 } => format!("{who} đã trả lời, chờ xem."),
        TaskPart::Answered { waiting } => format!("{who} đã trả lời; {waiting} người chờ xem câu trả lời."),
    };
    (news.title.clone(), words, paths::task(news.task))
}

/// Its shape and word.
pub(super) const fn task_look(part: &TaskPart) -> (Look, &'static str) {
    match part {
        TaskPart::Given { .. } => (Look::NotYetDue, "Việc mới được giao"),
        TaskPart::Changed { .. } => (Look::NotYetDue, "Việc được giao có sửa"),
        TaskPart::GivenNoMore { .. } => (Look::Archived, "Không phải làm nữa"),
        TaskPart::AskedAgain { .. } => (Look::Returned, "Cần làm lại"),
        TaskPart::Accepted { .. } => (Look::Approved, "Đạt"),
        TaskPart::Ended { kind: EndKind::Closed, .. } => (Look::Archived, "Việc đã kết thúc"),
        TaskPart::Ended { kind: EndKind::TakenBack, .. } => (Look::Archived, "Việc đã thu hồi"),
        TaskPart::DueSoon { .. } => (Look::NotYetDue, "Sắp đến hạn trả lời"),
        TaskPart::Answered { .. } => (Look::HandedIn, "Có câu trả lời"),
    }
}
