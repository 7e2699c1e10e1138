//! "/nam-hoc": the numbered weeks with their dates, the days off, and what is due when.

mod history;

use std::iter;

use domain::{
    calendar::Semester,
    school_year::{DayKind, DueLine, YearDay, YearPage, YearRow},
    vietnamese,
};
use leptos::prelude::*;

pub use history::{CalendarHistoryPage, CalendarHistoryView};

use crate::{
    calendar::{WEEKDAYS, warnings},
    ended_years::links,
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{Caption, Column, Hidden, PrintButton, Table},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct SchoolYearView {
    pub year: YearPage,
    /// The viewer may change the calendar.
    pub may_change: bool,
    /// The viewer may declare that the school is shut.
    pub may_shut: bool,
    /// The name of the year, where it is over and looked back at.
    pub looks_back: Option<String>,
    /// The names of the years that are over, the last one first.
    pub ended: Vec<String>,
}

#[component]
pub fn SchoolYearPage(viewer: Viewer, page: SchoolYearView) -> impl IntoView {
    let SchoolYearView { year, may_change, may_shut, looks_back, ended } = page;
    let [history, closures, absences, books] = [paths::CALENDAR_HISTORY, paths::CLOSURES, paths::ABSENCES, paths::YEAR_BOOKS]
        .map(|page| paths::in_year(page, looks_back.as_deref()));
    let no_year_is_over = ended.is_empty();
    let ended = ended_years(&viewer, &ended);
    let now = year.rows.iter().find(|row| row.now).map(|row| row.label.clone());
    let (week, about) = (Column::new("Tuần"), Column::new("Hạn nộp và ngày nghỉ"));
    let columns: Vec<Column> = iter::once(week).chain(WEEKDAYS).chain(iter::once(about)).collect();
    let title = format!("Năm học {}", vietnamese::school_year(&year.name));
    view! {
        <Page viewer=Some(viewer) here=NavItem::SchoolYear>
            <main id="noi-dung" class="sheet" tabindex="-1">
                <header class="head cols">
                    <p class="when">
                        <span>"Hôm nay"</span>" "<b>{vietnamese::weekday_and_date(year.today)}</b>" "<span>{now}</span>
                    </p>
                    <div>
                        <div class="lead">
                            <h1>{title}</h1>
                            <div class="btns">
                                {may_shut.then(|| view! { <a class="btn" href=paths::DECLARE_CLOSURE>"Báo nghỉ đột xuất"</a> })}
                                {may_change.then(|| view! { <a class="btn" href=paths::CALENDAR>"Sửa lịch"</a> })}
                                <PrintButton/>
                            </div>
                        </div>
                        <p class="sub">{year.weeks}" tuần, "{vietnamese::from_to(year.span)}"."</p>
                        {(!no_year_is_over).then(|| view! {
                            <p class="way scr"><a href="#g-da-ket-thuc">"Năm học đã kết thúc"</a></p>
                        })}
                        // What the calendar should make somebody look at twice is of use to whoever can change it.
                        {may_change.then(|| warnings(&year.warnings))}
                        <ul class="key calendar-key" aria-label="Chú giải">
                            <li><i class="due"></i>"Có hạn nộp"</li><li><i class="off"></i>"Nghỉ"</li>
                            <li><i class="shut"></i>"Nghỉ đột xuất"</li>
                            <li><i class="makeup"></i>"Làm bù"</li>
                            <li><i class="end"></i>"Không làm việc"</li>
                        </ul>
                    </div>
                </header>
                <Table class="calendar" columns=&columns caption=Caption::Spoken("Tuần học, ngày nghỉ và hạn nộp".to_owned())>
                    {semesters(&year)}
                </Table>
                <section class="cols" id="dieu-9" aria-labelledby="d9">
                    <p class="when"></p>
                    <div>
                        <h2 id="d9">"Hạn nộp tính theo Điều 9 của Quy chế thế nào"</h2>
                        <p>
                            "Kế hoạch giáo dục học kỳ I: ngày làm việc cuối tuần 1; học kỳ II: ngày làm việc cuối tuần 18. Giáo án \
                             và kế hoạch tuần: chiều thứ Sáu của tuần trước khi dạy. Ngày nghỉ biết trước thì hạn dời sớm về ngày \
                             làm việc liền trước; nghỉ đột xuất thì hạn dời sang ngày làm việc kế tiếp."
                        </p>
                        <p class="way"><a href=closures>"Các lần nghỉ đột xuất trong năm"</a></p>
                        <p class="way"><a href=absences>"Nghỉ và người làm thay"</a></p>
                        <p class="way"><a href=books>"Sổ hồ sơ điện tử cuối năm của từng lớp"</a></p>
                        <p class="way"><a href=history>"Lịch và quy định đã sửa những gì, khi nào, theo văn bản nào"</a></p>
                    </div>
                </section>
                {ended}
            </main>
        </Page>
    }
}

/// The years that are over, each with what the viewer may look back at in it.
fn ended_years(viewer: &Viewer, ended: &[String]) -> Option<impl IntoView + use<>> {
    let pages = viewer.pages_of_year();
    let one = |name: &String| view! { <li><b>{vietnamese::school_year(name)}</b>{links(&pages, name)}</li> };
    let years = ended.iter().map(one).collect_view();
    (!ended.is_empty()).then(|| {
        view! {
            <section class="cols" aria-labelledby="g-da-ket-thuc">
                <p class="when"></p>
                <div>
                    <h2 id="g-da-ket-thuc">"Xem lại năm học đã kết thúc"</h2>
                    <ul class="ended-years">{years}</ul>
                </div>
            </section>
        }
    })
}

/// A weeks' group for each semester; weeks without number stand with the semester they lie in.
fn semesters(year: &YearPage) -> impl IntoView + use<> {
    year.semesters
        .iter()
        .enumerate()
        .map(|(at, (semester, span))| {
            let end = year.semesters.get(at + 1).map_or(year.span.to, |(_, next)| next.from - chrono::Days::new(1));
            let rows: Vec<&YearRow> = year.rows.iter().filter(|row| row.span.from >= span.from && row.span.from <= end).collect();
            let count = rows.iter().filter(|row| row.number.is_some()).count();
            let class = if *semester == Semester::Second { "grp hk2" } else { "grp" };
            view! {
                <tbody>
                    <tr class=class><th scope="rowgroup" colspan="9">
                        {vietnamese::capitalised(semester.shown())}<small>{count}" tuần, "{vietnamese::from_to(*span)}</small>
                    </th></tr>
                    {rows.into_iter().map(row).collect_view()}
                </tbody>
            }
        })
        .collect_view()
}

fn row(row: &YearRow) -> impl IntoView + use<> {
    let class = match (row.now, row.number) {
        (true, _) => "now",
        (_, None) => "gap",
        _ => "",
    };
    let special = row
        .special
        .iter()
        .map(|(span, name)| {
            let days = if span.from == span.to {
                format!("{} {}", vietnamese::weekday(span.from), vietnamese::day_month(span.from))
            } else {
                format!("{}–{}", vietnamese::day_month(span.from), vietnamese::day_month(span.to))
            };
            view! { <p class="what-day">{vietnamese::capitalised(&days)}": "{name.clone()}</p> }
        })
        .collect_view();
    let last = row.days.iter().rev().find(|day| day.kind != DayKind::NotWorked).map_or(row.span.to, |day| day.day);
    view! {
        <tr class=class aria-current=row.now.then_some("date")>
            <th scope="row"><b>{row.label.clone()}</b>" "{vietnamese::day_month(row.span.from)}"–"{vietnamese::day_month(last)}</th>
            {row.days.iter().map(day).collect_view()}
            <td>
                {row.practice.then(|| view! { <p>"Tuần tập dượt, không tính."</p> })}
                {due_lines(&row.due)}
                {special}
            </td>
        </tr>
    }
}

fn day(day: &YearDay) -> impl IntoView + use<> {
    let (class, said) = match &day.kind {
        DayKind::Taught => ("taught", None),
        DayKind::Off(name) => ("off", Some(name.clone())),
        DayKind::Closed(name) => ("shut", Some(name.clone())),
        DayKind::Makeup(name) => ("makeup", Some(name.clone())),
        DayKind::NotWorked => ("end", None),
    };
    let number = chrono::Datelike::day(&day.day);
    let label = if number == 1 { format!("1/{}", chrono::Datelike::month(&day.day)) } else { number.to_string() };
    let said = said.map(|words| view! { <Hidden words=format!(", {words}")/> });
    if day.due {
        view! { <td class="d due"><b>{label}<Hidden words=", có hạn"/>{said}</b></td> }.into_any()
    } else {
        view! { <td class=format!("d {class}")>{label}{said}</td> }.into_any()
    }
}

fn due_lines(lines: &[DueLine]) -> impl IntoView + use<> {
    lines
        .iter()
        .map(|line| {
            view! {
                <p>
                    <b>{vietnamese::capitalised(vietnamese::weekday(line.day))}" "{vietnamese::day_month(line.day)}": "</b>
                    {line.records.clone()}
                    {line.moved.clone().map(|moved| view! { " "<span class="moved">"· "{moved}</span> })}
                </p>
            }
        })
        .collect_view()
}
