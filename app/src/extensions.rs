//! "/gia-han": more time for records; what waits for a decision, what one asked for, and what was given.

mod ask;
mod history;
mod many;

use domain::{
    extensions::{AskedLine, Became, ExtensionRequest, ExtensionsTold, Wish},
    forms::FormErrors,
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

pub use ask::{AskExtensionPage, AskExtensionView};
pub use many::{ExtendManyPage, ExtendManyView, ManyChoice};

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    printed::{only_these, printed_foot},
    ui::{
        Extra, Hidden, HiddenField, Icon, Look, Pages, PrintButton, SearchField, Status, TextField, pager, quiet_line,
        refused_and_told,
    },
};

/// Lines of what is over on one page.
pub const PER_PAGE: usize = 20;

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct ExtensionsView {
    /// Of what is over only the lines of this page.
    pub told: ExtensionsTold,
    pub pages: Pages,
    /// The words by which it was searched.
    pub search: String,
    /// The form that is to be corrected, by the id of what it is about, with what was typed in it.
    pub wrong: Option<(String, String)>,
    pub errors: FormErrors,
    pub refused: Option<Words>,
    pub done: Option<String>,
}

/// What a form of the list shows again.
struct Again<'a> {
    wrong: Option<&'a (String, String)>,
    errors: &'a FormErrors,
}

impl Again<'_> {
    /// What was typed in the form about `id`, and what is wrong with it; `preset` where it is another form.
    fn of(&self, id: &str, preset: String) -> (String, FormErrors) {
        match self.wrong.filter(|(of, _)| of == id) {
            Some((_, typed)) => (typed.clone(), self.errors.clone()),
            None => (preset, FormErrors::default()),
        }
    }
}

