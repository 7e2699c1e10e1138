//! "/cai-dat/diem-truong": the places where the school has its classes.

use domain::{forms::FormErrors, settings::Setting, sites::SitesForm};
use leptos::prelude::*;

use super::{SettingPage, setting_foot};
use crate::{
    layout::Viewer,
    paths,
    ui::{Caption, Cell, Column, HiddenField, Icon, Table, enter_goes_on, refused, row_errors},
};

const SITES: [Column; 4] = [Column::new("Tên điểm trường"), Column::new("Tên gọn"), Column::new("Địa chỉ"), Column::new("Các lớp")];

const SAVED: &str = "Tên lớp, danh sách cán bộ, danh sách phân quyền và phiếu ghi theo điểm trường mới từ bây giờ.";

#[component]
pub fn SitesPage(viewer: Viewer, form: SitesForm, errors: FormErrors, saved: bool) -> impl IntoView {
    let (fact, advice) = match errors.of("all") {
        Some(advice) => ("Danh sách điểm trường vừa được người khác đổi".to_owned(), advice.to_owned()),
        None => {
            (format!("{} dòng cần sửa", errors.rows()), "Sửa những ô có viền đỏ rồi gửi lại, các ô khác vẫn còn nguyên.".to_owned())
        }
    };
    let wrong = (!errors.is_empty()).then_some(fact);
    let rows = form
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let (bad, errors) = (!errors.of_row(at).is_empty(), &errors);
            view! {
                <tr class=bad.then_some("bad")>
                    <td class="name">
                        {(!row.id.is_empty()).then(|| view! { <HiddenField name=format!("i{at}") value=row.id.clone()/> })}
                        <Cell prefix="n" row=at label="Tên điểm trường" value=row.name.clone() errors/>
                    </td>
                    <td><Cell prefix="s" row=at label="Tên gọn" value=row.short.clone() errors/></td>
                    <td><Cell prefix="a" row=at label="Địa chỉ" value=row.address.clone() errors/></td>
                    <td><Cell prefix="c" row=at label="Các lớp" value=row.classes.clone() errors/></td>
                </tr>
                {row_errors(at, 4, errors)}
            }
        })
        .collect_view();
    view! {
        <SettingPage viewer saved=saved.then(|| SAVED.to_owned())>
            <form method="post" action=paths::SITES>
                {enter_goes_on()}
                <h1>{Setting::Sites.title()}</h1>
                <p class="sub">
                    "Trường có nhiều điểm thì mỗi điểm một dòng, điểm chính ở dòng đầu. Lớp viết cách nhau bằng dấu phẩy; lớp không ghi ở \
                     đâu là ở điểm chính. Trường một nơi thì để trống."
                </p>
                {refused(wrong, &advice)}
                <HiddenField name="seen" value=form.seen.clone()/>
                <Table class="grid people" columns=&SITES caption=Caption::Spoken("Các điểm trường".to_owned())>
                    <tbody>{rows}</tbody>
                </Table>
                <div class="btns">
                    <button class="btn" name="do" value="add" formnovalidate><Icon name="plus"/>"Thêm điểm trường"</button>
                    <span class="quiet">"Xóa trống một dòng là bỏ điểm trường đó; lớp của nó về điểm chính."</span>
                </div>
                {setting_foot("Lưu điểm trường", paths::SETTINGS)}
            </form>
        </SettingPage>
    }
}
