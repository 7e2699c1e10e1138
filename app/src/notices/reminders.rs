//! What to remind a department of, in words that are pasted into a chat, and that it was done.

use domain::{days::Timestamp, people::DepartmentId};
use leptos::prelude::*;

use crate::{
    messages::message_to_paste,
    paths,
    ui::{Hidden, HiddenField},
};

/// The words to remind a department with, and that it was reminded.
#[derive(Clone, Debug)]
pub struct DepartmentReminder {
    pub department: DepartmentId,
    pub name: String,
    pub words: String,
    /// Whether the viewer can note that they have sent them.
    pub may_note: bool,
    /// "Đã ghi nhắc 4 trong 5 hồ sơ, gần nhất lúc 08:00 ngày 21/11/2026, Lê Thị Ấm".
    pub reminded: Option<String>,
}

pub(super) fn reminder(at: usize, told: &DepartmentReminder, now: Timestamp) -> impl IntoView + use<> {
    let label = format!("Tin nhắn cho tổ {}", told.name);
    let hint = "Chép rồi dán vào nhóm Zalo của tổ. Xem lại tên và ngày trước khi gửi.";
    let reminded = told.reminded.clone().map(|words| view! { <p class="quiet">{words}"."</p> });
    let note = told.may_note.then(|| {
        let about = format!(" tổ {}", told.name);
        view! {
            <form method="post" action=paths::remind_department(told.department) class="btns">
                <HiddenField name="shown" value=now.to_rfc3339()/>
                <button class="btn">"Ghi là đã nhắc"<Hidden words=about/></button>
            </form>
            <p class="hint">"Ghi vào từng hồ sơ trong tin. Chỉ tổ trưởng, tổ phó và ban giám hiệu thấy ai đã nhắc, lúc nào."</p>
        }
    });
    view! {
        <div class="cols">
            <p class="when"></p>
            <div class="stack">{message_to_paste(format!("nhac-{at}"), label, hint, &told.words)}{reminded}{note}</div>
        </div>
    }
}
