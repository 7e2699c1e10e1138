//! "/doi-mat-khau": a password of one's own.

use domain::refusal::Words;
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{ErrorLine, Notice, NoticeKind, reveal},
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
                            <div class="notices"><Notice kind=NoticeKind::Good fact="Đã đổi mật khẩu" advice="Các máy khác đang đăng nhập bằng tài khoản này đã được đăng xuất."/></div>
                        })}
                        {first.then(|| view! {
                            <div class="notices"><Notice kind=NoticeKind::Info fact="Mật khẩu được phát chỉ dùng để vào một lần" advice="Đặt mật khẩu mới rồi làm việc bình thường."/></div>
                        })}
                        <form method="post" action=paths::PASSWORD class="stack">
                            <div class="field"><label for="old">{if first { "Mật khẩu được phát" } else { "Mật khẩu đang dùng" }}</label>
                                <div class="secret"><input class="input" id="old" name="old" type="password" autocomplete="current-password" required/>{reveal(if first { "mật khẩu được phát" } else { "mật khẩu đang dùng" })}</div></div>
                            <div class="field"><label for="new">"Mật khẩu mới"</label>
                                <p class="hint" id="new-goi-y">"Ít nhất "{least}" ký tự. Một câu ngắn dễ nhớ, có dấu cách cũng được."</p>
                                <div class="secret"><input class="input" id="new" name="new" type="password" autocomplete="new-password" required
                                    aria-describedby=if invalid { "new-goi-y loi" } else { "new-goi-y" } aria-invalid=invalid.then_some("true")/>{reveal("mật khẩu mới")}</div></div>
                            <div class="field"><label for="again">"Gõ lại mật khẩu mới"</label>
                                <div class="secret"><input class="input" id="again" name="again" type="password" autocomplete="new-password" required/>{reveal("mật khẩu mới gõ lại")}</div></div>
                            {refused.map(|words| view! { <ErrorLine id="loi" words=format!("{}. {}", words.fact, words.advice)/> })}
                            <div class="btns"><button class="btn main">"Đổi mật khẩu"</button>{(!first).then(|| view! { <a class="btn text" href=paths::START>"Để sau"</a> })}</div>
                        </form>
                    </div>
                </div>
            </main>
        </Page>
    }
}
