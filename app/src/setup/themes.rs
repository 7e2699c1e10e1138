//! "/cai-dat/chu-de": the themes of the school year, each a span of numbered weeks.

use domain::{
    calendar::SchoolCalendar,
    forms::FormErrors,
    school_years::WhichYear,
    themes::{ThemeRow, ThemesForm},
    vietnamese,
};
use leptos::prelude::*;

use super::{SettingPage, back_of, of_next, setting_foot};
use crate::{
    layout::Viewer,
    moved_days::{LookedAt, looked_at},
    paths,
    ui::{Caption, Cell, Column, HiddenField, Icon, Table, enter_goes_on, refused, row_errors},
};

const THEMES: [Column; 4] = [Column::new("Tên chủ đề"), Column::new("Từ tuần"), Column::new("Đến tuần"), Column::new("Ngày")];

/// What saving themes has done.
const FOLLOWED: &str = "Kế hoạch chủ đề của các lớp đã theo danh sách mới; hồ sơ đã nộp giữ nguyên kết quả, hoặc tốt hơn.";

#[derive(Clone, Debug)]
pub struct ThemesView {
    pub which: WhichYear,
    pub form: ThemesForm,
    pub errors: FormErrors,
    pub saved: bool,
    /// What the form would move or take from what is owed, before it is done.
    pub looked: Option<LookedAt>,
}

#[component]
pub fn ThemesPage(viewer: Viewer, page: ThemesView, calendar: SchoolCalendar) -> impl IntoView {
    let ThemesView { which, form, errors, saved, looked } = page;
    let weeks = calendar.teaching_weeks().len();
    let title = of_next("Chủ đề", which, calendar.school_year());
    let (wrong, advice) = match errors.of("all") {
        Some(words) => (
            Some(words.trim_end_matches('.').to_owned()),
            "Chủ đề mới đã thêm vào cuối bảng. Xem lại rồi lưu, những gì đã điền vẫn còn nguyên.",
        ),
        None => (
            (errors.rows() > 0).then(|| format!("{} dòng cần sửa", errors.rows())),
            "Sửa những ô có viền đỏ rồi gửi lại, các ô khác vẫn còn nguyên.",
        ),
    };
    let rows = form.rows.iter().enumerate().map(|(at, row)| theme_row(at, row, &calendar, &errors)).collect_view();
    view! {
        <SettingPage viewer saved=saved.then(|| FOLLOWED.to_owned())>
            <form method="post" action=paths::of_year(paths::THEMES, which)>
                {enter_goes_on()}
                <h1>{title}</h1>
                <p class="sub">"Mỗi chủ đề gồm những tuần liền nhau. Kế hoạch chủ đề của từng lớp tính theo danh sách này."</p>
                {refused(wrong, advice)}
                {looked.as_ref().map(looked_at)}
                <Table class="grid people themes" columns=&THEMES caption=Caption::Spoken("Chủ đề của năm học".to_owned())>
                    <tbody>{rows}</tbody>
                </Table>
                <div class="btns">
                    <button class="btn" name="do" value="add" formnovalidate><Icon name="plus"/>"Thêm chủ đề"</button>
                    <button class="btn" name="do" value="preview" formnovalidate>"Xem ngày"</button>
                    <span class="quiet">"Năm học có "{weeks}" tuần. Xóa trống một dòng là bỏ chủ đề đó."</span>
                </div>
                {setting_foot("Lưu chủ đề", back_of(paths::SETTINGS, which))}
            </form>
        </SettingPage>
    }
}

fn theme_row(at: usize, row: &ThemeRow, calendar: &SchoolCalendar, errors: &FormErrors) -> impl IntoView + use<> {
    let bad = !errors.of_row(at).is_empty();
    let days = row.span(calendar).map(vietnamese::days);
    view! {
        <tr class=bad.then_some("bad")>
            <td class="name">
                {(!row.id.is_empty()).then(|| view! { <HiddenField name=format!("i{at}") value=row.id.clone()/> })}
                <Cell prefix="n" row=at label="Tên chủ đề" value=row.name.clone() errors/>
            </td>
            <td class="tight"><Cell prefix="f" row=at label="Từ tuần" value=row.from.clone() errors date=true/></td>
            <td class="tight"><Cell prefix="t" row=at label="Đến tuần" value=row.through.clone() errors date=true/></td>
            <td class="quiet days-of">{days}</td>
        </tr>
        {row_errors(at, 4, errors)}
    }
}
