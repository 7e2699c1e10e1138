//! What the dashboard shows, as the server renders it: the whole page, or only the part that the island asked for.

use domain::{
    dashboard::{Dashboard, RowKey, TermFilter},
    days::local,
    record_list::RecordList,
    vietnamese,
};
use leptos::prelude::*;

use super::{
    LiveDashboard,
    cell_list::cell_list,
    matrix::matrix,
    tallies::{figures, key, tally, untimed, year_strip},
};
use crate::{
    layout::{NavItem, Page, Viewer},
    ui::Icon,
};

/// A cell of the matrix: row and week.
pub type CellKey = (RowKey, u8);

/// The address of the dashboard with these choices; the same for links, for the form and for what is fetched.
pub fn address(term: TermFilter, record_type: Option<&str>, open: Option<CellKey>) -> String {
    let mut address = format!("/bang-theo-doi?ky={}", term.code());
    if let Some(code) = record_type {
        address.push_str("&loai=");
        address.push_str(code);
    }
    if let Some((row, week)) = open {
        address.push_str(&format!("&o={}.{week}", row.code()));
    }
    address
}

/// Reads `?o=` back.
pub fn cell_of(text: &str) -> Option<CellKey> {
    let (row, week) = text.rsplit_once('.')?;
    Some((RowKey::from_code(row)?, week.parse().ok()?))
}

#[component]
pub fn DashboardPage(viewer: Viewer, board: Dashboard, open: Option<(CellKey, RecordList)>) -> impl IntoView {
    view! {
        <Page viewer=Some(viewer) here=NavItem::Dashboard>
            <main id="noi-dung" class="page" tabindex="-1"><LiveDashboard>{dashboard_content(&board, open.as_ref())}</LiveDashboard></main>
        </Page>
    }
}

/// Everything inside the island.
pub fn dashboard_content(board: &Dashboard, open: Option<&(CellKey, RecordList)>) -> AnyView {
    let at = local(board.as_of);
    let class = match (open.is_some(), board.term) {
        (true, _) => "board opened",
        (false, TermFilter::Year) => "board whole",
        (false, _) => "board",
    };
    view! {
        <header class="topline">
            <h1>"Bảng theo dõi"</h1>
            <p class="fresh still">
                <span role="status" data-said="">"Số liệu lúc"</span>" "
                <time datetime=at.format("%Y-%m-%dT%H:%M:%S+07:00").to_string()>{vietnamese::hour_with_seconds(at.time())}</time>
            </p>
            {tools(board).into_any()}
        </header>
        <div class=class data-revision=board.revision>
            <div>
                {figures(board).into_any()}
                {matrix(board, open.map(|(key, _)| *key)).into_any()}
                <div class="under">{key().into_any()}<p>"Bấm vào một ô để xem hồ sơ và người nộp. Phím mũi tên để đi giữa các ô."<span class="sideways">" Kéo ngang để xem các tuần khác."</span></p></div>
            </div>
            {open.map(|(key, list)| cell_list(board, *key, list).into_any())}
        </div>
        {year_strip(board).into_any()}
        {tally(board).into_any()}
        {untimed(board).into_any()}
        <p class="prt stands">{stands(board, open)}</p>
    }
    .into_any()
}

/// The foot of the printed dashboard: what was chosen, and when that was true. A sheet on a desk has no address bar.
fn stands(board: &Dashboard, open: Option<&(CellKey, RecordList)>) -> String {
    let at = local(board.as_of);
    let record_type = board.record_type.as_ref().and_then(|code| board.types.iter().find(|(one, _)| one == code));
    let mut parts = vec![
        board.school.clone(),
        format!("Bảng theo dõi {}", board.term.in_sentence()),
        record_type.map_or_else(|| "mọi loại hồ sơ".to_owned(), |(_, name)| name.clone()),
    ];
    if !board.whole_school {
        parts.extend(board.rows.iter().map(|row| row.name.clone()));
    }
    if let Some(((row, week), _)) = open {
        let name = board.rows.iter().find(|one| one.key == *row).map_or("", |one| one.name.as_str());
        parts.push(format!("mở ô {name}, tuần {week}"));
    }
    parts.push(format!("Số liệu lúc {} ngày {}", vietnamese::hour(at.time()), vietnamese::date(at.date())));
    parts.join(" · ")
}

fn tools(board: &Dashboard) -> impl IntoView + use<> {
    let chosen = board.record_type.clone();
    let seg = TermFilter::ALL
        .map(|one| {
            let href = address(one, chosen.as_deref(), None);
            view! { <a href=href data-part="" aria-current=(one == board.term).then_some("true")>{one.words()}</a> }
        })
        .collect_view();
    let options = board
        .types
        .iter()
        .map(|(code, name)| {
            view! { <option value=code.clone() selected=chosen.as_deref() == Some(code)>{name.clone()}</option> }
        })
        .collect_view();
    view! {
        <form class="tools" method="get" action="/bang-theo-doi">
            <div class="seg" role="group" aria-label="Học kỳ">{seg}</div>
            <input type="hidden" name="ky" value=board.term.code()/>
            <label class="vh" for="loai">"Loại hồ sơ"</label>
            <select class="input" id="loai" name="loai"><option value="">"Mọi loại hồ sơ"</option>{options}</select>
            <button class="btn nojs">"Xem"</button>
            <button type="button" class="btn onlyjs" data-print=""><Icon name="print"/>"In"</button>
        </form>
    }
}

/// Before there is a calendar.
#[component]
pub fn NoCalendarPage(viewer: Option<Viewer>, may_enter: bool) -> impl IntoView {
    view! {
        <Page viewer here=NavItem::Dashboard>
            <main id="noi-dung" class="page" tabindex="-1">
                <h1>"Bảng theo dõi"</h1>
                <div class="empty">
                    <h2>"Bảng này cần lịch năm học trước"</h2>
                    <p>"Chưa có lịch thì chưa có hạn nào, nên chưa ai bị tính muộn. Nhập lịch xong bảng tự hiện."</p>
                    {may_enter.then(|| view! {
                        <div class="btns"><a class="btn main" href="/cai-dat/lich-nam-hoc">"Nhập lịch năm học"</a></div>
                    })}
                </div>
            </main>
        </Page>
    }
}
