//! The dialog of a session that ended while somebody was at work.

use domain::refusal::{SecondFactorRefusal, Words};
use leptos::{ev, html, prelude::*, task::spawn_local};

use super::queue::{Obstacle, Queue};
use crate::{paths, ui::Shape};

/// Whether the password was right, and a code is still to come.
fn asks_code(words: &Words) -> bool {
    SecondFactorRefusal::ASKS_CODE.contains(&words.fact.as_str())
}

/// The dialog on top of the page when the session is over: files and words stay where they are.
#[component]
pub fn SignInOver(queue: Queue, name: String, username: String, honorific: String) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let password = NodeRef::<html::Input>::new();
    let refused = RwSignal::new(String::new());
    let working = RwSignal::new(false);
    // The password that was right, while its account asks for a code as well.
    let kept = RwSignal::new(String::new());
    Effect::new(move |_| {
        let over = queue.obstacle.with(|obstacle| *obstacle == Some(Obstacle::SessionOver));
        if let Some(dialog) = dialog.get() {
            match (over, dialog.open()) {
                (true, false) => drop(dialog.show_modal()),
                (false, true) => dialog.close(),
                _ => {}
            }
        }
    });
    let user = username.clone();
    let enter = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(field) = password.get_untracked() else { return };
        if working.get_untracked() {
            return;
        }
        working.set(true);
        let user = user.clone();
        spawn_local(async move {
            let (secret, code) = match kept.get_untracked() {
                password if password.is_empty() => (field.value(), String::new()),
                password => (password, field.value()),
            };
            let words = queue.sign_in(user, secret.clone(), code).await;
            field.set_value("");
            kept.set(if words.as_ref().is_some_and(asks_code) { secret } else { String::new() });
            refused.set(words.map_or_else(String::new, |words| format!("{}. {}", words.fact, words.advice)));
            working.set(false);
        });
    };
    view! {
        <dialog class="dialog" aria-labelledby="dang-nhap-lai" node_ref=dialog on:close=move |_| queue.put_off()>
            <h2 id="dang-nhap-lai">{format!("Mời {honorific} đăng nhập lại")}</h2>
            <p>"Phiên làm việc đã hết, hoặc tài khoản đã đăng xuất ở nơi khác. Lời nhắn và các tệp đang làm vẫn còn nguyên."</p>
            <form method="dialog" class="stack" on:submit=enter>
                <input type="hidden" name="username" autocomplete="username" value=username/>
                <div class="field">
                    <label for="mat-khau-lai">
                        {move || if kept.with(String::is_empty) { format!("Mật khẩu của {name}") } else { "Mã xác nhận".to_owned() }}
                    </label>
                    <input class="input" id="mat-khau-lai" type="password" name="password" autocomplete="current-password"
                        required autofocus node_ref=password aria-describedby="mat-khau-lai-loi"/>
                    <p class="err" id="mat-khau-lai-loi" role="alert" hidden=move || refused.with(String::is_empty)>
                        <Shape name="overdue"/><span>{move || refused.get()}</span>
                    </p>
                </div>
                <div class="btns">
                    <button class="btn main">{move || if working.get() { "Đang vào…" } else { "Vào lại" }}</button>
                    <button type="button" class="btn" on:click=move |_| queue.put_off()>"Để sau"</button>
                    <a class="btn text" href=paths::SIGN_IN>"Tôi là người khác"</a>
                </div>
            </form>
        </dialog>
    }
}
