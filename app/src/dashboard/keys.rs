//! The keyboard on the dashboard: arrows move between cells, Esc closes the list.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTableCellElement, HtmlTableRowElement};

use super::focus::{focus, found};

pub fn pressed(event: &ev::KeyboardEvent) {
    let (across, along): (i32, i32) = match event.key().as_str() {
        "Escape" => {
            if let Some(close) = found(".cell-list [data-back]").and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
                close.click();
            }
            return;
        }
        "ArrowUp" => (0, -1),
        "ArrowDown" => (0, 1),
        "ArrowLeft" => (-1, 0),
        "ArrowRight" => (1, 0),
        _ => return,
    };
    let Some(cell) = document().active_element().filter(|element| element.has_attribute("data-cell")) else { return };
    event.prevent_default();
    // On a desk weeks stand side by side, on a tablet one above the other: the style sheet says which.
    let is_desk = window().match_media("(min-width: 1024px)").ok().flatten().is_some_and(|media| media.matches());
    let (columns, rows) = if is_desk { (along, across) } else { (across, -along) };
    if let Some(cell) = neighbour(&cell, columns, rows) {
        focus(&cell);
    }
}

/// The link of the cell so many columns and rows of the table away.
fn neighbour(link: &Element, columns: i32, rows: i32) -> Option<Element> {
    let cell: HtmlTableCellElement = link.closest("td").ok()??.dyn_into().ok()?;
    let row: HtmlTableRowElement = cell.closest("tr").ok()??.dyn_into().ok()?;
    let body = row.parent_element()?;
    let at = row.section_row_index() + rows;
    let row: HtmlTableRowElement = body.children().item(u32::try_from(at).ok()?)?.dyn_into().ok()?;
    let cell = row.cells().item(u32::try_from(cell.cell_index() + columns).ok()?)?;
    cell.query_selector("a[data-cell]").ok()?
}
