//! "/bang-theo-doi/danh-sach": the records behind a number, by department, to filter, search and print.

use std::collections::BTreeMap;

use domain::{
    dashboard::RowKey,
    days::local,
    obligations::{ObligationId, Standing},
    people::SiteId,
    record_list::{ListFilter, ListGroup, RecordLine, RecordList, StandingGroup},
    reviews::ReviewGroup,
    updates::MARK,
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    dashboard_views::reminder_link,
    layout::{NavItem, Page, Viewer},
    paths, printed,
    review_standing::APPLIED,
    ui::{
        Caption, Column, FilterField, Hidden, HiddenField, Look, Pages, PrintButton, SearchField, Status, Table, pager,
        standing_words,
    },
};

const COLUMNS: [Column; 6] = [
    Column::new("Hồ sơ"),
    Column::new("Người nộp"),
    Column::new("Hạn"),
    Column::new("Nộp lúc"),
    Column::new("Tình trạng"),
    Column::number("Tệp"),
];

/// How many lines stand on one page.
pub const PER_PAGE: usize = 100;

#[derive(Clone, Debug)]
pub struct RecordListView {
    /// "Hồ sơ tuần 12".
    pub title: String,
    /// "23/11–27/11/2026".
    pub about: String,
    pub school: String,
    pub list: RecordList,
    pub filter: ListFilter,
    /// Key and name of each row that the viewer may see, the parts of a department behind it.
    pub rows: Vec<(RowKey, String)>,
    /// The places where the school has classes, where it has several to choose from.
    pub sites: Vec<(SiteId, String)>,
    /// The weeks of the year, by their numbers.
    pub weeks: Vec<u8>,
    /// Code and name.
    pub types: Vec<(String, String)>,
    /// From 0.
    pub page: usize,
    /// Whether the viewer leads a department and may remind it.
    pub leads: bool,
    /// Of what is overdue: who has reminded those who owe it and when, for whoever leads them.
    pub reminded: BTreeMap<ObligationId, String>,
}

impl RecordListView {
    fn pages(&self) -> Pages {
        let lines = self.list.groups.iter().map(|group| group.lines.len()).sum();
        Pages { page: self.page, per_page: PER_PAGE, lines }
    }
}

#[component]
pub fn RecordListPage(viewer: Viewer, page: RecordListView) -> impl IntoView {
    let at = local(page.list.as_of);
    let pages = page.pages();
    let reminds = page.leads && pages.lines > 0 && page.filter.standing == Some(StandingGroup::Overdue);
    let departments = page.list.groups.len();
    let (foot, late) = (stands(&page), page.list.late.words());
    let about = if page.about.is_empty() { String::new() } else { format!("{}, ", page.about) };
    view! {
        <Page viewer=Some(viewer) here=NavItem::Records>
            <main id="noi-dung" class="page" tabindex="-1">
                <a class="back" href=paths::in_year(paths::DASHBOARD, page.filter.year.as_deref())>"Bảng theo dõi"</a>
                <header class="topline">
                    <h1>{page.title.clone()}</h1>
                    <p class="sub">{about}{pages.lines}" hồ sơ của "{departments}" tổ"</p>
                    {late.map(|words| view! { <p class="sub">{vietnamese::capitalised(&words)}"."</p> })}
                    <p class="last sub">
                        "Số liệu lúc "
                        <time datetime=at.format("%Y-%m-%dT%H:%M:%S+07:00").to_string()>
                            {vietnamese::hour_with_seconds(at.time())}
                        </time>
                    </p>
                </header>
                {filters(&page)}
                {reminds.then(reminder_link)}
                {if pages.lines == 0 {
                    view! {
                        <div class="empty">
                            <h2>"Không có hồ sơ nào khớp"</h2>
                            <p>"Bỏ bớt điều kiện lọc, hoặc tìm bằng một chữ trong tên."</p>
                            <div class="btns">
                                <a class="btn" href=link(&page.filter, |filter| { filter.search = None; filter.standing = None; filter.review = None; })>
                                    "Bỏ lọc"
                                </a>
                            </div>
                        </div>
                    }.into_any()
                } else {
                    table(&page, foot).into_any()
                }}
                {pager(pages, "hồ sơ", |at| paths::filtered_list(&page.filter, at))}
            </main>
        </Page>
    }
}

