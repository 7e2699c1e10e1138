//! The menu under one's own name: what somebody has beside the bar, in groups, each thing once.

use domain::devices::PageLock;
use leptos::prelude::*;

use super::{NavItem, Viewer};
use crate::{
    paths,
    ui::{Hidden, Icon},
};

/// One item: where it leads, its words, its icon, and what of it waits.
struct Item {
    place: NavItem,
    href: &'static str,
    words: &'static str,
    icon: &'static str,
    waits: Option<(usize, &'static str)>,
}

impl Item {
    const fn new(place: NavItem, href: &'static str, words: &'static str, icon: &'static str) -> Self {
        Self { place, href, words, icon, waits: None }
    }

    /// Says how many wait, where some do.
    const fn waiting(self, count: usize, what: &'static str) -> Self {
        Self { waits: Some((count, what)), ..self }
    }
}

/// What stands under the name of `viewer` on a page of `here`. An item of the bar is not here as well.
pub(super) fn menu(viewer: &Viewer, here: NavItem, staff_in_menu: bool) -> impl IntoView + use<> {
    let out = if viewer.lock == PageLock::Shared { "Đổi người dùng" } else { "Đăng xuất" };
    let groups = [
        ("Nhân sự", people(viewer, staff_in_menu)),
        ("Hồ sơ và hạn", records(viewer)),
        ("Nhà trường", school(viewer)),
        ("Của mình", own()),
    ];
    let named = groups.iter().filter(|(_, items)| !items.is_empty()).count() > 2;
    let groups = groups.into_iter().filter(|(_, items)| !items.is_empty()).map(|(name, items)| {
        let lines = items.into_iter().map(|one| item(one, here)).collect_view();
        let sign_out = (name == "Của mình").then(|| {
            view! { <form method="post" action=paths::SIGN_OUT><button><Icon name="logout"/>{out}</button></form> }
        });
        let head = named.then(|| view! { <p class="menu-head" aria-hidden="true">{name}</p> });
        view! { <div class="menu-group" role="group" aria-label=name>{head}{lines}{sign_out}</div> }
    });
    let class = if named { "menu wide" } else { "menu" };
    view! { <div class=class>{groups.collect_view()}</div> }
}

fn item(one: Item, here: NavItem) -> impl IntoView {
    let is_here = one.place == here && here != NavItem::Elsewhere;
    let waits = one.waits.filter(|(count, _)| *count > 0).map(|(count, what)| {
        view! { " "<span class="count">{count}<Hidden words=what/></span> }
    });
    // The settings stand in the bar as well where it has room for them (`.roomy`), and here where it has none.
    let class = (one.place == NavItem::Settings).then_some("cramped");
    view! { <a class=class href=one.href aria-current=is_here.then_some("page")><Icon name=one.icon/>{one.words}{waits}</a> }
}

/// Who works here, and what becomes of it when somebody is away or leaves.
fn people(viewer: &Viewer, staff_in_menu: bool) -> Vec<Item> {
    let mut items = Vec::new();
    if staff_in_menu {
        items.push(Item::new(NavItem::Staff, paths::STAFF, "Cán bộ", "users"));
    }
    if viewer.sees_staff {
        items.push(Item::new(NavItem::Mandates, paths::MANDATES, "Quyết định", "review"));
        items.push(Item::new(NavItem::Elsewhere, paths::SECURITY_CHECKS, "Kiểm tra tài khoản", "search"));
    }
    if viewer.sees_delegations {
        items.push(Item::new(NavItem::Delegations, paths::DELEGATIONS, "Ủy quyền", "delegate"));
    }
    if viewer.changes_school {
        items.push(Item::new(NavItem::Elsewhere, paths::ABSENCES, "Nghỉ, làm thay", "user"));
        items.push(Item::new(NavItem::Elsewhere, paths::HANDOVERS, "Bàn giao", "logout"));
        items.push(Item::new(NavItem::Elsewhere, paths::DATA_REQUESTS, "Yêu cầu dữ liệu", "download"));
    }
    items
}

/// What is asked of everybody's records: more time, other weeks, reasons, locks.
fn records(viewer: &Viewer) -> Vec<Item> {
    let mut items = Vec::new();
    if let Some(open) = viewer.tasks {
        items.push(Item::new(NavItem::Tasks, paths::TASKS, "Việc được giao", "check").waiting(open, " việc cần trả lời"));
    }
    if viewer.changes_school {
        items.push(Item::new(NavItem::Elsewhere, paths::EXTENSIONS, "Gia hạn", "calendar"));
        items.push(Item::new(NavItem::Elsewhere, paths::SWAPS, "Đổi lượt", "delegate"));
        items.push(Item::new(NavItem::Elsewhere, paths::LATE_REASONS, "Lý do nộp muộn", "warning"));
    }
    if viewer.sees_locks {
        let locks = Item::new(NavItem::Locks, paths::LOCK_ORDERS, "Lệnh khóa, mở", "lock");
        items.push(locks.waiting(viewer.orders.all(), " lệnh chờ"));
    }
    if viewer.sees_updates {
        let updates = Item::new(NavItem::Updates, paths::UPDATES, "Bổ sung sau khóa", "plus");
        items.push(updates.waiting(viewer.updates, " đề nghị chờ quyết định"));
    }
    if viewer.held_files == Some(0) {
        items.push(Item::new(NavItem::HeldFiles, paths::HELD_FILES, "Tệp giữ lại", "file"));
    }
    items
}

fn school(viewer: &Viewer) -> Vec<Item> {
    let mut items = Vec::new();
    if viewer.changes_school {
        items.push(Item::new(NavItem::Settings, paths::SETTINGS, "Cài đặt", "settings"));
    }
    if viewer.ended.is_some() {
        items.push(Item::new(NavItem::Elsewhere, paths::ENDED_YEARS, "Năm học đã kết thúc", "calendar"));
    }
    if viewer.sees_archive {
        items.push(Item::new(NavItem::Archive, paths::ARCHIVE, "Lưu trữ", "list"));
    }
    items.push(Item::new(NavItem::Templates, paths::TEMPLATES, "Mẫu hồ sơ", "file"));
    items.push(Item::new(NavItem::Regulation, paths::REGULATION, "Quy chế", "menu"));
    items.push(Item::new(NavItem::Registers, paths::REGISTERS, "Sổ của trường", "list"));
    items.push(Item::new(NavItem::Log, paths::LOG, "Nhật ký", "list"));
    items
}

fn own() -> Vec<Item> {
    vec![
        Item::new(NavItem::Elsewhere, paths::REPORT_INCIDENT, "Báo sự cố", "warning"),
        Item::new(NavItem::Elsewhere, paths::HELP, "Hướng dẫn", "info"),
        Item::new(NavItem::Elsewhere, paths::PERSONAL_COPIES, "Bản lưu cá nhân", "download"),
        Item::new(NavItem::Elsewhere, paths::ACCOUNT, "Tài khoản", "user"),
        Item::new(NavItem::Elsewhere, paths::PASSWORD, "Đổi mật khẩu", "key"),
    ]
}
