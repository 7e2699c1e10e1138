//! "/nhat-ky": what happened, in sentences: who, as whom, when, from where, and what before and after.

use domain::{
    days::{Timestamp, local},
    log::{About, AnchorCode, LogFilter, LogKey, LogLine, Topic},
    obligations::ObligationId,
    permissions::LogScope,
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    printed::printed_foot,
    ui::{FilterDay, FilterField, HiddenField, PrintButton, SearchField, refused_and_done},
};

/// How many lines stand on one page.
pub const PER_PAGE: usize = 50;

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct LogView {
    pub now: Timestamp,
    pub scope: LogScope,
    pub lines: Vec<LogLine>,
    pub filter: LogFilter,
    /// The days as they were typed, also those that are none.
    pub typed_days: (String, String),
    /// Why a choice was not followed.
    pub wrong: Option<Words>,
    /// Id and name of whoever may be chosen.
    pub people: Vec<(String, String)>,
    /// The record whose log it is.
    pub record: Option<(ObligationId, String)>,
    /// Where the next page begins; none on the last one.
    pub older: Option<LogKey>,
    /// "cô", for whoever reads it.
    pub honorific: &'static str,
    /// Of the end of the log, for the paper.
    pub anchor: Option<AnchorCode>,
}

impl LogView {
    fn title(&self) -> &'static str {
        match (&self.record, self.scope) {
            (Some(_), _) => "Nhật ký của hồ sơ",
            (None, LogScope::School) => "Nhật ký",
            (None, LogScope::Own) => "Nhật ký của tôi",
        }
    }

    fn about(&self) -> String {
        match (&self.record, self.scope) {
            (Some((_, title)), _) => title.clone(),
            (None, LogScope::School) => {
                "Mọi việc đã làm trong hệ thống, việc mới nhất ở trên. Không ai sửa hay xóa được dòng nào.".to_owned()
            }
            (None, LogScope::Own) => {
                let who = self.honorific;
                format!(
                    "Việc {who} đã làm, và việc người khác làm với tài khoản và hồ sơ của {who}. Không ai sửa hay xóa được dòng nào."
                )
            }
        }
    }

    /// What is true where no line is found: that it did not happen. What the log does not know at all it is not asked for here.
    fn nothing(&self) -> String {
        let LogFilter { person, topic, from, until, search, .. } = &self.filter;
        let when = if from.is_some() || until.is_some() { " trong những ngày này" } else { "" };
        let narrowed = person.is_some() || search.is_some();
        match (topic, &self.record, self.scope) {
            (Some(Topic::Views), Some(_), _) if !narrowed => format!("Không ai mở hay tải hồ sơ này{when}."),
            (Some(Topic::Views), None, LogScope::Own) if !narrowed => {
                format!("Không ai mở hay tải hồ sơ của {}{when}.", self.honorific)
            }
            (Some(topic), ..) if !narrowed => {
                let topic = vietnamese::with_small_beginning(topic.words());
                format!("Không có việc nào loại “{topic}”{when}.")
            }
            _ if narrowed => format!("Không có dòng nào khớp{when}. Tìm được theo họ tên, tên đăng nhập và tên hồ sơ."),
            _ => format!("Không có việc nào{when}."),
        }
    }

    /// What was chosen, for the foot of the paper.
    fn chosen(&self) -> Vec<String> {
        let LogFilter { person, topic, from, until, search, .. } = &self.filter;
        let person = person.map(|id| id.to_string());
        let name = person.and_then(|id| self.people.iter().find(|(known, _)| *known == id)).map(|(_, name)| name.clone());
        let record = self.record.as_ref().map(|(_, title)| title.clone());
        let parts = [
            Some(self.title().to_owned()),
            record,
            name,
            topic.map(|topic| topic.words().to_owned()),
            from.map(|day| format!("từ {}", vietnamese::date(day))),
            until.map(|day| format!("đến hết {}", vietnamese::date(day))),
            search.as_ref().map(|search| format!("tìm “{search}”")),
            self.anchor.map(|anchor| format!("Mã nhật ký: {anchor}")),
        ];
        parts.into_iter().flatten().collect()
    }
}

#[component]
pub fn LogPage(viewer: Viewer, page: LogView) -> impl IntoView {
    let foot = printed_foot(&viewer, page.chosen());
    let back = match &page.record {
        Some((id, _)) => (paths::record(id), "Trang của hồ sơ"),
        None => (paths::START.to_owned(), "Trang đầu"),
    };
    let wrong = page.wrong.clone();
    let is_empty = page.lines.is_empty();
    let lines = page.lines.iter().map(|line| line_view(line, page.scope)).collect_view();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Log>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head(back, &page, wrong)}
                {filters(&page)}
                {is_empty.then(|| view! {
                    <div class="cols"><p class="when"></p><p class="quiet">{page.nothing()}</p></div>
                })}
                <h2 class="vh">"Các việc đã làm"</h2>
                <ul class="jobs log">{lines}</ul>
                {pages(&page)}
                {anchor(page.anchor)}
                {foot}
            </main>
        </Page>
    }
}

