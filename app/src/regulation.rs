//! "/quy-che": the rules of the school, clause by clause, each with the pages on which it is done, its settings and this month's
//! figure; and one's own promise to keep them.

mod changes;
mod form;
mod list;
mod version;

use domain::{
    days::Timestamp,
    people::Honorific,
    refusal::Words,
    regulation::{Article, ClauseTold, Figure, Place, RegulationVersionId, SettingTold, VersionLine, articles},
    vietnamese,
};
use leptos::prelude::*;

pub use changes::{ChangesPage, ChangesView, ClauseChange, Fate};
pub use form::{RegulationFormPage, RegulationFormView};
pub use list::{PledgesPage, PledgesPaperPage, PledgesView};
pub use version::{VersionPage, VersionView};

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{HiddenField, refused_and_done},
};

/// How the reader stands to the version that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnPledge {
    /// There is nothing to promise, or nobody asks this reader.
    NotAsked,
    Waits(RegulationVersionId),
    Done(Timestamp),
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct RegulationView {
    /// The version that counts today; `None` where the text is the one with which a school begins.
    pub version: Option<VersionLine>,
    pub clauses: Vec<ClauseTold>,
    pub own: OwnPledge,
    pub honorific: Honorific,
    /// Every version, the newest first.
    pub versions: Vec<VersionLine>,
    pub may_publish: bool,
    /// How many of all have promised, for whoever sees the list.
    pub promised: Option<(usize, usize)>,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

#[component]
pub fn RegulationPage(viewer: Viewer, page: RegulationView) -> impl IntoView {
    let RegulationView { version, clauses, own, honorific, versions, may_publish, promised, refused, done } = page;
    let about = version.as_ref().map_or_else(
        || {
            "Văn bản khởi đầu, chép từ quy chế ngày 05/09/2024. Chưa ban hành trong chương trình nên chưa ai được hỏi cam kết."
                .to_owned()
        },
        |version| {
            let from = vietnamese::weekday_and_date(version.from);
            format!("{}, thi hành từ {from}, theo {}.", version.name(), vietnamese::with_small_beginning(&version.decision_words()))
        },
    );
    let waits = matches!(own, OwnPledge::Waits(_)).then(|| {
        view! { <p class="way"><a href=paths::PLEDGE_BELOW>"Đọc xong thì cam kết ở cuối trang"</a></p> }
    });
    let list = version.as_ref().zip(promised).map(|(version, (promised, all))| {
        let words = format!("Ai đã cam kết ({promised} trên {all})");
        view! { <a class="btn" href=paths::pledges(version.id)>{words}</a> }
    });
    let publish = may_publish.then(|| {
        let words = if version.is_some() || !versions.is_empty() { "Sửa đổi, ban hành bản mới" } else { "Ban hành" };
        view! { <a class="btn" href=paths::NEW_REGULATION>{words}</a> }
    });
    let buttons = (list.is_some() || publish.is_some()).then(|| view! { <p class="btns scr">{list}{publish}</p> });
    let groups = articles(&clauses, |told| &told.clause).iter().map(article).collect_view();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Regulation>
            <main id="noi-dung" class="sheet person regulation" tabindex="-1">
                <header class="head cols">
                    <p class="when"></p>
                    <div>
                        <h1>"Quy chế"</h1>
                        <p class="sub">{about}</p>
                        {waits}
                        {buttons}
                        {refused_and_done(refused, done)}
                    </div>
                </header>
                {groups}
                {pledge(own, honorific)}
                {all_versions(&versions)}
            </main>
        </Page>
    }
}

fn article(article: &Article<'_, ClauseTold>) -> impl IntoView + use<> {
    let id = format!("dieu-{}", article.number);
    let by = id.clone();
    let clauses = article.clauses.iter().map(|told| clause(told)).collect_view();
    view! {
        <section class="group" aria-labelledby=by>
            <h2 id=id>{heading(article.number, &article.heading)}</h2>
            <ul class="jobs">{clauses}</ul>
        </section>
    }
}

/// "Điều 3. Nhiệm vụ và quyền hạn của Hiệu trưởng".
fn heading(number: u8, words: &str) -> String {
    if words.is_empty() { format!("Điều {number}") } else { format!("Điều {number}. {words}") }
}

fn clause(told: &ClauseTold) -> impl IntoView + use<> {
    let places = (!told.places.is_empty()).then(|| {
        let places = told.places.iter().enumerate().map(|(at, (place, may_open))| {
            let comma = (at > 0).then_some(", ");
            view! { {comma}{link(*place, *may_open)} }
        });
        view! { <p class="beside"><b>"Làm ở: "</b>{places.collect_view()}</p> }
    });
    let settings = told.settings.iter().map(setting).collect_view();
    view! {
        <li class="job cols">
            <p class="when"><b>{told.clause.number.to_string()}</b></p>
            <div class="what">
                {paragraphs(&told.clause.text)}
                {places}
                {settings}
                {figure(&told.figure)}
            </div>
        </li>
    }
}

