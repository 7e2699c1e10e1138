//! "/can-bo/mat-khau": first passwords for everybody who has none, at once, and the slips to cut out and hand over.

use leptos::prelude::*;

use super::BEFORE_CONFIRMED;
use crate::{
    issued_passwords::{IssuedPassword, IssuedPasswordList},
    layout::{NavItem, Page, Viewer},
    paths::{self, PROOF},
    proof::ProofField,
    ui::{CheckField, HiddenField, Icon, Notice, NoticeKind, PrintButton, head_below, refused},
};

/// Somebody without a password.
#[derive(Clone, Debug)]
pub struct FirstPasswordLine {
    pub id: String,
    /// "Nguyễn Thị Hoa, Giáo viên lớp 4A".
    pub words: String,
    pub is_chosen: bool,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct FirstPasswordsView {
    pub lines: Vec<FirstPasswordLine>,
    /// Made with the form, so that a second click is no second password.
    pub key: String,
    /// The viewer's own password is asked for again.
    pub asks_again: bool,
    /// What was wrong with it.
    pub not_proved: Option<String>,
    pub nobody_chosen: bool,
    /// What the viewer hands out waits for the leadership.
    pub is_to_confirm: bool,
}

/// Passwords that were made a moment ago.
#[derive(Clone, Debug)]
pub struct SlipsView {
    pub issued: Vec<IssuedPassword>,
    pub school: String,
    pub address: String,
    /// How many of those who were chosen had got one from somebody else by then.
    pub left_out: usize,
    pub is_to_confirm: bool,
}

#[component]
pub fn FirstPasswordsPage(viewer: Viewer, page: FirstPasswordsView) -> impl IntoView {
    let FirstPasswordsView { lines, key, asks_again, not_proved, nobody_chosen, is_to_confirm } = page;
    let count = lines.len();
    let about = match count {
        0 => "Ai có tài khoản cũng đã được phát mật khẩu.".to_owned(),
        count => format!("{count} người có tài khoản mà chưa được phát mật khẩu lần nào. Mỗi người một phiếu, hiện ra một lần."),
    };
    let told = view! {
        {refused(nobody_chosen.then(|| "Chưa chọn ai".to_owned()), "Chọn ít nhất một người rồi gửi lại.")}
        {is_to_confirm.then(|| view! { <p class="quiet">{BEFORE_CONFIRMED}</p> })}
    };
    let boxes = lines.into_iter().map(|one| {
        view! { <CheckField name="person" value=one.id checked=one.is_chosen>{one.words}</CheckField> }
    });
    let boxes = boxes.collect_view();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Staff>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::STAFF, "Cán bộ"), "Phát mật khẩu lần đầu", Some(about), told)}
                {(count > 0).then(|| view! {
                    <div class="cols"><p class="when"></p>
                        <form method="post" action=paths::FIRST_PASSWORDS class="stack narrow">
                            <HiddenField name="key" value=key/>
                            <fieldset class="field"><legend>"Phát cho"</legend>{boxes}</fieldset>
                            {asks_again.then(|| view! { <ProofField id=PROOF.to_owned() refused=not_proved/> })}
                            <div class="btns">
                                <button class="btn main">
                                    <Icon name="key"/>{format!("Phát mật khẩu cho {count} người, in phiếu")}
                                </button>
                            </div>
                            <p class="quiet">"Bỏ đánh dấu người nào thì chưa phát cho người ấy."</p>
                        </form>
                    </div>
                })}
            </main>
        </Page>
    }
}

#[component]
pub fn SlipsPage(viewer: Viewer, page: SlipsView) -> impl IntoView {
    let SlipsView { issued, school, address, left_out, is_to_confirm } = page;
    let fact = format!("Mật khẩu của {} người chỉ hiện một lần, ở trang này", issued.len());
    let advice = "In ra, cắt theo nét đứt, đưa tận tay từng người.";
    let advice = if is_to_confirm { format!("{advice} {BEFORE_CONFIRMED}") } else { advice.to_owned() };
    let meanwhile = (left_out > 0).then(|| format!("{left_out} người đã được phát ở nơi khác trong lúc này, giữ nguyên"));
    view! {
        <Page viewer=Some(viewer) here=NavItem::Staff>
            <main id="noi-dung" class="page" tabindex="-1">
                <header class="topline">
                    <h1>"Phiếu mật khẩu"</h1>
                    <div class="tools">
                        <PrintButton words="In phiếu"/>
                        <a class="btn main" href=paths::STAFF>"Đã in xong, về danh sách"</a>
                    </div>
                </header>
                <div class="notices">
                    <Notice kind=NoticeKind::Warning fact advice/>
                    {meanwhile.map(|fact| view! { <Notice kind=NoticeKind::Info fact/> })}
                </div>
                <IssuedPasswordList issued_passwords=issued school address/>
            </main>
        </Page>
    }
}
