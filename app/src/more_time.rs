//! What a record says of more time for it: that it was given, that it was asked for, and the way to ask.

use domain::{
    extensions::{MoreTime, RefusedWish, Wish},
    obligations::ObligationId,
    vietnamese,
};
use leptos::prelude::*;

use crate::{paths, ui::Hidden};

/// One line under a record; nothing where there is nothing to say and nothing to ask.
pub(crate) fn more_time_line(record: ObligationId, title: &str, more_time: MoreTime) -> Option<impl IntoView + use<>> {
    let MoreTime { given, asked, refused, may_ask, may_give } = more_time;
    let about = format!(" {}", title.replace(" · ", ", "));
    let about_giving = about.clone();
    (given.is_some() || asked.is_some() || refused.is_some() || may_ask || may_give).then(|| {
        view! {
            <p class="then">
                {given.map(|until| format!("Được gia hạn đến {}. ", vietnamese::weekday_and_date(until)))}
                {refused.as_ref().map(refused_words)}
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

/// "Không được gia hạn: tuần này có đoàn kiểm tra (cô Nguyệt trả lời lúc 14:24). "
fn refused_words(refused: &RefusedWish) -> String {
    let RefusedWish { wish, by, at, because } = refused;
    let what = match wish {
        Wish::Until(_) => "Không được gia hạn",
        Wish::Freedom => "Không được miễn",
    };
    format!("{what}: {} ({by} trả lời lúc {}). ", vietnamese::without_stop(because), vietnamese::moment(*at))
}
