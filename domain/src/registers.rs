//! "Sổ": what a school keeps a register of beside its records: incidents, proposals, documents that come and go, trainings.
//!
//! A register is a value (`Register`): its columns, its states, who enters, who reads, and who moves an entry from which state to
//! which. One table, one form and one list serve all of them (decision 0045). Nothing of it is owed, and nothing of it stands in
//! `Facts`.

mod declared;
mod documents;
mod entry;
mod every;
mod files;
mod form;
mod incidents;
mod proposals;
mod told;
mod trainings;

pub use declared::{Column, ColumnKind, MAX_WORDS, Move, Need, Own, Register, RegisterKind, State, Who};
pub use entry::{Entry, EntryId, EntryLine, EntryStep, EntryVersion, Said, Waiting, Wanted};
pub use files::{EntryFile, SCAN_ENDINGS, check_scan};
pub use form::{EntryForm, MoveForm};
pub use incidents::{Incident, MAX_OPEN_INCIDENTS, OPEN_OF_INCIDENTS, WIDE, known_of_page};
pub use proposals::{CONTENT, KIND_OF_PROPOSAL};
pub use told::{EntryTold, StepTold, VersionTold, entry_told, found_by, step_told, version_told};

#[cfg(test)]
mod tests;
