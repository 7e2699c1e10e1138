//! What stands around the dashboard: its two figures, what was handed in and what of it is approved, and the way to a reminder.

use domain::notices::WaitingOrders;
use leptos::prelude::*;

use crate::paths;

/// The two figures of the dashboard, as links between its pages.
#[component]
pub fn DashboardViews(
    /// Whether the second one is shown.
    reviews: bool,
    /// The name of the school year, where it is over and looked back at.
    #[prop(default = None)]
    year: Option<String>,
) -> impl IntoView {
    let one = |href: &'static str, words: &'static str, is_shown: bool| {
        view! { <a href=paths::in_year(href, year.as_deref()) aria-current=is_shown.then_some("page")>{words}</a> }
    };
    view! {
        <nav class="seg views" aria-label="Số liệu">
            {one(paths::DASHBOARD, "Nộp hồ sơ", !reviews)}{one(paths::REVIEW_DASHBOARD, "Duyệt hồ sơ", reviews)}
        </nav>
    }
}

/// What waits for the leadership beside the dashboard.
#[derive(Clone, Copy, Debug)]
pub struct LeadershipWaits {
    /// How many requests for more time.
    pub requests: usize,
    /// How many absences that nobody covers any more.
    pub uncovered: usize,
    /// How many findings about accounts are open whose day has passed.
    pub overdue_findings: usize,
    /// How many requests for people's own data wait, and how many of them are late.
    pub data_requests: (usize, usize),
}

/// The ways to declare that the school is shut, and to what waits for the leadership, one tap from the page that shows it whole.
pub fn leadership_links(waits: LeadershipWaits) -> impl IntoView {
    let LeadershipWaits { requests, uncovered, overdue_findings, data_requests } = waits;
    let data = (data_requests.0 > 0).then(|| {
        let words = match data_requests {
            (open, 0) => format!("Yêu cầu dữ liệu ({open} chờ trả lời)"),
            (open, late) => format!("Yêu cầu dữ liệu ({open} chờ trả lời, {late} quá hạn)"),
        };
        view! { <a class="btn" href=paths::DATA_REQUESTS>{words}</a> }
    });
    let overdue = (overdue_findings > 0).then(|| {
        let words = format!("Kiểm tra tài khoản ({overdue_findings} quá hạn xử lý)");
        view! { <a class="btn" href=paths::SECURITY_CHECKS>{words}</a> }
    });
    let extensions = if requests > 0 { format!("Gia hạn ({requests} chờ trả lời)") } else { "Gia hạn".to_owned() };
    view! {
        <p class="over-links">
            <a class="btn" href=paths::DECLARE_CLOSURE>"Báo nghỉ đột xuất"</a>
            <a class="btn" href=paths::EXTENSIONS>{extensions}</a>
            {
                let words = if uncovered > 0 {
                    format!("Nghỉ không còn ai nộp thay ({uncovered})")
                } else {
                    "Nghỉ, làm thay".to_owned()
                };
                view! { <a class="btn" href=paths::ABSENCES>{words}</a> }
            }
            <a class="btn" href=paths::LATE_REASONS>"Lý do nộp muộn"</a>
            {overdue}
            {data}
        </p>
    }
}

/// The ways to what waits for the viewer of what is shut: orders to sign or to carry out, and so many requests for an update; nothing
/// where nothing does.
pub fn shut_links(orders: WaitingOrders, updates: usize) -> Option<impl IntoView> {
    let orders = orders.words().map(|words| {
        view! { <a class="btn" href=paths::LOCK_ORDERS>{format!("Lệnh khóa, mở ({words})")}</a> }
    });
    let updates = (updates > 0).then(|| {
        view! { <a class="btn" href=paths::UPDATES>{format!("Bổ sung sau khóa ({updates} chờ quyết định)")}</a> }
    });
    (orders.is_some() || updates.is_some()).then(|| view! { <p class="over-links">{orders}{updates}</p> })
}

/// The way to the words with which a head reminds the department of what is overdue.
pub fn reminder_link() -> impl IntoView {
    view! { <p class="attention"><a href=paths::REMINDERS>"Soạn tin nhắn nhắc tổ nộp hồ sơ"</a></p> }
}
