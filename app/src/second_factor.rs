//! "/tai-khoan/ma-xac-nhan": six digits beside the password; set up, renewed, switched off, and made a duty.

use domain::{
    forms::FormErrors,
    refusal::Words,
    second_factor::{MAX_GRACE_DAYS, RECOVERY_CODES},
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths::{self, PROOF},
    proof::{ConfirmForm, Proof, ProofField},
    qr,
    ui::{Extra, HiddenField, Notice, NoticeKind, PrintButton, TextField, head_below, refused_and_told},
};

/// What an authenticator is given.
#[derive(Clone, Debug)]
pub struct FactorOffer {
    /// By which the form names it.
    pub key: String,
    /// "otpauth://totp/…".
    pub address: String,
    /// The secret to be typed, in groups of four.
    pub secret: String,
}

/// How it stands.
#[derive(Clone, Debug)]
pub enum FactorState {
    /// There is none; or another telephone is to take the place of the one before.
    Offered {
        offer: FactorOffer,
        replaces: bool,
    },
    On {
        since: String,
        codes_left: i64,
    },
    /// The recovery codes, shown once.
    Codes(Vec<String>),
}

/// What the principal says of the others.
#[derive(Clone, Debug)]
pub struct DutyView {
    /// The days of grace as they are set; `None` where it is no duty.
    pub grace_days: Option<i64>,
    /// The days as they were typed in a form that was not taken.
    pub typed: Option<String>,
}

#[derive(Clone, Debug)]
pub struct SecondFactorView {
    pub state: FactorState,
    /// "Phải bật trước 08:00 ngày 16/11/2026", or that it is to be done before anything else.
    pub duty_words: Option<Words>,
    pub asks_again: bool,
    /// What was wrong with the own password.
    pub proof_refused: Option<String>,
    pub refused: Option<Words>,
    /// What was wrong with a field.
    pub errors: FormErrors,
    pub done: Option<String>,
    /// For the principal alone.
    pub duty: Option<DutyView>,
    /// Nothing else opens before one is set up.
    pub alone: bool,
}

#[component]
pub fn SecondFactorPage(viewer: Viewer, page: SecondFactorView) -> impl IntoView {
    let told = refused_and_told(page.refused, page.done);
    let proof = Proof::asked(page.asks_again, page.proof_refused.clone());
    let body = match page.state {
        FactorState::Offered { offer, replaces } => {
            offered(offer, replaces, page.asks_again, page.proof_refused, page.errors.clone()).into_any()
        }
        FactorState::On { since, codes_left } => on(since, codes_left, proof).into_any(),
        FactorState::Codes(codes) => recovery_codes(codes, viewer.name.clone()).into_any(),
    };
    let about = "Ngoài mật khẩu, mỗi lần đăng nhập gõ thêm 6 số đang hiện trong một ứng dụng trên điện thoại.".to_owned();
    view! {
        <Page viewer=(!page.alone).then_some(viewer) here=NavItem::Elsewhere>
            <main id="noi-dung" class="sheet indented" tabindex="-1">
                {head_below((paths::ACCOUNT, "Tài khoản"), "Mã xác nhận", Some(about), told)}
                {page.duty_words.map(|words| view! {
                    <div class="notices"><Notice kind=NoticeKind::Warning fact=words.fact advice=words.advice/></div>
                })}
                {body}
                {page.duty.map(|set| duty(set, page.errors, page.asks_again))}
            </main>
        </Page>
    }
}

fn offered(
    offer: FactorOffer,
    replaces: bool,
    asks_again: bool,
    proof_refused: Option<String>,
    errors: FormErrors,
) -> impl IntoView {
    let code = qr::svg(&offer.address, "Mã QR để quét bằng ứng dụng mã xác nhận");
    view! {
        <section class="group" aria-labelledby="bat">
            <h2 id="bat">{if replaces { "Đổi sang điện thoại khác" } else { "Bật mã xác nhận" }}</h2>
            <ol>
                <li>"Mở một ứng dụng mã xác nhận trên điện thoại (Google Authenticator, Microsoft Authenticator hay ứng dụng khác)."</li>
                <li>
                    "Quét mã QR này, hoặc gõ tay dãy chữ "<code>{offer.secret}</code>"."
                    {code.map(|svg| view! { <figure class="qr-code" inner_html=svg></figure> })}
                </li>
                <li>"Gõ 6 số đang hiện trong ứng dụng."</li>
            </ol>
            <form method="post" action=paths::SECOND_FACTOR class="stack narrow">
                <HiddenField name="offer" value=offer.key/>
                {replaces.then(|| view! { <HiddenField name="replaces" value="1"/> })}
                <TextField id="code" label="Mã 6 số" value="" errors extra=code_extra()/>
                {asks_again.then(|| view! { <ProofField id=PROOF.to_owned() refused=proof_refused/> })}
                <div class="btns">
                    <button class="btn main">{if replaces { "Đổi điện thoại" } else { "Bật mã xác nhận" }}</button>
                </div>
            </form>
        </section>
    }
}

