//! "/thong-bao": what has happened to one's own records, what waits, and what to remind a department of.

mod held_files;
mod reminders;
mod tasks;

use chrono::NaiveDate;
use domain::{
    days::{Timestamp, day_of, local},
    delegations::DoneBy,
    digests::LeadsTo,
    extensions::Wish,
    inspection::HeldVerdict,
    locks::LockKind,
    notices::{AbsenceNews, AbsencePart, Correction, News, Notice, OrderNews, SwapNews, SwapPart, UpdateEnd, UpdateOutcome},
    obligations::Finding,
    people::Organisation,
    record_types::ApprovalRoute,
    school_years::{ChangedDueDays, DueDaysChange},
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    rule_versions::by_document,
    ui::{Look, Pages, Status, pager},
};
use reminders::reminder;

pub use reminders::DepartmentReminder;

/// How many of the records of one notice are named.
const NAMED: usize = 3;

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct NoticesView {
    pub now: Timestamp,
    /// The newest first.
    pub notices: Vec<Notice>,
    /// Until when they had been read before this page was opened.
    pub read: Option<Timestamp>,
    /// "cô".
    pub honorific: &'static str,
    pub organisation: Organisation,
    /// For whoever leads.
    pub reminders: Vec<DepartmentReminder>,
    /// Of a year that is over: which part of the list this is.
    pub pages: Option<Pages>,
}

#[component]
pub fn NoticesPage(viewer: Viewer, page: NoticesView) -> impl IntoView {
    let lines = page.notices.iter().map(|notice| line(&page, notice)).collect_view();
    let year = viewer.looks_back.clone();
    let (sub, nothing, nothing_words) = match &year {
        Some(name) => (
            format!("Những gì đã báo trong năm học {}.", vietnamese::school_year(name)),
            "Không có thông báo nào",
            "Trong năm học đó không có gì được báo.",
        ),
        None => (
            "Báo trong giờ làm việc; việc buổi tối và ngày nghỉ để sang sáng ngày làm việc.".to_owned(),
            "Chưa có thông báo nào",
            "Khi hồ sơ được duyệt, bị trả lại, bị khóa, hoặc có hồ sơ chờ duyệt thì báo ở đây.",
        ),
    };
    let link = move |at: usize| {
        let address = paths::in_year(paths::NOTICES, year.as_deref());
        if at == 0 { address } else { format!("{address}&trang={at}") }
    };
    let turning = page.pages.map(|pages| pager(pages, "thông báo", link));
    let reminders = page.reminders.iter().enumerate().map(|(at, one)| reminder(at, one, page.now)).collect_view();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Notices>
            <main id="noi-dung" class="sheet notices-page" tabindex="-1">
                <header class="head cols">
                    <p class="when"><span>"Hôm nay"</span>" "<b>{vietnamese::weekday_and_date(day_of(page.now))}</b></p>
                    <div>
                        <h1>"Thông báo"</h1>
                        <p class="sub">{sub}</p>
                    </div>
                </header>
                {page.notices.is_empty().then(|| view! {
                    <section class="cols" aria-labelledby="trong">
                        <p class="when"></p>
                        <div class="empty">
                            <h2 id="trong">{nothing}</h2>
                            <p>{nothing_words}</p>
                        </div>
                    </section>
                })}
                <ul class="jobs" data-renew="60">{lines}</ul>
                {turning}
                {(!page.reminders.is_empty()).then(|| view! {
                    <section class="group" aria-labelledby="g-nhac">
                        <h2 id="g-nhac">"Nhắc tổ nộp hồ sơ"</h2>
                        {reminders}
                    </section>
                })}
            </main>
        </Page>
    }
}

/// "Cô Lê Thị Đào thay cô Lê Thị Ấm theo Quyết định số 15/QĐ-MNNT", as it begins a sentence.
fn name(organisation: &Organisation, by: &DoneBy) -> String {
    let name = organisation.person(by.person).map_or_else(
        || "người đã rời trường".to_owned(),
        |one| format!("{} {}", one.honorific.word(), organisation.distinct_name(one, None)),
    );
    let acting = by.acting.as_ref().map(|acting| format!(" {acting}")).unwrap_or_default();
    vietnamese::capitalised(&format!("{name}{acting}"))
}

