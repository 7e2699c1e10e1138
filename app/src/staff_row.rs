//! The row of a form in which a person is entered with name, account and positions: the first set-up has one for
//! everybody, the list of the staff one for somebody new.

use domain::{
    forms::FormErrors,
    people::{Honorific, Organisation},
    staff::{ANOTHER_PERSON, Post, StaffRow},
};
use leptos::prelude::*;

use crate::ui::{Cell, Column, HiddenField, row_errors, select_cell};

/// Letters of a pasted list of a hundred people, with room; a longer one comes as a file.
pub const MAX_PASTE: usize = 20_000;

/// Which files are offered where a list is chosen.
pub const LIST_FILES: &str = ".xlsx,.csv";

/// The columns of a table whose rows are made by `staff_row`.
pub const STAFF_COLUMNS: [Column; 7] = [
    Column::new("Họ và tên"),
    Column::new("Xưng hô"),
    Column::new("Tên đăng nhập"),
    Column::new("Chức vụ"),
    Column::new("Lớp, tổ hoặc bộ phận"),
    Column::new("Kiêm nhiệm"),
    Column::new("Nơi kiêm nhiệm"),
];

/// What is chosen for somebody who is not the person of the same name, and named in the sentence that asks it.
const OTHER_WORDS: &str = "Người khác";

/// The fields of one person, who stands in row `at` of the form, from 0; below it what is wrong with them.
pub fn staff_row(at: usize, row: &StaffRow, errors: &FormErrors) -> impl IntoView + use<> {
    // Where neither the list nor the name told it, it is asked.
    let asked = row.honorific.is_empty().then_some(("", "Chọn"));
    let calls: Vec<(&str, &str)> =
        asked.into_iter().chain([Honorific::Co, Honorific::Thay].map(|one| (one.code(), one.word()))).collect();
    let posts: Vec<(&str, &str)> =
        [("", "Chọn chức vụ")].into_iter().chain(Post::ALL.map(|post| (post.code(), post.words()))).collect();
    let more: Vec<(&str, &str)> =
        [("", "Không kiêm")].into_iter().chain(Post::ALL.map(|post| (post.code(), post.words()))).collect();
    // Somebody of that name is there already: whoever enters them says whether it is another person.
    let asks_who = !row.other.is_empty() || errors.of(&format!("n{at}")).is_some_and(|words| words.contains(OTHER_WORDS));
    let who = [("", "Chưa chọn"), (ANOTHER_PERSON, OTHER_WORDS)];
    let bad = !errors.of_row(at).is_empty();
    view! {
        <tr class=bad.then_some("bad")>
            <td class="name">
                {(!row.id.is_empty()).then(|| view! { <HiddenField name=format!("i{at}") value=row.id.clone()/> })}
                <Cell prefix="n" row=at label="Họ và tên" value=row.name.clone() errors/>
                {asks_who.then(|| select_cell("o", at, "Là ai", &who, &row.other, errors))}
                {(!row.birth_year.is_empty()).then(|| view! { <HiddenField name=format!("b{at}") value=row.birth_year.clone()/> })}
                {(!row.phone.is_empty()).then(|| view! { <HiddenField name=format!("t{at}") value=row.phone.clone()/> })}
            </td>
            <td class="tight">{select_cell("g", at, "Xưng hô", &calls, &row.honorific, errors)}</td>
            <td class="short user"><Cell prefix="u" row=at label="Tên đăng nhập" value=row.username.clone() errors small=true/></td>
            <td class="post">{select_cell("p", at, "Chức vụ", &posts, &row.position, errors)}</td>
            <td><Cell prefix="w" row=at label="Lớp, tổ hoặc bộ phận" value=row.place.clone() errors list="noi"/></td>
            <td class="post">{select_cell("q", at, "Kiêm nhiệm", &more, &row.position_2, errors)}</td>
            <td><Cell prefix="x" row=at label="Nơi kiêm nhiệm" value=row.place_2.clone() errors list="noi"/></td>
        </tr>
        {row_errors(at, 7, errors)}
    }
}

/// Suggestions for where a position is held: classes, departments and sections. Other words are read all the same.
pub fn workplaces(organisation: &Organisation) -> impl IntoView + use<> {
    let classes = organisation.open_classes().map(|one| one.name.clone());
    let departments = organisation.departments.iter().map(|one| one.name.clone());
    let sections = organisation.sections.iter().map(|one| one.name.clone());
    view! {
        <datalist id="noi">
            {classes.chain(departments).chain(sections).map(|name| view! { <option value=name></option> }).collect_view()}
        </datalist>
    }
}
