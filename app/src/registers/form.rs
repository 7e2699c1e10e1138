//! The form of an entry, made of the columns of its register: a new one, or one that is corrected.

use std::collections::BTreeMap;

use domain::{
    forms::FormErrors,
    refusal::Words,
    registers::{Column, ColumnKind, EntryForm, Need, Register},
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{CheckField, ErrorLine, Extra, HiddenField, SelectField, TextAreaField, TextField, head_below, option, refused_and_done},
};

/// All that the form shows.
#[derive(Clone, Debug)]
pub struct EntryFormView {
    pub register: &'static Register,
    /// The address of an entry that is corrected; `None` for a new one.
    pub entry: Option<String>,
    pub form: EntryForm,
    /// What is chosen before the rest of the form; `None` where nothing is.
    pub first: Option<FirstChoice>,
    /// What can be chosen in each column, by its code.
    pub choices: BTreeMap<&'static str, Vec<RegisterOption>>,
    pub errors: FormErrors,
    pub refused: Option<Words>,
}

/// One thing that can be chosen.
#[derive(Clone, Debug)]
pub struct RegisterOption {
    pub id: String,
    pub name: String,
    /// What is known of it.
    pub beside: Vec<String>,
}

/// A column that is chosen by itself, because the rest of the form depends on it.
#[derive(Clone, Debug)]
pub struct FirstChoice {
    /// The code of the column.
    pub column: &'static str,
    /// In the address.
    pub field: &'static str,
    pub label: &'static str,
    pub button: &'static str,
    pub options: Vec<(String, String)>,
    /// What was chosen; empty for nothing, and then there is no more of the form.
    pub chosen: String,
}

#[component]
pub fn EntryFormPage(viewer: Viewer, page: EntryFormView) -> impl IntoView {
    let EntryFormView { register, entry, form, first, choices, errors, refused } = page;
    let list = paths::register_at(register.kind.address());
    let (action, title, send, back) = match entry {
        Some(entry) => (format!("{entry}/sua"), format!("Sửa {}", register.one), "Lưu", (entry, "Về mục này")),
        None => (paths::new_entry_at(register.kind.address()), register.new.to_owned(), "Ghi vào sổ", (list, register.name)),
    };
    let known: Vec<(&'static str, String)> = register
        .columns
        .iter()
        .filter(|column| column.kind == ColumnKind::Known)
        .map(|column| (column.label, form.says(column.code).to_owned()))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let fixed = first.as_ref().map(|first| (first.column, first.chosen.clone()));
    let is_begun = fixed.as_ref().is_none_or(|(_, chosen)| !chosen.is_empty());
    let fields = register.columns.iter().map(|column| match &fixed {
        Some((code, chosen)) if *code == column.code => view! { <HiddenField name=column.code value=chosen.clone()/> }.into_any(),
        Some(_) | None => field(column, &form, choices.get(column.code).map_or(&[], Vec::as_slice), &errors),
    });
    let fields = fields.collect_view();
    let first = first.map(|first| first_choice(&first, paths::new_entry_at(register.kind.address())));
    let known = (!known.is_empty()).then(|| {
        let words: Vec<String> = known.into_iter().map(|(label, value)| format!("{label}: {value}")).collect();
        view! { <p class="hint">{format!("Gửi kèm: {}.", words.join("; "))}</p> }
    });
    let rest = is_begun.then(|| {
        view! {
            <div class="cols">
                <p class="when"></p>
                <form method="post" action=action class="stack narrow">
                    <HiddenField name="key" value=form.key.clone()/>
                    <HiddenField name="seen" value=form.seen.clone()/>
                    {fields}
                    {known}
                    <div class="btns"><button class="btn main">{send}</button></div>
                </form>
            </div>
        }
    });
    view! {
        <Page viewer=Some(viewer) here=NavItem::Registers>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below(back, title, Some(register.about.to_owned()), refused_and_done(refused, None))}
                {first}
                {rest}
            </main>
        </Page>
    }
}

