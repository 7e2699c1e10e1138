//! "Bổ sung sau khóa": who may write about records that are shut, for some hours, and what of it stays on paper (Điều 3c, 4b and
//! 4c of the regulation; readings in decision 0022).

mod check;
mod form;
mod minutes;
mod procedure;
mod standing;
mod told;
mod update;
mod way;

pub use check::{check_grant, check_request, check_requestable};
pub use form::{GrantForm, RequestForm, UpdatePlan};
pub use minutes::{Minutes, MinutesRecord, MinutesVersion, minutes};
pub use procedure::{Evidence, Hashes, MAX_HOURS, MIN_HOURS, OpenFor, ProcedureChange, ProcedureForm, UpdateProcedure};
pub use standing::Updates;
pub use told::{
    GrantTold, RecordTold, RefusedTold, UpdateTold, facts_of, may_decide_about, state_told, update_told, updates_for, updates_told,
};
pub use update::{Grant, Proposal, Update, UpdateRecord, UpdateStage, UpdateState, UpdateVersion};
pub use way::{UpdateWay, update_way};

/// The mark of a version that was handed in so, wherever one is shown.
pub const MARK: &str = "Bổ sung sau khóa";

#[cfg(test)]
mod tests;
