//! "/can-bo": who works here, with which account; passwords handed out again, people added.

mod first_passwords;
pub(crate) mod list;
mod person;
mod waiting;

use domain::{forms::FormErrors, people::Organisation, staff::StaffRow, vietnamese::capitalised};
pub use first_passwords::{FirstPasswordLine, FirstPasswordsPage, FirstPasswordsView, SlipsPage, SlipsView};
pub use list::{ListShown, StaffListPage, StaffListView};
pub use person::{EndingView, FactorLine, LateEntry, PersonPage, PersonView, PositionLine, WaitingPosition};
pub use waiting::{WaitingLine, WaitingPage, WaitingView};

use leptos::{either::Either, prelude::*};

use crate::{
    issued_passwords::{IssuedPassword, IssuedPasswordList},
    layout::{NavItem, Page, Viewer},
    paths::{self, PROOF},
    proof::{ConfirmForm, Proof, ProofField},
    staff_row::{STAFF_COLUMNS, staff_row, workplaces},
    ui::{
        Caption, Column, Hidden, HiddenField, Icon, Look, Notice, NoticeKind, PrintButton, SearchField, Status, Table,
        refused_far_below,
    },
};

const WAITING: [Column; 3] = [Column::new("Họ và tên"), Column::new("Ai phát, lúc nào"), Column::spoken("Việc")];

const PEOPLE: [Column; 4] =
    [Column::new("Họ và tên"), Column::new("Tên đăng nhập"), Column::new("Mật khẩu"), Column::spoken("Việc")];

/// What follows from a password that was made anew.
const OLD_SESSIONS_ENDED: &str =
    "Đọc qua điện thoại hoặc in ra đưa tận tay. Các máy đang đăng nhập bằng tài khoản này đã được đăng xuất.";

/// What follows from the first password of somebody.
const FIRST_SIGN_IN_ASKS: &str = "Đọc qua điện thoại hoặc in ra đưa tận tay. Lần đăng nhập đầu, máy sẽ mời đặt mật khẩu riêng.";

/// What whoever has one of the management team's can do before the leadership has confirmed it.
pub(crate) const BEFORE_CONFIRMED: &str =
    "Ban giám hiệu còn xác nhận; trước đó nộp hồ sơ như thường, chưa mở được hồ sơ hạn chế và chưa quyết định được.";

/// One line of the list.
#[derive(Clone, Debug)]
pub struct StaffLine {
    pub id: String,
    pub name: String,
    pub titles: String,
    /// "0912 000 001", where it is known: whoever manages accounts leads everybody.
    pub phone: Option<String>,
    /// The account has no password yet.
    pub without_password: bool,
    /// Positions that wait for the leadership: "Y tế học đường".
    pub waiting: Option<String>,
    /// `None`: no account.
    pub username: Option<String>,
    /// The password is still the one that was handed out.
    pub initial: bool,
    /// It was handed out so long ago that it opens nothing any more.
    pub over: bool,
    /// Nobody signs in with the account for now.
    pub suspended: bool,
    /// The viewer may hand out a new password.
    pub may_reset: bool,
}

/// A password of somebody that the viewer is to confirm.
#[derive(Clone, Debug)]
pub struct WaitingReset {
    pub id: String,
    pub name: String,
    pub titles: String,
    /// "thầy Phạm Văn Định".
    pub by: String,
    /// "14:20 ngày 25/11/2026".
    pub at: String,
    /// When it was handed out, as the form sends it back: what is confirmed is the reset that was read of.
    pub instant: String,
}

