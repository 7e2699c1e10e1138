//! "Sổ": what a school keeps a register of beside its records: incidents, proposals, documents that come and go, trainings.
//!
//! A register is a value (`Register`): its columns, its states, who enters, who reads, and who moves an entry from which state to
//! which. One table, one form and one list serve all of them (decision 0045). Nothing of it is owed, and nothing of it stands in
//! `Facts`.

mod commendations;
mod declared;
mod documents;
mod entry;
mod evidence;
mod every;
mod figures;
mod files;
mod form;
mod incidents;
mod praise;
mod proposals;
mod told;
mod trainings;
mod violations;

pub use commendations::{FIGURES, PRAISE, PRAISED, PRAISED_UNITS, PROPOSED, TERM};
pub use declared::{Column, ColumnKind, Concerned, MAX_WORDS, Move, Need, Own, Register, RegisterKind, State, Who};
pub use entry::{Entry, EntryId, EntryLine, EntryStep, EntryVersion, Said, Waiting, Wanted, people_in};
pub use evidence::{FactTold, facts_about, facts_told};
pub use figures::{Helped, PersonFigures, TermFigures, UnitFigures, figures_told, term_figures};
pub use files::{EntryFile, SCAN_ENDINGS, check_scan};
pub use form::{EntryForm, MoveForm};
pub use incidents::{Incident, MAX_OPEN_INCIDENTS, OPEN_OF_INCIDENTS, WIDE, known_of_page};
pub use praise::{PraiseLine, praise_list};
pub use proposals::{AgreedContent, CONTENT, KIND_OF_PROPOSAL, agreed_content};
pub use told::{EntryTold, StepTold, VersionTold, cells_about, entry_told, found_by, step_told, version_told};
pub use violations::{ACCUSED, ADVISER, ANSWER_BY, FACTS, RECORDS, usual_answer_by, waits_for_answer};

#[cfg(test)]
mod tests;
