//! What lies behind one cell, beside the matrix: who and what, overdue first.

use leptos::prelude::*;

use super::{
    matrix::bars,
    sheet::{CellList, Line, Sheet},
};
use crate::{paths, ui::Icon};

/// The list of the opened cell.
pub fn cell_list(sheet: &Sheet, open: &CellList) -> impl IntoView + use<> {
    let CellList { row, week, .. } = open;
    let close = sheet.address(String::new());
    let back = format!("[data-cell=\"{row}.{week}\"]");
    let all = sheet.list(format_args!("tuan={week}&to={row}"));
    view! {
        <aside class="cell-list" id="o" aria-labelledby="o-ten" tabindex="-1">
            <header>
                <h2 id="o-ten">{format!("{}, tuần {week}", open.name)}</h2>
                <a class="btn icon" href=close data-part="" data-back=back aria-label="Đóng danh sách"><Icon name="close"/></a>
            </header>
            <p class="sub">{open.summary.clone()}</p>
            {bars(&open.counts)}
            <ul>{open.lines.iter().map(line).collect_view()}</ul>
            <div class="btns"><a class="btn" href=all>"Mở danh sách"</a></div>
        </aside>
    }
}

fn line(line: &Line) -> impl IntoView + use<> {
    view! {
        <li>
            <b><a href=paths::record(&line.obligation)>{line.title.clone()}</a></b>
            <p class=format!("st {}", line.shape)>
                <svg class="s" aria-hidden="true"><use href=format!("#s-{}", line.shape)></use></svg>{line.word.clone()}
            </p>
            <span>{line.who.clone()}</span>
            <span class="num">{line.right.clone()}</span>
        </li>
    }
}
