//! How a record stands with its reviewers, wherever that is shown: shape and word, who and when, and why it was given back.

use domain::{
    days::Timestamp,
    deadlines::{Due, Hours, Lateness, time_left},
    obligations::Standing,
    record_types::Step,
    reviews::{
        AppliedUnapproved, ApprovalTold, ApprovedTold, DecisionLine, ReturnTold, ReviewTold, SpotCheckTold, StandIn, WaitingTold,
    },
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    deadlines::due_margin,
    ui::{Look, Status},
};

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
    let ReviewTold::Waiting(waiting) = told else { return None };
    let words = match waiting.applied()? {
        AppliedUnapproved::AgainstReviewer => {
            "Đã vào hoặc đã qua tuần dạy mà chưa có người duyệt. Việc này tính cho người duyệt, không tính cho người nộp."
                .to_owned()
        }
        AppliedUnapproved::InTime { until } => {
            let until = vietnamese::weekday_and_date(until);
            format!(
                "Đã vào hoặc đã qua tuần dạy mà chưa duyệt xong. Người duyệt còn thời gian đến hết {until}, chưa tính là duyệt chậm."
            )
        }
    };
    Some(view! { <p class="then">{words}</p> })
}

/// Whose turn a step is, as it begins a sentence.
const fn step_words(step: Step) -> &'static str {
    match step {
        Step::Department => "Tổ",
        Step::Leadership => "Ban giám hiệu",
    }
}

/// In whose turn something was decided, and for whom, as it begins a sentence.
pub const fn decided_in(line: &DecisionLine) -> &'static str {
    match line.instead {
        Some(Step::Department) => "Ban giám hiệu, thay tổ",
        Some(Step::Leadership) | None => step_words(line.step),
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

/// Why it waits for the leadership and not for whom everybody would expect; a sentence that follows another one.
pub fn stands_in(waiting: &WaitingTold) -> Option<String> {
    Some(match (waiting.stand_in.as_ref()?, waiting.step) {
        (StandIn::For(people), Step::Department | Step::Leadership) => {
            let names = people.join(", ");
            format!(" Tài khoản của {names} đang tạm khóa nên việc duyệt do ban giám hiệu làm thay.")
        }
        (StandIn::Unnamed, Step::Department) => " Tổ hiện chưa có người duyệt, ban giám hiệu duyệt thay.".to_owned(),
        (StandIn::Unnamed, Step::Leadership) => {
            " Người có quyền duyệt hiện chưa duyệt được, người khác trong ban giám hiệu duyệt thay.".to_owned()
        }
    })
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
            <p>"Sửa xong trước khi hết "<b>{vietnamese::weekday_and_date(back.correct_by)}</b>{late}"."</p>
        </div>
    }
}

/// The margin of what was given back: the day to correct by alone counts now.
pub fn correction_margin(back: &ReturnTold) -> impl IntoView + use<> {
    let rest = back.overdue.map_or_else(|| "sửa xong trong ngày".to_owned(), time_left::overdue);
    view! {
        <p class="when">
            <span>{vietnamese::weekday(back.correct_by)}</span>" "<b>{vietnamese::date(back.correct_by)}</b>" "
            <span class=if back.overdue.is_some() { "overdue" } else { "" }>{rest}</span>
        </p>
    }
}

/// The margin of a record: its due day, or the day to correct by while it is given back.
pub fn standing_margin(
    review: Option<&ReviewTold>,
    due: Option<&Due>,
    hours: &Hours,
    standing: Standing,
    now: Timestamp,
) -> AnyView {
    match review {
        Some(ReviewTold::Returned(back)) => correction_margin(back).into_any(),
        Some(ReviewTold::Waiting(_) | ReviewTold::Approved(_) | ReviewTold::SelfIssued { .. }) | None => {
            due_margin(due, hours, standing, now)
        }
    }
}

/// How the last version stands, with the reasons for which it was given back.
pub fn review_block(told: &ReviewTold) -> impl IntoView + use<> {
    let (look, word) = review_look(told);
    view! {
        <Status look word/>
        {applied(told)}
        <p class="then">{review_sentence(told)}</p>
        {applied_sentence(told)}
        {why_given_back(told)}
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
