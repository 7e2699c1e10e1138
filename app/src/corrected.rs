//! Numbers of decisions that were written wrongly: the old one struck through, beside the one that stands.

use domain::{
    corrections::{CorrectionTold, Numbered},
    vietnamese,
};
use leptos::prelude::*;

use crate::paths;

/// What was corrected, a line each; nothing where nothing was.
pub fn corrected(told: &[CorrectionTold]) -> impl IntoView + use<> {
    let line = |one: &CorrectionTold| {
        let CorrectionTold { was, decision, who, at } = one;
        let was = if was.is_empty() { "không ghi số".to_owned() } else { was.clone() };
        let by = format!(" ({who} đính chính, {}).", vietnamese::moment(*at));
        view! { <p class="then">"Số quyết định: "<s>{was}</s>" "{decision.clone()}{by}</p> }
    };
    told.iter().map(line).collect_view()
}

/// The way to the form that corrects it.
pub fn correct_link(of: Numbered) -> impl IntoView {
    view! { <p class="way scr"><a href=paths::correction(of.about(), of.uuid())>"Đính chính số quyết định"</a></p> }
}
