//! What a record says of more time for it: that it was given, that it was asked for, and the way to ask.

use domain::{extensions::MoreTime, obligations::ObligationId, vietnamese};
use leptos::prelude::*;

use crate::{paths, ui::Hidden};

/// One line under a record; nothing where there is nothing to say and nothing to ask.
pub(crate) fn more_time_line(record: ObligationId, title: &str, more_time: MoreTime) -> Option<impl IntoView + use<>> {
    let MoreTime { given, asked, may_ask, may_give } = more_time;
    let about = format!(" {}", title.replace(" · ", ", "));
    let about_giving = about.clone();
    (given.is_some() || asked.is_some() || may_ask || may_give).then(|| {
        view! {
            <p class="then">
                {given.map(|until| format!("Được gia hạn đến {}. ", vietnamese::weekday_and_date(until)))}
                {asked.map(|wish| {
                    let words = format!("Đã xin {}, chờ trả lời", wish.words());
                    view! { <a href=paths::EXTENSIONS>{words}</a> }
                })}
                {may_ask.then(|| view! { <a href=paths::ask_extension(record)>"Xin gia hạn hoặc miễn"<Hidden words=about/></a> })}
                {may_give.then(|| view! {
                    <a href=paths::extend_one(record)>"Gia hạn hồ sơ này"<Hidden words=about_giving/></a>
                })}
            </p>
        }
    })
}
