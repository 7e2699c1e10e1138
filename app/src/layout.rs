//! What stands around the content of a page: the bar with its places, who is signed in, the bottom bar of a tablet.

mod menu;
mod notices;

use domain::{days::Timestamp, devices::PageLock, notices::WaitingOrders, refusal::Words, staff::ToConfirm, year_end::YearEnd};
use leptos::{either::Either, prelude::*};

use crate::{
    ended_years::{look_back_notice, pages_of_year, year_end_notice},
    paths,
    ui::{Hidden, Icon},
};

use menu::menu;
use notices::{
    clock_notice, factor_due_notice, faults_notice, idle_lock, lost_files_notice, new_browsers_notice, regulation_notice,
    reset_notice, resets_told_notice, to_confirm_notice, viewed_notice,
};

/// The places of the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NavItem {
    MyWork,
    Done,
    Dashboard,
    Records,
    Reviews,
    HeldFiles,
    SchoolYear,
    Notices,
    /// What the principal asks beside all records.
    Tasks,
    Staff,
    Delegations,
    /// Decisions that give rights.
    Mandates,
    Templates,
    /// What is kept for good.
    Archive,
    /// The rules of the school.
    Regulation,
    Locks,
    Updates,
    Log,
    /// Incidents, proposals and the other registers.
    Registers,
    Settings,
    /// None of them.
    Elsewhere,
}

/// Somebody whose screen another one looks at.
#[derive(Clone, Debug)]
pub struct Viewed {
    /// The person's id.
    pub person: String,
    /// "cô Hoa".
    pub mention: String,
    pub sees_dashboard: bool,
}

/// A password that somebody else handed out, told to its owner on every page until they say that they know.
#[derive(Clone, Debug)]
pub struct ResetNotice {
    /// "thầy Phạm Văn Định".
    pub by: String,
    /// "14:20 ngày 25/11/2026".
    pub at: String,
    /// The leadership has still to confirm it.
    pub waits: bool,
}

/// A password of somebody else's that was handed out, as the principal is told of it.
#[derive(Clone, Debug)]
pub struct ResetTold {
    /// "cô Phạm Thị Hoà".
    pub whose: String,
    /// "phó hiệu trưởng Trần Thị Bích Vân".
    pub by: String,
    /// "14:20 ngày 25/11/2026".
    pub at: String,
    /// Person and moment, as the form sends them back: what is acknowledged is what was read.
    pub key: String,
}

/// What is told of the server's clock on every page, as long as somebody has to decide about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClockNotice {
    /// To whoever may decide, while it is doubted: nobody has been judged late since then, and that much is certain, as
    /// "14:20 ngày 25/11/2026".
    Doubted { since: String, certain: String },
    /// To whoever may decide: the clocks agree again, and that waits to be acknowledged.
    AgreesAgain,
    /// To everybody else, while it is doubted: why "hôm nay" may look odd.
    Told,
}

/// Who reads the page and where they may go.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// The person's id: a page that renews itself sees whether it is still theirs.
    pub person: String,
    pub name: String,
    /// "Trường Mầm non Nam Thanh".
    pub school: String,
    /// When the page is read.
    pub now: Timestamp,
    /// "Giáo viên lớp 4A".
    pub titles: String,
    /// Records to hand in by the end of the week.
    pub left: usize,
    /// How many notices they have not read.
    pub unread: usize,
    /// Has records to hand in at all.
    pub owes: bool,
    pub sees_dashboard: bool,
    /// How many records wait for the viewer's decision; `None` where none ever does.
    pub to_review: Option<usize>,
    pub sees_staff: bool,
    pub changes_school: bool,
    /// Lends places, or has to do with one that is lent.
    pub sees_delegations: bool,
    /// Gives orders that shut and open records, or carries them out.
    pub sees_locks: bool,
    /// Reads of the archive.
    pub sees_archive: bool,
    /// How many tasks the viewer has to answer; `None` for whoever has none and reads none of others.
    pub tasks: Option<usize>,
    /// How many orders wait for the viewer.
    pub orders: WaitingOrders,
    /// Reads what others ask for after a lock, or has asked for something.
    pub sees_updates: bool,
    /// How many requests for an update after a lock wait for the viewer.
    pub updates: usize,
    /// How many files that are held wait for a decision; `None` for whoever decides about none.
    pub held_files: Option<usize>,
    /// "2025-2026": the school year that is over and that the page looks back at.
    pub looks_back: Option<String>,
    /// Whose screen it is that the viewer looks at; `None` on the viewer's own.
    pub views: Option<Viewed>,
    /// The last school year that is over, by the same name.
    pub ended: Option<String>,
    /// What the leadership is told of a year that comes to its end, on the pages where it begins.
    pub year_end: Option<YearEnd>,
    pub reset: Option<ResetNotice>,
    /// Where the viewer is the principal: what others handed out; the oldest first.
    pub resets_told: Vec<ResetTold>,
    pub to_confirm: ToConfirm,
    /// What is told of the server's clock, where it is being checked.
    pub clock: Option<ClockNotice>,
    /// Whether this page locks itself.
    pub lock: PageLock,
    /// How many browsers were new to the viewer and are to be told.
    pub new_browsers: i64,
    /// "08:00 ngày 16/11/2026": until when the viewer has to set a second factor up.
    pub factor_due: Option<String>,
    /// "Bản 2", where the viewer has still to read the regulation and to promise to keep it.
    pub regulation: Option<String>,
    /// How many files of the school cannot be given back as they came, where this person is told.
    pub lost_files: usize,
    /// What else is wrong with the server's data, where this person is told.
    pub faults: Vec<Words>,
}

