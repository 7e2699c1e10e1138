//! The code of the end of the log, as it stands under papers that go out: they contradict every log from which something is gone.

use domain::log::AnchorCode;
use leptos::prelude::*;

/// On paper alone: whoever reads the screen has the log itself.
pub fn anchor_line(anchor: AnchorCode) -> impl IntoView {
    view! { <p class="prt quiet">"Mã nhật ký: "<b class="num">{anchor.to_string()}</b></p> }
}
