//! "Lần nộp": what was handed in for a record, version by version, each with its receipt; read back from what was stored,
//! never from what was sent.

mod receipt;
mod submission;
mod whole;

pub use crate::ids::SubmissionId;
pub use receipt::{Receipt, ReceiptNumber};
pub use submission::{ClockMark, Submission};
pub use whole::{Basis, Composition, check_basis, check_new, staying};
