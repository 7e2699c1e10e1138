//! Step 3: departments, each with its classes or sections.

use domain::{forms::FormErrors, people::DepartmentKind, setup::Step, units::UnitsForm};
use leptos::prelude::*;

use super::{Around, StepPage, foot};
use crate::{
    paths,
    ui::{Cell, Column, HiddenField, Icon, Table, enter_goes_on, refused, row_errors, select_cell},
};

const UNITS: [Column; 3] = [Column::new("Tên tổ"), Column::new("Loại tổ"), Column::new("Lớp, nhóm hoặc bộ phận")];

/// `refusal`: why a sound form was not saved.
#[component]
pub fn UnitsPage(around: Around, form: UnitsForm, errors: FormErrors, refusal: Option<domain::refusal::Words>) -> impl IntoView {
    let first = around.is_first();
    let (departments, classes, sections) = form.counts();
    let kinds = DepartmentKind::ALL.map(|kind| (kind.code(), kind.words()));
    let wrong = refusal.map(|words| words.fact).or_else(|| (!errors.is_empty()).then(|| format!("{} dòng cần sửa", errors.rows())));
    let rows = form
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let bad = !errors.of_row(at).is_empty();
            let errors = &errors;
            view! {
                <tr class=bad.then_some("bad")>
                    <td>
                        {(!row.id.is_empty()).then(|| view! { <HiddenField name=format!("i{at}") value=row.id.clone()/> })}
                        <Cell prefix="d" row=at label="Tên tổ" value=row.name.clone() errors/>
                    </td>
                    <td>{select_cell("k", at, "Loại tổ", &kinds, &row.kind, errors)}</td>
                    <td><Cell prefix="c" row=at label="Lớp, nhóm hoặc bộ phận" value=row.units.clone() errors/></td>
                </tr>
                {row_errors(at, 3, errors)}
            }
        })
        .collect_view();
    view! {
        <StepPage around step=Step::Units>
            <form method="post" action=paths::UNITS>
                {enter_goes_on()}
                <h1>"Tổ và lớp"</h1>
                <p class="sub">
                    "Mỗi tổ một dòng. Lớp viết cách nhau bằng dấu phẩy; tổ văn phòng thì viết bộ phận: Kế toán, Y tế, Văn thư."
                </p>
                {refused(wrong, "Sửa những ô có viền đỏ rồi gửi lại, các ô khác vẫn còn nguyên.")}
                <Table class="grid people" columns=&UNITS>
                    <tbody>{rows}</tbody>
                </Table>
                <div class="btns">
                    <button class="btn" name="do" value="add" formnovalidate><Icon name="plus"/>"Thêm tổ"</button>
                    <span class="quiet">
                        {departments}" tổ, "{classes}" lớp, "{sections}" bộ phận. Xóa trống một dòng là bỏ tổ đó."
                    </span>
                </div>
                {foot(first, Step::Units, "Lưu tổ và lớp")}
            </form>
        </StepPage>
    }
}
