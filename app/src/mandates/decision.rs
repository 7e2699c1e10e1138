//! "/quyet-dinh/…": one decision; who holds what by it, and the forms by which it gives, is named, ends and is scanned.

use chrono::NaiveDate;
use domain::{
    corrections::{CorrectionTold, Numbered},
    files::{ACCEPTED_ENDINGS, StoredFile},
    forms::FormErrors,
    mandates::{GiveForm, MandateEndForm, MandateState},
    obligations::Reason,
    people::Organisation,
    refusal::Words,
    staff::{EndForm, Post},
    vietnamese,
};
use leptos::prelude::*;

use super::standing;
use crate::{
    corrected::{correct_link, corrected},
    kept_files::kept_files,
    layout::{NavItem, Page, Viewer},
    paths::{self, PROOF},
    proof::ProofField,
    staff_row::workplaces,
    ui::{
        CheckField, ErrorLine, Extra, FileField, Icon, Look, SelectField, Status, TextAreaField, TextField, head_below, option,
        refused_and_done,
    },
};

/// How something stands that a decision gives or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RightStanding {
    /// It waits for the leadership: nothing has changed yet.
    Waits,
    ToCome,
    Held,
    Over,
}

/// One right that it gives or ends.
#[derive(Clone, Debug)]
pub struct RightOf {
    pub person: String,
    /// "Nguyễn Thị Hoa (4A)".
    pub name: String,
    pub title: String,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    pub standing: RightStanding,
}

/// The form that was sent and is to be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentForm {
    Give,
    Link,
    EndRight,
    Scan,
    End,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct MandateView {
    pub id: String,
    /// "Quyết định số 15/QĐ-MNNT ngày 05/09/2026".
    pub name: String,
    /// What it is called in a sentence: "Thành lập tổ quản lý phần mềm".
    pub about: String,
    pub kind: &'static str,
    pub signer: String,
    pub days: String,
    pub state: MandateState,
    /// "Cô Nguyễn Thị Hoa ghi lúc 14:20 thứ Tư 25/11/2026".
    pub entered: String,
    /// Who ended it before its own last day, when and why.
    pub ended: Option<String>,
    pub scans: Vec<StoredFile>,
    pub gives: Vec<RightOf>,
    pub ends: Vec<RightOf>,
    /// It forms the management team: its members are named, and no post is chosen.
    pub is_team: bool,
    /// It is not over: something can still be given by it.
    pub is_open: bool,
    /// Who may be chosen, by department.
    pub people: Vec<(String, Vec<(String, String)>)>,
    pub give: GiveForm,
    /// Which positions wait, and for whom; `None` where all take effect at once.
    pub awaited: Option<String>,
    /// Appointments that name no decision and could name this one, by their ids.
    pub linkable: Vec<(String, String)>,
    /// What is held today and could end by it, by their ids.
    pub endable: Vec<(String, String)>,
    pub end_right: (String, EndForm),
    pub end: MandateEndForm,
    /// The viewer may end it.
    pub may_end: bool,
    /// The viewer may say that its number was written wrongly.
    pub may_correct: bool,
    pub corrections: Vec<CorrectionTold>,
    pub correctable: Numbered,
    pub sent: Option<SentForm>,
    pub errors: FormErrors,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
    /// The viewer's own password is asked for again.
    pub asks_again: bool,
    pub organisation: Organisation,
}

impl MandateView {
    /// What is wrong with one of the forms.
    fn errors_of(&self, form: SentForm) -> FormErrors {
        if self.sent == Some(form) { self.errors.clone() } else { FormErrors::default() }
    }

    fn proof(&self, form: SentForm, id: &str) -> Option<impl IntoView + use<>> {
        let (id, refused) = (format!("{PROOF}-{id}"), self.errors_of(form).of(PROOF).map(str::to_owned));
        self.asks_again.then(|| view! { <ProofField id refused/> })
    }
}

