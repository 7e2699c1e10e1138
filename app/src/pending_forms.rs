//! "/gui-lai/…": a form that was sent when the session was over, with all that was typed.

use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
};

/// `path` is where the form goes; `fields` what it holds, never a password.
#[component]
pub fn PendingFormPage(viewer: Viewer, path: String, fields: Vec<(String, String)>) -> impl IntoView {
    view! {
        <Page viewer=Some(viewer) here=NavItem::Elsewhere>
            <main id="noi-dung" class="sheet" tabindex="-1">
                <div class="cols">
                    <p class="when"><span>"Đã đăng nhập lại"</span></p>
                    <div class="empty">
                        <h1>"Những gì vừa điền còn nguyên, chưa gửi"</h1>
                        <p>"Lúc bấm gửi thì phiên làm việc đã hết. Bấm nút dưới đây để gửi lại đúng những gì đã điền."</p>
                        <form method="post" action=path class="btns">
                            {fields.into_iter().map(|(name, value)| view! {
                                <input type="hidden" name=name value=value/>
                            }).collect_view()}
                            <button class="btn main big">"Gửi lại những gì đã điền"</button>
                            <a class="btn text" href=paths::START>"Bỏ, về trang đầu"</a>
                        </form>
                    </div>
                </div>
            </main>
        </Page>
    }
}
