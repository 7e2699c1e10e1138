//! "/viec-cua-toi": what one person owes, by when and why, with one button for each record.

mod done;
mod opened;
mod returned;
mod tasks;
mod week;

use domain::{
    absences::StandIn,
    attention::Attention,
    days::{Span, Timestamp, day_of},
    deadlines::{Hours, time_left},
    my_work::{MyWork, RibbonCell, RibbonMark, Whose, WorkItem},
    obligations::Standing,
    people::Honorific,
    vietnamese::{self, capitalised},
};
use leptos::prelude::*;

use crate::{
    attention,
    deadlines::{WhyPanel, due_margin},
    layout::{NavItem, Page, Viewer},
    locked::shut_for_me,
    more_time::more_time_line,
    paths,
    swap_line::swap_line,
    ui::{Hidden, Icon, Look, Notice, NoticeKind, Status, standing_word, standing_words},
};

pub use done::DonePage;
use done::done_item;
use opened::opened;
use returned::returned;
pub use week::MyWeekPage;

#[component]
pub fn MyWorkPage(viewer: Viewer, work: MyWork, attention: Vec<Attention>, copy: Option<Attention>) -> impl IntoView {
    let honorific = work.honorific;
    let today = day_of(work.now);
    let coming = Some("Chưa phải làm. Nộp sớm cũng được. Hạn dời sớm vì ngày nghỉ được báo trước.");
    let nothing = work.urgent.is_empty() && work.this_week.is_empty() && work.returned.is_empty() && work.opened.is_empty();
    view! {
        <Page viewer=Some(viewer) here=NavItem::MyWork>
            {ribbon(work.week_words.clone(), work.week_taught, &work.ribbon, None)}
            <main id="noi-dung" class="sheet" tabindex="-1" data-renew="60">
                <header class="head cols">
                    <p class="when"><span>"Hôm nay"</span>" "<b>{vietnamese::weekday_and_date(today)}</b></p>
                    <div>
                        <div class="lead"><h1>"Việc của tôi"</h1>{(!nothing).then(|| summary(&work))}</div>
                        {work.usual_hours().map(|hours| view! { <p class="sub">{time_left::after_the_hour(&hours)}</p> })}
                        {away(&work)}
                    </div>
                </header>
                {work.practises.then(|| view! {
                    <div class="cols"><p class="when"></p><div class="notices">
                        <Notice kind=NoticeKind::Info fact="Tuần tập dượt, không tính"
                            advice=format!(
                                "{} cứ thử nộp, nộp lại, tải về. Không ai bị tính muộn, bảng theo dõi không đếm tuần này.",
                                honorific.capital(),
                            )/>
                    </div></div>
                })}
                {attention::attention(attention)}
                {nothing.then(|| empty(&work))}
                {opened(&work)}
                {tasks::tasks(&work)}
                {returned(&work)}
                {group("g-ngay", "Cần làm ngay", None, &work.urgent, &work)}
                {group("g-tuan", "Trong tuần này", None, &work.this_week, &work)}
                {attention::attention(copy)}
                {group("g-sap", "Sắp tới", coming, &work.coming, &work)}
                {later(&work)}
                {untimed(&work)}
                {recent(&work)}
            </main>
        </Page>
    }
}

/// Who is away today, with the way to the page that says it all.
fn away(work: &MyWork) -> Option<impl IntoView + use<>> {
    let names: Vec<&str> = work.away.iter().map(|one| one.words.as_str()).collect();
    (!names.is_empty()).then(|| {
        let words = format!("Hôm nay vắng: {}. ", names.join("; "));
        view! { <p class="sub">{words}<a href=paths::ABSENCES>"Nghỉ và người làm thay"</a></p> }
    })
}

fn summary(work: &MyWork) -> impl IntoView + use<> {
    let overdue = (work.overdue > 0).then(|| format!(", {} việc đã quá hạn", work.overdue));
    match work.left {
        0 => view! { <p>"Tuần này "{work.honorific.word()}" không còn việc nào phải nộp"</p> }.into_any(),
        left => view! { <p>"Tuần này còn "<b>{left}" việc"</b>{overdue}</p> }.into_any(),
    }
}

