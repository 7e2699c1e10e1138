//! "/dang-nhap": user name and password, and in the demo school the accounts to try.

use domain::forms::FormErrors;
use leptos::prelude::*;

use crate::{
    layout::Logo,
    paths,
    ui::{CheckField, ErrorLine, Extra, Hidden, HiddenField, Notice, NoticeKind, PasswordField, SelectField, TextField, option},
    whom_to_call::whom_to_call,
};

/// An account that the demo shows.
#[derive(Clone, Debug)]
pub struct DemoAccount {
    pub name: String,
    pub titles: String,
    pub username: String,
}

/// The demo's side of the page.
#[derive(Clone, Debug)]
pub struct Demo {
    pub password: String,
    /// "thứ Tư 25/11/2026, 14:20".
    pub clock: String,
    pub accounts: Vec<DemoAccount>,
}

/// Why the page is shown, where it is not the first time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInNotice {
    /// The last attempt failed: fact and advice.
    Refused(domain::refusal::Words),
    /// Attempts are slowed down.
    Slowed(domain::refusal::Words),
    /// The session was over; `words_kept` if a note waits in this form.
    SessionOver {
        words_kept: bool,
    },
    SignedOut,
    /// The session of this very browser was ended before its time: fact and advice.
    Ended(domain::refusal::Words),
}

/// Somebody who signs in in this browser now and then, to be chosen by name.
#[derive(Clone, Debug)]
pub struct UsualName {
    pub name: String,
    pub titles: String,
    /// Of the sign-in with the user name filled in.
    pub address: String,
}

#[derive(Clone, Debug)]
pub struct SignIn {
    /// Several people use this browser, as whoever signed in last has said.
    pub shared: bool,
    /// Who they are; empty once one of them is chosen.
    pub names: Vec<UsualName>,
    pub school: String,
    /// Id and name, where one server has several schools and the address does not say which.
    pub schools: Vec<(String, String)>,
    pub username: String,
    /// Filled in only in the demo, whose password is public.
    pub password: String,
    pub notice: Option<SignInNotice>,
    /// Where to go after signing in.
    pub next: String,
    /// Words typed on the page whose session was over.
    pub note: String,
    /// The id of the person in whose name that page was open; nobody else is given the words.
    pub writer: String,
    pub demo: Option<Demo>,
    /// Whom to call, each with a phone number.
    pub contacts: Vec<String>,
}

#[component]
pub fn SignInPage(page: SignIn) -> impl IntoView {
    let refused = matches!(page.notice, Some(SignInNotice::Refused(_)));
    let is_named = !page.username.is_empty();
    // Which of the two is wrong is told to nobody.
    let right = FormErrors::default();
    view! {
        <main id="noi-dung" class="sheet sign-in" tabindex="-1">
            <div class="own">
                <p class="school"><Logo/><span><b>"Hồ sơ Mầm non"</b>{page.school}</span></p>
                <h1>"Đăng nhập"</h1>
                {notice_above(page.notice.as_ref())}
                {(!page.names.is_empty()).then(|| view! {
                    <nav class="usual-names" aria-label="Người hay dùng máy này">
                        <ul>
                            {page.names.into_iter().map(|one| view! {
                                <li><a class="btn" href=one.address><b>{one.name}</b><small>{one.titles}</small></a></li>
                            }).collect_view()}
                        </ul>
                    </nav>
                })}
                <form method="post" action=paths::SIGN_IN class="stack">
                    {(!page.next.is_empty()).then(|| view! { <HiddenField name="next" value=page.next/> })}
                    {(!page.note.is_empty()).then(|| view! { <HiddenField name="note" value=page.note/> })}
                    {(!page.writer.is_empty()).then(|| view! { <HiddenField name="writer" value=page.writer/> })}
                    {(page.schools.len() > 1).then(|| view! {
                        <SelectField id="school" label="Trường" errors=&right>
                            {page.schools.into_iter().map(|(id, name)| option(id, name, "")).collect_view()}
                        </SelectField>
                    })}
                    <TextField id="username" label="Tên đăng nhập" value=page.username errors=right.clone()
                        extra=Extra { autocomplete: Some("username"), small: true, required: true, focused: !is_named, ..Extra::default() }/>
                    <PasswordField id="password" label="Mật khẩu" named="mật khẩu" autocomplete="current-password"
                        value=page.password refused=refused.then_some("loi") focused=is_named>
                        {match page.notice {
                            Some(SignInNotice::Refused(words)) => Some(view! {
                                <ErrorLine id="loi" words=format!("{}. {}", words.fact, words.advice)/>
                            }),
                            Some(SignInNotice::Slowed(_) | SignInNotice::SessionOver { .. } | SignInNotice::SignedOut | SignInNotice::Ended(_)) => None,
                            None => None,
                        }}
                    </PasswordField>
                    <CheckField name="shared" value="1" checked=page.shared>
                        "Máy này nhiều người dùng chung"
                        <small class="quiet">"Rời máy thì phiên hết sớm; tên mình hiện ở đây để lần sau chọn nhanh."</small>
                    </CheckField>
                    <button class="btn main">"Đăng nhập"</button>
                </form>
                <p class="say">"Quên mật khẩu? Gọi tổ quản lý phần mềm hoặc phó hiệu trưởng, đặt lại được ngay qua điện thoại."</p>
                <p class="say">"Máy dùng chung: nhớ đăng xuất khi xong việc."</p>
                {whom_to_call(&page.contacts)}
                <p class="say way"><a href=paths::HELP>"Hướng dẫn dùng"</a></p>
            </div>
            {page.demo.map(|demo| view! { <DemoAccounts demo/> })}
        </main>
    }
}