/// The words of a clause, as they are in every version.
fn paragraphs(text: &str) -> impl IntoView + use<> {
    text.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view()
}

/// The name of a page, and the way there for whoever may open it.
fn link(place: Place, may_open: bool) -> AnyView {
    if may_open { view! { <a href=address(place)>{place.words()}</a> }.into_any() } else { place.words().into_any() }
}

fn setting(told: &SettingTold) -> impl IntoView + use<> {
    let change = told.place.map(|place| view! { " ("<a href=address(place)>{place.words()}</a>")" });
    view! { <p class="beside"><b>{format!("{}: ", told.what)}</b>{told.value.clone()}"."{change}</p> }
}

fn figure(figure: &Figure) -> impl IntoView + use<> {
    match figure {
        Figure::Counted(words) => view! { <p class="beside"><b>"Số liệu: "</b>{words.clone()}</p> }.into_any(),
        Figure::NotCounted(why) => view! { <p class="beside quiet">{*why}</p> }.into_any(),
        Figure::NotYours => view! { <p class="beside quiet">"Số liệu của điều này dành cho người phụ trách."</p> }.into_any(),
    }
}

/// Where a page is.
fn address(place: Place) -> &'static str {
    match place {
        Place::SchoolYear => paths::SCHOOL_YEAR,
        Place::Rights => paths::RIGHTS,
        Place::Mandates => paths::MANDATES,
        Place::Account => paths::ACCOUNT,
        Place::OwnLog => paths::LOG,
        Place::SecurityChecks => paths::SECURITY_CHECKS,
        Place::Staff => paths::STAFF,
        Place::WaitingAppointments => paths::WAITING_APPOINTMENTS,
        Place::LockOrders => paths::LOCK_ORDERS,
        Place::Updates => paths::UPDATES,
        Place::Dashboard => paths::DASHBOARD,
        Place::SpotChecks => paths::SPOT_CHECKS,
        Place::ReviewQueue => paths::REVIEW_QUEUE,
        Place::ReviewDashboard => paths::REVIEW_DASHBOARD,
        Place::HeldFiles => paths::HELD_FILES,
        Place::Backups => paths::BACKUPS,
        Place::Archive => paths::ARCHIVE,
        Place::Schedule => paths::SCHEDULE,
        Place::MyWork => paths::MY_WORK,
        Place::Done => paths::DONE,
        Place::LateReasons => paths::LATE_REASONS,
        Place::Incidents => paths::INCIDENTS,
        Place::Proposals => paths::PROPOSALS,
        Place::Trainings => paths::TRAININGS,
        Place::Commendations => paths::COMMENDATIONS,
        Place::Violations => paths::VIOLATIONS,
        Place::CalendarSetting => paths::CALENDAR,
        Place::TypesSetting => paths::RECORD_TYPES,
        Place::RulesSetting => paths::RULES,
        Place::ReviewsSetting => paths::REVIEW_SETTINGS,
        Place::UpdatesSetting => paths::UPDATE_PROCEDURE,
    }
}

/// One tap, and only for oneself.
fn pledge(own: OwnPledge, honorific: Honorific) -> Option<AnyView> {
    let inside = match own {
        OwnPledge::NotAsked => return None,
        OwnPledge::Waits(version) => view! {
            <form method="post" action=paths::PLEDGE class="stack narrow">
                <HiddenField name="version" value=version.to_string()/>
                <p class="quiet">"Ghi tên, ngày và giờ. Không ai cam kết thay ai. Chưa cam kết thì công việc vẫn như thường."</p>
                <div class="btns"><button class="btn main">"Tôi đã đọc và cam kết thực hiện"</button></div>
            </form>
        }
        .into_any(),
        OwnPledge::Done(at) => {
            let words = format!("{} đã đọc và cam kết thực hiện bản này lúc {}.", honorific.capital(), vietnamese::moment(at));
            view! { <p>{words}</p> }.into_any()
        }
    };
    let section = view! {
        <section class="group" id="cam-ket" aria-labelledby="g-cam-ket">
            <h2 id="g-cam-ket">"Cam kết"</h2>
            <div class="cols"><p class="when"></p>{inside}</div>
        </section>
    };
    Some(section.into_any())
}

fn all_versions(versions: &[VersionLine]) -> Option<impl IntoView + use<>> {
    let lines = versions.iter().map(|version| {
        let changes = (version.number > 1).then(|| {
            view! { <a href=paths::regulation_changes(version.id)>{format!("Thay đổi so với bản {}", version.number - 1)}</a> }
        });
        view! {
            <li class="job cols">
                <p class="when"><span>"từ"</span>" "<b>{vietnamese::date(version.from)}</b></p>
                <div class="what">
                    <h3><a href=paths::regulation_version(version.id)>{version.name()}</a></h3>
                    <p class="then">{format!("{}. ", version.decision_words())}{changes}</p>
                </div>
            </li>
        }
    });
    (!versions.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby="g-ban">
                <h2 id="g-ban">"Các bản"</h2>
                <ul class="jobs">{lines.collect_view()}</ul>
            </section>
        }
    })
}
