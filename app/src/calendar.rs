//! What several pages show of a calendar: the heads of its columns, and what is unusual about it.

use domain::calendar::CalendarWarning;
use leptos::prelude::*;

use crate::ui::Icon;

/// Short and whole names of the weekdays, Monday first.
pub const WEEKDAYS: [(&str, &str); 7] = [
    ("T2", "thứ Hai"),
    ("T3", "thứ Ba"),
    ("T4", "thứ Tư"),
    ("T5", "thứ Năm"),
    ("T6", "thứ Sáu"),
    ("T7", "thứ Bảy"),
    ("CN", "Chủ nhật"),
];

/// What is unusual about a calendar, on the page of the school year and where the calendar is entered; nothing where it
/// is as usual.
pub fn warnings(warnings: &[CalendarWarning]) -> Option<impl IntoView + use<>> {
    (!warnings.is_empty()).then(|| view! {
        <div class="notices">
            {warnings.iter().map(|warning| view! {
                <div class="notice warn" role="note"><Icon name="warning"/><div><p><b>{warning.title()}</b>" "{warning.sentence()}</p></div></div>
            }).collect_view()}
        </div>
    })
}