fn line(page: &NoticesView, notice: &Notice) -> impl IntoView + use<> {
    let at = local(notice.at);
    let is_new = page.read.is_none_or(|read| read < notice.at);
    let (look, word) = look(&notice.news);
    let (title, words, href) = match &notice.news {
        News::Returned { obligation, title, by, back, correction } => {
            let mut why = back.reasons.clone();
            why.extend(Some(back.words.clone()).filter(|words| !words.is_empty()));
            let day = vietnamese::weekday_and_date(back.correct_by);
            let then = match correction {
                Correction::Waits => "Đã nộp bản sửa, đang chờ duyệt lại.".to_owned(),
                Correction::Decided => "Đã nộp bản sửa, bản sửa đã được xem lại.".to_owned(),
                Correction::Awaited if back.correct_by < day_of(page.now) => format!("Ngày sửa {day} đã qua."),
                Correction::Awaited => format!("Sửa xong trước khi hết {day}."),
            };
            let why = why.iter().map(|one| vietnamese::without_stop(one)).collect::<Vec<_>>().join("; ");
            let words = format!("{}: {why}. {then}", name(&page.organisation, by));
            (title.clone(), words, paths::record(obligation))
        }
        News::Approved { obligation, title, by } => {
            let words = format!("{} đã duyệt, dùng được.", name(&page.organisation, by));
            (title.clone(), words, paths::record(obligation))
        }
        News::SpotChecked { obligation, title, by } => {
            let words = format!("{} đã kiểm tra, hồ sơ vẫn dùng như tổ đã duyệt.", name(&page.organisation, by));
            (title.clone(), words, paths::record(obligation))
        }
        News::Commented { obligation, title, by, comments, answers } => {
            let who = name(&page.organisation, by);
            let words = format!("{who} {}.", said(*comments, *answers));
            (title.clone(), words, paths::record_comments(obligation))
        }
        News::Discussed { obligation, title, by, comments, answers } => {
            let who = name(&page.organisation, by);
            let words = format!("{who} {}.", said(*comments, *answers));
            (title.clone(), words, paths::review_comments(obligation, 0))
        }
        News::Lent { words, until } => {
            let until = until.map(|until| format!(", đến hết {}", vietnamese::weekday_and_date(until))).unwrap_or_default();
            let title = format!("{} được ủy quyền", vietnamese::capitalised(page.honorific));
            let words = format!("{}{until}.", vietnamese::capitalised(words));
            (title, words, paths::DELEGATIONS.to_owned())
        }
        News::HeldFile { file, title, by } => {
            let by = name(&page.organisation, by);
            let (words, address) = held_files::told(file, &by);
            (title.clone(), words, address)
        }
        News::Ordered(order) => {
            let (from, until) = (order.from.map(vietnamese::moment), order.until.map(vietnamese::moment));
            let from = from.map_or_else(|| "khi tổ quản lý phần mềm thi hành".to_owned(), |from| format!("từ {from}"));
            let until = until.map(|until| format!(" đến {until}")).unwrap_or_default();
            let what = vietnamese::capitalised(order.kind.words());
            let records = match order.records {
                0 => "hồ sơ".to_owned(),
                records => format!("{records} hồ sơ của {}", page.honorific),
            };
            let (by, reason) = (&order.by, vietnamese::without_stop(&order.reason));
            let words = format!("{what} {records} {from}{until}. {by} ra lệnh: {reason}.");
            (order.name.clone(), words, paths::lock_order(order.order))
        }
        News::OrderRevoked(order) => {
            let reason = vietnamese::without_stop(&order.reason);
            let with = match order.records {
                0 => String::new(),
                records => format!(" với {records} hồ sơ của {}", page.honorific),
            };
            let words = format!("Lệnh này không còn hiệu lực{with}: {reason}.");
            (format!("Thu hồi {}", vietnamese::with_small_beginning(&order.name)), words, paths::lock_order(order.order))
        }
        News::OrderWaits(order) => {
            let words = format!("{} đã ra lệnh; lệnh có hiệu lực khi {} thi hành.", order.by, page.honorific);
            (format!("{} chờ thi hành", order.name), words, paths::lock_order(order.order))
        }
        News::OrderToSign(order) => {
            let words = format!("{} đề nghị; lệnh chờ {} cùng quyết định, chưa khóa, mở gì.", order.by, page.honorific);
            (format!("{} chờ quyết định", order.name), words, paths::lock_order(order.order))
        }
        News::Absence(absence) => absence_words(&page.organisation, absence, page.honorific),
        News::Swap(swap) => swap_words(&page.organisation, swap),
        News::Task(task) => tasks::task_words(&page.organisation, task),
        News::Shut { closure, name, moved } => {
            let day = |day| format!("{} {}", vietnamese::weekday(day), vietnamese::day_month(day));
            let words = moved.iter().map(|(title, from, to)| format!("{title}: hạn dời từ {} sang {}", day(*from), day(*to)));
            (name.clone(), named(words), paths::closure(closure))
        }
        News::OpenAgain { closure, name, due, put_off } => {
            let words = due.iter().map(|(title, day)| format!("{title}: hạn trở lại {}", vietnamese::weekday_and_date(*day)));
            let kept =
                put_off.iter().map(|(title, day)| format!("{title}: vẫn theo gia hạn, {}", vietnamese::weekday_and_date(*day)));
            let words = words.chain(kept).collect::<Vec<_>>().into_iter();
            (format!("{name}: đã rút, không nghỉ nữa"), named(words), paths::closure(closure))
        }
        News::DueDaysChanged { change, by, records, moved } => {
            let who = by.as_ref().map_or_else(|| "Chương trình".to_owned(), |by| name(&page.organisation, by));
            (
                due_days_title(change),
                due_days_words(change, &who, (*records, *moved), page.honorific),
                paths::CALENDAR_HISTORY.to_owned(),
            )
        }
        News::WaysChange { change, by, ways } => {
            let who = by.as_ref().map_or_else(|| "Chương trình".to_owned(), |by| name(&page.organisation, by));
            let title = format!("Cách duyệt đổi từ {}", vietnamese::weekday_and_date(change.from));
            (title, ways_words(&who, change, ways), paths::CALENDAR_HISTORY.to_owned())
        }
        News::MoreTime { titles, until, by, reason } => {
            let who = vietnamese::with_small_beginning(&name(&page.organisation, by));
            let title = format!("Được gia hạn đến {}", vietnamese::weekday_and_date(*until));
            let words =
                format!("{} Người gia hạn: {who}; lý do: {}.", named(titles.iter().cloned()), vietnamese::without_stop(reason));
            (title, words, paths::EXTENSIONS.to_owned())
        }
        News::LessTime { due, by, reason } => {
            let who = vietnamese::with_small_beginning(&name(&page.organisation, by));
            let words = due.iter().map(|(title, day)| format!("{title}: hạn là {}", vietnamese::weekday_and_date(*day)));
            let words = format!("{} Người rút: {who}; lý do: {}.", named(words), vietnamese::without_stop(reason));
            ("Gia hạn đã rút".to_owned(), words, paths::MY_WORK.to_owned())
        }
        News::Freed { titles, by, reason } => {
            let who = vietnamese::with_small_beginning(&name(&page.organisation, by));
            let words =
                format!("{} Người miễn: {who}; lý do: {}.", named(titles.iter().cloned()), vietnamese::without_stop(reason));
            ("Được miễn, không phải nộp".to_owned(), words, paths::MY_WORK.to_owned())
        }
        News::OwedAgain { due, by, reason } => {
            let who = vietnamese::with_small_beginning(&name(&page.organisation, by));
            let day = |day: &Option<NaiveDate>| day.map(|day| format!(": hạn {}", vietnamese::weekday_and_date(day)));
            let words = due.iter().map(|(title, due)| format!("{title}{}", day(due).unwrap_or_default()));
            let words = format!("{} Người bỏ miễn: {who}; lý do: {}.", named(words), vietnamese::without_stop(reason));
            ("Bỏ miễn, lại phải nộp".to_owned(), words, paths::MY_WORK.to_owned())
        }
        News::MoreTimeAsked { title, by, wish, reason } => {
            let (who, wish) = (name(&page.organisation, by), wish.words());
            let words = format!("{who} xin {wish}: {}.", vietnamese::without_stop(reason));
            (title.clone(), words, paths::EXTENSIONS.to_owned())
        }
        News::NoMoreTime { obligation, title, by, wish, because } => {
            let what = match wish {
                Wish::Until(_) => "gia hạn",
                Wish::Freedom => "miễn",
            };
            let words = format!("{} không đồng ý {what}: {}.", name(&page.organisation, by), vietnamese::without_stop(because));
            (title.clone(), words, paths::record(obligation))
        }
        News::LatenessJudged { obligation, title, by, finding, words } => {
            let more = if words.is_empty() { String::new() } else { format!(": {}", vietnamese::without_stop(words)) };
            let words = format!("{} đã xem vì sao nộp muộn{more}.", name(&page.organisation, by));
            (format!("{title}: {}", finding.words().to_lowercase()), words, paths::record(obligation))
        }
        News::Waits { titles } => {
            let title = format!("{} hồ sơ chờ {} duyệt", titles.len(), page.honorific);
            (title, named(titles.iter().cloned()), paths::REVIEW_QUEUE.to_owned())
        }
        News::Today { day, numbers } => {
            let title = format!("{}: {}", of_day(*day, page.now), numbers.words(*day, page.honorific));
            (title, counted_at(notice.at), leads_to(numbers.leads_to()).to_owned())
        }
        News::ThisWeek { day, numbers } => (numbers.words(*day), counted_at(notice.at), paths::DASHBOARD.to_owned()),
        News::UpdateAsked { update, name: request, by, titles } => {
            let records = titles.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("; ");
            let more = titles.len().saturating_sub(NAMED);
            let more = if more > 0 { format!("; và {more} hồ sơ nữa") } else { String::new() };
            let words = format!("{} xin bổ sung sau khóa: {records}{more}.", name(&page.organisation, by));
            (request.clone(), words, paths::update(update))
        }
        News::UpdateDecided { update, name: request, by, outcome } => {
            let by = name(&page.organisation, by);
            let words = match outcome {
                UpdateOutcome::Granted { until } if *until <= page.now => {
                    format!("{by} đã đồng ý, mở đến {}; nay đã khóa lại.", vietnamese::moment(*until))
                }
                UpdateOutcome::Granted { until } => format!("{by} đồng ý. Hồ sơ mở đến {}.", vietnamese::moment(*until)),
                UpdateOutcome::Refused { words } => format!("{by} không đồng ý: {}.", vietnamese::without_stop(words)),
            };
            (request.clone(), words, paths::update(update))
        }
        News::ReadRegulation { name: version, from, by } => {
            let asks = "Đọc rồi bấm “Tôi đã đọc và cam kết thực hiện”.";
            let words = match by {
                Some(by) => format!("{} nhắc: chưa thấy cam kết. {asks}", name(&page.organisation, by)),
                None => format!("Thi hành từ {}. {asks}", vietnamese::weekday_and_date(*from)),
            };
            (format!("Quy chế, {}", vietnamese::with_small_beginning(version)), words, paths::REGULATION.to_owned())
        }
        News::UpdateEnded { update, name: request, ended } => {
            let words = match ended {
                UpdateEnd::Hours => "Hết giờ mở, hồ sơ đã tự khóa lại.".to_owned(),
                UpdateEnd::Done { by } => format!("{} đã xong, hồ sơ khóa lại.", name(&page.organisation, by)),
                UpdateEnd::Closed { by } => format!("{} đã khóa lại trước khi hết giờ mở.", name(&page.organisation, by)),
            };
            (request.clone(), words, paths::update(update))
        }
    };
    view! {
        <li class="job cols">
            <p class="when"><b>{vietnamese::date(at.date())}</b>" "<span>{vietnamese::hour(at.time())}</span></p>
            <div class="what">
                <h3><a href=href>{title}</a>{is_new.then(|| view! { " "<span class="new">"mới"</span> })}</h3>
                <Status look word/>
                <p class="then">{words}</p>
            </div>
        </li>
    }
}

