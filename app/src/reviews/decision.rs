//! "Duyệt" or "Trả lại": one form; what a return asks for is there while a return is chosen, and always without styles.

use domain::{
    forms::FormErrors,
    refusal::Words,
    reviews::{DecisionForm, ReviewPage},
};
use leptos::prelude::*;

use super::{
    Unseen, left_words,
    signing::{SigningView, signing_part},
};
use crate::{
    paths,
    ui::{CheckField, ChoiceField, ErrorLine, Extra, HiddenField, Notice, NoticeKind, Shape, TextAreaField, TextField},
};

/// What is known before somebody presses.
#[derive(Debug)]
pub(super) struct Beforehand {
    /// Why the version cannot be approved, and whose turn it is.
    pub kept: Option<Words>,
    /// How many files the viewer has not opened, and how many comments nobody has settled.
    pub unseen: Unseen,
    pub open_comments: usize,
}

/// `signing` where it is the turn of the leadership, which approves by signing; `listed` are the reasons to tick.
pub(super) fn decision_form(
    record: &ReviewPage,
    form: DecisionForm,
    errors: &FormErrors,
    signing: Option<SigningView>,
    listed: &[String],
    beforehand: Beforehand,
) -> impl IntoView + use<> {
    let DecisionForm { key, outcome, reasons, words, correct_by, submission, digest, step, consent } = form;
    let approves = if signing.is_some() { "Ký duyệt" } else { "Duyệt" };
    let shape = if signing.is_some() { "signed" } else { "approved" };
    let left = left_words(beforehand.unseen.files, beforehand.open_comments);
    let (news, first) = (paths::review_left(record.obligation), beforehand.unseen.is_doubtful.then_some(""));
    let is_kept = beforehand.kept.is_some();
    let approve = match signing {
        _ if is_kept => ().into_any(),
        None => view! {
            <div class="stack approve">
                <p class="left" data-left=news data-left-first=first role="status">{left}</p>
                <button class="btn main big" data-deed="d" name="outcome" value="approve">"Duyệt"</button>
            </div>
        }
        .into_any(),
        Some(signing) => view! {
            <p class="left approve" data-left=news data-left-first=first role="status">{left}</p>
            {signing_part(record, signing, consent == "1", errors)}
        }
        .into_any(),
    };
    // `DecisionForm::of` has read the words of an older desk already.
    let gives_back = outcome == "return" || is_kept;
    let first_wrong = errors.iter().next().map(|(field, _)| field.to_owned());
    let focuses = |field: &str| first_wrong.as_deref() == Some(field);
    let (focuses_words, focuses_day) = (focuses("words"), focuses("correct_by"));
    let error = errors.of("outcome").or(errors.of("submission")).map(str::to_owned);
    let mention = record.mention.clone();
    let ticks = listed.iter().map(|reason| {
        let (checked, reason) = (reasons.contains(reason), reason.clone());
        view! { <CheckField name="reason" value=reason.clone() checked>{reason}</CheckField> }
    });
    view! {
        <form method="post" action=paths::review(record.obligation) class="stack decide" data-keys="">
            <HiddenField name="key" value=key/>
            <HiddenField name="submission" value=submission/>
            <HiddenField name="digest" value=digest/>
            <HiddenField name="step" value=step/>
            <fieldset class="choice">
                <legend class="vh">"Quyết định"</legend>
                <ChoiceField class="" name="outcome" value="approve" key="d" checked=!gives_back disabled=is_kept>
                    <span><Shape name=shape/>{approves}</span>
                </ChoiceField>
                <ChoiceField class="" name="outcome" value="return" key="t" checked=gives_back>
                    <span><Shape name="returned"/>"Trả lại"</span>
                </ChoiceField>
            </fieldset>
            {beforehand.kept.map(|Words { fact, advice }| view! {
                <div class="notices"><Notice kind=NoticeKind::Warning fact advice/></div>
            })}
            {error.map(|words| view! { <ErrorLine id="outcome-e" words/> })}
            <div class="stack give-back">
                <fieldset class="field">
                    <legend>"Vì sao trả lại?"</legend>
                    {ticks.collect_view()}
                </fieldset>
                <TextAreaField id="words" label=format!("Lời nhắn cho {mention}")
                    hint="Chỗ nào cần sửa, sửa thế nào. Người nộp đọc được nguyên văn."
                    value=words rows=4 max_length=DecisionForm::MAX_WORDS focused=focuses_words errors/>
                <TextField id="correct_by" label="Sửa xong trong ngày" value=correct_by errors=errors.clone()
                    extra=Extra {
                        hint: Some("Ngày/tháng/năm, một ngày làm việc."),
                        inputmode: Some("numeric"),
                        focused: focuses_day,
                        ..Extra::default()
                    }/>
                // What a signature asks for is not asked of whoever gives back.
                <button class="btn main big" data-deed="t" name="outcome" value="return" formnovalidate>
                    "Trả lại cho "{mention}
                </button>
            </div>
            {approve}
            <p class="hint">"Hoàn tác được trong 10 phút."</p>
            <p class="hint keys onlyjs">
                <kbd>"D"</kbd>" rồi Enter: duyệt, "<kbd>"T"</kbd>": trả lại, "<kbd>"J"</kbd>" "<kbd>"K"</kbd>
                ": hồ sơ sau, trước. "<button type="button" class="link" data-keys-off="">"Tắt phím tắt"</button>
            </p>
        </form>
    }
}