/// The foot of the printed list: the school, what was chosen, and when that was true.
fn stands(page: &RecordListView) -> String {
    let filter = &page.filter;
    let mut parts = vec![page.school.clone(), page.title.clone()];
    parts.extend(Some(page.about.clone()).filter(|about| !about.is_empty()));
    let row = filter.row.and_then(|row| page.rows.iter().find(|(key, _)| *key == row));
    parts.push(row.map_or_else(|| "mọi tổ".to_owned(), |(_, name)| name.clone()));
    let site = filter.site.and_then(|site| page.sites.iter().find(|(one, _)| *one == site));
    parts.extend(site.map(|(_, name)| format!("điểm trường {name}")));
    let record_type = filter.record_type.as_ref().and_then(|code| page.types.iter().find(|(one, _)| one == code));
    parts.push(record_type.map_or_else(|| "mọi loại hồ sơ".to_owned(), |(_, name)| name.clone()));
    parts.extend(filter.standing.map(|group| group.words().to_owned()));
    parts.extend(filter.review.map(|group| group.in_sentence().to_owned()));
    parts.extend(filter.search.as_ref().map(|search| format!("tìm “{search}”")));
    parts.extend(printed::only_these(page.pages(), "hồ sơ"));
    printed::stands(parts, page.list.as_of)
}

fn filters(page: &RecordListView) -> impl IntoView + use<> {
    let filter = &page.filter;
    let rows: Vec<(String, String)> = page.rows.iter().map(|(key, name)| (key.code(), name.clone())).collect();
    let row = filter.row.map(|row| row.code());
    let weeks = page.weeks.iter().map(|week| (week.to_string(), format!("Tuần {week}"))).collect();
    let week = filter.week.map(|week| week.to_string());
    let sites: Vec<(String, String)> = page.sites.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let site = filter.site.map(|site| site.to_string());
    let counts = page.list.counts;
    let all = counts.owed() + counts.exempt;
    let groups = StandingGroup::ALL
        .into_iter()
        .filter(|group| group.in_counts(&counts) > 0)
        .map(|group| {
            let shape = Look::from(group).shape();
            let current = (filter.standing == Some(group)).then_some("true");
            view! {
                <a href=link(filter, |filter| filter.standing = Some(group)) aria-current=current>
                    <svg class=format!("s {shape}") aria-hidden="true"><use href=format!("#s-{shape}")></use></svg>
                    {group.words()}" "{group.in_counts(&counts)}
                </a>
            }
        })
        .collect_view();
    view! {
        <form class="filters" method="get" action=paths::RECORD_LIST role="search" aria-label="Lọc hồ sơ">
            {filter.year.clone().map(|year| view! { <HiddenField name=paths::YEAR value=year/> })}
            {week.clone().filter(|_| filter.untimed).map(|week| view! { <HiddenField name="tuan" value=week/> })}
            {filter.term.map(|term| view! { <HiddenField name="ky" value=term.code()/> })}
            {filter.untimed.then(|| view! { <HiddenField name="khong-han" value="1"/> })}
            {filter.standing.map(|group| view! { <HiddenField name="tt" value=group.code()/> })}
            {filter.review.map(|group| view! { <HiddenField name="duyet" value=group.code()/> })}
            <SearchField label="Tìm tên người hoặc hồ sơ" value=filter.search.clone().unwrap_or_default()/>
            {(!filter.untimed).then(|| view! { <FilterField id="tuan" label="Tuần" all="Mọi tuần" options=weeks chosen=week/> })}
            <FilterField id="to" label="Tổ hoặc lớp" all="Mọi tổ, lớp" options=rows chosen=row/>
            {(!sites.is_empty()).then(|| view! {
                <FilterField id=paths::SITE label="Điểm trường" all="Mọi điểm trường" options=sites chosen=site/>
            })}
            <FilterField id="loai" label="Loại hồ sơ" all="Mọi loại hồ sơ" options=page.types.clone()
                chosen=filter.record_type.clone()/>
            <button class="btn">"Xem"</button>
            <PrintButton class="btn last"/>
            {(!filter.untimed).then(|| view! {
                <div class="seg" role="group" aria-label="Tình trạng">
                    <a href=link(filter, |filter| filter.standing = None) aria-current=filter.standing.is_none().then_some("true")>
                        "Tất cả "{all}
                    </a>
                    {groups}
                </div>
            })}
            {reviews(page)}
        </form>
    }
}