impl Viewer {
    /// The pages at which the viewer may look back at a year that is over.
    pub fn pages_of_year(&self) -> Vec<(&'static str, &'static str)> {
        pages_of_year(self.sees_dashboard, self.changes_school)
    }

    /// Accounts are the work of the management team, which changes nothing else of the school: theirs is in the bar.
    const fn is_of_accounts(&self) -> bool {
        self.sees_staff && !self.changes_school
    }

    fn items(&self) -> Vec<(NavItem, &'static str, &'static str, &'static str)> {
        let mut items = Vec::new();
        if self.sees_dashboard {
            items.push((NavItem::Dashboard, paths::DASHBOARD, "Bảng theo dõi", "dashboard"));
            items.push((NavItem::Records, paths::RECORD_LIST, "Hồ sơ", "search"));
        }
        if self.to_review.is_some() {
            items.push((NavItem::Reviews, paths::REVIEW_QUEUE, "Chờ tôi duyệt", "review"));
        }
        if self.held_files.is_some_and(|waiting| waiting > 0) {
            items.push((NavItem::HeldFiles, paths::HELD_FILES, "Tệp giữ lại", "file"));
        }
        if self.owes {
            items.push((NavItem::MyWork, paths::MY_WORK, "Việc của tôi", "list"));
            items.push((NavItem::Done, paths::DONE, "Đã nộp", "file"));
        }
        items.push((NavItem::SchoolYear, paths::SCHOOL_YEAR, "Năm học", "calendar"));
        if self.is_of_accounts() {
            items.push((NavItem::Staff, paths::STAFF, "Cán bộ", "users"));
        }
        // Where the bar has no room for it, it stands in the menu.
        if self.changes_school {
            items.push((NavItem::Settings, paths::SETTINGS, "Cài đặt", "settings"));
        }
        items
    }
}

/// The logo with the name of the product.
#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <a class="brand" href=paths::START><Logo/><span>"Hồ sơ Mầm non"</span></a>
    }
}

/// A page of an exercise book with its margin line, and a seedling on it.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <svg class="logo" viewBox="0 0 28 28" aria-hidden="true">
            <rect width="28" height="28" rx="6" fill="#512B7C"></rect>
            <path d="M8.5 0v28" stroke="#E2A79E" stroke-width="1.2"></path>
            <path
                d="M15.6 23v-7M15.6 17.4C15.2 11 18.4 6.6 24 5.4c.9 6.4-1.9 11-8.4 12Z\
                    M15.6 20.5c-.2-3.2-1.7-5.1-4.5-5.7-.3 3.2 1.3 5.4 4.5 5.7Z"
                fill="#fff" stroke="#fff" stroke-width="1.3" stroke-linejoin="round" stroke-linecap="round"
            ></path>
        </svg>
    }
}

