//! How a record stands with its reviewers, wherever that is shown: shape and word, who and when, and why it was given back.

use domain::{
    deadlines::{Lateness, time_left},
    record_types::Step,
    reviews::{ApprovalTold, ApprovedTold, ReturnTold, ReviewTold, SpotCheckTold, WaitingTold},
    vietnamese,
};
use leptos::prelude::*;

use crate::ui::{Look, Status};

/// Shape and word.
pub fn review_look(told: &ReviewTold) -> (Look, String) {
    match told {
        ReviewTold::Waiting(WaitingTold { overdue: Some(by), .. }) => (Look::ReviewOverdue, review_overdue(*by)),
        ReviewTold::Waiting(WaitingTold { step: Step::Leadership, approvals, .. }) if !approvals.is_empty() => {
            (Look::Approved, "Tổ đã duyệt, chờ ban giám hiệu".to_owned())
        }
        ReviewTold::Waiting(WaitingTold { step: Step::Department, approvals, .. }) if !approvals.is_empty() => {
            (Look::Signed, "Ban giám hiệu đã ký, chờ tổ".to_owned())
        }
        ReviewTold::Waiting(WaitingTold { corrects: Some(_), .. }) => (Look::Resubmitted, "Đã nộp lại, chờ duyệt".to_owned()),
        ReviewTold::Waiting(_) => (Look::HandedIn, "Đã nộp, chờ duyệt".to_owned()),
        ReviewTold::Returned(_) => (Look::Returned, "Trả lại để sửa".to_owned()),
        ReviewTold::Approved(ApprovedTold { spot_check: Some(_), .. }) => {
            (Look::Approved, "Tổ đã duyệt, ban giám hiệu đã kiểm tra".to_owned())
        }
        ReviewTold::Approved(ApprovedTold { approvals, .. }) => {
            if approvals.iter().any(|approval| approval.step == Step::Leadership) {
                (Look::Signed, "Ban giám hiệu đã ký".to_owned())
            } else {
                (Look::Approved, "Tổ đã duyệt".to_owned())
            }
        }
        ReviewTold::SelfIssued { .. } => (Look::HandedIn, "Hiệu trưởng tự ban hành".to_owned()),
    }
}

/// "Áp dụng tạm, chưa duyệt", where that is so: no fault of whoever handed in.
pub fn applied(told: &ReviewTold) -> Option<impl IntoView + use<>> {
    let is_applied = matches!(told, ReviewTold::Waiting(waiting) if waiting.is_applied);
    is_applied.then(|| view! { <Status look=Look::Applied word=APPLIED/> })
}

/// The words of it.
pub const APPLIED: &str = "Áp dụng tạm, chưa duyệt";

/// What it means, to whoever handed in.
pub fn applied_sentence(told: &ReviewTold) -> Option<impl IntoView + use<>> {
    let is_applied = matches!(told, ReviewTold::Waiting(waiting) if waiting.is_applied);
    is_applied.then(|| {
        view! {
            <p class="then">"Đã đến tuần dạy mà chưa có người duyệt. Việc này tính cho người duyệt, không tính cho người nộp."</p>
        }
    })
}

/// Whose turn a step is, as it begins a sentence.
pub const fn step_words(step: Step) -> &'static str {
    match step {
        Step::Department => "Tổ",
        Step::Leadership => "Ban giám hiệu",
    }
}

/// "Quá hạn duyệt 2 ngày làm việc".
pub fn review_overdue(by: Lateness) -> String {
    time_left::overdue(by).replacen("quá", "Quá hạn duyệt", 1)
}

/// Who waits for whom, who approved when, or who gave it back when; whole sentences.
pub fn review_sentence(told: &ReviewTold) -> String {
    match told {
        ReviewTold::Waiting(waiting) => {
            let before = approved_by(&waiting.approvals);
            let whom = if waiting.people.is_empty() {
                "Trong trường chưa có ai duyệt được hồ sơ này".to_owned()
            } else {
                format!("Chờ {} duyệt", waiting.people.join(" hoặc "))
            };
            let (since, by) = (vietnamese::moment(waiting.since), vietnamese::weekday_and_date(waiting.review_by));
            let why = stands_in(waiting).unwrap_or_default();
            format!("{before}{whom} từ {since}, cần duyệt xong trong {by}.{why}")
        }
        ReviewTold::Returned(back) => format!("{} trả lại lúc {}.", back.who, vietnamese::moment(back.at)),
        ReviewTold::Approved(ApprovedTold { approvals, spot_check }) => {
            let checked = spot_check.as_ref().map(checked_by).unwrap_or_default();
            format!("{}{checked}", approved_by(approvals)).trim_end().to_owned()
        }
        ReviewTold::SelfIssued { who, at } => {
            format!("{who} ban hành lúc {}. Trong trường không ai duyệt hồ sơ của hiệu trưởng.", vietnamese::moment(*at))
        }
    }
}

/// Why it waits for the leadership and not for whom everybody would expect.
fn stands_in(WaitingTold { suspended, .. }: &WaitingTold) -> Option<String> {
    let names = suspended.join(", ");
    (!suspended.is_empty()).then(|| format!(" Tài khoản của {names} đang tạm khóa nên việc duyệt do ban giám hiệu làm thay."))
}

fn approved_by(approvals: &[ApprovalTold]) -> String {
    approvals.iter().map(|one| format!("{} duyệt lúc {}. ", one.who, vietnamese::moment(one.at))).collect()
}

/// "Hiệu trưởng Nguyễn Thị Minh Nguyệt đã kiểm tra lúc 14:20 ngày 25/11/2026."
pub fn checked_by(check: &SpotCheckTold) -> String {
    format!("{} đã kiểm tra lúc {}.", check.who, vietnamese::moment(check.at))
}

/// Why the last version was given back, while it is.
pub fn why_given_back(told: &ReviewTold) -> Option<impl IntoView + use<>> {
    match told {
        ReviewTold::Returned(back) => Some(why_returned(back)),
        ReviewTold::Waiting(_) | ReviewTold::Approved(_) | ReviewTold::SelfIssued { .. } => None,
    }
}

/// Why it was given back, and by when it is corrected.
pub fn why_returned(back: &ReturnTold) -> impl IntoView + use<> {
    let late = back.overdue.map(|by| format!(", đã {}", time_left::overdue(by)));
    view! {
        <div class="returned-for">
            {reasons_and_words(&back.reasons, &back.words)}
            <p>"Sửa xong trong "<b>{vietnamese::weekday_and_date(back.correct_by)}</b>{late}"."</p>
        </div>
    }
}

/// The ticked reasons as a list, and the reviewer's own words.
pub fn reasons_and_words(reasons: &[String], words: &str) -> impl IntoView + use<> {
    let ticked = reasons.iter().map(|reason| view! { <li>{reason.clone()}</li> }).collect_view();
    let (has_reasons, words) = (!reasons.is_empty(), words.to_owned());
    view! {
        {has_reasons.then(|| view! { <ul class="reasons">{ticked}</ul> })}
        {(!words.is_empty()).then(|| view! { <p class="said">"“"{words}"”"</p> })}
    }
}
