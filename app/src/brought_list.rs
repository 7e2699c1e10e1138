//! What pages share on which somebody brings a list, pasted or as a file, and looks at it before it is taken over.

use domain::{forms::FormErrors, lettering::OldLettering, staff::list::AS_IT_STANDS};
use leptos::prelude::*;

use crate::{
    paths::PROOF,
    proof::ProofField,
    staff_row::{LIST_FILES, MAX_PASTE},
    ui::{Caption, Column, FileField, HiddenField, Icon, Notice, NoticeKind, Select, Table, TextAreaField, option},
};

/// Where a list goes, and what its columns are.
#[derive(Clone, Copy, Debug)]
pub struct WaysIn {
    /// The address of a file.
    pub file: &'static str,
    /// The address of a text, and of every answer.
    pub text: &'static str,
    /// Which columns a list has.
    pub hint: &'static str,
}

/// Where nothing waits: a file to choose, or a text to paste.
pub fn bring(ways: WaysIn, errors: &FormErrors) -> impl IntoView + use<> {
    view! {
        <section class="more" aria-labelledby="g-tep">
            <h2 id="g-tep">"Chọn tệp"</h2>
            <form method="post" action=ways.file enctype="multipart/form-data" class="stack narrow">
                <FileField id="tep" name="list" label="Tệp Excel (.xlsx) hoặc .csv" accept=LIST_FILES required=true errors>
                    {ways.hint}
                </FileField>
                <div class="btns"><button class="btn main"><Icon name="upload"/>"Đọc tệp và xem trước"</button></div>
            </form>
        </section>
        <section class="more" aria-labelledby="g-dan">
            <h2 id="g-dan">"Hoặc dán từ Excel"</h2>
            <form method="post" action=ways.text class="stack narrow">
                <TextAreaField id="paste" label="Dán từ Excel" rows=8 max_length=MAX_PASTE errors
                    hint="Chọn cả bảng trong Excel, kể cả dòng tên cột, chép rồi dán vào đây."/>
                <div class="btns"><button class="btn" name="do" value="paste"><Icon name="search"/>"Xem trước"</button></div>
            </form>
        </section>
    }
}

/// What is wrong with a file or a text that was sent while another list waits: above that one there are no fields to tell it at.
pub fn not_read(errors: &FormErrors, a_list_waits: bool) -> Option<String> {
    let told = ["list", "paste"].into_iter().find_map(|field| errors.of(field));
    told.filter(|_| a_list_waits).map(str::to_owned)
}

/// That a list was not read, or has become another one while it was looked at.
pub fn list_notices(not_read: Option<String>, look_again: bool) -> impl IntoView + use<> {
    view! {
        {not_read.map(|fact| view! {
            <Notice kind=NoticeKind::Bad fact
                advice="Danh sách dưới đây là lần đưa vào trước, vẫn còn nguyên; bỏ nó đi thì chọn tệp khác được."/>
        })}
        {look_again.then(|| view! {
            <Notice kind=NoticeKind::Warning fact="Danh sách vừa đổi so với lúc xem, nên chưa nhập gì"
                advice="Xem lại từng dòng dưới đây rồi bấm lần nữa."/>
        })}
    }
}

/// What stands around the rows of a list that waits.
#[derive(Clone, Debug)]
pub struct ListForm {
    /// Where its answers go.
    pub action: &'static str,
    /// What the list comes to.
    pub headline: String,
    /// What to know of it as a whole.
    pub notes: Vec<String>,
    /// The old font in which it was written, and whether its letters are left.
    pub lettering: (Option<OldLettering>, bool),
    /// The heads of its rows, and what the table is to whoever hears the page.
    pub columns: &'static [Column<'static>],
    pub caption: &'static str,
    /// What was looked at.
    pub seen: String,
    /// What the button says that takes it over; `None` where nothing would change.
    pub take: Option<String>,
    /// Some rows are still to be answered or mended.
    pub is_open: bool,
    /// The viewer's own password is asked for again.
    pub asks_again: bool,
}

/// Where a list came from: "Tệp can-bo.xlsx"; `source` is empty for what was pasted.
pub fn came_from(source: &str) -> String {
    if source.is_empty() { "Danh sách đã dán".to_owned() } else { format!("Tệp {source}") }
}

/// The list as it was read, with the questions in its rows and the buttons below.
pub fn list_form(form: ListForm, errors: &FormErrors, rows: AnyView) -> impl IntoView + use<> {
    let notes = form.notes.into_iter().map(|words| view! { <p class="quiet">{words}</p> }).collect_view();
    let letters = letters(form.lettering);
    let proof = proof_of_list(form.asks_again && form.take.is_some(), errors);
    view! {
        <section class="more" aria-labelledby="xem-truoc">
            <h2 id="xem-truoc">"Xem trước"</h2>
            <p><b>{form.headline}</b></p>
            {notes}
            <form method="post" action=form.action>
                <button hidden tabindex="-1" name="do" value="look">"Xem lại"</button>
                {letters}
                <Table class="grid" columns=form.columns caption=Caption::Spoken(form.caption.to_owned())><tbody>{rows}</tbody></Table>
                {proof}
                <HiddenField name="seen" value=form.seen/>
                {take_or_drop(form.take, form.is_open)}
            </form>
        </section>
    }
}

/// Of a list in an old font: whether its letters are changed.
fn letters((lettering, left): (Option<OldLettering>, bool)) -> Option<impl IntoView + use<>> {
    lettering.map(|lettering| {
        let chosen = if left { AS_IT_STANDS } else { "" };
        view! {
            <div class="field">
                <label for="letters">{format!("Chữ trong danh sách theo phông cũ {}", lettering.words())}</label>
                <Select id="letters">
                    {option("", "Đổi sang Unicode, như dưới đây", chosen)}
                    {option(AS_IT_STANDS, "Giữ nguyên chữ trong danh sách", chosen)}
                </Select>
            </div>
        }
    })
}

/// The viewer's own password, where it is asked for again.
fn proof_of_list(is_asked: bool, errors: &FormErrors) -> Option<impl IntoView + use<>> {
    let refused = errors.of(PROOF).map(str::to_owned);
    is_asked.then(|| view! { <ProofField id=PROOF.to_owned() refused/> })
}

/// The buttons below a list: to take over what is settled of it, with what the button says, to look again, and to drop it.
fn take_or_drop(take: Option<String>, is_open: bool) -> impl IntoView + use<> {
    let some_stays = is_open && take.is_some();
    view! {
        <div class="btns">
            {take.map(|words| view! {
                <button class="btn main big" name="do" value="take"><Icon name="check"/>{words}</button>
            })}
            <button class="btn" name="do" value="look"><Icon name="search"/>"Xem lại theo câu trả lời"</button>
            <button class="btn text" name="do" value="drop" formnovalidate>"Bỏ danh sách này"</button>
        </div>
        <p class="quiet">"Muốn chọn tệp khác thì bỏ danh sách này trước."</p>
        {some_stays.then(|| view! {
            <p class="quiet">"Dòng còn hỏi hoặc phải sửa thì để lại ở đây, nhập sau."</p>
        })}
    }
}
