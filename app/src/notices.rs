//! "/thong-bao": what has happened to one's own records, what waits, and what to remind a department of.

use domain::{
    days::{Timestamp, day_of, local},
    delegations::DoneBy,
    inspection::HeldVerdict,
    notices::{News, Notice},
    people::Organisation,
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{Look, SafeTextArea, Status},
};

/// How many of the records that came on one day are named.
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
    /// For whoever leads: the department and the words to paste.
    pub reminders: Vec<(String, String)>,
}

#[component]
pub fn NoticesPage(viewer: Viewer, page: NoticesView) -> impl IntoView {
    let lines = page.notices.iter().map(|notice| line(&page, notice)).collect_view();
    let reminders = page.reminders.iter().enumerate().map(|(at, one)| reminder(at, one)).collect_view();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Notices>
            <main id="noi-dung" class="sheet notices-page" tabindex="-1">
                <header class="head cols">
                    <p class="when"><span>"Hôm nay"</span>" "<b>{vietnamese::weekday_and_date(day_of(page.now))}</b></p>
                    <div>
                        <h1>"Thông báo"</h1>
                        <p class="sub">"Báo trong giờ làm việc; việc buổi tối và ngày nghỉ để sang sáng ngày làm việc."</p>
                    </div>
                </header>
                {page.notices.is_empty().then(|| view! {
                    <section class="cols" aria-labelledby="trong">
                        <p class="when"></p>
                        <div class="empty">
                            <h2 id="trong">"Chưa có thông báo nào"</h2>
                            <p>"Khi hồ sơ được duyệt, bị trả lại, hoặc có hồ sơ chờ duyệt thì báo ở đây."</p>
                        </div>
                    </section>
                })}
                <ul class="jobs" data-renew="60">{lines}</ul>
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

/// "Cô Lê Thị Đào thay cô Lê Thị Ấm theo QĐ 15/QĐ-MNNT", as it begins a sentence.
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
    let (look, word, title, words, href) = match &notice.news {
        News::Returned { obligation, title, by, back, is_corrected } => {
            let mut why = back.reasons.clone();
            why.extend(Some(back.words.clone()).filter(|words| !words.is_empty()));
            let then = if *is_corrected {
                "Đã nộp bản sửa, đang chờ duyệt lại.".to_owned()
            } else {
                let day = vietnamese::weekday_and_date(back.correct_by);
                if back.correct_by < day_of(page.now) {
                    format!("Ngày sửa {day} đã qua.")
                } else {
                    format!("Sửa xong trước hết {day}.")
                }
            };
            let why = why.iter().map(|one| one.trim_end_matches('.')).collect::<Vec<_>>().join("; ");
            let words = format!("{}: {why}. {then}", name(&page.organisation, by));
            (Look::Returned, "Trả lại để sửa", title.clone(), words, paths::record(obligation))
        }
        News::Approved { obligation, title, by } => {
            let words = format!("{} đã duyệt, dùng được.", name(&page.organisation, by));
            (Look::Approved, "Đã duyệt", title.clone(), words, paths::record(obligation))
        }
        News::SpotChecked { obligation, title, by } => {
            let words = format!("{} đã kiểm tra, hồ sơ vẫn dùng như tổ đã duyệt.", name(&page.organisation, by));
            (Look::Approved, "Đã kiểm tra", title.clone(), words, paths::record(obligation))
        }
        News::Commented { obligation, title, by, comments, answers } => {
            let who = name(&page.organisation, by);
            let words = format!("{who} {}.", said(*comments, *answers));
            (Look::Opened, "Góp ý", title.clone(), words, paths::record_comments(obligation))
        }
        News::Discussed { obligation, title, by, comments, answers } => {
            let who = name(&page.organisation, by);
            let words = format!("{who} {}.", said(*comments, *answers));
            let word = if *comments == 0 { "Trả lời góp ý" } else { "Góp ý" };
            (Look::Opened, word, title.clone(), words, paths::review_comments(obligation, 0))
        }
        News::Lent { words, until } => {
            let until = until.map(|until| format!(", đến hết {}", vietnamese::weekday_and_date(until))).unwrap_or_default();
            let title = format!("{} được ủy quyền", vietnamese::capitalised(page.honorific));
            let words = format!("{}{until}.", vietnamese::capitalised(words));
            (Look::HandedIn, "Ủy quyền", title, words, paths::DELEGATIONS.to_owned())
        }
        News::HeldFile { file, title, by } => {
            let by = name(&page.organisation, by);
            let (look, word, words) = match &file.judgement.verdict {
                HeldVerdict::Released => (
                    Look::Approved,
                    "Tệp được mở",
                    format!("{by} đã xem {} và cho mở: ai xem được hồ sơ thì mở được tệp.", file.name),
                ),
                HeldVerdict::Returned { reason } => {
                    let reason = reason.trim_end_matches('.');
                    let then = "Nộp phiên bản mới với tệp đã sửa; giờ nộp lần đầu vẫn giữ nguyên.";
                    (Look::Returned, "Tệp bị trả lại", format!("{by} trả lại {}: {reason}. {then}", file.name))
                }
            };
            (look, word, title.clone(), words, paths::record(file.obligation))
        }
        News::Waits { titles } => {
            let title = format!("{} hồ sơ chờ {} duyệt", titles.len(), page.honorific);
            let more = titles.len().saturating_sub(NAMED);
            let more = if more > 0 { format!("; và {more} hồ sơ nữa") } else { String::new() };
            let words = format!("{}{more}.", titles.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("; "));
            (Look::HandedIn, "Chờ duyệt", title, words, paths::REVIEW_QUEUE.to_owned())
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

/// "góp ý 2 chỗ và trả lời 1 góp ý".
fn said(comments: usize, answers: usize) -> String {
    match (comments, answers) {
        (comments, 0) => format!("góp ý {comments} chỗ"),
        (0, answers) => format!("trả lời {answers} góp ý"),
        (comments, answers) => format!("góp ý {comments} chỗ và trả lời {answers} góp ý"),
    }
}

fn reminder(at: usize, (department, words): &(String, String)) -> impl IntoView + use<> {
    let id = format!("nhac-{at}");
    let rows = u32::try_from(words.lines().count().clamp(5, 16)).unwrap_or(5);
    view! {
        <div class="cols"><p class="when"></p>
            <div class="stack">
                <label for=id.clone()>{format!("Tin nhắn cho tổ {department}")}</label>
                <p class="hint">"Chép rồi dán vào nhóm Zalo của tổ. Xem lại tên và ngày trước khi gửi."</p>
                <SafeTextArea id=id.clone() name="tin-nhan" value=words.clone() rows longest=10_000/>
                <div class="btns">
                    <button type="button" class="btn onlyjs" data-copy=id>"Chép tin nhắn"" "<span role="status"></span></button>
                </div>
            </div>
        </div>
    }
}
