//! "/tai-khoan": where one is signed in, and in which browsers one has been.

use chrono::NaiveDate;
use domain::{devices::browser_words, refusal::Words, security_checks::LOOKED_BACK, vietnamese};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{Caption, Column, Hidden, HiddenField, Icon, Notice, NoticeKind, Table, head_below, refused_and_told},
};

const SESSIONS: [Column; 5] = [
    Column::new("Trình duyệt"),
    Column::new("Địa chỉ mạng"),
    Column::new("Đăng nhập lúc"),
    Column::new("Dùng gần nhất"),
    Column::spoken("Đăng xuất"),
];
const BROWSERS: [Column; 4] =
    [Column::new("Trình duyệt"), Column::new("Địa chỉ mạng"), Column::new("Lần đầu"), Column::new("Lần gần nhất")];

/// A place where one is signed in.
#[derive(Clone, Debug)]
pub struct SessionLine {
    /// By which the form names it.
    pub key: String,
    /// What the browser says of itself.
    pub agent: String,
    pub address: String,
    /// "07:30 ngày 25/11/2026".
    pub begun: String,
    pub seen: String,
    /// The one in which the page is read.
    pub is_this: bool,
    /// Others use the machine as well.
    pub shared: bool,
}

/// A browser in which one has signed in.
#[derive(Clone, Debug)]
pub struct BrowserLine {
    pub agent: String,
    pub address: String,
    pub first: String,
    pub last: String,
    pub is_news: bool,
}

#[derive(Clone, Debug)]
pub struct AccountView {
    pub username: String,
    /// Since when there is a second factor.
    pub second_factor: Option<String>,
    /// How often the password was right and the code wrong in the last weeks, and on which day last.
    pub wrong_codes: Option<(u32, NaiveDate)>,
    pub sessions: Vec<SessionLine>,
    pub browsers: Vec<BrowserLine>,
    /// What was just done.
    pub done: Option<String>,
    pub refused: Option<Words>,
}

#[component]
pub fn AccountPage(viewer: Viewer, page: AccountView) -> impl IntoView {
    let others = page.sessions.iter().filter(|one| !one.is_this).count();
    let told = refused_and_told(page.refused, page.done);
    let factor = match page.second_factor {
        Some(since) => format!("Mã xác nhận: đang bật, từ {since}."),
        None => "Mã xác nhận: chưa bật. Ai muốn thì bật, khi đó biết mật khẩu thôi chưa đủ để vào.".to_owned(),
    };
    view! {
        <Page viewer=Some(viewer) here=NavItem::Elsewhere>
            <main id="noi-dung" class="sheet indented" tabindex="-1">
                {head_below((paths::START, "Trang đầu"), "Tài khoản", Some(format!("Tên đăng nhập {}.", page.username)), told)}
                <div class="btns">
                    <a class="btn" href=paths::PASSWORD><Icon name="key"/>"Đổi mật khẩu"</a>
                    <a class="btn" href=paths::SECOND_FACTOR><Icon name="lock"/>"Mã xác nhận"</a>
                    <a class="btn" href=paths::OWN_DATA>"Dữ liệu của tôi"</a>
                    <a class="btn" href=paths::PERSONAL_COPIES>"Bản lưu cá nhân"</a>
                </div>
                <p class="quiet">{factor}</p>
                {page.wrong_codes.map(wrong_codes)}
                <section aria-labelledby="dang-vao">
                    <h2 id="dang-vao">"Đang đăng nhập ở đâu"</h2>
                    <Table class="grid" columns=&SESSIONS caption=Caption::Spoken("Những nơi đang đăng nhập".to_owned())>
                        <tbody>{page.sessions.into_iter().map(session_line).collect_view()}</tbody>
                    </Table>
                    {(others > 1).then(|| view! {
                        <form method="post" action=paths::END_ELSEWHERE>
                            <div class="btns"><button class="btn danger">"Đăng xuất mọi nơi khác"</button></div>
                        </form>
                    })}
                    <p class="quiet">
                        "Thấy nơi lạ thì đăng xuất nơi đó rồi đổi mật khẩu ngay: đổi mật khẩu cũng đăng xuất mọi nơi khác."
                    </p>
                </section>
                <section aria-labelledby="da-vao">
                    <h2 id="da-vao">"Trình duyệt đã từng đăng nhập"</h2>
                    <Table class="grid" columns=&BROWSERS caption=Caption::Spoken("Trình duyệt đã từng đăng nhập".to_owned())>
                        <tbody>{page.browsers.into_iter().map(browser_line).collect_view()}</tbody>
                    </Table>
                </section>
            </main>
        </Page>
    }
}

/// Whoever has typed the password and no right code knows the password.
fn wrong_codes((times, last): (u32, NaiveDate)) -> impl IntoView {
    let (days, last) = (LOOKED_BACK.num_days(), vietnamese::date(last));
    let fact = format!("Trong {days} ngày có {times} lần mật khẩu đúng mà mã xác nhận sai, lần gần nhất ngày {last}");
    view! {
        <Notice kind=NoticeKind::Warning fact
            advice="Không phải mình gõ nhầm thì có người biết mật khẩu này: đổi mật khẩu ngay. Từng lần có trong Nhật ký.">
            <a class="btn" href=paths::LOG>"Xem nhật ký"</a>
        </Notice>
    }
}

fn session_line(line: SessionLine) -> impl IntoView {
    let browser = browser_words(&line.agent);
    let about = format!(" {browser}, {}", line.address);
    view! {
        <tr>
            <td>
                <b>{browser}</b>
                {line.is_this.then(|| view! { " "<small>"Máy này"</small> })}
                {line.shared.then(|| view! { " "<small>"Máy dùng chung"</small> })}
            </td>
            <td>{line.address}</td>
            <td data-l="Đăng nhập lúc">{line.begun}</td>
            <td data-l="Dùng gần nhất">{line.seen}</td>
            <td>
                {(!line.is_this).then(|| view! {
                    <form method="post" action=paths::END_ELSEWHERE>
                        <HiddenField name="session" value=line.key/>
                        <button class="btn">"Đăng xuất"<Hidden words=about/></button>
                    </form>
                })}
            </td>
        </tr>
    }
}

fn browser_line(line: BrowserLine) -> impl IntoView {
    view! {
        <tr>
            <td><b>{browser_words(&line.agent)}</b>{line.is_news.then(|| view! { " "<small>"Mới"</small> })}</td>
            <td>{line.address}</td>
            <td data-l="Lần đầu">{line.first}</td>
            <td data-l="Lần gần nhất">{line.last}</td>
        </tr>
    }
}
