//! What several pages show of a calendar: the heads of its columns, and what is unusual about it.

use chrono::Weekday;
use domain::{
    school_years::CalendarWarning,
    vietnamese::{weekday_name, weekday_short},
};
use leptos::prelude::*;

use crate::ui::{Column, Icon};

/// A column for each day of the week, Monday first.
pub const WEEKDAYS: [Column; 7] = [
    weekday(Weekday::Mon),
    weekday(Weekday::Tue),
    weekday(Weekday::Wed),
    weekday(Weekday::Thu),
    weekday(Weekday::Fri),
    weekday(Weekday::Sat),
    weekday(Weekday::Sun),
];

const fn weekday(day: Weekday) -> Column<'static> {
    Column::short(weekday_short(day), weekday_name(day))
}

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
