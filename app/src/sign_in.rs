//! "/dang-nhap": user name and password, and in the demo school the accounts to try.

use domain::forms::FormErrors;
use leptos::prelude::*;

use crate::{
    layout::Logo,
    paths,
    ui::{ErrorLine, Extra, Hidden, HiddenField, Notice, NoticeKind, PasswordField, SelectField, TextField, option},
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
}

#[derive(Clone, Debug)]
pub struct SignIn {
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
}

#[component]
pub fn SignInPage(page: SignIn) -> impl IntoView {
    let refused = matches!(page.notice, Some(SignInNotice::Refused(_)));
    // Which of the two is wrong is told to nobody.
    let right = FormErrors::default();
    view! {
        <main id="noi-dung" class="sheet sign-in" tabindex="-1">
            <div class="own">
                <p class="school"><Logo/><span><b>"Hồ sơ Mầm non"</b>{page.school}</span></p>
                <h1>"Đăng nhập"</h1>
                {notice_above(page.notice.as_ref())}
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
                        extra=Extra { autocomplete: Some("username"), small: true, required: true, ..Extra::default() }/>
                    <PasswordField id="password" label="Mật khẩu" named="mật khẩu" autocomplete="current-password"
                        value=page.password refused=refused.then_some("loi")>
                        {match page.notice {
                            Some(SignInNotice::Refused(words)) => Some(view! {
                                <ErrorLine id="loi" words=format!("{}. {}", words.fact, words.advice)/>
                            }),
                            Some(SignInNotice::Slowed(_) | SignInNotice::SessionOver { .. } | SignInNotice::SignedOut) => None,
                            None => None,
                        }}
                    </PasswordField>
                    <button class="btn main">"Đăng nhập"</button>
                </form>
                <p class="say">"Quên mật khẩu? Gọi tổ quản lý phần mềm hoặc phó hiệu trưởng, đặt lại được ngay qua điện thoại."</p>
                <p class="say">"Máy dùng chung: nhớ đăng xuất khi xong việc."</p>
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
        Some(SignInNotice::Refused(_)) | None => return None,
    };
    Some(view! { <div class="notices"><Notice kind fact advice/></div> })
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
