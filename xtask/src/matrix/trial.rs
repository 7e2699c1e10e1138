//! One cell: somebody tries something, and what came of it is read from the answer.

use anyhow::Result;

use super::{
    expectation::{Action, Cell, Outcome},
    trial_record::{APPROVES, Bound, Case, GIVES_BACK, NOTHING, SIGNS, ask_for_update, begin_thread, decide},
    visitors::{Paper, Visitors},
};
use crate::http::Answer;

/// Tries it. `paper` is what would be handed in.
pub fn attempt(visitors: &Visitors, cell: &Cell, case: &Case, paper: &[u8]) -> Result<Outcome> {
    let (who, obligation, receipt) = (cell.who, &case.obligation, &case.receipt);
    let get = |path: String| Ok(read(&visitors.get(who, &path)?));
    let post = |path: String, fields: &[(&str, &str)]| Ok(written(&visitors.post(who, &path, fields)?));
    let decides =
        |bound: &[(String, String)], typed: &[(&str, &str)]| Ok(written(&decide(visitors, who, obligation, bound, typed)?));
    match cell.action {
        Action::See => get(format!("/ho-so/{obligation}")),
        Action::HandInPage => get(format!("/nop/{obligation}")),
        Action::Receipt => get(format!("/bien-nhan/{receipt}")),
        Action::Download => get(format!("/tep/{receipt}/0")),
        Action::Preview => get(format!("/xem/{receipt}/0")),
        Action::Compare => get(format!("/so-sanh/{receipt}/0")),
        Action::Sheet => get(format!("/phieu-duyet/{receipt}")),
        Action::CheckSheet => get(format!("/phieu-kiem-tra/{receipt}")),
        Action::Desk => get(format!("/cho-duyet/{obligation}")),
        Action::Listed => listed(visitors, cell, obligation),
        Action::Approve => decides(&form(cell, case), APPROVES),
        Action::ApproveOtherBytes => {
            let other: String = "9".repeat(64);
            // With a key of its own: under one that was used before, the answer would be that of the first form.
            let forged = |(name, value): &(String, String)| match name.as_str() {
                "digest" => (name.clone(), other.clone()),
                "key" => (name.clone(), NOTHING.to_owned()),
                _ => (name.clone(), value.clone()),
            };
            let forged: Bound = form(cell, case).iter().map(forged).collect();
            decides(&forged, APPROVES)
        }
        Action::ApproveTicked => {
            // Whoever may opens it first, and its file; of whoever may not the list has nothing to tick.
            visitors.get(who, &format!("/cho-duyet/{obligation}"))?;
            visitors.get(who, &format!("/tep/{receipt}/0"))?;
            let form = form(cell, case);
            let of = |name: &str| form.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str());
            let tick = format!("{}.{obligation}.{}.{}.{}", of("key"), of("submission"), of("digest"), of("step"));
            post("/cho-duyet".to_owned(), &[&[("approve", tick.as_str())], APPROVES].concat())
        }
        Action::SpotCheck => {
            let form = form(cell, case);
            let of = |name: &str| form.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str());
            let tick = format!("{}.{obligation}.{}.{}", of("key"), of("submission"), of("digest"));
            post(format!("/cho-duyet/{obligation}/kiem-tra"), &[&[("check", tick.as_str()), ("draw", "")], SIGNS].concat())
        }
        Action::GiveBack => decides(&form(cell, case), GIVES_BACK),
        Action::TakeBack => {
            let decision = if case.decision.is_empty() { NOTHING } else { &case.decision };
            post(format!("/cho-duyet/{obligation}/rut-lai/{decision}"), &[])
        }
        Action::Comment => {
            post(format!("/ho-so/{obligation}/gop-y"), &[("version", receipt.as_str()), ("comment", "Bổ sung mục tiêu.")])
        }
        Action::Answer => {
            let thread = thread(visitors, cell, case)?;
            let fields = [("version", receipt.as_str()), ("answers", thread.as_str()), ("comment", "Đã bổ sung.")];
            post(format!("/ho-so/{obligation}/gop-y"), &fields)
        }
        Action::Settle => {
            let thread = thread(visitors, cell, case)?;
            post(format!("/ho-so/{obligation}/gop-y/{thread}"), &[("is", "done")])
        }
        Action::Withdraw => post(format!("/bien-nhan/{receipt}/rut-lai"), &[]),
        Action::Exempt => post(format!("/ho-so/{obligation}/mien"), &[("reason", "Lớp nghỉ cả tuần")]),
        Action::EndExemption => post(format!("/ho-so/{obligation}/bo-mien"), &[("reason", "Lớp không nghỉ nữa")]),
        Action::ReleaseFile => post(format!("/tep-giu-lai/{receipt}/0/cho-mo"), &[("seen", "")]),
        Action::ReturnFile => {
            post(format!("/tep-giu-lai/{receipt}/0/tra-lai"), &[("seen", ""), ("reason", "Bỏ đoạn mã trong tệp")])
        }
        Action::AskForUpdate => {
            let answer = ask_for_update(visitors, who, obligation)?;
            // Whoever need not ask is led on, and nothing is asked.
            let is_led_on = answer.status == 303 && !answer.header("location").is_some_and(|place| place.ends_with("xong=gui"));
            let got = written(&answer);
            if is_led_on || got != Outcome::Done {
                return Ok(if got == Outcome::Done { Outcome::Refused } else { got });
            }
            // A request that waits would be in the way of the next one.
            let asked = answer.header("location").and_then(|place| place.split('?').next()).unwrap_or_default();
            visitors.post(who, &format!("{asked}/rut"), &[])?;
            Ok(got)
        }
        Action::HandIn => {
            let paper = Paper { name: "giao-an.pdf", bytes: paper };
            Ok(written(&visitors.hand_in(who, &format!("/nop/{obligation}"), &paper)?))
        }
    }
}