fn empty(work: &MyWork) -> impl IntoView + use<> {
    let next = work.coming.iter().find_map(|item| item.due.as_ref().map(|due| (item.title.clone(), due.day, item.hours)));
    let words = match next {
        Some((title, day, hours)) => format!(
            "Hạn gần nhất: {title}, {}, trước {}. Nộp sớm cũng được.",
            vietnamese::weekday_and_date(day),
            vietnamese::hour(hours.shown)
        ),
        None => "Trong những tuần tới chưa có hạn nào.".to_owned(),
    };
    view! {
        <section class="cols" aria-labelledby="trong">
            <p class="when"></p>
            <div class="empty">
                <h2 id="trong">"Tuần này "{work.honorific.word()}" không còn việc nào"</h2>
                <p>{words}</p>
                <div class="btns">
                    {(!work.coming.is_empty()).then(|| view! { <a class="btn" href="#g-sap">"Xem việc sắp tới"</a> })}
                    <a class="btn text" href=paths::DONE>"Hồ sơ đã nộp"</a>
                </div>
            </div>
        </section>
    }
}

/// The weeks of the year, each of them the way to its page; `open` is the one whose page this is.
fn ribbon(words: String, taught: Span, cells: &[RibbonCell], open: Option<u8>) -> impl IntoView + use<> {
    view! {
        <nav class="ribbon" data-renew="60" aria-label="Tuần của năm học">
            <p><b>{words}</b>{vietnamese::days(taught)}</p>
            <ol>{cells.iter().map(|cell| ribbon_cell(cell, open)).collect_view()}</ol>
        </nav>
    }
}

fn ribbon_cell(cell: &RibbonCell, open: Option<u8>) -> AnyView {
    match cell {
        RibbonCell::Gap(reason) => {
            // The strip has room for one word; the whole name is read out and shown on the calendar page.
            let short = reason.split_whitespace().next().unwrap_or("Nghỉ").to_owned();
            view! { <li class="gap"><span title=reason.clone()>{short}</span></li> }.into_any()
        }
        RibbonCell::Week { number, mark, now, opens_semester_2 } => {
            let class = match (now, opens_semester_2) {
                (true, _) => "now",
                (_, true) => "hk2",
                _ => "",
            };
            let told = mark.map(|mark| (Look::from(mark).shape(), mark_words(mark)));
            let current = match (open == Some(*number), now) {
                (true, _) => Some("page"),
                (false, true) => Some("date"),
                (false, false) => None,
            };
            let inside = view! {
                <a href=paths::my_week(number) aria-current=current>
                    <Hidden words="Tuần "/>{*number}
                    {told.map(|(name, words)| view! {
                        <svg class=format!("s {name}") aria-hidden="true"><use href=format!("#s-{name}")></use></svg>
                        <Hidden words=format!(", {words}")/>
                    })}
                </a>
            };
            view! { <li class=class>{inside}</li> }.into_any()
        }
    }
}

/// What a screen reader says of a week of the ribbon.
const fn mark_words(mark: RibbonMark) -> &'static str {
    match mark {
        RibbonMark::OnTime => "nộp đúng hạn",
        RibbonMark::Late => "có hồ sơ nộp muộn",
        RibbonMark::Excused => "có hồ sơ nộp muộn, có lý do",
        RibbonMark::Overdue => "có hồ sơ quá hạn",
        RibbonMark::Exempt => "được miễn",
    }
}

fn group(
    id: &'static str,
    title: &'static str,
    small: Option<&'static str>,
    items: &[WorkItem],
    work: &MyWork,
) -> Option<impl IntoView + use<>> {
    (!items.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby=id>
                <h2 id=id>{title}{small.map(|words| view! { " "<small>{words}</small> })}</h2>
                <ul class="jobs">{items.iter().map(|item| job(item, work.into())).collect_view()}</ul>
            </section>
        }
    })
}

/// What the rows of a page are told by.
#[derive(Clone, Copy)]
struct Shown {
    honorific: Honorific,
    now: Timestamp,
    /// The hours that the head of the page tells for all rows.
    usual: Option<Hours>,
}