/// What was counted in the morning is of that morning: the next day it is called by its date.
fn of_day(day: NaiveDate, now: Timestamp) -> String {
    if day == day_of(now) {
        "Hôm nay".to_owned()
    } else {
        vietnamese::capitalised(&format!("{} {}", vietnamese::weekday(day), vietnamese::day_month(day)))
    }
}

/// What is done since changes nothing of it.
fn counted_at(at: Timestamp) -> String {
    let at = local(at);
    format!("Tính lúc {} {}.", vietnamese::hour(at.time()), vietnamese::weekday_and_date(at.date()))
}

const fn leads_to(place: LeadsTo) -> &'static str {
    match place {
        LeadsTo::MyWork => paths::MY_WORK,
        LeadsTo::ReviewQueue => paths::REVIEW_QUEUE,
        LeadsTo::Orders => paths::LOCK_ORDERS,
        LeadsTo::Updates => paths::UPDATES,
        LeadsTo::Extensions => paths::EXTENSIONS,
        LeadsTo::Swaps => paths::SWAPS,
    }
}

/// What an absence means to whoever reads of it.
fn absence_words(organisation: &Organisation, absence: &AbsenceNews, whose: &str) -> (String, String, String) {
    let called =
        |id| organisation.person(id).map(|one| format!("{} {}", one.honorific.word(), organisation.distinct_name(one, None)));
    let called = |id| called(id).unwrap_or_default();
    let days = vietnamese::from_to(absence.days);
    let word = |of| organisation.cover_word(of, absence.days.from);
    let by = vietnamese::with_small_beginning(&name(organisation, &absence.by));
    match absence.part {
        AbsencePart::Covers { of } => {
            let words = format!("Hồ sơ đến hạn những ngày đó nằm ở Việc của tôi, nộp sớm cũng được. Người ghi: {by}.");
            (format!("{} {} {days}", vietnamese::capitalised(word(of)), called(of)), words, paths::MY_WORK.to_owned())
        }
        AbsencePart::Covered { by: cover } => {
            let words = format!("{} {}, nộp hồ sơ đến hạn những ngày đó. Người ghi: {by}.", called(cover), word(absence.person));
            (format!("Nghỉ {days}"), vietnamese::capitalised(&words), paths::ABSENCES.to_owned())
        }
        AbsencePart::Freed { records } => {
            let words = format!("Được miễn {records} hồ sơ đến hạn những ngày đó. Người ghi: {by}.");
            (format!("Nghỉ {days}"), words, paths::ABSENCES.to_owned())
        }
        AbsencePart::CoversNoMore { of } => {
            let words = format!("Hồ sơ chưa đến hạn không còn phải nộp thay. Người ghi: {by}.");
            (format!("Thôi {} {}", word(of), called(of)), words, paths::ABSENCES.to_owned())
        }
        AbsencePart::Back => {
            let words = format!("Hồ sơ chưa đến hạn lại do {whose} nộp như trước. Người ghi: {by}.");
            (format!("Kết thúc nghỉ {days}"), words, paths::ABSENCES.to_owned())
        }
    }
}

