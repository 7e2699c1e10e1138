//! When a page cannot be shown: what happened, what is safe, what to do now.

use domain::refusal::Words;
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    whom_to_call::whom_to_call,
};

#[derive(Clone, Debug)]
pub struct ErrorView {
    pub status: u16,
    pub words: Words,
    /// The code of the incident, for whoever reports it.
    pub code: Option<String>,
    /// What was typed into the form that this answers, by label; to be copied.
    pub typed: Vec<(&'static str, String)>,
    /// The address of the order that shuts the record.
    pub order: Option<String>,
    /// Whom to call, each with a phone number.
    pub contacts: Vec<String>,
}

#[component]
pub fn ErrorPage(viewer: Option<Viewer>, page: ErrorView) -> impl IntoView {
    let (is_ours, is_form) = (page.status >= 500, !page.typed.is_empty());
    // The address of a form is no page to be opened again.
    let again = is_ours && !is_form;
    let margin = if is_ours {
        "Lỗi hệ thống"
    } else if is_form {
        "Chưa gửi được"
    } else {
        "Chưa mở được"
    };
    let report = paths::report_incident(page.code.as_deref());
    view! {
        <Page viewer here=NavItem::Elsewhere>
            <main id="noi-dung" class="sheet" tabindex="-1">
                <div class="cols">
                    <p class="when"><span>{margin}</span></p>
                    <div class="empty">
                        <h1>{page.words.fact}</h1>
                        <p>{page.words.advice}</p>
                        {is_form.then(|| typed(page.typed))}
                        <div class="btns">
                            {again.then(|| view! { <a class="btn main" href="">"Thử lại"</a> })}
                            <a class=if again { "btn" } else { "btn main" } href=paths::START>"Về trang đầu"</a>
                            {page.order.map(|order| view! { <a class="btn" href=order>"Xem lệnh khóa"</a> })}
                            <a class="btn" href=report>"Báo sự cố"</a>
                        </div>
                        {page.code.map(|code| view! {
                            <p class="quiet">
                                "Mã sự cố "<b class="num">{code}</b>". Khi báo, đọc mã này cho tổ quản lý phần mềm."
                            </p>
                        })}
                        {whom_to_call(&page.contacts)}
                    </div>
                </div>
            </main>
        </Page>
    }
}

fn typed(lines: Vec<(&'static str, String)>) -> impl IntoView {
    let lines = lines.into_iter().map(|(label, words)| {
        view! { <p class="quiet">{label}</p><blockquote class="typed">{words}</blockquote> }
    });
    view! {
        <section class="written" aria-labelledby="vua-go">
            <h2 id="vua-go">"Lời vừa gõ, chưa được ghi"</h2>
            <p class="quiet">"Chép lại trước khi rời trang này."</p>
            {lines.collect_view()}
        </section>
    }
}

/// An error inside of another page, which shows the ways on but for one that this error alone knows.
#[derive(Clone, Debug)]
pub struct FramedErrorView {
    pub words: Words,
    /// The code of the incident, for whoever reports it.
    pub code: Option<String>,
    /// The words and the address of what is to be done first, in the whole window.
    pub way_on: Option<(&'static str, String)>,
    /// Whom to call, each with a phone number.
    pub contacts: Vec<String>,
}

#[component]
pub fn FramedError(page: FramedErrorView) -> impl IntoView {
    view! {
        <main id="noi-dung" class="preview framed" tabindex="-1">
            <div class="empty">
                <h1>{page.words.fact}</h1>
                <p>{page.words.advice}</p>
                {page.way_on.map(|(words, href)| view! {
                    <div class="btns"><a class="btn main" href=href target="_top">{words}</a></div>
                })}
                {page.code.map(|code| view! { <p class="quiet">"Mã sự cố: "<b class="num">{code}</b></p> })}
                {whom_to_call(&page.contacts)}
            </div>
        </main>
    }
}

#[cfg(all(test, feature = "ssr"))]
#[path = "errors_tests.rs"]
mod tests;
