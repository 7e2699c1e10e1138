//! Step 6: a week of practice or none, the day from which it counts, and what there is.

use domain::{
    calendar::TeachingWeek,
    forms::FormErrors,
    setup::{OpeningForm, Step},
    vietnamese,
};
use leptos::prelude::*;

use super::{Around, StepPage, foot};
use crate::{
    lock_readings::reading_questions,
    paths,
    ui::{ChoiceField, ErrorLine, Extra, Shape, TextField, refused},
};

/// What the steps before have brought, a line each.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    pub lines: Vec<String>,
    /// What is still missing, and would be owed by nobody.
    pub missing: Vec<String>,
}

#[component]
pub fn PracticePage(
    around: Around,
    form: OpeningForm,
    weeks: Vec<TeachingWeek>,
    errors: FormErrors,
    summary: Summary,
    refusal: Option<domain::refusal::Words>,
) -> impl IntoView {
    let first = around.is_first();
    let chosen = form.practice.clone();
    let from = Extra {
        hint: Some("Hạn trước ngày này không tính cho ai."),
        inputmode: Some("numeric"),
        placeholder: Some("ngày/tháng/năm"),
        ..Extra::default()
    };
    let fact = refusal.as_ref().map(|words| words.fact.clone());
    let advice = refusal.map(|words| words.advice).unwrap_or_default();
    view! {
        <StepPage around step=Step::Practice>
            <form method="post" action=paths::PRACTICE>
                <h1>"Tuần tập dượt"</h1>
                <p class="sub">
                    "Một tuần để mọi người thử. Nộp gì trong tuần này cũng không tính, hết tuần bảng theo dõi bắt đầu đếm từ số \
                     không."
                </p>
                {refused(fact, &advice)}
                <div class="two wide">
                    <div class="stack">
                        <fieldset>
                            <legend class="label">"Có tuần tập dượt không?"</legend>
                            {weeks.into_iter().map(|week| {
                                let number = week.number.to_string();
                                view! {
                                    <ChoiceField name="practice" value=number.clone() checked=number == chosen>
                                        <span>"Có, tuần "{week.number}" ("{vietnamese::days(week.taught())}")"</span>
                                    </ChoiceField>
                                }
                            }).collect_view()}
                            <ChoiceField name="practice" value="" checked=form.practice.is_empty()>
                                <span>"Không, tính ngay từ đầu"</span>
                            </ChoiceField>
                            {errors.of("practice").map(|words| view! { <ErrorLine id="practice-e" words/> })}
                        </fieldset>
                        <TextField id="from" label="Bắt đầu tính từ" value=form.counts_from.clone() errors=errors.clone()
                            extra=from/>
                        <h2>"Ai được ra lệnh khóa, mở hồ sơ"</h2>
                        {reading_questions(&form.authority, &errors)}
                        <p class="quiet">"Hiệu trưởng đổi lại lúc nào cũng được, ở trang Lệnh khóa, mở."</p>
                    </div>
                    <div>
                        <h2>"Đã có"</h2>
                        <ul class="stack">
                            {summary.lines.into_iter().map(|line| view! {
                                <li class="st on-time"><Shape name="on-time"/>{line}</li>
                            }).collect_view()}
                            {summary.missing.into_iter().map(|line| view! {
                                <li class="st late"><Shape name="late"/>{line}</li>
                            }).collect_view()}
                        </ul>
                        <p class="quiet">"Bấm Mở trường thì mật khẩu ban đầu hiện ra một lần để in."</p>
                    </div>
                </div>
                {foot(first, Step::Practice, "Mở trường")}
            </form>
        </StepPage>
    }
}
