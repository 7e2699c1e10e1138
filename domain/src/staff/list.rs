//! A list of the staff as a school has it, read from rows of cells: under title rows, with its columns in any order and wording,
//! with names in capitals and days in many ways. What is not certain is asked and never guessed.

mod decided;
mod head;
mod jobs;
mod lines;
mod preview;

pub use decided::decided;
pub use head::{Columns, ListColumn};
pub use lines::{ListLine, ListProblem, closes as closes_a_list, read};
pub use preview::{
    ANOTHER, AS_IT_STANDS, Answers, Fate, LEFT_OUT, ListPreview, MAX_PEOPLE, PreviewLine, Question, Settled, preview, told_apart,
};

use crate::{lettering::OldLettering, tables::Table};

/// The sheet of a file that holds a list: the first one with a head that is understood, else the first one.
pub fn sheet_of(tables: Vec<Table>) -> Table {
    let with_head = tables.iter().position(|table| Columns::find(table).is_some());
    tables.into_iter().nth(with_head.unwrap_or(0)).unwrap_or_default()
}

/// A table as it is read: in Unicode, where it was written in an old lettering and nobody wants it left as it is.
pub fn readable(table: Table, leave_letters: bool) -> (Table, Option<OldLettering>) {
    match table.old_lettering() {
        Some(lettering) if leave_letters => (table.cleaned(), Some(lettering)),
        Some(lettering) => (table.in_unicode(lettering).cleaned(), Some(lettering)),
        None => (table.cleaned(), None),
    }
}

#[cfg(test)]
mod tests;
