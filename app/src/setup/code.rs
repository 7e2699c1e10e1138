//! Before the first step: the code that the program printed on the console.

use domain::{forms::FormErrors, refusal::Words};
use leptos::prelude::*;

use super::PlainBar;
use crate::{
    paths,
    ui::{Extra, Notice, NoticeKind, TextField},
};

const CODE: Extra = Extra {
    hint: Some("Không phân biệt chữ hoa, chữ thường. Không thấy mã thì khởi động lại chương trình, mã được in lại."),
    placeholder: Some("XXXX-XXXX"),
    inputmode: None,
    autocomplete: Some("off"),
    required: true,
    small: false,
    capitals: true,
    max_length: Some(20),
    class: Some("secret-code"),
    secret: false,
    focused: false,
};

/// `refused` says why the last code was not taken; `lost` that a form came without the right to set up.
#[component]
pub fn CodePage(refused: Option<Words>, lost: bool) -> impl IntoView {
    let wrong = |words: Words| FormErrors::one("code", format!("{}. {}", words.fact, words.advice));
    let errors = refused.map(wrong).unwrap_or_default();
    view! {
        <PlainBar words="Cài đặt lần đầu"/>
        <main id="noi-dung" class="sheet" tabindex="-1">
            <div class="cols">
                <p class="when setup"><span>"Trước bước 1"</span></p>
                <div class="setup">
                    {lost.then(|| view! {
                        <div class="notices">
                            <Notice kind=NoticeKind::Info fact="Cần nhập lại mã cài đặt"
                                advice="Chương trình đã khởi động lại, hoặc có máy khác vừa nhập mã. Những bước đã lưu vẫn còn \
                                        nguyên."/>
                        </div>
                    })}
                    <form method="post" action=paths::SETTINGS class="narrow stack">
                        <div>
                            <h1>"Nhập mã trên màn hình máy chủ"</h1>
                            <p class="sub">
                                "Chương trình vừa in một mã 8 ký tự ở cửa sổ đã khởi động nó. Mã này để không ai khác trong mạng \
                                 nhận mất máy chủ của trường."
                            </p>
                        </div>
                        <TextField id="code" label="Mã cài đặt" value="" errors extra=CODE/>
                        <div class="btns"><button class="btn main big">"Bắt đầu cài đặt"</button></div>
                    </form>
                </div>
            </div>
        </main>
    }
}