fn head((up, words): (String, &'static str), page: &LogView, wrong: Option<Words>) -> impl IntoView + use<> {
    let (title, about) = (page.title(), page.about());
    view! {
        <header class="head cols">
            <p class="when"></p>
            <div>
                <a class="back" href=up>{words}</a>
                <h1>{title}</h1>
                <p class="sub">{about}</p>
                {refused_and_done(wrong, None)}
            </div>
        </header>
    }
}

fn filters(page: &LogView) -> impl IntoView + use<> {
    let filter = &page.filter;
    let topics = Topic::ALL.into_iter().map(|topic| (topic.code().to_owned(), topic.words().to_owned())).collect();
    let (from, until) = page.typed_days.clone();
    let people = page.people.clone();
    let chosen = filter.person.map(|id| id.to_string());
    view! {
        <div class="cols"><p class="when"></p>
        <form class="filters" method="get" action=paths::LOG role="search" aria-label="Lọc nhật ký">
            {filter.record.map(|id| view! { <HiddenField name="ho-so" value=id.to_string()/> })}
            {filter.record.is_none().then(|| view! {
                <SearchField label="Tìm tên người, tên đăng nhập hoặc hồ sơ" value=filter.search.clone().unwrap_or_default()/>
            })}
            {(!people.is_empty()).then(|| view! {
                <FilterField id="nguoi" label="Người làm" all="Mọi người" options=people chosen/>
            })}
            <FilterField id="loai" label="Loại việc" all="Mọi loại việc" options=topics
                chosen=filter.topic.map(|topic| topic.code().to_owned())/>
            <FilterDay id="tu" label="Từ ngày" value=from/>
            <FilterDay id="den" label="Đến hết ngày" value=until/>
            <button class="btn">"Xem"</button>
            <PrintButton class="btn last"/>
        </form>
        </div>
    }
}

fn line_view(line: &LogLine, scope: LogScope) -> impl IntoView + use<> {
    let at = local(line.at);
    let what = format!("{} {}.", line.who, line.what);
    let address = match (&line.about, scope) {
        (Some(About::Record(id)), _) => Some(paths::record(id)),
        (Some(About::Order(id)), LogScope::School) => Some(paths::lock_order(id)),
        (Some(About::Update(id)), LogScope::School) => Some(paths::update(id)),
        (Some(About::Person(id)), LogScope::School) => Some(paths::person(id)),
        (Some(About::Order(_) | About::Update(_) | About::Person(_)), LogScope::Own) | (None, _) => None,
    };
    let changed = match (&line.before, &line.after) {
        (Some(before), Some(after)) => Some(format!("Trước: {before}. Sau: {after}.")),
        (Some(before), None) => Some(format!("Trước: {before}.")),
        (None, Some(after)) => Some(format!("Sau: {after}.")),
        (None, None) => None,
    };
    let acting = line.acting.iter().map(|words| format!("Lúc đó đang được ủy quyền: {words}."));
    let origin = line.origin.as_ref().map(|origin| match origin.browser.as_str() {
        "" => format!("Từ {}.", origin.address),
        browser => format!("Từ {}, {browser}.", origin.address),
    });
    let told =
        changed.into_iter().chain(acting).chain(origin).chain([format!("Dòng số {}.", line.seq)]).collect::<Vec<_>>().join(" ");
    view! {
        <li class="job cols">
            <p class="when">
                <b>{vietnamese::date(at.date())}</b>" "<span class="num">{vietnamese::hour_with_seconds(at.time())}</span>
            </p>
            <div class="what">
                <h3>{match address {
                    Some(address) => view! { <a href=address>{what}</a> }.into_any(),
                    None => what.into_any(),
                }}</h3>
                <p class="then">{told}</p>
            </div>
        </li>
    }
}

fn pages(page: &LogView) -> Option<impl IntoView + use<>> {
    let newest = page.filter.behind.is_some().then(|| paths::filtered_log(&LogFilter { behind: None, ..page.filter.clone() }));
    let older = page.older.map(|behind| paths::filtered_log(&LogFilter { behind: Some(behind), ..page.filter.clone() }));
    (newest.is_some() || older.is_some()).then(|| {
        view! {
            <p class="pager btns quiet">
                {newest.map(|href| view! { <a class="btn" href=href>"Về việc mới nhất"</a> })}
                {older.map(|href| view! { <a class="btn" href=href>"Việc cũ hơn"</a> })}
            </p>
        }
    })
}

/// The code of the end of the log, as it stands on receipts too.
fn anchor(anchor: Option<AnchorCode>) -> Option<impl IntoView> {
    anchor.map(|anchor| {
        view! {
            <div class="cols">
                <p class="when"></p>
                <p class="quiet">
                    "Mã nhật ký hiện nay: "<b class="num">{anchor.to_string()}</b>
                    ". Mã này in trên biên nhận; ai sửa nhật ký về sau thì nhật ký không còn khớp mã."
                </p>
            </div>
        }
    })
}