/// What a swap of turns means to whoever reads of it.
fn swap_words(organisation: &Organisation, swap: &SwapNews) -> (String, String, String) {
    let by = name(organisation, &swap.by);
    let words = match &swap.part {
        SwapPart::Asked { reason } => format!("{by} đề nghị đổi lượt: {}.", vietnamese::without_stop(reason)),
        SwapPart::Accepted => format!("{by} đồng ý. Ai nộp tuần nào xem ở Việc của tôi."),
        SwapPart::Declined => format!("{by} không đổi được; lượt vẫn như cũ."),
    };
    (swap.title.clone(), words, paths::SWAPS.to_owned())
}

fn due_days_title(change: &DueDaysChange) -> String {
    match &change.what {
        ChangedDueDays::Calendar { .. } => "Lịch năm học vừa sửa".to_owned(),
        ChangedDueDays::Rules { number, .. } => format!("Quy định nộp hồ sơ có bản {number}"),
    }
}

/// From which day, what, by whom and by which document, and how many records of the reader's own follow it.
fn due_days_words(change: &DueDaysChange, who: &str, (records, moved): (usize, usize), honorific: &str) -> String {
    let from = vietnamese::weekday_and_date(change.from);
    let document = by_document(&change.document).map(|words| format!(", {}", vietnamese::with_small_beginning(&words)));
    let (document, honorific) = (document.unwrap_or_default(), vietnamese::capitalised(honorific));
    match &change.what {
        ChangedDueDays::Calendar { words, .. } => {
            let more = words.len().saturating_sub(NAMED);
            let more = if more > 0 { format!(" Và {more} chỗ nữa.") } else { String::new() };
            let words = words.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(" ");
            let moved = if moved > 0 { format!(", {moved} hạn rơi vào ngày vừa sửa nên dời") } else { String::new() };
            format!("{who} sửa lịch từ {from}{document}. {words}{more} {honorific} có {records} hồ sơ từ ngày đó{moved}.")
        }
        ChangedDueDays::Rules { .. } => format!(
            "{who} lập bản mới, áp dụng từ {from}{document}. {honorific} có {records} hồ sơ theo bản này; hạn và giờ mới có ở Việc \
             của tôi."
        ),
    }
}

