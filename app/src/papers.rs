//! What orders, notices and minutes have alike on paper, after Nghị định 30/2020; the sheet of form 1 has pieces of its own, which
//! never change.

use chrono::NaiveDate;
use domain::{
    days::{Timestamp, local},
    locks::SignedLine,
    vietnamese,
};
use leptos::prelude::*;

/// School and number at the left, the state at the right, place and day below. The program does not know the place, nor the day of
/// what is not decided: the school writes them on the dots.
pub fn paper_head(school: &str, number: String, day: Option<NaiveDate>) -> impl IntoView + use<> {
    let day = day.map_or_else(|| "ngày …… tháng …… năm ………".to_owned(), vietnamese::date_of_paper);
    view! {
        <header class="as-head">
            <p class="as-school"><b>{school.to_uppercase()}</b>{number}</p>
            <p class="as-state">
                <b>"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"</b><b class="as-motto">"Độc lập - Tự do - Hạnh phúc"</b>
            </p>
        </header>
        <p class="paper-place">{format!("…………………, {day}")}</p>
    }
}

/// "Nơi nhận": each line ends with a semicolon, the last one with a full stop.
pub fn recipients(lines: &[String]) -> impl IntoView + use<> {
    let last = lines.len().saturating_sub(1);
    let end = |at: usize| if at == last { "." } else { ";" };
    let lines = lines.iter().enumerate().map(|(at, one)| view! { <p>{format!("- {one}{}", end(at))}</p> });
    view! {
        <div class="paper-recipients"><p><b><i>"Nơi nhận:"</i></b></p>{lines.collect_view()}</div>
    }
}

/// Whoever signs, with room for hand and stamp between their place and their name; `posts` are one line each.
pub fn signature(posts: &[&str], said: Option<String>, who: String, acting: Option<String>) -> impl IntoView + use<> {
    let posts = posts.iter().map(|post| view! { <b>{post.to_uppercase()}</b><br/> }).collect_view();
    view! {
        <p class="as-signer">
            {posts}
            {said.map(|said| view! { <i>{said}</i> })}
            <span class="paper-hand"></span>
            <b>{who}</b>
            {acting.map(|acting| view! { <br/>{acting} })}
        </p>
    }
}

/// What somebody did whose name decides.
pub const DECIDED: &str = "Quyết định";

/// What somebody did whose name alone decides nothing yet.
pub const PROPOSED: &str = "Đề xuất";

/// Whose name stands under it, when, and as what `deed`.
pub fn signed(one: &SignedLine, deed: &str) -> impl IntoView + use<> {
    let said = Some(format!("{deed} lúc {}", moment(one.at)));
    signature(&[one.post.words()], said, one.who.clone(), one.acting.clone())
}

/// "14:20:07 ngày 25/11/2026"
pub fn moment(at: Timestamp) -> String {
    let at = local(at);
    format!("{} ngày {}", vietnamese::hour_with_seconds(at.time()), vietnamese::date(at.date()))
}
