//! "Sổ hồ sơ điện tử cuối năm": all records of one class in one school year bound together, so that nothing has to be printed again
//! (Điều 2, 3e; decision 0054).
//!
//! A book is a value that is kept as it was when it was bound. Its check code is made of all that stands in it and of the end of the
//! log at that moment, so whoever holds the paper finds out whether either has been changed since.

mod assembly;
mod binding;
mod book;
mod changes;
mod words;

pub use assembly::{bound_from, is_running, year_book};
pub use binding::{
    BOOK_FORM, BookContents, BookMark, BookSeal, BoundBook, CheckedBook, ClassBooks, LogEnd, bound_bytes, class_books, sealed_bytes,
};
pub use book::{BookDecision, BookFile, BookRecord, BookSection, BookTeacher, BookVersion, FORMAT, FencedType, TermSum, YearBook};
pub use changes::{BookChange, changes};

#[cfg(test)]
mod tests;