#[component]
pub fn ExtensionsPage(viewer: Viewer, page: ExtensionsView) -> impl IntoView {
    let ExtensionsView { told, pages, search, wrong, errors, refused, done } = page;
    let ExtensionsTold { waiting, own, history, may_decide } = told;
    let year = viewer.looks_back.clone();
    let is_over = year.is_some();
    let again = Again { wrong: wrong.as_ref(), errors: &errors };
    let waits = waiting.iter().map(|one| waiting_line(one, &again)).collect_view();
    // Whoever asks sees where their words would stand; whoever answers alone is not told that they asked for nothing.
    let has_own = !own.is_empty() || !may_decide;
    let (no_own, own) = (own.is_empty(), own.iter().map(own_line).collect_view());
    let (no_waiting, no_history) = (waiting.is_empty(), history.is_empty());
    let history = history.iter().map(|one| history::line(one, &again)).collect_view();
    let nothing = |is_nothing: bool, words: &'static str| is_nothing.then(|| quiet_line(words));
    let is_searched = !search.trim().is_empty();
    let none_found = "Không có lần nào hợp với từ đang tìm.";
    let no_own_words = match (is_searched, is_over) {
        (true, _) => none_found,
        (false, true) => "Không xin lần nào.",
        (false, false) => "Chưa xin lần nào. Xin ở từng hồ sơ trong Việc của tôi.",
    };
    let no_history_words = match (is_searched, is_over) {
        (true, _) => none_found,
        (false, true) => "Không gia hạn, miễn hay từ chối lần nào.",
        (false, false) => "Chưa gia hạn, miễn hay từ chối lần nào.",
    };
    let (waiting_heading, no_waiting_words) = if is_over {
        ("Không ai trả lời", "Đề nghị nào cũng đã được trả lời.")
    } else {
        ("Chờ trả lời", "Không có ai đang xin.")
    };
    let about = match &year {
        Some(name) => format!("Năm học {} đã kết thúc nên không xin và không trả lời được nữa.", vietnamese::school_year(name)),
        None => "Xin ở từng hồ sơ trong Việc của tôi. Hiệu trưởng hoặc phó hiệu trưởng trả lời.".to_owned(),
    };
    let (back, back_words) = if is_over { (paths::SCHOOL_YEAR, "Năm học") } else { (paths::MY_WORK, "Việc của tôi") };
    let [back, absences] = [back, paths::ABSENCES].map(|page| paths::in_year(page, year.as_deref()));
    let year_field = year.clone().map(|year| view! { <HiddenField name=paths::YEAR value=year/> });
    let label = if may_decide { "Tìm hồ sơ, người hoặc lý do" } else { "Tìm hồ sơ hoặc lý do" };
    let found = is_searched.then(|| format!("tìm “{}”", search.trim()));
    let of_year = year.as_deref().map(|name| format!("năm học {}", vietnamese::school_year(name)));
    let what = [Some("Gia hạn".to_owned()), of_year, found, only_these(pages, "lần")].into_iter().flatten().collect();
    let foot = printed_foot(&viewer, what);
    let (lines, sought) = (pages.lines, search.clone());
    let filters = (is_searched || lines > 0).then(|| {
        view! {
            <div class="cols"><p class="when"></p>
                <form class="filters" method="get" action=paths::EXTENSIONS role="search" aria-label="Tìm trong danh sách">
                    {year_field}
                    <SearchField label value=search/>
                    <PrintButton class="btn last"/>
                </form></div>
        }
    });
    let (own_filters, filters) = if may_decide { (None, filters) } else { (filters, None) };
    let turning = pager(pages, "lần", move |page| paths::in_year(&paths::extensions_page(&sought, page), year.as_deref()));
    let turning = turning.map(|turning| view! { <div class="cols"><p class="when"></p>{turning}</div> });
    let (own_turning, turning) = if may_decide { (None, turning) } else { (turning, None) };
    view! {
        <Page viewer=Some(viewer) here=NavItem::MyWork>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                <header class="head cols">
                    <p class="when"></p>
                    <div>
                        <a class="back" href=back>{back_words}</a>
                        <div class="lead">
                            <h1>"Gia hạn"</h1>
                            <div class="btns">
                                <a class="btn" href=absences>"Nghỉ và người làm thay"</a>
                                {(!is_over).then(|| view! {
                                    <a class="btn" href=paths::SWAPS>"Đổi lượt"</a>
                                    <a class="btn" href=paths::HANDOVERS>"Bàn giao"</a>
                                })}
                                {(may_decide && !is_over).then(|| view! {
                                    <a class="btn" href=paths::EXTEND_MANY>
                                        <Icon name="plus"/>"Gia hạn hoặc miễn nhiều hồ sơ"
                                    </a>
                                })}
                            </div>
                        </div>
                        <p class="sub">{about}</p>
                        {refused_and_told(refused, done)}
                    </div>
                </header>
                {may_decide.then(|| view! {
                    <section class="group" aria-labelledby="g-cho">
                        <h2 id="g-cho">{waiting_heading}</h2>
                        {nothing(no_waiting, no_waiting_words)}
                        <ul class="jobs">{waits}</ul>
                    </section>
                })}
                {has_own.then(|| view! {
                    <section class="group" aria-labelledby="g-da-xin">
                        <h2 id="g-da-xin">"Đã xin"</h2>
                        {own_filters}
                        {nothing(no_own, no_own_words)}
                        <ul class="jobs">{own}</ul>
                        {own_turning}
                    </section>
                })}
                {may_decide.then(|| view! {
                    <section class="group" aria-labelledby="g-da-cho">
                        <h2 id="g-da-cho">"Đã quyết định"" "<small>"Gia hạn, miễn, từ chối; mới nhất ở trên."</small></h2>
                        {filters}
                        {nothing(no_history, no_history_words)}
                        <ul class="jobs">{history}</ul>
                        {turning}
                    </section>
                })}
                {foot}
            </main>
        </Page>
    }
}