/// The groups of the reviews, where anything of the list has to be approved.
fn reviews(page: &RecordListView) -> Option<impl IntoView + use<>> {
    let (filter, counts) = (&page.filter, page.list.reviews);
    let one = |group: ReviewGroup| {
        let current = (filter.review == Some(group)).then_some("true");
        view! {
            <a href=link(filter, |filter| filter.review = Some(group)) aria-current=current>
                {group.words()}" "{group.in_counts(&counts)}
            </a>
        }
    };
    let groups = ReviewGroup::ALL.into_iter().filter(|group| group.in_counts(&counts) > 0).map(one).collect_view();
    (counts.all() > 0).then(|| {
        view! {
            <div class="seg" role="group" aria-label="Duyệt">
                <a href=link(filter, |filter| filter.review = None) aria-current=filter.review.is_none().then_some("true")>
                    "Duyệt: tất cả"
                </a>
                {groups}
            </div>
        }
    })
}

/// The address of the list that is shown, with one choice changed.
fn link(filter: &ListFilter, change: impl FnOnce(&mut ListFilter)) -> String {
    let mut filter = filter.clone();
    change(&mut filter);
    paths::filtered_list(&filter, 0)
}

fn table(page: &RecordListView, foot: String) -> impl IntoView + use<> {
    let mut skip = page.page * PER_PAGE;
    let mut room = PER_PAGE;
    let bodies = page
        .list
        .groups
        .iter()
        .filter_map(|group| {
            let lines: Vec<&RecordLine> = group.lines.iter().skip(skip).take(room).collect();
            skip = skip.saturating_sub(group.lines.len());
            room -= lines.len();
            (!lines.is_empty()).then(|| body(group, &lines, &page.reminded))
        })
        .collect_view();
    view! {
        <Table class="table records stacks" columns=&COLUMNS caption=Caption::Spoken(format!("{} theo tổ", page.title))>
            {bodies}
            <tfoot class="prt"><tr><td colspan="6">{foot}</td></tr></tfoot>
        </Table>
    }
}

fn body(group: &ListGroup, lines: &[&RecordLine], reminded: &BTreeMap<ObligationId, String>) -> impl IntoView + use<> {
    let counts = group.counts;
    let exempt = if counts.exempt > 0 { format!(", miễn {}", counts.exempt) } else { String::new() };
    let sum = if counts.is_empty() { String::new() } else { format!("{}/{}{exempt}", counts.handed_in(), counts.owed()) };
    view! {
        <tbody>
            <tr class="grp"><th scope="rowgroup" colspan="6">{group.name.clone()}<span>{sum}</span></th></tr>
            {lines.iter().map(|line| row(line, reminded.get(&line.obligation).cloned())).collect_view()}
        </tbody>
    }
}

fn row(line: &RecordLine, reminded: Option<String>) -> impl IntoView + use<> {
    let address = paths::record(line.obligation);
    let due = line.due.map_or_else(|| "chưa đặt".to_owned(), vietnamese::date);
    let when = match (line.handed_in_at.map(local), &line.reason) {
        (Some(at), _) => {
            let at = format!("{} {}", vietnamese::date(at.date()), vietnamese::hour(at.time()));
            let said = match line.receipt {
                Some(receipt) => view! { <a href=paths::receipt(receipt)><Hidden words="Biên nhận, nộp lúc "/>{at}</a> }.into_any(),
                None => at.into_any(),
            };
            view! { <td class="num" data-l="Nộp lúc">{said}</td> }.into_any()
        }
        (None, Some(reason)) => view! { <td class="none">{reason.clone()}</td> }.into_any(),
        (None, None) => view! { <td class="num none">"chưa nộp"</td> }.into_any(),
    };
    // That there was a reason the standing says.
    let without = line.finding.filter(|_| matches!(line.standing, Standing::Late(_)));
    let files = match line.files {
        0 => view! { <td class="n zero" data-l="Số tệp">"–"</td> }.into_any(),
        files => view! { <td class="n" data-l="Số tệp">{files}</td> }.into_any(),
    };
    view! {
        <tr class=if matches!(line.standing, Standing::Overdue(_)) { "act" } else { "" }>
            <th scope="row"><a href=address>{line.title.clone()}</a></th>
            <td>{line.who.clone()}</td>
            <td class="num" data-l="Hạn">{due}</td>
            {when}
            <td>
                <Status look=line.standing word=standing_words(line.standing)/>
                {without.map(|finding| view! { <small>{finding.words()}</small> })}
                {reminded.map(|words| view! { <small>{words}</small> })}
                {line.review.map(|group| view! { <small>{group.words()}</small> })}
                {line.is_applied.then(|| view! { <Status look=Look::Applied word=APPLIED/> })}
                {line.is_update.then(|| view! { <Status look=Look::Amended word=MARK/> })}
            </td>
            {files}
        </tr>
    }
}