#[derive(Clone, Debug)]
pub struct StaffView {
    /// The oldest first.
    pub waiting: Vec<WaitingReset>,
    /// Those that the search leaves.
    pub lines: Vec<StaffLine>,
    /// How many work here, whatever is searched.
    pub people: usize,
    /// How many of them have not changed the password that was handed out.
    pub initial: usize,
    /// How many have none, and the viewer may hand one out to them.
    pub without_password: usize,
    /// What the viewer hands out waits for the leadership.
    pub is_to_confirm: bool,
    /// What was searched, as typed.
    pub search: String,
    /// On the cards of new passwords.
    pub school: String,
    /// Others of the same name as somebody who was just added: "Nguyễn Thị Hoa, giáo viên lớp 4A".
    pub called_alike: Vec<String>,
    /// A person to add, as typed.
    pub row: StaffRow,
    pub errors: FormErrors,
    pub organisation: Organisation,
    /// How many appointments wait for the leadership.
    pub waiting_appointments: usize,
    /// Which positions of a new person will wait; `None` where the viewer gives all of them alone.
    pub awaited: Option<String>,
    /// A password that was just made, the address to sign in at, and the key by which the server knows it: shown once.
    pub handed_out: Option<(IssuedPassword, String, String)>,
    /// The viewer's own password is asked for again.
    pub asks_again: bool,
    /// Whose new password waits for it, and what was wrong with it.
    pub not_proved: Option<(String, String)>,
    /// Whose handed-out password waits to be confirmed with it, and what was wrong with it.
    pub not_confirmed: Option<(String, String)>,
    /// One for each form of the page, so that a second click is no second password.
    pub keys: Vec<String>,
}

