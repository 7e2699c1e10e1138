//! The first passwords of everybody, to be printed and handed out: shown once, after the school was opened.

use leptos::prelude::*;

use super::PlainBar;
use crate::{
    issued_passwords::{IssuedPassword, IssuedPasswordList},
    paths,
    ui::{Icon, PrintButton},
};

#[component]
pub fn IssuedPasswordsPage(school: String, address: String, issued_passwords: Vec<IssuedPassword>) -> impl IntoView {
    view! {
        <PlainBar words=format!("Mật khẩu ban đầu, {school}")/>
        <main id="noi-dung" class="page" tabindex="-1">
            <header class="topline">
                <h1>"Mật khẩu ban đầu"</h1>
                <div class="tools">
                    <PrintButton/>
                    <form method="post" action=paths::ISSUED_PASSWORDS>
                        <button class="btn main">"Đã in xong, đến đăng nhập"</button>
                    </form>
                </div>
            </header>
            <div class="notices">
                <div class="notice warn" role="note">
                    <Icon name="warning"/>
                    <div>
                        <p>
                            <b>"Mật khẩu chỉ xem được ở trang này, đến khi bấm Đã in xong."</b>
                            " In ra, cắt theo nét đứt, đưa tận tay. Mỗi người đổi mật khẩu ở lần đăng nhập đầu."
                        </p>
                    </div>
                </div>
            </div>
            <IssuedPasswordList issued_passwords school=school.clone() address/>
        </main>
    }
}
