//! "Dữ liệu của tôi": people ask for their own data, and the school answers within two working days (Luật 91/2025, Nghị định
//! 356/2025): given, or refused with the reason and the clause.

mod form;
mod told;

use chrono::NaiveDate;

pub use form::{AskForm, EnterForm, RefuseForm};
pub use told::{RequestState, RequestTold, in_short, request_told, waiting};

use crate::{calendar::SchoolCalendar, days::Timestamp, ids::Id, people::PersonId};

pub type DataRequestId = Id<DataRequest>;

/// Somebody's request for their own data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataRequest {
    pub id: DataRequestId,
    /// From 1, in the school.
    pub number: u32,
    /// Whose data.
    pub person: PersonId,
    /// The same one; or whoever entered it for somebody who cannot sign in.
    pub by: PersonId,
    pub at: Timestamp,
    /// The last day on which an answer is in time.
    pub due: NaiveDate,
    /// May be empty: nobody has to say why they want what is theirs.
    pub reason: String,
    /// How it was made sure who asks; empty where they have signed in.
    pub identity: String,
    pub answered: Option<DataAnswer>,
}

/// What the school answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataAnswer {
    pub by: PersonId,
    pub at: Timestamp,
    pub what: Outcome,
}

/// Given or refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Given,
    Refused { reason: String, clause: String },
}

impl DataRequest {
    /// Somebody entered it for a person who cannot sign in, and hands the data over themselves.
    pub fn is_entered_for_them(&self) -> bool {
        self.by != self.person
    }

    /// Nobody has answered it yet.
    pub fn waits(&self) -> bool {
        self.answered.is_none()
    }
}

/// By when a request is answered that came on `day`: the end of the second working day after it. Days outside the calendar of the
/// school year are worked as other weeks are, for the law knows no summer.
pub fn due_day(calendar: &SchoolCalendar, day: NaiveDate) -> NaiveDate {
    let next = |day: NaiveDate| calendar.next_working_day(day).or_else(|| day.succ_opt()).unwrap_or(day);
    next(next(day))
}

#[cfg(test)]
mod tests;