#[component]
pub fn StaffPage(viewer: Viewer, page: StaffView) -> impl IntoView {
    let count = page.people;
    let shown = page.lines.len();
    let (search, school) = (page.search.clone(), page.school.clone());
    let issued = page.handed_out.as_ref().map(|(.., key)| key.clone());
    let (asks_again, not_proved) = (page.asks_again, page.not_proved.clone());
    let proof_refused = page.errors.of(PROOF).map(str::to_owned);
    let mut keys = page.keys.into_iter();
    let own_key = keys.next().unwrap_or_default();
    let without = page.without_password;
    let without_words = if without > 0 { format!(", {without} chưa được phát mật khẩu") } else { String::new() };
    let about = format!("{count} người{without_words}, {} chưa đổi mật khẩu được phát", page.initial);
    let is_to_confirm = page.is_to_confirm;
    let searched = page.search.clone();
    let wrong = (!page.errors.is_empty()).then(|| "Chưa thêm được".to_owned());
    view! {
        <Page viewer=Some(viewer) here=NavItem::Staff>
            <main id="noi-dung" class="page" tabindex="-1">
                <header class="topline">
                    <h1>"Cán bộ"</h1>
                    <p class="sub">{about}</p>
                    <p class="sub">
                        <a href=paths::SECURITY_CHECKS>"Kiểm tra bảo mật tài khoản"</a>" · "<a href=paths::HANDOVERS>"Bàn giao"</a>
                        " · "<a href=paths::DATA_REQUESTS>"Yêu cầu dữ liệu"</a>
                    </p>
                    {(page.waiting_appointments > 0).then(|| view! {
                        <p class="sub"><a href=paths::WAITING_APPOINTMENTS>{page.waiting_appointments}" việc phân công chờ xác nhận"</a></p>
                    })}
                    <div class="tools">
                        {(without > 0).then(|| view! {
                            <a class="btn" href=paths::FIRST_PASSWORDS><Icon name="key"/>{format!("Phát mật khẩu ({without})")}</a>
                        })}
                        <a class="btn" href=paths::STAFF_LIST><Icon name="upload"/>"Nhập từ Excel"</a>
                        <a class="btn" href=paths::YEAR_CLASSES>"Lớp năm học mới"</a>
                        <PrintButton/>
                    </div>
                </header>
                // Above everything, also above a password that stays: the form is below forty people.
                {refused_far_below(wrong, "Sửa những ô có viền đỏ rồi gửi lại, các ô khác vẫn còn nguyên.", &page.errors)}
                {page.handed_out.map(|(issued, address, _)| {
                    let after = if issued.is_first { FIRST_SIGN_IN_ASKS } else { OLD_SESSIONS_ENDED };
                    let advice = if is_to_confirm { format!("{after} {BEFORE_CONFIRMED}") } else { after.to_owned() };
                    view! {
                        <div class="notices">
                            <Notice kind=NoticeKind::Warning fact=format!("Mật khẩu của {} chỉ hiện một lần", issued.name) advice/>
                        </div>
                        <IssuedPasswordList issued_passwords=vec![issued] school=school.clone() address/>
                    }
                })}
                {(!page.called_alike.is_empty()).then(|| view! {
                    <div class="notices">
                        <Notice kind=NoticeKind::Info
                            fact=format!("Trường đã có người trùng họ tên: {}", page.called_alike.join("; "))
                            advice="Nếu là một người thì tạm khóa tài khoản vừa thêm. Nếu là hai người thì ghi năm sinh ở trang của \
                                từng người để phân biệt."/>
                    </div>
                })}
                {waiting(page.waiting, asks_again, page.not_confirmed.as_ref())}
                <section class="more" aria-labelledby="them">
                    <h2 id="them">"Thêm người"</h2>
                    <p class="sub">"Tên đăng nhập để trống thì máy đặt. Mật khẩu hiện ra một lần sau khi thêm."</p>
                    {page.awaited.map(|words| view! { <p class="sub">{words}</p> })}
                    {workplaces(&page.organisation)}
                    <form method="post" action=paths::STAFF>
                        <HiddenField name="key" value=own_key/>
                        <HiddenField name="q" value=search.clone()/>
                        {issued.map(|key| view! { <HiddenField name="issue_key" value=key/> })}
                        <Table class="grid people" columns=&STAFF_COLUMNS>
                            <tbody>{staff_row(0, &page.row, &page.errors)}</tbody>
                        </Table>
                        {asks_again.then(|| {
                            view! { <ProofField id=PROOF.to_owned() refused=proof_refused/> }
                        })}
                        <div class="btns"><button class="btn"><Icon name="plus"/>"Thêm người"</button></div>
                    </form>
                </section>
                <form method="get" action=paths::STAFF class="filters" role="search">
                    <SearchField label="Tìm tên, lớp, chức vụ hoặc tên đăng nhập" value=search.clone()/>
                </form>
                {by_site(&page.organisation)}
                {(!search.is_empty()).then(|| view! {
                    <p class="sub">{format!("{shown} người khớp “{search}”. ")}<a href=paths::STAFF>"Xem tất cả"</a></p>
                })}
                <Table class="grid" columns=&PEOPLE caption=Caption::Spoken("Cán bộ theo tên".to_owned())>
                    <tbody>{page.lines.into_iter().zip(keys).map(|(one, key)| {
                        let refused = not_proved.as_ref().filter(|(id, _)| *id == one.id).map(|(_, words)| words.clone());
                        line(one, key, (asks_again, refused), &searched)
                    }).collect_view()}</tbody>
                </Table>
            </main>
        </Page>
    }
}

/// The way to those who teach at each place, where the school has several.
fn by_site(organisation: &Organisation) -> Option<impl IntoView + use<>> {
    let sites = organisation.sites.iter().map(|site| (paths::staff_search(&site.short), site.name.clone()));
    let links = sites.map(|(href, name)| view! { <a class="btn" href=href>{name}</a>" " }).collect_view();
    (organisation.sites.len() > 1).then(|| view! { <p class="sub scr">"Giáo viên theo điểm trường: "{links}</p> })
}

