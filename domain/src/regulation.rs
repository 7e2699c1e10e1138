//! "Quy chế": the school's own rules in the program, clause by clause and version by version; who has read them and promised to
//! keep them; and for each clause the pages on which it is done, the settings that carry it, and this month's figure (Điều 11).

mod clause;
mod figures;
mod form;
mod month;
mod paste;
mod pledging;
mod standing;
mod starting;
mod subject;
mod told;

pub use clause::{Article, Clause, ClauseNumber, ClausePair, articles, pair_clauses};
pub use figures::{Figure, Registers};
pub use form::{ClauseRow, RegulationForm, RegulationPlan};
pub use paste::pasted;
pub use pledging::{PledgeLine, Pledged, asked_of, due_from, is_asked, pledged};
pub use standing::{Pledge, Regulation, Reminder, VersionLine, VersionState};
pub use starting::starting;
pub use subject::{Place, Subject};
pub use told::{ClauseTold, SettingTold, clauses_told};

pub use crate::ids::RegulationVersionId;

#[cfg(test)]
mod tests;
