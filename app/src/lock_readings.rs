//! The two questions about who decides when records are shut and opened: in the first set-up, and later where orders are listed.

use domain::{
    forms::FormErrors,
    locks::{AuthorityForm, LockReading},
};
use leptos::prelude::*;

use crate::ui::{ChoiceField, ErrorLine};

/// Why there is a question, and both with the three readings each; what is recommended says so.
pub fn reading_questions(form: &AuthorityForm, errors: &FormErrors) -> impl IntoView + use<> {
    let recommended = AuthorityForm::default().or_recommended();
    let asked = |name: &'static str, question: &'static str, chosen: &str, recommended: &str| {
        let choices = LockReading::ALL.into_iter().map(|reading| {
            let mark = if reading.code() == recommended { ", nên chọn" } else { "" };
            let words = format!("{} ({}){mark}", reading.words(), reading.clause());
            view! { <ChoiceField name value=reading.code() checked=reading.code() == chosen>{words}</ChoiceField> }
        });
        let wrong = errors.of(name).map(str::to_owned);
        view! {
            <fieldset class="field">
                <legend>{question}</legend>
                {choices.collect_view()}
                {wrong.map(|words| view! { <ErrorLine id=format!("{name}-e") words/> })}
            </fieldset>
        }
    };
    view! {
        <p class="quiet">
            "Quy chế ghi hai lần về phó hiệu trưởng: cùng với hiệu trưởng quyết định (Điều 4 điểm b), và quyết định (Điều 4 điểm c). \
             Trường chọn một cách hiểu; lệnh in ra ghi điều khoản mà nó dựa vào."
        </p>
        {asked("parts", "Khóa một phần hồ sơ", &form.parts, &recommended.parts)}
        {asked("opening", "Mở, và khóa toàn hệ thống", &form.opening_and_whole, &recommended.opening_and_whole)}
    }
}
