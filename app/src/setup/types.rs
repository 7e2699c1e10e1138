//! Step 5: which record types are used, by which rule they fall due, and until which hour.

use domain::{
    deadlines::DueRule,
    forms::FormErrors,
    people::Organisation,
    record_types::{Recurrence, STARTER_SET, Starter, TypeChoice, TypesForm, due_choices, due_words, owner_of, owner_words},
    setup::Step,
};
use leptos::prelude::*;

use super::{Around, StepPage, foot, own_types::own_types};
use crate::{
    paths,
    ui::{Column, ErrorLine, Extra, Hidden, Table, TextField, enter_goes_on, refused_far_below},
};

/// The columns of the starter set, and of the school's own types.
pub(super) const TYPES: [Column; 3] = [Column::new("Dùng"), Column::new("Loại hồ sơ"), Column::new("Hạn nộp")];

#[component]
pub fn TypesPage(around: Around, form: TypesForm, errors: FormErrors, organisation: Organisation) -> impl IntoView {
    let first = around.is_first();
    let wrong =
        (!errors.is_empty()).then(|| errors.of("use").map_or("Chưa lưu được", |words| words.trim_end_matches('.')).to_owned());
    let hour_hint = if first {
        "Hiện là “trước 17:00”."
    } else {
        "Hiện là “trước 17:00”. Giờ mới áp dụng cho kỳ bắt đầu từ ngày mai."
    };
    let rows = form.types.iter().map(|choice| type_row(choice, &organisation, &errors)).collect_view();
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
                <Table class="grid kinds" columns=&TYPES>
                    <tbody>{rows}</tbody>
                </Table>
                {(!first).then(|| own_types(&form, &organisation, &errors))}
                <div class="fields narrow">
                    <TextField id="hour" label="Giờ ghi trên hạn" value=form.shown.clone() errors=errors.clone()
                        extra=Extra { hint: Some(hour_hint), ..Extra::default() }/>
                    <TextField id="until" label="Tính đúng hạn đến" value=form.until.clone() errors=errors.clone()
                        extra=Extra { hint: Some("Cùng ngày hạn."), ..Extra::default() }/>
                </div>
                {foot(first, Step::Types, "Lưu loại hồ sơ")}
            </form>
        </StepPage>
    }
}

fn type_row(choice: &TypeChoice, organisation: &Organisation, errors: &FormErrors) -> impl IntoView + use<> {
    let starter = choice.starter;
    let owner = owner_of(starter, organisation);
    let missing = owner.err();
    let about = owner.map(|owed_by| format!("{}, {}", owner_words(owed_by, organisation), small_first(starter.recurrence.words())));
    // A rule of the school's own is no longer the regulation's.
    let regulated = fixed_by_regulation(starter) && choice.due.parse() == Ok(starter.due);
    let row = Row {
        code: starter.code,
        name: &choice.name,
        used: choice.used && missing.is_none(),
        due: &choice.due,
        recurrence: starter.recurrence,
        usual: Some(starter.due),
        clause: fixed_by_regulation(starter),
    };
    match missing {
        Some(reason) => view! {
            <tr>
                <td class="tight"><label class="check">
                    <input type="checkbox" name="use" value=starter.code disabled=true/>
                    <Hidden words=format!("Dùng {}", choice.name)/>
                </label></td>
                <th scope="row">{choice.name.clone()}<small>{starter.recurrence.words()}</small></th>
                <td><p class="quiet">{reason}"."</p></td>
            </tr>
        }
        .into_any(),
        None => row.view(format!("{}{}", about.unwrap_or_default(), if regulated { " · Điều 9" } else { "" }), errors).into_any(),
    }
}

/// One type that somebody owes: used or not, its name, its rule.
pub(super) struct Row<'a> {
    pub code: &'a str,
    pub name: &'a str,
    pub used: bool,
    pub due: &'a str,
    pub recurrence: Recurrence,
    /// The rule of the starter set.
    pub usual: Option<DueRule>,
    /// That rule is one of Điều 9.
    pub clause: bool,
}

impl Row<'_> {
    pub fn view(&self, about: String, errors: &FormErrors) -> impl IntoView + use<> {
        let (name_field, due_field) = (format!("n-{}", self.code), format!("r-{}", self.code));
        let rules = due_choices(self.recurrence, self.usual, self.due)
            .into_iter()
            .map(|rule| {
                let code = rule.to_string();
                let mark = if self.clause && Some(rule) == self.usual { ", Điều 9" } else { "" };
                view! { <option value=code.clone() selected=code == self.due>{due_words(self.recurrence, rule)}{mark}</option> }
            })
            .collect_view();
        let (name_error, due_error) = (errors.of(&name_field).map(str::to_owned), errors.of(&due_field).map(str::to_owned));
        let (name_id, due_id) = (format!("{name_field}-e"), format!("{due_field}-e"));
        view! {
            <tr>
                <td class="tight"><label class="check">
                    <input type="checkbox" name="use" value=self.code.to_owned() checked=self.used/>
                    <Hidden words=format!("Dùng {}", self.name)/>
                </label></td>
                <td class="kind">
                    <label class="vh" for=name_field.clone()>"Tên loại hồ sơ"</label>
                    <input class="input" id=name_field.clone() name=name_field value=self.name.to_owned() autocomplete="off"
                        aria-invalid=name_error.is_some().then_some("true")
                        aria-describedby=name_error.is_some().then(|| name_id.clone())/>
                    <small>{about}</small>
                    {name_error.map(|words| view! { <ErrorLine id=name_id words/> })}
                </td>
                <td>
                    <label class="vh" for=due_field.clone()>"Hạn nộp của "{self.name.to_owned()}</label>
                    <select class="input" id=due_field.clone() name=due_field aria-invalid=due_error.is_some().then_some("true")
                        aria-describedby=due_error.is_some().then(|| due_id.clone())>{rules}</select>
                    {due_error.map(|words| view! { <ErrorLine id=due_id words/> })}
                </td>
            </tr>
        }
    }
}

/// "Học kỳ II" inside a sentence.
pub(super) fn small_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The first four types are those whose day Điều 9 names.
fn fixed_by_regulation(starter: &Starter) -> bool {
    STARTER_SET[..4].iter().any(|one| one.code == starter.code)
}