impl From<&MyWork> for Shown {
    fn from(work: &MyWork) -> Self {
        Self { honorific: work.honorific, now: work.now, usual: work.usual_hours() }
    }
}

fn job(item: &WorkItem, shown: Shown) -> impl IntoView + use<> {
    let (label, filled) = button(item);
    let href = paths::hand_in(item.obligation);
    let can = item.standing != Standing::Exempt && item.shut.is_none();
    let words = sentence(item, shown);
    // What frees somebody is read where its record is.
    let title = match item.exempt_reason {
        Some(_) => view! { <a href=paths::record(item.obligation)>{item.title.clone()}</a> }.into_any(),
        None => item.title.clone().into_any(),
    };
    view! {
        <li class="job cols">
            {due_margin(item.due.as_ref(), &item.hours, item.standing, shown.now)}
            <div class="what">
                <h3>{title}</h3>
                {status(item)}
                {(item.waiting > 0 || !words.is_empty()).then(|| view! { <p class="then">{waiting(item)}{words}</p> })}
                {shut_for_me(item.obligation, &item.title, item.shut.as_ref(), item.way)}
                {more_time_line(item.obligation, &item.title, item.more_time.clone())}
                {swap_line(item.obligation, &item.title, item.swap.clone())}
                {item.why.clone().map(|why| view! { <WhyPanel why/> })}
            </div>
            {can.then(|| view! {
                <a class=if filled { "btn do main" } else { "btn do" } href=href>
                    {label}<Hidden words=format!(" {}", item.title.replace(" · ", ", "))/>
                </a>
            })}
        </li>
    }
}

fn button(item: &WorkItem) -> (&'static str, bool) {
    match (&item.whose, item.standing) {
        (Whose::Turn(_) | Whose::BeforeMe, _) => ("Nộp giúp", false),
        (_, Standing::Overdue(_)) => ("Nộp", true),
        (_, Standing::Practice { .. }) => ("Nộp thử", false),
        (
            Whose::Mine | Whose::MyTurn | Whose::Shared(_),
            Standing::NotYetDue
            | Standing::Exempt
            | Standing::Untimed { .. }
            | Standing::Missed
            | Standing::OnTime
            | Standing::Late(_)
            | Standing::Excused(_),
        ) => ("Nộp", false),
    }
}

fn status(item: &WorkItem) -> impl IntoView + use<> {
    let expected = item.whose.is_expected();
    match (item.standing, &item.whose) {
        // The margin says how far past its day it is.
        (Standing::Overdue(_), _) => view! { <Status look=item.standing word=standing_word(item.standing) tint=expected/> },
        (Standing::NotYetDue, Whose::Turn(_)) if let Some(StandIn::By(words)) = &item.stand_in => {
            view! { <Status look=item.standing word=capitalised(words)/> }
        }
        (Standing::NotYetDue, Whose::Turn(who)) => view! { <Status look=item.standing word=format!("Lượt {who}")/> },
        (standing, _) => view! { <Status look=standing word=standing_words(standing)/> },
    }
}

/// Somebody who has seen files arrive may believe that this was all.
fn waiting(item: &WorkItem) -> Option<impl IntoView + use<>> {
    let files = item.waiting;
    (files > 0).then(|| view! { <b>{files}" tệp đã tải lên, chưa nộp."</b>" " })
}

