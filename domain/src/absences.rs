//! "Nghỉ và dạy thay": somebody is away for some days, and what they owe in these is another one's, or nobody's (Điều 3c, 4c of the
//! regulation; readings in decision 0027).

mod absence;
mod back;
mod change;
mod form;
mod list;
mod outlook;
mod standing_in;
mod staying;
mod today;
mod uncovered;

pub use crate::ids::AbsenceId;
pub use absence::{Absence, AbsenceKind, Back, CoverBefore, Ended, covers, first_day_to_cover};
pub use back::BackForm;
pub use change::{CoverForm, CoverOutlook, check_change_cover, covers_from, passes_on};
pub use form::{AbsenceForm, AbsencePlan};
pub use list::{AbsenceLine, AbsenceState, AbsencesTold, Sees, absences_told};
pub use outlook::{AbsenceOutlook, AbsencePreview, Passing, check_end, owed_again};
pub use standing_in::{StandIn, stand_in, waits_for_writer};
pub use staying::{Staying, stays};
pub use today::{AwayToday, away_today};
pub use uncovered::{Uncovered, count_uncovered, uncovered};

#[cfg(test)]
mod tests;
