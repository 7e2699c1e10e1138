//! "Đã đưa vào lưu trữ": the state of a record that changes no more.

use serde::{Deserialize, Serialize};

use crate::days::Timestamp;

/// In which package of the archive a record lies, since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archived {
    /// Counted from 1 in each school.
    pub package: u32,
    pub at: Timestamp,
}
