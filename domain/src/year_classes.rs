//! A list of the classes of a new school year with their teachers, as a school has it: which classes it opens, and who changes the
//! class on the day from which the year is worked on. Nothing is taken away by what a list does not name.

mod ages;
mod decided;
mod head;
mod lines;
mod preview;
mod problems;
mod rows;
mod when;

pub use decided::decided;
pub use head::ClassColumn;
pub use lines::{ClassLine, TeacherCell};
pub use preview::{ClassChange, ClassFate, ClassListPreview, ClassPreviewLine, ENDS, MAX_CLASSES, preview};
pub use problems::{ClassProblem, ClassQuestion};
pub use when::{ChangeOfYear, change_of_year};

use crate::tables::Table;

/// The sheet of a file that holds the classes of `year`: the first one with a head that is understood, else the first one.
pub fn sheet_of(tables: Vec<Table>, year: &str) -> Table {
    let with_head = tables.iter().position(|table| head::Head::find(table, year).is_some());
    tables.into_iter().nth(with_head.unwrap_or(0)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
