//! How a record stands with its reviewers, wherever that is shown: shape and word, who and when, and why it was given back.

use domain::{
    deadlines::{Lateness, time_left},
    record_types::Step,
    reviews::{ApprovalTold, ReturnTold, ReviewTold, WaitingTold},
    vietnamese,
};
use leptos::prelude::*;

use crate::ui::Look;

/// Shape and word.
pub fn review_look(told: &ReviewTold) -> (Look, String) {
    match told {
        ReviewTold::Waiting(WaitingTold { overdue: Some(by), .. }) => (Look::ReviewOverdue, review_overdue(*by)),
        ReviewTold::Waiting(WaitingTold { approvals, .. }) if !approvals.is_empty() => {
            (Look::Approved, "Tổ đã duyệt, chờ ban giám hiệu".to_owned())
        }
        ReviewTold::Waiting(WaitingTold { corrects: Some(_), .. }) => (Look::Resubmitted, "Đã nộp lại, chờ duyệt".to_owned()),
        ReviewTold::Waiting(_) => (Look::HandedIn, "Đã nộp, chờ duyệt".to_owned()),
        ReviewTold::Returned(_) => (Look::Returned, "Trả lại để sửa".to_owned()),
        ReviewTold::Approved(approvals) => {
            let last = approvals.last().map_or(Step::Department, |approval| approval.step);
            match last {
                Step::Department => (Look::Approved, "Tổ đã duyệt".to_owned()),
                Step::Leadership => (Look::Signed, "Ban giám hiệu đã ký".to_owned()),
            }
        }
    }
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
            format!("{before}{whom} từ {since}, cần duyệt xong trong {by}.")
        }
        ReviewTold::Returned(back) => format!("{} trả lại lúc {}.", back.who, vietnamese::moment(back.at)),
        ReviewTold::Approved(approvals) => approved_by(approvals).trim_end().to_owned(),
    }
}

fn approved_by(approvals: &[ApprovalTold]) -> String {
    approvals.iter().map(|one| format!("{} duyệt lúc {}. ", one.who, vietnamese::moment(one.at))).collect()
}

/// Why the last version was given back, while it is.
pub fn why_given_back(told: &ReviewTold) -> Option<impl IntoView + use<>> {
    match told {
        ReviewTold::Returned(back) => Some(why_returned(back)),
        ReviewTold::Waiting(_) | ReviewTold::Approved(_) => None,
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
