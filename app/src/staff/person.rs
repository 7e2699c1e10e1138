//! "/can-bo/…": one member of staff; the positions with their days in the margin, then name and account.

use chrono::NaiveDate;
use domain::{
    forms::FormErrors,
    people::{Honorific, Organisation},
    refusal::Words,
    staff::{AppointmentForm, PersonForm, Post},
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths::{self, PROOF},
    proof::{ConfirmForm, Proof, ProofField},
    staff_row::workplaces,
    ui::{Extra, Hidden, Icon, Look, Notice, NoticeKind, SelectField, Status, TextField, group_of, option, quiet_line},
};

/// A position that can be ended, and what was typed for it.
#[derive(Clone, Debug)]
pub struct EndingView {
    pub id: String,
    pub until: String,
    /// Why that day has passed, as typed.
    pub reason: String,
    /// The class that a teacher has afterwards, as typed; `None` where it is no position of a teacher.
    pub to_class: Option<String>,
    /// The viewer's own password is asked for again: a last day is moved.
    pub asks_again: bool,
    /// The errors of the page are about this one.
    pub refused: bool,
}

/// One position, the last to begin first.
#[derive(Clone, Debug)]
pub struct PositionLine {
    pub title: String,
    /// "thay cô Lê Thị Ấm theo Quyết định số 15/QĐ-MNNT", where it is held in somebody's place.
    pub acting: Option<String>,
    /// The decision by which it is held: its id, and its name; `None` where it names none.
    pub decision: Option<(String, String)>,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    /// It became known after it had begun, on this day.
    pub entered_late: Option<NaiveDate>,
    /// Its end became known after its last day, on this day.
    pub ended_late: Option<NaiveDate>,
    /// `None` once it is over.
    pub ending: Option<EndingView>,
}

/// One position that is not in effect: it waits, or was turned down.
#[derive(Clone, Debug)]
pub struct WaitingPosition {
    pub title: String,
    pub from: NaiveDate,
    /// It waits still.
    pub waits: bool,
    /// Who entered it and for whom it waits, or who turned it down and why.
    pub words: String,
}

