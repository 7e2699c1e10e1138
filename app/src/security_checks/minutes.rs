//! "/kiem-tra-tai-khoan/…/in": the minutes of a check, as they are printed (form after Nghị định 30/2020).

use domain::{
    days::{Timestamp, day_of},
    security_checks::{CheckTold, FindingTold, FollowUp},
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    papers::{above_paper, moment, paper_head, recipients, signature},
    paths,
    ui::{Caption, Column, Table},
};

const COLUMNS: [Column; 4] =
    [Column::new("Điều đã thấy"), Column::new("Tài khoản"), Column::new("Xử lý"), Column::new("Kết quả đến lúc in")];

/// All that the paper tells.
#[derive(Clone, Debug)]
pub struct CheckMinutesView {
    pub school: String,
    pub check: CheckTold,
    pub now: Timestamp,
}

#[component]
pub fn CheckMinutesPage(viewer: Viewer, page: CheckMinutesView) -> impl IntoView {
    let back = (paths::security_check(page.check.id), format!("Lần kiểm tra số {}", page.check.number));
    view! {
        <Page viewer=Some(viewer) here=NavItem::Staff>
            <main id="noi-dung" class="sheet person lock-order" tabindex="-1">
                {above_paper(back, "Biên bản kiểm tra bảo mật tài khoản", "In biên bản")}
                {paper(&page)}
            </main>
        </Page>
    }
}

fn paper(page: &CheckMinutesView) -> impl IntoView + use<> {
    let check = &page.check;
    let row = |name: &'static str, words: String| view! { <tr><th scope="row">{name}</th><td>{words}</td></tr> };
    // The number is the school's own register's.
    let head = paper_head(&page.school, "Số: ……/BB-…".to_owned(), Some(day_of(check.at)));
    let found = match check.findings.len() {
        0 => "Không thấy điều gì cần xử lý.".to_owned(),
        found => format!("{found} điều, ghi ở bảng dưới đây như lúc kiểm tra."),
    };
    let note = (!check.note.is_empty()).then(|| row("Ghi chú", check.note.clone()));
    let table = (!check.findings.is_empty()).then(|| {
        let lines = check.findings.iter().map(line).collect_view();
        view! {
            <Table class="as-files paper-findings" columns=&COLUMNS caption=Caption::Spoken("Những điều đã thấy".to_owned())>
                <tbody>{lines}</tbody>
            </Table>
        }
    });
    let to = ["Hiệu trưởng", "Tổ quản lý phần mềm", "Lưu: VT"].map(str::to_owned);
    view! {
        <article class="school-paper approval-sheet">
            {head}
            <h2 class="paper-title">"BIÊN BẢN KIỂM TRA BẢO MẬT TÀI KHOẢN"</h2>
            <p class="as-title">{format!("Lần kiểm tra số {} (Điều 3b, 4a của Quy chế)", check.number)}</p>
            <table class="as-facts"><tbody>
                {row("Người kiểm tra", format!("{}, {}", check.by, check.titles))}
                {row("Lúc", moment(check.at))}
                {row("Kết quả", found)}
                {note}
            </tbody></table>
            {table}
            <p class="as-how">
                "Hai tài khoản trên một máy là dấu hiệu để hỏi, không phải bằng chứng. Biên bản không ghi mật khẩu và địa chỉ máy. \
                 In từ hệ thống lúc "{moment(page.now)}"."
            </p>
            <footer class="as-foot">
                {recipients(&to)}
                {signature(&["Người kiểm tra"], Some(format!("Ghi lúc {}", moment(check.at))), check.by.clone(), None)}
            </footer>
        </article>
    }
}

fn line(one: &FindingTold) -> impl IntoView + use<> {
    let assigned = one.assigned.clone().unwrap_or_else(|| "Không cần xử lý".to_owned());
    let assigned = if one.note.is_empty() { assigned } else { format!("{assigned}. {}", one.note) };
    let result = match (&one.mended, one.stands) {
        (Some(mended), _) => mended.clone(),
        (None, FollowUp::Noted | FollowUp::Mended { .. }) => String::new(),
        (None, FollowUp::Gone) => "Sự việc không còn.".to_owned(),
        (None, FollowUp::Open) => "Đang chờ xử lý.".to_owned(),
        (None, FollowUp::Overdue { days }) => format!("Quá hạn {days} ngày."),
    };
    view! {
        <tr>
            <td>{format!("{}. {}", one.kind, one.fact)}</td>
            <td data-head="Tài khoản">{one.who.clone()}</td>
            <td data-head="Xử lý">{assigned}</td>
            <td data-head="Kết quả đến lúc in">{result}</td>
        </tr>
    }
}