#[component]
pub fn MandatePage(viewer: Viewer, page: MandateView) -> impl IntoView {
    let (look, word) = standing(page.state);
    let told = view! {
        <Status look word/>
        {refused_and_done(page.refused.clone(), page.done)}
        {facts(&page)}
        {corrected(&page.corrections)}
        {page.may_correct.then(|| correct_link(page.correctable))}
        {page.scans.is_empty().then(|| view! {
            <p class="then scr">"Quyết định này chưa có bản quét. "<a href="#g-quet">"Thêm ở dưới"</a></p>
        })}
        {kept_files("Bản quét", &page.scans, &|place| paths::mandate_file(&page.id, place))}
    };
    let nothing = page.gives.is_empty() && page.ends.is_empty();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Mandates>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::MANDATES, "Quyết định"), page.name.clone(), Some(page.about.clone()), told)}
                <section class="group" aria-labelledby="g-quyen">
                    <h2 id="g-quyen">"Theo quyết định này"</h2>
                    {nothing.then(|| view! {
                        <div class="cols"><p class="when"></p><p class="quiet">"Chưa ghi ai được giao, ai thôi giữ."</p></div>
                    })}
                    <ul class="jobs">
                        {page.gives.iter().map(|one| right(one, false)).collect_view()}
                        {page.ends.iter().map(|one| right(one, true)).collect_view()}
                    </ul>
                </section>
                {page.is_open.then(|| give(&page))}
                {(!page.linkable.is_empty()).then(|| link(&page))}
                {(!page.endable.is_empty()).then(|| end_right(&page))}
                {scan(&page)}
                {page.may_end.then(|| end(&page))}
            </main>
        </Page>
    }
}

fn facts(page: &MandateView) -> impl IntoView + use<> {
    let fact = |name: &'static str, words: String| view! { <div><dt>{name}</dt><dd>{words}</dd></div> };
    view! {
        <dl class="facts">
            {fact("Loại", page.kind.to_owned())}
            {fact("Người ký", page.signer.clone())}
            {fact("Hiệu lực", page.days.clone())}
            {page.ended.clone().map(|words| fact("Kết thúc trước hạn", words))}
            {fact("Ghi vào sổ", page.entered.clone())}
        </dl>
    }
}

fn right(one: &RightOf, ends: bool) -> impl IntoView + use<> {
    let (look, word) = match (one.standing, ends) {
        (RightStanding::Waits, _) => (Look::NoDue, "Chờ xác nhận"),
        (RightStanding::ToCome, _) => (Look::NoDue, "Chưa bắt đầu"),
        (RightStanding::Held, false) => (Look::OnTime, "Đang giữ"),
        (RightStanding::Held, true) => (Look::OnTime, "Đang giữ, sắp thôi"),
        (RightStanding::Over, false) => (Look::Archived, "Đã hết"),
        (RightStanding::Over, true) => (Look::Archived, "Đã thôi giữ"),
    };
    let until = one.until.map(|until| format!("đến hết {}", vietnamese::date(until)));
    let title = if ends { format!("Thôi giữ: {}", one.title) } else { one.title.clone() };
    view! {
        <li class="job cols">
            <p class="when"><span>"từ"</span>" "<b>{vietnamese::date(one.from)}</b>" "<span>{until}</span></p>
            <div class="what">
                <h3><a href=paths::person(&one.person)>{one.name.clone()}</a></h3>
                <Status look word/>
                <p class="then">{format!("{title}.")}</p>
                {(one.standing == RightStanding::Waits).then(|| view! {
                    <p class="then"><a href=paths::WAITING_APPOINTMENTS>"Xem danh sách chờ xác nhận"</a></p>
                })}
            </div>
        </li>
    }
}