/// One sentence: what it is about, whose turn, and what happens after the hour where the head of the page does not say it already.
fn sentence(item: &WorkItem, shown: Shown) -> String {
    let honorific = shown.honorific;
    if let Some(reason) = &item.exempt_reason {
        return format!("Không phải nộp: {}.", vietnamese::without_stop(reason));
    }
    let mut parts: Vec<String> = Vec::new();
    if let Some(taught) = item.taught {
        parts.push(format!("dạy {}", vietnamese::from_to(taught)));
    }
    let by_absence = item.stand_in.as_ref().map(|one| match one {
        StandIn::For(words) | StandIn::By(words) => words.clone(),
    });
    parts.extend(by_absence.or_else(|| whose_words(item, honorific)));
    let head = if parts.is_empty() { String::new() } else { format!("{}. ", capitalised(&parts.join(", "))) };
    if item.shut.is_some() {
        // Of what was never begun there is nothing to be anxious about.
        let kept = if item.waiting > 0 { "Tệp và lời đã viết vẫn còn nguyên, chờ" } else { "Chờ" };
        return format!("{head}{kept} mở khóa mới nộp được.");
    }
    let then = match item.standing {
        Standing::Overdue(_) => {
            format!("Vẫn nộp được, hồ sơ sẽ ghi là nộp muộn. Nếu có lý do, {} ghi kèm khi nộp.", honorific.word())
        }
        Standing::Untimed { .. } => "Nộp lúc nào cũng được, không bao giờ bị tính muộn.".to_owned(),
        Standing::Practice { .. } => "Nộp thử một tệp bất kỳ, không ai bị tính muộn.".to_owned(),
        Standing::NotYetDue | Standing::Exempt | Standing::Missed | Standing::OnTime | Standing::Late(_) | Standing::Excused(_) => {
            let moved = item.due.as_ref().and_then(|due| due.moved.as_ref()).filter(|moved| !moved.because.is_empty());
            let moved = moved.map(|moved| format!("Hạn đã dời vì {}.", moved.because));
            let after = (shown.usual != Some(item.hours)).then(|| time_left::after_the_hour(&item.hours));
            [moved, after].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
    };
    format!("{head}{then}").trim_end().to_owned()
}

/// Whose turn it is, where somebody else has to do with it.
fn whose_words(item: &WorkItem, honorific: Honorific) -> Option<String> {
    Some(match &item.whose {
        Whose::MyTurn => format!("lượt {} phụ trách", honorific.word()),
        // What nobody can hand in now nobody helps with either.
        Whose::Turn(who) if item.shut.is_some() => format!("lượt {who}"),
        Whose::Turn(who) => format!("lượt {who}; {} nộp giúp cũng được, biên nhận ghi tên người nộp", honorific.word()),
        Whose::Shared(others) => format!("soạn chung với {}", others.join(", ")),
        Whose::BeforeMe => format!("hạn từ trước khi {} nhận việc, không tính cho {0}", honorific.word()),
        Whose::Mine => return None,
    })
}

/// Weekly records after the next weeks, folded: sooner or later each of them stands above.
fn later(work: &MyWork) -> Option<impl IntoView + use<>> {
    let day = |item: Option<&WorkItem>| item.and_then(|item| item.due.as_ref()).map(|due| vietnamese::date(due.day));
    let (from, to) = (day(work.later.first())?, day(work.later.last())?);
    Some(view! {
        <section class="group" aria-label="Những tuần sau">
            <details class="why folded">
                <summary>
                    <span>"Xem thêm "{work.later.len()}" hồ sơ hằng tuần, hạn từ "{from}" đến "{to}</span>
                    <Icon name="chevron-down"/>
                </summary>
                <ul class="jobs">{work.later.iter().map(|item| job(item, work.into())).collect_view()}</ul>
            </details>
        </section>
    })
}

/// Records without a due day of other weeks and months, folded: they press nobody, and must stay in reach.
fn untimed(work: &MyWork) -> Option<impl IntoView + use<>> {
    let count = work.untimed.len();
    (count > 0).then(|| {
        view! {
            <section class="group" aria-labelledby="g-khong-han">
                <h2 id="g-khong-han">"Không có hạn"" "<small>"Nộp lúc nào cũng được, không bao giờ bị tính muộn."</small></h2>
                <details class="why folded">
                    <summary><span>"Xem "{count}" hồ sơ chưa nộp"</span><Icon name="chevron-down"/></summary>
                    <ul class="jobs">{work.untimed.iter().map(|item| job(item, work.into())).collect_view()}</ul>
                </details>
            </section>
        }
    })
}

fn recent(work: &MyWork) -> Option<impl IntoView + use<>> {
    let done = work.done;
    (!work.recent.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby="g-da-nop">
                <h2 id="g-da-nop">"Đã nộp gần đây"" "<small><a href=paths::DONE>"Xem tất cả "{done}" hồ sơ"</a></small></h2>
                <ul class="jobs">{work.recent.iter().map(done_item).collect_view()}</ul>
            </section>
        }
    })
}
