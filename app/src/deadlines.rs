//! Where a due date stands: the margin (day, date, what is left) and the panel "Vì sao hạn này?".

use std::iter;

use domain::{
    days::Timestamp,
    deadlines::{Due, Hours, time_left},
    obligations::Standing,
    vietnamese,
    why::{CalendarStrip, StripDay, Why},
};
use leptos::prelude::*;

use crate::{
    calendar::WEEKDAYS,
    paths,
    ui::{Caption, Column, Hidden, Icon, Table},
};

/// The margin of a row: weekday, date, hour and what is left, or how far past it is.
pub fn due_margin(due: Option<&Due>, hours: &Hours, standing: Standing, now: Timestamp) -> AnyView {
    let Some(due) = due else {
        return view! { <p class="when"><span>"Chưa quy định hạn"</span></p> }.into_any();
    };
    let (rest, late) = match standing {
        Standing::Overdue(by) => (time_left::overdue(by), true),
        Standing::Exempt => ("không phải nộp".to_owned(), false),
        Standing::OnTime | Standing::Late(_) | Standing::Excused(_) | Standing::Missed => {
            (format!("trước {}", vietnamese::hour(hours.shown)), false)
        }
        Standing::NotYetDue | Standing::Practice { .. } | Standing::Untimed { .. } => {
            match time_left::remaining(due.day, hours, now) {
                // "còn 2 ngày" stays on one line; a longer sentence may break.
                Some(left) if left.starts_with("còn") => {
                    (format!("trước {}, {}", vietnamese::hour(hours.shown), left.replace(' ', "\u{a0}")), false)
                }
                Some(left) => (format!("trước {}, {left}", vietnamese::hour(hours.shown)), false),
                None => (format!("trước {}", vietnamese::hour(hours.shown)), false),
            }
        }
    };
    view! {
        <p class="when">
            <span>{vietnamese::weekday(due.day)}</span>" "<b>{vietnamese::date(due.day)}</b>" "
            <span class=if late { "overdue" } else { "" }>{rest}</span>
        </p>
    }
    .into_any()
}

/// The proof of a due date: numbered steps beside two weeks of the calendar. Works without script.
#[component]
pub fn WhyPanel(why: Why) -> impl IntoView {
    let columns: Vec<Column> = iter::once(Column::corner()).chain(WEEKDAYS).collect();
    let caption = format!("Hạn nộp trên lịch, {} và {}", why.two_weeks[0].label, why.two_weeks[1].label);
    view! {
        <details class="why">
            <summary><span>"Vì sao hạn này?"</span><Icon name="chevron-down"/></summary>
            <div class="panel">
                <ol class="steps-why">
                    {why.steps.into_iter().map(|step| view! {
                        <li><span>{step.words.into_iter().map(|phrase| if phrase.strong {
                            view! { <b>{phrase.text}</b> }.into_any()
                        } else {
                            phrase.text.into_any()
                        }).collect_view()}</span></li>
                    }).collect_view()}
                </ol>
                <div>
                    <Table class="days" columns=&columns caption=Caption::Spoken(caption)>
                        <tbody>{why.two_weeks.into_iter().map(strip).collect_view()}</tbody>
                    </Table>
                    <p class="rule">{why.rule}" · "<a href=paths::DUE_DAYS_EXPLAINED>"Cách tính theo Điều 9"</a></p>
                </div>
            </div>
        </details>
    }
}

fn strip(strip: CalendarStrip) -> impl IntoView {
    view! { <tr><th scope="row">{strip.label}</th>{strip.days.into_iter().map(strip_day).collect_view()}</tr> }
}

fn strip_day(day: StripDay) -> impl IntoView {
    let number = chrono::Datelike::day(&day.day);
    let (class, said) = if day.due {
        ("due", Some("hạn nộp".to_owned()))
    } else if let Some(closed) = day.closed {
        ("off", Some(closed))
    } else if let Some(off) = day.off {
        ("off", Some(format!("nghỉ {off}")))
    } else if day.not_worked {
        ("end", None)
    } else if day.taught {
        ("taught", None)
    } else {
        ("", None)
    };
    let said = said.map(|words| view! { <Hidden words=format!(", {words}")/> });
    if day.due {
        view! { <td class=class><b>{number}{said}</b></td> }.into_any()
    } else {
        view! { <td class=class>{number}{said}</td> }.into_any()
    }
}