fn give(page: &MandateView) -> impl IntoView + use<> {
    let errors = page.errors_of(SentForm::Give);
    let GiveForm { person, appointment, until } = page.give.clone();
    let group = |(department, people): &(String, Vec<(String, String)>)| {
        let people = people.iter().map(|(id, name)| option(id, name, &person)).collect_view();
        view! { <optgroup label=department.clone()>{people}</optgroup> }
    };
    let people = page.people.iter().map(group).collect_view();
    let heading = if page.is_team { "Thêm thành viên" } else { "Giao chức vụ" };
    let day = |hint| Extra { hint: Some(hint), inputmode: Some("numeric"), class: Some("brief"), ..Extra::default() };
    let place = Extra { hint: Some("Ban giám hiệu và tổ quản lý phần mềm thì để trống."), ..Extra::default() };
    let late = Extra { hint: Some("Chỉ khi ngày bắt đầu đã qua."), ..Extra::default() };
    let posts = (!page.is_team).then(|| {
        let posts = Post::ALL.map(|post| option(post.code(), post.words(), &appointment.post)).collect_view();
        view! {
            {workplaces(&page.organisation)}
            <SelectField id="post" label="Chức vụ" errors=&errors>
                <option value="">"Chọn chức vụ"</option>{posts}
            </SelectField>
            <TextField id="place" label="Lớp, tổ hoặc bộ phận" value=appointment.place.clone() errors=errors.clone() extra=place
                list="noi"/>
        }
    });
    // The post is no field of this form: what is wrong with it stands where its person is chosen.
    let of_post = errors.of("post").filter(|_| page.is_team).map(str::to_owned);
    view! {
        <section class="group scr" aria-labelledby="g-giao">
            <h2 id="g-giao">{heading}</h2>
            <div class="cols"><p class="when"></p>
                <form method="post" action=paths::give(&page.id) class="stack narrow">
                    <SelectField id="member" label="Ai được giao" errors=&errors>
                        <option value="">"Chọn người"</option>{people}
                    </SelectField>
                    {of_post.map(|words| view! { <ErrorLine id="post-e" words/> })}
                    {posts}
                    <div class="fields">
                        <TextField id="from" label="Từ ngày" value=appointment.from.clone() errors=errors.clone()
                            extra=day("Ngày/tháng/năm.")/>
                        <TextField id="until" label="Đến hết ngày" value=until errors=errors.clone()
                            extra=day("Để trống: theo quyết định.")/>
                    </div>
                    <TextField id="g-reason" name="reason" label="Lý do ghi lùi ngày" value=appointment.reason.clone()
                        errors=errors.clone() extra=late/>
                    {page.awaited.clone().map(|words| view! { <p class="quiet">{words}</p> })}
                    {page.proof(SentForm::Give, "giao")}
                    <div class="btns"><button class="btn"><Icon name="plus"/>{heading}</button></div>
                </form>
            </div>
        </section>
    }
}

fn link(page: &MandateView) -> impl IntoView + use<> {
    let choices = page.linkable.iter().map(|(id, words)| {
        let words = words.clone();
        view! { <CheckField name="appointment" value=id.clone()><span>{words}</span></CheckField> }
    });
    let choices = choices.collect_view();
    view! {
        <section class="group scr" aria-labelledby="g-gan">
            <h2 id="g-gan">"Gắn chức vụ chưa có quyết định"</h2>
            <div class="cols"><p class="when"></p>
                <details class="why ending" open=page.sent == Some(SentForm::Link)>
                    <summary>
                        <span>{format!("Chọn trong {} chức vụ", page.linkable.len())}</span><Icon name="chevron-down"/>
                    </summary>
                    <form method="post" action=paths::link_mandate(&page.id) class="stack narrow">
                        <p class="hint">"Chức vụ được gắn vẫn giữ như cũ, và hết muộn nhất cùng quyết định."</p>
                        <div class="field">{choices}</div>
                        {page.proof(SentForm::Link, "gan")}
                        <div class="btns"><button class="btn">"Gắn với quyết định này"</button></div>
                    </form>
                </details>
            </div>
        </section>
    }
}