/// The bar above every page of someone who is signed in.
#[component]
pub fn Bar(viewer: Viewer, here: NavItem) -> impl IntoView {
    let (left, to_review) = (viewer.left, viewer.to_review.unwrap_or_default());
    let held_files = viewer.held_files.unwrap_or_default();
    let count = move |place| {
        let counted = match place {
            NavItem::MyWork => (left, " việc"),
            NavItem::Reviews => (to_review, " hồ sơ"),
            NavItem::HeldFiles => (held_files, " tệp chờ xem"),
            NavItem::Done | NavItem::Dashboard | NavItem::Records | NavItem::SchoolYear | NavItem::Notices => return None,
            NavItem::Staff | NavItem::Delegations | NavItem::Mandates | NavItem::Templates | NavItem::Locks | NavItem::Updates => {
                return None;
            }
            NavItem::Archive | NavItem::Regulation | NavItem::Log | NavItem::Tasks | NavItem::Registers => return None,
            NavItem::Settings | NavItem::Elsewhere => return None,
        };
        Some(counted).filter(|(number, _)| *number > 0)
    };
    let items = viewer.items();
    let menu = menu(&viewer, here, viewer.sees_staff && !viewer.is_of_accounts());
    view! {
        <a class="skip" href="#noi-dung">"Đến nội dung chính"</a>
        <header class="bar" data-person=viewer.person>
            <Brand/>
            <nav class="nav" aria-label="Các trang">
                <ul>
                    {items.into_iter().map(|(place, href, words, icon)| view! {
                        <li class=(place == NavItem::Settings).then_some("roomy")>
                            <a href=href aria-current=(place == here).then_some("page")>
                                <Icon name=icon/>{words}
                                {count(place).map(|(count, what)| view! {
                                    " "<span class="count">{count}<Hidden words=what/></span>
                                })}
                            </a>
                        </li>
                    }).collect_view()}
                </ul>
            </nav>
            {bell(viewer.unread, here)}
            <details class="me">
                <summary><span>{viewer.name}<small>{viewer.titles}</small></span><Icon name="chevron-down"/></summary>
                {menu}
            </details>
        </header>
    }
}

/// What somebody is told, with how much of it is new; on a page that lies open the number is brought up to date.
fn bell(unread: usize, here: NavItem) -> impl IntoView {
    let said = if unread > 0 { format!("Thông báo, {unread} chưa đọc") } else { "Thông báo".to_owned() };
    let count = (unread > 0).then(|| view! { <span class="count" aria-hidden="true">{unread.min(99)}</span> });
    view! {
        <div class="bell" data-bell="">
            <a href=paths::NOTICES aria-label=said aria-current=(here == NavItem::Notices).then_some("page")>
                <Icon name="bell"/>{count}
            </a>
        </div>
    }
}

/// A whole page of someone who is signed in. `viewer` is `None` on pages for everybody.
#[component]
pub fn Page(viewer: Option<Viewer>, here: NavItem, children: Children) -> impl IntoView {
    match viewer {
        Some(mut viewer) => {
            let reset = viewer.reset.take();
            let pages = viewer.pages_of_year();
            let looks_back = viewer.looks_back.take().map(|name| look_back_notice(&name, &pages));
            let year_end = viewer.year_end.take().map(|told| year_end_notice(&told));
            let clock = viewer.clock.take().map(clock_notice);
            let viewed = viewer.views.take().as_ref().map(viewed_notice);
            let lost = (viewer.lost_files > 0).then(|| lost_files_notice(viewer.lost_files));
            let told = std::mem::take(&mut viewer.resets_told);
            let told = (!told.is_empty()).then(|| resets_told_notice(told));
            let ToConfirm { appointments, passwords } = viewer.to_confirm;
            let waits = (here == NavItem::Dashboard && appointments + passwords > 0).then(|| to_confirm_notice(viewer.to_confirm));
            let begins = matches!(here, NavItem::MyWork | NavItem::Dashboard);
            let new = (begins && viewer.new_browsers > 0).then(|| new_browsers_notice(viewer.new_browsers));
            let regulation = viewer.regulation.take().filter(|_| begins && viewed.is_none());
            let regulation = regulation.map(|version| regulation_notice(&version));
            let due = viewer.factor_due.take().map(|until| factor_due_notice(&until));
            let idle = viewer.lock.seconds().map(|seconds| idle_lock(&viewer, seconds));
            let faults = (!viewer.faults.is_empty()).then(|| faults_notice(std::mem::take(&mut viewer.faults)));
            let of_account = (reset.map(reset_notice), new, due, told, regulation);
            let around = (faults, lost, clock, waits, year_end, viewed);
            Either::Left(view! { <Bar viewer here/>{looks_back}{of_account}{around}{children()}{idle} })
        }
        None => Either::Right(view! {
            <a class="skip" href="#noi-dung">"Đến nội dung chính"</a>
            <header class="bar"><Brand/></header>
            {children()}
        }),
    }
}