/// Who asked for what and why, and until when it is due now.
fn asked_words(one: &AskedLine) -> String {
    let due = one.due.map(|due| format!("Hạn đang có: {}. ", vietnamese::weekday_and_date(due))).unwrap_or_default();
    let (who, at, wish) = (&one.who, vietnamese::moment(one.at), one.wish.words());
    format!("{due}{who} xin {wish}, lúc {at}: {}.", one.reason.trim_end_matches(['.', ' ']))
}

fn waiting_line(one: &AskedLine, again: &Again<'_>) -> impl IntoView + use<> {
    let key = one.id.to_string();
    let is_about = |field: &str| again.wrong.is_some_and(|(of, _)| *of == key) && again.errors.of(field).is_some();
    let field = |field: &str, preset: String| {
        if is_about(field) { again.of(&key, preset) } else { (preset, FormErrors::default()) }
    };
    let (is_refusing, is_freeing) = (is_about("reason"), is_about(ExtensionRequest::BECAUSE));
    let (until, until_errors) = field("until", one.day.map(vietnamese::date).unwrap_or_default());
    let (reason, reason_errors) = field("reason", String::new());
    let (because, because_errors) = field(ExtensionRequest::BECAUSE, String::new());
    let day = Extra { hint: Some("Ngày/tháng/năm."), inputmode: Some("numeric"), ..Extra::default() };
    let words = Extra { hint: Some("Người xin đọc được lời này."), ..Extra::default() };
    let (grant, refuse) = (paths::grant_extension(one.id), paths::refuse_extension(one.id));
    let about = format!(": {}", one.title.replace(" · ", ", "));
    let about_no = about.clone();
    let may_grant = matches!(one.became, Became::Waits | Became::WaitsForAnother { .. }) && one.day.is_some();
    let (about_free, free) = (about.clone(), paths::free_request(one.id));
    // What was wished for is the main button, in one tap. Whoever asked for time alone is freed with a reason of its own.
    let (time_class, freeing) = match one.wish {
        Wish::Until(_) => (
            "btn main",
            one.may_free.then(|| {
                let label = "Vì sao miễn nộp";
                view! {
                    <details class="why scr" open=is_freeing>
                        <summary><span>"Miễn nộp hồ sơ này"<Hidden words=about_free/></span><Icon name="chevron-down"/></summary>
                        <form method="post" action=free class="stack narrow">
                            <TextField id=format!("because-{key}") name=ExtensionRequest::BECAUSE label value=because
                                errors=because_errors extra=freed_words()/>
                            <div class="btns"><button class="btn">"Miễn nộp"</button></div>
                        </form>
                    </details>
                }
                .into_any()
            }),
        ),
        Wish::Freedom => (
            "btn",
            one.may_free.then(|| {
                view! {
                    <form method="post" action=free class="scr">
                        <div class="btns">
                            <button class="btn main"><Icon name="check"/>"Đồng ý miễn nộp"<Hidden words=about_free/></button>
                        </div>
                    </form>
                }
                .into_any()
            }),
        ),
    };
    let (free_first, free_last) = match one.wish {
        Wish::Until(_) => (None, freeing),
        Wish::Freedom => (freeing, None),
    };
    let in_vain = match &one.became {
        Became::WaitsForAnother { why: words, .. } | Became::WaitsInVain(words) => {
            Some(format!("{}. {}", words.fact, words.advice))
        }
        Became::Waits
        | Became::Overtaken(_)
        | Became::Unanswered
        | Became::Granted { .. }
        | Became::Freed { .. }
        | Became::Refused { .. }
        | Became::Withdrawn { .. } => None,
    };
    let may_refuse = one.became != Became::Unanswered;
    let over = one
        .taken_over
        .as_ref()
        .map(|who| format!("Đến ngày đó {who} phụ trách hồ sơ này và sẽ nộp; đồng ý thì người đó được báo."));
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what">
                <h3><a href=paths::record(one.obligation)>{one.title.clone()}</a></h3>
                <p class="then">{asked_words(one)}</p>
                {in_vain.map(|words| view! { <p class="then">{words}</p> })}
                {over.map(|words| view! { <p class="then">{words}</p> })}
                <div class="answers">
                {free_first}
                {may_grant.then(|| view! {
                    <form method="post" action=grant class="granting scr">
                        <TextField id=format!("until-{key}") name="until" label="Gia hạn đến hết ngày" value=until
                            errors=until_errors extra=day/>
                        <div class="btns">
                            <button class=time_class><Icon name="check"/>"Đồng ý gia hạn"<Hidden words=about/></button>
                        </div>
                    </form>
                })}
                {may_refuse.then(|| view! {
                    <details class="why scr" open=is_refusing>
                        <summary><span>"Không đồng ý"<Hidden words=about_no/></span><Icon name="chevron-down"/></summary>
                        <form method="post" action=refuse class="stack narrow">
                            <TextField id=format!("reason-{key}") name="reason" label="Vì sao không đồng ý" value=reason
                                errors=reason_errors extra=words/>
                            <div class="btns"><button class="btn">"Không đồng ý"</button></div>
                        </form>
                    </details>
                })}
                {free_last}
                </div>
            </div>
        </li>
    }
}

