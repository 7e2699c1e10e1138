//! "/cho-duyet": what waits for one reviewer, as a list and one by one with its files and the decision.

mod decision;
mod desk;
mod list;
mod signing;
mod spot_checks;

use domain::{
    days::{Timestamp, local},
    decisions::Outcome,
    obligations::Standing,
    record_types::Step,
    reviews::QueueLine,
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    paths::{self, PROOF},
    review_standing::review_overdue,
    ui::{Look, Notice, NoticeKind, standing_words},
};

pub use desk::{DeskPage, DeskView};
pub use list::{QueuePage, QueueView};
pub use signing::{SignedFiles, SigningView};
pub use spot_checks::{CheckForm, DrawBeside, DrawPage, DrawView};

/// What was just decided; it can be taken back for as long as this is shown.
#[derive(Clone, Debug)]
pub struct Decided {
    /// "Giáo án tuần 12 · Lớp 4C".
    pub title: String,
    /// "cô Thủy".
    pub mention: String,
    pub outcome: Outcome,
    /// Whose turn it is still, where the way goes on after an approval.
    pub open: Option<Step>,
    /// The sheet of what was signed.
    pub sheet: Option<String>,
    /// Where the form goes that takes it back; `None` where it stands.
    pub undo: Option<String>,
}

/// A decision that was taken back a moment ago.
#[derive(Clone, Debug)]
pub struct Undone {
    /// "Giáo án tuần 12 · Lớp 4C".
    pub title: String,
    pub outcome: Outcome,
    pub is_signed: bool,
    /// The record waits for a decision, which somebody else may have made meanwhile.
    pub waits: bool,
}

/// How many files of a version the viewer has not looked at.
#[derive(Clone, Copy, Debug)]
pub struct Unseen {
    /// Without the one that opens with the page.
    pub files: usize,
    /// The page may open one of them: it was not known beforehand whether that can be shown.
    pub is_doubtful: bool,
}

/// Says what was taken back.
fn undone(done: Undone) -> impl IntoView {
    let Undone { title, outcome, is_signed, waits } = done;
    let what = match outcome {
        Outcome::Approved if is_signed => "chữ ký duyệt",
        Outcome::Approved => "việc duyệt",
        Outcome::Returned(_) => "việc trả lại",
    };
    let advice = match (is_signed, waits) {
        (true, true) => "Chữ ký không còn hiệu lực; hồ sơ lại chờ quyết định.",
        (true, false) => "Chữ ký không còn hiệu lực.",
        (false, true) => "Hồ sơ lại chờ quyết định.",
        (false, false) => "",
    };
    let fact = format!("Đã hoàn tác {what} {title}");
    view! { <div class="notices"><Notice kind=NoticeKind::Good fact advice/></div> }
}

/// "Còn 2 tệp chưa mở, 1 góp ý chưa xong.": what is known before somebody approves; a sentence and no second question. Empty
/// where everything was looked at and every thread is settled. `shell/left.js` asks for it anew as files are opened.
pub fn left_words(unseen_files: usize, open_comments: usize) -> String {
    match (unseen_files, open_comments) {
        (0, 0) => String::new(),
        (files, 0) => format!("Còn {files} tệp chưa mở."),
        (0, comments) => format!("Còn {comments} góp ý chưa xong."),
        (files, comments) => format!("Còn {files} tệp chưa mở, {comments} góp ý chưa xong."),
    }
}

/// The id under which a field of these forms stands.
fn field_id(field: &str) -> String {
    let id = match field {
        "outcome" | "submission" => "outcome-e",
        PROOF => signing::PROOF_ID,
        other => other,
    };
    id.to_owned()
}

/// Says what was decided, with the button that takes it back.
fn decided(done: Decided) -> impl IntoView {
    let Decided { title, mention, outcome, open, sheet, undo } = done;
    let goes_on = match open {
        Some(Step::Department) => "Còn chờ tổ duyệt. ",
        Some(Step::Leadership) => "Còn chờ ban giám hiệu ký. ",
        None => "",
    };
    let fact = match outcome {
        Outcome::Approved if sheet.is_some() && open.is_some() => format!("Đã ký {title}"),
        Outcome::Approved if sheet.is_some() => format!("Đã ký duyệt {title}"),
        Outcome::Approved => format!("Đã duyệt {title}"),
        Outcome::Returned(back) => {
            format!("Đã trả lại {title} cho {mention}, sửa xong trước khi hết {}", vietnamese::weekday_and_date(back.correct_by))
        }
    };
    let advice = format!("{goes_on}{}", if undo.is_some() { "Hoàn tác được trong 10 phút." } else { "" });
    view! {
        <div class="notices">
            {if undo.is_some() {
                view! {
                    <Notice kind=NoticeKind::Good fact advice><button class="btn" form="rut-lai">"Hoàn tác"</button></Notice>
                }.into_any()
            } else {
                view! { <Notice kind=NoticeKind::Good fact advice/> }.into_any()
            }}
            {sheet.map(|address| view! { <p class="way"><a href=address>"Xem phiếu duyệt"</a></p> })}
            // A paragraph holds no form: the button in it names its form.
            {undo.map(|action| view! { <form id="rut-lai" method="post" action=action></form> })}
        </div>
    }
}

/// How a line of the queue stands: what the reviewer has to know first.
fn line_look(line: &QueueLine) -> (Look, String) {
    match (line.overdue, &line.corrects) {
        (Some(by), _) => (Look::ReviewOverdue, review_overdue(by)),
        (None, Some(_)) => (Look::Resubmitted, "Đã nộp lại".to_owned()),
        (None, None) if matches!(line.standing, Standing::Late(_) | Standing::Excused(_)) => {
            (Look::from(line.standing), standing_words(line.standing))
        }
        (None, None) => (Look::HandedIn, "Chờ duyệt".to_owned()),
    }
}

/// "nộp 20/11 21:47", "nộp lại 25/11 13:58".
fn handed_in(line: &QueueLine) -> String {
    let what = if line.is_again { "nộp lại" } else { "nộp" };
    format!("{what} {}", short_moment(line.handed_in_at))
}

fn short_moment(at: Timestamp) -> String {
    let at = local(at);
    format!("{} {}", vietnamese::day_month(at.date()), vietnamese::hour(at.time()))
}

/// "6 hồ sơ, cũ nhất ở trên".
fn length_words(length: usize) -> String {
    match length {
        0 => "Không còn hồ sơ nào đang chờ".to_owned(),
        1 => "1 hồ sơ".to_owned(),
        more => format!("{more} hồ sơ, cũ nhất ở trên"),
    }
}

/// The way to the list, with what it holds.
fn to_list(length: usize) -> impl IntoView {
    view! { <a class="back" href=paths::REVIEW_QUEUE>"Chờ tôi duyệt, "{length}" hồ sơ"</a> }
}
