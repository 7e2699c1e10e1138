//! Step 4: everybody who works at the school, typed or pasted from Excel.

use domain::{forms::FormErrors, people::Organisation, setup::Step, staff::StaffForm};
use leptos::prelude::*;

use super::{Around, StepPage, foot};
use crate::{
    paths,
    staff_row::{LIST_FILES, MAX_PASTE, STAFF_COLUMNS, staff_row, workplaces},
    ui::{Caption, FileField, Icon, Table, TextAreaField, enter_goes_on, refused},
};

#[component]
pub fn StaffStepPage(
    around: Around,
    form: StaffForm,
    errors: FormErrors,
    refusal: Option<domain::refusal::Words>,
    organisation: Organisation,
) -> impl IntoView {
    let first = around.is_first();
    let people = form.rows.iter().filter(|row| !row.name.is_empty()).count();
    let wrong_rows = errors.rows();
    let wrong = refusal
        .map(|words| words.fact)
        .or_else(|| errors.of("all").map(|words| words.trim_end_matches('.').to_owned()))
        .or_else(|| (wrong_rows > 0).then(|| format!("{wrong_rows} dòng cần sửa")));
    let rows = form.rows.iter().enumerate().map(|(at, row)| staff_row(at, row, &errors)).collect_view();
    view! {
        <StepPage around step=Step::Staff>
            <form method="post" action=paths::SETUP_STAFF>
                {enter_goes_on()}
                <h1>"Cán bộ"</h1>
                <p class="sub">"Mỗi người một dòng, dán từ Excel cũng được. Mật khẩu ban đầu do máy đặt, in ra ở bước cuối."</p>
                {refused(wrong, &format!("{people} dòng đã điền vẫn còn nguyên."))}
                {workplaces(&organisation)}
                <Table class="grid people" columns=&STAFF_COLUMNS caption=Caption::Shown(format!("{people} người"))>
                    <tbody>{rows}</tbody>
                </Table>
                <div class="btns">
                    <button class="btn" name="do" value="add" formnovalidate><Icon name="plus"/>"Thêm 5 dòng"</button>
                    <span class="quiet">"Tên đăng nhập để trống thì máy đặt. Xóa trống một dòng là bỏ dòng đó."</span>
                </div>
                <TextAreaField id="paste" class="narrow" label="Dán từ Excel" rows=5 max_length=MAX_PASTE errors=&errors
                    hint="Chọn cả bảng trong Excel, kể cả dòng tên cột (Họ và tên, Ngày sinh, Giới tính, Chức vụ, Tổ, Lớp, Điện thoại), \
                          chép rồi dán vào đây. Không có dòng tên cột thì theo thứ tự: họ tên, cô hoặc thầy, chức vụ, lớp hoặc tổ.">
                    <div class="btns">
                        <button class="btn" name="do" value="paste" formnovalidate><Icon name="plus"/>"Thêm vào bảng"</button>
                    </div>
                </TextAreaField>
                {foot(first, Step::Staff, "Lưu cán bộ")}
            </form>
            <form method="post" action=paths::SETUP_STAFF_FILE enctype="multipart/form-data" class="stack narrow">
                <FileField id="tep" name="list" label="Hoặc chọn tệp Excel" accept=LIST_FILES required=true errors=&errors>
                    "Lưu bảng trên trước, nếu đã sửa. Người trong tệp hiện thêm vào bảng để xem rồi mới lưu; của ngày sinh chỉ giữ năm."
                </FileField>
                <div class="btns"><button class="btn"><Icon name="upload"/>"Đọc tệp"</button></div>
            </form>
        </StepPage>
    }
}
