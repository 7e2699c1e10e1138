//! First passwords on slips to cut up and hand out: shown once.

use leptos::prelude::*;

use super::PlainBar;
use crate::{paths, ui::Icon};

/// One person's first sign-in.
#[derive(Clone, Debug)]
pub struct IssuedPassword {
    pub name: String,
    /// "Giáo viên lớp 4A": two people of one name must not get each other's slip.
    pub titles: String,
    pub username: String,
    pub password: String,
}

#[component]
pub fn IssuedPasswordsPage(school: String, address: String, issued_passwords: Vec<IssuedPassword>) -> impl IntoView {
    view! {
        <PlainBar words=format!("Mật khẩu ban đầu, {school}")/>
        <main id="noi-dung" class="page" tabindex="-1">
            <header class="topline">
                <h1>"Mật khẩu ban đầu"</h1>
                <div class="tools">
                    <button type="button" class="btn onlyjs" data-print=""><Icon name="print"/>"In"</button>
                    <form method="post" action=paths::ISSUED_PASSWORDS><button class="btn main">"Đã in xong, đến đăng nhập"</button></form>
                </div>
            </header>
            <div class="notices">
                <div class="notice warn" role="note"><Icon name="warning"/><div><p><b>"Mật khẩu chỉ xem được ở trang này, đến khi bấm Đã in xong."</b>" In ra, cắt theo nét đứt, đưa tận tay. Mỗi người đổi mật khẩu ở lần đăng nhập đầu."</p></div></div>
            </div>
            {list(issued_passwords, &address)}
        </main>
    }
}

/// The slips alone.
pub(crate) fn list(issued_passwords: Vec<IssuedPassword>, address: &str) -> impl IntoView + use<> {
    let address = address.to_owned();
    view! {
        <ul class="slips">
            {issued_passwords.into_iter().map(|issued| view! {
                <li><b>{issued.name}</b><p class="quiet">{issued.titles}</p><dl>
                    {(!address.is_empty()).then(|| view! { <dt>"Địa chỉ"</dt><dd>{address.clone()}</dd> })}
                    <dt>"Tên đăng nhập"</dt><dd><code>{issued.username}</code></dd>
                    <dt>"Mật khẩu"</dt><dd><code>{issued.password}</code></dd>
                </dl></li>
            }).collect_view()}
        </ul>
    }
}