fn notice_above(notice: Option<&SignInNotice>) -> impl IntoView + use<> {
    let (kind, fact, advice) = match notice {
        Some(SignInNotice::Slowed(words)) => (NoticeKind::Warning, words.fact.clone(), words.advice.clone()),
        Some(SignInNotice::SessionOver { words_kept: true }) => (
            NoticeKind::Info,
            "Phiên làm việc đã hết".to_owned(),
            "Lời nhắn vẫn còn và sẽ hiện lại khi chính người gõ đăng nhập. Riêng tệp thì trình duyệt không giữ được, cần chọn lại."
                .to_owned(),
        ),
        Some(SignInNotice::SessionOver { words_kept: false }) => {
            (NoticeKind::Info, "Phiên làm việc đã hết".to_owned(), "Đăng nhập lại là về đúng trang đang làm.".to_owned())
        }
        Some(SignInNotice::SignedOut) => {
            (NoticeKind::Good, "Đã đăng xuất".to_owned(), "Người khác dùng máy này được rồi.".to_owned())
        }
        Some(SignInNotice::Ended(words)) => (NoticeKind::Warning, words.fact.clone(), words.advice.clone()),
        Some(SignInNotice::Refused(_)) | None => return None,
    };
    Some(view! { <div class="notices"><Notice kind fact advice/></div> })
}

/// The second page of a sign-in: the code of somebody whose password was right.
#[derive(Clone, Debug)]
pub struct CodeStep {
    /// By which the server knows whose.
    pub step: String,
    pub refused: Option<domain::refusal::Words>,
}

#[component]
pub fn SignInCodePage(page: CodeStep) -> impl IntoView {
    let errors =
        page.refused.map_or_else(FormErrors::default, |words| FormErrors::one("code", format!("{}. {}", words.fact, words.advice)));
    let extra = Extra {
        hint: Some("6 số đang hiện trong ứng dụng trên điện thoại, hoặc một mã dự phòng."),
        autocomplete: Some("one-time-code"),
        required: true,
        focused: true,
        max_length: Some(20),
        ..Extra::default()
    };
    view! {
        <main id="noi-dung" class="sheet sign-in" tabindex="-1">
            <div class="own">
                <p class="school"><Logo/><span><b>"Hồ sơ Mầm non"</b></span></p>
                <h1>"Mã xác nhận"</h1>
                <form method="post" action=paths::SIGN_IN_CODE class="stack">
                    <HiddenField name="step" value=page.step/>
                    <TextField id="code" label="Mã xác nhận" value="" errors extra/>
                    <button class="btn main">"Vào"</button>
                </form>
                <p class="say">"Mất điện thoại và không còn mã dự phòng? Gọi tổ quản lý phần mềm hoặc ban giám hiệu."</p>
                <p class="say"><a href=paths::SIGN_IN>"Đăng nhập lại từ đầu"</a></p>
            </div>
        </main>
    }
}

#[component]
fn DemoAccounts(demo: Demo) -> impl IntoView {
    view! {
        <section class="demo-accounts" aria-labelledby="thu">
            <h2 id="thu">"Trường dùng thử "<small>"Mật khẩu chung: "<b>{demo.password}</b></small></h2>
            <p>"Số liệu ở đây là ví dụ. Đồng hồ đang chạy từ "{demo.clock}"."</p>
            <ul>
                {demo.accounts.into_iter().map(|account| view! {
                    <li>
                        <div><b>{account.name}</b><small>{account.titles}</small></div>
                        <span>{account.username.clone()}</span>
                        <a class="btn" href=paths::sign_in_as(&account.username)>
                            "Điền sẵn"<Hidden words=format!(" {}", account.username)/>
                        </a>
                    </li>
                }).collect_view()}
            </ul>
        </section>
    }
}
