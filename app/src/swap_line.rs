//! What a record says of its turn: that it was swapped, that a swap waits, and the way to offer one.

use domain::{obligations::ObligationId, swaps::SwapTold, vietnamese::capitalised};
use leptos::prelude::*;

use crate::{paths, ui::Hidden};

/// One line under a record; nothing where there is nothing to say and nothing to offer.
pub(crate) fn swap_line(record: ObligationId, title: &str, swap: SwapTold) -> Option<impl IntoView + use<>> {
    let SwapTold { swapped, offered_to, offered_by, may_offer } = swap;
    let about = format!(" {}", title.replace(" · ", ", "));
    (swapped.is_some() || offered_to.is_some() || offered_by.is_some() || may_offer).then(|| {
        view! {
            <p class="then">
                {swapped.map(|words| format!("{}. ", capitalised(&words)))}
                {offered_by.map(|who| {
                    let words = format!("{} đề nghị đổi lượt, chờ trả lời", capitalised(&who));
                    view! { <a href=paths::SWAPS>{words}</a>" " }
                })}
                {offered_to.map(|who| view! {
                    <a href=paths::SWAPS>{format!("Đã đề nghị đổi lượt với {who}, chờ trả lời")}</a>
                })}
                {may_offer.then(|| view! { <a href=paths::offer_swap(record)>"Đổi lượt"<Hidden words=about/></a> })}
            </p>
        }
    })
}
