//! Passwords that were made a moment ago, each on a card to cut out and hand over: of a school that opens, and of one
//! person whose password is made anew.

use domain::passwords::HANDED_OUT_FOR;
use leptos::prelude::*;

/// What one person needs for the first sign-in.
#[derive(Clone, Debug)]
pub struct IssuedPassword {
    pub name: String,
    /// "Giáo viên lớp 4A": two people of one name must not get each other's password.
    pub titles: String,
    pub username: String,
    pub password: String,
    /// The account had none before.
    pub is_first: bool,
}

/// The cards, each with the name of the school: whoever gets one may work at two. `address` is where everybody signs in; without it
/// the cards name none.
#[component]
pub fn IssuedPasswordList(issued_passwords: Vec<IssuedPassword>, school: String, address: String) -> impl IntoView {
    let used_within = format!("Dùng trong {} ngày; lần đăng nhập đầu tự đặt mật khẩu riêng.", HANDED_OUT_FOR.num_days());
    view! {
        <ul class="issued-passwords">
            {issued_passwords.into_iter().map(|issued| view! {
                <li><p class="quiet">{school.clone()}</p><b>{issued.name}</b><p class="quiet">{issued.titles}</p><dl>
                    {(!address.is_empty()).then(|| view! { <dt>"Địa chỉ"</dt><dd>{address.clone()}</dd> })}
                    <dt>"Tên đăng nhập"</dt><dd><code>{issued.username}</code></dd>
                    <dt>"Mật khẩu"</dt><dd><code>{issued.password}</code></dd>
                </dl><p class="quiet">{used_within.clone()}</p></li>
            }).collect_view()}
        </ul>
        <p class="quiet">"Đọc qua điện thoại: từng tiếng một, không dấu. Gõ liền, gõ cách hay gõ có gạch đều được."</p>
    }
}
