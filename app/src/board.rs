//! "/bang-theo-doi": weeks and departments with their counts; filters, drill-down and fresh figures without a page load.

mod cell_list;
mod island;
mod live;
mod matrix;
mod tallies;

use domain::board::{RowKey, Stretch};
pub use island::LiveBoard;

#[cfg(feature = "ssr")]
pub use page::{BoardPage, NoCalendarPage};

#[cfg(feature = "ssr")]
mod page;

/// A cell of the matrix: row and week.
pub type CellKey = (RowKey, u8);

/// The address of the board with these choices; the same for links, for the form and for what is fetched.
pub fn address(path: &str, stretch: Stretch, record_type: Option<&str>, open: Option<CellKey>) -> String {
    let mut address = format!("{path}?ky={}", stretch.code());
    if let Some(code) = record_type {
        address.push_str("&loai=");
        address.push_str(code);
    }
    if let Some((row, week)) = open {
        address.push_str(&format!("&o={}.{week}", row.code()));
    }
    address
}

/// Reads `?o=` back.
pub fn cell_of(text: &str) -> Option<CellKey> {
    let (row, week) = text.rsplit_once('.')?;
    Some((RowKey::from_code(row)?, week.parse().ok()?))
}
