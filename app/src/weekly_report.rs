//! "/bang-theo-doi/bao-cao-tuan": the report on a week, as it is printed and signed (form after Nghị định 30/2020).

use chrono::NaiveDate;
use domain::{
    days::{Span, day_of},
    log::AnchorCode,
    obligations::{Counts, Standing},
    record_list::{RecordLine, counts_sentence},
    vietnamese,
    weekly_report::WeeklyReport,
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    papers::{above_paper, moment, paper_head, recipients, signature},
    paths,
    ui::{Caption, Column, FilterField, HiddenField, Table},
};

const FIGURES: [Column; 9] = [
    Column::new("Tổ, lớp"),
    Column::new("Phải nộp"),
    Column::new("Đúng hạn"),
    Column::new("Nộp muộn"),
    Column::new("Muộn có lý do"),
    Column::new("Quá hạn"),
    Column::new("Chưa đến hạn"),
    Column::new("Miễn"),
    Column::new("Tỷ lệ đúng hạn"),
];

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct WeeklyReportView {
    pub report: WeeklyReport,
    /// Number and words of each week that can be chosen.
    pub weeks: Vec<(String, String)>,
    /// The name of the school year, where it is over and looked back at.
    pub year: Option<String>,
    /// Of the end of the log: so the paper bears witness to all that came before it.
    pub anchor: Option<AnchorCode>,
}

#[component]
pub fn WeeklyReportPage(viewer: Viewer, page: WeeklyReportView) -> impl IntoView {
    let back = (paths::in_year(paths::DASHBOARD, page.year.as_deref()), "Bảng theo dõi".to_owned());
    view! {
        <Page viewer=Some(viewer) here=NavItem::Dashboard>
            <main id="noi-dung" class="sheet person lock-order" tabindex="-1">
                {above_paper(back, "Báo cáo tuần", "In báo cáo")}
                {choice(&page)}
                {paper(&page)}
            </main>
        </Page>
    }
}

/// Another week; not on paper.
fn choice(page: &WeeklyReportView) -> impl IntoView + use<> {
    let chosen = Some(page.report.week.number.to_string());
    view! {
        <div class="cols scr"><p class="when"></p>
        <form class="filters" method="get" action=paths::WEEKLY_REPORT aria-label="Chọn tuần">
            {page.year.clone().map(|year| view! { <HiddenField name="nam" value=year/> })}
            <FilterField id="tuan" label="Tuần" all="Tuần gần nhất" options=page.weeks.clone() chosen/>
            <button class="btn">"Xem"</button>
        </form>
        </div>
    }
}

fn paper(page: &WeeklyReportView) -> impl IntoView + use<> {
    let report = &page.report;
    let days = vietnamese::from_to(Span::new(report.week.monday, report.week.last_day));
    let whose = (!report.departments.is_empty()).then(|| view! { <p class="as-title">{report.departments.join(", ")}</p> });
    let anchor = page.anchor.map(|anchor| {
        view! { " Mã nhật ký: "<b class="num">{anchor.to_string()}</b>"; ai sửa nhật ký về sau thì nhật ký không còn khớp mã này." }
    });
    let to = ["Các tổ chuyên môn, bộ phận (để thực hiện)", "Lưu: VT, HSCM"].map(str::to_owned);
    view! {
        <article class="school-paper approval-sheet">
            {paper_head(&report.school, "Số: ……/BC-…".to_owned(), Some(day_of(report.as_of)))}
            <h2 class="paper-title">"BÁO CÁO"</h2>
            <p class="as-title">{format!("Tình hình nộp và duyệt hồ sơ điện tử tuần {} ({days})", report.week.number)}</p>
            {whose}
            <p class="paper-words">
                {format!("Thực hiện Quy chế quản lý, sử dụng hồ sơ điện tử của nhà trường, {} báo cáo tình hình nộp và duyệt hồ sơ điện \
                    tử tuần {}, {}, năm học {} như sau:", report.school, report.week.number, report.semester.shown(),
                    report.school_year)}
            </p>
            <h3>"1. Kết quả nộp hồ sơ"</h3>
            <p class="paper-words">{handed_in_words(report)}</p>
            {figures(report)}
            {lines("Hồ sơ còn thiếu:", &report.missing, missing_line)}
            {lines("Hồ sơ nộp muộn:", &report.handed_in_late, late_line)}
            <h3>"2. Kết quả duyệt hồ sơ"</h3>
            <p class="paper-words">{review_words(report)}</p>
            <h3>"3. Khóa, mở, bổ sung, gia hạn"</h3>
            {changes(report)}
            <p class="as-how">
                "Số liệu như Bảng theo dõi lúc in, "{moment(report.as_of)}"."{anchor}
            </p>
            <footer class="as-foot">
                {recipients(&to)}
                {report.author.clone().map(|author| signature(&["Người lập báo cáo"], None, author, None))}
                {signature(&["Hiệu trưởng"], None, report.principal.clone(), None)}
            </footer>
        </article>
    }
}

