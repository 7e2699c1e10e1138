//! A register on paper: what was asked for, as a table.

use domain::registers::{EntryTold, Register};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths::{self, RegisterQuery},
    printed::printed_foot,
    ui::{Caption, Column, PrintButton, Table, head_below, quiet_line},
};

/// So many entries are printed at once; of more the paper says that it holds the last ones.
pub const MAX_PRINTED: usize = 500;

const COLUMNS: [Column; 5] = [
    Column::new("Số"),
    Column::new("Nội dung"),
    Column::new("Người ghi"),
    Column::new("Trạng thái"),
    Column::new("Trả lời, kết quả"),
];

/// All that the paper shows.
#[derive(Clone, Debug)]
pub struct RegisterPaperView {
    pub register: &'static Register,
    pub query: RegisterQuery,
    /// The last one first.
    pub entries: Vec<EntryTold>,
    /// How many there are in all.
    pub in_all: usize,
}

#[component]
pub fn RegisterPaperPage(viewer: Viewer, page: RegisterPaperView) -> impl IntoView {
    let RegisterPaperView { register, query, entries, in_all } = page;
    let state = register.state(&query.state).map(|state| state.words.to_owned());
    let words = (!query.words.is_empty()).then(|| format!("tìm “{}”", query.words));
    let part = (in_all > entries.len()).then(|| format!("chỉ {} mục mới nhất trong {in_all}", entries.len()));
    let what: Vec<String> = [Some(register.name.to_owned()), state, words, part].into_iter().flatten().collect();
    let about = what.get(1..).filter(|rest| !rest.is_empty()).map(|rest| rest.join(", "));
    let foot = printed_foot(&viewer, what);
    let print = view! { <div class="btns scr"><PrintButton words="In sổ"/></div> };
    let nothing = entries.is_empty().then(|| quiet_line("Không có mục nào để in."));
    let rows = entries.iter().map(row).collect_view();
    let table = (!entries.is_empty()).then(|| {
        view! {
            <Table class="grid" columns=&COLUMNS caption=Caption::Spoken(register.name.to_owned())>
                <tbody>{rows}</tbody>
            </Table>
        }
    });
    let back = (paths::register_page(register.kind, &query, 0), register.name);
    view! {
        <Page viewer=Some(viewer) here=NavItem::Registers>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below(back, format!("Sổ {}", register.name.to_lowercase()), about, print)}
                {nothing}
                {table}
            </main>
            {foot}
        </Page>
    }
}

fn row(one: &EntryTold) -> impl IntoView + use<> {
    let name = one.name.strip_prefix("số ").unwrap_or(&one.name).to_owned();
    let cells = one.cells.iter().map(|(label, words)| view! { <br/>{format!("{label}: {words}")} }).collect_view();
    let answer = one.answer.clone().map(|(words, who)| format!("{words} ({who})")).unwrap_or_default();
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>{one.title.clone()}{cells}</td>
            <td>{one.entered.clone()}</td>
            <td>{one.state}</td>
            <td>{answer}</td>
        </tr>
    }
}
