//! "Nhật ký": what happened, in the words of whoever reads it, and the codes by which papers outside bear witness to it.
//!
//! What was done stands in the chain of events as a kind with its facts. Here each kind has one function that says it in a
//! Vietnamese sentence (`words`). What people wrote about people or records (a reason, a comment, why somebody was away) is never
//! repeated: it stands where its own fence is, and the log names the deed.

mod anchor;
mod detail;
mod filter;
mod happened;
mod line;
mod origin;
mod topic;
pub mod words;

pub use anchor::{AnchorCode, AnchorCodeError};
pub use detail::{Detail, Details};
pub use filter::{Chosen, LogFilter, LogKey, Wanted, wanted};
pub use happened::{About, Happened, Said, Teller, Titled};
pub use line::{LogEntry, LogLine, told};
pub use origin::Origin;
pub use topic::Topic;

#[cfg(test)]
mod tests;