/// By whom and by which document, and of each type the way from then on and the one until then.
fn ways_words(who: &str, change: &DueDaysChange, ways: &[(String, ApprovalRoute, ApprovalRoute)]) -> String {
    let document = by_document(&change.document).map(|words| format!(", {}", vietnamese::with_small_beginning(&words)));
    let way = |route: ApprovalRoute| vietnamese::with_small_beginning(route.words());
    let ways = ways.iter().map(|(name, from, to)| format!("{name}: {}, trước đây là {}", way(*to), way(*from)));
    let ways = ways.collect::<Vec<_>>().join("; ");
    format!("{who} lập bản quy định mới{}. {ways}. Hồ sơ nộp trước ngày đó vẫn duyệt như cũ.", document.unwrap_or_default())
}

/// The first few in one sentence, and how many there are beside them.
fn named(words: impl ExactSizeIterator<Item = String>) -> String {
    let more = words.len().saturating_sub(NAMED);
    let more = if more > 0 { format!("; và {more} hồ sơ nữa") } else { String::new() };
    format!("{}{more}.", words.take(NAMED).collect::<Vec<_>>().join("; "))
}

/// Shape and word of what is told: the same shape as on every other page, and one of its own for what has none there.
const fn look(news: &News) -> (Look, &'static str) {
    match news {
        News::Returned { .. } => (Look::Returned, "Trả lại để sửa"),
        News::Approved { .. } => (Look::Approved, "Đã duyệt"),
        News::SpotChecked { .. } => (Look::Approved, "Đã kiểm tra"),
        News::Discussed { comments: 0, .. } => (Look::Comment, "Trả lời góp ý"),
        News::Commented { .. } | News::Discussed { .. } => (Look::Comment, "Góp ý"),
        News::Lent { .. } => (Look::Lent, "Ủy quyền"),
        News::HeldFile { file, .. } => match file.judgement.verdict {
            HeldVerdict::Released => (Look::Opened, "Tệp được mở"),
            HeldVerdict::Returned { .. } => (Look::Returned, held_files::kept(file.place)),
        },
        News::Ordered(OrderNews { kind: LockKind::Lock, .. }) => (Look::Locked, "Khóa hồ sơ"),
        News::Ordered(OrderNews { kind: LockKind::Unlock, .. }) => (Look::Opened, "Mở hồ sơ"),
        News::OrderRevoked(_) => (Look::Archived, "Thu hồi lệnh"),
        News::OrderWaits(_) => (Look::NotYetDue, "Chờ thi hành"),
        News::OrderToSign(_) => (Look::NotYetDue, "Chờ quyết định"),
        News::Absence(_) => (Look::Lent, "Nghỉ, dạy thay"),
        News::Swap(SwapNews { part: SwapPart::Asked { .. }, .. }) => (Look::HandedIn, "Đề nghị đổi lượt"),
        News::Swap(SwapNews { part: SwapPart::Accepted, .. }) => (Look::Approved, "Đã đổi lượt"),
        News::Swap(SwapNews { part: SwapPart::Declined, .. }) => (Look::Archived, "Không đổi lượt"),
        News::Task(task) => tasks::task_look(&task.part),
        News::Shut { .. } => (Look::NotYetDue, "Hạn dời"),
        News::OpenAgain { .. } => (Look::NotYetDue, "Hạn trở lại"),
        News::DueDaysChanged { .. } => (Look::NotYetDue, "Lịch, quy định"),
        News::WaysChange { .. } => (Look::NotYetDue, "Cách duyệt"),
        News::MoreTime { .. } => (Look::NotYetDue, "Được gia hạn"),
        News::LessTime { .. } => (Look::NotYetDue, "Rút gia hạn"),
        News::Freed { .. } => (Look::Exempt, "Được miễn"),
        News::OwedAgain { .. } => (Look::NotYetDue, "Bỏ miễn"),
        News::MoreTimeAsked { wish: Wish::Until(_), .. } => (Look::NotYetDue, "Xin gia hạn"),
        News::MoreTimeAsked { wish: Wish::Freedom, .. } => (Look::NotYetDue, "Xin miễn"),
        News::NoMoreTime { wish: Wish::Until(_), .. } => (Look::NotYetDue, "Không gia hạn"),
        News::NoMoreTime { wish: Wish::Freedom, .. } => (Look::NotYetDue, "Không miễn"),
        News::LatenessJudged { finding: Finding::WithReason, .. } => (Look::Excused, "Muộn có lý do"),
        News::LatenessJudged { finding: Finding::WithoutReason, .. } => (Look::Late, "Muộn không có lý do chính đáng"),
        News::ReadRegulation { by: None, .. } => (Look::NotYetDue, "Chờ cam kết"),
        News::ReadRegulation { by: Some(_), .. } => (Look::NotYetDue, "Nhắc cam kết"),
        News::Waits { .. } => (Look::HandedIn, "Chờ duyệt"),
        News::Today { .. } => (Look::NotYetDue, "Việc trong ngày"),
        News::ThisWeek { .. } => (Look::NotYetDue, "Cả tuần"),
        News::UpdateAsked { .. } => (Look::Amended, "Xin bổ sung"),
        News::UpdateDecided { outcome: UpdateOutcome::Granted { .. }, .. } => (Look::Amended, "Được bổ sung"),
        News::UpdateDecided { outcome: UpdateOutcome::Refused { .. }, .. } => (Look::Locked, "Không đồng ý"),
        News::UpdateEnded { .. } => (Look::Locked, "Đã khóa lại"),
    }
}

/// "góp ý 2 chỗ và trả lời 1 góp ý".
fn said(comments: usize, answers: usize) -> String {
    match (comments, answers) {
        (comments, 0) => format!("góp ý {comments} chỗ"),
        (0, answers) => format!("trả lời {answers} góp ý"),
        (comments, answers) => format!("góp ý {comments} chỗ và trả lời {answers} góp ý"),
    }
}
