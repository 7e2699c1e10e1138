//! The addresses of the year-end books of the classes.

use std::fmt::Display;

/// The classes whose books the reader may see.
pub const YEAR_BOOKS: &str = "/so-cuoi-nam";

addresses! {
    /// The book of a class as it stands; its form binds it.
    YEAR_BOOK, year_book(class) = "/so-cuoi-nam/{class}";
    /// A book that was bound.
    BOUND_BOOK, bound_book(class, number) = "/so-cuoi-nam/{class}/{number}";
    /// The same as a file that is checked without the server.
    BOUND_BOOK_FILE, bound_book_file(class, number) = "/so-cuoi-nam/{class}/{number}/tep";
}