fn end_right(page: &MandateView) -> impl IntoView + use<> {
    let errors = page.errors_of(SentForm::EndRight);
    let (chosen, form) = page.end_right.clone();
    let choices = page.endable.iter().map(|(id, words)| option(id, words, &chosen)).collect_view();
    let until =
        Extra { hint: Some("Hết ngày này thì thôi."), inputmode: Some("numeric"), class: Some("brief"), ..Extra::default() };
    let late = Extra { hint: Some("Chỉ khi ngày cuối đã qua."), ..Extra::default() };
    view! {
        <section class="group scr" aria-labelledby="g-thoi">
            <h2 id="g-thoi">"Thôi giữ chức vụ theo quyết định này"</h2>
            <div class="cols"><p class="when"></p>
                <details class="why ending" open=page.sent == Some(SentForm::EndRight)>
                    <summary><span>"Chọn người và chức vụ"</span><Icon name="chevron-down"/></summary>
                    <form method="post" action=paths::end_right(&page.id) class="stack narrow">
                        <SelectField id="right" label="Ai thôi giữ gì" errors=&errors>
                            <option value="">"Chọn người và chức vụ"</option>{choices}
                        </SelectField>
                        <TextField id="r-until" name="until" label="Ngày cuối còn giữ" value=form.until errors=errors.clone()
                            extra=until/>
                        <TextField id="end_reason" label="Lý do ghi lùi ngày" value=form.reason errors=errors.clone() extra=late/>
                        {page.proof(SentForm::EndRight, "thoi")}
                        <div class="btns"><button class="btn">"Ghi thôi giữ"</button></div>
                    </form>
                </details>
            </div>
        </section>
    }
}

fn scan(page: &MandateView) -> impl IntoView + use<> {
    let errors = page.errors_of(SentForm::Scan);
    view! {
        <section class="group scr" aria-labelledby="g-quet">
            <h2 id="g-quet">"Bản quét"</h2>
            <div class="cols"><p class="when"></p>
                <form method="post" action=paths::scan_mandate(&page.id) enctype="multipart/form-data" class="stack narrow">
                    <FileField id="tep" name="files" label="Ảnh chụp hoặc tệp PDF của quyết định" accept=ACCEPTED_ENDINGS many=true
                        required=true errors=&errors>
                        "Ban giám hiệu và tổ quản lý phần mềm mở được. Không nhận tệp có thể tự chạy."
                    </FileField>
                    <div class="btns"><button class="btn"><Icon name="upload"/>"Thêm bản quét"</button></div>
                </form>
            </div>
        </section>
    }
}

fn end(page: &MandateView) -> impl IntoView + use<> {
    let errors = page.errors_of(SentForm::End);
    let last = Extra {
        hint: Some("Hết ngày này thì mọi quyền theo quyết định cùng hết. Muốn hết ngay thì ghi ngày hôm qua."),
        inputmode: Some("numeric"),
        class: Some("brief"),
        ..Extra::default()
    };
    view! {
        <section class="group scr" aria-labelledby="g-het">
            <h2 id="g-het">"Kết thúc trước hạn"</h2>
            <div class="cols"><p class="when"></p>
                <details class="why ending" open=page.sent == Some(SentForm::End)>
                    <summary><span>"Kết thúc quyết định này"</span><Icon name="chevron-down"/></summary>
                    <form method="post" action=paths::end_mandate(&page.id) class="stack narrow">
                        <TextField id="last" label="Ngày cuối còn hiệu lực" value=page.end.last.clone() errors=errors.clone()
                            extra=last/>
                        <TextAreaField id="reason" label="Lý do" hint="Một câu, ví dụ: có quyết định số 20/QĐ-MNNT thay."
                            value=page.end.reason.clone() rows=2 max_length=Reason::MAX_LENGTH errors=&errors/>
                        {page.proof(SentForm::End, "het")}
                        <div class="btns"><button class="btn danger">"Kết thúc quyết định"</button></div>
                    </form>
                </details>
            </div>
        </section>
    }
}
