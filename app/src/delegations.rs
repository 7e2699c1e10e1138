//! "/uy-quyen": who acts in whose place, between which days and by which decision; and the form of the leadership.

use chrono::NaiveDate;
use domain::{
    delegations::{DelegablePosition, DelegationForm, DelegationState},
    forms::FormErrors,
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths::{self, PROOF},
    proof::ProofField,
    ui::{Extra, Hidden, Icon, Look, Notice, NoticeKind, SelectField, Status, TextField, option},
};

/// One of them, the last to begin first.
#[derive(Clone, Debug)]
pub struct DelegationLine {
    pub id: String,
    /// Who acts.
    pub who: String,
    /// "thay cô Lê Thị Ấm theo Quyết định số 15/QĐ-MNNT".
    pub words: String,
    /// "Tổ trưởng Mẫu giáo 4–5 tuổi".
    pub title: String,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    pub state: DelegationState,
    /// The viewer may end it.
    pub may_end: bool,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct DelegationsView {
    pub today: NaiveDate,
    pub lines: Vec<DelegationLine>,
    /// What the viewer may lend; empty for whoever only sees the own ones.
    pub places: Vec<DelegablePosition>,
    /// Those who could act, by department: its name, then of each the id, and the name with the positions.
    pub people: Vec<(String, Vec<(String, String)>)>,
    pub form: DelegationForm,
    pub errors: FormErrors,
    /// The viewer's own password is asked for again.
    pub asks_again: bool,
    pub refused: Option<Words>,
    /// What was just done.
    pub done: Option<&'static str>,
}

#[component]
pub fn DelegationsPage(viewer: Viewer, page: DelegationsView) -> impl IntoView {
    let lines = page.lines.iter().map(line).collect_view();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Delegations>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                <header class="head cols">
                    <p class="when"><span>"Hôm nay"</span>" "<b>{vietnamese::weekday_and_date(page.today)}</b></p>
                    <div>
                        <h1>"Ủy quyền"</h1>
                        <p class="sub">"Người thay có đủ quyền của chức vụ ấy trong những ngày đã ghi, rồi tự hết."</p>
                        {(page.done.is_some() || page.refused.is_some()).then(|| view! {
                            <div class="notices">
                                {page.done.map(|fact| view! { <Notice kind=NoticeKind::Good fact advice=""/> })}
                                {page.refused.clone().map(|words| view! {
                                    <Notice kind=NoticeKind::Bad fact=words.fact advice=words.advice/>
                                })}
                            </div>
                        })}
                    </div>
                </header>
                <section class="group" aria-labelledby="g-uy-quyen">
                    <h2 id="g-uy-quyen">"Ai đang thay ai"</h2>
                    {page.lines.is_empty().then(|| view! {
                        <div class="cols"><p class="when"></p>
                            <p class="quiet">"Chưa có ủy quyền nào. Khi tổ trưởng hoặc ban giám hiệu vắng, ghi ở đây ai thay, từ ngày nào đến ngày nào."</p>
                        </div>
                    })}
                    <ul class="jobs">{lines}</ul>
                </section>
                {(!page.places.is_empty()).then(|| add(&page))}
            </main>
        </Page>
    }
}

fn line(line: &DelegationLine) -> impl IntoView + use<> {
    let (look, word) = match line.state {
        DelegationState::ToCome => (Look::NoDue, "Chưa bắt đầu"),
        DelegationState::InForce => (Look::OnTime, "Đang hiệu lực"),
        DelegationState::Over => (Look::Archived, "Đã hết"),
        DelegationState::Cancelled => (Look::Archived, "Đã kết thúc"),
    };
    let end = line.may_end.then(|| {
        let about = format!(" của {}", line.who);
        view! {
            <form method="post" action=paths::end_delegation(&line.id)>
                <div class="btns"><button class="btn">"Kết thúc ngay"<Hidden words=about/></button></div>
            </form>
        }
    });
    let until = line.until.filter(|_| line.state != DelegationState::Cancelled);
    let until = until.map(|until| format!("đến hết {}", vietnamese::date(until)));
    view! {
        <li class="job cols">
            <p class="when"><span>"từ"</span>" "<b>{vietnamese::date(line.from)}</b>" "<span>{until}</span></p>
            <div class="what">
                <h3>{line.who.clone()}</h3>
                <Status look word/>
                <p class="then">{format!("{}, {}.", line.title, line.words)}</p>
                {end}
            </div>
        </li>
    }
}

fn add(page: &DelegationsView) -> impl IntoView + use<> {
    let form = &page.form;
    let places = page.places.iter().map(|one| option(&one.code, &one.words, &form.place)).collect_view();
    let group = |(department, people): &(String, Vec<(String, String)>)| {
        let people = people.iter().map(|(id, name)| option(id, name, &form.to)).collect_view();
        view! { <optgroup label=department.clone()>{people}</optgroup> }
    };
    let people = page.people.iter().map(group).collect_view();
    let errors = page.errors.clone();
    let day = || Extra { hint: Some("Ngày/tháng/năm."), inputmode: Some("numeric"), ..Extra::default() };
    let number = Extra { hint: Some("Ghi trên mọi việc làm thay, ví dụ 15/QĐ-MNNT."), ..Extra::default() };
    view! {
        <section class="group scr" aria-labelledby="g-them">
            <h2 id="g-them">"Ghi ủy quyền"</h2>
            <div class="cols"><p class="when"></p>
                <form method="post" action=paths::DELEGATIONS class="stack narrow">
                    <SelectField id="place" label="Thay ai" errors=&page.errors>
                        <option value="">"Chọn người và chức vụ"</option>{places}
                    </SelectField>
                    <SelectField id="to" label="Người thay" errors=&page.errors>
                        <option value="">"Chọn người thay"</option>{people}
                    </SelectField>
                    <div class="fields">
                        <TextField id="from" label="Từ ngày" value=form.from.clone() errors=errors.clone() extra=day()/>
                        <TextField id="until" label="Đến hết ngày" value=form.until.clone() errors=errors.clone() extra=day()/>
                    </div>
                    <TextField id="decision" label="Số quyết định" value=form.decision.clone() errors extra=number/>
                    {page.asks_again.then(|| view! { <ProofField id=PROOF.to_owned() refused=page.errors.of(PROOF).map(str::to_owned)/> })}
                    <div class="btns"><button class="btn main"><Icon name="check"/>"Ghi ủy quyền"</button></div>
                </form>
            </div>
        </section>
    }
}