fn handed_in_words(report: &WeeklyReport) -> String {
    let total = &report.total;
    let exempt = match total.exempt {
        0 => String::new(),
        exempt => format!(", được miễn {exempt} hồ sơ"),
    };
    let counted = vietnamese::with_small_beginning(&counts_sentence(total));
    let late = report.late.words().map(|words| format!(" {}.", vietnamese::capitalised(&words))).unwrap_or_default();
    format!("Phải nộp {} hồ sơ{exempt}. Đến {} {counted}.{late}", total.owed(), vietnamese::moment(report.as_of))
}

fn figures(report: &WeeklyReport) -> impl IntoView + use<> {
    let rows = report.rows.iter().map(|(name, counts)| row(name.clone(), counts)).collect_view();
    let total = row("Cộng".to_owned(), &report.total);
    view! {
        <Table class="as-files paper-figures" columns=&FIGURES caption=Caption::Spoken("Kết quả nộp theo tổ, lớp".to_owned())>
            <tbody>{rows}{total}</tbody>
        </Table>
    }
}

fn row(name: String, counts: &Counts) -> impl IntoView + use<> {
    let share = counts.on_time_share().map_or_else(|| "–".to_owned(), |share| format!("{share}%"));
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td data-head="Phải nộp">{counts.owed()}</td>
            <td data-head="Đúng hạn">{counts.on_time}</td>
            <td data-head="Nộp muộn">{counts.late}</td>
            <td data-head="Muộn có lý do">{counts.excused}</td>
            <td data-head="Quá hạn">{counts.overdue + counts.missed}</td>
            <td data-head="Chưa đến hạn">{counts.not_yet_due}</td>
            <td data-head="Miễn">{counts.exempt}</td>
            <td data-head="Tỷ lệ đúng hạn">{share}</td>
        </tr>
    }
}

/// A list under its words; nothing where there is none.
fn lines(words: &'static str, of: &[RecordLine], line: fn(&RecordLine) -> String) -> Option<impl IntoView + use<>> {
    list(words, of.iter().map(line).collect())
}

fn list(words: &'static str, lines: Vec<String>) -> Option<impl IntoView + use<>> {
    (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! { <p class="paper-words">{words}</p><ul class="paper-list">{lines}</ul> }
    })
}

fn missing_line(line: &RecordLine) -> String {
    let due = line.due.map(|due: NaiveDate| format!(", hạn {}", vietnamese::date(due))).unwrap_or_default();
    format!("{}: {}{due}", line.title, line.who)
}

fn late_line(line: &RecordLine) -> String {
    let at = line.handed_in_at.map(|at| format!(", nộp lúc {}", vietnamese::moment(at))).unwrap_or_default();
    let reason = match (line.standing, line.finding) {
        (Standing::Excused(_), _) => "có lý do",
        (_, Some(_)) => "không có lý do",
        (_, None) => "chưa xem xét lý do",
    };
    format!("{}: {}{at}, {reason}", line.title, line.who)
}

fn review_words(report: &WeeklyReport) -> String {
    let reviews = &report.reviews;
    if reviews.all() == 0 {
        return "Chưa có hồ sơ nào đã nộp mà phải duyệt.".to_owned();
    }
    let too_long = match reviews.too_long {
        0 => String::new(),
        too_long => format!(", trong đó {too_long} hồ sơ quá hạn duyệt"),
    };
    format!(
        "Đã duyệt {}/{} hồ sơ đã nộp phải duyệt, ban giám hiệu đã ký {} hồ sơ; trả lại để sửa {} hồ sơ; đang chờ duyệt {} hồ \
         sơ{too_long}.",
        reviews.approved,
        reviews.all(),
        report.signed,
        reviews.returned,
        reviews.waiting + reviews.too_long,
    )
}

fn changes(report: &WeeklyReport) -> impl IntoView + use<> {
    let nothing = report.orders.is_empty() && report.updates.is_empty() && report.extensions.is_empty() && report.by_update == 0;
    let by_update = (report.by_update > 0).then(|| {
        view! { <p class="paper-words">{format!("{} hồ sơ của tuần được nộp bổ sung sau khóa.", report.by_update)}</p> }
    });
    view! {
        {nothing.then(|| view! { <p class="paper-words">"Không có việc nào với hồ sơ của tuần."</p> })}
        {list("Lệnh khóa, mở:", report.orders.clone())}
        {by_update}
        {list("Bổ sung sau khóa:", report.updates.clone())}
        {list("Gia hạn:", report.extensions.clone())}
    }
}
