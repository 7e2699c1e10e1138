//! "/luu-tru/tieu-huy/…": one list, how far it has come, and what the visitor may do next.

use domain::{
    disposals::{DecisionForm, DisposalList, DisposalState, MinutesForm},
    forms::FormErrors,
    obligations::ObligationId,
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

use super::{
    forms::{DisposalAttempt, MinutesView, decision, executing, id_of, minutes, taking_back},
    look,
};
use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    printed::printed_foot,
    ui::{Caption, Column, PrintButton, Status, Table, head_below, quiet_line, refused_and_done, refused_fields},
};

/// One record of the list.
#[derive(Clone, Debug)]
pub struct ListedLine {
    pub obligation: ObligationId,
    pub title: String,
    /// "2026–2027, gói số 3, 2 tệp"
    pub about: String,
    /// "5 năm, theo …, đến 31/05/2032"
    pub retention: String,
    /// What the council says of it, or what keeps it now.
    pub result: String,
}

/// What the visitor may do of the execution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExecutionOffer {
    /// Nothing; or it is somebody else's.
    None,
    Execute,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct DisposalView {
    pub list: DisposalList,
    pub state: DisposalState,
    /// What has happened so far, each a sentence.
    pub steps: Vec<String>,
    pub records: Vec<ListedLine>,
    pub minutes: Option<MinutesView>,
    pub may_decide: bool,
    pub may_take_back: bool,
    pub execution: ExecutionOffer,
    /// Files that lie in the store though the list was executed.
    pub left: usize,
    pub may_delete: bool,
    pub asks_again: bool,
    pub attempt: Option<DisposalAttempt>,
    pub errors: FormErrors,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

const COLUMNS: [Column; 4] = [Column::new("Hồ sơ"), Column::new("Ở đâu"), Column::new("Thời hạn lưu"), Column::new("Kết luận")];

#[component]
pub fn DisposalPage(viewer: Viewer, page: DisposalView) -> impl IntoView {
    let number = page.list.number;
    let title = format!("Danh mục tiêu hủy số {number}");
    let foot = printed_foot(&viewer, vec![title.clone(), page.state.words().to_owned()]);
    let steps = page.steps.iter().map(|words| view! { <p class="then">{words.clone()}</p> }).collect_view();
    let minutes_paper = page
        .list
        .minutes
        .is_some()
        .then(|| view! { <a class="btn" href=paths::disposal_minutes(number)>"Xem bản in biên bản"</a> });
    let summary = refused_fields(&page.errors, |field| id_of(field, page.attempt.as_ref()));
    let until = page.state.waits_until().map(|until| {
        format!("Thi hành được từ {}, do người khác, không phải người lập danh mục và người quyết định.", vietnamese::moment(until))
    });
    let until = until.map(|words| view! { <p class="then">{words}</p> });
    let told = view! {
        <Status look=look(page.state) word=page.state.words()/>
        {until}
        {steps}
        <div class="btns scr">
            <a class="btn" href=paths::disposal_paper(number)>"Xem bản in danh mục"</a>
            {minutes_paper}
            <PrintButton words="In trang này"/>
        </div>
        {refused_and_done(page.refused.clone(), page.done)}
        {summary}
    };
    let about = format!("Thuyết minh: {}", page.list.explanation.as_str());
    let rows = page.records.iter().map(row).collect_view();
    let left = left(&page);
    let forms = forms(page);
    view! {
        <Page viewer=Some(viewer) here=NavItem::Archive>
            <main id="noi-dung" class="sheet indented" tabindex="-1">
                {head_below((paths::DISPOSALS, "Tiêu hủy"), title, Some(about), told)}
                <div>
                    <Table class="grid" columns=&COLUMNS caption=Caption::Spoken("Hồ sơ trong danh mục".to_owned())>
                        <tbody>{rows}</tbody>
                    </Table>
                </div>
                {left}
                {forms}
            </main>
            {foot}
        </Page>
    }
}

fn row(one: &ListedLine) -> impl IntoView + use<> {
    view! {
        <tr>
            <th scope="row"><a href=paths::archived_record(one.obligation)>{one.title.clone()}</a></th>
            <td>{one.about.clone()}</td>
            <td>{one.retention.clone()}</td>
            <td>{one.result.clone()}</td>
        </tr>
    }
}

/// What could not be deleted, with the way to try once more.
fn left(page: &DisposalView) -> Option<impl IntoView + use<>> {
    let (many, number, may) = (page.left, page.list.number, page.may_delete);
    (many > 0).then(|| {
        let again = may.then(|| {
            view! {
                <div class="cols"><p class="when"></p>
                    <form method="post" action=paths::delete_disposed(number)>
                        <div class="btns"><button class="btn">"Xóa nốt"</button></div>
                    </form>
                </div>
            }
        });
        view! {
            {quiet_line(format!("Còn {many} tệp đã tiêu hủy vẫn nằm trong kho: chưa xóa được, hoặc đã trở lại sau khi khôi phục."))}
            {again}
        }
    })
}

fn forms(page: DisposalView) -> impl IntoView {
    let DisposalView { list, minutes: people, may_decide, may_take_back, execution, asks_again, attempt, errors, .. } = page;
    let nothing = FormErrors::default();
    let entering = people.map(|people| {
        let (form, errors) = match &attempt {
            Some(DisposalAttempt::Minutes(form)) => (form.clone(), &errors),
            _ => (MinutesForm::default(), &nothing),
        };
        minutes(&list, people, form, errors)
    });
    let deciding = may_decide.then(|| {
        let (form, errors) = match &attempt {
            Some(DisposalAttempt::Decision(form)) => (form.clone(), &errors),
            _ => (DecisionForm::default(), &nothing),
        };
        decision(&list, form, errors, asks_again)
    });
    let executing = (execution == ExecutionOffer::Execute).then(|| {
        let errors = if matches!(attempt, Some(DisposalAttempt::Execute)) { &errors } else { &nothing };
        executing(&list, errors, asks_again)
    });
    let taking_back = may_take_back.then(|| {
        let (reason, errors) = match &attempt {
            Some(DisposalAttempt::TakeBack(reason)) => (reason.clone(), &errors),
            _ => (String::new(), &nothing),
        };
        taking_back(list.number, reason, errors, asks_again)
    });
    view! { {entering}{deciding}{executing}{taking_back} }
}
