//! A message that somebody reads over and pastes into a chat.

use leptos::prelude::*;

use crate::ui::SafeTextArea;

/// How many letters of a message stand in one row of its field, on a desk.
const PER_ROW: usize = 80;

/// The field with the words, and the button that copies them.
pub(crate) fn message_to_paste(id: String, label: String, hint: &'static str, words: &str) -> impl IntoView + use<> {
    // All of it is read before it is sent: a long line takes several rows.
    let rows = words.lines().map(|line| line.chars().count().div_ceil(PER_ROW).max(1)).sum::<usize>().max(5);
    let rows = u32::try_from(rows).unwrap_or(5);
    view! {
        <div class="stack">
            <label for=id.clone()>{label}</label>
            <p class="hint">{hint}</p>
            <SafeTextArea id=id.clone() name="tin-nhan" value=words.to_owned() rows longest=10_000/>
            <div class="btns">
                <button type="button" class="btn onlyjs" data-copy=id><span data-label="">"Chép tin nhắn"</span>
                    <span role="status"></span>
                </button>
            </div>
        </div>
    }
}
