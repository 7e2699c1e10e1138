//! What stands around the dashboard: its two figures, what was handed in and what of it is approved, and the way to a reminder.

use domain::{closures::Announced, notices::WaitingOrders};
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
#[derive(Clone, Debug)]
pub struct LeadershipWaits {
    /// What is shut at short notice, now or soon.
    pub shut: Vec<Announced>,
    /// How many requests for more time.
    pub requests: usize,
    /// How many absences that nobody covers any more.
    pub uncovered: usize,
    /// How many findings about accounts are open whose day has passed.
    pub overdue_findings: usize,
    /// How many requests for people's own data wait, and how many of them are late.
    pub data_requests: (usize, usize),
}

/// The ways from the dashboard to what somebody does beside it, what waits for them first; nothing where there is none.
///
/// The leadership declares from here that the school is shut, one tap from the page that shows it whole; whoever has orders to sign or
/// to carry out, or requests for an update to decide, finds them whatever they are.
pub fn ways_from_here(waits: Option<LeadershipWaits>, orders: WaitingOrders, updates: usize) -> Option<impl IntoView> {
    let waiting = |count: usize, href: &str, words: String| (count > 0).then(|| (href.to_owned(), words));
    let mut ways = Vec::new();
    ways.extend(orders.words().map(|words| (paths::LOCK_ORDERS.to_owned(), format!("Lệnh khóa, mở ({words})"))));
    ways.extend(waiting(updates, paths::UPDATES, format!("Bổ sung sau khóa ({updates} chờ quyết định)")));
    if let Some(LeadershipWaits { shut, requests, uncovered, overdue_findings, data_requests }) = waits {
        ways.extend(shut.into_iter().map(|one| (paths::closure(one.closure), one.words)));
        let data = match data_requests {
            (open, 0) => format!("Yêu cầu dữ liệu ({open} chờ trả lời)"),
            (open, late) => format!("Yêu cầu dữ liệu ({open} chờ trả lời, {late} quá hạn)"),
        };
        let asked = waiting(requests, paths::EXTENSIONS, format!("Gia hạn ({requests} chờ trả lời)"));
        let nobody = waiting(uncovered, paths::ABSENCES, format!("Nghỉ không còn ai nộp thay ({uncovered})"));
        let (is_asked, is_uncovered) = (asked.is_some(), nobody.is_some());
        ways.extend(asked);
        ways.extend(nobody);
        ways.extend(waiting(
            overdue_findings,
            paths::SECURITY_CHECKS,
            format!("Kiểm tra tài khoản ({overdue_findings} quá hạn xử lý)"),
        ));
        ways.extend(waiting(data_requests.0, paths::DATA_REQUESTS, data));
        ways.push((paths::DECLARE_CLOSURE.to_owned(), "Báo nghỉ đột xuất".to_owned()));
        ways.extend((!is_asked).then(|| (paths::EXTENSIONS.to_owned(), "Gia hạn".to_owned())));
        ways.extend((!is_uncovered).then(|| (paths::ABSENCES.to_owned(), "Nghỉ, làm thay".to_owned())));
        ways.push((paths::LATE_REASONS.to_owned(), "Lý do nộp muộn".to_owned()));
    }
    (!ways.is_empty()).then(|| {
        let ways = ways.into_iter().map(|(href, words)| view! { <a class="btn" href=href>{words}</a> }).collect_view();
        view! { <nav class="over-links" aria-label="Việc cần làm và việc của ban giám hiệu">{ways}</nav> }
    })
}

/// The way to the report on a week, also of a school year that is over.
pub fn report_link(year: Option<&str>) -> impl IntoView + use<> {
    let address = paths::in_year(paths::WEEKLY_REPORT, year);
    view! { <p class="over-links"><a class="btn" href=address>"Báo cáo tuần"</a></p> }
}

/// The way to the words with which a head reminds the department of what is overdue.
pub fn reminder_link() -> impl IntoView {
    view! { <p class="attention"><a href=paths::REMINDERS>"Soạn tin nhắn nhắc tổ nộp hồ sơ"</a></p> }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The addresses of the row, in its order.
    fn row(waits: Option<LeadershipWaits>, orders: WaitingOrders, updates: usize) -> Vec<String> {
        let html =
            Owner::new_root(None).with(|| ways_from_here(waits, orders, updates).map(|row| row.to_html())).unwrap_or_default();
        html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    }

    #[test]
    fn what_waits_stands_before_what_can_be_done() {
        let nothing = LeadershipWaits { shut: Vec::new(), requests: 0, uncovered: 0, overdue_findings: 0, data_requests: (0, 0) };
        let none = WaitingOrders::default();
        let tools = [paths::DECLARE_CLOSURE, paths::EXTENSIONS, paths::ABSENCES, paths::LATE_REASONS];
        type Case<'a> = (&'a str, Option<LeadershipWaits>, WaitingOrders, usize, &'a [&'a str]);
        let cases: [Case<'_>; 5] = [
            ("nobody's business", None, none, 0, &[]),
            ("a day without anything", Some(nothing.clone()), none, 0, &tools),
            (
                "somebody asks for more time",
                Some(LeadershipWaits { requests: 2, ..nothing.clone() }),
                none,
                0,
                &[paths::EXTENSIONS, paths::DECLARE_CLOSURE, paths::ABSENCES, paths::LATE_REASONS],
            ),
            (
                "nobody covers, and a request for data is late",
                Some(LeadershipWaits { uncovered: 1, data_requests: (1, 1), ..nothing.clone() }),
                none,
                1,
                &[
                    paths::UPDATES,
                    paths::ABSENCES,
                    paths::DATA_REQUESTS,
                    paths::DECLARE_CLOSURE,
                    paths::EXTENSIONS,
                    paths::LATE_REASONS,
                ],
            ),
            ("the management team carries out", None, WaitingOrders { to_execute: 1, ..none }, 0, &[paths::LOCK_ORDERS]),
        ];
        for (what, waits, orders, updates, expected) in cases {
            assert_eq!(row(waits, orders, updates), expected, "{what}");
        }
    }
}
