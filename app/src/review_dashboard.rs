//! "/bang-theo-doi/duyet": of what was handed in, how much is approved, waits, waits too long or was given back.

use domain::{
    dashboard::{DashboardWeek, RowKey, TermFilter},
    days::local,
    people::Honorific,
    record_list::ListFilter,
    review_dashboard::{OwnDelay, ReviewDashboard, ReviewRow},
    reviews::{ReviewCounts, ReviewGroup},
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    dashboard_views::DashboardViews,
    layout::{NavItem, Page, Viewer},
    paths, printed,
    ui::{Caption, Column, FilterField, Hidden, HiddenField, Notice, NoticeKind, PrintButton, Table},
};

#[component]
pub fn ReviewDashboardPage(viewer: Viewer, honorific: Honorific, dashboard: ReviewDashboard) -> impl IntoView {
    let at = local(dashboard.as_of);
    view! {
        <Page viewer=Some(viewer) here=NavItem::Dashboard>
            <main id="noi-dung" class="page" tabindex="-1">
                <DashboardViews reviews=true year=dashboard.year.clone()/>
                <header class="topline">
                    <h1>"Bảng duyệt"</h1>
                    <p class="sub">
                        "Số liệu lúc "
                        <time datetime=at.format("%Y-%m-%dT%H:%M:%S+07:00").to_string()>
                            {vietnamese::hour_with_seconds(at.time())}
                        </time>
                    </p>
                    {tools(&dashboard)}
                </header>
                <div data-renew=dashboard.year.is_none().then_some("60")>
                {own(dashboard.own, honorific)}
                {figures(&dashboard)}
                {if dashboard.total.all() == 0 && dashboard.rows.iter().all(|row| row.untimed.all() == 0) {
                    view! {
                        <div class="empty">
                            <h2>"Chưa có hồ sơ nào cần duyệt"</h2>
                            <p>"Hồ sơ hiện ra ở đây khi có người nộp, nếu loại hồ sơ ấy phải có người duyệt."</p>
                        </div>
                    }.into_any()
                } else {
                    table(&dashboard).into_any()
                }}
                </div>
                <p class="prt stands">{stands(&dashboard)}</p>
            </main>
        </Page>
    }
}

/// The reader's own part first: nobody looks at others before that.
fn own(own: OwnDelay, honorific: Honorific) -> Option<impl IntoView> {
    let OwnDelay { waiting, overdue } = own;
    (waiting > 0).then(|| {
        let late = if overdue > 0 { format!(", {overdue} đã quá hạn duyệt") } else { String::new() };
        let kind = if overdue > 0 { NoticeKind::Warning } else { NoticeKind::Info };
        view! {
            <div class="notices">
                <Notice kind fact=format!("{waiting} hồ sơ đang chờ {} duyệt{late}", honorific.word())
                    advice="Người nộp không bị tính muộn vì chờ duyệt.">
                    <a class="btn" href=paths::REVIEW_QUEUE>"Mở danh sách chờ duyệt"</a>
                </Notice>
            </div>
        }
    })
}

fn tools(dashboard: &ReviewDashboard) -> impl IntoView + use<> {
    let chosen = dashboard.record_type.clone();
    let sites: Vec<(String, String)> = dashboard.sites.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let terms = TermFilter::ALL.map(|term| {
        let mut href = format!("{}?ky={}", paths::REVIEW_DASHBOARD, term.code());
        if let Some(code) = &chosen {
            href.push_str(&format!("&loai={code}"));
        }
        if let Some(site) = dashboard.site {
            href.push_str(&format!("&{}={site}", paths::SITE));
        }
        let href = paths::in_year(&href, dashboard.year.as_deref());
        view! { <a href=href aria-current=(term == dashboard.term).then_some("true")>{term.words()}</a> }
    });
    view! {
        <form class="tools" method="get" action=paths::REVIEW_DASHBOARD>
            <div class="seg" role="group" aria-label="Học kỳ">{Vec::from(terms)}</div>
            <HiddenField name="ky" value=dashboard.term.code()/>
            {dashboard.year.clone().map(|year| view! { <HiddenField name=paths::YEAR value=year/> })}
            <FilterField id="loai" label="Loại hồ sơ" all="Mọi loại hồ sơ" options=dashboard.types.clone() chosen/>
            {(!sites.is_empty()).then(|| view! {
                <FilterField id=paths::SITE label="Điểm trường" all="Mọi điểm trường" options=sites
                    chosen=dashboard.site.map(|site| site.to_string())/>
            })}
            <button class="btn">"Xem"</button>
            <PrintButton/>
        </form>
    }
}

