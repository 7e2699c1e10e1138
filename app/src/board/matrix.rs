//! The matrix itself: a real table whose cells are links; the style sheet turns it on a tablet.

use domain::{
    dashboard::{Dashboard, DashboardWeek, RowKey},
    obligations::Counts,
    vietnamese,
};
use leptos::prelude::*;

use super::content::{CellKey, address};

/// The matrix with the opened cell marked.
pub fn matrix(board: &Dashboard, open: Option<CellKey>) -> impl IntoView + use<> {
    let caption = format!("Số hồ sơ đã nộp trên số phải nộp, theo tuần và tổ, {}", board.term.in_sentence());
    let heads = board.rows.iter().map(|row| view! { <th role="columnheader" scope="col">{row.name.clone()}</th> }).collect_view();
    let weeks = board.weeks.iter().enumerate().map(|(at, week)| week_row(board, open, at, week)).collect_view();
    view! {
        <div class="matrix-x" role="region" aria-label=format!("Bảng {}, tuần và tổ", board.term.in_sentence()) tabindex="0">
            <table class="matrix" role="table">
                <caption class="vh">{caption}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <td role="cell"></td>{heads}
                        {board.whole_school.then(|| view! { <th role="columnheader" scope="col" class="sum">"Toàn trường"</th> })}
                    </tr>
                </thead>
                <tbody role="rowgroup">{weeks}{term_row(board)}</tbody>
            </table>
        </div>
    }
}

fn week_row(board: &Dashboard, open: Option<CellKey>, at: usize, week: &DashboardWeek) -> impl IntoView + use<> {
    let number = week.number;
    let is_now = board.now == Some(number);
    let place = match board.now {
        Some(now) if number == now => "now",
        Some(now) if number == now + 1 => "collect",
        Some(now) if number <= now => "",
        _ => "todo",
    };
    let class = [place, if week.opens_semester_2 { "hk2" } else { "" }].join(" ");
    let cells = board
        .rows
        .iter()
        .map(|line| {
            let counts = line.cells[at];
            let is_open = open == Some((line.key, number));
            cell(board, line.key, &line.name, number, counts, is_open)
        })
        .collect_view();
    let total = board.totals[at];
    view! {
        <tr role="row" class=class>
            <th role="rowheader" scope="row" aria-current=is_now.then_some("date")>
                <b><span class="t">"Tuần "</span>{number}</b>
                <span class="d">{vietnamese::day_month(week.monday)}<span class="e">"–"{vietnamese::day_month(week.last_day)}</span></span>
            </th>
            {cells}
            {board.whole_school.then(|| sum_cell(board, number, total))}
        </tr>
    }
}

fn cell(board: &Dashboard, key: RowKey, name: &str, week: u8, counts: Counts, is_open: bool) -> AnyView {
    // Weeks to come are empty until somebody hands in early: forty times "0/6" says nothing.
    let to_come = board.now.is_none_or(|now| week > now + 1) && counts.handed_in() == 0;
    if counts.is_empty() || to_come {
        return view! { <td role="cell"></td> }.into_any();
    }
    let class = if counts.overdue > 0 {
        "has-over"
    } else if counts.late > 0 {
        "has-late"
    } else {
        ""
    };
    let href = address(board.term, board.record_type.as_deref(), Some((key, week)));
    view! {
        <td role="cell" class=class>
            <a href=format!("{href}#o") data-part="" data-cell=format!("{}.{week}", key.code()) aria-label=spoken(name, week, &counts) aria-current=is_open.then_some("true")>
                {counts.handed_in()}"/"{counts.owed()}{bars(&counts)}
            </a>
        </td>
    }
    .into_any()
}

fn sum_cell(board: &Dashboard, week: u8, counts: Counts) -> AnyView {
    let to_come = board.now.is_none_or(|now| week > now + 1) && counts.handed_in() == 0;
    if counts.is_empty() || to_come {
        return view! { <td role="cell" class="sum"></td> }.into_any();
    }
    let href = format!("/bang-theo-doi/danh-sach?tuan={week}{}", type_part(board));
    view! {
        <td role="cell" class="sum">
            <a href=href aria-label=spoken("Toàn trường", week, &counts)>{counts.handed_in()}"/"{counts.owed()}</a>
        </td>
    }
    .into_any()
}

/// The last row: of each department how much came on time, of what had to come by now.
fn term_row(board: &Dashboard) -> impl IntoView + use<> {
    let share = |counts: &Counts| counts.on_time_share().map_or_else(|| "–".to_owned(), |share| format!("{share}%"));
    let words = match board.term {
        domain::dashboard::TermFilter::Year => "Cả năm",
        _ => "Cả kỳ",
    };
    let cells = board.rows.iter().map(|row| {
        let mut total = Counts::default();
        row.cells.iter().for_each(|counts| total.add(*counts));
        let href = format!("/bang-theo-doi/danh-sach?to={}{}", row.key.code(), type_part(board));
        view! {
            <td role="cell"><a href=href aria-label=format!("{}, {}: đúng hạn {}", row.name, words.to_lowercase(), share(&total))>{share(&total)}</a></td>
        }
    }).collect_view();
    let total = share(&board.total);
    let all = format!("/bang-theo-doi/danh-sach?{}", type_part(board).trim_start_matches('&'));
    view! {
        <tr role="row" class="term">
            <th role="rowheader" scope="row"><b>{words}</b><span class="d">"đúng hạn"</span></th>
            {cells}
            {board.whole_school.then(|| view! {
                <td role="cell" class="sum"><a href=all aria-label=format!("Toàn trường, {}: đúng hạn {total}", words.to_lowercase())>{total.clone()}</a></td>
            })}
        </tr>
    }
}

/// "&loai=…" where one type is chosen.
pub fn type_part(board: &Dashboard) -> String {
    board.record_type.as_ref().map(|code| format!("&loai={code}")).unwrap_or_default()
}

/// What a screen reader says of a cell.
fn spoken(name: &str, week: u8, counts: &Counts) -> String {
    let mut words = format!("{name}, tuần {week}: đã nộp {}/{}", counts.handed_in(), counts.owed());
    for (count, what) in
        [(counts.late, "muộn"), (counts.overdue, "quá hạn"), (counts.exempt, "miễn"), (counts.not_yet_due, "chưa đến hạn")]
    {
        if count > 0 {
            words.push_str(&format!(", {what} {count}"));
        }
    }
    words
}

/// The bar under a number: widths are attributes, because the content policy forbids `style`.
pub fn bars(counts: &Counts) -> impl IntoView + use<> {
    let parts =
        [("ok", counts.on_time), ("la", counts.late), ("ov", counts.overdue), ("ex", counts.exempt), ("to", counts.not_yet_due)];
    let all: u32 = parts.iter().map(|(_, count)| count).sum();
    let mut before = 0;
    let rects = parts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(class, count)| {
            let x = percent(before, all);
            before += count;
            view! { <rect class=class x=x width=percent(count, all)></rect> }
        })
        .collect_view();
    view! { <svg class="bars" aria-hidden="true">{rects}</svg> }
}

/// Per cent with one decimal, for SVG.
fn percent(part: u32, all: u32) -> String {
    let tenths = part * 1000 / all.max(1);
    format!("{}.{}%", tenths / 10, tenths % 10)
}
