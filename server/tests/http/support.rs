//! The demo school behind its router, and people who send requests to it.

mod answer;
mod files;
mod html;
mod office;
mod user;

pub use answer::{Answer, with};
pub use files::{Multipart, PDF, WORD, macros};
pub use html::tags;
pub use office::Office;
pub use user::{HOST, User};
