//! What several pages show of a calendar: the heads of its columns, and what is unusual about it.

use domain::school_years::CalendarWarning;
use leptos::prelude::*;

use crate::ui::{Column, Icon};

/// A column for each day of the week, Monday first.
pub const WEEKDAYS: [Column; 7] = [
    Column::short("T2", "thứ Hai"),
    Column::short("T3", "thứ Ba"),
    Column::short("T4", "thứ Tư"),
    Column::short("T5", "thứ Năm"),
    Column::short("T6", "thứ Sáu"),
    Column::short("T7", "thứ Bảy"),
    Column::short("CN", "Chủ nhật"),
];

/// What is unusual about a calendar, on the page of the school year and where the calendar is entered; nothing where it
/// is as usual.
pub fn warnings(warnings: &[CalendarWarning]) -> Option<impl IntoView + use<>> {
    (!warnings.is_empty()).then(|| {
        view! {
            <div class="notices">
                {warnings.iter().map(|warning| view! {
                    <div class="notice warn" role="note">
                        <Icon name="warning"/>
                        <div><p><b>{warning.title()}</b>" "{warning.sentence()}</p></div>
                    </div>
                }).collect_view()}
            </div>
        }
    })
}
