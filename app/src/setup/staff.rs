//! Step 4: everybody who works at the school, typed or pasted from Excel.

use domain::{
    forms::FormErrors,
    people::{Honorific, Organisation},
    setup::Step,
    staff::{Post, StaffForm, StaffRow},
};
use leptos::prelude::*;

use super::{Around, StepPage, foot};
use crate::{
    paths,
    ui::{Caption, Cell, Column, Icon, Table, TextAreaField, enter_goes_on, refused, row_errors, select_cell},
};

/// The columns of `person_row`.
pub(crate) const PERSON_COLUMNS: [Column; 7] = [
    Column::new("Họ và tên"),
    Column::new("Xưng hô"),
    Column::new("Tên đăng nhập"),
    Column::new("Chức vụ"),
    Column::new("Lớp, tổ hoặc bộ phận"),
    Column::new("Kiêm nhiệm"),
    Column::new("Nơi kiêm nhiệm"),
];

/// Letters of a pasted list of a hundred people, with room.
const MAX_PASTE: usize = 20_000;

#[component]
pub fn StaffStepPage(
    around: Around,
    form: StaffForm,
    errors: FormErrors,
    told: Option<domain::refusal::Words>,
    organisation: Organisation,
) -> impl IntoView {
    let first = around.is_first();
    let people = form.rows.iter().filter(|row| !row.name.is_empty()).count();
    let wrong_rows = errors.rows();
    let wrong = told
        .map(|words| words.fact)
        .or_else(|| errors.of("all").map(|words| words.trim_end_matches('.').to_owned()))
        .or_else(|| (wrong_rows > 0).then(|| format!("{wrong_rows} dòng cần sửa")));
    let rows = form.rows.iter().enumerate().map(|(at, row)| person_row(at, row, &errors)).collect_view();
    view! {
        <StepPage around step=Step::Staff>
            <form method="post" action=paths::SETUP_STAFF>
                {enter_goes_on()}
                <h1>"Cán bộ"</h1>
                <p class="sub">"Mỗi người một dòng, dán từ Excel cũng được. Mật khẩu ban đầu do máy đặt, in ra ở bước cuối."</p>
                {refused(wrong, &format!("{people} dòng đã điền vẫn còn nguyên."))}
                {items(&organisation)}
                <Table class="grid people" columns=&PERSON_COLUMNS caption=Caption::Shown(format!("{people} người"))>
                    <tbody>{rows}</tbody>
                </Table>
                <div class="btns">
                    <button class="btn" name="do" value="them" formnovalidate><Icon name="plus"/>"Thêm 5 dòng"</button>
                    <span class="quiet">"Tên đăng nhập để trống thì máy đặt. Xóa trống một dòng là bỏ dòng đó."</span>
                </div>
                <TextAreaField id="dan" class="narrow" label="Dán từ Excel" rows=5 max_length=MAX_PASTE errors=&errors
                    hint="Mỗi người một dòng, theo thứ tự cột: họ tên, cô hoặc thầy, chức vụ, lớp hoặc tổ; thêm chức vụ và nơi kiêm nhiệm ở hai cột sau, nếu có.">
                    <div class="btns"><button class="btn" name="do" value="dan" formnovalidate><Icon name="plus"/>"Thêm vào bảng"</button></div>
                </TextAreaField>
                {foot(first, Step::Staff, "Lưu cán bộ")}
            </form>
        </StepPage>
    }
}

/// One person; the page of an open school has the same fields.
pub(crate) fn person_row(at: usize, row: &StaffRow, errors: &FormErrors) -> impl IntoView + use<> {
    let calls = [Honorific::Co, Honorific::Thay].map(|one| (one.code(), one.word()));
    let posts: Vec<(&str, &str)> =
        [("", "Chọn chức vụ")].into_iter().chain(Post::ALL.map(|post| (post.code(), post.words()))).collect();
    let more: Vec<(&str, &str)> =
        [("", "Không kiêm")].into_iter().chain(Post::ALL.map(|post| (post.code(), post.words()))).collect();
    let bad = !errors.of_row(at).is_empty();
    view! {
        <tr class=bad.then_some("bad")>
            <td class="name">
                {(!row.id.is_empty()).then(|| view! { <input type="hidden" name=format!("i{at}") value=row.id.clone()/> })}
                <Cell prefix="n" row=at label="Họ và tên" value=row.name.clone() errors/>
            </td>
            <td class="tight">{select_cell("g", at, "Xưng hô", &calls, &row.honorific, errors)}</td>
            <td class="short user"><Cell prefix="u" row=at label="Tên đăng nhập" value=row.username.clone() errors small=true/></td>
            <td class="post">{select_cell("p", at, "Chức vụ", &posts, &row.position, errors)}</td>
            <td><Cell prefix="w" row=at label="Lớp, tổ hoặc bộ phận" value=row.place.clone() errors list="noi"/></td>
            <td class="post">{select_cell("q", at, "Kiêm nhiệm", &more, &row.position_2, errors)}</td>
            <td><Cell prefix="x" row=at label="Nơi kiêm nhiệm" value=row.place_2.clone() errors list="noi"/></td>
        </tr>
        {row_errors(at, 7, errors)}
    }
}

/// Suggestions for the places; words of one's own are read all the same.
pub(crate) fn items(organisation: &Organisation) -> impl IntoView + use<> {
    let classes = organisation.open_classes().map(|one| one.name.clone());
    let departments = organisation.departments.iter().map(|one| one.name.clone());
    let sections = organisation.sections.iter().map(|one| one.name.clone());
    view! {
        <datalist id="noi">
            {classes.chain(departments).chain(sections).map(|name| view! { <option value=name></option> }).collect_view()}
        </datalist>
    }
}
