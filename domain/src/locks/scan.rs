//! "Bản quét quyết định": pictures of the paper on which an order rests, beside the order for whoever may read it.

use crate::{days::Timestamp, files::StoredFile, people::PersonId};

/// One file of it; never changed and never taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderScan {
    pub file: StoredFile,
    /// Who attached it, and when.
    pub by: PersonId,
    pub at: Timestamp,
}
