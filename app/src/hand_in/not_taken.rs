//! A plain form that came for nothing, because the record is closed, somebody else's, or cannot be reached: why, and the
//! words that were typed, to copy from.

use domain::refusal::Words;
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
};

#[derive(Clone, Debug)]
pub struct NotTakenView {
    pub words: Words,
    /// The code of the incident, for whoever reports it.
    pub code: Option<String>,
    pub note: String,
    /// The address of the form, where trying again may help.
    pub again: Option<String>,
}

#[component]
pub fn NotTakenPage(viewer: Option<Viewer>, page: NotTakenView) -> impl IntoView {
    view! {
        <Page viewer here=NavItem::MyWork>
            <main id="noi-dung" class="sheet" tabindex="-1">
                <div class="cols form">
                    <p class="when"><span>"Chưa nộp được"</span></p>
                    <div>
                        <a class="back" href=paths::MY_WORK>"Việc của tôi"</a>
                        <h1>{page.words.fact}</h1>
                        <p class="sub">{page.words.advice}</p>
                        <h2 id="loi-nhan-da-go">"Lời nhắn đã gõ"</h2>
                        <p class="hint">"Còn cần thì chép lại từ đây, vì trang này không lưu."</p>
                        <blockquote class="typed" aria-labelledby="loi-nhan-da-go">{page.note}</blockquote>
                        {page.again.map(|address| view! {
                            <p class="btns"><a class="btn main" href=address>"Mở lại trang nộp"</a></p>
                        })}
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