/// What is chosen before the rest: it leads to the same page, which then shows what belongs to it.
fn first_choice(first: &FirstChoice, action: String) -> impl IntoView + use<> {
    let nothing = first.chosen.is_empty().then(|| option("", "Chọn trong danh sách", ""));
    let options = first.options.iter().map(|(id, words)| option(id.clone(), words.clone(), &first.chosen)).collect_view();
    let none = FormErrors::default();
    let class = if first.chosen.is_empty() { "btn main" } else { "btn" };
    view! {
        <div class="cols">
            <p class="when"></p>
            <form method="get" action=action class="stack narrow">
                <SelectField id=first.field label=first.label errors=&none>{nothing}{options}</SelectField>
                <div class="btns"><button class=class>{first.button}</button></div>
            </form>
        </div>
    }
}

fn field(column: &'static Column, form: &EntryForm, choices: &[RegisterOption], errors: &FormErrors) -> AnyView {
    let (id, value) = (column.code, form.says(column.code).to_owned());
    let label = match column.need {
        // When it must be filled in stands in its hint.
        Need::Must | Need::With(..) => column.label.to_owned(),
        Need::May => format!("{} (nếu có)", column.label),
    };
    let hint = (!column.hint.is_empty()).then_some(column.hint);
    match column.kind {
        ColumnKind::Line { max } => {
            let extra = Extra { hint, max_length: u32::try_from(max).ok(), ..Extra::default() };
            view! { <TextField id=id label value errors=errors.clone() extra/> }.into_any()
        }
        ColumnKind::Text { max } => {
            view! { <TextAreaField id=id label hint=column.hint value rows=4 max_length=max errors/> }.into_any()
        }
        ColumnKind::Day => {
            let day = Extra { hint, placeholder: Some("ngày/tháng/năm"), inputmode: Some("numeric"), ..Extra::default() };
            view! { <TextField id=id label value errors=errors.clone() extra=day/> }.into_any()
        }
        ColumnKind::Choice(choices) => {
            let options = choices.iter().map(|(code, words)| option(*code, *words, &value)).collect_view();
            view! { <SelectField id=id label errors>{options}</SelectField> }.into_any()
        }
        ColumnKind::Person | ColumnKind::Adviser => {
            let nobody = option("", "Không ai", &value);
            let options = choices.iter().map(|one| option(one.id.clone(), one.name.clone(), &value)).collect_view();
            view! {
                <SelectField id=id label errors>{nobody}{options}</SelectField>
                <p class="hint">{column.hint}</p>
            }
            .into_any()
        }
        ColumnKind::People | ColumnKind::Units | ColumnKind::Records => boxes(column, label, &value, choices, errors).into_any(),
        ColumnKind::Known => view! { <HiddenField name=id value/> }.into_any(),
    }
}

/// A box for each of them, with what is known of it.
fn boxes(
    column: &'static Column,
    label: String,
    value: &str,
    choices: &[RegisterOption],
    errors: &FormErrors,
) -> impl IntoView + use<> {
    let none = choices.is_empty().then(|| view! { <p class="hint">"Không có mục nào để chọn."</p> });
    let boxes = choices.iter().map(|one| {
        let (id, name, checked) = (one.id.clone(), one.name.clone(), value.split(',').any(|id| id == one.id));
        let beside = one.beside.iter().map(|words| view! { " "<small>{words.clone()}</small> }).collect_view();
        view! { <CheckField name=column.code value=id checked=checked><span>{name}{beside}</span></CheckField> }
    });
    let boxes = boxes.collect_view();
    let wrong = errors.of(column.code).map(str::to_owned);
    view! {
        <fieldset class="field register-boxes" id=column.code>
            <legend>{label}</legend>
            <p class="hint">{column.hint}</p>
            {none}
            {boxes}
            {wrong.map(|words| view! { <ErrorLine id=format!("{}-e", column.code) words/> })}
        </fieldset>
    }
}