/// Whether the viewer may let a position begin before today, and with what was typed as the reason.
#[derive(Clone, Debug)]
pub enum LateEntry {
    NotAllowed,
    WithReason(String),
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct PersonView {
    pub id: String,
    pub name: String,
    /// "cô Hoa".
    pub mention: String,
    pub titles: String,
    pub form: PersonForm,
    pub positions: Vec<PositionLine>,
    /// Above those: what is not in effect.
    pub waiting: Vec<WaitingPosition>,
    /// What of a position to add will wait, and for whom; `None` where all takes effect at once.
    pub awaited: Option<String>,
    pub late_entry: LateEntry,
    pub add: AppointmentForm,
    /// The user name, and whether the account is suspended.
    pub account: Option<(String, bool)>,
    /// The second factor, where there is one.
    pub factor: Option<FactorLine>,
    /// Why the viewer may change nothing here.
    pub locked: Option<Words>,
    /// The viewer's own password is asked for again.
    pub asks_again: bool,
    /// What was wrong with the password that was typed before the account was shut or opened.
    pub account_refused: Option<String>,
    /// It is the viewer's own page.
    pub own: bool,
    /// The viewer may look at this person's screens.
    pub may_view_as: bool,
    /// The viewer may note that this person is away.
    pub may_note_absence: bool,
    /// Others whose names nobody can tell apart from this one: "Nguyễn Thị Hoa, giáo viên lớp 4A".
    pub called_alike: Vec<String>,
    pub errors: FormErrors,
    /// Why the last form was refused as a whole.
    pub refused: Option<Words>,
    pub organisation: Organisation,
    pub today: NaiveDate,
}

/// The second factor of a person.
#[derive(Clone, Debug)]
pub struct FactorLine {
    pub words: String,
    /// What the viewer may do where it was lost.
    pub button: Option<&'static str>,
}

#[component]
pub fn PersonPage(viewer: Viewer, page: PersonView) -> impl IntoView {
    let open = page.locked.is_none();
    let suspended = page.account.as_ref().is_some_and(|(_, suspended)| *suspended);
    let notices =
        [page.refused.clone().map(|words| (NoticeKind::Bad, words)), page.locked.clone().map(|words| (NoticeKind::Info, words))];
    view! {
        <Page viewer=Some(viewer) here=NavItem::Staff>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                <header class="head cols">
                    <p class="when"><span>"Hôm nay"</span>" "<b>{vietnamese::weekday_and_date(page.today)}</b></p>
                    <div>
                        <a class="back" href=paths::STAFF>"Cán bộ"</a>
                        <h1>{page.name.clone()}</h1>
                        <p class="sub">{page.titles.clone()}</p>
                        {suspended.then(|| view! { <Status look=Look::Locked word="Tài khoản đang tạm khóa"/> })}
                        {page.may_view_as.then(|| view! {
                            <p class="way"><a href=paths::view_as(&page.id)>{format!("Xem như {}", page.mention)}</a></p>
                        })}
                        {page.may_note_absence.then(|| view! {
                            <p class="way"><a href=paths::note_absence_of(&page.id)>"Thêm đợt nghỉ, giao người làm thay"</a></p>
                            <p class="way"><a href=paths::hand_over(&page.id)>"Bàn giao khi rời trường, đổi lớp, đổi việc"</a></p>
                        })}
                        {(!page.called_alike.is_empty()).then(|| view! {
                            <div class="notices">
                                <Notice kind=NoticeKind::Info
                                    fact=format!("Trường có người trùng họ tên: {}", page.called_alike.join("; "))
                                    advice="Xem năm sinh, ghi cho người chưa có, để phân biệt."/>
                            </div>
                        })}
                        {notices.iter().any(Option::is_some).then(|| view! {
                            <div class="notices">{notices.into_iter().flatten().map(|(kind, words)| view! {
                                <Notice kind fact=words.fact advice=words.advice/>
                            }).collect_view()}</div>
                        })}
                    </div>
                </header>
                {waiting(&page)}
                {positions(&page, open)}
                {open.then(|| add(&page))}
                {open.then(|| about(&page))}
                {account(&page, open)}
            </main>
        </Page>
    }
}

/// What is not in effect stands first: whoever entered it looks for it here.
fn waiting(page: &PersonView) -> Option<impl IntoView + use<>> {
    group_of("g-cho", "Chưa có hiệu lực", page.waiting.iter().map(waiting_position).collect())
}

fn waiting_position(line: &WaitingPosition) -> impl IntoView + use<> {
    let (look, word) = if line.waits { (Look::NoDue, "Chờ xác nhận") } else { (Look::Archived, "Không được đồng ý") };
    view! {
        <li class="job cols">
            <p class="when"><span>"từ"</span>" "<b>{vietnamese::date(line.from)}</b></p>
            <div class="what">
                <h3>{line.title.clone()}</h3>
                <Status look word/>
                <p class="then">{line.words.clone()}</p>
                {line.waits.then(|| view! { <p class="then"><a href=paths::WAITING_APPOINTMENTS>"Xem danh sách chờ xác nhận"</a></p> })}
            </div>
        </li>
    }
}

fn positions(page: &PersonView, open: bool) -> impl IntoView + use<> {
    let lines = page.positions.iter().map(|line| position(page, line, open)).collect_view();
    let none = page.positions.is_empty().then(|| quiet_line("Chưa giữ chức vụ nào."));
    view! {
        <section class="group" aria-labelledby="g-chuc-vu">
            <h2 id="g-chuc-vu">"Chức vụ"</h2>
            {none}
            <ul class="jobs">{lines}</ul>
        </section>
    }
}

fn position(page: &PersonView, line: &PositionLine, open: bool) -> impl IntoView + use<> {
    let state = match (line.until, line.from > page.today) {
        (Some(until), _) if until < page.today => "Đã kết thúc".to_owned(),
        (_, true) => "Chưa bắt đầu".to_owned(),
        (Some(_), false) => "Đang giữ, có ngày kết thúc".to_owned(),
        (None, false) => "Đang giữ".to_owned(),
    };
    let until = line.until.map_or_else(|| "chưa định ngày cuối".to_owned(), |until| format!("đến hết {}", vietnamese::date(until)));
    let state = if line.until.is_some_and(|until| until < line.from) { "Không bắt đầu".to_owned() } else { state };
    let form = line.ending.clone().filter(|_| open).map(|ending| ending_form(page, &line.title, ending));
    let decision = match (&line.acting, &line.decision) {
        (Some(_), _) => None,
        (None, Some((id, name))) => Some(view! { "Theo "<a href=paths::mandate(id)>{name.clone()}</a>"." }.into_any()),
        (None, None) => Some("Chưa có quyết định.".into_any()),
    };
    view! {
        <li class="job cols">
            <p class="when"><span>"từ"</span>" "<b>{vietnamese::date(line.from)}</b>" "<span>{until}</span></p>
            <div class="what">
                <h3>{line.title.clone()}</h3>
                <p class="then">
                    {state}{line.entered_late.map(|day| format!(", ghi sau, ngày {}", vietnamese::date(day)))}
                    {line.ended_late.map(|day| format!(", ngày cuối ghi sau, ngày {}", vietnamese::date(day)))}
                    {line.acting.clone().map(|words| view! { ", "{words}". "<a href=paths::DELEGATIONS>"Xem ủy quyền"</a> })}
                </p>
                {decision.map(|words| view! { <p class="note">{words}</p> })}
                {form}
            </div>
        </li>
    }
}

/// Behind a summary, unless it was refused: nobody ends a position by the way.
fn ending_form(page: &PersonView, title: &str, ending: EndingView) -> impl IntoView + use<> {
    let errors = errors_of(page, &ending);
    let until = Extra {
        hint: Some("Hết ngày này thì thôi. Hồ sơ đã nộp vẫn đứng tên người nộp."),
        inputmode: Some("numeric"),
        placeholder: Some("31/05/2027"),
        autocomplete: Some("off"),
        ..Extra::default()
    };
    let reason = matches!(page.late_entry, LateEntry::WithReason(_)).then(|| late_end_reason(page, &ending));
    let moves = ending.to_class.is_some();
    let next = ending.to_class.clone().map(|value| {
        let extra = Extra {
            hint: Some("Nhận lớp ấy từ ngày hôm sau; chỉ thôi lớp này thì để trống."), ..Extra::default()
        };
        let id = format!("c-{}", ending.id);
        view! { <TextField id name="to_class" label="Chuyển sang lớp" value errors=errors_of(page, &ending) extra list="noi"/> }
    });
    let proof = ending.asks_again.then(|| {
        let refused = page.errors.of(PROOF).filter(|_| ending.refused).map(str::to_owned);
        view! { <ProofField id=format!("{PROOF}-{}", ending.id) refused/> }
    });
    view! {
        <details class="why ending" open=ending.refused>
            <summary><span>{if moves { "Chuyển lớp hoặc kết thúc" } else { "Kết thúc" }}<Hidden words=format!(" chức vụ {title}")/></span><Icon name="chevron-down"/></summary>
            <form method="post" action=paths::end_position(&page.id, &ending.id) class="stack narrow">
                <TextField id=format!("u-{}", ending.id) name="until" label="Ngày cuối còn giữ" value=ending.until errors
                    extra=until/>
                {next}
                {reason}
                {proof}
                <div class="btns"><button class="btn">"Ghi ngày cuối"</button></div>
            </form>
        </details>
    }
}

/// Why a position ended before today, for those who may enter that.
fn late_end_reason(page: &PersonView, ending: &EndingView) -> impl IntoView + use<> {
    let extra = Extra {
        hint: Some("Chỉ khi ngày cuối đã qua. Việc phụ trách những ngày đã qua vẫn đứng như đã ghi lúc đó."),
        autocomplete: Some("off"),
        ..Extra::default()
    };
    view! {
        <TextField id=format!("l-{}", ending.id) name="end_reason" label="Lý do ghi lùi ngày" value=ending.reason.clone()
            errors=errors_of(page, ending) extra/>
    }
}

/// Those of the page, where they are about this ending.
fn errors_of(page: &PersonView, ending: &EndingView) -> FormErrors {
    if ending.refused { page.errors.clone() } else { FormErrors::default() }
}

fn add(page: &PersonView) -> impl IntoView + use<> {
    let options = Post::ALL.map(|post| option(post.code(), post.words(), &page.add.post)).collect_view();
    let errors = page.errors.clone();
    let place = Extra {
        hint: Some("Ban giám hiệu và tổ quản lý phần mềm thì để trống. Nhiều lớp cách nhau bằng dấu phẩy."),
        ..Extra::default()
    };
    let from = Extra { hint: Some("Ngày/tháng/năm."), inputmode: Some("numeric"), ..Extra::default() };
    let reason = match &page.late_entry {
        LateEntry::NotAllowed => None,
        LateEntry::WithReason(typed) => {
            let extra = Extra {
                hint: Some("Chỉ khi ngày bắt đầu đã qua. Việc phụ trách những ngày đã qua vẫn đứng như đã ghi lúc đó."),
                ..Extra::default()
            };
            Some(view! { <TextField id="reason" label="Lý do ghi lùi ngày" value=typed.clone() errors=page.errors.clone() extra/> })
        }
    };
    view! {
        <section class="group" aria-labelledby="g-them">
            <h2 id="g-them">"Thêm chức vụ"</h2>
            <div class="cols"><p class="when"></p>
                <form method="post" action=paths::add_position(&page.id) class="stack narrow">
                    {workplaces(&page.organisation)}
                    <SelectField id="post" label="Chức vụ" errors=&page.errors>
                        <option value="">"Chọn chức vụ"</option>{options}
                    </SelectField>
                    <TextField id="place" label="Lớp, tổ hoặc bộ phận" value=page.add.place.clone() errors=errors.clone()
                        extra=place list="noi"/>
                    <TextField id="from" label="Từ ngày" value=page.add.from.clone() errors extra=from/>
                    {reason}
                    {page.awaited.clone().map(|words| view! { <p class="quiet">{words}</p> })}
                    {page.asks_again.then(|| view! { <ProofField id=PROOF.to_owned() refused=page.errors.of(PROOF).map(str::to_owned)/> })}
                    <div class="btns"><button class="btn"><Icon name="plus"/>"Thêm chức vụ"</button></div>
                </form>
            </div>
        </section>
    }
}

fn about(page: &PersonView) -> impl IntoView + use<> {
    let errors = page.errors.clone();
    let calls = [Honorific::Co, Honorific::Thay].map(|one| option(one.code(), one.word(), &page.form.honorific)).collect_view();
    let birth_year = Extra {
        hint: Some("Để phân biệt hai người trùng tên; không rõ thì để trống."),
        inputmode: Some("numeric"),
        ..Extra::default()
    };
    let phone = Extra {
        hint: Some("Chỉ ban giám hiệu, tổ quản lý phần mềm và người đứng đầu tổ xem được; không rõ thì để trống."),
        inputmode: Some("tel"),
        ..Extra::default()
    };
    view! {
        <section class="group" aria-labelledby="g-ten">
            <h2 id="g-ten">"Họ tên và xưng hô"</h2>
            <div class="cols"><p class="when"></p>
                <form method="post" action=paths::person(&page.id) class="stack narrow">
                    <TextField id="name" label="Họ và tên" value=page.form.name.clone() errors=errors.clone()/>
                    <SelectField id="honorific" label="Xưng hô" errors=&page.errors>{calls}</SelectField>
                    <TextField id="birth_year" label="Năm sinh" value=page.form.birth_year.clone() errors=errors.clone() extra=birth_year/>
                    <TextField id="phone" label="Điện thoại" value=page.form.phone.clone() errors extra=phone/>
                    <div class="btns"><button class="btn">"Lưu họ tên"</button></div>
                </form>
            </div>
        </section>
    }
}

fn account(page: &PersonView, open: bool) -> impl IntoView + use<> {
    let (words, button) = match &page.account {
        None => ("Chưa có tài khoản.".to_owned(), None),
        Some((name, true)) => (
            format!(
                "Tên đăng nhập {name}. Tài khoản đang tạm khóa: không ai đăng nhập được bằng tên này, hồ sơ đã nộp vẫn còn nguyên."
            ),
            Some((paths::reopen(&page.id), "Mở lại tài khoản", "btn")),
        ),
        Some((name, false)) if page.own => (format!("Tên đăng nhập {name}. Đây là tài khoản đang dùng."), None),
        Some((name, false)) if !open => (format!("Tên đăng nhập {name}."), None),
        Some((name, false)) => (
            format!(
                "Tên đăng nhập {name}. Tạm khóa thì {} ra khỏi mọi máy ngay và không đăng nhập lại được cho đến khi mở lại.",
                page.mention
            ),
            Some((paths::suspend(&page.id), "Tạm khóa tài khoản", "btn danger")),
        ),
    };
    view! {
        <section class="group" aria-labelledby="g-tai-khoan">
            <h2 id="g-tai-khoan">"Tài khoản"</h2>
            <div class="cols"><p class="when"></p>
                <div class="stack narrow">
                    <p>{words}</p>
                    {button.filter(|_| open).map(|(action, label, class)| {
                        let proof = Proof::asked(page.asks_again, page.account_refused.clone());
                        let (id, about) = (format!("{PROOF}-tai-khoan"), String::new());
                        view! { <ConfirmForm id action label about class fields=Vec::new() proof/> }
                    })}
                    {page.factor.clone().map(|factor| {
                        let proof = Proof::asked(page.asks_again, page.account_refused.clone());
                        let (id, action) = (format!("{PROOF}-ma"), paths::end_lost_factor(&page.id));
                        view! {
                            <p>{factor.words}</p>
                            {factor.button.map(|label| view! {
                                <ConfirmForm id action label about=String::new() class="btn" fields=Vec::new() proof/>
                            })}
                        }
                    })}
                </div>
            </div>
        </section>
    }
}
