//! The foot of what is printed from a page: whose it is, what was shown, and when that was true. A sheet on a desk has no address
//! bar.

use domain::{
    days::{Timestamp, local},
    vietnamese,
};
use leptos::prelude::*;

use crate::{layout::Viewer, ui::Pages};

/// "Trường Mầm non Nam Thanh · Bảng duyệt học kỳ I · Số liệu lúc 14:20 ngày 25/11/2026".
pub(crate) fn stands(mut parts: Vec<String>, at: Timestamp) -> String {
    let at = local(at);
    parts.push(format!("Số liệu lúc {} ngày {}", vietnamese::hour(at.time()), vietnamese::date(at.date())));
    parts.join(" · ")
}

/// The lines that stand on a page of a list, where it has several: "chỉ hồ sơ 1–100 trong 240".
pub(crate) fn only_these(pages: Pages, what: &str) -> Option<String> {
    let (first, last) = pages.shown();
    (!pages.is_whole()).then(|| format!("chỉ {what} {first}–{last} trong {}", pages.lines))
}

/// The foot of a list that `viewer` prints; `what` names the list and what of it was chosen. Repeated on every sheet.
pub(crate) fn printed_foot(viewer: &Viewer, what: Vec<String>) -> impl IntoView + use<> {
    let mut parts = vec![viewer.school.clone()];
    parts.extend(what);
    parts.push(format!("Người in: {}", viewer.name));
    let words = stands(parts, viewer.now);
    view! { <p class="prt stands">{words}</p> }
}
