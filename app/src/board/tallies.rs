//! Around the matrix: the figures of the week, the bars of the year, counts and shares by department, what has no due day.

use std::cmp::Ordering;

use chrono::NaiveDate;
use domain::{
    dashboard::{Dashboard, DueDay},
    days::local,
    obligations::Counts,
    record_list::StandingGroup,
    vietnamese,
};
use leptos::prelude::*;

use super::matrix::type_part;
use crate::ui::{Hidden, Shape};

/// The present week in large numbers.
pub fn figures(board: &Dashboard) -> impl IntoView + use<> {
    let counts = board.this_week;
    let head = match board.now {
        Some(number) => format!("Tuần {number}"),
        None => "Chưa vào tuần 1".to_owned(),
    };
    let week = board.now.and_then(|now| board.weeks.iter().find(|week| week.number == now));
    let mut about: Vec<String> = Vec::new();
    if let Some(week) = week {
        about.push(vietnamese::days(domain::days::Span::new(week.monday, week.last_day)));
    }
    let today = local(board.as_of).date();
    if let Some(due) = &board.usual_due {
        about.push(format!("phần lớn có hạn {}", due_words(due, today)));
    }
    if let Some((number, due)) = board.next_week.as_ref().map(|(number, _)| number).zip(board.next_due.as_ref()) {
        let (done, all) = (due.counts.handed_in(), due.counts.owed());
        about.push(format!("tuần {number}: đã nộp {done}/{all} hồ sơ có hạn {}", due_words(due, today)));
    }
    let share = |part: u32| if part == 0 { None } else { counts.share(part).map(|share| format!("{share}%")) };
    let one = move |part: u32, name: &'static str, words: &'static str| {
        let class = if name == "overdue" && part > 0 { "overdue" } else { "" };
        view! {
            <div>
                <dt><p class=format!("st {name}")><Shape name/>{words}</p></dt>
                <dd class=class>{part}{share(part).map(|share| view! { " "<small>{share}</small> })}</dd>
            </div>
        }
    };
    let overdue = board.total.overdue;
    let list = format!("/bang-theo-doi/danh-sach?tt={}{}", StandingGroup::Overdue.code(), type_part(board));
    view! {
        <div class="week"><h2>{head}</h2><p>{about.join(" · ")}</p></div>
        <div class="sums">
            <dl class="figures">
                <div><dt>"đã nộp"</dt><dd>{counts.handed_in()}<span class="of">"/"{counts.owed()}</span>{share(counts.handed_in()).map(|share| view! { " "<small>{share}</small> })}</dd></div>
                {one(counts.on_time, "on-time", "Đúng hạn")}
                {one(counts.late, "late", "Nộp muộn")}
                {one(counts.overdue, "overdue", "Quá hạn")}
                {one(counts.not_yet_due, "not-due", "Chưa đến hạn")}
                <div><dt><p class="st exempt"><Shape name="exempt"/>"Miễn"</p></dt><dd>{counts.exempt}</dd></div>
            </dl>
            {(overdue > 0).then(|| view! {
                <p class="heed"><b>"Cần để ý: "</b>{overdue}" hồ sơ quá hạn trong "{board.term.in_sentence()}". "<a href=list>"Xem danh sách"</a></p>
            })}
        </div>
    }
}

/// On a Friday two weeks are spoken of: the one whose day has passed, and the one that is due today.
fn due_words(due: &DueDay, today: NaiveDate) -> String {
    let words = vietnamese::weekday_and_date(due.day);
    match due.day.cmp(&today) {
        Ordering::Less => format!("{words}, đã qua"),
        Ordering::Equal if due.counts.overdue > 0 => format!("hôm nay, {words}, đã qua giờ"),
        Ordering::Equal => format!("hôm nay, {words}"),
        Ordering::Greater => words,
    }
}

/// What bars and numbers mean.
pub fn key() -> impl IntoView {
    let one = |class: &'static str, words: &'static str| {
        view! { <li><svg class="bars" aria-hidden="true"><rect class=class width="100%"></rect></svg>{words}</li> }
    };
    view! {
        <ul class="key" aria-label="Chú giải">
            {one("ok", "Đúng hạn")}{one("la", "Nộp muộn")}{one("ov", "Quá hạn")}{one("ex", "Miễn")}{one("to", "Chưa đến hạn")}
            <li>"8/8 = đã nộp / phải nộp"</li>
        </ul>
    }
}