/// What the leadership has still to confirm, one by one.
fn waiting(resets: Vec<WaitingReset>, asks_again: bool, not_confirmed: Option<&(String, String)>) -> Option<impl IntoView + use<>> {
    let proof = |reset: &WaitingReset| {
        Proof::asked(asks_again, not_confirmed.filter(|(id, _)| *id == reset.id).map(|(_, words)| words.clone()))
    };
    let lines: Vec<(Proof, WaitingReset)> = resets.into_iter().map(|reset| (proof(&reset), reset)).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="more" aria-labelledby="cho">
                <h2 id="cho">"Mật khẩu chờ xác nhận"</h2>
                <p class="sub">
                    "Tổ quản lý phần mềm đã phát. Hỏi lại đúng người rồi bấm Xác nhận; trước đó họ nộp hồ sơ như thường, chưa mở \
                    được hồ sơ hạn chế và chưa quyết định được."
                </p>
                <Table class="grid" columns=&WAITING>
                    <tbody>{lines.into_iter().map(|(proof, reset)| waiting_line(reset, proof)).collect_view()}</tbody>
                </Table>
            </section>
        }
    })
}

fn waiting_line(reset: WaitingReset, proof: Proof) -> impl IntoView {
    let (id, action) = (format!("{PROOF}-c-{}", reset.id), paths::confirm_reset(&reset.id));
    let about = format!(" mật khẩu của {}", reset.name);
    view! {
        <tr>
            <th scope="row"><a href=paths::person(&reset.id)>{reset.name.clone()}</a><small>{reset.titles}</small></th>
            <td>{capitalised(&reset.by)}<small>{reset.at}</small></td>
            <td class="tight">
                <ConfirmForm id action label="Xác nhận" about class="btn" fields=vec![("at", reset.instant)] proof/>
            </td>
        </tr>
    }
}

/// One person; what was searched goes with the form, so that the list stays where it is.
fn line(line: StaffLine, key: String, (asks_again, refused): (bool, Option<String>), search: &str) -> impl IntoView + use<> {
    let (what, button, follows) = if line.without_password {
        ("Phát mật khẩu", "Phát mật khẩu", "Hiện ra một lần, để đọc qua điện thoại hoặc in ra đưa tận tay.")
    } else {
        ("Đặt lại mật khẩu", "Đặt mật khẩu mới", "Mật khẩu cũ hết dùng ngay, các máy đang đăng nhập bị đăng xuất.")
    };
    let search = search.to_owned();
    let state = match (&line.username, line.suspended, line.initial) {
        (None, ..) => Either::Left("Chưa có tài khoản"),
        (_, true, _) => Either::Right(view! { <Status look=Look::Locked word="Đang tạm khóa"/> }),
        _ if line.without_password => Either::Right(view! { <Status look=Look::NoDue word="Chưa phát mật khẩu"/> }),
        (_, _, true) => {
            let word =
                if line.over { "Mật khẩu được phát đã hết hạn" } else { "Còn là mật khẩu được phát" };
            Either::Right(view! { <Status look=Look::NoDue word/> })
        }
        (_, _, false) => Either::Left("Đã đặt riêng"),
    };
    let (address, is_refused) = (paths::person(&line.id), refused.is_some());
    let name = line.name.clone();
    view! {
        <tr>
            <th scope="row"><a href=address>{line.name}</a><small>{line.titles}</small>
                {line.waiting.map(|titles| view! { <small>"Chờ xác nhận: "{titles}</small> })}</th>
            <td>{line.username}{line.phone.map(|phone| view! { <small>{phone}</small> })}</td>
            <td>{state}</td>
            <td class="tight">{line.may_reset.then(|| view! {
                <details class="why" open=is_refused>
                    <summary>
                        <span>{what}<Hidden words=format!(" của {name}")/></span>
                        <Icon name="chevron-down"/>
                    </summary>
                    <form method="post" action=paths::reset_password(&line.id)>
                        <p class="quiet">{follows}</p>
                        <HiddenField name="key" value=key/>
                        {(!search.is_empty()).then(|| view! { <HiddenField name="q" value=search/> })}
                        {asks_again.then(|| view! { <ProofField id=format!("{PROOF}-{}", line.id) refused/> })}
                        <button class="btn"><Icon name="key"/>{button}<Hidden words=format!(" cho {name}")/></button>
                    </form>
                </details>
            })}</td>
        </tr>
    }
}
