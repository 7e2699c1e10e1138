//! "Lưu trữ": approved and signed records go into packages and change no more; how long each type is kept, and what keeps a record
//! beyond that (Điều 3e, 4e; readings in decision 0056).
//!
//! Nothing here is ever removed by a clock: a period that is over makes a record one that a council may look at, and nothing else.

mod choice;
mod holds;
mod index_page;
mod package;
mod page;
mod readiness;
mod retention;

pub use choice::ArchiveChoice;
pub use holds::{Hold, HoldForm, HoldOver, HoldPlan, Lifted, holds_over};
pub use index_page::package_page;
pub use package::{
    Package, PackageCheck, PackageId, PackedDecision, PackedEvent, PackedRecord, PackedSignature, PackedUndo, code_text, packed,
    placed, root_name, short_code,
};
pub use page::{ArchiveLine, ArchivePart, archive_lines, not_ready};
pub use readiness::{NotReady, Readiness, readiness};
pub use retention::{KeptBecause, KeptUntil, Retention, RetentionForm, RetentionPlan, RetentionRule, in_force, may_be_disposed};

#[cfg(test)]
mod tests;