/// The thread that the first reviewer has begun.
fn thread(visitors: &Visitors, cell: &Cell, case: &Case) -> Result<String> {
    case.thread.clone().map_or_else(|| begin_thread(visitors, cell.kind, case), Ok)
}

/// The form of the step that is open to whoever tries it, else of the first one. Where nobody decides there is no form: somebody
/// makes one up.
fn form(cell: &Cell, case: &Case) -> Bound {
    let known = case.form(cell.turn().unwrap_or_default());
    if !known.is_empty() {
        return known.to_vec();
    }
    let pair = |name: &str, value: String| (name.to_owned(), value);
    let submission = if case.receipt.is_empty() { NOTHING } else { &case.receipt };
    let made_up = [
        pair("key", NOTHING.to_owned()),
        pair("submission", submission.to_owned()),
        pair("digest", "7".repeat(64)),
        pair("step", "department".to_owned()),
    ];
    made_up.into()
}

fn listed(visitors: &Visitors, cell: &Cell, obligation: &str) -> Result<Outcome> {
    let answer = visitors.get(cell.who, "/cho-duyet")?;
    match read(&answer) {
        Outcome::Shown if answer.text()?.contains(&format!("href=\"/cho-duyet/{obligation}\"")) => Ok(Outcome::Shown),
        Outcome::Shown => Ok(Outcome::Absent),
        other => Ok(other),
    }
}

fn read(answer: &Answer) -> Outcome {
    match (answer.status, answer.header("location")) {
        (200, _) => Outcome::Shown,
        (404, _) => Outcome::Missing,
        (303, Some(location)) if location.starts_with("/dang-nhap") => Outcome::SignIn,
        (401, _) => Outcome::SignIn,
        (403 | 409, _) => Outcome::Refused,
        (status, _) => Outcome::Strange(status),
    }
}

fn written(answer: &Answer) -> Outcome {
    match (answer.status, answer.header("location")) {
        (303, Some(location)) if location.starts_with("/dang-nhap") => Outcome::SignIn,
        (303, _) => Outcome::Done,
        (401, _) => Outcome::SignIn,
        (403 | 404 | 409 | 422, _) => Outcome::Refused,
        (status, _) => Outcome::Strange(status),
    }
}
