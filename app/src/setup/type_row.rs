//! A row of step 5: one record type, of the starter set or the school's own.

use domain::{
    deadlines::DueRule,
    forms::FormErrors,
    record_types::{Recurrence, due_choices, due_words},
};
use leptos::prelude::*;

use crate::ui::{CheckField, Column, ErrorLine, Hidden, HiddenField, Select, TextInput};

/// The columns of the starter set, and of the school's own types.
pub(super) const TYPES: [Column; 3] = [Column::new("Dùng"), Column::new("Loại hồ sơ"), Column::new("Hạn nộp")];

/// One type that somebody owes: used or not, its name, its rule.
pub(super) struct TypeRow<'a> {
    pub code: &'a str,
    pub name: &'a str,
    pub used: bool,
    pub due: &'a str,
    pub recurrence: Recurrence,
    /// The rule of the starter set.
    pub usual: Option<DueRule>,
    /// That rule is one of Điều 9.
    pub clause: bool,
    /// The rule is told and not asked for: another one is a version of the rules.
    pub settled: bool,
}

impl TypeRow<'_> {
    pub fn view(&self, about: String, errors: &FormErrors) -> impl IntoView + use<> {
        let (name_field, due_field) = (format!("n-{}", self.code), format!("r-{}", self.code));
        let settled = self.due.parse().ok().filter(|_| self.settled).map(|rule| due_words(self.recurrence, rule));
        let rules = due_choices(self.recurrence, self.usual, self.due)
            .into_iter()
            .map(|rule| {
                let code = rule.to_string();
                let mark = if self.clause && Some(rule) == self.usual { ", Điều 9" } else { "" };
                view! { <option value=code.clone() selected=code == self.due>{due_words(self.recurrence, rule)}{mark}</option> }
            })
            .collect_view();
        let (name_error, due_error) = (errors.of(&name_field).map(str::to_owned), errors.of(&due_field).map(str::to_owned));
        let spoken = format!("Dùng {}", self.name);
        let (name_id, due_id) = (format!("{name_field}-e"), format!("{due_field}-e"));
        view! {
            <tr>
                <td class="tight">
                    <CheckField name="use" value=self.code checked=self.used>
                        <Hidden words=spoken/>
                    </CheckField>
                </td>
                <td class="kind">
                    <label class="vh" for=name_field.clone()>"Tên loại hồ sơ"</label>
                    <TextInput id=name_field value=self.name wrong=name_error.as_ref().map(|_| name_id.clone())/>
                    <small>{about}</small>
                    {name_error.map(|words| view! { <ErrorLine id=name_id words/> })}
                </td>
                {match settled {
                    Some(words) => view! { <td>{words}<HiddenField name=due_field value=self.due.to_owned()/></td> }.into_any(),
                    None => view! {
                        <td>
                            <label class="vh" for=due_field.clone()>"Hạn nộp của "{self.name.to_owned()}</label>
                            <Select id=due_field wrong=due_error.as_ref().map(|_| due_id.clone())>{rules}</Select>
                            {due_error.map(|words| view! { <ErrorLine id=due_id words/> })}
                        </td>
                    }.into_any(),
                }}
            </tr>
        }
    }
}

/// "Học kỳ II" inside a sentence.
pub(super) fn small_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