/// A bar for each week of the year, with its number, readable as a table.
pub fn year_strip(board: &Dashboard) -> impl IntoView + use<> {
    let count = board.year.len();
    let rows = board
        .year
        .iter()
        .map(|bar| {
            let class = match (board.now == Some(bar.number), bar.share, bar.opens_semester_2) {
                (true, _, _) => "now",
                (_, None, true) => "todo hk2",
                (_, None, false) => "todo",
                (_, _, true) => "hk2",
                _ => "",
            };
            let height = bar.share.map_or(2, |share| share / 2);
            view! {
                <tr role="row" class=class>
                    <th role="rowheader" scope="row"><Hidden words="Tuần "/>{bar.number}</th>
                    <td role="cell">
                        {bar.share.map_or_else(|| view! { <Hidden words="chưa có"/> }.into_any(), |share| share.into_any())}
                        <svg aria-hidden="true"><rect width="16" height=height y=50 - height></rect></svg>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="part strip" aria-labelledby="nam">
            <div>
                <h2 id="nam">"Cả năm, "{count}" tuần"</h2>
                <p>"Phần trăm nộp đúng hạn"{if board.whole_school { " của toàn trường" } else { " của tổ" }}". Vạch đứt: sang học kỳ II."</p>
            </div>
            <div class="scroll" role="region" aria-label="Biểu đồ cả năm" tabindex="0">
                <table class="year" role="table">
                    <caption class="vh">"Phần trăm nộp đúng hạn theo tuần"</caption>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

/// Counts and shares by department, over the weeks that are shown.
pub fn tally(board: &Dashboard) -> impl IntoView + use<> {
    let rows = board
        .rows
        .iter()
        .map(|row| {
            let mut total = Counts::default();
            row.cells.iter().for_each(|counts| total.add(*counts));
            tally_row(row.name.clone(), &total)
        })
        .collect_view();
    let title = format!("Số và phần trăm theo tổ, {}", board.term.in_sentence());
    view! {
        <section class="part" aria-labelledby="tong">
            <h2 id="tong">{title}</h2>
            <div class="scroll" role="region" aria-label="Bảng số và phần trăm" tabindex="0">
                <table class="table tally">
                    <thead><tr>
                        <th scope="col">"Tổ"</th><th scope="col" class="n">"Phải nộp"</th><th scope="col" class="n">"Đúng hạn"</th>
                        <th scope="col" class="n">"Nộp muộn"</th><th scope="col" class="n">"Quá hạn"</th>
                        <th scope="col" class="n">"Chưa đến hạn"</th><th scope="col" class="n">"Miễn"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                    {board.whole_school.then(|| view! { <tfoot>{tally_row("Toàn trường".to_owned(), &board.total)}</tfoot> })}
                </table>
            </div>
        </section>
    }
}

fn tally_row(name: String, counts: &Counts) -> impl IntoView + use<> {
    let counts = *counts;
    let part = move |part: u32| {
        view! {
            <td class="n">{part}{counts.share(part).map(|share| view! { " "<span class="share">{share}"%"</span> })}</td>
        }
    };
    view! {
        <tr>
            <th scope="row">{name}</th><td class="n">{counts.owed()}</td>
            {part(counts.on_time)}{part(counts.late)}{part(counts.overdue)}{part(counts.not_yet_due)}
            <td class="n">{counts.exempt}</td>
        </tr>
    }
}

/// Types without due days: outside of all counts.
pub fn untimed(board: &Dashboard) -> Option<impl IntoView + use<>> {
    (!board.untimed.is_empty()).then(|| {
        let rows = board.untimed.iter().map(|line| {
            view! {
                <tr>
                    <td><a href=format!("/bang-theo-doi/danh-sach?khong-han=1&loai={}", line.code)>{line.name.clone()}</a></td>
                    <td class="n">{line.handed_in}</td>
                    <td class="n">{line.tracked}</td>
                </tr>
            }
        }).collect_view();
        view! {
            <section class="part" aria-labelledby="kqh">
                <h2 id="kqh">"Hồ sơ chưa quy định hạn"</h2>
                <p class="quiet">"Không tính vào số phải nộp, không bao giờ bị tính muộn."</p>
                <div class="scroll" role="region" aria-label="Bảng hồ sơ chưa quy định hạn" tabindex="0">
                    <table class="table">
                        <thead><tr><th scope="col">"Loại hồ sơ"</th><th scope="col" class="n">"Đã nộp trong năm"</th><th scope="col" class="n">"Theo dõi cả năm"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}
