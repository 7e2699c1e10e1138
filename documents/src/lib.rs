//! What is known of foreign file formats: a zip opened within budgets, and what is inside of a document.
//!
//! Everything here reads bytes of strangers: it runs in constant memory, panics on none of them, and ends. There is no clock, no
//! network, no database and no waiting here; whoever calls it runs it where a mishap harms nobody.

pub mod source;
pub mod package;
mod compound;
pub mod kind;
pub mod inspection;
pub mod reading;
pub mod comparison;

#[cfg(any(test, feature = "testing"))]
pub mod testing;