/// The present week in large numbers, each with the list behind it.
fn figures(dashboard: &ReviewDashboard) -> impl IntoView + use<> {
    // Of a year that is over no week is the present one: the large numbers are those of all weeks that are shown.
    let counts = if dashboard.year.is_some() { dashboard.total } else { dashboard.this_week };
    // Of whoever sees one department alone the list is that department's too, whatever else they may look up.
    let row = match dashboard.rows.as_slice() {
        [only] if !dashboard.whole_school => Some(only.key),
        _ => None,
    };
    let head = match (&dashboard.year, dashboard.now) {
        (Some(year), _) => format!("Năm học {}, {}, hồ sơ có hạn", vietnamese::school_year(year), dashboard.term.in_sentence()),
        (None, Some(number)) => format!("Tuần {number}"),
        (None, None) => "Chưa vào tuần 1".to_owned(),
    };
    let ones = ReviewGroup::ALL.into_iter().rev().map(|group| {
        let part = group.in_counts(&counts);
        let share = counts.share(part).filter(|_| part > 0).map(|share| view! { <small>{format!("{share}%")}</small> });
        let is_bad = group == ReviewGroup::TooLong && part > 0;
        let number = if part == 0 {
            view! { "0" }.into_any()
        } else {
            let list = paths::filtered_list(&list(dashboard, dashboard.now, row, Some(group)), 0);
            view! { <a href=list>{part}</a>" "{share} }.into_any()
        };
        view! { <div><dt>{group.words()}</dt><dd class=is_bad.then_some("overdue")>{number}</dd></div> }
    });
    view! {
        <section aria-labelledby="tuan-nay">
            <h2 id="tuan-nay">{head}": "{counts.all()}" hồ sơ đã nộp và phải duyệt"</h2>
            <dl class="figures">{ones.collect_view()}</dl>
        </section>
    }
}

/// The records behind a number.
fn list(dashboard: &ReviewDashboard, week: Option<u8>, row: Option<RowKey>, review: Option<ReviewGroup>) -> ListFilter {
    let term = week.is_none().then_some(dashboard.term).filter(|term| *term != TermFilter::Year);
    let (record_type, year, site) = (dashboard.record_type.clone(), dashboard.year.clone(), dashboard.site);
    ListFilter { week, term, row, review, record_type, year, site, ..ListFilter::default() }
}

/// A cell: how much is approved, of what was handed in, and under it what needs somebody.
fn cell(counts: ReviewCounts, filter: &ListFilter) -> impl IntoView + use<> {
    if counts.all() == 0 {
        return view! { <td class="none">"–"</td> }.into_any();
    }
    let href = |group: Option<ReviewGroup>| paths::filtered_list(&ListFilter { review: group, ..filter.clone() }, 0);
    let open = ReviewGroup::ALL
        .into_iter()
        .filter(|group| *group != ReviewGroup::Approved && group.in_counts(&counts) > 0)
        .map(|group| {
            let class = (group == ReviewGroup::TooLong).then_some("too-long");
            let words = format!("{} {}", group.in_counts(&counts), group.in_sentence());
            view! { <li><a href=href(Some(group)) class=class>{words}</a></li> }
        })
        .collect_view();
    view! {
        <td>
            <a href=href(Some(ReviewGroup::Approved))>
                <Hidden words="Đã duyệt "/>{format!("{}/{}", counts.approved, counts.all())}
            </a>
            <ul>{open}</ul>
        </td>
    }
    .into_any()
}

