//! What orders, notices and minutes have alike on paper, after Nghị định 30/2020; the sheet of form 1 has pieces of its own, which
//! never change.

use chrono::NaiveDate;
use domain::{
    days::{Timestamp, local},
    locks::{Post, SignedLine},
    vietnamese,
};
use leptos::prelude::*;

use crate::ui::PrintButton;

/// What stands above a paper on the screen and not on the print: the way back with its words, the title, and the button that prints.
pub fn above_paper((up, words): (String, String), title: &'static str, print: &'static str) -> impl IntoView {
    view! {
        <header class="head cols scr">
            <p class="when"></p>
            <div>
                <a class="back" href=up>{words}</a>
                <div class="lead">
                    <h1>{title}</h1>
                    <PrintButton words=print/>
                </div>
            </div>
        </header>
    }
}

/// On a paper that is printed before it is final: that it is not, and how it stands.
pub fn not_final(words: Option<String>) -> Option<impl IntoView + use<>> {
    words.map(|words| view! { <p class="as-how not-final"><b>"Bản chưa chính thức."</b>" "{words}</p> })
}

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

/// Whoever signs, with room for hand and stamp above their name; `posts` are one line each. In whose place they sign stands above the
/// room as well, so that all names under a paper are on one line.
pub fn signature(posts: &[&str], said: Option<String>, who: String, acting: Option<String>) -> impl IntoView + use<> {
    let posts = posts.iter().map(|post| view! { <b>{post.to_uppercase()}</b>" " }).collect_view();
    view! {
        <p class="as-signer">
            {posts}
            {acting.map(|acting| view! { <span>{acting}</span> })}
            {said.map(|said| view! { <i>{said}</i> })}
            <span class="paper-hand"></span>
            <b>{who}</b>
        </p>
    }
}

/// What names under a paper mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedAs {
    /// They have decided.
    Decided,
    /// They alone decide nothing yet, or decided nothing in the end.
    Proposed,
}

impl SignedAs {
    const fn words(self) -> &'static str {
        match self {
            Self::Decided => "Quyết định",
            Self::Proposed => "Đề xuất",
        }
    }
}

/// The lines above the name of somebody of this post, where the names of `all` stand under the paper. Whoever decides alone in the
/// principal's place says so on a line of its own (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7).
pub fn posts(post: Post, all: &[Post], signed_as: SignedAs) -> &'static [&'static str] {
    match (post, signed_as) {
        (Post::Principal, SignedAs::Decided | SignedAs::Proposed) => &["Hiệu trưởng"],
        (Post::VicePrincipal, SignedAs::Decided) if !all.contains(&Post::Principal) => &["KT. Hiệu trưởng", "Phó hiệu trưởng"],
        (Post::VicePrincipal, SignedAs::Decided | SignedAs::Proposed) => &["Phó hiệu trưởng"],
    }
}

/// Whose names stand under a paper, when each came, and as what.
pub fn signatures(lines: &[SignedLine], signed_as: SignedAs) -> impl IntoView + use<> {
    let all: Vec<Post> = lines.iter().map(|one| one.post).collect();
    let one = |one: &SignedLine| {
        let said = Some(format!("{} lúc {}", signed_as.words(), moment(one.at)));
        signature(posts(one.post, &all, signed_as), said, one.name.clone(), one.acting.clone())
    };
    lines.iter().map(one).collect_view()
}

/// "14:20:07 ngày 25/11/2026"
pub fn moment(at: Timestamp) -> String {
    let at = local(at);
    format!("{} ngày {}", vietnamese::hour_with_seconds(at.time()), vietnamese::date(at.date()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vice_principal_who_decides_alone_signs_in_the_principals_place() {
        let (principal, vice) = (Post::Principal, Post::VicePrincipal);
        let in_their_place: &[&str] = &["KT. Hiệu trưởng", "Phó hiệu trưởng"];
        for (post, all, signed_as, expected) in [
            (principal, &[principal][..], SignedAs::Decided, &["Hiệu trưởng"][..]),
            (vice, &[vice], SignedAs::Decided, in_their_place),
            (vice, &[vice, principal], SignedAs::Decided, &["Phó hiệu trưởng"]),
            (principal, &[vice, principal], SignedAs::Decided, &["Hiệu trưởng"]),
            (vice, &[vice], SignedAs::Proposed, &["Phó hiệu trưởng"]),
        ] {
            assert_eq!(posts(post, all, signed_as), expected, "{post:?} {all:?} {signed_as:?}");
        }
    }
}
