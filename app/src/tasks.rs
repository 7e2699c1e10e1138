//! "/viec-duoc-giao": what the principal asks of people beside all records; to whoever is asked, and as a board to the leadership.

mod form;
mod page;

use domain::{
    tasks::{Board, BoardTask, DepartmentCounts, OwnTask, OwnTasks, TaskCounts},
    vietnamese,
};
use leptos::prelude::*;

pub use form::{TaskFormPage, TaskFormView};
pub use page::{AnswerAttempt, JudgeAttempt, TaskPage, TaskView};

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    task_line::{end_word, own_task_line},
    ui::{Icon, Look, Status, group_of, head_below, quiet_line, refused_and_done},
};

/// All that the first page shows.
#[derive(Clone, Debug)]
pub struct TasksView {
    pub own: OwnTasks,
    /// For the leadership.
    pub board: Option<Board>,
    pub may_give: bool,
    pub done: Option<&'static str>,
}

#[component]
pub fn TasksPage(viewer: Viewer, page: TasksView) -> impl IntoView {
    let TasksView { own, board, may_give, done } = page;
    let about = "Việc hiệu trưởng giao ngoài hồ sơ của Quy chế (Điều 2). Đếm riêng, không tính vào bảng theo dõi hồ sơ.".to_owned();
    let give = may_give.then(|| view! { <p class="btns"><a class="btn main" href=paths::NEW_TASK>"Giao việc mới"</a></p> });
    let told = view! { {give}{refused_and_done(None, done)} };
    let is_empty = own.open.is_empty() && own.answered.is_empty() && own.done.is_empty() && own.over.is_empty();
    let nothing = (is_empty && board.is_none()).then(|| quiet_line("Chưa có việc nào được giao."));
    let lines = |list: &[OwnTask]| list.iter().map(own_task_line).collect::<Vec<_>>();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Tasks>
            <main id="noi-dung" class="sheet person" tabindex="-1" data-renew="60">
                {head_below((paths::MY_WORK, "Việc của tôi"), "Việc được giao", Some(about), told)}
                {nothing}
                {group_of("g-can", "Cần trả lời", lines(&own.open))}
                {group_of("g-cho", "Đã trả lời, chờ xem", lines(&own.answered))}
                {board.map(|board| board_of(&board))}
                {group_of("g-dat", "Đã đạt", lines(&own.done))}
                {group_of("g-het", "Đã kết thúc", lines(&own.over))}
            </main>
        </Page>
    }
}

/// Who has answered and who has not, task by task.
fn board_of(board: &Board) -> impl IntoView + use<> {
    let none = board.running.is_empty().then(|| quiet_line("Không có việc nào đang chờ trả lời."));
    let sum = (!board.running.is_empty()).then(|| quiet_line(format!("Tất cả việc đang giao: {}.", words_of(board.sum))));
    let running = board.running.iter().map(board_line).collect::<Vec<_>>();
    let over = board.over.iter().map(board_line).collect::<Vec<_>>();
    view! {
        {group_of("g-dang-giao", "Đang giao", running)}
        {none}
        {sum}
        {group_of("g-da-xong", "Đã xong, đã kết thúc", over)}
    }
}

fn board_line(one: &BoardTask) -> impl IntoView + use<> {
    let TaskCounts { people, accepted, over, .. } = one.counts;
    let (look, word) = match one.ended {
        Some(kind) => (Look::Archived, end_word(kind).to_owned()),
        None if accepted + over == people => (Look::Approved, "Mọi người đã đạt".to_owned()),
        None if one.counts.overdue > 0 => (Look::Overdue, format!("{} người quá hạn chưa trả lời", one.counts.overdue)),
        None => (Look::NotYetDue, format!("{} trên {people} người đã trả lời", one.counts.have_answered())),
    };
    let departments = one.departments.iter().map(|DepartmentCounts { name, counts }| {
        view! { <li>{format!("{name}: {}.", words_of(*counts))}</li> }
    });
    let departments = departments.collect_view();
    view! {
        <li class="job cols">
            <p class="when"><span>"hạn"</span>" "<b>{vietnamese::date(one.until)}</b></p>
            <div class="what">
                <h3><a href=paths::task(one.task)>{one.title.clone()}</a></h3>
                <Status look word/>
                <p class="then">{format!("Hạn {}. {}.", one.due, vietnamese::capitalised(&words_of(one.counts)))}</p>
                {(!one.departments.is_empty()).then(|| view! {
                    <details class="why">
                        <summary><span>"Theo tổ"</span><Icon name="chevron-down"/></summary>
                        <ul class="files-of">{departments}</ul>
                    </details>
                })}
            </div>
        </li>
    }
}

/// "8 người: 3 đạt, 2 chờ xem, 1 làm lại, 1 chưa trả lời, 1 quá hạn chưa trả lời; 1 trả lời muộn"
fn words_of(counts: TaskCounts) -> String {
    let TaskCounts { people, open, overdue, answered, asked_again, accepted, over, late } = counts;
    let parts = [
        (accepted, "đạt"),
        (answered, "chờ xem"),
        (asked_again, "làm lại"),
        (open, "chưa trả lời"),
        (overdue, "quá hạn chưa trả lời"),
        (over, "không phải trả lời"),
    ];
    let parts: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}")).collect();
    let late = if late > 0 { format!("; {late} trả lời muộn") } else { String::new() };
    format!("{people} người: {}{late}", parts.join(", "))
}
