//! "Vì sao muộn": the card of a late record with what the system knows, what was said and what was found, and how an outage is
//! told wherever it is.

use domain::{
    absences::AbsenceKind,
    days::{Timestamp, local},
    extensions::Wish,
    forms::FormErrors,
    lateness::{Away, Cause, CoverTold, EXPLAIN_FIELD, JUDGE_FIELD, LatenessCard, RefusedTime, Said, Tries},
    obligations::{Finding, Reason},
    outages::Outage,
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
    let (title, words) = match cause {
        Cause::Outage(outage) => {
            ("Máy chủ ngừng hoặc không nhận được tệp", format!("{}, khi sắp hết hạn nộp.", outage_words(outage, now)))
        }
        Cause::Closure { name, from, to } => (
            "Trường nghỉ",
            format!(
                "{name}: hạn đã dời từ {} sang {}, tính theo hạn mới.",
                vietnamese::weekday_and_date(*from),
                vietnamese::weekday_and_date(*to)
            ),
        ),
        Cause::Away(away) => (away.kind.map_or("Có người nghỉ", AbsenceKind::words), away_words(away)),
        Cause::Incident { year, number, from, until } => {
            let until =
                until.map_or_else(|| "chưa xử lý xong".to_owned(), |until| format!("xử lý xong {}", vietnamese::moment(until)));
            ("Có sự cố đang mở", format!("Sự cố số {number}/{year}, báo lúc {}, {until}.", vietnamese::moment(*from)))
        }
        Cause::Tries(tries) => ("Đã thử nộp", tries_words(tries)),
        Cause::AskedForTime { at, wish, refused } => {
            let at = vietnamese::moment(*at);
            let answer = match refused {
                Some(RefusedTime { at, because: Some(because) }) => {
                    format!("không được đồng ý lúc {}: {}", vietnamese::moment(*at), vietnamese::without_stop(because))
                }
                Some(RefusedTime { at, because: None }) => format!("không được đồng ý lúc {}", vietnamese::moment(*at)),
                None => "chưa được trả lời trước khi nộp".to_owned(),
            };
            let what = match wish {
                Wish::Until(_) => "Đã xin gia hạn",
                Wish::Freedom => "Đã xin miễn",
            };
            (what, format!("Xin {} lúc {at}; {answer}.", wish.words()))
        }
        Cause::DoubtfulTime { from, until } => {
            let until = until.map_or_else(|| "đến nay".to_owned(), |until| format!("đến {}", vietnamese::moment(until)));
            (
                "Giờ máy chủ chờ xác nhận",
                format!("Từ {} {until}; trong lúc đó không ai bị tính muộn thêm.", vietnamese::moment(*from)),
            )
        }
        Cause::LateReturn { review_by, at } => (
            "Trả lại để sửa sau hạn duyệt",
            format!("Hạn duyệt {}, trả lại lúc {}.", vietnamese::weekday_and_date(*review_by), vietnamese::moment(*at)),
        ),
    };
    view! { <li><b>{title}</b><span>{words}</span></li> }
}

/// "Nguyễn Thị Hoa nghỉ từ 17/11 đến 20/11/2026, ghi lúc 08:00 ngày 18/11/2026. Trần Thị Vân nộp thay, biết trước hạn 2 ngày làm
/// việc."
fn away_words(away: &Away) -> String {
    let noted = vietnamese::moment(away.noted_at);
    let cover = match &away.cover {
        None => "Không có người nộp thay.".to_owned(),
        Some(CoverTold { who, knew_for: Some(0) }) => format!("{who} nộp thay, được báo trong chính ngày đến hạn."),
        Some(CoverTold { who, knew_for: Some(days) }) => format!("{who} nộp thay, biết trước hạn {days} ngày làm việc."),
        Some(CoverTold { who, knew_for: None }) => format!("{who} làm thay, hồ sơ này vẫn của {}.", away.who),
    };
    format!("{} nghỉ {}, ghi lúc {noted}. {cover}", away.who, vietnamese::from_to(away.days))
}

/// "Nguyễn Thị Hoa, thứ Sáu 20/11/2026, 3 lần: 16:41 tệp quá lớn, 16:52 và 16:57 đứt giữa chừng."
fn tries_words(told: &Tries) -> String {
    let hour = |at: &Timestamp| vietnamese::hour(local(*at).time());
    let of_one_kind = told.tries.chunk_by(|one, other| one.1 == other.1).filter_map(|some| {
        let times: Vec<String> = some.iter().map(|(at, _)| hour(at)).collect();
        let (last, before) = times.split_last()?;
        let times = if before.is_empty() { last.clone() } else { format!("{} và {last}", before.join(", ")) };
        Some(format!("{times} {}", some.first()?.1.words()))
    });
    let kinds: Vec<String> = of_one_kind.collect();
    let more = if told.is_full { "ít nhất " } else { "" };
    let day = vietnamese::weekday_and_date(told.day);
    format!("{}, {day}, {more}{} lần: {}.", told.who, told.tries.len(), kinds.join(", "))
}

/// "Từ 14:00 đến 15:10 ngày 20/11/2026 (1 giờ 10 phút)".
pub fn outage_words(outage: &Outage, now: Timestamp) -> String {
    let length = length_words(outage, now);
    let from = local(outage.from);
    match outage.until {
        None => format!("Từ {} đến nay ({length})", vietnamese::moment(outage.from)),
        Some(until) if local(until).date() == from.date() => {
            format!("Từ {} đến {} ({length})", vietnamese::hour(from.time()), vietnamese::moment(until))
        }
        Some(until) => format!("Từ {} đến {} ({length})", vietnamese::moment(outage.from), vietnamese::moment(until)),
    }
}

/// "1 giờ 10 phút", "2 ngày 3 giờ".
fn length_words(outage: &Outage, now: Timestamp) -> String {
    let length = outage.length(now);
    match (length.num_hours(), length.num_minutes() % 60) {
        (1..24, minutes @ 1..) => format!("{} {minutes} phút", vietnamese::duration(length)),
        _ => vietnamese::duration(length),
    }
}
