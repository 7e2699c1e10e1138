//! A task in one line, as its reader has it to do: on its own page, and on "Việc của tôi".

use domain::{
    deadlines::{Lateness, time_left},
    tasks::{EndKind, OwnTask, TaskStanding},
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    paths,
    ui::{Hidden, Look, Status},
};

/// How a task stands with somebody, in shape and words.
pub(crate) fn task_standing(standing: TaskStanding) -> (Look, String) {
    let with = |words: &str, late: Option<Lateness>| match late {
        Some(late) => format!("{words}, trả lời {}", time_left::late(late)),
        None => words.to_owned(),
    };
    match standing {
        TaskStanding::Open => (Look::NotYetDue, "Chưa trả lời".to_owned()),
        TaskStanding::Overdue(by) => (Look::Overdue, time_left::overdue(by).replacen("quá", "Quá hạn", 1)),
        TaskStanding::Answered(None) => (Look::HandedIn, "Đã trả lời, chờ xem".to_owned()),
        TaskStanding::Answered(Some(late)) => (Look::Late, format!("Trả lời {}, chờ xem", time_left::late(late))),
        TaskStanding::AskedAgain(late) => (Look::Returned, with("Cần làm lại", late)),
        TaskStanding::Accepted(late) => (Look::Approved, with("Đạt", late)),
        TaskStanding::Over => (Look::Archived, "Không phải trả lời nữa".to_owned()),
        TaskStanding::Left => (Look::Archived, "Đã thôi làm ở trường".to_owned()),
    }
}

/// How a task ended, in a word.
pub(crate) const fn end_word(kind: EndKind) -> &'static str {
    match kind {
        EndKind::Closed => "Đã kết thúc",
        EndKind::TakenBack => "Đã thu hồi",
    }
}

/// The line, with a button where there is something to do.
pub(crate) fn own_task_line(one: &OwnTask) -> impl IntoView + use<> {
    let (look, word) = match one.ended.filter(|_| !one.standing.is_open()) {
        Some(kind) => (Look::Archived, end_word(kind).to_owned()),
        None => task_standing(one.standing),
    };
    let is_open = one.standing.is_open();
    let (address, title) = (paths::task(one.task), one.title.clone());
    view! {
        <li class="job cols">
            <p class="when"><span>"hạn"</span>" "<b>{vietnamese::date(one.until)}</b></p>
            <div class="what">
                <h3><a href=address.clone()>{one.title.clone()}</a></h3>
                <Status look word tint=is_open/>
                <p class="then">{format!("Hạn {}.", one.due)}</p>
            </div>
            {is_open.then(|| view! { <a class="btn do" href=address>"Trả lời"<Hidden words=format!(": {title}")/></a> })}
        </li>
    }
}
