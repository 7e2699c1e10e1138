//! The form of an entry, made of the columns of its register: a new one, or one that is corrected.

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
    /// Who can be chosen: id and name.
    pub people: Vec<(String, String)>,
    pub errors: FormErrors,
    pub refused: Option<Words>,
}

#[component]
pub fn EntryFormPage(viewer: Viewer, page: EntryFormView) -> impl IntoView {
    let EntryFormView { register, entry, form, people, errors, refused } = page;
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
    let fields = register.columns.iter().map(|column| field(column, &form, &people, &errors)).collect_view();
    let known = (!known.is_empty()).then(|| {
        let words: Vec<String> = known.into_iter().map(|(label, value)| format!("{label}: {value}")).collect();
        view! { <p class="hint">{format!("Gửi kèm: {}.", words.join("; "))}</p> }
    });
    view! {
        <Page viewer=Some(viewer) here=NavItem::Registers>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below(back, title, Some(register.about.to_owned()), refused_and_done(refused, None))}
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
            </main>
        </Page>
    }
}

fn field(column: &'static Column, form: &EntryForm, people: &[(String, String)], errors: &FormErrors) -> AnyView {
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
        ColumnKind::People => attendance(column, label, &value, people, errors).into_any(),
        ColumnKind::Known => view! { <HiddenField name=id value/> }.into_any(),
    }
}

/// A box for each person of the school.
fn attendance(
    column: &'static Column,
    label: String,
    value: &str,
    people: &[(String, String)],
    errors: &FormErrors,
) -> impl IntoView + use<> {
    let boxes = people.iter().map(|(id, name)| {
        let (id, name, checked) = (id.clone(), name.clone(), value.split(',').any(|one| one == id));
        view! { <CheckField name=column.code value=id checked=checked><span>{name}</span></CheckField> }
    });
    let boxes = boxes.collect_view();
    let wrong = errors.of(column.code).map(str::to_owned);
    view! {
        <fieldset class="field" id=column.code>
            <legend>{label}</legend>
            <p class="hint">{column.hint}</p>
            {boxes}
            {wrong.map(|words| view! { <ErrorLine id=format!("{}-e", column.code) words/> })}
        </fieldset>
    }
}