fn table(dashboard: &ReviewDashboard) -> impl IntoView + use<> {
    let names: Vec<String> = dashboard.rows.iter().map(|row| row.name.clone()).collect();
    let mut columns: Vec<Column> = vec![Column::new("Tuần")];
    columns.extend(names.iter().map(|name| Column::new(name)));
    if dashboard.whole_school {
        columns.push(Column::new("Toàn trường"));
    }
    let all_rows = |filter: ListFilter, counts: ReviewCounts| dashboard.whole_school.then(|| cell(counts, &filter));
    let week = |(at, week): (usize, &DashboardWeek)| {
        let number = Some(week.number);
        let is_now = dashboard.now == number;
        let cells =
            dashboard.rows.iter().map(|row| cell(row.cells[at], &list(dashboard, number, Some(row.key), None))).collect_view();
        view! {
            <tr class=is_now.then_some("now")>
                <th scope="row" aria-current=is_now.then_some("date")>
                    "Tuần "{week.number}
                    <span>{format!("{}–{}", vietnamese::day_month(week.monday), vietnamese::day_month(week.last_day))}</span>
                </th>
                {cells}
                {all_rows(list(dashboard, number, None, None), dashboard.week_total(at))}
            </tr>
        }
    };
    // The newest on top; a week in which nobody has handed in says nothing.
    let weeks =
        dashboard.weeks.iter().enumerate().rev().filter(|(at, _)| dashboard.week_total(*at).all() > 0).map(week).collect_view();
    let sum = |row: &ReviewRow| cell(row.total(), &list(dashboard, None, Some(row.key), None));
    let untimed = |row: &ReviewRow| cell(row.untimed, &ListFilter { untimed: true, ..list(dashboard, None, Some(row.key), None) });
    let of_untimed = dashboard.rows.iter().fold(ReviewCounts::default(), |mut total, row| {
        total.add(row.untimed);
        total
    });
    let term = if dashboard.term == TermFilter::Year { "Cả năm" } else { "Cả kỳ" };
    let since = dashboard.since.map(|since| vietnamese::date(local(since).date()));
    let sums = view! {
        <tr>
            <th scope="row">{term}{since.clone().map(|since| view! { <span>"nộp từ "{since}</span> })}</th>
            {dashboard.rows.iter().map(sum).collect_view()}
            {all_rows(list(dashboard, None, None, None), dashboard.total)}
        </tr>
    };
    let without_week = (of_untimed.all() > 0).then(|| {
        view! {
            <tr>
                <th scope="row">"Chưa quy định hạn"<span>"cả năm học"</span></th>
                {dashboard.rows.iter().map(untimed).collect_view()}
                {all_rows(ListFilter { untimed: true, ..list(dashboard, None, None, None) }, of_untimed)}
            </tr>
        }
    });
    view! {
        <div class="scroll" role="region" aria-label="Bảng duyệt theo tuần và tổ" tabindex="0">
            <Table class="table review-dashboard" columns=&columns
                caption=Caption::Spoken("Số hồ sơ đã duyệt trên số đã nộp, theo tuần và tổ".to_owned())>
                <tbody>{weeks}</tbody>
                <tfoot>{sums}{without_week}</tfoot>
            </Table>
        </div>
        <p class="quiet">
            "3/5 = đã duyệt / đã nộp và phải duyệt. “Chờ quá lâu”: đã quá ngày của người duyệt, không tính muộn cho người nộp."
            {since.map(|since| format!(" Trường duyệt ở đây từ {since}; hồ sơ nộp trước đó không phải duyệt nên không đếm."))}
        </p>
    }
}

/// The foot of the printed sheet: what was chosen, and when that was true.
fn stands(dashboard: &ReviewDashboard) -> String {
    let record_type = dashboard.record_type.as_ref().and_then(|code| dashboard.types.iter().find(|(one, _)| one == code));
    let mut parts = vec![
        dashboard.school.clone(),
        format!("Bảng duyệt {}", dashboard.term.in_sentence()),
        record_type.map_or_else(|| "mọi loại hồ sơ".to_owned(), |(_, name)| name.clone()),
    ];
    parts.extend(dashboard.sites.iter().find(|(id, _)| Some(*id) == dashboard.site).map(|(_, name)| name.clone()));
    if !dashboard.whole_school {
        parts.extend(dashboard.rows.iter().map(|row| row.name.clone()));
    }
    printed::stands(parts, dashboard.as_of)
}
