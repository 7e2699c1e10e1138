//! "Vì sao muộn": the card of what the system knows of a late record, and how an outage is told wherever it is.

use domain::{
    days::{Timestamp, local},
    lateness::Cause,
    outages::Outage,
    vietnamese,
};
use leptos::prelude::*;

/// The card, for whoever may read it.
pub fn lateness_card(causes: &[Cause], now: Timestamp) -> impl IntoView + use<> {
    let none = causes.is_empty().then(|| {
        view! {
            <div class="cols"><p class="when"></p><p class="quiet">"Hệ thống không ghi nhận trở ngại nào."</p></div>
        }
    });
    let lines = causes.iter().map(|one| line(one, now)).collect_view();
    let list = (!causes.is_empty()).then(|| view! { <ul class="jobs">{lines}</ul> });
    view! {
        <section class="group" aria-labelledby="g-vi-sao-muon">
            <h2 id="g-vi-sao-muon">"Vì sao muộn"" "<small>"Những gì hệ thống ghi nhận được."</small></h2>
            {none}
            {list}
        </section>
    }
}

fn line(cause: &Cause, now: Timestamp) -> impl IntoView + use<> {
    let (title, words) = match cause {
        Cause::Outage(outage) => ("Máy chủ ngừng", format!("{}, khi sắp hết hạn nộp.", outage_words(outage, now))),
        Cause::Closure { name, from, to } => (
            "Trường nghỉ",
            format!(
                "{name}: hạn đã dời từ {} sang {}, tính theo hạn mới.",
                vietnamese::weekday_and_date(*from),
                vietnamese::weekday_and_date(*to)
            ),
        ),
        Cause::DoubtfulTime { from, until } => {
            let until = until.map_or_else(|| "đến nay".to_owned(), |until| format!("đến {}", vietnamese::moment(until)));
            (
                "Giờ máy chủ chờ xác nhận",
                format!("Từ {} {until}; trong lúc đó không ai bị tính muộn thêm.", vietnamese::moment(*from)),
            )
        }
        Cause::LateReturn { review_by, at } => (
            "Trả lại để sửa sau hạn duyệt",
            format!("Hạn duyệt {}, trả lại lúc {}.", vietnamese::weekday_and_date(*review_by), vietnamese::moment(*at)),
        ),
    };
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what"><h3>{title}</h3><p class="then">{words}</p></div>
        </li>
    }
}

/// "Từ 14:00 đến 15:10 ngày 20/11/2026 (1 giờ 10 phút)".
pub fn outage_words(outage: &Outage, now: Timestamp) -> String {
    let length = length_words(outage, now);
    let from = local(outage.from);
    match outage.until {
        None => format!("Từ {} đến nay ({length})", vietnamese::moment(outage.from)),
        Some(until) if local(until).date() == from.date() => {
            format!("Từ {} đến {} ({length})", vietnamese::hour(from.time()), vietnamese::moment(until))
        }
        Some(until) => format!("Từ {} đến {} ({length})", vietnamese::moment(outage.from), vietnamese::moment(until)),
    }
}

/// "1 giờ 10 phút", "2 ngày 3 giờ".
fn length_words(outage: &Outage, now: Timestamp) -> String {
    let length = outage.length(now);
    match (length.num_hours(), length.num_minutes() % 60) {
        (1..24, minutes @ 1..) => format!("{} {minutes} phút", vietnamese::duration(length)),
        _ => vietnamese::duration(length),
    }
}
