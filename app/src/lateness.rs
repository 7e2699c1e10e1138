//! "Vì sao muộn": the card of a late record with what the system knows, what was said and what was found.

use domain::{
    days::Timestamp,
    forms::FormErrors,
    lateness::{Cause, EXPLAIN_FIELD, JUDGE_FIELD, LatenessCard, Said},
    obligations::{Finding, Reason},
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    paths,
    ui::{Hidden, HiddenField, TextAreaField},
};

/// What was typed on the card and refused.
#[derive(Clone, Debug, Default)]
pub struct LateTyped {
    /// The sentence of whoever was late.
    pub explanation: String,
    /// What the leadership adds to what it finds.
    pub found: String,
}

/// The card on the page of the record, for whoever may read it.
pub fn lateness_card(card: &LatenessCard, typed: &LateTyped, errors: &FormErrors, now: Timestamp) -> impl IntoView + use<> {
    let (explain, judge) = (paths::explain_lateness(card.obligation), paths::judge_lateness(card.obligation));
    let (explanation, added) = (typed.explanation.clone(), typed.found.clone());
    let label = if card.is_judged { "Ghi thêm lý do để ban giám hiệu xem lại" } else { "Lý do nộp muộn" };
    let explain_form = card.may_explain.then(|| {
        view! {
            <form method="post" action=explain class="stack narrow">
                <TextAreaField id=EXPLAIN_FIELD label value=explanation rows=2 errors
                    max_length=Reason::MAX_LENGTH
                    hint="Một câu; ban giám hiệu đọc khi xem xét. Gửi rồi thì không sửa được, chỉ ghi thêm."/>
                <div class="btns"><button class="btn">"Ghi lý do"</button></div>
            </form>
        }
    });
    let extend = card.may_extend.then(|| {
        let address = paths::extend_one(card.obligation);
        view! { <p class="then"><a href=address>"Gia hạn hồ sơ này"</a></p> }
    });
    let seen = card.found.len().to_string();
    let judge_form = card.may_judge.then(|| {
        view! {
            <form method="post" action=judge class="stack narrow">
                <HiddenField name="seen" value=seen/>
                <TextAreaField id=JUDGE_FIELD label="Ghi thêm, không bắt buộc" value=added rows=2 errors
                    max_length=Reason::MAX_LENGTH
                    hint="Người nộp đọc được lời này."/>
                {finding_buttons("")}
            </form>
        }
    });
    let is_wrong = errors.of(JUDGE_FIELD).is_some();
    let judge_form = judge_form.map(|form| {
        if card.is_judged {
            view! { <details open=is_wrong><summary>"Xem lại lý do"</summary>{form}</details> }.into_any()
        } else {
            form.into_any()
        }
    });
    let is_late = !card.is_of_correction;
    let heading = if is_late { "Vì sao muộn" } else { "Vì sao sửa muộn" };
    let note = is_late.then(|| view! { <small>"Hệ thống ghi nhận, người nộp nói thêm, ban giám hiệu xem xét."</small> });
    let shut = (card.is_shut && is_late).then(|| {
        view! { <p class="quiet">"Hồ sơ đang khóa: mở khóa rồi mới ghi thêm và xem xét lý do được."</p> }
    });
    view! {
        <section class="group" id="ly-do-muon" aria-labelledby="g-vi-sao-muon">
            <h2 id="g-vi-sao-muon">{heading}" "{note}</h2>
            <div class="job cols"><p class="when"></p>
                <div class="what late-card">{known(card, now)}{shut}{extend}{explain_form}{judge_form}</div>
            </div>
        </section>
    }
}

/// The two buttons, one tap each; `about` says to a screen reader which record is meant, where a page has several.
pub(crate) fn finding_buttons(about: &str) -> impl IntoView + use<> {
    let button = |finding: Finding| {
        let words = about.to_owned();
        view! { <button class="btn" name="finding" value=finding.code()>{finding.words()}<Hidden words/></button> }
    };
    view! { <div class="btns">{Finding::ALL.into_iter().map(button).collect_view()}</div> }
}

/// What the system knows, what was said and what was found: a line for each, within the row of the record.
pub(crate) fn known(card: &LatenessCard, now: Timestamp) -> impl IntoView + use<> {
    let none = card.causes.is_empty().then(|| {
        view! {
            <li class="quiet">
                "Hệ thống không ghi nhận sự cố nào (máy chủ ngừng, trường nghỉ, người nộp vắng, nộp thử không được)."
            </li>
        }
    });
    let causes = card.causes.iter().map(|one| line(one, now)).collect_view();
    let explained = card.explained.iter().map(|said| said_line("Lý do của người nộp".to_owned(), "ghi", said)).collect_view();
    let last = card.found.len().saturating_sub(1);
    let found = card.found.iter().enumerate().map(|(at, (finding, said))| {
        let counts = at == last && card.is_judged;
        let title = if counts { finding.words().to_owned() } else { format!("{} (lần xem trước)", finding.words()) };
        said_line(title, "xem", said)
    });
    let found = found.collect_view();
    view! { <ul class="known">{none}{causes}{explained}{found}</ul> }
}

/// Who said it, when, and in which words.
fn said_line(title: String, what: &'static str, said: &Said) -> impl IntoView + use<> {
    let words = (!said.words.is_empty()).then(|| said.words.clone());
    view! {
        <li>
            <b>{title}</b>
            {words.map(|words| view! { <span class="said">"“"{words}"”"</span> })}
            <small>{format!("{} {what} lúc {}.", said.who, vietnamese::moment(said.at))}</small>
        </li>
    }
}

fn line(cause: &Cause, now: Timestamp) -> impl IntoView + use<> {
    let (title, words) = cause.told(now);
    view! { <li><b>{title}</b><span>{words}</span></li> }
}
