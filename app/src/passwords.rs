//! paths::PASSWORD: a password of one's own.

use domain::refusal::Words;
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{ErrorLine, Notice, NoticeKind, PasswordField},
};

/// `first`: the password was handed out and must be changed before anything else.
#[component]
pub fn PasswordPage(viewer: Viewer, first: bool, refused: Option<Words>, done: bool, least: usize) -> impl IntoView {
    let invalid = refused.is_some();
    view! {
        <Page viewer=(!first).then_some(viewer) here=NavItem::Elsewhere>
            <main id="noi-dung" class="sheet" tabindex="-1">
                <div class="cols form">
                    <p class="when"><span>"Tài khoản"</span></p>
                    <div>
                        <h1>{if first { "Đặt mật khẩu của riêng mình" } else { "Đổi mật khẩu" }}</h1>
                        <p class="sub">"Điều 2 của Quy chế: mỗi người giữ kín tài khoản, không để người khác làm thay."</p>
                        {done.then(|| view! {
                            <div class="notices">
                                <Notice kind=NoticeKind::Good fact="Đã đổi mật khẩu"
                                    advice="Các máy khác đang đăng nhập bằng tài khoản này đã được đăng xuất."/>
                            </div>
                        })}
                        {first.then(|| view! {
                            <div class="notices">
                                <Notice kind=NoticeKind::Info fact="Mật khẩu được phát chỉ dùng để vào một lần"
                                    advice="Đặt mật khẩu mới rồi làm việc bình thường."/>
                            </div>
                        })}
                        <form method="post" action=paths::PASSWORD class="stack">
                            <PasswordField id="old" autocomplete="current-password"
                                label=if first { "Mật khẩu được phát" } else { "Mật khẩu đang dùng" }
                                named=if first { "mật khẩu được phát" } else { "mật khẩu đang dùng" }/>
                            <PasswordField id="new" autocomplete="new-password" label="Mật khẩu mới" named="mật khẩu mới"
                                hint=format!("Ít nhất {least} ký tự. Một câu ngắn dễ nhớ, có dấu cách cũng được.")
                                refused=invalid.then_some("loi")/>
                            <PasswordField id="again" autocomplete="new-password" label="Gõ lại mật khẩu mới"
                                named="mật khẩu mới gõ lại"/>
                            {refused.map(|words| view! { <ErrorLine id="loi" words=format!("{}. {}", words.fact, words.advice)/> })}
                            <div class="btns">
                                <button class="btn main">"Đổi mật khẩu"</button>
                                {(!first).then(|| view! { <a class="btn text" href=paths::START>"Để sau"</a> })}
                            </div>
                        </form>
                    </div>
                </div>
            </main>
        </Page>
    }
}
