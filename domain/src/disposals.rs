//! "Tiêu hủy tài liệu hết giá trị": a list of records whose period is over, the minutes of a council about it, the principal's
//! decision, some days in which that can be taken back, and the execution by somebody else (CV 879/VTLTNN; readings in decision 0057).
//!
//! Nothing here happens by itself: each step is the deed of a person, and a day that has come only allows it.

mod forms;
mod list;
mod minutes;

pub use forms::{DecisionForm, DecisionPlan, DrawUpForm, DrawUpPlan, MinutesForm, MinutesPlan};
pub use list::{
    DisposalDecision, DisposalEnd, DisposalExecution, DisposalId, DisposalList, DisposalState, ListedRecord, MAX_LISTED, WAITING,
    still_kept,
};
pub use minutes::{CouncilMember, CouncilMinutes, MIN_MEMBERS};

#[cfg(test)]
mod tests;
