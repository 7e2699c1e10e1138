//! When a page cannot be shown: what happened, what is safe, what to do now.

use domain::refusal::Words;
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page},
    paths,
};

#[derive(Clone, Debug)]
pub struct ErrorView {
    pub status: u16,
    pub words: Words,
    /// The code of the incident, for whoever reports it.
    pub code: Option<String>,
}

#[component]
pub fn ErrorPage(page: ErrorView) -> impl IntoView {
    let again = page.status >= 500;
    view! {
        <Page viewer=None here=NavItem::Elsewhere>
            <main id="noi-dung" class="sheet" tabindex="-1">
                <div class="cols">
                    <p class="when">
                        <span>{(page.status < 500).then_some("Chưa mở được")}{again.then_some("Lỗi hệ thống")}</span>
                    </p>
                    <div class="empty">
                        <h1>{page.words.fact}</h1>
                        <p>{page.words.advice}</p>
                        <div class="btns">
                            {again.then(|| view! { <a class="btn main" href="">"Thử lại"</a> })}
                            <a class=if again { "btn" } else { "btn main" } href=paths::START>"Về trang đầu"</a>
                        </div>
                        {page.code.map(|code| view! {
                            <p class="quiet">
                                "Mã sự cố "<b class="num">{code}</b>". Khi báo, đọc mã này cho tổ quản lý phần mềm."
                            </p>
                        })}
                    </div>
                </div>
            </main>
        </Page>
    }
}