fn code_extra() -> Extra {
    Extra {
        inputmode: Some("numeric"),
        autocomplete: Some("one-time-code"),
        required: true,
        max_length: Some(20),
        ..Extra::default()
    }
}

fn on(since: String, codes_left: i64, proof: Proof) -> impl IntoView {
    let few = codes_left <= 3;
    let (renew, end) = (proof.clone(), proof);
    view! {
        <section class="group" aria-labelledby="dang-bat">
            <h2 id="dang-bat">"Đang bật"</h2>
            <p>{format!("Từ {since}. Còn {codes_left} mã dự phòng chưa dùng.")}</p>
            {few.then(|| view! {
                <div class="notices">
                    <Notice kind=NoticeKind::Warning fact="Sắp hết mã dự phòng" advice="Tạo bộ mới rồi in ra cất giữ."/>
                </div>
            })}
            <ConfirmForm id=format!("{PROOF}-moi") action=paths::RECOVERY_CODES.to_owned() label="Tạo bộ mã dự phòng mới"
                about=String::new() class="btn" fields=Vec::new() proof=renew/>
            <p><a class="btn" href=format!("{}?doi=1", paths::SECOND_FACTOR)>"Đổi sang điện thoại khác"</a></p>
            <ConfirmForm id=format!("{PROOF}-tat") action=paths::END_SECOND_FACTOR.to_owned() label="Tắt mã xác nhận"
                about=String::new() class="btn danger" fields=Vec::new() proof=end/>
        </section>
    }
}

/// Shown once, to be printed or copied by hand.
fn recovery_codes(codes: Vec<String>, name: String) -> impl IntoView {
    view! {
        <section class="group" aria-labelledby="ma-du-phong">
            <h2 id="ma-du-phong">"Mã dự phòng"</h2>
            <div class="notices">
                <Notice kind=NoticeKind::Warning fact=format!("{RECOVERY_CODES} mã này chỉ hiện một lần")
                    advice="In ra hoặc chép lại, cất ở chỗ riêng. Mất điện thoại thì mỗi mã vào được một lần, thay cho 6 số."/>
            </div>
            <p>{format!("Hồ sơ Mầm non, mã dự phòng của {name}")}</p>
            <ol class="codes">{codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view()}</ol>
            <div class="btns">
                <PrintButton/>
                <a class="btn main" href=paths::START>"Đã cất giữ, làm tiếp"</a>
            </div>
        </section>
    }
}

fn duty(duty: DutyView, errors: FormErrors, asks_again: bool) -> impl IntoView {
    let refused = errors.of(PROOF).map(str::to_owned);
    let proof = (asks_again || refused.is_some()).then(|| view! { <ProofField id=String::from("mk-bat-buoc") refused/> });
    let says = match duty.grace_days {
        Some(days) => format!("Đang bắt buộc đối với ban giám hiệu và tổ quản lý phần mềm, sau {days} ngày kể từ ngày đặt."),
        None => "Đang không bắt buộc: ai muốn thì bật.".to_owned(),
    };
    let days = duty.typed.or_else(|| duty.grace_days.map(|days| days.to_string())).unwrap_or_else(|| "14".to_owned());
    let is_set = duty.grace_days.is_some();
    view! {
        <section class="group" aria-labelledby="bat-buoc">
            <h2 id="bat-buoc">"Bắt buộc đối với ban giám hiệu và tổ quản lý phần mềm"</h2>
            <p>{says}</p>
            <form method="post" action=paths::SECOND_FACTOR_DUTY class="stack narrow">
                <TextField id="grace_days" label=format!("Số ngày để chuẩn bị, từ 0 đến {MAX_GRACE_DAYS}") value=days errors
                    extra=Extra { inputmode: Some("numeric"), max_length: Some(3), ..Extra::default() }/>
                {proof}
                <div class="btns">
                    <button class="btn" name="act" value="set">"Bắt buộc"</button>
                    {is_set.then(|| view! { <button class="btn" name="act" value="end">"Thôi bắt buộc"</button> })}
                </div>
            </form>
        </section>
    }
}
