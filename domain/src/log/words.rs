//! One sentence for each kind of event, from the verb on: whoever did it stands before it.
//!
//! A file for each part of the work. What is fenced off stays out: no reason, no comment, no kind of an absence, no name of a file.

pub mod accounts;
pub mod archive;
pub mod attachments;
pub mod due_days;
pub mod hand_ins;
pub mod locks;
pub mod registers;
pub mod reviews;
pub mod rights;
pub mod server;
pub mod settings;
pub mod tasks;
pub mod units;
