//! Before the first step: the code that the program printed on the console.

use leptos::prelude::*;

use super::PlainBar;
use crate::{
    paths,
    ui::{ErrorLine, Notice, NoticeKind},
};

/// `refused` says why the last code was not taken; `lost` that a form came without the right to set up.
#[component]
pub fn CodePage(refused: Option<domain::refusal::Words>, lost: bool) -> impl IntoView {
    let bad = refused.is_some();
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
                        <div class="field">
                            <label for="code">"Mã cài đặt"</label>
                            <p class="hint" id="code-h">
                                "Không phân biệt chữ hoa, chữ thường. Không thấy mã thì khởi động lại chương trình, mã được in lại."
                            </p>
                            <input class="input secret-code" id="code" name="code" autocomplete="off" autocapitalize="characters"
                                spellcheck="false" required maxlength="20" placeholder="XXXX-XXXX"
                                aria-describedby=if bad { "code-h code-e" } else { "code-h" } aria-invalid=bad.then_some("true")/>
                            {refused.map(|words| view! {
                                <ErrorLine id="code-e" words=format!("{}. {}", words.fact, words.advice)/>
                            })}
                        </div>
                        <div class="btns"><button class="btn main big">"Bắt đầu cài đặt"</button></div>
                    </form>
                </div>
            </div>
        </main>
    }
}
