//! "/quy-che/ban-moi": a new version, typed clause by clause or pasted from a document.

use domain::{
    forms::FormErrors,
    mandates::MandateForm,
    refusal::Words,
    regulation::{Clause, ClauseRow, RegulationForm, Subject},
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{
        BRIEF, Extra, HiddenField, Icon, Notice, NoticeKind, Select, TextAreaField, TextField, enter_goes_on, head_below, option,
        refused_and_done, refused_fields,
    },
};

/// How much can be pasted, in letters; more than this is no regulation.
const MAX_PASTE: usize = 100_000;
/// What a field takes: more than a clause may have, so that nothing is cut off before it is told how much is too much.
const MAX_TYPED: usize = 20_000;

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct RegulationFormView {
    pub form: RegulationForm,
    /// Whether it is the first version.
    pub is_first: bool,
    /// How many clauses were read from what was pasted; nothing is published by that.
    pub read: Option<usize>,
    pub errors: FormErrors,
    pub refused: Option<Words>,
}

#[component]
pub fn RegulationFormPage(viewer: Viewer, page: RegulationFormView) -> impl IntoView {
    let RegulationFormView { form, is_first, read, errors, refused } = page;
    let (title, about) = if is_first {
        (
            "Ban hành quy chế",
            "Sửa văn bản dưới đây cho đúng văn bản của trường rồi ban hành. Ngày thi hành có thể là ngày ghi trên giấy.",
        )
    } else {
        ("Bản mới của quy chế", "Sửa điều cần sửa. Bản cũ vẫn xem được; từ ngày thi hành, mọi người được hỏi cam kết lại.")
    };
    let told = view! {
        {refused_fields(&errors, str::to_owned)}
        {refused_and_done(refused, None)}
        {read.map(|count| view! {
            <div class="notices">
                <Notice kind=NoticeKind::Info fact=format!("Đã đọc được {count} điều, khoản từ văn bản vừa dán")
                    advice="Xem lại bên dưới rồi bấm Ban hành; chưa có gì được ban hành."/>
            </div>
        })}
    };
    let number = Extra { max_length: u32::try_from(MandateForm::MAX_NUMBER).ok(), class: BRIEF, ..Extra::default() };
    let day = |hint| Extra { hint: Some(hint), inputmode: Some("numeric"), ..Extra::default() };
    let pastes = !form.pasted.is_empty() || errors.of("regulation").is_some();
    let rows = form.rows.iter().enumerate().map(|(at, row)| clause(at, row, &errors)).collect_view();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Regulation>
            <main id="noi-dung" class="sheet person regulation" tabindex="-1">
                {head_below((paths::REGULATION, "Quy chế"), title, Some(about.to_owned()), told)}
                <form method="post" action=paths::NEW_REGULATION>
                    {enter_goes_on()}
                    <HiddenField name="key" value=form.key.clone()/>
                    <HiddenField name="seen" value=form.base.clone()/>
                    <div class="cols"><p class="when"></p>
                        <div class="stack narrow">
                            <TextField id="decision" label="Số quyết định ban hành" value=form.decision.clone()
                                errors=errors.clone() extra=number/>
                            <TextField id="signed_on" label="Ngày của quyết định" value=form.decided_on.clone()
                                errors=errors.clone() extra=day("Ngày/tháng/năm.")/>
                            <TextField id="from" label="Thi hành từ ngày" value=form.from.clone() errors=errors.clone()
                                extra=day("Ngày/tháng/năm.")/>
                            <details class="why" open=pastes>
                                <summary><span>"Dán cả văn bản"</span><Icon name="chevron-down"/></summary>
                                <TextAreaField id="regulation" label="Văn bản quy chế" value=form.pasted.clone() rows=8
                                    max_length=MAX_PASTE errors=&errors
                                    hint="Mỗi điều bắt đầu bằng “Điều 1.”, mỗi khoản bằng “a)”. Thay cho các ô bên dưới."/>
                                <div class="btns"><button class="btn" name="do" value="read">"Đọc văn bản đã dán"</button></div>
                            </details>
                        </div>
                    </div>
                    <ul class="jobs">{rows}</ul>
                    <div class="cols"><p class="when"></p>
                        <div class="stack narrow">
                            <p class="quiet">"Ban hành rồi thì giữ nguyên, không ai sửa hay xóa; cần sửa thì ban hành bản sau."</p>
                            <div class="btns">
                                <button class="btn main" name="do" value="publish">"Ban hành"</button>
                                <button class="btn" name="do" value="more">"Thêm dòng"</button>
                            </div>
                        </div>
                    </div>
                </form>
            </main>
        </Page>
    }
}

fn clause(at: usize, row: &ClauseRow, errors: &FormErrors) -> impl IntoView + use<> {
    let name = if row.number.is_empty() { "điều thêm vào".to_owned() } else { format!("Điều {}", row.number) };
    let options = Subject::ALL.iter().map(|one| option(one.code(), one.words(), &row.subject)).collect_view();
    let nothing = option("", "Không gắn với trang nào", &row.subject);
    let about = format!("a{at}");
    let heading = Extra { max_length: u32::try_from(MAX_TYPED).ok(), ..Extra::default() };
    let of = |what: &str| format!("{what}, {name}");
    view! {
        <li class="job cols">
            <p class="when"><b>{if row.number.is_empty() { "Thêm".to_owned() } else { name.clone() }}</b></p>
            <div class="what">
                <div class="stack">
                    <TextField id=format!("n{at}") label=of("Số") value=row.number.clone() errors=errors.clone()
                        extra=Extra { class: BRIEF, ..Extra::default() }/>
                    <TextField id=format!("h{at}") label=of("Tên điều (để trống thì theo dòng trên)") value=row.heading.clone()
                        errors=errors.clone() extra=heading/>
                    <TextAreaField id=format!("t{at}") label=of("Nội dung") hint="" value=row.text.clone() rows=rows_of(&row.text)
                        max_length=MAX_TYPED errors/>
                    <div class="field">
                        <label for=about.clone()>{of("Nói về")}</label>
                        <Select id=about>{nothing}{options}</Select>
                    </div>
                </div>
            </div>
        </li>
    }
}

/// So many lines that most of a clause is seen at once.
fn rows_of(text: &str) -> u32 {
    let lines: usize = text.lines().map(|line| 1 + line.chars().count() / 90).sum();
    u32::try_from(lines.clamp(2, 12)).unwrap_or(2)
}

const _: () = assert!(Clause::MAX_TEXT < MAX_TYPED);
