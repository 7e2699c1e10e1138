//! "Duyệt" or "Trả lại": one form; what a return asks for is there while a return is chosen, and always without styles.

use domain::{
    forms::FormErrors,
    reviews::{DecisionForm, ReviewPage},
};
use leptos::prelude::*;

use super::signing::{SigningView, signing_part};
use crate::{
    paths,
    ui::{CheckField, ChoiceField, ErrorLine, Extra, HiddenField, Shape, TextAreaField, TextField},
};

/// `signing` where it is the turn of the leadership, which approves by signing; `listed` are the reasons to tick.
pub(super) fn decision_form(
    record: &ReviewPage,
    form: DecisionForm,
    errors: &FormErrors,
    signing: Option<SigningView>,
    listed: &[String],
) -> impl IntoView + use<> {
    let DecisionForm { key, outcome, reasons, words, correct_by, submission, digest, step, consent } = form;
    let approves = if signing.is_some() { "Ký duyệt" } else { "Duyệt" };
    let shape = if signing.is_some() { "signed" } else { "approved" };
    let approve = match signing {
        None => view! {
            <div class="stack approve">
                <button class="btn main big" data-deed="d" name="outcome" value="approve">"Duyệt"</button>
            </div>
        }
        .into_any(),
        Some(signing) => signing_part(record, signing, consent == "1", errors).into_any(),
    };
    // `DecisionForm::of` has read the words of an older desk already.
    let gives_back = outcome == "return";
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
                <ChoiceField class="" name="outcome" value="approve" key="d" checked=!gives_back>
                    <span><Shape name=shape/>{approves}</span>
                </ChoiceField>
                <ChoiceField class="" name="outcome" value="return" key="t" checked=gives_back>
                    <span><Shape name="returned"/>"Trả lại"</span>
                </ChoiceField>
            </fieldset>
            {error.map(|words| view! { <ErrorLine id="outcome-e" words/> })}
            <div class="stack give-back">
                <fieldset class="field">
                    <legend>"Vì sao trả lại?"</legend>
                    {ticks.collect_view()}
                </fieldset>
                <TextAreaField id="words" label=format!("Lời nhắn cho {mention}")
                    hint="Chỗ nào cần sửa, sửa thế nào. Người nộp đọc được nguyên văn."
                    value=words rows=4 max_length=DecisionForm::MAX_WORDS errors/>
                <TextField id="correct_by" label="Sửa xong trong ngày" value=correct_by errors=errors.clone()
                    extra=Extra { hint: Some("Ngày/tháng/năm, một ngày làm việc."), inputmode: Some("numeric"), ..Extra::default() }/>
                // What a signature asks for is not asked of whoever gives back.
                <button class="btn main big" data-deed="t" name="outcome" value="return" formnovalidate>
                    "Trả lại cho "{mention}
                </button>
            </div>
            {approve}
            <p class="hint">"Rút lại được trong 10 phút."</p>
            <p class="hint keys onlyjs">
                <kbd>"D"</kbd>" rồi Enter: duyệt, "<kbd>"T"</kbd>": trả lại, "<kbd>"J"</kbd>" "<kbd>"K"</kbd>
                ": hồ sơ sau, trước. "<button type="button" class="link" data-keys-off="">"Tắt phím tắt"</button>
            </p>
        </form>
    }
}
