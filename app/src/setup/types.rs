//! Step 5: which record types are used, by which rule they fall due, and until which hour.

use domain::{
    forms::FormErrors,
    people::Organisation,
    record_types::{RulesForm, STARTER_SET, Starter, TypeChoice, TypesForm, owner_of, owner_words},
    settings::Setting,
    setup::Step,
};
use leptos::prelude::*;

use super::{
    Around, StepPage, foot,
    own_types::{ProposedType, own_types},
    type_row::{TYPES, TypeRow, small_first},
};
use crate::{
    moved_days::{LookedAt, looked_at},
    paths,
    ui::{CheckField, Extra, Hidden, HiddenField, Table, TextField, enter_goes_on, refused_far_below},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct TypesView {
    pub form: TypesForm,
    pub errors: FormErrors,
    pub organisation: Organisation,
    /// What the form would take from what is owed, before it is done.
    pub looked: Option<LookedAt>,
    /// The approved proposal with which the new type begins.
    pub proposed: Option<ProposedType>,
}

#[component]
pub fn TypesPage(around: Around, page: TypesView) -> impl IntoView {
    let TypesView { form, errors, organisation, looked, proposed } = page;
    let first = around.is_first();
    let wrong =
        (!errors.is_empty()).then(|| errors.of("use").map_or("Chưa lưu được", |words| words.trim_end_matches('.')).to_owned());
    let rows = form.types.iter().map(|choice| type_row(choice, first, &organisation, &errors)).collect_view();
    view! {
        <StepPage around step=Step::Types>
            <form method="post" action=paths::RECORD_TYPES>
                {enter_goes_on()}
                <h1>"Loại hồ sơ và hạn"</h1>
                <p class="sub">
                    "Bộ khởi đầu theo Điều 9 của Quy chế; tên gọi sửa theo thói quen của trường cũng được. Loại nào chưa quy định \
                     hạn thì chỉ theo dõi, không bao giờ tính muộn."
                </p>
                {refused_far_below(wrong, "Sửa rồi gửi lại, các ô khác vẫn còn nguyên.", &errors)}
                {looked.as_ref().map(looked_at)}
                <Table class="grid kinds" columns=&TYPES>
                    <tbody>{rows}</tbody>
                </Table>
                {(!first).then(|| own_types(&form, &organisation, &errors, proposed.as_ref()))}
                {(!first).then(fences)}
                {hours(first, &form, &errors)}
                {foot(first, Step::Types, "Lưu loại hồ sơ")}
            </form>
        </StepPage>
    }
}

/// What each type is for and who opens it has a page of its own.
fn fences() -> impl IntoView {
    view! { <p class="quiet">"Mỗi loại dùng để làm gì, ai được xem: "<a href=paths::FENCES>{Setting::Fences.title()}</a></p> }
}

/// Hours are chosen before the school is open; afterwards they are a version of its rules, with a day of its own.
fn hours(first: bool, form: &TypesForm, errors: &FormErrors) -> AnyView {
    let (shown, until) = (form.shown.clone(), form.until.clone());
    if !first {
        let words = format!(
            "Nộp trước {shown}, tính đúng hạn đến {until} cùng ngày. Hạn và giờ đổi bằng một bản quy định mới, có ngày áp dụng: "
        );
        return view! {
            <HiddenField name="hour" value=shown/>
            <HiddenField name="until" value=until/>
            <p class="quiet">{words}<a href=paths::RULES>"Đổi hạn hoặc giờ nộp"</a></p>
        }
        .into_any();
    }
    let extra = |hint| Extra { hint: Some(hint), ..Extra::default() };
    view! {
        <div class="fields narrow">
            <TextField id="hour" label="Giờ ghi trên hạn" value=shown errors=errors.clone() extra=extra("Hiện là “trước 17:00”.")/>
            <TextField id="until" label="Tính đúng hạn đến" value=until errors=errors.clone() extra=extra(RulesForm::UNTIL)/>
        </div>
    }
    .into_any()
}

fn type_row(choice: &TypeChoice, first: bool, organisation: &Organisation, errors: &FormErrors) -> impl IntoView + use<> {
    let starter = choice.starter;
    let owner = owner_of(starter, organisation);
    let missing = owner.err();
    let about = owner.map(|owed_by| format!("{}, {}", owner_words(owed_by, organisation), small_first(starter.recurrence.words())));
    // A rule of the school's own is no longer the regulation's.
    let regulated = fixed_by_regulation(starter) && choice.due.parse() == Ok(starter.due);
    let row = TypeRow {
        code: starter.code,
        name: &choice.name,
        used: choice.used && missing.is_none(),
        due: &choice.due,
        recurrence: starter.recurrence,
        usual: Some(starter.due),
        clause: fixed_by_regulation(starter),
        settled: !first && choice.known,
    };
    let spoken = format!("Dùng {}", choice.name);
    match missing {
        Some(reason) => view! {
            <tr>
                <td class="tight">
                    <CheckField name="use" value=starter.code disabled=true>
                        <Hidden words=spoken/>
                    </CheckField>
                </td>
                <th scope="row">{choice.name.clone()}<small>{starter.recurrence.words()}</small></th>
                <td><p class="quiet">{reason}"."</p></td>
            </tr>
        }
        .into_any(),
        None => row.view(format!("{}{}", about.unwrap_or_default(), if regulated { " · Điều 9" } else { "" }), errors).into_any(),
    }
}

/// The first four types are those whose day Điều 9 names.
fn fixed_by_regulation(starter: &Starter) -> bool {
    STARTER_SET[..4].iter().any(|one| one.code == starter.code)
}
