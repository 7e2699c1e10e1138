//! "Nghỉ và dạy thay": somebody is away for some days, and what they owe in these is another one's, or nobody's (Điều 3c, 4c of the
//! regulation; readings in decision 0027).

mod absence;
mod form;
mod list;
mod outlook;
mod uncovered;

pub use crate::ids::AbsenceId;
pub use absence::{Absence, AbsenceKind, Ended, covers};
pub use form::{AbsenceForm, AbsencePlan};
pub use list::{AbsenceLine, AbsenceState, AbsencesTold, absences_told};
pub use outlook::{AbsenceOutlook, AbsencePreview, Passing, check_end, owed_again};
pub use uncovered::{Uncovered, count_uncovered, uncovered};

#[cfg(test)]
mod tests;