/// That whoever asked reads why, and what freeing means.
fn freed_words() -> Extra {
    Extra { hint: Some("Không phải nộp nữa. Người xin đọc được lời này."), ..Extra::default() }
}

fn own_line(one: &AskedLine) -> impl IntoView + use<> {
    let (look, word, then) = match &one.became {
        Became::Waits | Became::WaitsForAnother { .. } => (Look::HandedIn, "Chờ trả lời", None),
        Became::WaitsInVain(words) => (Look::HandedIn, "Chờ trả lời", Some(format!("{}.", words.fact))),
        Became::Overtaken(words) => (Look::Archived, "Không cần trả lời nữa", Some(format!("{}.", words.fact))),
        Became::Unanswered => (Look::Archived, "Không ai trả lời", None),
        Became::Granted { until, by, at } => {
            let until = until.map(|until| format!(" đến {}", vietnamese::weekday_and_date(until))).unwrap_or_default();
            (Look::Approved, "Được gia hạn", Some(format!("{by} đồng ý gia hạn{until}, lúc {}.", vietnamese::moment(*at))))
        }
        Became::Freed { by, at } => (Look::Exempt, "Được miễn", Some(format!("{by} miễn nộp, lúc {}.", vietnamese::moment(*at)))),
        Became::Refused { because, by, at } => {
            let because = because.trim_end_matches(['.', ' ']);
            let word = match one.wish {
                Wish::Until(_) => "Không gia hạn",
                Wish::Freedom => "Không miễn",
            };
            (Look::Archived, word, Some(format!("{by} trả lời lúc {}: {because}.", vietnamese::moment(*at))))
        }
        Became::Withdrawn { at } => (Look::Archived, "Đã rút, không cần nữa", Some(format!("Lúc {}.", vietnamese::moment(*at)))),
    };
    // What is needed no longer is put away in one tap; what still waits is taken back.
    let closing = match one.became {
        Became::Waits | Became::WaitsForAnother { .. } | Became::WaitsInVain(_) => Some("Rút đề nghị"),
        Became::Overtaken(_) => Some("Đóng, không cần nữa"),
        Became::Unanswered | Became::Granted { .. } | Became::Freed { .. } | Became::Refused { .. } | Became::Withdrawn { .. } => {
            None
        }
    };
    let withdraw = paths::withdraw_request(one.id);
    let about = format!(": {}", one.title.replace(" · ", ", "));
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what">
                <h3><a href=paths::record(one.obligation)>{one.title.clone()}</a></h3>
                <Status look word/>
                <p class="then">{asked_words(one)}</p>
                {then.map(|words| view! { <p class="then">{words}</p> })}
                {closing.map(|words| view! {
                    <form method="post" action=withdraw>
                        <div class="btns"><button class="btn">{words}<Hidden words=about/></button></div>
                    </form>
                })}
            </div>
        </li>
    }
}
