//! What lies behind one cell, beside the matrix: who and what, overdue first.

use domain::{
    dashboard::Dashboard,
    days::local,
    obligations::Standing,
    record_list::{RecordLine, RecordList, counts_sentence},
    vietnamese,
};
use leptos::prelude::*;

use super::{
    content::{CellKey, address},
    matrix::bars,
};
use crate::ui::{Icon, Shape};

pub fn cell_list(board: &Dashboard, open: CellKey, list: &RecordList) -> impl IntoView + use<> {
    let (row, week) = open;
    let name = board.rows.iter().find(|one| one.key == row).map_or_else(String::new, |one| one.name.clone());
    let counts = list.groups.first().map(|group| group.counts).unwrap_or(list.counts);
    let close = address(board.term, board.record_type.as_deref(), None);
    let back = format!("[data-cell=\"{}.{week}\"]", row.code());
    let all = format!("/bang-theo-doi/danh-sach?tuan={week}&to={}{}", row.code(), super::matrix::type_part(board));
    let lines = list.groups.iter().flat_map(|group| &group.lines).map(line).collect_view();
    view! {
        <aside class="cell-list" id="o" aria-labelledby="o-ten" tabindex="-1">
            <header>
                <h2 id="o-ten">{name}", tuần "{week}</h2>
                <a class="btn icon" href=close data-part="" data-back=back aria-label="Đóng danh sách"><Icon name="close"/></a>
            </header>
            <p class="sub">{counts_sentence(&counts)}</p>
            {bars(&counts)}
            <ul>{lines}</ul>
            <div class="btns"><a class="btn" href=all>"Mở danh sách"</a></div>
        </aside>
    }
}

fn line(line: &RecordLine) -> impl IntoView + use<> {
    let (shape, word, right) = words(line);
    let address = format!("/ho-so/{}", line.obligation);
    view! {
        <li>
            <b><a href=address>{line.title.clone()}</a></b>
            <p class=format!("st {shape}")><Shape name=shape/>{word}</p>
            <span>{line.who.clone()}</span>
            <span class="num">{right}</span>
        </li>
    }
}

/// Shape, word, and what stands at the right: since when, or when.
pub fn words(line: &RecordLine) -> (&'static str, &'static str, String) {
    let at = line.handed_in_at.map(|at| {
        let at = local(at);
        format!("{} {}", vietnamese::day_month(at.date()), vietnamese::hour(at.time()))
    });
    match line.standing {
        Standing::Overdue(by) => ("overdue", "Quá hạn", vietnamese::overdue(by)),
        Standing::Late(_) => ("late", "Nộp muộn", at.unwrap_or_default()),
        Standing::OnTime => ("on-time", "Đúng hạn", at.unwrap_or_default()),
        Standing::NotYetDue => {
            ("not-due", "Chưa đến hạn", line.due.map(|due| format!("hạn {}", vietnamese::day_month(due))).unwrap_or_default())
        }
        Standing::Exempt => ("exempt", "Miễn", line.reason.clone().unwrap_or_default()),
        Standing::Untimed { handed_in: true } => ("handed-in", "Đã nộp", at.unwrap_or_default()),
        Standing::Untimed { handed_in: false } => ("no-due", "Chưa nộp", String::new()),
        Standing::Practice { handed_in: true } => ("practice", "Nộp thử", at.unwrap_or_default()),
        Standing::Practice { handed_in: false } => ("practice", "Tập dượt", String::new()),
    }
}
