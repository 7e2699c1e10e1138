//! What was decided about more time and exemptions, with the ways to take it back.

use domain::{
    extensions::{AskedLine, Became, ExtendedLine, FreedLine, GivenLine, HistoryLine, Wish},
    forms::FormErrors,
    vietnamese,
};
use leptos::prelude::*;

use super::{Again, asked_words};
use crate::{
    corrected::{correct_link, corrected},
    paths,
    ui::{Icon, Look, Status, TextField},
};

/// How many titles of one decision stand there unfolded.
const NAMED: usize = 3;

/// One decision.
pub(super) fn line(one: &HistoryLine, again: &Again<'_>) -> AnyView {
    match one {
        HistoryLine::Given(given) => given_line(given, again).into_any(),
        HistoryLine::Freed(freed) => freed_line(freed, again).into_any(),
        HistoryLine::Refused { line, .. } => refused_line(line).into_any(),
    }
}

fn given_line(one: &GivenLine, again: &Again<'_>) -> impl IntoView + use<> {
    let because = format!("Gia hạn đến {} {}.", vietnamese::weekday_and_date(one.until), one.because.trim_end_matches(['.', ' ']));
    let (look, word) = if one.is_taken_back { (Look::Archived, "Đã rút") } else { (Look::Approved, "Đang gia hạn") };
    let words = (one.goes_back > 0 && !one.is_taken_back)
        .then(|| format!("Rút bây giờ thì {} hồ sơ trở lại hạn cũ; hạn cũ nào đã đến thì giữ nguyên ngày gia hạn.", one.goes_back));
    let key = one.id.to_string();
    let undoing = words.map(|words| {
        let undoing = Undoing { button: "Rút gia hạn", label: "Lý do rút", words, action: paths::take_back_extension(one.id) };
        take_back(undoing, &key, again)
    });
    let numbers = view! { {corrected(&one.corrections)}{one.correct.map(correct_link)} }.into_any();
    entry(&one.records, (look, word), (vec![because], Some(numbers)), undoing)
}

fn freed_line(one: &FreedLine, again: &Again<'_>) -> impl IntoView + use<> {
    let because = format!("Miễn {}.", one.because.trim_end_matches(['.', ' ']));
    let ended = one.ended.as_ref().map(|ended| format!("Bỏ miễn {}.", ended.trim_end_matches(['.', ' '])));
    let (look, word) = if ended.is_some() { (Look::Archived, "Đã bỏ miễn") } else { (Look::Exempt, "Đang miễn") };
    let words = (one.owed_again > 0).then(|| {
        let stays = one.records.len().saturating_sub(one.owed_again);
        let stays = if stays > 0 {
            format!("; {stays} hồ sơ đã đến ngày hạn thì vẫn được miễn")
        } else {
            String::new()
        };
        format!("Bỏ miễn bây giờ thì {} hồ sơ lại phải nộp theo hạn cũ{stays}. Người nộp được báo ngay.", one.owed_again)
    });
    let key = one.lead.to_string();
    let undoing = words.map(|words| {
        let undoing =
            Undoing { button: "Bỏ miễn", label: "Lý do bỏ miễn", words, action: paths::end_exemptions(one.lead) };
        take_back(undoing, &key, again)
    });
    entry(&one.records, (look, word), ([Some(because), ended].into_iter().flatten().collect(), None), undoing)
}

fn refused_line(one: &AskedLine) -> impl IntoView + use<> {
    let record = [ExtendedLine { obligation: one.obligation, title: one.title.clone() }];
    let answer = match &one.became {
        Became::Refused { because, by, at } => {
            format!("{by} không đồng ý, lúc {}: {}.", vietnamese::moment(*at), because.trim_end_matches(['.', ' ']))
        }
        Became::Waits
        | Became::WaitsForAnother { .. }
        | Became::WaitsInVain(_)
        | Became::Overtaken(_)
        | Became::Unanswered
        | Became::Granted { .. }
        | Became::Freed { .. }
        | Became::Withdrawn { .. } => String::new(),
    };
    let word = match one.wish {
        Wish::Until(_) => "Không gia hạn",
        Wish::Freedom => "Không miễn",
    };
    entry(&record, (Look::Archived, word), (vec![asked_words(one), answer], None), None)
}

/// How one decision is taken back.
struct Undoing {
    button: &'static str,
    label: &'static str,
    /// What would follow.
    words: String,
    action: String,
}

fn take_back(undoing: Undoing, key: &str, again: &Again<'_>) -> AnyView {
    let Undoing { button, label, words, action } = undoing;
    let (reason, errors): (String, FormErrors) = again.of(key, String::new());
    let is_open = again.wrong.is_some_and(|(of, _)| *of == key);
    view! {
        <details class="why scr" open=is_open>
            <summary><span>{button}</span><Icon name="chevron-down"/></summary>
            <p>{words}</p>
            <form method="post" action=action class="stack narrow">
                <TextField id=format!("reason-{key}") name="reason" label value=reason errors/>
                <div class="btns"><button class="btn">{button}</button></div>
            </form>
        </details>
    }
    .into_any()
}

fn entry(
    records: &[ExtendedLine],
    (look, word): (Look, &'static str),
    (sentences, numbers): (Vec<String>, Option<AnyView>),
    undoing: Option<AnyView>,
) -> impl IntoView + use<> {
    let link = |one: &ExtendedLine| view! { <a href=paths::record(one.obligation)>{one.title.clone()}</a> };
    let head = match records {
        [one] => link(one).into_any(),
        many => format!("{} hồ sơ", many.len()).into_any(),
    };
    let all = |records: &[ExtendedLine]| records.iter().map(|one| view! { <li>{link(one)}</li> }).collect_view();
    let listed = match records {
        [] | [_] => None,
        few if few.len() <= NAMED => Some(view! { <ul class="closure-moved">{all(few)}</ul> }.into_any()),
        many => {
            let words = format!("Xem {} hồ sơ", many.len());
            Some(view! { <details><summary>{words}</summary><ul class="closure-moved">{all(many)}</ul></details> }.into_any())
        }
    };
    let sentences = sentences.into_iter().filter(|words| !words.is_empty());
    let sentences = sentences.map(|words| view! { <p class="then">{words}</p> }).collect_view();
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what">
                <h3>{head}</h3>
                <Status look word/>
                {sentences}
                {numbers}
                {listed}
                {undoing}
            </div>
        </li>
    }
}
